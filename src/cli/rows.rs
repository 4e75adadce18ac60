//! The rows of one list of a record as people write them: on the screen, as a table for other programs, and back from there.

use serde_json::{Value as Json, json};

use super::seen::Seen;
use super::{Global, open};
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::folder::Headings;
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, FieldShape, MapShape, Shape};
use crate::record::text::{closest, fold};
use crate::report::spreadsheet;
use crate::ui::Ui;
use crate::view::is_sensitive;

/// A list of rows in a record.
pub(super) struct List<'d> {
    desk: &'d Desk,
    path: String,
    row: &'static MapShape,
}

impl<'d> List<'d> {
    /// The list at a path; the error names those that there are.
    pub(super) fn named(desk: &'d Desk, path: &str) -> Result<List<'d>> {
        match Case::SHAPE.at(&Path::parse(path)).ok().and_then(Shape::rows) {
            Some(row) => Ok(List { desk, path: path.to_owned(), row }),
            None => {
                let all = lists();
                let error = Error::usage(format!("no record has a list `{path}`"));
                Err(match closest(path, all.iter().map(String::as_str)) {
                    Some(near) => error.hint(format!("Did you mean `{near}`?")),
                    None => error.hint(format!("The lists are {}.", all.join(", "))),
                })
            }
        }
    }

    /// The rows of a record as those who do the work see it.
    pub(super) fn rows<'r>(&self, record: &'r Json) -> &'r [Json] {
        let at = self.path.split('.').fold(record, |at, key| &at[key]);
        at.as_array().map_or(&[][..], Vec::as_slice)
    }

    /// The keys that a table can hold: all but rows within rows.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'static FieldShape> + use<> {
        let is_told = |field: &&FieldShape| match &field.shape {
            Shape::Map(_) | Shape::Free | Shape::Notes => false,
            Shape::List(item) => !matches!(item, Shape::Map(_)),
            _ => true,
        };
        self.row.fields.iter().filter(is_told)
    }

    /// The key by whose words a row is known where it has no id: what it is, or which place.
    pub(super) fn must(&self) -> &'static str {
        let mut own = self.row.fields.iter().filter(|field| field.key != "id");
        let first = own.clone().next().filter(|field| !matches!(field.shape, Shape::Date | Shape::List(_)));
        let words = own.find(|field| field.shape == Shape::Text);
        first.or(words).map_or("id", |field| field.key)
    }

    /// What stands at a key of a row, as people write it.
    pub(super) fn cell(&self, row: &Json, field: &FieldShape) -> String {
        let one = |shape: &Shape, value: &Json| match (shape, value) {
            (Shape::Term(list), Json::String(id)) => self.desk.vocabulary.label(list, id),
            (Shape::Setting, Json::String(id)) => {
                let setting = self.desk.settings.iter().find(|setting| setting.id.as_str() == id);
                setting.map_or_else(|| id.clone(), |setting| setting.name.to_string())
            }
            (Shape::Person, Json::String(id)) => {
                let person = self.desk.people.iter().find(|person| person.id.as_str() == id);
                person.map_or_else(|| id.clone(), |person| person.name.to_string())
            }
            (_, Json::String(text)) => text.clone(),
            (_, Json::Bool(is)) => if *is { "yes" } else { "no" }.into(),
            (_, Json::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        match (&field.shape, &row[field.key]) {
            (Shape::List(item), Json::Array(items)) => {
                items.iter().map(|value| one(item, value)).collect::<Vec<_>>().join("; ")
            }
            (shape, value) => one(shape, value),
        }
    }

    // whether all of the words stand in a row, in any of its cells
    fn says(&self, row: &Json, words: &[String]) -> bool {
        let text: Vec<String> = self.fields().map(|field| fold(&self.cell(row, field))).collect();
        words.iter().all(|word| text.iter().any(|cell| cell.contains(&fold(word))))
    }
}

/// What is shown of a list, and how.
pub(super) struct Show<'a> {
    pub(super) record: &'a str,
    pub(super) list: &'a str,
    pub(super) words: &'a [String],
    pub(super) csv: bool,
    pub(super) sensitive: bool,
    pub(super) json: bool,
}

impl Show<'_> {
    /// Shows the rows.
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let id = open::case(&desk, ui, self.record)?;
        let list = List::named(&desk, self.list)?;
        let view = Seen::new(&desk, &id, None)?.view(&desk);
        let mut rows: Vec<&Json> =
            list.rows(view.json()).iter().filter(|row| list.says(row, self.words)).collect();
        if self.json {
            return ui.print_json(
                &json!({ "schema": "pikorua/rows/1", "record": id, "list": self.list, "rows": rows }),
            );
        }
        if !self.csv {
            return self.print(&list, &rows, ui);
        }
        // a file of them is soon somewhere else
        let all = rows.len();
        rows.retain(|row| self.sensitive || !row.as_object().is_some_and(is_sensitive));
        let columns = Headings::read(&desk.library)?.of_rows(self.list);
        let fields: Vec<&FieldShape> = list.fields().collect();
        let head = fields.iter().map(|field| {
            let names = columns.iter().find(|(key, _)| *key == field.key).map(|(_, names)| names);
            names.and_then(|names| names.first()).cloned().unwrap_or_else(|| field.key.to_owned())
        });
        let lines = rows.iter().map(|row| fields.iter().map(|field| list.cell(row, field)).collect());
        ui.print_bytes(&spreadsheet(std::iter::once(head.collect()).chain(lines))?)?;
        if rows.len() < all {
            ui.warn(&format!(
                "left out, as they stay with those who do the work: {} of {all} rows. `--sensitive` puts them in.",
                all - rows.len()
            ));
        }
        Ok(())
    }

    fn print(&self, list: &List<'_>, rows: &[&Json], ui: &mut Ui) -> Result<()> {
        if rows.is_empty() {
            ui.say("Nothing there is like that.");
        }
        let must = list.must();
        for (at, row) in rows.iter().enumerate() {
            let id = row["id"].as_str().unwrap_or_default();
            let first = list.fields().find(|field| field.key == must).map(|field| list.cell(row, field));
            let gap = if at > 0 { "\n" } else { "" };
            let head = format!("{id}  {}", first.unwrap_or_default());
            ui.print(&format!("{gap}{}\n", ui.hanging(&head, id.len() + 2)))?;
            for field in list.fields().filter(|field| !["id", must].contains(&field.key)) {
                let cell = list.cell(row, field);
                if !cell.is_empty() {
                    let line = format!("    {}: {cell}", field.label());
                    ui.print(&format!("{}\n", ui.hanging(&line, 6)))?;
                }
            }
        }
        Ok(())
    }
}

// the paths of all lists of rows that lie at the top of a record or one step below
fn lists() -> Vec<String> {
    let Shape::Map(top) = &Case::SHAPE else { return Vec::new() };
    let mut all = Vec::new();
    for field in top.fields {
        match &field.shape {
            shape if shape.rows().is_some() => all.push(field.key.to_owned()),
            Shape::Map(below) => {
                let rows = below.fields.iter().filter(|field| field.shape.rows().is_some());
                all.extend(rows.map(|below| format!("{}.{}", field.key, below.key)));
            }
            _ => {}
        }
    }
    all
}
