//! The names that a cluster knows, and where one of them stands in a text that should have none.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value as Tree};

use crate::record::case::{Case, Member, Mokopuna, StandIn};
use crate::record::cluster::{Person, Setting};
use crate::record::naming::{folded_words, places, tell_tales};
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::tree;

/// What is shorter counts only where it is written like a name.
const SHORTEST: usize = 3;

/// Names that must not be told.
#[derive(Clone, Debug, Default)]
pub struct Names {
    // whose parts tell too
    people: BTreeSet<String>,
    // places, services and organisations, and contacts there
    places: BTreeSet<String>,
}

/// Everything that is known of names around one case.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Those of the case itself.
    pub here: Names,
    /// Those of the rest of the cluster.
    pub elsewhere: Names,
    /// Words that are ordinary ones, folded.
    pub ordinary: BTreeSet<String>,
    /// What somebody said is no name in this case, folded.
    pub not_names: BTreeSet<String>,
}

/// Something in a text that could tell whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As it stands there.
    pub said: String,
    /// What is around it.
    pub around: String,
    /// Whether a person can say that it is no name here.
    pub may_be_a_word: bool,
}

impl Names {
    /// The names in a case: of mokopuna, the team, partners, and of the people and places that it names by id.
    pub fn of_case(case: &Case, people: &[Person], settings: &[Setting]) -> Names {
        let mut names = Names::default();
        names.gather(&Case::SHAPE, &tree::of(case), people, settings);
        names
    }

    /// Adds the people and places of a cluster.
    pub fn add_cluster(&mut self, cluster: &str, people: &[Person], settings: &[Setting]) {
        self.places.insert(cluster.to_owned());
        self.people.extend(people.iter().map(|person| person.name.to_string()));
        // a contact is a name and what they do there
        let contacts = settings.iter().filter_map(|setting| setting.key_contact.as_ref());
        let told = contacts.flat_map(|contact| contact.as_str().split([',', ';', '\n']));
        self.people.extend(told.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()));
        self.places.extend(settings.iter().map(|setting| setting.name.to_string()));
    }

    /// Adds those of another case.
    pub fn add(&mut self, other: Names) {
        self.people.extend(other.people);
        self.places.extend(other.places);
    }

    fn gather(&mut self, shape: &Shape, json: &Tree, people: &[Person], settings: &[Setting]) {
        match (shape, json) {
            (Shape::Map(known), Tree::Object(map)) => {
                self.mapping(shape, known, map);
                for field in known.fields {
                    self.gather(&field.shape, map.get(field.key).unwrap_or(&Tree::Null), people, settings);
                }
            }
            (Shape::List(item), Tree::Array(rows)) => {
                rows.iter().for_each(|row| self.gather(item, row, people, settings));
            }
            (Shape::Person, Tree::String(id)) => {
                self.people.extend(people.iter().filter(|p| p.id.as_str() == id).map(|p| p.name.to_string()));
            }
            (Shape::Setting, Tree::String(id)) => {
                self.places
                    .extend(settings.iter().filter(|s| s.id.as_str() == id).map(|s| s.name.to_string()));
            }
            _ => {}
        }
    }

    fn mapping(&mut self, shape: &Shape, known: &MapShape, map: &Map<String, Tree>) {
        for field in known.fields.iter().filter(|field| field.shape == Shape::Text) {
            let Some(text) = map.get(field.key).and_then(Tree::as_str) else { continue };
            match field.key {
                "name" if [Mokopuna::SHAPE, Member::SHAPE].contains(shape) => {
                    self.people.extend([text.to_owned()])
                }
                // what stands for a name is told, and the name itself is known from where it belongs
                "name" if *shape != StandIn::SHAPE => self.places.extend([text.to_owned()]),
                key if key.ends_with("_elsewhere") => self.places.extend([text.to_owned()]),
                _ => {}
            }
        }
    }

    /// What is looked for: a person's whole name and each part of it; a place's whole name, and parts that are no ordinary
    /// words. Whoever is only described, as `Teacher aide`, is known as a place is.
    fn wanted(&self, ordinary: &BTreeSet<String>) -> BTreeSet<String> {
        let long = |word: &String| word.chars().count() >= SHORTEST;
        let (described, named): (Vec<&String>, Vec<&String>) =
            self.people.iter().partition(|name| is_described(name, ordinary));
        let others = || described.iter().copied().chain(&self.places);
        // a short part of a name tells as well, where it is no word of every sentence
        let tells = |word: &String| long(word) || word.chars().count() == 2 && !ordinary.contains(word);
        let parts = named.iter().flat_map(|name| folded_words(name)).filter(tells);
        let telling =
            others().flat_map(|name| folded_words(name)).filter(long).filter(|word| !ordinary.contains(word));
        let whole = self.people.iter().chain(&self.places).map(|name| folded_words(name).join(" "));
        // what people are called by what they do is no name
        let whole = whole.filter(|name| name.contains(' ') || !ordinary.contains(name));
        parts.chain(telling).chain(whole.filter(long)).collect()
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

impl Known {
    /// What in a text could tell whose it is. A name that is an ordinary word too counts where it is written like a name.
    pub fn found(&self, text: &str) -> Vec<Found> {
        let mut found = BTreeSet::new();
        for name in self.here.wanted(&self.ordinary) {
            self.look(text, &name, false, &mut found);
        }
        for name in self.elsewhere.wanted(&self.ordinary) {
            if !self.not_names.contains(&name) {
                self.look(text, &name, true, &mut found);
            }
        }
        for said in tell_tales(text) {
            let at = text.find(said).unwrap_or_default();
            found.insert(Found {
                said: said.into(),
                around: around(text, &(at..at + said.len())),
                may_be_a_word: false,
            });
        }
        found.into_iter().collect()
    }

    // of a name of the case itself nobody can say that it is none
    fn look(&self, text: &str, name: &str, elsewhere: bool, found: &mut BTreeSet<Found>) {
        let is_word = self.ordinary.contains(name);
        for at in places(text, name) {
            let said = &text[at.clone()];
            if (is_word || name.chars().count() < SHORTEST) && !said.starts_with(char::is_uppercase) {
                continue;
            }
            found.insert(Found {
                said: said.into(),
                around: around(text, &at),
                may_be_a_word: is_word && elsewhere,
            });
        }
    }
}

/// A few words on both sides.
fn around(text: &str, at: &Range<usize>) -> String {
    let before: String =
        text[..at.start].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at.end..].chars().take(24).collect();
    format!("{before}{}{after}", &text[at.clone()]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where in a case a text stands that has these words.
pub fn places_in(case: &Case, said: &str) -> Vec<Path> {
    let mut found = Vec::new();
    walk(&tree::of(case), &Path::default(), &mut |path, text| {
        if !places(text, said).is_empty() {
            found.push(path.clone());
        }
    });
    found
}

fn walk(json: &Tree, path: &Path, visit: &mut impl FnMut(&Path, &str)) {
    match json {
        Tree::String(text) => visit(path, text),
        Tree::Array(rows) => rows.iter().enumerate().for_each(|(n, row)| {
            let place = row["id"].as_str().map_or_else(|| path.index(n), |id| path.key(id));
            walk(row, &place, visit);
        }),
        Tree::Object(map) => map.iter().for_each(|(key, value)| walk(value, &path.key(key.as_str()), visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let names = |people: &[&str], places: &[&str]| Names {
            people: people.iter().map(|n| (*n).to_owned()).collect(),
            places: places.iter().map(|n| (*n).to_owned()).collect(),
        };
        let words = ["aroha", "hope", "school", "mana"];
        Known {
            here: names(&["Hana Pōtae", "Hope Ng"], &["Awa School"]),
            elsewhere: names(&["Aroha Reweti"], &["Hill School"]),
            ordinary: words.iter().map(|w| (*w).to_owned()).collect(),
            not_names: BTreeSet::new(),
        }
    }

    #[test]
    fn names_of_the_case_and_of_others_are_found() {
        let said = |text: &str| known().found(text).into_iter().map(|f| f.said).collect::<Vec<_>>();
        assert_eq!(said("hana's book"), ["hana"]);
        assert_eq!(said("With Potae-Smith"), ["Potae"]);
        assert_eq!(said("We hope so. Hope reads."), ["Hope"]);
        assert_eq!(said("at AWA, by the hill, at school"), ["AWA", "hill"]);
        assert_eq!(said("with aroha"), Vec::<String>::new());
        assert_eq!(said("Aroha came"), ["Aroha"]);
        assert_eq!(said("Ring 021 555 0134"), ["021 555 0134"]);
        // two letters are a word of many languages, and count where they are written like a name
        assert_eq!((said("ng"), said("Mr Ng")), (Vec::new(), vec!["Ng".to_owned()]));
    }

    #[test]
    fn what_somebody_said_is_no_name_is_none() {
        let mut known = known();
        known.not_names.extend(["aroha".into(), "hope".into()]);
        assert!(known.found("Aroha came").is_empty());
        // of somebody in the case itself nobody can say so
        assert!(known.found("Hope came").iter().any(|found| !found.may_be_a_word));
    }
}
