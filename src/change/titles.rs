//! The guides of a cluster's folder by their names, where one of them can be an answer.

use serde::Deserialize;

use super::desk::Desk;
use crate::guide::known::{Choice, Guides};

// as many as lie there, so the prompts are not looked at
impl Guides for Desk {
    fn titles(&self) -> Vec<Choice> {
        let mut titles: Vec<Title> =
            self.library.guides().iter().filter_map(|file| toml::from_str(&file.text).ok()).collect();
        titles.sort_by(|a, b| {
            (a.element.is_none(), a.element, &a.id).cmp(&(b.element.is_none(), b.element, &b.id))
        });
        let choice = |t: Title| Choice {
            id: t.id,
            label: t.title,
            note: Some(t.gloss.clone()),
            aliases: vec![t.gloss],
        };
        titles.into_iter().map(choice).collect()
    }
}

/// The head of a guide.
#[derive(Deserialize)]
struct Title {
    id: String,
    title: String,
    gloss: String,
    element: Option<u32>,
}
