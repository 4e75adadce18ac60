//! Reading a filter.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::ToSpan;

use super::field::{FIELDS, Field, Meaning, named};
use super::token::{Kind, Token, tokens};
use super::{Around, Filter, Guides, NoFilter, Span};
use crate::guide::day;
use crate::record::term::Calendar;
use crate::record::text::{closest, fold};
use crate::record::value::Date;
use crate::record::vocabulary::Word;

/// What stands in any field where nothing is recorded.
const MISSING: &str = "missing";

/// Parentheses within parentheses, at most.
const DEEPEST: usize = 40;

/// Reads a filter; an empty one means everything.
pub(super) fn parse(text: &str, around: &Around<'_>, guides: Guides<'_>) -> Result<Filter, NoFilter> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.len(), depth: 0, around, guides };
    let filter = parser.any()?;
    match parser.next() {
        None => Ok(filter),
        Some(token) => Err(no_filter("a bracket is closed that was never opened", token.at, "Take it out.")),
    }
}

struct Parser<'p> {
    tokens: Vec<Token>,
    at: usize,
    end: usize,
    depth: usize,
    around: &'p Around<'p>,
    guides: Guides<'p>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    fn takes(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token { kind: Kind::Word(said), .. }) if fold(said) == word);
        // a field may be called so, or a word that is looked for
        let is = is && !matches!(self.tokens.get(self.at + 1), Some(Token { kind: Kind::Sign(_), .. }));
        self.at += usize::from(is);
        is
    }

    fn any(&mut self) -> Result<Filter, NoFilter> {
        let mut any = vec![self.all()?];
        while self.takes("or") {
            any.push(self.all()?);
        }
        Ok(if any.len() == 1 { any.remove(0) } else { Filter::Any(any) })
    }

    fn all(&mut self) -> Result<Filter, NoFilter> {
        let mut all = Vec::new();
        while let Some(token) = self.peek() {
            let is_or = matches!(&token.kind, Kind::Word(word) if fold(word) == "or");
            if token.kind == Kind::Close || is_or && !all.is_empty() {
                break;
            }
            if !all.is_empty() && self.takes("and") {
                continue;
            }
            all.push(self.one()?);
        }
        if all.is_empty() && (self.depth > 0 || self.at > 0) {
            return Err(no_filter(
                "something is missing here",
                self.here(),
                "Say what to look for, or take the word before it out.",
            ));
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::All(all) })
    }

    fn here(&self) -> Range<usize> {
        self.peek().map_or(self.end..self.end, |token| token.at.clone())
    }

    fn one(&mut self) -> Result<Filter, NoFilter> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(no_filter("this is nested too deeply", self.here(), "Say it in a simpler way."));
        }
        let one = self.one_inside();
        self.depth -= 1;
        one
    }

    fn one_inside(&mut self) -> Result<Filter, NoFilter> {
        if self.takes("not") {
            return Ok(Filter::Not(Box::new(self.one()?)));
        }
        let here = self.here();
        let Some(token) = self.next() else {
            return Err(no_filter("something is missing here", here, "Say what to look for."));
        };
        match token.kind {
            Kind::Open => {
                let filter = self.any()?;
                match self.next() {
                    Some(Token { kind: Kind::Close, .. }) => Ok(filter),
                    _ => Err(no_filter("a bracket has no end", token.at, "Close it with `)`.")),
                }
            }
            Kind::Word(word) => match self.peek().cloned() {
                Some(Token { kind: Kind::Sign(sign), at }) if at.start == token.at.end => {
                    self.at += 1;
                    self.field(&word, token.at, sign, at)
                }
                _ => Ok(Filter::Found(fold(&word))),
            },
            Kind::Quoted(words) => Ok(Filter::Found(fold(&words))),
            Kind::Sign(sign) => {
                let message = format!("`{sign}` stands after nothing");
                Err(no_filter(
                    &message,
                    token.at,
                    "Write it as in `status:active`, without a blank before it.",
                ))
            }
            Kind::Close => Err(no_filter("something is missing here", token.at, "Say what to look for.")),
        }
    }

    fn field(
        &mut self,
        name: &str,
        at: Range<usize>,
        sign: &'static str,
        sign_at: Range<usize>,
    ) -> Result<Filter, NoFilter> {
        let Some(field) = named(&fold(name)) else {
            let names = FIELDS.iter().flat_map(|field| field.names).copied();
            let remedy = match closest(&fold(name), names) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => {
                    format!("There are {}.", FIELDS.map(|field| format!("`{}`", field.names[0])).join(", "))
                }
            };
            return Err(no_filter(&format!("a case has nothing called `{name}` to look in"), at, &remedy));
        };
        let value = match self.next() {
            Some(Token { kind: Kind::Word(text) | Kind::Quoted(text), at }) => (text, at),
            _ => {
                let message = format!("`{name}{sign}` says nothing");
                return Err(no_filter(
                    &message,
                    at.start..sign_at.end,
                    "Write what to look for right behind it.",
                ));
            }
        };
        if fold(&value.0) == MISSING {
            return Ok(Filter::Missing(field.names[0]));
        }
        if field.meaning != Meaning::Day && !matches!(sign, ":" | "=") {
            let message = format!("`{}` has no order, so that nothing is before or after", field.names[0]);
            return Err(no_filter(&message, sign_at, "Write `:` instead."));
        }
        self.value(field, sign, value)
    }

    fn value(
        &self,
        field: &'static Field,
        sign: &str,
        (text, at): (String, Range<usize>),
    ) -> Result<Filter, NoFilter> {
        let name = field.names[0];
        let holds = |ids: BTreeSet<String>| Filter::Holds(name, ids);
        let around = self.around;
        let found = match field.meaning {
            Meaning::Words => return Ok(Filter::Says(fold(&text))),
            Meaning::Id => return Ok(Filter::Begins(fold(&text))),
            Meaning::Day => return self.days(name, sign, &text, at),
            Meaning::Word(list) => {
                let word = around.words.find(list, &text).map(|word| word.id);
                let named =
                    |w: Word| if fold(&w.label) == w.id { w.id } else { format!("{} ({})", w.id, w.label) };
                word.ok_or_else(|| around.words.offered(list).into_iter().map(named).collect::<Vec<_>>())
            }
            Meaning::Setting => {
                one_of(&text, around.settings.iter().map(|s| (s.id.to_string(), s.name.to_string())))
            }
            Meaning::Guide => one_of(&text, (self.guides)().into_iter()),
            Meaning::Person if matches!(fold(&text).as_str(), "me" | "mine") => Ok(around.me.to_string()),
            Meaning::Person => self.person(&text),
        };
        match found {
            Ok(id) => Ok(holds(BTreeSet::from([id]))),
            Err(known) => {
                // of a word with its label either may have been meant
                let parts = known.iter().flat_map(|known| known.split(['(', ')'])).map(str::trim);
                let remedy = match closest(&fold(&text), parts.filter(|part| !part.is_empty())) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None if known.is_empty() => "There is nothing of that kind here.".into(),
                    None => format!("There are {}.", known.join(", ")),
                };
                Err(no_filter(&format!("`{text}` is nothing that `{name}` can be"), at, &remedy))
            }
        }
    }

    fn person(&self, text: &str) -> Result<String, Vec<String>> {
        let people = self.around.people;
        let by_login =
            people.iter().find(|p| p.logins.iter().any(|login| fold(login.as_str()) == fold(text)));
        match by_login {
            Some(person) => Ok(person.id.to_string()),
            None => one_of(text, people.iter().map(|p| (p.id.to_string(), p.name.to_string()))),
        }
    }

    fn days(&self, name: &'static str, sign: &str, text: &str, at: Range<usize>) -> Result<Filter, NoFilter> {
        let calendar = self.around.calendar;
        let here = self.span(text, calendar).map_err(|why| {
            no_filter(
                &why,
                at,
                "Write a day, a week, a term or a month: `today`, `2026-08-14`, `2026-T2`, `\"T2 w4\"`, `2026-08`, `2026`.",
            )
        })?;
        // a week that a school has not is the cluster's there too
        let own = |calendar: &Calendar| self.span(text, calendar).ok().filter(|own| *own != here);
        let schools = calendar.schools().filter_map(|(id, calendar)| Some((id.to_owned(), own(calendar)?)));
        let schools = schools.map(|(id, own)| (id, signed(sign, own))).collect();
        Ok(Filter::Within(name, signed(sign, here), schools))
    }

    /// The first and the last day of what a text means.
    fn span(&self, text: &str, calendar: &Calendar) -> Result<(Date, Date), String> {
        let today = self.around.today;
        if let Some(span) = year_or_month(text) {
            return Ok(span);
        }
        match day::term(text, today, calendar) {
            Ok(term) => Ok((term.first(), term.last())),
            Err(term) => match day::day(text, today, calendar) {
                Ok(day) if day::is_week(text) => Ok((day, Date(day.0.saturating_add(6.days())))),
                Ok(day) => Ok((day, day)),
                // what looks like a term is told as one
                Err(_) if fold(text).contains('t') && text.contains(|c: char| c.is_ascii_digit()) => {
                    Err(term)
                }
                Err(why) => Err(why),
            },
        }
    }
}

/// The time before, from, after or in two days.
fn signed(sign: &str, (first, last): (Date, Date)) -> Span {
    let beside = |day: Date, days: i64| {
        jiff::Span::new().try_days(days).and_then(|span| day.0.checked_add(span)).map(Date).ok()
    };
    let (from, to) = match sign {
        "<" => (None, beside(first, -1)),
        "<=" => (None, Some(last)),
        ">" => (beside(last, 1), None),
        ">=" => (Some(first), None),
        _ => (Some(first), Some(last)),
    };
    Span { from, to }
}

fn year_or_month(text: &str) -> Option<(Date, Date)> {
    let is_number =
        |part: &str, letters: usize| part.len() == letters && part.bytes().all(|b| b.is_ascii_digit());
    let day = |text: String| text.parse::<Date>().ok();
    match text.split_once('-') {
        None if is_number(text, 4) => Some((day(format!("{text}-01-01"))?, day(format!("{text}-12-31"))?)),
        Some((year, month)) if is_number(year, 4) && is_number(month, 2) => {
            let first = day(format!("{text}-01"))?;
            Some((first, Date(first.0.last_of_month())))
        }
        _ => None,
    }
}

/// The id of the one that is meant: by its id or name, or by a beginning that only one has; else all there are.
fn one_of(text: &str, all: impl Iterator<Item = (String, String)>) -> Result<String, Vec<String>> {
    let (meant, all) = (fold(text), all.collect::<Vec<_>>());
    let exact = |(id, name): &&(String, String)| fold(id) == meant || fold(name) == meant;
    if let Some((id, _)) = all.iter().find(exact) {
        return Ok(id.clone());
    }
    let begins = |(id, name): &&(String, String)| {
        fold(id).starts_with(&meant)
            || fold(name).split(' ').any(|word| word.starts_with(&meant))
            || fold(name).starts_with(&meant)
    };
    let near: Vec<_> = all.iter().filter(begins).collect();
    match near.as_slice() {
        [(id, _)] if !meant.is_empty() => Ok(id.clone()),
        _ => Err(all.into_iter().map(|(_, name)| name).collect()),
    }
}

pub(super) fn no_filter(message: &str, at: Range<usize>, remedy: &str) -> NoFilter {
    NoFilter { message: message.to_owned(), at, remedy: remedy.to_owned() }
}
