//! One change to one record: read again, apply, write, record. The only way to change anything; verbs, walks and the demo
//! all go through it.

pub mod again;
mod copy;
mod desk;
mod exchange;
mod finish;
mod joined;
mod joining;
mod lost;
mod place;
mod put;
pub mod questions;
mod same_id;
mod session;
mod settle;
mod titles;
mod undo;

pub use copy::copy;
pub use desk::{Clock, Desk, Opening};
pub use exchange::{Exchanged, Traffic};
pub use joining::Remark;
pub use place::Place;
pub use session::Session;
pub use settle::{BY_HAND, Noticed};
pub use undo::{Away, Brought, Returned, Undoing, What, rescue};
