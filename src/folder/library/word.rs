//! Files of Word that a cluster put among its documents: forms, and the letterhead. They are opened only where they are used.

use unicode_normalization::UnicodeNormalization;

use super::Library;
use crate::error::Result;
use crate::folder::find::Folder;
use crate::folder::list::Name;
use crate::record::file::RelPath;
use crate::record::text::fold;

const DOCUMENTS: &str = "documents";
const WORD: &str = ".docx";
const LETTERHEAD: &str = "letterhead";

/// A file of Word that a cluster put among its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFile {
    /// Its name: that of the file without the ending.
    pub name: String,
    /// Where it lies.
    pub path: RelPath,
}

impl Library {
    /// The cluster's own forms for Word, which are filled as templates are.
    pub fn forms(&self) -> impl Iterator<Item = &WordFile> {
        self.word.iter().filter(|file| file.name != LETTERHEAD)
    }

    /// The form of a document by name, with or without macrons.
    pub fn form(&self, name: &str) -> Option<&WordFile> {
        self.forms().find(|file| fold(&file.name) == fold(name))
    }

    /// The cluster's letterhead, under which documents for Word are written.
    pub fn letterhead(&self) -> Option<&WordFile> {
        self.word.iter().find(|file| file.name == LETTERHEAD)
    }
}

impl Folder {
    /// The names of the files of Word among the documents; none is opened.
    pub(super) fn word_files(&self) -> Result<Vec<WordFile>> {
        let files = self.names(DOCUMENTS)?.into_iter().filter(is_one);
        let word = files.filter_map(|found| {
            let name = found.name.strip_suffix(WORD)?.nfc().collect();
            Some(WordFile { name, path: found.path().parse().ok()? })
        });
        Ok(word.collect())
    }
}

/// Whether something is a file of Word among the documents.
pub(super) fn is_one(found: &Name) -> bool {
    !found.is_folder && found.path().starts_with(DOCUMENTS) && found.name.ends_with(WORD)
}
