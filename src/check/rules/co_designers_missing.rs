//! Those whom a project is for make it together with the others, from the outset.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "co-designers-missing",
    level: Level::Look,
    practice: Some(Practice { theme: "voice", question: "Who is missing among those who make a project?" }),
    reason: "what is made with whānau, mokopuna and their communities from the outset fits them; asked afterwards, it seldom does",
    source: "Ministry of Education: Learning Support Update, local improvement projects, paragraphs 39, 41 and 45",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_about("improvement") || !subject.is_standing() {
        return Vec::new();
    }
    let there = |id: &str| {
        subject.case.project.designers.iter().any(|one| one.of.as_ref().is_some_and(|of| of.as_str() == id))
    };
    let asked = subject.known.vocabulary.list("co-designers").into_iter().filter(|word| !there(&word.id));
    let questions = asked.filter_map(|word| word.question);
    let remedy = "Ask them in, and add a row to `project.designers`: walk `improvement`.";
    questions
        .map(|question| subject.problem(RULE.id, &Path::parse("project.designers"), question, remedy))
        .collect()
}
