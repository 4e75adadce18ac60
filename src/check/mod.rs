//! A linter for practice: what is wrong with a record, and what is worth a look. It asks and explains; it is never a gate.
//!
//! A rule is one file in `rules/` and one row of the registry there; problems of reading have their rows in `reading.rs`.

mod other;
pub mod patterns;
mod reading;
mod rules;
mod standing;
mod subject;

pub use other::{Alike, Other};
pub use subject::Subject;

use crate::record::node::Node;
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::vocabulary::Vocabulary;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id, as findings show it.
    pub id: &'static str,
    /// How much its findings weigh.
    pub level: Level,
    /// For a question of practice: what it asks of many cases.
    pub practice: Option<Practice>,
    /// Why it is asked.
    pub reason: &'static str,
    /// What was published about it: a page of the framework, a standard, a law.
    pub source: &'static str,
    /// What it finds in a case; nothing for what is found while reading.
    pub find: fn(&Subject<'_>) -> Vec<Problem>,
}

/// What a question of practice asks where several cases are looked at together.
#[derive(Clone, Copy, Debug)]
pub struct Practice {
    /// What it is about: a word of the list `check-themes`.
    pub theme: &'static str,
    /// The question, about no case in particular.
    pub question: &'static str,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What was found, where, and what to do.
    pub problem: Problem,
}

/// All rules: reading first, then contradictions, then questions of practice.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    reading::RULES.iter().chain(rules::RULES)
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// What reading a file found, as findings. A key that has no place in a record on purpose is told so.
pub fn of_reading(problems: &[Problem], vocabulary: &Vocabulary) -> Vec<Finding> {
    let problems: Vec<Problem> =
        problems.iter().map(|problem| reading::no_place(problem, vocabulary)).collect();
    as_findings(&problems)
}

fn as_findings(problems: &[Problem]) -> Vec<Finding> {
    let found = problems.iter().filter_map(|p| Some(Finding { rule: rule(p.rule)?, problem: p.clone() }));
    found.collect()
}

/// What the rules find in a file around the cases: words that its lists do not have, ids that two people share, and open
/// questions.
pub fn of_around(shape: &'static Shape, root: &Node, vocabulary: &Vocabulary) -> Vec<Finding> {
    let words = rules::unknown_word::in_file(shape, root, vocabulary);
    let people = rules::same_person_id::in_file(root);
    let open = rules::open_question::in_file(root);
    as_findings(&words.into_iter().chain(people).chain(open).collect::<Vec<_>>())
}

/// What the rules find in a case, in the order of the file.
pub fn of_case(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules::RULES
        .iter()
        .flat_map(|rule| (rule.find)(subject).into_iter().map(move |problem| Finding { rule, problem }))
        .collect();
    sort(&mut findings);
    findings
}

/// Puts findings in the order of the file.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|f| (f.problem.span.start, f.rule.id));
}
