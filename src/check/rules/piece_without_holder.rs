//! What was gained stays where somebody holds it.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "piece-without-holder",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "What keeps the gains going after the end, and who holds each piece?",
    }),
    reason: "what people gained lasts where those who stay hold it, each a piece that they know of",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Mana motuhake",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_ended_lately() || subject.is_left_early() || subject.is_explained("closing.keeping") {
        return Vec::new();
    }
    let remedy = "Ask those who stay who takes it on, and note it: walk `closing`.";
    let keeping = &subject.case.closing.keeping;
    if keeping.is_empty() {
        let question = "what keeps the gains going, and who holds each piece?".into();
        return vec![subject.problem(RULE.id, &Path::parse("closing"), question, remedy)];
    }
    let open = keeping.iter().enumerate().filter(|(_, piece)| piece.who.is_none());
    open.map(|(n, _)| subject.row_problem(RULE.id, ("closing.keeping", n), "who holds this piece?", remedy))
        .collect()
}
