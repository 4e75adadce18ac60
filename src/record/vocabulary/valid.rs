//! What is probably not meant in a cluster's own words: a list, a key, an id or a label that does nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Lists, Vocabulary, Word};
use crate::record::id::is_slug;
use crate::record::text::{closest, fold};
use crate::record::toml_words;

/// Something in a cluster's words, where it stands, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the file that it is about.
    pub span: Range<usize>,
    /// What is wrong, as a fragment without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

/// All that is probably not meant in the words of a file: below the section `under`, or in the whole file. `built_in` has the
/// words they come on top of, and `used` the lists that guides ask for.
pub fn faults(text: &str, under: Option<&str>, built_in: &Lists, used: &[&str]) -> Vec<Fault> {
    // what cannot be read at all is said where it is read
    let Ok(file) = DeTable::parse(text) else { return Vec::new() };
    let lists = match under {
        None => Some(file.get_ref()),
        Some(key) => file.get_ref().get(key).and_then(|section| table(section)),
    };
    let words = &built_in.words().unwrap_or_default();
    let mut found = Found { built_in, words, used, faults: Vec::new() };
    for (list, words) in lists.into_iter().flatten() {
        found.list(list, words);
    }
    found.faults.sort_by_key(|fault| fault.span.start);
    found.faults
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
type Table<'t> = DeTable<'t>;

struct Found<'v> {
    built_in: &'v Lists,
    words: &'v Vocabulary,
    used: &'v [&'v str],
    faults: Vec<Fault>,
}

impl Found<'_> {
    fn add(&mut self, span: Range<usize>, message: String, remedy: String) {
        self.faults.push(Fault { span, message, remedy });
    }

    fn list(&mut self, list: &Key<'_>, words: &Spanned<DeValue<'_>>) {
        let name = list.get_ref().as_ref();
        let lists = self.built_in.names();
        if !lists.clone().any(|known| known == name) && !self.used.contains(&name) {
            let remedy = match closest(name, lists.chain(self.used.iter().copied())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Name a list that is built in, or one that a guide asks for with `options`.".into(),
            };
            return self.add(list.span(), format!("nothing asks for a list `{name}`"), remedy);
        }
        let Some(words) = table(words) else {
            let remedy = format!("Write a section `[{name}.ID]` with a line `label = \"…\"` in it.");
            return self.add(words.span(), format!("`{name}` is not a list of words"), remedy);
        };
        for (id, word) in words {
            self.word(name, id, word, words);
        }
        self.labels(name, words);
    }

    // `own` has all words that the cluster has in this list
    fn word(&mut self, list: &str, id: &Key<'_>, word: &Spanned<DeValue<'_>>, own: &Table<'_>) {
        let name = id.get_ref().as_ref();
        if !is_slug(name) {
            let remedy =
                "Use lower-case letters, digits and hyphens; what people read is its `label`.".into();
            self.add(id.span(), format!("`{name}` cannot be an id"), remedy);
        }
        let Some(keys) = table(word) else {
            let remedy = format!("Write a section `[{list}.{name}]` with a line `label = \"…\"` in it.");
            return self.add(word.span(), format!("`{name}` is not a word"), remedy);
        };
        let is_new = self.words.word(list, name).is_none();
        match keys.get("label").map(|label| (label.get_ref().as_str(), label.span())) {
            Some((Some(label), span)) if label.trim().is_empty() => {
                self.add(span, format!("nobody can read `{name}`"), "Write what people read.".into());
            }
            None if is_new => {
                let remedy = "Add a line `label = \"…\"` with what people read.".into();
                self.add(id.span(), format!("`{name}` has no label"), remedy);
            }
            _ => {}
        }
        for (key, value) in keys {
            self.key(list, key, value, own);
        }
    }

    fn key(&mut self, list: &str, key: &Key<'_>, value: &Spanned<DeValue<'_>>, own: &Table<'_>) {
        let name = key.get_ref().as_ref();
        let known = self.keys(list);
        if !known.iter().any(|key| key == name) {
            let remedy = match closest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("The keys of a word are {}.", Vec::from_iter(known).join(", ")),
            };
            return self.add(key.span(), format!("`{name}` is not a key of a word"), remedy);
        }
        if let Some((why, remedy)) = wrong_value(name, value.get_ref()) {
            return self.add(value.span(), format!("`{name}`: {why}"), remedy);
        }
        match (name, value.get_ref()) {
            ("about" | "speaks_for" | "lang", DeValue::String(said)) => {
                let known = self.said_so_far(name);
                self.one_of(name, said, &known, value.span());
            }
            ("opposite", DeValue::String(said)) => {
                let known = self.words.list(list).into_iter().map(|word| word.id).collect();
                self.one_of(name, said, &known, value.span());
            }
            ("partners", DeValue::Array(kinds)) => {
                let known = self.words.list("partner-kinds").into_iter().map(|word| word.id).collect();
                self.all_of(name, kinds, &known);
            }
            ("after", DeValue::Array(steps)) => {
                let built_in = self.words.list(list).into_iter().map(|word| word.id);
                let known = built_in.chain(own.iter().map(|(id, _)| id.get_ref().to_string())).collect();
                self.all_of(name, steps, &known);
            }
            _ => {}
        }
    }

    // those of any word, and those that words of this list have beside
    fn keys(&self, list: &str) -> BTreeSet<String> {
        self.built_in.keys(list).into_iter().chain(keys_of_a_word()).collect()
    }

    fn all_of(&mut self, key: &str, said: &[Spanned<DeValue<'_>>], known: &BTreeSet<String>) {
        for word in said {
            self.one_of(key, word.get_ref().as_str().unwrap_or_default(), known, word.span());
        }
    }

    fn one_of(&mut self, key: &str, said: &str, known: &BTreeSet<String>, span: Range<usize>) {
        if known.contains(said) {
            return;
        }
        let remedy = match closest(said, known.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("There are: {}.", known.iter().cloned().collect::<Vec<_>>().join(", ")),
        };
        self.add(span, format!("`{said}` means nothing after `{key}`"), remedy);
    }

    // what the words that are built in say under a key: nothing else is understood
    fn said_so_far(&self, key: &str) -> BTreeSet<String> {
        let mut said = self.built_in.said(key);
        if key == "lang" {
            said.extend(self.words.list("languages").into_iter().map(|word| word.id));
        }
        said
    }

    // two words that people could not tell apart
    fn labels(&mut self, list: &str, words: &Table<'_>) {
        let label =
            |word: &Spanned<DeValue<'_>>| Some(table(word)?.get("label")?.get_ref().as_str()?.to_owned());
        let own =
            |id: &str| words.iter().find(|(key, _)| key.get_ref().as_ref() == id).and_then(|(_, w)| label(w));
        let mut seen: Vec<(String, String)> = self
            .words
            .list(list)
            .into_iter()
            .map(|word| (own(&word.id).unwrap_or(word.label), word.id))
            .collect();
        for (id, word) in words {
            let (Some(label), name) = (label(word), id.get_ref().to_string()) else { continue };
            let same = seen.iter().find(|(other, of)| fold(other) == fold(&label) && *of != name);
            if let Some((_, of)) = same.filter(|_| !label.trim().is_empty()) {
                let message = format!("`{name}` and `{of}` are both called “{label}”");
                self.add(
                    id.span(),
                    message,
                    "Give each a label of its own, so that people can tell them apart.".into(),
                );
            }
            seen.push((label, name));
        }
    }
}

fn table<'t, 'd>(value: &'t Spanned<DeValue<'d>>) -> Option<&'t Table<'d>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

// a word that says nothing has all keys that a word can have
fn keys_of_a_word() -> Vec<String> {
    let word = Word::deserialize(toml::Table::from_iter([("label".to_owned(), "".into())]));
    let keys = word.ok().and_then(|word| serde_json::to_value(word).ok());
    let keys = keys.as_ref().and_then(serde_json::Value::as_object).into_iter().flatten();
    keys.map(|(key, _)| key.clone()).filter(|key| key != "id").collect()
}

// why a key cannot have this value, and what to do
fn wrong_value(key: &str, value: &DeValue<'_>) -> Option<(String, String)> {
    let plain = toml::Value::try_from(in_plain(value)).ok()?;
    let word = [("label".to_owned(), "".into()), (key.to_owned(), plain)];
    Word::deserialize(toml::Table::from_iter(word)).err().map(|e| toml_words::said(&e))
}

fn in_plain(value: &DeValue<'_>) -> serde_json::Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Array(items) => items.iter().map(|item| in_plain(item.get_ref())).collect(),
        DeValue::Integer(number) => number.as_str().parse::<i64>().unwrap_or_default().into(),
        _ => serde_json::Value::Object(serde_json::Map::new()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::faults;
    use crate::record::vocabulary::Lists;

    fn found(text: &str) -> Vec<(usize, String, String)> {
        let built_in = Lists::parse(include_str!("../../../templates/vocabulary.toml")).unwrap();
        let file = format!("schema = 1\nname = \"Awa\"\n{text}");
        let line = |at: usize| file[..at].matches('\n').count() + 1;
        let all = faults(&file, Some("vocabulary"), &built_in, &["our-words"]);
        all.into_iter().map(|fault| (line(fault.span.start), fault.message, fault.remedy)).collect()
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "",
            "[vocabulary.kinds.ours]\nlabel = 'Ours'\nabout = 'group'\n",
            "[vocabulary.kinds.individual]\nnote = 'One mokopuna.'\n",
            "[vocabulary.our-words.one]\nlabel = 'One'\naliases = ['eins']\n",
            "[vocabulary.statuses.rested]\nlabel = 'rested'\nended = true\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn each_slip_is_found_where_it_stands() {
        let word = "[vocabulary.kinds.ours]\nlabel = 'Ours'\n";
        for (text, line, message, remedy) in [
            (
                "[vocabulary.kind.x]\nlabel = 'X'\n",
                3,
                "nothing asks for a list `kind`",
                "Did you mean `kinds`?",
            ),
            (
                "[vocabulary.zzzz.x]\nlabel = 'X'\n",
                3,
                "nothing asks for a list `zzzz`",
                "Name a list that is built in, or",
            ),
            (
                "[vocabulary]\nkinds = 'x'\n",
                4,
                "`kinds` is not a list of words",
                "Write a section `[kinds.ID]`",
            ),
            ("[vocabulary.kinds]\nours = 'x'\n", 4, "`ours` is not a word", "Write a section `[kinds.ours]`"),
            (
                "[vocabulary.kinds.'Foo Bar']\nlabel = 'X'\n",
                3,
                "`Foo Bar` cannot be an id",
                "Use lower-case letters",
            ),
            ("[vocabulary.kinds.ours]\nnote = 'X'\n", 3, "`ours` has no label", "Add a line `label"),
            ("[vocabulary.kinds.ours]\nlabel = ''\n", 4, "nobody can read `ours`", "Write what people read."),
            (
                &format!("{word}abuot = 'group'\n"),
                5,
                "`abuot` is not a key of a word",
                "Did you mean `about`?",
            ),
            (
                &format!("{word}about = 'child'\n"),
                5,
                "`child` means nothing after `about`",
                "There are: community, group, improvement, mokopuna, setting.",
            ),
            (
                &format!("{word}lang = 'maori'\n"),
                5,
                "`maori` means nothing after `lang`",
                "There are: ar, en",
            ),
            (
                "[vocabulary.roles.x]\nlabel = 'X'\npartners = ['iwi', 'iwi-maroi']\n",
                5,
                "`iwi` means nothing after `partners`",
                "Did you mean `iwi-maori`?",
            ),
            (
                "[vocabulary.statuses.x]\nlabel = 'X'\nended = 'yes'\n",
                5,
                "`ended`: `true` or `false` expected, and the text \"yes\" found",
                "",
            ),
            (
                "[vocabulary.layers.x]\nlabel = 'te matua'\n",
                3,
                "`x` and `te-matua` are both called “te matua”",
                "Give each a label",
            ),
            (
                "[vocabulary.link-kinds.x]\nlabel = 'X'\nopposite = 'latr'\n",
                5,
                "`latr` means nothing after `opposite`",
                "Did you mean `later`?",
            ),
        ] {
            let all = found(text);
            let first = all.first().unwrap_or_else(|| panic!("{text}"));
            assert_eq!((first.0, first.1.as_str()), (line, message), "{all:?}");
            assert!(first.2.starts_with(remedy), "{text}: {}", first.2);
        }
    }

    #[test]
    fn the_words_that_are_built_in_are_right() {
        let text = include_str!("../../../templates/vocabulary.toml");
        let built_in = Lists::parse(text).unwrap();
        assert_eq!(faults(text, None, &built_in, &[]), []);
    }
}
