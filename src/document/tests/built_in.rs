//! The plan and the review summary as they come with the program.

use super::*;

fn text(name: &str, case: Json, audience: &str) -> String {
    Document::render(name, &built_in(), &view(case, audience)).unwrap().markdown()
}

#[test]
fn nothing_sensitive_is_in_any_document_for_whanau() {
    for name in ["plan", "review"] {
        let document = Document::render(name, &built_in(), &view(full(), "whanau")).unwrap();
        let texts = all(&document).join("\n") + &document.missing.join("\n");
        for word in ["SECRET", "Sensitive Sam", "SEEN ONLY INSIDE", "ring after five"] {
            assert!(!texts.contains(word), "{word} is in the {name}");
        }
    }
    assert!(text("plan", full(), "practitioners").contains("SECRET goal"));
}

#[test]
fn no_id_and_no_template_is_in_any_document() {
    for name in ["plan", "review"] {
        let text = text(name, full(), "practitioners");
        for id in [
            "g-",
            "d-",
            "t-nan2",
            "t-matu",
            "p-mere",
            "awa-school",
            "2026-kf3m",
            "{{",
            "{%",
            "None",
            "carry-on",
        ] {
            assert!(!text.contains(&format!(" {id}")), "{id} is in {text}");
        }
    }
}

#[test]
fn a_document_is_the_same_each_time() {
    for name in ["plan", "review"] {
        let once = || all(&Document::render(name, &built_in(), &view(full(), "whanau")).unwrap());
        assert_eq!(once(), once());
    }
}

#[test]
fn hopes_and_strengths_come_before_what_should_change() {
    let text = text("plan", full(), "whanau");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    assert!(place("book about eels") < place("eel pool"));
    assert!(place("eel pool") < place("three times a week"));
    // adults first, the mokopuna last
    assert!(place("Moves reading") < place("Practises one page"));
    assert!(!text.contains("He leaves the mat"));
}

#[test]
fn what_nobody_has_written_is_asked_for_and_optional_parts_are_left_out() {
    let document = Document::render("plan", &built_in(), &view(json!({}), "whanau")).unwrap();
    let text = document.markdown();
    assert!(!text.contains("How it stays") && !text.contains("tikanga"));
    assert_eq!(
        document.missing,
        [
            "whom this plan is for",
            "the school, kura or service",
            "the one plan: where it stands",
            "the one plan: when the team looks at it again",
            "what people hope for, in their own words",
            "strengths, interests and passions",
            "the one plan: what should look different, and why",
            "who said yes to the plan",
            "everyone in the team, whānau as full members",
        ]
    );
}

#[test]
fn a_plan_speaks_to_those_it_is_for() {
    let group = json!({ "kind": "group", "setting": "awa-school",
        "mokopuna": [{ "description": "Five who seldom finish a page", "size": 5 }],
        "plan": { "goals": [{ "id": "g-2222", "what": "They show each other how" }] } });
    for document in ["plan", "review", "closing"] {
        let said = text(document, group.clone(), "whanau");
        let title = said.lines().find(|line| line.starts_with("# ")).unwrap_or_default();
        // what somebody worries about is no name for people
        assert!(title.ends_with("with 5 mokopuna at Te Kura o Te Awa"), "{title}");
    }
    let plan = text("plan", group, "whanau");
    let (strong, whom) = (plan.find("## What is strong"), plan.find("**Whom it is about:** Five who"));
    assert!(strong.is_some() && strong < whom, "{plan}");
    let school = json!({ "kind": "school", "setting": "awa-school",
        "voice": [{ "who": "kaiako", "about": "purpose", "words": "Mornings that work for everybody" }] });
    let school = text("plan", school, "whanau");
    assert!(school.contains("# Our plan with Te Kura o Te Awa") && school.contains("Mornings that work"));
    assert!(!school.contains("mokopuna"), "{school}");
}

#[test]
fn a_group_stays_a_group_where_somebody_is_named() {
    let group = json!({ "kind": "group", "mokopuna": [
        { "description": "Five friends in Room 6", "size": 5 }, { "name": "Tama Rewi" }] });
    let group = text("plan", group, "whanau");
    assert!(group.contains("# Our plan with 5 mokopuna\n"), "{group}");
}

#[test]
fn an_agreement_is_in_the_plan_from_the_day_it_is_given() {
    let with = |given: &str| {
        let mut case = full();
        case["agreements"] = json!([{ "id": "a-2222", "purpose": "Telling the college", "given_on": given }]);
        text("plan", case, "whanau")
    };
    assert!(with("2026-08-14").contains("Telling the college"));
    assert!(!with("2026-08-15").contains("Telling the college"));
}

#[test]
fn a_check_in_that_is_still_to_come_was_not_held() {
    let mut case = full();
    case["closing"] = json!({ "date": "2026-07-01" });
    case["check_ins"] = json!([
        { "id": "k-2222", "due": "2026-08-01", "date": "2026-08-03", "holds": ["The side door"] },
        { "id": "k-3333", "due": "2027-03-05", "by": "p-mere" }]);
    let closing = text("closing", case, "whanau");
    assert!(closing.contains("### 3 August 2026") && !closing.contains("### 5 March 2027"), "{closing}");
    assert!(closing.contains("**Still to ask how it goes:** 5 March 2027"), "{closing}");
}

#[test]
fn one_who_leads_is_named_as_such() {
    let mut case = full();
    case["allocation"] = json!([{ "id": "c-2222", "practitioner": "p-mere", "part": "lead" }]);
    let plan = text("plan", case, "whanau");
    assert!(plan.contains("**Mere Tāmihana** (lead"), "{plan}");
}

#[test]
fn what_stays_among_those_who_do_the_work_says_so() {
    let mut case = full();
    case["hui"] = json!([{ "id": "h-2222", "date": "2026-08-01", "form": "case-sharing", "sensitive": true,
        "notes": { "dea-clarify": ["How many weeks?", "Who was there?"] } }]);
    let hui = text("hui", case.clone(), "practitioners");
    assert!(hui.contains("stays among us who do the work"), "{hui}");
    assert!(hui.contains("- How many weeks?\n- Who was there?"), "{hui}");
    assert!(!text("hui", case, "whanau").contains("stays among us"));
    assert!(text("plan", full(), "practitioners").contains("(stays among us who do the work)"));
}

#[test]
fn what_was_asked_for_comes_after_strengths() {
    let mut case = full();
    case["request"]["concerns"] = json!(["Nobody reads with him"]);
    for (name, strengths) in [("review", "What went well"), ("case", "eel pool")] {
        let text = text(name, case.clone(), "practitioners");
        let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
        let asked = place("## What was asked for");
        assert!(place(strengths) < asked && asked < place("Nobody reads with him"), "{text}");
    }
}

#[test]
fn a_review_asks_whose_voice_is_missing() {
    let text = text("review", full(), "whanau");
    assert!(text.contains(
        "**Whose voice is missing?** We have nothing in the words of the whānau on how it goes yet."
    ));
    assert_eq!(text.matches("Whose voice is missing?").count(), 1);
    assert!(text.find("What seems to have helped").unwrap() < text.find("Goal by goal").unwrap());
    assert!(
        text.contains(
            "| none | two (10 Aug 2026) | three by 25 Sep 2026 | some of it |"
                .replace(" Aug ", "\u{a0}Aug\u{a0}")
                .replace(" Sep ", "\u{a0}Sep\u{a0}")
                .as_str()
        )
    );
}

#[test]
fn only_those_who_may_see_the_way_see_it() {
    assert!(!text("review", full(), "whanau").contains("The way we have come"));
    let inside = text("review", full(), "practitioners");
    let back = "**Kohikohi** (gather information), 4 May 2026: we came back from Tātai, because: New hearing results came in.";
    assert!(inside.contains(back), "{inside}");
}

#[test]
fn everything_printed_says_when_from_what_and_whom_to_ask() {
    for name in ["plan", "review"] {
        let text = text(name, full(), "whanau");
        for part in [
            "Printed on 14 August 2026 for whānau",
            "version 4f2a91c",
            "may be out of date",
            "Please tell Mere Tāmihana",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
}

#[test]
fn without_a_review_the_summary_says_so() {
    let document = Document::render("review", &built_in(), &view(json!({}), "whanau")).unwrap();
    assert!(document.missing.contains(&"looking back together".to_owned()), "{:?}", document.missing);
}

#[test]
fn an_end_that_is_set_for_later_has_not_come_yet() {
    let with = |until: &str| {
        let mut case = full();
        case["allocation"][1]["until"] = until.into();
        case["co_work"] = json!([{ "id": "z-2222", "service": "The health service", "until": until }]);
        text("plan", case, "practitioners")
    };
    for until in ["2026-12-18", "2026-08-14"] {
        let plan = with(until);
        assert!(plan.contains("John") && plan.contains("The health service"), "{until}: {plan}");
    }
    let plan = with("2026-08-13");
    assert!(!plan.contains("John") && !plan.contains("The health service"), "{plan}");
}
