//! What somebody is told who asked what is held: all of it, or what was kept back and on what ground.

use super::filler::filled;
use super::*;
use crate::error::ErrorKind;
use crate::view::Audiences;

const AUDIENCE: &str = "[statement]\nlabel = 'whoever asked'\nsensitive = true\nneeds = 'access_requests'\nrests_on = 'access'\nhides = ['withholding']\n";

fn words() -> crate::record::vocabulary::Vocabulary {
    let text = "[grounds.nothing]\nlabel = 'nothing'\ntells = true\n[grounds.safety]\nlabel = 'it could hurt somebody'\n\
                [bases.agreement]\nlabel = 'agreed'\n[bases.s15]\nlabel = 's 15'\nwaits = true\n";
    crate::record::vocabulary::Vocabulary::parse(text).unwrap()
}

// each decision is somebody's, where a test does not say otherwise
fn signed(mut record: Json) -> Json {
    for decision in record["withholding"].as_array_mut().into_iter().flatten().filter_map(Json::as_object_mut)
    {
        decision.entry("by").or_insert_with(|| "p-john".into());
    }
    record
}

fn asked(record: Json, to: &str) -> crate::error::Result<View> {
    let mut record = signed(record);
    record["access_requests"] = json!([
        { "id": "j-2222", "person": "p-mere", "right": "parent" },
        { "id": "j-3333", "name": "Ānaru Pōtae", "right": "parent" },
        { "id": "j-4444", "name": "Somebody Else" },
    ]);
    let words = words();
    let going = Going { to: Some(to), vocabulary: Some(&words), ..Going::default() };
    let around = surroundings();
    let around = crate::view::Around { vocabulary: &words, ..around.around() };
    let pass = Audiences::parse(AUDIENCE).unwrap().list()[0].admit(case(record), around.today, going)?;
    Ok(View::new(&pass, &around).with_all_held(&around))
}

fn refused(record: Json, to: &str) -> String {
    let error = asked(record, to).map(|_| ()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Refused);
    error.causes.join("\n")
}

fn doubtful() -> Json {
    json!({
        "hui": [{ "id": "h-2222", "date": "2026-08-03", "purpose": "SECRET", "sensitive": true,
                  "next": [{ "id": "n-2222", "what": "SECRET too", "became": "d-2222" }] }],
        "plan": { "goals": [{ "id": "g-2222", "what": "Reads", "actions": [{ "id": "d-2222", "what": "SECRET as well" }] }] },
        "disclosures": [
            { "id": "x-2222", "what": "A CONCERN", "basis": "s15" },
            { "id": "x-3333", "what": "The plan", "basis": "agreement" },
        ],
        "sense": { "hypotheses": [{ "id": "h-3333", "idea": "SECRET idea" }] },
        "visits": [{ "id": "v-2222", "guide": "hui", "rows": ["h-2222", "h-3333"] }],
    })
}

fn decided(mut record: Json, decisions: Json) -> Json {
    record["withholding"] = decisions;
    record
}

#[test]
fn only_those_are_told_who_asked_and_whose_right_is_recorded() {
    assert!(asked(json!({}), "p-mere").is_ok());
    assert!(asked(json!({}), "anaru potae").is_ok(), "by name, with or without macrons");
    assert!(refused(json!({}), "Somebody Else").contains("what gives them the right"));
    assert!(refused(json!({}), "p-john").contains("they have not asked"));
}

#[test]
fn what_must_not_be_told_unlooked_at_waits() {
    let why = refused(doubtful(), "p-mere");
    assert!(why.contains("h-2222: meetings, 3 August 2026") && why.contains("x-2222"), "{why}");
    assert!(!why.contains("x-3333") && !why.contains("SECRET") && !why.contains("CONCERN"), "{why}");
    // without a word for it nothing is known to be harmless
    let going = Going { to: Some("p-mere"), ..Going::default() };
    let mut record = doubtful();
    record["access_requests"] = json!([{ "id": "j-2222", "person": "p-mere", "right": "parent" }]);
    let today = "2026-08-14".parse().unwrap();
    let left = Audiences::parse(AUDIENCE).unwrap().list()[0].to_decide(&case(record), today, going).unwrap();
    assert_eq!(left.things.len(), 3);
}

#[test]
fn what_is_kept_back_is_not_told_and_what_was_made_of_it_neither() {
    let kept = json!([
        { "id": "y-2222", "row": "h-2222", "ground": "safety" },
        { "id": "y-3333", "row": "x-2222", "ground": "safety", "request": "j-2222" },
        { "id": "y-4444", "row": "x-2222", "ground": "nothing", "request": "j-3333" },
        { "id": "y-5555", "place": "request.priority", "ground": "safety" },
    ]);
    let mut record = decided(doubtful(), kept);
    record["request"] = json!({ "priority": "SECRET order" });
    let hers = asked(record.clone(), "p-mere").unwrap();
    let all = format!("{} {}", hers.json(), everything(hers.context()));
    assert!(!all.contains("SECRET") && !all.contains("CONCERN") && all.contains("The plan"), "{all}");
    assert_eq!(text(&hers, "kept_back | length"), "3", "never silently");
    assert!(text(&hers, "kept_back").contains("it could hurt somebody"));
    let his = asked(record, "Ānaru Pōtae").unwrap();
    assert!(everything(his.context()).contains("A CONCERN"));
}

#[test]
fn a_decision_that_is_to_be_looked_at_anew_counts_no_longer() {
    let until = |day: &str| {
        let told = |row: &str| json!({ "id": format!("y-{}", &row[2..]), "row": row, "ground": "nothing", "again_on": day });
        asked(decided(doubtful(), json!([told("h-2222"), told("x-2222")])), "p-mere").is_ok()
    };
    assert!(until("2026-08-15") && !until("2026-08-14"));
}

#[test]
fn a_decision_about_no_place_is_no_decision() {
    let why = refused(
        decided(json!({}), json!([{ "id": "y-2222", "place": "requets", "ground": "safety" }])),
        "p-mere",
    );
    assert!(why.contains("`requets`"), "{why}");
}

#[test]
fn a_statement_holds_everything() {
    let (mut record, words) = filled();
    record["disclosures"][0]["basis"] = "agreement".into();
    let view = asked(record, "p-mere").unwrap();
    let held = everything(&eval(&view, "held"));
    let hidden = [".withholding", ".access_requests", ".visits.reached"];
    let untold: Vec<&str> = words
        .iter()
        .filter(|(place, word)| {
            !held.contains(word.as_str()) && !hidden.iter().any(|of| place.starts_with(of))
        })
        .map(|(place, _)| place.as_str())
        .collect();
    assert!(untold.is_empty(), "{untold:#?}");
}

#[test]
fn what_was_decided_for_an_earlier_request_holds_and_what_is_in_doubt_is_asked_anew() {
    let record = json!({ "strengths": [{ "id": "s-2222", "what": "KEPT" }] });
    let with = |decision: Json| asked(decided(record.clone(), json!([decision])), "p-mere");
    let told = |decision: Json| everything(with(decision).unwrap().context()).contains("KEPT");
    assert!(!told(json!({ "id": "y-2222", "row": "s-2222", "ground": "safety", "request": "j-2222" })));
    assert!(told(json!({ "id": "y-2222", "row": "s-2222", "ground": "safety", "request": "j-3333" })));
    // nothing says any more what holds: it waits, though nobody marked it
    for doubtful in [
        json!({ "id": "y-2222", "row": "s-2222", "ground": "safety", "again_on": "2026-08-14" }),
        json!({ "id": "y-2222", "row": "s-2222" }),
        json!({ "id": "y-2222", "row": "s-2222", "ground": "safety", "request": "j-9999" }),
        json!({ "id": "y-2222", "row": "s-2222", "ground": "safety", "by": null }),
    ] {
        assert!(refused(decided(record.clone(), json!([doubtful])), "p-mere").contains("s-2222"));
    }
    let astray = json!({ "id": "y-2222", "row": "s-9999", "ground": "safety" });
    assert!(refused(decided(record.clone(), json!([astray])), "p-mere").contains("`s-9999`"));
}

#[test]
fn what_others_asked_and_a_correction_of_what_is_kept_back_are_not_told() {
    let record = json!({
        "strengths": [{ "id": "s-2222", "what": "KEPT" }],
        "corrections": [{ "id": "c-2222", "wrong": "KEPT too", "places": ["strengths.s-2222.what"] }],
        "disclosures": [{ "id": "x-2222", "what": "TO HIM", "basis": "access", "to_elsewhere": "Ānaru Pōtae" }],
        "withholding": [{ "id": "y-2222", "row": "s-2222", "ground": "safety" }],
    });
    let hers = everything(asked(record, "p-mere").unwrap().context());
    assert!(!hers.contains("KEPT") && !hers.contains("TO HIM") && !hers.contains("Ānaru"), "{hers}");
}

#[test]
fn what_is_kept_back_from_whoever_asks_is_not_printed_for_whanau() {
    let record = |request: Json| {
        json!({
            "strengths": [{ "id": "s-2222", "what": "KEPT" }],
            "request": { "success": "KEPT place" },
            "withholding": [
                { "id": "y-2222", "row": "s-2222", "ground": "safety", "request": request },
                { "id": "y-3333", "place": "request.success", "ground": "safety" },
            ],
        })
    };
    let whanau = |request| everything(view(signed(record(request)), "whanau").context());
    let all = whanau(Json::Null);
    assert!(!all.contains("KEPT"), "{all}");
    assert!(everything(view(record(Json::Null), "practitioners").context()).contains("KEPT"));
}
