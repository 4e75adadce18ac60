//! What has been held, met and asked: the one account of it, for what is due and for what `check` asks.

use crate::record::case::Case;
use crate::record::id::{PersonId, RowId};
use crate::record::standing::{into_work, present};
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// Days before the agreed one on which a meeting still counts as the one that was agreed.
const EARLY: i32 = 14;

/// A day, and the row it stands in; without one it stands with the case as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The day.
    pub day: Date,
    /// The row.
    pub row: Option<RowId>,
    /// Who sees to it, where somebody is named.
    pub who: Option<PersonId>,
}

/// The days from one to another; fewer than none where the other comes first.
pub fn days(from: Date, to: Date) -> i32 {
    from.0.until(to.0).map_or(0, |span| span.get_days())
}

/// The day on which the team looks at the plan again, unless it has. The plan's own day was written down later than that
/// of the last review, which sets it; it says when a review was brought forward.
pub fn next_review(case: &Case, words: &Vocabulary, today: Date) -> Option<Planned> {
    let held = case.reviews.iter().filter(|review| review.date.is_some_and(|day| day <= today));
    let last = held.max_by_key(|review| review.date);
    let own = case.plan.review_on.map(|day| Planned { day, row: None, who: None });
    let set = last.and_then(|review| Some(Planned { day: review.next?, row: review.id.clone(), who: None }));
    // what the last review was is not what it set
    let since = last.and_then(|review| review.date);
    let is_left = last
        .and_then(|review| review.id.as_ref())
        .is_some_and(|id| case.visits.iter().any(|visit| visit.closed.is_some() && visit.rows.contains(id)));
    let is_set = |day: Date| set.as_ref().is_none_or(|set| set.day == day);
    let stands = own.filter(|own| match since {
        Some(since) if is_left || (set.is_some() && is_set(own.day)) => own.day > since,
        Some(since) => days(since, own.day) > EARLY,
        None => true,
    });
    let planned = stands.or(set)?;
    let ended = case.endings.iter().filter_map(|ending| ending.date).max();
    let met = looked_back(case, words, today).any(|day| Some(day) > since && days(day, planned.day) <= EARLY);
    (!met && Some(planned.day) > ended).then_some(planned)
}

// meetings of a form that looks at how the plan goes
fn looked_back(case: &Case, words: &Vocabulary, today: Date) -> impl Iterator<Item = Date> {
    let hui = case.hui.iter().filter(|hui| {
        let form = hui.form.as_ref().and_then(|form| words.word("hui-forms", form.as_str()));
        form.is_some_and(|form| form.looks_back)
    });
    hui.filter_map(|hui| hui.date).filter(move |day| *day <= today)
}

/// The day since which somebody has had the case, and on which the first talk is due, unless they have met: words, a
/// meeting, a visit of one of these guides, nobody does without having met.
pub fn first_contact(case: &Case, words: &Vocabulary, elements: &[String], today: Date) -> Option<Date> {
    let taken_on = into_work(case, words).min();
    let since = present(case, today).filter_map(|(_, row)| row.since.or(taken_on)).min()?;
    let is_element = |guide: &str| elements.iter().any(|element| element == guide);
    let visits = case.visits.iter().filter(|v| v.guide.as_ref().is_some_and(|id| is_element(id.as_str())));
    let mut met = (case.request.first_contact.into_iter())
        .chain(case.voice.iter().filter_map(|row| row.date).filter(|day| *day >= since))
        .chain(case.hui.iter().filter_map(|row| row.date).filter(|day| *day >= since))
        .chain(case.evidence.iter().filter_map(|row| row.date).filter(|day| *day >= since))
        .chain(case.progress.iter().filter_map(|row| row.date).filter(|day| *day >= since))
        .chain(visits.filter_map(|visit| visit.opened).filter(|day| *day >= since));
    (!met.any(|day| day <= today)).then_some(since)
}

/// The check-ins that were agreed and not held yet; what was agreed at an earlier end went with it.
pub fn check_ins(case: &Case) -> Vec<Planned> {
    let ended = case.closing.date;
    let before = case.endings.iter().filter_map(|ending| ending.date).max();
    // while it is open again nobody asks how it goes without us
    let is_past = |day: Date| before.is_some() && ended.is_none_or(|ended| day <= ended);
    let rows = case.check_ins.iter().filter(|row| row.date.is_none());
    let mut planned: Vec<Planned> = rows
        .filter_map(|row| Some(Planned { day: row.due?, row: row.id.clone(), who: row.by.clone() }))
        .filter(|planned| !is_past(planned.day))
        .collect();
    // a day that has no row of its own yet
    let held = case.check_ins.iter().any(|row| row.date.is_some_and(|day| Some(day) >= ended));
    let known = |day: &Date| case.check_ins.iter().any(|row| row.due == Some(*day));
    let day = case.closing.check_in_on.filter(|day| !held && !known(day));
    planned.extend(day.map(|day| Planned { day, row: None, who: case.closing.check_in_by.clone() }));
    planned
}

/// The last check-in since the end, by its place among them, and its day, where it was wished then that the work is taken up
/// again and nobody has done it.
pub fn wished_again(case: &Case, words: &Vocabulary) -> Option<(usize, Date)> {
    let ended = words.word("statuses", case.status.as_str()).is_some_and(|status| status.ended);
    let rows = case.check_ins.iter().enumerate().filter(|(_, row)| ended && row.date >= case.closing.date);
    let (n, last) = rows.filter(|(_, row)| row.date.is_some()).max_by_key(|(_, row)| row.date)?;
    let decision = last.decision.as_ref().and_then(|to| words.word("check-in-decisions", to.as_str()));
    last.date.filter(|_| decision.is_some_and(|word| word.reopens)).map(|day| (n, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{case, today, words};

    fn review(yaml: &str) -> Option<String> {
        next_review(&case(yaml), &words(), today()).map(|planned| planned.day.to_string())
    }

    #[test]
    fn a_review_that_was_held_early_is_held() {
        let plan = "plan: {review_on: 2026-08-20}\n";
        assert_eq!(review(plan).as_deref(), Some("2026-08-20"));
        assert_eq!(review(&format!("{plan}reviews:\n  - {{id: b-fwbj, date: 2026-08-12}}\n")), None);
        let next = format!("{plan}reviews:\n  - {{id: b-fwbj, date: 2026-08-12, next: 2026-10-20}}\n");
        assert_eq!(review(&next).as_deref(), Some("2026-10-20"));
        // a hui that is still to come holds nothing, whatever day it is planned for
        let hui = |day: &str| format!("{plan}hui:\n  - {{id: h-fwbj, form: planning, date: {day}}}\n");
        assert_eq!(review(&hui("2026-08-19")).as_deref(), Some("2026-08-20"));
        assert_eq!(review(&hui("2026-08-13")), None);
    }

    #[test]
    fn a_review_that_was_brought_forward_is_due_on_the_plans_own_day() {
        let left = "visits:\n  - {id: v-4kd7, guide: whai-whakaaro, closed: 2026-08-10, rows: [b-fwbj]}\n";
        let last = "reviews:\n  - {id: b-fwbj, date: 2026-08-10, next: 2026-10-20}\n";
        let both = format!("plan: {{review_on: 2026-08-21}}\n{last}{left}");
        assert_eq!(review(&both).as_deref(), Some("2026-08-21"), "the later statement, not the later day");
    }

    #[test]
    fn a_first_contact_can_be_a_visit() {
        let taken = "allocation:\n  - {practitioner: p-4kd7, since: 2026-08-03}\n";
        let due = |yaml: &str| first_contact(&case(yaml), &words(), &["kohikohi".into()], today()).is_some();
        let visit =
            |guide: &str| format!("{taken}visits:\n  - {{id: v-4kd7, guide: {guide}, opened: 2026-08-05}}\n");
        assert!(due(taken) && due(&visit("allocation")) && !due(&visit("kohikohi")));
        let hui = |day: &str| format!("{taken}hui:\n  - {{id: h-4kd7, date: {day}}}\n");
        assert!(!due(&hui("2026-08-06")) && due(&hui("2026-08-20")), "it is still to come");
    }

    #[test]
    fn check_ins_of_an_earlier_end_are_over() {
        let before = "endings:\n  - {id: q-4kd7, date: 2026-02-01, check_in_on: 2026-06-01}\n";
        let rows = "check_ins:\n  - {id: c-4kd7, due: 2026-06-01}\n  - {id: c-7w2n, due: 2026-11-10}\n";
        let days = |yaml: &str| check_ins(&case(yaml)).iter().map(|p| p.day.to_string()).collect::<Vec<_>>();
        assert_eq!(days(&format!("{before}{rows}")), Vec::<String>::new(), "it is open again");
        let again = "closing: {date: 2026-07-01, check_in_on: 2026-11-10}\n";
        assert_eq!(days(&format!("{before}{rows}{again}")), ["2026-11-10"]);
        assert_eq!(days(rows), ["2026-06-01", "2026-11-10"]);
    }
}
