//! What one audience may see of a case. Screens and documents are made from a [`View`], never from a case: what an
//! audience does not see is not in its view.

mod access;
mod around;
mod audience;
mod beside;
mod changes;
pub mod counted;
mod disguise;
mod gate;
mod leaf;
mod listed;
mod marks;
pub mod named;
mod notes;
mod place;
mod side;
mod sieve;
mod walk;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use minijinja::value::Value;
use serde_json::Value as Json;

pub use access::{ToDecide, Undecided};
pub use around::{Around, GuideName, NO_NAMES, NoteAnswer, NoteLabel};
pub use audience::{Audience, Audiences, Needs, known_place};
pub use beside::ComesDue;
pub use counted::Counted;
pub use disguise::pseudonym;
pub use gate::{Going, Pass};
pub use leaf::{NOT_RECORDED, Shown, is_hidden, is_missing, is_of_the_practice, missing, shown, words};
pub use listed::Listed;
pub use named::Named;
pub use place::{in_sentence, place_in_words};
pub use sieve::is_sensitive;
pub use walk::sides;

use crate::record::case::{Case, Ground};
use crate::record::id::CaseId;
use crate::record::shape::{Field, Shape};
use crate::record::value::Vocabulary as _;
use disguise::{Disguise, disguised};
use leaf::{Index, Key, Leaf, Section};
use side::{Sides, nothing};
use sieve::Sieve;
use walk::Walk;

/// Te reo Māori words of the framework that templates may use, where the cluster says nothing else.
const WORDS: [(&str, &str); 3] = [("mokopuna", "mokopuna"), ("whanau", "whānau"), ("kaiako", "kaiako")];

/// What templates see, by name, each with what it is.
pub const CONTEXT: [(&str, &str); 18] = [
    ("case", "the case, as far as this audience sees it"),
    (
        "records",
        "the same for each of the cases that a document is about, where its template goes through all of them: `for one in records`",
    ),
    (
        "noted",
        "what guides share of the answers that a visit keeps: rows of `label`, `said`, `guide`, `date` and `newest`",
    ),
    ("cluster", "the cluster: `cluster.name`"),
    (
        "words",
        "the cluster's own words: `words.mokopuna`, `words.whanau`, `words.kaiako`, and what `[words]` in pikorua.toml adds",
    ),
    ("today", "the day it is printed on"),
    ("version", "the version of the record it is made from"),
    ("audience", "who it is for: `audience.label`, `audience.id`"),
    ("guides", "the guides, in their order"),
    (
        "lists",
        "the words of a list of the vocabulary that the template names: `lists[\"needs\"]`, each with `id`, `label` and `note`",
    ),
    ("scale", "the steps in which the cluster rates outcomes"),
    (
        "changes",
        "what has changed since people last met; empty where nobody asked, and for whoever sees only what stands now",
    ),
    ("since", "the day since when `changes` are told"),
    ("wanted", "the row that `--row` asks for, by its id or its day"),
    ("held", "all that a statement tells, part by part"),
    ("kept_back", "what stands against telling the rest, once for each thing that is kept back"),
    ("due", "what comes due in the next weeks, in a pack"),
    ("questions", "the questions of practice about the case, in a pack"),
];

/// A case as one audience may see it.
///
/// Only [`View::new`] makes one:
///
/// ```compile_fail
/// fn forge(other: pikorua::view::View) -> pikorua::view::View {
///     pikorua::view::View { ..other }
/// }
/// ```
pub struct View {
    case: CaseId,
    audience: Audience,
    rests_on: Option<BTreeSet<String>>,
    json: Json,
    context: Value,
    private: BTreeSet<char>,
    /// Ids of what this audience does not see, by what stands in the record.
    kept: BTreeSet<String>,
    changes: Vec<Json>,
    /// Rows that refer to rows find them here, record by record; held by the view alone.
    _index: Vec<Arc<Index>>,
}

impl fmt::Debug for View {
    // what people wrote has no place in a log
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View of {} for {}", self.case, self.audience.id)
    }
}

impl View {
    /// What an audience sees of a case.
    pub fn new(pass: &Pass, around: &Around) -> View {
        let whose = (&pass.audience, pass.rests_on.as_ref());
        let mut view = View::without(&pass.case, around, whose, &pass.kept_back.rows);
        if let Some(request) = pass.request() {
            view = view.asking_for(request);
        }
        if !pass.kept_back.grounds.is_empty() {
            let mut sides = Sides::new(around);
            let grounds = pass.kept_back.grounds.iter().map(|id| sides.term(Ground::LIST, id));
            view.put([("kept_back", Value::from_iter(grounds))]);
            view.private.extend(sides.private);
        }
        view
    }

    /// The same, without some rows that this version of the record would let through.
    fn without(
        case: &Case,
        around: &Around,
        (audience, rests_on): (&Audience, Option<&BTreeSet<String>>),
        kept: &BTreeSet<String>,
    ) -> View {
        // a case is made of texts, numbers and lists of them; were it ever not, an empty view would be the safe side
        let mut record = marks::marked(serde_json::to_value(case).unwrap_or_default(), around.vocabulary);
        let disguise = audience.disguise.then(|| Disguise::of(around));
        let told = disguise.as_ref().map(|disguise| disguise.around(around));
        if told.is_some() {
            record = disguised(&Case::SHAPE, &record, around);
        }
        let around = told.as_ref().unwrap_or(around);
        let school = case.setting.as_ref().map(|id| id.as_str());
        let around = &Around { calendar: around.calendar.at(school), ..*around };
        let index = Arc::new(Index::new());
        let sieve = Sieve::new(audience, &Case::SHAPE, &record, kept, rests_on);
        let kept = sieve.kept.clone();
        let mut walk = Walk::new(around, sieve, Arc::downgrade(&index));
        if let Shape::Map(known) = Case::SHAPE
            && let Some(team) = known.field("team")
        {
            walk.meet(&team.shape, &record["team"]);
        }
        let seen = walk.see(&place::Place::TOP, &Case::SHAPE, &record, None);
        let noted = walk.noted(if audience.shared { &record["visits"] } else { &Json::Null });
        let context = context(around, audience, [seen.value, noted], walk.sides());
        // the first and only filling
        let _ = index.set(std::mem::take(&mut walk.rows));
        View {
            case: case.id.clone(),
            audience: audience.clone(),
            rests_on: rests_on.cloned(),
            // ids name people and places
            json: if audience.disguise { Json::Null } else { seen.json },
            context,
            private: walk.private(),
            kept,
            changes: Vec::new(),
            _index: vec![index],
        }
    }

    /// What changed, as plain data; nothing where nobody asked since when.
    pub fn changes(&self) -> &[Json] {
        &self.changes
    }

    /// The id of the case.
    pub fn case_id(&self) -> &CaseId {
        &self.case
    }

    /// Who it is for.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }

    /// Whether what stands in the record keeps this row, or this person, from its audience.
    pub fn keeps(&self, id: &str) -> bool {
        self.kept.contains(id)
    }

    /// What is seen, as plain data with ids: without anything hidden, and without keys that hold nothing.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// What templates see: `case`, `cluster`, `words`, `today`, `version`, `audience`, `guides`, `scale` (the steps in
    /// which the cluster rates outcomes), `changes` with the day `since`, which are empty where nobody asked since when, `wanted`, the row that somebody asked for, `held`, all that a statement
    /// tells, `due` and `questions`, for looking over the work, and `kept_back`, what stands against telling the rest.
    pub fn context(&self) -> &Value {
        &self.context
    }

    /// A private-use character that occurs nowhere in this view nor in other texts, and so can mark something.
    pub fn spare_mark(&self, others: &[&str]) -> Option<char> {
        let elsewhere = |c: char| others.iter().any(|text| text.contains(c));
        ('\u{E000}'..='\u{F8FF}')
            .chain('\u{F0000}'..='\u{FFFFD}')
            .find(|c| !self.private.contains(c) && !elsewhere(*c))
    }
}

fn context(around: &Around, audience: &Audience, [case, noted]: [Value; 2], sides: &mut Sides) -> Value {
    let cluster = section([("name", sides.text(around.cluster, None))]);
    let label = Leaf::words(audience.label.clone(), audience.lang.as_deref());
    sides.note(&audience.label);
    let audience = label.with([
        ("id", Value::from(audience.id.as_str())),
        ("label", sides.name(&audience.label, audience.lang.as_deref(), true)),
    ]);
    let scale = around.vocabulary.offered("outcome-steps");
    let scale = scale.iter().map(|step| sides.term("outcome-steps", &step.id)).collect::<Vec<_>>();
    let guides = around.guides.iter().map(|g| sides.guide(&g.id)).collect::<Vec<_>>();
    section([
        ("records", Value::from(vec![case.clone()])),
        ("case", case),
        ("noted", noted),
        ("cluster", cluster),
        ("words", words_of_the_cluster(around, sides)),
        ("today", sides.date(around.today)),
        ("version", if around.version.is_empty() { nothing() } else { sides.text(around.version, None) }),
        ("audience", Value::from_object(audience)),
        ("guides", Value::from(guides)),
        ("scale", Value::from(scale)),
        ("lists", section([])),
        ("changes", changes::rows(Vec::new())),
        ("since", nothing()),
        ("wanted", nothing()),
        ("held", changes::rows(Vec::new())),
        ("due", changes::rows(Vec::new())),
        ("questions", changes::rows(Vec::new())),
        ("kept_back", changes::rows(Vec::new())),
    ])
}

fn words_of_the_cluster(around: &Around, sides: &mut Sides) -> Value {
    let own = |key: &str| around.words.get(key).map(String::as_str);
    let known = WORDS.map(|(key, word)| match own(key) {
        // a word of its own is in a language nobody has told us
        Some(own) if own != word => (key.into(), sides.text(own, None)),
        _ => (Key::from(key), sides.text(word, Some("mi"))),
    });
    let more = around.words.iter().filter(|(key, _)| WORDS.iter().all(|(known, _)| known != key));
    let entries = known
        .into_iter()
        .chain(more.map(|(key, word)| (key.clone().into(), sides.text(word, None))))
        .collect();
    Value::from_object(Section { entries, label: None, hidden: false, other: None })
}

fn section<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let entries = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::from_object(Section { entries, label: None, hidden: false, other: None })
}

#[cfg(test)]
pub(crate) mod tests;
