//! What comes due in the cases, without reading those that nobody changed.

use super::desk::Desk;
use super::index::Indexed;
use crate::check;
use crate::error::Result;
use crate::folder::Loaded;
use crate::guide::known::{row_label, shorten};
use crate::query::coming::Coming;
use crate::query::due::{Due, Kind};
use crate::query::facts::Facts;
use crate::record::asked::answer_by;
use crate::record::case::Case;
use crate::record::cluster::Person;
use crate::record::problem::Level;
use crate::record::tree;
use crate::record::vocabulary::Vocabulary;

impl Desk {
    /// What comes due in every case of these facts in which something may, and those that cannot be read, in the order of the
    /// ids. Of all cases, or it is not kept by for the others.
    pub fn coming(&self, cases: &[Indexed<Facts>]) -> Result<Vec<Indexed<Coming>>> {
        let (words, people, today) = (&self.vocabulary, &self.people, self.today());
        let elements = self.elements();
        let around = self.around_due(&elements);
        let make = |loaded: &Loaded<Case>, case: &Case| {
            let wrong = check::of_reading(&loaded.problems, words);
            let partly = wrong.iter().any(|finding| finding.rule.level == Level::Error);
            Coming { partly, ..Coming::of(case, around, |item| about(words, people, case, item)) }
        };
        let named = people.iter().flat_map(|person| [person.id.as_str(), person.name.as_str()]);
        let rests_on = format!("{elements:?}{:?}", named.collect::<Vec<_>>());
        let can_be = |case: &&Indexed<Facts>| case.known.as_ref().is_none_or(|facts| facts.can_be_due);
        let files = cases.iter().filter(can_be).map(|case| case.file.clone()).collect();
        let holds = |coming: &Coming| coming.days.hold(today);
        let mut all = Vec::new();
        self.each_indexed(files, ("coming", &rests_on), holds, make, |one| one, |one| all.push(one))?;
        Ok(all)
    }
}

// the first words of an action or a next step: whoever has three of them knows which one
fn about(words: &Vocabulary, people: &[Person], case: &Case, item: &Due) -> Option<String> {
    if item.kind == Kind::Answer {
        let asked = case.access_requests.iter().find(|asked| asked.id == item.row)?;
        let about = answer_by(asked).is_some_and(|answer| answer.about);
        return about.then(|| "about that day: 20 working days from when they asked".into());
    }
    let row = item.row.as_ref().filter(|_| matches!(item.kind, Kind::Action | Kind::NextStep))?;
    let record = tree::of(case);
    let (shape, row) = tree::row_of(&record, row.as_str())?;
    let label = shorten(&row_label(words, people, shape, row), 50);
    (row["id"] != *label).then_some(label)
}
