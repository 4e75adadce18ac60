//! `due`: what is due, by week of term.

mod calendar;
mod page;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use jiff::ToSpan;

use super::Global;
use super::filtered::{self, Filtered};
use crate::change::{Desk, Indexed};
use crate::error::{Error, Result};
use crate::guide::day;
use crate::guide::known::{Choice, choose};
use crate::query::due::{Due as Item, over};
use crate::query::facts::{Facts, Short};
use crate::record::id::{CaseId, PersonId};
use crate::record::text::fold;
use crate::record::value::Date;
use crate::ui::Ui;
use calendar::write_calendar;
use row::{Row, as_json, row};

/// Show what is due, by week of term: reviews, actions, agreements, first contacts, check-ins
#[derive(Args, Debug)]
#[command(
    after_help = "Days are written as at a question: `2026-09-25`, `25/9`, `next Friday`, `T3 week 4`, `end of term`. \
Without a limit it goes to the end of this term, and of the next one where this one is nearly over.\n\n\
The calendar file holds the kind, the id of the case and the day, and nothing else of a case. Take it into Outlook or \
Google Calendar; what you take in later takes the place of what was there."
)]
pub(super) struct Due {
    /// Only what this person sees to: an id, a login, a name from the cluster or from a team, or `me`; or only in the cases
    /// that a filter means, as in `list`: `setting:awa-school`, `user:me kind:group`
    #[arg(value_name = "PERSON|FILTER")]
    words: Vec<String>,
    /// Only what this person sees to, named in the same ways: for scripts, and beside a filter
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// Only cases of this school, kura or service
    #[arg(long)]
    setting: Option<String>,
    /// Only up to this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Only in this term: `T3`, `2026-T3`, `next term`
    #[arg(long, conflicts_with = "until")]
    term: Option<String>,
    /// Everything, however far away
    #[arg(long, conflicts_with_all = ["until", "term"])]
    all: bool,
    /// Print one JSON object for scripts
    #[arg(long, conflicts_with = "ics")]
    json: bool,
    /// Write a calendar file, of everything where no limit is given; `-` prints it
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

/// For so many days after its day a calendar is told that something is over.
const CALLED_OFF_DAYS: i32 = 60;

/// Whose things are looked for.
enum Whose {
    Anybody,
    Person(PersonId),
    /// Somebody of a team, who has another id in every case.
    Named(String),
}

/// What could be looked at, and what could not.
#[derive(Default)]
struct Found {
    rows: Vec<Row>,
    // what was due and is no longer, for a calendar that took it in
    over: Vec<Item>,
    unreadable: Vec<String>,
    partly: Vec<String>,
}

impl Due {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let (from, to) = self.limits(&desk)?;
        let mut found = self.find(&desk)?;
        let all = found.rows.len();
        let is_in = |day: Date| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
        found.over.retain(|item| is_in(item.date));
        found.rows.retain(|row| from.is_none_or(|from| row.item.date >= from));
        let kept = found.rows.len();
        found.rows.retain(|row| to.is_none_or(|to| row.item.date <= to));
        let later = kept - found.rows.len();
        if self.json {
            ui.print_json(&as_json(&desk, &found))?;
        } else if let Some(file) = &self.ics {
            write_calendar(&desk, &found, file, ui)?;
        } else {
            ui.print(&page::page(&desk, &found.rows, ui.full_width()))?;
            self.remarks(&desk, ui, &found, all, later);
        }
        say_unreadable(ui, &found);
        Ok(())
    }

    // the first and the last day that is asked for
    fn limits(&self, desk: &Desk) -> Result<(Option<Date>, Option<Date>)> {
        let (today, calendar) = (desk.today(), &desk.cluster.calendar);
        if let Some(text) = &self.until {
            return Ok((None, Some(day::coming(text, today, calendar).map_err(Error::usage)?)));
        }
        if let Some(text) = &self.term {
            let term = day::term(text, today, calendar).map_err(Error::usage)?;
            return Ok((Some(term.first()), Some(term.last())));
        }
        Ok((None, (!self.all && self.ics.is_none()).then(|| horizon(desk))))
    }

    fn find(&self, desk: &Desk) -> Result<Found> {
        let (who, filter) = self.meant(desk)?;
        let facts = desk.facts()?;
        let teams = facts.iter().filter_map(|case| case.known.as_ref()).flat_map(|facts| facts.team.iter());
        let whose = whose(desk, &teams.map(ToString::to_string).collect(), who)?;
        let coming = desk.coming(&facts)?;
        let meant = self.here(desk, filter.of(facts))?;
        let title = |case: &'_ Indexed<Facts>| case.known.as_ref().and_then(|facts| facts.title.clone());
        let titles: BTreeMap<&CaseId, Option<Short>> =
            meant.iter().map(|case| (&case.file.id, title(case))).collect();
        let mut found = Found::default();
        for Indexed { file, known, .. } in coming {
            let Some(title) = titles.get(&file.id) else { continue };
            let Some(coming) = known else {
                found.unreadable.push(file.id.to_string());
                continue;
            };
            found.partly.extend(coming.partly.then(|| file.id.to_string()));
            found.rows.extend(coming.due.into_iter().map(|told| row(desk, title.as_ref(), told)));
        }
        found.rows.retain(|row| is_for(desk, row, &whose));
        if self.ics.is_some() {
            found.over = over_of(desk, &meant, &whose);
        }
        let order = |row: &Row| (row.item.date, row.item.case.clone(), row.item.kind, row.people.clone());
        found.rows.sort_by_cached_key(order);
        Ok(found)
    }

    // words without a sign of a filter name somebody
    fn meant<'d>(&self, desk: &'d Desk) -> Result<(Option<String>, Filtered<'d>)> {
        let named = !self.words.is_empty() && !self.words.iter().any(|word| filtered::is_filter(word));
        if named && self.person.is_some() {
            return Err(Error::usage("somebody is named twice")
                .hint("Name them once; a filter has a sign in it, as in `setting:awa-school`."));
        }
        let who = if named { Some(self.words.join(" ")) } else { self.person.clone() };
        Ok((who, Filtered::read(desk, if named { &[] } else { &self.words })?))
    }

    // those of one school or service, where one is asked for
    fn here(&self, desk: &Desk, mut cases: Vec<Indexed<Facts>>) -> Result<Vec<Indexed<Facts>>> {
        if let Some(name) = &self.setting {
            let setting = choose(&desk.known().places(), name).map_err(Error::request)?;
            cases.retain(|case| {
                let is_here = |facts: &Facts| {
                    facts
                        .setting
                        .as_deref()
                        .into_iter()
                        .chain(facts.settings.iter())
                        .any(|id| id == setting.id)
                };
                case.known.as_ref().is_none_or(|facts| is_here(facts))
            });
        }
        Ok(cases)
    }

    fn remarks(&self, desk: &Desk, ui: &mut Ui, found: &Found, all: usize, later: usize) {
        if found.rows.is_empty() {
            ui.say(if all == 0 { "Nothing is due." } else { "Nothing is due in that time." });
        }
        match later {
            0 => {}
            1 => ui.say("One thing more is due later; `--all` shows it."),
            n => ui.say(&format!("{n} more are due later; `--all` shows them.")),
        }
        if let Some(meeting) = desk.next_meeting() {
            let full = |date| day::in_full(date, &desk.cluster.calendar);
            let closes = match meeting.due() {
                Some(due) if due < desk.today() => format!("; requests were in by {}", full(due)),
                Some(due) => format!("; requests in by {}", full(due)),
                None => String::new(),
            };
            ui.say(&format!("The next meeting to allocate requests: {}{closes}.", full(meeting.meets())));
        }
        if desk.cluster.calendar.terms().is_empty() {
            ui.say("No school terms stand in `pikorua.toml`; `pikorua edit cluster` adds them.");
        }
    }
}

// somebody of the cluster, else somebody of a team
fn whose(desk: &Desk, teams: &BTreeSet<String>, who: Option<String>) -> Result<Whose> {
    let Some(name) = who else { return Ok(Whose::Anybody) };
    let person = person(desk, &name);
    if person.is_ok() || name.eq_ignore_ascii_case("me") {
        return person.map(Whose::Person);
    }
    let member =
        |name: &String| Choice { id: name.clone(), label: name.clone(), note: None, aliases: Vec::new() };
    match choose(&teams.iter().map(member).collect::<Vec<_>>(), &name) {
        Ok(member) => Ok(Whose::Named(member.id)),
        Err(why) if teams.iter().any(|team| fold(team).contains(&fold(&name))) => Err(Error::request(why)),
        // nobody at all: then those of the cluster are named
        Err(_) => person.map(Whose::Person),
    }
}

// what was due and is no longer; what was over long ago concerns only a calendar that took it in
fn over_of(desk: &Desk, cases: &[Indexed<Facts>], whose: &Whose) -> Vec<Item> {
    let elements = desk.elements();
    let around = desk.around_due(&elements);
    let read = cases.iter().filter_map(|case| desk.look(&case.file.id).ok()?.value);
    let mut items: Vec<Item> = read.flat_map(|case| over(&case, around, CALLED_OFF_DAYS)).collect();
    items.retain(|item| match whose {
        Whose::Anybody => true,
        Whose::Person(person) => item.who.contains(person),
        Whose::Named(_) => false,
    });
    items
}

/// The end of this term; of the next where this one is over in less than four weeks.
fn horizon(desk: &Desk) -> Date {
    let (today, calendar) = (desk.today(), &desk.cluster.calendar);
    let soon = today.0.saturating_add(4.weeks());
    let present = calendar.present(today);
    let next = present.and_then(|term| calendar.later(term.name(), 1));
    match (present, next) {
        (Some(term), Some(next)) if term.last().0 < soon => next.last(),
        (Some(term), _) => term.last(),
        (None, _) => Date(today.0.saturating_add(10.weeks())),
    }
}

fn person(desk: &Desk, name: &str) -> Result<PersonId> {
    if name.eq_ignore_ascii_case("me") {
        return desk.person().map(|person| person.id.clone()).ok_or_else(|| {
            Error::request(format!("nobody in people.yaml is `{}`, who works here now", desk.user))
                .hint("Say who you are with `--user`, or add yourself with `pikorua edit people`.")
        });
    }
    let people = desk.people.iter().map(|p| Choice {
        id: p.id.to_string(),
        label: p.name.to_string(),
        note: None,
        aliases: p.logins.iter().map(ToString::to_string).collect(),
    });
    let found = choose(&people.collect::<Vec<_>>(), name).map_err(Error::request)?;
    found.id.parse().map_err(Error::request)
}

// what somebody outside of the cluster sees to, whoever holds the case follows
fn is_for(desk: &Desk, row: &Row, whose: &Whose) -> bool {
    let (item, person) = match whose {
        Whose::Anybody => return true,
        Whose::Named(name) => return row.people.contains(name),
        Whose::Person(person) => (&row.item, person),
    };
    let of_cluster = |id: &PersonId| desk.people.iter().any(|p| p.id == *id);
    item.who.contains(person) || (item.held_by.contains(person) && !item.who.iter().any(of_cluster))
}

// one file that cannot be read does not keep back the others
fn say_unreadable(ui: &mut Ui, found: &Found) {
    for (cases, what) in [(&found.unreadable, "cannot be read"), (&found.partly, "can be read only in part")]
    {
        if !cases.is_empty() {
            let ids = cases.join(", ");
            ui.warn(&format!(
                "{what}, so something may be missing here: {ids}. `pikorua check` says what is wrong."
            ));
        }
    }
}
