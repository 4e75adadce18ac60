//! Driving a walk at the terminal: a guide's prompt becomes a question on the screen, an answer becomes a change.

use console::style;

use super::ask::{Asker, Given};
use super::broken;
use super::greet::greet;
use super::steps::Steps;
use crate::change::questions::Open;
use crate::change::{Desk, Session};
use crate::cli::collided;
use crate::error::{ErrorKind, Result};
use crate::guide::answer::{Answer, Asked};
use crate::guide::links::links;
use crate::guide::model::Guide;
use crate::guide::walk::{Input, Question, Walk};
use crate::record::edit::Edit;
use crate::record::spoken::kept_out;
use crate::record::vocabulary::Word;
use crate::ui::{Mark, Reply, Ui};

/// How a walk ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    /// All was asked, and the guide is left.
    Left,
    /// It stays open.
    Stopped,
    /// Ctrl-C.
    Interrupted,
    /// The input ended at this prompt.
    NoMoreInput(String),
}

/// Walks until it ends; each answer is on disk before the next question.
pub(super) fn drive(
    desk: &Desk,
    session: &mut Session<'_>,
    guide: &Guide,
    begins: &super::Begins,
    ui: &mut Ui,
    left: &mut Vec<Open>,
) -> Result<Ending> {
    let mut ids = desk.ids();
    // rows that were written by hand get their ids with the first answer
    let naming = session.text().missing_ids(&mut ids);
    let named = session.text().apply(&naming)?;
    let mut walk = Walk::new(guide, named.case(), desk.known(), ids);
    super::is_for_now(&walk)?;
    begins.tell(&mut walk)?;
    greet(ui, desk, guide, &walk);
    if begins.with.is_empty() {
        ask_beside(ui, &mut walk)?;
    }
    let (went_back, shown, steps) = (false, None, Steps::default());
    Drive { desk, session, guide, ui, walk, left, naming, went_back, shown, steps }.until_it_ends()
}

/// Asks whether those who coach or are coached at this guide are there.
fn ask_beside(ui: &mut Ui, walk: &mut Walk<'_>) -> Result<()> {
    for (id, name) in walk.beside_at_this() {
        ui.say(&format!("By what was agreed under coaching, {name} and you walk this together."));
        if ui.confirm("Are they here now?")? {
            super::accompany(walk, &[id])?;
        }
    }
    Ok(())
}

struct Drive<'a, 'd> {
    desk: &'a Desk,
    session: &'a mut Session<'d>,
    guide: &'a Guide,
    ui: &'a mut Ui,
    walk: Walk<'a>,
    // where a colleague wrote something else, and nobody has decided yet
    left: &'a mut Vec<Open>,
    naming: Vec<Edit>,
    went_back: bool,
    // what the question before was part of
    shown: Option<String>,
    steps: Steps,
}

/// How often an answer waits for somebody who writes; each time for a few seconds.
const TRIES: usize = 20;

/// The list of the vocabulary of what has no place in a record.
const NO_PLACE: &str = "no-place";

const FIRST: &str = "this is the first question";

impl Drive<'_, '_> {
    fn until_it_ends(mut self) -> Result<Ending> {
        loop {
            let question = self.walk.question().map_err(|why| broken(self.guide, &why))?;
            let ending = match question {
                Some(question) => self.one(&question)?,
                None => self.leave()?,
            };
            if let Some(ending) = ending {
                self.put_down(&ending)?;
                return Ok(ending);
            }
        }
    }

    /// Asks one question; gives how the walk ends, where it does.
    fn one(&mut self, question: &Question) -> Result<Option<Ending>> {
        if self.is_passed_over(question) {
            return Ok(None);
        }
        let draft = draft_name(self.session, self.guide, question);
        let begins = question.part_of != self.shown;
        self.shown.clone_from(&question.part_of);
        let (drafts, today) = (&self.desk.private, self.desk.today());
        let clock = self.steps.clock(question, self.desk.moment());
        let links = match self.steps.is_first(&question.id()) {
            true => links(self.guide, &self.desk.known()),
            false => Vec::new(),
        };
        let calendar = self.walk.known().calendar;
        let (clock, links) = (clock.as_deref(), links.as_slice());
        let given =
            Asker { ui: self.ui, question, drafts, draft: &draft, today, calendar, begins, clock, links }
                .ask()?;
        self.went_back = matches!(given, Given::Input(Input::Back) | Given::ThenBack(_));
        let ending = match given {
            Given::Input(input) => return self.take(question, input, &draft).map(|()| None),
            Given::ThenBack(input) => {
                self.take(question, input, &draft)?;
                // from the question after to the one before
                return self.back().and_then(|()| self.back()).map(|()| None);
            }
            Given::Last(input, ending) => {
                self.take(question, input, &draft)?;
                ending
            }
            Given::End(ending) => ending,
        };
        Ok(Some(match ending {
            Ending::NoMoreInput(_) => Ending::NoMoreInput(question.id()),
            ending => ending,
        }))
    }

    // where there is nothing to choose from, in the direction somebody goes
    fn is_passed_over(&mut self, question: &Question) -> bool {
        let (Asked::Choice(choices) | Asked::Choices(choices)) = &question.asked else { return false };
        let on = if self.went_back { Input::Back } else { Input::Later };
        choices.is_empty() && self.walk.answer(question, on).is_ok()
    }

    fn take(&mut self, question: &Question, input: Input, draft: &str) -> Result<()> {
        let is_answer = matches!(input, Input::Answer(_));
        let kept_out = self.kept_out(&input);
        match self.walk.answer(question, input) {
            Ok(edits) => {
                // also an answer that changes nothing makes the case of a `new`
                if !edits.is_empty() || is_answer && !self.session.is_written() {
                    self.naming.extend(edits);
                    let edits = std::mem::take(&mut self.naming);
                    self.write(&edits)?;
                }
                if let Some(word) = kept_out {
                    self.say_kept_out(&word);
                }
                // a draft whose letters cannot be told was not seen by whoever answered
                let drafts = &self.desk.private;
                if is_answer && drafts.draft(draft).is_ok() { drafts.remove_draft(draft) } else { Ok(()) }
            }
            Err(why) => {
                self.not_taken(&why);
                Ok(())
            }
        }
    }

    // what has no place in a record is said while it can still be said otherwise
    fn kept_out(&self, input: &Input) -> Option<Word> {
        let words = self.desk.vocabulary.list(NO_PLACE);
        let texts = match input {
            Input::Answer(Answer::Text(text)) => std::slice::from_ref(text),
            Input::Answer(Answer::Texts(texts)) => texts,
            _ => return None,
        };
        texts.iter().find_map(|text| kept_out(&words, text)).cloned()
    }

    fn say_kept_out(&mut self, word: &Word) {
        let note = word.note.as_deref().unwrap_or_default();
        let words = format!("Does this belong here? {}. {note} `<` goes back to it.", word.label);
        let words = self.ui.fill(&words);
        self.ui.tell(&style(words).yellow().for_stderr().to_string());
    }

    /// Writes edits; a colleague's work meanwhile is part of the record that the walk goes on with.
    fn write(&mut self, edits: &[Edit]) -> Result<()> {
        self.apply(edits)?;
        self.left.extend(collided::meet(self.desk, self.session, self.ui)?);
        self.walk.see(self.session.case());
        Ok(())
    }

    /// Whoever writes at this moment is waited for: what was typed is not dropped.
    fn apply(&mut self, edits: &[Edit]) -> Result<()> {
        for _ in 0..TRIES {
            match self.session.apply(edits) {
                Err(busy) if busy.kind == ErrorKind::Busy => {
                    self.ui.warn(&format!("{}. Your answer waits for that.", busy.message));
                }
                done => return done,
            }
        }
        self.session.apply(edits)
    }

    fn not_taken(&mut self, why: &str) {
        let words = self.ui.fill(&format!("Not taken: {why}."));
        self.ui.tell(&style(words).yellow().for_stderr().to_string());
    }

    fn back(&mut self) -> Result<()> {
        if !self.walk.back().map_err(|why| broken(self.guide, &why))? {
            self.not_taken(FIRST);
        }
        Ok(())
    }

    /// All was asked: leave the guide, keep it open, or go back.
    fn leave(&mut self) -> Result<Option<Ending>> {
        let open = self.walk.open_criteria().map_err(|why| broken(self.guide, &why))?;
        self.ui.say("");
        super::say_open(self.ui, self.guide, &open);
        self.ui.say(&format!("That was {}. You can come back to it at any time.", self.guide.title));
        let on = self.walk.moves_on().map_err(|why| broken(self.guide, &why))?.map(|id| self.stands(&id));
        let choices = match &on {
            None => [format!("leave {}", self.guide.title), "keep it open for now".to_owned()],
            // what leaving sets in motion is said before, and nobody is hurried
            Some((after, note)) => {
                self.ui.say(&format!("Leaving it makes the case “{after}”{note}"));
                [
                    format!("leave {}: the case is then “{after}”", self.guide.title),
                    format!("not yet: keep it open; the case stays “{}”", self.status()),
                ]
            }
        };
        let marks = [Mark::Back, Mark::Explain, Mark::Stop];
        Ok(Some(match self.ui.select(&choices, Some(0), &marks)? {
            Reply::Got(0) => {
                let edits = self.walk.leave().map_err(|why| broken(self.guide, &why))?;
                self.write(&edits)?;
                if let Some((after, _)) = on {
                    self.ui.say(&format!("The case is now “{after}”."));
                }
                Ending::Left
            }
            Reply::Mark(Mark::Back) => return self.back().map(|()| None),
            Reply::Mark(Mark::Explain) => {
                self.ui.say("Leaving says that the team moves on; nothing is locked. Keeping it open lets the next walk go on here.");
                return Ok(None);
            }
            Reply::Interrupted => Ending::Interrupted,
            Reply::End => Ending::NoMoreInput("leave".into()),
            Reply::Got(_) | Reply::Mark(_) => Ending::Stopped,
        }))
    }

    // a place in the course of the work: what it is called, and what that means
    fn stands(&self, id: &str) -> (String, String) {
        let word = self.desk.vocabulary.word("statuses", id);
        let note = word.as_ref().and_then(|word| word.note.as_ref());
        let note = note.map_or_else(|| ".".to_owned(), |note| format!(": {note}"));
        (word.map_or_else(|| id.to_owned(), |word| word.label), note)
    }

    fn status(&self) -> String {
        self.stands(self.session.case().status.as_str()).0
    }

    /// A visit that stays open remembers where it stopped.
    fn put_down(&mut self, ending: &Ending) -> Result<()> {
        let on = self.walk.moves_on().ok().flatten().filter(|_| self.session.is_written());
        if let Some(id) = on.filter(|_| *ending == Ending::Stopped) {
            let (title, before, after) = (&self.guide.title, self.status(), self.stands(&id).0);
            self.ui.say(&format!("The case stays “{before}”; leaving {title} makes it “{after}”."));
        }
        let edits = self.walk.stop();
        if *ending == Ending::Left || edits.is_empty() { Ok(()) } else { self.write(&edits) }
    }
}

// a draft belongs to one question of one row
fn draft_name(session: &Session<'_>, guide: &Guide, question: &Question) -> String {
    let short = |text: &str, most: usize| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(most).collect()
    };
    let row = question.row.as_ref().map(|row| format!("-{}", short(row, 12))).unwrap_or_default();
    format!("{}-{}-{}{row}.txt", session.id(), short(&guide.id, 20), short(&question.id(), 40))
}
