//! `print`: documents on the screen, as Markdown and as web pages.

use crate::common::{CASE, Sandbox, shows, shows_file};
use snapbox::str;

/// A case of the demo with sensitive rows in it.
const SENSITIVE: &str = "2026-kf3m";

#[test]
fn the_plan_and_the_review_on_the_screen() {
    let sandbox = Sandbox::demo();
    shows_file(sandbox.run(&["print", "plan", SENSITIVE]), "transcripts/plan.txt");
    shows_file(sandbox.run(&["print", "review", SENSITIVE]), "transcripts/review.txt");
    // without a terminal colour is used only where it is asked for
    let plain = sandbox.ok(&["print", "plan", SENSITIVE]).stdout;
    let coloured = sandbox.ok(&["--color", "always", "print", "plan", SENSITIVE]).stdout;
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    assert!(plain.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn the_plan_and_the_review_as_markdown() {
    let sandbox = Sandbox::demo();
    for document in ["plan", "review"] {
        for audience in ["practitioners", "whanau"] {
            let file = format!("{document}-{audience}.md");
            let args = ["print", document, SENSITIVE, "--for", audience, "-o", &file];
            let said = sandbox.ok(&args);
            assert_eq!(said.stdout, "");
            shows_file(sandbox.read(&file), &format!("transcripts/{file}"));
            assert_eq!(
                sandbox.ok(&["print", document, SENSITIVE, "--for", audience, "--to", "md"]).stdout,
                sandbox.read(&file)
            );
        }
    }
}

#[test]
fn web_pages_are_whole_and_accessible() {
    let sandbox = Sandbox::demo();
    for document in ["plan", "review", "case"] {
        for audience in ["practitioners", "whanau"] {
            sandbox.ok(&["print", document, SENSITIVE, "--for", audience, "-o", "page.html"]);
            let html = sandbox.read("page.html");
            assert_page(&html, &format!("{document} for {audience}"));
            assert!(
                html.contains("<span lang=\"mi\">") || html.contains(" lang=\"mi\""),
                "{document}: no te reo Māori is marked"
            );
        }
    }
}

/// One page that needs nothing else, and that a screen reader finds its way in.
fn assert_page(html: &str, what: &str) {
    let count = |text: &str| html.matches(text).count();
    assert!(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"), "{what}");
    assert!(html.contains("<html lang=\"en-NZ\">"), "{what}: no language");
    assert!(html.contains("<meta charset=\"utf-8\">") && html.contains("name=\"viewport\""), "{what}");
    assert!(html.contains("<title>") && html.contains("<main"), "{what}");
    assert_eq!(count("<h1"), 1, "{what}: one heading of the first level");
    for (heading, above) in [("<h3", "<h2"), ("<h4", "<h3")] {
        let lonely = html.find(heading).is_some_and(|n| html.find(above).is_none_or(|m| m > n));
        assert!(!lonely, "{what}: {heading}> without {above}>");
    }
    assert_eq!(count("<th>"), 0, "{what}: a table header without scope");
    assert_eq!(count("<table"), count("<thead"), "{what}: a table without headers");
    for outside in
        ["<script", "http://", "https://", "src=", "<link", "@import", "url(", "<iframe", "onclick"]
    {
        assert!(!html.contains(outside), "{what} has {outside}");
    }
    assert!(html.contains("@media print"), "{what} is not made for printing");
}

#[test]
fn what_people_typed_stays_text() {
    let sandbox = Sandbox::cluster();
    let typed = "<script>alert(1)</script> {{ case }} *not bold* [link](https://x) & </main>";
    sandbox.ok(&["set", CASE, &format!("title={typed}"), &format!("strengths.+.what=# {typed}")]);
    sandbox.ok(&["print", "plan", CASE, "-o", "page.html"]);
    let html = sandbox.read("page.html");
    assert!(!html.contains("<script") && !html.contains("href"), "{html}");
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{ case }} *not bold* [link](https://x) &amp;")
    );
    let screen = sandbox.ok(&["print", "plan", CASE]).stdout;
    assert!(screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(typed), "{screen}");
}

#[test]
fn what_is_missing_is_said_and_shown() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.run(&["print", "plan", CASE, "-o", "plan.md"]);
    shows(
        &said,
        str![[r#"
--- stderr
Written: plan.md
Not recorded yet, and shown so in the document:
  • the one plan: where it stands
  • the one plan: when the team looks at it again
  • the one plan: what should look different, and why
  • who said yes to the plan
  • everyone in the team, whānau as full members

"#]],
    );
    let plan = sandbox.read("plan.md");
    assert!(plan.contains("not recorded yet") && !plan.contains("None") && !plan.contains("none"), "{plan}");
}

#[test]
fn sensitive_rows_never_reach_whanau() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&[
        "set",
        CASE,
        "strengths.+.what=Sings",
        "evidence.+.summary=SECRET one",
        "evidence.+.sensitive=yes",
        "voice.+.words=SECRET two",
        "voice.+.who=whanau",
        "voice.+.sensitive=yes",
        "team.+.name=SECRET three",
        "team.+.sensitive=yes",
        "plan.goals.+.what=SECRET four",
        "plan.goals.+.sensitive=yes",
    ]);
    for document in ["plan", "review", "case"] {
        for format in ["screen", "md", "html"] {
            let seen = |audience| {
                sandbox.ok(&["print", document, CASE, "--for", audience, "--to", format]).to_string()
            };
            assert!(!seen("whanau").contains("SECRET"), "{document} as {format}");
        }
    }
    assert!(sandbox.ok(&["print", "plan", CASE]).stdout.contains("SECRET"));
    // a mark that is doubtful counts as one
    let file = Sandbox::file_of(CASE);
    sandbox.replace(&file, "sensitive: true", "sensitive: maybe");
    let said = sandbox.run(&["print", "plan", CASE, "--for", "whanau"]);
    assert!(!said.stdout.contains("SECRET"), "{said}");
}

#[test]
fn names_that_no_document_has() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["print", "pln", CASE],
            &["print", "plan", CASE, "--for", "whanua"],
            &["print", "plan", CASE, "--for", "everybody"],
            &["print", "plan", CASE, "--to", "odt"],
            &["print", "plan", CASE, "-o", "plan.odt"],
            &["print", "plan", CASE, "-o", "plan"],
            &["print", "plan", CASE, "-o", "no/such/folder/plan.md"],
            &["print", "plan", CASE, "-o", "cases/"],
            &["print", "plan"],
        ]),
        str![[r#"
$ pikorua print pln 2026-kf3m
--- stderr
error: there is no document `pln`
  hint: Did you mean `plan`?
exit 2

$ pikorua print plan 2026-kf3m --for whanua
--- stderr
error: there is no audience `whanua`
  hint: Did you mean `whanau`?
exit 2

$ pikorua print plan 2026-kf3m --for everybody
--- stderr
error: there is no audience `everybody`
  hint: The audiences are `practitioners`, `whanau`, `school`, `partner`,
    `practice-leader`, `case-sharing`, `aggregate`, `statement`, `next-setting`.
exit 2

$ pikorua print plan 2026-kf3m --to odt
--- stderr
error: `odt` is not a format that documents can be written in
  hint: The formats are `docx`, `pdf`, `html`, `md` and `screen`.
exit 2

$ pikorua print plan 2026-kf3m -o plan.odt
--- stderr
error: documents cannot be written as `.odt`
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

$ pikorua print plan 2026-kf3m -o plan
--- stderr
error: the ending of `plan` does not tell a format
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

$ pikorua print plan 2026-kf3m -o no/such/folder/plan.md
--- stderr
error: there is no folder `no/such/folder`
  hint: Make it first, or name another place.
exit 1

$ pikorua print plan 2026-kf3m -o cases/
--- stderr
error: the ending of `cases/` does not tell a format
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

$ pikorua print plan
--- stderr
error: the following required arguments were not provided:
  <CASE|FILTER>...

Usage: pikorua print <DOCUMENT> <CASE|FILTER>...

For more information, try '--help'.
exit 2

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn a_document_says_which_version_it_shows() {
    let sandbox = Sandbox::cluster();
    let stamp = |sandbox: &Sandbox| {
        let plan = sandbox.ok(&["print", "plan", CASE, "--to", "md"]).stdout;
        plan.lines()
            .filter(|line| line.contains("14 August 2026"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let before = stamp(&sandbox);
    sandbox.replace(&Sandbox::file_of(CASE), "Joining in", "Taking part");
    let after = stamp(&sandbox);
    assert!(!before.contains("not recorded yet") && after.contains("not recorded yet"), "{before}\n{after}");
}

#[test]
fn a_document_of_our_own() {
    let sandbox = Sandbox::cluster();
    sandbox.write(
        "documents/card.md",
        "{# A card for the fridge #}\n# {{ case.title }}\n\n{{ words.mokopuna }}, {{ today }}\n",
    );
    sandbox.ok(&["print", "card", CASE]);
    sandbox.write("documents/card.md", "# {{ case.title }}\n\n{{ case.tittle }}\n");
    shows(
        sandbox.run(&["print", "card", CASE]),
        str![[r#"
--- stderr
error: `card.md`, line 3: `case.tittle` is not a name that documents know
  3 | {{ case.tittle }}
  hint: Did you mean `title`?
exit 1

"#]],
    );
    sandbox.write("documents/card.md", "# {{ case.title\n");
    shows(
        sandbox.run(&["print", "card", CASE]),
        str![[r#"
--- stderr
error: `card.md`, line 1: this cannot be read as a template
  1 | # {{ case.title
  unexpected end of input, expected end of variable block
  hint: Mend the template; the built-in documents show what a template can do.
exit 1

"#]],
    );
    sandbox.write("documents/card.md", "# {{ nobody }}\n");
    shows(
        sandbox.run(&["print", "card", CASE]),
        str![[r#"
--- stderr
error: `card.md`, line 1: `nobody` is not a name that documents know
  1 | # {{ nobody }}
  hint: `pikorua documents fields` lists every name.
exit 1

"#]],
    );
}

#[test]
fn what_was_recorded_is_seen_before_the_first_review() {
    let sandbox = crate::examples::example();
    let entry =
        "guide: progress\npg-entries:\n  - {what: Four children explained, goal: g-%, value: 4 of 12}\n";
    let case = "2026-7rne";
    let record: serde_yaml::Value = serde_yaml::from_str(&sandbox.read(&Sandbox::file_of(case))).unwrap();
    let goal = record["plan"]["goals"][0]["id"].as_str().unwrap();
    sandbox.write("../home/answers.yaml", entry.replace("g-%", goal));
    sandbox.ok(&["--user", "p-c3xe", "walk", case, "progress", "--from", "../home/answers.yaml"]);
    for shown in [&["print", "review", case][..], &["print", "plan", case], &["show", case]] {
        let said = sandbox.ok(shown).stdout;
        assert!(said.contains("4 of 12") && said.contains("2 of 12"), "{shown:?}\n{said}");
    }
    assert!(
        sandbox.ok(&["print", "review", case]).stdout.contains("Looking back together: not recorded yet")
    );
}

#[test]
fn the_notes_of_a_hui_have_two_names() {
    let sandbox = Sandbox::demo();
    let [one, other] = ["hui", "hui-notes"].map(|name| sandbox.ok(&["print", name, SENSITIVE]).stdout);
    assert_eq!(one, other);
}

#[test]
fn the_case_bears_its_date_and_version() {
    let sandbox = Sandbox::cluster();
    let page = sandbox.ok(&["print", "case", CASE, "--to", "md"]).stdout;
    assert!(page.contains("Printed on 14 August 2026 for practitioners, from version"), "{page}");
}

#[test]
fn a_part_of_other_templates_is_not_printed_by_itself() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.ok(&["documents", "copy", "_parts.md"]).stderr;
    assert!(said.contains("takes in `_parts.md`") && !said.contains("print _parts"), "{said}");
}

#[test]
fn what_stands_before_several_documents_is_tried_too() {
    let sandbox = Sandbox::cluster();
    sandbox.write("documents/_cover.md", "# {{ documnet }}\n");
    let ran = sandbox.run(&["documents", "check"]);
    assert!(ran.code == 1 && ran.stdout.contains("documnet"), "{ran}");
}
