//! What finding needs to know of a case: its facts. They are small and hold for as long as no day of the case comes to pass, so
//! that a copy can keep them by and need not read ten years of cases to find fifty.

use std::collections::BTreeSet;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::days::Days;
use super::{due, held, waiting};
use crate::record::case::Case;
use crate::record::standing::{handed_in, leaders, present};
use crate::record::text::fold;
use crate::record::tree::{self, each_text};
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// A word or a few: ten thousand cases are read at once, and what is short needs no room of its own.
pub type Short = CompactString;

/// Several of them, which need no room of their own either as long as they are short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(Short);

/// What stands after each of several words, and in none.
const AFTER_EACH: char = '\n';

impl Words {
    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split_terminator(AFTER_EACH)
    }
}

impl<'a> FromIterator<&'a str> for Words {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Words {
        let mut all = Short::default();
        for word in words {
            all.extend(word.split(AFTER_EACH));
            all.push(AFTER_EACH);
        }
        Words(all)
    }
}

/// What finding needs to know of one case. Ids are as the record has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Where it stands.
    pub status: Short,
    /// The kind of work.
    pub kind: Short,
    /// The layer of support.
    pub layer: Option<Short>,
    /// What it is about.
    pub focus: Words,
    /// What is needed.
    pub needs: Words,
    /// The school or service that it is told of with.
    pub setting: Option<Short>,
    /// Further schools and services in the work.
    pub settings: Words,
    /// A few words for lists.
    pub title: Option<Short>,
    /// The mokopuna, as they are called in it.
    pub mokopuna: Words,
    /// The people of the team, as they are called in it.
    pub team: Words,
    /// The RTLB who are in the work.
    pub present: Words,
    /// Those of them who lead it.
    pub leads: Words,
    /// The guides that were walked or begun.
    pub guides: Words,
    /// Those of them that are begun and not left, once for each visit.
    pub open: Words,
    /// Whose words are in it.
    pub voices: Words,
    /// When the request came in.
    pub opened: Option<Date>,
    /// When it ended, each time.
    pub closed: Vec<Date>,
    /// When the team looks at the plan again.
    pub review: Option<Date>,
    /// When there was a hui or a review.
    pub met: Vec<Date>,
    /// From when until when the request waited.
    pub waited: Option<waiting::Since>,
    /// From when until when the work was open.
    pub worked: Option<waiting::Since>,
    /// How many questions between two versions nobody has decided.
    pub questions: usize,
    /// Whether anything of it can be due on any day.
    pub can_be_due: bool,
    /// The days on which all of this is so.
    pub days: Days,
}

impl Facts {
    /// The facts of a case as they are on a day.
    pub fn of(case: &Case, words: &Vocabulary, today: Date) -> Facts {
        let visits = || case.visits.iter().filter_map(|visit| Some((visit, visit.guide.as_ref()?.as_str())));
        let mokopuna = case.mokopuna.iter().filter_map(|mokopuna| mokopuna.name.as_ref());
        let team = case.team.iter().filter_map(|member| member.name.as_ref());
        let present = present(case, today).filter_map(|(_, row)| Some(row.practitioner.as_ref()?.as_str()));
        let spoken = case.voice.iter().filter(|row| row.words.is_some());
        let met = case.hui.iter().map(|hui| hui.date).chain(case.reviews.iter().map(|review| review.date));
        Facts {
            status: case.status.as_str().into(),
            kind: case.kind.as_str().into(),
            layer: case.layer.as_ref().map(|layer| layer.as_str().into()),
            focus: case.focus.iter().map(|focus| focus.as_str()).collect(),
            needs: needs(case),
            setting: case.setting.as_ref().map(|id| id.as_str().into()),
            settings: settings(case),
            title: case.title.as_ref().map(|title| title.as_str().into()),
            mokopuna: mokopuna.map(|name| name.as_str()).collect(),
            team: team.map(|name| name.as_str()).collect(),
            present: present.collect(),
            leads: leaders(case, words, today).into_iter().map(|id| id.as_str()).collect(),
            guides: once(visits().map(|(_, guide)| guide)),
            open: visits().filter(|(visit, _)| visit.closed.is_none()).map(|(_, id)| id).collect(),
            voices: once(spoken.filter_map(|row| Some(row.who.as_ref()?.as_str()))),
            opened: opened(case),
            closed: case.closing.date.into_iter().chain(case.endings.iter().filter_map(|e| e.date)).collect(),
            review: held::next_review(case, words, today).map(|planned| planned.day),
            met: met.flatten().collect(),
            waited: waiting::since(case, words),
            worked: waiting::work_since(case, words),
            questions: case.questions.len(),
            can_be_due: due::can_be(case, words),
            days: Days::around(case, today),
        }
    }

    /// Everybody who is named in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.mokopuna.iter().chain(self.team.iter())
    }
}

// of a community: what is needed there, what there is for it, and what worked, so that whoever looks for a need finds all three
fn needs(case: &Case) -> Words {
    let community = &case.community;
    let told = (community.needs.iter().flat_map(|one| &one.needs))
        .chain(community.resources.iter().flat_map(|one| &one.needs))
        .chain(community.practice.iter().flat_map(|one| &one.needs));
    let own: Vec<&str> = case.needs.iter().map(|need| need.as_str()).collect();
    let more: BTreeSet<&str> = told.map(|need| need.as_str()).filter(|need| !own.contains(need)).collect();
    own.iter().copied().chain(more).collect()
}

fn settings(case: &Case) -> Words {
    let members = case.community.members.iter().filter(|member| member.until.is_none());
    let members = members.filter_map(|member| member.setting.as_ref());
    case.settings.iter().chain(members).map(|id| id.as_str()).collect()
}

fn once<'c>(found: impl Iterator<Item = &'c str>) -> Words {
    found.collect::<BTreeSet<&str>>().into_iter().collect()
}

// a case that never was a request began with the first step that anybody took
fn opened(case: &Case) -> Option<Date> {
    let steps = case.course.iter().filter_map(|step| step.date).min();
    case.request.submitted.or(steps).or_else(|| handed_in(case))
}

/// Whether folded words stand anywhere in a case.
pub fn says(case: &Case, words: &str) -> bool {
    let mut found = false;
    each_text(&tree::of(case), &mut |text| found |= fold(text).contains(words));
    found
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::{Facts, Words};
    use crate::query::due;
    use crate::query::testing::{around, words};
    use crate::record::testing::calendar;
    use crate::record::value::Date;

    #[test]
    fn several_words_are_as_many_again() {
        for words in [vec![], vec![""], vec!["p-4kd7"], vec!["", "literacy", "Mere Kōwhai"]] {
            let all: Words = words.iter().copied().collect();
            assert_eq!(all.iter().collect::<Vec<_>>(), words);
        }
        let broken: Words = ["Mere\nKōwhai", "Ana"].into_iter().collect();
        assert_eq!(broken.iter().count(), 2);
    }

    // whatever a fact depends on, it is one of the days of the case
    #[test]
    fn facts_are_the_same_on_every_day_on_which_they_hold() {
        let words = words();
        let calendar = calendar();
        let mut turned = 0;
        for text in crate::record::testing::examples() {
            let case = crate::record::read::read(&text).value.unwrap();
            let mut day = Date("2026-01-01".parse().unwrap());
            let mut facts = Facts::of(&case, &words, day);
            for _ in 0..500 {
                day = Date(day.0.saturating_add(1.day()));
                let now = Facts::of(&case, &words, day);
                let around = due::Around { today: day, ..around(&words, &calendar) };
                assert!(now.can_be_due || due::due(&case, around).is_empty(), "{} {day}", case.id);
                if facts.days.hold(day) {
                    assert_eq!(now, facts, "{} {day}", case.id);
                } else {
                    turned += usize::from(now.review != facts.review || now.present != facts.present);
                    facts = now;
                }
            }
        }
        assert!(turned > 5, "the examples change with the days: {turned}");
    }
}
