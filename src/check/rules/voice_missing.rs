//! A plan holds the voice of those it is for.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::vocabulary::Word;

pub(super) const RULE: Rule = Rule {
    id: "voice-missing",
    level: Level::Look,
    practice: Some(Practice { theme: "voice", question: "Whose voice is missing from the plan?" }),
    reason: "what mokopuna and whānau want and say shapes the plan",
    source: "He Pikorua, hepikorua.education.govt.nz: our principles",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.goals_in_work().is_empty() {
        return Vec::new();
    }
    let anybody = subject.case.voice.iter().any(|voice| voice.words.is_some());
    let questions = match subject.is_about("setting") {
        true if anybody => Vec::new(),
        true => vec!["whose words does this plan stand on?".to_owned()],
        false => missing(subject),
    };
    let remedy = "Listen, and note it as it was said or shown: walk `kohikohi`.";
    let problem = |question| subject.problem(RULE.id, &Path::parse("plan"), question, remedy);
    questions.into_iter().map(problem).collect()
}

// whose voice the kind of work asks for; that of the whānau has a question of its own
fn missing(subject: &Subject<'_>) -> Vec<String> {
    let voices = subject.kind().map(|kind| kind.voices).unwrap_or_default();
    let words = voices.iter().filter_map(|voice| subject.known.vocabulary.word("speakers", voice));
    let unheard = words.filter(|voice| match voice.speaks_for.as_deref() {
        Some("whanau") | None => false,
        Some(whose) => !subject.is_heard(whose),
    });
    let question = |voice: Word| match voice.speaks_for.as_deref() {
        Some("mokopuna") => "what do the mokopuna say about it, in words, pictures or signs?".into(),
        _ => format!("what do the {} say about it, in their own words?", voice.label),
    };
    unheard.map(question).collect()
}
