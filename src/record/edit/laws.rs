//! Laws of editing, over generated documents and edits.

use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_yaml::Mapping;

use super::locate::at;
use super::*;
use crate::record::case::Case;
use crate::record::lines::{begins_line, line_end, line_start, next_line};
use crate::record::parse::dash;
use crate::record::path::{Step, row_id};
use crate::record::shape::{Field, Reader};
use crate::record::testing::{cases, document, spoilt, words};
use crate::record::text::tidy;

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => words().prop_map(Value::from),
        1 => select(vec![Value::Null, true.into(), 12.into(), (-1).into(), 1.5.into(), "2026-08-14".into(), "".into()]),
    ]
}

/// Values that can be set: texts, numbers, lists, rows, mappings.
fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        let keys = || prop::sample::subsequence(&["id", "what", "b", "ā", "i j"][..], 1..4);
        let map = (keys(), vec(inner.clone(), 4), 0..4).prop_map(|(keys, values, row)| {
            let id = |key: &str| (key == "id").then(|| Value::from(format!("r-{row}")));
            let pairs = keys.into_iter().zip(values).map(|(k, v)| (k.into(), id(k).unwrap_or(v)));
            Value::Mapping(pairs.collect())
        });
        prop_oneof![vec(inner, 0..4).prop_map(Value::Sequence), map, Just(Value::Mapping(Mapping::new()))]
    })
}

#[derive(Clone, Copy, Debug)]
enum Sort {
    Set,
    NewKey,
    Push,
    Remove,
    NewRow,
}

/// Every place of a tree; rows by their id where it is theirs alone, else by number.
fn places(node: &Node, path: Path, trail: Vec<usize>, out: &mut Vec<(Path, Vec<usize>)>) {
    let below = |i: usize| trail.iter().copied().chain([i]).collect::<Vec<_>>();
    for (i, entry) in node.entries().iter().enumerate() {
        places(&entry.value, path.key(&entry.key), below(i), out);
    }
    for (i, item) in node.items().iter().enumerate() {
        let id = row_id(item).filter(|id| node.items().iter().filter(|n| row_id(n) == Some(id)).count() == 1);
        places(item, id.map_or_else(|| path.index(i), |id| path.key(id)), below(i), out);
    }
    out.push((path, trail));
}

/// An edit of some kind at some place that can take it; nothing where the document has none.
fn edit(root: &Node, kind: Sort, pick: Index, value: Value) -> Option<(Edit, Vec<usize>)> {
    let mut all = Vec::new();
    places(root, Path::default(), Vec::new(), &mut all);
    let fits = |node: &Node, top: bool| match kind {
        Sort::Set | Sort::Remove => !top,
        Sort::NewKey => matches!(node.kind, Kind::Map { .. } | Kind::Null),
        Sort::Push => matches!(node.kind, Kind::List { .. } | Kind::Null) && !top,
        Sort::NewRow => matches!(node.kind, Kind::List { .. }),
    };
    all.retain(|(path, trail)| at(root, trail).is_some_and(|n| fits(n, path.0.is_empty())));
    let (path, trail) = (!all.is_empty()).then(|| pick.get(&all).clone())?;
    let edit = match kind {
        Sort::Set => Edit::Set { path, value },
        Sort::NewKey => Edit::Set { path: path.key("new"), value },
        Sort::Push => Edit::Push { path, value },
        Sort::Remove => Edit::Remove { path },
        Sort::NewRow => Edit::Set { path: path.key("n-1").key("what"), value },
    };
    Some((edit, trail))
}

/// What an edit means, said over on plain values.
fn model(mut value: Value, edit: &Edit) -> Value {
    match edit {
        Edit::Set { path, value: new } => set(&mut value, &path.0, meant::tidied(new)),
        Edit::Push { path, value: new } => {
            let list = find(&mut value, &path.0).unwrap();
            if list.is_null() {
                *list = Value::Sequence(Vec::new());
            }
            list.as_sequence_mut().unwrap().push(meant::tidied(new));
        }
        Edit::Remove { path } => {
            let (above, last) = path.split_last().unwrap();
            let around = find(&mut value, &above.0).unwrap();
            let index = index_of(around, last).unwrap();
            match around {
                Value::Sequence(items) => drop(items.remove(index)),
                Value::Mapping(map) => {
                    let key = map.keys().nth(index).unwrap().clone();
                    map.remove(&key);
                }
                _ => unreachable!(),
            }
        }
    }
    value
}

fn key_is(value: &Value, key: &str) -> bool {
    value.as_str() == Some(key) || serde_yaml::from_str::<Value>(key).is_ok_and(|k| k == *value)
}

fn index_of(value: &Value, step: &Step) -> Option<usize> {
    match (value, step) {
        (Value::Sequence(items), Step::Key(id)) => {
            items.iter().position(|row| row.get("id").is_some_and(|i| key_is(i, id)))
        }
        (Value::Sequence(items), Step::Index(i)) => (*i < items.len()).then_some(*i),
        (Value::Mapping(map), Step::Key(key)) => map.keys().position(|k| key_is(k, key)),
        _ => None,
    }
}

fn find<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    let index = index_of(value, step)?;
    match value {
        Value::Sequence(items) => find(items.get_mut(index)?, rest),
        Value::Mapping(map) => find(map.values_mut().nth(index)?, rest),
        _ => None,
    }
}

fn set(value: &mut Value, steps: &[Step], new: Value) {
    let Some((step, rest)) = steps.split_first() else {
        let id = value.get("id").filter(|id| !id.is_mapping() && !id.is_sequence() && !id.is_null()).cloned();
        *value = new;
        if let (Some(id), Some(map)) = (id, value.as_mapping_mut().filter(|map| !map.contains_key("id"))) {
            map.insert("id".into(), id);
        }
        return;
    };
    match (index_of(value, step), &mut *value) {
        (Some(index), Value::Sequence(items)) => set(&mut items[index], rest, new),
        (Some(index), Value::Mapping(map)) => set(map.values_mut().nth(index).unwrap(), rest, new),
        (None, Value::Sequence(items)) => {
            let Step::Key(id) = step else { unreachable!() };
            let mut row = Value::Mapping(Mapping::from_iter([("id".into(), id.as_str().into())]));
            set(&mut row, rest, new);
            items.push(row);
        }
        (None, _) => {
            let Step::Key(key) = step else { unreachable!() };
            if value.is_null() {
                *value = Value::Mapping(Mapping::new());
            }
            let mut below = Value::Null;
            set(&mut below, rest, new);
            value.as_mapping_mut().unwrap().insert(key.as_str().into(), below);
        }
        _ => unreachable!(),
    }
}

/// The same to whoever reads words: `12` and `'12'` are.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let find =
                |key: &Value| b.iter().find(|(k, _)| differ::words(k) == differ::words(key)).map(|(_, v)| v);
            a.len() == b.len() && a.iter().all(|(k, v)| find(k).is_some_and(|w| alike(v, w)))
        }
        (Value::Null, _) | (_, Value::Null) => meant::equal(one, other),
        (Value::Sequence(_) | Value::Mapping(_), _) | (_, Value::Sequence(_) | Value::Mapping(_)) => false,
        _ => {
            let read = |value| serde_yaml::from_str::<Value>(&differ::words(value)).ok();
            one == other
                || tidy(&differ::words(one)) == tidy(&differ::words(other))
                || read(one).as_ref() == Some(other)
                || read(other).as_ref() == Some(one)
        }
    }
}

/// Where the entry or item begins that a trail leads to.
fn start(text: &str, root: &Node, trail: &[usize]) -> usize {
    let Some((index, above)) = trail.split_last() else { return 0 };
    let around = at(root, above).unwrap();
    match &around.kind {
        Kind::Map { entries, .. } => entries[*index].key_span.start,
        _ if *index == 0 => around.span.start,
        _ => dash(text, around.items()[index - 1].span.end),
    }
}

/// The bytes whose comments may go with an edit, and those whose lines may change.
fn touched(text: &str, root: &Node, edit: &Edit, trail: &[usize]) -> (Range<usize>, Range<usize>) {
    let node = at(root, trail).unwrap();
    let outer = (0..=trail.len()).find(|depth| at(root, &trail[..*depth]).is_some_and(locate::is_flow));
    let mut lines = outer.map_or(trail, |depth| &trail[..depth]);
    let whole = line_end(text, node.span.end);
    let lost = match edit {
        Edit::Remove { .. } => start(text, root, trail)..whole,
        Edit::Set { path, .. } if reach(root, path).rest.is_empty() => match node.kind {
            Kind::List { .. } | Kind::Map { .. } => node.span.start..whole,
            _ => node.span.clone(),
        },
        _ => 0..0,
    };
    let alone = |around: &Node| around.items().len() + around.entries().len() == 1;
    if matches!(edit, Edit::Remove { .. }) && outer.is_none_or(|depth| depth == trail.len()) {
        let above = &trail[..trail.len() - 1];
        if alone(at(root, above).unwrap()) || !begins_line(text, start(text, root, trail)) {
            lines = above;
        }
    }
    let changed = at(root, lines).unwrap();
    let mut end = next_line(text, changed.span.end);
    while end < text.len() && matches!(text[end..line_end(text, end)].trim().chars().next(), None | Some('#'))
    {
        end = next_line(text, end);
    }
    (lost, line_start(text, start(text, root, lines))..end)
}

fn check(text: &str, edit: &Edit, trail: &[usize]) -> Result<(), TestCaseError> {
    let source = Source::read(text);
    prop_assert_eq!(&source.problems, &vec![]);
    let before = meant::read(text).unwrap();
    let result = source.apply(std::slice::from_ref(edit), None).map(|source| source.text);
    prop_assert!(result.is_ok(), "{:?}\n{:?}\n{}", result, edit, text);
    let result = result.unwrap();
    let shown = format!("{edit:?}\n--- before\n{text}\n--- after\n{result}");

    let after = meant::read(&result).unwrap();
    let wanted = model(before, edit);
    prop_assert!(alike(&after, &wanted), "{}\n{:#?}", shown, wanted);
    prop_assert!(meant::agrees(&Source::read(result.as_str()).root, &after), "{}", shown);

    let (lost, lines) = touched(text, &source.root, edit, trail);
    for (at, comment) in
        text.match_indices("# c").map(|(i, c)| (i, &text[i..i + text[i..].find(';').unwrap_or(c.len())]))
    {
        let kept = result.matches(&format!("{comment};")).count();
        prop_assert!(kept == 1 || lost.contains(&at), "{comment} {}", shown);
    }
    let same_start = text.bytes().zip(result.bytes()).take_while(|(a, b)| a == b).count();
    let same_end = text.bytes().rev().zip(result.bytes().rev()).take_while(|(a, b)| a == b).count();
    let added = same_start + same_end >= text.len();
    let within = same_start >= lines.start && same_end >= text.len().saturating_sub(lines.end);
    prop_assert!(added || within, "{lines:?} {}", shown);
    if text.contains('\n') {
        let crlf = text.matches('\n').count() == text.matches("\r\n").count();
        let breaks = if crlf { "\r\n" } else { "\n" };
        prop_assert_eq!(result.matches('\n').count(), result.matches(breaks).count(), "{}", shown);
        prop_assert_eq!(crlf, result.contains('\r') || !result.contains('\n') && crlf, "{}", shown);
    }
    prop_assert_eq!(text.starts_with('\u{feff}'), result.starts_with('\u{feff}'));
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn an_edit_means_what_it_says_and_touches_nothing_else(
        text in document(),
        kind in select(&[Sort::Set, Sort::Set, Sort::NewKey, Sort::Push, Sort::Remove, Sort::Remove, Sort::NewRow][..]),
        pick in any::<Index>(),
        value in value(),
    ) {
        if let Some((edit, trail)) = edit(&Source::read(text.as_str()).root, kind, pick, value) {
            check(&text, &edit, &trail)?;
        }
    }

    #[test]
    fn what_stands_there_already_is_not_written_again(text in document(), pick in any::<Index>()) {
        let root = Source::read(text.as_str()).root;
        let mut all = Vec::new();
        places(&root, Path::default(), Vec::new(), &mut all);
        let (path, trail) = pick.get(&all).clone();
        let mut value = meant::read(&text).unwrap();
        let value = trail.iter().fold(&mut value, |v, i| match v {
            Value::Sequence(items) => &mut items[*i],
            Value::Mapping(map) => map.values_mut().nth(*i).unwrap(),
            _ => unreachable!(),
        });
        let edit = Edit::Set { path, value: value.clone() };
        prop_assert_eq!(apply(&text, &[edit], None), Ok(text));
    }

    #[test]
    fn what_is_added_can_be_taken_away(text in document(), pick in any::<Index>(), value in value()) {
        let root = Source::read(text.as_str()).root;
        if let Some((Edit::Set { path, value }, _)) = edit(&root, Sort::NewKey, pick, value) {
            let edits = [Edit::Set { path: path.clone(), value }, Edit::Remove { path }];
            let result = apply(&text, &edits, None).unwrap();
            let (before, after) = (meant::read(&text).unwrap(), meant::read(&result).unwrap());
            prop_assert!(alike_but_empty(&before, &after), "--- before\n{text}\n--- after\n{result}");
        }
    }

    #[test]
    fn edits_after_edits(text in document(), steps in vec((0..5_usize, any::<Index>(), value()), 1..6)) {
        let kinds = [Sort::Set, Sort::NewKey, Sort::Push, Sort::Remove, Sort::NewRow];
        let mut text = text;
        for (kind, pick, value) in steps {
            let root = Source::read(text.as_str()).root;
            let Some((edit, _)) = edit(&root, kinds[kind], pick, value) else { continue };
            let wanted = model(meant::read(&text).unwrap(), &edit);
            let result = apply(&text, std::slice::from_ref(&edit), None);
            prop_assert!(result.is_ok(), "{result:?}\n{edit:?}\n{text}");
            text = result.unwrap();
            prop_assert!(alike(&meant::read(&text).unwrap(), &wanted), "{edit:?}\n{text}");
        }
    }

    #[test]
    fn spoilt_documents_are_edited_rightly_or_not_at_all(
        text in spoilt(),
        kind in select(&[Sort::Set, Sort::NewKey, Sort::Push, Sort::Remove, Sort::NewRow][..]),
        pick in any::<Index>(),
        value in value(),
    ) {
        let Some((edit, _)) = edit(&Source::read(text.as_str()).root, kind, pick, value) else { return Ok(()) };
        if let Ok(result) = apply(&text, std::slice::from_ref(&edit), None) {
            let wanted = model(meant::read(&text).unwrap(), &edit);
            let shown = format!("{edit:?}\n--- before\n{text}\n--- after\n{result}");
            prop_assert!(alike(&meant::read(&result).unwrap(), &wanted), "{}", shown);
        }
    }
}

/// Places of a case that hold words, with rows that are there and rows that are not.
const TEXTS: &[&str] = &[
    "title",
    "request.by",
    "request.success",
    "team.t-aaaa.connection",
    "team.[1].contact",
    "team.t-new.name",
    "voice.w-new.words",
    "sense.lens",
    "plan.stays",
    "plan.goals.g-1.what",
    "plan.goals.g-0.why",
    "plan.goals.g-0.actions.d-aaaa.what",
    "plan.goals.g-0.actions.d-new.note",
    "plan.goals.g-new.actions.d-new.what",
    "closing.learning",
    "reviews.b-new.whanau",
];
const LISTS: &[&str] =
    &["request.concerns", "request.hopes", "sense.themes", "plan.stands_on", "closing.thanks"];

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_case_stays_a_case(steps in vec((select(TEXTS), words(), select(LISTS), words(), 0..8_usize), 1..8), crlf in any::<bool>()) {
        let case = include_str!("case.yaml");
        let mut text = if crlf { case.replace('\n', "\r\n") } else { case.to_owned() };
        for (place, words, list, item, gone) in steps {
            let mut edits = vec![
                Edit::Set { path: Path::parse(place), value: words.as_str().into() },
                Edit::Push { path: Path::parse(list), value: format!("x{item}").into() },
            ];
            edits.extend((gone == 0).then(|| Edit::Remove { path: Path::parse("plan.goals.g-0") }));
            text = apply(&text, &edits, Some(&Case::SHAPE)).unwrap();
            let read = Source::read(text.as_str());
            let mut reader = Reader::default();
            prop_assert!(Case::read(&read.root, &mut reader).is_some());
            prop_assert_eq!((read.problems, reader.problems), (vec![], vec![]), "{}", text);
            let written = |path: &Path| path.find(&read.root).and_then(Node::text).map(str::to_owned);
            if !(gone == 0 && place.contains("g-0")) {
                prop_assert_eq!(written(&Path::parse(place)).map(|w| tidy(&w)), Some(tidy(&words)), "{}", text);
            }
            let last = Path::parse(list).find(&read.root).map_or(0, |n| n.items().len()) - 1;
            prop_assert_eq!(written(&Path::parse(list).index(last)), Some(tidy(&format!("x{item}"))), "{}", text);
        }
    }
}

/// The same, where an empty mapping is as good as none.
fn alike_but_empty(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Mapping(a), Value::Mapping(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((k, v), (l, w))| k == l && alike_but_empty(v, w))
        }
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike_but_empty(a, b))
        }
        _ => meant::equal(one, other),
    }
}
