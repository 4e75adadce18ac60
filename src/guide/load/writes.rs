//! Where a guide may write, and what: a place that holds one answer, and a value that can stand there.

use super::faults::Faults;
use super::place::At;
use crate::guide::model::{Guide, Moves, OnLeaveAdd, Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};

/// Keys that the tool writes itself, or that only people decide about.
const NOBODYS: [&str; 5] = ["schema", "id", "visits", "questions", "disclosures"];

/// How a guide may name the rows on the way to a place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rows {
    /// `@`, this visit's own row.
    Own,
    /// `@`, and `*` for each row there is.
    Each,
    /// `*`, the row that `of` names.
    Named,
    /// None: inside of a row the way goes by what the guide asks.
    No,
}

impl Faults<'_> {
    /// Whether a guide may write below `base` to this place.
    pub(super) fn writable(&mut self, base: &Path, to: &Path, rows: Rows, at: At) -> bool {
        let whole = base.join(to);
        let own = |step: &Step| NOBODYS.iter().any(|key| *step == Step::Key((*key).into()));
        if whole.0.first().is_some_and(own) {
            self.add(at, format!("`{whole}` is not for guides to write"), "Take it out.");
            return false;
        }
        let mut owned = 0;
        for n in base.0.len()..whole.0.len() {
            let above = Path(whole.0[..n].to_vec());
            let (Ok(shape), step) = (Case::SHAPE.at(&above), whole.0[n].to_string()) else { return true };
            let fault = match shape {
                Shape::List(Shape::Map(_)) if step == "@" => {
                    owned += 1;
                    match rows {
                        Rows::Own | Rows::Each if owned == 1 => continue,
                        Rows::Own | Rows::Each => "a visit has one row of its own on the way to a place",
                        Rows::Named => "what leaving adds is a new row, and `@` names none",
                        Rows::No => "inside of a row `@` names none",
                    }
                }
                Shape::List(Shape::Map(_)) if step == "*" => match rows {
                    Rows::Each | Rows::Named => continue,
                    Rows::Own | Rows::No => "`*` is many rows, and an answer has one place",
                },
                Shape::List(Shape::Map(_)) => "no guide knows the rows of a case",
                Shape::List(_) => "a list of words is written as a whole",
                Shape::Free => "a note has nothing below it",
                Shape::Map(map) if map.prefix.is_some() && step == "id" => "the id of a row never changes",
                _ => continue,
            };
            let remedy = match above.0.is_empty() {
                true => "Name another place.".into(),
                false => format!("`{above}.@` is this visit's own row; `rows` and `each` ask about several."),
            };
            self.add(at, format!("`{whole}` cannot be written: {fault}"), remedy);
            return false;
        }
        true
    }

    /// Whether one value can stand at a place: no whole list of rows, no mapping.
    pub(super) fn leaf(&mut self, path: &Path, shape: &Shape, at: At) {
        let what = match shape {
            Shape::Map(_) => "several things",
            Shape::List(Shape::Map(_)) => "a whole list of rows",
            Shape::Notes => "all notes of a row",
            _ => return,
        };
        let remedy = match shape.keys().iter().find(|key| **key != "id") {
            Some(key) if shape.rows().is_some() => format!("Name one of its keys, as in `{path}.@.{key}`."),
            Some(key) => format!("Name one of its keys, as in `{path}.{key}`."),
            None => format!("Name one of them, as in `{path}.other`."),
        };
        self.add(at, format!("`{path}` is {what}, and a guide sets one thing at a time"), remedy);
    }

    /// What opening or leaving sets by itself.
    pub(super) fn sets(&mut self, set: &str, rows: Rows, at: At) {
        let path = Path::parse(set);
        if let Some(shape) = self.place(&path, at.clone())
            && self.writable(&Path::default(), &path, rows, at.clone())
        {
            self.leaf(&path, shape, at);
        }
    }

    /// What a new case takes along.
    pub(super) fn carried(&mut self, place: &str, rows: Rows, at: At) {
        let path = Path::parse(place);
        if self.place(&path, at.clone()).is_some() {
            self.writable(&Path::default(), &path, rows, at);
        }
    }

    /// What leaving moves: several things that stand together, into a list whose rows have a place for each of them.
    pub(super) fn moved(&mut self, rule: &Moves, at: &At) {
        let (from, to) = (Path::parse(&rule.from), Path::parse(&rule.to));
        let from_shape = self.place(&from, at.key("from"));
        let to_shape = self.place(&to, at.key("to"));
        let free = self.writable(&Path::default(), &from, Rows::No, at.key("from"))
            && self.writable(&Path::default(), &to, Rows::No, at.key("to"));
        let (Some(from_shape), Some(to_shape), true) = (from_shape, to_shape, free) else { return };
        let whole = matches!(from_shape, Shape::Map(map) if map.prefix.is_none());
        let keys = to_shape.keys();
        let lost = from_shape.keys().into_iter().find(|key| !keys.contains(key));
        let message = match lost {
            _ if !whole => format!("`{from}` does not hold several things of a case"),
            _ if to_shape.rows().is_none() => format!("`{to}` is no list of rows"),
            Some(key) => format!("`{key}` of `{from}` would be lost: the rows of `{to}` have no such key"),
            None => return,
        };
        self.add(at.key("from"), message, "Move `closing` to `endings`, or something that fits as well.");
    }

    /// What leaving adds: a row of a list, with keys that it has.
    pub(super) fn added(&mut self, rule: &OnLeaveAdd, at: &At) {
        let each = rule.each.as_ref().map(|each| (each, "each", Rows::Each));
        let lists = each.into_iter().chain([(&rule.to, "to", Rows::Named)]);
        let mut good = true;
        for (list, key, rows) in lists {
            let path = Path::parse(list);
            let Some(shape) = self.place(&path, at.key(key)) else { continue };
            if shape.rows().is_none() {
                let message = format!("`{list}` is no list of rows");
                self.add(at.key(key), message, "Name a list such as `progress` or `plan.goals.*.actions`.");
            } else if key == "to" || rule.became.is_some() {
                good &= self.writable(&Path::default(), &path, rows, at.key(key));
            }
        }
        let row = Path::parse(&rule.to).key("*");
        for key in rule.with.keys().filter(|_| good) {
            let key = Path::parse(key);
            if let Some(shape) = self.place(&row.join(&key), at.key("with"))
                && self.writable(&row, &key, Rows::No, at.key("with"))
            {
                self.leaf(&row.join(&key), shape, at.key("with"));
            }
        }
        if rule.to.contains(".*") != rule.of.is_some() {
            let message = format!("`{}` does not say which row it means", rule.to);
            self.add(at.key("to"), message, "`of` names the row that `*` stands for, and goes with it.");
        }
        if let Some(became) = &rule.became {
            let place = Path::parse(rule.each.as_deref().unwrap_or_default()).key("*").key(became);
            if self.place(&place, at.key("became")).is_some_and(|shape| *shape != Shape::Row) {
                let message = format!("`{place}` cannot remember which row was made");
                self.add(at.key("became"), message, "Name a key that holds the id of a row.");
            }
        }
    }

    /// Two questions whose answers take each other's place.
    pub(super) fn one_place_twice(&mut self, prompts: &[Prompt], n: usize, at: &At) {
        let rows = |p: &Prompt| matches!(p.kind, PromptKind::Rows | PromptKind::Each);
        let prompt = &prompts[n];
        let Some(to) = prompt.to.as_ref().filter(|_| !rows(prompt) && prompt.when.is_none()) else { return };
        let same =
            |p: &&Prompt| p.id != prompt.id && p.to.as_ref() == Some(to) && !rows(p) && p.when.is_none();
        if let Some(other) = prompts[..n].iter().find(same) {
            let message = format!("prompts `{}` and `{}` have one place, `{to}`", other.id, prompt.id);
            self.add(
                at.key("to"),
                message,
                "Take one of them out, or say with `when` which of them is asked.",
            );
        }
    }
}

/// How the place of a prompt may name rows.
pub(super) fn rows_of(prompt: &Prompt, base: &Path) -> Rows {
    match prompt.kind {
        PromptKind::Each => Rows::Each,
        _ if base.0.is_empty() => Rows::Own,
        _ => Rows::No,
    }
}

/// What a guide sets by itself, under the keys by which it says so.
pub(super) fn by_itself(guide: &Guide) -> [(&'static str, &[crate::guide::model::Sets]); 2] {
    [("on_open", &guide.on_open), ("on_leave", &guide.on_leave)]
}

/// What may stand at a place that holds one answer; nothing for a place that is a fault itself.
pub(super) fn answer_at(path: &Path) -> Option<&'static Shape> {
    let is_id = path.0.last().is_some_and(|step| *step == Step::Key("id".into()));
    let shape = Case::SHAPE.at(path).ok().filter(|_| !is_id)?;
    let is_many = matches!(shape, Shape::Map(_) | Shape::List(Shape::Map(_)) | Shape::Notes);
    (!is_many).then_some(shape)
}
