//! What is counted of a case with one of everything in it: by this the tables of an export are checked before they are filled.

use serde_json::Value as Json;

use crate::record::value::Date;
use crate::view::Named;
use crate::view::counted::{Counted, Planned, Rated, Spell, Walked, Wanted};

/// The case.
pub(super) fn case() -> Json {
    let day = Date(jiff::civil::Date::ZERO);
    let word = || Some(String::new());
    // ids are told by their letters; where this one were none, nothing would be known and every table refused
    let Ok(case) = "2026-kf3m".parse() else { return Json::Null };
    let counted = Counted {
        case,
        status: String::new(),
        over: false,
        kind: String::new(),
        layer: word(),
        focus: vec![String::new()],
        needs: vec![String::new()],
        setting: None,
        setting_kind: word(),
        sector: word(),
        year_bands: vec![String::new()],
        ethnic_groups: vec![String::new()],
        asked: Some(day),
        complete: Some(day),
        decided: Some(day),
        taken_on: Some(day),
        first_contact: Some(day),
        work: vec![Spell { from: day, to: Some(day), reason: word() }],
        planned: false,
        voices: vec![String::new()],
        visits: vec![Walked { guide: String::new(), opened: day, closed: Some(day), again: false }],
        reviews: vec![Planned { on: day, held: Some(day) }],
        actions: vec![word()],
        services: vec![Wanted { on: Some(day), state: word() }],
        outcomes: vec![Rated { area: word(), start: word(), end: word() }],
    };
    let mut case = serde_json::to_value(counted).unwrap_or_default();
    for (key, value) in named().as_object().into_iter().flatten() {
        case[key.as_str()] = value.clone();
    }
    case
}

fn named() -> Json {
    let named = Named {
        title: Some(String::new()),
        mokopuna: vec![String::new()],
        years: vec![String::new()],
        setting_name: Some(String::new()),
        leads: vec![String::new()],
        asked_by: Some(String::new()),
    };
    serde_json::to_value(named).unwrap_or_default()
}

/// Whether what stands under a key tells whose a case is.
pub(super) fn is_named(key: &str) -> bool {
    named().get(key).is_some()
}

/// Whether a list of a case has rows of its own, and is not the words of one.
pub(super) fn is_listed(key: &str) -> bool {
    key == "actions" || case()[key][0].is_object()
}
