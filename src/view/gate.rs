//! What an audience is shown only while somebody has agreed to it.

use super::audience::Audience;
use super::sieve::named_at;
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::{Agreement, Case};
use crate::record::value::Date;

impl Audience {
    /// Refuses where the agreement that this audience needs does not stand on this day.
    pub fn admit(&self, case: &Case, today: Date) -> Result<()> {
        let Some(place) = &self.needs else { return Ok(()) };
        let record = serde_json::to_value(case).unwrap_or_default();
        let named = named_at(&record, place);
        let row = named
            .and_then(|id| case.agreements.iter().find(|a| a.id.as_ref().is_some_and(|i| i.as_str() == id)));
        let why = match (named, row) {
            (None, _) => format!("`{place}` names no agreement yet"),
            (Some(id), None) => format!("`{place}` names `{id}`, and no agreement has that id"),
            (_, Some(agreement)) => match falls(agreement, today) {
                Some(why) => format!("the agreement{} {why}", purpose(agreement)),
                None => return Ok(()),
            },
        };
        let (id, label) = (&case.id, &self.label);
        let message =
            format!("{id} is not shown to {label}: nobody has agreed to it, as far as the record says");
        let hint = format!(
            "Talk it over with the whānau first. When they say yes, record it under `agreements`, and name it: \
             `pikorua set {id} {place}=ID`."
        );
        Err(Error::new(ErrorKind::Refused, message)
            .because(why)
            .hint("Nothing of the case was shown or written.")
            .hint(hint))
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
}
