//! Prompts as people meet them: on a screen that is redrawn, line by line, and with nobody there at all.

mod by_file;
mod drafts;
mod element;
mod ended;
mod lists;
mod looked_at;
mod place;
mod plain;
mod script;
mod terminal;
mod together;
