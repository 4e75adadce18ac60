use super::*;

fn said<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    places(text, name).into_iter().map(|at| &text[at]).collect()
}

#[test]
fn names_are_found_however_they_are_written() {
    let text = "Hana’s friend hana-Marie saw HĀNA; Johanna did not, and Hanahana neither.";
    assert_eq!(said(text, "Hana"), ["Hana", "hana", "HĀNA"]);
    assert_eq!(places("at te  Awa\nschool", "Te Awa School").len(), 1);
    assert_eq!(places("", "Hana").len() + places("Hana", "").len(), 0);
    // a macron in two parts
    assert_eq!(said("Ha\u{304}na came", "Hāna"), ["Ha\u{304}na"]);
}

#[test]
fn a_glottal_stop_is_written_in_many_ways() {
    for name in ["Laʻei", "La'ei", "La’ei", "La‘ei", "Laei", "Laʼei", "La`ei"] {
        assert_eq!(folded_words(name), ["laei"]);
        for text in ["Laʻei came", "la'ei came", "La’ei’s book", "La‘ei", "LAEI", "Laʼei", "La`eis"] {
            assert_eq!(places(text, name).len(), 1, "{name} in {text}");
        }
    }
}

#[test]
fn what_hides_a_name_is_looked_through() {
    for text in [
        "TevitaTaufa.docx",
        "tevita_taufa",
        "tevitataufa",
        "tevita.taufa",
        "planTevitaTaufa2026",
        "Tevita\u{A0}Taufa",
        "Te**vi**ta Taufa",
        "Te<b>vi</b>ta Taufa",
        "Te\u{AD}vita Tau\u{200B}fa",
        "Te-vita Taufa",
        "Ｔevita Taufa",
    ] {
        assert_eq!(places(text, "Tevita Taufa").len(), 1, "{text}");
    }
    for text in ["tevitas", "Tevita's", "TEVITAS", "14Tevita"] {
        assert_eq!(places(text, "Tevita").len(), 1, "{text}");
    }
    for text in ["tevitau", "te vita", "Tevit a"] {
        assert_eq!(places(text, "Tevita").len(), 0, "{text}");
    }
    let sought = Sought::new([("Tevita", Spelt::Loosely, ())]);
    assert_eq!(sought.found("mytevitapage").len(), 0);
    let nothing = Sought::new([("", Spelt::Loosely, ()); 0]);
    assert_eq!(sought.found_within(&nothing, "https://x.example/mytevitapage").len(), 1);
}

#[test]
fn an_id_is_written_as_one() {
    let sought = Sought::new([("awa-school", Spelt::AsOne, ())]);
    for (text, times) in [("awa-school", 1), ("awa_school.md", 1), ("AwaSchool", 1), ("the awa school", 0)] {
        assert_eq!(sought.found(text).len(), times, "{text}");
    }
}

/// A text with other words where names stand, each written `name=words`.
fn told(text: &str, names: &[&str]) -> String {
    let pairs = names.iter().filter_map(|pair| pair.split_once('='));
    replaced(text, &pairs.map(|(name, words)| (name.to_owned(), words.to_owned())).collect::<Vec<_>>())
}

#[test]
fn other_words_take_their_place() {
    assert_eq!(told("Hana’s book, said Hana.", &["hana=Rimu"]), "Rimu’s book, said Rimu.");
    assert_eq!(told("On 14 August at Awa School", &["14 August=one day"]), "On one day at Awa School");
    assert_eq!(told("ring 021.555.0134 now", &["021.555.0134=…"]), "ring … now");
    assert_eq!(told("Hana Pōtae and Hana", &["Hana=H", "Hana Potae=Rimu"]), "Rimu and H");
    // what was put there is looked through for no other name
    assert_eq!(told("Hana met Rewi", &["Hana=Rewi", "Rewi=Rimu"]), "Rewi met Rimu");
}

#[test]
fn what_is_written_small_is_a_word() {
    assert_eq!(
        told("Aroha shows aroha, says AROHA", &["Aroha=the kaiako"]),
        "the kaiako shows aroha, says the kaiako"
    );
    assert_eq!(
        told("learning support by Learning Support", &["Learning Support=us"]),
        "learning support by us"
    );
    assert_eq!(told("Hana, hana", &["hana=Rimu"]), "Rimu, Rimu");
}

#[test]
fn what_stands_for_two_parts_of_a_name_is_said_once() {
    let both = ["Kahu=Rimu", "Rewi=Rimu"];
    assert_eq!(told("With Kahu Rewi, Kahu-Rewi and Kahu.", &both), "With Rimu, Rimu and Rimu.");
    assert_eq!(told("Kahu, Rewi", &both), "Rimu, Rimu");
}

#[test]
fn a_name_is_one_however_its_letters_are_written() {
    for (text, name) in [
        ("Herr Muller", "Müller"),
        ("Нana", "Hana"),
        ("H\u{430}na", "Hana"),
        ("Ηανα", "Hana"),
        ("Straße", "Strasse"),
        ("Sørensen", "Sorensen"),
    ] {
        assert_eq!(places(text, name).len(), 1, "{name} in {text}");
    }
    assert_eq!(spelled("Müller"), ["mueller"]);
    assert_eq!(spelled("Mueller"), ["muller"]);
    assert_eq!(spelled("Pōtae"), ["pootae", "pōta"]);
    assert_eq!(spelled("Rae"), [""; 0], "too little would be left");
}

#[test]
fn letters_that_stand_apart_are_a_name() {
    let sought = Sought::new([("r e w i", Spelt::Apart, ()), ("k r", Spelt::Apart, ())]);
    for (text, times) in [
        ("R E W I came", 1),
        ("r.e.w.i.", 1),
        ("R-E-W-I", 1),
        ("K.R. came", 1),
        ("K R", 1),
        ("Rewi KR re wi", 0),
        ("a R E W Ihi", 0),
    ] {
        assert_eq!(sought.found(text).len(), times, "{text}");
    }
}

#[test]
fn what_leads_to_a_name_shows_where_one_stands() {
    let leads = ["Ngāti", "Te Āti", "Mr.", "Nan"].map(Lead::new);
    for (text, said) in [
        ("He is Ngati Porou, he says", Some("Ngati Porou")),
        ("of Ngāti Whātua Ōrākei", Some("Ngāti Whātua Ōrākei")),
        ("te āti Awa", Some("te āti Awa")),
        ("met Mr Hale and", Some("Mr Hale")),
        ("met Mr. Hale", Some("Mr. Hale")),
        ("her nan Rose came", Some("nan Rose")),
        ("asked Nan. He came", None),
        ("ngāti are people", None),
        ("Mr", None),
    ] {
        let found: Vec<&str> = led_to(text, &leads).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, said.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn words_that_begin_with_a_capital_are_seen_together() {
    let seen = |text: &str| -> Vec<(String, bool)> {
        let runs = capitalised(text).into_iter();
        runs.map(|(run, begins)| (text[run[0].start..run[run.len() - 1].end].to_owned(), begins)).collect()
    };
    let run = |text: &str, begins| (text.to_owned(), begins);
    assert_eq!(
        seen("So Jo Akehurst came. They met O'Neill"),
        [run("So Jo Akehurst", true), run("They", true), run("O'Neill", false),]
    );
    assert_eq!(seen("by Jo  Akehurst, Kim"), [run("Jo", false), run("Akehurst", false), run("Kim", false)]);
}

/// What tells in a text, and whether that can be nothing else.
fn tales(text: &str) -> Vec<(&str, bool)> {
    tell_tales(text).into_iter().map(|tale| (&text[tale.at], tale.is_sure)).collect()
}

#[test]
fn addresses_and_numbers_tell() {
    for tells in [
        "write to ana@te-awa.example please",
        "021 555 0134",
        "+64 (3) 555-0134",
        "NSN 123456789",
        "021.555.0134",
        "021–555–0134",
        "021\u{2011}555\u{2011}0134",
        "021\u{A0}555\u{A0}0134",
        "0800 1234",
        "0215 5501 34",
        "ph0215550134",
        "02\u{200B}15550134",
    ] {
        assert_eq!(tales(tells).len(), 1, "{tells}: {:?}", tales(tells));
        assert!(tales(tells)[0].1, "{tells}");
    }
    assert_eq!(tales("Ring 021 555 0134."), [("021 555 0134", true)]);
}

#[test]
fn days_tell_in_any_shape() {
    for (tells, said) in [
        ("on 14 August", "14 August"),
        ("August 14th", "August 14th"),
        ("3 Sept", "3 Sept"),
        ("2026-08-14", "2026-08-14"),
        ("14/8/2026", "14/8/2026"),
        ("14.8.2026", "14.8.2026"),
        ("3-5-18", "3-5-18"),
        ("3 – 5 – 2018", "3 – 5 – 2018"),
        ("seen 14/8", "14/8"),
        ("on 3/8 he came", "3/8"),
        ("Tuesday 3/8", "3/8"),
        ("14-August-2026", "14-August"),
        ("14–Aug–2026", "14–Aug"),
        ("Aug. 14", "Aug. 14"),
        ("August, 14", "August, 14"),
        ("14 august", "14 august"),
        ("14Aug", "14Aug"),
        ("the 14th of August", "14th of August"),
        ("08/2026", "08/2026"),
        ("te 14 o Ākuhata", "14 o Ākuhata"),
        ("14 Hereturikōkā", "14 Hereturikōkā"),
        ("at the end of April", "April"),
        ("April was good", "April"),
        ("in May he came", "May"),
        ("May 2026", "May 2026"),
        ("the letter of March, 2026", "March, 2026"),
        ("Mar 2026", "Mar 2026"),
        ("Sept 2025", "Sept 2025"),
        ("early Aug", "Aug"),
        ("Late August 14", "August 14"),
        ("in Term 3, week 2", "Term 3, week 2"),
        ("week 2 of term 3", "week 2 of term 3"),
        ("T3W2", "T3W2"),
        ("on May the third", "May the third"),
        ("the third of May", "third of May"),
        ("the twenty-first of June", "twenty-first of June"),
        ("May the 3rd", "May the 3rd"),
        ("last Friday he came", "last Friday"),
        ("this Rāmere", "this Rāmere"),
    ] {
        assert_eq!(tales(tells), [(said, true)], "{tells}");
    }
}

#[test]
fn what_may_be_a_day_is_doubted() {
    for doubtful in [
        "6/10 words",
        "Hui in Mahuru",
        "14 may come",
        "2011-12",
        "on 3.5",
        "on the 14th",
        "on the 14th he came",
        "since the fourteenth, he",
        "on Friday",
        "i te Paraire",
    ] {
        assert!(matches!(tales(doubtful)[..], [(_, false)]), "{doubtful}: {:?}", tales(doubtful));
    }
    for plain in [
        "7 of 10",
        "Term 3, 2026",
        "2025 2026",
        "2025–2026",
        "version 1231135d",
        "d1231135",
        "may 14 of them",
        "in 3 weeks",
        "1.5",
        "12.5 13.0 14.5 15.0",
        "Years 7 8 9 10 11 12 13",
        "24/7",
        "So May helps",
        "They March on",
        "18/20 of them",
        "on Fridays",
        "Friday assembly",
        "on the first page",
        "the 5th time",
        "the third of them",
    ] {
        assert_eq!(tales(plain), [], "{plain}");
    }
}
