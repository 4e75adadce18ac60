//! Who agreed to what, and what was shared with whom.

use crate::record::id::{PersonId, RowId, SettingId};
use crate::record::shape::record;
use crate::record::value::{Date, Sensitive, Term, Text, vocabulary};

vocabulary! {
    /// How an agreement was given.
    Method = "methods";
    /// Those beside whānau and the team who may be given documents, as far as somebody agreed; the same ids as in `audiences.toml`.
    Reader = "readers";
    /// What it rests on that something was shared.
    Basis = "bases";
}

record! {
    /// One agreement: consent to something.
    Agreement row 'a' {
        /// The id of the row.
        id: Option<RowId>,
        /// What it is for.
        purpose: Option<Text>,
        /// What may be done or shared.
        what: Option<Text>,
        /// Who may see it.
        who_sees: Vec<Text>,
        /// Who of them may be given documents.
        readers: Vec<Term<Reader>>,
        /// The place it lets something go to.
        to: Option<SettingId>,
        /// The place it lets something go to, when it is not one of ours.
        to_elsewhere: Option<Text>,
        /// Who gave it.
        given_by: Option<PersonId>,
        /// When it was given.
        given_on: Option<Date> [either],
        /// How it was given.
        method: Option<Term<Method>>,
        /// What the mokopuna said to it.
        assent: Option<Text>,
        /// When it ends.
        until: Option<Date> [ahead],
        /// When to ask again.
        review_on: Option<Date> [ahead],
        /// When it was taken back.
        withdrawn_on: Option<Date>,
    }

    /// What stands for a name where a case is told to people who need not know whose it is.
    StandIn row 'n' {
        /// The id of the row.
        id: Option<RowId>,
        /// The name, or whatever else would tell.
        name: Option<Text>,
        /// What is said instead.
        instead: Option<Text>,
    }

    /// Something that was shared with somebody outside the team.
    Disclosure row 'x' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// Whom such a document is for.
        reader: Option<Term<Reader>>,
        /// The school or service it went to.
        to: Option<SettingId>,
        /// The person it went to.
        person: Option<PersonId>,
        /// To whom or where it went, when they are none of ours.
        to_elsewhere: Option<Text>,
        /// What was shared.
        what: Option<Text>,
        /// The document, by the name of its template.
        document: Option<Text>,
        /// The version of the record it was made from.
        version: Option<Text>,
        /// What it rests on.
        basis: Option<Term<Basis>>,
        /// The agreement that covers it.
        agreement: Option<RowId>,
        /// Why, where it rests on something else than an agreement.
        why: Option<Text>,
        /// Who shared it.
        by: Option<PersonId>,
        /// How it was handed over.
        how: Option<Text>,
        /// What the mokopuna was asked or told before, or why not.
        asked: Option<Text>,
        /// When whānau were told, and how, or why not yet.
        told: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }
}
