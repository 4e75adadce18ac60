//! A report for scripts.

use serde_json::{Value, json};

use super::about::Report;
use super::figures::{Shown, Told};

/// The report as one object. A figure that is kept back is `null`, and `kept_back` says so.
pub fn json(report: &Report) -> Value {
    let tables =
        report.figures.parts.iter().flat_map(|part| part.tables.iter().map(move |table| (part, table)));
    let tables: Vec<Value> = tables.map(|(part, table)| of_table(&part.id, table)).collect();
    json!({ "schema": "pikorua/report/1", "about": report.about, "tables": tables })
}

fn of_table(part: &str, table: &Told) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<Value> = row.cells.iter().map(|cell| number(*cell).into()).collect();
            let kept: Vec<bool> = row.cells.iter().map(|cell| *cell == Shown::KeptBack).collect();
            json!({ "id": row.id, "label": row.label, "total": row.total, "figures": cells, "kept_back": kept })
        })
        .collect();
    json!({
        "id": table.id, "part": part, "title": table.title, "by": table.by, "columns": table.columns, "rows": rows,
        "note": table.note,
    })
}

fn number(cell: Shown) -> Option<i64> {
    match cell {
        Shown::Number(number) => Some(number),
        Shown::KeptBack | Shown::Nothing => None,
    }
}
