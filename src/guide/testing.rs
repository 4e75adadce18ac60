//! What the tests of this room share: a small cluster, and a walk that keeps what it is answered.

#![allow(clippy::unwrap_used)]

use serde_json::Value as Tree;

use super::answer::Answer;
use super::answers_file::Answers;
use super::known::{Choice, Known};
use super::load::load;
use super::model::Guide;
use super::walk::{Input, Question, Walk};
use crate::record::case_text::CaseText;
use crate::record::cluster::{Person, Setting};
use crate::record::id::{Ids, PersonId};
use crate::record::meetings::{Meetings, Rhythm};
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::read::read;
use crate::record::term::Calendar;
use crate::record::tree;
use crate::record::value::Date;
use crate::record::value::Text;
use crate::record::vocabulary::Vocabulary;

/// A case that nobody has touched yet.
pub(crate) const CASE: &str = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: draft\n";

/// A cluster with two people and one school, on one day.
pub(crate) struct World {
    pub(crate) vocabulary: Vocabulary,
    people: Vec<Person>,
    settings: Vec<Setting>,
    pub(crate) calendar: Calendar,
    user: PersonId,
    meetings: Meetings,
    guides: Vec<Choice>,
}

impl World {
    pub(crate) fn new() -> World {
        let person = |id: &str, name: &str| Person {
            id: id.parse().unwrap(),
            name: Text::new(name).unwrap(),
            role: None,
            email: None,
            logins: Vec::new(),
        };
        let guide = |id: &str, title: &str| Choice {
            id: id.into(),
            label: title.into(),
            note: None,
            aliases: Vec::new(),
        };
        let setting = read::<Setting>("schema: 1\nid: awa-school\nname: Awa School\n").value.unwrap();
        World {
            vocabulary: Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap(),
            people: vec![person("p-7w2n", "Tom Arden"), person("p-c3xe", "Sela Fonua")],
            settings: vec![setting],
            calendar: crate::record::testing::calendar(),
            user: "p-c3xe".parse().unwrap(),
            meetings: Meetings::Rhythm(Rhythm::Weeks(1), "2026-08-21".parse().unwrap()),
            guides: vec![guide("tatai", "Tātai"), guide("hui", "Hui")],
        }
    }

    pub(crate) fn known(&self) -> Known<'_> {
        let today = Date(jiff::civil::date(2026, 8, 14));
        Known {
            vocabulary: &self.vocabulary,
            people: &self.people,
            settings: &self.settings,
            today,
            calendar: &self.calendar,
            meetings: Some(&self.meetings),
            first_contact: 14,
            user: &self.user,
            guides: &self.guides,
        }
    }

    /// A guide from its prompts.
    #[track_caller]
    pub(crate) fn guide(&self, prompts: &str) -> Guide {
        let head =
            "schema = 1\nid = \"katoa\"\ntitle = \"Katoa\"\ngloss = \"everything\"\npurpose = \"To try.\"\n";
        load("katoa.toml", &format!("{head}{prompts}"), &self.vocabulary).unwrap()
    }
}

/// A walk together with the text it changes.
pub(crate) struct Run<'w> {
    pub(crate) walk: Walk<'w>,
    pub(crate) text: CaseText,
}

impl<'w> Run<'w> {
    #[track_caller]
    pub(crate) fn new(world: &'w World, guide: &'w Guide, case: &str) -> Run<'w> {
        Run::with_ids(world, guide, case, 1)
    }

    #[track_caller]
    pub(crate) fn with_ids(world: &'w World, guide: &'w Guide, case: &str, seed: u64) -> Run<'w> {
        let mut ids = Ids::seeded(seed);
        let text = CaseText::read("case.yaml", case).unwrap();
        let text = text.apply(&text.missing_ids(&mut ids)).unwrap();
        Run { walk: Walk::new(guide, text.case(), world.known(), ids), text }
    }

    /// The question that is asked now; none when all were asked.
    #[track_caller]
    pub(crate) fn question(&mut self) -> Option<Question> {
        self.walk.question().unwrap()
    }

    /// Gives something to the question that is asked now.
    #[track_caller]
    pub(crate) fn give(&mut self, input: Input) -> Result<(), String> {
        let question = self.question().expect("a question");
        let edits = self.walk.answer(&question, input)?;
        self.keep(&edits);
        Ok(())
    }

    /// Gives something to the question with this id.
    #[track_caller]
    pub(crate) fn at(&mut self, id: &str, input: Input) {
        assert_eq!(self.question().map(|q| q.id()).as_deref(), Some(id));
        self.give(input).unwrap();
    }

    /// Answers the question with this id.
    #[track_caller]
    pub(crate) fn say(&mut self, id: &str, text: &str) {
        self.at(id, Input::answer(text));
    }

    /// Answers the question with this id with several texts.
    #[track_caller]
    pub(crate) fn list(&mut self, id: &str, texts: &[&str]) {
        let texts = texts.iter().map(ToString::to_string).collect();
        self.at(id, Input::Answer(Answer::Texts(texts)));
    }

    /// Leaves what is asked now for later, until the question with this id.
    #[track_caller]
    pub(crate) fn skip_to(&mut self, id: &str) {
        while self.question().expect("a question").id() != id {
            self.give(Input::Later).unwrap();
        }
    }

    /// Leaves everything that is still to come for later.
    #[track_caller]
    pub(crate) fn skip_all(&mut self) {
        while self.question().is_some() {
            self.give(Input::Later).unwrap();
        }
    }

    #[track_caller]
    pub(crate) fn back(&mut self) {
        assert!(self.walk.back().unwrap(), "there is a question before");
    }

    #[track_caller]
    pub(crate) fn leave(&mut self) {
        let edits = self.walk.leave().unwrap();
        self.keep(&edits);
    }

    #[track_caller]
    pub(crate) fn stop(&mut self) {
        let edits = self.walk.stop();
        self.keep(&edits);
    }

    #[track_caller]
    fn keep(&mut self, edits: &[crate::record::edit::Edit]) {
        self.text = self.text.apply(edits).unwrap();
        self.walk.see(self.text.case());
    }

    /// What stands at a place of the case.
    pub(crate) fn value(&self, place: &str) -> Tree {
        tree::at(&tree::of(self.text.case()), &Path::parse(place)).clone()
    }

    /// What stands in the visit of this walk.
    pub(crate) fn visit(&self, key: &str) -> Tree {
        let visits = self.value("visits");
        visits.as_array().and_then(|v| v.last()).map(|v| v[key].clone()).unwrap_or_default()
    }
}

/// The text of a case after a file of answers, or what is wrong with them.
pub(crate) fn from_file(
    world: &World,
    guide: &Guide,
    case: &str,
    answers: &str,
) -> Result<String, Vec<Problem>> {
    let parsed = crate::record::parse::parse(answers);
    assert_eq!(parsed.problems, [], "{answers}");
    let mut run = Run::new(world, guide, case);
    let mut answers = Answers::new(&parsed.root, guide);
    run.walk.begin(&mut answers);
    while let Some(edits) = run.walk.step(&mut answers).unwrap() {
        run.keep(&edits);
    }
    answers.unused(guide, &world.known());
    if !answers.problems.is_empty() {
        return Err(answers.problems);
    }
    if answers.leaves() {
        run.leave();
    }
    Ok(run.text.text().to_owned())
}
