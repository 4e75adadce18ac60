//! Finding: what is due in a case, and how long it has waited. Pure: nothing here knows of files or of a terminal.

pub mod due;
pub mod held;
pub mod ics;
#[cfg(test)]
mod testing;
pub mod waiting;
