//! Whether an agreement stands on a day, and whether it lets something go where it shall go.

mod recipient;

use std::fmt;

use serde_json::Value as Tree;

use super::case::{Agreement, Case};
use super::path::Path;
use super::standing::is_over;
use super::text::fold;
use super::tree;
use super::value::Date;

pub use recipient::{Recipient, as_reader};

/// The keys by which an agreement and a move say a place: one of ours, or another.
const PLACE: [&str; 2] = ["to", "to_elsewhere"];

/// Why something is not agreed, as far as the record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAgreed {
    /// No agreement is named.
    Unnamed,
    /// No agreement has the id that is named.
    Unknown(String),
    /// The agreement does not stand on that day.
    Fallen(Fallen),
    /// The agreement names no place that something may go to.
    NamesNoPlace,
    /// The agreement names another place.
    AnotherPlace,
}

/// Why an agreement does not stand on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallen {
    /// It does not say when it was given.
    Undated,
    /// It is given only later.
    From(Date),
    /// It had ended.
    Ended(Date),
    /// It had been taken back.
    TakenBack(Date),
}

/// Whether an agreement stands on a day.
pub fn stands_on(row: &Agreement, day: Date) -> bool {
    stands([row.given_on, row.until, row.withdrawn_on], day)
}

/// Whether an agreement with these days of giving, of its end and of taking back stands on a day.
pub fn stands(days: [Option<Date>; 3], day: Date) -> bool {
    falls(days, day).is_none()
}

// its last day still counts
fn falls([given, until, withdrawn]: [Option<Date>; 3], day: Date) -> Option<Fallen> {
    match (given, until, withdrawn) {
        (_, _, Some(withdrawn)) if withdrawn <= day => Some(Fallen::TakenBack(withdrawn)),
        (None, ..) => Some(Fallen::Undated),
        (Some(given), ..) if given > day => Some(Fallen::From(given)),
        (_, Some(until), _) if is_over(Some(until), day) => Some(Fallen::Ended(until)),
        _ => None,
    }
}

/// The agreement that a place of a case names, as in `transition.agreement`, where it stands on a day. Where that part of
/// the case says where it goes, the agreement must name the same: another agreement or another school later asks again.
pub fn agreed<'t>(case: &'t Tree, place: &Path, day: Date) -> Result<&'t Tree, NotAgreed> {
    let id = tree::at(case, place).as_str().ok_or(NotAgreed::Unnamed)?;
    let row = tree::at(case, &Path::parse("agreements").key(id));
    if row.is_null() {
        return Err(NotAgreed::Unknown(id.to_owned()));
    }
    if let Some(fallen) = row_falls(row, day) {
        return Err(NotAgreed::Fallen(fallen));
    }
    let part = place.split_last().map(|(above, _)| tree::at(case, &above)).unwrap_or(case);
    if PLACE.iter().all(|key| part.get(key).is_none()) {
        return Ok(row);
    }
    let said = |of: &Tree| PLACE.map(|key| of[key].as_str().map(|text| fold(text.trim())));
    match said(row) {
        [None, None] => Err(NotAgreed::NamesNoPlace),
        named if named == said(part) => Ok(row),
        _ => Err(NotAgreed::AnotherPlace),
    }
}

/// The agreements of a case that somebody keeps an eye on, with the numbers of their rows: those that were given, were not
/// taken back, were not given anew by the same person, and are not over since an earlier end of the case.
pub fn watched(case: &Case, today: Date) -> impl Iterator<Item = (usize, &Agreement)> {
    let end = case.endings.iter().filter_map(|ending| ending.date).max();
    let is_past = move |row: &Agreement| is_over(row.until, today) && row.given_on <= end;
    let given = |row: &Agreement| row.given_on.is_some() && row.withdrawn_on.is_none();
    let rows = case.agreements.iter().enumerate().filter(move |(_, row)| given(row) && !is_past(row));
    rows.filter(|(_, row)| !case.agreements.iter().any(|other| takes_over(other, row)))
}

// the same thing agreed to anew by the same person
fn takes_over(new: &Agreement, old: &Agreement) -> bool {
    let same = new.purpose.is_some() && new.purpose == old.purpose && new.given_by == old.given_by;
    same && new.withdrawn_on.is_none() && new.given_on > old.given_on
}

/// Whether any agreement of a case stands on a day.
pub fn any_agreed(case: &Tree, day: Date) -> bool {
    case["agreements"].as_array().into_iter().flatten().any(|row| row_falls(row, day).is_none())
}

fn row_falls(row: &Tree, day: Date) -> Option<Fallen> {
    let date = |key: &str| row[key].as_str().and_then(|text| text.parse().ok());
    falls(["given_on", "until", "withdrawn_on"].map(date), day)
}

impl fmt::Display for Fallen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |date: &Date| date.in_words();
        match self {
            Fallen::Undated => f.write_str("bears no day on which it was given"),
            Fallen::From(date) => write!(f, "is given only from {}", day(date)),
            Fallen::Ended(date) => write!(f, "ended on {}", day(date)),
            Fallen::TakenBack(date) => write!(f, "was taken back on {}", day(date)),
        }
    }
}

/// What people call an agreement: what it is for, or else what may be done.
pub fn purpose(row: &Tree) -> Option<&str> {
    ["purpose", "what"].iter().find_map(|key| row[key].as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn of(agreement: &Tree, to: &Tree) -> Result<(), NotAgreed> {
        let mut whole = json!({ "id": "a-2222", "given_on": "2026-08-01", "to": "awa-school" });
        whole.as_object_mut().unwrap().extend(agreement.as_object().unwrap().clone());
        let case = json!({
            "agreements": [whole],
            "transition": { "agreement": "a-2222", "to": to["to"], "to_elsewhere": to["to_elsewhere"] },
        });
        let today = "2026-08-14".parse().unwrap();
        agreed(&case, &Path::parse("transition.agreement"), today).map(|_| ())
    }

    #[test]
    fn an_agreement_stands_from_its_day_to_its_last() {
        let awa = json!({ "to": "awa-school" });
        for standing in [
            json!({}),
            json!({ "given_on": "2026-08-14" }),
            json!({ "until": "2026-08-14" }),
            json!({ "withdrawn_on": "2026-08-15" }),
        ] {
            assert_eq!(of(&standing, &awa), Ok(()), "{standing}");
        }
        for (row, said) in [
            (json!({ "given_on": null }), "bears no day on which it was given"),
            (json!({ "given_on": "2026-08-15" }), "is given only from 15 August 2026"),
            (json!({ "until": "2026-08-13" }), "ended on 13 August 2026"),
            (json!({ "withdrawn_on": "2026-08-14" }), "was taken back on 14 August 2026"),
        ] {
            let Err(NotAgreed::Fallen(fallen)) = of(&row, &awa) else { panic!("{row} stands") };
            assert_eq!(fallen.to_string(), said);
        }
        let unknown = of(&json!({ "id": "a-3333" }), &awa);
        assert_eq!(unknown, Err(NotAgreed::Unknown("a-2222".into())));
    }

    #[test]
    fn it_lets_something_go_only_where_it_says() {
        let elsewhere = |text: &str| json!({ "to_elsewhere": text });
        assert_eq!(of(&json!({ "to": null }), &json!({ "to": "awa-school" })), Err(NotAgreed::NamesNoPlace));
        assert_eq!(of(&json!({}), &json!({ "to": "hill-school" })), Err(NotAgreed::AnotherPlace));
        assert_eq!(of(&json!({}), &json!({})), Err(NotAgreed::AnotherPlace));
        let kura = json!({ "to": null, "to_elsewhere": "Te Kura o Ōtaki" });
        assert_eq!(of(&kura, &elsewhere(" te kura o Otaki ")), Ok(()));
        assert_eq!(of(&kura, &elsewhere("Another kura")), Err(NotAgreed::AnotherPlace));
        assert_eq!(of(&kura, &json!({ "to": "awa-school" })), Err(NotAgreed::AnotherPlace));
    }
}
