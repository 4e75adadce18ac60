//! Several people in the work know what each of them does.

use crate::check::{Practice, Rule, Subject};
use crate::guide::roles;
use crate::record::id::PersonId;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::standing::present;
use crate::record::tree;

pub(super) const RULE: Rule = Rule {
    id: "role-not-agreed",
    level: Level::Look,
    practice: Some(Practice { theme: "people", question: "Which part of the work did each of us agree to?" }),
    reason: "working together stands on roles that were talked through and agreed",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let case = subject.case;
    // a plan that several people carry, and nothing says yet who does what
    if case.working.roles.is_empty()
        && case.team.len() > 2
        && !case.plan.agreed.is_empty()
        && present(case, subject.known.today).count() < 2
    {
        let question = "who of the team does what, and who has said yes to it?".to_owned();
        let remedy =
            "Talk it through with everybody in it, those first who are there every day: walk `roles`.";
        return vec![subject.problem(RULE.id, &Path::parse("team"), question, remedy)];
    }
    let record = tree::of(case);
    let people = subject.known.everybody(&record);
    let open = roles::without_part(&record, &subject.known, true).into_iter();
    let unwritten = roles::without_part(&record, &subject.known, false);
    // of a service that works along it is asked there what it does
    let today = subject.known.today;
    let silent = case.co_work.iter().filter(|row| {
        (row.theirs.is_none() || row.ours.is_none()) && row.until.is_none_or(|until| until >= today)
    });
    let asked: Vec<&PersonId> = silent.flat_map(|row| &row.people).map(|id| subject.person(id)).collect();
    let open = open.filter(|person| asked.iter().all(|id| id.as_str() != person.id));
    open.map(|person| {
        let name = people.iter().find(|known| known.id == person.id).map(|known| known.label.as_str());
        let name = name.unwrap_or("this person");
        let question = match unwritten.contains(&person) {
            true => format!("what does {name} do in the work, and what not?"),
            false => format!("has {name} said yes to the part that is written down for them?"),
        };
        let remedy = "Talk it through with everybody in it, and note who has said yes: walk `roles`.";
        subject.row_problem(RULE.id, (person.list, person.index), question, remedy)
    })
    .collect()
}
