//! What a walk knows around the case: the words, the people, the settings, the day.

use std::fmt;

use serde_json::Value as Tree;

use super::model::Prompt;
use crate::record::cluster::{Person, Setting};
use crate::record::id::PersonId;
use crate::record::meetings::{Meeting, Meetings};
use crate::record::shape::{MapShape, Shape};
use crate::record::term::Calendar;
use crate::record::text::fold;
use crate::record::value::Date;
use crate::record::vocabulary::{Vocabulary, Word};

/// What is known around the case.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The words of the practice.
    pub vocabulary: &'a Vocabulary,
    /// The people of the cluster.
    pub people: &'a [Person],
    /// Its schools and services.
    pub settings: &'a [Setting],
    /// The day.
    pub today: Date,
    /// The school terms: the cluster's, or those of a school.
    pub calendar: &'a Calendar,
    /// When the cluster meets to allocate requests, where it says so.
    pub meetings: Option<&'a Meetings>,
    /// The days within which whoever asked hears from somebody.
    pub first_contact: i32,
    /// Who is at the keyboard.
    pub user: &'a PersonId,
    /// The guides, where one of them can be the answer.
    pub guides: &'a dyn Guides,
}

/// Where the guides are found that can be chosen; they are looked for only when somebody asks.
pub trait Guides {
    /// The guides by id and title: the elements in their order, then the others.
    fn titles(&self) -> Vec<Choice>;

    /// Those of them that are for work of a kind.
    fn for_work(&self, kind: &str) -> Vec<Choice>;
}

impl fmt::Debug for dyn Guides + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guides")
    }
}

impl Guides for Vec<Choice> {
    fn titles(&self) -> Vec<Choice> {
        self.clone()
    }

    fn for_work(&self, _: &str) -> Vec<Choice> {
        self.clone()
    }
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the record holds.
    pub id: String,
    /// What people read.
    pub label: String,
    /// A sentence that explains it.
    pub note: Option<String>,
    /// Other names it is found by.
    pub aliases: Vec<String>,
}

impl<'a> Known<'a> {
    /// The same, with the school terms of the school that a record is told of with.
    pub fn of(self, record: &Tree) -> Known<'a> {
        Known { calendar: self.calendar.at(record["setting"].as_str()), ..self }
    }

    /// The next meeting to allocate requests after today: what is put off today is put off to that day.
    pub fn next_meeting(&self) -> Option<Date> {
        let tomorrow = Date(self.today.0.tomorrow().ok()?);
        self.meetings?.coming(tomorrow, self.calendar).map(Meeting::meets)
    }

    /// The words of a list that can be chosen.
    pub fn words(&self, list: &str) -> Vec<Choice> {
        let words = self.vocabulary.offered(list).into_iter().filter(is_asked_for);
        words.map(|w| Choice { id: w.id, label: w.label, note: w.note, aliases: w.aliases }).collect()
    }

    /// What a prompt offers at a place of this shape in a record, as far as none of its rows is meant.
    pub fn offered(&self, prompt: &Prompt, shape: Option<&Shape>, record: &Tree) -> Vec<Choice> {
        match (prompt.list(shape), shape) {
            (Some(list), _) if prompt.only.is_empty() => self.words(list),
            (Some(list), _) => {
                let words = self.words(list);
                let word = |id: &String| words.iter().find(|word| word.id == *id).cloned();
                prompt.only.iter().filter_map(word).collect()
            }
            (None, Some(Shape::Setting | Shape::List(Shape::Setting))) => self.places(),
            (None, Some(Shape::Guide | Shape::List(Shape::Guide))) => {
                self.guides.for_work(record["kind"].as_str().unwrap_or_default())
            }
            _ => Vec::new(),
        }
    }

    /// Everybody who can be meant: the case's own team first, then the people of the cluster.
    pub fn everybody(&self, record: &Tree) -> Vec<Choice> {
        let team = record["team"].as_array().into_iter().flatten();
        let members = team.filter(|row| row["person"].is_null()).filter_map(|row| {
            let role = row["role"].as_str().map(|r| self.vocabulary.label("roles", r));
            Some(Choice {
                id: row["id"].as_str()?.into(),
                label: row["name"].as_str()?.into(),
                note: role.or_else(|| row["connection"].as_str().map(Into::into)),
                aliases: Vec::new(),
            })
        });
        let people = self.people.iter().map(|p| Choice {
            id: p.id.to_string(),
            label: p.name.to_string(),
            note: p.role.as_ref().map(|r| self.vocabulary.label("posts", r.as_str())),
            aliases: p.logins.iter().map(ToString::to_string).collect(),
        });
        members.chain(people).collect()
    }

    /// Somebody who is meant by what they are called, or by a first name that only one in the work on the case has.
    pub fn somebody(&self, record: &Tree, name: &str) -> Option<Choice> {
        let everybody = self.everybody(record);
        if let Some(called) = everybody.iter().find(|one| one.id == name.trim() || one.is_called(name)) {
            return Some(called.clone());
        }
        let rows = |list: &str| record[list].as_array().into_iter().flatten();
        let team = rows("team").filter_map(|row| row["person"].as_str().or(row["id"].as_str()));
        let at_work: Vec<&str> =
            team.chain(rows("allocation").filter_map(|row| row["practitioner"].as_str())).collect();
        let first = |one: &&Choice| one.label.split_whitespace().next().map(fold) == Some(fold(name.trim()));
        let mut found = everybody.iter().filter(|one| at_work.contains(&one.id.as_str())).filter(first);
        found.next().filter(|_| found.next().is_none()).cloned()
    }

    /// Everybody, those first whom a prompt is for, and how many these are. Where nobody is, all are as good.
    pub fn people_of(&self, of: &[String], record: &Tree) -> (Vec<Choice>, usize) {
        let everybody = self.everybody(record);
        let (mut first, others): (Vec<Choice>, Vec<Choice>) =
            everybody.into_iter().partition(|person| of.is_empty() || self.is_of(&person.id, of, record));
        let count = if first.is_empty() { others.len() } else { first.len() };
        first.extend(others);
        (first, count)
    }

    // by what they are in the team, or in the cluster
    fn is_of(&self, id: &str, of: &[String], record: &Tree) -> bool {
        let named = |word: &str| of.iter().any(|wanted| wanted == word);
        let in_team = |row: &Tree| {
            let is_it = row["person"].as_str().or(row["id"].as_str()) == Some(id);
            is_it && row["role"].as_str().is_some_and(|role| named(role) || named("roles"))
        };
        let in_cluster = self.people.iter().find(|p| p.id.as_str() == id);
        in_cluster.is_some_and(|p| named("posts") || p.role.as_ref().is_some_and(|post| named(post.as_str())))
            || record["team"].as_array().into_iter().flatten().any(in_team)
    }

    /// The schools and services.
    pub fn places(&self) -> Vec<Choice> {
        let settings = self.settings.iter();
        settings
            .map(|s| Choice {
                id: s.id.to_string(),
                label: s.name.to_string(),
                note: s.kind.as_ref().map(|k| self.vocabulary.label("setting-kinds", k.as_str())),
                aliases: Vec::new(),
            })
            .collect()
    }

    /// A row in a few words.
    pub fn row_label(&self, shape: &MapShape, row: &Tree) -> String {
        row_label(self.vocabulary, self.people, shape, row)
    }
}

// a kind of work that begins otherwise is not changed to at a question
pub(super) fn is_asked_for(word: &Word) -> bool {
    word.begins.is_none()
}

/// A row in a few words: what it is about, or else who or what word, or the first thing that says something.
pub fn row_label(words: &Vocabulary, people: &[Person], shape: &MapShape, row: &Tree) -> String {
    let named = |shape: &Shape, id: &str| match shape {
        Shape::Term(list) => Some(words.label(list, id)),
        Shape::Person => people.iter().find(|p| p.id.as_str() == id).map(|p| p.name.to_string()),
        _ => None,
    };
    let fields = || shape.fields.iter().filter(|f| f.key != "id");
    let mut texts =
        fields().filter(|f| f.shape == Shape::Text).map(|f| row[f.key].as_str().map(ToOwned::to_owned));
    // a word that comes before whoever did it says more: `handed in`
    let person = || {
        let mut those = fields().filter(|f| matches!(f.shape, Shape::Person | Shape::Term(_)));
        those.find_map(|f| named(&f.shape, row[f.key].as_str()?))
    };
    let said = texts.next().flatten().or_else(person).or_else(|| texts.flatten().next());
    let said = said.or_else(|| fields().find_map(|f| named(&f.shape, row[f.key].as_str()?)));
    let label = said.or_else(|| row["id"].as_str().map(Into::into)).unwrap_or_default();
    shorten(&label, 70)
}

/// The first line of a text, cut at a word where it is longer than this many letters; `…` says that there is more.
pub fn shorten(text: &str, most: usize) -> String {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= most {
        return if line.len() < text.len() { format!("{line} …") } else { line.to_owned() };
    }
    let cut: String = line.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

impl Choice {
    fn names(&self) -> Vec<String> {
        [&self.id, &self.label].into_iter().chain(&self.aliases).map(|name| fold(name)).collect()
    }

    /// Whether it is called exactly so, with or without macrons.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().contains(&fold(name.trim()))
    }
}

/// The one choice that is meant: by id, label or alias, with or without macrons, or an unambiguous beginning of a word of it.
/// The error is a reason in plain words.
pub fn choose(choices: &[Choice], text: &str) -> Result<Choice, String> {
    let meant = fold(text.trim());
    let exact: Vec<_> = choices.iter().filter(|c| c.names().contains(&meant)).collect();
    let begins = |n: &String| n.starts_with(&meant) || n.split(' ').any(|word| word.starts_with(&meant));
    let near: Vec<_> = choices.iter().filter(|c| !meant.is_empty() && c.names().iter().any(begins)).collect();
    match (exact.as_slice(), near.as_slice()) {
        ([one], _) | ([], [one]) => Ok((*one).clone()),
        ([], []) if choices.is_empty() => {
            Err(format!("there is nothing to choose from yet, so `{text}` cannot be meant"))
        }
        ([], []) => Err(format!("`{text}` is none of: {}", labels(choices.iter()))),
        ([], several) | (several, _) => Err(format!("`{text}` could be {}", labels(several.iter().copied()))),
    }
}

fn labels<'c>(choices: impl Iterator<Item = &'c Choice>) -> String {
    let mut labels: Vec<_> = choices.map(|c| c.label.clone()).collect();
    // what has commas or parts of its own is divided more strongly
    let between = if labels.iter().any(|l| l.contains([',', '·'])) { "; " } else { ", " };
    if labels.len() > 12 {
        labels.truncate(12);
        labels.push("…".into());
    }
    labels.join(between)
}
