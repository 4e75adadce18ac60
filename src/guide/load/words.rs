//! What a guide takes from elsewhere: rows and words to choose from, and guidance outside.

use super::faults::Faults;
use super::place::At;
use crate::guide::model::{Link, Prompt, PromptKind};
use crate::record::path::Path;
use crate::record::shape::Shape;
use crate::record::text::closest;

impl Faults<'_> {
    // the rows to choose from, and the list of words
    pub(super) fn source(&mut self, prompt: &Prompt, at: &At) {
        if let Some(from) = &prompt.from
            && let Some(shape) = self.place(&Path::parse(from), at.key("from"))
            && shape.rows().is_none()
        {
            let message = format!("prompt `{}`: `{from}` is no list of rows", prompt.id);
            self.add(at.key("from"), message, "Name a list such as `evidence` or `plan.goals`.");
        }
        // a line is asked with or without
        let list = prompt.options.as_ref().filter(|_| prompt.kind != PromptKind::Line);
        if let Some(list) = list.filter(|list| self.vocabulary.list(list).is_empty()) {
            let message = format!("prompt `{}`: the vocabulary has no list `{list}`", prompt.id);
            self.add(at.key("options"), message, "Name a list of `vocabulary.toml`.");
        }
    }

    // the words that a prompt picks from its list
    pub(super) fn only(&mut self, prompt: &Prompt, shape: Option<&'static Shape>, at: &At) {
        let words = prompt.list(shape).map(|list| (list, self.vocabulary.list(list)));
        let Some((list, words)) = words.filter(|_| prompt.from.is_none()) else {
            if !prompt.only.is_empty() {
                let message =
                    format!("prompt `{}`: there is no list of words that `only` could pick from", prompt.id);
                self.add(at.key("only"), message, "Name the list with `options`, or take `only` out.");
            }
            return;
        };
        // a list that is not there is a fault of its own, or none
        for (n, id) in prompt.only.iter().enumerate().filter(|_| !words.is_empty()) {
            let ids = || words.iter().map(|word| word.id.as_str());
            if !ids().any(|known| known == id) {
                let message = format!("prompt `{}`: the list `{list}` has no word `{id}`", prompt.id);
                let remedy = match closest(id, ids()) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!("There are: {}.", ids().collect::<Vec<_>>().join(", ")),
                };
                self.add(at.nth("only", n), message, remedy);
            }
        }
    }

    // the people whom a question is for first of all
    pub(super) fn of(&mut self, prompt: &Prompt, at: &At) {
        if !prompt.of.is_empty() && !matches!(prompt.kind, PromptKind::Person | PromptKind::People) {
            let message = format!("prompt `{}`: only people are chosen by what they are", prompt.id);
            self.add(at.key("of"), message, "Take `of` out, or make its `kind` `person` or `people`.");
        }
        self.roles(&prompt.of, &["posts", "roles"], at, "of");
    }

    // guidance that everybody can open, for people whom the vocabulary knows
    pub(super) fn link(&mut self, link: &Link, at: &At) {
        if !link.url.starts_with("https://") || link.url.contains(char::is_whitespace) {
            let message = format!("`{}` is no address that can be opened safely", link.url);
            self.add(at.key("url"), message, "Write the whole address, beginning with `https://`.");
        }
        self.roles(&link.roles, &[], at, "roles");
    }

    // words of one of two lists, or a list's own name
    fn roles(&mut self, roles: &[String], lists: &[&str], at: &At, key: &'static str) {
        let known = |role: &String| {
            ["posts", "roles"].iter().any(|list| self.vocabulary.word(list, role).is_some())
                || lists.contains(&role.as_str())
        };
        let unknown: Vec<(usize, &String)> =
            roles.iter().enumerate().filter(|(_, role)| !known(role)).collect();
        for (n, role) in unknown {
            let lists = ["posts", "roles"].map(|list| self.vocabulary.list(list)).concat();
            let remedy = match closest(role, lists.iter().map(|word| word.id.as_str())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Name a word of the list `posts` or `roles`.".into(),
            };
            self.add(at.nth(key, n), format!("neither `posts` nor `roles` has a word `{role}`"), remedy);
        }
    }
}
