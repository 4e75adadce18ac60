//! What an audience is shown only while somebody has agreed to it, or the law says so.

use std::collections::BTreeSet;

use super::access::{KeptBack, NotYet, ToDecide, Undecided, kept_back, kept_from_all};
use super::audience::{Audience, Needs};
use crate::error::{Error, ErrorKind, Result};
use crate::record::agreed::{NotAgreed, Recipient, agreed, as_reader, purpose};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// Leave to see a case as one audience: no agreement is needed, or one stands, or somebody named another basis, or they asked
/// what is held about them. Only
/// [`Audience::admit`] gives it, and no view is made without it.
///
/// ```compile_fail
/// fn forge(other: pikorua::view::Pass) -> pikorua::view::Pass {
///     pikorua::view::Pass { ..other }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Pass {
    pub(super) case: Case,
    pub(super) audience: Audience,
    pub(super) rests_on: Option<BTreeSet<String>>,
    pub(super) kept_back: KeptBack,
}

/// Where something goes, and on what beside agreements it may go there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Going<'a> {
    /// The school or service by its id, or whoever it is in words.
    pub to: Option<&'a str>,
    /// What people call them, where that is something else.
    pub called: Option<&'a str>,
    /// Whether they are whom the audience means by what they do: the practice leader, somebody of the school.
    pub is_meant: bool,
    /// Whether somebody named a basis other than an agreement.
    pub by_law: bool,
    /// The words of the practice, which say what must be decided before somebody is told of it; without them, all of it.
    pub vocabulary: Option<&'a Vocabulary>,
}

impl Pass {
    /// The case.
    pub fn case_id(&self) -> &CaseId {
        &self.case.id
    }

    /// The case itself, for whoever keeps the record; documents are made from views.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Whether what is shown goes to somebody outside the team, and so is entered.
    pub fn goes_out(&self) -> bool {
        self.audience.needs.is_some()
    }

    /// The agreements it rests on; nothing where it rests on none.
    pub fn agreements(&self) -> Option<&BTreeSet<String>> {
        self.rests_on.as_ref()
    }

    /// The request that it answers, by the id of its row, where somebody asked what is held about them.
    pub fn request(&self) -> Option<&str> {
        self.kept_back.request.as_deref()
    }

    /// The same, where nobody has answered it yet.
    pub fn open_request(&self) -> Option<&str> {
        let asked = self.case.access_requests.iter().filter(|asked| asked.answered_on.is_none());
        let mut open = asked.filter_map(|asked| asked.id.as_ref());
        self.request().filter(|id| open.any(|open| open.as_str() == *id))
    }

    /// Whose it is.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }
}

impl Audience {
    /// Refuses where the agreement that this audience needs does not stand on this day, or names another place than the
    /// one it goes to.
    pub fn admit(&self, case: Case, today: Date, going: Going<'_>) -> Result<Pass> {
        if self.figures {
            return Err(only_figures(self));
        }
        let mut audience = self.clone();
        let kept_back = self.kept_back(&case, today, going)?;
        audience.hides.extend(kept_back.places.iter().cloned());
        let rests_on = self.rests_on(&case, today, going)?;
        Ok(Pass { case, audience, rests_on, kept_back })
    }

    /// What has to be decided before whoever asked is told; nothing for other audiences, or where something else is missing.
    pub fn to_decide(&self, case: &Case, today: Date, going: Going<'_>) -> Option<ToDecide> {
        let record = tree::of(case);
        match self.told(case, &record, today, going) {
            Err(NotYet::Undecided(left)) if self.needs == Some(Needs::Asked) => Some(left),
            _ => None,
        }
    }

    fn told(
        &self,
        case: &Case,
        record: &serde_json::Value,
        today: Date,
        going: Going<'_>,
    ) -> Result<KeptBack, NotYet> {
        kept_back((case, record), going.to, self.rests_on.as_deref(), going.vocabulary, today)
    }

    fn kept_back(&self, case: &Case, today: Date, going: Going<'_>) -> Result<KeptBack> {
        let is_asked = self.needs == Some(Needs::Asked);
        // those who do the work see everything; nobody else what is kept back from whoever asks
        if self.sensitive && !is_asked {
            return Ok(KeptBack::default());
        }
        let record = tree::of(case);
        let kept = match is_asked {
            true => self.told(case, &record, today, going),
            false => kept_from_all(case, &record, going.vocabulary, today),
        };
        kept.map_err(|why| self.not_yet(&case.id, why))
    }

    fn rests_on(&self, case: &Case, today: Date, going: Going<'_>) -> Result<Option<BTreeSet<String>>> {
        let Some(needs) = &self.needs else { return Ok(None) };
        if going.by_law {
            return Ok(Some(BTreeSet::new()));
        }
        let record = tree::of(case);
        let rows = match needs {
            Needs::NamedBy(place) => match agreed(&record, place, today) {
                Ok(row) => row["id"].as_str().map(str::to_owned).into_iter().collect(),
                Err(why) => return Err(self.not_named(&case.id, &record, place, why)),
            },
            Needs::AsReader => as_reader(&record, &self.id, &self.recipient(&record, going), today)
                .map_err(|(why, row)| self.no_reader(&case.id, why, row))?,
            Needs::Asked => return Ok(None),
        };
        Ok(Some(rows))
    }

    // an agreement that names nobody means those it is about by itself: the school of the case, whoever the reader is by what
    // they do, and anybody at all where nothing tells whose work it is
    fn recipient<'a>(&self, record: &serde_json::Value, going: Going<'a>) -> Recipient<'a> {
        let goes_there = |place: &Path| going.to.is_some() && tree::at(record, place).as_str() == going.to;
        let is_meant = self.disguise || going.is_meant || self.goes_to.iter().any(goes_there);
        Recipient { to: going.to, called: going.called, is_meant }
    }

    fn not_named(&self, id: &CaseId, record: &serde_json::Value, place: &Path, why: NotAgreed) -> Error {
        let named = tree::at(record, place).as_str().unwrap_or_default();
        let called = called(tree::at(record, &Path::parse("agreements").key(named)));
        let (why, hint) = match why {
            NotAgreed::Unnamed => (format!("`{place}` names no agreement yet"), name_it(id, place)),
            NotAgreed::Unknown(row) => {
                (format!("`{place}` names `{row}`, and no agreement has that id"), name_it(id, place))
            }
            NotAgreed::Fallen(fallen) => (format!("the agreement{called} {fallen}"), name_it(id, place)),
            NotAgreed::NamesNoPlace => {
                (format!("the agreement{called} names no place that it may go to"), say_where(id, named))
            }
            NotAgreed::AnotherPlace => {
                (format!("the agreement{called} names another place"), say_where(id, named))
            }
        };
        refused(self.nobody_agreed(id), why, hint).hint(BY_LAW)
    }

    fn no_reader(&self, id: &CaseId, why: NotAgreed, row: &serde_json::Value) -> Error {
        let called = called(row);
        let say_where = |why: String| {
            let row = row["id"].as_str().unwrap_or("ID");
            refused(self.nobody_agreed(id), why, say_where(id, row)).hint(BY_LAW)
        };
        let why = match why {
            NotAgreed::AnotherPlace => {
                return say_where(format!("the agreement{called} names another place"));
            }
            NotAgreed::NamesNoPlace => {
                return say_where(format!("the agreement{called} does not name whom this would go to"));
            }
            NotAgreed::Fallen(fallen) => format!("the agreement{called} {fallen}"),
            _ => format!("no agreement says that {} may be given anything (`readers` in it)", self.label),
        };
        let hint = format!(
            "Talk it over with the whānau first. When they say yes, record it under `agreements`; where one says so already, \
             name them in it: `pikorua set {id} agreements.ID.readers.+={}`.",
            self.id
        );
        refused(self.nobody_agreed(id), why, hint).hint(BY_LAW)
    }

    fn not_yet(&self, id: &CaseId, why: NotYet) -> Error {
        let message = format!("what is held in {id} is not told yet");
        let request = format!(
            "`pikorua walk {id} access-request` takes down who asked, and what gives them the right."
        );
        let (why, hint) = match why {
            NotYet::Nobody => {
                ("it is not said who asked".to_owned(), "Name them: `--recipient NAME`.".into())
            }
            NotYet::NotAsked => ("as far as the record says, they have not asked".into(), request),
            NotYet::WithoutRight(row) => (
                "nothing says what gives them the right to it".into(),
                format!(
                    "Make sure of it, and write it down: `pikorua set {id} access_requests.{row}.right=parent`, or another of the list."
                ),
            ),
            NotYet::NoPlace { decision, place, why } => {
                (format!("`withholding.{decision}` is about `{place}`, and no case has such a place"), why)
            }
            NotYet::Unfinished { decision, what } => (
                format!(
                    "`withholding.{decision}` does not say what stands against telling {what}, or who decided it"
                ),
                format!(
                    "Decide it: `pikorua set {id} withholding.{decision}.ground=…`, a word of the list `grounds`, such as `nothing`; \
                     that writes down who did."
                ),
            ),
            NotYet::Undecided(left) => return undecided(id, message, &left.things),
        };
        refused(message, why, hint)
    }

    fn nobody_agreed(&self, id: &CaseId) -> String {
        format!("{id} is not shown to {}: nobody has agreed to it, as far as the record says", self.label)
    }

    /// Refuses what the record said before: an agreement covers what stands on the day, and no draft that was taken back.
    pub fn admit_past(&self, id: &CaseId) -> Result<()> {
        if self.needs.is_none() {
            return Ok(());
        }
        let message = format!("what changed in {id} is not shown to {}", self.label);
        let why = "what was agreed to is what stands now, and not what was written before and taken out";
        let hint =
            format!("`pikorua diff {id}` shows it to those who do the work; `pikorua print` what stands.");
        Err(refused(message, why.into(), hint))
    }
}

/// So many are said one by one.
const SAID: usize = 12;

// what it says of each thing tells nothing of what is in it
fn undecided(id: &CaseId, message: String, things: &[Undecided]) -> Error {
    let said = |thing: &Undecided| match &thing.row {
        Some(row) => format!("{row}: {}", thing.what),
        None => format!("{}, which has no id yet", thing.what),
    };
    let error = refused(
        message,
        "somebody has to look at these first, and decide whether they may be told".into(),
        format!(
            "At a terminal this command asks about each. From a script: `pikorua set {id} withholding.+.row=ID \
             withholding.+.ground=nothing`, or another of the list `grounds`, with `withholding.+.why=…`. Of one row a part can be \
             kept back: `withholding.+.place=evidence.ID.summary`."
        ),
    );
    let error = things.iter().take(SAID).fold(error, |error, thing| error.because(said(thing)));
    match things.len().checked_sub(SAID) {
        Some(more) if more > 0 => error.because(format!("and {more} others")),
        _ => error,
    }
}

/// What there is beside agreements.
const BY_LAW: &str = "Where the law lets or makes you share it without that, say on what it rests (`--basis`) and why (`--why`): \
                      both are recorded. pikorua keeps the record, and gives no legal advice.";

fn only_figures(audience: &Audience) -> Error {
    let message = format!("no document about a case is made for {}", audience.label);
    Error::new(ErrorKind::Refused, message).hint("Only figures over many cases are for them.")
}

fn called(row: &serde_json::Value) -> String {
    purpose(row).map(|words| format!(" “{words}”")).unwrap_or_default()
}

fn name_it(id: &CaseId, place: &Path) -> String {
    format!(
        "Talk it over with the whānau first. When they say yes, record it under `agreements`, and name it: \
         `pikorua set {id} {place}=ID`."
    )
}

fn say_where(id: &CaseId, row: &str) -> String {
    format!(
        "Read the agreement once more. Where it names the place this goes to, and what may be shared with it, write the \
         place down: `pikorua set {id} agreements.{row}.to=SCHOOL` (`to_elsewhere` for one that is not ours). \
         Otherwise ask the whānau for one that does, and name that one."
    )
}

fn refused(message: String, why: String, hint: String) -> Error {
    let error = Error::new(ErrorKind::Refused, message).because(why);
    error.hint("Nothing of the case was shown or written.").hint(hint)
}

#[cfg(test)]
mod tests;
