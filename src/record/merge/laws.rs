//! Laws of merging, over the example cases and what people may do to them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_yaml::Value;

use super::testing::{Step, after, steps, texts};
use super::*;
use crate::record::case::Case;
use crate::record::cluster::People;
use crate::record::edit::meant;
use crate::record::testing::cases;
use crate::record::text::tidy;

/// The values of a record, each with its place: rows by their id, or all alike.
#[derive(Default)]
struct Leaves {
    by_id: BTreeSet<(String, String)>,
    alike: BTreeSet<(String, String)>,
    asked: BTreeSet<String>,
    // whether a question is about the whole file
    whole: bool,
}

impl Leaves {
    fn of(text: &str) -> Leaves {
        let mut leaves = Leaves::default();
        let record = tree::of(&Source::read(text).root);
        leaves.walk(&record, "", "");
        for question in tree::rows(&record, KEY) {
            leaves.ask(question);
            leaves.whole |= question.get("path").is_none();
        }
        leaves
    }

    fn walk(&mut self, value: &Value, by_id: &str, alike: &str) {
        match value {
            Value::Mapping(map) => {
                for (key, value) in map {
                    let key = key.as_str().unwrap();
                    if !(by_id.is_empty() && key == KEY) {
                        self.walk(value, &format!("{by_id}.{key}"), &format!("{alike}.{key}"));
                    }
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    let id = tree::row_id(item).unwrap_or("*".into());
                    self.walk(item, &format!("{by_id}.{id}"), &format!("{alike}.*"));
                }
            }
            _ => {
                if let Some(value) = tree::something(value) {
                    let words = value.as_str().map_or_else(|| tree::spelt(value), str::to_owned);
                    self.by_id.insert((by_id.into(), words.clone()));
                    self.alike.insert((alike.into(), words));
                }
            }
        }
    }

    fn ask(&mut self, value: &Value) {
        match value {
            Value::Mapping(map) => map.values().for_each(|value| self.ask(value)),
            Value::Sequence(items) => items.iter().for_each(|value| self.ask(value)),
            Value::String(words) => {
                self.asked.insert(words.clone());
                self.asked.extend(words.lines().map(str::to_owned));
            }
            _ => drop(self.asked.insert(tree::spelt(value))),
        }
    }

    fn has(&self, path: &str, words: &str) -> bool {
        let known = (path.to_owned(), words.to_owned());
        self.by_id.contains(&known) || self.alike.contains(&known)
    }

    /// Whether some words stand at a place, or each of their lines does.
    fn tells(&self, path: &str, words: &str) -> bool {
        let lines = |line: &str| {
            line.trim().is_empty()
                || self
                    .by_id
                    .iter()
                    .chain(&self.alike)
                    .any(|(p, w)| p == path && w.lines().any(|l| l == line))
        };
        self.has(path, words) || words.contains('\n') && words.lines().all(lines)
    }
}

fn is_free(path: &str) -> bool {
    path.ends_with(".id") || path.starts_with(".visits.") && path.ends_with(".reached")
}

fn side<'a>(text: &'a str, by: &'a str, day: u8) -> Side<'a> {
    Side { text, by, on: format!("2026-08-{:02}", day + 10).parse().unwrap() }
}

fn is_record<T: Field>(text: &str) -> bool {
    Version::read::<T>(text).is_record
}

/// Merges from both sides, and looks at everything that holds for one merge.
fn lawful<T: Field>(base: Option<&str>, a: &Side<'_>, b: &Side<'_>) -> Result<Merged, TestCaseError> {
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

    let was = base.map(Leaves::of).unwrap_or_default();
    let [one, other, now] = [a.text, b.text, text].map(Leaves::of);
    for (path, words) in &now.by_id {
        let from = [&one, &other].iter().any(|side| side.tells(path, words));
        let lines = || {
            words.lines().all(|l| {
                l.trim().is_empty() || [&one, &other].iter().any(|s| s.tells(path, &format!("{l}\n{l}")))
            })
        };
        let named = path.ends_with(".id");
        prop_assert!(
            from || named
                || lines()
                || [&one, &other].iter().any(|s| s.alike.iter().any(|(_, w)| w == words)),
            "{}",
            show(&format!("invented: {path} {words:?}"))
        );
    }
    for (mine, theirs) in [(&one, &other), (&other, &one)] {
        for ((path, words), (alike, _)) in mine.by_id.iter().map(|leaf| (leaf, leaf)) {
            let _ = alike;
            let kept = now.tells(path, words)
                || now.asked.contains(words)
                || is_free(path)
                || words.lines().all(|l| {
                    l.trim().is_empty()
                        || now.asked.contains(l)
                        || now.tells(path, &format!("{l}\n{l}"))
                        || was.tells(path, &format!("{l}\n{l}")) && !theirs.tells(path, &format!("{l}\n{l}"))
                });
            if !was.has(path, words) {
                let anywhere = now.alike.iter().any(|(_, w)| w == words);
                let nameless = path.contains(".*.")
                    || !now
                        .by_id
                        .iter()
                        .any(|(p, _)| p.starts_with(&path[..path.len().min(path.rfind('.').unwrap_or(0))]));
                prop_assert!(kept || anywhere && nameless, "{}", show(&format!("dropped: {path} {words:?}")));
            } else if theirs.has(path, words) {
                prop_assert!(kept, "{}", show(&format!("unchanged, and not there: {path} {words:?}")));
            } else if merged.questions.is_empty() && !now.whole && !path.contains(".*") {
                prop_assert!(
                    !now.by_id.contains(&(path.clone(), words.clone())),
                    "{}",
                    show(&format!("taken away, and back: {path} {words:?}"))
                );
            }
        }
    }

    // comments
    let remarks = |text: &str| remarks::all(&Source::read(text)).into_iter().collect::<BTreeSet<String>>();
    let (was, one, other, now) =
        (base.map(remarks).unwrap_or_default(), remarks(a.text), remarks(b.text), remarks(text));
    for remark in one.union(&other) {
        let stays = !was.contains(remark) || one.contains(remark) && other.contains(remark);
        prop_assert!(!stays || now.contains(remark), "{}", show(&format!("a comment is lost: {remark}")));
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

/// A record in which nothing stands twice in a list.
fn once(value: &Value) -> Value {
    match value {
        Value::Sequence(items) => {
            let mut items: Vec<Value> = items.iter().map(once).collect();
            items.dedup();
            Value::Sequence(items)
        }
        Value::Mapping(map) => Value::Mapping(map.iter().map(|(k, v)| (k.clone(), once(v))).collect()),
        _ => value.clone(),
    }
}

#[derive(Clone, Debug)]
struct Story {
    text: Index,
    near: Index,
    before: Vec<Step>,
    a: Vec<Step>,
    b: Vec<Step>,
    days: (u8, u8),
    windows: u8,
}

fn story() -> impl Strategy<Value = Story> {
    let texts = (any::<Index>(), any::<Index>());
    (texts, steps(4), steps(7), steps(7), (0..3_u8, 0..3_u8), 0..12_u8).prop_map(
        |((text, near), before, a, b, days, windows)| Story { text, near, before, a, b, days, windows },
    )
}

impl Story {
    fn told(&self) -> [String; 3] {
        let start = self.text.get(texts());
        let after = |text: &str, steps| after(text, steps, &self.near, &Case::SHAPE);
        let base = after(start, &self.before);
        let windows = |text: String| text.replace("\r\n", "\n").replace('\n', "\r\n");
        let (a, b) = (after(&base, &self.a), after(&base, &self.b));
        if self.windows == 0 { [base, windows(a), b] } else { [base, a, b] }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn two_versions_of_a_case(story in story()) {
        let [base, a, b] = story.told();
        lawful::<Case>(Some(&base), &side(&a, "p-aaaa", story.days.0), &side(&b, "p-bbbb", story.days.1))?;
    }

    #[test]
    fn two_cases_that_began_apart(story in story()) {
        let [_, a, b] = story.told();
        lawful::<Case>(None, &side(&a, "p-aaaa", story.days.0), &side(&b, "p-bbbb", story.days.1))?;
    }

    #[test]
    fn work_that_crosses(story in story(), c in steps(4), d in steps(4)) {
        let [base, a, b] = story.told();
        let (one, other) = (side(&a, "p-aaaa", story.days.0), side(&b, "p-bbbb", story.days.1));
        let m = lawful::<Case>(Some(&base), &one, &other)?.text;
        let (c, d) = (after(&m, &c, &story.near, &Case::SHAPE), after(&m, &d, &story.near, &Case::SHAPE));
        for base in [&a, &b] {
            lawful::<Case>(Some(base), &side(&c, "p-aaaa", 4), &side(&d, "p-bbbb", 5))?;
        }
        // a copy that lags behind brings nothing new
        for old in [&one, &other] {
            let again = lawful::<Case>(Some(&base), &side(&m, "p-cccc", 4), old)?;
            let tree = |text: &str| once(&tree::sorted(&tree::of(&Source::read(text).root)));
            prop_assert_eq!(tree(&again.text), tree(&m), "\n{}\n---\n{}\n---\n{}", base, m, old.text);
        }
    }

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

    #[test]
    fn people_too(before in steps(3), a in steps(6), b in steps(6), near in any::<Index>()) {
        let people = include_str!("../../../examples/cluster/people.yaml");
        let made = |text: &str, steps: &[Step]| after(text, steps, &near, &People::SHAPE);
        let base = made(people, &before);
        let (a, b) = (made(&base, &a), made(&base, &b));
        lawful::<People>(Some(&base), &side(&a, "p-aaaa", 1), &side(&b, "p-bbbb", 2))?;
    }
}
