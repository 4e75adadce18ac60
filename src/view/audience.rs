//! Audiences: who may see what of a case, as data.

mod written;

use serde::Deserialize;

use super::place::Place;
use crate::error::{Error, Result};
use crate::record::path::{Path, Step};
use crate::record::text::{closest, fold};
use crate::record::toml_words;
pub use written::known_place;
use written::{Said, Written};

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
    /// What must be written down before anything is shown to them.
    pub needs: Option<Needs>,
    /// Whether it is told to them without names, places and days.
    pub disguise: bool,
    /// Where what is for them goes, where nobody says: the first of these places of a case that says something.
    pub goes_to: Vec<Path>,
    /// Whether only figures over many cases are for them, and no document about one.
    pub figures: bool,
    /// What it rests on that they are given something, where it is no agreement: a word of the list `bases`.
    pub rests_on: Option<String>,
    /// The documents that are for them and for nobody else; they get no others.
    pub documents: Vec<String>,
    /// Whether whoever prints for them is told how easily it reads.
    pub plain: bool,
    /// Whose meetings theirs are, as roles speak for them; where it says nothing, all that they see.
    pub voices: Vec<String>,
}

/// What must be written down before anything is shown to an audience.
#[derive(Clone, Debug, PartialEq)]
pub enum Needs {
    /// The one that this place of a case names.
    NamedBy(Path),
    /// One that names the audience among its readers.
    AsReader,
    /// No agreement: somebody asked what is held about them, and their right to it.
    Asked,
}

/// All audiences, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Audiences {
    list: Vec<Audience>,
    default: Option<String>,
    /// What each file said, which is all that another file on top of it changes.
    said: Vec<(String, Said)>,
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

/// Whether a path is another one, or leads to something in it.
fn below(path: &Path, above: &Path) -> bool {
    path.0.starts_with(&above.0)
}

impl Audience {
    /// One of whom nothing is said yet.
    fn nobody(id: &str) -> Audience {
        Audience {
            id: id.into(),
            label: id.into(),
            lang: None,
            sensitive: false,
            shared: false,
            hides: Vec::new(),
            needs: None,
            disguise: false,
            goes_to: Vec::new(),
            figures: false,
            rests_on: None,
            documents: Vec::new(),
            plain: false,
            voices: Vec::new(),
        }
    }

    /// Whether they may see what stands at a place of a case; rows are named by their ids.
    pub fn sees(&self, place: &Path) -> bool {
        let is_it = |(hidden, step): (&Step, &Step)| hidden == step || *hidden == Step::Key("*".into());
        let is_above =
            |hidden: &Path| hidden.0.len() <= place.0.len() && hidden.0.iter().zip(&place.0).all(is_it);
        !self.hides.iter().any(is_above)
    }

    pub(super) fn hides(&self, place: &Place) -> bool {
        self.hides.iter().any(|path| place.is(path))
    }
}

#[cfg(test)]
mod tests;
