//! Nothing ends before it begins.

use crate::check::{Rule, Subject};
use crate::record::path::{Path, Step};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "dates-out-of-order",
    level: Level::Error,
    practice: None,
    reason: "waiting and working times are reckoned between these days",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

/// Keys of one part of a record of which the second never comes before the first.
const PAIRS: [[&str; 2]; 11] = [
    ["since", "until"],
    ["given_on", "until"],
    ["given_on", "withdrawn_on"],
    ["start_on", "end_on"],
    ["opened", "closed"],
    ["start", "by"],
    ["asked_on", "answered_on"],
    ["date", "next"],
    ["date", "until"],
    ["date", "check_in_on"],
    ["moves_on", "looked_again_on"],
];

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let days = subject.each(|shape| *shape == Shape::Date).into_iter();
    let days: Vec<Day> =
        days.filter_map(|(path, _, text)| text.parse().ok().map(|date| Day { path, date })).collect();
    let pairs = PAIRS.iter().flat_map(|pair| spans(&days, pair));
    let spans = request(subject).into_iter().chain(pairs).filter(|(begin, end)| end.date < begin.date);
    spans
        .map(|(begin, end)| {
            let message = format!("{} is before {}, which is `{}`", end.date, begin.date, begin.path);
            subject.problem(RULE.id, &end.path, message, "Look which of the two days is right.")
        })
        .collect()
}

/// A day and where it stands.
#[derive(Clone)]
struct Day {
    path: Path,
    date: Date,
}

// the days of a request follow each other; those that are missing are passed over
fn request(subject: &Subject<'_>) -> Vec<(Day, Day)> {
    let request = &subject.case.request;
    let day = |path: &str, date: Option<Date>| date.map(|date| Day { path: Path::parse(path), date });
    let way = [
        day("request.noticed", request.noticed),
        day("request.submitted", request.submitted),
        day("request.prioritised", request.prioritised),
        day("request.decided", request.decided),
        day("closing.date", subject.case.closing.date),
    ];
    let way: Vec<Day> = way.into_iter().flatten().collect();
    // everything may be there before it is decided, or only after
    let whole = day("request.submitted", request.submitted).zip(day("request.complete", request.complete));
    way.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).chain(whole).collect()
}

// every part of the record that has both days
fn spans(days: &[Day], [begins, ends]: &[&str; 2]) -> Vec<(Day, Day)> {
    let part = |day: &Day, key: &str| match day.path.split_last() {
        Some((above, Step::Key(last))) if last == key => Some(above),
        _ => None,
    };
    let begun = days.iter().filter_map(|begin| Some((begin, part(begin, begins)?)));
    let both = begun.filter_map(|(begin, above)| {
        let end = days.iter().find(|end| part(end, ends).as_ref() == Some(&above))?;
        Some((begin.clone(), end.clone()))
    });
    both.collect()
}
