//! One question on the screen, and what comes back for it.

mod chosen;
mod draft;
mod typed;

use console::style;

use super::Ending;
use crate::error::Result;
use crate::folder::Private;
use crate::guide::answer::{Answer, Asked};
use crate::guide::known::Choice;
use crate::guide::walk::{Input, Question};
use crate::record::shape::When;
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::ui::{Mark, Reply, Ui, wrapping};

/// What came back.
pub(super) enum Given {
    /// Something for the walk.
    Input(Input),
    /// Something for the walk, and then to the question before.
    ThenBack(Input),
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
    pub(super) today: Date,
    pub(super) calendar: &'a Calendar,
    /// Whether what the question is part of was not shown yet.
    pub(super) begins: bool,
    /// What a meeting gives it of the clock, in words.
    pub(super) clock: Option<&'a str>,
    /// Guidance outside the tool, to be explained with it.
    pub(super) links: &'a [String],
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
                Asked::Words(words) => self.words(words)?,
                Asked::Choice(choices) => self.choice(choices)?,
                Asked::Choices(choices) => self.choices(choices)?,
                Asked::YesNo => self.yes_no()?,
                Asked::Rows(rows) => self.rows(rows)?,
                Asked::List => self.list()?,
                Asked::Text => self.text()?,
                Asked::Line | Asked::Date(_) | Asked::Number => self.line()?,
            };
            if let Some(given) = given {
                return Ok(given);
            }
        }
    }

    fn show(&mut self) {
        self.ui.tell("");
        if let Some(part_of) = self.question.part_of.as_ref().filter(|_| self.begins) {
            let words = self.ui.fill(part_of);
            self.ui.tell(&style(words).bold().for_stderr().to_string());
            self.ui.tell("");
        }
        for (n, row) in self.question.about.iter().enumerate() {
            let indent = "  ".repeat(n);
            let words = self.ui.fill(&format!("{indent}“{row}”"));
            self.ui.tell(&style(words).cyan().for_stderr().to_string());
        }
        self.show_beside();
        if let Some(clock) = self.clock {
            self.ui.tell(&style(clock).dim().for_stderr().to_string());
        }
        self.show_ask();
        if self.question.criterion {
            self.ui.say("Say in a few words why it can wait, or press Enter.");
        }
        self.show_so_far();
        let hint = self.hint();
        if !hint.is_empty() {
            self.ui.tell(&style(self.ui.fill(&hint)).dim().for_stderr().to_string());
        }
    }

    // what is drawn is said in words above it: who hears the screen needs no blocks
    fn show_beside(&mut self) {
        let indent = "  ".repeat(self.question.about.len());
        let options = wrapping(self.ui.width()).initial_indent(&indent).subsequent_indent(&indent);
        for line in &self.question.beside {
            let words = textwrap::fill(line, &options);
            self.ui.tell(&style(words).dim().for_stderr().to_string());
        }
        if let Some(signs) = self.question.drawn.as_ref().filter(|_| self.ui.redraws()) {
            self.ui.tell(&format!("{indent}{signs}"));
        }
    }

    fn show_ask(&mut self) {
        let head = if self.question.criterion { "Still open: " } else { "" };
        let ask = self.ui.fill(&format!("{head}{}", self.question.ask));
        self.ui.tell(&style(ask).bold().for_stderr().to_string());
    }

    fn show_so_far(&mut self) {
        if let Some(why) = &self.question.not_needed {
            let words = self.ui.fill(&format!("So far: not needed – {why}"));
            self.ui.tell(&style(words).dim().for_stderr().to_string());
        }
        let so_far = match &self.question.so_far {
            Some(Answer::Text(text)) if !self.is_selection() => self.in_words(text),
            Some(Answer::Texts(texts)) if !self.is_selection() => texts.join("\n"),
            _ => return,
        };
        let head = if self.question.earlier { "Last time:" } else { "So far (Enter keeps it):" };
        self.ui.tell(&style(head).dim().for_stderr().to_string());
        self.quote(&so_far);
    }

    fn quote(&mut self, text: &str) {
        let bar = wrapping(self.ui.width()).initial_indent("  │ ").subsequent_indent("  │ ");
        for line in text.lines() {
            let line = textwrap::fill(line, &bar);
            self.ui.tell(if line.is_empty() { "  │" } else { &line });
        }
    }

    fn is_selection(&self) -> bool {
        match &self.question.asked {
            Asked::Choice(_) | Asked::Choices(_) | Asked::YesNo | Asked::Rows(_) => true,
            // words of one's own are in no list
            Asked::Words(words) => {
                self.chosen().is_none_or(|said| words.iter().any(|word| word.is_called(said)))
            }
            _ => false,
        }
    }

    fn hint(&self) -> String {
        let hint = match &self.question.asked {
            Asked::Text => "(Enter twice ends the answer; `e` opens your editor)",
            Asked::List if self.question.so_far.is_some() && !self.question.earlier => {
                "(more of them, one a line; an empty line ends the list; `e` opens all of it in your editor)"
            }
            Asked::List => "(one a line; an empty line ends the list)",
            Asked::Date(When::Over) => "(a day, such as 14/8 or last Friday)",
            Asked::Date(_) if self.calendar.terms().is_empty() => "(a day, such as 14/8 or next Friday)",
            Asked::Date(_) => "(a day, such as 14/8, next Friday or T3 week 4)",
            Asked::Number => "(a whole number)",
            Asked::Choices(_) if self.ui.redraws() => "(Space ticks, Enter goes on; type to find one)",
            Asked::Choices(_) => "(numbers, with blanks between them)",
            _ => "",
        };
        let default = self.question.default.as_ref().filter(|_| !self.is_selection());
        let default = default.map(|d| format!("Enter takes {}.", self.in_words(d))).unwrap_or_default();
        format!("{hint} {default}").trim().to_owned()
    }

    // a day as people say it; how it is written in the record can be typed all the same
    fn in_words(&self, text: &str) -> String {
        let day = text.parse::<Date>().ok().filter(|_| matches!(self.question.asked, Asked::Date(_)));
        day.map_or_else(|| text.to_owned(), |day| day.0.strftime("%A %-d %B %Y").to_string())
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
        let choices = match &self.question.asked {
            Asked::Words(choices) | Asked::Choice(choices) | Asked::Choices(choices) => choices.as_slice(),
            _ => &[],
        };
        if !self.question.help.is_empty() {
            self.ui.tell(&self.ui.fill(&self.question.help));
        } else if choices.is_empty() && self.links.is_empty() {
            self.ui.tell("There is no more to say about this one.");
        }
        for link in self.links {
            let link = self.ui.hanging(link, 2);
            self.ui.tell(&link);
        }
        // on the screen these are cut where the line ends
        for choice in choices {
            let note = choice.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            self.ui.say(&format!("  • {}{note}", choice.label));
        }
    }

    fn why_not(&mut self) -> Result<Option<Given>> {
        self.ui.tell("Why is it not needed?");
        match self.ui.ask_line(None)? {
            Reply::Got(why) if !why.trim().is_empty() => Ok(Some(Given::Input(Input::NotNeeded(why)))),
            Reply::Mark(Mark::Stop) => Ok(Some(Given::End(Ending::Stopped))),
            Reply::Interrupted => Ok(Some(Given::End(Ending::Interrupted))),
            Reply::End => Ok(Some(Given::End(Ending::NoMoreInput(String::new())))),
            Reply::Got(_) => {
                self.ui.tell("It needs a reason, so the question is asked again.");
                self.show_ask();
                Ok(None)
            }
            Reply::Mark(_) => {
                self.show_ask();
                Ok(None)
            }
        }
    }

    fn before(&self) -> Option<&str> {
        match &self.question.so_far {
            Some(Answer::Text(text)) => Some(text),
            _ => None,
        }
    }
}

fn labels(choices: &[Choice]) -> Vec<String> {
    let with_note =
        |c: &Choice| c.note.as_ref().map_or_else(|| c.label.clone(), |note| format!("{} – {note}", c.label));
    choices.iter().map(with_note).collect()
}

// older names and ids are typed too, and labels without their notes
fn names(choices: &[Choice]) -> Vec<Vec<String>> {
    choices.iter().map(|c| [vec![c.id.clone(), c.label.clone()], c.aliases.clone()].concat()).collect()
}
