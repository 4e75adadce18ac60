//! Who asked what is held about them, what is kept back from whom, and what was put right.

use crate::record::id::{PersonId, RowId};
use crate::record::path::Written;
use crate::record::shape::record;
use crate::record::value::{Date, Term, Text, vocabulary};

vocabulary! {
    /// What gives somebody the right to be told what is held.
    Right = "rights";
    /// What stands against telling it to whoever asks.
    Ground = "grounds";
    /// What became of it that something was said to be wrong.
    CorrectionDecision = "correction-decisions";
}

record! {
    /// Somebody who asked what is held about them or their mokopuna.
    AccessRequest row 'j' {
        /// The id of the row.
        id: Option<RowId>,
        /// When they asked.
        date: Option<Date>,
        /// Who asked.
        person: Option<PersonId>,
        /// Who asked, when they are nobody in the team.
        name: Option<Text>,
        /// What gives them the right to it.
        right: Option<Term<Right>>,
        /// How that was made sure.
        shown_by: Option<Text>,
        /// By when they have an answer.
        answer_by: Option<Date> [ahead],
        /// When they were answered.
        answered_on: Option<Date>,
    }

    /// A decision whether something that is held may be told to whoever asks.
    Withholding row 'y' {
        /// The id of the row.
        id: Option<RowId>,
        /// The row it is about.
        row: Option<RowId>,
        /// The place of the record it is about, where it is no whole row.
        place: Option<Written>,
        /// The request it is decided for; without one, for whoever asks.
        request: Option<RowId>,
        /// What stands against it.
        ground: Option<Term<Ground>>,
        /// Why, for those who do the work.
        why: Option<Text>,
        /// Who decided.
        by: Option<PersonId>,
        /// When.
        date: Option<Date>,
        /// When to decide anew.
        again_on: Option<Date> [ahead],
    }

    /// Something that was said to be wrong, and what became of it.
    Correction row 'c' {
        /// The id of the row.
        id: Option<RowId>,
        /// When it was said.
        date: Option<Date>,
        /// Who said so.
        person: Option<PersonId>,
        /// Who said so, when they are nobody in the team.
        name: Option<Text>,
        /// What is wrong, as they see it.
        wrong: Option<Text>,
        /// What is right, as they see it.
        right: Option<Text>,
        /// What became of it.
        decision: Option<Term<CorrectionDecision>>,
        /// Why.
        why: Option<Text>,
        /// Where the record was put right.
        places: Vec<Written>,
        /// Who saw to it.
        by: Option<PersonId>,
        /// Who else had it wrong, and when they were told.
        told: Option<Text>,
    }
}
