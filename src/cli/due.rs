//! `due`: what is due, by week of term.

mod calendar;
mod page;
mod row;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use jiff::ToSpan;

use super::Global;
use crate::change::{Desk, Indexed};
use crate::check;
use crate::error::{Error, Result};
use crate::guide::day;
use crate::guide::known::{Choice, choose};
use crate::query::due::{Due as Item, due, over};
use crate::query::facts::Facts;
use crate::record::id::PersonId;
use crate::record::problem::Level;
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
    /// Only what this person sees to: an id, a login, a name from the cluster or from a team, or `me`
    #[arg(value_name = "PERSON")]
    who: Option<String>,
    /// Only what this person sees to, named in the same ways: for scripts
    #[arg(long, value_name = "PERSON", conflicts_with = "who")]
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
    // everybody who is in a team
    teams: BTreeSet<String>,
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
        let places = desk.known().places();
        let setting =
            self.setting.as_ref().map(|name| choose(&places, name).map_err(Error::request)).transpose()?;
        let elements = desk.elements();
        let around = desk.around_due(&elements);
        let mut found = Found::default();
        // what was over long ago concerns only a calendar that took it in
        let concerns = |case: &Indexed<Facts>| {
            self.ics.is_some() || case.known.as_ref().is_none_or(|facts| facts.can_be_due)
        };
        for case in desk.facts()? {
            found.teams.extend(case.known.iter().flat_map(|facts| &facts.team).map(ToString::to_string));
            if !concerns(&case) {
                continue;
            }
            let file = case.file;
            let loaded = desk.look(&file.id).ok();
            let wrong =
                loaded.as_ref().map(|l| check::of_reading(&l.problems, &desk.vocabulary)).unwrap_or_default();
            let broken = wrong.iter().any(|finding| finding.rule.level == Level::Error);
            let Some(case) = loaded.and_then(|l| l.value) else {
                found.unreadable.push(file.id.to_string());
                continue;
            };
            if broken {
                found.partly.push(file.id.to_string());
            }
            let here = case.setting.iter().chain(&case.settings);
            if setting.as_ref().is_some_and(|s| !here.into_iter().any(|id| id.as_str() == s.id)) {
                continue;
            }
            let items = due(&case, around).into_iter();
            found.rows.extend(items.map(|item| row(desk, &case, item)));
            if self.ics.is_some() {
                found.over.extend(over(&case, around, CALLED_OFF_DAYS));
            }
        }
        let whose = self.whose(desk, &found.teams)?;
        found.rows.retain(|row| is_for(desk, row, &whose));
        found.over.retain(|item| {
            matches!(&whose, Whose::Anybody) || matches!(&whose, Whose::Person(p) if item.who.contains(p))
        });
        let order = |row: &Row| (row.item.date, row.item.case.clone(), row.item.kind, row.people.clone());
        found.rows.sort_by_cached_key(order);
        Ok(found)
    }

    // somebody of the cluster, else somebody of a team
    fn whose(&self, desk: &Desk, teams: &BTreeSet<String>) -> Result<Whose> {
        let Some(name) = self.person.as_ref().or(self.who.as_ref()) else { return Ok(Whose::Anybody) };
        let person = person(desk, name);
        if person.is_ok() || name.eq_ignore_ascii_case("me") {
            return person.map(Whose::Person);
        }
        let member =
            |name: &String| Choice { id: name.clone(), label: name.clone(), note: None, aliases: Vec::new() };
        match choose(&teams.iter().map(member).collect::<Vec<_>>(), name) {
            Ok(member) => Ok(Whose::Named(member.id)),
            Err(why) if teams.iter().any(|team| fold(team).contains(&fold(name))) => Err(Error::request(why)),
            // nobody at all: then those of the cluster are named
            Err(_) => person.map(Whose::Person),
        }
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
