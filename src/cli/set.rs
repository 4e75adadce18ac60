//! `set`: single values, from a script or in one line.

use clap::Args;
use serde_yaml::Value;

use super::{Global, collided, open};
use crate::change::{Desk, Session};
use crate::error::{Error, Result};
use crate::guide::answer::{Answer, Asked};
use crate::guide::day;
use crate::history::Note;
use crate::record::agreed::{NotAgreed, agreed};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::measured;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::text::{closest, tidy};
use crate::record::tree;
use crate::record::vocabulary::no_place;
use crate::ui::Ui;
use crate::view::{known_place, place_in_words};

/// Set values in a case: `plan.goals.g-4kd7.by=2026-08-14`
#[derive(Args, Debug)]
#[command(
    after_help = "PATH is made of keys and ids of rows, with dots. `+` in the place of an id makes a new row, \
the same one throughout the command: `set 2026-kf3m strengths.+.what='Tells long stories'`; at the end of a list of texts it \
adds one.\n\n\
Several values of a list are divided by `;`. Nothing after the `=` takes the value away."
)]
pub(super) struct Set {
    /// The case
    case: String,
    /// What to set
    #[arg(value_name = "PATH=VALUE", required = true)]
    values: Vec<String>,
}

impl Set {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        let id = open::case(&desk, ui, &self.case)?;
        let mut session = Session::open(&desk, &id)?;
        open::say_noticed(ui, &desk, &session.noticed());
        let mut setter = Setter::new(&desk, tree::of(session.case()));
        let mut edits = setter.edits(&self.values)?;
        edits.extend(setter.measured(&edits));
        edits.extend(setter.decided(&edits));
        session.apply(&edits)?;
        setter.say_days(&edits, &self.values, ui);
        Setter::say_measured(&edits[self.values.len()..], ui);
        setter.say_not_agreed(&edits, &tree::of(session.case()), ui);
        let left = collided::meet(&desk, &mut session, ui)?;
        let mut places: Vec<String> = edits.iter().map(|edit| place_in_words(edit.path())).collect();
        places.dedup();
        match session.record(Note::new(format!("changed: {}", places.join(", "))))? {
            Some(_) => ui.say(&format!("Changed and recorded in {id}.")),
            None => ui.say("It was so already; nothing changed."),
        }
        collided::is_decided(&left)
    }
}

/// Reads what somebody wants to set.
pub(super) struct Setter<'a> {
    desk: &'a Desk,
    record: serde_json::Value,
    // list and id of each row that `+` made
    new_rows: Vec<(Path, String)>,
}

impl<'a> Setter<'a> {
    /// For one case.
    pub(super) fn new(desk: &'a Desk, record: serde_json::Value) -> Setter<'a> {
        Setter { desk, record, new_rows: Vec::new() }
    }

    /// The edits that `PATH=VALUE` stand for: all of them, or what is wrong with any.
    pub(super) fn edits(&mut self, values: &[String]) -> Result<Vec<Edit>> {
        let (mut edits, mut wrong) = (Vec::new(), Vec::new());
        for text in values {
            match self.edit(text) {
                Ok(edit) => edits.push(edit),
                Err(why) => wrong.push(why),
            }
        }
        if wrong.is_empty() {
            return Ok(edits);
        }
        let count = if wrong.len() == 1 { "one value".into() } else { format!("{} values", wrong.len()) };
        let error = Error::request(format!("{count} cannot be set, so nothing was"));
        Err(wrong.iter().fold(error, |error, why| error.because(why)))
    }

    // a day that was written in words is said in full, so that a slip is seen
    fn say_days(&self, edits: &[Edit], texts: &[String], ui: &mut Ui) {
        let (today, calendar) = (self.desk.today(), self.desk.known().of(&self.record).calendar);
        for (edit, text) in edits.iter().zip(texts) {
            let Edit::Set { path, value } = edit else { continue };
            let Ok(Shape::Date) = Case::SHAPE.at(path) else { continue };
            let meant = value.as_str().and_then(|day| day.parse().ok());
            let (Some(meant), Some((_, written))) = (meant, text.split_once('=')) else { continue };
            let remark = day::remark(written, meant, Case::SHAPE.when(path), today, calendar);
            if let Some(remark) = remark {
                ui.say(&format!("{}: {remark}", place_in_words(path)));
            }
        }
    }

    // what a new latest measure changes besides
    fn measured(&self, edits: &[Edit]) -> Vec<Edit> {
        let new = |prefix| self.desk.ids().row(prefix, |id| tree::has_row(&self.record, id));
        measured::follows(&self.record, edits, self.desk.today(), new)
    }

    // what is kept back, or told, is somebody's decision, of a day: of whoever makes it here, where it does not say
    fn decided(&self, edits: &[Edit]) -> Vec<Edit> {
        let list = Path::parse("withholding");
        let said = |path: &Path| edits.iter().any(|edit| edit.path() == path);
        let mut more = Vec::new();
        for edit in edits {
            let Edit::Set { path, .. } = edit else { continue };
            let Some((row, key)) = path.split_last() else { continue };
            if *key != Step::Key("ground".into()) || row.split_last().is_none_or(|(above, _)| above != list) {
                continue;
            }
            let who = (row.key("by"), self.desk.user.to_string());
            let when = (row.key("date"), self.desk.today().to_string());
            let missing = [who, when].into_iter().filter(|(path, _)| !said(path));
            more.extend(missing.map(|(path, value)| Edit::Set { path, value: value.into() }));
        }
        more
    }

    // that is more than was asked for
    fn say_measured(edits: &[Edit], ui: &mut Ui) {
        for edit in edits {
            let Edit::Set { path, value } = edit else { continue };
            if path.0.last() == Some(&Step::Key("value".into())) {
                let before = value.as_str().unwrap_or_default();
                ui.say(&format!("“{before}”, the measure before, stays among those taken on the way."));
            }
        }
    }

    // what the guides ask only where an agreement stands is taken, and not without a word
    fn say_not_agreed(&self, edits: &[Edit], record: &serde_json::Value, ui: &mut Ui) {
        let handed = ["transition.hand_over", "transition.handed_on"].map(Path::parse);
        let is_set = |edit: &Edit| matches!(edit, Edit::Set { path, .. } if handed.contains(path));
        if !edits.iter().any(is_set) {
            return;
        }
        let why = match agreed(record, &Path::parse("transition.agreement"), self.desk.today()) {
            Ok(_) => return,
            Err(NotAgreed::Unnamed | NotAgreed::Unknown(_)) => "no agreement is named for it".to_owned(),
            Err(NotAgreed::Fallen(fallen)) => format!("the agreement {fallen}"),
            Err(NotAgreed::NamesNoPlace) => "the agreement names no place that it may go to".into(),
            Err(NotAgreed::AnotherPlace) => "the agreement names another place".into(),
        };
        ui.warn(&format!(
            "nothing may be handed on yet: {why}. Talk with the whānau first; `walk` with `transition` asks for what it needs."
        ));
    }

    fn edit(&mut self, text: &str) -> Result<Edit, String> {
        let (place, value) = text
            .split_once('=')
            .ok_or_else(|| format!("`{text}` has no `=`; write it as in `title=A few words`"))?;
        if let Some(edit) = self.added(place.trim(), value) {
            return edit;
        }
        let path = self.path(place.trim())?;
        let shape = Case::SHAPE.at(&path).map_err(|step| unknown(&path, &step))?;
        if path == Path::parse("id") {
            return Err("`id`: the id of a case never changes".into());
        }
        if value.trim().is_empty() {
            return Ok(Edit::Remove { path });
        }
        Ok(Edit::Set {
            value: self.value(shape, &path, value).map_err(|why| format!("`{place}`: {why}"))?,
            path,
        })
    }

    // one more for a list that has no rows: `plan.stands_on.+=…`
    fn added(&mut self, place: &str, value: &str) -> Option<Result<Edit, String>> {
        let list = self.path(place.strip_suffix(".+")?).ok()?;
        let item = match Case::SHAPE.at(&list).ok()? {
            Shape::List(item) if !matches!(item, Shape::Map(_)) && !value.trim().is_empty() => item,
            _ => return None,
        };
        let value = self.value(item, &list, value).map_err(|why| format!("`{place}`: {why}"));
        Some(value.map(|value| Edit::Push { path: list, value }))
    }

    // `+` becomes a new row, and any other row must be there
    fn path(&mut self, text: &str) -> Result<Path, String> {
        let mut path = Path::default();
        for step in Path::parse(text).0 {
            // answers by the ids of their prompts would take anything
            if let Some(word) = no_place(&self.desk.vocabulary, &step.to_string()) {
                let note = word.note.map(|note| format!(". {note}")).unwrap_or_default();
                return Err(format!("`{text}` has no place in a record: {}{note}", word.label));
            }
            let shape = Case::SHAPE.at(&path).map_err(|step| unknown(&path, &step))?;
            match (shape.rows(), &step) {
                (Some(rows), Step::Key(key)) if key == "+" => {
                    let id = self.new_row(&path, rows.prefix.unwrap_or('x'));
                    path = path.key(id);
                }
                (Some(_), Step::Key(key)) if tree::at(&self.record, &path.key(key)).is_null() => {
                    return Err(format!("`{path}` has no row `{key}`; `+` makes a new one"));
                }
                _ => path.0.push(step),
            }
        }
        if path.0.is_empty() {
            return Err("which place? Write it before the `=`".into());
        }
        Ok(path)
    }

    fn new_row(&mut self, list: &Path, prefix: char) -> String {
        if let Some((_, id)) = self.new_rows.iter().find(|(of, _)| of == list) {
            return id.clone();
        }
        let id = self.desk.ids().row(prefix, |id| tree::has_row(&self.record, id));
        self.new_rows.push((list.clone(), id.clone()));
        id
    }

    fn value(&self, shape: &'static Shape, path: &Path, text: &str) -> Result<Value, String> {
        let known = self.desk.known().of(&self.record);
        let several = || Answer::Texts(text.split(';').map(|t| t.trim().to_owned()).collect());
        let one = || Answer::Text(text.to_owned());
        let (asked, answer) = match shape {
            Shape::Text => (Asked::Text, one()),
            Shape::Date => (Asked::Date(Case::SHAPE.when(path)), one()),
            Shape::Number => (Asked::Number, one()),
            Shape::YesNo => (Asked::YesNo, one()),
            Shape::Term(list) => (Asked::Choice(known.words(list)), one()),
            Shape::Person => (Asked::Choice(known.everybody(&self.record)), one()),
            Shape::Setting => (Asked::Choice(known.places()), one()),
            Shape::Guide => (Asked::Choice(known.guides.titles()), one()),
            Shape::List(Shape::Text) => (Asked::List, several()),
            Shape::List(Shape::Term(list)) => (Asked::Choices(known.words(list)), several()),
            Shape::List(Shape::Person) => (Asked::Choices(known.everybody(&self.record)), several()),
            Shape::Row | Shape::List(Shape::Row) | Shape::Free | Shape::Notes => return parsed(text),
            Shape::Case => return text.parse::<CaseId>().map(|id| id.to_string().into()),
            Shape::Place => return place(text).map(Value::from),
            Shape::List(Shape::Place) => {
                return text.split(';').map(place).map(|one| one.map(Value::from)).collect();
            }
            Shape::List(Shape::Setting) => (Asked::Choices(known.places()), several()),
            Shape::List(_) => return Err("this is a list of rows; name one of its keys".into()),
            Shape::Map(_) => return Err("this is a mapping; name one of its keys".into()),
        };
        asked.accept(&answer, &known)
    }
}

fn place(text: &str) -> Result<String, String> {
    let text = text.trim();
    known_place(text)
        .map(|_| text.to_owned())
        .map_err(|remedy| format!("no case has a place `{text}`. {remedy}"))
}

fn parsed(text: &str) -> Result<Value, String> {
    serde_yaml::from_str(&tidy(text)).map_err(|_| format!("`{text}` cannot be read as a value"))
}

fn unknown(path: &Path, step: &str) -> String {
    let at = path.0.iter().position(|s| s.to_string() == step).unwrap_or(path.0.len());
    let keys = Case::SHAPE.at(&Path(path.0[..at].to_vec())).map(Shape::keys).unwrap_or_default();
    match closest(step, keys.iter().copied()) {
        Some(key) => format!("no case has `{step}` here; did you mean `{key}`?"),
        None => format!("no case has `{step}` here; there are {}", keys.join(", ")),
    }
}
