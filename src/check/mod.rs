//! A linter for practice: what is wrong with a record, and what is worth a look. It asks and explains; it is never a gate.
//!
//! A rule is one file in `rules/` and one row of the registry there; problems of reading have their rows in `reading.rs`.

mod reading;
mod rules;
mod subject;

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
    /// Why it is asked, and where in the description of the practice that stands.
    pub reason: &'static str,
    /// What it finds in a case; nothing for what is found while reading.
    pub find: fn(&Subject<'_>) -> Vec<Problem>,
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

/// What reading a file found, as findings.
pub fn of_reading(problems: &[Problem]) -> Vec<Finding> {
    as_findings(problems)
}

fn as_findings(problems: &[Problem]) -> Vec<Finding> {
    let found = problems.iter().filter_map(|p| Some(Finding { rule: rule(p.rule)?, problem: p.clone() }));
    found.collect()
}

/// What the rules find in a file around the cases: words that its lists do not have.
pub fn of_around(shape: &'static Shape, root: &Node, vocabulary: &Vocabulary) -> Vec<Finding> {
    as_findings(&rules::unknown_word::in_file(shape, root, vocabulary))
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
