//! Laws of merging, over the example cases and what people may do to them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_yaml::Value;

use super::pairs::is_nameless;
use super::story::story;
use super::testing::{Step, after, steps};
use super::told::Told;
use super::*;
use crate::record::case::Case;
use crate::record::cluster::People;
use crate::record::edit::{Source, meant};
use crate::record::testing::{cases_at_length, document};
use crate::record::text::tidy;
use crate::record::value::Free;

pub(super) fn side<'a>(text: &'a str, by: &'a str, day: u8) -> Side<'a> {
    Side { text, by, on: format!("2026-08-{:02}", day + 10).parse().unwrap() }
}

fn is_record<T: Field>(text: &str) -> bool {
    Version::read::<T>(text).is_record
}

/// Merges from both sides, and looks at everything that holds for one merge.
pub(super) fn lawful<T: Field>(
    base: Option<&str>,
    a: &Side<'_>,
    b: &Side<'_>,
) -> Result<Merged, TestCaseError> {
    let merged = merge::<T>(base, a, b);
    let show = |what: &str| {
        let m = merged.as_ref().map_or_else(|e| format!("{e:?}"), |m| m.text.clone());
        format!(
            "{what}\n=== base\n{}\n=== a\n{}\n=== b\n{}\n=== merged\n{m}",
            base.unwrap_or("-"),
            a.text,
            b.text
        )
    };
    prop_assert_eq!(&merged, &merge::<T>(base, b, a), "{}", show("the same from both sides"));
    prop_assert!(merged.is_ok(), "{}", show("can be merged"));
    let merged = merged.clone().unwrap();
    let text = merged.text.as_str();

    // it can be read, and holds no marks
    let source = Source::read(text);
    prop_assert!(source.problems.is_empty(), "{}", show("can be read"));
    prop_assert!(meant::agrees(&source.root, &meant::read(text).unwrap()), "{}", show("two readers"));
    let one_sided = [a.text, b.text].contains(&base.unwrap_or_default());
    let records = [a, b].iter().filter(|side| is_record::<T>(side.text)).count();
    prop_assert!(is_record::<T>(text) || records == 0 || one_sided, "{}", show("a record"));
    prop_assert!(!lines::has_marks(text), "{}", show("marks"));

    // where all of one side is asked about, all of it is in the question
    if let [Question { path: None, other: whole, .. }] = merged.questions.as_slice() {
        let whole = whole.0.as_str();
        prop_assert!(
            [a, b].iter().any(|side| whole == Some(tidy(side.text).as_str())),
            "{}",
            show("the whole text")
        );
        return Ok(merged);
    }

    let was = base.map(Told::by).unwrap_or_default();
    let [one, other, now] = [a.text, b.text, text].map(Told::by);
    let nameless = [&was, &one, &other].iter().any(|told| told.has_nameless());
    for leaf in now.leaves.iter().filter(|leaf| !leaf.is_free(nameless)) {
        let invented = |line: &&str| one.lacks(leaf).contains(line) && other.lacks(leaf).contains(line);
        let said = one.says(leaf) || other.says(leaf) || !leaf.words.lines().any(|line| invented(&line));
        prop_assert!(said, "{}", show(&format!("invented: {leaf:?}")));
    }
    for (mine, theirs) in [(&one, &other), (&other, &one)] {
        for leaf in mine.leaves.iter().filter(|leaf| !leaf.is_free(nameless)) {
            if !was.said(leaf) {
                // of a text that both changed, the paragraphs that are new
                let gone = now.lacks(leaf).into_iter().any(|line| was.lacks(leaf).contains(&line));
                prop_assert!(now.says_or_asks(leaf) || !gone, "{}", show(&format!("dropped: {leaf:?}")));
            } else if theirs.said(leaf) {
                // of several that say the same, each may have changed another one
                let fewer = |side: &Told| side.times(leaf) < was.times(leaf);
                prop_assert!(
                    now.says_or_asks(leaf) || fewer(mine) && fewer(theirs),
                    "{}",
                    show(&format!("unchanged, and not there: {leaf:?}"))
                );
            } else if !now.asks() && was.knows(leaf) && !leaf.place.contains(".*") {
                // another row may say the same, and have lost its id
                let gone = !now.said(leaf) || mine.has_nameless_saying(leaf);
                prop_assert!(gone, "{}", show(&format!("taken away, and back: {leaf:?}")));
            }
        }
    }

    // comments
    let remarks = |text: &str| remarks::all(&Source::read(text)).into_iter().collect::<BTreeSet<String>>();
    let (was, one, other, now) =
        (base.map(remarks).unwrap_or_default(), remarks(a.text), remarks(b.text), remarks(text));
    for remark in one.union(&other) {
        let stays = !was.contains(remark) || one.contains(remark) && other.contains(remark);
        // of a text that was set aside they stand in the question, tidied as all that a record says
        prop_assert!(
            !stays || now.contains(remark) || text.contains(remark.as_str()) || text.contains(&tidy(remark)),
            "{}",
            show(&format!("a comment is lost: {remark}"))
        );
    }

    // questions that are new, and no others
    let ids = |text: &str| -> Vec<String> {
        tree::rows(&tree::of(&Source::read(text).root), KEY).iter().filter_map(tree::row_id).collect()
    };
    let (before, after) = ([ids(a.text), ids(b.text)].concat(), ids(text));
    let new: Vec<String> = merged.questions.iter().map(|q| q.id.as_ref().unwrap().to_string()).collect();
    prop_assert!(new.iter().all(|id| after.contains(id) && !before.contains(id)), "{}", show("questions"));
    prop_assert!(after.iter().all(|id| new.contains(id) || before.contains(id)), "{}", show("questions"));

    // what one side has already changes nothing
    for (base, one, other) in [(base, text, text), (Some(a.text), text, a.text), (Some(b.text), text, b.text)]
    {
        let again = merge::<T>(base, &side(one, "x", 1), &side(other, "y", 2));
        prop_assert_eq!(again.as_ref().map(|m| m.text.as_str()), Ok(text));
    }
    Ok(merged)
}

/// A record in which nothing stands twice in a list, and no paragraph twice in a text.
fn once(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let mut told: Vec<&str> = Vec::new();
            for paragraph in text.split("\n\n") {
                if !told.contains(&paragraph) {
                    told.push(paragraph);
                }
            }
            told.join("\n\n").into()
        }
        Value::Sequence(items) => {
            let mut items: Vec<Value> = items.iter().map(once).collect();
            items.dedup();
            Value::Sequence(items)
        }
        Value::Mapping(map) => Value::Mapping(map.iter().map(|(k, v)| (k.clone(), once(v))).collect()),
        _ => value.clone(),
    }
}

/// A record without the lists in which an earlier one had rows without an id: where such a row was written all anew, nobody
/// can tell which of those that are there now it is, and one that has an id and says the same is it.
fn without_nameless(value: &Value, was: Option<&Value>) -> Value {
    let has_nameless = |list: &Value| list.as_sequence().is_some_and(|rows| rows.iter().any(is_nameless));
    match value {
        Value::Mapping(map) => {
            let before = |key: &Value| was.and_then(|was| was.get(key));
            let kept = map.iter().filter(|(key, _)| !before(key).is_some_and(has_nameless));
            Value::Mapping(kept.map(|(k, v)| (k.clone(), without_nameless(v, before(k)))).collect())
        }
        Value::Sequence(rows) => {
            let before = |row: &Value| {
                let id = tree::row_id(row)?;
                was?.as_sequence()?.iter().find(|was| tree::row_id(was).as_ref() == Some(&id))
            };
            Value::Sequence(rows.iter().map(|row| without_nameless(row, before(row))).collect())
        }
        _ => value.clone(),
    }
}

/// Whether a text of several paragraphs is asked about. Where both were written all anew, one may have taken away what the
/// other changed, which is asked also where one had been joined with the other before (`examples.rs`).
fn asks_anew(merged: &Merged) -> bool {
    let is_long = |value: &Free| value.0.as_str().is_some_and(|text| text.contains('\n'));
    merged.questions.iter().any(|q| is_long(&q.one) || is_long(&q.other))
}

/// Whether something is asked about a row that neither version has by an id: what one wrote all anew, the other may have
/// taken away.
fn asks_of_nameless(merged: &Merged, sides: [&str; 2]) -> bool {
    let (told, now) = (sides.map(Told::by), Told::by(&merged.text));
    let places = merged.questions.iter().filter_map(|question| question.path.as_ref());
    places
        .into_iter()
        .any(|place| now.rows_at(&format!(".{place}.")).any(|row| !told.iter().any(|t| t.has(row))))
}

// of each law 256, and at length more than 10,000 triples: those of work that crosses count five times
proptest! {
    #![proptest_config(cases_at_length(256, 3000))]

    #[test]
    fn two_versions_of_a_case(story in story()) {
        let [base, a, b] = story.told();
        lawful::<Case>(Some(&base), &side(&a, "p-aaaa", story.days.0), &side(&b, "p-bbbb", story.days.1))?;
    }
}

proptest! {
    #![proptest_config(cases_at_length(256, 1000))]

    #[test]
    fn two_cases_that_began_apart(story in story()) {
        let [_, a, b] = story.told();
        lawful::<Case>(None, &side(&a, "p-aaaa", story.days.0), &side(&b, "p-bbbb", story.days.1))?;
    }
}

proptest! {
    #![proptest_config(cases_at_length(256, 450))]

    #[test]
    fn work_that_crosses(story in story(), c in steps(4), d in steps(4)) {
        let [base, a, b] = story.told();
        let (one, other) = (side(&a, "p-aaaa", story.days.0), side(&b, "p-bbbb", story.days.1));
        let m = lawful::<Case>(Some(&base), &one, &other)?.text;
        let (c, d) = (after(&m, &c, &story.near, &Case::SHAPE), after(&m, &d, &story.near, &Case::SHAPE));
        for base in [&a, &b] {
            lawful::<Case>(Some(base), &side(&c, "p-aaaa", 4), &side(&d, "p-bbbb", 5))?;
        }
        // a copy that lags behind brings nothing new; that nothing is dropped holds for it as for all
        for old in [&one, &other] {
            let again = lawful::<Case>(Some(&base), &side(&m, "p-cccc", 4), old)?;
            if asks_anew(&again) || asks_of_nameless(&again, [&m, old.text]) {
                continue;
            }
            let was = tree::of(&Source::read(&base).root);
            let tree = |text: &str| {
                let record = tree::of(&Source::read(text).root);
                once(&tree::sorted(&without_nameless(&record, Some(&was))))
            };
            let shown = format!(
                "=== base\n{base}\n=== a\n{a}\n=== b\n{b}\n=== merged\n{m}\n=== and again with\n{}\n=== merged\n{}",
                old.text, again.text
            );
            let (now, was) = (tree(&again.text), tree(&m));
            prop_assert!(tree::same(Some(&now), Some(&was)), "something new\n{}", shown);
        }
    }
}

proptest! {
    #![proptest_config(cases_at_length(256, 500))]

    #[test]
    fn a_side_that_went_wrong(story in story(), at in any::<Index>(), put in "[-\\[\\]{}:&*!|>'\"%@` \n\t]{1,4}|<<<<<<< x\n") {
        let [base, a, mut b] = story.told();
        let starts: Vec<usize> = b.char_indices().map(|(n, _)| n).collect();
        b.insert_str(*at.get(&starts), &put);
        let (one, other) = (side(&a, "p-aaaa", story.days.0), side(&b, "p-bbbb", story.days.1));
        let merged = merge::<Case>(Some(&base), &one, &other);
        prop_assert_eq!(&merged, &merge::<Case>(Some(&base), &other, &one));
        let Ok(merged) = merged else {
            prop_assert!(Version::read::<Case>(&b).is_newer, "{:?}\n{}\n{}", merged, a, b);
            return Ok(());
        };
        prop_assert!(is_record::<Case>(&merged.text) || !is_record::<Case>(&a) || merged.text == b);
        if !Version::read::<Case>(&b).is_sound {
            let words = merged.questions.iter().map(|q| q.other.0.as_str().unwrap().to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(words, [tidy(&b)]);
        }
    }
}

proptest! {
    #![proptest_config(cases_at_length(256, 2500))]

    #[test]
    fn files_in_any_style(text in document(), before in steps(2), a in steps(5), b in steps(5), near in any::<Index>()) {
        let made = |text: &str, steps: &[Step]| after(text, steps, &near, &Free::SHAPE);
        let base = made(&text, &before);
        let (a, b) = (made(&base, &a), made(&base, &b));
        prop_assume!([&a, &b].iter().all(|text| Version::read::<Free>(text).is_sound));
        lawful::<Free>(Some(&base), &side(&a, "p-aaaa", 1), &side(&b, "p-bbbb", 1))?;
    }
}

proptest! {
    #![proptest_config(cases_at_length(256, 2000))]

    #[test]
    fn people_too(before in steps(3), a in steps(6), b in steps(6), near in any::<Index>()) {
        let people = include_str!("../../../examples/cluster/people.yaml");
        let made = |text: &str, steps: &[Step]| after(text, steps, &near, &People::SHAPE);
        let base = made(people, &before);
        let (a, b) = (made(&base, &a), made(&base, &b));
        lawful::<People>(Some(&base), &side(&a, "p-aaaa", 1), &side(&b, "p-bbbb", 2))?;
    }
}
