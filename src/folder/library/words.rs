//! The words of the practice: built in, the cluster's file of them on top, and what `pikorua.toml` says on top of both.

use super::{Library, TextFile};
use crate::error::{Error, Result};
use crate::folder::cache::Basis;
use crate::folder::cluster::{Cluster, at};
use crate::folder::find::MARK;
use crate::folder::private::Private;
use crate::record::vocabulary::{Lists, Misfit, Vocabulary};

/// What the words of the practice are kept by under.
const KEPT: &str = "words";

impl Library {
    /// The same as [`Library::words`], as this copy keeps them by: every verb asks for them first.
    pub fn kept_words(&self, cluster: &Cluster, private: &Private) -> Result<Vocabulary> {
        let own = self.own_vocabulary.as_ref().map_or("", |file| file.text.as_str());
        let basis = Basis::of(&[self.vocabulary(), own, &format!("{:?}", cluster.vocabulary)]);
        if let Some(words) = private.kept(KEPT, basis) {
            return Ok(words);
        }
        let words = self.words(cluster)?;
        private.keep(KEPT, basis, &words);
        Ok(words)
    }

    /// The words of the practice: the built-in ones, on top of them the cluster's `vocabulary.toml`, and on top of both
    /// what its `pikorua.toml` says.
    pub fn words(&self, cluster: &Cluster) -> Result<Vocabulary> {
        let unreadable = |e: toml::de::Error| {
            Error::fault("the built-in vocabulary could not be read").because(e.message())
        };
        let mut lists = Lists::parse(self.vocabulary()).map_err(unreadable)?;
        lists.words().map_err(|misfit| unreadable(*misfit.why))?;
        if let Some(file) = &self.own_vocabulary {
            lists = lists.with(own_lists(file)?);
            lists.words().map_err(|Misfit { list, id, .. }| {
                nameless(&file.origin.to_string(), &file.text, &format!("{list}.{id}"))
            })?;
        }
        let words = lists.with(cluster.vocabulary.clone()).words();
        words.map_err(|Misfit { list, id, .. }| nameless(MARK, "", &format!("vocabulary.{list}.{id}")))
    }
}

/// The cluster's own words, as they stand in their file.
fn own_lists(file: &TextFile) -> Result<Lists> {
    let name = file.origin.to_string();
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let lists = Lists::parse(text).map_err(|e| at(&name, text, &e))?;
    match lists.misfit_on_top() {
        None => Ok(lists),
        Some(Misfit { list, id, why }) => {
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
