//! Cases that are left out of a file of several.

use super::each::in_a_line;
use crate::error::{Error, ErrorKind, Result};
use crate::record::id::CaseId;
use crate::ui::Ui;

/// A case that is not in the file, and why.
pub(super) struct LeftOut {
    pub(super) id: CaseId,
    pub(super) why: Error,
}

/// Says which cases are not in it, and why: it is not all that was asked for.
pub(super) fn are_all_in(left_out: &[LeftOut], ui: &mut Ui) -> Result<()> {
    for one in left_out {
        ui.warn(&format!("{} is left out: {}", one.id, in_a_line(&one.why)));
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
