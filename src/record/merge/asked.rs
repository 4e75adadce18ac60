//! What two people must be asked, as rows of a record's questions.

use serde_yaml::Value;

use super::tree::{map, row_id, rows, spelt, with_id};
use super::{KEY, Side};
use crate::record::id::LETTERS;
use crate::record::path::Path;
use crate::record::text::mark;

/// One thing to ask.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Where; nowhere in particular means the whole file.
    pub(super) path: Path,
    /// Whether what stands there for now is of the first side.
    pub(super) first: bool,
    /// What stands there for now.
    pub(super) stands: Option<Value>,
    /// What does not.
    pub(super) left: Option<Value>,
}

/// What is to be asked.
#[derive(Debug, Default)]
pub(super) struct Questions(pub(super) Vec<Asked>);

impl Questions {
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn add(&mut self, asked: Asked) {
        self.0.push(asked);
    }

    /// Forgets what was asked after so many.
    pub(super) fn back_to(&mut self, count: usize) {
        self.0.truncate(count);
    }

    /// Adds the questions to a record that do not stand there yet; their ids come back. Nothing comes back where the record
    /// holds something else in their place.
    pub(super) fn write(&self, sides: [&Side<'_>; 2], record: &mut Value) -> Option<Vec<String>> {
        let mut new = Vec::new();
        for asked in &self.0 {
            let question = row(asked, sides);
            let (id, there) = id(&question, rows(record, KEY));
            if there {
                continue;
            }
            let map = record.as_mapping_mut()?;
            if map.get(KEY).is_none_or(Value::is_null) {
                map.insert(KEY.into(), Value::Sequence(Vec::new()));
            }
            let row = Value::Mapping(with_id(question.as_mapping()?, &id));
            map.get_mut(KEY)?.as_sequence_mut()?.push(row);
            new.push(id);
        }
        Some(new)
    }
}

fn row(asked: &Asked, [one, other]: [&Side<'_>; 2]) -> Value {
    let (stands, left) = if asked.first { (one, other) } else { (other, one) };
    let path = asked.path.to_string();
    let words = |text: &str| Some(Value::from(crate::record::text::tidy(text))).filter(|v| v != "");
    map([
        ("path", words(&path)),
        ("one", asked.stands.clone()),
        ("one_by", words(stands.by)),
        ("one_on", Some(stands.on.to_string().into())),
        ("other", asked.left.clone()),
        ("other_by", words(left.by)),
        ("other_on", Some(left.on.to_string().into())),
    ])
}

/// The id of a question, and whether it stands there already. It comes from the place and the two values alone, so that two
/// people who merge the same have asked the same; of eight letters, so that different questions do not meet.
fn id(question: &Value, there: &[Value]) -> (String, bool) {
    let part = |row: &Value, key: &str| row.get(key).map_or_else(String::new, spelt);
    let what = |row: &Value| {
        let mut values = [part(row, "one"), part(row, "other")];
        values.sort();
        format!("{}\n{}", part(row, "path"), values.join("\n"))
    };
    let asked = what(question);
    let mut turn = 0;
    loop {
        let id = letters('u', &format!("{asked}\n{turn}"));
        match there.iter().find(|row| row_id(row).as_ref() == Some(&id)) {
            Some(row) if what(row) != asked => turn += 1,
            row => return (id, row.is_some()),
        }
    }
}

/// An id that is always the same for the same text, on every machine and in every version.
pub(super) fn letters(prefix: char, text: &str) -> String {
    let mut hash = mark(text.bytes());
    let mut id = format!("{prefix}-");
    for _ in 0..8 {
        let count = LETTERS.len() as u64;
        id.push(LETTERS.get((hash % count) as usize).map_or('a', |letter| *letter as char));
        hash /= count;
    }
    id
}
