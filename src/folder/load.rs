//! Records, read from their files.

use super::find::Folder;
use super::list::{Odd, odd};
use crate::error::{Error, Result};
use crate::record::cluster::{People, Setting};
use crate::record::disposed::Disposed;
use crate::record::file::RelPath;
use crate::record::id::SettingId;
use crate::record::node::Node;
use crate::record::problem::Problem;
use crate::record::read::{Read, read};
use crate::record::shape::Field;

/// The list of what was disposed of, before there is anything on it.
const NONE_YET: &str = "schema: 1\ndisposed: []\n";

/// A record as it was read, with what is wrong in its file.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The file.
    pub path: RelPath,
    /// Its text, which the problems point into.
    pub text: String,
    /// The text as a tree with places.
    pub root: Node,
    /// The record; none where nothing can be made of the file.
    pub value: Option<T>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The schools, kura and services of the cluster.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Those that could be read, in the order of their ids.
    pub files: Vec<Loaded<Setting>>,
    /// Files that could not be opened.
    pub unreadable: Vec<Error>,
    /// What else lies there.
    pub odd: Vec<Odd>,
}

impl Folder {
    /// A record from its file.
    pub fn load<T: Field>(&self, path: &RelPath) -> Result<Loaded<T>> {
        let text = self.read_text(path)?.text;
        let Read { root, value, problems } = read(&text);
        Ok(Loaded { path: path.clone(), text, root, value, problems })
    }

    /// The people of the cluster.
    pub fn people(&self) -> Result<Loaded<People>> {
        self.load(&RelPath::people())
            .map_err(|e| e.hint("`people.yaml` lists the cluster's practitioners and leaders."))
    }

    /// What was disposed of; nothing is listed where there is no such file.
    pub fn disposed(&self) -> Result<Loaded<Disposed>> {
        let path = RelPath::disposed();
        let text = self.read_if_there(&path)?.map_or_else(|| NONE_YET.to_owned(), |file| file.text);
        let Read { root, value, problems } = read(&text);
        Ok(Loaded { path, text, root, value, problems })
    }

    /// The schools, kura and services.
    pub fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::default();
        for found in self.names("settings")? {
            let id = found.name.strip_suffix(".yaml").and_then(|stem| stem.parse::<SettingId>().ok());
            match id.filter(|_| !found.is_folder) {
                Some(id) => match self.load(&RelPath::of_setting(&id)) {
                    Ok(setting) => settings.files.push(setting),
                    Err(e) => settings.unreadable.push(e),
                },
                None => {
                    let remedy = "It is named by its id, as in `awa-school.yaml`: lower-case letters, digits, hyphens.";
                    settings.odd.push(odd(
                        &found.path(),
                        "is not named like a school, kura or service",
                        remedy,
                    ));
                }
            }
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use crate::folder::testing::{folder, put};

    #[test]
    fn settings_are_read_as_far_as_they_go() {
        let (_dir, folder) = folder();
        put(&folder, "settings/awa-school.yaml", "schema: 1\nid: awa-school\nname: Awa School\n");
        put(&folder, "settings/bad.yaml", "schema: [\n");
        put(&folder, "settings/worse.yaml", b"\xff");
        put(&folder, "settings/Awa School.yaml", "");
        let settings = folder.settings().unwrap();
        let read: Vec<bool> =
            settings.files.iter().map(|s| s.value.is_some() && s.problems.is_empty()).collect();
        assert_eq!(read, [true, false]);
        assert_eq!(
            (settings.files[1].problems.len(), settings.unreadable.len(), settings.odd.len()),
            (1, 1, 1)
        );
    }
}
