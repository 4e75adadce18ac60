//! Who is in the work on a day, and who leads it. An end that is set for later has not come yet.

use super::case::{Allocation, Case};
use super::id::PersonId;
use super::value::Date;
use super::vocabulary::Vocabulary;

/// Whether something that ends on a day, if on any, is over today: the last day still counts.
pub fn is_over(until: Option<Date>, today: Date) -> bool {
    until.is_some_and(|until| until < today)
}

/// The RTLB who are in the work today, with the numbers of their rows.
pub fn present(case: &Case, today: Date) -> impl Iterator<Item = (usize, &Allocation)> {
    let rows = case.allocation.iter().enumerate();
    rows.filter(move |(_, row)| row.practitioner.is_some() && !is_over(row.until, today))
}

/// Whether a row of the allocation holds the threads; one that says nothing has the usual part.
pub fn leads(row: &Allocation, words: &Vocabulary) -> bool {
    let part = match &row.part {
        Some(part) => words.word("parts", part.as_str()),
        None => words.default_of("parts"),
    };
    part.is_some_and(|part| part.leads)
}

/// Who leads the work today; nobody where everybody in it only shares it.
pub fn leaders<'c>(case: &'c Case, words: &Vocabulary, today: Date) -> Vec<&'c PersonId> {
    let rows = present(case, today).filter(|(_, row)| leads(row, words));
    rows.filter_map(|(_, row)| row.practitioner.as_ref()).collect()
}

/// The days of the steps by which a case came into work.
pub fn into_work<'c>(case: &'c Case, words: &'c Vocabulary) -> impl Iterator<Item = Date> + 'c {
    let is_work = |status: &str| words.word("statuses", status).is_some_and(|word| word.in_work);
    let steps =
        case.course.iter().filter(move |step| step.status.as_ref().is_some_and(|to| is_work(to.as_str())));
    steps.filter_map(|step| step.date)
}

/// The day on which somebody took a case on: that of the first step by which it was in work, else the first on which anybody
/// had it, else that of the decision where it is in work now.
pub fn taken_on(case: &Case, words: &Vocabulary) -> Option<Date> {
    let is_work = words.word("statuses", case.status.as_str()).is_some_and(|word| word.in_work);
    let decided = case.request.decided.filter(|_| is_work);
    counted_to(into_work(case, words), case.allocation.iter().filter_map(|row| row.since), decided)
}

/// The day on which waiting ended: that of the first step by which it was in work, else the first on which anybody had it,
/// else that of the decision.
pub fn counted_to(
    into_work: impl Iterator<Item = Date>,
    since: impl Iterator<Item = Date>,
    decided: Option<Date>,
) -> Option<Date> {
    into_work.min().or_else(|| since.min()).or(decided)
}

/// The day on which a request came in as it is now: that of the step by which it stands where it stands, or else the day
/// that it says itself.
pub fn handed_in(case: &Case) -> Option<Date> {
    let step = case.course.last().filter(|step| step.status.as_ref() == Some(&case.status));
    step.and_then(|step| step.date).or(case.request.submitted)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::record::case_text::CaseText;

    fn leading(rows: &str) -> String {
        let text = format!("schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: active\nallocation:\n{rows}");
        let case = CaseText::read("case.yaml", &text).unwrap();
        let words = Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap();
        let ids = leaders(case.case(), &words, "2026-08-14".parse().unwrap());
        ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_lead_is_whose_part_leads_until_the_last_day() {
        for (rows, lead) in [
            (
                "  - {practitioner: p-4kd7, part: co-worker}\n  - {practitioner: p-7w2n, part: lead}\n",
                "p-7w2n",
            ),
            ("  - {practitioner: p-4kd7, part: lead, until: 2026-12-18}\n", "p-4kd7"),
            ("  - {practitioner: p-4kd7, part: lead, until: 2026-08-14}\n", "p-4kd7"),
            ("  - {practitioner: p-4kd7, part: lead, until: 2026-08-13}\n", ""),
            ("  - {practitioner: p-4kd7}\n", "p-4kd7"),
            ("  - {practitioner: p-4kd7, part: co-worker}\n", ""),
            ("  - {part: lead}\n", ""),
        ] {
            assert_eq!(leading(rows), lead, "{rows}");
        }
    }
}
