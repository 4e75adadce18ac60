//! Faults in what a guide takes from elsewhere, and in what it sets and adds by itself.

use super::{HEAD, one_wrong, prompt, words, wrong};
use crate::guide::load::load;

const AT: &str = "guides/katoa.toml";

#[test]
fn words_that_the_list_does_not_have() {
    let layers = "kind = \"choice\"\nto = \"layer\"\nonly = [\n\"te-matua\",\n\"te-kahu\",\n]";
    let (cause, hint) = one_wrong(&prompt(layers));
    assert_eq!(cause, format!("{AT}:13: prompt `q`: the list `layers` has no word `te-kahu`"));
    assert_eq!(hint, "Did you mean `te-kahui`?");
    let (cause, hint) = one_wrong(&prompt("kind = \"choices\"\noptions = \"layers\"\nonly = [\"xyz\"]"));
    assert_eq!(cause, format!("{AT}:11: prompt `q`: the list `layers` has no word `xyz`"));
    assert_eq!(hint, "There are: te-matua, te-kahui, te-arotahi.");
    for rest in [
        "kind = \"text\"\nonly = [\"a\"]",
        "kind = \"person\"\nonly = [\"a\"]",
        "kind = \"choice\"\nto = \"setting\"\nonly = [\"awa-school\"]",
        "kind = \"choice\"\nto = \"progress.@.goal\"\nfrom = \"plan.goals\"\nonly = [\"a\"]",
    ] {
        let (cause, hint) = one_wrong(&prompt(rest));
        let why = ": prompt `q`: there is no list of words that `only` could pick from";
        assert!(cause.ends_with(why), "{cause}");
        assert_eq!(hint, "Name the list with `options`, or take `only` out.");
    }
}

#[test]
fn a_list_that_only_a_line_may_do_without() {
    let line = prompt("kind = \"line\"\noptions = \"nobody-has-this\"\nonly = [\"a\"]");
    load(AT, &format!("{HEAD}{line}"), &words()).unwrap();
    let (cause, _) = one_wrong(&prompt("kind = \"choice\"\noptions = \"nobody-has-this\""));
    assert_eq!(cause, format!("{AT}:10: prompt `q`: the vocabulary has no list `nobody-has-this`"));
}

#[test]
fn guidance_has_an_address_and_somebody_it_is_for() {
    let link = |url: &str, roles: &str| {
        format!("[[link]]\ntitle = \"For whom\"\nurl = \"{url}\"\nroles = {roles}\n")
    };
    for url in ["http://example.org", "example.org", "https://example.org/a b", "file:///etc"] {
        let (cause, hint) = one_wrong(&link(url, "[]"));
        assert_eq!(cause, format!("{AT}:8: `{url}` is no address that can be opened safely"));
        assert_eq!(hint, "Write the whole address, beginning with `https://`.");
    }
    let (cause, hint) = one_wrong(&link("https://example.org", "[\"kaiako\", \"rtlb\", \"kaiakoo\"]"));
    assert_eq!(cause, format!("{AT}:9: neither `posts` nor `roles` has a word `kaiakoo`"));
    assert_eq!(hint, "Did you mean `kaiako`?");
    let (_, hint) = one_wrong(&link("https://example.org", "[\"zzzzzz\"]"));
    assert_eq!(hint, "Name a word of the list `posts` or `roles`.");
}

#[test]
fn a_condition_compares_with_words_that_there_are() {
    let exit = |met: &str| format!("[[exit]]\nid = \"x\"\nask = \"What?\"\nmet = \"{met}\"\n");
    for (met, place, word, near) in [
        ("record.status != 'clsoed'", "status", "clsoed", "closed"),
        ("record.layer in ['te-matua', 'te-kahuj']", "layer", "te-kahuj", "te-kahui"),
        ("own('check_ins').decision == 'look-agian'", "check_ins.*.decision", "look-agian", "look-again"),
    ] {
        let (cause, hint) = one_wrong(&exit(met));
        let said = format!("`{place}` is compared with `{word}`, which is no word of the list");
        assert!(cause.contains(&said), "{cause}");
        assert_eq!(hint, format!("Did you mean `{near}`?"));
    }
}

#[test]
fn a_condition_on_a_row_compares_with_words_that_there_are() {
    let rows = "[[prompt]]\nid = \"z\"\nask = \"What?\"\nkind = \"rows\"\nto = \"services\"\n";
    let field = |when: &str| {
        format!(
            "{rows}[[prompt.field]]\nid = \"why\"\nask = \"Why?\"\nkind = \"text\"\nto = \"why\"\nwhen = \"{when}\"\n"
        )
    };
    let (cause, hint) = one_wrong(&field("row.state not in [none, 'askd']"));
    assert!(cause.contains("`services.*.state` is compared with `askd`"), "{cause}");
    assert_eq!(hint, "Did you mean `asked`?");
    let adds = |when: &str| {
        format!(
            "{rows}[[prompt.field]]\nid = \"why\"\nask = \"Why?\"\nkind = \"text\"\nto = \"why\"\n[[on_leave_add]]\neach = \"services\"\nwhen = \"{when}\"\nto = \"progress\"\nwith = {{ what = \"row.what\" }}\n"
        )
    };
    let (cause, _) = one_wrong(&adds("row.state == 'givn'"));
    assert!(cause.contains("`services.*.state` is compared with `givn`"), "{cause}");
}

#[test]
fn what_opening_sets_must_be_a_place_and_a_value() {
    let open = |rest: &str| format!("[[on_open]]\n{rest}\n");
    let (cause, hint) = one_wrong(&open("set = \"lenses.@.lense\"\nto = \"'katoa'\""));
    assert_eq!(cause, format!("{AT}:7: no record has the place `lenses.@.lense`"));
    assert_eq!(hint, "Did you mean `lenses.@.lens`?");
    let (cause, _) = one_wrong(&open("set = \"lenses.@.lens\"\nto = \"katoa\""));
    assert!(cause.starts_with(&format!("{AT}:8: `katoa` cannot be worked out: ")), "{cause}");
    let (cause, _) = one_wrong(&open("set = \"lenses.@.lens\"\nto = \"user\"\nwhen = \"own('lens')\""));
    assert_eq!(cause, format!("{AT}:9: `own('lens')` cannot be worked out: `lens` is no list of rows"));
}

#[test]
fn what_leaving_adds_must_be_rows() {
    let add = |rest: &str| format!("[[on_leave_add]]\n{rest}\n");
    let which = "does not say which row it means";
    for (rest, line, message) in [
        ("to = \"title\"\nwith = {}", 7, "`title` is no list of rows".into()),
        (
            "each = \"hui.@.heard\"\nto = \"progress\"\nwith = {}",
            7,
            "`hui.@.heard` is no list of rows".into(),
        ),
        (
            "to = \"progress\"\nwith = { wht = \"today\" }",
            8,
            "no record has the place `progress.*.wht`".into(),
        ),
        ("to = \"plan.goals.*.actions\"\nwith = {}", 7, format!("`plan.goals.*.actions` {which}")),
        ("to = \"progress\"\nof = \"none\"\nwith = {}", 7, format!("`progress` {which}")),
        (
            "each = \"hui.@.next\"\nto = \"progress\"\nwith = {}\nbecame = \"becam\"",
            10,
            "no record has the place `hui.@.next.*.becam`".into(),
        ),
    ] {
        let (cause, _) = one_wrong(&add(rest));
        assert_eq!(cause, format!("{AT}:{line}: {message}"));
    }
    // without `each` there is no row to see
    let (cause, hint) = one_wrong(&add("to = \"progress\"\nwith = { what = \"row.what\" }"));
    assert!(cause.contains(": `row.what` cannot be worked out: "), "{cause}");
    assert!(hint.contains("`own('hui')`") && hint.contains("`'prompt' in visit.answers`"), "{hint}");
}

#[test]
fn a_step_takes_a_number_of_minutes() {
    for minutes in ["\"x\"", "-1", "1.5", "0", "100000"] {
        let (cause, hint) = one_wrong(&prompt(&format!("kind = \"text\"\nminutes = {minutes}")));
        let message = format!("`minutes` is a whole number between 1 and 240, and this is {minutes}");
        assert_eq!(cause, format!("{AT}:10: prompt `q`: {message}"));
        assert!(hint.contains("`minutes = 5`"), "{hint}");
    }
    assert!(load(AT, &format!("{HEAD}{}", prompt("kind = \"text\"\nminutes = 240")), &words()).is_ok());
}

#[test]
fn expressions_see_the_visit() {
    for fits in
        ["'q' in visit.answers or 'q' in visit.not_needed", "visit.by == user", "'q' not in visit.left_open"]
    {
        let exit = format!("[[exit]]\nid = \"e\"\nask = \"?\"\nmet = \"{fits}\"\n");
        assert!(load(AT, &format!("{HEAD}{exit}"), &words()).is_ok(), "{fits}");
    }
}

#[test]
fn places_that_no_record_has_on_purpose() {
    let (cause, hint) = one_wrong(&prompt("kind = \"text\"\nto = \"supervision\""));
    let why = "Supervision is confidential and leaves no notes";
    assert_eq!(cause, format!("{AT}:10: no record has the place `supervision`: {why}"));
    assert!(hint.contains("leave it there"), "{hint}");
    // also where anything could stand
    let (cause, _) = one_wrong(&prompt("kind = \"text\"\nto = \"lenses.@.seen.Diagnosis\""));
    assert!(cause.ends_with(": RTLB do not diagnose"), "{cause}");
    let (cause, _) = one_wrong("[[prompt]]\nid = \"supervision_notes\"\nask = \"?\"\nkind = \"text\"\n");
    assert_eq!(cause, format!("{AT}:7: prompt `supervision_notes` would be kept with the visit: {why}"));
    let (_, causes, _) = wrong("[[on_leave]]\nset = \"nsn\"\nto = \"'1'\"\n");
    assert!(causes[0].contains("Records hold no national student number"), "{causes:?}");
}

#[test]
fn no_guide_is_called_what_has_no_place() {
    let text = HEAD.replace("id = \"katoa\"", "id = \"supervision\"");
    assert_ne!(text, HEAD);
    let error = load(AT, &text, &words()).unwrap_err();
    assert!(error.causes[0].contains("no guide is called `supervision`, on purpose"), "{error:?}");
    assert!(error.hints[0].contains("belongs to the RTLB alone"), "{error:?}");
}
