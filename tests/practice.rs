//! The practice as data: what all built-in guides keep to.

use pikorua::folder::{Cluster, Library};
use pikorua::guide::load::load;
use pikorua::guide::model::{Guide, Prompt};
use pikorua::record::case::Case;
use pikorua::record::path::Path;
use pikorua::record::shape::{Field, Shape};
use pikorua::record::vocabulary::Vocabulary;

fn words() -> Vocabulary {
    let cluster = Cluster::read("schema = 1\nname = 'x'\n").unwrap();
    Library::built_in().words(&cluster).unwrap()
}

fn guides() -> Vec<Guide> {
    let (library, words) = (Library::built_in(), words());
    library.guides().iter().map(|file| load(&file.name, &file.text, &words).unwrap()).collect()
}

fn guide(id: &str) -> Guide {
    guides().into_iter().find(|guide| guide.id == id).unwrap()
}

/// A prompt, and those inside of it, each with its whole place.
fn places<'p>(prompts: &'p [Prompt], base: &Path, found: &mut Vec<(&'p Prompt, Option<Path>)>) {
    for prompt in prompts {
        let place = prompt.to.as_ref().map(|to| base.join(&Path::parse(to)));
        let inside = place.clone().unwrap_or_default().key("*");
        found.push((prompt, place));
        places(&prompt.fields, &inside, found);
    }
}

fn all(guide: &Guide) -> Vec<(&Prompt, Option<Path>)> {
    let mut found = Vec::new();
    places(&guide.prompts, &Path::default(), &mut found);
    found
}

/// Where strengths and gains are written down, and where worries and gaps are; `*` also stands for a row of one's own.
const STRENGTHS: [&str; 9] = [
    "strengths",
    "request.strengths",
    "hui.*.strengths",
    "plan.stands_on",
    "reviews.*.celebrated",
    "reviews.*.gains",
    "check_ins.*.holds",
    "transition.helps",
    "closing.without_us",
];
const WORRIES: [&str; 10] = [
    "request.concerns",
    "hui.*.gaps",
    "reviews.*.fell_short",
    "check_ins.*.slips",
    "sense.factors",
    "sense.unknown",
    "transition.noticed",
    "closing.early_signs",
    "plan.if_wrong",
    "working.problem",
];

/// Whether a prompt is about one or the other: by its place, by what it fills in, or by its words where it has no place.
fn is_about(prompt: &Prompt, place: Option<&Path>, places: &[&str], words: &[&str]) -> bool {
    let plain = place.map(|place| place.to_string().replace('@', "*")).unwrap_or_default();
    let said = || words.iter().any(|word| prompt.ask.contains(word));
    match place {
        Some(_) => places.contains(&plain.as_str()),
        None => said(),
    }
}

#[test]
fn strengths_come_before_worries_everywhere() {
    let mut looked_at = 0;
    for guide in guides() {
        let found = all(&guide);
        let helps = |p: &Prompt| {
            let fills = p.fields.iter().filter_map(|f| f.default.as_deref());
            fills.into_iter().any(|d| ["'protects'", "'good-day'", "'hopes'", "'purpose'"].contains(&d))
        };
        let good = found.iter().position(|(p, place)| {
            helps(p) || is_about(p, place.as_ref(), &STRENGTHS, &["celebrat", "holds", "went well", "bring"])
        });
        let bad = found.iter().position(|(p, place)| {
            !helps(p)
                && is_about(p, place.as_ref(), &WORRIES, &["made it hard", "worries", "slips", "fell short"])
        });
        let Some(bad) = bad else { continue };
        looked_at += 1;
        assert!(
            good.is_some_and(|good| good < bad),
            "{}: `{}` is asked before any strength",
            guide.id,
            found[bad].0.id
        );
    }
    assert!(looked_at >= 8, "only {looked_at} guides ask about worries");
}

#[test]
fn every_list_of_words_that_is_used_is_there() {
    let words = words();
    let mut lists = 0;
    for guide in guides() {
        let shelf = guide.shelf.iter().filter(|shelf| words.word("guide-shelves", shelf).is_none());
        assert_eq!(shelf.collect::<Vec<_>>(), Vec::<&String>::new(), "{}", guide.id);
        assert!(
            guide.shelf.is_some() != guide.element.is_some(),
            "{} stands on no shelf, or on two",
            guide.id
        );
        for (prompt, place) in all(&guide) {
            let list = match place.as_ref().map(|place| Case::SHAPE.at(place)) {
                Some(Ok(Shape::Term(list) | Shape::List(Shape::Term(list)))) => (*list).to_owned(),
                // the cluster's own scale has no words until a cluster gives it some
                _ => match prompt.options.as_deref().filter(|list| *list != "outcome-steps") {
                    Some(list) => list.to_owned(),
                    None => continue,
                },
            };
            lists += 1;
            assert!(!words.list(&list).is_empty(), "{} {}: there is no list `{list}`", guide.id, prompt.id);
            for id in &prompt.only {
                assert!(
                    words.word(&list, id).is_some(),
                    "{} {}: `{list}` has no `{id}`",
                    guide.id,
                    prompt.id
                );
            }
        }
    }
    assert!(lists > 50, "{lists}");
}

#[test]
fn an_answer_without_a_typed_place_has_a_label() {
    for guide in guides() {
        for (prompt, place) in all(&guide) {
            let typed = place.as_ref().map(|place| Case::SHAPE.at(place));
            if matches!(typed, None | Some(Ok(Shape::Free))) {
                assert!(prompt.label.is_some(), "{} {} has no label", guide.id, prompt.id);
            }
        }
    }
}

#[test]
fn both_ways_of_ending_ask_alike() {
    let (long, short) = (guide("mana-motuhake"), guide("closing"));
    let (long, short) = (all(&long), all(&short));
    let mut same = 0;
    for (prompt, place) in &short {
        let Some((other, _)) = long.iter().find(|(_, other)| other == place) else { continue };
        same += 1;
        assert_eq!((&prompt.ask, prompt.kind, &prompt.help), (&other.ask, other.kind, &other.help));
    }
    assert!(same >= 10, "{same}");
}

/// Of a request those who receive a mokopuna see its strengths, and nothing that may be added to it one day.
#[test]
fn of_the_request_only_strengths_go_to_the_next_setting() {
    let text = Library::built_in().audiences()[0].text.clone();
    let audiences = pikorua::view::Audiences::parse(&text).unwrap();
    let hides: Vec<String> =
        audiences.get("next-setting").unwrap().hides.iter().map(ToString::to_string).collect();
    let request = Case::SHAPE.at(&Path::parse("request")).unwrap().keys();
    let seen: Vec<&str> =
        request.into_iter().filter(|key| !hides.contains(&format!("request.{key}"))).collect();
    assert_eq!(seen, ["strengths"]);
}
