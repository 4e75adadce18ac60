//! What is counted of a case with one of everything in it: by this the tables of an export are checked before they are filled.

use serde_json::Value as Json;

use crate::record::value::Date;
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
    serde_json::to_value(counted).unwrap_or_default()
}

/// Whether a list of a case has rows of its own, and is not the words of one.
pub(super) fn is_listed(key: &str) -> bool {
    key == "actions" || case()[key][0].is_object()
}
