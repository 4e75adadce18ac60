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
    /// Whether they see what guides share of the answers that a visit keeps, also where they do not see the visits.
    pub shared: bool,
    /// Places of a case they do not see; `*` stands for every row of a list.
    pub hides: Vec<Path>,
    /// The agreement without which nothing is shown to them.
    pub needs: Option<Needs>,
    /// Whether it is told to them without names, places and days.
    pub disguise: bool,
    /// Where what is for them goes, where nobody says: the first of these places of a case that says something.
    pub goes_to: Vec<Path>,
    /// Whether only figures over many cases are for them, and no document about one.
    pub figures: bool,
    /// Whether whoever prints for them is told how easily it reads.
    pub plain: bool,
    /// Whose meetings theirs are, as roles speak for them; where it says nothing, all that they see.
    pub voices: Vec<String>,
}

/// The agreement without which nothing is shown to an audience.
#[derive(Clone, Debug, PartialEq)]
pub enum Needs {
    /// The one that this place of a case names.
    NamedBy(Path),
    /// One that names the audience among its readers.
    AsReader,
}

/// What an audience needs that may see what an agreement says it may.
const AGREEMENTS: &str = "agreements";

/// All audiences, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Audiences {
    list: Vec<Audience>,
    default: Option<String>,
    /// What each file said, which is all that another file on top of it changes.
    said: Vec<(String, Said)>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    label: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    default: bool,
    sensitive: Option<bool>,
    shared: Option<bool>,
    #[serde(default)]
    hides: Vec<String>,
    #[serde(default)]
    shows: Vec<String>,
    needs: Option<String>,
    disguise: Option<bool>,
    goes_to: Option<Vec<String>>,
    figures: Option<bool>,
    plain: Option<bool>,
    voices: Option<Vec<String>>,
}

/// What a file says of one audience, with its places understood.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    label: Option<(String, Option<String>)>,
    sensitive: Option<bool>,
    shared: Option<bool>,
    hides: Vec<Path>,
    shows: Vec<Path>,
    /// Somewhere, or in so many words nowhere.
    needs: Option<Option<Needs>>,
    disguise: Option<bool>,
    goes_to: Option<Vec<Path>>,
    figures: Option<bool>,
    plain: Option<bool>,
    voices: Option<Vec<String>>,
}

impl Audiences {
    /// Reads audiences; a place that no case has is an error, since nothing would be hidden by it.
    pub fn parse(text: &str) -> Result<Audiences> {
        let table: toml::Table = toml::from_str(text).map_err(|e| {
            let (line, why, remedy) = toml_words::in_words(text, &e);
            Error::request("the audiences cannot be read").because(format!("line {line}: {why}")).hint(remedy)
        })?;
        let mut audiences = Audiences { list: Vec::new(), default: None, said: Vec::new() };
        for (id, written) in table {
            let written = Written::deserialize(written).map_err(|e| {
                let (why, remedy) = toml_words::said(&e);
                Error::request(format!("the audience `{id}` cannot be read")).because(why).hint(remedy)
            })?;
            if written.default && audiences.default.is_none() {
                audiences.default = Some(id.clone());
            }
            let said = written.said(&id)?;
            audiences.list.push(said.clone().over(Audience::nobody(&id)));
            audiences.said.push((id, said));
        }
        Ok(audiences)
    }

    /// These audiences with others on top, key by key: what the others do not say of an audience stays as it is here, and
    /// what it needs or does not see falls away only where it is named. New ones come last.
    pub fn with(mut self, other: Audiences) -> Result<Audiences> {
        for (id, said) in other.said {
            let place = self.list.iter().position(|a| a.id == id);
            let old = place.map_or_else(|| Audience::nobody(&id), |n| self.list[n].clone());
            // to show what was never hidden, or hides behind a wider name, would quietly do nothing
            if let Some(idle) = said.shows.iter().find(|path| !old.hides.iter().any(|h| below(h, path))) {
                let message =
                    format!("the audience `{id}` shows `{idle}`, and nothing of that name is hidden from it");
                let names = old.hides.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ");
                return Err(Error::request(message).hint(match names.as_str() {
                    "" => "Take it out: nothing was hidden from it before.".to_owned(),
                    names => format!("Name one of those that are hidden: {names}."),
                }));
            }
            let audience = said.clone().over(old);
            match place {
                Some(n) => self.list[n] = audience,
                None => self.list.push(audience),
            }
            self.said.push((id, said));
        }
        self.default = other.default.or(self.default);
        Ok(self)
    }

    /// Those that were shown something only by agreement, and by these others no longer need one.
    pub fn opened<'a>(&'a self, other: &'a Audiences) -> impl Iterator<Item = &'a Audience> {
        let opens = |id: &str| other.said.iter().any(|(own, said)| own == id && said.needs == Some(None));
        self.list.iter().filter(move |a| a.needs.is_some() && opens(&a.id))
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
    fn said(self, id: &str) -> Result<Said> {
        let places = |verb: &str, places: &[String]| {
            places.iter().map(|place| known(id, verb, place)).collect::<Result<Vec<Path>>>()
        };
        let needs = match self.needs.as_deref() {
            None => None,
            Some(place) if place.trim().is_empty() => Some(None),
            Some(AGREEMENTS) => Some(Some(Needs::AsReader)),
            Some(place) => Some(Some(Needs::NamedBy(needed(id, place)?))),
        };
        Ok(Said {
            sensitive: self.sensitive,
            shared: self.shared,
            hides: places("hides", &self.hides)?,
            shows: places("shows", &self.shows)?,
            needs,
            disguise: self.disguise,
            goes_to: self.goes_to.map(|list| places("goes to", &list)).transpose()?,
            figures: self.figures,
            plain: self.plain,
            voices: self.voices,
            // a label is in a language of its own
            label: self.label.map(|label| (label, self.lang)),
        })
    }
}

impl Said {
    /// An audience with what is said here on top.
    fn over(self, mut old: Audience) -> Audience {
        if let Some((label, lang)) = self.label {
            (old.label, old.lang) = (label, lang);
        }
        old.sensitive = self.sensitive.unwrap_or(old.sensitive);
        old.shared = self.shared.unwrap_or(old.shared);
        old.hides.retain(|hidden| !self.shows.iter().any(|shown| below(hidden, shown)));
        for path in self.hides {
            if !old.hides.contains(&path) {
                old.hides.push(path);
            }
        }
        old.needs = self.needs.unwrap_or(old.needs);
        old.disguise = self.disguise.unwrap_or(old.disguise);
        old.goes_to = self.goes_to.unwrap_or(old.goes_to);
        old.figures = self.figures.unwrap_or(old.figures);
        old.plain = self.plain.unwrap_or(old.plain);
        old.voices = self.voices.unwrap_or(old.voices);
        old
    }
}

/// Whether a path is another one, or leads to something in it.
fn below(path: &Path, above: &Path) -> bool {
    path.0.starts_with(&above.0)
}

impl Audience {
    /// One of whom nothing is said yet.
    fn nobody(id: &str) -> Audience {
        let (hides, needs, voices) = (Vec::new(), None, Vec::new());
        let (label, id) = (id.into(), id.into());
        let (sensitive, shared, disguise, figures) = (false, false, false, false);
        let goes_to = Vec::new();
        Audience {
            id,
            label,
            lang: None,
            sensitive,
            shared,
            disguise,
            hides,
            needs,
            goes_to,
            figures,
            plain: false,
            voices,
        }
    }

    pub(super) fn hides(&self, place: &Place) -> bool {
        self.hides.iter().any(|path| place.is(path))
    }
}

/// The path a text stands for, where a case has such a place.
fn known(audience: &str, verb: &str, text: &str) -> Result<Path> {
    let path = Path::parse(text);
    let mut shape = &Case::SHAPE;
    let wrong = |hint: String| {
        Error::request(format!("the audience `{audience}` {verb} `{text}`, and no case has such a place"))
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
        for place in ["visits", "team.*.contact", "plan.goals.*.actions.*.note", "questions.*.one.anything"] {
            assert!(hides(place).is_ok(), "{place}");
        }
    }

    #[test]
    fn what_an_audience_needs_names_one_row() {
        let needs = |place: &str| Audiences::parse(&format!("[n]\nlabel = 'n'\nneeds = '{place}'\n"));
        for place in ["transition", "transition.agreements", "progress.*.goal", "title"] {
            assert!(needs(place).is_err(), "{place}");
        }
        let needed = needs("transition.agreement").unwrap().list()[0].needs.clone().unwrap();
        assert_eq!(needed, Needs::NamedBy(Path::parse("transition.agreement")));
        assert_eq!(needs("agreements").unwrap().list()[0].needs, Some(Needs::AsReader));
    }

    #[test]
    fn a_key_that_audiences_do_not_know_is_refused() {
        assert!(Audiences::parse("[w]\nlabel = 'w'\nhide = ['visits']\n").is_err());
    }

    #[test]
    fn the_clusters_own_audiences_come_on_top() {
        let built_in = Audiences::parse("[a]\nlabel = 'a'\ndefault = true\n[b]\nlabel = 'b'\n").unwrap();
        let own = Audiences::parse("[b]\nlabel = 'bee'\ndefault = true\n[c]\nlabel = 'c'\n").unwrap();
        let all = built_in.with(own).unwrap();
        assert_eq!(all.list().iter().map(|a| a.label.as_str()).collect::<Vec<_>>(), ["a", "bee", "c"]);
        assert_eq!(all.default().unwrap().id, "b");
    }

    #[test]
    fn what_a_cluster_does_not_say_stays_as_it_was() {
        let built_in = "[n]\nlabel = 'whānau'\nlang = 'mi'\nneeds = 'transition.agreement'\n\
                        hides = ['visits', 'sense.hypotheses', 'hui.*.ideas']\n";
        let built_in = Audiences::parse(built_in).unwrap();
        let with = |own: &str| {
            let own = Audiences::parse(&format!("[n]\n{own}\n")).unwrap();
            let opened = built_in.opened(&own).count();
            built_in.clone().with(own).map(|all| (all.list()[0].clone(), opened))
        };
        let old = built_in.list()[0].clone();
        assert_eq!(with("").unwrap(), (old.clone(), 0));
        let them = Audience { label: "them".into(), lang: None, ..old.clone() };
        assert_eq!(with("label = 'them'").unwrap(), (them, 0));
        // only ever more is hidden, unless it is named as shown
        let hides =
            |own: &str| with(own).unwrap().0.hides.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            hides("hides = ['closing', 'visits']"),
            ["visits", "sense.hypotheses", "hui.*.ideas", "closing"]
        );
        assert_eq!(hides("hides = []"), ["visits", "sense.hypotheses", "hui.*.ideas"]);
        assert_eq!(hides("shows = ['sense', 'hui.*.ideas']"), ["visits"]);
        for idle in ["visits.*.by", "closing", "visists"] {
            let own = Audiences::parse(&format!("[n]\nshows = ['{idle}']\n"));
            assert!(own.and_then(|own| built_in.clone().with(own)).is_err(), "{idle}");
        }
        // the gate opens only by its name
        let (open, opened) = with("needs = ''").unwrap();
        assert_eq!((open.needs, opened), (None, 1));
    }
}
