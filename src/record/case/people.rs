//! The people of a case: whom it is for, who works on it, who stands beside, and how they agreed to work together.

use super::Method;
use crate::record::id::{GuideId, PersonId, RowId};
use crate::record::shape::record;
use crate::record::value::{Date, Notes, Number, Sensitive, Term, Text, vocabulary};

vocabulary! {
    /// What somebody is in a team.
    Role = "roles";
    /// What an RTLB is in the work on a case.
    Part = "parts";
    /// Why a case has more than one RTLB.
    SharedReason = "shared-reasons";
    /// Languages.
    Language = "languages";
    /// Ethnic groups.
    Ethnicity = "ethnicities";
    /// Partners beside the school and us.
    PartnerKind = "partner-kinds";
    /// What came of asking for a service.
    ServiceState = "service-states";
}

record! {
    /// One mokopuna, or a group by description and size.
    Mokopuna row 'm' {
        /// The id of the row.
        id: Option<RowId>,
        /// The name they go by.
        name: Option<Text>,
        /// The year level.
        year: Option<Text>,
        /// The languages they speak.
        languages: Vec<Term<Language>>,
        /// The ethnic groups the whānau named, up to three.
        ethnicities: Vec<Term<Ethnicity>>,
        /// Who the group is, without names.
        description: Option<Text>,
        /// How many mokopuna the group has.
        size: Option<Number>,
    }

    /// One member of the team.
    Member row 't' {
        /// The id of the row.
        id: Option<RowId>,
        /// The name, where they are not a person of the cluster.
        name: Option<Text>,
        /// The person of the cluster.
        person: Option<PersonId>,
        /// What they are in the team.
        role: Option<Term<Role>>,
        /// How they are connected.
        connection: Option<Text>,
        /// Who asked them in.
        invited_by: Option<Text>,
        /// How, how often and in which language they like to be kept in touch.
        contact: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One RTLB in the work.
    Allocation row 'r' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        practitioner: Option<PersonId>,
        /// Lead or co-worker.
        part: Option<Term<Part>>,
        /// Since when.
        since: Option<Date> [either],
        /// Until when.
        until: Option<Date> [nearest],
        /// Why more than one.
        reason: Option<Term<SharedReason>>,
        /// What somebody new to it, or learning, stands to gain.
        gains: Option<Text>,
        /// What they take on.
        responsibilities: Option<Text>,
    }

    /// Work shared with the Ministry or another service.
    CoWork row 'z' {
        /// The id of the row.
        id: Option<RowId>,
        /// Which service, and who of it where they are not in the team.
        service: Option<Text>,
        /// The people of it who are in the team.
        people: Vec<PersonId>,
        /// Why the work is shared.
        reason: Option<Term<SharedReason>>,
        /// What they do.
        theirs: Option<Text>,
        /// What we do.
        ours: Option<Text>,
        /// How both work from one plan, and where it is kept.
        one_plan: Option<Text>,
        /// Since when.
        since: Option<Date> [either],
        /// Until when.
        until: Option<Date> [nearest],
    }

    /// A partner beside the school and us: iwi, community, health, a caregiving family.
    Partner row 'z' {
        /// The id of the row.
        id: Option<RowId>,
        /// What they are.
        kind: Option<Term<PartnerKind>>,
        /// Their name.
        name: Option<Text>,
        /// Who of them is in the team.
        person: Option<PersonId>,
        /// What they know and bring.
        brings: Option<Text>,
        /// Since when they are in it.
        since: Option<Date> [either],
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// A service that was asked for.
    Service row 'z' {
        /// The id of the row.
        id: Option<RowId>,
        /// Which service.
        what: Option<Text>,
        /// What it was asked for.
        purpose: Option<Text>,
        /// Who asked.
        asked_by: Option<PersonId>,
        /// When it was asked for.
        asked_on: Option<Date>,
        /// What came of it.
        state: Option<Term<ServiceState>>,
        /// When the answer came.
        answered_on: Option<Date>,
        /// Why it was not given, or what it waits for.
        why: Option<Text>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// How the people in the work agreed to work together.
    Working {
        /// What we are doing together, in a sentence everybody would say.
        purpose: Option<Text>,
        /// Who does what.
        roles: Vec<AgreedRole>,
        /// How we talk with each other.
        talk: Option<Text>,
        /// What helps us trust each other.
        trust: Option<Text>,
        /// How anybody raises a problem.
        problem: Option<Text>,
        /// Who agreed to it, and when.
        agreed: Vec<Yes>,
        /// When we look at it again.
        review_on: Option<Date> [ahead],
    }

    /// What one person does in the work.
    AgreedRole row 'r' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        who: Option<PersonId>,
        /// What they do.
        does: Option<Text>,
        /// What they do not do.
        does_not: Option<Text>,
    }

    /// One yes: somebody agreed.
    Yes row 'y' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        who: Option<PersonId>,
        /// When.
        date: Option<Date>,
        /// How.
        method: Option<Term<Method>>,
    }

    /// A colleague beside a colleague for a while.
    Coaching row 'z' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who coaches or mentors.
        coach: Option<PersonId>,
        /// Whom they walk beside.
        with: Vec<PersonId>,
        /// The guide they walk together.
        at: Option<GuideId>,
        /// What the colleague wants to learn.
        purpose: Option<Text>,
        /// How they go about it.
        how: Option<Text>,
        /// Since when.
        since: Option<Date> [either],
        /// Until when.
        until: Option<Date> [nearest],
        /// What was learned.
        learned: Option<Text>,
    }

    /// One time of working with a critical friend.
    CriticalFriend row 'f' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who is the critical friend.
        friend: Option<PersonId>,
        /// Who asked them.
        asked_by: Option<PersonId>,
        /// When.
        date: Option<Date>,
        /// The meeting it is about.
        about: Option<RowId>,
        /// What was agreed before, what was said, and what came of it.
        notes: Notes,
    }
}
