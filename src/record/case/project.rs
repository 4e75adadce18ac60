//! An improvement project: what a community tries so that support works better, and what it learns in loops.

use crate::record::id::{CaseId, GuideId, RowId};
use crate::record::shape::record;
use crate::record::value::{Date, Term, Text, YesNo, vocabulary};

use super::Measure;

vocabulary! {
    /// What the sector asked to be improved.
    ImprovementArea = "improvement-areas";
    /// Who makes a project together.
    Designer = "co-designers";
    /// What a measure is.
    MeasureKind = "measure-kinds";
    /// What a feature or a lesson is about.
    LoopTheme = "loop-themes";
    /// How far something has come from a trial to everyday practice.
    SpreadState = "spread-states";
}

record! {
    /// What an improvement project holds.
    Project {
        /// What it is for.
        purpose: Option<Text>,
        /// Where.
        places: Vec<Text>,
        /// The areas for improvement that it serves.
        areas: Vec<Term<ImprovementArea>>,
        /// The community that it belongs to.
        community: Option<CaseId>,
        /// Who makes it together.
        designers: Vec<CoDesigner>,
        /// When it began.
        began: Option<Date>,
        /// When it is planned to end, or ended.
        ends: Option<Date> [either],
        /// What is distinctive about it.
        features: Vec<Feature>,
        /// What is measured.
        measures: Vec<ProjectMeasure>,
        /// Learning loops: plan, try, look, learn.
        loops: Vec<LearningLoop>,
        /// What was learnt.
        lessons: Vec<Lesson>,
        /// Where it went from a trial to everyday practice.
        spread: Vec<Spread>,
        /// Where this is told, where the record was written from another source.
        source: Option<Text>,
    }

    /// Somebody who makes the project with others.
    CoDesigner row 'd' {
        /// The id of the row.
        id: Option<RowId>,
        /// Whom they are of.
        of: Option<Term<Designer>>,
        /// Who: people, or a body.
        who: Option<Text>,
        /// From the outset.
        from_outset: Option<YesNo>,
        /// Since when.
        since: Option<Date>,
        /// Where this is told.
        source: Option<Text>,
    }

    /// Something that is distinctive about the project.
    Feature row 'f' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// What it is about.
        themes: Vec<Term<LoopTheme>>,
        /// Where this is told.
        source: Option<Text>,
    }

    /// Something that is measured again and again, or told once.
    ProjectMeasure row 'm' {
        /// The id of the row.
        id: Option<RowId>,
        /// What is measured.
        what: Option<Text>,
        /// What it is: a count, a share, ratings, a survey.
        kind: Option<Term<MeasureKind>>,
        /// Of whom.
        of: Option<Text>,
        /// Its values: numbers, or the words that a source gives instead.
        values: Vec<Measure>,
        /// What it is about.
        themes: Vec<Term<LoopTheme>>,
        /// Where this is told.
        source: Option<Text>,
    }

    /// One learning loop.
    LearningLoop row 'l' {
        /// The id of the row.
        id: Option<RowId>,
        /// What we plan to find out.
        plan: Option<Text>,
        /// When we look at it together.
        due: Option<Date> [ahead],
        /// Each time that day was moved, because the project was not ready.
        moved: Vec<LoopMoved>,
        /// What was tried.
        tried: Option<Text>,
        /// What shows how it went.
        evidence: Vec<Text>,
        /// What people said: whānau, mokopuna, kaiako, colleagues.
        feedback: Vec<Text>,
        /// What is different now.
        shift: Option<Text>,
        /// What it meant for people's time and roles.
        time_and_roles: Option<Text>,
        /// The next step.
        next: Option<Text>,
        /// When it was closed.
        closed_on: Option<Date>,
        /// Where this is told.
        source: Option<Text>,
    }

    /// A day of a loop that was moved.
    LoopMoved row 't' {
        /// The id of the row.
        id: Option<RowId>,
        /// The day that was set before.
        from: Option<Date> [either],
        /// Why the project was not ready.
        reason: Option<Text>,
    }

    /// Something that was learnt.
    Lesson row 'e' {
        /// The id of the row.
        id: Option<RowId>,
        /// What was learnt.
        what: Option<Text>,
        /// What others may take from it.
        take: Option<Text>,
        /// What it is about.
        themes: Vec<Term<LoopTheme>>,
        /// The element of the framework that it speaks to.
        element: Option<GuideId>,
        /// The decision of the community that rests on it.
        decision: Option<Text>,
        /// Where this is told.
        source: Option<Text>,
    }

    /// A step from a trial to everyday practice.
    Spread row 's' {
        /// The id of the row.
        id: Option<RowId>,
        /// Where it went, or what became of it.
        what: Option<Text>,
        /// How far it has come.
        state: Option<Term<SpreadState>>,
        /// When.
        date: Option<Date> [either],
        /// What changed on the way.
        changed: Option<Text>,
        /// Where this is told.
        source: Option<Text>,
    }
}
