//! School time: the terms of a year, their weeks, and the holidays between them.
//!
//! Week 1 is the week of a term's first day. A week runs from Monday to Sunday, so a day lies in one week at most.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::{ToSpan, civil};

use super::value::Date;

/// The name of a term: its year and its number, `2026-T3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermName {
    year: i16,
    number: u8,
}

/// One term: what it is called, its first and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    name: TermName,
    first: civil::Date,
    last: civil::Date,
}

/// One week of a term. Only a term gives one, so there is no week that its term has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    term: TermName,
    number: u8,
    monday: civil::Date,
}

/// The terms that a cluster has written down, in their order; no two share a week. Schools may begin and end on other days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    terms: Vec<Term>,
    schools: BTreeMap<String, Calendar>,
}

/// Where a day lies in school time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'c> {
    /// In a week of a term.
    Week(Week),
    /// In the holidays between two terms.
    Holidays(&'c Term, &'c Term),
    /// Nobody has written down the terms around it.
    Unknown,
}

/// No term lasts longer, in days; a slip in a year is found so.
const LONGEST: i32 = 26 * 7;

/// No holidays last longer, in days: between two terms that are further apart lies one that nobody has written down.
const LONGEST_HOLIDAYS: i32 = 10 * 7;

impl TermName {
    /// A term by its year and number; the numbers go from 1 to 9.
    pub fn new(year: i16, number: u8) -> Option<TermName> {
        ((1900..=2999).contains(&year) && (1..=9).contains(&number)).then_some(TermName { year, number })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number in the year.
    pub fn number(self) -> u8 {
        self.number
    }

    fn is_before(self, other: TermName) -> bool {
        (self.year, self.number + 1) == (other.year, other.number)
            || (self.year + 1, 1) == (other.year, other.number)
    }
}

impl FromStr for TermName {
    type Err = String;

    fn from_str(text: &str) -> Result<TermName, String> {
        let parts = text.split_once("-T").or_else(|| text.split_once("-t"));
        let name = parts.filter(|(year, number)| year.len() == 4 && number.len() == 1);
        let name = name.and_then(|(year, number)| TermName::new(year.parse().ok()?, number.parse().ok()?));
        name.ok_or_else(|| format!("`{text}` is not the name of a school term"))
    }
}

impl fmt::Display for TermName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-T{}", self.year, self.number)
    }
}

impl Term {
    /// A term; the error is what is wrong with its days.
    pub fn new(name: TermName, first: Date, last: Date) -> Result<Term, String> {
        let (first, last) = (first.0, last.0);
        if first > last {
            return Err(format!("term `{name}` ends before it begins"));
        }
        if first.year() != name.year {
            return Err(format!("term `{name}` begins in {}", first.year()));
        }
        if (last - first).get_days() > LONGEST {
            return Err(format!("term `{name}` lasts longer than half a year"));
        }
        Ok(Term { name, first, last })
    }

    /// Its name.
    pub fn name(&self) -> TermName {
        self.name
    }

    /// Its first day.
    pub fn first(&self) -> Date {
        Date(self.first)
    }

    /// Its last day.
    pub fn last(&self) -> Date {
        Date(self.last)
    }

    /// How many weeks it has.
    pub fn weeks(&self) -> u8 {
        let days = (monday(self.last) - monday(self.first)).get_days();
        u8::try_from(days / 7 + 1).unwrap_or(u8::MAX)
    }

    /// One of its weeks, counted from 1.
    pub fn week(&self, number: u8) -> Option<Week> {
        let monday = monday(self.first).saturating_add((i64::from(number) * 7 - 7).days());
        (1..=self.weeks()).contains(&number).then_some(Week { term: self.name, number, monday })
    }

    // whether nothing but holidays lies between it and another
    fn comes_before(&self, next: &Term) -> bool {
        self.name.is_before(next.name) && (next.first - self.last).get_days() <= LONGEST_HOLIDAYS
    }

    /// The week of it that a day lies in.
    fn week_of(&self, day: civil::Date) -> Option<Week> {
        let days = (monday(day) - monday(self.first)).get_days();
        self.week(u8::try_from(days / 7 + 1).ok().filter(|_| days >= 0)?)
    }
}

impl Week {
    /// The term it belongs to.
    pub fn term(self) -> TermName {
        self.term
    }

    /// Its number, counted from 1.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Its Monday.
    pub fn monday(self) -> Date {
        Date(self.monday)
    }

    /// Its Friday.
    pub fn friday(self) -> Date {
        self.day(civil::Weekday::Friday)
    }

    /// One of its days.
    pub fn day(self, weekday: civil::Weekday) -> Date {
        Date(self.monday.saturating_add(i64::from(weekday.to_monday_zero_offset()).days()))
    }

    /// Its name with the year, in short: `2026-T3 w4`.
    pub fn in_full(self) -> String {
        format!("{} w{}", self.term, self.number)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{} week {}", self.term.number, self.number)
    }
}

impl Calendar {
    /// A calendar in which nothing stands.
    pub const EMPTY: &'static Calendar = &Calendar { terms: Vec::new(), schools: BTreeMap::new() };

    /// A calendar of these terms; the error is what is wrong with them together.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Result<Calendar, String> {
        let mut terms: Vec<Term> = terms.into_iter().collect();
        terms.sort_by_key(|term| term.name);
        for pair in terms.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            if one.name == next.name {
                return Err(format!("term `{}` stands there twice", one.name));
            }
            if monday(next.first) <= monday(one.last) {
                return Err(format!(
                    "term `{}` begins before the week is over in which term `{}` ends",
                    next.name, one.name
                ));
            }
        }
        Ok(Calendar { terms, schools: BTreeMap::new() })
    }

    /// The same, where these terms of a school, by its id, have other days; the error is what is wrong with its terms together.
    pub fn with_school(mut self, id: String, own: Vec<Term>) -> Result<Calendar, String> {
        let others =
            self.terms.iter().filter(|term| !own.iter().any(|other| other.name == term.name)).cloned();
        let calendar = Calendar::new(others.chain(own.iter().cloned()).collect::<Vec<_>>())?;
        self.schools.insert(id, calendar);
        Ok(self)
    }

    /// The calendar of a school: the cluster's, where it has no days of its own, or nobody knows which school it is.
    pub fn at(&self, school: Option<&str>) -> &Calendar {
        school.and_then(|id| self.schools.get(id)).unwrap_or(self)
    }

    /// The schools that have days of their own, by their ids.
    pub fn schools(&self) -> impl Iterator<Item = (&str, &Calendar)> {
        self.schools.iter().map(|(id, calendar)| (id.as_str(), calendar))
    }

    /// The terms, in their order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// A term by its name.
    pub fn term(&self, name: TermName) -> Option<&Term> {
        self.terms.iter().find(|term| term.name == name)
    }

    /// The term that comes so many after another.
    pub fn later(&self, name: TermName, terms: usize) -> Option<&Term> {
        let at = self.terms.iter().position(|term| term.name == name)?;
        self.terms.get(at..)?.windows(2).take(terms).all(|two| two[0].comes_before(&two[1])).then_some(())?;
        self.terms.get(at.checked_add(terms)?)
    }

    /// Where a day lies.
    pub fn place(&self, day: Date) -> Place<'_> {
        if let Some(week) = self.terms.iter().find_map(|term| term.week_of(day.0)) {
            return Place::Week(week);
        }
        let is_between =
            |two: &&[Term]| two[0].last < day.0 && day.0 < two[1].first && two[0].comes_before(&two[1]);
        match self.terms.windows(2).find(is_between) {
            Some(two) => Place::Holidays(&two[0], &two[1]),
            None => Place::Unknown,
        }
    }

    /// The term a day lies in; in the holidays, or before the first term of all, the one that comes.
    pub fn present(&self, day: Date) -> Option<&Term> {
        self.terms.iter().find(|term| monday(day.0) <= monday(term.last))
    }

    /// School weeks that begin after one day and not after another; nothing where not all of the time between is known.
    pub fn weeks_between(&self, from: Date, to: Date) -> Option<usize> {
        let known = |day| !matches!(self.place(day), Place::Unknown);
        let mut weeks = 0;
        let mut day = monday(from.0);
        if !known(from) || !known(to) {
            return None;
        }
        while day < monday(to.0) {
            day = day.checked_add(7.days()).ok()?;
            match self.place(Date(day)) {
                Place::Week(_) => weeks += 1,
                Place::Holidays(..) => {}
                Place::Unknown => return None,
            }
        }
        Some(weeks)
    }
}

/// The Monday of a day's week.
pub fn monday(day: civil::Date) -> civil::Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

#[cfg(test)]
mod tests;
