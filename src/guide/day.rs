//! Days as people write them: `14/8`, `next Friday`, `in 3 weeks`, `T3 week 4`.

mod parts;

use jiff::civil::{self, Weekday};
use jiff::{Span, ToSpan};

use parts::{Part, Unit, Word, parts};

use crate::record::meetings::{next_monday, weekday};
use crate::record::shape::When;
use crate::record::term::{Calendar, Place, Term, TermName, monday};
use crate::record::text::fold;
use crate::record::value::Date;

/// A day as people write it. Without a year the present one is meant; `next Friday` is the one of the next week.
/// The error is a reason in plain words.
pub fn day(text: &str, today: Date, calendar: &Calendar) -> Result<Date, String> {
    meant(text, &Meant { today, calendar, later: false })
}

/// A day as it is meant where a record holds days of a certain kind.
pub fn read(text: &str, when: When, today: Date, calendar: &Calendar) -> Result<Date, String> {
    match when {
        When::Over => over(text, today, calendar),
        When::Ahead => coming(text, today, calendar),
        When::Either => day(text, today, calendar),
        When::Nearest => nearest(text, today, calendar),
    }
}

/// A day that is still to come, as people write it: of `12/2`, `this Monday` or `T1 week 3` the one that comes. A week that
/// is still running is this one, and its Friday is meant. What can only mean a day that is over, such as `12/2/2026` or
/// `last Friday`, is taken as it is.
pub fn coming(text: &str, today: Date, calendar: &Calendar) -> Result<Date, String> {
    let near = day(text, today, calendar);
    if near.as_ref().is_ok_and(|near| *near >= today) {
        return near;
    }
    let this_week = |near: &Date| monday(near.0) == monday(today.0);
    if let (Ok(near), Some(weekday)) = (&near, week_named(text))
        && this_week(near)
    {
        let friday = of_week(Date(monday(today.0)), Weekday::Friday);
        return Ok(if weekday { *near } else { friday.max(today) });
    }
    match (near, meant(text, &Meant { today, calendar, later: true })) {
        (Err(why), Err(_)) => Err(why),
        (Ok(near), Err(why)) => Err(format!("that is over, it was {}; and {why}", in_full(near, calendar))),
        (_, later) => later,
    }
}

// a day of what has happened
fn over(text: &str, today: Date, calendar: &Calendar) -> Result<Date, String> {
    let near = day(text, today, calendar)?;
    if near <= today {
        return Ok(near);
    }
    // of `Monday` alone the one that was
    if let Some([Part::Weekday(_)]) = parts(&fold(text)).as_deref() {
        return Ok(Date(near.0.saturating_sub(7.days())));
    }
    let full = in_full(near, calendar);
    Err(format!(
        "that is still to come: {full}; write the day on which it happened, with its year where it was another"
    ))
}

// an end that may be over: of two days that can be meant the one that is nearer
fn nearest(text: &str, today: Date, calendar: &Calendar) -> Result<Date, String> {
    let near = day(text, today, calendar);
    let far = |day: Date| (day.0 - today.0).get_days().abs();
    match (near, coming(text, today, calendar)) {
        (Ok(near), Ok(later)) if far(later) < far(near) => Ok(later),
        (Err(_), later) => later,
        (near, _) => near,
    }
}

// whether a text names a week of a term, and then whether also a day of it
fn week_named(text: &str) -> Option<bool> {
    let parts = parts(&fold(text))?;
    let is_week = |part: &Part| matches!(part, Part::Week(_));
    parts.iter().any(is_week).then(|| parts.iter().any(|part| matches!(part, Part::Weekday(_))))
}

fn meant(text: &str, meant: &Meant<'_>) -> Result<Date, String> {
    let not = || format!("`{text}` is not a day of the calendar; write it as in `2026-08-14` or `14/8/2026`");
    if let Some(written) = slashed(text, meant.year()).or_else(|| text.parse().ok()) {
        return Ok(written);
    }
    if let Some(written) = with_weekday(text, meant.year()) {
        return written;
    }
    let parts = parts(&fold(text)).ok_or_else(not)?;
    meant.day(&parts).unwrap_or_else(|| Err(not()))
}

/// What is worth saying about a day that was written: which one it is, where that was not written in full, and whether it
/// is far from where it was looked for.
pub fn remark(written: &str, meant: Date, when: When, today: Date, calendar: &Calendar) -> Option<String> {
    let odd = match when {
        When::Ahead | When::Nearest => {
            let this_year = || over_this_year(written, meant, today, calendar);
            ago(meant, today).or_else(|| far(meant, today)).or_else(this_year)
        }
        When::Over | When::Either => far(meant, today),
    };
    let said = || in_full(meant, calendar);
    match odd {
        Some(odd) => Some(format!("{}: {odd}", said())),
        None => (meant.to_string() != written.trim()).then(said),
    }
}

// how long ago a day was, in words; nothing for today and what is to come
fn ago(day: Date, today: Date) -> Option<String> {
    match (today.0 - day.0).get_days() {
        ..=0 => None,
        1 => Some("that was yesterday".into()),
        2..=6 => Some(format!("that was last {}", weekday(day))),
        _ => Some("that is over".into()),
    }
}

// `10/8` on the 14th of August is the tenth of next year
fn over_this_year(written: &str, meant: Date, today: Date, calendar: &Calendar) -> Option<String> {
    let near = day(written, today, calendar).ok()?;
    let jumped = near < today && meant != near && (meant.0 - today.0).get_days() > 183;
    jumped.then(|| "that of this year is over".into())
}

// a year is more than people plan for, and a slip in the year is found so
fn far(day: Date, today: Date) -> Option<String> {
    match (day.0 - today.0).get_days() {
        ..=366 => None,
        367..=731 => Some("that is more than a year away".into()),
        days => Some(format!("that is {} years away", days / 365)),
    }
}

/// A term as people write it: `T3`, `term 3`, `2026-T3`. Without a year the present one is meant.
pub fn term<'c>(text: &str, today: Date, calendar: &'c Calendar) -> Result<&'c Term, String> {
    let meant = Meant { today, calendar, later: false };
    match parts(&fold(text)).as_deref() {
        Some([Part::Term(year, number)]) => meant.term(*year, *number),
        Some([Part::Term(None, number), Part::Year(year)] | [Part::Year(year), Part::Term(None, number)]) => {
            meant.term(Some(*year), *number)
        }
        Some([Part::Number(number @ 1..=9)]) => meant.term(None, *number),
        Some([Part::Word(Word::This), Part::Unit(Unit::Term)]) => meant.present(),
        Some([Part::Word(Word::Next), Part::Unit(Unit::Term)]) => meant.next_term(),
        _ => Err(format!("`{text}` is not a term; write it as in `T3` or `2026-T3`")),
    }
}

/// Whether a text means a week, and no day of it: `T3 w4`, `last week`.
pub fn is_week(text: &str) -> bool {
    week_named(text) == Some(false)
        || matches!(parts(&fold(text)).as_deref(), Some([Part::Word(_), Part::Unit(Unit::Week)]))
}

/// A day with its weekday, and where it lies in school time: `Friday 21 August 2026 (T3 week 5)`.
pub fn in_full(day: Date, calendar: &Calendar) -> String {
    let words = day.0.strftime("%A %-d %B %Y");
    match calendar.place(day) {
        Place::Week(week) => format!("{words} ({week}{})", outside(day, calendar, week.term())),
        Place::Holidays(..) => format!("{words} (holidays)"),
        Place::Unknown => words.to_string(),
    }
}

// the first and the last week of a term have days on which there is no school
fn outside(day: Date, calendar: &Calendar, name: TermName) -> String {
    let number = name.number();
    match calendar.term(name) {
        Some(term) if day < term.first() => format!(", before T{number} begins"),
        Some(term) if day > term.last() => format!(", after the end of T{number}"),
        _ => String::new(),
    }
}

// `Fri 21/8`: a weekday in front, to be sure
fn with_weekday(text: &str, this: i16) -> Option<Result<Date, String>> {
    let (said, rest) = text.trim().split_once([' ', ','])?;
    let said = parts(&fold(said))?;
    let [Part::Weekday(said)] = said.as_slice() else { return None };
    let day = slashed(rest.trim_start_matches([' ', ',']), this)?;
    Some(fits_weekday(day, *said))
}

fn fits_weekday(day: Date, said: Weekday) -> Result<Date, String> {
    match day.0.weekday() == said {
        true => Ok(day),
        false => Err(format!("{} is a {}", day.in_words(), weekday(day))),
    }
}

// `14/8/2026`, `14/8/26`, `14/8`, `14-8-2026`
fn slashed(text: &str, this: i16) -> Option<Date> {
    let number = |part: &str| part.trim().parse::<i16>().ok();
    let parts: Vec<i16> = text.split(['/', '.', '-']).map(number).collect::<Option<_>>()?;
    match parts.as_slice() {
        [day, month] => civil_day(this, (*month).into(), (*day).into()),
        [day, month, year @ 0..=99] => civil_day(2000 + year, (*month).into(), (*day).into()),
        [day, month, year] => civil_day(*year, (*month).into(), (*day).into()),
        _ => None,
    }
}

fn civil_day(year: i16, month: i64, day: i64) -> Option<Date> {
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (0..=9999).contains(&year).then_some(Date(date))
}

/// What is meant on a day, with these terms.
struct Meant<'c> {
    today: Date,
    calendar: &'c Calendar,
    // of what comes again and again not the one that is near but the one after it
    later: bool,
}

type Found = Option<Result<Date, String>>;

impl<'c> Meant<'c> {
    // the year that is meant where none is said
    fn year(&self) -> i16 {
        self.today.0.year() + i16::from(self.later)
    }

    fn day(&self, parts: &[Part]) -> Found {
        self.near(parts).map(Ok).or_else(|| self.school_time(parts)).or_else(|| self.named(parts))
    }

    // reckoned from today
    fn near(&self, parts: &[Part]) -> Option<Date> {
        use Part::{Number, Unit as U, Weekday as Day, Word as W};
        let days = |span: Span| self.today.0.checked_add(span).ok().filter(|day| day.year() > 0).map(Date);
        match *parts {
            [W(Word::Today)] => Some(self.today),
            [W(Word::Tomorrow)] => days(1.day()),
            [W(Word::Yesterday)] => days(-1.day()),
            [U(Unit::Day), W(Word::After), W(Word::Tomorrow)] => days(2.days()),
            [U(Unit::Day), W(Word::Before), W(Word::Yesterday)] => days(-2.days()),
            [Day(day), W(which @ (Word::This | Word::Next | Word::Last)), U(Unit::Week)] => {
                Some(of_week(self.week(which), day))
            }
            [W(which @ (Word::This | Word::Next | Word::Last)), U(Unit::Week), Day(day)] => {
                Some(of_week(self.week(which), day))
            }
            // a month begins with its first day, as a week does with its Monday
            [W(which @ (Word::Next | Word::Last)), U(Unit::Month)] => {
                let months = if which == Word::Next { 1.month() } else { -1.month() };
                self.today.0.first_of_month().checked_add(months).ok().map(Date)
            }
            [Day(day)] => Some(self.coming(day)),
            [Day(day), U(Unit::Week)] => Some(Date(self.coming(day).0.saturating_add(7.days()))),
            [W(Word::This), Day(day)] if self.later => Some(of_week(next_monday(self.today), day)),
            [W(Word::This), Day(day)] => Some(of_week(Date(monday(self.today.0)), day)),
            [W(Word::Next), Day(day)] => Some(of_week(next_monday(self.today), day)),
            [W(Word::Last), Day(day)] => {
                let coming = self.coming(day).0;
                Some(Date(coming.saturating_sub(7.days())))
            }
            [W(which @ (Word::Next | Word::Last)), U(Unit::Week)] => Some(self.week(which)),
            [W(Word::In), Number(n), U(unit)] | [Number(n), U(unit)] => days(span(n, unit)?),
            [Number(n), U(unit), W(Word::Ago)] => days(span(n.checked_neg()?, unit)?),
            _ => None,
        }
    }

    // the Monday of a week
    fn week(&self, which: Word) -> Date {
        match which {
            Word::Next => next_monday(self.today),
            Word::Last => Date(monday(self.today.0).saturating_sub(7.days())),
            _ => Date(monday(self.today.0)),
        }
    }

    // the next one; today counts
    fn coming(&self, day: Weekday) -> Date {
        let days = self.today.0.weekday().until(day);
        Date(self.today.0.saturating_add(i64::from(days).days()))
    }

    // reckoned from the terms
    fn school_time(&self, parts: &[Part]) -> Found {
        use Part::{Term as T, Unit as U, Week, Weekday as Day, Word as W, Year};
        let edge = match *parts {
            [W(edge @ (Word::Start | Word::End)), U(Unit::Term)]
            | [W(edge @ (Word::Start | Word::End)), W(Word::This), U(Unit::Term)] => {
                Some((edge, self.present()))
            }
            [W(edge @ (Word::Start | Word::End)), W(Word::Next), U(Unit::Term)] => {
                Some((edge, self.next_term()))
            }
            [W(Word::Next), U(Unit::Term)] => Some((Word::Start, self.next_term())),
            [W(edge @ (Word::Start | Word::End)), T(year, number)] => Some((edge, self.term(year, number))),
            [W(edge @ (Word::Start | Word::End)), T(None, number), Year(year)]
            | [W(edge @ (Word::Start | Word::End)), Year(year), T(None, number)] => {
                Some((edge, self.term(Some(year), number)))
            }
            _ => None,
        };
        if let Some((edge, term)) = edge {
            return Some(term.map(|term| if edge == Word::End { term.last() } else { term.first() }));
        }
        if let [T(..)] = parts {
            return Some(Err(
                "a term is many days; write which week of it, as in `T3 week 4`, or `end of T3`".into(),
            ));
        }
        // the parts of a school day come in any order
        let weekday = one(parts, |p| if let Day(day) = p { Some(*day) } else { None });
        let week = one(parts, |p| if let Week(week) = p { Some(*week) } else { None })?;
        let named = one(parts, |p| if let T(year, number) = p { Some((*year, *number)) } else { None });
        let year = one(parts, |p| if let Year(year) = p { Some(*year) } else { None });
        let used = [weekday.is_some(), true, named.is_some(), year.is_some()];
        if used.iter().filter(|used| **used).count() != parts.len() || (year.is_some() && named.is_none()) {
            return None;
        }
        let term = match named {
            Some((own, number)) => self.term(own.or(year), number),
            None => self.present(),
        };
        Some(term.and_then(|term| in_week(term, week, weekday)))
    }

    // a day of a month, with its weekday to be sure
    fn named(&self, parts: &[Part]) -> Found {
        use Part::{Month, Number, Weekday as Day, Year};
        let (said, rest) = match parts {
            [Day(day), rest @ ..] => (Some(*day), rest),
            rest => (None, rest),
        };
        let (day, month, year) = match *rest {
            [Number(day), Month(month)] | [Month(month), Number(day)] => (day, month, None),
            [Number(day), Month(month), Year(year)] | [Month(month), Number(day), Year(year)] => {
                (day, month, Some(year))
            }
            _ => return None,
        };
        // a weekday that fits the day that is near says that it is meant
        let near = civil_day(self.today.0.year(), month.into(), day)
            .filter(|near| year.is_none() && said == Some(near.0.weekday()));
        let date = near.or_else(|| civil_day(year.unwrap_or(self.year()), month.into(), day))?;
        Some(said.map_or(Ok(date), |said| fits_weekday(date, said)))
    }

    fn present(&self) -> Result<&'c Term, String> {
        let present = self.calendar.present(self.today);
        let meant = present.and_then(|term| self.calendar.later(term.name(), usize::from(self.later)));
        meant.ok_or_else(|| self.no_term(if self.later { "the next term" } else { "a term for this day" }))
    }

    fn next_term(&self) -> Result<&'c Term, String> {
        let present = Meant { later: false, ..*self }.present()?;
        let next = match self.calendar.place(self.today) {
            Place::Week(_) => self.calendar.later(present.name(), 1),
            _ => Some(present),
        };
        next.ok_or_else(|| self.no_term("the next term"))
    }

    fn term(&self, year: Option<i16>, number: i64) -> Result<&'c Term, String> {
        let year = year.unwrap_or(self.year());
        let name = u8::try_from(number).ok().and_then(|number| TermName::new(year, number));
        let term = name.and_then(|name| self.calendar.term(name));
        term.ok_or_else(|| self.no_term(&format!("term `{year}-T{number}`")))
    }

    fn no_term(&self, what: &str) -> String {
        let add = "`pikorua edit cluster` adds terms under `[terms]`";
        let names: Vec<String> = self.calendar.terms().iter().map(|t| t.name().to_string()).collect();
        match names.is_empty() {
            true => format!("no school terms stand in `pikorua.toml`, so {what} is not known; {add}"),
            false => {
                format!("{what} does not stand in `pikorua.toml`, which has {}; {add}", names.join(", "))
            }
        }
    }
}

fn in_week(term: &Term, number: i64, weekday: Option<Weekday>) -> Result<Date, String> {
    let week = u8::try_from(number).ok().and_then(|number| term.week(number));
    let week = week
        .ok_or_else(|| format!("`{}` has weeks 1 to {}, and no week {number}", term.name(), term.weeks()))?;
    Ok(week.day(weekday.unwrap_or(Weekday::Monday)))
}

fn of_week(monday: Date, day: Weekday) -> Date {
    Date(monday.0.saturating_add(i64::from(day.to_monday_zero_offset()).days()))
}

fn span(n: i64, unit: Unit) -> Option<Span> {
    match unit {
        Unit::Day => Span::new().try_days(n).ok(),
        Unit::Week => Span::new().try_weeks(n).ok(),
        Unit::Fortnight => Span::new().try_weeks(n.checked_mul(2)?).ok(),
        Unit::Month => Span::new().try_months(n).ok(),
        Unit::Year => Span::new().try_years(n).ok(),
        Unit::Term => None,
    }
}

// the only part of a kind; two of a kind are none
fn one<T>(parts: &[Part], of: impl Fn(&Part) -> Option<T>) -> Option<T> {
    let mut found = parts.iter().filter_map(of);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests;
