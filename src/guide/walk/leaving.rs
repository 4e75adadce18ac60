//! How a visit begins and how it ends: opened, put down, left.

use super::{Frame, Walk};
use crate::guide::expression::{evaluate, holds};
use crate::guide::model::Exit;
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::GuideId;
use crate::record::path::Path;
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
        let scene = self.scene(None);
        for rule in &self.guide.on_leave {
            if holds(rule.when.as_deref(), &scene)? {
                let value = evaluate(&rule.to, &scene)?;
                let value = serde_yaml::to_value(&value).map_err(|e| e.to_string())?;
                edits.push(Edit::Set { path: Path::parse(&rule.set), value });
            }
        }
        Ok(edits)
    }
}
