//! What a guide says about itself: a name, a language, a shelf, the principles it serves.

use super::faults::Faults;
use super::place::At;
use crate::guide::model::{Guide, Prompt};
use crate::record::text::closest;

impl Faults<'_> {
    /// The head of a guide.
    pub(super) fn head(&mut self, guide: &Guide) {
        let top = At::default();
        if guide.schema < 1 {
            let message = format!("there is no layout {}", guide.schema);
            self.add(top.key("schema"), message, format!("Write `schema = {}`.", super::SCHEMA));
        }
        self.said(&guide.title, "title", "A guide needs a name that people read.", &top);
        self.language(guide.lang.as_ref(), &top);
        if let Some(shelf) = &guide.shelf {
            self.word("guide-shelves", shelf, top.key("shelf"));
        }
        for (n, principle) in guide.principles.iter().enumerate() {
            self.word("principles", principle, top.nth("principles", n));
        }
        for (n, link) in guide.links.iter().enumerate() {
            self.said(&link.title, "title", "Say in a few words where it leads.", &top.nth("link", n));
        }
        for (n, exit) in guide.exits.iter().enumerate() {
            self.said(&exit.ask, "ask", "Write the question.", &top.nth("exit", n));
        }
    }

    /// What one prompt says about itself.
    pub(super) fn asks(&mut self, prompt: &Prompt, at: &At) {
        self.said(&prompt.ask, "ask", "Write the question.", at);
        self.language(prompt.lang.as_ref(), at);
    }

    fn said(&mut self, words: &str, key: &'static str, remedy: &str, at: &At) {
        if words.trim().is_empty() {
            self.add(at.key(key), format!("`{key}` says nothing"), remedy);
        }
    }

    fn language(&mut self, lang: Option<&String>, at: &At) {
        if let Some(lang) = lang {
            self.word("languages", lang, at.key("lang"));
        }
    }

    // a word that its list must have
    fn word(&mut self, list: &'static str, id: &str, at: At) {
        if self.vocabulary.word(list, id).is_some() {
            return;
        }
        let words = self.vocabulary.list(list);
        let ids = || words.iter().map(|word| word.id.as_str());
        let remedy = match closest(id, ids()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("There are: {}.", ids().collect::<Vec<_>>().join(", ")),
        };
        self.add(at, format!("the list `{list}` has no word `{id}`"), remedy);
    }
}
