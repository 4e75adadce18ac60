//! Guides: what a walk-through is, and the walk itself, a pure state machine over guide and record.

pub mod answer;
pub mod answers_file;
pub mod blank;
pub mod clock;
pub mod compare;
pub mod day;
pub mod exits;
mod expression;
mod fits;
pub mod known;
pub mod links;
pub mod load;
pub mod model;
pub mod paper;
pub mod partners;
pub mod roles;
mod rows;
#[cfg(test)]
pub(crate) mod testing;
pub mod walk;
mod wording;
