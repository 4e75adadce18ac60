//! What templates draw: measures of a goal in their order, and ratings from the start to the end.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Rest, Value};

use super::{Chart, Mark, Step};
use crate::record::series::{Point, alike, in_order};
use crate::record::text::fold;
use crate::record::value::Date;
use crate::view::{Shown, shown};

/// A drawing in the hands of a template; without one it counts as nothing.
#[derive(Debug)]
pub(in crate::document) struct Drawn(pub(in crate::document) Option<Chart>);

impl Object for Drawn {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.0.is_some()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |chart| f.write_str(&chart.signs))
    }
}

/// The first number of each text, or of the `value` of each row with its `date`, and what is to be reached, as far as they
/// are of one scale; nothing where fewer than two are.
pub(in crate::document) fn spark(values: &Value, target: &Rest<Value>) -> Value {
    let (marks, target) = marks(values, target.first());
    Value::from_object(Drawn(Chart::course(marks, target)))
}

/// The same of something that is counted again and again and is to reach no mark: a run chart, with its median where five
/// measures or more are of one scale.
pub(in crate::document) fn run(values: &Value) -> Value {
    Value::from_object(Drawn(Chart::run(marks(values, None).0)))
}

fn marks(values: &Value, target: Option<&Value>) -> (Vec<Mark>, Option<f64>) {
    let (texts, days): (Vec<_>, Vec<_>) = rows(values).iter().filter_map(said).unzip();
    let (numbers, target) = alike(&texts, target.and_then(words).as_deref());
    let marks = numbers.into_iter().zip(days);
    (marks.filter_map(|(number, day)| Some(Mark { number: number?, day })).collect(), target)
}

fn said(value: &Value) -> Option<(String, Option<Date>)> {
    let of = |key: &str| value.get_attr(key).ok().filter(|value| !value.is_undefined());
    Some(match of("value") {
        Some(text) => (words(&text)?, of("date").and_then(|date| told(&date))),
        None => (words(value)?, None),
    })
}

/// Ratings at the start and at the end, of rows with `area`, `start` and `end`, on a scale of steps; those that stand on no
/// step of it are left out.
pub(in crate::document) fn steps(outcomes: &Value, scale: &Value) -> Value {
    let steps = rows(scale);
    let names = steps.iter().filter_map(words).collect::<Vec<_>>();
    let same = |one: &str, step: &Value| {
        let id = step.get_attr("id").ok().and_then(|id| id.as_str().map(fold));
        id.is_some_and(|id| id == fold(one)) || words(step).is_some_and(|step| fold(&step) == fold(one))
    };
    let place = |value: Value| {
        let said = words(&value)?;
        steps.iter().position(|step| same(&said, step))
    };
    let of = |row: &Value, key: &str| row.get_attr(key).unwrap_or_default();
    let row = |row: Value| {
        let what = words(&of(&row, "area"))?;
        let (start, end) = (place(of(&row, "start")), place(of(&row, "end")));
        (start.is_some() || end.is_some()).then_some(Step { what, start, end })
    };
    let rows = rows(outcomes).into_iter().filter_map(row).collect();
    Value::from_object(Drawn(Chart::steps(names, rows)))
}

/// The measures of a goal: those on the way, those that stand with entries of progress, and the latest, each once and in
/// the order they were taken, as rows with `value`, `date`, `by` and `note`.
pub(in crate::document) fn measured(goal: &Value, progress: &Value) -> Value {
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
    let day = day(&date);
    let what = minijinja::context! { value => value, date => date, by => by, note => note };
    Some(Point { day, text, what })
}

/// A day, where the audience is told it: some are told a term and nothing finer.
fn told(date: &Value) -> Option<Date> {
    let short = words(&date.get_attr("short").ok()?)?;
    day(date).filter(|day| short.replace('\u{A0}', " ") == super::short(*day))
}

fn day(date: &Value) -> Option<Date> {
    date.get_attr("iso").ok()?.as_str()?.parse().ok()
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
