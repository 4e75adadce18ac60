//! The words of the practice as data: lists of ids with the labels people read.

mod lists;
pub mod valid;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use lists::{Lists, Misfit};

use super::text::fold;

/// The words of all lists by the names of these; built in, with the cluster's own on top.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    words: BTreeMap<String, Vec<Word>>,
    // what has no place in a record, by all its names: every step of every guide asks for it
    #[serde(skip)]
    homeless: OnceLock<BTreeMap<String, Word>>,
}

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
    /// What a kind of work is about: `mokopuna`, `group` or `setting`; or `community` or `improvement`, which are no cases.
    pub about: Option<String>,
    /// Of a kind of work: the guide that it begins with, where that is not a request.
    pub begins: Option<String>,
    /// Of an ethnic group: the kinds of partners one would look for in a plan. Of a role: the kinds it stands for.
    #[serde(default)]
    pub partners: Vec<String>,
    /// Of an ethnic group: the one that figures are counted in. Of a kind of school or service: its sector.
    pub group: Option<String>,
    /// Of a reader of an agreement: the posts and roles of those whom it means where it names nobody.
    #[serde(default)]
    pub means: Vec<String>,
    /// Of a way in which cases belong together: how the other one belongs to this one.
    pub opposite: Option<String>,
    /// Of a way in which cases belong together: the two are about different people, however alike their names are.
    #[serde(default)]
    pub apart: bool,
    /// Of a status: somebody works on the case.
    #[serde(default)]
    pub in_work: bool,
    /// Of a status: it is in work, and nobody expects anything of anybody for now.
    #[serde(default)]
    pub resting: bool,
    /// Of a status, a hypothesis or a rating: it has come to its end.
    #[serde(default)]
    pub ended: bool,
    /// Of a status: it is handed in, and nothing is decided.
    #[serde(default)]
    pub undecided: bool,
    /// Of a status: those it can come after; any, where it names none.
    #[serde(default)]
    pub after: Vec<String>,
    /// Of what became of something that was said to be wrong: the record was put right, or a part of it.
    #[serde(default)]
    pub corrects: Option<Corrects>,
    /// Of what sharing rests on: whoever asks is told of it only once somebody has decided so.
    #[serde(default)]
    pub waits: bool,
    /// Of what stands against telling something to whoever asks: nothing does, they may be told.
    #[serde(default)]
    pub tells: bool,
    /// Of what sharing rests on: it is only entered when it has happened.
    #[serde(default)]
    pub afterwards: bool,
    /// Of a status: people who asked would like to know why. Of what sharing rests on: it asks why.
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
    /// Of what a check-in decides: the work is to be taken up again.
    #[serde(default)]
    pub reopens: bool,
    /// Of a speaker or a role: whose voice it is, `mokopuna`, `whanau` or `kaiako`.
    pub speaks_for: Option<String>,
    /// Of a role: somebody of another service, with a part in the work to be agreed.
    #[serde(default)]
    pub service: bool,
    /// Of whose need it is: a row with it is told to nobody but those who do the work, as if it were marked.
    #[serde(default)]
    pub sensitive: bool,
    /// Of a layer of support: what one asks before it, about what reaches further and is less intrusive.
    pub before: Option<String>,
    /// Of what has no place in a record: words by which one would find it in a text.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Of what has no place in a record: where those words mean something else.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Of a kind of work: whose voice every summary asks for, as words of the list `speakers`.
    #[serde(default)]
    pub voices: Vec<String>,
    /// Of a speaker: what a summary asks where that voice is missing.
    pub question: Option<String>,
    /// Chosen where nobody says otherwise.
    #[serde(default)]
    pub default: bool,
    /// No longer offered; what stands in records is still known by it.
    #[serde(default)]
    pub retired: bool,
}

/// How far a decision puts right what was said to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Corrects {
    /// All of it.
    All,
    /// A part of it.
    Part,
    /// Nothing: what they say stands beside it.
    Nothing,
}

impl Word {
    /// Of a kind of work: whether it is a case, and not a community or an improvement project.
    pub fn is_case(&self) -> bool {
        !matches!(self.about.as_deref(), Some("community" | "improvement"))
    }

    /// Whether it can come after another word of its list. What stands may go on standing.
    pub fn follows(&self, now: &str) -> bool {
        self.after.is_empty() || self.id == now || self.after.iter().any(|id| id == now)
    }
}

impl Vocabulary {
    pub(super) fn of(words: BTreeMap<String, Vec<Word>>) -> Vocabulary {
        Vocabulary { words, homeless: OnceLock::new() }
    }

    /// Reads a vocabulary; the error says where and what.
    pub fn parse(text: &str) -> Result<Vocabulary, toml::de::Error> {
        Lists::parse(text)?.words().map_err(|misfit| *misfit.why)
    }

    /// The words of a list, to be looked at.
    pub fn words(&self, list: &str) -> &[Word] {
        self.words.get(list).map_or(&[], Vec::as_slice)
    }

    /// The words that make whatever row they stand in sensitive: list and id.
    pub fn sensitive(&self) -> BTreeSet<(&str, &str)> {
        let all = self.words.iter();
        all.flat_map(|(list, words)| {
            words.iter().filter(|word| word.sensitive).map(move |word| (list.as_str(), word.id.as_str()))
        })
        .collect()
    }

    /// The words of a list, in its order; none where there is no such list.
    pub fn list(&self, list: &str) -> Vec<Word> {
        self.words(list).to_vec()
    }

    /// The words of a list that can be chosen: all but those that are retired.
    pub fn offered(&self, list: &str) -> Vec<Word> {
        self.words(list).iter().filter(|word| !word.retired).cloned().collect()
    }

    /// One word.
    pub fn word(&self, list: &str, id: &str) -> Option<Word> {
        self.words(list).iter().find(|word| word.id == id).cloned()
    }

    /// The word of a list that is the default, or else its first.
    pub fn default_of(&self, list: &str) -> Option<Word> {
        let mut offered = self.words(list).iter().filter(|word| !word.retired);
        let first = offered.next()?;
        std::iter::once(first).chain(offered).find(|word| word.default).or(Some(first)).cloned()
    }

    /// Whether work of a kind is a case, and not a community or an improvement project; a kind that nobody knows is.
    pub fn is_case(&self, kind: &str) -> bool {
        self.words("kinds").iter().find(|word| word.id == kind).is_none_or(Word::is_case)
    }

    /// Whether work of a kind is about something: `mokopuna`, `community`.
    pub fn is_about(&self, kind: &str, what: &str) -> bool {
        self.words("kinds").iter().any(|word| word.id == kind && word.about.as_deref() == Some(what))
    }

    /// The first kind that is about something.
    pub fn kind_about(&self, what: &str) -> Option<&Word> {
        self.words("kinds").iter().find(|word| !word.retired && word.about.as_deref() == Some(what))
    }

    /// Whether a guide is for work of a kind: some shelves hold what only a community or a project needs, and the elements are
    /// walked around a case.
    pub fn is_for(&self, (shelf, is_element): (Option<&str>, bool), kind: &str) -> bool {
        let shelf = shelf.and_then(|shelf| self.words("guide-shelves").iter().find(|word| word.id == shelf));
        match shelf.and_then(|shelf| shelf.about.as_deref()) {
            Some(about) => self.is_about(kind, about),
            None => !is_element || self.is_case(kind),
        }
    }

    /// What people read for an id; the id itself where the list does not have it.
    pub fn label(&self, list: &str, id: &str) -> String {
        let word = self.words(list).iter().find(|word| word.id == id);
        word.map_or_else(|| id.to_owned(), |word| word.label.clone())
    }

    /// The word that somebody means: by id, label or alias, with or without macrons, or an unambiguous beginning.
    pub fn find(&self, list: &str, text: &str) -> Option<Word> {
        let meant = fold(text.trim());
        let words = self.words(list);
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
    let homeless = vocabulary.homeless.get_or_init(|| {
        let mut named = BTreeMap::new();
        for word in vocabulary.words("no-place") {
            for name in std::iter::once(&word.id).chain(&word.aliases) {
                named.entry(plain(name)).or_insert_with(|| word.clone());
            }
        }
        named
    });
    homeless.get(&plain(key)).cloned()
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
