//! What an audience is shown only while somebody has agreed to it.

use serde_json::Value as Json;

use super::audience::Audience;
use super::place::in_sentence;
use super::sieve::named_at;
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::{Agreement, Case};
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::record::value::Date;

impl Audience {
    /// Refuses where the agreement that this audience needs does not stand on this day.
    pub fn admit(&self, case: &Case, today: Date) -> Result<()> {
        let record = serde_json::to_value(case).unwrap_or_default();
        let Some(place) = &self.needs else { return self.all_say_yes(case, &record, "") };
        let named = named_at(&record, place);
        let row = named
            .and_then(|id| case.agreements.iter().find(|a| a.id.as_ref().is_some_and(|i| i.as_str() == id)));
        let why = match (named, row) {
            (None, _) => format!("`{place}` names no agreement yet"),
            (Some(id), None) => format!("`{place}` names `{id}`, and no agreement has that id"),
            (_, Some(agreement)) => match falls(agreement, today) {
                Some(why) => format!("the agreement{} {why}", purpose(agreement)),
                None => return self.all_say_yes(case, &record, &purpose(agreement)),
            },
        };
        let (id, label) = (&case.id, &self.label);
        let message =
            format!("{id} is not shown to {label}: nobody has agreed to it, as far as the record says");
        let hint = format!(
            "Talk it over with the whānau first. When they say yes, record it under `agreements`, and name it: \
             `pikorua set {id} {place}=ID`."
        );
        Err(refused(message, why, hint))
    }

    /// Refuses where one of the places that must say yes does not: an agreement that stands need not cover this.
    fn all_say_yes(&self, case: &Case, record: &Json, agreement: &str) -> Result<()> {
        let says = |place: &Path| tree::at(record, place).as_bool();
        let Some(place) = self.needs_yes.iter().find(|place| says(place) != Some(true)) else {
            return Ok(());
        };
        let (id, label) = (&case.id, &self.label);
        let asked = doc(place);
        let message = format!("{id} is not shown to {label}: nobody has said that what was agreed covers it");
        let said = if says(place) == Some(false) { "says no" } else { "says nothing yet" };
        let why = format!("`{place}` {said} ({asked})");
        let hint = format!(
            "Read the agreement{agreement} once more. Where it covers this, say so: `pikorua set {id} {place}=yes`. \
             Otherwise ask the whānau for one that does, and name that one."
        );
        Err(refused(message, why, hint))
    }
}

fn refused(message: String, why: String, hint: String) -> Error {
    let error = Error::new(ErrorKind::Refused, message).because(why);
    error.hint("Nothing of the case was shown or written.").hint(hint)
}

/// What a record says about one of its places.
fn doc(place: &Path) -> String {
    let Some((above, Step::Key(key))) = place.split_last() else { return String::new() };
    match Case::SHAPE.at(&above) {
        Ok(Shape::Map(map)) => map.field(key).map(|field| in_sentence(field.doc)).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Why an agreement does not stand on a day.
fn falls(agreement: &Agreement, today: Date) -> Option<String> {
    let day = |date: Date| date.0.strftime("%-d %B %Y").to_string();
    match (agreement.given_on, agreement.withdrawn_on, agreement.until) {
        (_, Some(withdrawn), _) if withdrawn <= today => {
            Some(format!("was taken back on {}", day(withdrawn)))
        }
        (None, ..) => Some("bears no day on which it was given".into()),
        (Some(given), ..) if given > today => Some(format!("is given only from {}", day(given))),
        (.., Some(until)) if until < today => Some(format!("ended on {}", day(until))),
        _ => None,
    }
}

fn purpose(agreement: &Agreement) -> String {
    let words = agreement.purpose.as_ref().or(agreement.what.as_ref());
    words.map(|words| format!(" “{words}”")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::view::Audiences;
    use crate::view::tests::sample::case;

    #[test]
    fn nothing_is_shown_unless_the_agreement_stands() {
        let audiences = Audiences::parse("[n]\nlabel = 'n'\nneeds = 'transition.agreement'\n").unwrap();
        let today: Date = "2026-08-14".parse().unwrap();
        let admit = |agreement: serde_json::Value| {
            let json = json!({ "agreements": [agreement], "transition": { "agreement": "a-2222" } });
            audiences.list()[0].admit(&case(json), today)
        };
        for standing in [
            json!({ "id": "a-2222", "given_on": "2026-08-14" }),
            json!({ "id": "a-2222", "given_on": "2026-08-01", "until": "2026-08-14" }),
            json!({ "id": "a-2222", "given_on": "2026-08-01", "withdrawn_on": "2026-08-15" }),
        ] {
            assert_eq!(admit(standing.clone()), Ok(()), "{standing}");
        }
        for (fallen, why) in [
            (json!({ "id": "a-2222" }), "the agreement bears no day on which it was given"),
            (json!({ "id": "a-2222", "given_on": "2026-08-15" }), "is given only from 15 August 2026"),
            (
                json!({ "id": "a-2222", "given_on": "2026-08-01", "until": "2026-08-13" }),
                "ended on 13 August 2026",
            ),
            (
                json!({ "id": "a-2222", "purpose": "To tell the college", "given_on": "2026-08-01", "withdrawn_on": "2026-08-14" }),
                "the agreement “To tell the college” was taken back on 14 August 2026",
            ),
            (json!({ "id": "a-3333", "given_on": "2026-08-01" }), "no agreement has that id"),
        ] {
            let error = admit(fallen.clone()).unwrap_err();
            assert_eq!(error.kind, ErrorKind::Refused);
            assert!(error.causes[0].contains(why), "{fallen}: {error:?}");
        }
        let nothing = audiences.list()[0].admit(&case(json!({})), today).unwrap_err();
        assert_eq!(nothing.causes, ["`transition.agreement` names no agreement yet"]);
    }

    #[test]
    fn an_agreement_that_stands_must_also_cover_it() {
        let text = "[n]\nlabel = 'n'\nneeds = ['transition.agreement', 'transition.covers']\n";
        let audiences = Audiences::parse(text).unwrap();
        let admit = |covers: serde_json::Value| {
            let agreement =
                json!({ "id": "a-2222", "purpose": "Working together", "given_on": "2026-08-01" });
            let transition = json!({ "agreement": "a-2222", "covers": covers });
            let json = json!({ "agreements": [agreement], "transition": transition });
            audiences.list()[0].admit(&case(json), "2026-08-14".parse().unwrap())
        };
        assert_eq!(admit(json!(true)), Ok(()));
        for (covers, said) in [(json!(null), "says nothing yet"), (json!(false), "says no")] {
            let error = admit(covers).unwrap_err();
            assert_eq!(error.kind, ErrorKind::Refused);
            assert!(error.causes[0].contains(said), "{error:?}");
            assert!(error.hints[1].contains("“Working together”"), "{error:?}");
        }
    }
}
