//! What an audience is shown only while somebody has agreed to it.

use super::audience::Audience;
use crate::error::{Error, ErrorKind, Result};
use crate::record::agreed::{NotAgreed, agreed, purpose};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;
use crate::record::value::Date;

impl Audience {
    /// Refuses where the agreement that this audience needs does not stand on this day, or names another place than the
    /// one it goes to.
    pub fn admit(&self, case: &Case, today: Date) -> Result<()> {
        let Some(place) = &self.needs else { return Ok(()) };
        let record = tree::of(case);
        let Err(why) = agreed(&record, place, today) else { return Ok(()) };
        let named = tree::at(&record, place).as_str().unwrap_or_default();
        let row = tree::at(&record, &Path::parse("agreements").key(named));
        let called = purpose(row).map(|words| format!(" “{words}”")).unwrap_or_default();
        let (id, label) = (&case.id, &self.label);
        let (why, hint) = match why {
            NotAgreed::Unnamed => (format!("`{place}` names no agreement yet"), name_it(id, place)),
            NotAgreed::Unknown(row) => {
                (format!("`{place}` names `{row}`, and no agreement has that id"), name_it(id, place))
            }
            NotAgreed::Fallen(fallen) => (format!("the agreement{called} {fallen}"), name_it(id, place)),
            NotAgreed::NamesNoPlace => {
                (format!("the agreement{called} names no place that it may go to"), say_where(id, named))
            }
            NotAgreed::AnotherPlace => {
                (format!("the agreement{called} names another place"), say_where(id, named))
            }
        };
        let message =
            format!("{id} is not shown to {label}: nobody has agreed to it, as far as the record says");
        Err(refused(message, why, hint))
    }

    /// Refuses what the record said before: an agreement covers what stands on the day, and no draft that was taken back.
    pub fn admit_past(&self, id: &CaseId) -> Result<()> {
        if self.needs.is_none() {
            return Ok(());
        }
        let message = format!("what changed in {id} is not shown to {}", self.label);
        let why = "what was agreed to is what stands now, and not what was written before and taken out";
        let hint =
            format!("`pikorua diff {id}` shows it to those who do the work; `pikorua print` what stands.");
        Err(refused(message, why.into(), hint))
    }
}

fn name_it(id: &CaseId, place: &Path) -> String {
    format!(
        "Talk it over with the whānau first. When they say yes, record it under `agreements`, and name it: \
         `pikorua set {id} {place}=ID`."
    )
}

fn say_where(id: &CaseId, row: &str) -> String {
    format!(
        "Read the agreement once more. Where it names the place this goes to, and what may be shared with it, write the \
         place down: `pikorua set {id} agreements.{row}.to=SCHOOL` (`to_elsewhere` for one that is not ours). \
         Otherwise ask the whānau for one that does, and name that one."
    )
}

fn refused(message: String, why: String, hint: String) -> Error {
    let error = Error::new(ErrorKind::Refused, message).because(why);
    error.hint("Nothing of the case was shown or written.").hint(hint)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::view::Audiences;
    use crate::view::tests::sample::case;

    #[test]
    fn nothing_is_shown_unless_an_agreement_stands_that_lets_it_go_there() {
        let audiences = Audiences::parse("[n]\nlabel = 'n'\nneeds = 'transition.agreement'\n").unwrap();
        let today: Date = "2026-08-14".parse().unwrap();
        let admit = |agreement: serde_json::Value, named: &str| {
            let transition = json!({ "agreement": named, "to": "awa-school" });
            let json = json!({ "agreements": [agreement], "transition": transition });
            audiences.list()[0].admit(&case(json), today)
        };
        let given = json!({ "id": "a-2222", "given_on": "2026-08-14", "to": "awa-school" });
        assert_eq!(admit(given.clone(), "a-2222"), Ok(()));
        let taken_back = json!({ "id": "a-2222", "purpose": "To tell the college", "given_on": "2026-08-01", "withdrawn_on": "2026-08-14" });
        for (agreement, named, why, hint) in [
            (given, "a-3333", "`a-3333`, and no agreement has that id", "transition.agreement=ID"),
            (
                taken_back,
                "a-2222",
                "“To tell the college” was taken back on 14 August 2026",
                "transition.agreement=ID",
            ),
            (
                json!({ "id": "a-2222", "given_on": "2026-08-14" }),
                "a-2222",
                "names no place that it may go to",
                "agreements.a-2222.to=SCHOOL",
            ),
            (
                json!({ "id": "a-2222", "given_on": "2026-08-14", "to": "hill-school" }),
                "a-2222",
                "names another place",
                "agreements.a-2222.to=SCHOOL",
            ),
        ] {
            let error = admit(agreement, named).unwrap_err();
            assert_eq!(error.kind, ErrorKind::Refused);
            assert!(error.causes[0].contains(why), "{error:?}");
            assert!(error.hints[1].contains(hint), "{error:?}");
        }
        let nothing = audiences.list()[0].admit(&case(json!({})), today).unwrap_err();
        assert_eq!(nothing.causes, ["`transition.agreement` names no agreement yet"]);
    }
}
