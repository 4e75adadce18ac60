//! What the cluster says about itself: `pikorua.toml`.

use std::collections::BTreeMap;

use jiff::civil;
use serde::{Deserialize, Deserializer};

use super::find::{Folder, MARK};
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::record::text::closest;
use crate::record::vocabulary::Vocabulary;

/// The newest layout of `pikorua.toml` that this version can read.
const SCHEMA: i64 = 1;

/// What the cluster says about itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Cluster {
    /// The layout of the file.
    pub schema: i64,
    /// The name of the cluster.
    pub name: String,
    /// Words that it uses in documents: `mokopuna`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Its school terms: `2026-T1`.
    #[serde(default)]
    pub terms: BTreeMap<String, SchoolTerm>,
    /// Its own words, to be put on top of those that are built in.
    #[serde(default)]
    pub vocabulary: Vocabulary,
    /// Keys that this version does not know.
    #[serde(skip)]
    pub unknown: Vec<String>,
}

/// One school term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct SchoolTerm {
    /// The first day.
    #[serde(deserialize_with = "day")]
    pub first: civil::Date,
    /// The last day.
    #[serde(deserialize_with = "day")]
    pub last: civil::Date,
}

impl Folder {
    /// What the cluster says about itself.
    pub fn cluster(&self) -> Result<Cluster> {
        Cluster::read(&self.read_text(&RelPath::cluster())?.text)
    }
}

impl Cluster {
    /// Keys that somebody in the tool reads.
    pub const KEYS: [&str; 5] = ["schema", "name", "words", "terms", "vocabulary"];

    /// Reads the text of `pikorua.toml`.
    pub fn read(text: &str) -> Result<Cluster> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let all: toml::Table = toml::from_str(text).map_err(|e| at(text, &e))?;
        if let Some(newer) = all.get("schema").and_then(toml::Value::as_integer).filter(|s| *s > SCHEMA) {
            return Err(Error::request(format!("`{MARK}` was written by a newer pikorua (layout {newer})"))
                .hint("Get the newest pikorua to work in this folder. Nothing was changed."));
        }
        let mut cluster: Cluster = toml::from_str(text).map_err(|e| at(text, &e))?;
        if cluster.name.trim().is_empty() {
            return Err(
                Error::request(format!("`{MARK}` gives the cluster no name")).hint("Write `name = \"…\"`.")
            );
        }
        if let Some((list, id, _)) = cluster.vocabulary.misfits().first() {
            let message =
                format!("in `{MARK}`, `{id}` under `[vocabulary.{list}]` is not a word with a label");
            let remedy =
                format!("Write a section `[vocabulary.{list}.ID]` with a line `label = \"…\"` in it.");
            return Err(Error::request(message).hint(remedy));
        }
        cluster.words.entry("mokopuna".into()).or_insert_with(|| "mokopuna".into());
        cluster.unknown = all.keys().filter(|key| !Cluster::KEYS.contains(&key.as_str())).cloned().collect();
        for (name, term) in &cluster.terms {
            check_term(name, term)?;
        }
        Ok(cluster)
    }
}

fn check_term(name: &str, term: &SchoolTerm) -> Result<()> {
    let named =
        name.split_once("-T").is_some_and(|(year, n)| year.parse::<i16>().is_ok() && n.parse::<u8>().is_ok());
    if !named {
        return Err(Error::request(format!("`{MARK}` has a school term named `{name}`"))
            .hint("Name a term by its year and number, as in `2026-T1`."));
    }
    if term.first > term.last {
        return Err(Error::request(format!("in `{MARK}`, term `{name}` ends before it begins"))
            .hint("Put the earlier day after `first`, the later one after `last`."));
    }
    Ok(())
}

fn day<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<civil::Date, D::Error> {
    let value = toml::Value::deserialize(from)?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let not = || {
        serde::de::Error::custom(format!("`{text}` is not a day, write year-month-day as in `2026-02-02`"))
    };
    text.parse().map_err(|_| not())
}

/// What is wrong with the file, and where.
fn at(text: &str, e: &toml::de::Error) -> Error {
    let before = e.span().and_then(|span| text.get(..span.start));
    let place = before.map_or(String::new(), |before| {
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!(", line {line}, column {column}")
    });
    let said = e.message().lines().next().unwrap_or_default();
    if let Some(key) = said.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        let error = Error::request(format!("`{MARK}`{place}: `{key}` is missing"));
        let keys: toml::Table = toml::from_str(text).unwrap_or_default();
        return match closest(key, keys.keys().map(String::as_str).filter(|k| !Cluster::KEYS.contains(k))) {
            Some(near) => error.hint(format!("Did you mean `{key}` where `{near}` stands?")),
            None => error.hint(format!("Add a line `{key} = …`.")),
        };
    }
    let said = match said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, expected)) => format!("{} expected, and {} found", plain(expected), plain(found)),
        None => said.to_owned(),
    };
    Error::request(format!("`{MARK}`{place}: {said}")).hint(
        "Text stands in double quotes, a section begins with its name in square brackets, notes with #.",
    )
}

fn plain(kind: &str) -> String {
    [("a string", "text in quotes"), ("string", "text"), ("a map", "a section"), ("map", "a section")]
        .iter()
        .find(|(theirs, _)| kind.starts_with(theirs))
        .map_or_else(|| kind.to_owned(), |(theirs, ours)| kind.replacen(theirs, ours, 1))
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::folder::Cluster;
    use crate::folder::testing::says;

    #[test]
    fn mistakes_in_pikorua_toml_are_found_by_line() {
        let good = "schema = 1\nname = \"Awa\"\n";
        for (text, message) in [
            ("schema = 1\nname = Awa\n", "line 2, column 8"),
            ("schema = 1\nname = 5\n", "line 2, column 8: text in quotes expected, and integer `5` found"),
            ("schema = 1\nnmae = 'x'\n", "`name` is missing"),
            ("schema = 2\nname = [1]\n", "was written by a newer pikorua"),
            ("schema = 1\nname = ' '\n", "gives the cluster no name"),
            (&format!("{good}[terms]\n2026-T1 = {{ first = 2026-02-31, last = 2026-04-02 }}"), "line 4"),
            (
                &format!("{good}[terms]\n2026-T1 = {{ first = 'soon', last = 2026-04-02 }}"),
                "line 4, column 21: `soon` is not a day",
            ),
            (
                &format!("{good}[terms]\n2026-T1 = {{ first = 2026-05-01, last = 2026-04-02 }}"),
                "ends before it begins",
            ),
            (
                &format!("{good}[terms]\nfirst = {{ first = 2026-05-01, last = 2026-06-02 }}"),
                "school term named `first`",
            ),
        ] {
            says(Cluster::read(text).unwrap_err(), ErrorKind::Request, message);
        }
        let cluster = Cluster::read(&format!(
            "\u{feff}{good}[privacy]\nx = 1\n[terms]\n2026-T1 = {{ first = '2026-02-02', last = 2026-04-02 }}"
        ));
        let cluster = cluster.unwrap();
        assert_eq!(cluster.unknown, ["privacy"]);
        assert_eq!(cluster.terms["2026-T1"].first.to_string(), "2026-02-02");
    }
}
