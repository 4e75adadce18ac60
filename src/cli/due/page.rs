//! What is due, on a page: a heading for each week, a line for each thing.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use console::{measure_text_width, style};

use super::Row;
use crate::change::Desk;
use crate::record::term::{Calendar, Place, TermName, Week, monday};
use crate::record::value::Date;

/// What stands under one heading.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Group {
    Before,
    Week(Week),
    Holidays(TermName),
    /// A week in which nobody knows whether it is school time, by its Monday.
    Plain(Date),
    Later,
}

/// The page. Everything of one week stands together, in the order of its days.
pub(super) fn page(desk: &Desk, rows: &[Row], width: usize) -> String {
    let calendar = &desk.cluster.calendar;
    let widths = widths(rows, width);
    let group = |row: &Row| group(row.item.date, desk.today(), calendar);
    let mut page = String::new();
    for chunk in rows.chunk_by(|a, b| group(a) == group(b)) {
        let Some(first) = chunk.first() else { continue };
        let heading = heading(group(first), desk.today(), calendar);
        let gap = if page.is_empty() { "" } else { "\n" };
        page.push_str(&format!("{gap}{}\n{}", style(heading).bold(), table(chunk, desk.today(), widths)));
    }
    page
}

fn group(date: Date, today: Date, calendar: &Calendar) -> Group {
    match calendar.place(date) {
        _ if date < today => Group::Before,
        Place::Week(week) => Group::Week(week),
        Place::Holidays(_, next) => Group::Holidays(next.name()),
        Place::Unknown if calendar.terms().is_empty() => Group::Plain(Date(monday(date.0))),
        Place::Unknown => Group::Later,
    }
}

fn heading(group: Group, today: Date, calendar: &Calendar) -> String {
    let year = |year: i16| if year == today.0.year() { String::new() } else { format!(" {year}") };
    match group {
        Group::Before => "Before today: it was due on".into(),
        Group::Week(week) => {
            let now = if monday(today.0) == week.monday().0 { ", this week" } else { "" };
            let days = span(week.monday(), week.friday());
            format!("{week} ({days}{}){now}", year(week.monday().0.year()))
        }
        Group::Holidays(next) => {
            let begin = calendar.term(next).map(|term| term.first().0.strftime("%-d %B").to_string());
            format!(
                "Holidays, until T{} begins on {}{}",
                next.number(),
                begin.unwrap_or_default(),
                year(next.year())
            )
        }
        Group::Plain(monday) => format!("Week of {}", monday.0.strftime("%-d %B %Y")),
        Group::Later => "Later".into(),
    }
}

// `17–21 August`, `31 August – 4 September`
fn span(from: Date, to: Date) -> String {
    let full = to.0.strftime("%-d %B");
    match from.0.month() == to.0.month() {
        true => format!("{}–{full}", from.0.day()),
        false => format!("{} – {full}", from.0.strftime("%-d %B")),
    }
}

fn day(date: Date, today: Date) -> String {
    let format = if date.0.year() == today.0.year() { "%a %-d %b" } else { "%-d %b %Y" };
    date.0.strftime(format).to_string()
}

fn people(row: &Row) -> String {
    if row.people.is_empty() { "nobody yet".into() } else { row.people.join(", ") }
}

fn look_the_same(one: &Row, other: &Row) -> bool {
    let key = |row: &Row| (row.item.date, row.item.kind, row.item.case.clone(), row.about.clone());
    key(one) == key(other) && one.people == other.people
}

/// The columns: day, kind, case, title, people. The title takes what the others leave.
fn widths(rows: &[Row], width: usize) -> [u16; 5] {
    let widest = |text: &dyn Fn(&Row) -> String, most: usize| {
        rows.iter().map(|row| measure_text_width(&text(row))).max().unwrap_or(0).clamp(4, most)
    };
    let kind = widest(&|row| format!("{} (2)", row.label), if width < 100 { 16 } else { 24 });
    let who = widest(&people, if width < 100 { 14 } else { 24 });
    let title = width.saturating_sub(2 + 11 + kind + 9 + who + 5 * 2).clamp(10, 60);
    // each with the blanks around it
    [11 + 2, kind + 2, 9 + 2, title + 2, who + 2].map(|columns| u16::try_from(columns).unwrap_or(u16::MAX))
}

fn table(rows: &[Row], today: Date, widths: [u16; 5]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(widths.iter().sum());
    // several of a kind, for the same people in the same case, look the same
    for same in rows.chunk_by(look_the_same) {
        let Some(row) = same.first() else { continue };
        table.add_row([
            day(row.item.date, today),
            if same.len() > 1 { format!("{} ({})", row.label, same.len()) } else { row.label.clone() },
            row.item.case.to_string(),
            // the case is known by its id; which of its actions it is can be told only by its words
            row.about.clone().unwrap_or_else(|| row.title.clone()),
            people(row),
        ]);
    }
    table.set_constraints(widths.map(|columns| ColumnConstraint::Absolute(Width::Fixed(columns))));
    table.lines().map(|line| format!(" {}\n", line.trim_end())).collect()
}
