//! From a prompt and the record to a question.

use serde_json::Value as Tree;

use super::{Frame, Question, Walk};
use crate::guide::answer::{Answer, Asked, as_typed};
use crate::guide::expression::evaluate;
use crate::guide::known::{Choice, choose};
use crate::guide::model::{Prompt, PromptKind};
use crate::guide::rows::{label, rows};
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::series;
use crate::record::shape::{Field, MapShape, Shape, When};
use crate::record::tree;
use crate::record::value::{Date, YesNo};

impl Walk<'_> {
    pub(super) fn ask(&mut self, prompt: &Prompt) -> Result<Question, String> {
        self.make_own_row(prompt.to.as_deref().unwrap_or_default())?;
        let place = self.place(prompt)?;
        let now = self.so_far(prompt, tree::at(&self.record, &place));
        let before = if now.is_none() { self.answered_before(prompt) } else { None };
        let asked = self.asked(prompt, &place)?;
        // a day that is over answers nothing where one to come is asked for
        let earlier = before.is_some() || self.is_past(&asked, now.as_ref());
        let so_far = now.or(before);
        let default = match (&prompt.default, &so_far) {
            (Some(default), None) => {
                let value = evaluate(default, &self.scene(self.row().as_ref()))?;
                match as_typed(&serde_json::to_value(value).unwrap_or_default()) {
                    Some(Answer::Text(text)) => Some(text),
                    Some(Answer::Texts(several)) => Some(several.join(", ")),
                    None => None,
                }
            }
            _ => None,
        };
        let not_needed = self.not_needed_places().pop().unwrap_or_default();
        Ok(Question {
            trail: self.trail(prompt),
            part_of: self.around().find(|p| p.kind == PromptKind::Each).map(|p| p.ask.clone()),
            ask: prompt.ask.clone(),
            help: self.help(prompt),
            minutes: prompt.minutes,
            asked,
            offered: self.offered(prompt),
            about: self.about(),
            beside: self.beside(),
            drawn: self.drawn(),
            row: self.inner_row(),
            so_far,
            earlier,
            not_needed: tree::at(&self.record, &not_needed).as_str().map(Into::into),
            default,
            criterion: prompt.criterion,
        })
    }

    fn is_past(&self, asked: &Asked, so_far: Option<&Answer>) -> bool {
        let (Asked::Date(When::Ahead), Some(Answer::Text(text))) = (asked, so_far) else { return false };
        text.parse().is_ok_and(|day: Date| day < self.known.today)
    }

    // the prompts whose rows this is inside of, the innermost first
    fn around(&self) -> impl Iterator<Item = &Prompt> {
        self.frames.iter().rev().skip(1).filter_map(Frame::prompt)
    }

    // a field that says nothing itself is explained by what it is part of
    fn help(&self, prompt: &Prompt) -> String {
        let own = std::iter::once(&prompt.help);
        let all = own.chain(self.around().map(|p| &p.help));
        all.into_iter().find(|help| !help.is_empty()).cloned().unwrap_or_default()
    }

    // the place of a prompt; `@` becomes this visit's own row
    pub(super) fn place(&self, prompt: &Prompt) -> Result<Path, String> {
        let base = &self.frames[self.frames.len() - 1].base;
        let Some(to) = &prompt.to else { return Ok(self.visit.key("answers").key(&prompt.id)) };
        self.own(base, to).ok_or_else(|| format!("`{to}` has no own row"))
    }

    /// A place of this visit: `@` is its own row of a list, where there is one.
    pub(super) fn own(&self, base: &Path, to: &str) -> Option<Path> {
        let mut place = base.clone();
        for step in Path::parse(to).0 {
            match step {
                Step::Key(key) if key == "@" => place = place.key(self.own_row(&place)?),
                step => place.0.push(step),
            }
        }
        Some(place)
    }

    // the row of a list that this visit made, or one it may make
    fn own_row(&self, list: &Path) -> Option<String> {
        let visit = tree::at(&self.record, &self.visit);
        let mine = |id: &&Tree| visit["rows"].as_array().is_some_and(|rows| rows.contains(id));
        let rows = tree::at(&self.record, list).as_array().into_iter().flatten();
        let made = rows.map(|row| &row["id"]).find(mine).and_then(Tree::as_str).map(Into::into);
        made.or_else(|| self.own_rows.get(&list.to_string()).cloned())
    }

    pub(super) fn make_own_row(&mut self, to: &str) -> Result<(), String> {
        let Some((list, _)) = to.split_once(".@") else { return Ok(()) };
        let list = Path::parse(list);
        if self.own_row(&list).is_none() {
            let id = self.new_id(&list)?;
            self.own_rows.insert(list.to_string(), id);
        }
        Ok(())
    }

    fn so_far(&self, prompt: &Prompt, value: &Tree) -> Option<Answer> {
        match (prompt.kind, as_typed(value)?) {
            // what has no place of its own in the schema is read back as it is written
            (PromptKind::YesNo, Answer::Text(text)) => {
                let yes = text.parse::<YesNo>().ok()?.0;
                Some(Answer::Text(if yes { "yes" } else { "no" }.into()))
            }
            (_, so_far) => Some(so_far),
        }
    }

    // an answer without a place, given in an earlier visit
    fn answered_before(&self, prompt: &Prompt) -> Option<Answer> {
        let visits = self.record["visits"].as_array().into_iter().flatten();
        let of_guide = visits.filter(|v| v["guide"] == *self.guide.id && prompt.to.is_none());
        of_guide.filter_map(|v| self.so_far(prompt, &v["answers"][prompt.id.as_str()])).next_back()
    }

    fn asked(&self, prompt: &Prompt, place: &Path) -> Result<Asked, String> {
        let shape = Case::SHAPE.at(place).map_err(|step| format!("no record has `{step}`"))?;
        Ok(match prompt.kind {
            PromptKind::Line => match self.choices(prompt, shape) {
                words if words.is_empty() => Asked::Line,
                words => Asked::Words(words),
            },
            PromptKind::Text => Asked::Text,
            PromptKind::List => Asked::List,
            PromptKind::Date => Asked::Date(Case::SHAPE.when(place)),
            PromptKind::Number => Asked::Number,
            PromptKind::YesNo => Asked::YesNo,
            PromptKind::Person => Asked::Choice(self.known.people_of(&prompt.of, &self.record).0),
            PromptKind::People => Asked::Choices(self.known.people_of(&prompt.of, &self.record).0),
            PromptKind::Choice => Asked::Choice(self.choices(prompt, shape)),
            PromptKind::Choices => Asked::Choices(self.choices(prompt, shape)),
            PromptKind::Rows | PromptKind::Each => Asked::Rows(rows(&self.known, &self.record, place)),
        })
    }

    fn offered(&self, prompt: &Prompt) -> Option<usize> {
        let (all, first) = self.known.people_of(&prompt.of, &self.record);
        (prompt.kind == PromptKind::Person && first < all.len()).then_some(first)
    }

    fn choices(&self, prompt: &Prompt, shape: &'static Shape) -> Vec<Choice> {
        let Some(from) = &prompt.from else {
            let mut words = self.known.offered(prompt, Some(shape), &self.record);
            words.retain(|word| self.is_next(shape, &word.id));
            return words;
        };
        rows(&self.known, &self.record, &Path::parse(from))
    }

    // whether a word can come after the one of its list at which the record stands
    fn is_next(&self, shape: &Shape, id: &str) -> bool {
        let Shape::Term(list) = shape else { return true };
        let word = self.known.vocabulary.word(list, id);
        self.stands_at(shape).zip(word).is_none_or(|(now, word)| word.follows(now))
    }

    fn stands_at(&self, shape: &Shape) -> Option<&str> {
        let Shape::Map(case) = Case::SHAPE else { return None };
        let own = case.fields.iter().find(|field| field.shape == *shape)?;
        self.record[own.key].as_str()
    }

    /// Why a word cannot be taken that is known, and is no next step from where the record stands.
    pub(super) fn out_of_step(&self, prompt: &Prompt, place: &Path, answer: &Answer) -> Option<String> {
        let shape = Case::SHAPE.at(place).ok()?;
        let (Answer::Text(text), Shape::Term(list)) = (answer, shape) else { return None };
        let meant = choose(&self.known.offered(prompt, Some(shape), &self.record), text).ok()?;
        if self.is_next(shape, &meant.id) {
            return None;
        }
        let now = self.known.vocabulary.label(list, self.stands_at(shape)?);
        let next: Vec<_> = self.choices(prompt, shape).into_iter().map(|word| word.label).collect();
        let next =
            if next.is_empty() { "nothing that this guide asks about".into() } else { next.join(", ") };
        Some(format!("“{}” does not come after “{now}”; what can come next is {next}", meant.label))
    }

    pub(super) fn person(&self, id: &str) -> Option<String> {
        self.known.everybody(&self.record).into_iter().find(|p| p.id == id).map(|p| p.label)
    }

    fn trail(&self, prompt: &Prompt) -> Vec<(String, usize)> {
        let mut trail: Vec<(String, usize)> = Vec::new();
        for (frame, inner) in self.frames.iter().zip(&self.frames[1..]) {
            trail.extend(frame.prompt().map(|p| (p.id.clone(), inner.order)));
        }
        let opened = self.frames.last().map_or(0, |f| f.opened);
        trail.push((prompt.id.clone(), opened));
        trail
    }

    // a row that says nothing yet but its id has no name
    fn about(&self) -> Vec<String> {
        let name = |base: &Path| {
            let (list, _) = base.split_last()?;
            let shape: &'static MapShape = Case::SHAPE.at(&list).ok()?.rows()?;
            let row = tree::at(&self.record, base);
            let name = row.is_object().then(|| label(&self.known, &self.record, shape, row))?;
            (row["id"] != *name && !name.is_empty()).then_some(name)
        };
        self.frames[1..].iter().filter_map(|frame| name(&frame.base)).collect()
    }

    // the keys that the prompt around shows, where the first part of a row is asked
    fn shown(&self) -> &[String] {
        let first = self.frames.last().is_some_and(|frame| frame.at == 0 && self.frames.len() > 1);
        self.around().next().filter(|_| first).map_or(&[], |prompt| &prompt.shows)
    }

    fn beside(&self) -> Vec<String> {
        let Some(base) = self.frames.last().map(|frame| &frame.base) else { return Vec::new() };
        let row = tree::at(&self.record, base);
        let said = self.shown().iter().filter_map(|key| {
            let shape = Case::SHAPE.at(&base.key(key)).ok()?;
            let label = Case::SHAPE.at(base).ok().and_then(|shape| shape.doc_of(key))?;
            let said = match shape {
                Shape::List(Shape::Text) => texts(&row[key]),
                Shape::List(_) => self.measures(row),
                Shape::Term(list) => self.known.vocabulary.label(list, row[key].as_str()?),
                Shape::Date => in_words(row[key].as_str()?),
                _ => row[key].as_str()?.to_owned(),
            };
            (!said.is_empty()).then(|| format!("{label}: {said}"))
        });
        said.collect()
    }

    // each with the day it was taken
    fn measures(&self, goal: &Tree) -> String {
        let points = series::of_goal(&self.record, goal).into_iter().map(|point| match point.day {
            Some(day) => format!("{} ({})", point.text, day.0.strftime("%-d %b %Y")),
            None => point.text,
        });
        points.collect::<Vec<_>>().join("; ")
    }

    fn drawn(&self) -> Option<String> {
        let base = &self.frames.last()?.base;
        let draws = |key: &String| matches!(Case::SHAPE.at(&base.key(key)), Ok(Shape::List(Shape::Map(_))));
        let drawn = self.shown().iter().any(draws).then(|| tree::at(&self.record, base));
        drawn.map(|goal| series::drawn(&self.record, goal)).filter(|signs| !signs.is_empty())
    }

    fn inner_row(&self) -> Option<String> {
        let frame = self.frames.last().filter(|_| self.frames.len() > 1)?;
        tree::at(&self.record, &frame.base)["id"].as_str().map(Into::into)
    }
}

fn in_words(day: &str) -> String {
    day.parse::<Date>().map_or_else(|_| day.into(), |day| day.in_words())
}

fn texts(list: &Tree) -> String {
    list.as_array().into_iter().flatten().filter_map(Tree::as_str).collect::<Vec<_>>().join(", ")
}
