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

fn sheets(telling: &Telling) -> Vec<Sheet> {
    let words = words();
    let label = |list: &str, id: &str| words.word(list, id).map(|word| word.label);
    Tables::read(BUILT_IN, None).unwrap().filled(&[sample()], telling, &label)
}

fn days(sheets: &[Sheet]) -> Vec<Date> {
    let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    cells.filter_map(|cell| if let Cell::Day(day) = cell { Some(*day) } else { None }).collect()
}

#[test]
fn without_names_a_word_stands_for_a_case_and_its_days_move_together() {
    let (told, true_ones) =
        (sheets(&Telling::Without(secret(7))), sheets(&Telling::Identified(BTreeMap::new())));
    let (moved, days) = (days(&told), days(&true_ones));
    let by: Vec<i32> = moved.iter().zip(&days).map(|(a, b)| (a.0 - b.0).get_days()).collect();
    assert!(by.len() > 5 && by.iter().all(|n| *n == by[0]), "{by:?}");
    assert!(by[0] != 0 && by[0].unsigned_abs() <= 21, "{by:?}");
    let text = format!("{told:?}");
    for told in ["2026-kf3m", "kf3m", "awa-school", "Rewi", "p-2222", "ethnic"] {
        assert!(!text.contains(told), "{told}: {text}");
    }
    assert!(format!("{true_ones:?}").contains("awa-school"));
    assert_eq!(told[0].rows[0][0], sheets(&Telling::Without(secret(7)))[0].rows[0][0], "the same each time");
    assert_ne!(told[0].rows[0][0], sheets(&Telling::Without(secret(8)))[0].rows[0][0]);
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
    let told = |telling: &Telling| {
        let sheets = tables.filled(&[sample()], telling, &|_, _| None);
        sheets.into_iter().find(|sheet| sheet.name == "form").unwrap()
    };
    let form = told(&Telling::Identified(BTreeMap::from([(record.id.clone(), named)])));
    let said = |words: &str| Cell::Words(words.into());
    assert_eq!(form.rows, [[said("2026-kf3m"), said("Rewi at the gate"), said("Rewi Tait")]]);
    assert_eq!(form.columns[2].0, "Learner");
    let without = told(&Telling::Without(secret(7)));
    assert!(without.columns.len() == 1 && !format!("{without:?}").contains("Rewi"), "{without:?}");
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
    let sheets = tables.filled(&[sample()], &Telling::Identified(BTreeMap::new()), &|_, _| None);
    let heads: Vec<&str> = sheets[0].columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(heads[..3], ["case", "Request type", "layer"]);
    assert!(sheets.iter().all(|sheet| sheet.name != "visits"));
    let ours = sheets.iter().find(|sheet| sheet.name == "ours").unwrap();
    assert_eq!(ours.rows, [vec![Cell::Day("2026-05-12".parse().unwrap())]]);
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
        rows: vec![
            vec![Cell::Words("=1+1".into()), Cell::Number(-3)],
            vec![Cell::Words("– kōrero, \"so\"".into()), Cell::YesNo(true)],
        ],
    };
    let text = String::from_utf8(csv(&sheet).unwrap()).unwrap();
    assert_eq!(text, "\u{feff}Tātai,b\r\n'=1+1,-3\r\n\"– kōrero, \"\"so\"\"\",yes\r\n");
    let lines = String::from_utf8(json_lines(&sheet).unwrap()).unwrap();
    assert_eq!(lines, "{\"Tātai\":\"=1+1\",\"b\":-3}\n{\"Tātai\":\"– kōrero, \\\"so\\\"\",\"b\":true}\n");
    let today = "2026-08-14".parse().unwrap();
    let book = || workbook(std::slice::from_ref(&sheet), "T", today).unwrap();
    assert_eq!(book(), book());
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
