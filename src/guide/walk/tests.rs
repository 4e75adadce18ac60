#![allow(clippy::unwrap_used)]

mod kinds;
mod laws;
mod moving;
mod rows;
mod visits;
