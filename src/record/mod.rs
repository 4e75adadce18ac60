//! What a record is: its types and shape, reading with places, editing in place, two versions into one.

pub mod agreed;
pub mod asked;
pub mod case;
pub mod case_text;
pub mod cluster;
pub mod days_named;
pub mod difference;
pub mod disposed;
pub mod edit;
mod emit;
pub mod file;
pub mod heard;
pub mod id;
pub mod leaves;
mod lines;
pub mod measured;
pub mod meetings;
pub mod merge;
pub mod named;
pub mod naming;
pub mod node;
pub mod parse;
pub mod path;
pub mod problem;
pub mod read;
pub mod series;
pub mod shape;
pub mod spoken;
pub mod standing;
pub mod term;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod toml_words;
pub mod tree;
pub mod value;
pub mod vocabulary;
