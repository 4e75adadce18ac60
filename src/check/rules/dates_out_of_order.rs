//! Nothing ends before it begins.

use crate::check::{Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "dates-out-of-order",
    level: Level::Error,
    practice: None,
    reason: "waiting and working times are reckoned between these days",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let spans = request(subject).into_iter().chain(rows(subject));
    spans
        .filter(|span| span.begin.is_some() && span.end.is_some() && span.end < span.begin)
        .map(|span| {
            let (begin, end) = (text(span.begin), text(span.end));
            let message = format!("{end} is before {begin}, which is `{}`", span.begins);
            subject.problem(RULE.id, &span.ends, message, "Look which of the two days is right.")
        })
        .collect()
}

/// A beginning, an end, and where they stand.
struct Span {
    begins: Path,
    begin: Option<Date>,
    ends: Path,
    end: Option<Date>,
}

fn text(date: Option<Date>) -> String {
    date.map(|d| d.to_string()).unwrap_or_default()
}

// the days of a request follow each other; those that are missing are passed over
fn request(subject: &Subject<'_>) -> Vec<Span> {
    let request = &subject.case.request;
    let days = [
        ("request.noticed", request.noticed),
        ("request.submitted", request.submitted),
        ("request.decided", request.decided),
        ("closing.date", subject.case.closing.date),
    ];
    let days: Vec<_> = days.into_iter().filter(|(_, day)| day.is_some()).collect();
    let pairs = days
        .windows(2)
        .map(|pair| span(Path::parse(pair[0].0), pair[0].1, Path::parse(pair[1].0), pair[1].1));
    pairs.collect()
}

fn rows(subject: &Subject<'_>) -> Vec<Span> {
    let case = subject.case;
    let mut spans = Vec::new();
    let mut add =
        |list: &str, n: usize, (from, begin): (&str, Option<Date>), (to, end): (&str, Option<Date>)| {
            let row = subject.row(&Path::parse(list), n);
            spans.push(span(row.key(from), begin, row.key(to), end));
        };
    for (n, row) in case.allocation.iter().enumerate() {
        add("allocation", n, ("since", row.since), ("until", row.until));
    }
    for (n, row) in case.agreements.iter().enumerate() {
        add("agreements", n, ("given_on", row.given_on), ("until", row.until));
        add("agreements", n, ("given_on", row.given_on), ("withdrawn_on", row.withdrawn_on));
    }
    for (n, row) in case.outcomes.iter().enumerate() {
        add("outcomes", n, ("start_on", row.start_on), ("end_on", row.end_on));
    }
    for (n, row) in case.visits.iter().enumerate() {
        add("visits", n, ("opened", row.opened), ("closed", row.closed));
    }
    spans
}

fn span(begins: Path, begin: Option<Date>, ends: Path, end: Option<Date>) -> Span {
    Span { begins, begin, ends, end }
}
