//! Conditions and values in guides: minijinja expressions over the record.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use serde_json::Value as Tree;

use super::known::Known;
use super::{partners, roles};
use crate::record::agreed::{agreed, any_agreed};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::tree;

/// What expressions see.
pub(super) struct Scene<'a> {
    /// The case as a tree, every key of the schema there.
    pub(super) record: &'a Tree,
    /// What is known around the case.
    pub(super) known: &'a Known<'a>,
    /// The row that is being asked about, inside `rows` and `each`.
    pub(super) row: Option<&'a Tree>,
    /// This visit, as far as it is written; nothing before there is one.
    pub(super) visit: &'a Tree,
}

/// The value of an expression; the error is what is wrong with it, in one line.
pub(super) fn evaluate(expression: &str, scene: &Scene<'_>) -> Result<Value, String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(false);
    let expression_text = expression;
    let expression = environment.compile_expression(expression).map_err(in_one_line)?;
    let answered = answered(expression_text, scene.record);
    let kind = scene.record["kind"].as_str().unwrap_or_default();
    let value = expression
        .eval(context! {
            record => Value::from(Serde(named(expression_text, scene.record))),
            visit => Value::from(Serde(visit(expression_text, scene))),
            row => Value::from(Serde(scene.row)),
            kind => Value::from(Serde(scene.known.vocabulary.word("kinds", kind))),
            today => scene.known.today.to_string(),
            next_meeting => scene.known.next_meeting().map(|day| day.to_string()),
            missing_partners => partners(expression_text, scene),
            without_part => without_part(expression_text, scene),
            user => scene.known.user.as_str(),
            own => Value::from_function(own(expression_text, scene)),
            word => Value::from_function(word(expression_text, scene)),
            answered => Value::from_function(move |id: String| answered.contains(&id)),
            agreed => Value::from_function(agreements(expression_text, scene)),
        })
        .map_err(in_one_line)?;
    // every key of a record is there, so what nobody knows is a slip
    if value.is_undefined() { Err("a name in it is not known".into()) } else { Ok(value) }
}

// the parts of the record that the expression names: turning the whole of it into values would cost more than all the rest
fn named<'t>(expression: &str, record: &'t Tree) -> BTreeMap<&'t str, &'t Tree> {
    let names = names(expression);
    let parts = record.as_object().into_iter().flatten();
    parts.filter(|(key, _)| names.contains(&key.as_str())).map(|(key, part)| (key.as_str(), part)).collect()
}

// `agreed('transition.agreement')`: the agreement that is named there stands today, and names the place it goes to;
// `agreed()`: some agreement stands today
fn agreements(
    expression: &str,
    scene: &Scene<'_>,
) -> impl Fn(Option<String>) -> Result<bool, minijinja::Error> + use<> {
    let record = if expression.contains("agreed(") { scene.record.clone() } else { Tree::Null };
    let today = scene.known.today;
    move |place| match place.map(|place| Path::parse(&place)) {
        None => Ok(any_agreed(&record, today)),
        Some(place) if matches!(Case::SHAPE.at(&place), Ok(Shape::Row)) => {
            Ok(agreed(&record, &place, today).is_ok())
        }
        Some(place) => {
            let message = format!("`{place}` is no place that names an agreement");
            Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, message))
        }
    }
}

fn partners(expression: &str, scene: &Scene<'_>) -> Vec<String> {
    let asked = expression.contains("missing_partners");
    if asked { partners::missing(scene.record, scene.known.vocabulary) } else { Vec::new() }
}

fn without_part(expression: &str, scene: &Scene<'_>) -> Vec<String> {
    let asked = expression.contains("without_part");
    let people = if asked { roles::without_part(scene.record, scene.known, false) } else { Vec::new() };
    people.into_iter().map(|person| person.id).collect()
}

/// What an expression may depend on: whatever looks like a name in it, words in quotes too.
pub(super) fn names(expression: &str) -> Vec<&str> {
    let parts = expression.split(|c: char| !c.is_alphanumeric() && c != '_');
    parts.filter(|part| part.starts_with(|c: char| c.is_alphabetic() || c == '_')).collect()
}

/// The places that an expression names in so many words: of the record, of this visit's own row of a list, and of the row
/// that it is asked for, where that is one of `row`.
pub(super) fn places(expression: &str, row: Option<&Path>) -> Vec<Path> {
    named_places(expression, row).into_iter().map(|(place, _)| place).collect()
}

/// The words with which it compares such a place: `record.status == 'closed'`, `record.layer in ['te-matua']`.
pub(super) fn compared<'e>(expression: &'e str, row: Option<&Path>) -> Vec<(Path, &'e str)> {
    let places = named_places(expression, row).into_iter();
    places.flat_map(|(place, rest)| words(rest).map(move |word| (place.clone(), word))).collect()
}

// in quotes, after a sign that compares
fn words(rest: &str) -> impl Iterator<Item = &str> {
    let rest = rest.trim_start();
    let listed =
        ["in", "not in"].iter().find_map(|word| rest.strip_prefix(word)?.trim_start().strip_prefix('['));
    let listed = listed.and_then(|list| list.split(']').next());
    let one = ["==", "!="].iter().find_map(|sign| rest.strip_prefix(sign));
    let most = if listed.is_some() { usize::MAX } else { 1 };
    let said = listed.or(one.filter(|one| one.trim_start().starts_with(['\'', '"']))).unwrap_or_default();
    said.split(['\'', '"']).skip(1).step_by(2).take(most)
}

// each place, and what follows it
fn named_places<'e>(expression: &'e str, row: Option<&Path>) -> Vec<(Path, &'e str)> {
    let mut places = Vec::new();
    for (begins, base) in beginnings(expression, row) {
        let rest = &expression[begins..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(rest.len());
        let mut named = Path::parse(rest[..end].trim_end_matches('.'));
        // a key that is called is a method
        if rest[end..].starts_with('(') {
            named.0.pop();
        }
        if !named.0.is_empty() {
            places.push((base.join(&named), &rest[end..]));
        }
    }
    places
}

// where the keys after `record.`, `own('hui').` and `row.` begin, and below what they stand
fn beginnings(expression: &str, row: Option<&Path>) -> Vec<(usize, Path)> {
    let is_whole = |at: usize| {
        !expression[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '\'' | '"'))
    };
    let record = expression.match_indices("record.").filter(|(at, _)| is_whole(*at));
    let record = record.map(|(at, name)| (at + name.len(), Path::default()));
    let own = expression.match_indices("own('").filter_map(|(at, name)| {
        let begins = at + name.len();
        let (list, _) = expression[begins..].split_once("').")?;
        Some((begins + list.len() + 3, Path::parse(list).key("*")))
    });
    let row = row.into_iter().flat_map(|base| {
        let named = expression.match_indices("row.").filter(|(at, _)| is_whole(*at));
        named.map(|(at, name)| (at + name.len(), base.clone()))
    });
    record.chain(own).chain(row).collect()
}

/// Whether a condition holds; none holds always.
pub(super) fn holds(condition: Option<&str>, scene: &Scene<'_>) -> Result<bool, String> {
    condition.map_or(Ok(true), |c| evaluate(c, scene).map(|v| v.is_true()))
}

// `visit` has every key of a visit, and says `'rf-next' in visit.answers` also before there are any
fn visit(expression: &str, scene: &Scene<'_>) -> Tree {
    let mut visit = if expression.contains("visit") { scene.visit.clone() } else { Tree::Null };
    if visit.is_null() {
        visit = tree::whole_row(&Tree::Null, &Path::parse("visits.*"));
    }
    for key in ["answers", "not_needed", "left_open"] {
        if visit[key].is_null() {
            visit[key] = Tree::Object(serde_json::Map::new());
        }
    }
    visit
}

// `own('hui')` is this visit's row of a list; before there is one, a row that says nothing
fn own(expression: &str, scene: &Scene<'_>) -> impl Fn(String) -> Result<Value, minijinja::Error> + use<> {
    let asked = expression.contains("own(");
    let record = if asked { scene.record.clone() } else { Tree::Null };
    let own = scene.visit["rows"].as_array().filter(|_| asked).cloned().unwrap_or_default();
    move |list| {
        let list = Path::parse(&list);
        if Case::SHAPE.at(&list).ok().and_then(Shape::rows).is_none() {
            let message = format!("`{list}` is no list of rows");
            return Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, message));
        }
        let rows = tree::rows(&record, &list);
        let mine = rows.into_iter().find(|row| own.contains(&tree::at(&record, row)["id"]));
        let row = mine.unwrap_or_else(|| list.key("*"));
        Ok(Value::from(Serde(tree::whole_row(&record, &row))))
    }
}

// `word('closing-reasons', record.closing.reason)` is what people read for a word; nothing for none
fn word(expression: &str, scene: &Scene<'_>) -> impl Fn(String, Option<String>) -> Value + use<> {
    let vocabulary = expression.contains("word(").then(|| scene.known.vocabulary.clone());
    move |list, id| match vocabulary.as_ref().zip(id) {
        Some((vocabulary, id)) => Value::from(vocabulary.label(&list, &id)),
        None => Value::from(()),
    }
}

/// The ids of the prompts that were answered or not needed in any visit.
fn answered(expression: &str, record: &Tree) -> BTreeSet<String> {
    if !expression.contains("answered(") {
        return BTreeSet::new();
    }
    let visits = record["visits"].as_array().into_iter().flatten();
    let maps = visits.flat_map(|v| [&v["answers"], &v["not_needed"]]).filter_map(Tree::as_object);
    maps.flat_map(|m| m.keys().cloned()).collect()
}

// the detail names a filter or an undefined name; it never holds what the record says
fn in_one_line(error: minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.kind().to_string(),
    }
}
