//! How a visit begins: opened by its first answer, with somebody beside, or taken up again.

use std::fmt;

use serde_json::Value as Tree;

use super::Walk;
use crate::guide::day::day;
use crate::guide::expression::holds;
use crate::guide::known::{Choice, choose};
use crate::guide::rows::own;
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::path::Path;
use crate::record::text::fold;
use crate::record::tree;
use crate::record::value::Date;

/// Why a walk does not go on with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRow {
    /// The guide, by its title, is about the case as a whole.
    One(String),
    /// The guide is open, for another row.
    Another {
        /// The title of the guide.
        guide: String,
        /// The row in a few words.
        row: String,
    },
    /// It is not plain which row is meant, and why.
    Which(String),
}

impl NoRow {
    /// What to do.
    pub fn remedy(&self) -> &'static str {
        match self {
            NoRow::One(_) => "Leave `--row` out.",
            NoRow::Another { .. } => "Without `--row` it goes on with that one, until the guide is left.",
            NoRow::Which(_) => "Give the id of the row. Without `--row` it is about a new one.",
        }
    }
}

impl fmt::Display for NoRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoRow::One(guide) => write!(f, "{guide} is about the case as a whole, not about one row of it"),
            NoRow::Another { guide, row } => write!(f, "{guide} is still open for another: {row}"),
            NoRow::Which(why) => f.write_str(why),
        }
    }
}

impl Walk<'_> {
    pub(super) fn open(&self, case: &Case, again: bool) -> Vec<Edit> {
        let set = |key: &str, value: String| Edit::Set { path: self.visit.key(key), value: value.into() };
        let mut edits = vec![
            set("guide", self.guide.id.clone()),
            set("by", self.known.user.to_string()),
            set("opened", self.known.today.to_string()),
        ];
        let other =
            case.visits.iter().rev().filter_map(|v| v.guide.as_ref()).find(|g| g.as_str() != self.guide.id);
        if let Some(other) = other.filter(|_| again) {
            edits.push(set("returned_from", other.to_string()));
        }
        edits
    }

    /// Why the guide is not walked now, where it says so itself; what was begun goes on.
    pub fn not_now(&self) -> Result<Option<&str>, String> {
        let guide = self.guide;
        let is_begun = self.opening.is_empty();
        if is_begun || holds(guide.when.as_deref(), &self.scene(None))? {
            return Ok(None);
        }
        Ok(Some(guide.otherwise.as_deref().unwrap_or("This guide does not fit the case as it is.")))
    }

    /// Says which guide the team came back from, where it was not the one walked last.
    pub(in crate::guide) fn came_from(&mut self, guide: &str) -> Result<(), String> {
        let from = choose(&self.known.guides.titles(), guide)?.id;
        let again = self.frames[0].prompts.first().is_some_and(|p| p.id == super::prompts::REASON);
        if self.guide.element.is_none() {
            return Err(format!("{} is another one each time, so nobody comes back to it", self.guide.title));
        }
        if self.opening.is_empty() || !again {
            return Err(
                "nobody comes back here: this guide is walked for the first time, or still open".into()
            );
        }
        let path = self.visit.key("returned_from");
        self.opening.retain(|edit| *edit.path() != path);
        self.opening.push(Edit::Set { path, value: from.into() });
        Ok(())
    }

    /// Goes on with something that was walked before, where each visit is about one of its own: this hui, this time with a
    /// critical friend. It is found by its id, its day or its words.
    pub fn goes_on_with(&mut self, row: &str) -> Result<(), NoRow> {
        let guide = self.guide;
        let list = guide.own_list().ok_or_else(|| NoRow::One(guide.title.clone()))?;
        let own = own(guide, &self.known, &self.record);
        let id = self.own_meant(&own, &Path::parse(list), row).map_err(NoRow::Which)?;
        let path = self.visit.key("rows");
        let walked = tree::at(&self.record, &path);
        let open_for = own.iter().find(|one| tree::holds(walked, &one.id));
        if let Some(other) = open_for.filter(|_| self.opening.is_empty() && !tree::holds(walked, &id)) {
            return Err(NoRow::Another { guide: guide.title.clone(), row: other.label.clone() });
        }
        if !tree::holds(walked, &id) {
            let begins = if self.opening.is_empty() { &mut self.joining } else { &mut self.opening };
            begins.push(Edit::Push { path, value: id.as_str().into() });
        }
        self.own_rows.insert(list.to_owned(), id);
        Ok(())
    }

    // by what it is called, by a day in any words, or by words that stand in it alone
    fn own_meant(&self, own: &[Choice], list: &Path, row: &str) -> Result<String, String> {
        let why = match choose(own, row) {
            Ok(one) => return Ok(one.id),
            Err(why) => why,
        };
        let text = |one: &Choice| tree::at(&self.record, &list.key(&one.id)).to_string();
        let day = day(row, self.known.today, self.known().calendar).ok().map(|day| day.to_string());
        let of_day =
            |one: &&Choice| day.as_ref().is_some_and(|day| text(one).contains(&format!("\"{day}\"")));
        let says = |one: &&Choice| !row.trim().is_empty() && fold(&text(one)).contains(&fold(row.trim()));
        let on_that_day: Vec<&Choice> = own.iter().filter(of_day).collect();
        let found = if on_that_day.is_empty() { own.iter().filter(says).collect() } else { on_that_day };
        match found.as_slice() {
            [one] => Ok(one.id.clone()),
            [] => Err(why),
            several => {
                let told = several.iter().map(|one| format!("{} ({})", one.id, one.label));
                Err(format!("`{row}` could be {}", told.collect::<Vec<_>>().join("; ")))
            }
        }
    }

    /// Begins with the first question also where an open visit had stopped at a later one.
    pub(in crate::guide) fn rewind(&mut self) {
        self.frames.truncate(1);
        self.frames[0].at = 0;
    }

    /// Somebody walks it too: a person of the cluster or of the team, found by id or name. An open visit remembers
    /// whoever joined it before. Nothing changes, and it is not so, where they walk it themselves; the error names who can be meant.
    pub fn together_with(&mut self, name: &str) -> Result<bool, String> {
        let id = choose(&self.known.everybody(&self.record), name)?.id;
        let visit = tree::at(&self.record, &self.visit);
        let by = visit["by"].as_str().unwrap_or(self.known.user.as_str());
        let edit = Edit::Push { path: self.visit.key("with"), value: id.as_str().into() };
        let there = visit["with"].as_array().is_some_and(|with| with.contains(&id.as_str().into()));
        if by != id && !there && !self.joining.contains(&edit) {
            self.joining.push(edit);
        }
        Ok(by != id)
    }

    /// Those who coach the person at the keyboard at this guide, or are coached by them, and do not walk it yet: id and name.
    pub fn beside_at_this(&self) -> Vec<(String, String)> {
        let user = self.known.user.as_str();
        let over = |row: &Tree| {
            row["until"]
                .as_str()
                .and_then(|day| day.parse::<Date>().ok())
                .is_some_and(|day| day < self.known.today)
        };
        let rows = self.record["coaching"].as_array().into_iter().flatten();
        let here = rows.filter(|row| !over(row) && (row["at"].is_null() || row["at"] == *self.guide.id));
        let people = here.flat_map(|row| {
            let with = row["with"].as_array().into_iter().flatten();
            let pair: Vec<&str> = with.chain([&row["coach"]]).filter_map(Tree::as_str).collect();
            if pair.contains(&user) { pair } else { Vec::new() }
        });
        let walking = self.walked_with();
        let mut beside: Vec<(String, String)> = Vec::new();
        for id in people.filter(|id| *id != user) {
            let name = self.person(id).unwrap_or_else(|| id.into());
            if !walking.contains(&name) && beside.iter().all(|(other, _)| other != id) {
                beside.push((id.into(), name));
            }
        }
        beside
    }

    /// Who walks it too, by name.
    pub fn walked_with(&self) -> Vec<String> {
        let there = tree::at(&self.record, &self.visit)["with"].as_array().into_iter().flatten();
        let joining = self.joining.iter().filter_map(|edit| match edit {
            Edit::Push { value, .. } => value.as_str(),
            _ => None,
        });
        let ids = there.filter_map(Tree::as_str).chain(joining);
        ids.map(|id| self.person(id).unwrap_or_else(|| id.into())).collect()
    }

    /// What comes before an answer: the visit and what it sets by itself where it is the first one, and who joined.
    pub(super) fn opened(&mut self) -> Result<Vec<Edit>, String> {
        let set = if self.opening.is_empty() { Vec::new() } else { self.set_on_open()? };
        let mut edits = std::mem::take(&mut self.opening);
        edits.append(&mut self.joining);
        edits.extend(set);
        Ok(edits)
    }

    fn set_on_open(&mut self) -> Result<Vec<Edit>, String> {
        let mut edits = Vec::new();
        let guide = self.guide;
        for rule in &guide.on_open {
            if !holds(rule.when.as_deref(), &self.scene(None))? {
                continue;
            }
            self.make_own_row(&rule.set)?;
            let Some(path) = self.own(&Path::default(), &rule.set) else { continue };
            // what goes on was begun on its own day
            if !tree::at(&self.record, &path).is_null() {
                continue;
            }
            let value = self.value(&rule.to, &path, None)?;
            if value.is_null() {
                continue;
            }
            let touched = self.touched_row(&path).filter(|touched| !edits.contains(touched));
            edits.push(Edit::Set { path, value });
            edits.extend(touched);
        }
        Ok(edits)
    }
}
