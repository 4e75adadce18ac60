//! pikorua keeps a cluster's case work as plain YAML files in a git-versioned folder, walks people through He Pikorua,
//! and writes the documents that they hand to each other. *Guides in, records in the middle, documents out.*
//!
//! # The rooms
//!
//! | floor | room | what happens there |
//! |---|---|---|
//! | 7 | [`cli`] | one file a verb: its arguments, what it calls, what it prints; drives the walk at the terminal |
//! | 6 | [`change`] | one change to one record: apply, look again, join, write, record; the only way to change anything |
//! | 5 | [`document`] | a template and a view become a small tree, and the tree a screen, Markdown, a web page, a Word document or a pdf |
//! | 4 | [`report`] | figures over many cases: counting, protecting small numbers, workbooks and plain text; rows for other programs |
//! | 4 | [`check`] | a linter for practice: one file a rule, one registry |
//! | 3 | [`guide`] | what a walk-through is, and the walk itself: a pure state machine over guide and record |
//! | 3 | [`query`] | finding: the filters, the facts of a case that they ask for, what is due and a calendar file of it |
//! | 3 | [`view`] | what one audience may see of a case |
//! | 3 | [`folder`] | the cluster's folder on disk: find, list, read, write safely; what its drive really does; hands every override in as text |
//! | 3 | [`history`] | git, by way of a library: record, log, what is not recorded yet, whether it is whole; the exchange with a hub; packing |
//! | 3 | [`ui`] | the terminal: streams, colour, width, prompts, excerpts |
//! | 2 | [`guard`] | who is writing in a folder at this moment: small files by which people keep out of each other's way |
//! | 1 | [`record`] | types, ids, days, school time; the shape of a record; reading with places; editing in place; merging |
//! | 1 | [`error`] | the one error at the boundary: kind, cause, hints, exit code |
//! | 1 | `hands` | work that is shared by as many hands as the machine has cores |
//!
//! A room imports from the floors below its own and never from above. Only `folder`, `history` and `guard` touch the disk,
//! only `ui` the terminal. A document about a case can be made only from a view, never from a case, and figures only from what is counted of it: the types say so. A guide's
//! paper form is made from the guide alone.
//!
//! # What drives what
//!
//! The keys of a record stand once, in `record/case.rs`: from that description come the types, their reader, and the
//! [`record::shape::Shape`] by which `set`, guides, views and `log` know what may stand where. The practice itself (guides,
//! words, audiences, documents) is data under `templates/`, which a cluster's folder overrides file by file.
//!
//! # Write order
//!
//! 1. The whole new text is made in memory and read back by two readers; what does not come out as meant is not written.
//! 2. A file is written beside the old one, synced, and moved into its place: old or new, never between. What was not seen
//!    is not overwritten.
//! 3. Before a case's file is written, a mark of it is put down (`.git/pikorua/pending`): the whole new content, whose it
//!    is, and by what the content before it is known. Whoever finds a mark and the file as it was before writes it, as its
//!    writer's, a new case that has no file yet too; where the file was written, it is recorded as theirs; what stands in
//!    neither is an edit by hand on top. So no answer is lost between the two, and no content is ever recorded under
//!    another's name. Where it is said that nothing was written, the mark is gone again.
//! 4. Recording takes exactly the content that was meant, whatever stands in the file by then; other changes in the folder
//!    stay as they are. The mark goes after that.
//!    Recorded is what the disk took: the library's own word for it is not enough (`history/commit.rs`).
//! 5. Before anything is changed, what lies unrecorded is recorded first: what somebody wrote here in their name,
//!    anything else as an edit by hand. A mark of somebody else's is never written over.
//! 6. Where a file is not as it was when the work on it began, what was meant is joined with what is there, from what it was
//!    then. What collides becomes a question in the record before anybody is asked.
//! 7. All of that happens under the guard of the case, and with the guard of recording before it where something is recorded
//!    ([`guard`]). No guard is held while a person is waited for. Guards only spare work: each step above holds without them.
//! 8. What others sent is joined in the history's objects first, with both lines as parents. Then, holding the branch's
//!    lock: a mark is put down (`.git/pikorua/exchange`), the files are brought to the joined content one by one, the
//!    branch moves, the mark goes. While a mark stands nothing is recorded here; whoever comes next goes on where it was
//!    broken off. So a colleague's work is never taken for an edit by hand, nor an older file for one that takes it back.
//!    Taking a change back goes the same way: the change that says so is made first, then the files and the branch go
//!    forward to it together.
//! 9. To the hub go the objects first, in one pack that was checked to be complete and synced; then its branch moves, from
//!    exactly what was seen of it. What was seen of the hub is remembered last.
//! 10. Cases that are disposed of go in this order: a mark (`pikorua/disposing`), in a folder their files, then the past
//!     written anew beside the old one, then the names move to it from exactly what was seen of them, then everything that
//!     no name leads to goes, then the mark. Done again, each step changes nothing; whoever finds the mark finishes it.
//! 11. Small files of the history go only when the pack that holds them was read back from the disk.

pub mod change;
pub mod check;
pub mod cli;
pub mod document;
pub mod error;
pub mod folder;
pub mod guard;
pub mod guide;
mod hands;
pub mod history;
pub mod query;
pub mod record;
pub mod report;
pub mod ui;
pub mod view;
