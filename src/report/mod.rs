//! Figures over many cases, such as a board or a ministry is given: counting, protecting small numbers, and writing tables.
//!
//! A report is made of what is [`Counted`](crate::view::Counted) of each case, never of cases:
//!
//! ```compile_fail
//! use pikorua::{record::case::Case, report::Sources};
//!
//! fn leak<'a>(mut sources: Sources<'a>, cases: &'a [Case]) -> Sources<'a> {
//!     sources.cases = cases;
//!     sources
//! }
//! ```
//!
//! The way through it: [`Layout`] says which tables there are, as data; they are tallied over a [`Period`]; [`Issues`]
//! settle what is shown of each cell ([`protect`] is the rule, and the auditor that looks for what could be found out);
//! [`Figures`] are what comes out, and the only thing that is written anywhere.

mod about;
mod counting;
mod csv;
mod figures;
mod issue;
mod json;
mod layout;
pub mod listed;
mod noise;
mod period;
pub mod protect;
pub mod rows;
mod tally;
mod xlsx;

pub use about::{About, KEPT_BACK, Report, in_words};
pub use counting::{Counting, Facet};
pub use csv::{csv, guarded, spreadsheet, unguarded};
pub use figures::{Figures, Names, Part, Row, Shown, Told, Words};
pub use issue::{Issue, Issues, Sources};
pub use json::json;
pub use layout::{Layout, Measure, Section, Table};
pub use noise::Noise;
pub use period::{Name, Period};
pub use tally::{Key, Tally};
pub use xlsx::xlsx;
