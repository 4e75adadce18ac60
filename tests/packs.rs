//! Documents about several cases in one file, and the filters that say which.

use crate::common::{Sandbox, shows};
use crate::examples::example;
use snapbox::str;

/// A part of a Word document, as it lies in the file.
fn part(sandbox: &Sandbox, file: &str, name: &str) -> String {
    let bytes = std::fs::read(sandbox.path(file)).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_pack_has_a_cover_and_a_page_for_each_case() {
    let sandbox = example();
    let print = |file: &str| {
        sandbox.ok(&["print", "pack", "status:active", "kind:individual or kind:group", "-o", file])
    };
    print("pack.md");
    print("pack.html");
    print("pack.docx");
    let markdown = sandbox.read("pack.md");
    let titles: Vec<&str> = markdown
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .filter(|t| *t != "What is in it")
        .collect();
    assert!(titles.len() >= 3, "{titles:?}");
    for title in &titles {
        assert!(markdown.contains(&format!("[{title}](<#d")), "{title} is not on the cover");
    }
    let html = sandbox.read("pack.html");
    assert_eq!(html.matches("<h1>").count(), 1);
    for number in 1..=titles.len() {
        assert!(
            html.contains(&format!("<article id=\"d{number}\">"))
                && html.contains(&format!("href=\"#d{number}\""))
        );
    }
    let document = part(&sandbox, "pack.docx", "word/document.xml");
    assert_eq!(document.matches("<w:sectPr>").count(), 1 + titles.len());
    assert_eq!(document.matches("w:anchor=\"d").count(), titles.len());
    // what is due is named: of several next steps or actions, which
    let said = markdown.replace("\u{a0}", " ");
    assert!(
        said.contains("- **21 August 2026:** next step: Ask the learner what a good Thursday would be"),
        "{said}"
    );
    // the same cases make the same bytes
    let first = std::fs::read(sandbox.path("pack.docx")).unwrap();
    print("pack.docx");
    assert_eq!(std::fs::read(sandbox.path("pack.docx")).unwrap(), first);
}

#[test]
fn what_may_not_be_shown_is_left_out_and_that_is_said() {
    let sandbox = example();
    let agreed = |case: &str| {
        let row = |key: &str, value: &str| format!("agreements.+.{key}={value}");
        let given = [
            row("purpose", "Looking it over"),
            row("given_on", "2026-08-01"),
            row("readers", "practice-leader"),
        ];
        sandbox.ok(&["set", case, &given[0], &given[1], &given[2]]);
    };
    agreed("2026-kf3m");
    agreed("2026-b9se");
    let print =
        ["print", "pack", "kf3m", "b9se", "7rne", "--for", "practice-leader", "--recipient", "Ruth Kingi"];
    let ran = sandbox.run(&[&print[..], &["-o", "pack.md"]].concat());
    assert_eq!(ran.code, 3, "{ran}");
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("2026-7rne is left out: no agreement says"), "{ran}");
    assert!(sandbox.read("pack.md").contains("nobody has agreed that the practice leader may see it: 1"));
    for (case, count) in [("2026-kf3m", 1), ("2026-b9se", 1), ("2026-7rne", 0)] {
        let shared = sandbox.ok(&["share", case, "--json"]).stdout;
        let shared: serde_json::Value = serde_json::from_str(&shared).unwrap();
        assert_eq!(shared["disclosures"].as_array().map_or(0, Vec::len), count, "{case}");
    }
    // where nobody agreed to any, there is no file
    let ran = sandbox.run(&["print", "pack", "7rne", "c8ja", "--for", "practice-leader", "-o", "none.md"]);
    assert_eq!((ran.code, sandbox.path("none.md").exists()), (3, false), "{ran}");
}

#[test]
fn a_filter_says_which_cases() {
    let sandbox = example();
    shows(
        sandbox.run(&["list", "kind:transition", "not", "status:closed"]),
        str![[r#"
2026-g6tr	active	transition	Te Kura o te Puna	From the kura to the college, with a voice	Moana Rangihuna
--- stderr
1 case

"#]],
    );
    shows(
        sandbox.run(&["list", "(kind:group or kind:school)", "voice:missing"]),
        str![[r#"
2026-7rne	active	group	Awa School	Showing it first, then saying it	Priya Nair
2026-d4rn	sent back with a question	group	Harbour Intermediate	Getting on with each other at the end of lunch	
2026-f2wm	declined	group	Tōtara College	Reading every day in Year 9	
2026-p3hr	on the waiting list	group	Harbour Intermediate	Getting a first draft onto the page	
--- stderr
4 cases

"#]],
    );
    shows(
        sandbox.run(&["list", "opened:2026-T9"]),
        str![[r#"
--- stderr
error: term `2026-T9` does not stand in `pikorua.toml`, which has 2025-T1,
  2025-T2, 2025-T3, 2025-T4, 2026-T1, 2026-T2, 2026-T3, 2026-T4; `pikorua edit
  cluster` adds terms under `[terms]`
  opened:2026-T9
         ^^^^^^^
  hint: Write a day, a week, a term or a month: `today`, `2026-08-14`,
    `2026-T2`, `"T2 w4"`, `2026-08`, `2026`.
exit 2

"#]],
    );
    shows(
        sandbox.run(&["print", "plan", "status:activ3"]),
        str![[r#"
--- stderr
error: `activ3` is nothing that `status` can be
  status:activ3
         ^^^^^^
  hint: Did you mean `active`?
exit 2

"#]],
    );
    shows(
        sandbox.run(&["print", "plan", "status:active", "text:no such words"]),
        str![[r#"
--- stderr
error: no case is like that
  hint: `pikorua list status:active text:no such words` looks for the same.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["print", "pack", "kf3m", "b9se", "--say", "Anna=kaiako"]),
        str![[r#"
--- stderr
error: `--say` is kept in one case, and there are 2
  hint: Print the one case with it first; it is kept there.
exit 2

"#]],
    );
}
