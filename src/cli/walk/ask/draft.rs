//! Long answers are written in an editor, on a draft that outlives a crash.

use super::{Asker, Given};
use crate::cli::walk::Ending;
use crate::error::{Error, ErrorKind, Result};
use crate::guide::answer::{Answer, Asked};
use crate::guide::walk::Input;

const THROW: &str = "throw it away";

impl Asker<'_> {
    pub(super) fn editor(&mut self) -> Result<Option<Given>> {
        let before = self.so_far_in_lines();
        self.edit(&before)
    }

    pub(super) fn editor_with(&mut self, items: &[String]) -> Result<Option<Given>> {
        self.edit(&in_lines(items))
    }

    // what an editor left behind is gone on with, never written over
    fn edit(&mut self, before: &str) -> Result<Option<Given>> {
        // one whose letters cannot be told is something too
        let there = self.drafts.draft(self.draft);
        if there.is_ok_and(|draft| draft.is_none_or(|draft| draft.trim().is_empty())) {
            self.drafts.save_draft(self.draft, before)?;
        }
        self.edited()
    }

    fn edited(&mut self) -> Result<Option<Given>> {
        if let Err(error) = self.ui.edit_file(&self.drafts.draft_path(self.draft)?) {
            self.ui.error(&error);
            self.show_ask();
            self.show_so_far();
            return Ok(None);
        }
        let text = match self.drafts.draft(self.draft) {
            Ok(text) => text.unwrap_or_default(),
            Err(unreadable) => return self.unreadable(&unreadable),
        };
        if text.trim().is_empty() {
            self.drafts.remove_draft(self.draft)?;
        } else {
            self.quote(text.trim());
        }
        Ok(Some(Given::Input(self.written(text))))
    }

    // the letters of a draft cannot be told, so it is no answer yet
    fn unreadable(&mut self, why: &Error) -> Result<Option<Given>> {
        self.ui.error(why);
        self.ui.tell("It is kept as a draft as it was saved.");
        let choices = [
            "open the editor again".to_owned(),
            "leave the draft for now, and answer here".to_owned(),
            THROW.to_owned(),
        ];
        match self.ui.pick(&choices, Some(0)) {
            Ok(Some(0)) => self.edited(),
            Ok(Some(2)) => self.drafts.remove_draft(self.draft).map(|()| None),
            Ok(_) => {
                self.show_ask();
                Ok(None)
            }
            Err(error) if error.kind == ErrorKind::Interrupted => Ok(Some(Given::End(Ending::Interrupted))),
            Err(error) => Err(error),
        }
    }

    fn written(&self, text: String) -> Input {
        match self.question.asked {
            Asked::List => Input::Answer(Answer::Texts(self.lines_of(&text))),
            _ => self.entered(text),
        }
    }

    // a draft that lies here was being written when something broke off
    pub(super) fn offer_draft(&mut self) -> Result<Option<Given>> {
        let is_written = matches!(self.question.asked, Asked::Text | Asked::List);
        let so_far = self.so_far_in_lines();
        let draft = match self.drafts.draft(self.draft) {
            Err(why) if is_written => {
                self.ui.tell("A draft of this answer is still here from last time.");
                return self.unreadable(&why);
            }
            other => other?.filter(|d| is_written && d.trim() != so_far.trim()),
        };
        let Some(draft) = draft.filter(|draft| !draft.trim().is_empty()) else { return Ok(None) };
        self.ui.tell("A draft of this answer is still here from last time:");
        self.quote(draft.trim());
        let choices = ["take it as the answer".to_owned(), "go on writing it".to_owned(), THROW.to_owned()];
        match self.ui.pick(&choices, Some(0)) {
            Ok(Some(0)) => Ok(Some(Given::Input(self.written(draft)))),
            Ok(Some(1)) => self.edited(),
            Ok(Some(_)) => self.drafts.remove_draft(self.draft).map(|()| None),
            // nobody chose: the question is asked, and the draft stays
            Ok(None) => Ok(None),
            Err(error) if error.kind == ErrorKind::Interrupted => Ok(Some(Given::End(Ending::Interrupted))),
            Err(error) => Err(error),
        }
    }

    fn so_far_in_lines(&self) -> String {
        match &self.question.so_far {
            Some(Answer::Text(text)) => text.clone(),
            Some(Answer::Texts(items)) => in_lines(items),
            None => String::new(),
        }
    }

    // an item a line; a blank line between them where one of them has several lines
    fn lines_of(&self, text: &str) -> Vec<String> {
        let several = matches!(&self.question.so_far, Some(Answer::Texts(items)) if has_long(items));
        let text = text.replace("\r\n", "\n");
        let items = if several { text.split("\n\n") } else { text.split("\n") };
        items.map(str::trim).filter(|item| !item.is_empty()).map(Into::into).collect()
    }
}

fn in_lines(items: &[String]) -> String {
    items.join(if has_long(items) { "\n\n" } else { "\n" })
}

fn has_long(items: &[String]) -> bool {
    items.iter().any(|item| item.contains('\n'))
}
