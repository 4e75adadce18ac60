//! What only a community or a project holds stands in such a record.

use crate::check::{Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::tree;

pub(super) const RULE: Rule = Rule {
    id: "part-of-another-kind",
    level: Level::Warning,
    practice: None,
    reason: "the record of a community is read by many and a case by few, and guides and papers look for each where it belongs",
    source: "Privacy Act 2020, information privacy principles 10 and 11: limits on use and disclosure",
    find,
};

/// A part of a record, what the kind is about that has it, and what it is called.
const PARTS: [(&str, &str, &str); 2] = [
    ("community", "community", "a learning support community"),
    ("project", "improvement", "an improvement project"),
];

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let record = tree::of(subject.case);
    let is_elsewhere = |(part, about, _): &&(&str, &str, &str)| {
        !subject.is_about(about) && !tree::is_nothing(&tree::without_gaps(&record[part]))
    };
    let told = |(part, about, name): &(&str, &str, &str)| {
        let message = format!("`{part}` is what {name} holds, and this is no such record");
        let kind = subject.known.vocabulary.kind_about(about).map(|kind| kind.id.as_str());
        let remedy = format!(
            "Move it into a record of its own: `pikorua new --kind {}`; or write that as `kind`, where this is one.",
            kind.unwrap_or(about)
        );
        subject.problem(RULE.id, &Path::parse(part), message, &remedy)
    };
    PARTS.iter().filter(is_elsewhere).map(told).collect()
}
