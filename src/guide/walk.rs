//! The walk: a pure state machine over a guide and a record. The terminal, an answers file and the tests drive it alike:
//! it says what to ask, takes what was answered, and gives the edits that follow. It touches nothing itself.

mod asking;
mod keeping;
mod leaving;
mod moving;
mod opening;
mod prompts;
mod question;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value as Tree;

pub use opening::NoRow;
pub use question::{Input, Question};

use super::expression::{Scene, holds};
use super::known::Known;
use super::model::{Guide, Prompt, PromptKind};
use crate::record::case::{Case, Visit};
use crate::record::edit::Edit;
use crate::record::id::Ids;
use crate::record::path::{Path, Step};
use crate::record::tree;

/// A walk on its way.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    guide: &'a Guide,
    known: Known<'a>,
    ids: Ids,
    record: Tree,
    visit: Path,
    opening: Vec<Edit>,
    // who walks it too, where the visit does not say so yet
    joining: Vec<Edit>,
    frames: Vec<Frame>,
    earlier: Vec<Vec<Frame>>,
    // by their lists: the rows of `@`, and rows that were begun and have no answer yet
    own_rows: BTreeMap<String, String>,
    begun: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct Frame {
    prompts: Rc<[Prompt]>,
    at: usize,
    base: Path,
    // for `each`: the rows still to come
    waiting: Vec<Path>,
    // which row of its prompt this is, and which of those that are asked about; whether anything of it was asked
    nth: usize,
    order: usize,
    asked: bool,
    // how many rows the present prompt has opened
    opened: usize,
}

impl Frame {
    fn new(prompts: Rc<[Prompt]>, base: Path, nth: usize) -> Frame {
        Frame { prompts, at: 0, base, waiting: Vec::new(), nth, order: nth, asked: false, opened: 0 }
    }

    fn prompt(&self) -> Option<&Prompt> {
        self.prompts.get(self.at)
    }

    // the row it is about; none for the guide itself
    fn row(&self) -> Option<&Step> {
        self.base.0.last()
    }

    fn next(&mut self) {
        self.at += 1;
        self.opened = 0;
    }
}

impl<'a> Walk<'a> {
    /// A walk of a guide over a case: takes up the open visit where it stopped, or begins one.
    pub fn new(guide: &'a Guide, case: &Case, known: Known<'a>, mut ids: Ids) -> Walk<'a> {
        let of_guide = |v: &&Visit| v.guide.as_ref().is_some_and(|g| g.as_str() == guide.id);
        let visits = case.visits.iter().filter(of_guide);
        let (open, closed): (Vec<_>, Vec<_>) = visits.partition(|v| v.closed.is_none());
        let resumed =
            open.iter().rev().find_map(|v| v.id.as_ref().map(|id| (id.to_string(), v.reached.clone())));
        let record = tree::of(case);
        let new = || ids.row('v', |id| tree::has_row(&record, id));
        let row = resumed.as_ref().map_or_else(new, |(id, _)| id.clone());
        let visit = Path::default().key("visits").key(&row);
        // people come back to an element; a hui or a lens is another one each time
        let again = guide.element.is_some() && !closed.is_empty();
        let prompts: Rc<[Prompt]> = prompts::all(guide, &visit, again).into();
        let first = Frame::new(prompts, Path::default(), 0);
        let mut walk = Walk {
            guide,
            known,
            ids,
            record,
            visit,
            opening: Vec::new(),
            joining: Vec::new(),
            frames: vec![first],
            earlier: Vec::new(),
            own_rows: BTreeMap::new(),
            begun: BTreeMap::new(),
        };
        match resumed {
            Some((_, Some(reached))) => walk.go_to(reached.as_str()),
            Some((_, None)) => {}
            None => walk.opening = walk.open(case, again),
        }
        walk
    }

    /// Takes notice of the case as it is now.
    pub fn see(&mut self, case: &Case) {
        self.record = tree::of(case);
    }

    /// The guide.
    pub fn guide(&self) -> &'a Guide {
        self.guide
    }

    /// What is known around the case, with the terms of its school as it stands in the record now.
    pub fn known(&self) -> Known<'a> {
        self.known.of(&self.record)
    }

    /// Whether an open visit goes on, and not at its beginning.
    pub fn is_resumed(&self) -> bool {
        let begins = self.frames.len() == 1 && self.frames[0].at == 0;
        self.opening.is_empty() && self.earlier.is_empty() && !begins
    }

    /// The next question; nothing when all were asked. The error is a fault of the guide.
    pub fn question(&mut self) -> Result<Option<Question>, String> {
        loop {
            let Some(frame) = self.frames.last() else { return Ok(None) };
            let Some(prompt) = frame.prompt().cloned() else {
                if self.frames.len() == 1 {
                    return Ok(None);
                }
                moving::finish(&mut self.frames);
                continue;
            };
            if !holds(prompt.when.as_deref(), &self.scene(self.row().as_ref()))? {
                self.top().next();
                continue;
            }
            if prompt.kind == PromptKind::Each {
                self.enter_each(&prompt)?;
                continue;
            }
            self.frames.iter_mut().for_each(|frame| frame.asked = true);
            return self.ask(&prompt).map(Some);
        }
    }

    fn top(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn scene<'s>(&'s self, row: Option<&'s Tree>) -> Scene<'s> {
        let visit = tree::at(&self.record, &self.visit);
        Scene { record: &self.record, known: &self.known, row, visit }
    }

    fn row(&self) -> Option<Tree> {
        let frame = self.frames.last().filter(|_| self.frames.len() > 1)?;
        Some(tree::whole_row(&self.record, &frame.base))
    }

    /// Takes what came back for the question; gives the edits that follow, or the reason why it cannot be taken.
    pub fn answer(&mut self, question: &Question, input: Input) -> Result<Vec<Edit>, String> {
        let Some(prompt) = self.frames.last().and_then(Frame::prompt).cloned() else { return Ok(Vec::new()) };
        let place = self.place(&prompt)?;
        let mut edits = match input {
            Input::Back if self.back()? => return Ok(Vec::new()),
            Input::Back => return Err("this is the first question".into()),
            Input::Later => Vec::new(),
            Input::NotNeeded(why) => self.not_needed(prompt.to.as_ref().map(|_| &place), &why)?,
            Input::Answer(answer) => {
                if let Some(why) = self.out_of_step(&prompt, &place, &answer) {
                    return Err(why);
                }
                let value = question.asked.accept(&answer, &self.known())?;
                self.fits(&place, &value)?;
                self.renewed(&prompt, &place, self.kept(&place, value))
            }
            Input::TakeOut(id) => return self.take_out(question, &prompt, place.key(id)),
            Input::Add | Input::Row(_) => {
                let id = self.row_id(question, &input, &place)?;
                self.remember();
                let nth = self.top().opened;
                self.top().opened += 1;
                self.frames.push(Frame::new(prompt.fields.into(), place.key(id), nth));
                return Ok(Vec::new());
            }
        };
        edits.splice(..0, self.keep_measure(&edits));
        let opened = if edits.is_empty() { Vec::new() } else { self.opened()? };
        self.remember();
        self.top().next();
        Ok(self.with_bookmark(opened, edits))
    }
}
