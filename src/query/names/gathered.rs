//! Gathering the names around a case, and what of each is looked for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::record::case::Case;
use crate::record::cluster::{Person, Setting};
use crate::record::named::{Says, each};
use crate::record::naming::{folded_words, spelled};
use crate::record::shape::Field;
use crate::record::tree;

/// What is shorter counts only where it is written like a name.
pub(super) const SHORTEST: usize = 3;

/// So many first letters are written as one word.
const LONGEST_INITIALS: usize = 3;

/// Names that must not be told, and ids by which somebody or something can be found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    // whose parts tell too
    pub(super) people: BTreeSet<String>,
    // places, services and organisations
    pub(super) places: BTreeSet<String>,
    pub(super) ids: BTreeSet<String>,
}

/// Something to look for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// The words as they are compared.
    pub(super) words: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// What something is that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A name, or a part of one.
    Name,
    /// An id.
    Id,
    /// A name whose letters stand apart.
    Apart,
    /// The first letters of a name.
    Initials,
}

impl Names {
    /// The names in a case: of mokopuna, the team, partners, and of the people and places that it names by id. Who is known
    /// at its own school belongs to it as well.
    pub fn of_case(case: &Case, people: &[Person], settings: &[Setting]) -> Names {
        let mut names = Names::default();
        names.add_case_id(case.id.as_str());
        let record = tree::of(case);
        each(&Case::SHAPE, &record, |said| {
            let Some(text) = said.value.as_str() else { return };
            match said.says {
                Says::Mokopuna | Says::Member => {
                    names.people.insert(text.to_owned());
                    names.ids.extend(said.row.get("id").and_then(|id| id.as_str()).map(str::to_owned));
                }
                Says::Name | Says::Elsewhere => names.places.extend([text.to_owned()]),
                Says::Person => {
                    people.iter().filter(|p| p.id.as_str() == text).for_each(|p| names.add_person(p))
                }
                Says::Setting => settings.iter().filter(|s| s.id.as_str() == text).for_each(|setting| {
                    names.add_setting(setting);
                    let liaison = people.iter().filter(|p| Some(&p.id) == setting.liaison.as_ref());
                    liaison.for_each(|person| names.add_person(person));
                }),
                Says::Year | Says::Words | Says::Other => {}
            }
        });
        names
    }

    /// Adds the people and places of a cluster.
    pub fn add_cluster(&mut self, cluster: &str, people: &[Person], settings: &[Setting]) {
        self.places.insert(cluster.to_owned());
        people.iter().for_each(|person| self.add_person(person));
        settings.iter().for_each(|setting| self.add_setting(setting));
    }

    /// Adds those of another case, or of another time.
    pub fn add(&mut self, other: Names) {
        self.people.extend(other.people);
        self.places.extend(other.places);
        self.ids.extend(other.ids);
    }

    fn add_person(&mut self, person: &Person) {
        self.people.insert(person.name.to_string());
        self.ids.insert(person.id.to_string());
        self.ids.extend(person.logins.iter().map(ToString::to_string));
    }

    fn add_setting(&mut self, setting: &Setting) {
        self.places.insert(setting.name.to_string());
        let around = [&setting.town, &setting.takiwa, &setting.region].into_iter().flatten();
        self.places.extend(around.map(ToString::to_string));
        self.ids.insert(setting.id.to_string());
        // the id is the name as people shorten it
        self.places.insert(setting.id.as_str().replace('-', " "));
        // a contact is a name and what they do there
        let people = [&setting.key_contact, &setting.coordinator, &setting.facilitator].into_iter().flatten();
        let told = people.flat_map(|contact| contact.as_str().split([',', ';', '\n', '(']));
        self.people.extend(told.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()));
    }

    // its letters alone are enough to open it; without a digit they may be a word of any language
    fn add_case_id(&mut self, id: &str) {
        self.ids.insert(id.to_owned());
        let short = id.split_once('-').map(|(_, short)| short.to_owned());
        self.ids.extend(short.filter(|short| short.bytes().any(|b| b.is_ascii_digit())));
    }

    /// Every word of a name: nobody else may be called so where a case is told without names.
    pub fn words(&self) -> BTreeSet<String> {
        self.people.iter().chain(&self.places).flat_map(|name| folded_words(name)).collect()
    }

    /// What is looked for: a person's whole name and each part of it; a place's whole name, and parts that are no ordinary
    /// words; ids. Whoever is only described, as `Teacher aide`, is known as a place is.
    pub(super) fn wanted(&self, ordinary: &BTreeSet<String>) -> BTreeSet<Wanted> {
        let long = |word: &String| word.chars().count() >= SHORTEST;
        let (named, described) = self.people_by_name(ordinary);
        let named: Vec<String> = named.into_iter().flat_map(|name| spellings(name, ordinary)).collect();
        let others: Vec<String> =
            described.into_iter().chain(&self.places).flat_map(|name| spellings(name, ordinary)).collect();
        // a short part of a name tells as well, where it is no word of every sentence
        let tells = |word: &String| long(word) || word.chars().count() == 2 && !ordinary.contains(word);
        let parts = named.iter().flat_map(|name| folded_words(name)).filter(tells);
        let telling = others
            .iter()
            .flat_map(|name| folded_words(name))
            .filter(long)
            .filter(|word| !ordinary.contains(word));
        let whole = named.iter().chain(&others).map(|name| folded_words(name).join(" "));
        // what people are called by what they do is no name
        let whole = whole.filter(|name| name.contains(' ') || !ordinary.contains(name)).filter(long);
        let turned = named.iter().filter_map(|name| turned(name));
        let names =
            parts.chain(telling).chain(whole).chain(turned).map(|words| Wanted { words, kind: Kind::Name });
        // an id that is an ordinary word would stop every document
        let is_word = |id: &String| {
            !id.bytes().any(|b| b.is_ascii_digit()) && ordinary.contains(&folded_words(id).join(" "))
        };
        let ids = self.ids.iter().filter(|id| !is_word(id));
        names.chain(ids.map(|id| Wanted { words: id.clone(), kind: Kind::Id })).collect()
    }

    /// What places are called for short: their names without the words that say what kind of place it is.
    pub(super) fn short_places(&self, kinds: &BTreeSet<String>) -> BTreeSet<String> {
        let short = |name: &String| {
            let words = folded_words(name);
            let own: Vec<&str> =
                words.iter().filter(|word| !kinds.contains(*word)).map(String::as_str).collect();
            (own.len() < words.len()).then(|| own.join(" "))
        };
        self.places.iter().filter_map(short).filter(|short| short.chars().count() >= SHORTEST).collect()
    }

    /// How people write a name who mean to hide it: its first letters, and its letters one by one.
    pub(super) fn hidden(&self, ordinary: &BTreeSet<String>) -> BTreeSet<Wanted> {
        let spaced = |letters: Vec<char>| letters.into_iter().map(String::from).collect::<Vec<_>>().join(" ");
        let (named, _) = self.people_by_name(ordinary);
        let words: Vec<Vec<String>> = named.into_iter().map(|name| folded_words(name)).collect();
        let apart = words.iter().flatten().filter(|word| word.chars().count() >= SHORTEST);
        let apart = apart.map(|word| Wanted { words: spaced(word.chars().collect()), kind: Kind::Apart });
        let several = words.iter().filter(|words| words.len() > 1);
        let initials = several.clone().map(|words| {
            let first = words.iter().filter_map(|word| word.chars().next()).collect();
            Wanted { words: spaced(first), kind: Kind::Initials }
        });
        // as one word, where that is none that everybody uses
        let joined = several.flat_map(|words| joined_initials(words));
        let joined = joined.filter(|word| !ordinary.contains(word));
        let joined = joined.map(|words| Wanted { words, kind: Kind::Initials });
        apart.chain(initials).chain(joined).collect()
    }

    // those who are called by a name, and those who are only described, as `Teacher aide`
    fn people_by_name(&self, ordinary: &BTreeSet<String>) -> (Vec<&String>, Vec<&String>) {
        self.people.iter().partition(|name| !is_described(name, ordinary))
    }
}

// as it is, and each word in the other ways in which it may be written, but for those that are other words
fn spellings(name: &str, ordinary: &BTreeSet<String>) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let other = |n: usize| {
        let whole = words.clone();
        let is_new = |word: &String| !ordinary.contains(&folded_words(word).concat());
        spelled(words[n]).into_iter().filter(is_new).map(move |word| {
            let mut whole = whole.clone();
            whole[n] = &word;
            whole.join(" ")
        })
    };
    std::iter::once(name.to_owned()).chain((0..words.len()).flat_map(other)).collect()
}

// `KR` of Kahu Rewi, and of Kahu Tama Rewi `KTR` as well; longer ones nobody writes
fn joined_initials(words: &[String]) -> BTreeSet<String> {
    let letter = |word: &String| word.chars().next();
    let all: String = words.iter().filter_map(letter).collect();
    let ends: String = words.first().into_iter().chain(words.last()).filter_map(letter).collect();
    let is_short = |letters: &String| (2..=LONGEST_INITIALS).contains(&letters.chars().count());
    [all, ends].into_iter().filter(is_short).collect()
}

// the last word first, as in lists and addresses
fn turned(name: &str) -> Option<String> {
    let words = folded_words(name);
    match words.as_slice() {
        [first, .., last] => Some(format!("{last} {first}")),
        _ => None,
    }
}

// what somebody does: it begins small, is an abbreviation that everybody uses, or has ordinary words that are written small
fn is_described(name: &str, ordinary: &BTreeSet<String>) -> bool {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_ordinary = |word: &&str| ordinary.contains(&folded_words(word).join(" "));
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let is_short_for = |word: &&str| word.chars().skip(1).any(char::is_uppercase);
    words.first().is_some_and(is_small)
        || words.iter().any(|word| is_ordinary(word) && (is_small(word) || is_short_for(word)))
        || words.len() > 2 && words.iter().all(is_ordinary)
}
