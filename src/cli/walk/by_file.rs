//! A guide answered from a file: all that is wrong with it is said at once, and then nothing is written.

use super::{Begins, broken, is_for_now, say_open};
use crate::change::{Desk, Session};
use crate::cli::collided;
use crate::error::{Error, Result};
use crate::guide::answers_file::{Answers, taken_before};
use crate::guide::model::Guide;
use crate::guide::walk::Walk as Machine;
use crate::history::Note;
use crate::record::parse::parse;
use crate::record::problem::{Level, Problem};
use crate::record::tree;
use crate::ui::{Place, Ui, excerpt};

/// The text of an answers file, and what people call it.
pub(in crate::cli) struct AnswersText {
    pub(in crate::cli) name: String,
    pub(in crate::cli) text: String,
}

impl AnswersText {
    pub(in crate::cli) fn read(file: &std::path::Path) -> Result<AnswersText> {
        Ok(AnswersText { name: file.display().to_string(), text: crate::folder::read_outside(file)? })
    }
}

/// Answers a whole guide from a file: all that is wrong with it is said at once, and then nothing is written.
pub(in crate::cli) fn from_text(
    desk: &Desk,
    session: &mut Session<'_>,
    guide: &Guide,
    given: &AnswersText,
    begins: &Begins,
    ui: &mut Ui,
) -> Result<()> {
    let parsed = parse(&given.text);
    if !parsed.problems.is_empty() {
        return Err(refuse(ui, given, &parsed.problems));
    }
    let mut answers = Answers::new(&parsed.root, guide);
    let before = session.text().clone();
    let mut ids = desk.ids();
    let mut edits = before.missing_ids(&mut ids);
    let mut made = before.apply(&edits)?;
    let mut walk = Machine::new(guide, made.case(), desk.known(), ids);
    is_for_now(&walk)?;
    begins.tell(&mut walk)?;
    walk.begin(&mut answers);
    let nothing = edits.len();
    while let Some(step) = walk.step(&mut answers).map_err(|why| broken(guide, &why))? {
        made = made.apply(&step)?;
        walk.see(made.case());
        edits.extend(step);
    }
    answers.unused(guide, &desk.known());
    if !answers.problems.is_empty() {
        return Err(refuse(ui, given, &answers.problems));
    }
    if edits.len() == nothing {
        return Err(Error::request(format!("`{}` holds no new answers", given.name))
            .hint("Fill in what is empty; what stays empty is left for later."));
    }
    let open = walk.open_criteria().map_err(|why| broken(guide, &why))?;
    let mut how = "so far";
    let on = walk.moves_on().map_err(|why| broken(guide, &why))?;
    if answers.leaves() {
        let last = walk.leave().map_err(|why| broken(guide, &why))?;
        made = made.apply(&last)?;
        edits.extend(last);
        how = "left";
    }
    if let Some(day) = taken_before(&tree::of(before.case()), &tree::of(made.case())) {
        ui.say(&format!(
            "What `{}` says stands in the record since {}, so nothing was recorded. If it is another one, say its own day \
             or its own words in the file.",
            given.name,
            day.in_words()
        ));
        return Ok(());
    }
    session.walking(&guide.id);
    session.apply_tried(&edits, &before, made)?;
    let left = collided::meet(desk, session, ui)?;
    session.record(Note::new(format!("{}: {how}", guide.title)))?;
    for day in &answers.days {
        ui.say(day);
    }
    say_open(ui, guide, &open);
    say_standing(ui, desk, session, guide, on, answers.leaves());
    collided::is_decided(&left)
}

// where the case stands now, where leaving moves it on or would have
fn say_standing(
    ui: &mut Ui,
    desk: &Desk,
    session: &Session<'_>,
    guide: &Guide,
    on: Option<String>,
    left: bool,
) {
    let Some(on) = on.map(|id| desk.vocabulary.label("statuses", &id)) else { return };
    let now = desk.vocabulary.label("statuses", session.case().status.as_str());
    if left {
        ui.say(&format!("The case is now “{now}”."));
    } else {
        ui.say(&format!("The case stays “{now}”; leaving {} makes it “{on}”.", guide.title));
    }
}

fn refuse(ui: &mut Ui, given: &AnswersText, problems: &[Problem]) -> Error {
    for problem in problems {
        let place = Place { file: &given.name, text: &given.text, span: problem.span.clone() };
        let drawn =
            excerpt(ui, Level::Error, problem.rule, &problem.message, &place, &[("remedy", &problem.remedy)]);
        ui.tell(&format!("{drawn}\n"));
    }
    let count = if problems.len() == 1 { "one answer".into() } else { format!("{} answers", problems.len()) };
    Error::request(format!("{count} in `{}` cannot be taken, so nothing was recorded", given.name))
}
