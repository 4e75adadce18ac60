//! What templates reckon with days, of what an audience sees: the accounts themselves stand where everybody has them from.

use minijinja::value::Value;

use crate::error::{Error, Result};
use crate::query::waiting::{Time, counted_from, counted_to};
use crate::record::agreed;
use crate::record::asked::working_days_after;
use crate::record::value::Date;
use crate::view::View;

/// How many days a request waited until it was allocated, of what is seen of a case.
pub(super) fn waited(case: &Value) -> Option<i64> {
    let request = seen(case, "request");
    let from = counted_from(day(&seen(&request, "complete")), day(&seen(&request, "submitted")))?;
    let rows = |key: &str| seen(case, key).try_iter().map(Vec::from_iter).unwrap_or_default();
    let in_work = |row: &Value| seen(&seen(row, "status"), "in_work").is_true();
    let steps = rows("course").into_iter().filter(in_work).filter_map(|row| day(&seen(&row, "date")));
    let since = rows("allocation").into_iter().filter_map(|row| day(&seen(&row, "since")));
    let decided = day(&seen(&request, "decided")).filter(|_| in_work(case));
    Some(Time { from, to: counted_to(steps, since, decided)? }.days())
}

/// The day by which somebody who asked what is held about them has an answer, in words.
pub(super) fn answer_by(asked: &Value) -> Option<String> {
    let dated = |key: &str| day(&seen(asked, key));
    let set = dated("answer_by").map(|day| day.in_words());
    set.or_else(|| Some(format!("about {}", working_days_after(dated("date")?)?.in_words())))
}

/// Whether an agreement, as far as it is seen, stands on a day.
pub(super) fn stands(agreement: &Value, on: &Value) -> bool {
    let dated = |key: &str| day(&seen(agreement, key));
    day(on).is_some_and(|on| agreed::stands(["given_on", "until", "withdrawn_on"].map(dated), on))
}

/// The day on which a view was made.
pub(super) fn today(view: &View) -> Result<Date> {
    // every view has one
    day(&seen(view.context(), "today")).ok_or_else(|| Error::fault("a document without a day"))
}

/// The same, as far as its audience is told days and no mere terms.
pub(super) fn told(view: &View) -> Result<Option<Date>> {
    if view.audience().disguise { Ok(None) } else { today(view).map(Some) }
}

/// How many days lie between two, where both are known.
pub(super) fn between(from: &Value, to: &Value) -> Option<i64> {
    day(from)?.0.until(day(to)?.0).ok().map(|span| i64::from(span.get_days()))
}

fn seen(value: &Value, key: &str) -> Value {
    value.get_attr(key).unwrap_or_default()
}

fn day(value: &Value) -> Option<Date> {
    value.get_attr("iso").ok()?.as_str()?.parse().ok()
}
