//! Answers under the words of their guide.

use serde_json::json;

use super::*;
use crate::view::{NoteAnswer, NoteLabel};

fn labelled(json: Json) -> View {
    let mut around = surroundings();
    let label = |key: &str, place: Option<&str>, label: &str, lang: Option<&str>| NoteLabel {
        key: key.into(),
        place: place.map(Into::into),
        label: label.into(),
        lang: lang.map(Into::into),
        answer: NoteAnswer::Text,
        shared: false,
    };
    around.guides[1].labels =
        vec![label("tt-2", None, "What to keep", None), label("tt-1", None, "What to try", None)];
    around.guides[2].labels = vec![
        label("home", Some("hui.picture"), "At home", None),
        label("whenua", Some("lenses.seen"), "Whenua", Some("mi")),
        label("tinana", Some("lenses.seen"), "Taha tinana", Some("mi")),
        label("tt-1", None, "Something else", None),
    ];
    seen_by(case(json), &around.around(), &audience("practitioners"))
}

fn told(view: &View, list: &str) -> String {
    let rows = eval(view, list);
    let row = |row: Value| format!("{}: {}", row.get_attr("label").unwrap(), row.get_attr("said").unwrap());
    rows.try_iter().unwrap().map(row).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_row_is_labelled_by_its_own_guide_and_in_its_order() {
    let seen = labelled(json!({
        "visits": [{ "id": "v-2222", "guide": "tatai", "answers": { "tt-1": "a", "tt-2": ["b", "c"], "odd-one": "d" },
            "not_needed": { "tt-2": "nobody asked" } }],
        "lenses": [{ "id": "s-2222", "lens": "hui", "seen": { "tinana": "e", "whenua": "f" } }]
    }));
    assert_eq!(told(&seen, "case.visits[0].answers"), "What to keep: b, c | What to try: a | odd one: d");
    assert_eq!(told(&seen, "case.visits[0].not_needed"), "What to keep: nobody asked");
    assert_eq!(told(&seen, "case.lenses[0].seen"), "Whenua: f | Taha tinana: e");
    assert_eq!(text(&seen, "case.lenses[0].seen[1].id"), "tinana");
    let lang = shown(&eval(&seen, "case.lenses[0].seen[0].label"));
    assert_eq!(lang, Some(Shown::Words { text: "Whenua".into(), lang: Some("mi".into()) }));
    // scripts read what the record says
    assert_eq!(seen.json()["lenses"][0]["seen"], json!({ "tinana": "e", "whenua": "f" }));
}

#[test]
fn without_a_guide_of_its_own_the_place_tells_the_guide() {
    let seen = labelled(json!({
        "hui": [{ "id": "h-2222", "at": "tatai", "picture": { "home": "g", "tt-1": "h", "zz": "i" } }],
        "critical_friends": [{ "id": "f-2222", "notes": { "agreed-before": "j" } }]
    }));
    assert_eq!(told(&seen, "case.hui[0].picture"), "What to try: h | At home: g | zz: i");
    assert_eq!(told(&seen, "case.critical_friends[0].notes"), "agreed before: j");
    assert!(is_missing(&eval(&labelled(json!({ "hui": [{ "id": "h-2222" }] })), "case.hui[0].picture")));
}

#[test]
fn what_was_chosen_is_told_in_words() {
    let mut around = surroundings();
    let label = |key: &str, answer| NoteLabel {
        key: key.into(),
        place: None,
        label: key.into(),
        lang: None,
        answer,
        shared: false,
    };
    around.guides[1].labels = vec![
        label("told", NoteAnswer::YesNo),
        label("kind", NoteAnswer::Words("kinds".into())),
        label("kinds", NoteAnswer::Words("kinds".into())),
    ];
    let seen = seen_by(
        case(json!({ "visits": [{ "id": "v-2222", "guide": "tatai",
            "answers": { "told": "true", "kind": "school", "kinds": ["group", "nobody-knows"] },
            "not_needed": { "told": "no" } }] })),
        &around.around(),
        &audience("practitioners"),
    );
    assert_eq!(
        told(&seen, "case.visits[0].answers"),
        "told: yes | kind: school | kinds: group, nobody-knows"
    );
    // a reason why there is no answer is somebody's own words
    assert_eq!(told(&seen, "case.visits[0].not_needed"), "told: no");
}

#[test]
fn what_a_guide_shares_is_seen_where_the_visits_are_not() {
    let mut around = surroundings();
    let label = |key: &str, shared| NoteLabel {
        key: key.into(),
        place: None,
        label: key.into(),
        lang: None,
        answer: NoteAnswer::Text,
        shared,
    };
    around.guides[1].labels = vec![label("told", true), label("celebrated", true), label("ours", false)];
    let record = json!({
        "progress": [{ "id": "g-2222", "what": "Another family", "sensitive": true }],
        "visits": [
            { "id": "v-2222", "guide": "tatai", "opened": "2026-08-03", "answers": { "told": "new", "ours": "not for them" } },
            { "id": "v-3333", "guide": "tatai", "opened": "2026-07-27", "answers": { "celebrated": ["a", "b"], "told": "old" } },
            { "id": "v-4444", "guide": "tatai", "rows": ["g-2222"], "answers": { "told": "beside another family" } },
            { "id": "v-5555", "guide": "kohikohi", "answers": { "told": "of another guide" } },
        ]
    });
    let seen = |for_whom: &str| seen_by(case(record.clone()), &around.around(), &audience(for_whom));
    let whanau = seen("whanau");
    assert!(is_hidden(&eval(&whanau, "case.visits")));
    // the latest last, and in the order of the guide
    assert_eq!(told(&whanau, "noted"), "told: old | celebrated: a, b | told: new");
    assert_eq!(told(&whanau, "noted | selectattr('newest')"), "celebrated: a, b | told: new");
    assert_eq!(text(&whanau, "noted[2].date"), "3 August 2026");
    assert_eq!(text(&whanau, "noted[2].guide.id"), "tatai");
    // an audience of which the file says nothing does not see it
    assert_eq!(told(&seen("practitioners"), "noted"), "");
}
