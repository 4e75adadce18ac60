//! Git's small files, one a piece of the history, looked at before git's library reads them: it waits for ever for the
//! rest of one that was cut short. Packs are read by their lengths and need none of this.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use flate2::{Decompress, FlushDecompress, Status};
use git2::Oid;

use super::lists::Listed;
use super::open::History;
use super::read::Git;

/// More than any record or list of records has.
const MOST: usize = 256 * 1024 * 1024;

/// Below the list of the whole folder, lists of files stand so deep at most: `cases`, and a year of them.
const DEEPEST_LIST: usize = 2;

/// A small file of git's, as it was before it was made small: its kind and length, and its content.
pub(super) struct Piece {
    whole: Vec<u8>,
    head: usize,
}

impl Piece {
    /// Whether it is of a kind, as git calls it.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.whole[..self.head].split(|byte| *byte == b' ').next() == Some(kind.as_bytes())
    }

    /// The content.
    pub(super) fn content(&self) -> &[u8] {
        &self.whole[self.head + 1..]
    }
}

impl History {
    /// Whether a piece, where it is a small file, is whole.
    pub(super) fn is_whole(&self, id: Oid) -> Git<()> {
        self.loose(id).map(|_| ())
    }

    /// Whether the changes that a walk from here meets are whole, as far as they are small files: those are the newest ones.
    /// Each is looked at once.
    pub(super) fn can_be_walked(&self, from: Oid) -> Git<()> {
        let mut walkable = self.walkable.borrow_mut();
        let (mut seen, mut next) = (HashSet::new(), vec![from]);
        while let Some(id) = next.pop() {
            if walkable.contains(&id) || !seen.insert(id) {
                continue;
            }
            let Some(piece) = self.loose(id)? else { continue };
            let text = String::from_utf8_lossy(piece.content());
            let head = text.lines().take_while(|line| !line.is_empty());
            next.extend(head.filter_map(|line| Oid::from_str(line.strip_prefix("parent ")?).ok()));
        }
        walkable.extend(seen);
        Ok(())
    }

    /// Whether the newest change is whole with what the library reads of it unasked: its lists of files, and what git is
    /// told about them. Looked at once.
    pub(super) fn newest_is_whole(&self, id: Oid) -> Git<()> {
        if self.whole.get() != Some(id) {
            self.is_whole(id)?;
            let tree = self.repo.find_commit(id)?.tree_id();
            self.lists_are_whole(tree)?;
            if let Some(told) = self.list_of(tree)?.find(".gitattributes") {
                self.is_whole(told.oid()?)?;
            }
            self.whole.set(Some(id));
        }
        Ok(())
    }

    /// Whether a list of files is whole, and those below it.
    pub(super) fn lists_are_whole(&self, tree: Oid) -> Git<()> {
        self.lists_below_are_whole(tree, DEEPEST_LIST)
    }

    // a list that holds no further ones is not read through: a year has a thousand cases
    fn lists_below_are_whole(&self, tree: Oid, deep: usize) -> Git<()> {
        if deep == 0 {
            return self.is_whole(tree);
        }
        let list = self.list_of(tree)?;
        let mut below = list.entries().filter(Listed::is_list);
        below.try_for_each(|entry| self.lists_below_are_whole(entry.oid()?, deep - 1))
    }

    /// Whether every small file is whole.
    pub(super) fn loose_are_whole(&self) -> Git<()> {
        all_whole(&self.objects())
    }

    // a piece that is a small file; nothing where it is in a pack
    pub(super) fn loose(&self, id: Oid) -> Git<Option<Piece>> {
        let name = id.to_string();
        piece(&self.objects().join(&name[..2]).join(&name[2..]))
    }

    fn objects(&self) -> PathBuf {
        self.repo.commondir().join("objects")
    }
}

/// Whether every small file of a history is whole.
pub(super) fn all_whole(objects: &Path) -> Git<()> {
    for folder in (0..=255).map(|n| objects.join(format!("{n:02x}"))) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            // what another program is writing has a longer name
            if entry.file_name().len() == 38 {
                piece(&entry.path())?;
            }
        }
    }
    Ok(())
}

fn piece(file: &Path) -> Git<Option<Piece>> {
    // one that cannot be read is for the library to say
    let Ok(bytes) = fs::read(file) else { return Ok(None) };
    let damaged = || git2::Error::from_str(&format!("a piece of the history is damaged: {}", file.display()));
    let whole = inflated(&bytes).ok_or_else(damaged)?;
    let head = whole.iter().position(|byte| *byte == 0).ok_or_else(damaged)?;
    let told = std::str::from_utf8(&whole[..head]).ok().and_then(|head| head.rsplit_once(' '));
    let size = told.and_then(|(_, size)| size.parse::<usize>().ok());
    match size == Some(whole.len() - head - 1) {
        true => Ok(Some(Piece { whole, head })),
        false => Err(damaged()),
    }
}

// nothing where it was cut short, or its sum is another one
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut inflate, mut whole) = (Decompress::new(true), Vec::with_capacity(bytes.len() * 2 + 64));
    loop {
        let rest = bytes.get(usize::try_from(inflate.total_in()).ok()?..)?;
        match inflate.decompress_vec(rest, &mut whole, FlushDecompress::None).ok()? {
            Status::StreamEnd => return Some(whole),
            // it asks for more room, or else for what is not there
            _ if whole.len() == whole.capacity() && whole.len() < MOST => whole.reserve(whole.len()),
            _ => return None,
        }
    }
}
