#![allow(clippy::unwrap_used)]

mod adding;
mod kinds;
mod laws;
mod moving;
mod opening;
mod rows;
mod values;
mod visits;
mod words;
