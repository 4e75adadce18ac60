//! An agreement is renewed before it ends.

use crate::check::{Practice, Rule, Subject};
use crate::record::agreed::watched;
use crate::record::case::Agreement;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "agreement-running-out",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "Which agreements end soon, or are to be asked about again?",
    }),
    reason: "people agreed until a day, and may think otherwise by then",
    source: "Inclusive Education, inclusive.tki.org.nz: protocols for sharing information",
    find,
};

/// Weeks ahead in which somebody can still find a day to talk.
const WEEKS: i32 = 4;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    watched(subject.case, subject.known.today).filter_map(|(n, row)| of_row(subject, n, row)).collect()
}

fn of_row(subject: &Subject<'_>, n: usize, row: &Agreement) -> Option<Problem> {
    let near = |day: &Date| subject.days_since(*day) >= -WEEKS * 7;
    let (key, day) = match (row.until.filter(near), row.review_on.filter(near)) {
        (Some(until), _) => ("until", until),
        (None, Some(review_on)) => ("review_on", review_on),
        (None, None) => return None,
    };
    let over = subject.days_since(day) > 0;
    if key == "until" && over && asked_elsewhere(subject) {
        return None;
    }
    let question = match (key, over) {
        ("until", true) => format!("this ended on {day}: is anything still done that it was for?"),
        ("until", false) => format!("this ends on {day}: will the work go on, and do they agree to that?"),
        (_, true) => format!("they were to be asked again on {day}: what do they say now?"),
        (_, false) => format!("they are to be asked again on {day}: who asks them?"),
    };
    let place = subject.row(&Path::parse("agreements"), n).key(key);
    let remedy = "Talk it through with them, and note what they say: walk `whakawhanaungatanga`.";
    Some(subject.problem(RULE.id, &place, question, remedy))
}

// where nothing stands any more for a mokopuna, another rule asks about that
fn asked_elsewhere(subject: &Subject<'_>) -> bool {
    subject.is_about("mokopuna") && !subject.stands_an_agreement()
}
