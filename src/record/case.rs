//! A case: everything a team holds about one piece of work, one file.

use super::id::{CaseId, GuideId, PersonId, RowId, SettingId};
use super::shape::record;
use super::value::{Date, Free, Number, Sensitive, Term, Text, YesNo, vocabulary};

vocabulary! {
    /// Kinds of work.
    Kind = "kinds";
    /// Where a case stands.
    Status = "statuses";
    /// Layers of support (Te Tūāpapa).
    Layer = "layers";
    /// What a case is about.
    Focus = "focus";
    /// What somebody is in a team.
    Role = "roles";
    /// What an RTLB is in the work on a case.
    Part = "parts";
    /// Why a case has more than one RTLB.
    SharedReason = "shared-reasons";
    /// How an agreement was given.
    Method = "methods";
    /// Languages.
    Language = "languages";
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
    /// What a review decides.
    Decision = "decisions";
    /// Outcomes that are rated twice.
    OutcomeArea = "outcome-areas";
    /// Why a case closes.
    ClosingReason = "closing-reasons";
}

record! {
    /// A case: everything a team holds about one piece of work.
    Case {
        /// The layout of this file.
        schema: Number,
        /// The id of the case, which is also the name of its file.
        id: CaseId,
        /// The kind of work.
        kind: Term<Kind>,
        /// Where it stands.
        status: Term<Status>,
        /// A few words for lists, without a name.
        title: Option<Text>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// What it is about.
        focus: Vec<Term<Focus>>,
        /// The school, kura or service.
        setting: Option<SettingId>,
        /// The mokopuna it is for; a group may be a description and a size.
        mokopuna: Vec<Mokopuna>,
        /// The request for support.
        request: Request,
        /// The RTLB who work on it.
        allocation: Vec<Allocation>,
        /// Everyone in the team, whānau as full members.
        team: Vec<Member>,
        /// Who agreed to what.
        agreements: Vec<Agreement>,
        /// What people said, in their own words.
        voice: Vec<Voice>,
        /// Strengths, interests and passions.
        strengths: Vec<Strength>,
        /// What was seen, heard, measured or read.
        evidence: Vec<Evidence>,
        /// What the team makes of it.
        sense: Sense,
        /// The one plan.
        plan: Plan,
        /// What happened since.
        progress: Vec<Progress>,
        /// Meetings.
        hui: Free,
        /// Looking back together.
        reviews: Vec<Review>,
        /// Outcomes, rated at the start and at the end.
        outcomes: Vec<Outcome>,
        /// What was shared, with whom and why.
        disclosures: Free,
        /// When which guide was walked, and by whom.
        visits: Vec<Visit>,
        /// Where two people wrote different things.
        questions: Free,
        /// A move from one setting or service to another.
        transition: Free,
        /// How it ended.
        closing: Closing,
    }

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
        /// Who the group is, without names.
        description: Option<Text>,
        /// How many mokopuna the group has.
        size: Option<Number>,
    }

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
        /// When it was decided.
        decided: Option<Date>,
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
        since: Option<Date>,
        /// Until when.
        until: Option<Date>,
        /// Why more than one.
        reason: Option<Term<SharedReason>>,
        /// What they take on.
        responsibilities: Option<Text>,
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
        /// Who gave it.
        given_by: Option<PersonId>,
        /// When it was given.
        given_on: Option<Date>,
        /// How it was given.
        method: Option<Term<Method>>,
        /// What the mokopuna said to it.
        assent: Option<Text>,
        /// When it ends.
        until: Option<Date>,
        /// When to ask again.
        review_on: Option<Date>,
        /// When it was taken back.
        withdrawn_on: Option<Date>,
    }

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
        /// What should look different, and why.
        goals: Vec<Goal>,
        /// When the team looks at it again.
        review_on: Option<Date>,
        /// What would bring the team together sooner.
        sooner: Option<Text>,
        /// Who said yes to it.
        agreed: Vec<PlanAgreement>,
    }

    /// One goal of the plan.
    Goal row 'g' {
        /// The id of the row.
        id: Option<RowId>,
        /// What should look different, and for whom.
        what: Option<Text>,
        /// Why it is worth doing.
        why: Option<Text>,
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
        by: Option<Date>,
        /// The latest measure.
        latest: Option<Text>,
        /// When the latest measure was taken.
        latest_on: Option<Date>,
        /// How far it was reached.
        rating: Option<Term<Rating>>,
        /// Why it is rated so, or not rated.
        rating_reason: Option<Text>,
        /// What will be done.
        actions: Vec<Action>,
        /// Stays with the practitioners.
        sensitive: Sensitive,
    }

    /// One action of a goal.
    Action row 'd' {
        /// The id of the row.
        id: Option<RowId>,
        /// What will be done.
        what: Option<Text>,
        /// Who or what it changes.
        change: Option<Term<Change>>,
        /// Who leads it.
        who: Option<PersonId>,
        /// Who helps.
        helpers: Vec<PersonId>,
        /// By when.
        by: Option<Date>,
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

    /// One yes to the plan.
    PlanAgreement row 'y' {
        /// The id of the row.
        id: Option<RowId>,
        /// Who.
        who: Option<PersonId>,
        /// When.
        date: Option<Date>,
        /// How.
        method: Option<Term<Method>>,
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
        next: Option<Date>,
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
        /// The rating at the end.
        end: Option<Text>,
        /// When it was rated again.
        end_on: Option<Date>,
    }

    /// One walk through a guide.
    Visit row 'v' {
        /// The id of the row.
        id: Option<RowId>,
        /// The guide.
        guide: Option<GuideId>,
        /// Who walked it.
        by: Option<PersonId>,
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
        answers: Free,
        /// Rows it added or changed.
        rows: Vec<RowId>,
        /// Prompts that were not needed, and why.
        not_needed: Free,
        /// Exit criteria that were still open, and why.
        left_open: Free,
    }

    /// How it ended.
    Closing {
        /// When.
        date: Option<Date>,
        /// Why.
        reason: Option<Term<ClosingReason>>,
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
}

impl Case {
    /// A case with nothing in it but what every case has; for trying things out, never to be written.
    pub fn blank() -> Option<Case> {
        use super::node::{Entry, Kind as NodeKind, Node};
        let scalar =
            |text: &str| Node { span: 0..0, kind: NodeKind::Scalar { text: text.into(), plain: true } };
        let entry =
            |(key, text): (&str, &str)| Entry { key: key.into(), key_span: 0..0, value: scalar(text) };
        let given = [("schema", "1"), ("id", "2026-aaaa"), ("kind", "individual"), ("status", "draft")];
        let entries = given.into_iter().map(entry).collect();
        let node = Node { span: 0..0, kind: NodeKind::Map { entries, flow: false } };
        <Case as super::shape::Field>::read(&node, &mut super::shape::Reader::default())
    }
}
