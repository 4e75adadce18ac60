//! Every name that the cluster knows, for looking whether one is left where nobody shall tell whose it is.

use std::collections::BTreeSet;

use super::desk::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::folder::{Library, TextFile};
use crate::query::names::{Known, Names};
use crate::record::case::Case;
use crate::record::cluster::{People, Person, Setting};
use crate::record::file::RelPath;
use crate::record::naming::folded_words;
use crate::record::read::read;
use crate::record::shape::Field;
use crate::record::text::{fold, mark};

impl Desk {
    /// The names around a case: its own, also those that it or the cluster had earlier, and those of the whole cluster. What
    /// cannot be read of it cannot be looked for, and is refused.
    pub fn names_around(&self, case: &Case, version: &str) -> Result<Known> {
        let (people, settings) = (self.people_ever()?, self.settings_ever()?);
        let mut known = Known { here: Names::of_case(case, &people, &settings), ..Known::default() };
        for earlier in self.earlier::<Case>(&self.folder.case_path(&case.id))? {
            known.here.add(Names::of_case(&earlier, &people, &settings));
        }
        known.elsewhere.add_cluster(&self.cluster.name, &people, &settings);
        for file in self.folder.cases()?.files.into_iter().filter(|file| file.id != case.id) {
            let other = self.look(&file.id)?.value.ok_or_else(|| unreadable(file.id.as_str()))?;
            known.elsewhere.add(Names::of_case(&other, &people, &settings));
        }
        let built_in = Library::built_in();
        known.ordinary = ordinary(&built_in, self.library.vocabulary());
        known.brought = texts(&built_in).flat_map(words_of).map(fold).collect();
        known.not_names = case.not_names.iter().map(|word| folded_words(word.as_str()).join(" ")).collect();
        known.version = version.to_owned();
        Ok(known)
    }

    // whoever left, and whoever had another name
    fn people_ever(&self) -> Result<Vec<Person>> {
        let earlier = self.earlier::<People>(&RelPath::people())?.into_iter().flat_map(|file| file.people);
        Ok(self.people.iter().cloned().chain(earlier).collect())
    }

    fn settings_ever(&self) -> Result<Vec<Setting>> {
        let mut all = self.settings.clone();
        for setting in &self.settings {
            all.extend(self.earlier::<Setting>(&RelPath::of_setting(&setting.id))?);
        }
        Ok(all)
    }

    // what a file said at any time; a version that could not be read then knows nobody
    fn earlier<T: Field>(&self, path: &RelPath) -> Result<Vec<T>> {
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for commit in self.history.commits(Some(path))? {
            let Some(bytes) = self.history.content_at(path, &commit?.id)? else { continue };
            if seen.insert(mark(bytes.iter().copied())) {
                found.extend(read::<T>(&String::from_utf8_lossy(&bytes)).value);
            }
        }
        Ok(found)
    }
}

fn unreadable(id: &str) -> Error {
    Error::new(ErrorKind::Refused, format!("{id} cannot be read, so that its names cannot be looked for"))
        .hint("`pikorua check` shows what is wrong with it. Nothing was written.")
}

/// Words that the built-in guides and documents write in small letters, and those of the cluster's vocabulary: a name in a
/// document of the cluster's own is no word because it is written small there.
fn ordinary(built_in: &Library, vocabulary: &str) -> BTreeSet<String> {
    let small =
        files(built_in).flat_map(|file| words_of(&file.text)).filter(|w| w.starts_with(char::is_lowercase));
    small.chain(words_of(vocabulary)).map(fold).collect()
}

fn texts(library: &Library) -> impl Iterator<Item = &str> {
    files(library).map(|file| file.text.as_str()).chain([library.vocabulary()])
}

fn files(library: &Library) -> impl Iterator<Item = &TextFile> {
    library.guides().iter().chain(library.documents())
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
