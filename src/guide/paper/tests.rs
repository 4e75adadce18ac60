//! Guides on paper.

#![allow(clippy::unwrap_used)]

use super::{Ask, Cell, Paper, Room, When, quoted};
use crate::guide::load::load;
use crate::guide::testing::World;

fn paper(prompts: &str) -> Paper {
    let world = World::new();
    Paper::new(&world.guide(prompts), &world.known())
}

#[test]
fn what_is_built_in_says_in_words_when_it_is_asked() {
    let world = World::new();
    let mut raw = Vec::new();
    let guides = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/guides")).unwrap();
    for file in guides {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let guide = load("built in", &text, &world.vocabulary).unwrap();
        let asks = written(&Paper::new(&guide, &world.known()).asks).into_iter();
        raw.extend(asks.map(|ask| format!("{}: {ask}", guide.id)));
    }
    assert_eq!(raw, Vec::<String>::new());
}

fn written(asks: &[Ask]) -> Vec<String> {
    let own = asks.iter().filter_map(|ask| match &ask.when {
        Some(When::Written(expression)) => Some(format!("{}: {expression}", ask.id)),
        _ => None,
    });
    own.chain(asks.iter().flat_map(|ask| written(&ask.fields))).collect()
}

#[test]
fn every_kind_of_answer_has_its_room() {
    let rooms = [
        ("kind = 'line'", Room::Lines(1)),
        ("kind = 'text'", Room::Lines(4)),
        ("kind = 'list'", Room::Lines(4)),
        ("kind = 'choice'\nto = 'layer'", Room::Boxes),
        ("kind = 'choices'\nto = 'focus'", Room::Boxes),
        ("kind = 'choice'\nto = 'setting'", Room::Boxes),
        ("kind = 'yes-no'", Room::YesNo),
        ("kind = 'date'", Room::Date),
        ("kind = 'number'", Room::Short),
        ("kind = 'person'", Room::Lines(1)),
        ("kind = 'people'", Room::Lines(2)),
    ];
    for (kind, room) in rooms {
        let paper = paper(&format!("[[prompt]]\nid = 'a'\nask = 'A?'\n{kind}\n"));
        assert_eq!(paper.asks[0].room, room, "{kind}");
    }
}

#[test]
fn only_the_words_that_are_offered_have_boxes() {
    let prompt = "[[prompt]]\nid = 'a'\nask = 'A?'\nkind = 'choice'\nto = 'layer'\n";
    let labels = |paper: Paper| {
        let words = paper.asks[0].words.iter();
        words.map(|w| (w.text.clone(), w.lang.clone())).collect::<Vec<_>>()
    };
    let mi = |text: &str| (text.to_owned(), Some("mi".to_owned()));
    assert_eq!(labels(paper(prompt)), [mi("Te Matua"), mi("Te Kāhui"), mi("Te Arotahi")]);
    let some = format!("{prompt}only = ['te-kahui']\n");
    assert_eq!(labels(paper(&some)), [mi("Te Kāhui")]);
}

#[test]
fn rows_are_tables_and_wide_ones_are_turned() {
    let field =
        |key: &str| format!("[[prompt.field]]\nid = '{key}'\nask = '{key}?'\nkind = 'line'\nto = '{key}'\n");
    let head = "[[prompt]]\nid = 'g'\nask = 'G?'\nkind = 'each'\nto = 'plan.goals'\n";
    let narrow = ["what", "why"].map(field).concat();
    let wide = ["what", "why", "measure", "baseline", "target"].map(field).concat();
    let nested = "[[prompt.field]]\nid = 'actions'\nask = 'Actions?'\nkind = 'rows'\nto = 'actions'\n\
                  [[prompt.field.field]]\nid = 'what'\nask = 'Done?'\nkind = 'line'\nto = 'what'\n";
    let tables = |fields: String| match &paper(&format!("{head}{fields}")).asks[0].room {
        Room::Tables(tables) => tables.clone(),
        other => panic!("{other:?}"),
    };
    let both = tables(narrow + nested);
    assert_eq!(both.len(), 2);
    assert_eq!((&both[0].head[0], both[0].head.len(), both[0].rows.len()), (&Cell::Which, 3, 3));
    assert_eq!((&both[1].head[0], both[1].head.len()), (&Cell::Which, 2));
    let turned = &tables(wide)[0];
    assert_eq!((turned.head.len(), turned.rows.len()), (4, 6));
    assert_eq!(turned.rows[0], [Cell::Which, Cell::Room, Cell::Room, Cell::Room]);
}

#[test]
fn conditions_minutes_and_quotes() {
    let paper = paper(
        "[[prompt]]\nid = 'a'\nask = 'A `b`?'\nkind = 'line'\nminutes = 5\nwhen = \"kind.about == 'group'\"\n\
         [[prompt]]\nid = 'c'\nask = 'C?'\nkind = 'line'\nminutes = 10\nwhen = 'answered(\"a\")'\n",
    );
    assert_eq!(paper.minutes, Some(15));
    assert_eq!(paper.asks[0].ask, "A “b”?");
    assert_eq!(paper.asks[0].when, Some(When::Words("for this kind of work: group".into())));
    assert_eq!(paper.asks[1].when, Some(When::Written("answered(\"a\")".into())));
    assert_eq!(quoted("`a` and `b`"), "“a” and “b”");
}
