//! Ids turned into what people read: words of the vocabulary, people, settings, guides, days.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use minijinja::value::Value;

use super::around::Around;
use super::leaf::{Leaf, Shown, shown};
use crate::record::term::{Calendar, Place};
use crate::record::text::fold;
use crate::record::value::Date;

/// Makes the values that stand for ids, and knows which private-use characters occur in any of them.
pub(super) struct Sides<'a> {
    around: &'a Around<'a>,
    pub(super) private: BTreeSet<char>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(around: &'a Around<'a>) -> Sides<'a> {
        Sides { around, private: BTreeSet::new() }
    }

    /// What lies around the case.
    pub(super) fn around(&self) -> &'a Around<'a> {
        self.around
    }

    /// Notes what a text holds of the characters that documents use for their own marks.
    pub(super) fn note(&mut self, text: &str) {
        self.private.extend(text.chars().filter(|c| is_private(*c)));
    }

    fn leaf(&mut self, text: &str, lang: Option<&str>) -> Leaf {
        self.note(text);
        Leaf::words(text.into(), lang)
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str, lang: Option<&str>) -> Value {
        Value::from_object(self.leaf(text, lang))
    }

    /// Words of the vocabulary or of a guide; what these do not know is what somebody wrote.
    fn label(&mut self, text: &str, lang: Option<&str>, is_known: bool) -> Leaf {
        let leaf = self.leaf(text, lang);
        if is_known { leaf.of_the_practice() } else { leaf }
    }

    /// What documents call something.
    pub(super) fn name(&mut self, text: &str, lang: Option<&str>, is_known: bool) -> Value {
        Value::from_object(self.label(text, lang, is_known))
    }

    /// A text that may be absent, which is then nothing to be missed.
    pub(super) fn optional(&mut self, text: Option<&str>, lang: Option<&str>) -> Value {
        match text {
            Some(text) => self.text(text, lang),
            None => nothing(),
        }
    }

    /// The tag of a language of the vocabulary.
    pub(super) fn language(&self, id: &str) -> Option<String> {
        let is_tag = (2..=3).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase());
        match is_tag {
            true => Some(id.to_owned()).filter(|id| id != "und"),
            false => self.around.vocabulary.word("languages", id)?.lang,
        }
    }

    /// A word of a list, sorted as the list is.
    pub(super) fn term(&mut self, list: &str, id: &str) -> Value {
        let around = self.around;
        let words = around.vocabulary.words(list);
        let place = words.iter().position(|w| w.id == id);
        let word = place.map(|i| &words[i]);
        let lang = word.and_then(|w| w.lang.as_deref());
        let label = word.map_or(id, |w| w.label.as_str());
        let voices = word.into_iter().flat_map(|w| &w.voices).map(|voice| self.term("speakers", voice));
        let voices: Vec<Value> = voices.collect();
        let fields = [
            ("id", Value::from(id)),
            ("label", self.name(label, lang, word.is_some())),
            ("note", self.optional(word.and_then(|w| w.note.as_deref()), None)),
            ("lang", lang.map_or_else(nothing, Value::from)),
            ("about", word.and_then(|w| w.about.as_deref()).map_or_else(nothing, Value::from)),
            ("in_work", Value::from(word.is_some_and(|w| w.in_work))),
            ("ended", Value::from(word.is_some_and(|w| w.ended))),
            ("leads", Value::from(word.is_some_and(|w| w.leads))),
            ("speaks_for", word.and_then(|w| w.speaks_for.as_deref()).map_or_else(nothing, Value::from)),
            ("question", self.optional(word.and_then(|w| w.question.as_deref()), None)),
            ("voices", Value::from(voices)),
        ];
        let place = place.unwrap_or(words.len()) as i64;
        Value::from_object(self.label(label, lang, word.is_some()).ordered(place, id).with(fields))
    }

    /// A person of the cluster.
    pub(super) fn person(&mut self, id: &str) -> Option<Value> {
        let person = self.around.people.iter().find(|p| p.id.as_str() == id)?;
        let role = person.role.as_ref().map(|role| self.term("posts", role.as_str()));
        let name = person.name.as_str();
        let fields = [
            ("id", Value::from(id)),
            ("name", self.text(name, None)),
            ("role", role.unwrap_or_else(nothing)),
        ];
        Some(Value::from_object(self.leaf(name, None).ordered(0, &sorting(name, id)).with(fields)))
    }

    /// A member of the team: whoever the row shows them as.
    pub(super) fn member(id: &str, named: &Value, role: Value) -> Value {
        let leaf = match shown(named) {
            Some(Shown::Words { text, lang }) => {
                let sorting = sorting(&text, id);
                Leaf::words(text, lang.as_deref()).ordered(0, &sorting)
            }
            Some(Shown::Missing(words)) => Leaf::gap(Some(words), &[]),
            _ => Leaf::gap(None, &[]),
        };
        Value::from_object(leaf.with([("id", Value::from(id)), ("name", named.clone()), ("role", role)]))
    }

    /// A school, kura or service.
    pub(super) fn setting(&mut self, id: &str) -> Option<Value> {
        let setting = self.around.settings.iter().find(|s| s.id.as_str() == id)?;
        let name = setting.name.as_str();
        let kind = setting.kind.as_ref().map(|kind| self.term("setting-kinds", kind.as_str()));
        let fields = [
            ("id", Value::from(id)),
            ("name", self.text(name, None)),
            ("kind", kind.unwrap_or_else(nothing)),
            ("key_contact", self.optional(setting.key_contact.as_ref().map(|c| c.as_str()), None)),
        ];
        Some(Value::from_object(self.leaf(name, None).ordered(0, &sorting(name, id)).with(fields)))
    }

    /// A guide.
    pub(super) fn guide(&mut self, id: &str) -> Value {
        let place = self.around.guides.iter().position(|g| g.id == id);
        let guide = place.map(|i| &self.around.guides[i]);
        let (title, lang) = guide.map_or((id, None), |g| (g.title.as_str(), g.lang.as_deref()));
        let fields = [
            ("id", Value::from(id)),
            ("title", self.name(title, lang, guide.is_some())),
            ("gloss", self.optional(guide.map(|g| g.gloss.as_str()), None)),
            ("element", guide.and_then(|g| g.element).map_or_else(nothing, Value::from)),
            ("purpose", self.optional(guide.map(|g| g.purpose.as_str()), None)),
        ];
        let place = place.unwrap_or(self.around.guides.len()) as i64;
        Value::from_object(self.label(title, lang, guide.is_some()).ordered(place, id).with(fields))
    }

    /// A day.
    pub(super) fn date(&self, date: Date) -> Value {
        let iso = date.to_string();
        if self.around.by_terms {
            let term = Leaf::words(in_term(date, self.around.calendar), None).ordered(0, &iso);
            let short = Value::from_object(term.clone());
            return Value::from_object(term.with([("iso", Value::from(iso)), ("short", short)]));
        }
        let long = date.in_words();
        // a short one is for narrow columns, where it stays on one line
        let short = date.0.strftime("%-d\u{A0}%b\u{A0}%Y").to_string();
        let fields = [
            ("iso", Value::from(iso.as_str())),
            ("short", Value::from_object(Leaf::words(short, None).ordered(0, &iso))),
        ];
        Value::from_object(Leaf::words(long, None).ordered(0, &iso).with(fields))
    }
}

/// The term that a day lies in, or comes after, and the year.
fn in_term(date: Date, calendar: &Calendar) -> String {
    let year = date.0.year();
    match calendar.place(date) {
        Place::Week(week) => format!("term {}, {year}", week.term().number()),
        Place::Holidays(before, _) => format!("the holidays after term {}, {year}", before.name().number()),
        Place::Unknown => year.to_string(),
    }
}

/// Nothing: absent, and not to be missed.
pub(super) fn nothing() -> Value {
    // one for all: a document has hundreds
    static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::from_object(Leaf::gap(None, &[])));
    NOTHING.clone()
}

fn sorting(name: &str, id: &str) -> String {
    format!("{}\0{id}", fold(name))
}

/// Whether a character is one of those that Unicode leaves to private use.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
