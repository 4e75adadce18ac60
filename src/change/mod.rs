//! One change to one record: apply, look again, join with what others wrote, write, record. The only way to change anything; verbs, walks and the demo
//! all go through it.

pub mod again;
mod alone;
mod begun;
mod colliding;
mod coming;
mod copy;
mod desk;
pub mod disclose;
mod dispose;
mod exchange;
mod exported;
mod finish;
mod index;
mod joined;
mod joining;
mod let_go;
mod lost;
mod names;
mod place;
mod put;
pub mod questions;
mod same_id;
mod second;
mod secret;
mod session;
mod settle;
mod titles;
mod undo;

pub use alone::clear_left;
pub use colliding::{Collided, Meanwhile, SECOND_VERSIONS};
pub use copy::copy;
pub use desk::{Clock, Desk, Opening};
pub use dispose::{Disposal, Kept, Leave, Past};
pub use exchange::{Exchanged, Traffic};
pub use exported::Export;
pub use index::Indexed;
pub use joining::Remark;
pub use let_go::LetGo;
pub use place::Place;
pub use put::{Put, Seen};
pub use second::Version;
pub use session::Session;
pub use settle::{BY_HAND, Noticed};
pub use undo::{Away, Brought, Returned, Undoing, What, rescue};
