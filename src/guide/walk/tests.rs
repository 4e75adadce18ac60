#![allow(clippy::unwrap_used)]

mod adding;
mod kinds;
mod laws;
mod moving;
mod opening;
mod practice;
mod rows;
mod values;
mod visits;
mod words;
