//! Guidance outside the tool, for whoever is at the keyboard.

use super::known::Known;
use super::model::{Guide, Link};
use crate::record::vocabulary::Vocabulary;

/// The guidance that a guide names for everybody and for the role of whoever is at the keyboard: whom it is for and what it
/// is, and its address on a line of its own.
pub fn links(guide: &Guide, known: &Known<'_>) -> Vec<String> {
    let person = known.people.iter().find(|person| person.id == *known.user);
    let role = person.and_then(|person| person.role.as_ref()).map(|role| role.as_str());
    let is_for = |link: &&Link| link.roles.is_empty() || link.roles.iter().any(|r| Some(r.as_str()) == role);
    guide.links.iter().filter(is_for).map(|link| line(link, known.vocabulary)).collect()
}

fn line(link: &Link, vocabulary: &Vocabulary) -> String {
    let label = |role: &String| {
        let word = ["posts", "roles"].iter().find_map(|list| vocabulary.word(list, role));
        word.map_or_else(|| role.clone(), |word| word.label)
    };
    let roles: Vec<String> = link.roles.iter().map(label).collect();
    let whom = if roles.is_empty() { "everybody".into() } else { roles.join(", ") };
    format!("For {whom}: {}\n  {}", link.title, link.url)
}
