//! Coming together: meetings in all their forms, and looking back.

use crate::record::id::{GuideId, PersonId, RowId};
use crate::record::shape::record;
use crate::record::value::{Date, Notes, Sensitive, Term, Text, vocabulary};

use super::plan::Rating;

vocabulary! {
    /// Forms of a meeting.
    HuiForm = "hui-forms";
    /// Parts in a meeting.
    MeetingPart = "hui-parts";
    /// What becomes of a next step.
    StepUse = "step-uses";
    /// What a review decides.
    Decision = "decisions";
}

record! {
    /// A meeting about the work.
    Hui row 'h' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date> [either],
        /// What form it had.
        form: Option<Term<HuiForm>>,
        /// Where it was held.
        place: Option<Text>,
        /// The element it served.
        at: Option<GuideId>,
        /// Who was there.
        present: Vec<PersonId>,
        /// Who had which part in it.
        parts: Vec<HuiPart>,
        /// What it was for.
        purpose: Option<Text>,
        /// The question.
        question: Option<Text>,
        /// What is strong and already helps.
        strengths: Vec<Text>,
        /// The picture around the mokopuna or the setting.
        picture: Notes,
        /// What was heard.
        heard: Vec<Text>,
        /// What else belongs to this form of a meeting, in people's own words.
        notes: Notes,
        /// Explanations that came up.
        ideas: Vec<Text>,
        /// What nobody knows yet.
        gaps: Vec<Text>,
        /// What could be done.
        options: Vec<Text>,
        /// Who will do what next.
        next: Vec<NextStep>,
        /// What people said at the end about the meeting itself.
        looking_back: Option<Text>,
        /// What the whānau will be told, by whom.
        whanau_told: Option<Text>,
        /// When they were told.
        whanau_told_on: Option<Date>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// A part in a meeting.
    HuiPart row 'r' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        who: Option<PersonId>,
        /// Which part.
        part: Option<Term<MeetingPart>>,
    }

    /// One next step.
    NextStep row 'n' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// Who sees to it.
        who: Option<PersonId>,
        /// By when.
        by: Option<Date> [ahead],
        /// What becomes of it.
        becomes: Option<Term<StepUse>>,
        /// The goal it belongs to.
        goal: Option<RowId>,
        /// The row it became.
        became: Option<RowId>,
        /// When it was done.
        done_on: Option<Date>,
    }

    /// Looking back together, once.
    Review row 'b' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// Who was there.
        present: Vec<PersonId>,
        /// How the mokopuna see it.
        mokopuna: Option<Text>,
        /// How the whānau see it.
        whanau: Option<Text>,
        /// How the kaiako see it.
        kaiako: Option<Text>,
        /// What was celebrated, and with whom.
        celebrated: Vec<Text>,
        /// Which adult actions seem tied to the gains.
        gains: Vec<Text>,
        /// What fell short, and the best explanation.
        fell_short: Vec<Text>,
        /// How the team worked together.
        teamwork: Option<Text>,
        /// What it says about the wider class, school or cluster.
        wider: Option<Text>,
        /// What was decided.
        decision: Option<Term<Decision>>,
        /// Why.
        reason: Option<Text>,
        /// The next review.
        next: Option<Date> [ahead],
        /// Where each goal was then.
        found: Vec<Found>,
    }

    /// Where a goal was when the team looked back.
    Found row 'b' {
        /// The id of the row.
        id: Option<RowId>,
        /// The goal.
        goal: Option<RowId>,
        /// The measure that was the latest then.
        value: Option<Text>,
        /// When it was taken.
        taken_on: Option<Date>,
        /// How far the goal was reached, in the team's judgement.
        rating: Option<Term<Rating>>,
        /// Why it was rated so, or not rated.
        reason: Option<Text>,
    }
}
