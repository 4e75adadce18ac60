//! What holds for any input: no reader panics, and a case is what was written.

use std::fs;
use std::sync::OnceLock;

use pikorua::folder::{Cluster, Library};
use pikorua::guide::answers_file::Answers;
use pikorua::guide::known::Known;
use pikorua::guide::load;
use pikorua::guide::walk::Walk;
use pikorua::record::case::Case;
use pikorua::record::case_text::CaseText;
use pikorua::record::cluster::{People, Setting};
use pikorua::record::id::Ids;
use pikorua::record::problem::Problem;
use pikorua::record::read::read;
use pikorua::record::shape::{Field, MapShape, Shape};
use pikorua::record::text::tidy;
use pikorua::record::tree;
use pikorua::record::vocabulary::Vocabulary;
use pikorua::view::Audiences;
use proptest::prelude::*;
use serde_json::{Map, Value as Tree};

use crate::common::{crate_folder, entries};

/// So many cases of a law, or as many as `PROPTEST_CASES` asks for.
fn times(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

/// All texts of a folder of the crate.
fn texts(folder: &str) -> Vec<String> {
    let folder = crate_folder().join(folder);
    let files = entries(&folder).into_iter().filter(|file| file.is_file());
    files.map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn cases() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut all = texts("examples/cluster/cases/2026");
        all.extend(texts("tests/valid"));
        all
    })
}

fn guides() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| texts("templates/guides"))
}

fn vocabulary() -> &'static Vocabulary {
    static WORDS: OnceLock<Vocabulary> = OnceLock::new();
    WORDS.get_or_init(|| Vocabulary::parse(Library::built_in().vocabulary()).unwrap())
}

/// Something that went wrong with a text on its way: a piece lost, doubled, moved, or something strange put in.
#[derive(Clone, Debug)]
struct Damage {
    at: prop::sample::Index,
    length: usize,
    put: String,
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let strange = prop_oneof![
        Just(String::new()),
        "[-\\[\\]{}:,#&*!|>'\"%@`? \n\t=.]{1,4}",
        prop::sample::select(vec![
            "\u{feff}",
            "\0",
            "\r",
            "\u{2028}",
            "ā",
            "---\n",
            "<<: *a",
            "\u{1f984}",
            "[[prompt]]\n",
            "''",
            "\"\"\""
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let one = (any::<prop::sample::Index>(), prop_oneof![Just(0_usize), 1..4_usize, 1..200_usize], strange);
    prop::collection::vec(one.prop_map(|(at, length, put)| Damage { at, length, put }), 1..4)
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for damage in damages.iter().filter(|_| !letters.is_empty()).cloned().collect::<Vec<_>>() {
        let at = damage.at.index(letters.len().max(1)).min(letters.len());
        let end = (at + damage.length).min(letters.len());
        letters.splice(at..end, damage.put.chars());
    }
    letters.into_iter().collect()
}

/// What is found can be shown: it lies in the text, and cuts no letter.
fn can_be_shown(text: &str, problems: &[Problem]) -> Result<(), TestCaseError> {
    for problem in problems {
        prop_assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
        prop_assert!(!problem.message.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
        prop_assert!(pikorua::check::rule(problem.rule).is_some(), "no rule is called {}", problem.rule);
    }
    Ok(())
}

fn read_as_everything(text: &str) -> Result<(), TestCaseError> {
    can_be_shown(text, &read::<Case>(text).problems)?;
    can_be_shown(text, &read::<People>(text).problems)?;
    can_be_shown(text, &read::<Setting>(text).problems)
}

fn walk_with(text: &str, guide: &str) -> Result<(), TestCaseError> {
    let guide = load::load("a guide", guide, vocabulary()).unwrap();
    let parsed = pikorua::record::parse::parse(text);
    if !parsed.problems.is_empty() {
        return Ok(());
    }
    let user = "p-4kd7".parse().unwrap();
    let today = "2026-08-14".parse().unwrap();
    let calendar = pikorua::record::term::Calendar::EMPTY;
    let vocabulary = vocabulary();
    let known = Known {
        vocabulary,
        people: &[],
        settings: &[],
        today,
        calendar,
        meetings: None,
        first_contact: 14,
        user: &user,
        guides: &Vec::new(),
    };
    let mut answers = Answers::new(&parsed.root, &guide);
    let base = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: draft\n";
    let mut case = CaseText::read("a case", base).unwrap();
    let mut walk = Walk::new(&guide, case.case(), known, Ids::seeded(1));
    let mut steps = 0;
    while let Some(edits) = walk.step(&mut answers).map_err(|e| TestCaseError::fail(e.to_string()))? {
        steps += 1;
        prop_assert!(steps < 5000, "the walk never ends");
        case = case.apply(&edits).map_err(|e| TestCaseError::fail(e.to_string()))?;
        walk.see(case.case());
    }
    answers.unused(&guide, &known);
    for problem in &answers.problems {
        prop_assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(times(96))]

    #[test]
    fn any_text_can_be_read_or_refused(text in "\\PC{0,200}|[-:\\[\\]{}#&*!|>'\"%@`?, \n\ta-z]{0,120}") {
        read_as_everything(&text)?;
        let _ = load::load("a guide", &text, vocabulary());
        let _ = (Cluster::read(&text), Audiences::parse(&text), Vocabulary::parse(&text).is_ok());
    }

    #[test]
    fn a_damaged_case_can_be_read_or_refused(text in prop::sample::select(cases()), damages in damages()) {
        read_as_everything(&damaged(&text, &damages))?;
    }

    #[test]
    fn a_damaged_guide_can_be_read_or_refused(text in prop::sample::select(guides()), damages in damages()) {
        match load::load("a guide", &damaged(&text, &damages), vocabulary()) {
            Ok(guide) => prop_assert!(!guide.id.is_empty()),
            Err(error) => prop_assert!(!error.message.is_empty() && !error.hints.is_empty()),
        }
    }

    #[test]
    fn a_case_is_what_was_written(case in case()) {
        let yaml = serde_yaml::to_string(&case).unwrap();
        let found = read::<Case>(&yaml);
        prop_assert_eq!(&found.problems, &[], "{}", yaml);
        let seen = tree::of(&found.value.unwrap());
        prop_assert_eq!(without_nothing(&seen), without_nothing(&case), "{}", yaml);
        // and read again from what it would be written as
        let again = read::<Case>(&serde_yaml::to_string(&seen).unwrap());
        prop_assert_eq!(tree::of(&again.value.unwrap()), seen);
    }
}

proptest! {
    #![proptest_config(times(24))]

    #[test]
    fn damaged_answers_are_taken_or_refused(
        n in 0..3_usize,
        damages in damages(),
    ) {
        let (answers, guide) = [("tatai", "tatai"), ("request", "request"), ("ata-whakaaro", "ata-whakaaro")][n];
        let read = |file: &str| fs::read_to_string(crate_folder().join(file)).unwrap();
        let text = read(&format!("examples/answers/{answers}.yaml"));
        walk_with(&damaged(&text, &damages), &read(&format!("templates/guides/{guide}.toml")))?;
    }
}

/// A case by its shape: any key there or not, and anything that may stand there.
fn case() -> impl Strategy<Value = Tree> {
    let given = [
        ("schema", Tree::from(1)),
        ("id", "2026-kf3m".into()),
        ("kind", "group".into()),
        ("status", "draft".into()),
    ];
    value(&Case::SHAPE).prop_map(move |mut case| {
        for (key, value) in given.clone() {
            case[key] = value;
        }
        case
    })
}

fn value(shape: &'static Shape) -> BoxedStrategy<Tree> {
    let slug = "[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}";
    match shape {
        Shape::Text => words().prop_map(Tree::from).boxed(),
        Shape::Date => {
            (2020..2030, 1..13, 1..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}").into()).boxed()
        }
        Shape::Place => Just("request.hopes".into()).boxed(),
        Shape::Number => any::<i32>().prop_map(Tree::from).boxed(),
        Shape::YesNo => any::<bool>().prop_map(Tree::from).boxed(),
        Shape::Case => Just("2026-kf3m".into()).boxed(),
        Shape::Person | Shape::Setting | Shape::Row | Shape::Guide | Shape::Term(_) => {
            slug.prop_map(Tree::from).boxed()
        }
        Shape::Notes => ("[a-z]{1,4}(-[a-z0-9]{1,4}){0,2}", words())
            .prop_map(|(id, said)| serde_json::json!({ id: said }))
            .boxed(),
        Shape::Free => prop_oneof![Just(Tree::Null), words().prop_map(|w| Tree::from(vec![w]))].boxed(),
        Shape::List(item) => prop::collection::vec(value(item), 0..3).prop_map(Tree::from).boxed(),
        Shape::Map(map) => keys(map).boxed(),
    }
}

fn keys(map: &'static MapShape) -> impl Strategy<Value = Tree> {
    let fields: Vec<_> = map
        .fields
        .iter()
        .map(|field| {
            prop::option::weighted(0.4, value(&field.shape)).prop_map(|value| (field.key.to_owned(), value))
        })
        .collect();
    let there = |(key, value): (String, Option<Tree>)| Some((key, value?));
    fields.prop_map(move |fields| Tree::Object(fields.into_iter().filter_map(there).collect::<Map<_, _>>()))
}

/// Characters that a plain writer of YAML puts into a file as they are, and that the reader refuses there.
const HIDDEN: [char; 4] = ['\u{2028}', '\u{2029}', '\u{fffe}', '\u{ffff}'];

/// Words as the record keeps them; also such as other readers take for something else.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "no",
        "2026-08-14",
        "~",
        "null",
        "- a",
        "a: b",
        "#x",
        "ā\nē",
        "'",
        "12",
        "1e3",
        "*a",
        "[x]",
        "e",
    ]);
    let any = "\\PC{1,30}( \\PC{1,10}){0,2}(\n[a-zā-ū ]{1,20}){0,2}";
    prop_oneof![known.prop_map(str::to_owned), any.prop_map(|text| tidy(&text))]
        .prop_filter("no words that a file can show", |w| !w.is_empty() && !w.contains(HIDDEN))
}

/// Without what says nothing: absent leaves, empty lists, sections with nothing in them.
fn without_nothing(tree: &Tree) -> Tree {
    let nothing = |tree: &Tree| match tree {
        Tree::Null => true,
        Tree::Array(items) => items.is_empty(),
        Tree::Object(map) => map.is_empty(),
        _ => false,
    };
    match tree {
        Tree::Object(map) => {
            let kept = map.iter().map(|(key, value)| (key.clone(), without_nothing(value)));
            let open = |key: &str, value: &Tree| key == "sensitive" && *value == false;
            Tree::Object(kept.filter(|(key, value)| !nothing(value) && !open(key, value)).collect())
        }
        Tree::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}
