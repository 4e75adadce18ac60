//! `documents`: what there is, what templates can use, copies to change, and all of them tried out.

use crate::common::{CASE, Sandbox, shows};
use crate::examples::example;
use serde_json::Value as Json;
use snapbox::str;

fn json(sandbox: &Sandbox, args: &[&str]) -> Json {
    let said = sandbox.run(&[args, &["--json"]].concat());
    serde_json::from_str(&said.stdout).unwrap_or_else(|e| panic!("{e}: {said}"))
}

#[test]
fn documents_are_listed_with_where_they_come_from() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["documents", "copy", "plan"]);
    sandbox.write("documents/card.md", "{# A card for the fridge #}\n# {{ case.title }}\n");
    let said = sandbox.ok(&["documents"]);
    for line in [
        "plan: The one plan, in the words",
        "    (your copy, not changed yet: documents/plan.md)",
        "card: A card for the fridge",
        "    (your own: documents/card.md)",
    ] {
        assert!(said.stdout.contains(line), "{line} is not in {said}");
    }
    assert!(!said.stdout.contains("_stamp"));
    // and for whom they can be
    let whom = said.stdout.split_once("For whom (`print --for`): ").unwrap().1.replace("\n    ", " ");
    assert!(whom.starts_with("practitioners, whanau, school (the school or service), "), "{said}");
    assert!(!whom.contains("aggregate"), "{said}");
    sandbox.write("audiences.toml", "[kaumatua]\nlabel = \"kaumātua\"\n");
    assert!(
        sandbox
            .ok(&["documents"])
            .stdout
            .replace("\n    ", " ")
            .contains("next-setting (those who receive the mokopuna), kaumatua\n")
    );
    let all = json(&sandbox, &["documents"]);
    assert_eq!(all["audiences"][1], serde_json::json!({ "id": "whanau", "label": "whānau" }));
    assert_eq!(all["schema"], "pikorua/documents/1");
    let row = |name: &str| {
        all["documents"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone()
    };
    assert_eq!(
        (row("plan")["status"].as_str(), row("review")["status"].as_str()),
        (Some("copied"), Some("built-in"))
    );
    assert_eq!(row("card")["file"], "documents/card.md");
}

#[test]
fn a_hui_that_nobody_wrote_down_is_said_and_its_other_names_lead_to_it() {
    let sandbox = Sandbox::cluster();
    for name in ["hui", "hui-notes"] {
        assert!(sandbox.ok(&["print", name, CASE]).stdout.contains("No hui has been written down here yet."));
    }
    for name in ["huis", "hui-note"] {
        let said = sandbox.run(&["print", name, CASE]);
        assert!(said.code == 2 && said.stderr.contains("Did you mean `hui`?"), "{said}");
    }
}

#[test]
fn one_document_is_shown_with_what_it_uses() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.ok(&["documents", "show", "plan"]).stdout;
    for line in ["The one plan", "It is built in.", "case.plan.goals: What should look different"] {
        assert!(said.replace("\n    ", " ").contains(line), "{line} is not in {said}");
    }
    let said = sandbox.run(&["documents", "show", "paln"]);
    assert!(said.code == 2 && said.stderr.contains("Did you mean `plan`?"), "{said}");
    assert!(
        json(&sandbox, &["documents", "show", "plan"])["template"].as_str().unwrap().contains("{% set goals")
    );
}

#[test]
fn every_field_is_listed_with_its_meaning() {
    let sandbox = Sandbox::new();
    let said = sandbox.ok(&["documents", "fields"]).stdout.replace("\n    ", " ");
    for line in [
        "case.plan.goals[].measure: ",
        "case.kind: ",
        "a word: `.id` `.label` `.note`",
        "a day: `.iso` `.short`",
        "today: the day it is printed on (a day)",
        "changes: what has changed since people last met",
        "What a template can do",
    ] {
        assert!(said.contains(line), "{line} is not in {said}");
    }
    let some = sandbox.ok(&["documents", "fields", "plan.goals.act"]).stdout;
    let (some, _) = some.split_once("\n\n").unwrap();
    assert!(
        some.lines().all(|line| line.starts_with("case.plan.goals[].actions") || line.starts_with("  ")),
        "{some}"
    );
    let said = sandbox.run(&["documents", "fields", "plan.gaols"]);
    assert!(said.code == 2 && said.stderr.contains("Did you mean `plan.goals`?"), "{said}");
    let fields = json(&sandbox, &["documents", "fields", "case.status"]);
    assert_eq!(fields["fields"][0]["path"], "case.status");
    assert!(fields["tools"].as_array().unwrap().len() > 10);
}

#[test]
fn a_copy_is_made_once_and_compared() {
    let sandbox = Sandbox::cluster();
    assert_eq!(sandbox.ok(&["documents", "copy", "plan"]).stdout, "documents/plan.md\n");
    sandbox.ok(&["print", "plan", CASE]);
    assert!(sandbox.read("documents/plan.md").starts_with("{# Copied from pikorua "));
    let said = sandbox.run(&["documents", "copy", "plan"]);
    assert!(said.code == 1 && said.stderr.contains("nothing was copied over it"), "{said}");
    assert!(sandbox.ok(&["documents", "compare", "plan"]).stdout.contains("says the same"));
    sandbox.replace("documents/plan.md", "## How it stays", "## How it goes on");
    let said = sandbox.ok(&["documents", "compare", "plan"]).stdout;
    assert!(said.contains("- ## How it stays\n+ ## How it goes on\n"), "{said}");
    assert_eq!(
        sandbox.ok(&["documents", "copy", "plan", "--to", "short-plan"]).stdout,
        "documents/short-plan.md\n"
    );
    assert_eq!(sandbox.run(&["documents", "copy", "plan", "--to", "review"]).code, 1);
    assert_eq!(sandbox.run(&["documents", "copy", "plan", "--to", "../x"]).code, 2);
    assert_eq!(sandbox.run(&["documents", "compare", "review"]).code, 1);
}

#[test]
fn every_document_is_tried_over_every_case() {
    let sandbox = example();
    let said = sandbox.ok(&["documents", "check"]);
    assert!(said.stdout.starts_with("Nothing is wrong with the documents.\n"), "{said}");
    assert!(said.stdout.contains("Not recorded yet, so that these places say so"), "{said}");
    sandbox.write("documents/card.md", "# {{ case.title }}\n\n{% if case.closing.date %}{{ case.closing.daet }}{% endif %}\n{case.title} } }\n");
    sandbox.ok(&["documents", "copy", "plan"]);
    let copy = sandbox.read("documents/plan.md");
    let (head, body) = copy.split_once('\n').unwrap();
    let older = head.rsplit_once(' ').unwrap().0.rsplit_once(' ').unwrap().0;
    sandbox.write("documents/plan.md", format!("{older} 3fa9c1d2e4b5 #}}\n{body}"));
    let before = sandbox.read("documents/plan.md");
    let said = sandbox.run(&["documents", "check"]);
    assert_eq!(said.code, 1, "{said}");
    for line in [
        // found only where a case has ended
        "`card.md`, line 3: `case.closing.daet` is not a name that documents know",
        "`card`: “{case.title} } }” was not filled",
        "what is built in has changed since `documents/plan.md` was copied from `plan`",
    ] {
        assert!(
            said.stdout.replace("\n    ", " ").replace('\n', " ").contains(line),
            "{line} is not in {said}"
        );
    }
    let found = json(&sandbox, &["documents", "check"]);
    assert_eq!(found["findings"].as_array().unwrap().len(), 3, "{found:#}");
    assert_eq!(sandbox.read("documents/plan.md"), before);
    sandbox.write("documents/card.docx", "no");
    assert!(
        sandbox.run(&["documents", "check"]).stdout.contains("`documents/card.docx` is not a Word document")
    );
}

#[test]
fn a_document_is_tried_over_the_records_that_it_is_of_and_no_others() {
    let sandbox = example();
    let card = "{# A card. Only of `community`. #}\n# {{ case.title }}\n\n{{ case.titel }}\n";
    sandbox.write("documents/card.md", card);
    let found = json(&sandbox, &["documents", "check"]);
    let finding = &found["findings"].as_array().unwrap()[0];
    assert_eq!(
        (&finding["document"], &finding["cases"]),
        (&"card".into(), &serde_json::json!(["2026-r4wc"]))
    );
    // a needs register of a case would be all gaps
    let empty = found["empty"].as_array().unwrap();
    let register: Vec<_> = empty.iter().filter(|row| row["document"] == "register").collect();
    assert!(register.iter().all(|row| row["cases"] == serde_json::json!(["2026-r4wc"])), "{register:#?}");
    let with = found["printed"].as_u64().unwrap();
    sandbox.write("documents/card.md", card.replace("Only of `community`. ", ""));
    assert!(json(&sandbox, &["documents", "check"])["printed"].as_u64().unwrap() > with);
}

#[test]
fn a_template_stays_in_its_folder_ends_and_shows_no_more_than_its_reader_may_see() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "evidence.+.summary=SECRET one", "evidence.+.sensitive=yes"]);
    sandbox.write("secret.md", "SECRET two");
    for (template, said) in [
        ("{% include '../secret.md' %}", "there is no such template"),
        ("{% include '/etc/hostname' %}", "there is no such template"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
            "this goes round too often",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "this cannot be worked out"),
    ] {
        sandbox.write("documents/card.md", template);
        let ran = sandbox.run(&["print", "card", CASE]);
        assert!(
            ran.code == 1 && ran.stderr.contains(said) && !ran.stderr.contains("SECRET"),
            "{template}: {ran}"
        );
    }
    sandbox.write("documents/card.md", "# T\n\n{{ case.evidence | map(attribute='summary') | list }}\n");
    assert!(!sandbox.ok(&["print", "card", CASE, "--for", "whanau"]).stdout.contains("SECRET"));
    assert!(sandbox.ok(&["print", "card", CASE]).stdout.contains("SECRET one"));
    shows(
        sandbox.ok(&["print", "card", CASE, "--for", "whanau"]),
        str![[r#"
T
═

"#]],
    );
}
