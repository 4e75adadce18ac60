//! Who is admitted to what.

use serde_json::json;

use super::*;
use crate::view::Audiences;
use crate::view::tests::sample::case;

#[test]
fn nothing_is_shown_unless_an_agreement_stands_that_lets_it_go_there() {
    let audiences = Audiences::parse("[n]\nlabel = 'n'\nneeds = 'transition.agreement'\n").unwrap();
    let today: Date = "2026-08-14".parse().unwrap();
    let admit = |agreement: serde_json::Value, named: &str| {
        let transition = json!({ "agreement": named, "to": "awa-school" });
        let json = json!({ "agreements": [agreement], "transition": transition });
        audiences.list()[0].admit(case(json), today, Going::default()).map(|_| ())
    };
    let given = json!({ "id": "a-2222", "given_on": "2026-08-14", "to": "awa-school" });
    assert_eq!(admit(given.clone(), "a-2222"), Ok(()));
    let taken_back = json!({ "id": "a-2222", "purpose": "To tell the college", "given_on": "2026-08-01", "withdrawn_on": "2026-08-14" });
    for (agreement, named, why, hint) in [
        (given, "a-3333", "`a-3333`, and no agreement has that id", "transition.agreement=ID"),
        (
            taken_back,
            "a-2222",
            "“To tell the college” was taken back on 14 August 2026",
            "transition.agreement=ID",
        ),
        (
            json!({ "id": "a-2222", "given_on": "2026-08-14" }),
            "a-2222",
            "names no place that it may go to",
            "agreements.a-2222.to=SCHOOL",
        ),
        (
            json!({ "id": "a-2222", "given_on": "2026-08-14", "to": "hill-school" }),
            "a-2222",
            "names another place",
            "agreements.a-2222.to=SCHOOL",
        ),
    ] {
        let error = admit(agreement, named).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Refused);
        assert!(error.causes[0].contains(why), "{error:?}");
        assert!(error.hints[1].contains(hint), "{error:?}");
    }
    let nothing =
        audiences.list()[0].admit(case(json!({})), today, Going::default()).map(|_| ()).unwrap_err();
    assert_eq!(nothing.causes, ["`transition.agreement` names no agreement yet"]);
}

#[test]
fn a_reader_is_named_by_an_agreement_that_stands() {
    let audiences =
        Audiences::parse("[school]\nlabel = 'the school'\nneeds = 'agreements'\ngoes_to = ['setting']\n")
            .unwrap();
    let today: Date = "2026-08-14".parse().unwrap();
    let admit = |agreement: serde_json::Value, going: Going<'_>| {
        let case = case(
            json!({ "setting": "awa-school", "agreements": [agreement, { "id": "a-3333", "given_on": "2026-08-01" }] }),
        );
        audiences.list()[0].admit(case, today, going).map(|pass| pass.agreements().cloned().unwrap())
    };
    let plain = Going::default();
    let given = json!({ "id": "a-2222", "given_on": "2026-08-01", "readers": ["school"] });
    assert_eq!(admit(given.clone(), plain).unwrap(), BTreeSet::from(["a-2222".to_owned()]));
    let with = |key: &str, value: &str| {
        let mut row = given.clone();
        row[key] = value.into();
        row
    };
    let why = |row, going| admit(row, going).unwrap_err().causes[0].clone();
    assert!(why(with("withdrawn_on", "2026-08-10"), plain).contains("was taken back on 10 August 2026"));
    assert!(why(with("until", "2026-08-10"), plain).contains("ended on 10 August 2026"));
    assert!(why(json!({ "id": "a-2222", "readers": ["partner"] }), plain).contains("no agreement says"));
    // one that names a place lets nothing go anywhere else
    let to_awa = with("to", "awa-school");
    let elsewhere = Going { to: Some("hill-school"), ..plain };
    assert!(why(to_awa.clone(), elsewhere).contains("names another place"));
    assert!(admit(to_awa, Going { to: Some("awa-school"), ..plain }).is_ok());
    // one that names nobody means those whom the reader is, and the school of the case
    assert!(why(given.clone(), elsewhere).contains("does not name whom this would go to"));
    assert!(admit(given.clone(), Going { is_meant: true, ..elsewhere }).is_ok());
    assert!(admit(given.clone(), Going { to: Some("awa-school"), ..plain }).is_ok());
    // by law, nothing of any agreement is seen
    let by_law = Going { by_law: true, ..Going::default() };
    assert_eq!(admit(json!({ "id": "a-2222" }), by_law).unwrap(), BTreeSet::new());
}

#[test]
fn no_document_is_made_where_only_figures_are_seen() {
    let audiences = Audiences::parse("[a]\nlabel = 'the board'\nfigures = true\n").unwrap();
    let refused = audiences.list()[0].admit(case(json!({})), "2026-08-14".parse().unwrap(), Going::default());
    assert_eq!(refused.map(|_| ()).unwrap_err().kind, ErrorKind::Refused);
}
