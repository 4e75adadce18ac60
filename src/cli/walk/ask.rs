//! One question on the screen, and what comes back for it.

use console::style;

use super::Ending;
use crate::error::Result;
use crate::folder::Private;
use crate::guide::answer::{Answer, Asked};
use crate::guide::known::Choice;
use crate::guide::walk::{Input, Question};
use crate::ui::{Mark, Reply, Ui};

/// What came back.
pub(super) enum Given {
    /// Something for the walk.
    Input(Input),
    /// The last thing before the walk ends.
    Last(Input, Ending),
    /// The walk ends.
    End(Ending),
}

/// Asks one question.
pub(super) struct Asker<'a> {
    pub(super) ui: &'a mut Ui,
    pub(super) question: &'a Question,
    pub(super) drafts: &'a Private,
    pub(super) draft: &'a str,
}

impl Asker<'_> {
    /// Asks until something comes back that the walk can take.
    pub(super) fn ask(&mut self) -> Result<Given> {
        self.show();
        if let Some(given) = self.offer_draft()? {
            return Ok(given);
        }
        loop {
            let given = match &self.question.asked {
                Asked::Choice(choices) => self.choice(choices)?,
                Asked::Choices(choices) => self.choices(choices)?,
                Asked::YesNo => self.yes_no()?,
                Asked::Rows(rows) => self.rows(rows)?,
                Asked::List => self.list()?,
                Asked::Text => self.text()?,
                Asked::Line | Asked::Date | Asked::Number => self.line()?,
            };
            if let Some(given) = given {
                return Ok(given);
            }
        }
    }

    fn show(&mut self) {
        self.ui.tell("");
        for (n, row) in self.question.about.iter().enumerate() {
            self.ui.tell(&format!("{}{}", "  ".repeat(n), style(format!("“{row}”")).cyan().for_stderr()));
        }
        let head = if self.question.criterion { "Still open: " } else { "" };
        let ask = textwrap::fill(&format!("{head}{}", self.question.ask), self.ui.width());
        self.ui.tell(&style(ask).bold().for_stderr().to_string());
        if self.question.criterion {
            self.ui.say("Say in a few words why it can wait, or press Enter.");
        }
        let so_far = match &self.question.so_far {
            Some(Answer::Text(text)) if !self.is_selection() => text.clone(),
            Some(Answer::Texts(texts)) if !self.is_selection() => texts.join("\n"),
            _ => return self.hint(),
        };
        self.ui.tell(&style("So far (Enter keeps it):").dim().for_stderr().to_string());
        for line in so_far.lines() {
            self.ui.tell(&textwrap::fill(
                line,
                textwrap::Options::new(self.ui.width()).initial_indent("  │ ").subsequent_indent("  │ "),
            ));
        }
        self.hint();
    }

    fn is_selection(&self) -> bool {
        matches!(self.question.asked, Asked::Choice(_) | Asked::Choices(_) | Asked::YesNo | Asked::Rows(_))
    }

    fn hint(&mut self) {
        let hint = match &self.question.asked {
            Asked::Text => "(Enter twice ends the answer; `e` opens your editor)",
            Asked::List => "(one a line; an empty line ends the list)",
            Asked::Date => "(a day, such as 2026-08-14 or 14/8)",
            Asked::Number => "(a whole number)",
            _ => "",
        };
        let default = self.question.default.as_ref().map(|d| format!("Enter takes {d}.")).unwrap_or_default();
        let both = format!("{hint} {default}");
        if !both.trim().is_empty() {
            self.ui.tell(&style(both.trim()).dim().for_stderr().to_string());
        }
    }

    /// Handles marks, the end of input and Ctrl-C, which are the same everywhere; nothing comes back where to ask again.
    fn marked<T>(&mut self, reply: Reply<T>, take: impl FnOnce(T) -> Input) -> Result<Option<Given>> {
        Ok(Some(match reply {
            Reply::Got(answer) => Given::Input(take(answer)),
            Reply::Mark(Mark::Back) => Given::Input(Input::Back),
            Reply::Mark(Mark::Later) => Given::Input(Input::Later),
            Reply::Mark(Mark::Stop) => Given::End(Ending::Stopped),
            Reply::Mark(Mark::NotNeeded) => return self.why_not(),
            Reply::Mark(Mark::Explain | Mark::Editor) => {
                self.explain();
                return Ok(None);
            }
            Reply::Interrupted => Given::End(Ending::Interrupted),
            Reply::End => Given::End(Ending::NoMoreInput(String::new())),
        }))
    }

    fn explain(&mut self) {
        let help = if self.question.help.is_empty() {
            "There is no more to say about this one."
        } else {
            &self.question.help
        };
        self.ui.tell(&textwrap::fill(help, self.ui.width()));
    }

    fn why_not(&mut self) -> Result<Option<Given>> {
        self.ui.tell("Why is it not needed?");
        let reply = self.ui.ask_line(None)?;
        match reply {
            Reply::Got(why) if why.trim().is_empty() => {
                self.ui.tell("It needs a reason; the question is asked again.");
                Ok(None)
            }
            Reply::Got(why) => Ok(Some(Given::Input(Input::NotNeeded(why)))),
            Reply::Mark(_) => Ok(None),
            Reply::Interrupted => Ok(Some(Given::End(Ending::Interrupted))),
            Reply::End => Ok(Some(Given::End(Ending::NoMoreInput(String::new())))),
        }
    }

    // Enter alone keeps what is there, takes the default, or leaves the question for later
    fn entered(&self, text: String) -> Input {
        match (&self.question.so_far, &self.question.default) {
            _ if !text.trim().is_empty() => Input::Answer(Answer::Text(text)),
            (None, Some(default)) => Input::Answer(Answer::Text(default.clone())),
            _ => Input::Later,
        }
    }

    fn before(&self) -> Option<&str> {
        match &self.question.so_far {
            Some(Answer::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn line(&mut self) -> Result<Option<Given>> {
        let reply = self.ui.ask_line(self.question.so_far.as_ref().and_then(one_text))?;
        let entered = |text| self.entered(text);
        match reply {
            Reply::Got(text) => Ok(Some(Given::Input(entered(text)))),
            other => self.marked(other, Input::answer),
        }
    }

    fn text(&mut self) -> Result<Option<Given>> {
        match self.ui.ask_text(self.before().map(ToOwned::to_owned).as_deref())? {
            Reply::Got(text) => Ok(Some(Given::Input(self.entered(text)))),
            Reply::Mark(Mark::Editor) => self.editor(),
            other => self.marked(other, Input::answer),
        }
    }

    fn editor(&mut self) -> Result<Option<Given>> {
        let before = self.before().unwrap_or_default().to_owned();
        self.drafts.save_draft(self.draft, &before)?;
        self.edited()
    }

    fn edited(&mut self) -> Result<Option<Given>> {
        if let Err(error) = self.ui.edit_file(&self.drafts.draft_path(self.draft)?) {
            self.ui.error(&error);
            return Ok(None);
        }
        let text = self.drafts.draft(self.draft)?.unwrap_or_default();
        Ok(Some(Given::Input(self.entered(text))))
    }

    // a draft that lies here was being written when something broke off
    fn offer_draft(&mut self) -> Result<Option<Given>> {
        let Some(draft) = self.drafts.draft(self.draft)?.filter(|d| Some(d.as_str()) != self.before()) else {
            return Ok(None);
        };
        if draft.trim().is_empty() || self.question.asked != Asked::Text {
            return Ok(None);
        }
        self.ui.tell("A draft of this answer is still here from last time:");
        for line in draft.lines() {
            self.ui.tell(&format!("  │ {line}"));
        }
        let choices =
            ["take it as the answer".to_owned(), "go on writing it".to_owned(), "throw it away".to_owned()];
        match self.ui.pick(&choices, Some(0))? {
            Some(0) => Ok(Some(Given::Input(Input::answer(draft)))),
            Some(1) => self.edited(),
            Some(_) => self.drafts.remove_draft(self.draft).map(|()| None),
            // nobody chose: the question is asked, and the draft stays
            None => Ok(None),
        }
    }

    fn list(&mut self) -> Result<Option<Given>> {
        let mut items = match &self.question.so_far {
            Some(Answer::Texts(items)) => items.clone(),
            _ => Vec::new(),
        };
        let before = items.len();
        let taken = |items: &Vec<String>| match items.len() == before {
            true => Input::Later,
            false => Input::Answer(Answer::Texts(items.clone())),
        };
        loop {
            match self.ui.ask_line(None)? {
                Reply::Got(text) if text.trim().is_empty() => return Ok(Some(Given::Input(taken(&items)))),
                Reply::Got(text) => {
                    items.extend(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(Into::into))
                }
                Reply::Mark(Mark::Explain) => self.explain(),
                // what was typed is kept, whatever came after it
                Reply::Mark(Mark::Stop) if items.len() > before => {
                    return Ok(Some(Given::Last(taken(&items), Ending::Stopped)));
                }
                Reply::Interrupted if items.len() > before => {
                    return Ok(Some(Given::Last(taken(&items), Ending::Interrupted)));
                }
                Reply::End if items.len() > before => {
                    return Ok(Some(Given::Last(taken(&items), Ending::NoMoreInput(String::new()))));
                }
                Reply::Mark(_) if items.len() > before => return Ok(Some(Given::Input(taken(&items)))),
                other => return self.marked(other, Input::answer),
            }
        }
    }

    fn choice(&mut self, choices: &[Choice]) -> Result<Option<Given>> {
        if choices.is_empty() {
            return Ok(Some(self.nothing_to_choose()));
        }
        let now = self.before().and_then(|id| choices.iter().position(|c| c.id == id));
        let reply = self.ui.select(&labels(choices), now)?;
        self.echo(&reply, |n| choices[*n].label.clone());
        self.marked(reply, |n| Input::answer(choices[n].id.clone()))
    }

    fn choices(&mut self, choices: &[Choice]) -> Result<Option<Given>> {
        if choices.is_empty() {
            return Ok(Some(self.nothing_to_choose()));
        }
        let now: &[String] = match &self.question.so_far {
            Some(Answer::Texts(ids)) => ids,
            _ => &[],
        };
        let ticks: Vec<bool> = choices.iter().map(|c| now.contains(&c.id)).collect();
        let reply = self.ui.select_many(&labels(choices), &ticks)?;
        self.echo(&reply, |picked| {
            picked.iter().map(|n| choices[*n].label.as_str()).collect::<Vec<_>>().join(", ")
        });
        self.marked(reply, |picked| {
            let ids: Vec<String> = picked.into_iter().map(|n| choices[n].id.clone()).collect();
            if ids == now { Input::Later } else { Input::Answer(Answer::Texts(ids)) }
        })
    }

    // a list that is moved in leaves no trace of what was chosen
    fn echo<T>(&mut self, reply: &Reply<T>, words: impl FnOnce(&T) -> String) {
        if let Reply::Got(chosen) = reply {
            self.ui.tell(&format!("❯ {}", words(chosen)));
        }
    }

    fn nothing_to_choose(&mut self) -> Given {
        self.ui.tell("There is nothing to choose from yet, so this is left for later.");
        Given::Input(Input::Later)
    }

    fn yes_no(&mut self) -> Result<Option<Given>> {
        let now = self.before().map(|text| usize::from(text != "yes"));
        let reply = self.ui.select(&["yes".to_owned(), "no".to_owned()], now)?;
        self.echo(&reply, |n| if *n == 0 { "yes".into() } else { "no".into() });
        self.marked(reply, |n| Input::answer(if n == 0 { "yes" } else { "no" }))
    }

    fn rows(&mut self, rows: &[Choice]) -> Result<Option<Given>> {
        let mut choices: Vec<String> = rows.iter().map(|row| format!("change: {}", row.label)).collect();
        choices.push(if rows.is_empty() { "add one".into() } else { "add another".into() });
        choices.push("no more for now".into());
        // an empty list begins with adding, a filled one with going on
        let first = if rows.is_empty() { rows.len() } else { rows.len() + 1 };
        let reply = self.ui.select(&choices, Some(first))?;
        self.marked(reply, |n| match rows.get(n) {
            Some(row) => Input::Row(row.id.clone()),
            None if n == rows.len() => Input::Add,
            None => Input::Later,
        })
    }
}

fn one_text(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Text(text) => Some(text),
        Answer::Texts(_) => None,
    }
}

fn labels(choices: &[Choice]) -> Vec<String> {
    let with_note =
        |c: &Choice| c.note.as_ref().map_or_else(|| c.label.clone(), |note| format!("{} – {note}", c.label));
    choices.iter().map(with_note).collect()
}
