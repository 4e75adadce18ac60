//! Who asked is told why their request waits or ends.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::{CourseStep, Visit};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "status-without-reason",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which schools and whānau have not been given a reason for waiting?",
    }),
    reason: "a request that is turned down, sent back or put on hold, and work that pauses, bear a reason",
    source: "Ministry of Education: standards and procedures for RTLB",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    let Some(status) = subject.word(Some(&case.status)).filter(|status| status.needs_reason) else {
        return Vec::new();
    };
    // the last step of that name counts: an earlier hold had another reason
    let mut steps = case.course.iter().rev();
    let step = steps.find(|step| step.status.as_ref().is_some_and(|s| s.as_str() == status.id));
    if step.is_some_and(|step| step.reason.is_some() || is_not_needed(subject, step)) {
        return Vec::new();
    }
    let message = format!("why is it {}, and who was told?", status.label);
    let remedy = "Note the reason, and when to look again: walk `standing`.";
    vec![subject.problem(RULE.id, &Path::parse("status"), message, remedy)]
}

// nobody in a whānau has to give their reason, and whoever noted the step said so
fn is_not_needed(subject: &Subject<'_>, step: &CourseStep) -> bool {
    let is_of_step = |visit: &&Visit| step.id.as_ref().is_some_and(|id| visit.rows.contains(id));
    let mut said = subject.case.visits.iter().filter(is_of_step).flat_map(|visit| visit.not_needed.0.keys());
    said.any(|key| {
        let mut prompts = subject.guides.iter().flat_map(|guide| &guide.prompts);
        prompts.any(|prompt| prompt.id == *key && prompt.to.as_deref() == Some("course.@.reason"))
    })
}
