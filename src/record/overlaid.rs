//! Data in TOML that is built in, with what a cluster writes of its own on top, key by key.

use serde::de::DeserializeOwned;

use super::toml_words;
use crate::error::{Error, Result};

/// A text of the cluster's own, by the name of its file.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// Reads what is built in with the cluster's own on top; what is wrong with that is said with its line. `what` is what it is,
/// for messages.
pub fn overlaid<T: DeserializeOwned>(what: &str, built_in: &str, own: Option<Own<'_>>) -> Result<T> {
    let unreadable = |e: &toml::de::Error| {
        Error::fault(format!("the built-in {what} could not be read")).because(e.message())
    };
    let mut all: toml::Table = toml::from_str(built_in).map_err(|e| unreadable(&e))?;
    let Some(own) = own else { return T::deserialize(all).map_err(|e| unreadable(&e)) };
    let text = own.text.strip_prefix('\u{feff}').unwrap_or(own.text);
    let wrong = |e: toml::de::Error| {
        let (line, why, remedy) = toml_words::in_words(text, &e);
        Error::request(format!("`{}`, line {line}: {why}", own.file)).hint(remedy)
    };
    // said with its line as long as it stands by itself
    toml::from_str::<T>(text).map_err(wrong)?;
    put_over(&mut all, toml::from_str(text).map_err(wrong)?);
    T::deserialize(all).map_err(|e| {
        let (why, remedy) = toml_words::said(&e);
        Error::request(format!("`{}`: {why}", own.file)).hint(remedy)
    })
}

/// The line on which a heading stands that begins so.
pub fn line_of(text: &str, heading: &str) -> Option<usize> {
    let at = text.lines().position(|line| line.trim_start().starts_with(heading))?;
    Some(at + 1)
}

/// Puts what is written in one table on top of another, key by key.
fn put_over(under: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) => put_over(under, over),
            (_, value) => drop(under.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use super::{Own, overlaid};

    type Read = BTreeMap<String, BTreeMap<String, i64>>;

    #[test]
    fn own_keys_come_on_top_and_a_slip_is_told_with_its_line() {
        let built_in = "[a]\nx = 1\ny = 2\n";
        let own = |text| Some(Own { file: "own.toml", text });
        let read: Read = overlaid("data", built_in, own("\u{feff}[a]\ny = 3\n[b]\nz = 4\n")).unwrap();
        assert_eq!(format!("{read:?}"), r#"{"a": {"x": 1, "y": 3}, "b": {"z": 4}}"#);
        let wrong = overlaid::<Read>("data", built_in, own("[a]\ny = 'three'\n")).unwrap_err();
        assert!(wrong.message.starts_with("`own.toml`, line 2: "), "{}", wrong.message);
        assert!(!wrong.hints.is_empty());
        assert_eq!(overlaid::<Read>("data", built_in, None).unwrap()["a"]["x"], 1);
    }
}
