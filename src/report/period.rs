//! The time that a report is about: a term, with the holidays before it, or a school year.
//!
//! Terms follow each other without a gap, so that nothing falls between two reports, and a year is its terms together.

use jiff::ToSpan;

use crate::record::term::{Calendar, Term, TermName};
use crate::record::value::Date;

/// What a time is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A school year, by its number.
    Year(i16),
    /// A term.
    Term(TermName),
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Name::Year(year) => write!(f, "{year}"),
            Name::Term(name) => name.fmt(f),
        }
    }
}

/// A time that is reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What it is called.
    pub name: Name,
    /// The first day that counts.
    pub from: Date,
    /// The first day of the term, which holidays may come before; of a year that of its first term.
    pub begins: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// A term, with the holidays before it where the term before is written down.
    pub fn term(term: &Term, calendar: &Calendar) -> Period {
        let before = calendar.terms().iter().rev().find(|other| other.last() < term.first());
        let after = |last: Date| Date(last.0.saturating_add(1.day()));
        Period {
            name: Name::Term(term.name()),
            from: before.map_or(term.first(), |before| after(before.last())),
            begins: term.first(),
            to: term.last(),
        }
    }

    /// A school year: its terms together. Nothing where none is written down.
    pub fn year(year: i16, calendar: &Calendar) -> Option<Period> {
        let terms = terms_of(year, calendar);
        let (first, last) = (terms.first()?, terms.last()?);
        Some(Period { name: Name::Year(year), from: first.from, begins: first.begins, to: last.to })
    }

    /// The terms that make up a year; of a term none.
    pub fn terms(&self, calendar: &Calendar) -> Vec<Period> {
        match self.name {
            Name::Year(year) => terms_of(year, calendar),
            Name::Term(_) => Vec::new(),
        }
    }

    /// The term right before it, where one is written down.
    pub fn before(&self, calendar: &Calendar) -> Option<Period> {
        let before = calendar.terms().iter().rev().find(|term| term.last() < self.from)?;
        Some(Period::term(before, calendar))
    }

    /// Whether a day lies in it.
    pub fn has(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// What it is called, for people: `Term 3, 2026`.
    pub fn title(&self) -> String {
        match self.name {
            Name::Year(year) => format!("the school year {year}"),
            Name::Term(name) => format!("Term {}, {}", name.number(), name.year()),
        }
    }

    /// Its days in words, with the holidays that count in.
    pub fn days(&self) -> String {
        let days = format!("{} to {}", self.begins.in_words(), self.to.in_words());
        match self.from < self.begins {
            true => format!("{days}, with the holidays before, from {}", self.from.in_words()),
            false => days,
        }
    }
}

fn terms_of(year: i16, calendar: &Calendar) -> Vec<Period> {
    let terms = calendar.terms().iter().filter(|term| term.name().year() == year);
    terms.map(|term| Period::term(term, calendar)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Period;
    use crate::record::testing::calendar;

    #[test]
    fn terms_follow_each_other_without_a_gap_and_a_year_is_its_terms() {
        let calendar = calendar();
        let terms: Vec<Period> = calendar.terms().iter().map(|term| Period::term(term, &calendar)).collect();
        assert!(terms.len() > 1);
        for pair in terms.windows(2) {
            assert_eq!(pair[0].to.0.tomorrow().unwrap(), pair[1].from.0);
            assert_eq!(pair[1].before(&calendar).as_ref(), Some(&pair[0]));
        }
        let year = Period::year(2026, &calendar).unwrap();
        let own = year.terms(&calendar);
        assert_eq!((year.from, year.to), (own[0].from, own[own.len() - 1].to));
        assert_eq!(Period::year(1999, &calendar), None);
    }
}
