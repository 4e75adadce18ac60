//! What a record is: its types and shape, reading with places, editing in place.

pub mod case;
pub mod cluster;
pub mod edit;
pub mod id;
pub mod node;
pub mod path;
pub mod problem;
pub mod shape;
pub mod text;
pub mod tree;
pub mod value;
pub mod vocabulary;
