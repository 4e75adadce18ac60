//! A case: everything a team holds about one piece of work, one file.

mod access;
mod community;
mod course;
mod hui;
mod people;
mod picture;
mod plan;
mod project;
mod questions;
mod sharing;

pub use access::*;
pub use community::*;
pub use course::*;
pub use hui::*;
pub use people::*;
pub use picture::*;
pub use plan::*;
pub use project::*;
pub use questions::*;
pub use sharing::*;

use super::id::{CaseId, SettingId};
use super::shape::record;
use super::value::{Number, Term, Text, vocabulary};

vocabulary! {
    /// Kinds of work.
    Kind = "kinds";
    /// Layers of support (Te Tūāpapa).
    Layer = "layers";
    /// What a case is about.
    Focus = "focus";
    /// What mokopuna need, as a cluster counts it; never a diagnosis.
    Need = "needs";
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
        /// The title: a few words for lists, without a name.
        title: Option<Text>,
        /// The layer of support.
        layer: Option<Term<Layer>>,
        /// What it is about.
        focus: Vec<Term<Focus>>,
        /// What is needed, in the words by which the cluster counts.
        needs: Vec<Term<Need>>,
        /// The school, kura or service.
        setting: Option<SettingId>,
        /// Further schools or services in the work.
        settings: Vec<SettingId>,
        /// The mokopuna it is for; a group may be a description and a size.
        mokopuna: Vec<Mokopuna>,
        /// Other cases that belong with this one.
        links: Vec<Link>,
        /// The request for support.
        request: Request,
        /// The steps of the way: what it became, when and why.
        course: Vec<CourseStep>,
        /// The RTLB who work on it.
        allocation: Vec<Allocation>,
        /// Work shared with the Ministry or other services.
        co_work: Vec<CoWork>,
        /// Everyone in the team, whānau as full members.
        team: Vec<Member>,
        /// Partners beside the school and us.
        partners: Vec<Partner>,
        /// Services that were asked for.
        services: Vec<Service>,
        /// How we agreed to work together.
        working: Working,
        /// Who agreed to what.
        agreements: Vec<Agreement>,
        /// What people said, in their own words.
        voice: Vec<Voice>,
        /// Strengths, interests and passions.
        strengths: Vec<Strength>,
        /// What was seen, heard, measured or read.
        evidence: Vec<Evidence>,
        /// The picture through the lenses that whānau chose.
        lenses: Vec<LensView>,
        /// What the team makes of it.
        sense: Sense,
        /// The one plan.
        plan: Plan,
        /// What happened since.
        progress: Vec<Progress>,
        /// Meetings.
        hui: Vec<Hui>,
        /// Colleagues beside colleagues.
        coaching: Vec<Coaching>,
        /// Work with a critical friend.
        critical_friends: Vec<CriticalFriend>,
        /// Looking back together.
        reviews: Vec<Review>,
        /// Outcomes, rated at the start and at the end.
        outcomes: Vec<Outcome>,
        /// What was shared, with whom and why.
        disclosures: Vec<Disclosure>,
        /// Who asked what is held.
        access_requests: Vec<AccessRequest>,
        /// What is told to whoever asks, and what is kept back.
        withholding: Vec<Withholding>,
        /// What was said to be wrong, and what became of it.
        corrections: Vec<Correction>,
        /// What stands for names where it is told without them.
        stand_ins: Vec<StandIn>,
        /// Words that are no names in this case, though they are names elsewhere.
        not_names: Vec<Text>,
        /// When which guide was walked, and by whom.
        visits: Vec<Visit>,
        /// Where two people wrote different things.
        questions: Vec<Question>,
        /// A move from one setting or service to another.
        transition: Transition,
        /// Of a learning support community: who is in it, what is needed, what there is, what was decided.
        community: Community,
        /// Of an improvement project: who makes it, what was tried and learnt.
        project: Project,
        /// How it ended.
        closing: Closing,
        /// How it ended before, where it was taken up again.
        endings: Vec<Ending>,
        /// Asking how it goes, some time later.
        check_ins: Vec<CheckIn>,
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
