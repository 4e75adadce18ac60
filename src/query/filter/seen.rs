//! What stands in the fields of one case.

use std::collections::BTreeSet;

use serde_json::Value as Tree;

use super::Around;
use crate::query::held::next_review;
use crate::record::case::Case;
use crate::record::standing::{handed_in, leaders, present};
use crate::record::text::fold;
use crate::record::tree;
use crate::record::value::Date;

/// The ids in a field.
pub(super) fn ids(field: &str, case: &Case, around: &Around<'_>) -> BTreeSet<String> {
    let people = |ids: Vec<&crate::record::id::PersonId>| ids.into_iter().map(ToString::to_string).collect();
    match field {
        "id" => BTreeSet::from([case.id.to_string()]),
        "status" => BTreeSet::from([case.status.as_str().to_owned()]),
        "kind" => BTreeSet::from([case.kind.as_str().to_owned()]),
        "layer" => case.layer.iter().map(|word| word.as_str().to_owned()).collect(),
        "focus" => case.focus.iter().map(|word| word.as_str().to_owned()).collect(),
        "setting" => case.setting.iter().chain(&case.settings).map(ToString::to_string).collect(),
        "user" => {
            people(present(case, around.today).filter_map(|(_, row)| row.practitioner.as_ref()).collect())
        }
        "lead" => people(leaders(case, around.words, around.today)),
        "element" => guides(case, |_| true),
        "open" => guides(case, |closed| closed.is_none()),
        "voice" => {
            let spoken = case.voice.iter().filter(|row| row.words.is_some());
            spoken.filter_map(|row| Some(row.who.as_ref()?.as_str().to_owned())).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn guides(case: &Case, counts: impl Fn(Option<Date>) -> bool) -> BTreeSet<String> {
    let visits = case.visits.iter().filter(|visit| counts(visit.closed));
    visits.filter_map(|visit| Some(visit.guide.as_ref()?.to_string())).collect()
}

/// The days in a field.
pub(super) fn days(field: &str, case: &Case, around: &Around<'_>) -> Vec<Date> {
    match field {
        "opened" => opened(case).into_iter().collect(),
        "closed" => case.closing.date.into_iter().chain(case.endings.iter().filter_map(|e| e.date)).collect(),
        "review" => {
            next_review(case, around.words, around.today).map(|planned| planned.day).into_iter().collect()
        }
        "met" => {
            let hui = case.hui.iter().filter_map(|hui| hui.date);
            hui.chain(case.reviews.iter().filter_map(|review| review.date)).collect()
        }
        _ => Vec::new(),
    }
}

// a case that never was a request began with the first step that anybody took
fn opened(case: &Case) -> Option<Date> {
    let steps = case.course.iter().filter_map(|step| step.date).min();
    case.request.submitted.or(steps).or_else(|| handed_in(case))
}

/// Whether nothing stands in a field; of the voices, whether one that the kind of work asks for has said nothing.
pub(super) fn is_missing(field: &str, case: &Case, around: &Around<'_>) -> bool {
    if field != "voice" {
        return ids(field, case, around).is_empty() && days(field, case, around).is_empty();
    }
    let speaks_for = |id: &str| around.words.word("speakers", id).and_then(|word| word.speaks_for);
    let heard: BTreeSet<String> = ids(field, case, around).iter().filter_map(|id| speaks_for(id)).collect();
    let asked = around.words.word("kinds", case.kind.as_str()).map(|kind| kind.voices).unwrap_or_default();
    asked.iter().filter_map(|id| speaks_for(id)).any(|whose| !heard.contains(&whose))
}

/// The words by which a case is found, folded: its id, status, kind, layer, school, title and people.
pub(super) fn found_by(case: &Case, around: &Around<'_>) -> String {
    let words = around.words;
    let mut found = vec![case.id.to_string(), case.status.as_str().to_owned()];
    found.push(words.label("statuses", case.status.as_str()));
    found.push(words.label("kinds", case.kind.as_str()));
    // the older names of the layers are still in people's mouths
    if let Some(layer) = case.layer.as_ref().and_then(|layer| words.word("layers", layer.as_str())) {
        found.extend([layer.id, layer.label].into_iter().chain(layer.aliases));
    }
    for id in case.setting.iter() {
        let setting = around.settings.iter().find(|setting| setting.id == *id);
        found.push(setting.map_or_else(|| id.to_string(), |setting| setting.name.to_string()));
    }
    found.extend(case.title.iter().map(ToString::to_string));
    for id in leaders(case, words, around.today) {
        found.extend(
            around.people.iter().find(|person| person.id == *id).map(|person| person.name.to_string()),
        );
    }
    found.extend(guides(case, |closed| closed.is_none()));
    found.extend(case.mokopuna.iter().filter_map(|m| m.name.as_ref()).map(ToString::to_string));
    found.extend(case.team.iter().filter_map(|member| member.name.as_ref()).map(ToString::to_string));
    fold(&found.join(" "))
}

/// Whether words stand anywhere in a case.
pub(super) fn says(case: &Case, words: &str) -> bool {
    fn any(tree: &Tree, words: &str) -> bool {
        match tree {
            Tree::String(text) => fold(text).contains(words),
            Tree::Array(items) => items.iter().any(|item| any(item, words)),
            Tree::Object(map) => map.values().any(|value| any(value, words)),
            _ => false,
        }
    }
    any(&tree::of(case), words)
}
