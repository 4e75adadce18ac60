//! How a visit begins and how it ends: opened, put down, left.

use serde_json::Value as Tree;
use serde_yaml::Value;

use super::{Frame, Walk};
use crate::guide::expression::{evaluate, holds};
use crate::guide::model::{Exit, OnLeaveAdd};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::GuideId;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::tree;

impl<'a> Walk<'a> {
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

    /// Says which guide the team came back from, where it was not the one walked last.
    pub(in crate::guide) fn came_from(&mut self, guide: &str) -> Result<(), String> {
        let from: GuideId = guide.trim().parse()?;
        let again = self.frames[0].prompts.first().is_some_and(|p| p.id == super::prompts::REASON);
        if self.opening.is_empty() || !again {
            return Err(
                "nobody comes back here: this guide is walked for the first time, or still open".into()
            );
        }
        let path = self.visit.key("returned_from");
        self.opening.retain(|edit| *edit.path() != path);
        self.opening.push(Edit::Set { path, value: from.to_string().into() });
        Ok(())
    }

    /// Begins with the first question also where an open visit had stopped at a later one.
    pub(in crate::guide) fn rewind(&mut self) {
        self.frames.truncate(1);
        self.frames[0].at = 0;
    }

    /// Puts the walk down: a visit that stays open remembers where it stopped.
    pub fn stop(&self) -> Vec<Edit> {
        if !self.opening.is_empty() {
            return Vec::new();
        }
        // a row that was begun and has no answer yet is nowhere to go back to
        let there = |f: &&Frame| f.base.0.is_empty() || !tree::at(&self.record, &f.base).is_null();
        let count = self.frames.iter().take_while(there).count();
        self.bookmark(&self.frames[..count]).into_iter().collect()
    }

    /// The exit criteria that are still open.
    pub fn open_criteria(&self) -> Result<Vec<&'a Exit>, String> {
        let scene = self.scene(None);
        let mut open = Vec::new();
        for exit in &self.guide.exits {
            if holds(exit.when.as_deref(), &scene)? && !holds(Some(&exit.met), &scene)? {
                open.push(exit);
            }
        }
        Ok(open)
    }

    /// Leaves the guide: closes the visit and sets what the guide says.
    pub fn leave(&mut self) -> Result<Vec<Edit>, String> {
        let mut edits = std::mem::take(&mut self.opening);
        edits.push(Edit::Set { path: self.visit.key("closed"), value: self.known.today.to_string().into() });
        edits.push(Edit::Remove { path: self.visit.key("reached") });
        for rule in &self.guide.on_leave {
            if holds(rule.when.as_deref(), &self.scene(None))? {
                edits.push(Edit::Set { path: Path::parse(&rule.set), value: self.value(&rule.to, None)? });
            }
        }
        for rule in &self.guide.on_leave_add {
            edits.extend(self.add_rows(rule)?);
        }
        Ok(edits)
    }

    fn value(&self, expression: &str, row: Option<&Tree>) -> Result<Value, String> {
        serde_yaml::to_value(evaluate(expression, &self.scene(row))?).map_err(|e| e.to_string())
    }

    // the rows are looked at as they are now, so that nothing is made of the same row twice
    fn add_rows(&mut self, rule: &OnLeaveAdd) -> Result<Vec<Edit>, String> {
        let Some(each) = &rule.each else { return self.add_row(rule, None) };
        let list = self.own(&Path::default(), each).unwrap_or_default();
        let rows = tree::rows(&self.record, &list);
        Ok(rows.iter().map(|row| self.add_row(rule, Some(row))).collect::<Result<Vec<_>, _>>()?.concat())
    }

    fn add_row(&mut self, rule: &OnLeaveAdd, from: Option<&Path>) -> Result<Vec<Edit>, String> {
        let row = from.map(|path| tree::whole_row(&self.record, path));
        if !holds(rule.when.as_deref(), &self.scene(row.as_ref()))? {
            return Ok(Vec::new());
        }
        let list = match &rule.of {
            None => Path::parse(&rule.to),
            Some(of) => match self.value(of, row.as_ref())?.as_str() {
                Some(id) => Path::parse(&rule.to.replace('*', id)),
                None => return Ok(Vec::new()),
            },
        };
        let id = self.new_id(&list)?;
        let mut edits = Vec::new();
        let keys = Case::SHAPE.at(&list).map(Shape::keys).unwrap_or_default();
        for (key, expression) in keys.into_iter().filter_map(|key| rule.with.get_key_value(key)) {
            let value = self.value(expression, row.as_ref())?;
            if !value.is_null() {
                edits.push(Edit::Set { path: list.key(&id).join(&Path::parse(key)), value });
            }
        }
        if let (Some(from), Some(became)) = (from, &rule.became) {
            edits.push(Edit::Set { path: from.key(became), value: id.clone().into() });
        }
        edits.push(Edit::Push { path: self.visit.key("rows"), value: id.into() });
        Ok(edits)
    }
}
