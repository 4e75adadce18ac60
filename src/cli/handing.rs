//! To whom something goes, and what it rests on, as the command line says it.

use std::cell::LazyCell;

use clap::Args;

use super::seen::Seen;
use crate::change::Desk;
use crate::change::disclose::{Entry, To};
use crate::error::{Error, Result};
use crate::record::case::{Basis, Case, Reader};
use crate::record::tree;
use crate::record::value::Vocabulary as _;
use crate::record::vocabulary::Word;
use crate::view::Audience;

/// Fewer words say no reason.
const FEW_WORDS: usize = 3;

/// To whom something goes, and what it rests on.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Handing {
    /// Who gets it: a school, somebody of the team or the cluster, or anybody in words
    #[arg(long, value_name = "WHO")]
    recipient: Option<String>,
    /// What it rests on where nobody agreed to it, such as `ota-s66c` [default: agreement]
    #[arg(long, value_name = "BASIS")]
    basis: Option<String>,
    /// Why, where it rests on something else than an agreement
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// How it is handed over, such as `by e-mail`
    #[arg(long, value_name = "TEXT")]
    how: Option<String>,
}

impl Handing {
    /// Whether it says anything.
    pub(super) fn is_said(&self) -> bool {
        [&self.recipient, &self.basis, &self.why, &self.how].iter().any(|said| said.is_some())
    }

    /// Whether it rests on something else than an agreement.
    pub(super) fn is_by_law(&self, desk: &Desk) -> bool {
        self.basis(desk).is_ok_and(|basis| !basis.default)
    }

    /// Refuses a basis for an audience that has one of its own.
    pub(super) fn refuse_another_basis(&self, audience: &Audience) -> Result<()> {
        if audience.rests_on.is_none() || self.basis.is_none() {
            return Ok(());
        }
        let message = format!("what is given to {} rests on nothing else", audience.label);
        Err(Error::usage(message).hint("Leave `--basis` out."))
    }

    /// Refuses what is only ever entered when it has happened.
    pub(super) fn refuse_afterwards(&self, desk: &Desk) -> Result<()> {
        let basis = self.basis(desk)?;
        if !basis.afterwards {
            return Ok(());
        }
        let message = format!("`{}` lets nothing be printed: {}", basis.id, basis.label);
        Err(Error::usage(message).hint("What was shared already is entered with `pikorua share`."))
    }

    /// The id of what it rests on, where somebody named that.
    pub(super) fn named_basis(&self, desk: &Desk) -> Result<Option<String>> {
        self.basis.as_ref().map(|_| self.basis(desk).map(|basis| basis.id)).transpose()
    }

    /// Who gets it, why and how, as the command line says it.
    pub(super) fn in_words(&self) -> (Option<String>, Option<String>, Option<String>) {
        (self.recipient.clone(), self.why.clone(), self.how.clone())
    }

    /// What it rests on.
    fn basis(&self, desk: &Desk) -> Result<Word> {
        let words = desk.vocabulary.offered(Basis::LIST);
        let Some(text) = &self.basis else {
            let default = words.into_iter().find(|word| word.default);
            return default.ok_or_else(|| Error::fault("nothing says what sharing rests on"));
        };
        let found = desk.vocabulary.find(Basis::LIST, text).ok_or_else(|| {
            let known: Vec<String> =
                words.iter().map(|word| format!("`{}`: {}", word.id, word.label)).collect();
            known
                .iter()
                .fold(Error::usage(format!("`{text}` is nothing that sharing can rest on")), |error, line| {
                    error.hint(line)
                })
        })?;
        if found.needs_reason && !self.why.as_ref().is_some_and(|why| is_said(why)) {
            return Err(Error::usage(format!("it is not said why it rests on `{}`", found.id))
                .hint("Say it with `--why \"…\"`, in a sentence that somebody understands in five years."));
        }
        Ok(found)
    }

    /// To whom or where it goes: whom the command names, else where the case says that it goes.
    pub(super) fn to(&self, desk: &Desk, case: &Case, audience: &Audience) -> Result<Option<To>> {
        self.basis(desk)?;
        // a thousand documents may go to those who do the work, and nothing of their cases is asked for then
        let record = LazyCell::new(|| tree::of(case));
        let Some(named) = self.recipient.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty())
        else {
            let places = audience.goes_to.iter().find_map(|place| tree::at(&record, place).as_str());
            return Ok(places.map(|text| to_place(desk, text)));
        };
        let person = desk.known().somebody(&record, named);
        Ok(Some(match person.and_then(|person| person.id.parse().ok()) {
            Some(id) => To::Person(id),
            None => to_place(desk, named),
        }))
    }

    /// The entry for something that is handed over.
    pub(super) fn entry(
        &self,
        desk: &Desk,
        seen: &Seen,
        what: String,
        document: Option<String>,
    ) -> Result<Entry> {
        let pass = seen.pass();
        let audience = pass.audience();
        let basis = match &audience.rests_on {
            Some(own) => own.clone(),
            None => self.basis(desk)?.id,
        };
        let to = self.to(desk, pass.case(), audience)?.ok_or_else(|| nobody_named(audience))?;
        let agreement = pass.agreements().and_then(|rows| rows.first().cloned());
        Ok(Entry {
            date: desk.today(),
            reader: desk.vocabulary.word(Reader::LIST, &audience.id).map(|word| word.id),
            to,
            what,
            document: document.map(|name| (name, seen.version().to_owned())),
            basis,
            agreement,
            why: self.why.clone(),
            how: self.how.clone(),
            answers: pass.open_request().map(str::to_owned),
        })
    }
}

// a dot fills a field and says nothing
fn is_said(why: &str) -> bool {
    let words = why.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    words.count() >= FEW_WORDS
}

fn to_place(desk: &Desk, text: &str) -> To {
    let place = desk.known().places().into_iter().find(|choice| choice.id == text || choice.is_called(text));
    match place.and_then(|place| place.id.parse().ok()) {
        Some(id) => To::Setting(id),
        None => To::Elsewhere(text.to_owned()),
    }
}

fn nobody_named(audience: &Audience) -> Error {
    Error::usage(format!("it is not said who gets this, and it is for {}", audience.label))
        .hint("Say it with `--recipient`: a school by its name or id, somebody of the team, or anybody in words.")
        .hint("What is handed out is entered in the case: to whom, what, on what basis, and when.")
}
