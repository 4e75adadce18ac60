//! What a record may hold, said once: the Rust types, their keys, their meaning for people, and how each is read.
//!
//! `record!` makes from one description the struct, its reader (which finds every problem, not the first) and its
//! [`Shape`], which everything else that must know the keys is driven by: `set`, guides, views, `log`, documents.

mod reader;

pub use reader::Reader;

use super::node::Node;
use super::path::Path;
use super::value::Date;

/// What may stand at a place of a record.
#[derive(Debug, PartialEq)]
pub enum Shape {
    /// Somebody's words, one line or many.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
    /// Somebody: the id of a person of the cluster or of a row of the case's team.
    Person,
    /// A school, kura or service: the id of a file in `settings/`.
    Setting,
    /// The id of a case.
    Case,
    /// The id of a row of the same record.
    Row,
    /// The id of a guide.
    Guide,
    /// A place of the same record, by its path.
    Place,
    /// A word from the list of this name in the vocabulary.
    Term(&'static str),
    /// Anything: known, kept, and not looked into.
    Free,
    /// Answers by the ids of their prompts.
    Notes,
    /// Several of the same.
    List(&'static Shape),
    /// A mapping with known keys.
    Map(&'static MapShape),
}

/// A mapping with known keys.
#[derive(Debug, PartialEq)]
pub struct MapShape {
    /// What it is called in Rust.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The letter its ids begin with, where it is a row of a list.
    pub prefix: Option<char>,
    /// Its keys, in the order they are written.
    pub fields: &'static [FieldShape],
}

/// One key of a mapping.
#[derive(Debug, PartialEq)]
pub struct FieldShape {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub doc: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Which days it may hold, where it holds one.
    pub when: When,
}

/// Which days stand at a place, seen from the day on which they are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Of what has happened: no day that is still to come.
    Over,
    /// Of what is still to come: whoever writes `12/2` means the twelfth of February that comes.
    Ahead,
    /// Of what may have happened or be planned.
    Either,
    /// Of an end that may have come or be still to come, whichever of the two is nearer.
    Nearest,
}

impl FieldShape {
    /// What it holds in the first words of its description, to begin a line with.
    pub fn label(&self) -> &'static str {
        first_words(self.doc)
    }
}

/// The words before the first stop of a description.
pub fn first_words(doc: &str) -> &str {
    doc.trim().split(['.', ':', ';']).next().unwrap_or_default()
}

impl MapShape {
    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|f| f.key == key)
    }
}

impl Shape {
    /// What may stand at a path below this shape; a step into a list is a row's id or its place.
    /// The error is the step that no record has.
    pub fn at(&'static self, path: &Path) -> Result<&'static Shape, String> {
        use super::path::Step;
        let mut shape = self;
        for step in &path.0 {
            shape = match (shape, step) {
                (Shape::Map(map), Step::Key(key)) => match map.field(key) {
                    Some(field) => &field.shape,
                    None => return Err(key.clone()),
                },
                (Shape::List(item), _) => item,
                (Shape::Free | Shape::Notes, _) => &Shape::Free,
                (_, Step::Key(key)) => return Err(key.clone()),
                (_, Step::Index(index)) => return Err(format!("[{index}]")),
            };
        }
        Ok(shape)
    }

    /// What one of the keys of this mapping holds, without its full stop.
    pub fn doc_of(&self, key: &str) -> Option<&'static str> {
        match self {
            Shape::Map(map) => map.field(key).map(|field| field.doc.trim().trim_end_matches('.')),
            _ => None,
        }
    }

    /// Which days may stand at a path below this shape; any where it says nothing of them.
    pub fn when(&'static self, path: &Path) -> When {
        let field = path.split_last().and_then(|(above, key)| match self.at(&above) {
            Ok(Shape::Map(map)) => map.field(&key.to_string()),
            _ => None,
        });
        field.filter(|field| field.shape == Shape::Date).map_or(When::Either, |field| field.when)
    }

    /// The keys of the mapping this is, or is a list of.
    pub fn keys(&self) -> Vec<&'static str> {
        match self {
            Shape::Map(map) => map.fields.iter().map(|f| f.key).collect(),
            Shape::List(item) => item.keys(),
            _ => Vec::new(),
        }
    }

    /// The rows this is a list of, where it is one.
    pub fn rows(&self) -> Option<&'static MapShape> {
        match self {
            Shape::List(Shape::Map(map)) => Some(map),
            _ => None,
        }
    }
}

/// A type that can stand in a record.
pub trait Field: Sized {
    /// What may stand there.
    const SHAPE: Shape;

    /// Reads it; what is wrong goes to the reader, and nothing comes back where nothing can be made of it.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What it is when its key is missing; nothing where it must be given.
    fn absent() -> Option<Self> {
        None
    }

    /// Hands over every day that stands in it.
    fn days(&self, _take: &mut dyn FnMut(Date)) {}
}

/// Describes mappings of a record: the struct, its reader and its shape. `row 'g'` makes it a row of a list, with an id
/// that begins with that letter. A day is one of what has happened; `[ahead]`, `[either]` and
/// `[nearest]` after it say otherwise.
macro_rules! record {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $(row $prefix:literal)? {
            $( $(#[doc = $fdoc:literal])+ $field:ident : $ty:ty $([$when:ident])?, )*
        }
    )*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        pub struct $name {
            $( $(#[doc = $fdoc])+ pub $field: $ty, )*
        }

        impl $crate::record::shape::Field for $name {
            const SHAPE: $crate::record::shape::Shape = $crate::record::shape::Shape::Map(
                &$crate::record::shape::MapShape {
                    name: stringify!($name),
                    doc: concat!($($doc),+),
                    prefix: $crate::record::shape::record!(@prefix $($prefix)?),
                    fields: &[ $( $crate::record::shape::FieldShape {
                        key: stringify!($field),
                        doc: concat!($($fdoc),+),
                        shape: <$ty as $crate::record::shape::Field>::SHAPE,
                        when: $crate::record::shape::record!(@when $($when)?),
                    }, )* ],
                },
            );

            fn read(
                node: &$crate::record::node::Node,
                reader: &mut $crate::record::shape::Reader,
            ) -> Option<Self> {
                let $crate::record::shape::Shape::Map(shape) = Self::SHAPE else { return None };
                if !reader.known_keys(node, shape) {
                    return None;
                }
                $( let $field = reader.field::<$ty>(node, stringify!($field)); )*
                Some($name { $( $field: $field?, )* })
            }

            fn absent() -> Option<Self> {
                $( let $field = <$ty as $crate::record::shape::Field>::absent(); )*
                Some($name { $( $field: $field?, )* })
            }

            fn days(&self, take: &mut dyn FnMut($crate::record::value::Date)) {
                $( $crate::record::shape::Field::days(&self.$field, take); )*
            }
        }
    )* };
    (@prefix) => { None };
    (@prefix $prefix:literal) => { Some($prefix) };
    (@when) => { $crate::record::shape::When::Over };
    (@when ahead) => { $crate::record::shape::When::Ahead };
    (@when either) => { $crate::record::shape::When::Either };
    (@when nearest) => { $crate::record::shape::When::Nearest };
}
pub(crate) use record;
