//! What stands in the fields of one case.

use std::collections::BTreeSet;

use super::Around;
use crate::query::facts::{Facts, Short, Words};
use crate::record::id::CaseId;
use crate::record::text::fold;
use crate::record::value::Date;

/// The ids in a field.
pub(super) fn ids<'f>(field: &str, facts: &'f Facts) -> Vec<&'f str> {
    let all = |ids: &'f Words| ids.iter().collect();
    match field {
        "status" => vec![&facts.status],
        "kind" => vec![&facts.kind],
        "layer" => facts.layer.iter().map(Short::as_str).collect(),
        "focus" => all(&facts.focus),
        "need" => all(&facts.needs),
        "setting" => facts.setting.as_deref().into_iter().chain(facts.settings.iter()).collect(),
        "user" => all(&facts.present),
        "lead" => all(&facts.leads),
        "element" => all(&facts.guides),
        "open" => all(&facts.open),
        "voice" => all(&facts.voices),
        _ => Vec::new(),
    }
}

/// The days in a field.
pub(super) fn days(field: &str, facts: &Facts) -> Vec<Date> {
    match field {
        "opened" => facts.opened.into_iter().collect(),
        "closed" => facts.closed.clone(),
        "review" => facts.review.into_iter().collect(),
        "met" => facts.met.clone(),
        _ => Vec::new(),
    }
}

/// Whether nothing stands in a field; of the voices, whether one that the kind of work asks for has said nothing.
pub(super) fn is_missing(field: &str, facts: &Facts, around: &Around<'_>) -> bool {
    if field != "voice" {
        return ids(field, facts).is_empty() && days(field, facts).is_empty();
    }
    let speaks_for = |id: &str| around.words.word("speakers", id).and_then(|word| word.speaks_for);
    let heard: BTreeSet<String> = facts.voices.iter().filter_map(speaks_for).collect();
    let asked = around.words.word("kinds", &facts.kind).map(|kind| kind.voices).unwrap_or_default();
    asked.iter().filter_map(|id| speaks_for(id)).any(|whose| !heard.contains(&whose))
}

/// Whether a case is found by folded words: in its id, status, kind, layer, school, title or people.
pub(super) fn is_found_by(id: &CaseId, facts: &Facts, around: &Around<'_>, meant: &str) -> bool {
    let has = |text: &str| fold(text).contains(meant);
    let words = around.words;
    let labels = || {
        // the older names of the layers are still in people's mouths
        let layer = facts.layer.as_ref().and_then(|layer| words.word("layers", layer));
        let layer = layer.into_iter().flat_map(|word| [word.id, word.label].into_iter().chain(word.aliases));
        let named = [words.label("statuses", &facts.status), words.label("kinds", &facts.kind)];
        named.into_iter().chain(layer).any(|label| has(&label))
    };
    let setting = || {
        let known = |id: &str| around.settings.iter().find(|setting| setting.id.as_str() == id);
        facts
            .setting
            .as_ref()
            .is_some_and(|id| has(known(id).map_or(id.as_str(), |setting| setting.name.as_str())))
    };
    let leads = || {
        let people =
            around.people.iter().filter(|person| facts.leads.iter().any(|id| id == person.id.as_str()));
        people.into_iter().any(|person| has(person.name.as_str()))
    };
    id.as_str().contains(meant)
        || has(&facts.status)
        || facts.title.as_deref().into_iter().chain(facts.open.iter()).chain(facts.names()).any(has)
        || labels()
        || setting()
        || leads()
}
