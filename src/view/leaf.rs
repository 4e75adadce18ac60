//! What templates hold in their hands: texts, words, people and days that print as people read them, gaps that know what
//! they are a gap of, and rows.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock, Weak};

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value};

use crate::record::text::fold;

/// How a gap is printed.
pub const NOT_RECORDED: &str = "not recorded yet";

/// What a value shows where it is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A text, and its language where that is known not to be the document's.
    Words {
        /// The text.
        text: String,
        /// The language, as a language tag.
        lang: Option<String>,
    },
    /// Something that nobody has recorded yet, in words.
    Missing(String),
    /// Nothing: this audience does not see it.
    Nothing,
    /// Several values.
    Several(Vec<Value>),
}

/// What a value of a view shows; nothing for a value that is not of a view, or that cannot be printed, such as a row.
pub fn shown(value: &Value) -> Option<Shown> {
    if let Some(leaf) = value.downcast_object_ref::<Leaf>() {
        return Some(leaf.shown.clone());
    }
    if let Some(rows) = value.downcast_object_ref::<Rows>() {
        return Some(match (&rows.gap, rows.items.is_empty()) {
            (Some(words), true) => Shown::Missing(words.clone()),
            (None, true) => Shown::Nothing,
            (_, false) => Shown::Several(rows.items.clone()),
        });
    }
    let row = value.downcast_object_ref::<RowRef>()?.row()?;
    row.downcast_object_ref::<Section>().and_then(|s| s.label.as_ref()).and_then(shown)
}

/// Whether what a value shows is said by the words of the practice, and was typed by nobody into a record.
pub fn is_of_the_practice(value: &Value) -> bool {
    value.downcast_object_ref::<Leaf>().is_some_and(|leaf| leaf.of_the_practice)
}

/// Whether a value is something that nobody has recorded yet.
pub fn is_missing(value: &Value) -> bool {
    matches!(shown(value), Some(Shown::Missing(_)))
}

/// Whether a value is something that this audience does not see.
pub fn is_hidden(value: &Value) -> bool {
    let section = value.downcast_object_ref::<Section>();
    matches!(shown(value), Some(Shown::Nothing)) || section.is_some_and(|s| s.hidden)
}

/// A text in a language, for templates that print it.
pub fn words(text: impl Into<String>, lang: Option<&str>) -> Value {
    Value::from_object(Leaf::words(text.into(), lang))
}

/// A gap, for templates that print it.
pub fn missing(words: impl Into<String>) -> Value {
    Value::from_object(Leaf::gap(Some(words.into()), &[]))
}

/// The names of a gap that answers to all of them.
pub(super) const ANY: &[&str] = &["*"];

/// A value without parts that templates go through, though it may have names for its sides: `.id`, `.label`.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) shown: Shown,
    order: Order,
    pub(super) fields: Vec<(&'static str, Value)>,
    /// The names a gap answers to, with itself; [`ANY`] for all.
    names: &'static [&'static str],
    /// Whether vocabulary or guides say it.
    of_the_practice: bool,
}

/// What a value is sorted and compared by.
#[derive(Clone, Debug)]
enum Order {
    /// Its own words, folded only where something is sorted: hardly any text ever is.
    OwnWords,
    /// A place, and a text within it.
    At(i64, String),
}

impl Leaf {
    pub(super) fn words(text: String, lang: Option<&str>) -> Leaf {
        Leaf {
            shown: Shown::Words { text, lang: lang.map(Into::into) },
            order: Order::OwnWords,
            fields: Vec::new(),
            names: &[],
            of_the_practice: false,
        }
    }

    /// Words of the vocabulary or of a guide.
    pub(super) fn of_the_practice(mut self) -> Leaf {
        self.of_the_practice = true;
        self
    }

    /// Nothing recorded, or with no words for it, nothing that is seen.
    pub(super) fn gap(words: Option<String>, names: &'static [&'static str]) -> Leaf {
        let shown = words.map_or(Shown::Nothing, Shown::Missing);
        let order = Order::At(i64::MAX, String::new());
        Leaf { shown, order, fields: Vec::new(), names, of_the_practice: false }
    }

    pub(super) fn ordered(mut self, place: i64, text: &str) -> Leaf {
        self.order = Order::At(place, text.into());
        self
    }

    pub(super) fn with(mut self, fields: impl IntoIterator<Item = (&'static str, Value)>) -> Leaf {
        self.fields.extend(fields);
        self
    }

    fn order(&self) -> (i64, Cow<'_, str>) {
        match (&self.order, &self.shown) {
            (Order::At(place, text), _) => (*place, Cow::Borrowed(text)),
            (Order::OwnWords, Shown::Words { text, .. }) => {
                (0, Cow::Owned(format!("{}\0{text}", fold(text))))
            }
            (Order::OwnWords, _) => (0, Cow::Borrowed("")),
        }
    }

    fn is_gap(&self) -> bool {
        matches!(self.shown, Shown::Missing(_) | Shown::Nothing)
    }
}

impl Object for Leaf {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let field = self.fields.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone());
        let answers = self.names == ANY || self.names.contains(&key);
        field.or_else(|| answers.then(|| Value::from_dyn_object(self.clone())))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.is_gap()
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<Leaf>().map(|other| self.order().cmp(&other.order()))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shown {
            Shown::Words { text, .. } => f.write_str(text),
            Shown::Missing(_) => f.write_str(NOT_RECORDED),
            Shown::Nothing | Shown::Several(_) => Ok(()),
        }
    }
}

/// The key of a mapping: nearly all are laid down, and need no room.
pub(super) type Key = Cow<'static, str>;

/// A mapping whose keys are known; a key it does not have is an error in the template.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) entries: Vec<(Key, Value)>,
    /// The words by which people know a row.
    pub(super) label: Option<Value>,
    pub(super) hidden: bool,
    /// What any other key is: a gap, where nobody has laid down the keys.
    pub(super) other: Option<Value>,
}

impl Object for Section {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let entry = self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        entry.or_else(|| self.other.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.entries.iter().map(|(name, _)| Value::from(&**name)).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.hidden
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// A list.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) items: Vec<Value>,
    /// What is missing where it is empty, in words; nothing where this audience does not see it.
    pub(super) gap: Option<String>,
    /// Whether it may be asked for any key while it is empty, because nobody has laid down what stands there.
    pub(super) free: bool,
}

impl Object for Rows {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        if self.free && self.items.is_empty() && key.as_str().is_some() {
            return Some(Value::from_dyn_object(self.clone()));
        }
        self.items.get(key.as_usize()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.items.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = self.items.iter().map(Value::to_string).collect::<Vec<_>>();
        f.write_str(&items.join(", "))
    }
}

/// All rows of a view by id, for those that refer to them.
pub(super) type Index = OnceLock<BTreeMap<String, Value>>;

/// A reference to a row: has the row's fields, prints the words by which people know it.
#[derive(Debug)]
pub(super) struct RowRef {
    pub(super) id: String,
    pub(super) index: Weak<Index>,
}

impl RowRef {
    fn row(&self) -> Option<Value> {
        self.index.upgrade()?.get()?.get(&self.id).cloned()
    }
}

impl Object for RowRef {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "id" => Some(Value::from(self.id.as_str())),
            _ => self.row()?.get_item(key).ok().filter(|value| !value.is_undefined()),
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.row().is_some()
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<RowRef>().map(|other| self.id.cmp(&other.id))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.row().and_then(|row| row.downcast_object_ref::<Section>()?.label.clone());
        label.map_or(Ok(()), |label| write!(f, "{label}"))
    }
}
