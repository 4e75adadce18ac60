//! Where two people wrote different things: both stay, until somebody says which holds.

use crate::record::id::RowId;
use crate::record::shape::record;
use crate::record::value::{Date, Free, Text};

record! {
    /// A place where two people wrote different things.
    Question row 'u' {
        /// The id of the row, which tells the place and what was written.
        id: Option<RowId>,
        /// The place in the record, with dots; without it, the file as a whole.
        path: Option<Text>,
        /// What one of them wrote; it stands in its place until this is answered. Without it, the whole file as it is.
        one: Free,
        /// Who wrote that.
        one_by: Option<Text>,
        /// When it was recorded.
        one_on: Option<Date>,
        /// What the other wrote; without it, they took away what was there.
        other: Free,
        /// Who wrote that, or took it away.
        other_by: Option<Text>,
        /// When that was recorded.
        other_on: Option<Date>,
    }
}
