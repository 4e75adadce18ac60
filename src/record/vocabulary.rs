//! The words of the practice as data: lists of ids with the labels people read.

pub mod valid;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text::fold;

/// All lists by name; built in, with the cluster's own on top.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Vocabulary {
    lists: BTreeMap<String, List>,
}

type List = toml::map::Map<String, toml::Value>;

/// One word of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The id that records hold.
    #[serde(default)]
    pub id: String,
    /// What people read.
    pub label: String,
    /// The language of the label; English where it says nothing.
    pub lang: Option<String>,
    /// One sentence that explains it.
    pub note: Option<String>,
    /// Other names it is found by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What a kind of work is about: `mokopuna`, `group` or `setting`.
    pub about: Option<String>,
    /// Of an ethnic group: the kinds of partners one would look for in a plan. Of a role: the kinds it stands for.
    #[serde(default)]
    pub partners: Vec<String>,
    /// Of a way in which cases belong together: how the other one belongs to this one.
    pub opposite: Option<String>,
    /// Of a status: somebody works on the case.
    #[serde(default)]
    pub in_work: bool,
    /// Of a status: it is in work, and nobody expects anything of anybody for now.
    #[serde(default)]
    pub resting: bool,
    /// Of a status, a hypothesis or a rating: it has come to its end.
    #[serde(default)]
    pub ended: bool,
    /// Of a status: people who asked would like to know why.
    #[serde(default)]
    pub needs_reason: bool,
    /// Of a plan: it is being carried out.
    #[serde(default)]
    pub active: bool,
    /// Of an action: it is being done.
    #[serde(default)]
    pub in_hand: bool,
    /// Of a part in the work: whoever has it holds the threads.
    #[serde(default)]
    pub leads: bool,
    /// Of a reason to share the work: somebody learns from it.
    #[serde(default)]
    pub learns: bool,
    /// Of what an action changes: something around the mokopuna.
    #[serde(default)]
    pub of_adults: bool,
    /// Of a form of meeting: it looks at how the plan goes.
    #[serde(default)]
    pub looks_back: bool,
    /// Of a service: it has not answered.
    #[serde(default)]
    pub unanswered: bool,
    /// Of a closing reason: nobody asks later how it goes.
    #[serde(default)]
    pub no_check_in: bool,
    /// Of a speaker or a role: whose voice it is, `mokopuna` or `whanau`.
    pub speaks_for: Option<String>,
    /// Chosen where nobody says otherwise.
    #[serde(default)]
    pub default: bool,
}

impl Vocabulary {
    /// Reads a vocabulary; the error says where and what.
    pub fn parse(text: &str) -> Result<Vocabulary, toml::de::Error> {
        let vocabulary: Vocabulary = toml::from_str(text)?;
        match vocabulary.misfits().into_iter().next() {
            Some((.., why)) => Err(why),
            None => Ok(vocabulary),
        }
    }

    /// The words that are none: list, id, and why.
    pub fn misfits(&self) -> Vec<(&str, &str, toml::de::Error)> {
        let mut found = Vec::new();
        for (list, words) in &self.lists {
            let broken =
                words.iter().filter_map(|(id, word)| Some((id, Word::deserialize(word.clone()).err()?)));
            found.extend(broken.map(|(id, why)| (list.as_str(), id.as_str(), why)));
        }
        found
    }

    /// This vocabulary with another on top: its words replace those of the same id, new ones come last.
    pub fn with(mut self, other: Vocabulary) -> Vocabulary {
        for (name, list) in other.lists {
            self.lists.entry(name).or_default().extend(list);
        }
        self
    }

    /// The words of a list, in its order; none where there is no such list.
    pub fn list(&self, list: &str) -> Vec<Word> {
        self.lists.get(list).into_iter().flatten().filter_map(|(id, word)| read(id, word)).collect()
    }

    /// One word.
    pub fn word(&self, list: &str, id: &str) -> Option<Word> {
        self.lists.get(list)?.get(id).and_then(|word| read(id, word))
    }

    /// The word of a list that is the default, or else its first.
    pub fn default_of(&self, list: &str) -> Option<Word> {
        let words = self.list(list);
        words.iter().find(|w| w.default).or(words.first()).cloned()
    }

    /// What people read for an id; the id itself where the list does not have it.
    pub fn label(&self, list: &str, id: &str) -> String {
        self.word(list, id).map_or_else(|| id.to_owned(), |w| w.label)
    }

    /// The word that somebody means: by id, label or alias, with or without macrons, or an unambiguous beginning.
    pub fn find(&self, list: &str, text: &str) -> Option<Word> {
        let meant = fold(text.trim());
        let words = self.list(list);
        let names = |w: &Word| -> Vec<String> {
            [&w.id, &w.label].into_iter().chain(&w.aliases).map(|n| fold(n)).collect()
        };
        if let Some(word) = words.iter().find(|w| names(w).contains(&meant)) {
            return Some(word.clone());
        }
        let mut near =
            words.iter().filter(|w| !meant.is_empty() && names(w).iter().any(|n| n.starts_with(&meant)));
        near.next().filter(|_| near.next().is_none()).cloned()
    }
}

/// Why a key has no place in a record, where the practice gives a reason: the word of the list `no-place` that is called so.
pub fn no_place(vocabulary: &Vocabulary, key: &str) -> Option<Word> {
    let plain = |name: &str| fold(name.trim()).replace(['_', ' '], "-");
    let meant = plain(key);
    let is_it = |word: &Word| std::iter::once(&word.id).chain(&word.aliases).any(|name| plain(name) == meant);
    vocabulary.list("no-place").into_iter().find(is_it)
}

fn read(id: &str, word: &toml::Value) -> Option<Word> {
    let mut word = Word::deserialize(word.clone()).ok()?;
    word.id = id.into();
    Some(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Vocabulary, no_place};

    #[test]
    fn a_key_without_a_place_is_found_by_any_of_its_names() {
        let words = Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap();
        for (key, id) in [
            ("supervision", Some("supervision")),
            ("Supervision_Notes", Some("supervision")),
            (" supervision notes ", Some("supervision")),
            ("diagnoses", Some("diagnosis")),
            ("national_student_number", Some("nsn")),
            ("super", None),
            ("evidence", None),
            ("", None),
        ] {
            assert_eq!(no_place(&words, key).map(|word| word.id).as_deref(), id, "{key}");
        }
        assert_eq!(no_place(&Vocabulary::default(), "supervision"), None);
    }
}
