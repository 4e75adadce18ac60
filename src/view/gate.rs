//! What an audience is shown only while somebody has agreed to it, or the law says so.

use std::collections::BTreeSet;

use super::audience::{Audience, Needs};
use crate::error::{Error, ErrorKind, Result};
use crate::record::agreed::{NotAgreed, agreed, as_reader, purpose};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;
use crate::record::value::Date;

/// Leave to see a case as one audience: no agreement is needed, or one stands, or somebody named another basis. Only
/// [`Audience::admit`] gives it, and no view is made without it.
///
/// ```compile_fail
/// fn forge(other: pikorua::view::Pass) -> pikorua::view::Pass {
///     pikorua::view::Pass { ..other }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Pass {
    pub(super) case: Case,
    pub(super) audience: Audience,
    pub(super) rests_on: Option<BTreeSet<String>>,
}

/// Where something goes, and on what beside agreements it may go there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Going<'a> {
    /// The school or service by its id, or whoever it is in words.
    pub to: Option<&'a str>,
    /// Whether somebody named a basis other than an agreement.
    pub by_law: bool,
}

impl Pass {
    /// The case.
    pub fn case_id(&self) -> &CaseId {
        &self.case.id
    }

    /// The case itself, for whoever keeps the record; documents are made from views.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The agreements it rests on; nothing where none is needed.
    pub fn agreements(&self) -> Option<&BTreeSet<String>> {
        self.rests_on.as_ref()
    }

    /// Whose it is.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }
}

impl Audience {
    /// Refuses where the agreement that this audience needs does not stand on this day, or names another place than the
    /// one it goes to.
    pub fn admit(&self, case: Case, today: Date, going: Going<'_>) -> Result<Pass> {
        if self.figures {
            return Err(only_figures(self));
        }
        let rests_on = self.rests_on(&case, today, going)?;
        Ok(Pass { case, audience: self.clone(), rests_on })
    }

    fn rests_on(&self, case: &Case, today: Date, going: Going<'_>) -> Result<Option<BTreeSet<String>>> {
        let Some(needs) = &self.needs else { return Ok(None) };
        if going.by_law {
            return Ok(Some(BTreeSet::new()));
        }
        let record = tree::of(case);
        let rows = match needs {
            Needs::NamedBy(place) => match agreed(&record, place, today) {
                Ok(row) => row["id"].as_str().map(str::to_owned).into_iter().collect(),
                Err(why) => return Err(self.not_named(&case.id, &record, place, why)),
            },
            Needs::AsReader => as_reader(&record, &self.id, going.to, today)
                .map_err(|(why, row)| self.no_reader(&case.id, why, row))?,
        };
        Ok(Some(rows))
    }

    fn not_named(&self, id: &CaseId, record: &serde_json::Value, place: &Path, why: NotAgreed) -> Error {
        let named = tree::at(record, place).as_str().unwrap_or_default();
        let called = called(tree::at(record, &Path::parse("agreements").key(named)));
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
        refused(self.nobody_agreed(id), why, hint).hint(BY_LAW)
    }

    fn no_reader(&self, id: &CaseId, why: NotAgreed, row: &serde_json::Value) -> Error {
        let called = called(row);
        let why = match why {
            NotAgreed::Fallen(fallen) => format!("the agreement{called} {fallen}"),
            NotAgreed::AnotherPlace => format!("the agreement{called} names another place"),
            _ => format!("no agreement says that {} may be given anything (`readers` in it)", self.label),
        };
        let hint = format!(
            "Talk it over with the whānau first. When they say yes, record it under `agreements`; where one says so already, \
             name them in it: `pikorua set {id} agreements.ID.readers.+={}`.",
            self.id
        );
        refused(self.nobody_agreed(id), why, hint).hint(BY_LAW)
    }

    fn nobody_agreed(&self, id: &CaseId) -> String {
        format!("{id} is not shown to {}: nobody has agreed to it, as far as the record says", self.label)
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

/// What there is beside agreements.
const BY_LAW: &str = "Where the law lets or makes you share it without that, say on what it rests (`--basis`) and why (`--why`): \
                      both are recorded. pikorua keeps the record, and gives no legal advice.";

fn only_figures(audience: &Audience) -> Error {
    let message = format!("no document about a case is made for {}", audience.label);
    Error::new(ErrorKind::Refused, message).hint("Only figures over many cases are for them.")
}

fn called(row: &serde_json::Value) -> String {
    purpose(row).map(|words| format!(" “{words}”")).unwrap_or_default()
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
            audiences.list()[0].admit(case(json), today, Going::default()).map(|_| ())
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
        let nothing =
            audiences.list()[0].admit(case(json!({})), today, Going::default()).map(|_| ()).unwrap_err();
        assert_eq!(nothing.causes, ["`transition.agreement` names no agreement yet"]);
    }

    #[test]
    fn a_reader_is_named_by_an_agreement_that_stands() {
        let audiences = Audiences::parse("[school]\nlabel = 'the school'\nneeds = 'agreements'\n").unwrap();
        let today: Date = "2026-08-14".parse().unwrap();
        let admit = |agreement: serde_json::Value, going: Going<'_>| {
            let case =
                case(json!({ "agreements": [agreement, { "id": "a-3333", "given_on": "2026-08-01" }] }));
            audiences.list()[0].admit(case, today, going).map(|pass| pass.agreements().cloned().unwrap())
        };
        let plain = Going::default();
        let given = json!({ "id": "a-2222", "given_on": "2026-08-01", "readers": ["school"] });
        assert_eq!(admit(given.clone(), plain).unwrap(), BTreeSet::from(["a-2222".to_owned()]));
        let with = |key: &str, value: &str| {
            let mut row = given.clone();
            row[key] = value.into();
            row
        };
        let why = |row, going| admit(row, going).unwrap_err().causes[0].clone();
        assert!(why(with("withdrawn_on", "2026-08-10"), plain).contains("was taken back on 10 August 2026"));
        assert!(why(with("until", "2026-08-10"), plain).contains("ended on 10 August 2026"));
        assert!(why(json!({ "id": "a-2222", "readers": ["partner"] }), plain).contains("no agreement says"));
        // one that names a place lets nothing go anywhere else
        let to_awa = with("to", "awa-school");
        assert!(why(to_awa.clone(), plain).contains("names another place"));
        assert!(admit(to_awa, Going { to: Some("awa-school"), by_law: false }).is_ok());
        // by law, nothing of any agreement is seen
        let by_law = Going { to: None, by_law: true };
        assert_eq!(admit(json!({ "id": "a-2222" }), by_law).unwrap(), BTreeSet::new());
    }

    #[test]
    fn no_document_is_made_where_only_figures_are_seen() {
        let audiences = Audiences::parse("[a]\nlabel = 'the board'\nfigures = true\n").unwrap();
        let refused =
            audiences.list()[0].admit(case(json!({})), "2026-08-14".parse().unwrap(), Going::default());
        assert_eq!(refused.map(|_| ()).unwrap_err().kind, ErrorKind::Refused);
    }
}
