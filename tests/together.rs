//! Coming together, lenses and reflection: every guide of them walked over a case of the example cluster, and what the
//! record then holds.

use std::collections::BTreeSet;

use pikorua::folder::{Cluster, Library};
use pikorua::guide::load::load;
use pikorua::guide::model::Guide;
use serde_yaml::Value;
use snapbox::str;

use crate::common::{CASE, Ran, Sandbox, crate_folder, shows, shows_file};
use crate::examples::example;

/// Files of answers, the cases of the example cluster that they fit, and who walks; those of one case in their order.
pub(crate) const WALKED: [(&str, &str, &str); 14] = [
    ("hui-a-whanau", "2026-kf3m", "p-4kd7"),
    ("dynamic-ecological-analysis", "2026-kf3m", "p-4kd7"),
    ("critical-friend", "2026-kf3m", "p-4kd7"),
    ("hui", "2026-kf3m", "p-4kd7"),
    ("te-whare-tapa-wha", "2026-kf3m", "p-4kd7"),
    ("hui-case-sharing", "2026-h4ck", "p-c3xe"),
    ("hui-peer-review", "2026-7rne", "p-9tgb"),
    ("functional-behaviour", "2026-h4ck", "p-c3xe"),
    ("fonofale", "2026-7rne", "p-9tgb"),
    ("reflection", "2026-7rne", "p-9tgb"),
    ("te-pikinga-ki-runga", "2025-q4sv", "p-4kd7"),
    ("circles-of-evidence", "2026-y2bg", "p-c3xe"),
    ("team-reflection", "2026-y2bg", "p-c3xe"),
    ("ecological", "2026-n5xt", "p-7w2n"),
];

const LENSES: [&str; 6] = [
    "te-whare-tapa-wha",
    "fonofale",
    "te-pikinga-ki-runga",
    "circles-of-evidence",
    "functional-behaviour",
    "ecological",
];

const OTHERS: [&str; 5] =
    ["hui", "critical-friend", "dynamic-ecological-analysis", "reflection", "team-reflection"];

fn guides() -> Vec<Guide> {
    let library = Library::built_in();
    let cluster = Cluster::read("schema = 1\nname = 'x'\n").unwrap();
    let words = library.words(&cluster).unwrap();
    let text = |id: &&str| library.guide(id).unwrap().text.clone();
    OTHERS.iter().chain(&LENSES).map(|id| load(id, &text(id), &words).unwrap()).collect()
}

fn guide(id: &str) -> Guide {
    guides().into_iter().find(|guide| guide.id == id).unwrap()
}

pub(crate) fn walk(sandbox: &Sandbox, case: &str, user: &str, answers: &str) -> Ran {
    let guide = answers.lines().find_map(|line| line.strip_prefix("guide: ")).unwrap();
    sandbox.write("../home/answers.yaml", answers);
    sandbox.run(&["--user", user, "walk", case, guide, "--from", "../home/answers.yaml"])
}

pub(crate) fn record(sandbox: &Sandbox, case: &str) -> Value {
    serde_yaml::from_str(&sandbox.read(&Sandbox::file_of(case))).unwrap()
}

fn answers(name: &str) -> String {
    std::fs::read_to_string(crate_folder().join(format!("examples/answers/{name}.yaml"))).unwrap()
}

fn example_file(case: &str) -> String {
    let place = format!("examples/cluster/{}", Sandbox::file_of(case));
    std::fs::read_to_string(crate_folder().join(place)).unwrap()
}

/// Every row of a record with the way to its list, in the order of the file.
fn rows<'v>(value: &'v Value, list: &str, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                rows(value, format!("{list}.{}", key.as_str().unwrap()).trim_start_matches('.'), found);
            }
        }
        Value::Sequence(items) => {
            for (item, id) in items.iter().filter_map(|item| Some((item, item.get("id")?.as_str()?))) {
                found.push((list.to_owned(), item));
                rows(item, &format!("{list}.{id}"), found);
            }
        }
        _ => {}
    }
}

/// The rows that are new, each with those inside it. Ids that are not the example's own are counted, so that they are
/// the same in every run.
fn new_rows(example: &str, before: &Value, after: &Value) -> String {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    rows(before, "", &mut old);
    rows(after, "", &mut new);
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    let old: BTreeSet<String> = old.into_iter().map(|(_, row)| id(row)).collect();
    new.retain(|(_, row)| !old.contains(&id(row)));
    let ids: Vec<String> = new.iter().map(|(_, row)| id(row)).collect();
    new.retain(|(list, _)| !ids.iter().any(|id| list.contains(id)));
    let shown = new.iter().map(|(list, row)| format!("# {list}\n{}\n", serde_yaml::to_string(row).unwrap()));
    let mut text = shown.collect::<String>().trim_end().to_owned() + "\n";
    for (n, id) in ids.iter().enumerate() {
        text = text.replace(id.as_str(), &format!("{}-new{}", &id[..1], n + 1));
    }
    for id in old.iter().filter(|id| !example.contains(id.as_str())) {
        text = text.replace(id.as_str(), &format!("{}-from-before", &id[..1]));
    }
    text
}

#[test]
fn each_is_walked_and_the_record_holds_it() {
    let sandbox = example();
    for (name, case, user) in WALKED {
        let there = example_file(case);
        let before = record(&sandbox, case);
        let said = walk(&sandbox, case, user, &answers(name));
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{name}: {said}");
        let new = new_rows(&there, &before, &record(&sandbox, case));
        shows_file(new, &format!("transcripts/together/{name}.yaml"));
    }
    sandbox.assert_clean();
    let said = sandbox.ok(&["--user", "rkingi", "check", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        assert_eq!(finding["level"], "worth a look", "{finding}");
    }
}

/// How many actions and entries of progress a case has.
fn counts(sandbox: &Sandbox, case: &str) -> (usize, usize) {
    let record = record(sandbox, case);
    let list = |value: &Value| value.as_sequence().map_or(0, Vec::len);
    let goals = record["plan"]["goals"].as_sequence().unwrap();
    (goals.iter().map(|goal| list(&goal["actions"])).sum(), list(&record["progress"]))
}

#[test]
fn next_steps_become_actions_once() {
    for name in ["hui", "dynamic-ecological-analysis"] {
        let sandbox = example();
        let (actions, progress) = counts(&sandbox, CASE);
        let hui = |sandbox: &Sandbox| record(sandbox, CASE)["hui"].as_sequence().map_or(0, Vec::len);
        let before = hui(&sandbox);
        // not left yet: nothing has become of the steps
        let open = format!("{}leave: false\n", answers(name));
        assert_eq!(walk(&sandbox, CASE, "p-4kd7", &open).code, 0, "{name}");
        assert_eq!(counts(&sandbox, CASE), (actions, progress), "{name}");
        let looking_back = if name == "hui" { "hu-looking-back" } else { "dea-looking-back" };
        let more = format!("guide: {name}\n{looking_back}: It was good to be asked twice.\n");
        assert_eq!(walk(&sandbox, CASE, "p-4kd7", &more).code, 0, "{name}");
        assert_eq!(counts(&sandbox, CASE), (actions + 1, progress + 1), "{name}");
        // another one later looks at its own steps only
        let again = format!("guide: {name}\n{looking_back}: Short, and good.\n");
        assert_eq!(walk(&sandbox, CASE, "p-4kd7", &again).code, 0, "{name}");
        assert_eq!(counts(&sandbox, CASE), (actions + 1, progress + 1), "{name}");
        assert_eq!(hui(&sandbox), before + 2, "{name}");
        sandbox.assert_clean();
    }
}

#[test]
fn what_was_promised_is_asked_about_at_the_next_hui() {
    let sandbox = Sandbox::cluster();
    let first = "guide: hui\nhu-form: planning\nhu-next:\n  - what: Ring Nan\n    who: Tom\n";
    assert_eq!(walk(&sandbox, CASE, "kim", first).code, 0);
    let next = "guide: hui\nhu-form: progress\nhu-kept:\n  - done_on: 2026-08-13\n";
    assert_eq!(walk(&sandbox, CASE, "kim", next).code, 0);
    let step = record(&sandbox, CASE)["hui"][0]["next"][0].clone();
    assert_eq!(step["done_on"].as_str(), Some("2026-08-13"), "{step:?}");
    // what is done is not asked about again
    assert_eq!(walk(&sandbox, CASE, "kim", &next.replace("08-13", "08-14")).code, 1);
    sandbox.assert_clean();
}

#[test]
fn a_visit_knows_its_hui_whichever_answer_came_first() {
    let sandbox = Sandbox::cluster();
    let first = "guide: hui\nhu-parts:\n  - who: Tom\n    part: recorder\nleave: false\n";
    assert_eq!(walk(&sandbox, CASE, "kim", first).code, 0);
    let second = "guide: hui\nhu-form: planning\nhu-question-together: What next?\n";
    let said = walk(&sandbox, CASE, "kim", second);
    assert!(said.code == 0 && !said.stderr.contains("who had which part"), "{said}");
    let hui = record(&sandbox, CASE)["hui"].clone();
    assert_eq!(hui.as_sequence().unwrap().len(), 1, "{hui:?}");
    sandbox.assert_clean();
}

#[test]
fn a_hui_that_whanau_hold_asks_other_questions() {
    let sandbox = example();
    let held = |form: &str| format!("guide: hui\nhu-form: {form}\nhu-ideas: [x]\nhu-lead: Wiki\n");
    let said = walk(&sandbox, CASE, "p-4kd7", &held("hui ā-whānau"));
    assert!(said.code == 1 && said.stderr.contains("hu-ideas") && !said.stderr.contains("hu-lead"), "{said}");
    let said = walk(&sandbox, CASE, "p-4kd7", &held("planning"));
    assert!(said.code == 1 && said.stderr.contains("hu-lead") && !said.stderr.contains("hu-ideas"), "{said}");
    let way = |way: &str| format!("guide: hui\nhu-form: case-sharing\nhu-way: {way}\nhu-structure: x\n");
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &way("informal")).code, 1);
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &way("structured")).code, 0);
    sandbox.assert_clean();
}

#[test]
fn what_is_missing_is_asked_and_never_a_gate() {
    let sandbox = example();
    let bare = "guide: hui\nhu-form: progress\nhu-next:\n  - what: Ring Nan\n    becomes: action\n";
    shows(
        walk(&sandbox, CASE, "p-4kd7", bare),
        str![[r#"
--- stderr
Still open in Hui, to come back to:
  • There is no day for this hui. When was it?
  • The question of this hui is not written down. What did people want to know
    or settle?
  • It does not say who had which part. Who looked after the time, and who
    wrote?
  • Neither mokopuna nor whānau were in the room, and it does not say how they
    are heard. Who could ask them?
  • A next step has nobody who sees to it. Who could be asked?
  • A next step should become an action, and it does not say for which goal.
    Which one, or what is missing from the plan?
  • It is not decided what the whānau will be told. Who could ring them?

"#]],
    );
    shows(
        walk(&sandbox, "2026-h4ck", "p-c3xe", "guide: critical-friend\ncf-date: 2026-08-14\n"),
        str![[r#"
--- stderr
Still open in Critical friend, to come back to:
  • It does not say who the critical friend is. Whom would you like to ask?
  • Your friend has named nothing yet that is strong. What would they keep?
  • It does not say what you do with it. What changes, or what stays, and why?

"#]],
    );
    let lens = "guide: fonofale\nculture: They sing.\n";
    shows(
        walk(&sandbox, "2026-h4ck", "p-c3xe", lens),
        str![[r#"
--- stderr
Still open in Fonofale, to come back to:
  • It does not say who chose this lens, and why. Whom will you ask whether it
    is theirs?
  • It does not say what the lens changes in the picture. What do you see now?

"#]],
    );
    let rest = "guide: reflection\nrf-well: I rang first.\n";
    shows(
        walk(&sandbox, "2026-h4ck", "p-c3xe", rest),
        str![[r#"
--- stderr
Still open in Reflection, to come back to:
  • It does not say what you will do differently. Is it all well as it is, or
    what is one small thing?

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn an_answer_without_a_place_of_its_own_has_a_label_and_its_own_id() {
    for guide in guides() {
        for prompt in &guide.prompts {
            let what = format!("{} of {}", prompt.id, guide.id);
            let below = ["hui.@.picture.", "hui.@.notes.", "lenses.@.seen.", "critical_friends.@.notes."];
            let id = match &prompt.to {
                None => Some(prompt.id.as_str()),
                Some(to) => below.iter().find_map(|place| to.strip_prefix(place)),
            };
            let Some(id) = id else { continue };
            assert_eq!(id, prompt.id, "{what}: documents find the label by the id");
            assert!(prompt.label.as_ref().is_some_and(|label| label.len() < 50), "{what} has no short label");
        }
    }
}

#[test]
fn guides_stand_on_their_shelves() {
    for guide in guides() {
        let shelf = match guide.id.as_str() {
            id if LENSES.contains(&id) => "lens",
            "reflection" | "team-reflection" => "reflection",
            _ => "together",
        };
        assert_eq!(guide.shelf.as_deref(), Some(shelf), "{}", guide.id);
        assert!(!guide.exits.is_empty() && !guide.principles.is_empty(), "{}", guide.id);
        if LENSES.contains(&guide.id.as_str()) {
            let opening: Vec<&str> = guide.on_open.iter().map(|rule| rule.set.as_str()).collect();
            assert_eq!(opening, ["lenses.@.lens", "lenses.@.noted_by", "lenses.@.date"], "{}", guide.id);
            assert_eq!(guide.on_open[0].to, format!("'{}'", guide.id));
        }
    }
}

#[test]
fn strengths_come_before_worries() {
    for (id, before, after) in [
        ("hui", "hu-strengths", "hu-heard"),
        ("hui", "hu-heard", "hu-gaps"),
        ("dynamic-ecological-analysis", "dea-strengths", "picture-mokopuna"),
        ("dynamic-ecological-analysis", "picture-policy", "dea-hypotheses"),
        ("critical-friend", "cf-proud", "cf-fear"),
        ("critical-friend", "cf-encourage", "cf-feedback"),
        ("functional-behaviour", "when-not", "behaviour"),
        ("reflection", "rf-well", "rf-open-mind"),
        ("team-reflection", "tr-well", "tr-roles"),
    ] {
        let prompts = guide(id).prompts;
        let at = |id: &str| prompts.iter().position(|prompt| prompt.id == id).unwrap();
        assert!(at(before) < at(after), "{id}: {before} comes before {after}");
    }
}

#[test]
fn the_steps_of_the_structured_analysis_have_their_time() {
    let guide = guide("dynamic-ecological-analysis");
    let first = guide.prompts.iter().position(|prompt| prompt.id == "dea-purpose").unwrap();
    for (n, prompt) in guide.prompts.iter().enumerate() {
        let timed = n >= first && !["dea-sensitive", "dea-told-on"].contains(&prompt.id.as_str());
        assert_eq!(prompt.minutes.is_some(), timed, "{}", prompt.id);
    }
    assert!(guide.minutes().is_some_and(|all| (75..=95).contains(&all)), "{:?}", guide.minutes());
}

const OWN: &str = r#"
schema = 1
id = "our-river"
title = "Our river"
gloss = "a lens of our own"
shelf = "lens"
purpose = "To look at where people come from, and where they are going."

[[on_open]]
set = "lenses.@.lens"
to = "'our-river'"

[[prompt]]
id = "chosen"
ask = "Who chose it?"
kind = "text"
to = "lenses.@.chosen"

[[prompt]]
id = "whakapapa"
label = "Whakapapa"
lang = "mi"
ask = "Where do they come from: what is strong there, and what is hard?"
kind = "text"
to = "lenses.@.seen.whakapapa"
"#;

#[test]
fn a_lens_that_a_cluster_adds() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/our-river.toml", OWN);
    sandbox.record_all("our own lens");
    let said =
        walk(&sandbox, CASE, "kim", "guide: our-river\nchosen: Aroha\nwhakapapa: Her nan, and the river.\n");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{said}");
    let view = record(&sandbox, CASE)["lenses"][0].clone();
    assert_eq!(view["lens"].as_str(), Some("our-river"));
    assert_eq!(view["seen"]["whakapapa"].as_str(), Some("Her nan, and the river."));
    sandbox.assert_clean();
}

#[test]
fn te_reo_keeps_its_macrons() {
    let sandbox = Sandbox::cluster();
    // as some keyboards write it: the letter, then its macron
    let typed = "Wha\u{304}nau, tuma\u{304}nako, a\u{304}ta whakaaro";
    let kept = "Whānau, tumānako, āta whakaaro";
    assert_ne!(typed, kept);
    let said = sandbox.typed(&["walk", CASE, "te-whare-tapa-wha"], format!("{typed}\n\n-\n{typed}\n\nq\n"));
    assert_eq!(said.code, 0, "{said}");
    let view = record(&sandbox, CASE)["lenses"][0].clone();
    assert_eq!(view["chosen"].as_str(), Some(kept), "{said}");
    assert_eq!(view["seen"]["taha-whanau"].as_str(), Some(kept), "{said}");
    let said = walk(
        &sandbox,
        CASE,
        "kim",
        &format!("guide: hui\nhu-form: {}\nhu-heard: [\"{typed}\"]\n", "hui a\u{304}-wha\u{304}nau"),
    );
    assert_eq!(said.code, 0, "{said}");
    let hui = record(&sandbox, CASE)["hui"][0].clone();
    assert_eq!((hui["form"].as_str(), hui["heard"][0].as_str()), (Some("hui-a-whanau"), Some(kept)));
    for guide in guides() {
        let said = sandbox.ok(&["walk", CASE, &guide.id, "--blank"]).stdout;
        assert!(!said.contains('\u{304}'), "{}", guide.id);
    }
    sandbox.assert_clean();
}
