//! Rows of a handful of cases.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::folder::Secret;
use crate::record::case::Case;
use crate::record::overlaid::Own;
use crate::record::read::read;
use crate::record::vocabulary::Vocabulary;

const BUILT_IN: &str = include_str!("../../../templates/export.toml");

fn secret(n: u8) -> Secret {
    Secret::of_test(n)
}

fn words() -> Vocabulary {
    Vocabulary::parse(include_str!("../../../templates/vocabulary.toml")).unwrap()
}

fn counted(yaml: &str) -> Counted {
    let text = format!("schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: active\n{yaml}");
    Counted::of(&read::<Case>(&text).value.unwrap(), &words(), &[])
}

fn sample() -> Counted {
    counted(
        "setting: awa-school\ntitle: Rewi at the gate\nmokopuna: [{name: Rewi Tait, year: Y4, ethnicity: [maori]}]\n\
         request: {submitted: 2026-05-04, complete: 2026-05-06, decided: 2026-05-12}\n\
         allocation: [{practitioner: p-2222, since: 2026-05-12}]\n\
         visits: [{guide: tatai, opened: 2026-06-01, closed: 2026-06-03}]\n",
    )
}

/// A table and its rows.
type Filled = (Sheet, Vec<Row>);

fn filled(tables: &Tables, told: &Told, label: Label<'_>) -> Vec<Filled> {
    tables.sheets(told.identified).into_iter().zip(tables.rows(told, label)).collect()
}

fn sheets(told: &Told) -> Vec<Filled> {
    let words = words();
    let label = |list: &str, id: &str| words.word(list, id).map(|word| word.label);
    filled(&Tables::read(BUILT_IN, None).unwrap(), told, &label)
}

fn without(secret: &Secret) -> Vec<Filled> {
    sheets(&Told::without_names(&sample(), secret))
}

fn days(sheets: &[Filled]) -> Vec<Date> {
    let cells = sheets.iter().flat_map(|(_, rows)| rows.iter().flatten());
    cells.filter_map(|cell| if let Cell::Day(day) = cell { Some(*day) } else { None }).collect()
}

#[test]
fn without_names_a_word_stands_for_a_case_and_its_days_move_together() {
    let (told, true_ones) = (without(&secret(7)), sheets(&Told::identified(&sample(), None)));
    let (moved, days) = (days(&told), days(&true_ones));
    let by: Vec<i32> = moved.iter().zip(&days).map(|(a, b)| (a.0 - b.0).get_days()).collect();
    assert!(by.len() > 5 && by.iter().all(|n| *n == by[0]), "{by:?}");
    assert!(by[0] != 0 && by[0].unsigned_abs() <= 21, "{by:?}");
    let text = format!("{told:?}");
    for told in ["2026-kf3m", "kf3m", "awa-school", "Rewi", "p-2222", "ethnic"] {
        assert!(!text.contains(told), "{told}: {text}");
    }
    assert!(format!("{true_ones:?}").contains("awa-school"));
    assert_eq!(told[0].1[0][0], without(&secret(7))[0].1[0][0], "the same each time");
    assert_ne!(told[0].1[0][0], without(&secret(8))[0].1[0][0]);
}

#[test]
fn names_stand_in_tables_that_ask_for_them_and_only_where_it_may_be_told_whose_it_is() {
    let columns = "case = {is = 'case'}\ntitle = {is = 'title', identified = true}\n\
                   who = {is = 'mokopuna', header = 'Learner', identified = true}\n";
    let own = format!("[form]\ntitle = 'A form'\n[form.columns]\n{columns}");
    let tables = Tables::read(BUILT_IN, Some(Own { file: "export.toml", text: &own })).unwrap();
    assert!(tables.ask_for_names() && !Tables::read(BUILT_IN, None).unwrap().ask_for_names());
    let record = read::<Case>(
        "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: active\ntitle: Rewi at the gate\n\
                               mokopuna: [{name: Rewi Tait}, {description: Six in Year 7}]\n",
    )
    .value
    .unwrap();
    let named = Named::of(&record, &words(), &[], &[]);
    let form = |told: &Told| {
        let sheets = filled(&tables, told, &|_, _| None);
        sheets.into_iter().find(|(sheet, _)| sheet.name == "form").unwrap()
    };
    let (sheet, rows) = form(&Told::identified(&sample(), Some(&named)));
    let said = |words: &str| Cell::Words(words.into());
    assert_eq!(rows, [[said("2026-kf3m"), said("Rewi at the gate"), said("Rewi Tait")]]);
    assert_eq!(sheet.columns[2].0, "Learner");
    let without = form(&Told::without_names(&sample(), &secret(7)));
    assert!(without.0.columns.len() == 1 && !format!("{without:?}").contains("Rewi"), "{without:?}");
    let error = Tables::read(
        BUILT_IN,
        Some(Own { file: "export.toml", text: &own.replacen(", identified = true", "", 1) }),
    )
    .unwrap_err();
    assert!(error.to_string().contains("tells names or titles in `title`"), "{error}");
}

#[test]
fn the_clusters_tables_come_on_top_key_by_key() {
    let own = "[cases.columns]\nkind = { header = \"Request type\" }\nstatus = { off = true }\n[visits]\noff = true\n\
               [ours]\ntitle = \"Ours\"\nof = \"work\"\n[ours.columns]\nFrom = { is = \"from\" }\n";
    let tables = Tables::read(BUILT_IN, Some(Own { file: "export.toml", text: own })).unwrap();
    let sheets = filled(&tables, &Told::identified(&sample(), None), &|_, _| None);
    let heads: Vec<&str> = sheets[0].0.columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(heads[..3], ["case", "Request type", "layer"]);
    assert!(sheets.iter().all(|(sheet, _)| sheet.name != "visits"));
    let (_, ours) = sheets.iter().find(|(sheet, _)| sheet.name == "ours").unwrap();
    assert_eq!(*ours, [vec![Cell::Day("2026-05-12".parse().unwrap())]]);
}

#[test]
fn what_cannot_be_filled_is_said_with_its_line() {
    for (own, said) in [
        ("[cases.columns]\nkind = { is = \"kidn\" }\n", "line 1: the table `cases` has `kidn` in `kind`"),
        (
            "\n[ours]\nof = \"visit\"\n[ours.columns]\na = { is = \"b\" }\n",
            "line 2: the table `ours` has rows of `visit`",
        ),
        ("[ours]\ntitle = \"x\"\n", "has no columns"),
        ("[Ours]\n[Ours.columns]\na = { is = \"case\" }\n", "cannot be called so"),
        ("[ours.columns]\na = { about = \"x\" }\n", "does not say what stands in `a`"),
        ("[ours]\ntitel = \"x\"\n", "line 2"),
    ] {
        let error = Tables::read(BUILT_IN, Some(Own { file: "export.toml", text: own })).unwrap_err();
        assert!(error.message.contains(said) && !error.hints.is_empty(), "{own}: {error:?}");
    }
}

#[test]
fn spreadsheets_read_days_and_numbers_and_reckon_nothing() {
    let sheet = Sheet {
        name: "a".into(),
        title: String::new(),
        note: String::new(),
        columns: vec![("Tātai".into(), String::new()), ("b".into(), String::new())],
    };
    let sheets = std::slice::from_ref(&sheet);
    let day = "2026-08-14".parse().unwrap();
    let rows = [
        [Cell::Words("=1+1".into()), Cell::Number(-3)],
        [Cell::Words("– kōrero, \"so\"".into()), Cell::YesNo(true)],
    ];
    let write = |to: &mut dyn Writes| rows.iter().try_for_each(|row| to.row(0, row)).unwrap();
    let text = |places: Vec<Vec<u8>>| String::from_utf8(places.concat()).unwrap();
    let mut csv = Csv::begin(sheets, vec![Vec::new()]).unwrap();
    write(&mut csv);
    let text_of_csv = text(csv.finish().unwrap());
    assert_eq!(text_of_csv, "\u{feff}Tātai,b\r\n'=1+1,-3\r\n\"– kōrero, \"\"so\"\"\",yes\r\n");
    let mut lines = JsonLines::begin(sheets, vec![Vec::new()]);
    write(&mut lines);
    assert_eq!(
        text(lines.finish()),
        "{\"Tātai\":\"=1+1\",\"b\":-3}\n{\"Tātai\":\"– kōrero, \\\"so\\\"\",\"b\":true}\n"
    );
    let aside = tempfile::tempdir().unwrap();
    let book = || {
        let mut book = Book::begin(sheets, "T", day, aside.path()).unwrap();
        write(&mut book);
        book.finish().unwrap()
    };
    assert!(book() == book(), "the same bytes");
}

#[test]
fn a_case_is_in_the_time_in_which_it_was_asked_for_worked_on_or_closed() {
    let calendar = crate::record::testing::calendar();
    let in_terms = |yaml: &str| {
        let case = counted(yaml);
        let today = "2026-08-14".parse().unwrap();
        let terms = calendar.terms().iter().take(4).enumerate();
        let is = terms.filter(|(_, term)| is_in(&case, &Period::term(term, &calendar), today));
        is.map(|(n, _)| (n + 1).to_string()).collect::<String>()
    };
    let asked = "request: {submitted: 2026-05-04}\n";
    assert_eq!(in_terms(""), "");
    assert_eq!(in_terms(asked), "23", "it waits until today");
    assert_eq!(
        in_terms(&format!("{asked}allocation: [{{practitioner: p-2222, since: 2026-05-12}}]\n")),
        "23"
    );
}
