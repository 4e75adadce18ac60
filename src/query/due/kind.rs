//! What can be due.

use serde::{Deserialize, Serialize};

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The cluster decides about a request.
    Decision,
    /// The team looks at the plan again.
    Review,
    /// A goal is to be reached.
    Goal,
    /// An action.
    Action,
    /// People meet.
    Hui,
    /// A next step that somebody said yes to.
    NextStep,
    /// An agreement runs out.
    AgreementEnds,
    /// An agreement is to be asked for again.
    AgreementReview,
    /// The first talk with whoever asked.
    FirstContact,
    /// The agreed roles are looked at again.
    Roles,
    /// A hold or a pause is looked at again.
    LookAgain,
    /// A colleague beside a colleague, for a while.
    Coaching,
    /// A move to another setting or service.
    Move,
    /// Somebody needs to know something before a move.
    Tell,
    /// Asking how somebody has arrived after a move.
    Arrival,
    /// Asking how it goes, some time after the end.
    CheckIn,
    /// It was wished that the work is taken up again.
    TakeUp,
    /// Somebody who asked what is held about them has an answer.
    Answer,
    /// What a community agreed or decided is looked at again.
    TogetherAgain,
    /// A learning loop of a project is looked at.
    Loop,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 20] = [
        Kind::Decision,
        Kind::Review,
        Kind::Goal,
        Kind::Action,
        Kind::Hui,
        Kind::NextStep,
        Kind::AgreementEnds,
        Kind::AgreementReview,
        Kind::FirstContact,
        Kind::Roles,
        Kind::LookAgain,
        Kind::Coaching,
        Kind::Move,
        Kind::Tell,
        Kind::Arrival,
        Kind::CheckIn,
        Kind::TakeUp,
        Kind::Answer,
        Kind::TogetherAgain,
        Kind::Loop,
    ];

    /// Its id in the vocabulary.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Decision => "decision",
            Kind::Review => "review",
            Kind::Goal => "goal",
            Kind::Action => "action",
            Kind::Hui => "hui",
            Kind::NextStep => "next-step",
            Kind::AgreementEnds => "agreement-ends",
            Kind::AgreementReview => "agreement-review",
            Kind::FirstContact => "first-contact",
            Kind::Roles => "roles",
            Kind::LookAgain => "look-again",
            Kind::Coaching => "coaching",
            Kind::Move => "move",
            Kind::Tell => "tell",
            Kind::Arrival => "arrival",
            Kind::CheckIn => "check-in",
            Kind::TakeUp => "take-up",
            Kind::Answer => "answer",
            Kind::TogetherAgain => "together-again",
            Kind::Loop => "learning-loop",
        }
    }
}
