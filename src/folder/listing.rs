//! A list as another program wrote it: rows under headings, of which only some are wanted.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::library::Library;
use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::overlaid::{Own, line_of, overlaid};
use crate::record::path::Path;
use crate::record::shape::{Field, FieldShape, Shape};
use crate::record::text::{closest, fold};

/// A heading is looked for in as many lines: lists have a title above it, or the day they were made on.
const ABOVE: usize = 20;

/// Of each list that can be taken in, the headings under which its keys are looked for: `settings`, or a list of a record by its
/// path. The first heading is the one that is written where the list goes out.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Headings(BTreeMap<String, BTreeMap<String, Vec<String>>>);

/// The rows of a list that are wanted.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// What each row tells, by keys of the record.
    pub rows: Vec<BTreeMap<&'static str, String>>,
    /// How many rows the list has in all.
    pub all: usize,
    /// Headings of the list that nothing is taken from.
    pub left: Vec<String>,
}

/// What a list can tell: each key with its headings.
pub type Columns = Vec<(&'static str, Vec<String>)>;

impl Headings {
    /// The headings that are built in, with the cluster's own `import.toml` on top.
    pub fn read(library: &Library) -> Result<Headings> {
        let texts = library.import();
        let own = texts.get(1).map(|own| (own.origin.to_string(), own.text.as_str()));
        let own = own.as_ref().map(|(file, text)| Own { file, text });
        let built_in = texts.first().map(|text| text.text.as_str()).unwrap_or_default();
        let headings: Headings = overlaid("columns", built_in, own)?;
        for (list, columns) in &headings.0 {
            headings.stand(list, columns).map_err(|(at, why, remedy)| {
                let (file, text) = own.map_or(("import.toml", ""), |own| (own.file, own.text));
                let line = line_of(text, &at).map_or(String::new(), |line| format!(", line {line}"));
                Error::request(format!("`{file}`{line}: {why}")).hint(remedy)
            })?;
        }
        Ok(headings)
    }

    /// What is looked for in a list of schools and services.
    pub fn of_settings(&self) -> Columns {
        let names = self.0.get(SETTINGS);
        keys(SETTINGS)
            .map(|field| (field.key, named(names, field.key)))
            .filter(|(_, names)| !names.is_empty())
            .collect()
    }

    /// What is looked for in rows of a record, and written above them: what stands here, else what the key holds; and the key.
    pub fn of_rows(&self, list: &str) -> Columns {
        let own = self.0.get(list);
        let names = |field: &FieldShape| {
            let mut names = named(own, field.key);
            names.extend([field.label().to_owned(), field.key.to_owned()]);
            (field.key, names)
        };
        keys(list).map(names).collect()
    }

    // where it does not stand, why, and what to do
    fn stand(
        &self,
        list: &str,
        columns: &BTreeMap<String, Vec<String>>,
    ) -> std::result::Result<(), (String, String, String)> {
        let known: Vec<&str> = keys(list).map(|field| field.key).collect();
        if known.is_empty() {
            let remedy =
                "Write `[settings]`, or the path of a list in quotes, as in `[\"community.needs\"]`.";
            return Err((format!("[{list}"), format!("`{list}` is no list of a record"), remedy.into()));
        }
        match columns.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let near = closest(key, known.iter().copied());
                let remedy = near.map_or_else(
                    || format!("There are {}.", known.join(", ")),
                    |near| format!("Did you mean `{near}`?"),
                );
                Err((key.clone(), format!("the rows of `{list}` have no `{key}`"), remedy))
            }
        }
    }
}

/// The list of schools and services.
const SETTINGS: &str = "settings";

fn named(names: Option<&BTreeMap<String, Vec<String>>>, key: &str) -> Vec<String> {
    names.and_then(|names| names.get(key)).cloned().unwrap_or_default()
}

// the keys of a row of the list; none where there is no such list
fn keys(list: &str) -> impl Iterator<Item = &'static FieldShape> {
    let map = match list {
        SETTINGS => match &Setting::SHAPE {
            Shape::Map(map) => Some(*map),
            _ => None,
        },
        _ => Case::SHAPE.at(&Path::parse(list)).ok().and_then(Shape::rows),
    };
    map.into_iter().flat_map(|map| map.fields)
}

/// A condition that a row must meet: one of these values under a heading.
#[derive(Clone, Debug)]
pub struct Wanted {
    heading: String,
    values: Vec<String>,
}

impl Wanted {
    /// Reads `Education_Region=Tai Tokerau`, or several values with `|` between them.
    pub fn read(text: &str) -> Result<Wanted> {
        match text.split_once('=') {
            Some((heading, values)) if !heading.trim().is_empty() && !values.trim().is_empty() => {
                Ok(Wanted {
                    heading: heading.trim().into(),
                    values: values.split('|').map(|value| fold(value.trim())).collect(),
                })
            }
            _ => Err(Error::usage(format!("`{text}` does not say which rows are wanted"))
                .hint("Write HEADING=VALUE, as in `Education_Region=Tai Tokerau`, or HEADING=ONE|OTHER.")),
        }
    }
}

impl Listing {
    /// Reads a list, and keeps the rows that meet all of the conditions. `must` is the key without which no row tells anything.
    pub fn read(text: &str, sought: &Columns, must: &str, wanted: &[Wanted]) -> Result<Listing> {
        let records = records(text)?;
        let names = sought.iter().find(|(key, _)| *key == must).map(|(_, names)| names.as_slice());
        let names = names.unwrap_or_default();
        let at = records.iter().take(ABOVE).position(|row| find(row, names).is_some());
        let Some(at) = at else { return Err(no_heading(&records, names)) };
        let heading = &records[at];
        let columns: Vec<(&'static str, usize)> =
            sought.iter().filter_map(|(key, names)| Some((*key, find(heading, names)?))).collect();
        let wanted = wanted.iter().map(|one| one.column(heading)).collect::<Result<Vec<_>>>()?;
        let told = |row: &Vec<String>| {
            let cell =
                |column: usize| row.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            columns.iter().filter_map(|(key, column)| Some((*key, cell(*column)?.to_owned()))).collect()
        };
        let is_wanted = |row: &&Vec<String>| {
            wanted.iter().all(|(column, values)| {
                row.get(*column).is_some_and(|cell| values.contains(&fold(cell.trim())))
            })
        };
        let rows: Vec<&Vec<String>> =
            records[at + 1..].iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let all = rows.len();
        let is_left = |(at, cell): &(usize, &String)| {
            !cell.trim().is_empty() && columns.iter().all(|(_, known)| known != at)
        };
        let left =
            heading.iter().enumerate().filter(is_left).map(|(_, cell)| cell.trim().to_owned()).collect();
        Ok(Listing { rows: rows.into_iter().filter(is_wanted).map(told).collect(), all, left })
    }
}

impl Wanted {
    fn column(&self, heading: &[String]) -> Result<(usize, Vec<String>)> {
        let names = std::slice::from_ref(&self.heading);
        let column = find(heading, names).ok_or_else(|| {
            let error = Error::usage(format!("the list has no column `{}`", self.heading));
            match closest(&self.heading, heading.iter().map(String::as_str)) {
                Some(near) => error.hint(format!("Did you mean `{near}`?")),
                None => error.hint(format!("It has: {}.", heading.join(", "))),
            }
        })?;
        Ok((column, self.values.clone()))
    }
}

fn records(text: &str) -> Result<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel writes semicolons where a computer's numbers have decimal commas
    let first = text.lines().next().unwrap_or_default();
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if semicolons { b';' } else { b',' })
        .from_reader(text.as_bytes());
    let read = reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()));
    read.collect::<std::result::Result<_, _>>().map_err(|e| {
        Error::request("the list cannot be read as csv")
            .because(e)
            .hint("Save it again as “CSV UTF-8” in the program that it comes from.")
    })
}

// the first of the names that is there
fn find(heading: &[String], names: &[String]) -> Option<usize> {
    let plain = |text: &str| fold(text.trim());
    names.iter().find_map(|name| heading.iter().position(|cell| plain(cell) == plain(name)))
}

fn no_heading(records: &[Vec<String>], names: &[String]) -> Error {
    let first = records.first().map(|row| row.join(", ")).unwrap_or_default();
    let sought = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let error = Error::request("the list has no column from which it can be told what its rows are")
        .hint(format!("It is looked for as {sought}."))
        .hint("Where it is called otherwise, write an `import.toml` into the cluster's folder, which says so for each column.");
    if first.is_empty() { error } else { error.because(format!("its first line: {first}")) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Headings, Listing, Wanted};
    use crate::folder::Library;

    const LIST: &str = "\u{feff}Directory of schools,,,\nSchool_Id,Org_Name,Org_Type,Takiwā,Education_Region,Contact1_Name\n\
        75,Awa School,Full Primary,Te Tai Runga,Ōtākou,C Meyer\n\
        279,\"Tōtara College, Upper\",Secondary (Year 9-15),Te Tai Runga,Otakou,\n,,,,,\n\
        497,Far Away School,Contributing,Te Tai Raro,Tai Tokerau,x\n";

    #[test]
    fn a_list_is_read_as_it_comes() {
        let library = Library::built_in();
        let wanted =
            |texts: &[&str]| texts.iter().map(|text| Wanted::read(text).unwrap()).collect::<Vec<_>>();
        let sought = Headings::read(&library).unwrap().of_settings();
        let read = |texts: &[&str]| Listing::read(LIST, &sought, "name", &wanted(texts)).unwrap();
        assert_eq!((read(&[]).rows.len(), read(&[]).all), (3, 3));
        let here = read(&["education_region=OTAKOU"]);
        assert_eq!(here.rows.len(), 2, "macrons make no difference");
        assert_eq!(here.rows[1]["name"], "Tōtara College, Upper");
        assert_eq!(here.rows[0]["takiwa"], "Te Tai Runga");
        assert!(!here.rows[1].contains_key("key_contact"));
        assert_eq!(read(&["School_Id=75|497"]).rows.len(), 2);
        assert_eq!(read(&["School_Id=75|497", "Takiwā=Te Tai Raro"]).rows.len(), 1);
        let unknown = Listing::read(LIST, &sought, "name", &wanted(&["Regoin=x"])).unwrap_err();
        assert!(unknown.to_string().contains("no column"), "{unknown}");
        let none = Listing::read("a,b\n1,2\n", &sought, "name", &[]).unwrap_err();
        assert!(none.causes[0].contains("a, b"), "{none:?}");
        assert!(Wanted::read("Region").is_err() && Wanted::read("=x").is_err());
    }

    #[test]
    fn a_list_with_semicolons_is_one_too() {
        let text = "name;number;kind\nAwa, the School;75;kura\n";
        let sought = Headings::read(&Library::built_in()).unwrap().of_settings();
        let read = Listing::read(text, &sought, "name", &[]).unwrap();
        assert_eq!(read.rows[0]["name"], "Awa, the School");
    }

    #[test]
    fn what_no_list_has_is_said() {
        let own = |text: &str| {
            let read: Headings = toml::from_str(text).unwrap();
            let (list, columns) = read.0.iter().next().unwrap();
            read.stand(list, columns).map_err(|(_, why, remedy)| format!("{why}. {remedy}"))
        };
        assert_eq!(own("[settings]\nname = ['Kura']\n"), Ok(()));
        assert_eq!(own("['community.needs']\nwhat = ['Need']\n"), Ok(()));
        assert!(own("['community.needs']\nwaht = ['Need']\n").unwrap_err().contains("Did you mean `what`?"));
        assert!(own("['community.neds']\nwhat = ['Need']\n").unwrap_err().contains("no list of a record"));
    }
}
