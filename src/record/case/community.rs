//! A learning support community: schools, kura and early learning services of a place who find out together what is needed,
//! what there is, and what to do.

use crate::record::id::{CaseId, PersonId, RowId, SettingId};
use crate::record::shape::record;
use crate::record::value::{Date, Number, Sensitive, Term, Text, vocabulary};

use super::{Layer, Need, NextStep};

vocabulary! {
    /// How an agreement with a school or service stands.
    MemberState = "member-states";
    /// Whose need it is.
    NeedReach = "need-reaches";
    /// How it goes with a need.
    NeedState = "need-states";
    /// Kinds of resources.
    ResourceKind = "resource-kinds";
    /// Who has a resource.
    ResourceHolder = "resource-holders";
    /// How much a decision matters now.
    Urgency = "urgencies";
    /// Ways in which adults learn.
    LearningKind = "learning-kinds";
    /// What lets a community do well.
    Condition = "community-conditions";
    /// How far such a condition is there.
    ConditionStep = "condition-steps";
    /// Whose voice is in the room.
    RoomVoice = "room-voices";
}

record! {
    /// What a learning support community holds.
    Community {
        /// The schools, kura and services in it.
        members: Vec<Membership>,
        /// The facilitator from the Ministry.
        facilitator: Option<Text>,
        /// How we work together.
        ways: Ways,
        /// What is needed.
        needs: Vec<CommunityNeed>,
        /// What there is: skills, people, programmes, services.
        resources: Vec<Resource>,
        /// Decided together.
        decisions: Vec<JointDecision>,
        /// Plans of support that schools and services have made for themselves.
        support_plans: Vec<SupportPlan>,
        /// What adults learn: workshops, coaching, advice.
        learning: Vec<AdultLearning>,
        /// Good practice, and who may be asked about it.
        practice: Vec<GoodPractice>,
        /// Communities of practice.
        groups: Vec<PracticeGroup>,
        /// How the community itself does, looked at once a year.
        health: Vec<HealthReview>,
        /// Year groups that move from one place to another.
        moves: Vec<YearGroupMove>,
    }

    /// One school, kura or service of the community.
    Membership row 'm' {
        /// The id of the row.
        id: Option<RowId>,
        /// The school, kura or service.
        setting: Option<SettingId>,
        /// How the agreement with it stands.
        state: Option<Term<MemberState>>,
        /// Since when it is in the community.
        since: Option<Date>,
        /// When it left.
        until: Option<Date> [nearest],
        /// Who speaks for it, where that is not its key contact.
        speaks: Option<Text>,
        /// Another cluster that it belongs to as well.
        cluster: Option<Text>,
        /// When the written agreement was signed.
        agreed_on: Option<Date>,
        /// What was agreed with it in particular.
        agreed: Option<Text>,
        /// Each time it was asked.
        asked: Vec<Asking>,
    }

    /// One time that a school or service was asked to join in.
    Asking row 't' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// Who asked.
        by: Option<PersonId>,
        /// How it was asked.
        how: Option<Text>,
        /// What was said to it.
        answer: Option<Text>,
    }

    /// How the community works together.
    Ways {
        /// How we meet: where, how often, who calls it.
        meet: Option<Text>,
        /// How we decide, and what happens where we do not agree.
        decide: Option<Text>,
        /// Tikanga and the protocols of this place.
        tikanga: Option<Text>,
        /// What we tell each other, and what stays where it is.
        share: Option<Text>,
        /// How what we share is kept safe.
        keep: Option<Text>,
        /// How whānau are part of what concerns them.
        whanau: Option<Text>,
        /// When it was agreed.
        agreed_on: Option<Date>,
        /// When it is looked at again.
        review_on: Option<Date> [ahead],
    }

    /// Something that is needed in the community.
    CommunityNeed row 'n' {
        /// The id of the row.
        id: Option<RowId>,
        /// What is needed.
        what: Option<Text>,
        /// In the words by which the cluster counts.
        needs: Vec<Term<Need>>,
        /// Whose need it is.
        reach: Option<Term<NeedReach>>,
        /// The case, where it is the need of one mokopuna or a group in one.
        case: Option<CaseId>,
        /// Where.
        settings: Vec<SettingId>,
        /// For how many, about.
        size: Option<Number>,
        /// When it was noticed.
        noticed: Option<Date>,
        /// How we know.
        source: Option<Text>,
        /// What already helps there.
        strengths: Option<Text>,
        /// Who could find what is missing.
        broker: Option<Text>,
        /// How it goes with it.
        state: Option<Term<NeedState>>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// Something that helps, and can be asked for.
    Resource row 'r' {
        /// The id of the row.
        id: Option<RowId>,
        /// What it is.
        what: Option<Text>,
        /// What kind of resource.
        kind: Option<Term<ResourceKind>>,
        /// Who has it.
        holder: Option<Term<ResourceHolder>>,
        /// The school or service that has it.
        setting: Option<SettingId>,
        /// What it helps with.
        needs: Vec<Term<Need>>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// How many it can help at a time.
        capacity: Option<Text>,
        /// Whom to ask, and how.
        contact: Option<Text>,
        /// What it costs.
        cost: Option<Text>,
        /// When somebody last made sure that it is still there.
        confirmed_on: Option<Date>,
        /// What else is worth knowing.
        note: Option<Text>,
    }

    /// Something that the community decided together.
    JointDecision row 'd' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// The question.
        question: Option<Text>,
        /// What is strong here and can be built on.
        strengths: Vec<Text>,
        /// What we know about it, and how.
        known: Vec<Text>,
        /// The needs that it is about.
        needs: Vec<RowId>,
        /// What could be done.
        options: Vec<Text>,
        /// Who was in the room.
        present: Vec<Text>,
        /// Whose voice was in the room.
        voices: Vec<Term<RoomVoice>>,
        /// Whose voice was missing, and how they have a say before it is done.
        missing: Option<Text>,
        /// What we decided.
        decided: Option<Text>,
        /// Why.
        reason: Option<Text>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// How much it matters now.
        priority: Option<Term<Urgency>>,
        /// The resources that it uses.
        resources: Vec<RowId>,
        /// Who does what.
        next: Vec<NextStep>,
        /// Who tells those who were not there, and how.
        told: Option<Text>,
        /// When we look at it again.
        look_again_on: Option<Date> [ahead],
        /// What came of it.
        outcome: Option<Text>,
        /// When we looked at it again.
        looked_on: Option<Date>,
    }

    /// A plan that a school or service made for how it supports everybody.
    SupportPlan row 's' {
        /// The id of the row.
        id: Option<RowId>,
        /// The school, kura or service.
        setting: Option<SettingId>,
        /// What is strong there.
        strengths: Vec<Text>,
        /// What its leaders want to build.
        aims: Vec<Text>,
        /// What the community, the RTLB and the Ministry bring.
        support: Option<Text>,
        /// Who made it together.
        made_with: Option<Text>,
        /// When it was agreed.
        agreed_on: Option<Date>,
        /// When it is looked at again.
        review_on: Option<Date> [ahead],
    }

    /// Something that adults learnt together.
    AdultLearning row 'l' {
        /// The id of the row.
        id: Option<RowId>,
        /// What it was about.
        what: Option<Text>,
        /// In what way.
        kind: Option<Term<LearningKind>>,
        /// When.
        date: Option<Date> [either],
        /// Who led it.
        led_by: Option<Text>,
        /// For whom.
        for_whom: Option<Text>,
        /// Where they came from.
        settings: Vec<SettingId>,
        /// How many took part.
        took_part: Option<Number>,
        /// How sure they felt before, in their words or numbers.
        before: Option<Text>,
        /// How sure they felt after.
        after: Option<Text>,
        /// What they said about it.
        said: Option<Text>,
        /// What is different since.
        shift: Option<Text>,
    }

    /// Something that worked, for others to take.
    GoodPractice row 'p' {
        /// The id of the row.
        id: Option<RowId>,
        /// What worked.
        what: Option<Text>,
        /// What it helped with.
        needs: Vec<Term<Need>>,
        /// Where.
        settings: Vec<SettingId>,
        /// How we know.
        evidence: Option<Text>,
        /// What made it work here.
        because: Option<Text>,
        /// Who may be asked about it.
        ask: Option<Text>,
        /// When it was told.
        date: Option<Date>,
    }

    /// People who get better at something together.
    PracticeGroup row 'g' {
        /// The id of the row.
        id: Option<RowId>,
        /// What it is called.
        name: Option<Text>,
        /// What it is for.
        purpose: Option<Text>,
        /// The schools, kura and services in it.
        settings: Vec<SettingId>,
        /// Who else is in it.
        people: Vec<Text>,
        /// How it works, step by step.
        process: Vec<Text>,
        /// Since when.
        since: Option<Date>,
    }

    /// How the community itself did in a year.
    HealthReview row 'h' {
        /// The id of the row.
        id: Option<RowId>,
        /// When.
        date: Option<Date>,
        /// Who looked at it together.
        by: Vec<Text>,
        /// What we are proud of.
        proud_of: Vec<Text>,
        /// How far each condition is there.
        conditions: Vec<ConditionFound>,
        /// What we change next.
        next: Option<Text>,
    }

    /// How far one condition is there.
    ConditionFound row 'q' {
        /// The id of the row.
        id: Option<RowId>,
        /// The condition.
        condition: Option<Term<Condition>>,
        /// How far it is there.
        step: Option<Term<ConditionStep>>,
        /// What shows it.
        evidence: Option<Text>,
    }

    /// A year group that moves from one place to the next; no list of children.
    YearGroupMove row 'y' {
        /// The id of the row.
        id: Option<RowId>,
        /// Where they come from.
        from: Option<SettingId>,
        /// Where they go.
        to: Option<SettingId>,
        /// The day of the move.
        on: Option<Date> [either],
        /// How many, about.
        size: Option<Number>,
        /// What they bring: strengths, languages, ways of being together.
        strengths: Option<Text>,
        /// What is to be ready.
        steps: Vec<NextStep>,
        /// What the new place was told, without names.
        told: Option<Text>,
        /// How it went.
        went: Option<Text>,
    }
}
