//! The picture that people make together: voices, strengths, evidence, lenses, and what the team makes of them.

use crate::record::id::{GuideId, PersonId, RowId};
use crate::record::shape::record;
use crate::record::value::{Date, Notes, Sensitive, Term, Text, YesNo, vocabulary};

use super::people::Language;

vocabulary! {
    /// Whose words.
    Speaker = "speakers";
    /// What somebody speaks about.
    Topic = "topics";
    /// Circles of evidence.
    Circle = "circles";
    /// What a factor does.
    Effect = "effects";
    /// How far a hypothesis has come.
    HypothesisState = "hypothesis-states";
}

record! {
    /// What somebody said, in their own words.
    Voice row 'w' {
        /// The id of the row.
        id: Option<RowId>,
        /// Whose words.
        who: Option<Term<Speaker>>,
        /// The person who spoke.
        person: Option<PersonId>,
        /// When.
        date: Option<Date>,
        /// In which language.
        language: Option<Term<Language>>,
        /// What they spoke about.
        about: Option<Term<Topic>>,
        /// The words.
        words: Option<Text>,
        /// Where the words come from, when they are quoted.
        source: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One strength, interest or passion.
    Strength row 's' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// Who named it.
        named_by: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One piece of evidence.
    Evidence row 'e' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// The circle it comes from.
        circle: Option<Term<Circle>>,
        /// Where, by whom and with which tool.
        source: Option<Text>,
        /// The question it was to answer.
        question: Option<Text>,
        /// What it says.
        summary: Option<Text>,
        /// What was measured.
        measure: Option<Text>,
        /// The value found.
        value: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// The picture seen through a lens.
    LensView row 's' {
        /// The id of the row.
        id: Option<RowId>,
        /// The lens.
        lens: Option<GuideId>,
        /// When.
        date: Option<Date>,
        /// Who of the whānau chose it, and why this one.
        chosen: Option<Text>,
        /// Who wrote it down.
        noted_by: Option<PersonId>,
        /// The guide or element it was used at.
        at: Option<GuideId>,
        /// The meeting it was used in.
        hui: Option<RowId>,
        /// What was seen on each of its sides.
        seen: Notes,
        /// What it changes in the picture.
        means: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// What the team makes of the evidence.
    Sense {
        /// What everyone accepts as fact.
        facts: Vec<Text>,
        /// How the team reads the facts.
        readings: Vec<Text>,
        /// Patterns that keep returning.
        themes: Vec<Text>,
        /// What shapes the picture.
        factors: Vec<Factor>,
        /// Working explanations.
        hypotheses: Vec<Hypothesis>,
        /// How it looks through the lens chosen with the whānau.
        lens: Option<Text>,
        /// What the team can influence and what matters most.
        priorities: Vec<Priority>,
        /// What is still not known.
        unknown: Vec<Text>,
    }

    /// One factor in the picture.
    Factor row 'f' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// What it does.
        effect: Option<Term<Effect>>,
        /// What it pulls along, or what keeps it going.
        links: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One working explanation.
    Hypothesis row 'h' {
        /// The id of the row.
        id: Option<RowId>,
        /// The explanation.
        idea: Option<Text>,
        /// The evidence it rests on.
        evidence: Vec<RowId>,
        /// What supports it.
        supports: Vec<Text>,
        /// What speaks against it.
        against: Vec<Text>,
        /// What would change our minds.
        would_change: Option<Text>,
        /// How far it has come.
        state: Option<Term<HypothesisState>>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One priority.
    Priority row 'p' {
        /// The id of the row.
        id: Option<RowId>,
        /// What.
        what: Option<Text>,
        /// Why it matters most.
        why: Option<Text>,
        /// Whether the whānau agree.
        agreed_with_whanau: Option<YesNo>,
    }
}
