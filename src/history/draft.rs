//! A change that is made and not part of the history yet: the history goes forward to it together with the files, as it
//! does to what came from a hub.

use std::collections::BTreeMap;

use super::commit::Contents;
use super::fail::plain;
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::Git;
use crate::error::Result;
use crate::record::file::RelPath;

impl History {
    /// Makes a change of these contents on top of another one; nothing in the folder has changed yet.
    pub fn draft(
        &self,
        on: &CommitId,
        contents: &BTreeMap<RelPath, Option<Vec<u8>>>,
        note: &Note,
        author: &Author,
    ) -> Result<CommitId> {
        let write = || {
            let parent = self.repo.find_commit(on.0)?;
            let blob =
                |content: &Option<Vec<u8>>| content.as_ref().map(|bytes| self.repo.blob(bytes)).transpose();
            let ids = contents.iter().map(|(path, content)| Ok((path.clone(), blob(content)?)));
            let tree = self.tree(&parent.tree()?, &ids.collect::<Git<Contents>>()?)?;
            let who = author.signature()?;
            self.write_change(&who, &who, &note.message(), &tree, &[&parent])
        };
        write().map(CommitId).map_err(plain("written"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::history::testing::{aroha, at, room};
    use crate::history::{Advanced, Note, Step};

    #[test]
    fn the_history_goes_forward_to_it_with_the_files() {
        let room = room();
        room.write("people.yaml", "1\n");
        room.write("settings/a.yaml", "1\n");
        room.commit(&["people.yaml", "settings/a.yaml"], "first").unwrap();
        let from = room.history.newest().unwrap().unwrap();
        let contents =
            BTreeMap::from([(at("people.yaml"), Some(b"2\n".to_vec())), (at("settings/a.yaml"), None)]);
        let to = room.history.draft(&from, &contents, &Note::new("back"), &aroha()).unwrap();
        assert_eq!(room.history.newest().unwrap(), Some(from));
        room.assert_clean();
        let step = Step { from: Some(from), to };
        let done = room.history.advance(&step, None, &aroha(), &mut |_| {
            room.write("people.yaml", "2\n");
            std::fs::remove_file(room.dir.path().join("settings/a.yaml")).unwrap();
            Ok(())
        });
        assert_eq!(done.unwrap(), Advanced::Done);
        assert_eq!(room.subjects(None), ["back", "first"]);
        room.assert_clean();
    }
}
