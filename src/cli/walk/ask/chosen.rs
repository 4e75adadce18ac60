//! Questions that are answered by choosing.

use super::{Asker, Given, labels, names};
use crate::cli::walk::Ending;
use crate::error::{ErrorKind, Result};
use crate::guide::answer::Answer;
use crate::guide::known::Choice;
use crate::guide::walk::Input;
use crate::ui::{Mark, Reply};

/// The last entry of a list of words that leaves room for others.
const OWN_WORDS: &str = "something else, in your own words";

/// The last entry of people whom a question is not for first of all.
const SOMEBODY_ELSE: &str = "somebody else";
/// The last entry of rows, where there are some.
const TAKE_OUT: &str = "take one out";

impl Asker<'_> {
    pub(super) fn choice(&mut self, choices: &[Choice]) -> Result<Option<Given>> {
        let now = self.chosen().and_then(|id| choices.iter().position(|c| c.id == id));
        // who is chosen already is seen at once
        match self.question.offered.filter(|offered| now.is_none_or(|now| now < *offered)) {
            Some(offered) => self.people(choices, offered, now),
            None => self.one_of(choices, now),
        }
    }

    // those whom the question is for; the others are behind one more entry, which their names find too
    fn people(&mut self, choices: &[Choice], offered: usize, now: Option<usize>) -> Result<Option<Given>> {
        let (first, others) = choices.split_at(offered);
        let (mut items, mut found_by) = (labels(first), names(first));
        items.push(SOMEBODY_ELSE.into());
        found_by.push(names(others).concat());
        let reply = self.ui.select_named(&items, &found_by, now, &Mark::ALL)?;
        if reply == Reply::Got(offered) {
            self.ui.tell(&self.ui.fill("Who else?"));
            return self.one_of(others, None);
        }
        self.echo(&reply, |n| first[*n].label.clone());
        self.marked(reply, |n| Input::answer(first[n].id.clone()))
    }

    fn one_of(&mut self, choices: &[Choice], now: Option<usize>) -> Result<Option<Given>> {
        let reply = self.ui.select_named(&labels(choices), &names(choices), now, &Mark::ALL)?;
        self.echo(&reply, |n| choices[*n].label.clone());
        self.marked(reply, |n| Input::answer(choices[n].id.clone()))
    }

    // the words that most people use, and room for others
    pub(super) fn words(&mut self, words: &[Choice]) -> Result<Option<Given>> {
        let now = self.chosen().and_then(|said| words.iter().position(|word| word.is_called(said)));
        let mut items = labels(words);
        items.push(OWN_WORDS.into());
        let reply = self.ui.select_named(&items, &names(words), now, &Mark::ALL)?;
        if reply == Reply::Got(words.len()) {
            return self.line();
        }
        self.echo(&reply, |n| words[*n].label.clone());
        self.marked(reply, |n| Input::answer(words[n].label.clone()))
    }

    // the answer so far, or else the default
    pub(super) fn chosen(&self) -> Option<&str> {
        self.before().or(self.question.default.as_deref())
    }

    pub(super) fn choices(&mut self, choices: &[Choice]) -> Result<Option<Given>> {
        let now: &[String] = match &self.question.so_far {
            Some(Answer::Texts(ids)) => ids,
            _ => &[],
        };
        let ticks: Vec<bool> = choices.iter().map(|c| now.contains(&c.id)).collect();
        let reply = self.ui.select_many(&labels(choices), &names(choices), &ticks)?;
        self.echo(&reply, |picked| {
            picked.iter().map(|n| choices[*n].label.as_str()).collect::<Vec<_>>().join(", ")
        });
        self.marked(reply, |picked| {
            let ids: Vec<String> = picked.into_iter().map(|n| choices[n].id.clone()).collect();
            if ids == now { Input::Later } else { Input::Answer(Answer::Texts(ids)) }
        })
    }

    pub(super) fn yes_no(&mut self) -> Result<Option<Given>> {
        let now = self.chosen().map(|text| usize::from(text != "yes"));
        let answers = ["yes".to_owned(), "no".to_owned()];
        let reply = self.ui.select(&answers, now, &Mark::ALL)?;
        self.echo(&reply, |n| answers[*n].clone());
        self.marked(reply, |n| Input::answer(answers[n].clone()))
    }

    pub(super) fn rows(&mut self, rows: &[Choice]) -> Result<Option<Given>> {
        let mut choices: Vec<String> = rows.iter().map(|row| format!("change: {}", row.label)).collect();
        choices.push(if rows.is_empty() { "add one".into() } else { "add another".into() });
        choices.push("no more for now".into());
        if !rows.is_empty() {
            choices.push(TAKE_OUT.into());
        }
        // an empty list begins with adding, a filled one with going on; so does one to which nothing was added
        let first = if rows.is_empty() && !self.question.was_begun() { rows.len() } else { rows.len() + 1 };
        let reply = self.ui.select(&choices, Some(first), &Mark::ALL)?;
        if reply == Reply::Got(rows.len() + 2) {
            return self.take_out(rows);
        }
        self.echo(&reply, |n| choices[*n].clone());
        self.marked(reply, |n| match rows.get(n) {
            Some(row) => Input::Row(row.id.clone()),
            None if n == rows.len() => Input::Add,
            None => Input::Later,
        })
    }

    fn take_out(&mut self, rows: &[Choice]) -> Result<Option<Given>> {
        self.ui.tell("Which one? What it says leaves the record; the history keeps it.");
        let mut items = labels(rows);
        items.push("none of them".into());
        let reply = self.ui.select(&items, Some(rows.len()), &[])?;
        let Reply::Got(n) = reply else { return self.marked(reply, |_| Input::Later) };
        let Some(row) = rows.get(n) else { return Ok(None) };
        match self.ui.confirm(&format!("Take out “{}”?", row.label)) {
            Ok(true) => Ok(Some(Given::Input(Input::TakeOut(row.id.clone())))),
            Ok(false) => {
                self.ui.tell("It stays.");
                Ok(None)
            }
            Err(error) if error.kind == ErrorKind::Interrupted => Ok(Some(Given::End(Ending::Interrupted))),
            Err(error) => Err(error),
        }
    }

    // a list that is moved in leaves no trace of what was chosen
    fn echo<T>(&mut self, reply: &Reply<T>, words: impl FnOnce(&T) -> String) {
        let words = match reply {
            Reply::Got(chosen) => words(chosen),
            Reply::Mark(mark) => mark.means().to_owned(),
            Reply::Interrupted | Reply::End => return,
        };
        if self.ui.redraws() {
            let words = if words.is_empty() { "nothing" } else { &words };
            self.ui.tell(&self.ui.fill(&format!("> {words}")));
        }
    }
}
