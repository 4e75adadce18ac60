//! Whānau hear what was said about their child.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::{Hui, Member};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "hui-without-word-for-whanau",
    level: Level::Look,
    practice: Some(Practice {
        theme: "voice",
        question: "What will the whānau be told of the hui that were held without them?",
    }),
    reason: "whānau are full members of the team, and hear what a meeting without them came to",
    source: "Oranga Tamariki: practice standard on collaboration",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() || subject.is_about("setting") {
        return Vec::new();
    }
    let hui = subject.case.hui.iter().enumerate();
    let held = hui.filter(|(_, hui)| hui.date.is_some_and(|day| subject.days_since(day) >= 0));
    let open = held.filter(|(_, hui)| hui.whanau_told.is_none() && !were_there(subject, hui));
    open.map(|(n, _)| {
        let remedy = "Agree who tells them what, and note it with the hui: walk `hui`.";
        subject.row_problem(RULE.id, ("hui", n), "what will the whānau be told, and by whom?", remedy)
    })
    .collect()
}

fn were_there(subject: &Subject<'_>, hui: &Hui) -> bool {
    let speaks = |member: &Member| subject.word(member.role.as_ref()).and_then(|role| role.speaks_for);
    let mut whanau = subject.case.team.iter().filter(|member| speaks(member).as_deref() == Some("whanau"));
    whanau.any(|member| {
        member.id.as_ref().is_some_and(|id| hui.present.iter().any(|who| who.as_str() == id.as_str()))
    })
}
