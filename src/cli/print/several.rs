//! Several cases in one file: which, and which of them are left out.

use super::Print;
use crate::change::Desk;
use crate::cli::filtered::{Filtered, is_filter};
use crate::cli::open;
use crate::error::{Error, ErrorKind, Result};
use crate::record::id::CaseId;
use crate::ui::Ui;

/// A case that is not in the file, and why.
pub(super) struct LeftOut {
    pub(super) id: CaseId,
    pub(super) why: Error,
}

impl Print {
    /// The cases that are meant, in the order of their ids where a filter means them.
    pub(super) fn cases(&self, desk: &Desk, ui: &mut Ui) -> Result<Vec<CaseId>> {
        if let [one] = self.cases.as_slice()
            && !is_filter(one)
        {
            return Ok(vec![open::case(desk, ui, one)?]);
        }
        let named = self.cases.iter().map(|text| desk.folder.resolve(text));
        if let Ok(mut ids) = named.collect::<Result<Vec<CaseId>>>() {
            let mut known = std::collections::BTreeSet::new();
            ids.retain(|id| known.insert(id.clone()));
            return Ok(ids);
        }
        let filter = Filtered::read(desk, &self.cases)?;
        let mut found = Vec::new();
        for file in desk.folder.cases()?.files {
            let case = desk.look(&file.id)?.value;
            if case.is_some_and(|case| filter.means(&case)) {
                found.push(file.id);
            }
        }
        if found.is_empty() {
            return Err(Error::request("no case is like that")
                .hint(format!("`pikorua list {}` looks for the same.", self.cases.join(" "))));
        }
        Ok(found)
    }
}

/// Says which cases are not in it, and why: it is not all that was asked for.
pub(super) fn are_all_in(left_out: &[LeftOut], ui: &mut Ui) -> Result<()> {
    for one in left_out {
        ui.warn(&format!("{} is left out: {}", one.id, one.why.causes.first().unwrap_or(&one.why.message)));
    }
    match left_out {
        [] => Ok(()),
        [one, ..] => {
            let count = left_out.len();
            let cases = if count == 1 { "one case is".into() } else { format!("{count} cases are") };
            Err(Error::new(ErrorKind::Refused, format!("{cases} not in it"))
                .hint(format!("`pikorua print` with {} alone says what is missing.", one.id)))
        }
    }
}
