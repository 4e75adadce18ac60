//! Every name that the cluster knows, for looking whether one is left where nobody shall tell whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::desk::Desk;
use super::index::Indexed;
use crate::error::{Error, ErrorKind, Result};
use crate::folder::{Basis, Library, Loaded, Part, TextFile};
use crate::history::{CommitId, Relation};
use crate::query::names::{Called, Everybody, Known, LISTS, Names};
use crate::record::case::Case;
use crate::record::cluster::{People, Person, Setting};
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::naming::folded_words;
use crate::record::read::read;
use crate::record::shape::Field;
use crate::record::text::{fold, mark};
use crate::record::vocabulary::Vocabulary;

/// The list of words that people are called by and that mean something else as well.
const ALSO_WORDS: &str = "also-words";

/// Under what names they are kept: those that were ever recorded, and those that stand in the folder now.
const KEPT: &str = "names";
const KEPT_NOW: &str = "names-now";

/// Where it is kept up to which change names were gathered: beside those of the cases, as no case is called.
const UPTO: &str = "";

/// The names of each case, by its id. Written down, since of ten years of cases those of few are needed.
#[derive(Default)]
struct OfCases(BTreeMap<String, Part>);

impl OfCases {
    fn of(&self, id: &CaseId) -> Names {
        self.0.get(id.as_str()).and_then(Part::read).unwrap_or_default()
    }

    fn add(&mut self, id: &CaseId, more: Names) {
        let mut names = self.of(id);
        names.add(more);
        self.0.insert(id.to_string(), Part::of(&names));
    }
}

/// Every name that is or ever was in the folder.
pub(super) struct NamesEver {
    everybody: Arc<Everybody>,
    people: Vec<Person>,
    settings: Vec<Setting>,
    of_cases: OfCases,
}

impl Desk {
    /// The names around a case: its own and those of the whole cluster, also those that any of them had earlier. What cannot be
    /// read of it cannot be looked for, and is refused.
    pub fn names_around(&self, case: &Case, version: &str) -> Result<Known> {
        let ever = self.names_ever()?;
        let mut here = Names::of_case(case, &ever.people, &ever.settings);
        here.add(ever.of_cases.of(&case.id));
        let stand_ins = case.stand_ins.iter().filter_map(|row| row.instead.as_ref());
        Ok(Known {
            here,
            everybody: ever.everybody.clone(),
            called: Called::new(&self.vocabulary, stand_ins.map(|instead| instead.as_str())),
            not_names: case.not_names.iter().map(|word| folded_words(word.as_str()).join(" ")).collect(),
            version: version.to_owned(),
        })
    }

    /// Gathers the names of the folder, as they stand from here on at this desk.
    pub fn find_names(&self) {
        // what cannot be read is said of each document that it is in the way of
        drop(self.names_ever());
    }

    // they are the same for every document of an export, or of a file of several
    fn names_ever(&self) -> Result<&NamesEver> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let (people, settings) = (self.people_ever()?, self.settings_ever()?);
        let mut names = Names::default();
        names.add_cluster(&self.cluster.name, &people, &settings);
        let of_cases = self.names_recorded(&people, &settings)?;
        of_cases.0.values().filter_map(Part::read).for_each(|of_case| names.add(of_case));
        self.each_named(&people, &settings, |of_case| names.add(of_case))?;
        let everybody = self.everybody(names).into();
        Ok(self.names.get_or_init(|| NamesEver { everybody, people, settings, of_cases }.into()))
    }

    fn everybody(&self, names: Names) -> Everybody {
        let built_in = Library::built_in();
        let listed = listed(&self.vocabulary);
        let ordinary = ordinary(&built_in, self.library.vocabulary(), &listed);
        let also = self.vocabulary.offered(ALSO_WORDS).into_iter().map(|word| word.label);
        let also =
            also.flat_map(|text| folded_words(&text)).filter(|word| !ordinary.contains(word)).collect();
        let mut brought: BTreeSet<String> = texts(&built_in).flat_map(words_of).map(fold).collect();
        brought.retain(|word| ordinary.contains(word) || !listed.contains(word));
        Everybody { names, ordinary, also, brought, found_out: Default::default() }
    }

    /// Hands over the names that stand in each case now. What is no longer recorded as it was told is found anew in the case
    /// that a document is made of.
    fn each_named(&self, people: &[Person], settings: &[Setting], mut see: impl FnMut(Names)) -> Result<()> {
        let mut unread = None;
        let make = |_: &Loaded<Case>, case: &Case| Names::of_case(case, people, settings);
        let (files, rests_on) = (self.folder.stamped_cases()?.files, rests_on(people, settings));
        let look = |case: Indexed<Names>| case.known.ok_or(case.file.id);
        self.each_indexed(
            files,
            (KEPT_NOW, &rests_on),
            |_| true,
            make,
            look,
            |names| match names {
                Ok(names) => see(*names),
                Err(id) => unread = unread.take().or(Some(id)),
            },
        )?;
        unread.map_or(Ok(()), |id| Err(unreadable(id.as_str())))
    }

    /// The names in each case by all that was ever recorded. Those up to a change are kept, because a past of years takes
    /// long to read; names are only ever added to them.
    fn names_recorded(&self, people: &[Person], settings: &[Setting]) -> Result<OfCases> {
        let basis = Basis::of(&[&rests_on(people, settings)]);
        let Some(newest) = self.history.newest()? else { return Ok(OfCases::default()) };
        let mut all = OfCases(self.private.kept_parts(KEPT, basis));
        let upto: Option<String> = all.0.remove(UPTO).and_then(|part| part.read());
        let upto = upto.and_then(|upto| self.history.named(&upto).ok());
        let upto = match upto {
            Some(upto) if self.led_to(&upto, &newest)? => Some(upto),
            _ => {
                all = OfCases::default();
                None
            }
        };
        if upto == Some(newest) {
            return Ok(all);
        }
        let mut seen = BTreeSet::new();
        self.history.ever("cases", upto.as_ref(), &mut |name, held| {
            let text = String::from_utf8_lossy(held);
            // a version that could not be read then knows nobody
            if seen.insert((name.to_owned(), said_of_names(&text)))
                && let Some(case) = read::<Case>(&text).value
            {
                all.add(&case.id, Names::of_case(&case, people, settings));
            }
        })?;
        all.0.insert(UPTO.to_owned(), Part::of(&newest.to_string()));
        self.private.keep_parts(KEPT, basis, &all.0);
        all.0.remove(UPTO);
        Ok(all)
    }

    fn led_to(&self, earlier: &CommitId, newest: &CommitId) -> Result<bool> {
        Ok(matches!(self.history.relation(earlier, newest)?, Relation::Same | Relation::Behind))
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

// whom an id in a case means rests on who is known
fn rests_on(people: &[Person], settings: &[Setting]) -> String {
    format!("{people:?}{settings:?}")
}

fn unreadable(id: &str) -> Error {
    Error::new(ErrorKind::Refused, format!("{id} cannot be read, so that its names cannot be looked for"))
        .hint("`pikorua check` shows what is wrong with it. Nothing was written.")
}

/// A mark of the lines that may say a name: names change far less often than a case does.
fn said_of_names(text: &str) -> u64 {
    let says = |line: &&str| line.contains("name") || line.contains("elsewhere");
    mark(text.lines().filter(says).flat_map(|line| line.bytes().chain([b'\n'])))
}

/// Words that the built-in guides and documents write in small letters, and those of the cluster's vocabulary: a name in a
/// document of the cluster's own is no word because it is written small there, nor is one because a list of names has it.
fn ordinary(built_in: &Library, vocabulary: &str, listed: &BTreeSet<String>) -> BTreeSet<String> {
    let small =
        files(built_in).flat_map(|file| words_of(&file.text)).filter(|w| w.starts_with(char::is_lowercase));
    let words = words_of(vocabulary).map(fold).filter(|word| !listed.contains(word));
    small.map(fold).chain(words).collect()
}

/// Every word of the lists that hold names.
fn listed(vocabulary: &Vocabulary) -> BTreeSet<String> {
    let words = LISTS.iter().chain(&[ALSO_WORDS]).flat_map(|list| vocabulary.list(list));
    words
        .flat_map(|word| [word.id, word.label].into_iter().chain(word.aliases))
        .flat_map(|text| folded_words(&text))
        .collect()
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
