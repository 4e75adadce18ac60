//! How a visit ends: put down, or left.

use serde_json::Value as Tree;
use serde_yaml::Value;

use super::{Frame, Walk};
use crate::guide::exits::open_in;
use crate::guide::expression::{evaluate, holds};
use crate::guide::fits::{fitting, in_words};
use crate::guide::model::{Exit, Moves, OnLeaveAdd, Sets};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::tree;

impl<'a> Walk<'a> {
    /// Puts the walk down: a visit that stays open remembers where it stopped.
    pub fn stop(&mut self) -> Vec<Edit> {
        if !self.opening.is_empty() {
            return Vec::new();
        }
        // a row that was begun and has no answer yet is nowhere to go back to
        let there = |f: &&Frame| f.base.0.is_empty() || !tree::at(&self.record, &f.base).is_null();
        let count = self.frames.iter().take_while(there).count();
        let bookmark = self.bookmark(&self.frames[..count]);
        std::mem::take(&mut self.joining).into_iter().chain(bookmark).collect()
    }

    /// The exit criteria that are still open.
    pub fn open_criteria(&self) -> Result<Vec<&'a Exit>, String> {
        open_in(self.guide, &self.scene(None))
    }

    /// Leaves the guide: closes the visit and sets what the guide says. Where something of it cannot be written, nothing is.
    pub fn leave(&mut self) -> Result<Vec<Edit>, String> {
        let mut edits = self.set_on_leave()?;
        for rule in &self.guide.on_leave_move {
            edits.extend(self.moved(rule)?);
        }
        for rule in &self.guide.on_leave_add {
            edits.extend(self.add_rows(rule)?);
        }
        let mut all = std::mem::take(&mut self.opening);
        all.append(&mut self.joining);
        all.push(Edit::Set { path: self.visit.key("closed"), value: self.known.today.to_string().into() });
        all.push(Edit::Remove { path: self.visit.key("reached") });
        all.extend(edits);
        Ok(all)
    }

    /// Where the case stands after leaving, where it stands elsewhere now: the word of the list `statuses`.
    pub fn moves_on(&self) -> Result<Option<String>, String> {
        let status = Path::default().key("status");
        let set = self.set_on_leave()?.into_iter().rev().find_map(|edit| match edit {
            Edit::Set { path, value } if path == status => value.as_str().map(ToOwned::to_owned),
            _ => None,
        });
        Ok(set.filter(|set| self.record["status"] != **set))
    }

    fn set_on_leave(&self) -> Result<Vec<Edit>, String> {
        let mut edits = Vec::new();
        for rule in &self.guide.on_leave {
            edits.extend(self.set_by(rule)?);
        }
        Ok(edits)
    }

    // once; or, with `*`, once for each row that is there, which the expressions see as `row`
    fn set_by(&self, rule: &Sets) -> Result<Vec<Edit>, String> {
        let each = rule.set.rsplit_once(".*.");
        let places = match each {
            Some((list, key)) => {
                let rows = tree::rows(&self.record, &Path::parse(list)).into_iter();
                rows.map(|row| (Some(tree::whole_row(&self.record, &row)), row.join(&Path::parse(key))))
                    .collect()
            }
            // a row of this visit that nobody began is not begun by leaving
            None => self.there(&rule.set).map(|path| (None, path)).into_iter().collect::<Vec<_>>(),
        };
        let mut edits = Vec::new();
        for (row, path) in places {
            if holds(rule.when.as_deref(), &self.scene(row.as_ref()))? {
                edits.push(match self.value(&rule.to, &path, row.as_ref())? {
                    // nothing takes away what is there
                    Value::Null => Edit::Remove { path },
                    value => Edit::Set { path, value },
                });
            }
        }
        Ok(edits)
    }

    // what stands at a place becomes a row of a list, whole, and the place is empty
    fn moved(&mut self, rule: &Moves) -> Result<Vec<Edit>, String> {
        let from = Path::parse(&rule.from);
        let held = tree::without_gaps(tree::at(&self.record, &from));
        if tree::is_nothing(&held) || !holds(rule.when.as_deref(), &self.scene(None))? {
            return Ok(Vec::new());
        }
        let list = Path::parse(&rule.to);
        let id = self.new_id(&list)?;
        let row = list.key(&id);
        let mut edits = vec![Edit::Push { path: self.visit.key("rows"), value: id.into() }];
        for (key, value) in held.as_object().into_iter().flatten() {
            let value = serde_yaml::to_value(value).map_err(|e| e.to_string())?;
            edits.push(Edit::Set { path: row.key(key), value });
        }
        edits.push(Edit::Remove { path: from });
        Ok(edits)
    }

    /// What an expression gives for a place, as the record will hold it.
    pub(super) fn value(&self, expression: &str, place: &Path, row: Option<&Tree>) -> Result<Value, String> {
        let value = self.worked_out(expression, row)?;
        let Ok(shape) = Case::SHAPE.at(place) else {
            return Err(format!("no record has the place `{place}`"));
        };
        if value.is_null() {
            return Ok(value);
        }
        fitting(shape, &value, self.known.vocabulary).map_err(|why| {
            let value = in_words(&value);
            format!("it would set `{place}` to `{value}` by `{expression}`, and that {why}")
        })
    }

    fn worked_out(&self, expression: &str, row: Option<&Tree>) -> Result<Value, String> {
        let value =
            serde_json::to_value(evaluate(expression, &self.scene(row))?).map_err(|e| e.to_string())?;
        let value = tree::without_gaps(&value);
        let said = if tree::is_nothing(&value) { Tree::Null } else { value };
        serde_yaml::to_value(said).map_err(|e| e.to_string())
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
        // what was made of a row once is not made again
        let is_made =
            row.as_ref().zip(rule.became.as_ref()).is_some_and(|(row, became)| !row[became].is_null());
        if is_made || !holds(rule.when.as_deref(), &self.scene(row.as_ref()))? {
            return Ok(Vec::new());
        }
        let list = match &rule.of {
            None => Path::parse(&rule.to),
            Some(of) => match self.worked_out(of, row.as_ref())?.as_str() {
                // a row that is gone gets nothing more
                Some(id) if self.has_row_above(&rule.to, id) => Path::parse(&rule.to.replace('*', id)),
                _ => return Ok(Vec::new()),
            },
        };
        let id = self.new_id(&list)?;
        let mut edits = Vec::new();
        let keys = Case::SHAPE.at(&list).map(Shape::keys).unwrap_or_default();
        for (key, expression) in keys.into_iter().filter_map(|key| rule.with.get_key_value(key)) {
            let path = list.key(&id).join(&Path::parse(key));
            let value = self.value(expression, &path, row.as_ref())?;
            if !value.is_null() {
                edits.push(Edit::Set { path, value });
            }
        }
        if edits.is_empty() {
            return Ok(edits);
        }
        if let (Some(from), Some(became)) = (from, &rule.became) {
            edits.push(Edit::Set { path: from.key(became), value: id.clone().into() });
        }
        edits.push(Edit::Push { path: self.visit.key("rows"), value: id.into() });
        Ok(edits)
    }

    // a place of this visit, where its own row is there by now
    fn there(&self, set: &str) -> Option<Path> {
        let row = set.split_once(".@").map(|(list, _)| self.own(&Path::default(), &format!("{list}.@")));
        let is_there = row.is_none_or(|row| row.is_some_and(|row| !tree::at(&self.record, &row).is_null()));
        self.own(&Path::default(), set).filter(|_| is_there)
    }

    fn has_row_above(&self, to: &str, id: &str) -> bool {
        let list = to.split(".*").next().unwrap_or_default();
        !tree::at(&self.record, &Path::parse(list).key(id)).is_null()
    }
}
