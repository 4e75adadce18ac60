//! What a hui leaves behind: what stays among the practitioners, and what documents show of it.

use crate::common::{CASE, Ran, Sandbox};
use crate::examples::example;
use crate::together::{record, walk};

/// What nobody but the practitioners may read.
const TOLD_IN_CONFIDENCE: [&str; 2] = ["Ring the other family first", "Nan was ill in June"];

/// Runs the program on a later day.
fn later(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let mut command = sandbox.command(args);
    command.env("PIKORUA_NOW", "2026-08-20T10:00:00+12:00[Pacific/Auckland]");
    let ran = sandbox.finish(command);
    assert_eq!(ran.code, 0, "{args:?}: {ran}");
    ran
}

/// Answers about a hui with two next steps, one an action and one an entry of progress.
fn told_in_confidence(guide: &str, prefix: &str, goal: &str) -> String {
    let [action, entry] = TOLD_IN_CONFIDENCE;
    format!(
        "guide: {guide}\n{prefix}-sensitive: yes\n{prefix}-next:\n  - what: {action}\n    becomes: action\n    goal: {goal}\n  - what: {entry}\n    becomes: progress\n    goal: {goal}\n"
    )
}

fn first_goal(sandbox: &Sandbox) -> String {
    record(sandbox, CASE)["plan"]["goals"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_comes_of_a_hui_among_practitioners_stays_among_them() {
    for (guide, prefix) in [("hui", "hu"), ("dynamic-ecological-analysis", "dea")] {
        let sandbox = example();
        sandbox.write("../home/answers.yaml", told_in_confidence(guide, prefix, &first_goal(&sandbox)));
        later(&sandbox, &["--user", "p-4kd7", "walk", CASE, guide, "--from", "../home/answers.yaml"]);
        let seen = |audience: &str| {
            ["plan", "review", "hui", "changes"]
                .map(|document| later(&sandbox, &["print", document, CASE, "--for", audience]).stdout)
                .concat()
                + &later(&sandbox, &["diff", CASE, "--since", "2026-08-14", "--for", audience]).stdout
        };
        let (inside, whanau) = (seen("practitioners"), seen("whanau"));
        for words in TOLD_IN_CONFIDENCE {
            assert!(inside.contains(words), "{guide}: “{words}” is nowhere\n{inside}");
            assert!(!whanau.contains(words), "{guide}: whānau see “{words}”\n{whanau}");
        }
    }
}

#[test]
fn what_comes_of_an_open_hui_says_nothing_about_it() {
    let sandbox = example();
    let answers = told_in_confidence("hui", "hu", &first_goal(&sandbox));
    let open = answers.replace("hu-sensitive: yes", "hu-sensitive: no");
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &open).code, 0);
    let record = record(&sandbox, CASE);
    let actions = record["plan"]["goals"][0]["actions"].as_sequence().unwrap();
    let action = actions.iter().find(|action| action["what"].as_str() == Some(TOLD_IN_CONFIDENCE[0]));
    assert!(action.is_some_and(|action| action.get("sensitive").is_none()), "{action:?}");
}

#[test]
fn what_the_whanau_decided_is_in_their_documents() {
    let sandbox = example();
    let decided = "Everybody asks first what he has tried";
    let answers = format!(
        "guide: hui\nhu-form: hui-a-whanau\nhu-date: 2026-08-12\nhu-decided: {decided}\nhu-tikanga: Nan opened it\nhu-not-there: His cousin\n"
    );
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &answers).code, 0);
    for document in ["plan", "review", "hui"] {
        let seen = sandbox.ok(&["print", document, CASE, "--for", "whanau"]).stdout;
        assert!(seen.contains(decided), "{document}\n{seen}");
    }
    let hui = sandbox.ok(&["print", "hui", CASE, "--for", "whanau", "--to", "md"]).stdout;
    assert!(hui.contains("Tikanga of the hui:** Nan opened it"), "{hui}");
    assert!(hui.contains("Whose voice was not in the room:** His cousin"), "{hui}");
}

#[test]
fn what_was_answered_in_a_visit_is_not_asked_again_by_check() {
    let sandbox = Sandbox::cluster();
    let asks = |sandbox: &Sandbox| sandbox.run(&["check", CASE]).stdout.contains("one small thing");
    sandbox.ok(&["set", CASE, "status=active"]);
    let answers = "guide: reflection\nrf-well: I rang first\n";
    assert_eq!(walk(&sandbox, CASE, "kim", answers).code, 0);
    assert!(asks(&sandbox), "nothing is said about what comes next");
    assert_eq!(walk(&sandbox, CASE, "kim", &format!("{answers}rf-next: I ring earlier\n")).code, 0);
    assert!(!asks(&sandbox), "it was answered");
}

#[test]
fn a_hui_to_come_waits_and_an_older_one_can_be_named() {
    let sandbox = example();
    for (day, place) in [("2026-08-03", "The marae"), ("2026-11-02", "The library")] {
        let answers = format!("guide: hui\nhu-form: planning\nhu-date: {day}\nhu-place: {place}\n");
        assert_eq!(walk(&sandbox, CASE, "p-4kd7", &answers).code, 0);
    }
    let title = |args: &[&str]| {
        let all = [&["print", "hui", CASE, "--to", "md"], args].concat();
        sandbox.ok(&all).stdout.lines().next().unwrap().to_owned()
    };
    assert_eq!(title(&[]), "# Hui: planning, 3 August 2026");
    assert_eq!(title(&["--row", "2026-11-02"]), "# Hui: planning, 2 November 2026");
    assert_eq!(title(&["--row", "h-c6js"]), "# Hui: case sharing, 15 July 2026");
    let none = sandbox.run(&["print", "hui", CASE, "--row", "2026-01-01"]);
    assert!(none.code == 1 && none.stderr.contains("h-c6js (2026-07-15)"), "{none}");
    let whole = sandbox.run(&["print", "plan", CASE, "--row", "h-c6js"]);
    assert!(whole.code == 2 && whole.stderr.contains("about the whole case"), "{whole}");
    let odd = sandbox.run(&["print", "hui", CASE, "--row", "some day"]);
    assert!(odd.code == 2 && odd.stderr.contains("the id of a row or a day"), "{odd}");
    // what an audience does not see cannot be named either
    sandbox.replace(&Sandbox::file_of(CASE), "  - id: h-c6js\n", "  - id: h-c6js\n    sensitive: true\n");
    let hidden = sandbox.run(&["print", "hui", CASE, "--row", "h-c6js", "--for", "whanau"]);
    assert!(hidden.code == 1 && !hidden.stderr.contains("2026-07-15"), "{hidden}");
}

#[test]
fn a_hui_shows_the_explanations_it_tested_and_the_lens_it_used() {
    let sandbox = example();
    let analysis = "guide: dynamic-ecological-analysis\ndea-date: 2026-08-12\ndea-question: Why then?\n\
                    dea-hypotheses:\n  - idea: The noise comes first\n    supports: [It is quiet on Fridays]\n\
                    dea-clarify: [Who sits beside him?]\n";
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", analysis).code, 0);
    let hui = record(&sandbox, CASE)["hui"].as_sequence().unwrap().last().unwrap()["id"].clone();
    let lens =
        format!("guide: fonofale\nchosen: Aroha\nculture: They sing\nhui: {}\n", hui.as_str().unwrap());
    let said = walk(&sandbox, CASE, "p-4kd7", &lens);
    assert_eq!(said.code, 0, "{said}");
    let inside = sandbox.ok(&["print", "hui", CASE, "--to", "md"]).stdout;
    for words in [
        ":** The noise comes first",
        "It is quiet on Fridays",
        "Who sits beside him?",
        "## Fonofale",
        "They sing",
    ] {
        assert!(inside.contains(words), "{words}\n{inside}");
    }
    let review = sandbox.ok(&["print", "review", CASE, "--to", "md"]).stdout;
    assert!(review.contains("### Fonofale") && review.contains("They sing"), "{review}");
    // an idea that is still tested is talked over before anybody meets it on paper
    let whanau = sandbox.ok(&["print", "hui", CASE, "--to", "md", "--for", "whanau"]).stdout;
    assert!(whanau.contains("They sing") && !whanau.contains("The noise comes first"), "{whanau}");
}

#[test]
fn every_summary_asks_whose_voice_is_missing() {
    let sandbox = Sandbox::cluster();
    assert_eq!(walk(&sandbox, CASE, "kim", "guide: hui\nhu-form: planning\nhu-present: [Kim]\n").code, 0);
    let documents = ["plan", "hui", "closing", "hand-over", "notes", "case"];
    let asked = |document: &str| {
        let text = sandbox.ok(&["print", document, CASE, "--to", "md"]).stdout;
        let about = ["Hana Pōtae", "the whānau", "the kaiako"];
        about.map(|who| {
            text.contains(&format!("**Whose voice is missing?** We have nothing in the words of {who}"))
        })
    };
    for document in documents {
        assert_eq!(asked(document), [true; 3], "{document}");
    }
    sandbox.ok(&["set", CASE, "voice.+.who=kaiako", "voice.+.words=She hums while she reads"]);
    for document in documents.into_iter().filter(|document| *document != "hui") {
        let [_, whanau, kaiako] = asked(document);
        assert!(whanau && !kaiako, "{document}");
    }
    // whose voice it is that a kind of work asks for is the cluster's to say
    let words = "\n[vocabulary.kinds.individual]\nlabel = \"individual\"\nabout = \"mokopuna\"\nvoices = [\"whanau\"]\n";
    sandbox.write("pikorua.toml", sandbox.read("pikorua.toml") + words);
    assert_eq!(asked("plan"), [false, true, false]);
}

#[test]
fn a_review_shows_what_was_learned_beside_each_other() {
    let sandbox = example();
    let coach = "guide: coaching\nco-pairs:\n  - coach: Ruth\n    with: [Moana]\n    at: ata-whakaaro\n    purpose: Asking one thing\n    learned: To wait\n";
    let friend = "guide: critical-friend\ncf-friend: Ruth\ncf-fear: Too quick\ncf-encourage: [The shed]\ncf-change: I ask first\n";
    for answers in [coach, friend] {
        let said = walk(&sandbox, CASE, "p-4kd7", answers);
        assert_eq!(said.code, 0, "{said}");
    }
    let inside = sandbox.ok(&["print", "review", CASE, "--to", "md"]).stdout;
    let at = |words: &str| inside.find(words).unwrap_or_else(|| panic!("{words}\n{inside}"));
    assert!(at("The shed") < at("I ask first"), "what is strong comes first");
    at("beside Moana Rangihuna, at Āta whakaaro: Asking one thing. Learned: To wait");
    let whanau = sandbox.ok(&["print", "review", CASE, "--to", "md", "--for", "whanau"]).stdout;
    for words in ["I ask first", "To wait", "ritical friend"] {
        assert!(!whanau.contains(words), "{words}\n{whanau}");
    }
    let shown = sandbox.ok(&["print", "case", CASE, "--to", "md"]).stdout;
    let heading = |name: &str| shown.find(&format!("## {name}")).unwrap_or_else(|| panic!("{name}\n{shown}"));
    assert!(heading("Colleagues beside colleagues") < heading("Critical friends"), "{shown}");
    assert!(shown.find("- **Ruth Kingi** on").unwrap() > heading("Critical friends"), "{shown}");
}

#[test]
fn what_became_something_else_waits_for_no_day() {
    let sandbox = example();
    let goal = first_goal(&sandbox);
    let steps = format!(
        "guide: hui\nhu-form: planning\nhu-date: 2026-08-12\nhu-next:\n  - what: He read to Nan\n    becomes: progress\n    goal: {goal}\n  - what: Ring Nan\n    becomes: stays\n"
    );
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &steps).code, 0);
    let said = sandbox.ok(&["print", "hui", CASE, "--to", "md"]);
    let row = |what: &str| said.stdout.lines().find(|line| line.contains(what)).unwrap().to_owned();
    assert!(
        !row("He read to Nan").ends_with("not recorded yet | it is now an entry on how it goes |"),
        "{said}"
    );
    assert!(!row("Ring Nan").contains("to become"), "{said}");
    let day = steps.replace("    becomes: progress\n", "    becomes: progress\n    by: 2026-09-01\n");
    assert_eq!(walk(&sandbox, CASE, "p-4kd7", &day).code, 1, "no day is asked of what has happened");
}
