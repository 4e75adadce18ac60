mod access;
mod changes;
pub(crate) mod filler;
mod notes;
pub(crate) mod sample;

use minijinja::Environment;
use minijinja::UndefinedBehavior::Strict;
use serde_json::json;

use super::*;
use sample::{audience, case, full, seen_by, surroundings, view};

fn eval(view: &View, expression: &str) -> Value {
    try_eval(view, expression).unwrap_or_else(|e| panic!("{expression}: {e}"))
}

fn try_eval(view: &View, expression: &str) -> Result<Value, minijinja::Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(Strict);
    env.compile_expression(expression).unwrap().eval(view.context().clone())
}

fn text(view: &View, expression: &str) -> String {
    eval(view, expression).to_string()
}

/// All that a template could print.
fn everything(value: &Value) -> String {
    let sides = "id label note name role key_contact title gloss iso idea what words";
    let side = |name: &str| {
        value.get_item(&Value::from(name)).ok().filter(|v| !v.is_undefined()).map(|v| v.to_string())
    };
    let mut all = format!("{value} {}\n", sides.split(' ').filter_map(side).collect::<Vec<_>>().join(" "));
    // a string would go round its letters for ever
    for item in value.try_iter().into_iter().flatten().filter(|_| value.as_str().is_none()) {
        let below = value.get_item(&item).unwrap_or_default();
        all += &everything(if below.is_undefined() { &item } else { &below });
    }
    all
}

#[test]
fn nothing_sensitive_reaches_whanau() {
    let whanau = view(full(), "whanau");
    let all = format!("{} {}", whanau.json(), everything(whanau.context()));
    let inside_only = ["SECRET", "Sensitive Sam", "SEEN ONLY INSIDE"];
    let ids = ["t-secr", "e-3333", "g-4444", "n-3333", "d-5555", "x-2222"];
    for word in inside_only.iter().chain(&ids) {
        assert!(!all.contains(word), "{word} is in {all}");
    }
    let inside = view(full(), "practitioners");
    let inside = everything(inside.context());
    inside_only
        .iter()
        .chain(&ids)
        .for_each(|word| assert!(inside.contains(word), "{word} is not in {inside}"));
}

#[test]
fn an_explanation_from_a_hui_that_stays_behind_stays_behind() {
    let with = |sensitive: bool| {
        let mut whanau = audience("whanau");
        whanau.hides.retain(|path| !path.to_string().starts_with("sense"));
        let case = case(json!({
            "hui": [{ "id": "h-2222", "sensitive": sensitive }],
            "sense": { "hypotheses": [{ "id": "h-3333", "idea": "ABOUT A COUSIN" }, { "id": "h-4444", "idea": "THE BELL" }] },
            "visits": [{ "id": "v-2222", "rows": ["h-2222", "h-3333"] }],
        }));
        let around = surroundings();
        seen_by(case.clone(), &around.around(), &whanau).json().to_string()
    };
    assert!(with(false).contains("ABOUT A COUSIN"));
    let kept = with(true);
    assert!(!kept.contains("ABOUT A COUSIN") && kept.contains("THE BELL"), "{kept}");
}

#[test]
fn whatever_belongs_to_a_row_that_stays_behind_stays_behind() {
    let whanau = view(full(), "whanau");
    assert_eq!(text(&whanau, "case.progress | length"), "1");
    assert!(is_hidden(&eval(&whanau, "case.plan.goals[0].actions[2].who")));
    assert_eq!(
        whanau.json()["disclosures"],
        json!([{ "to_elsewhere": "Te Awa Health", "what": "The plan" }])
    );
    let inside = view(full(), "practitioners");
    assert_eq!(inside.json()["visits"][1]["rows"], json!(["g-2222", "g-4444"]));
    assert_eq!(text(&inside, "case.visits[1].rows[1]"), "SECRET goal");
}

#[test]
fn somebody_in_the_team_only_as_sensitive_is_named_nowhere() {
    let json = json!({
        "team": [{ "id": "t-2222", "person": "p-john", "sensitive": true }],
        "voice": [{ "id": "w-2222", "person": "p-john", "words": "Kia ora" }],
        "allocation": [{ "id": "r-2222", "practitioner": "p-john" }]
    });
    let whanau = view(json, "whanau");
    assert!(!whanau.json().to_string().contains("p-john"));
    assert!(is_hidden(&eval(&whanau, "case.voice[0].person")));
    assert_eq!(text(&whanau, "case.voice[0].words"), "Kia ora");
}

#[test]
fn a_hidden_team_leaves_those_who_work_on_the_case_their_names() {
    let audience = Audiences::parse("[x]\nlabel = 'x'\nhides = ['team']\n").unwrap().list()[0].clone();
    let seen = seen_by(case(full()), &surroundings().around(), &audience);
    assert_eq!(text(&seen, "case.allocation[0].practitioner"), "Mere Tāmihana");
    assert!(is_hidden(&eval(&seen, "case.plan.goals[0].actions[1].who")));
}

#[test]
fn what_a_sensitive_meeting_led_to_stays_behind_also_where_it_was_marked_later() {
    let record = |sensitive: bool| {
        json!({
            "hui": [{ "id": "h-2222", "sensitive": sensitive,
                "next": [{ "id": "n-2222", "what": "Ring the other family", "became": "a-2222" }] }],
            "plan": { "goals": [{ "id": "g-2222", "what": "Joins in", "actions": [
                { "id": "a-2222", "what": "Ring the other family" }, { "id": "a-3333", "what": "Sing at the door" },
            ] }] },
        })
    };
    let actions = |sensitive: bool, for_whom: &str| {
        view(record(sensitive), for_whom).json()["plan"]["goals"][0]["actions"].as_array().unwrap().len()
    };
    assert_eq!(actions(true, "whanau"), 1);
    assert_eq!((actions(false, "whanau"), actions(true, "practitioners")), (2, 2));
}

#[test]
fn a_mark_that_cannot_be_understood_counts_as_sensitive() {
    let json = json!({ "questions": [{ "one": [{ "note": "a", "sensitive": "perhaps" }, { "note": "b", "sensitive": "no" }] }] });
    let audience = Audiences::parse("[x]\nlabel = 'x'\n").unwrap().list()[0].clone();
    let seen = seen_by(case(json), &surroundings().around(), &audience);
    assert_eq!(seen.json()["questions"][0]["one"], json!([{ "note": "b", "sensitive": "no" }]));
}

#[test]
fn hidden_places_look_as_if_they_were_not_there() {
    let whanau = view(full(), "whanau");
    assert!(whanau.json().get("visits").is_none());
    assert!(whanau.json()["team"][0].get("contact").is_none());
    assert!(is_hidden(&eval(&whanau, "case.visits")) && is_hidden(&eval(&whanau, "case.team[0].contact")));
    assert_eq!(text(&whanau, "case.visits | length"), "0");
    assert_eq!(text(&whanau, "case.team[0].contact"), "");
    assert!(
        !is_hidden(&eval(&whanau, "case.evidence")) && is_hidden(&eval(&whanau, "case.sense.hypotheses"))
    );
}

#[test]
fn a_hidden_section_hides_everything_below_it() {
    let audience = Audiences::parse("[x]\nlabel = 'x'\nhides = ['plan']\n").unwrap().list()[0].clone();
    let seen = seen_by(case(full()), &surroundings().around(), &audience);
    assert!(seen.json().get("plan").is_none());
    assert!(is_hidden(&eval(&seen, "case.plan")) && is_hidden(&eval(&seen, "case.plan.review_on.iso")));
    assert_eq!(text(&seen, "case.plan.goals | list | length"), "0");
    // what happened since belongs to its goals
    assert_eq!(seen.json()["progress"], json!([]));
}

#[test]
fn what_is_not_recorded_knows_what_it_is() {
    let seen = view(full(), "whanau");
    let missing = |expression: &str| match shown(&eval(&seen, expression)) {
        Some(Shown::Missing(words)) => words,
        other => panic!("{expression}: {other:?}"),
    };
    assert_eq!(missing("case.closing.date"), "how it ended: when");
    assert_eq!(
        missing("case.plan.goals[1].baseline"),
        "one goal of the plan “Everybody in Room 6 knows what helps Wir…”: where it starts"
    );
    assert_eq!(missing("case.plan.goals[1].by.iso"), missing("case.plan.goals[1].by"));
    assert_eq!(missing("case.agreements"), "who agreed to what");
    assert_eq!(text(&seen, "case.closing.date or 'no day'"), "no day");
    let nothing = eval(&view(json!({}), "whanau"), "case.disclosures");
    assert_eq!(shown(&nothing), Some(Shown::Missing("what was shared, with whom and why".into())));
}

#[test]
fn ids_become_what_people_read() {
    let seen = view(full(), "practitioners");
    assert_eq!(text(&seen, "case.plan.goals[0].actions[1].who"), "Matua Sione");
    assert_eq!(text(&seen, "case.plan.goals[0].actions[1].who.role"), "kaiako");
    assert_eq!(text(&seen, "case.plan.goals[0].actions[1].helpers[0]"), "Mere Tāmihana");
    assert_eq!(text(&seen, "case.team[2].person.role"), "RTLB");
    assert_eq!(text(&seen, "case.plan.review_on"), "21 September 2026");
    assert_eq!(text(&seen, "case.plan.review_on.iso"), "2026-09-21");
    assert_eq!(text(&seen, "case.setting"), "Te Kura o Te Awa");
    assert_eq!(text(&seen, "case.setting.key_contact"), "Ana Reweti, 021 000 0000");
    assert_eq!(text(&seen, "case.kind.about"), "mokopuna");
    assert_eq!(text(&seen, "case.progress[0].goal"), "Wiremu reads aloud with a friend, three times a week");
    assert_eq!(text(&seen, "case.progress[0].goal.id"), "g-2222");
    assert_eq!(text(&seen, "case.visits[1].guide.gloss"), "plan collaboratively");
    assert_eq!(text(&seen, "guides | map(attribute='title') | join(', ')"), "Kohikohi, Tātai, Hui");
    assert_eq!(
        text(&seen, "cluster.name ~ ', ' ~ today ~ ', ' ~ version"),
        "Awa Cluster, 14 August 2026, 4f2a91c"
    );
}

#[test]
fn nobody_unknown_is_printed_as_an_id() {
    let seen =
        view(json!({ "allocation": [{ "practitioner": "p-gone" }], "setting": "no-such-school" }), "whanau");
    assert!(is_missing(&eval(&seen, "case.allocation[0].practitioner")));
    assert!(is_missing(&eval(&seen, "case.setting")));
}

#[test]
fn only_recorded_languages_are_marked() {
    let seen = view(full(), "whanau");
    let lang = |expression: &str| match shown(&eval(&seen, expression)) {
        Some(Shown::Words { lang, .. }) => lang,
        other => panic!("{expression}: {other:?}"),
    };
    assert_eq!(lang("case.voice[1].words").as_deref(), Some("mi"));
    assert_eq!(lang("case.voice[0].words"), None);
    assert_eq!(lang("case.team[0].role").as_deref(), Some("mi"));
    assert_eq!(lang("words.mokopuna").as_deref(), Some("mi"));
    assert_eq!(lang("audience").as_deref(), Some("mi"));
    assert_eq!(lang("case.setting"), None);
}

#[test]
fn the_clusters_own_word_is_in_no_known_language() {
    let mut surroundings = surroundings();
    surroundings.words.insert("mokopuna".into(), "learner".into());
    let seen = seen_by(case(json!({})), &surroundings.around(), &audience("whanau"));
    assert_eq!(
        shown(&eval(&seen, "words.mokopuna")),
        Some(Shown::Words { text: "learner".into(), lang: None })
    );
}

#[test]
fn words_sort_as_their_list_and_days_by_the_calendar() {
    let seen = view(full(), "practitioners");
    let sorted = "case.plan.goals[0].actions | sort(attribute='change') | map(attribute='id') | join(' ')";
    assert_eq!(text(&seen, sorted), "d-3333 d-4444 d-2222");
    assert_eq!(
        text(&seen, "case.plan.review_on > today and case.plan.review_on >= case.reviews[0].next"),
        "True"
    );
    // gaps come last, and sorting them with the rest does no harm
    let sorted = "case.plan.goals | sort(attribute='by') | map(attribute='id') | join(' ')";
    assert_eq!(text(&seen, sorted), "g-2222 g-3333 g-4444");
}

#[test]
fn a_name_that_cases_do_not_have_is_an_error() {
    let seen = view(full(), "whanau");
    for wrong in
        ["case.plan.gaols", "case.plan.goals.what", "case.setting.nme", "case.closing.date.is", "nothing"]
    {
        let result = try_eval(&seen, &format!("{wrong} ~ ''"));
        assert!(result.is_err() || result.unwrap().is_undefined(), "{wrong}");
    }
}

#[test]
fn a_mark_is_found_that_nobody_typed() {
    let json = json!({ "title": "\u{E000}\u{E001}", "questions": [{ "one": { "\u{E003}": "x" } }] });
    assert_eq!(view(json, "practitioners").spare_mark(&["\u{E002}"]), Some('\u{E004}'));
}

#[test]
fn a_view_is_the_same_each_time() {
    let (one, two) = (view(full(), "whanau"), view(full(), "whanau"));
    assert_eq!(one.json().to_string(), two.json().to_string());
}

#[test]
fn told_without_names_a_case_has_roles_kinds_and_terms() {
    let json = json!({
        "setting": "awa-school",
        "mokopuna": [{ "id": "m-2222", "name": "Hana Pōtae", "year": "Year 3" }],
        "team": [{ "id": "t-2222", "name": "Ana Reweti", "role": "kaiako" }],
        "allocation": [{ "id": "r-2222", "practitioner": "p-mere", "since": "2026-08-03" }],
        "strengths": [{ "id": "s-2222", "what": "Hāna’s songs" }],
        "voice": [{ "id": "w-2222", "person": "t-2222" }],
        "stand_ins": [{ "id": "n-2222", "name": "Hana", "instead": "Rimu" }],
    });
    let text_of = "[x]\nlabel = 'x'\ndisguise = true\nhides = ['stand_ins']\n";
    let audience = Audiences::parse(text_of).unwrap().list()[0].clone();
    let seen = seen_by(case(json), &surroundings().around(), &audience);
    assert_eq!(*seen.json(), Json::Null, "ids name people and places");
    let said = |expression: &str| text(&seen, expression);
    assert_eq!((said("case.setting"), said("case.id")), ("full primary".into(), "told without names".into()));
    assert_eq!(said("case.setting.key_contact ~ ''"), "");
    assert_eq!(said("case.team[0].name"), "kaiako");
    assert_eq!(said("case.voice[0].person"), "kaiako");
    assert_eq!(said("case.allocation[0].practitioner"), "RTLB");
    assert_eq!(said("case.allocation[0].since"), "2026");
    assert_eq!(said("case.strengths[0].what"), "Rimu’s songs");
    assert!(["Tōtara", "Rimu"].contains(&said("case.mokopuna[0].name").as_str()));
    assert_eq!(said("case.mokopuna[0].year"), "in the first years");
    assert_eq!((said("cluster.name"), said("today")), ("our cluster".into(), "2026".into()));
}
