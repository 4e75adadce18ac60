//! Faults in where a guide writes, and what it writes by itself.

use super::{HEAD, one_wrong, prompt, words, wrong};
use crate::guide::load::load;

const AT: &str = "guides/katoa.toml";
const FIELD: &str = "[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"\nto = \"TO\"\n";

#[test]
fn what_is_set_by_itself_is_one_thing_that_fits() {
    let whole = "and a guide sets one thing at a time";
    for (set, to, cause, hint) in [
        ("plan.goals", "'soon'", format!(":7: `plan.goals` is a whole list of rows, {whole}"), "as in `plan.goals.@.what`"),
        ("agreements", "none", format!(":7: `agreements` is a whole list of rows, {whole}"), "as in `agreements.@.purpose`"),
        ("plan", "'soon'", format!(":7: `plan` is several things, {whole}"), "as in `plan.state`"),
        ("lenses.@", "none", format!(":7: `lenses.@` is several things, {whole}"), "as in `lenses.@."),
        ("lenses.@.seen", "'x'", format!(":7: `lenses.@.seen` is all notes of a row, {whole}"), "as in `lenses.@.seen.other`"),
        ("id", "'x'", ":7: `id` is not for guides to write".into(), "Take it out."),
        ("schema", "1", ":7: `schema` is not for guides to write".into(), "Take it out."),
        ("visits", "none", ":7: `visits` is not for guides to write".into(), "Take it out."),
        ("visits.@.closed", "none", ":7: `visits.@.closed` is not for guides to write".into(), "Take it out."),
        ("questions", "none", ":7: `questions` is not for guides to write".into(), "Take it out."),
        ("disclosures", "none", ":7: `disclosures` is not for guides to write".into(), "Take it out."),
        ("lenses.@.id", "'s-aaaa'", ":7: `lenses.@.id` cannot be written: the id of a row never changes".into(), "`lenses.@.@`"),
        ("team.0.name", "'x'", ":7: `team.0.name` cannot be written: no guide knows the rows of a case".into(), "`team.@` is"),
        ("plan.goals.*.what", "'x'", ":7: `plan.goals.*.what` cannot be written: `*` is many rows, and an answer has one place".into(), "`plan.goals.@` is"),
        ("hui.@.next.@.what", "'x'", ":7: `hui.@.next.@.what` cannot be written: a visit has one row of its own on the way to a place".into(), ""),
        ("hui.@.heard.0", "'x'", ":7: `hui.@.heard.0` cannot be written: a list of words is written as a whole".into(), ""),
        ("plan.review_on", "'soon'", ":8: `soon` cannot stand at its place: it is not a day, as in `2026-08-14`".into(), "Give a value"),
        ("plan.review_on", "user", ":8: `nobody` cannot stand at its place: it is not a day, as in `2026-08-14`".into(), ""),
        ("status", "'actve'", ":8: `actve` cannot stand at its place: it is no word of the list `statuses`; did you mean `active`?".into(), ""),
        ("lenses.@.sensitive", "'perhaps'", ":8: `perhaps` cannot stand at its place: it is neither yes nor no".into(), ""),
        ("focus", "'learning'", ":8: `learning` cannot stand at its place: it is not several values, as they stand there: `['one', 'two']`".into(), ""),
        ("focus", "['larning']", ":8: `- larning` cannot stand at its place: it is no word of the list `focus`; did you mean `learning`?".into(), ""),
        ("title", "['a', 'b']", ":8: `- a\n- b` cannot stand at its place: it is not one value".into(), ""),
        ("closing.keeping.@.who", "'p-4kd7'", ":8: `'p-4kd7'` is one and the same in every case".into(), "say `user`"),
    ] {
        // leaving can say the same of each row there is
        let leaves = !set.contains(".*.");
        for key in ["on_open", "on_leave"].into_iter().filter(|key| leaves || *key == "on_open") {
            let (said, remedy) = one_wrong(&format!("[[{key}]]\nset = \"{set}\"\nto = \"{to}\"\n"));
            assert_eq!(said, format!("{AT}{cause}"), "{key} {set} {to}");
            assert!(remedy.contains(hint), "{set} {to}: {remedy}");
        }
    }
}

#[test]
fn what_is_right_is_taken() {
    for (set, to) in [
        ("status", "'active'"),
        ("closing.reason", "none"),
        ("focus", "['learning', 'behaviour']"),
        ("lenses.@.lens", "'katoa'"),
        ("lenses.@.seen.other", "'nothing yet'"),
        ("lenses.@.noted_by", "user"),
        ("lenses.@.date", "today"),
        ("lenses.@.sensitive", "true"),
        ("setting", "'awa-school'"),
        ("plan.review_on", "record.reviews[-1:] | map(attribute='next') | join"),
    ] {
        load(AT, &format!("{HEAD}[[on_open]]\nset = \"{set}\"\nto = \"{to}\"\n"), &words()).unwrap();
    }
}

#[test]
fn answers_have_one_place_in_a_row_of_this_visit_or_in_the_case() {
    for (to, why) in [
        ("id", "is not for guides to write"),
        ("visits.@.guide", "is not for guides to write"),
        ("plan.goals.*.what", "cannot be written: `*` is many rows, and an answer has one place"),
        ("team.0.name", "cannot be written: no guide knows the rows of a case"),
        ("plan.goals.g-4kd7.what", "cannot be written: no guide knows the rows of a case"),
        ("request.strengths.0", "cannot be written: a list of words is written as a whole"),
        ("lenses.@.seen.a.b", "cannot be written: a note has nothing below it"),
    ] {
        let (cause, _) = one_wrong(&prompt(&format!("kind = \"line\"\nto = \"{to}\"")));
        assert_eq!(cause, format!("{AT}:10: `{to}` {why}"));
    }
    let rows = |kind: &str, to: &str, field: &str| {
        prompt(&format!("kind = \"{kind}\"\nto = \"{to}\"\n{}", FIELD.replace("TO", field)))
    };
    let (cause, _) = one_wrong(&rows("rows", "plan.goals", "actions.@.what"));
    assert!(
        cause.ends_with("`plan.goals.*.actions.@.what` cannot be written: inside of a row `@` names none")
    );
    let (cause, _) = one_wrong(&rows("rows", "plan.goals.*.actions", "what"));
    assert!(cause.ends_with("`*` is many rows, and an answer has one place"), "{cause}");
    let (cause, _) = one_wrong(&rows("rows", "team", "id"));
    assert!(cause.ends_with("`team.*.id` cannot be written: the id of a row never changes"), "{cause}");
    load(AT, &format!("{HEAD}{}", rows("each", "plan.goals.*.actions", "what")), &words()).unwrap();
    load(AT, &format!("{HEAD}{}", rows("rows", "hui.@.next", "what")), &words()).unwrap();
}

#[test]
fn words_of_another_list_than_the_place_takes() {
    let (cause, hint) = one_wrong(&prompt("kind = \"choice\"\noptions = \"layers\"\nto = \"status\""));
    let why = "its place takes words of another list than `options` offers";
    assert_eq!(cause, format!("{AT}:7: prompt `q`: {why}"));
    assert_eq!(hint, "Change its `kind` or its `to`.");
    let (cause, _) = one_wrong(&prompt("kind = \"choices\"\noptions = \"layers\"\nto = \"focus\""));
    assert_eq!(cause, format!("{AT}:7: prompt `q`: {why}"));
}

#[test]
fn two_questions_for_one_place() {
    let ask = |id: &str, rest: &str| {
        format!("[[prompt]]\nid = \"{id}\"\nask = \"?\"\nkind = \"line\"\nto = \"title\"\n{rest}\n")
    };
    let (cause, hint) = one_wrong(&format!("{}{}", ask("a", ""), ask("b", "")));
    assert_eq!(cause, format!("{AT}:16: prompts `a` and `b` have one place, `title`"));
    assert!(hint.contains("`when`"), "{hint}");
    let either = format!("{HEAD}{}{}", ask("a", "when = \"true\""), ask("b", ""));
    load(AT, &either, &words()).unwrap();
}

#[test]
fn what_enter_answers_must_be_an_answer() {
    for (rest, line, cause) in [
        (
            "kind = \"date\"\nto = \"plan.review_on\"\ndefault = \"'soon'\"",
            11,
            "`soon` cannot stand at its place: it is not a day, as in `2026-08-14`",
        ),
        (
            "kind = \"date\"\ndefault = \"'soon'\"",
            10,
            "`soon` cannot stand at its place: it is not a day, as in `2026-08-14`",
        ),
        (
            "kind = \"number\"\ndefault = \"'many'\"",
            10,
            "`many` cannot stand at its place: it is not a whole number",
        ),
        (
            "kind = \"yes-no\"\ndefault = \"today\"",
            10,
            "`2026-01-01` cannot stand at its place: it is neither yes nor no",
        ),
        (
            "kind = \"choice\"\nto = \"layer\"\ndefault = \"'te-kahu'\"",
            11,
            "`te-kahu` cannot stand at its place: it is no word of the list `layers`; did you mean `te-kahui`?",
        ),
        (
            "kind = \"choice\"\noptions = \"layers\"\ndefault = \"'te-kahu'\"",
            11,
            "`te-kahu` cannot be the answer: it is no word of the list `layers`; did you mean `te-kahui`?",
        ),
        ("kind = \"person\"\ndefault = \"'p-4kd7'\"", 10, "`'p-4kd7'` is one and the same in every case"),
        ("kind = \"line\"\ndefault = \"['a']\"", 10, "`- a` cannot stand at its place: it is not one value"),
    ] {
        assert_eq!(one_wrong(&prompt(rest)).0, format!("{AT}:{line}: {cause}"));
    }
    let rows = format!("kind = \"rows\"\nto = \"team\"\ndefault = \"'x'\"\n{}", FIELD.replace("TO", "name"));
    assert_eq!(
        one_wrong(&prompt(&rows)).0,
        format!("{AT}:11: prompt `q` asks for rows, and Enter makes none")
    );
    for rest in [
        "kind = \"number\"\ndefault = \"3\"",
        "kind = \"yes-no\"\ndefault = \"true\"",
        "kind = \"person\"\ndefault = \"user\"",
    ] {
        load(AT, &format!("{HEAD}{}", prompt(rest)), &words()).unwrap();
    }
}

#[test]
fn rows_that_leaving_adds_hold_what_fits() {
    let add = |to: &str, with: &str| format!("[[on_leave_add]]\nto = \"{to}\"\nwith = {{ {with} }}\n");
    for (to, with, line, cause) in [
        (
            "progress",
            "date = \"'soon'\"",
            8,
            "`soon` cannot stand at its place: it is not a day, as in `2026-08-14`",
        ),
        (
            "progress",
            "id = \"'n-4kd7'\"",
            8,
            "`progress.*.id` cannot be written: the id of a row never changes",
        ),
        (
            "plan.goals",
            "actions = \"none\"",
            8,
            "`plan.goals.*.actions` is a whole list of rows, and a guide sets one thing at a time",
        ),
        ("visits", "guide = \"'hui'\"", 7, "`visits` is not for guides to write"),
        (
            "hui.@.next",
            "what = \"'x'\"",
            7,
            "`hui.@.next` cannot be written: what leaving adds is a new row, and `@` names none",
        ),
    ] {
        let (_, causes, _) = wrong(&add(to, with));
        assert_eq!(causes, [format!("{AT}:{line}: {cause}")], "{to} {with}");
    }
    let became = "[[on_leave_add]]\neach = \"hui.@.next\"\nto = \"progress\"\nwith = {}\nbecame = \"what\"\n";
    let (cause, _) = one_wrong(became);
    assert_eq!(cause, format!("{AT}:10: `hui.@.next.*.what` cannot remember which row was made"));
}

#[test]
fn what_a_new_case_takes_along_is_for_guides() {
    let error = load(AT, &format!("{HEAD}carries = [\"visits\", \"team\"]\n"), &words()).unwrap_err();
    assert_eq!(error.causes, [format!("{AT}:6: `visits` is not for guides to write")]);
}

#[test]
fn what_leaving_moves_loses_nothing() {
    let moves =
        |from: &str, to: &str| one_wrong(&format!("[[on_leave_move]]\nfrom = \"{from}\"\nto = \"{to}\"\n")).0;
    for (from, to, why) in [
        (
            "closing",
            "progress",
            "`reason` of `closing` would be lost: the rows of `progress` have no such key",
        ),
        ("closing.keeping", "endings", "`closing.keeping` does not hold several things of a case"),
        ("closing", "plan", "`plan` is no list of rows"),
        ("visits", "endings", "`visits` is not for guides to write"),
    ] {
        let said = moves(from, to);
        assert!(said.ends_with(why), "{from} {to}: {said}");
    }
    load(AT, &format!("{HEAD}[[on_leave_move]]\nfrom = \"closing\"\nto = \"endings\"\n"), &words()).unwrap();
}
