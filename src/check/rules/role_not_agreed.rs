//! Several people in the work know what each of them does.

use crate::check::{Practice, Rule, Subject};
use crate::record::id::PersonId;
use crate::record::problem::{Level, Problem};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "role-not-agreed",
    level: Level::Look,
    practice: Some(Practice { theme: "people", question: "Which part of the work did each of us agree to?" }),
    reason: "working together stands on roles that were talked through and agreed",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let people = people(subject);
    let different: BTreeSet<&PersonId> = people.iter().map(|(person, ..)| *person).collect();
    if different.len() < 2 || !subject.is_in_work() {
        return Vec::new();
    }
    let agreed: BTreeSet<&PersonId> = agreed(subject).collect();
    let mut asked = BTreeSet::new();
    let open = people.iter().filter(|(person, ..)| !agreed.contains(person) && asked.insert(*person));
    open.map(|(_, list, n)| {
        let question = "what does this person do in the work, and what not?";
        let remedy = "Talk it through with everybody in it: walk `roles`.";
        subject.row_problem(RULE.id, (list, *n), question, remedy)
    })
    .collect()
}

/// Everybody who works on it: the RTLB, colleagues in the team, people of other services, each with their row.
fn people<'s>(subject: &'s Subject<'_>) -> Vec<(&'s PersonId, &'static str, usize)> {
    let case = subject.case;
    let today = subject.known.today;
    let rtlb = subject.allocated().filter_map(|(n, row)| Some((row.practitioner.as_ref()?, "allocation", n)));
    // who has left the work is not asked, also where the team still lists them
    let gone = |id: &PersonId| {
        let mut rows = case.allocation.iter().filter(|row| row.practitioner.as_ref() == Some(id)).peekable();
        rows.peek().is_some() && rows.all(|row| row.until.is_some_and(|until| until < today))
    };
    let colleagues =
        case.team.iter().enumerate().filter_map(|(n, row)| Some((row.person.as_ref()?, "team", n)));
    let shared =
        case.co_work.iter().enumerate().filter(|(_, row)| row.until.is_none_or(|until| until >= today));
    let others =
        shared.flat_map(|(n, row)| row.people.iter().map(move |id| (subject.person(id), "co_work", n)));
    rtlb.chain(colleagues.filter(|(id, ..)| !gone(id))).chain(others).collect()
}

/// Those whose part is written down, as an agreed role or where they joined the work.
fn agreed<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = &'s PersonId> {
    let case = subject.case;
    let roles =
        case.working.roles.iter().filter(|role| role.does.is_some()).filter_map(|role| role.who.as_ref());
    let rows = case.allocation.iter().filter(|row| row.responsibilities.is_some());
    let shared = case.co_work.iter().filter(|row| row.theirs.is_some()).flat_map(|row| &row.people);
    roles
        .map(|id| subject.person(id))
        .chain(rows.filter_map(|row| row.practitioner.as_ref()))
        .chain(shared.map(|id| subject.person(id)))
}
