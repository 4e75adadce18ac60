//! A case as it was: at the end of a day, or after one recorded change.

use serde_json::Value as Tree;

use super::seen::Seen;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::guide::day::day;
use crate::history::{Commit, CommitId};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::problem::Problem;
use crate::record::read::read;
use crate::record::value::Date;
use crate::view::View;

/// The list of the vocabulary that says for whom a member of the team speaks.
const ROLES: &str = "roles";

/// A moment of the past.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// The end of a day.
    Day(Date),
    /// Right after a recorded change.
    Change(CommitId),
}

impl When {
    /// The moment that a text names: a day in any words that the prompts take, or a change as `log` shows it.
    pub(super) fn named(desk: &Desk, text: &str) -> Result<When> {
        let wrong = |why: String| Error::usage(format!("`{text}` is not a day to look back to")).because(why);
        match day(text, desk.today(), &desk.cluster.calendar) {
            Ok(day) if day > desk.today() => Err(wrong("it is still to come".into())),
            Ok(day) => Ok(When::Day(day)),
            Err(why) if text.len() < 4 || !text.bytes().all(|b| b.is_ascii_hexdigit()) => Err(wrong(why)),
            Err(_) => desk.history.named(text).map(When::Change),
        }
    }
}

/// A case as it was.
pub(super) struct Then {
    /// The day.
    pub(super) day: Date,
    /// The case.
    pub(super) case: Case,
    /// The change that made it so.
    pub(super) change: Commit,
    text: String,
    problems: Vec<Problem>,
}

impl Then {
    /// What cannot be told to be sensitive was so then too.
    pub(super) fn refuse_doubtful_marks(&self, seen: &Seen) -> Result<()> {
        seen.refuse_doubtful_marks(&self.problems, &self.text)
    }

    /// A case as it was at a moment.
    pub(super) fn at(desk: &Desk, id: &CaseId, when: When) -> Result<Then> {
        match when {
            When::Day(day) => Then::read(desk, id, day),
            When::Change(change) => {
                let change = desk.history.change(&change)?;
                let day = Date(change.committer.when.date());
                let words = format!("after the change {}", change.id.short());
                Then::after(desk, id, change, day, &words)
            }
        }
    }

    /// A case as it was last recorded on a day or before it.
    pub(super) fn read(desk: &Desk, id: &CaseId, day: Date) -> Result<Then> {
        let file = desk.folder.case_path(id);
        let words = format!("on {}", day.in_words());
        let mut first: Option<Commit> = None;
        for commit in desk.history.commits(Some(&file))? {
            let commit = commit?;
            if commit.committer.when.date() <= day.0 {
                return Then::after(desk, id, commit, day, &words);
            }
            first = Some(commit);
        }
        let error = Error::request(format!("{id} was not recorded yet {words}"));
        Err(match first {
            Some(first) => {
                let when = first.committer.when.strftime("%-d %B %Y");
                error.hint(format!("It was recorded first on {when}; name that day or a later one."))
            }
            None => error.hint("Nothing of it is recorded so far."),
        })
    }

    fn after(desk: &Desk, id: &CaseId, change: Commit, day: Date, words: &str) -> Result<Then> {
        let another = format!("Name another moment; `pikorua log {id}` lists when something changed.");
        let Some(bytes) = desk.history.content_at(&desk.folder.case_path(id), &change.id)? else {
            return Err(Error::request(format!("{id} was not in the folder {words}")).hint(another));
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let read = read::<Case>(&text);
        let Some(case) = read.value else {
            let error = Error::request(format!("{id} could not be read as it was {words}"));
            let why = read.problems.first().map(|problem| &problem.message);
            return Err(why.into_iter().fold(error, Error::because).hint(another));
        };
        Ok(Then { day, case, change, text, problems: read.problems })
    }
}

/// The last day before today on which people met, looked back or agreed to the plan, as far as this audience sees it: an
/// audience that speaks for somebody met when one of those was there.
pub(super) fn met(desk: &Desk, view: &View) -> Option<Date> {
    let (json, voices) = (view.json(), &view.audience().voices);
    let speaks = |member: &&Tree| {
        let role = member["role"].as_str().and_then(|role| desk.vocabulary.word(ROLES, role));
        role.and_then(|role| role.speaks_for).is_some_and(|whom| voices.contains(&whom))
    };
    let team = json["team"].as_array().into_iter().flatten().filter(speaks);
    let theirs: Vec<&str> = team.flat_map(|m| [&m["id"], &m["person"]]).filter_map(Tree::as_str).collect();
    let was_there = |row: &Tree| {
        let named = row["present"].as_array().into_iter().flatten().chain([&row["who"]]);
        voices.is_empty() || named.filter_map(Tree::as_str).any(|id| theirs.contains(&id))
    };
    let lists = ["/hui", "/reviews", "/plan/agreed"];
    lists.iter().filter_map(|list| latest(json, list, desk.today(), was_there)).max()
}

/// The last day before today on which a list of the view has a row.
pub(super) fn last(json: &Tree, list: &str, today: Date) -> Option<Date> {
    latest(json, list, today, |_| true)
}

fn latest(json: &Tree, list: &str, today: Date, counts: impl Fn(&Tree) -> bool) -> Option<Date> {
    let rows = json.pointer(list)?.as_array()?.iter().filter(|row| counts(row));
    let dates = rows.filter_map(|row| row["date"].as_str()?.parse::<Date>().ok());
    dates.filter(|date| *date < today).max()
}
