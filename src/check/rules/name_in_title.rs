//! The title, which lists show, names nobody.

use crate::check::{Rule, Subject};
use crate::record::case::Member;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::text::fold;
use crate::record::value::Text;

pub(super) const RULE: Rule = Rule {
    id: "name-in-title",
    level: Level::Warning,
    practice: None,
    reason: "a list is read over shoulders, and a name in it says who has support",
    source: "Privacy Act 2020, information privacy principle 5: kept safe",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let Some(title) = subject.case.title.as_ref().map(|t| fold(t.as_str())) else { return Vec::new() };
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let mokopuna = subject.case.mokopuna.iter().filter_map(|m| m.name.as_ref());
    // in work with a school a mokopuna may stand in the team alone
    let is_mokopuna = |member: &&Member| {
        subject.word(member.role.as_ref()).is_some_and(|role| role.speaks_for.as_deref() == Some("mokopuna"))
    };
    // some of them stand there as “Five of Year 7”
    let is_name = |name: &&Text| {
        name.as_str().split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase()))
    };
    let team = subject.case.team.iter().filter(is_mokopuna).filter_map(|member| member.name.as_ref());
    let team = team.filter(is_name);
    let names = mokopuna
        .chain(team)
        .flat_map(|name| fold(name.as_str()).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    if !names.into_iter().any(|name| name.len() > 2 && words.contains(&name.as_str())) {
        return Vec::new();
    }
    let message = "the title holds a name".into();
    vec![subject.problem(
        RULE.id,
        &Path::parse("title"),
        message,
        "Say what the work is about, without saying for whom.",
    )]
}
