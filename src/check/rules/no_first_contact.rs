//! Who asked for support hears from somebody soon.

use crate::check::{Practice, Rule, Subject};
use crate::query::held;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "no-first-contact",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Who has not heard from us yet since their case was taken on?",
    }),
    reason: "people who asked have waited already, and the first contact is a date to keep",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let elements: Vec<String> =
        subject.guides.iter().filter(|guide| guide.element.is_some()).map(|guide| guide.id.clone()).collect();
    let (words, today) = (subject.known.vocabulary, subject.known.today);
    let since = held::first_contact(subject.case, words, &elements, today);
    let late = since.filter(|since| subject.days_since(*since) > subject.known.first_contact);
    let row =
        subject.allocated().find(|(_, row)| late.is_some() && row.since.is_none_or(|day| Some(day) == late));
    let Some((n, _)) = row.filter(|_| subject.is_under_way()) else { return Vec::new() };
    let question = "when did or will somebody first meet or ring the people who asked?";
    let remedy = "Ring them, and note the day: walk `allocation`.";
    vec![subject.row_problem(RULE.id, ("allocation", n), question, remedy)]
}
