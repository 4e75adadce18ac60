//! From an answer to the edits that keep it.

use serde_json::Value as Tree;
use serde_yaml::Value;

use super::{Frame, Input, Question, Walk, moving};
use crate::guide::answer::Asked;
use crate::guide::answer::as_typed;
use crate::guide::expression::evaluate;
use crate::guide::model::{Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::measured;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::record::value::Date;

impl Walk<'_> {
    /// An id for a new row of a list.
    pub(super) fn new_id(&mut self, list: &Path) -> Result<String, String> {
        let shape = Case::SHAPE.at(list).ok().and_then(Shape::rows);
        let prefix = shape.and_then(|s| s.prefix).ok_or_else(|| format!("`{list}` is no list of rows"))?;
        Ok(self.ids.row(prefix, |id| tree::has_row(&self.record, id)))
    }

    pub(super) fn row_id(
        &mut self,
        question: &Question,
        input: &Input,
        list: &Path,
    ) -> Result<String, String> {
        let Asked::Rows(rows) = &question.asked else { return Err("there are no rows here".into()) };
        match input {
            Input::Row(id) if rows.iter().any(|row| row.id == *id) => Ok(id.clone()),
            Input::Row(id) => Err(format!("there is no row `{id}` here")),
            _ => self.begin_row(list),
        }
    }

    /// Takes a row out; the question stays the same.
    pub(super) fn take_out(
        &mut self,
        question: &Question,
        prompt: &Prompt,
        row: Path,
    ) -> Result<Vec<Edit>, String> {
        // the next one of a file is another one, whatever comes of this one
        self.top().opened += 1;
        let id = row.0.last().map(ToString::to_string).unwrap_or_default();
        let is_there = matches!(&question.asked, Asked::Rows(rows) if rows.iter().any(|row| row.id == id));
        if !is_there || prompt.kind != PromptKind::Rows {
            return Err(format!("there is no row `{id}` here"));
        }
        if let Some(place) = self.named_as_person(&id, &row) {
            return Err(format!(
                "the record still names `{id}` at `{place}`, so say there first who is meant"
            ));
        }
        let opened = self.opened()?;
        // nobody goes back into what is gone
        self.earlier.retain(|frames| frames.iter().all(|frame| !frame.base.0.starts_with(&row.0)));
        let edits = std::iter::once(Edit::Remove { path: row.clone() }).chain(self.touched_row(&row));
        Ok(self.with_bookmark(opened, edits.collect()))
    }

    // somebody who gave an agreement, or has something to do, does not go without a word about that
    fn named_as_person(&self, id: &str, row: &Path) -> Option<Path> {
        let visits = Path::default().key("visits");
        let elsewhere = |path: &Path| !path.0.starts_with(&row.0) && !path.0.starts_with(&visits.0);
        tree::naming(&self.record, id).into_iter().find(elsewhere)
    }

    // a row that was begun before and got no answer is taken up again
    fn begin_row(&mut self, list: &Path) -> Result<String, String> {
        let key = list.to_string();
        if let Some(id) = self.begun.get(&key).filter(|id| !tree::has_row(&self.record, id)) {
            return Ok(id.clone());
        }
        let id = self.new_id(list)?;
        self.begun.insert(key, id.clone());
        Ok(id)
    }

    pub(super) fn not_needed(&self, place: Option<&Path>, why: &str) -> Result<Vec<Edit>, String> {
        let why = crate::record::text::tidy(why);
        if why.is_empty() {
            return Err("say in a few words why it is not needed".into());
        }
        let Some(path) = self.not_needed_places().pop() else { return Ok(Vec::new()) };
        if *tree::at(&self.record, &path) == *why {
            return Ok(Vec::new());
        }
        let mut edits = vec![Edit::Set { path, value: why.into() }];
        // what was answered about a row before is no answer any more; the history keeps it
        if let Some(before) =
            place.filter(|place| self.frames.len() > 1 && as_typed(tree::at(&self.record, place)).is_some())
        {
            edits.push(Edit::Remove { path: before.clone() });
        }
        Ok(edits)
    }

    /// Where it stands that the prompt is not needed: for the prompts around it, then for itself.
    pub(super) fn not_needed_places(&self) -> Vec<Path> {
        let outer = self.frames[0].prompt().map_or("", |p| p.id.as_str());
        let id = |frame: &Frame| {
            let id = &frame.prompt()?.id;
            Some(frame.row().map_or_else(|| id.clone(), |row| format!("{outer}/{row}/{id}")))
        };
        let place = |id: String| self.visit.key("not_needed").key(id);
        self.frames.iter().filter_map(id).map(place).collect()
    }

    // a line can be a case's id, and must be one then
    pub(super) fn fits(&self, place: &Path, value: &Value) -> Result<(), String> {
        match (Case::SHAPE.at(place), value.as_str()) {
            (Ok(Shape::Case), Some(id)) => id.parse::<CaseId>().map(|_| ()),
            _ => Ok(()),
        }
    }

    pub(super) fn kept(&self, place: &Path, value: Value) -> Vec<Edit> {
        let mut edits = Vec::new();
        if !says(tree::at(&self.record, place), &value) {
            edits.push(Edit::Set { path: place.clone(), value });
            let own = self.own_row_around(place);
            edits.extend(self.touched_row(place).filter(|touched| own.as_ref() != Some(touched)));
            edits.extend(own);
        }
        // an answer says more than the reason why there was none
        let places = self.not_needed_places().into_iter();
        let outdated = places.filter(|path| !tree::at(&self.record, path).is_null());
        edits.extend(outdated.map(|path| Edit::Remove { path }));
        edits
    }

    /// With another answer goes what was said about the one before.
    pub(super) fn renewed(&self, prompt: &Prompt, place: &Path, mut edits: Vec<Edit>) -> Vec<Edit> {
        let is_another = edits.iter().any(|edit| matches!(edit, Edit::Set { path, .. } if path == place));
        if let Some((row, _)) =
            place.split_last().filter(|_| is_another && !tree::at(&self.record, place).is_null())
        {
            let about = prompt.renews.iter().map(|key| row.key(key));
            let said = about.filter(|path| !tree::at(&self.record, path).is_null());
            edits.extend(said.map(|path| Edit::Remove { path }));
        }
        edits
    }

    /// What a new latest measure of a goal changes besides.
    pub(super) fn keep_measure(&mut self, edits: &[Edit]) -> Vec<Edit> {
        let on = self.offered_day().unwrap_or(self.known.today);
        let (record, ids) = (&self.record, &mut self.ids);
        let new = |prefix| ids.row(prefix, |id| tree::has_row(record, id));
        measured::follows(record, edits, on, new)
    }

    // the day that the guide offers for a measure, such as that of the review: a file may leave it out
    fn offered_day(&self) -> Option<Date> {
        let prompts = &self.frames.last()?.prompts;
        let day = prompts.iter().find(|prompt| prompt.to.as_deref() == Some("latest_on"))?;
        let offered = evaluate(day.default.as_ref()?, &self.scene(self.row().as_ref())).ok()?;
        offered.as_str()?.parse().ok()
    }

    // this visit's own row, where an answer makes it by making a row inside it
    fn own_row_around(&self, place: &Path) -> Option<Edit> {
        let rows = self.own_rows.iter().map(|(list, id)| Path::parse(list).key(id));
        rows.into_iter().find(|row| place.0.starts_with(&row.0)).and_then(|row| self.touched_row(&row))
    }

    // the row that an answer changed, noted once in the visit
    pub(super) fn touched_row(&self, place: &Path) -> Option<Edit> {
        if place.0.starts_with(&self.visit.0) {
            return None;
        }
        let row = (1..place.0.len()).rev().find_map(|n| {
            let (list, row) = (Path(place.0[..n].to_vec()), &place.0[n]);
            let rows = Case::SHAPE.at(&list).ok()?.rows()?;
            rows.prefix.and(match row {
                Step::Key(id) => Some(id.clone()),
                Step::Index(_) => None,
            })
        })?;
        let rows = self.visit.key("rows");
        let known =
            tree::at(&self.record, &rows).as_array().is_some_and(|r| r.contains(&row.as_str().into()));
        (!known).then(|| Edit::Push { path: rows, value: row.into() })
    }

    // the visit is opened by its first answer, and remembers where it is; a row that both touch is noted once
    pub(super) fn with_bookmark(&self, mut opened: Vec<Edit>, mut edits: Vec<Edit>) -> Vec<Edit> {
        if edits.is_empty() {
            return edits;
        }
        edits.retain(|edit| !matches!(edit, Edit::Push { .. }) || !opened.contains(edit));
        opened.extend(edits);
        opened.extend(self.bookmark(&self.frames));
        opened
    }

    /// The edit by which the visit remembers where it is.
    pub(super) fn bookmark(&self, frames: &[Frame]) -> Option<Edit> {
        let here = moving::bookmark(frames)?;
        let path = self.visit.key("reached");
        (*tree::at(&self.record, &path) != *here).then(|| Edit::Set { path, value: here.into() })
    }
}

// whether a place says this already; what has no place of its own in the schema is read back as texts
fn says(there: &Tree, value: &Value) -> bool {
    let Ok(value) = serde_json::to_value(value) else { return false };
    let nothing = there.is_null() && value.as_array().is_some_and(Vec::is_empty);
    let same_text = match &value {
        Tree::Bool(_) | Tree::Number(_) => there.as_str() == Some(&value.to_string()),
        _ => false,
    };
    value == *there || nothing || same_text
}
