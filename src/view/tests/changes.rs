//! What changed between two versions, as one audience sees both.

use serde_json::json;

use super::filler::filled;
use super::*;

fn changes(then: Json, now: Json, for_whom: &str) -> Vec<Json> {
    changes_among(&surroundings(), then, now, for_whom)
}

fn changes_among(around: &sample::Surroundings, then: Json, now: Json, for_whom: &str) -> Vec<Json> {
    let (around, day) = (around.around(), "2026-08-01".parse().unwrap());
    seen_by(case(now), &around, &audience(for_whom)).since(&case(then), day, &around).changes().to_vec()
}

fn lines(then: Json, now: Json, for_whom: &str) -> Vec<String> {
    let text = |value: &Json| value.as_str().unwrap_or("-").to_owned();
    let line = |c: &Json| {
        let parts = ["kind", "what", "of", "was", "is"].map(|key| text(&c[key]));
        parts.join("; ")
    };
    changes(then, now, for_whom).iter().map(line).collect()
}

/// Every place of a text, with the text changed there.
fn with_each_text_changed(json: &Json) -> Vec<(String, Json)> {
    fn go(json: &Json, at: &str, found: &mut Vec<String>) {
        match json {
            Json::Object(map) => map.iter().for_each(|(key, below)| go(below, &format!("{at}/{key}"), found)),
            Json::Array(items) => {
                items.iter().enumerate().for_each(|(n, below)| go(below, &format!("{at}/{n}"), found))
            }
            Json::String(text) if text.starts_with("word") => found.push(at.to_owned()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    go(json, "", &mut found);
    let changed = |at: String| {
        let mut other = json.clone();
        *other.pointer_mut(&at).unwrap() = "something new".into();
        (at, other)
    };
    found.into_iter().map(changed).collect()
}

#[test]
fn a_version_compared_with_itself_says_nothing() {
    for whom in ["practitioners", "whanau"] {
        assert_eq!(changes(full(), full(), whom), Vec::<Json>::new());
        assert_eq!(changes(filled().0, filled().0, whom), Vec::<Json>::new());
    }
    assert_eq!(text(&view(full(), "whanau"), "changes | length"), "0");
}

#[test]
fn every_change_of_a_text_is_told_once() {
    let ((record, _), around) = (filled(), surroundings());
    for (at, changed) in with_each_text_changed(&record) {
        let told = changes_among(&around, record.clone(), changed, "practitioners");
        if at.ends_with("/reached") {
            assert_eq!(told, Vec::<Json>::new(), "where a walk stands is nothing that anybody said");
            continue;
        }
        assert_eq!(told.len(), 1, "{at}: {told:?}");
        assert!(told[0]["is"].as_str().unwrap().contains("something new"), "{at}: {told:?}");
        assert_eq!(told[0]["kind"], "changed", "{at}");
    }
}

#[test]
fn what_was_marked_and_then_taken_out_is_not_told() {
    // on that day nothing was marked; the mark came later, and then the row went
    let mut now = full();
    now["evidence"].as_array_mut().unwrap().clear();
    now["plan"]["goals"].as_array_mut().unwrap().clear();
    let told = changes(full(), now.clone(), "whanau");
    let gone = told.iter().filter(|change| change["kind"] == "gone").collect::<Vec<_>>();
    assert!(gone.len() >= 2, "{told:?}");
    for change in gone {
        assert_eq!((&change["was"], &change["of"]), (&Json::Null, &Json::Null), "{change}");
        assert_eq!((&change["before"], &change["details"]), (&json!({}), &json!([])), "{change}");
    }
    let inside = changes(full(), now, "practitioners");
    assert!(inside.iter().any(|change| change["was"].is_string()), "{inside:?}");
}

#[test]
fn changes_are_told_in_plain_words() {
    let mut now = full();
    now["plan"]["goals"][0]["by"] = "2026-10-02".into();
    now["plan"]["goals"][0]["actions"][1]["who"] = "t-nan2".into();
    now["plan"]["stands_on"][1] = "The river".into();
    now["plan"]["goals"].as_array_mut().unwrap().remove(1);
    now["strengths"].as_array_mut().unwrap().push(json!({ "id": "s-9999", "what": "Whistles" }));
    now["title"] = Json::Null;
    assert_eq!(
        lines(full(), now, "whanau"),
        [
            "added; One strength, interest or passion; -; -; Whistles",
            "gone; The title; -; Joining in at reading time; -",
            "changed; What it stands on; -; “Tuesday walks along the awa”; “The river”",
            "changed; By when; Wiremu reads aloud with a friend, three times a week; 25 September 2026; 2 October 2026",
            "changed; Who leads it; Moves reading to the quiet corner; Matua Sione; Nan Hera",
            "gone; One goal of the plan; -; -; -",
        ]
    );
}

#[test]
fn a_row_that_comes_brings_what_it_holds_and_the_rows_below_it() {
    let then = json!({ "plan": { "goals": [] } });
    let now = json!({ "plan": { "goals": [{ "id": "g-2222", "what": "Reads", "why": "He wants to",
        "actions": [{ "id": "d-2222", "what": "Sits beside him", "who": "p-mere" }] }] } });
    let seen =
        view(now, "whanau").since(&case(then), "2026-08-01".parse().unwrap(), &surroundings().around());
    assert_eq!(text(&seen, "changes[0].title"), "The one plan");
    assert_eq!(
        text(&seen, "changes[0].rows | map(attribute='after') | join(', ')"),
        "Reads, Sits beside him"
    );
    assert_eq!(text(&seen, "changes[0].rows[0].details[0].value"), "He wants to");
    assert_eq!(text(&seen, "changes[0].rows[1].of"), "Reads");
    assert_eq!(text(&seen, "since"), "1 August 2026");
}

#[test]
fn what_is_marked_now_is_not_told_to_have_gone() {
    let secret = |sensitive: bool, id: bool| {
        let mut row = json!({ "what": "SECRET strength", "sensitive": sensitive });
        if id {
            row["id"] = "s-7777".into();
        }
        let mut json = full();
        json["strengths"].as_array_mut().unwrap().insert(0, row);
        json["progress"][1]["goal"] = "g-2222".into();
        json
    };
    for id in [true, false] {
        let told = changes(secret(false, id), secret(true, id), "whanau");
        assert!(!json!(told).to_string().contains("SECRET"), "{told:?}");
    }
    let told = changes(secret(false, true), secret(true, true), "practitioners");
    assert_eq!(told.len(), 1, "{told:?}");
    // what is hidden from an audience is hidden from it in both versions
    let mut now = full();
    now["visits"] = json!([]);
    now["sense"]["hypotheses"] = json!([]);
    assert_eq!(changes(full(), now, "whanau"), Vec::<Json>::new());
}

#[test]
fn an_audience_by_agreement_sees_that_agreement_and_no_other() {
    let audience =
        Audiences::parse("[n]\nlabel = 'n'\nneeds = 'transition.agreement'\n").unwrap().list()[0].clone();
    let json = json!({ "transition": { "agreement": "a-2222", "to": "awa-school" },
        "agreements": [{ "id": "a-2222", "purpose": "to tell", "given_on": "2026-08-01", "to": "awa-school" }, { "id": "a-3333", "purpose": "OTHER" }] });
    let seen = seen_by(case(json), &surroundings().around(), &audience);
    assert!(!seen.json().to_string().contains("OTHER"));
    assert_eq!(text(&seen, "case.transition.agreement.purpose"), "to tell");
}

#[test]
fn strengths_come_before_worries() {
    let then = json!({ "request": { "concerns": ["looks away"] }, "strengths": [{ "id": "s-2222", "what": "sings" }] });
    let now = json!({ "request": { "concerns": ["leaves"] }, "strengths": [{ "id": "s-2222", "what": "sings at home" }] });
    let lines = lines(then, now, "practitioners");
    assert!(lines.len() > 1 && lines[0].contains("sings at home"), "{lines:?}");
}

#[test]
fn an_answer_that_was_chosen_changes_in_words() {
    let mut around = surroundings();
    around.guides[1].labels = vec![crate::view::NoteLabel {
        key: "told".into(),
        place: None,
        label: "Told".into(),
        lang: None,
        answer: crate::view::NoteAnswer::YesNo,
        shared: false,
    }];
    let visit =
        |told: &str| json!({ "visits": [{ "id": "v-2222", "guide": "tatai", "answers": { "told": told } }] });
    let changes = changes_among(&around, visit("false"), visit("true"), "practitioners");
    assert_eq!((&changes[0]["was"], &changes[0]["is"]), (&json!("no"), &json!("yes")));
}
