//! Questions that are answered by typing.

use super::{Asker, Given};
use crate::cli::walk::Ending;
use crate::error::Result;
use crate::guide::answer::{Answer, Asked};
use crate::guide::day;
use crate::guide::walk::Input;
use crate::ui::{Mark, Reply};

impl Asker<'_> {
    // Enter alone keeps what is there, takes the default, or leaves the question for later
    pub(super) fn entered(&self, text: String) -> Input {
        match (&self.question.so_far, &self.question.default) {
            _ if !text.trim().is_empty() => Input::Answer(Answer::Text(text)),
            (None, Some(default)) => Input::Answer(Answer::Text(default.clone())),
            _ => Input::Later,
        }
    }

    pub(super) fn line(&mut self) -> Result<Option<Given>> {
        let before = self.before().map(ToOwned::to_owned);
        match self.ui.ask_line(before.as_deref())? {
            Reply::Got(text) => {
                self.echo_day(text.trim());
                Ok(Some(Given::Input(self.entered(text))))
            }
            other => self.marked(other, Input::answer),
        }
    }

    // a day in short is said in full, so that a slip is seen
    fn echo_day(&mut self, typed: &str) {
        let Asked::Date(when) = self.question.asked else { return };
        let Ok(meant) = day::read(typed, when, self.today, self.calendar) else { return };
        if let Some(remark) = day::remark(typed, meant, when, self.today, self.calendar) {
            self.ui.tell(&format!("> {remark}"));
        }
    }

    pub(super) fn text(&mut self) -> Result<Option<Given>> {
        let before = self.before().map(ToOwned::to_owned);
        match self.ui.ask_text(before.as_deref())? {
            Reply::Got(text) => Ok(Some(Given::Input(self.entered(text)))),
            Reply::Mark(Mark::Editor) => self.editor(),
            other => self.marked(other, Input::answer),
        }
    }

    pub(super) fn list(&mut self) -> Result<Option<Given>> {
        let mut items = match &self.question.so_far {
            Some(Answer::Texts(items)) if !self.question.earlier => items.clone(),
            _ => Vec::new(),
        };
        let before = items.len();
        loop {
            let reply = self.ui.ask_item()?;
            let is_new = items.len() > before;
            let taken = || Input::Answer(Answer::Texts(items.clone()));
            match reply {
                Reply::Got(text) if text.trim().is_empty() => {
                    return Ok(Some(Given::Input(if is_new { taken() } else { Input::Later })));
                }
                Reply::Got(text) => {
                    items.extend(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(Into::into));
                }
                Reply::Mark(Mark::Explain) => self.explain(),
                Reply::Mark(Mark::Editor) => return self.editor_with(&items),
                other if is_new => return Ok(Some(broken_off(other, taken()))),
                other => return self.marked(other, Input::answer),
            }
        }
    }
}

// what was typed is kept, whatever came after it
fn broken_off(reply: Reply<String>, taken: Input) -> Given {
    match reply {
        Reply::Mark(Mark::Back) => Given::ThenBack(taken),
        Reply::Mark(Mark::Stop) => Given::Last(taken, Ending::Stopped),
        Reply::Interrupted => Given::Last(taken, Ending::Interrupted),
        Reply::End => Given::Last(taken, Ending::NoMoreInput(String::new())),
        Reply::Got(_) | Reply::Mark(_) => Given::Input(taken),
    }
}
