//! What documents say about guides, and what they call the answers to their questions.

use crate::guide::model::{Guide, Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::view::{GuideName, NoteAnswer, NoteLabel};

/// What documents say about guides.
pub fn guide_names(guides: &[Guide]) -> Vec<GuideName> {
    guides.iter().map(name).collect()
}

fn name(guide: &Guide) -> GuideName {
    let mut labels = Vec::new();
    guide.prompts.iter().for_each(|prompt| gather(prompt, &Path::default(), &mut labels));
    labels.extend(guide.exits.iter().map(|exit| NoteLabel {
        key: exit.id.clone(),
        place: None,
        label: exit.ask.clone(),
        lang: None,
        answer: NoteAnswer::Text,
        shared: false,
    }));
    GuideName {
        id: guide.id.clone(),
        title: guide.title.clone(),
        lang: guide.lang.clone(),
        gloss: guide.gloss.clone(),
        element: guide.element,
        shelf: guide.shelf.clone(),
        purpose: guide.purpose.clone(),
        labels,
    }
}

/// An answer is kept at its place, or with the visit under the id of its prompt, as is why it was not needed.
fn gather(prompt: &Prompt, above: &Path, labels: &mut Vec<NoteLabel>) {
    let named = |key: &str, place| NoteLabel {
        key: key.into(),
        place,
        label: prompt.label.clone().unwrap_or_else(|| prompt.ask.clone()),
        lang: prompt.label.as_ref().and(prompt.lang.clone()),
        answer: answer(prompt),
        shared: prompt.shared,
    };
    let mut here = above.clone();
    here.0.extend(prompt.to.iter().flat_map(|to| Path::parse(to).0));
    if let Some((place, key)) = note(&here) {
        labels.push(named(&key, Some(place)));
    }
    labels.push(named(&prompt.id, None));
    here.0.push(Step::Key("*".into()));
    prompt.fields.iter().for_each(|field| gather(field, &here, labels));
}

fn answer(prompt: &Prompt) -> NoteAnswer {
    match (prompt.kind, &prompt.options) {
        (PromptKind::YesNo, _) => NoteAnswer::YesNo,
        (PromptKind::Choice | PromptKind::Choices, Some(list)) => NoteAnswer::Words(list.clone()),
        _ => NoteAnswer::Text,
    }
}

/// Where a path leads among answers: the place of the answers, without rows, and the key.
fn note(path: &Path) -> Option<(String, String)> {
    let (Step::Key(key), above) = path.0.split_last()? else { return None };
    let mut shape = &Case::SHAPE;
    let mut keys: Vec<&str> = Vec::new();
    for step in above {
        let Step::Key(step) = step else { return None };
        shape = match shape {
            Shape::List(item) => item,
            Shape::Map(map) => {
                keys.push(step);
                &map.field(step)?.shape
            }
            _ => return None,
        };
    }
    (*shape == Shape::Notes).then(|| (keys.join("."), key.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_belongs_to_the_place_of_the_answer() {
        let note = |path: &str| note(&Path::parse(path));
        assert_eq!(note("lenses.@.seen.taha-tinana"), Some(("lenses.seen".into(), "taha-tinana".into())));
        assert_eq!(note("visits.*.answers.tt-9"), Some(("visits.answers".into(), "tt-9".into())));
        assert_eq!(note("hui.@.question"), None);
        assert_eq!(note("nowhere.@.at.all"), None);
    }
}
