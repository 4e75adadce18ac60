//! Moving through a guide: into rows and out of them, back, and to where a visit had stopped.

use super::{Frame, Walk};
use crate::guide::expression::holds;
use crate::guide::model::{Prompt, PromptKind};
use crate::record::path::Path;
use crate::record::tree;

/// Leaves the innermost row, all of whose prompts were asked: for the next one of `each`, or for what is around it.
pub(super) fn finish(frames: &mut Vec<Frame>) {
    let Some(frame) = frames.last_mut().filter(|frame| !frame.waiting.is_empty()) else {
        frames.pop();
        let parent = frames.last_mut();
        return parent.filter(|f| f.prompt().is_some_and(Prompt::is_each)).map_or((), Frame::next);
    };
    frame.base = frame.waiting.remove(0);
    frame.at = 0;
    frame.nth += 1;
    // a row about which nothing was asked is none that somebody counts
    frame.order += usize::from(std::mem::take(&mut frame.asked));
    frame.opened = 0;
}

/// Where a walk is, or is next: a prompt, and inside of rows the row and its field; nothing at the end.
pub(super) fn bookmark(frames: &[Frame]) -> Option<String> {
    let mut ahead = frames.to_vec();
    while ahead.len() > 1 && ahead.last()?.prompt().is_none() {
        finish(&mut ahead);
    }
    let part = |frame: &Frame| {
        let id = &frame.prompt()?.id;
        Some(frame.row().map_or_else(|| id.clone(), |row| format!("{row}/{id}")))
    };
    Some(ahead.iter().map(part).collect::<Option<Vec<_>>>()?.join("/"))
}

impl Frame {
    // one of the rows of `each`
    fn each(prompt: &Prompt, mut rows: Vec<Path>, nth: usize) -> Frame {
        let waiting = rows.split_off(nth + 1);
        let base = rows.pop().unwrap_or_default();
        Frame { waiting, ..Frame::new(prompt.fields.clone().into(), base, nth) }
    }
}

impl Prompt {
    fn is_each(&self) -> bool {
        self.kind == PromptKind::Each
    }
}

impl Walk<'_> {
    pub(super) fn enter_each(&mut self, prompt: &Prompt) -> Result<(), String> {
        let rows = tree::rows(&self.record, &self.place(prompt)?);
        if rows.is_empty() {
            self.top().next();
        } else {
            self.frames.push(Frame::each(prompt, rows, 0));
        }
        Ok(())
    }

    pub(super) fn remember(&mut self) {
        self.earlier.push(self.frames.clone());
    }

    /// Back to the question before, where there is one.
    pub fn back(&mut self) -> Result<bool, String> {
        match self.earlier.pop() {
            Some(frames) => {
                self.frames = frames;
                Ok(true)
            }
            None => self.before_resumed(),
        }
    }

    // a walk that was taken up again remembers no questions before its first, but the guide knows them
    fn before_resumed(&mut self) -> Result<bool, String> {
        let here = self.frames.clone();
        loop {
            if let Some(found) = self.before_in_frame()? {
                if found == PromptKind::Each {
                    continue;
                }
                return Ok(true);
            }
            if self.frames.len() == 1 {
                self.frames = here;
                return Ok(false);
            }
            let nth = self.top().nth;
            self.frames.pop();
            let Some(parent) = self.top().prompt().cloned() else { return Ok(true) };
            if !parent.is_each() {
                return Ok(true);
            }
            if nth > 0 {
                self.enter_last(&parent, nth)?;
            }
        }
    }

    // the kind of the prompt before in the same row, where there is one
    fn before_in_frame(&mut self) -> Result<Option<PromptKind>, String> {
        for at in (0..self.top().at).rev() {
            self.top().at = at;
            self.top().opened = 0;
            let Some(prompt) = self.top().prompt().cloned() else { continue };
            if !holds(prompt.when.as_deref(), &self.scene(self.row().as_ref()))? {
                continue;
            }
            if prompt.is_each() {
                let rows = tree::rows(&self.record, &self.place(&prompt)?).len();
                if rows == 0 {
                    continue;
                }
                self.enter_last(&prompt, rows)?;
            }
            return Ok(Some(prompt.kind));
        }
        Ok(None)
    }

    // behind the last field of the last of the first rows of `each`
    fn enter_last(&mut self, prompt: &Prompt, first: usize) -> Result<(), String> {
        let rows = tree::rows(&self.record, &self.place(prompt)?);
        if let Some(last) = first.min(rows.len()).checked_sub(1) {
            let frame = Frame::each(prompt, rows, last);
            self.frames.push(Frame { at: prompt.fields.len(), ..frame });
        }
        Ok(())
    }

    /// Goes to where a visit had stopped, as near as guide and record still have it.
    pub(super) fn go_to(&mut self, reached: &str) {
        let at = |prompts: &[Prompt], id: &str| prompts.iter().position(|p| p.id == id);
        if let Some(whole) = at(&self.frames[0].prompts, reached) {
            self.frames[0].at = whole;
            return;
        }
        let mut parts = reached.split('/');
        let Some(first) = parts.next().and_then(|id| at(&self.frames[0].prompts, id)) else { return };
        self.frames[0].at = first;
        while let (Some(row), Some(field)) = (parts.next(), parts.next()) {
            let Some(prompt) = self.top().prompt().cloned() else { return };
            let Ok(place) = self.place(&prompt) else { return };
            let rows = tree::rows(&self.record, &place);
            let is_row = |path: &&Path| path.0.last().is_some_and(|step| step.to_string() == row);
            let Some(nth) = rows.iter().position(|path| is_row(&path)) else { return };
            let mut frame = match prompt.is_each() {
                true => Frame::each(&prompt, rows, nth),
                false => Frame::new(prompt.fields.clone().into(), rows[nth].clone(), 0),
            };
            frame.at = at(&frame.prompts, field).unwrap_or(0);
            self.top().opened = usize::from(!prompt.is_each());
            self.frames.push(frame);
        }
    }
}
