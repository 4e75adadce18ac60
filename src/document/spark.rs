//! Measures of a goal in their order, and drawn as a line of small blocks beside the words they come from.

use minijinja::value::{Rest, Value};

use crate::record::series::{Point, blocks, in_order, number};
use crate::view::{Shown, drawing, shown};

/// One block for the first number of each text, and behind an arrow the target; nothing where fewer than two have one.
pub(super) fn spark(values: &Value, target: &Rest<Value>) -> Value {
    let texts = values.try_iter().into_iter().flatten();
    let numbers: Vec<f64> = texts.filter_map(|value| number(&words(&value)?)).collect();
    let target = target.first().and_then(|target| number(&words(target)?));
    drawing(blocks(&numbers, target))
}

/// The measures of a goal: those on the way, those that stand with entries of progress, and the latest, each once and in
/// the order they were taken, as rows with `value`, `date`, `by` and `note`.
pub(super) fn measured(goal: &Value, progress: &Value) -> Value {
    let of = |row: &Value, key: &str| row.get_attr(key).unwrap_or_default();
    let id = of(goal, "id");
    let own = |row: &Value| of(&of(row, "goal"), "id") == id;
    let on_the_way = rows(&of(goal, "measures"))
        .into_iter()
        .map(|row| [of(&row, "value"), of(&row, "date"), of(&row, "by"), of(&row, "note")]);
    let entries = rows(progress).into_iter().filter(own);
    // what tells us so stands with the entry
    let entries = entries.map(|row| [of(&row, "value"), of(&row, "date"), Value::from(""), Value::from("")]);
    let taken = on_the_way.chain(entries).filter_map(point).collect();
    let latest = point([of(goal, "latest"), of(goal, "latest_on"), Value::from(""), Value::from("")]);
    in_order(taken, latest).into_iter().map(|point| point.what).collect()
}

fn point([value, date, by, note]: [Value; 4]) -> Option<Point<Value>> {
    let text = words(&value).filter(|_| value.is_true())?;
    let day = date.get_attr("iso").ok().and_then(|iso| iso.as_str()?.parse().ok());
    let what = minijinja::context! { value => value, date => date, by => by, note => note };
    Some(Point { day, text, what })
}

fn rows(value: &Value) -> Vec<Value> {
    value.try_iter().into_iter().flatten().collect()
}

fn words(value: &Value) -> Option<String> {
    match shown(value) {
        Some(Shown::Words { text, .. }) => Some(text),
        Some(_) => None,
        None => Some(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(texts: &[&str], target: &[&str]) -> String {
        let texts = texts.iter().map(|t| Value::from(*t)).collect::<Vec<_>>();
        spark(&texts.into(), &Rest(target.iter().map(|t| Value::from(*t)).collect())).to_string()
    }

    #[test]
    fn numbers_become_blocks() {
        assert_eq!(drawn(&["0 of 4 (5 May)", "1 of 4", "3 of 4"], &[]), "▁▃█");
        assert_eq!(drawn(&["about 2.5 a day", "nobody counted", "1,200", "2.5"], &[]), "▁█▁");
        assert_eq!(drawn(&["1 of 4", "2 of 4"], &["4 of 4"]), "▁▃→█");
    }

    #[test]
    fn fewer_than_two_numbers_draw_nothing() {
        assert_eq!(drawn(&[], &["3"]), "");
        assert_eq!(drawn(&["3 of 4", "most days"], &[]), "");
        assert_eq!(spark(&Value::from(3), &Rest(Vec::new())).to_string(), "");
    }
}
