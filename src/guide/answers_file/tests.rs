#![allow(clippy::unwrap_used)]

use serde_json::json;

use crate::guide::model::Guide;
use crate::guide::testing::{CASE, World, from_file};
use crate::record::case_text::CaseText;
use crate::record::path::Path;
use crate::record::tree;

const GUIDE: &str = r#"
[[prompt]]
id = "title"
ask = "What is it about?"
kind = "line"
to = "title"

[[prompt]]
id = "noticed"
ask = "When did somebody notice?"
kind = "date"
to = "request.noticed"

[[prompt]]
id = "group"
ask = "What of the group?"
kind = "text"
when = "kind.about == 'group'"

[[prompt]]
id = "strengths"
ask = "What are they good at?"
kind = "list"
to = "request.strengths"

[[prompt]]
id = "team"
ask = "Who?"
kind = "rows"
to = "team"
  [[prompt.field]]
  id = "person"
  ask = "One of us?"
  kind = "person"
  to = "person"
  [[prompt.field]]
  id = "name"
  ask = "What name?"
  kind = "line"
  to = "name"
  when = "not row.person"

[[prompt]]
id = "contact"
ask = "How do they like to be kept in touch?"
kind = "each"
to = "team"
  [[prompt.field]]
  id = "contact"
  ask = "How?"
  kind = "line"
  to = "contact"

[[exit]]
id = "somebody"
ask = "Nobody is in the team yet. Who could be asked?"
met = "record.team | length > 0"

[[exit]]
id = "titled"
ask = "It has no title yet."
met = "record.title is not none"
"#;

fn guide(world: &World) -> Guide {
    Guide { element: Some(1), ..world.guide(GUIDE) }
}

#[track_caller]
fn made(case: &str, answers: &str) -> serde_json::Value {
    let world = World::new();
    let text = from_file(&world, &guide(&world), case, answers).unwrap();
    tree::of(CaseText::read("case.yaml", &text).unwrap().case())
}

#[track_caller]
fn at(case: &serde_json::Value, place: &str) -> serde_json::Value {
    tree::at(case, &Path::parse(place)).clone()
}

/// What is wrong with answers: the line it stands on, the message, the remedy.
#[track_caller]
fn wrong(case: &str, answers: &str) -> Vec<(usize, String, String)> {
    let world = World::new();
    let problems = from_file(&world, &guide(&world), case, answers).unwrap_err();
    let line = |at: usize| answers[..at].matches('\n').count() + 1;
    problems.into_iter().map(|p| (line(p.span.start), p.message, p.remedy)).collect()
}

#[track_caller]
fn one_wrong(case: &str, answers: &str) -> (String, String) {
    let wrong = wrong(case, answers);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    wrong.into_iter().map(|(_, message, remedy)| (message, remedy)).next().unwrap()
}

const TWO: &str = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: draft\n\
                   team:\n  - {id: t-aaaa, name: Mele}\n  - {id: t-bbbb, name: Sione}\n";

#[test]
fn answers_of_every_kind() {
    let answers = "guide: katoa
title: Joining in
noticed: 2026-02-03
strengths: [sings, builds]
team:
  - name: Mele
  - person: tom
contact:
  - contact: text
  - contact: e-mail
";
    let case = made(CASE, answers);
    assert_eq!(at(&case, "title"), json!("Joining in"));
    assert_eq!(at(&case, "request.strengths"), json!(["sings", "builds"]));
    assert_eq!(at(&case, "team")[1]["contact"], json!("e-mail"));
    assert_eq!(at(&case, "visits")[0]["closed"], json!("2026-08-14"));
}

#[test]
fn a_list_adds_to_what_stands_and_says_where_it_takes_its_place() {
    let there = format!("{CASE}request:\n  strengths: [sings, builds]\n");
    let strengths = |answers: &str| at(&made(&there, answers), "request.strengths");
    assert_eq!(strengths("strengths: [swims]\n"), json!(["sings", "builds", "swims"]));
    assert_eq!(strengths("strengths: swims\n"), json!(["sings", "builds", "swims"]));
    assert_eq!(strengths("strengths: [builds, swims]\n"), json!(["sings", "builds", "swims"]));
    assert_eq!(strengths("strengths: []\n"), json!(["sings", "builds"]));
    assert_eq!(strengths("strengths: {instead: [swims]}\n"), json!(["swims"]));
    let (message, _) = one_wrong(&there, "strengths: {insted: [swims]}\n");
    assert_eq!(message, "`strengths`: `insted` says nothing here; did you mean `instead`?");
    let (message, _) = one_wrong(&there, "strengths: {instead: [swims], why: He said so}\n");
    assert!(message.starts_with("`strengths`: `why` has no place here"), "{message}");
}

/// People and words that are chosen add as texts do.
#[test]
fn what_is_chosen_adds_to_what_stands_too() {
    let world = World::new();
    let guide =
        world.guide("[[prompt]]\nid = 'focus'\nask = 'What is it about?'\nkind = 'choices'\nto = 'focus'\n");
    let there = format!("{CASE}focus: [learning]\n");
    let focus = |answers: &str| {
        let text = from_file(&world, &guide, &there, answers).unwrap();
        tree::of(CaseText::read("case.yaml", &text).unwrap().case())["focus"].clone()
    };
    assert_eq!(focus("focus: behaviour\n"), json!(["learning", "behaviour"]));
    assert_eq!(focus("focus: {instead: [behaviour]}\n"), json!(["behaviour"]));
}

#[test]
fn a_blank_file_shows_what_stands_already() {
    let world = World::new();
    let guide = guide(&world);
    let case = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: draft\ntitle: Joining in\n\
                request:\n  strengths: [sings, builds]\nteam:\n  - {id: t-aaaa, name: Mele, contact: by text}\n";
    let case = tree::of(CaseText::read("case.yaml", case).unwrap().case());
    let blank = crate::guide::blank::blank(&guide, &world.known(), &case);
    assert!(blank.contains("# So far; empty keeps it:\n#   │ Joining in\ntitle:\n"), "{blank}");
    let added = "# There already; what you write is added, and `{instead: [...]}` takes its place:\n\
                 #   │ sings\n#   │ builds\nstrengths:\n";
    assert!(blank.contains(added), "{blank}");
    assert!(blank.contains("    #   │ by text\n    contact:\n"), "{blank}");
}

#[test]
fn what_is_missing_or_empty_is_left_for_later() {
    let case = made(CASE, "title:\nteam:\ncontact:\nstrengths: ~\nleave:\n  somebody:\n");
    assert_eq!(at(&case, "visits")[0]["answers"], json!(null));
    assert_eq!(at(&case, "team"), json!([]));
}

#[test]
fn the_guide_can_be_kept_open() {
    let case = made(CASE, "title: Joining in\nleave: false\n");
    assert_eq!(at(&case, "visits")[0]["closed"], json!(null));
    assert_eq!(at(&case, "visits")[0]["reached"], json!("noticed"));
}

#[test]
fn an_open_visit_is_asked_everything_again() {
    let open = "visits:\n  - {id: v-aaaa, guide: katoa, opened: 2026-05-01, reached: contact}\n";
    let case = made(&format!("{TWO}{open}"), "title: Joining in\n");
    assert_eq!(at(&case, "title"), json!("Joining in"));
    assert_eq!(at(&case, "visits").as_array().unwrap().len(), 1);
}

#[test]
fn not_needed_and_why() {
    let answers = "title: {not-needed: nobody reads lists}\nteam: {not-needed: by telephone}\n";
    let case = made(CASE, answers);
    let why = json!({"title": "nobody reads lists", "team": "by telephone"});
    assert_eq!(at(&case, "visits")[0]["not_needed"], why);
}

#[test]
fn not_needed_of_each_is_said_of_every_row() {
    let case = made(TWO, "contact: {not-needed: they meet every day}\n");
    let why = "they meet every day";
    let all = json!({"contact/t-aaaa/contact": why, "contact/t-bbbb/contact": why});
    assert_eq!(at(&case, "visits")[0]["not_needed"], all);
}

#[test]
fn a_row_is_changed_by_its_id() {
    let case = made(TWO, "team:\n  - {id: t-bbbb, name: Sione Taufa}\n  - name: Seini\n");
    let names: Vec<_> = at(&case, "team").as_array().unwrap().iter().map(|m| m["name"].clone()).collect();
    assert_eq!(names, ["Mele", "Sione Taufa", "Seini"]);
}

#[test]
fn why_it_is_left_open() {
    let case = made(CASE, "leave:\n  somebody: We meet on Friday\n");
    assert_eq!(at(&case, "visits")[0]["left_open"], json!({"somebody": "We meet on Friday"}));
}

const WALKED: &str = "visits:\n  - {id: v-aaaa, guide: katoa, opened: 2026-05-01, closed: 2026-05-02}\n  \
                      - {id: v-bbbb, guide: tatai, opened: 2026-06-01, closed: 2026-06-02}\n";

#[test]
fn why_the_team_came_back_and_where_from() {
    let again = format!("{CASE}{WALKED}");
    let case = made(&again, "reason: We had not asked Sione\n");
    assert_eq!(at(&case, "visits")[2]["returned_from"], json!("tatai"));
    let case = made(&again, "from: Hui\nreason: We had not asked Sione\n");
    assert_eq!(at(&case, "visits")[2]["returned_from"], json!("hui"));
    assert_eq!(at(&case, "visits")[2]["reason"], json!("We had not asked Sione"));
    let (message, _) = one_wrong(&again, "from: supervision\nreason: x\n");
    assert_eq!(message, "`from`: `supervision` is none of: Tātai, Hui");
}

#[test]
fn nobody_comes_back_to_what_was_never_walked() {
    let (message, _) = one_wrong(CASE, "from: tatai\ntitle: x\n");
    assert!(message.starts_with("`from`: nobody comes back here"), "{message}");
    let (message, _) = one_wrong(CASE, "reason: because\ntitle: x\n");
    assert_eq!(message, "`reason` is not asked for this case");
}

#[test]
fn nobody_comes_back_to_what_is_no_element() {
    let again = format!("{CASE}{WALKED}");
    let world = World::new();
    let guide = world.guide(GUIDE);
    let said = |answers: &str| {
        let problems = from_file(&world, &guide, &again, answers).unwrap_err();
        problems.iter().map(|p| format!("{} {}", p.message, p.remedy)).collect::<Vec<_>>()
    };
    let reason = said("reason: A week has gone by\ntitle: x\n");
    assert!(reason.len() == 1 && reason[0].contains("Katoa is another one each time"), "{reason:?}");
    let from = said("from: tatai\ntitle: x\n");
    assert!(from.len() == 1 && from[0].contains("nobody comes back to it"), "{from:?}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
    let answers = "titel: Joining in
noticed: 31/2
strengths: {a: b}
team:
  - {id: t-zzzz, persn: tom}
  - person: Rangi
contact:
  - contact: [a, b]
leave:
  sombody: soon
what: else
";
    let wrong = wrong(TWO, answers);
    let expected = [
        (1, "this guide has no prompt `titel`", "Did you mean `title`?"),
        (
            2,
            "`noticed`: `31/2` is not a day of the calendar; write it as in `2026-08-14` or `14/8/2026`",
            MEND,
        ),
        (3, "`strengths`: `a` has no place here; only `instead` stands in the place of a list", MEND),
        (5, "`team`: there is no row `t-zzzz` here", MEND),
        (5, "`team` has no field `persn`", "Did you mean `person`?"),
        (6, "`team/person`: `Rangi` is none of: Mele, Sione, Tom Arden, Sela Fonua", MEND),
        (8, "`contact/contact`: one answer expected, not several", MEND),
        (10, "this guide has no exit criterion `sombody`", "Did you mean `somebody`?"),
        (11, "this guide has no prompt `what`", "`walk CASE GUIDE --blank` prints all of them."),
    ];
    let expected: Vec<_> = expected.map(|(n, m, r)| (n, m.to_owned(), r.to_owned())).into();
    assert_eq!(wrong, expected);
}

const MEND: &str = "Mend this answer; nothing was recorded.";

#[test]
fn nothing_that_was_written_is_passed_over() {
    let not_asked = "is not asked for this case";
    for (answers, message) in [
        ("group: six of them\n", format!("`group` {not_asked}")),
        ("team:\n  - {person: tom, name: Tom}\n", format!("`name` {not_asked}")),
        ("contact:\n  - contact: text\n", format!("`contact` {not_asked}")),
        ("title: x\nleave:\n  titled: soon\n", format!("`titled` {not_asked}")),
        ("team:\n  - Mele\n", "`team`: a row expected, one `field: answer` a line".into()),
        ("team: Mele\n", "`team`: a list of rows expected, each beginning with `- `".into()),
        ("team: {name: Mele}\n", "`team`: a list of rows expected, each beginning with `- `".into()),
        ("team:\n  - name: [Mele]\n", "`team/name`: one answer expected, not several".into()),
        ("title: {not-needed: }\n", "`title`: say in a few words why it is not needed".into()),
        ("strengths: [a, [b]]\n", "`strengths`: a list of plain texts expected".into()),
        ("guide: other\n", "`guide`: these answers are not for the guide `katoa`".into()),
        (
            "leave: later\n",
            "`leave`: `false` expected, or one `criterion: why it is still open` a line".into(),
        ),
        ("- title\n", "answers expected, one `prompt: answer` a line".into()),
        ("id: 2026-kf3m\n", "this guide has no prompt `id`".into()),
    ] {
        assert_eq!(one_wrong(CASE, answers).0, message, "{answers}");
    }
}

#[test]
fn each_has_an_entry_for_each_row_and_no_more() {
    let (message, remedy) = one_wrong(TWO, "contact:\n  - contact: a\n  - contact: b\n  - contact: c\n");
    assert_eq!(message, "`contact` has more entries than there are rows to ask about");
    assert_eq!(remedy, "Take this one out, or add its row first.");
    let case = made(TWO, "contact:\n  -\n  - contact: b\n");
    assert_eq!(at(&case, "team.t-aaaa.contact"), json!(null));
    assert_eq!(at(&case, "team.t-bbbb.contact"), json!("b"));
}

#[test]
fn rows_are_taken_out_by_their_id() {
    let case = made(TWO, "team:\n  - {id: t-aaaa, take-out: yes}\n  - {name: Hana}\n");
    let team = at(&case, "team");
    let names: Vec<_> = team.as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert!(names.len() == 2 && names.contains(&&json!("Hana")), "{names:?}");
    assert_eq!(at(&case, "team.t-aaaa"), json!(null));
    for (answers, message) in [
        ("team:\n  - {id: t-zzzz, take-out: yes}\n", "`team`: there is no row `t-zzzz` here"),
        ("team:\n  - {take-out: yes}\n", "`team`: `take-out` needs the `id` of the row that is meant"),
        (
            "team:\n  - {id: t-aaaa, take-out: soon}\n",
            "`team`: `take-out: yes` takes a row out, and nothing else can be said with it",
        ),
        (
            "team:\n  - {id: t-aaaa, take-out: yes, name: Hana}\n",
            "this row is taken out, so `name` says nothing",
        ),
    ] {
        assert_eq!(one_wrong(TWO, answers).0, message, "{answers}");
    }
}

#[test]
fn an_entry_that_names_its_row_is_for_that_row() {
    for entries in [
        "  - {id: t-aaaa, contact: a}\n  - {id: t-bbbb, contact: b}\n",
        "  - {id: t-bbbb, contact: b}\n  - {id: t-aaaa, contact: a}\n",
        "  - {id: t-bbbb, contact: b}\n",
    ] {
        let case = made(TWO, &format!("contact:\n{entries}"));
        assert_eq!(at(&case, "team.t-bbbb.contact"), json!("b"), "{entries}");
        let first = if entries.contains("t-aaaa") { json!("a") } else { json!(null) };
        assert_eq!(at(&case, "team.t-aaaa.contact"), first, "{entries}");
    }
    let (message, _) = one_wrong(TWO, "contact:\n  - {id: t-cccc, contact: b}\n");
    assert_eq!(message, "`contact` has an entry for `t-cccc`, and no such row is asked about");
}

const ROUNDS: &str = r#"
[[prompt]]
id = "held"
ask = "What did you hear?"
kind = "each"
to = "check_ins"
  [[prompt.field]]
  id = "with"
  ask = "Who was asked?"
  kind = "line"
  to = "with"
  when = "row.date is none"
  [[prompt.field]]
  id = "date"
  ask = "On which day?"
  kind = "date"
  to = "date"
  when = "row.date is none"
"#;

const ROUND: &str = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: closed\ncheck_ins:\n  \
                     - {id: c-aaaa, date: 2026-05-05, with: Mele}\n  - {id: c-bbbb, due: 2026-08-14}\n  \
                     - {id: c-cccc, date: 2026-06-05, with: Nan}\n  - {id: c-dddd, due: 2026-09-14}\n";

#[test]
fn answers_in_order_are_for_the_rows_that_are_asked_about() {
    let world = World::new();
    let guide = world.guide(ROUNDS);
    let held = |answers: &str| {
        let text = from_file(&world, &guide, ROUND, answers).unwrap();
        let case = tree::of(CaseText::read("case.yaml", &text).unwrap().case());
        at(&case, "check_ins").as_array().unwrap().iter().map(|row| row["with"].clone()).collect::<Vec<_>>()
    };
    let both = [json!("Mele"), json!("Grace"), json!("Nan"), json!("Tevita")];
    assert_eq!(held("held:\n  - {with: Grace, date: 2026-08-14}\n  - with: Tevita\n"), both);
    assert_eq!(held("held:\n  - with: Grace\n  - {id: c-dddd, with: Tevita}\n"), both);
    assert_eq!(held("held:\n  - {id: c-dddd, with: Tevita}\n  - {id: c-bbbb, with: Grace}\n"), both);
    let problems = from_file(&world, &guide, ROUND, "held:\n  - {id: c-aaaa, with: Grace}\n").unwrap_err();
    assert_eq!(problems[0].message, "`held` has an entry for `c-aaaa`, and no such row is asked about");
}

#[test]
fn the_same_file_taken_twice_says_nothing_new() {
    let world = World::new();
    let guide = world.guide(ROUNDS);
    let tree = |text: &str| tree::of(CaseText::read("case.yaml", text).unwrap().case());
    let again = |first: &str, second: &str| {
        let once = from_file(&world, &guide, ROUND, first).unwrap();
        let twice = from_file(&world, &guide, &once, second).unwrap();
        super::taken_before(&tree(&once), &tree(&twice)).map(|day| day.to_string())
    };
    let grace = "held:\n  - {with: Grace, date: 2026-08-14}\n";
    assert_eq!(again(grace, grace).as_deref(), Some("2026-08-14"));
    for another in ["{with: Grace, date: 2026-08-13}", "{with: Tevita, date: 2026-08-14}"] {
        assert_eq!(again(grace, &format!("held:\n  - {another}\n")), None, "{another}");
    }
    let (once, twice) = (tree(ROUND), from_file(&world, &guide, ROUND, grace).unwrap());
    assert_eq!(super::taken_before(&once, &tree(&twice)), None, "nobody has taken it before");
}

#[test]
fn a_blank_file_names_the_rows_that_are_asked_about() {
    let world = World::new();
    let guide = world.guide(ROUNDS);
    let case = tree::of(CaseText::read("case.yaml", ROUND).unwrap().case());
    let blank = crate::guide::blank::blank(&guide, &world.known(), &case);
    assert!(blank.contains("id: c-bbbb") && blank.contains("id: c-dddd"), "{blank}");
    assert!(!blank.contains("c-aaaa") && !blank.contains("c-cccc"), "{blank}");
}

#[test]
fn a_blank_file_says_what_is_asked_only_sometimes() {
    let world = World::new();
    let prompt = "[[prompt]]\nid = 'why'\nask = 'Why was it returned?'\nkind = 'text'\n\
                  when = \"record.status == 'returned'\"\n\
                  [[prompt]]\nid = 'hard'\nask = 'Who?'\nkind = 'text'\nwhen = 'answered(\"why\")'\n\
                  when_words = 'where somebody said why'\n";
    let blank = crate::guide::blank::blank(&world.guide(prompt), &world.known(), &serde_json::Value::Null);
    let only = "# Only where “where it stands” is sent back with a question.\nwhy:\n";
    assert!(blank.contains(only), "{blank}");
    assert!(blank.contains("# Only where somebody said why.\nhard:\n"), "{blank}");
}

#[test]
fn a_blank_file_is_answers_without_any() {
    let world = World::new();
    for text in [
        include_str!("../../../templates/guides/request.toml"),
        include_str!("../../../templates/guides/whakawhanaungatanga.toml"),
        include_str!("../../../templates/guides/tatai.toml"),
        include_str!("../../../templates/guides/whai-whakaaro.toml"),
    ] {
        let guide = crate::guide::load::load("built in", text, &world.vocabulary).unwrap();
        let blank = crate::guide::blank::blank(&guide, &world.known(), &serde_json::Value::Null);
        for prompt in &guide.prompts {
            assert!(blank.contains(&format!("\n{}:\n", prompt.id)), "{}", prompt.id);
        }
        let text = from_file(&world, &guide, TWO, &blank).unwrap();
        let case = tree::of(CaseText::read("case.yaml", &text).unwrap().case());
        assert_eq!(at(&case, "visits")[0]["answers"], json!(null));
    }
}
