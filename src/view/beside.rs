//! What a view has beside the case as it is: what changed, all that is held, what is due, a row that is wanted.

use minijinja::value::Value;
use serde_json::Value as Json;

use super::around::Around;
use super::changes;
use super::leaf::Section;
use super::side::Sides;
use super::{View, section};
use crate::record::case::Case;
use crate::record::shape::Field;
use crate::record::value::Date;

/// Something that comes due in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct ComesDue {
    /// What kind of thing, in words.
    pub what: String,
    /// The day.
    pub date: Date,
    /// The row it stands in, by its id.
    pub row: Option<String>,
}

impl View {
    /// With what changed since the record was as `then`, which it was at the end of a day; without, for an audience that may
    /// not see what stood before.
    pub fn since(mut self, then: &Case, day: Date, around: &Around) -> View {
        if self.audience.needs.is_some() {
            return self;
        }
        let mut sides = Sides::new(around);
        let found = self.found(Some(then), around, &mut sides);
        self.put([("changes", changes::as_value(&mut sides, &found)), ("since", sides.date(day))]);
        self.private.extend(sides.private);
        self.changes = found.iter().map(changes::Change::json).collect();
        self
    }

    /// With all that is held, in the order of the record, as `held`.
    pub fn with_all_held(mut self, around: &Around) -> View {
        let mut sides = Sides::new(around);
        let found = self.found(None, around, &mut sides);
        self.put([("held", changes::as_value(&mut sides, &found))]);
        self.private.extend(sides.private);
        self
    }

    /// With what the same audience sees of other cases, as `records`, in this order: for documents about all of them together.
    pub fn with_records(mut self, others: impl IntoIterator<Item = View>) -> View {
        let mut records = vec![self.record()];
        for other in others {
            records.push(other.record());
            self.private.extend(other.private);
            self.kept.extend(other.kept);
            self._index.extend(other._index);
        }
        self.put([("records", Value::from(records))]);
        self
    }

    /// With the words of these lists of the vocabulary, as `lists`: for documents that say what nobody has yet.
    pub fn with_lists(mut self, names: &[&str], around: &Around) -> View {
        let mut sides = Sides::new(around);
        let words = |sides: &mut Sides, name: &str| -> Value {
            around.vocabulary.offered(name).iter().map(|word| sides.term(name, &word.id)).collect()
        };
        let entries = names.iter().map(|name| ((*name).to_owned().into(), words(&mut sides, name))).collect();
        self.put([(
            "lists",
            Value::from_object(Section { entries, label: None, hidden: false, other: None }),
        )]);
        self.private.extend(sides.private);
        self
    }

    fn record(&self) -> Value {
        self.context.get_attr("case").unwrap_or_default()
    }

    /// With what is due, as `due`, and the questions of practice about the case, as `questions`: for those who look over the
    /// work together.
    pub fn with_practice(mut self, due: &[ComesDue], questions: &[String], around: &Around) -> View {
        let around = &Around { by_terms: self.audience.disguise, ..*around };
        let mut sides = Sides::new(around);
        let seen = due.iter().filter(|one| one.row.as_ref().is_none_or(|row| !self.kept.contains(row)));
        let due: Vec<Value> = seen
            .map(|one| {
                let row = Value::from(one.row.as_deref().unwrap_or_default());
                section([("what", sides.text(&one.what, None)), ("date", sides.date(one.date)), ("row", row)])
            })
            .collect();
        let questions = questions.iter().map(|question| sides.text(question, None)).collect();
        self.put([("due", changes::rows(due)), ("questions", changes::rows(questions))]);
        self.private.extend(sides.private);
        self
    }

    /// With a row that somebody asked for by its id or its day, which documents about one row show.
    pub fn asking_for(mut self, row: &str) -> View {
        self.put([("wanted", Value::from(row))]);
        self
    }

    pub(super) fn put<const N: usize>(&mut self, entries: [(&'static str, Value); N]) {
        if let Some(context) = self.context.downcast_object_ref::<Section>() {
            let mut all = context.entries.clone();
            for (name, value) in entries {
                all.retain(|(key, _)| key != name);
                all.push((name.into(), value));
            }
            self.context =
                Value::from_object(Section { entries: all, label: None, hidden: false, other: None });
        }
    }

    /// What changed from an earlier version to this one, as plain data; from nothing, where there was no earlier one.
    pub fn changed_from(&self, then: Option<&Case>, around: &Around) -> Vec<Json> {
        let found = self.found(then, around, &mut Sides::new(around));
        found.iter().map(changes::Change::json).collect()
    }

    /// What stays behind now stays behind in the older version too, though it was not marked yet.
    fn found(&self, then: Option<&Case>, around: &Around, sides: &mut Sides) -> Vec<changes::Change> {
        let whose = (&self.audience, self.rests_on.as_ref());
        let earlier = then.map(|then| View::without(then, around, whose, &self.kept).json);
        let mut before = earlier.unwrap_or_default();
        let mut after = self.json.clone();
        if !self.audience.sensitive {
            changes::with_ids(&Case::SHAPE, &mut before);
            changes::with_ids(&Case::SHAPE, &mut after);
        }
        changes::changes(sides, &before, &after, self.audience.sensitive)
    }
}
