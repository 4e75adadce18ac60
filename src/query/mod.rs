//! Finding: what is due in a case, and how long it has waited, which names would tell whose it is. Pure: nothing here knows of files or of a terminal.

pub mod coming;
pub mod days;
pub mod due;
pub mod facts;
pub mod filter;
pub mod held;
pub mod ics;
pub mod keeping;
pub mod names;
#[cfg(test)]
mod testing;
pub mod waiting;
