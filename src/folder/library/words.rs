//! The words of the practice: built in, the cluster's file of them on top, and what `pikorua.toml` says on top of both.

use super::{Library, TextFile};
use crate::error::{Error, Result};
use crate::folder::cluster::{Cluster, at};
use crate::folder::find::MARK;
use crate::record::vocabulary::Vocabulary;

impl Library {
    /// The words of the practice: the built-in ones, on top of them the cluster's `vocabulary.toml`, and on top of both
    /// what its `pikorua.toml` says.
    pub fn words(&self, cluster: &Cluster) -> Result<Vocabulary> {
        let mut words = Vocabulary::parse(self.vocabulary())
            .map_err(|e| Error::fault("the built-in vocabulary could not be read").because(e.message()))?;
        if let Some(file) = &self.own_vocabulary {
            words = words.with(own_words(file)?);
            if let Some((list, id, _)) = words.misfits().first() {
                return Err(nameless(&file.origin.to_string(), &file.text, &format!("{list}.{id}")));
            }
        }
        let words = words.with(cluster.vocabulary.clone());
        match words.misfits().first() {
            Some((list, id, _)) => Err(nameless(MARK, "", &format!("vocabulary.{list}.{id}"))),
            None => Ok(words),
        }
    }
}

/// The cluster's own words, as they stand in their file.
fn own_words(file: &TextFile) -> Result<Vocabulary> {
    let name = file.origin.to_string();
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let words: Vocabulary = toml::from_str(text).map_err(|e| at(&name, text, &e))?;
    match words.misfits_on_top().first() {
        None => Ok(words),
        Some((list, id, why)) => {
            let section = format!("{list}.{id}");
            let message = format!("`{name}`, line {}: `{section}` is not a word", line_of(text, &section));
            let why = why.message().lines().next().unwrap_or_default().to_owned();
            Err(Error::request(message).because(why).hint(
                "Write a section `[LIST.ID]` with lines such as `label = \"…\"` in it, as in the words that are built in.",
            ))
        }
    }
}

fn nameless(file: &str, text: &str, section: &str) -> Error {
    let place = if text.is_empty() { String::new() } else { format!(", line {}", line_of(text, section)) };
    Error::request(format!("`{file}`{place}: nothing says what people read for `[{section}]`")).hint(format!(
        "Write `label = \"…\"` below `[{section}]`. Only a word that is built in has a label already; is the id spelled so?"
    ))
}

/// The line on which a section begins, or else the first.
fn line_of(text: &str, section: &str) -> usize {
    let is_it =
        |line: &str| line.trim_start().strip_prefix('[').is_some_and(|rest| rest.starts_with(section));
    text.lines().position(is_it).map_or(1, |n| n + 1)
}
