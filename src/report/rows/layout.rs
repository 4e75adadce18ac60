//! Which tables an export has, as data: `export.toml`, with the cluster's own on top, key by key.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value as Json;

use super::sample;
use crate::error::{Error, Result};
use crate::record::overlaid::{Own, line_of, overlaid};
use crate::record::text::closest;

/// The tables of an export, by their names.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Tables(pub(super) IndexMap<String, Table>);

/// One table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) note: String,
    /// What a row is: a list of each case by its key, or a case.
    #[serde(default)]
    pub(super) of: String,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    pub(super) columns: IndexMap<String, Column>,
}

/// One column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Column {
    /// What is written above it, where it is not its name.
    pub(super) header: Option<String>,
    /// What stands in it, of the row.
    pub(super) is: Option<String>,
    /// The same, of the case of the row.
    pub(super) of_case: Option<String>,
    /// The list whose labels are shown.
    pub(super) words: Option<String>,
    /// Whether it is left out where nothing may tell whose it is.
    #[serde(default)]
    pub(super) identified: bool,
    #[serde(default)]
    pub(super) about: String,
    #[serde(default)]
    off: bool,
}

impl Tables {
    /// Reads the tables that are built in, and on top of them the cluster's own, by the name of its file.
    pub fn read(built_in: &str, own: Option<Own<'_>>) -> Result<Tables> {
        let mut tables: Tables = overlaid("tables", built_in, own)?;
        let Own { file, text } = own.unwrap_or(Own { file: "export.toml", text: "" });
        tables.0.retain(|_, table| !table.off);
        tables.0.values_mut().for_each(|table| table.columns.retain(|_, column| !column.off));
        for (name, table) in &tables.0 {
            table.stands(name).map_err(|(why, remedy)| {
                let line =
                    line_of(text, &format!("[{name}")).map_or(String::new(), |line| format!(", line {line}"));
                Error::request(format!("`{file}`{line}: the table `{name}` {why}")).hint(remedy)
            })?;
        }
        Ok(tables)
    }
}

impl Table {
    // nothing where it can be filled, else why not and what to do
    fn stands(&self, name: &str) -> std::result::Result<(), (String, String)> {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if name.is_empty() || name.len() > 31 || !name.bytes().all(is_plain) {
            let remedy = "Its name becomes that of a file and of a sheet: small letters, digits and hyphens, at most 31.";
            return Err(("cannot be called so".into(), remedy.into()));
        }
        if self.columns.is_empty() {
            return Err(("has no columns".into(), format!("Write at least one below `[{name}.columns]`.")));
        }
        let case = sample::case();
        let lists: Vec<&str> =
            keys(&case).into_iter().filter(|key| case[*key].is_array() && sample::is_listed(key)).collect();
        if !self.of.is_empty() && !lists.contains(&self.of.as_str()) {
            return Err((
                format!("has rows of `{}`, which nothing is counted by", self.of),
                near(&self.of, &lists),
            ));
        }
        let row = if self.of.is_empty() { &case } else { &case[&self.of][0] };
        for (column, says) in &self.columns {
            let (of, key) = match (&says.is, &says.of_case) {
                (Some(key), None) => (row, key),
                (None, Some(key)) => (&case, key),
                _ => {
                    let why = format!("does not say what stands in `{column}`");
                    return Err((why, "Write `is = \"…\"`, or `of-case = \"…\"`, and not both.".into()));
                }
            };
            let known = keys(of);
            let is_it = key == "." && !of.is_object() || known.contains(&key.as_str());
            if !is_it {
                let known: Vec<&str> = if of.is_object() { known } else { vec!["."] };
                return Err((format!("has `{key}` in `{column}`, which is not counted"), near(key, &known)));
            }
            let whose = self.of.is_empty() || says.of_case.is_some();
            if whose && sample::is_named(key) && !says.identified {
                let why = format!("tells names or titles in `{column}`, and does not say so");
                let remedy =
                    "Write `identified = true` beside it: then it is there with `--identified` only.";
                return Err((why, remedy.into()));
            }
        }
        Ok(())
    }
}

fn keys(of: &Json) -> Vec<&str> {
    of.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}

fn near(word: &str, known: &[&str]) -> String {
    match closest(word, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!(
            "There are {}.",
            known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
        ),
    }
}
