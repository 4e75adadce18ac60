//! Schools and services out of a list: which are new, which changed, which are as they were; and taking them in, as one change.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::folder::Listing;
use crate::history::Note;
use crate::record::cluster::Setting;
use crate::record::edit::{self, Edit};
use crate::record::file::RelPath;
use crate::record::id::{SettingId, slug_of};
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::text::fold;

/// What a list would change here.
#[derive(Clone, Debug, Default)]
pub struct Importing {
    /// All that the list names, by their ids.
    pub named: Vec<SettingId>,
    /// Those that are not here yet.
    pub new: Vec<SettingId>,
    /// Those of which the list tells something else.
    pub changed: Vec<SettingId>,
    /// Kinds of schools and services that are no words here, as the list calls them, each once.
    pub unknown_kinds: BTreeSet<String>,
    /// Rows without a name.
    pub nameless: usize,
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    path: RelPath,
    seen: Option<Vec<u8>>,
    text: String,
}

impl Desk {
    /// What a list would change. The list tells what the Ministry knows; who the key contact is, once it is written down here,
    /// and everything else that people wrote stays.
    pub fn importing(&self, list: &Listing) -> Result<Importing> {
        let mut found = Importing::default();
        let mut here: Vec<(SettingId, Option<String>, String)> = self
            .settings
            .iter()
            .map(|one| {
                (one.id.clone(), one.number.as_ref().map(ToString::to_string), fold(one.name.as_str()))
            })
            .collect();
        for row in &list.rows {
            let Some(name) = row.get("name") else {
                found.nameless += 1;
                continue;
            };
            let number = row.get("number");
            let by_number = here.iter().find(|(_, known, _)| number.is_some() && known.as_ref() == number);
            // one without a number here may be it by its name
            let by_name = || here.iter().find(|(_, known, called)| known.is_none() && *called == fold(name));
            let id = by_number.or_else(by_name).map(|(id, ..)| id.clone());
            let is_new = id.is_none();
            let id = match id {
                Some(id) => id,
                None => free_id(name, number, |id| here.iter().any(|(known, ..)| known == id))?,
            };
            if found.named.contains(&id) {
                continue;
            }
            if is_new {
                here.push((id.clone(), number.cloned(), fold(name)));
            }
            let path = RelPath::of_setting(&id);
            let seen = self.folder.read_if_there(&path)?;
            let before =
                seen.as_ref().map_or_else(|| format!("schema: 1\nid: {id}\n"), |file| file.text.clone());
            let known = self.settings.iter().find(|one| one.id == id);
            let edits = self.told(row, known, &mut found.unknown_kinds);
            let text = edit::apply(&before, &edits, Some(&Setting::SHAPE)).map_err(|why| {
                Error::request(format!("`{path}` cannot be changed")).because(&why).hint(why.remedy)
            })?;
            found.named.push(id.clone());
            if seen.as_ref().is_some_and(|file| file.text == text) {
                continue;
            }
            if is_new { &mut found.new } else { &mut found.changed }.push(id);
            found.files.push(File { path, seen: seen.map(|file| file.bytes().to_vec()), text });
        }
        Ok(found)
    }

    // what the list tells of one of them
    fn told(
        &self,
        row: &BTreeMap<&'static str, String>,
        known: Option<&Setting>,
        unknown: &mut BTreeSet<String>,
    ) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (key, value) in row {
            // somebody here knows better whom to talk to
            if *key == "key_contact" && known.is_some_and(|one| one.key_contact.is_some()) {
                continue;
            }
            let path = Path::parse(key);
            let value = match Setting::SHAPE.at(&path) {
                Ok(Shape::Term(list)) => match self.vocabulary.find(list, value) {
                    Some(word) => word.id,
                    None => {
                        unknown.insert(value.clone());
                        continue;
                    }
                },
                _ => value.clone(),
            };
            edits.push(Edit::Set { path, value: value.into() });
        }
        edits
    }

    /// Takes them in, as one change.
    pub fn import(&self, found: &Importing) -> Result<()> {
        self.finish()?;
        let _recording = self.history.recording()?;
        let mut written = Vec::new();
        let mut done = Ok(());
        for file in &found.files {
            done = self.folder.write(&file.path, file.text.as_bytes(), file.seen.as_deref());
            if done.is_err() {
                break;
            }
            written.push(file.path.clone());
        }
        // what stands there is recorded, also where the disk had no room for the rest
        let note = Note::new("settings: taken from a list");
        self.history.commit(&written, &note, &self.author(), &self.author())?;
        done.map_err(|why| why.hint("Those before it are taken in; do the same again for the others."))
    }
}

/// An id that nothing has, made of the name, and of the number where the name alone is taken.
fn free_id(name: &str, number: Option<&String>, is_taken: impl Fn(&SettingId) -> bool) -> Result<SettingId> {
    let plain = slug_of(name);
    let plain = if plain.is_empty() { "setting".to_owned() } else { plain };
    let numbered = number.iter().map(|number| format!("{plain}-{number}"));
    let counted = (2..).map(|n| format!("{plain}-{n}"));
    std::iter::once(plain.clone())
        .chain(numbered)
        .chain(counted)
        .filter_map(|id| id.parse::<SettingId>().ok())
        .find(|id| !is_taken(id))
        .ok_or_else(|| Error::request(format!("no id can be made of the name `{name}`")))
}
