//! One change to one record: read again, apply, write, record. The only way to change anything; verbs, walks and the demo
//! all go through it.

pub mod again;
mod desk;
mod put;
mod session;
mod settle;
mod titles;

pub use desk::{Clock, Desk, Opening};
pub use session::Session;
pub use settle::Noticed;
