//! A case told to people who need not know whose it is: roles instead of names, kinds instead of places, terms instead of days.

use serde_json::{Map, Value as Json};

use super::around::Around;
use crate::record::cluster::{Person, Setting};
use crate::record::named::{Said, Says, retold};
use crate::record::naming::{folded_words, replaced};
use crate::record::shape::{MapShape, Shape};
use crate::record::text::mark;
use crate::record::value::Text;

/// How it says that a place is none of ours.
const ELSEWHERE: &str = "another place";
/// The cluster.
const CLUSTER: &str = "our cluster";
/// The case, by whose id its file is found.
const CASE: &str = "told without names";
/// Somebody of whom nothing is said.
const SOMEBODY: &str = "somebody";

/// What lies around a case, without names.
pub(super) struct Disguise {
    people: Vec<Person>,
    settings: Vec<Setting>,
}

impl Disguise {
    /// The people by what they do, the schools and services by what they are.
    pub(super) fn of(around: &Around<'_>) -> Disguise {
        let label = |list: &str, id: Option<&str>| {
            let label = id.map_or_else(|| SOMEBODY.to_owned(), |id| around.vocabulary.label(list, id));
            Text::new(&label)
        };
        let people = around.people.iter().filter_map(|person| {
            Some(Person { name: label("posts", person.role.as_ref().map(|r| r.as_str()))?, ..person.clone() })
        });
        let settings = around.settings.iter().filter_map(|setting| {
            let name = match &setting.kind {
                Some(kind) => label("setting-kinds", Some(kind.as_str())),
                None => Text::new(ELSEWHERE),
            };
            Some(Setting { name: name?, key_contact: None, ..setting.clone() })
        });
        Disguise { people: people.collect(), settings: settings.collect() }
    }

    /// The surroundings with these in their place.
    pub(super) fn around<'a>(&'a self, around: &Around<'a>) -> Around<'a> {
        Around { cluster: CLUSTER, people: &self.people, settings: &self.settings, by_terms: true, ..*around }
    }
}

/// A record without names; where people decided what stands for a name in a text, that.
pub(super) fn disguised(shape: &Shape, record: &Json, around: &Around<'_>) -> Json {
    let rows = record["stand_ins"].as_array().into_iter().flatten();
    let said =
        rows.filter_map(|row| Some((row["name"].as_str()?.to_owned(), row["instead"].as_str()?.to_owned())));
    let stand_ins: Vec<(String, String)> = said.collect();
    let seed = mark(record["id"].as_str().unwrap_or_default().bytes());
    let teller = Teller { around, stand_ins, seed };
    let mut told = retold(shape, record, &mut |said| teller.tell(said));
    if let Some(id) = told.get_mut("id") {
        *id = CASE.into();
    }
    told
}

/// What a mokopuna is called where nobody is told who it is: by the place of its row, and never by its name.
pub fn pseudonym(around: &Around<'_>, case: &str, place: usize) -> Option<String> {
    named(around, mark(case.bytes()), place)
}

// a name that somebody bears would tell, or would stop the document that it is said in; where there are more mokopuna than
// names they are numbered
fn named(around: &Around<'_>, seed: u64, place: usize) -> Option<String> {
    let mut names: Vec<String> =
        around.vocabulary.offered("pseudonyms").into_iter().map(|word| word.label).collect();
    let begin = (seed % (names.len().max(1) as u64)) as usize;
    names.rotate_left(begin);
    let is_taken = |word: &String| around.taken.iter().any(|words| words.contains(word));
    names.retain(|name| !folded_words(name).iter().any(is_taken));
    let name = names.get(place % names.len().max(1))?;
    let round = place / names.len();
    Some(if round == 0 { name.clone() } else { format!("{name} {}", round + 1) })
}

struct Teller<'a> {
    around: &'a Around<'a>,
    stand_ins: Vec<(String, String)>,
    seed: u64,
}

impl Teller<'_> {
    /// What is told instead of a value; nothing where it may stay.
    fn tell(&self, said: &Said<'_>) -> Option<Json> {
        let text = said.value.as_str()?;
        match said.says {
            Says::Mokopuna => {
                let name = named(self.around, self.seed, said.place);
                Some(name.map_or(Json::Null, Json::String))
            }
            Says::Year => Some(self.band(text).map_or(Json::Null, Json::String)),
            Says::Member | Says::Name => Some(self.role(said.known, said.row)),
            Says::Elsewhere => Some(ELSEWHERE.into()),
            Says::Words => Some(replaced(text, &self.stand_ins).into()),
            Says::Person | Says::Setting | Says::Other => None,
        }
    }

    /// The span of years that a year level lies in; nothing where none is known.
    fn band(&self, year: &str) -> Option<String> {
        let digits: String =
            year.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let bands = self.around.vocabulary.offered("year-bands");
        bands.into_iter().find(|band| band.aliases.contains(&digits)).map(|band| band.label)
    }

    /// What somebody or something is, for whoever has a name: the first word of a list that the row has.
    fn role(&self, known: &MapShape, map: &Map<String, Json>) -> Json {
        let words = known.fields.iter().filter_map(|field| match field.shape {
            Shape::Term(list) => {
                map.get(field.key)?.as_str().map(|id| self.around.vocabulary.label(list, id))
            }
            _ => None,
        });
        words.into_iter().next().unwrap_or_else(|| SOMEBODY.to_owned()).into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::view::tests::sample::surroundings;

    #[test]
    fn nobody_is_called_what_somebody_is_called() {
        let surroundings = surroundings();
        let around = surroundings.around();
        let all = |around: &Around<'_>| -> Vec<String> {
            (0..4).filter_map(|place| pseudonym(around, "2026-kf3m", place)).collect()
        };
        let free = all(&around);
        let names = around.vocabulary.offered("pseudonyms").len();
        assert_eq!(free.iter().take(names).collect::<BTreeSet<_>>().len(), names.min(4), "each has another");
        // more mokopuna than names are still told apart
        assert_eq!(free.iter().collect::<BTreeSet<_>>().len(), 4, "{free:?}");
        let taken = BTreeSet::from([crate::record::text::fold(&free[0])]);
        let others = all(&Around { taken: [&taken; 2], ..around });
        assert!(!others.contains(&free[0]) && others.len() == 4, "{others:?}");
        let taken =
            around.vocabulary.offered("pseudonyms").iter().flat_map(|w| folded_words(&w.label)).collect();
        assert_eq!(pseudonym(&Around { taken: [&taken; 2], ..around }, "2026-kf3m", 0), None);
    }
}
