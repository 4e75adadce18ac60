//! The words as they are written down: lists of a file, which may come on top of those of another.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::de::Error;

use super::{Vocabulary, Word};

/// Lists of words by name, as a file has them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Lists(BTreeMap<String, List>);

type List = toml::map::Map<String, toml::Value>;

/// Something in a list that is no word.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// The list.
    pub list: String,
    /// What would be its id.
    pub id: String,
    /// Why it is none.
    pub why: Box<Error>,
}

impl Lists {
    /// Reads lists; the error says where and what.
    pub fn parse(text: &str) -> Result<Lists, Error> {
        toml::from_str(text)
    }

    /// The words; or the first that is none.
    pub fn words(&self) -> Result<Vocabulary, Misfit> {
        let mut words = BTreeMap::new();
        for (name, list) in &self.0 {
            let list = list.iter().map(|(id, word)| read(name, id, word.clone()));
            words.insert(name.clone(), list.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Vocabulary::of(words))
    }

    /// The first that is no word even where these are put on top of others: a word that is there already need not say its
    /// label again.
    pub fn misfit_on_top(&self) -> Option<Misfit> {
        let words =
            self.0.iter().flat_map(|(name, list)| list.iter().map(move |(id, word)| (name, id, word)));
        let mut misfits = words.filter_map(|(name, id, word)| {
            let mut word = word.clone();
            if let Some(keys) = word.as_table_mut() {
                keys.entry("label").or_insert_with(|| "".into());
            }
            read(name, id, word).err()
        });
        misfits.next()
    }

    /// These with others on top, key by key: what a word there does not say stays as it is here. New words come last.
    pub fn with(mut self, other: Lists) -> Lists {
        for (name, list) in other.0 {
            let here = self.0.entry(name).or_default();
            for (id, word) in list {
                match (here.get_mut(&id), word) {
                    (Some(toml::Value::Table(keys)), toml::Value::Table(own)) => keys.extend(own),
                    (_, word) => drop(here.insert(id, word)),
                }
            }
        }
        self
    }

    /// The names of the lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(String::as_str)
    }

    /// The keys that any word of a list has.
    pub(super) fn keys(&self, list: &str) -> BTreeSet<String> {
        let words = self.0.get(list).into_iter().flatten();
        words.filter_map(|(_, word)| word.as_table()).flat_map(|word| word.keys().cloned()).collect()
    }

    /// What any word of any list says under a key.
    pub(super) fn said(&self, key: &str) -> BTreeSet<String> {
        let words = self.0.values().flatten();
        words.filter_map(|(_, word)| Some(word.get(key)?.as_str()?.to_owned())).collect()
    }
}

fn read(list: &str, id: &str, word: toml::Value) -> Result<Word, Misfit> {
    let misfit = |why| Misfit { list: list.to_owned(), id: id.to_owned(), why: Box::new(why) };
    let mut word = Word::deserialize(word).map_err(misfit)?;
    word.id = id.into();
    Ok(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Lists, Word};

    #[test]
    fn own_words_come_on_top_key_by_key() {
        let built_in = Lists::parse(
            "[s.active]\nlabel = 'active'\nin_work = true\naliases = ['open']\n[s.draft]\nlabel = 'draft'\ndefault = true\n",
        );
        let own = Lists::parse(
            "[s.active]\nlabel = 'under way'\n[s.draft]\nretired = true\n[s.ours]\nlabel = 'ours'\n",
        )
        .unwrap();
        assert_eq!(own.words().unwrap_err().id, "draft", "by itself a word needs a label");
        assert_eq!(own.misfit_on_top(), None);
        let words = built_in.unwrap().with(own).words().unwrap();
        let active = words.word("s", "active").unwrap();
        assert_eq!((active.label.as_str(), active.in_work, active.aliases.len()), ("under way", true, 1));
        let ids = |words: Vec<Word>| words.into_iter().map(|w| w.id).collect::<Vec<_>>().join(" ");
        assert_eq!(ids(words.list("s")), "active draft ours");
        assert_eq!(ids(words.offered("s")), "active ours");
        // what is retired is still shown by its label, and nobody gets it unasked
        assert_eq!(words.label("s", "draft"), "draft");
        assert_eq!(words.default_of("s").map(|word| word.id).as_deref(), Some("active"));
    }
}
