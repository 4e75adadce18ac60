use super::*;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn known() -> Known {
    let names = |people: &[&str], places: &[&str], ids: &[&str]| Names {
        people: set(people),
        places: set(places),
        ids: set(ids),
    };
    Known {
        here: names(&["Hana Pōtae", "Hope Ng"], &["Awa School"], &["2026-kf3m", "kf3m", "awa-school", "ana"]),
        elsewhere: names(&["Aroha Reweti", "Mark Hale"], &["Hill School", "Learning Support"], &["p-4kd7"]),
        ordinary: set(&["aroha", "hope", "hopes", "school", "mana", "learning", "support"]),
        ..Known::default()
    }
}

fn found_by(known: &Known, text: &str) -> Vec<Found> {
    known.found(&Texts { all: vec![text.into()], typed: vec![text.into()], ..Texts::default() })
}

fn said(text: &str) -> Vec<String> {
    found_by(&known(), text).into_iter().map(|found| found.said).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn names_of_the_case_and_of_others_are_found() {
    assert_eq!(said("hana's book"), ["hana"]);
    assert_eq!(said("With Potae-Smith"), ["Potae"]);
    assert_eq!(said("With Pootae"), ["Pootae"]);
    assert_eq!(said("We hope so. Hope reads. Hopes are high."), ["Hope"]);
    assert_eq!(said("at AWA, by the hill, at school"), ["AWA", "hill"]);
    assert_eq!(said("at Awa School, and POTAE Hana"), ["Awa School", "POTAE Hana"]);
    assert_eq!(said("with aroha"), NOTHING);
    assert_eq!(said("Aroha came"), ["Aroha"]);
    assert_eq!(said("Ring 021 555 0134"), ["021 555 0134"]);
    // two letters are a word of many languages, and count where they are written like a name
    assert_eq!((said("ng"), said("Mr Ng")), (Vec::new(), vec!["Ng".to_owned()]));
    // what is made of ordinary words is a name where it is written like one
    assert_eq!((said("learning support"), said("Learning support")), (Vec::new(), Vec::new()));
    assert_eq!(said("From Learning Support"), ["Learning Support"]);
}

#[test]
fn ids_are_found() {
    assert_eq!(said("from awa-school, p-4kd7, of 2026-kf3m"), ["awa-school", "p-4kd7", "2026-kf3m"]);
    assert_eq!((said("kf3m.docx"), said("it is kf3mx")), (vec!["kf3m".to_owned()], Vec::new()));
}

#[test]
fn in_an_address_a_name_is_found_within_a_word() {
    let found = |piece: &str| {
        let texts = Texts { pieces: vec![piece.into()], ..Texts::default() };
        known().found(&texts).into_iter().map(|found| found.said).collect::<Vec<_>>()
    };
    assert_eq!(found("https://x.example/myhanapage"), ["hana"]);
    assert_eq!(found("HanaPotae_plan.docx"), ["HanaPotae"]);
    assert_eq!(found("markings.docx"), NOTHING);
    assert_eq!(found("mark.docx"), ["mark"]);
    assert_eq!(found("2026-08-14.md"), ["2026-08-14"]);
}

#[test]
fn what_somebody_said_is_no_name_is_none() {
    let mut known = known();
    let doubted = |known: &Known, text: &str| found_by(known, text).iter().all(|found| found.may_be_a_word);
    assert!(doubted(&known, "Aroha came, mark his work, read 6/10"));
    assert!(!doubted(&known, "Mark came"));
    known.not_names.extend(["aroha", "hope", "mark", "6 10", "21 8 2026"].map(str::to_owned));
    assert_eq!(found_by(&known, "Aroha came, mark his work, read 6/10"), []);
    // of somebody in the case itself nobody can say so, nor of a day
    assert!(!doubted(&known, "Hope came") && !doubted(&known, "on 21/8/2026"));
    // whoever is known here too is of the case
    known.elsewhere.people.insert("Hope Hill".into());
    assert!(!doubted(&known, "Hope came"));
    assert!(known.is_of_the_case("hope") && !known.is_of_the_case("Aroha"));
}

#[test]
fn a_name_that_this_program_says_to_everybody_is_found_in_what_people_typed() {
    let mut known = known();
    known.here.people.insert("Our".into());
    known.brought.insert("our".into());
    let found = |all: &str, typed: &str| {
        let texts = Texts { all: vec![all.into()], typed: vec![typed.into()], ..Texts::default() };
        known.found(&texts).into_iter().map(|found| found.said).collect::<Vec<_>>()
    };
    assert_eq!(found("Our plan with Rimu", "\u{FFFC} \u{FFFC} \u{FFFC} Rimu"), NOTHING);
    assert_eq!(found("Our plan with Our", "\u{FFFC} \u{FFFC} \u{FFFC} Our"), ["Our"]);
    // any other name is found wherever it stands
    assert_eq!(found("Our plan with Hana", "\u{FFFC} \u{FFFC} \u{FFFC} \u{FFFC}"), ["Hana"]);
}

#[test]
fn a_version_is_no_number() {
    let mut known = known();
    assert_eq!(found_by(&known, "from version 12345678 of the record").len(), 1);
    for version in ["12345678", "12feb3a4"] {
        known.version = version.into();
        assert_eq!(found_by(&known, &format!("from version {version} of the record")), []);
    }
}
