//! The course of a case: asked for, decided, walked, moved on, ended, asked after.

use crate::record::id::{CaseId, GuideId, PersonId, RowId, SettingId};
use crate::record::shape::record;
use crate::record::value::{Date, Notes, Term, Text, YesNo, vocabulary};

vocabulary! {
    /// Where a case stands.
    Status = "statuses";
    /// How cases belong together.
    LinkKind = "link-kinds";
    /// Kinds of moves.
    TransitionKind = "transition-kinds";
    /// Why a case closes.
    ClosingReason = "closing-reasons";
    /// What a check-in decides.
    CheckInDecision = "check-in-decisions";
}

record! {
    /// The request for support.
    Request {
        /// When somebody first noticed.
        noticed: Option<Date>,
        /// When it was talked over with the liaison RTLB.
        talked: Option<Date>,
        /// When it was handed in.
        submitted: Option<Date>,
        /// When everything needed was there.
        complete: Option<Date>,
        /// When it was put beside the others, together with the Ministry.
        prioritised: Option<Date>,
        /// When it was decided.
        decided: Option<Date>,
        /// When an RTLB first met or rang the people who asked.
        first_contact: Option<Date>,
        /// Who asks, and what they are.
        by: Option<Text>,
        /// What people are good at, enjoy and bring.
        strengths: Vec<Text>,
        /// What worries the people around.
        concerns: Vec<Text>,
        /// What they hope from working together.
        hopes: Vec<Text>,
        /// What was tried, and how it went.
        tried: Vec<Text>,
        /// Other services in the work, now or before.
        agencies: Vec<Text>,
        /// How everyone will know that it helped.
        success: Option<Text>,
        /// Whether it is work for RTLB.
        in_scope: Option<YesNo>,
        /// What came with it: learning, behaviour, plans, voices.
        data: Vec<Text>,
        /// When the whānau signed it.
        signed_on: Option<Date>,
        /// Who set the priority together.
        prioritised_with: Option<Text>,
        /// What was weighed, and why it stands where it stands.
        priority: Option<Text>,
        /// What the kind of work asks besides.
        notes: Notes,
    }

    /// One step on the way of a request and a case.
    CourseStep row 'c' {
        /// The id of the row.
        id: Option<RowId>,
        /// What it became.
        status: Option<Term<Status>>,
        /// When.
        date: Option<Date>,
        /// Who decided.
        by: Option<PersonId>,
        /// Why.
        reason: Option<Text>,
        /// Until when, or when to look again.
        until: Option<Date> [ahead],
        /// Who was told, and when.
        told: Option<Text>,
    }

    /// Another case that belongs with this one.
    Link row 'c' {
        /// The id of the row.
        id: Option<RowId>,
        /// The case.
        case: Option<CaseId>,
        /// How they belong together.
        how: Option<Term<LinkKind>>,
        /// What to know from it.
        note: Option<Text>,
    }

    /// One walk through a guide.
    Visit row 'v' {
        /// The id of the row.
        id: Option<RowId>,
        /// The guide.
        guide: Option<GuideId>,
        /// Who walked it.
        by: Option<PersonId>,
        /// Who walked it with them.
        with: Vec<PersonId>,
        /// When it was opened.
        opened: Option<Date>,
        /// When it was left.
        closed: Option<Date>,
        /// The guide the team came back from.
        returned_from: Option<GuideId>,
        /// Why the team came back.
        reason: Option<Text>,
        /// The prompt where the walk stopped.
        reached: Option<Text>,
        /// Answers that have no other place.
        answers: Notes,
        /// Rows it added or changed.
        rows: Vec<RowId>,
        /// Prompts that were not needed, and why.
        not_needed: Notes,
        /// Exit criteria that were still open, and why.
        left_open: Notes,
    }

    /// A move from one setting or service to another.
    Transition {
        /// Which kind of move.
        kind: Option<Term<TransitionKind>>,
        /// From where.
        from: Option<SettingId>,
        /// From where, when it is not one of ours.
        from_elsewhere: Option<Text>,
        /// To where.
        to: Option<SettingId>,
        /// To where, when it is not one of ours.
        to_elsewhere: Option<Text>,
        /// The day of the move.
        moves_on: Option<Date> [ahead],
        /// What helps, and goes along.
        helps: Vec<Text>,
        /// What the mokopuna looks forward to, in their words where there are some.
        looks_forward: Option<Text>,
        /// What was noticed early, and by whom.
        noticed: Vec<Text>,
        /// Who needs to know what, and by when.
        knows: Vec<Knowing>,
        /// What is done before the move.
        steps: Vec<Text>,
        /// The agreement that covers what is handed on; it names the same place.
        agreement: Option<RowId>,
        /// What is handed on; a summary, never the whole file.
        hand_over: Option<Text>,
        /// When it was handed on.
        handed_on: Option<Date>,
        /// Who leads on the side they leave.
        leads_from: Option<Text>,
        /// Who leads on the side they come to.
        leads_to: Option<Text>,
        /// When somebody asks how they have arrived.
        look_again_on: Option<Date> [ahead],
        /// When somebody asked.
        looked_again_on: Option<Date>,
        /// What was heard then.
        arrived: Option<Text>,
    }

    /// What one person or service needs to know.
    Knowing row 'k' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        who: Option<Text>,
        /// What.
        what: Option<Text>,
        /// By when.
        by: Option<Date> [ahead],
        /// When they were told.
        told_on: Option<Date>,
    }

    /// How it ended.
    Closing {
        /// When.
        date: Option<Date>,
        /// Why.
        reason: Option<Term<ClosingReason>>,
        /// Why, in a sentence.
        why: Option<Text>,
        /// What mokopuna, whānau and kaiako now do without us.
        without_us: Vec<Text>,
        /// What keeps the gains going, and who holds each piece.
        keeping: Vec<Keeping>,
        /// How people would notice early that things slip, and whom they would call.
        early_signs: Option<Text>,
        /// Whose part is acknowledged, and how.
        thanks: Vec<Text>,
        /// What travels on, to whom, and whether that is agreed.
        hand_over: Option<Text>,
        /// What should change in our own practice.
        learning: Option<Text>,
        /// When the whānau were told what happens to the record.
        whanau_told: Option<Date>,
        /// When the school was told.
        school_told: Option<Date>,
        /// When somebody asks how it goes, a term or two later.
        check_in_on: Option<Date> [ahead],
        /// Who asks then.
        check_in_by: Option<PersonId>,
    }

    /// How it ended before it was taken up again.
    Ending row 'q' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// Why.
        reason: Option<Term<ClosingReason>>,
        /// Why, in a sentence.
        why: Option<Text>,
        /// What mokopuna, whānau and kaiako then did without us.
        without_us: Vec<Text>,
        /// What kept the gains going, and who held each piece.
        keeping: Vec<Keeping>,
        /// How people would have noticed early that things slip, and whom they would have called.
        early_signs: Option<Text>,
        /// Whose part was acknowledged, and how.
        thanks: Vec<Text>,
        /// What travelled on, to whom, and whether that was agreed.
        hand_over: Option<Text>,
        /// What should change in our own practice.
        learning: Option<Text>,
        /// When the whānau were told what happens to the record.
        whanau_told: Option<Date>,
        /// When the school was told.
        school_told: Option<Date>,
        /// When somebody was to ask how it goes.
        check_in_on: Option<Date> [either],
        /// Who was to ask.
        check_in_by: Option<PersonId>,
    }

    /// One thing that keeps the gains going.
    Keeping row 'q' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// Who holds it.
        who: Option<PersonId>,
    }

    /// Asking how it goes, some time after the end.
    CheckIn row 'c' {
        /// The id of the row.
        id: Option<RowId>,
        /// When it is due.
        due: Option<Date> [ahead],
        /// When it was held.
        date: Option<Date>,
        /// Who asked.
        by: Option<PersonId>,
        /// Who was asked.
        with: Option<Text>,
        /// What holds.
        holds: Vec<Text>,
        /// What slips.
        slips: Vec<Text>,
        /// What was said, in their own words.
        words: Option<Text>,
        /// What was decided.
        decision: Option<Term<CheckInDecision>>,
        /// Why.
        reason: Option<Text>,
        /// When somebody asks again.
        next: Option<Date> [ahead],
        /// Who asks then.
        next_by: Option<PersonId>,
    }
}
