//! What a filter can ask of a case.

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A word of a list of the vocabulary.
    Word(&'static str),
    /// A school, kura or service.
    Setting,
    /// A person of the cluster, or `me`.
    Person,
    /// A guide.
    Guide,
    /// A day, a term, a month or a year.
    Day,
    /// Any words.
    Words,
    /// The beginning of an id.
    Id,
}

/// A field, the names it goes by, what stands in it, and what it is.
pub struct Field {
    /// The name, and others for the same.
    pub names: &'static [&'static str],
    /// What stands in it.
    pub meaning: Meaning,
    /// What it is, for `--help`.
    pub about: &'static str,
}

const fn field(names: &'static [&'static str], meaning: Meaning, about: &'static str) -> Field {
    Field { names, meaning, about }
}

/// All of them.
pub const FIELDS: [Field; 17] = [
    field(&["id"], Meaning::Id, "the beginning of its id, or of the four letters of it"),
    field(&["status"], Meaning::Word("statuses"), "where it stands"),
    field(&["kind"], Meaning::Word("kinds"), "the kind of work"),
    field(&["layer", "tier"], Meaning::Word("layers"), "the layer of support"),
    field(&["focus", "about"], Meaning::Word("focus"), "what it is about"),
    field(&["need", "needs"], Meaning::Word("needs"), "what is needed"),
    field(&["setting", "school"], Meaning::Setting, "a school or service in the work"),
    field(&["user"], Meaning::Person, "an RTLB in the work today, or `me`"),
    field(&["lead"], Meaning::Person, "whoever leads it today, or `me`"),
    field(&["element", "guide"], Meaning::Guide, "a guide that was walked or begun"),
    field(&["open"], Meaning::Guide, "a guide that is begun and not left"),
    field(
        &["voice"],
        Meaning::Word("speakers"),
        "whose words are in it; `missing`: one that its kind asks for is not",
    ),
    field(&["opened"], Meaning::Day, "when the request came in"),
    field(&["closed"], Meaning::Day, "when it ended"),
    field(&["review"], Meaning::Day, "when the team looks at the plan again"),
    field(&["met"], Meaning::Day, "when there was a hui or a review"),
    field(&["text"], Meaning::Words, "words anywhere in it"),
];

/// The field of a name.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.names.contains(&name))
}
