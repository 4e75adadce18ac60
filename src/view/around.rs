//! What lies around a case, and its documents speak of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::record::cluster::{Person, Setting};
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// What a view needs beside the case: the cluster, its words, people, settings and guides, the day and the version.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The name of the cluster.
    pub cluster: &'a str,
    /// The cluster's own words, by the word of the framework: `mokopuna` may be `ākonga` here.
    pub words: &'a BTreeMap<String, String>,
    /// The words of the practice.
    pub vocabulary: &'a Vocabulary,
    /// The people of the cluster.
    pub people: &'a [Person],
    /// Schools, kura and services.
    pub settings: &'a [Setting],
    /// The guides, in their order.
    pub guides: &'a [GuideName],
    /// The day it is made.
    pub today: Date,
    /// The school terms.
    pub calendar: &'a Calendar,
    /// Whether days are told by the term they lie in, and no finer.
    pub by_terms: bool,
    /// The version of the record it is made from, as people read it.
    pub version: &'a str,
    /// Words of names that the cluster knows, folded: nobody is called so who is told without names.
    pub taken: [&'a BTreeSet<String>; 2],
}

/// No names: where nothing is told without them.
pub static NO_NAMES: [&BTreeSet<String>; 2] = [const { &BTreeSet::new() }; 2];

/// What documents say about a guide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuideName {
    /// The id.
    pub id: String,
    /// The name people read.
    pub title: String,
    /// The language of the title; English where it says nothing.
    pub lang: Option<String>,
    /// The name in English, or a few words.
    pub gloss: String,
    /// Its place among the elements of the framework; other guides have none.
    pub element: Option<u32>,
    /// The shelf on which it stands; elements have none.
    pub shelf: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// What documents call the answers to its questions, in the order of the questions.
    pub labels: Vec<NoteLabel>,
}

/// What documents call the answer to a question of a guide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteLabel {
    /// The key under which records keep the answer.
    pub key: String,
    /// The place it is kept at, without rows: `hui.picture`; nothing where the visit keeps it.
    pub place: Option<String>,
    /// The words.
    pub label: String,
    /// The language of the words; English where it says nothing.
    pub lang: Option<String>,
    /// What the answer is.
    pub answer: NoteAnswer,
    /// Whether the guide has it for everybody in the work to read, where a visit keeps it.
    pub shared: bool,
}

/// What the answer to a question is, where it is kept under the id of the question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum NoteAnswer {
    /// What people wrote.
    #[default]
    Text,
    /// Yes or no.
    YesNo,
    /// Words of this list of the vocabulary.
    Words(String),
}
