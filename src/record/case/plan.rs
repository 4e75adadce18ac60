//! The one plan, how it goes, and what came of it.

use crate::record::id::{PersonId, RowId};
use crate::record::shape::record;
use crate::record::value::{Date, Sensitive, Term, Text, vocabulary};

use super::Layer;
use super::people::Yes;

vocabulary! {
    /// Where the plan stands.
    PlanState = "plan-states";
    /// Short or long goals.
    Horizon = "horizons";
    /// Who or what an action changes.
    Change = "changes";
    /// How an action goes.
    ActionState = "action-states";
    /// How far a goal was reached.
    Rating = "ratings";
    /// Outcomes that are rated twice.
    OutcomeArea = "outcome-areas";
}

record! {
    /// The one plan: what should change and why; what will be done, by whom, by when.
    Plan {
        /// Where it stands.
        state: Option<Term<PlanState>>,
        /// What it stands on: strengths and everyday routines.
        stands_on: Vec<Text>,
        /// What adults or the surroundings change first.
        adults_first: Vec<Text>,
        /// How the skill stays when the RTLB step back.
        stays: Option<Text>,
        /// Kawa, tikanga and language.
        tikanga: Option<Text>,
        /// Why a partner whom one would look for is not in it.
        without_partner: Option<Text>,
        /// What should look different, and why.
        goals: Vec<Goal>,
        /// How it is followed, and how that is shared.
        followed: Option<Text>,
        /// How often whānau hear from us, and how.
        contact: Option<Text>,
        /// When the team looks at it again.
        review_on: Option<Date> [ahead],
        /// What would bring the team together sooner.
        sooner: Option<Text>,
        /// What we do when something goes wrong.
        if_wrong: Option<Text>,
        /// Who said yes to it.
        agreed: Vec<Yes>,
        /// When its goals or actions were last changed.
        changed_on: Option<Date>,
    }

    /// One goal of the plan.
    Goal row 'g' {
        /// The id of the row.
        id: Option<RowId>,
        /// What should look different, and for whom.
        what: Option<Text>,
        /// Why it is worth doing.
        why: Option<Text>,
        /// The priority it comes from.
        priority: Option<RowId>,
        /// Short or long.
        horizon: Option<Term<Horizon>>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// What we would see, hear or count.
        measure: Option<Text>,
        /// Where it starts.
        baseline: Option<Text>,
        /// Where it should get to.
        target: Option<Text>,
        /// By when.
        by: Option<Date> [ahead],
        /// The latest measure.
        latest: Option<Text>,
        /// When the latest measure was taken.
        latest_on: Option<Date>,
        /// How far it was reached.
        rating: Option<Term<Rating>>,
        /// Why it is rated so, or not rated.
        rating_reason: Option<Text>,
        /// The measures taken on the way.
        measures: Vec<Measure>,
        /// What will be done.
        actions: Vec<Action>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One measure of a goal, taken on the way.
    Measure row 'n' {
        /// The id of the row.
        id: Option<RowId>,
        /// When it was taken.
        date: Option<Date>,
        /// What came out.
        value: Option<Text>,
        /// Who took it, or where.
        by: Option<Text>,
        /// What else is worth knowing about it.
        note: Option<Text>,
    }

    /// One action of a goal.
    Action row 'd' {
        /// The id of the row.
        id: Option<RowId>,
        /// What will be done.
        what: Option<Text>,
        /// Who or what it changes.
        change: Option<Term<Change>>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// Who leads it.
        who: Option<PersonId>,
        /// Who helps.
        helpers: Vec<PersonId>,
        /// From when.
        start: Option<Date> [ahead],
        /// By when.
        by: Option<Date> [ahead],
        /// With what time or resources.
        resources: Option<Text>,
        /// Where in the day.
        routine: Option<Text>,
        /// How it goes.
        state: Option<Term<ActionState>>,
        /// What was adjusted, and why.
        note: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One entry on how it goes.
    Progress row 'n' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// What changed, and for whom.
        what: Option<Text>,
        /// What tells us so.
        shown_by: Option<Text>,
        /// The goal it belongs to.
        goal: Option<RowId>,
        /// The value found, where something was measured.
        value: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One outcome, rated twice by the team's overall judgement.
    Outcome row 'k' {
        /// The id of the row.
        id: Option<RowId>,
        /// Which outcome.
        area: Option<Term<OutcomeArea>>,
        /// The rating at the start, in the cluster's words.
        start: Option<Text>,
        /// When it was rated first.
        start_on: Option<Date>,
        /// What the first judgement rests on.
        start_why: Option<Text>,
        /// The rating at the end.
        end: Option<Text>,
        /// When it was rated again.
        end_on: Option<Date>,
        /// What the second judgement rests on.
        end_why: Option<Text>,
        /// Who judged it together at the start.
        by: Vec<PersonId>,
        /// Who judged it together at the end.
        end_by: Vec<PersonId>,
        /// The ratings at earlier ends, where the work was taken up again.
        earlier: Vec<EarlierEnd>,
    }

    /// How an outcome was rated at an end before the work was taken up again.
    EarlierEnd row 'k' {
        /// The id of the row.
        id: Option<RowId>,
        /// When the work had ended.
        ended_on: Option<Date>,
        /// The rating at that end.
        end: Option<Text>,
        /// When it was rated.
        end_on: Option<Date>,
        /// What that judgement rested on.
        end_why: Option<Text>,
        /// Who judged it together.
        end_by: Vec<PersonId>,
    }
}
