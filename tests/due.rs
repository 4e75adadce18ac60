//! `due`: what is due, by week of term, and as a calendar file.

use crate::common::{CASE, Sandbox, shows, shows_file};
use snapbox::str;

#[test]
fn by_week_of_term() {
    let sandbox = Sandbox::demo();
    let wide = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("COLUMNS", "120");
        sandbox.finish(command)
    };
    shows_file(sandbox.transcript(&[&["due"], &["due", "--term", "next term"]]), "transcripts/due.txt");
    shows_file(wide(&["due", "Sela Fonua", "--all"]), "transcripts/due-wide.txt");
    for (columns, said) in [(80, sandbox.ok(&["due", "--all"])), (120, wide(&["due", "--all"]))] {
        for line in said.stdout.lines() {
            assert!(line.chars().count() <= columns, "{line}");
        }
    }
}

#[test]
fn for_somebody_somewhere_until_some_day() {
    let sandbox = Sandbox::demo();
    let count = |args: &[&str]| {
        let json = sandbox.ok(&[&["due", "--json"], args].concat()).stdout;
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["due"].as_array().map_or(0, Vec::len)
    };
    let all = count(&["--all"]);
    assert!(count(&[]) < all);
    assert!((1..all).contains(&count(&["--all", "moana"])));
    assert_eq!(count(&["--all", "moana"]), count(&["--all", "--user", "moana", "me"]));
    assert_eq!(count(&["--all", "moana"]), count(&["--all", "--person", "mrangihuna"]));
    assert!((1..all).contains(&count(&["--all", "--setting", "tōtara"])));
    assert!(count(&["--until", "next Friday"]) < count(&["--until", "end of term"]));
    assert_eq!(count(&["--all", "setting:totara-college"]), count(&["--all", "--setting", "tōtara"]));
    assert!((1..count(&["--all", "moana"])).contains(&count(&[
        "--all",
        "kind:individual",
        "--person",
        "moana"
    ])));
    assert_eq!(count(&["--all", "Sela", "Fonua"]), count(&["--all", "Sela Fonua"]));
    assert_eq!(count(&["--all", "status:closed", "not", "status:closed"]), 0);
    let twice = sandbox.run(&["due", "moana", "--person", "moana"]);
    assert_eq!(twice.code, 2, "{twice}");
    assert!(twice.stderr.contains("somebody is named twice"), "{twice}");
    shows(
        sandbox.run(&["due", "me"]),
        str![[r#"
--- stderr
error: nobody in people.yaml is `kim`, who works here now
  hint: Say who you are with `--user`, or add yourself with `pikorua edit
    people`.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["due", "--until", "T9 week 1"]),
        str![[r#"
--- stderr
error: term `2026-T9` does not stand in `pikorua.toml`, which has 2025-T1,
  2025-T2, 2025-T3, 2025-T4, 2026-T1, 2026-T2, 2026-T3, 2026-T4; `pikorua edit
  cluster` adds terms under `[terms]`
exit 2

"#]],
    );
}

#[test]
fn for_scripts() {
    let sandbox = Sandbox::demo();
    shows(
        sandbox.ok(&["due", "--json", "--setting", "tōtara", "--until", "2026-08-28"]),
        str![[r#"
{
  "schema": "pikorua/due/1",
  "due": [
    {
      "date": "2026-08-25",
      "week": {
        "term": "2026-T3",
        "week": 6
      },
      "kind": "first-contact",
      "label": "first contact",
      "case": "2026-h4ck",
      "row": null,
      "title": "Getting back into the swing of school",
      "about": null,
      "who": [
        "p-c3xe"
      ],
      "people": [
        "Sela Fonua"
      ],
      "before_today": false
    },
    {
      "date": "2026-08-28",
      "week": {
        "term": "2026-T3",
        "week": 6
      },
      "kind": "next-step",
      "label": "next step",
      "case": "2026-r4wc",
      "row": "n-dj29",
      "title": "Te Awa learning support community",
      "about": "Ask six families at each of the two places",
      "who": [
        "t-26tn"
      ],
      "people": [
        "Kavita Desai"
      ],
      "before_today": false
    }
  ],
  "next_meeting": "2026-08-18",
  "requests_in_by": null,
  "unreadable": []
}

"#]],
    );
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_back_the_others() {
    let sandbox = Sandbox::demo();
    sandbox.write(&Sandbox::file_of("2026-h4ck"), "schema: [\n");
    sandbox.replace(&Sandbox::file_of("2026-kf3m"), "review_on: 2026-09-10", "review_on: soon");
    let said = sandbox.ok(&["due"]);
    assert!(said.stdout.contains("2026-7rne"), "{said}");
    assert!(said.stderr.contains("cannot be read") && said.stderr.contains("2026-h4ck"), "{said}");
    assert!(said.stderr.contains("only in part") && said.stderr.contains("2026-kf3m"), "{said}");
    // the terminal's words do not stand in a calendar
    let calendar = sandbox.ok(&["due", "--ics", "-"]).stdout;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn the_calendar_says_nothing_about_anybody() {
    let sandbox = Sandbox::demo();
    shows(
        sandbox.run(&["due", "--ics", "due.ics"]),
        str![[r#"
--- stderr
Written: due.ics, with 70 days, and 49 that are over and called off.

"#]],
    );
    let calendar = sandbox.read("due.ics");
    let uids: std::collections::BTreeSet<&str> = calendar.lines().filter(|l| l.starts_with("UID:")).collect();
    assert_eq!(uids.len(), calendar.matches("BEGIN:VEVENT\r\n").count());
    for line in calendar.lines().filter_map(|line| line.strip_prefix("SUMMARY:")) {
        let (label, case) = line.rsplit_once(' ').unwrap();
        let words = pikorua::folder::Library::built_in();
        assert!(words.vocabulary().contains(&format!("label = \"{label}\"")), "{line}");
        assert!(case.parse::<pikorua::record::id::CaseId>().is_ok(), "{line}");
    }
    let people = ["Moana", "Sela", "Erin", "Kahu", "Aroha", "School", "Tōtara", "reading"];
    assert!(people.iter().all(|word| !calendar.contains(word)), "{calendar}");
    // taken in a second time, the same things keep their marks, and are newer
    let mut later = sandbox.command(&["due", "--ics", "-"]);
    later.env("PIKORUA_NOW", "2026-08-15T10:00:00+12:00[Pacific/Auckland]");
    let later = sandbox.finish(later).stdout;
    assert!(uids.iter().all(|uid| later.contains(uid)));
    let sequence = |text: &str| text.lines().find_map(|l| l.strip_prefix("SEQUENCE:")?.parse::<i64>().ok());
    assert!(sequence(&later) > sequence(&calendar));
}

#[test]
fn days_are_said_as_people_say_them() {
    let sandbox = Sandbox::cluster();
    sandbox.replace("pikorua.toml", "# [terms]", "[terms]");
    sandbox.replace(
        "pikorua.toml",
        "# 2026-T1",
        "2026-T3 = { first = 2026-07-20, last = 2026-09-25 }\n# 2026-T1",
    );
    sandbox.ok(&["set", CASE, "plan.review_on=Friday T3 week 6", "request.noticed=last Tuesday"]);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("review_on: 2026-08-28") && record.contains("noticed: 2026-08-11"), "{record}");
    shows(
        sandbox.run(&["set", CASE, "plan.review_on=T4 week 1"]),
        str![[r#"
--- stderr
error: one value cannot be set, so nothing was
  `plan.review_on`: term `2026-T4` does not stand in `pikorua.toml`, which has
    2026-T3; `pikorua edit cluster` adds terms under `[terms]`
exit 1

"#]],
    );
}

#[test]
fn a_day_in_words_is_said_in_full_and_what_is_odd_about_it() {
    let sandbox = crate::examples::example();
    let said = |value: &str| sandbox.run(&["set", "2026-kf3m", value]);
    for (value, told) in [
        // a week that is still running is this one
        ("plan.review_on=T3 week 4", "Friday 14 August 2026 (T3 week 4)"),
        ("plan.review_on=last Friday", "Friday 7 August 2026 (T3 week 3): that is over"),
        ("plan.review_on=10/8", "Tuesday 10 August 2027"),
        ("plan.review_on=in 99999 weeks", "that is 1917 years away"),
        ("plan.review_on=2026-08-13", "that was yesterday"),
    ] {
        let ran = said(value);
        assert!(ran.code == 0 && ran.stderr.replace("\n", " ").contains(told), "{value}\n{ran}");
    }
    // what says itself which day it is needs no echo
    assert_eq!(said("plan.review_on=2026-09-04").to_string().matches("September").count(), 0);
    // an end that has come stays where it is
    let ran = said("coaching.+.until=31/7");
    assert!(ran.stderr.contains("Friday 31 July 2026"), "{ran}");
    sandbox.assert_clean();
}

#[test]
fn what_has_happened_does_not_lie_ahead() {
    let sandbox = crate::examples::example();
    shows(
        sandbox.run(&["set", "2026-kf3m", "request.first_contact=T4 week 3", "request.noticed=12/12"]),
        str![[r#"
--- stderr
error: 2 values cannot be set, so nothing was
  `request.first_contact`: that is still to come: Monday 26 October 2026 (T4
    week 3); write the day on which it happened, with its year where it was
    another
  `request.noticed`: that is still to come: Saturday 12 December 2026 (T4 week
    9); write the day on which it happened, with its year where it was another
exit 1

"#]],
    );
    sandbox.write("../home/answers.yaml", "guide: allocation\nal-first-contact: next Friday\n");
    shows(
        sandbox.run(&["walk", "2026-kf3m", "allocation", "--from", "../home/answers.yaml"]),
        str![[r#"
--- stderr
error[answers]: `al-first-contact`: that is still to come: Friday 21 August 2026
                (T3 week 5); write the day on which it happened, with its year
                where it was another
 --> ../home/answers.yaml:2:19
  |
2 | al-first-contact: next Friday
  |                   ^^^^^^^^^^^
  |
  = remedy: Mend this answer; nothing was recorded.

error: one answer in `../home/answers.yaml` cannot be taken, so nothing was
  recorded
exit 1

"#]],
    );
    // and a file says which day it understood
    sandbox.write("../home/answers.yaml", "guide: tatai\nreason: A day\nleave: false\ntt-7: last Friday\n");
    let ran = sandbox.run(&["walk", "2026-kf3m", "tatai", "--from", "../home/answers.yaml"]);
    assert!(ran.stderr.contains("7 August 2026 (T3 week 3): that is over"), "{ran}");
    sandbox.assert_clean();
}

#[test]
fn the_next_meeting_is_said() {
    let sandbox = Sandbox::cluster();
    let file = sandbox.read("pikorua.toml");
    sandbox.write("pikorua.toml", format!("{file}\n[allocation]\nevery = \"2w\"\nfrom = 2026-04-24\n"));
    shows(
        sandbox.run(&["due"]),
        str![[r#"
Week of 10 August 2026
  Fri 14 Aug   request to        2026-kf3m  Joining in at reading   nobody yet
               decide on                    time
--- stderr
The next meeting to allocate requests: Friday 14 August 2026.
No school terms stand in `pikorua.toml`; `pikorua edit cluster` adds them.

"#]],
    );
    // on the day itself, and once the list is closed
    for (row, said) in [
        (
            "due = 2026-08-12\nmeets = 2026-08-14",
            "Friday 14 August 2026; requests were in by Wednesday 12 August 2026.",
        ),
        (
            "due = 2026-08-19\nmeets = 2026-08-21",
            "Friday 21 August 2026; requests in by Wednesday 19 August 2026.",
        ),
    ] {
        sandbox.write("pikorua.toml", format!("{file}\n[[allocation.calendar]]\n{row}\n"));
        let due = sandbox.run(&["due"]);
        assert!(due.stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{due}");
    }
    sandbox.write(
        "pikorua.toml",
        format!("{file}\n[[allocation.calendar]]\nmeets = 2026-08-21\nmeets_weekday = \"Thursday\"\n"),
    );
    shows(
        sandbox.run(&["due"]),
        str![[r#"
--- stderr
error: in `pikorua.toml` under `[allocation]`: 2026-08-21 is a Friday, not
  a Thursday
  hint: Put the day or the weekday right.
  hint: `pikorua undo pikorua.toml` brings back what was last recorded of it.
exit 1

"#]],
    );
}

#[test]
fn people_of_teams_can_be_named() {
    let sandbox = crate::examples::example();
    let said = sandbox.ok(&["due", "vika", "--all"]);
    assert!(said.stdout.contains("2026-7rne") && said.stdout.contains("Vika Moala"), "{said}");
    assert!(!said.stdout.contains("2026-kf3m"), "{said}");
    assert_eq!(sandbox.run(&["due", "Nobody At All"]).code, 1);
}

#[test]
fn a_calendar_with_nothing_in_it_is_not_written() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.ok(&["due", "--until", "2020-01-01", "--ics", "due.ics"]);
    assert!(said.stderr.contains("no calendar was written"), "{said}");
    assert!(!sandbox.path("due.ics").exists());
}
