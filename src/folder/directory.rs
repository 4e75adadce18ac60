//! A list of schools and services as another program wrote it: rows under headings, of which only some are wanted.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::library::Library;
use crate::error::{Error, Result};
use crate::record::overlaid::{Own, overlaid};
use crate::record::text::{closest, fold};

/// A heading is looked for in as many lines: lists have a title above it, or the day they were made on.
const ABOVE: usize = 20;

/// How headings are called, by the part of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Import {
    settings: BTreeMap<Part, Vec<String>>,
}

/// A part of the record of a school or service that a list may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The number that the Ministry knows it by.
    Number,
    /// The name.
    Name,
    /// The kind of school or service.
    Kind,
    /// Who governs it.
    Authority,
    /// The town or suburb.
    Town,
    /// The takiwā of the Ministry.
    Takiwa,
    /// The education region.
    Region,
    /// The one known person to talk to.
    KeyContact,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Telephone,
}

/// The rows of a list that are wanted.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// What each row tells.
    pub rows: Vec<BTreeMap<Part, String>>,
    /// How many rows the list has in all.
    pub all: usize,
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

impl Directory {
    /// Reads a list, and keeps the rows that meet all of the conditions.
    pub fn read(text: &str, library: &Library, wanted: &[Wanted]) -> Result<Directory> {
        let texts = library.import();
        let own = texts.get(1).map(|own| (own.origin.to_string(), own.text.as_str()));
        let own = own.as_ref().map(|(file, text)| Own { file, text });
        let built_in = texts.first().map(|text| text.text.as_str()).unwrap_or_default();
        let Import { settings } = overlaid("columns", built_in, own)?;
        let records = records(text)?;
        let names = settings.get(&Part::Name).cloned().unwrap_or_default();
        let at = records.iter().take(ABOVE).position(|row| find(row, &names).is_some());
        let Some(at) = at else { return Err(no_heading(&records, &names)) };
        let heading = &records[at];
        let columns: Vec<(Part, usize)> =
            settings.iter().filter_map(|(part, names)| Some((*part, find(heading, names)?))).collect();
        let wanted = wanted.iter().map(|one| one.column(heading)).collect::<Result<Vec<_>>>()?;
        let told = |row: &Vec<String>| {
            let cell =
                |column: usize| row.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            columns.iter().filter_map(|(part, column)| Some((*part, cell(*column)?.to_owned()))).collect()
        };
        let is_wanted = |row: &&Vec<String>| {
            wanted.iter().all(|(column, values)| {
                row.get(*column).is_some_and(|cell| values.contains(&fold(cell.trim())))
            })
        };
        let rows: Vec<&Vec<String>> =
            records[at + 1..].iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let all = rows.len();
        Ok(Directory { rows: rows.into_iter().filter(is_wanted).map(told).collect(), all })
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
    let error = Error::request("no column of the list is the name of a school or service")
        .hint(format!("It is looked for as {}.", names.join(", ")))
        .hint("Where it is called otherwise, write an `import.toml` into the cluster's folder: `[settings]`, `name = [\"…\"]`.");
    if first.is_empty() { error } else { error.because(format!("its first line: {first}")) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Directory, Part, Wanted};
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
        let read = |texts: &[&str]| Directory::read(LIST, &library, &wanted(texts)).unwrap();
        assert_eq!((read(&[]).rows.len(), read(&[]).all), (3, 3));
        let here = read(&["education_region=OTAKOU"]);
        assert_eq!(here.rows.len(), 2, "macrons make no difference");
        assert_eq!(here.rows[1][&Part::Name], "Tōtara College, Upper");
        assert_eq!(here.rows[0][&Part::Takiwa], "Te Tai Runga");
        assert!(!here.rows[1].contains_key(&Part::KeyContact));
        assert_eq!(read(&["School_Id=75|497"]).rows.len(), 2);
        assert_eq!(read(&["School_Id=75|497", "Takiwā=Te Tai Raro"]).rows.len(), 1);
        let unknown = Directory::read(LIST, &library, &wanted(&["Regoin=x"])).unwrap_err();
        assert!(unknown.to_string().contains("no column"), "{unknown}");
        let none = Directory::read("a,b\n1,2\n", &library, &[]).unwrap_err();
        assert!(none.causes[0].contains("a, b"), "{none:?}");
        assert!(Wanted::read("Region").is_err() && Wanted::read("=x").is_err());
    }

    #[test]
    fn a_list_with_semicolons_is_one_too() {
        let text = "name;number;kind\nAwa, the School;75;kura\n";
        let read = Directory::read(text, &Library::built_in(), &[]).unwrap();
        assert_eq!(read.rows[0][&Part::Name], "Awa, the School");
    }
}
