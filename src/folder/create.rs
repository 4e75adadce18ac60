//! Making a cluster's folder.

use std::fs;
use std::path::{self, Path};

use serde::Serialize;

use super::fail::cannot;
use super::find::{Folder, MARK, above, as_it_lies, is_cluster};
use super::library::starter;
use super::list::is_nobodys;
use super::safely::make_folder;
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::record::id::PersonId;

/// What a new cluster's folder begins with.
#[derive(Clone, Debug)]
pub struct NewCluster {
    /// The name of the cluster.
    pub name: String,
    /// The person who makes it.
    pub person: FirstPerson,
}

/// The person who makes a cluster's folder, as they stand in `people.yaml`.
#[derive(Clone, Debug, Serialize)]
pub struct FirstPerson {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What they are in the cluster, from the vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The names they log in with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logins: Vec<String>,
}

impl Folder {
    /// Makes a cluster's folder, in an empty place or one that is not there yet. It has no history yet.
    pub fn create(named: &Path, new: &NewCluster) -> Result<Folder> {
        Folder::create_with(named, &files(new)?)
    }

    /// Makes a cluster's folder of files that are there already; the last one is its mark, `pikorua.toml`.
    pub fn create_with(named: &Path, files: &[(&str, String)]) -> Result<Folder> {
        let root = path::absolute(named).map_err(|e| cannot("made", named.display(), &e))?;
        let root = as_it_lies(&root);
        refuse(named, &root)?;
        make_folder(&root).map_err(|e| cannot("made", named.display(), &e))?;
        let folder = Folder::at(root)?;
        // Its mark comes last: a folder that was made by halves is no cluster's folder.
        for (file, text) in files {
            folder.write(&file.parse::<RelPath>().map_err(Error::fault)?, text.as_bytes(), None)?;
        }
        Ok(folder)
    }
}

impl Folder {
    /// The place for a copy of a cluster's folder: one that is empty or not there yet. A copy that was broken off, which
    /// holds nothing but its history, or which `begun` knows, goes on in its place.
    pub fn place_for_copy(named: &Path, begun: impl FnOnce(&Path) -> bool) -> Result<Folder> {
        let root = path::absolute(named).map_err(|e| cannot("made", named.display(), &e))?;
        let root = as_it_lies(&root);
        if !begun(&root) {
            refuse(named, &root)?;
        }
        make_folder(&root).map_err(|e| cannot("made", named.display(), &e))?;
        Folder::at(root)
    }
}

fn refuse(named: &Path, root: &Path) -> Result<()> {
    let shown = named.display();
    if is_cluster(root) {
        return Err(Error::request(format!("`{shown}` is a cluster's folder already"))
            .hint("Go into it and work; `pikorua edit cluster` changes what it says about itself."));
    }
    if let Some(above) = above(root) {
        return Err(Error::request(format!(
            "`{shown}` lies inside the cluster's folder `{}`",
            above.display()
        ))
        .hint("Choose a place beside it."));
    }
    let is_new = fs::symlink_metadata(root).is_err();
    if !is_new && !root.is_dir() {
        return Err(Error::request(format!("`{shown}` is a file, not a folder")).hint("Choose another name."));
    }
    let inside = if is_new { None } else { Some(fs::read_dir(root)) };
    let inside = inside.transpose().map_err(|e| cannot("listed", shown, &e))?;
    let mut names =
        inside.into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    match names.find(|name| name == ".gitattributes" || !is_nobodys(name)) {
        Some(name) => Err(Error::request(format!("`{}` is not empty: it holds `{name}`", named.display()))
            .hint("Choose an empty folder, or a name that is not there yet.")),
        None => Ok(()),
    }
}

/// The file that keeps line ends as they are on every system.
pub fn line_ends() -> (&'static str, String) {
    (".gitattributes", starter("gitattributes").into())
}

fn files(new: &NewCluster) -> Result<[(&'static str, String); 5]> {
    let people = serde_yaml::to_string(&[&new.person])
        .map_err(|e| Error::fault("the first person could not be written").because(e))?;
    let people: String = people.lines().map(|line| format!("  {line}\n")).collect();
    let name = toml::Value::from(new.name.trim()).to_string();
    Ok([
        line_ends(),
        ("cases/README.md", starter("cases.md").into()),
        ("settings/README.md", starter("settings.md").into()),
        ("people.yaml", starter("people.yaml").replace("{people}\n", &people)),
        (MARK, starter("pikorua.toml").replace("{name}", &name)),
    ])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::error::ErrorKind;
    use crate::folder::testing::{folder, names, new_cluster, says};
    use crate::folder::{Folder, Library};

    #[test]
    fn a_new_folder_is_a_clusters_folder() {
        let (_dir, folder) = folder();
        assert_eq!(
            names(folder.root()),
            [".gitattributes", "cases", "people.yaml", "pikorua.toml", "settings"]
        );
        let cluster = folder.cluster().unwrap();
        assert_eq!((cluster.name.as_str(), cluster.words["mokopuna"].as_str()), ("Awa", "mokopuna"));
        let people = folder.people().unwrap();
        assert_eq!(people.problems, []);
        let person = people.value.unwrap().people.remove(0);
        assert_eq!((person.id.as_str(), person.name.as_str()), ("p-kf3m", "Aroha Tūī"));
        assert_eq!(person.logins[0].as_str(), "aroha.t");
        assert!(folder.cases().unwrap().files.is_empty() && folder.cases().unwrap().odd.is_empty());
        assert!(folder.settings().unwrap().files.is_empty());
        assert!(Library::load(&folder).unwrap().problems().is_empty());
    }

    #[test]
    fn awkward_names_stay_themselves() {
        for name in ["Te \"Awa\" # 'x'", "{people}", "- a: b", "yes", "C:\\new"] {
            let dir = tempfile::tempdir().unwrap();
            let folder = Folder::create(dir.path(), &new_cluster(name, name)).unwrap();
            assert_eq!(folder.cluster().unwrap().name, name);
            assert_eq!(folder.people().unwrap().value.unwrap().people[0].name.as_str(), name);
        }
    }

    #[test]
    fn a_cluster_is_made_only_where_nothing_is() {
        let (dir, folder) = folder();
        let refused = |path: &Path, message: &str| {
            says(Folder::create(path, &new_cluster("x", "y")).unwrap_err(), ErrorKind::Request, message);
        };
        refused(folder.root(), "is a cluster's folder already");
        refused(&folder.root().join("cases/other"), "lies inside the cluster's folder");
        refused(dir.path(), "is not empty: it holds `Awa`");
        refused(&folder.root().join("people.yaml"), "lies inside");
        let fresh = dir.path().join("fresh");
        fs::create_dir_all(fresh.join(".git")).unwrap();
        assert!(Folder::create(&fresh, &new_cluster("x", "y")).is_ok());
    }
}
