//! The same mokopuna again: a new case takes along what is known, and the two cases know of each other.

use serde_json::Value as Tree;

use super::{Desk, Session};
use crate::error::{Error, Result};
use crate::guide::model::Guide;
use crate::history::Note;
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;

/// The edits by which a new case takes along what an earlier one knows, as far as a guide carries it, and links to it.
pub fn taken_along(desk: &Desk, earlier: &CaseId, known: &Case, guide: &Guide) -> Result<Vec<Edit>> {
    let mut record = tree::of(known);
    for place in guide.forgets.iter().filter_map(|place| place.rsplit_once(".*.")) {
        tree::forget(&mut record, &Path::parse(place.0), place.1);
    }
    let mut edits = Vec::new();
    for place in &guide.carries {
        let path = Path::parse(place);
        let value = tree::without_gaps(tree::at(&record, &path));
        if !tree::is_nothing(&value) {
            let value = serde_yaml::to_value(&value)
                .map_err(|e| Error::fault("what is known could not be taken along").because(e.to_string()))?;
            edits.push(Edit::Set { path, value });
        }
    }
    let how = desk.vocabulary.default_of("link-kinds").map(|word| word.id);
    edits.extend(link(desk, &record, earlier, how));
    Ok(edits)
}

/// Notes in the earlier case that there is a later one, and records it.
pub fn link_back(desk: &Desk, earlier: &CaseId, later: &CaseId) -> Result<()> {
    let how = desk.vocabulary.default_of("link-kinds").and_then(|word| word.opposite);
    let mut session = Session::open(desk, earlier)?;
    let record = tree::of(session.case());
    session.apply(&link(desk, &record, later, how))?;
    session.record(Note::new("linked with a later case")).map(|_| ())
}

fn link(desk: &Desk, record: &Tree, other: &CaseId, how: Option<String>) -> Vec<Edit> {
    let row = desk.ids().row('c', |id| tree::has_row(record, id));
    Edit::row("links", &row, [("case", Some(other.to_string())), ("how", how)])
}
