#![allow(clippy::unwrap_used)]

use super::{Layout, Over};
use crate::folder::Library;
use crate::record::case::Case;
use crate::record::read::read;
use crate::record::testing::calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;
use crate::report::{Names, Part, Period, Shown, Told, Words};
use crate::view::Listed;

const WORDS: &str = "\
[kinds.community]
label = 'community'
[needs.sleep]
label = 'sleep'
[needs.talk]
label = 'talking'
[learning-kinds.workshop]
label = 'workshop'
[community-conditions.trust]
label = 'trust'
[condition-steps.steady]
label = 'steady'
";

const RECORD: &str = "\
schema: 1
id: 2026-kf3m
kind: community
status: active
title: Around the harbour
opened: 2026-02-03
community:
  needs:
    - {id: n-1aaa, needs: [talk], state: open}
    - {id: n-2bbb, state: met}
  learning:
    - {id: l-1aaa, kind: workshop, date: 2026-03-04, took_part: 12}
    - {id: l-2bbb, kind: workshop, date: 2026-03-05, took_part: 5}
    - {id: l-3ccc, kind: workshop, date: 2025-03-05, took_part: 100}
  health:
    - id: h-1aaa
      date: 2026-03-04
      conditions:
        - {id: q-1aaa, condition: trust, step: steady}
";

const LAYOUT: &str = "\
title = 'Communities'
about = 'community'
[count.needs]
label = 'needs'
list = 'community.needs'
[count.times]
label = 'times'
list = 'community.learning'
on = 'date'
[count.people]
label = 'people'
list = 'community.learning'
on = 'date'
sum = 'took_part'
[count.conditions]
label = 'conditions'
list = 'community.health.conditions'
on = 'date'
[section.all]
title = 'All'
[section.all.table.needs]
title = 'Needs'
counts = ['needs']
rows = 'needs'
every = true
[section.all.table.learning]
title = 'Learning'
counts = ['times', 'people']
rows = 'kind'
[section.all.table.health]
title = 'Health'
counts = ['conditions']
rows = 'condition'
columns = 'step'
";

fn parts(layout: &str, beside: bool) -> Vec<Part> {
    let vocabulary = Vocabulary::parse(WORDS).unwrap();
    let case: Case = read(RECORD).value.unwrap();
    let records = [Listed::of(&case, &vocabulary)];
    let names = Names::default();
    let words = Words { vocabulary: &vocabulary, names: &names };
    let over = Over { records: &records, words, settings: &[], today: "2026-08-14".parse::<Date>().unwrap() };
    let calendar = calendar();
    let this = Period::year(2026, &calendar).unwrap();
    let last =
        Period { from: "2025-01-01".parse().unwrap(), to: "2025-12-31".parse().unwrap(), ..this.clone() };
    let periods: &[&Period] = if beside { &[&this, &last] } else { &[&this] };
    over.parts(&Layout::read("reports/community.toml", layout).unwrap(), periods)
}

fn rows(table: &Told) -> Vec<(String, Vec<Shown>)> {
    table.rows.iter().map(|row| (row.label.clone(), row.cells.clone())).collect()
}

fn row(label: &str, numbers: &[i64]) -> (String, Vec<Shown>) {
    (label.to_owned(), numbers.iter().map(|number| Shown::Number(*number)).collect())
}

#[test]
fn a_word_of_which_there_is_nothing_has_its_row_where_each_is_to_have_one() {
    let told = &parts(LAYOUT, false)[0].tables[0];
    let expected =
        [row("sleep", &[0]), row("talking", &[1]), row("not written down", &[1]), row("all together", &[2])];
    assert_eq!(rows(told), expected);
}

#[test]
fn rows_of_the_time_are_counted_and_what_they_hold_is_added_up() {
    assert_eq!(rows(&parts(LAYOUT, false)[0].tables[1]), [row("workshop", &[2, 17])]);
}

#[test]
fn a_time_beside_it_has_its_columns_and_what_only_stands_has_none() {
    let parts = parts(LAYOUT, true);
    assert_eq!(parts[0].tables[0].columns, ["needs"]);
    assert_eq!(rows(&parts[0].tables[1]), [row("workshop", &[2, 1, 17, 100])]);
}

#[test]
fn a_row_within_a_row_lies_in_the_time_of_the_row_around_it() {
    let told = &parts(LAYOUT, false)[0].tables[2];
    assert_eq!(told.columns, ["steady"]);
    assert_eq!(rows(told), [row("trust", &[1])]);
}

#[test]
fn the_reports_that_are_built_in_can_be_made() {
    let library = Library::built_in();
    assert!(library.reports().len() >= 2);
    for file in library.reports() {
        Layout::read(&file.name, &file.text).unwrap();
    }
}

#[test]
fn what_no_record_has_is_said_with_its_line_and_what_was_meant() {
    let cases = [
        ("list = 'community.needs'", "list = 'community.neds'", "Did you mean `needs`?"),
        ("list = 'community.needs'", "list = 'community'", "Name one, as in"),
        ("on = 'date'\nsum", "on = 'dat'\nsum", "Did you mean `date`?"),
        ("sum = 'took_part'", "sum = 'led_by'", "There are `took_part`."),
        ("rows = 'needs'", "rows = 'reech'", "Did you mean `reach`?"),
        ("counts = ['needs']", "counts = ['nedes']", "Did you mean `needs`?"),
        ("counts = ['needs']", "counts = []", "Write what it counts"),
        ("counts = ['conditions']", "counts = ['conditions', 'needs']", "With `columns` it counts one thing"),
    ];
    for (old, new, remedy) in cases {
        let text = LAYOUT.replacen(old, new, 1);
        assert_ne!(text, LAYOUT, "{old}");
        let error = Layout::read("reports/community.toml", &text).unwrap_err();
        assert!(error.message.contains(", line "), "{new}: {}", error.message);
        assert!(error.hints.iter().any(|hint| hint.contains(remedy)), "{new}: {:?}", error.hints);
    }
}
