//! A case as it was at the end of a day.

use serde_json::Value as Tree;

use super::seen::Seen;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::history::Commit;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::problem::Problem;
use crate::record::read::read;
use crate::record::value::Date;

/// A case as it was at the end of a day.
pub(super) struct Then {
    /// The day.
    pub(super) day: Date,
    /// The case.
    pub(super) case: Case,
    text: String,
    problems: Vec<Problem>,
}

impl Then {
    /// What cannot be told to be sensitive was so then too.
    pub(super) fn refuse_doubtful_marks(&self, seen: &Seen) -> Result<()> {
        seen.refuse_doubtful_marks(&self.problems, &self.text)
    }

    /// A case as it was last recorded on a day or before it.
    pub(super) fn read(desk: &Desk, id: &CaseId, day: Date) -> Result<Then> {
        let file = desk.folder.case_path(id);
        let words = day.0.strftime("%-d %B %Y").to_string();
        let mut first: Option<Commit> = None;
        for commit in desk.history.commits(Some(&file))? {
            let commit = commit?;
            if commit.committer.when.date() > day.0 {
                first = Some(commit);
                continue;
            }
            let Some(bytes) = desk.history.content_at(&file, &commit.id)? else { break };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let read = read::<Case>(&text);
            let Some(case) = read.value else {
                let mut error = Error::request(format!("{id} could not be read as it was on {words}"));
                if let Some(problem) = read.problems.first() {
                    error = error.because(&problem.message);
                }
                return Err(
                    error.hint(format!("Name another day; `pikorua log {id}` lists when something changed."))
                );
            };
            return Ok(Then { day, case, text, problems: read.problems });
        }
        let error = Error::request(format!("{id} was not recorded yet on {words}"));
        Err(match first {
            Some(first) => {
                let when = first.committer.when.strftime("%-d %B %Y");
                error.hint(format!("It was recorded first on {when}; name that day or a later one."))
            }
            None => error.hint("Nothing of it is recorded so far."),
        })
    }
}

/// The last day before today on which people met, looked back or agreed to the plan, as far as this audience sees it.
pub(super) fn met(json: &Tree, today: Date) -> Option<Date> {
    ["/hui", "/reviews", "/plan/agreed"].iter().filter_map(|list| last(json, list, today)).max()
}

/// The last day before today on which a list of the view has a row.
pub(super) fn last(json: &Tree, list: &str, today: Date) -> Option<Date> {
    let rows = json.pointer(list)?.as_array()?;
    let dates = rows.iter().filter_map(|row| row["date"].as_str()?.parse::<Date>().ok());
    dates.filter(|date| *date < today).max()
}
