//! Answering a question that a merge left open.

use serde_yaml::Value;

use super::values::AS_ONE;
use super::{KEY, Unreadable, tree};
use crate::record::edit::{Edit, Source};
use crate::record::path::{Path, Step};

/// Which of the two holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What `one` says.
    One,
    /// What `other` says.
    Other,
    /// What stands there by now.
    AsItIs,
    /// Something else, which whoever asks puts there.
    Neither,
}

/// The edits that answer a question of a record: what was chosen goes to its place, and the question goes away;
/// with it what was written as one with it.
pub fn answer(text: &str, question: &str, choice: Choice) -> Result<Vec<Edit>, Unreadable> {
    let source = Source::read(text);
    if let Some(problem) = source.problems.first() {
        return Err(no(&problem.message, &problem.remedy));
    }
    let record = tree::of(&source.root);
    let list = Path::default().key(KEY);
    let rows = tree::rows(&record, KEY);
    let row = rows.iter().find(|row| tree::row_id(row).as_deref() == Some(question));
    let row = row.ok_or_else(|| {
        no(&format!("there is no question `{question}`"), "Somebody may have answered it meanwhile.")
    })?;
    let with = if choice == Choice::Neither { None } else { written_with(row, rows) };
    let decided: Vec<&Value> = std::iter::once(row).chain(with).collect();
    let mut edits = Vec::new();
    for row in &decided {
        edits.extend(chosen(&record, &source, row, choice)?);
    }
    if decided.len() == rows.len() {
        edits.push(Edit::Remove { path: list });
    } else {
        let gone = decided.into_iter().filter_map(tree::row_id);
        edits.extend(gone.map(|id| Edit::Remove { path: list.key(id) }));
    }
    Ok(edits)
}

fn place(row: &Value) -> Path {
    row.get("path").and_then(Value::as_str).map(Path::parse).unwrap_or_default()
}

/// The question about what was written as one with what a question is about, by the same two people.
fn written_with<'r>(row: &Value, rows: &'r [Value]) -> Option<&'r Value> {
    let path = place(row);
    let (above, Step::Key(last)) = path.split_last()? else { return None };
    let key = AS_ONE.into_iter().find_map(|keys| match keys {
        [one, other] if last == one => Some(other),
        [one, other] if last == other => Some(one),
        _ => None,
    })?;
    let path = above.key(key);
    let by_the_same = |other: &Value| {
        ["one_by", "one_on", "other_by", "other_on"].iter().all(|k| other.get(k) == row.get(k))
    };
    rows.iter().find(|other| place(other) == path && by_the_same(other))
}

/// The edit that puts in place what was chosen.
fn chosen(record: &Value, source: &Source, row: &Value, choice: Choice) -> Result<Option<Edit>, Unreadable> {
    let path = place(row);
    let value = |key: &str| row.get(key).and_then(tree::something).cloned();
    let chosen = match choice {
        Choice::AsItIs | Choice::Neither => None,
        Choice::One => Some(value("one")),
        Choice::Other => Some(value("other")),
    };
    Ok(match chosen {
        None => None,
        Some(None) if path.0.is_empty() => None,
        Some(Some(whole)) if path.0.is_empty() => Some(whole_file(record, row, &whole)?),
        // where the other took it away, what was kept may have grown since
        Some(Some(_))
            if choice == Choice::One && value("other").is_none() && path.find(&source.root).is_some() =>
        {
            None
        }
        Some(Some(value)) => Some(put(record, &path, value)?),
        // there may be none already
        Some(None) => path.find(&source.root).is_some().then_some(Edit::Remove { path }),
    })
}

// a value for a row that somebody took away meanwhile would make a row of it alone
fn put(record: &Value, path: &Path, value: Value) -> Result<Edit, Unreadable> {
    let above = (1..path.0.len()).map(|n| Path(path.0[..n].to_vec()));
    let mut lists = above.filter(|above| tree::at(record, above).is_some_and(Value::is_sequence));
    let lost = lists.find(|list| {
        let row = Path(path.0[..=list.0.len()].to_vec());
        row != *path && tree::at(record, &row).is_none()
    });
    match lost {
        Some(list) => Err(no(
            &format!("the row of `{list}` that this is about is not there any more"),
            "Leave it as it is now, or write it where it belongs by hand.",
        )),
        None => Ok(Edit::Set { path: path.clone(), value }),
    }
}

fn whole_file(record: &Value, question: &Value, whole: &Value) -> Result<Edit, Unreadable> {
    let text = whole.as_str().unwrap_or_default();
    let source = Source::read(format!("{text}\n"));
    let mut value = tree::of(&source.root);
    let open = tree::rows(record, KEY).iter().filter(|row| *row != question).cloned();
    let map = value.as_mapping_mut().filter(|_| source.problems.is_empty() && !super::lines::has_marks(text));
    let Some(map) = map else {
        return Err(no(
            "that version cannot be read, so that it cannot be put in place",
            "Take over by hand what is missing from it (`pikorua edit`), then leave the record as it is now.",
        ));
    };
    // the questions stand in this record, and the one that is answered goes away by itself
    let open = open.chain(std::iter::once(question.clone()));
    map.insert(KEY.into(), Value::Sequence(open.collect()));
    Ok(Edit::Set { path: Path::default(), value })
}

fn no(message: &str, remedy: &str) -> Unreadable {
    Unreadable { message: message.into(), remedy: remedy.into() }
}
