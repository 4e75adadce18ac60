//! Audiences: who may see what of a case, as data.

use serde::Deserialize;

use super::place::Place;
use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::text::{closest, fold};
use crate::record::toml_words;

/// Those a document or a screen is for, and what they do not see.
#[derive(Clone, Debug, PartialEq)]
pub struct Audience {
    /// The id.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The language of the label; English where it says nothing.
    pub lang: Option<String>,
    /// Whether they see what is marked as sensitive.
    pub sensitive: bool,
    /// Places of a case they do not see; `*` stands for every row of a list.
    pub hides: Vec<Path>,
    /// The place that names the agreement without which nothing is shown to them.
    pub needs: Option<Path>,
}

/// All audiences, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Audiences {
    list: Vec<Audience>,
    default: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    label: String,
    lang: Option<String>,
    #[serde(default)]
    default: bool,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    hides: Vec<String>,
    needs: Option<String>,
}

impl Audiences {
    /// Reads audiences; a place that no case has is an error, since nothing would be hidden by it.
    pub fn parse(text: &str) -> Result<Audiences> {
        let table: toml::Table = toml::from_str(text).map_err(|e| {
            let (line, why, remedy) = toml_words::in_words(text, &e);
            Error::request("the audiences cannot be read").because(format!("line {line}: {why}")).hint(remedy)
        })?;
        let mut audiences = Audiences { list: Vec::new(), default: None };
        for (id, written) in table {
            let written = Written::deserialize(written).map_err(|e| {
                let (why, remedy) = toml_words::said(&e);
                Error::request(format!("the audience `{id}` cannot be read")).because(why).hint(remedy)
            })?;
            if written.default && audiences.default.is_none() {
                audiences.default = Some(id.clone());
            }
            audiences.list.push(written.audience(id)?);
        }
        Ok(audiences)
    }

    /// These audiences with others on top: those of the same id are replaced, new ones come last.
    pub fn with(mut self, other: Audiences) -> Audiences {
        for audience in other.list {
            match self.list.iter_mut().find(|a| a.id == audience.id) {
                Some(old) => *old = audience,
                None => self.list.push(audience),
            }
        }
        self.default = other.default.or(self.default);
        self
    }

    /// All of them.
    pub fn list(&self) -> &[Audience] {
        &self.list
    }

    /// The one that is meant where nobody says; without a mark, the one that sees least: nothing sensitive, most hidden.
    pub fn default(&self) -> Option<&Audience> {
        let marked = self.default.as_ref().and_then(|id| self.list.iter().find(|a| a.id == *id));
        marked.or_else(|| self.list.iter().min_by_key(|a| (a.sensitive, std::cmp::Reverse(a.hides.len()))))
    }

    /// The one of an id or a label, with or without macrons.
    pub fn get(&self, name: &str) -> Result<&Audience> {
        let meant = fold(name.trim());
        let found = self.list.iter().find(|a| fold(&a.id) == meant || fold(&a.label) == meant);
        found.ok_or_else(|| {
            let ids = self.list.iter().map(|a| format!("`{}`", a.id)).collect::<Vec<_>>().join(", ");
            let error = Error::usage(format!("there is no audience `{name}`"));
            match closest(name, self.list.iter().map(|a| a.id.as_str())) {
                Some(near) => error.hint(format!("Did you mean `{near}`?")),
                None => error.hint(format!("The audiences are {ids}.")),
            }
        })
    }
}

impl Written {
    fn audience(self, id: String) -> Result<Audience> {
        let hides = self.hides.iter().map(|place| known(&id, place)).collect::<Result<_>>()?;
        let needs = self.needs.as_ref().map(|place| needed(&id, place)).transpose()?;
        let Written { label, lang, sensitive, .. } = self;
        Ok(Audience { id, label, lang, sensitive, hides, needs })
    }
}

impl Audience {
    pub(super) fn hides(&self, place: &Place) -> bool {
        self.hides.iter().any(|path| place.is(path))
    }
}

/// The path a text stands for, where a case has such a place.
fn known(audience: &str, text: &str) -> Result<Path> {
    let path = Path::parse(text);
    let mut shape = &Case::SHAPE;
    let wrong = |hint: String| {
        Error::request(format!("the audience `{audience}` hides `{text}`, and no case has such a place"))
            .hint(hint)
    };
    if path.0.is_empty() {
        return Err(wrong("Name what is hidden, as in `sense.hypotheses`.".into()));
    }
    for step in &path.0 {
        let Step::Key(key) = step else { return Err(wrong("Write `*` for every row of a list.".into())) };
        shape = match shape {
            Shape::Free | Shape::Notes => return Ok(path),
            Shape::List(item) if key == "*" => item,
            Shape::List(_) => {
                return Err(wrong(format!(
                    "`{key}` comes after a list: write `*` before it, for all its rows."
                )));
            }
            Shape::Map(map) => match map.field(key) {
                Some(field) => &field.shape,
                None => return Err(wrong(near(key, shape))),
            },
            _ => return Err(wrong(format!("Nothing lies below `{key}`."))),
        };
    }
    Ok(path)
}

/// The place of one row's id, which stands once in a case.
fn needed(audience: &str, text: &str) -> Result<Path> {
    let path = Path::parse(text);
    match Case::SHAPE.at(&path) {
        Ok(Shape::Row) if !text.contains('*') => Ok(path),
        _ => {
            let message = format!("the audience `{audience}` needs `{text}`, which names no agreement");
            Err(Error::request(message).hint(
                "Name the place where a case says which agreement it is, as in `transition.agreement`.",
            ))
        }
    }
}

fn near(key: &str, shape: &Shape) -> String {
    match closest(key, shape.keys().into_iter()) {
        Some(meant) => format!("Did you mean `{meant}` instead of `{key}`?"),
        None => format!("`{key}` is not a key of a case."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_audiences_in_their_order() {
        let text = "[practitioners]\nlabel = 'practitioners'\nsensitive = true\n\
                    [whanau]\nlabel = 'whānau'\nlang = 'mi'\ndefault = true\nhides = ['visits', 'team.*.contact']\n";
        let audiences = Audiences::parse(text).unwrap();
        assert_eq!(audiences.default().unwrap().id, "whanau");
        assert_eq!(audiences.get("Whanau").unwrap().hides[1].to_string(), "team.*.contact");
        assert!(audiences.get("practitioners").unwrap().sensitive);
        assert_eq!(audiences.get("whanua").unwrap_err().hints, ["Did you mean `whanau`?"]);
    }

    #[test]
    fn without_a_mark_the_default_sees_least() {
        let text =
            "[a]\nlabel = 'a'\nsensitive = true\n[b]\nlabel = 'b'\n[c]\nlabel = 'c'\nhides = ['visits']\n";
        assert_eq!(Audiences::parse(text).unwrap().default().unwrap().id, "c");
    }

    #[test]
    fn a_place_that_no_case_has_is_refused() {
        let hides = |place: &str| Audiences::parse(&format!("[w]\nlabel = 'w'\nhides = ['{place}']\n"));
        for place in ["visists", "team.contact", "plan.goals.*.nothing", "title.words", ""] {
            assert!(hides(place).is_err(), "{place}");
        }
        for place in ["visits", "team.*.contact", "plan.goals.*.actions.*.note", "disclosures.*.anything"] {
            assert!(hides(place).is_ok(), "{place}");
        }
    }

    #[test]
    fn what_an_audience_needs_names_one_row() {
        let needs = |place: &str| Audiences::parse(&format!("[n]\nlabel = 'n'\nneeds = '{place}'\n"));
        for place in ["transition", "transition.agreements", "progress.*.goal", "title", ""] {
            assert!(needs(place).is_err(), "{place}");
        }
        let needed = needs("transition.agreement").unwrap().list()[0].needs.clone().unwrap();
        assert_eq!(needed.to_string(), "transition.agreement");
    }

    #[test]
    fn a_key_that_audiences_do_not_know_is_refused() {
        assert!(Audiences::parse("[w]\nlabel = 'w'\nhide = ['visits']\n").is_err());
    }

    #[test]
    fn the_clusters_own_audiences_come_on_top() {
        let built_in = Audiences::parse("[a]\nlabel = 'a'\ndefault = true\n[b]\nlabel = 'b'\n").unwrap();
        let own = Audiences::parse("[b]\nlabel = 'bee'\ndefault = true\n[c]\nlabel = 'c'\n").unwrap();
        let all = built_in.with(own);
        assert_eq!(all.list().iter().map(|a| a.label.as_str()).collect::<Vec<_>>(), ["a", "bee", "c"]);
        assert_eq!(all.default().unwrap().id, "b");
    }
}
