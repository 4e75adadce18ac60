//! Gathers what is counted of a case.

use std::collections::BTreeSet;

use super::{Counted, Planned, Rated, STEPS, Spell, Walked, Wanted};
use crate::record::case::{Case, Outcome};
use crate::record::cluster::{Setting, SettingKind};
use crate::record::standing::{into_work, taken_on};
use crate::record::text::fold;
use crate::record::value::{Date, Term, Text, Vocabulary as List};
use crate::record::vocabulary::Vocabulary;

/// The list of the vocabulary that spans of years stand in.
const YEAR_BANDS: &str = "year-bands";

pub(super) fn gather(case: &Case, words: &Vocabulary, settings: &[Setting]) -> Counted {
    let place = case.setting.as_ref().and_then(|id| settings.iter().find(|setting| setting.id == *id));
    let setting_kind = place.and_then(|place| id(&place.kind));
    let group = |list: &str, id: &str| words.word(list, id).and_then(|word| word.group);
    let ethnicities = case.mokopuna.iter().flat_map(|one| &one.ethnicities);
    let bands = case.mokopuna.iter().filter_map(|one| band(words, one.year.as_ref()?));
    let spoken = case.voice.iter().filter(|voice| voice.words.is_some());
    Counted {
        case: case.id.clone(),
        status: case.status.as_str().to_owned(),
        over: words.word("statuses", case.status.as_str()).is_some_and(|word| word.ended),
        kind: case.kind.as_str().to_owned(),
        layer: id(&case.layer),
        focus: each(case.focus.iter().map(|word| word.as_str().to_owned())),
        needs: each(case.needs.iter().map(|word| word.as_str().to_owned())),
        setting: case.setting.clone(),
        sector: setting_kind.as_deref().and_then(|kind| group(SettingKind::LIST, kind)),
        setting_kind,
        year_bands: each(bands),
        ethnic_groups: each(ethnicities.filter_map(|word| group("ethnicities", word.as_str()))),
        asked: case.request.submitted.or(case.request.complete),
        complete: case.request.complete,
        decided: case.request.decided,
        taken_on: taken_on(case, words),
        first_contact: case.request.first_contact,
        work: spells(case, words),
        planned: !case.plan.goals.is_empty(),
        voices: each(spoken.filter_map(|voice| id(&voice.who))),
        visits: visits(case),
        reviews: reviews(case),
        actions: case.plan.goals.iter().flat_map(|goal| &goal.actions).map(|act| id(&act.change)).collect(),
        services: case
            .services
            .iter()
            .map(|row| Wanted { on: row.asked_on, state: id(&row.state) })
            .collect(),
        outcomes: case.outcomes.iter().map(|row| rated(row, words)).collect(),
    }
}

fn id<V>(word: &Option<Term<V>>) -> Option<String> {
    word.as_ref().map(|word| word.as_str().to_owned())
}

fn each(ids: impl Iterator<Item = String>) -> Vec<String> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The span of years that a year level lies in, by the first number in it.
fn band(words: &Vocabulary, year: &Text) -> Option<String> {
    let year = year.as_str();
    let digits: String =
        year.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let bands = words.list(YEAR_BANDS);
    bands.into_iter().find(|band| band.aliases.contains(&digits)).map(|band| band.id)
}

/// The times in which people worked on it: each end belongs to the first day before it on which somebody took it on.
fn spells(case: &Case, words: &Vocabulary) -> Vec<Spell> {
    let mut ends: Vec<(Date, Option<String>)> =
        case.endings.iter().filter_map(|row| Some((row.date?, id(&row.reason)))).collect();
    let is_over = words.word("statuses", case.status.as_str()).is_some_and(|word| word.ended);
    if let (true, Some(day)) = (is_over, case.closing.date) {
        ends.push((day, id(&case.closing.reason)));
    }
    ends.sort_by_key(|(day, _)| *day);
    let mut begun: Vec<Date> = into_work(case, words).chain(taken_on(case, words)).collect();
    begun.sort();
    let (mut spells, mut after) = (Vec::<Spell>::new(), None);
    for (to, reason) in ends {
        let from = begun.iter().find(|from| after.is_none_or(|after| **from > after) && **from <= to);
        if let Some(from) = from {
            spells.push(Spell { from: *from, to: Some(to), reason });
        }
        after = Some(to);
    }
    // what is in work still; work that ended on a day nobody wrote down is none
    let open = begun.iter().find(|from| after.is_none_or(|after| **from > after)).filter(|_| !is_over);
    spells.extend(open.map(|from| Spell { from: *from, to: None, reason: None }));
    spells
}

fn visits(case: &Case) -> Vec<Walked> {
    let mut met = BTreeSet::new();
    let walked = case.visits.iter().filter_map(|row| {
        let guide = row.guide.as_ref()?.as_str().to_owned();
        let again = !met.insert(guide.clone()) || row.returned_from.is_some();
        Some(Walked { guide, opened: row.opened?, closed: row.closed, again })
    });
    walked.collect()
}

/// The days that were planned, each with the next time the team looked back.
fn reviews(case: &Case) -> Vec<Planned> {
    let mut held: Vec<(Date, Option<Date>)> =
        case.reviews.iter().filter_map(|row| Some((row.date?, row.next))).collect();
    held.sort();
    let next = |at: usize| held.get(at + 1).map(|(day, _)| *day);
    let mut planned: Vec<Planned> = held
        .iter()
        .enumerate()
        .filter_map(|(at, (_, on))| Some(Planned { on: (*on)?, held: next(at) }))
        .collect();
    // the plan's own day is that of the first review, or the one that the last review named
    if let Some(on) = case.plan.review_on
        && planned.iter().all(|other| other.on != on)
    {
        let held = held.iter().map(|(day, _)| *day).find(|day| planned.is_empty() || *day > on);
        planned.push(Planned { on, held });
    }
    planned
}

fn rated(row: &Outcome, words: &Vocabulary) -> Rated {
    let step = |said: &Option<Text>| {
        let said = fold(said.as_ref()?.as_str());
        words.list(STEPS).into_iter().find(|step| fold(&step.id) == said || fold(&step.label) == said)
    };
    let id = |said| step(said).map(|step| step.id);
    Rated { area: self::id(&row.area), start: id(&row.start), end: id(&row.end) }
}
