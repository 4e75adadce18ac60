//! Ids: of cases, rows, people, settings, guides. Random where the tool makes them, and never a name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::node::Node;
use super::shape::{Field, Reader, Shape};
use super::text::fold;

/// Letters and digits of an id; none that look alike (no `0 o 1 l i u`).
pub const LETTERS: &[u8] = b"abcdefghjkmnpqrstvwxyz23456789";

/// Makes ids; seeded for tests and the demo, random otherwise.
#[derive(Clone, Debug)]
pub struct Ids(fastrand::Rng);

impl Ids {
    /// Ids nobody can foretell.
    pub fn random() -> Ids {
        Ids(fastrand::Rng::new())
    }

    /// The same ids each time.
    pub fn seeded(seed: u64) -> Ids {
        Ids(fastrand::Rng::with_seed(seed))
    }

    /// Four letters and digits.
    pub fn four(&mut self) -> String {
        (0..4).map(|_| LETTERS[self.0.usize(..LETTERS.len())] as char).collect()
    }

    /// The id of a row: its letter and four more, and none that is taken already.
    pub fn row(&mut self, prefix: char, taken: impl Fn(&str) -> bool) -> String {
        loop {
            let id = format!("{prefix}-{}", self.four());
            if !taken(&id) {
                return id;
            }
        }
    }

    /// Ids of their own for some work, that have nothing to do with those that come after.
    pub fn fork(&mut self) -> Ids {
        Ids(self.0.fork())
    }
}

/// The id of a case: the year and four letters or digits, `2026-kf3m`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct CaseId(String);

impl<'de> Deserialize<'de> for CaseId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<CaseId, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

impl CaseId {
    /// How many letters an id has, all of one byte.
    pub const LENGTH: usize = "2026-kf3m".len();

    /// A new id of a year.
    pub fn new(year: i16, ids: &mut Ids) -> CaseId {
        CaseId(format!("{year:04}-{}", ids.four()))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year it was opened in.
    pub fn year(&self) -> &str {
        &self.0[..4]
    }
}

impl FromStr for CaseId {
    type Err = String;

    fn from_str(text: &str) -> Result<CaseId, String> {
        let good = text.is_ascii()
            && text.len() == CaseId::LENGTH
            && text.as_bytes()[4] == b'-'
            && text[..4].bytes().all(|b| b.is_ascii_digit())
            && text[5..].bytes().all(|b| LETTERS.contains(&b));
        good.then(|| CaseId(text.into())).ok_or_else(|| format!("`{text}` is not the id of a case"))
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for CaseId {
    const SHAPE: Shape = Shape::Case;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let remedy = "An id is the year, a hyphen and four letters or digits, as in `2026-kf3m`.";
        reader.parse(node, "bad-id", remedy)
    }
}

/// Ids that people may choose: lower-case letters, digits and hyphens.
macro_rules! slug {
    ($($(#[doc = $doc:literal])+ $name:ident, $shape:expr;)*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<$name, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<$name, String> {
                is_slug(text).then(|| $name(text.into())).ok_or_else(|| format!("`{text}` cannot be an id"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Field for $name {
            const SHAPE: Shape = $shape;

            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                reader.parse(node, "bad-id", "Ids have lower-case letters, digits and hyphens.")
            }
        }
    )* };
}

slug! {
    /// The id of a row: a letter and four random letters or digits, `g-4kd7`; by hand, any slug.
    RowId, Shape::Row;
    /// Somebody: a person of the cluster (people.yaml) or a row of the case's team.
    PersonId, Shape::Person;
    /// A school, kura or service: the name of its file in `settings/`.
    SettingId, Shape::Setting;
    /// A guide: the name of its file.
    GuideId, Shape::Guide;
}

/// Whether a text can be an id: lower-case ASCII letters, digits and single hyphens between them, at most 64.
pub fn is_slug(text: &str) -> bool {
    text.len() <= 64
        && !is_device(text)
        && !text.is_empty()
        && text.split('-').all(|part| !part.is_empty())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// How long an id may be that is made of words: there is room for a number after it.
const FROM_WORDS: usize = 48;

/// The first words of a text as an id would have them; nothing where none of its letters can stand in one.
pub fn slug_of(text: &str) -> String {
    let letters: String =
        fold(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let mut slug = String::new();
    for word in letters.split('-').filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + word.len() >= FROM_WORDS {
            break;
        }
        slug.extend(if slug.is_empty() { None } else { Some('-') });
        slug.push_str(word);
    }
    slug.truncate(FROM_WORDS);
    slug
}

/// Whether Windows takes a file of this name for a device and not for a file, whatever its ending: `CON`, `aux.yaml`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CaseId, Ids, is_device, is_slug, slug_of};

    #[test]
    fn words_make_an_id_however_long_they_are() {
        assert_eq!(slug_of("Te Kura o te Puna (Awa)"), "te-kura-o-te-puna-awa");
        assert_eq!(slug_of("Tōtara"), "totara");
        assert_eq!(slug_of("…"), "");
        for long in ["Te Kura Kaupapa Maori ".repeat(9), "a".repeat(90)] {
            let slug = slug_of(&long);
            assert!(is_slug(&slug) && is_slug(&format!("{slug}-123456")), "{slug}");
        }
    }

    #[test]
    fn what_windows_takes_for_a_device_is_no_name() {
        for device in ["con", "CON.yaml", "nul.tar.gz", "Aux ", "com1", "LPT9.docx"] {
            assert!(is_device(device), "{device}");
        }
        for file in ["cons", "com", "com10", "lpta", "a-con.yaml", "nulla.yaml"] {
            assert!(!is_device(file), "{file}");
        }
        assert!(!is_slug("aux") && is_slug("aux-school"));
    }

    #[test]
    fn work_that_goes_on_side_by_side_gets_ids_of_its_own() {
        let mut ids = Ids::seeded(7);
        let draws =
            (0..20).map(|_| ids.fork()).flat_map(|mut own| (0..50).map(|_| own.four()).collect::<Vec<_>>());
        let drawn: Vec<String> = draws.collect();
        let different: BTreeSet<&String> = drawn.iter().collect();
        // a thousand draws of some 700,000 hardly ever meet; streams that overlap meet all the time
        assert!(
            drawn.len() - different.len() < 5,
            "{} of {} are the same",
            drawn.len() - different.len(),
            drawn.len()
        );
    }

    #[test]
    fn a_row_never_gets_an_id_that_is_taken() {
        let first = Ids::seeded(1).row('g', |_| false);
        assert_ne!(Ids::seeded(1).row('g', |id| id == first), first);
    }

    #[test]
    fn ids_hold_no_nonsense() {
        assert!("2026-kf3m".parse::<CaseId>().is_ok());
        for bad in
            ["", "2026-kf3", "2026-kf3o", "2026-KF3M", "../2026-kf3m", "20x6-kf3m", "2026kf3mm", "2026-kf3ā"]
        {
            assert!(bad.parse::<CaseId>().is_err(), "{bad}");
        }
        assert!(
            is_slug("awa-school") && !is_slug("Awa") && !is_slug("a--b") && !is_slug("-a") && !is_slug("āwa")
        );
    }
}
