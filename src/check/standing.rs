//! Where a case stands, and who is who in it, as the vocabulary says: rules ask here and know no word themselves.

use super::Subject;
use crate::record::agreed::stands_on;
use crate::record::case::{Action, Allocation, Case, Goal, Visit};
use crate::record::id::PersonId;
use crate::record::standing::{leads, present};
use crate::record::value::{Date, Term, Vocabulary as List};
use crate::record::vocabulary::{Vocabulary, Word};

/// For how many days after its end a case is still asked about: later nobody would tell a school that it is over.
const ASKED_AFTER_THE_END: i32 = 365;

/// Whether somebody works on a case; a mistyped status does not silence the questions. A community and an improvement project
/// are no cases: nobody leads them alone, and they have no plan for a mokopuna.
pub(super) fn is_in_work(case: &Case, vocabulary: &Vocabulary) -> bool {
    let stands = vocabulary.word("statuses", case.status.as_str()).is_none_or(|word| word.in_work);
    stands && vocabulary.is_case(case.kind.as_str())
}

impl Subject<'_> {
    /// A word of the record, as its list describes it.
    pub fn word<V: List>(&self, term: Option<&Term<V>>) -> Option<Word> {
        self.known.vocabulary.word(V::LIST, term?.as_str())
    }

    /// Whether somebody works on the case now.
    pub fn is_in_work(&self) -> bool {
        is_in_work(self.case, self.known.vocabulary)
    }

    /// Whether it goes on: a community or a project that was not put down.
    pub fn is_standing(&self) -> bool {
        self.word(Some(&self.case.status)).is_none_or(|word| word.in_work && !word.resting)
    }

    /// Whether somebody works on the case and is expected to.
    pub fn is_under_way(&self) -> bool {
        self.is_in_work() && !self.word(Some(&self.case.status)).is_some_and(|word| word.resting)
    }

    /// Whether the work has come to its end; what was declined never began.
    pub fn is_ended(&self) -> bool {
        self.word(Some(&self.case.status)).is_some_and(|word| word.ended && !word.needs_reason)
    }

    /// Whether the work ended not so long ago that nothing can be made good.
    pub fn is_ended_lately(&self) -> bool {
        self.is_ended()
            && self.case.closing.date.is_none_or(|day| self.days_since(day) <= ASKED_AFTER_THE_END)
    }

    /// Whether it ended in a way that leaves nobody here who goes on with it, such as a move.
    pub fn is_left_early(&self) -> bool {
        self.word(self.case.closing.reason.as_ref()).is_some_and(|reason| reason.no_check_in)
    }

    /// Whether somebody said in a walk why what a guide asks for at this place is not there.
    pub fn is_explained(&self, place: &str) -> bool {
        let named = format!("record.{place} ");
        self.case.visits.iter().any(|visit| {
            let guide = visit.guide.as_ref().and_then(|id| self.guides.iter().find(|g| g.id == id.as_str()));
            guide.is_some_and(|guide| {
                let mut prompts = guide.prompts.iter().filter(|prompt| prompt.to.as_deref() == Some(place));
                let mut exits = guide.exits.iter().filter(|exit| exit.met.contains(&named));
                prompts.any(|prompt| visit.not_needed.0.contains_key(&prompt.id))
                    || exits.any(|exit| visit.left_open.0.contains_key(&exit.id))
            })
        })
    }

    /// The place of the first visit since the work was last taken up again; that of the first of all where it never ended.
    pub fn first_visit_since_the_end(&self) -> usize {
        let visits = &self.case.visits;
        let Some(ending) = self.case.endings.iter().max_by_key(|ending| ending.date) else { return 0 };
        let took_up = |visit: &Visit| ending.id.as_ref().is_some_and(|id| visit.rows.contains(id));
        visits.iter().rposition(took_up).unwrap_or_else(|| {
            // who wrote the ending down by hand may have noted no visit
            visits.iter().rposition(|visit| visit.closed <= ending.date).map_or(0, |last| last + 1)
        })
    }

    /// The days from a day to today; fewer than none where it is still to come.
    pub fn days_since(&self, day: Date) -> i32 {
        day.0.until(self.known.today.0).map_or(0, |span| span.get_days())
    }

    /// The goals of a plan that people work on; none where nobody does.
    pub fn goals_in_work(&self) -> &[Goal] {
        if self.is_in_work() { &self.case.plan.goals } else { &[] }
    }

    /// The actions of the plan.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.case.plan.goals.iter().flat_map(|goal| &goal.actions)
    }

    /// The RTLB who are in the work today, with the numbers of their rows.
    pub fn allocated(&self) -> impl Iterator<Item = (usize, &Allocation)> {
        present(self.case, self.known.today)
    }

    /// Whether a row of the allocation holds the threads; one that says nothing has the usual part.
    pub fn leads(&self, row: &Allocation) -> bool {
        leads(row, self.known.vocabulary)
    }

    /// Whether somebody's agreement stands today.
    pub fn stands_an_agreement(&self) -> bool {
        self.standing_agreements() > 0
    }

    /// How many agreements stand today.
    pub fn standing_agreements(&self) -> usize {
        self.case.agreements.iter().filter(|row| stands_on(row, self.known.today)).count()
    }

    /// The person that an id means: a row of the team may stand for a person of the cluster.
    pub fn person<'s>(&'s self, id: &'s PersonId) -> &'s PersonId {
        let row =
            self.case.team.iter().find(|row| row.id.as_ref().is_some_and(|own| own.as_str() == id.as_str()));
        row.and_then(|row| row.person.as_ref()).unwrap_or(id)
    }

    /// Whether words of somebody stand in the record; `whose` is `mokopuna` or `whanau`.
    pub fn is_heard(&self, whose: &str) -> bool {
        let spoken = self.case.voice.iter().filter(|voice| voice.words.is_some());
        let mut who = spoken.filter_map(|voice| self.word(voice.who.as_ref()));
        who.any(|who| who.speaks_for.as_deref() == Some(whose))
    }

    /// The word of the layer that is the most intensive: the last of its list.
    pub fn most_intensive(&self) -> Option<Word> {
        self.known.vocabulary.offered("layers").pop()
    }
}
