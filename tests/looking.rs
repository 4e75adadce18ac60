//! `list`, `show`, `check`, `log`: looking, which never changes anything.

use crate::common::{CASE, Sandbox, has_git, shows, shows_file};
use snapbox::str;

/// The case of the demo that was walked from request to closing.
fn walked(sandbox: &Sandbox) -> String {
    sandbox.ok(&["list", "a good start to the morning"]).stdout.split('\t').next().unwrap().to_owned()
}

#[test]
fn the_cases_in_plain_columns() {
    let sandbox = Sandbox::demo();
    shows_file(
        sandbox.transcript(&[
            &["list"],
            &["list", "totara"],
            &["list", "waiting", "harbour"],
            &["list", "nobody is called so"],
            &["--quiet", "list", "tōtara"],
        ]),
        "transcripts/list.txt",
    );
}

#[test]
fn the_cases_for_scripts() {
    let sandbox = Sandbox::demo();
    let said = sandbox.ok(&["list", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(json["schema"], "pikorua/list/1");
    assert_eq!(json["cases"].as_array().map(Vec::len), Some(22));
    assert_eq!(said.stderr, "");
    shows(
        sandbox.ok(&["list", "--json", "tōtara", "fonua"]).stdout,
        str![[r#"
{
  "schema": "pikorua/list/1",
  "cases": [
    {
      "id": "2026-h4ck",
      "status": "allocated",
      "status_label": "allocated",
      "kind": "individual",
      "kind_label": "individual",
      "setting": "totara-college",
      "setting_name": "Tōtara College",
      "title": "Getting back into the swing of school",
      "lead": [
        "p-c3xe"
      ],
      "lead_names": "Sela Fonua",
      "waiting_days": 14,
      "waiting_school_weeks": 2,
      "open_days": 3,
      "open": [],
      "questions": 0,
      "unrecorded": false,
      "readable": true
    }
  ],
  "gone": []
}

"#]],
    );
}

#[test]
fn the_lead_is_who_leads() {
    let sandbox = Sandbox::demo();
    let case = "2026-h4ck";
    let lead = || {
        let json: serde_json::Value =
            serde_json::from_str(&sandbox.ok(&["list", "--json", case]).stdout).unwrap();
        json["cases"][0]["lead_names"].as_str().unwrap().to_owned()
    };
    assert_eq!(lead(), "Sela Fonua");
    // a planned end is not over, and whoever only shares the work does not lead it
    let row = |json: serde_json::Value| json["case"]["allocation"][0]["id"].as_str().unwrap().to_owned();
    let id = row(serde_json::from_str(&sandbox.ok(&["show", case, "--json"]).stdout).unwrap());
    sandbox.ok(&["set", case, &format!("allocation.{id}.until=2026-12-18")]);
    assert_eq!(lead(), "Sela Fonua");
    sandbox.ok(&["set", case, &format!("allocation.{id}.part=co-worker")]);
    assert_eq!(lead(), "");
}

#[test]
fn a_layer_is_found_by_its_older_names() {
    let sandbox = Sandbox::demo();
    let found = |words: &str| sandbox.ok(&["list", words]).stdout;
    let tailored = found("te arotahi");
    assert!(tailored.contains("2026-kf3m"), "{tailored}");
    assert_eq!(found("tier 3"), tailored);
    assert_eq!(found("te-arotahi"), tailored);
    assert_ne!(found("tier 1"), tailored);
}

#[test]
fn one_case_at_a_glance() {
    let sandbox = Sandbox::demo();
    let id = walked(&sandbox);
    shows_file(sandbox.run(&["show", &id]), "transcripts/show.txt");
    shows_file(Sandbox::cluster().run(&["show", CASE]), "transcripts/show-new.txt");
}

#[test]
fn one_case_for_scripts() {
    let sandbox = Sandbox::demo();
    let said = sandbox.ok(&["show", &walked(&sandbox), "--json"]);
    let json: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(json["schema"], "pikorua/show/1");
    assert_eq!(said.stderr, "");
    shows_file(Sandbox::cluster().ok(&["show", CASE, "--json"]), "transcripts/show.json");
}

#[test]
fn a_case_is_meant_in_many_ways() {
    let sandbox = Sandbox::demo();
    let shown = |name: &str| sandbox.ok(&["show", name]).stdout;
    let whole = shown("2026-kf3m");
    for name in ["2026-KF3M", "2026-kf", "kf3", "when work goes wrong"] {
        assert_eq!(shown(name), whole, "{name}");
    }
    // a name that no list shows finds the case too, with or without macrons
    let by_name = sandbox.read(&Sandbox::file_of("2026-kf3m"));
    let name = by_name
        .lines()
        .find_map(|line| line.trim().strip_prefix("- name: ").or(line.trim().strip_prefix("name: ")));
    assert_eq!(shown(name.unwrap()), whole);
    shows(
        sandbox.run(&["show", "2026"]),
        str![[r#"
--- stderr
error: `2026` may be any of 17 cases: 2026-7rne, 2026-b9se, 2026-c8ja,
  2026-d4rn, 2026-e7nz, 2026-f2wm, 2026-g6tr, 2026-h4ck, and 9 more
  hint: Give more of the id.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["show", "2026-kf3n"]),
        str![[r#"
--- stderr
error: there is no case `2026-kf3n`
  hint: Did you mean `2026-kf3m`?
exit 1

"#]],
    );
    shows(
        sandbox.run(&["show", "nobody"]),
        str![[r#"
--- stderr
error: there is no case `nobody`
  hint: `pikorua list` lists the cases.
exit 1

"#]],
    );
}

#[test]
fn names_that_fit_several_cases_are_not_repeated() {
    let sandbox = Sandbox::demo();
    let said = sandbox.run(&["show", "a"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("that could be any of"), "{said}");
}

#[test]
fn everything_worth_a_look() {
    let sandbox = Sandbox::demo();
    shows_file(sandbox.run(&["check"]), "transcripts/check.txt");
    shows_file(sandbox.run(&["check", "--json"]), "transcripts/check.json");
    shows(
        sandbox.run(&["check", "2026-kf3m"]),
        str![[r#"
worth a look[role-not-agreed]: who of the team does what, and who has said yes
                               to it?
  --> cases/2026/2026-kf3m.yaml:69:1
   |
69 | team:
   | ^^^^
   |
   = why: working together stands on roles that were talked through and agreed
   = source: RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working
   = remedy: Talk it through with everybody in it, those first who are there
             every day: walk `roles`.

worth a look[agreement-running-out]: they are to be asked again on 2026-08-21:
                                     who asks them?
   --> cases/2026/2026-kf3m.yaml:136:16
    |
136 |     review_on: 2026-08-21
    |                ^^^^^^^^^^
    |
    = why: people agreed until a day, and may think otherwise by then
    = source: Inclusive Education, inclusive.tki.org.nz: protocols for sharing
              information
    = remedy: Talk it through with them, and note what they say: walk
              `whakawhanaungatanga`.

worth a look[left-with-open-questions]: Your friend has named nothing yet that
                                        is strong. What would they keep?
   --> cases/2026/2026-kf3m.yaml:611:5
    |
611 |   - id: v-sg25
    |     ^^^^^^^^^^
    |
    = why: nothing has to be whole before people go on; what is left for later
           is left knowingly
    = source: He Pikorua in action, hepikorua.education.govt.nz: the elements
              are no steps
    = remedy: Go on with it: `walk 2026-kf3m critical-friend --row f-sp44`; or
              say there why it stays open.

worth a look[left-with-open-questions]: It does not say what you do with it.
                                        What changes, or what stays, and why?
   --> cases/2026/2026-kf3m.yaml:611:5
    |
611 |   - id: v-sg25
    |     ^^^^^^^^^^
    |
    = why: nothing has to be whole before people go on; what is left for later
           is left knowingly
    = source: He Pikorua in action, hepikorua.education.govt.nz: the elements
              are no steps
    = remedy: Go on with it: `walk 2026-kf3m critical-friend --row f-sp44`; or
              say there why it stays open.

worth a look[left-with-open-questions]: It does not say what people have heard
                                        from us lately. Who rings, and when?
   --> cases/2026/2026-kf3m.yaml:619:5
    |
619 |   - id: v-t6hd
    |     ^^^^^^^^^^
    |
    = why: nothing has to be whole before people go on; what is left for later
           is left knowingly
    = source: He Pikorua in action, hepikorua.education.govt.nz: the elements
              are no steps
    = remedy: Walk `progress` again, or say there why it stays open.

worth a look[left-with-open-questions]: It does not say what you will do
                                        differently. Is it all well as it is, or
                                        what is one small thing?
   --> cases/2026/2026-kf3m.yaml:634:5
    |
634 |   - id: v-xgt5
    |     ^^^^^^^^^^
    |
    = why: nothing has to be whole before people go on; what is left for later
           is left knowingly
    = source: He Pikorua in action, hepikorua.education.govt.nz: the elements
              are no steps
    = remedy: Walk `reflection` again, or say there why it stays open.

--- stderr
Looked at 1 file: 6 questions worth a look.
note: nobody in people.yaml is `kim`, who works here now; `pikorua edit people`
adds them.

"#]],
    );
}

#[test]
fn what_cases_have_in_common() {
    let sandbox = Sandbox::demo();
    shows_file(sandbox.run(&["check", "--patterns"]), "transcripts/check-patterns.txt");
    let mut wide = sandbox.command(&["check", "--patterns"]);
    wide.env("COLUMNS", "120");
    let said = sandbox.finish(wide);
    assert!(said.stdout.lines().any(|line| (81..=120).contains(&line.chars().count())), "{said}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["check", "--patterns", "--json"]).stdout).unwrap();
    assert_eq!(json["schema"], "pikorua/check/1");
    let patterns = json["patterns"].as_array().unwrap();
    let ids = sandbox.ok(&["list"]).stdout;
    for pattern in patterns {
        let cases: Vec<&str> =
            pattern["cases"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert!(
            !cases.is_empty() && cases.is_sorted() && cases.iter().all(|id| ids.contains(id)),
            "{pattern}"
        );
        assert!(pattern["question"].as_str().unwrap().ends_with('?'), "{pattern}");
    }
    // patterns name nobody
    let all = json.to_string();
    for name in ["Kahu", "Moana", "p-4kd7", "Amir"] {
        assert!(!all.contains(name) && !said.stdout.contains(name), "{name}");
    }
    let some = sandbox.ok(&["check", "--patterns", "2026-b9se", "2026-y2bg"]);
    let both = "2 cases: 2026-b9se, 2026-y2bg";
    assert!(some.stdout.contains(both) && !some.stdout.contains("2026-7rne"), "{some}");
}

#[test]
fn one_case_that_cannot_be_read_is_told_beside_the_patterns_of_the_others() {
    let sandbox = Sandbox::demo();
    sandbox.write("cases/2026/2026-7rne.yaml", b"\xff");
    let said = sandbox.run(&["check", "--patterns"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("2026-7rne") && said.stdout.contains("2026-b9se"), "{said}");
}

#[test]
fn what_closed_long_ago_is_left_in_peace() {
    let sandbox = Sandbox::cluster();
    let closed = |date: &str| {
        sandbox.write(
            &Sandbox::file_of("2025-abcd"),
            format!("schema: 1\nid: 2025-abcd\nkind: group\nstatus: closed\nclosing:\n  date: {date}\n"),
        );
        sandbox.ok(&["check", "2025-abcd"]).stdout
    };
    assert_eq!(closed("2025-08-13"), "");
    assert!(closed("2025-08-14").contains("closed-without-telling"));
}

#[test]
fn the_rules_and_their_reasons() {
    let sandbox = Sandbox::new();
    shows_file(sandbox.run(&["check", "--rules"]), "transcripts/check-rules.txt");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["check", "--rules", "--json"]).stdout).unwrap();
    assert_eq!(json["schema"], "pikorua/check-rules/1");
}

#[test]
fn what_happened() {
    let sandbox = Sandbox::demo();
    let id = walked(&sandbox);
    shows_file(sandbox.run(&["log", &id, "-n", "2"]), "transcripts/log-case.txt");
    shows_file(sandbox.run(&["log", "-n", "12"]), "transcripts/log.txt");
}

#[test]
fn what_happened_for_scripts() {
    let sandbox = Sandbox::demo();
    let said = sandbox.ok(&["log", &walked(&sandbox), "-n", "2", "--json"]);
    assert_eq!(said.stderr, "");
    let mut json: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(json["schema"], "pikorua/log/1");
    for entry in json["entries"].as_array_mut().unwrap() {
        let changes = entry["changes"].as_array().unwrap();
        assert!(changes.iter().all(|c| c["path"].is_string() && c["before"] != c["after"]));
        entry["changes"] = changes.len().into();
    }
    shows(
        serde_json::to_string_pretty(&json).unwrap(),
        str![[r#"
{
  "schema": "pikorua/log/1",
  "entries": [
    {
      "version": "b178bfac",
      "when": "2026-11-13T02:20:00Z",
      "by": "Moana Rangihuna",
      "recorded_by": "Moana Rangihuna",
      "what": "Check-in: left",
      "case": "2026-qvxv",
      "guide": "check-in",
      "undoes": null,
      "files": [
        "cases/2026/2026-qvxv.yaml"
      ],
      "changes": 8
    },
    {
      "version": "c827dc91",
      "when": "2026-09-16T03:20:00Z",
      "by": "Sela Fonua",
      "recorded_by": "Sela Fonua",
      "what": "Mana motuhake: left",
      "case": "2026-qvxv",
      "guide": "mana-motuhake",
      "undoes": null,
      "files": [
        "cases/2026/2026-qvxv.yaml"
      ],
      "changes": 21
    }
  ]
}
"#]],
    );
}

#[test]
fn looking_changes_nothing() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/own.toml", "broken");
    let before = sandbox.transcript(&[&["list"], &["log"]]);
    for args in [&["list"][..], &["show", CASE], &["check"], &["log"], &["print", "plan", CASE]] {
        sandbox.run(args);
    }
    assert_eq!(sandbox.transcript(&[&["list"], &["log"]]), before);
    if has_git() {
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? guides/\n");
    }
}
