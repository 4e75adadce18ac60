//! The id in a file is the name of the file.

use crate::check::{Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "id-not-the-files",
    level: Level::Error,
    practice: None,
    reason: "one id must lead to one record, or two people work on different ones",
    source: "Privacy Act 2020, information privacy principle 13: unique identifiers",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let (id, file) = (subject.case.id.as_str(), subject.file_name);
    if id == file {
        return Vec::new();
    }
    let message = format!("this file is called `{file}`, and its record says it is `{id}`");
    let remedy = format!("Write `id: {file}`, or give the file its old name back.");
    vec![subject.problem(RULE.id, &Path::parse("id"), message, &remedy)]
}
