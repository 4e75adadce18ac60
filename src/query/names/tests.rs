#![allow(clippy::unwrap_used)]

use super::*;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn words() -> crate::record::vocabulary::Vocabulary {
    crate::record::vocabulary::Vocabulary::parse(include_str!("../../../templates/vocabulary.toml")).unwrap()
}

fn known() -> Known {
    let names = |people: &[&str], places: &[&str], ids: &[&str]| Names {
        people: set(people),
        places: set(places),
        ids: set(ids),
    };
    Known {
        here: names(&["Hana Pōtae", "Hope Ng"], &["Awa School"], &["2026-kf3m", "kf3m", "awa-school", "ana"]),
        everybody: Arc::new(Everybody {
            names: names(&["Aroha Reweti", "Mark Hale"], &["Hill School", "Learning Support"], &["p-4kd7"]),
            ordinary: set(&[
                "aroha", "hope", "hopes", "school", "mana", "learning", "support", "then", "so", "asked",
                "talk",
            ]),
            ..Everybody::default()
        }),
        called: Called::new(&words(), ["their nan"].into_iter()),
        ..Known::default()
    }
}

/// What is known of everybody, as if nobody had been looked for yet.
fn everybody(known: &mut Known) -> &mut Everybody {
    let everybody = Arc::get_mut(&mut known.everybody).unwrap();
    everybody.found_out = Default::default();
    everybody
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
    everybody(&mut known).names.people.insert("Hope Hill".into());
    assert!(!doubted(&known, "Hope came"));
    assert!(known.is_of_the_case("hope") && !known.is_of_the_case("Aroha"));
}

#[test]
fn a_name_that_this_program_says_to_everybody_is_found_in_what_people_typed() {
    let mut known = known();
    known.here.people.insert("Our".into());
    everybody(&mut known).brought.insert("our".into());
    let found = |all: &str, typed: &str| {
        let texts = Texts { all: vec![all.into()], typed: vec![typed.into()], ..Texts::default() };
        known.found(&texts).into_iter().map(|found| found.said).collect::<Vec<_>>()
    };
    assert_eq!(found("Our plan with Rimu", "\u{FFFC} \u{FFFC} \u{FFFC} Rimu"), NOTHING);
    assert_eq!(found("Our plan with Our", "\u{FFFC} \u{FFFC} \u{FFFC} Our"), ["Our"]);
    // any other name is found wherever it stands
    assert_eq!(found("Our plan with Hana", "\u{FFFC} \u{FFFC} \u{FFFC} \u{FFFC}"), ["Hana"]);
}

/// What is found, and whether it is shown once only.
fn doubted(text: &str) -> Vec<(String, bool)> {
    found_by(&known(), text).into_iter().map(|found| (found.said, found.may_be_a_word)).collect()
}

#[test]
fn iwi_are_found_whoever_they_belong_to() {
    for (text, name) in [
        ("He is Ngāpuhi and proud", "Ngāpuhi"),
        ("Nga Puhi kids", "Nga Puhi"),
        ("of Ngati Kahu ki Whangaroa", "Ngati Kahu"),
        ("from Ngāi Tūhoe", "Ngāi Tūhoe"),
        ("KAI TAHU", "KAI TAHU"),
        ("Te Ati Awa", "Te Ati Awa"),
        ("Waikato-Tainui", "Waikato-Tainui"),
        ("Te Whānau-ā-Apanui", "Te Whānau-ā-Apanui"),
    ] {
        let found = doubted(text);
        assert!(found.contains(&(name.to_owned(), false)), "{text}: {found:?}");
    }
    for text in ["Ngāti means people", "kai time by the river", "Ngā mihi nui"] {
        assert_eq!(doubted(text), [], "{text}");
    }
}

#[test]
fn who_stands_only_in_a_text_is_shown_once() {
    for (text, name) in [
        ("Then Jo Akehurst of the Ministry came", "Jo Akehurst"),
        ("Jo Akehurst came", "Jo Akehurst"),
        ("and Mana Akehurst came", "Mana Akehurst"),
        ("with Learning Akehurst", "Learning Akehurst"),
        ("with Rimu Akehurst", "Akehurst"),
        ("Talk with Mrs. Akehurst, please", "Mrs. Akehurst"),
        ("her nan Rose", "nan Rose"),
        ("asked Whaea Mere", "Whaea Mere"),
    ] {
        let found = doubted(text);
        assert!(found.contains(&(name.to_owned(), true)), "{text}: {found:?}");
    }
    let plain = [
        "School Support",
        "Whaea Rimu",
        "Learning. Akehurst",
        "So Akehurst",
        "Rimu and Rimu",
        "said Their Nan",
    ];
    for text in plain {
        assert_eq!(doubted(text), [], "{text}");
    }
    let mut known = known();
    known.not_names.insert("jo akehurst".into());
    assert_eq!(found_by(&known, "Then Jo Akehurst came"), []);
}

#[test]
fn a_word_that_somebody_here_is_called_by_is_shown_once() {
    let mut known = known();
    everybody(&mut known).ordinary.remove("hope");
    everybody(&mut known).also.insert("hope".into());
    let found = |known: &Known, text: &str| {
        let found = found_by(known, text).into_iter();
        found.map(|found| (found.said, found.may_be_a_word)).collect::<Vec<_>>()
    };
    assert_eq!(found(&known, "We hope so, says Hope"), [("hope".into(), true), ("Hope".into(), false)]);
    assert!(!known.is_of_the_case("hope") && known.is_of_the_case("Hope"));
    known.not_names.insert("hope".into());
    assert_eq!(found(&known, "We hope so, says Hope"), [("Hope".into(), false)]);
    // nobody is a mere description because each of their names means something
    known.here.people.insert("Rangi Te Moana".into());
    everybody(&mut known).also.extend(["rangi".to_owned(), "moana".to_owned()]);
    everybody(&mut known).ordinary.insert("te".into());
    assert_eq!(found(&known, "Rangi came"), [("Rangi".into(), false)]);
}

#[test]
fn a_name_of_the_case_is_found_by_its_letters() {
    assert_eq!(doubted("H A N A sings"), [("H A N A".to_owned(), false)]);
    assert_eq!(doubted("P.O.T.A.E"), [("P.O.T.A.E".to_owned(), false)]);
    assert_eq!(doubted("H.P. sings"), [("H.P".to_owned(), true)]);
    assert_eq!(doubted("H P sings"), [("H P".to_owned(), true)]);
    assert_eq!(doubted("asked HP, and HP's nan"), [("HP".to_owned(), true), ("HP".to_owned(), true)]);
    // letters of anybody else are no name, nor those of a longer word, nor a word that everybody uses
    assert_eq!(doubted("h. p. and A R and M.H., hp, HPS, AR, MH, shp"), []);
    let with = |name: &str, ordinary: &str| {
        let mut known = known();
        known.here.people.insert(name.into());
        everybody(&mut known).ordinary.insert(ordinary.into());
        known
    };
    let found = |known: &Known, text: &str| -> Vec<String> {
        found_by(known, text).into_iter().map(|found| found.said).collect()
    };
    assert_eq!(found(&with("Tama Aroha Reweti", "x"), "TAR and TR, at TAs"), ["TAR", "TR"]);
    assert_eq!(found(&with("Tama Akehurst", "ta"), "the TA came"), NOTHING);
    let mut known = known();
    known.not_names.extend(["h p".to_owned(), "hp".to_owned()]);
    assert_eq!(found_by(&known, "H.P. sings, HP too"), []);
}

#[test]
fn a_room_with_its_number_is_shown_once() {
    for (text, room) in [
        ("the mat of Room 7, at nine", "Room 7"),
        ("in Rm 12.", "Rm 12"),
        ("with class 5B", "class 5B"),
        ("Rm7's shelf", "Rm7"),
        ("te akomanga 3", "akomanga 3"),
    ] {
        assert_eq!(doubted(text), [(room.to_owned(), true)], "{text}");
    }
    for text in ["room for 7 more", "class of 2026", "7 rooms, Room to grow", "Year 5, a class"] {
        assert_eq!(doubted(text), [], "{text}");
    }
    let mut known = known();
    known.not_names.insert("room 7".into());
    assert_eq!(found_by(&known, "the mat of Room 7"), []);
}

#[test]
fn a_name_is_found_in_other_letters() {
    let mut known = known();
    known.here.people.extend(["Ana Müller".to_owned(), "Bruce Jaeger".to_owned()]);
    for (text, name) in [("Mueller", "Mueller"), ("MULLER", "MULLER"), ("Jager", "Jager"), ("Нana", "Нana")]
    {
        let found: Vec<String> = found_by(&known, text).into_iter().map(|found| found.said).collect();
        assert_eq!(found, [name]);
    }
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

#[test]
fn a_place_of_the_case_is_found_by_the_rest_of_its_name_and_one_from_elsewhere_where_that_is_no_one_word() {
    let mut known = known();
    everybody(&mut known)
        .ordinary
        .extend(["upper", "valley", "harbour", "school", "ridge", "road"].map(str::to_owned));
    known.here.places.extend(["Upper Valley School".to_owned(), "Harbour School".to_owned()]);
    everybody(&mut known).names.places.extend(["Ridge Road School".to_owned(), "Valley College".to_owned()]);
    let found = |text: &str| -> Vec<(String, bool)> {
        found_by(&known, text).into_iter().map(|found| (found.said, found.may_be_a_word)).collect()
    };
    assert_eq!(found("moved from Upper Valley"), [("Upper Valley".into(), false)]);
    assert_eq!(found("he likes Harbour"), [("Harbour".into(), false)]);
    assert_eq!(found("came from Ridge Road"), [("Ridge Road".into(), true)]);
    // the words themselves are words
    assert_eq!(found("the upper valley, the harbour, and Valley"), []);
    assert!(known.is_of_the_case("Upper Valley") && !known.is_of_the_case("ridge road"));
}
