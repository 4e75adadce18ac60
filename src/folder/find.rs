//! Finding the cluster's folder, and the place of a file in it.

use std::path::{Path, PathBuf};
use std::{fs, io, path};

use super::fail::cannot;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// The file that makes a folder a cluster's folder.
pub(super) const MARK: &str = "pikorua.toml";

/// A cluster's folder.
#[derive(Clone, Debug)]
pub struct Folder {
    pub(super) root: PathBuf,
    /// The same place with every link on the way followed.
    real: PathBuf,
}

impl Folder {
    /// The folder that was named, or else the nearest from `start` upward that is a cluster's.
    pub fn find(start: &Path, explicit: Option<&Path>) -> Result<Folder> {
        let absolute = |path: &Path| path::absolute(path).map_err(|e| cannot("found", path.display(), &e));
        match explicit {
            Some(named) => Folder::named(named, &absolute(named)?),
            None => match above(&absolute(start)?) {
                Some(root) => Folder::at(root),
                None if Folder::without_its_mark(start, None).is_some() => Err(lost("this folder")),
                None => Err(Error::request("there is no cluster's folder here, nor above here")
                    .hint("Go into your cluster's folder, or name it: `pikorua -C FOLDER …`.")
                    .hint("`pikorua init FOLDER --cluster NAME` makes one; `pikorua demo` shows one.")),
            },
        }
    }

    /// A cluster's folder that lost the file by which it is known: the one that was named, or the nearest upward.
    pub fn without_its_mark(start: &Path, explicit: Option<&Path>) -> Option<Folder> {
        let absolute = path::absolute(explicit.unwrap_or(start)).ok()?;
        let root = match explicit {
            Some(_) => Some(absolute.as_path()).filter(|root| has_history(root)),
            None => absolute.ancestors().find(|dir| has_history(dir)),
        };
        root.filter(|root| !is_cluster(root)).and_then(|root| Folder::at(root.to_owned()).ok())
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn at(root: PathBuf) -> Result<Folder> {
        let real = root.canonicalize().map_err(|e| cannot("opened", root.display(), &e))?;
        Ok(Folder { root, real })
    }

    fn named(named: &Path, root: &Path) -> Result<Folder> {
        let shown = named.display();
        if is_cluster(root) {
            return Folder::at(root.to_owned());
        }
        if has_history(root) {
            return Err(lost(&format!("`{shown}`")));
        }
        if !root.is_dir() {
            return Err(Error::request(format!("there is no folder `{shown}`"))
                .hint(format!("`pikorua init {shown} --cluster NAME` makes it a cluster's folder.")));
        }
        let error = Error::request(format!("`{shown}` is not a cluster's folder: it holds no `{MARK}`"));
        Err(match above(&as_it_lies(root)) {
            Some(above) => error.hint(format!("Did you mean `{}`?", above.display())),
            None => error
                .hint("`pikorua init FOLDER --cluster NAME` makes one, `pikorua init FOLDER --hub HUB` a copy of one."),
        })
    }

    /// Where a file of the folder really lies, links followed, and never outside the folder.
    pub(super) fn place(&self, path: &RelPath) -> Result<PathBuf> {
        let place = path.under(&self.root);
        // Of a file that is not there yet, the folders that are.
        let there = place.ancestors().find(|p| fs::symlink_metadata(p).is_ok()).unwrap_or(&self.root);
        let real = match there.canonicalize() {
            Ok(real) => real,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(Error::request(format!("`{path}` is a link to something that is not there"))
                    .hint("Put the file itself in its place."));
            }
            Err(e) => return Err(cannot("read", path, &e)),
        };
        if !real.starts_with(&self.real) {
            return Err(Error::request(format!("`{path}` is a link that leads out of the cluster's folder"))
                .hint("Put the file itself in its place: what lies elsewhere has no history here."));
        }
        Ok(match place.strip_prefix(there) {
            Ok(rest) if rest.as_os_str().is_empty() => real,
            Ok(rest) => real.join(rest),
            Err(_) => place,
        })
    }
}

/// The nearest cluster's folder, from this one upward.
pub(super) fn above(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|dir| is_cluster(dir)).map(Path::to_path_buf)
}

/// The place without `..` and links on the way to it: `../beside` does not lie inside of the folder one stands in.
pub(super) fn as_it_lies(root: &Path) -> PathBuf {
    let there = root.ancestors().find_map(|above| Some((above, dunce::canonicalize(above).ok()?)));
    match there.and_then(|(above, real)| Some(real.join(root.strip_prefix(above).ok()?))) {
        Some(place) => place.components().collect(),
        None => root.to_owned(),
    }
}

/// Whether pikorua kept a history here, though the folder may lack its mark.
fn has_history(folder: &Path) -> bool {
    folder.join(".git").join("pikorua").is_dir()
}

fn lost(what: &str) -> Error {
    Error::request(format!("`{MARK}` is gone from {what}, and without it nobody can work there"))
        .hint(format!("`pikorua undo {MARK}` brings it back as it was last recorded."))
}

pub(super) fn is_cluster(folder: &Path) -> bool {
    folder.join(MARK).is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::error::ErrorKind;
    use crate::folder::Folder;
    use crate::folder::testing::{folder, says};

    #[test]
    fn the_nearest_folder_upward_is_found() {
        let (dir, folder) = folder();
        let below = folder.root().join("cases/2026");
        fs::create_dir_all(&below).unwrap();
        assert_eq!(Folder::find(&below, None).unwrap().root(), folder.root());
        assert_eq!(Folder::find(dir.path(), Some(folder.root())).unwrap().root(), folder.root());
        says(Folder::find(dir.path(), None).unwrap_err(), ErrorKind::Request, "no cluster's folder here");
        let named = Folder::find(dir.path(), Some(&below)).unwrap_err();
        assert_eq!(named.hints, [format!("Did you mean `{}`?", folder.root().display())]);
        says(named, ErrorKind::Request, "is not a cluster's folder");
        says(
            Folder::find(&below, Some(&dir.path().join("no"))).unwrap_err(),
            ErrorKind::Request,
            "there is no folder",
        );
    }
}
