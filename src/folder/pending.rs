//! Whose work lies unrecorded in a case's file: a mark that is put down before the file is written.
//!
//! A mark holds the whole new content, who wrote it, and by what the content before it is known. Whoever finds one can
//! tell how far it came: the file is as it was before, and was never written; or it is as the mark says; or somebody
//! changed it since. It is one file, old or new and never between, so no content ever stands under another's name.

use serde::{Deserialize, Serialize};

use super::Private;
use super::aside::{read, remove, save};
use super::private::files;
use super::safely::sweep;
use crate::error::{Error, Result};
use crate::record::id::CaseId;
use crate::record::text::mark;

/// What the tool itself last wrote into a case, or was about to write, and has not recorded yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The whole content of the case's file.
    pub content: Vec<u8>,
    /// Who changed it: the id of a person, or a login name.
    pub by: String,
    /// The guide, where it was walked.
    pub guide: Option<String>,
    /// By what the content before it is known; none where there was no file.
    pub over: Option<u64>,
}

/// The first line of a mark; the content follows.
#[derive(Serialize, Deserialize)]
struct Whose {
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    guide: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<u64>,
}

impl Pending {
    /// Whether the file was never written: it is as it was before.
    pub fn was_not_written(&self, there: Option<&[u8]>) -> bool {
        there != Some(&self.content) && there.map(known_by) == self.over
    }
}

/// By what a content is known.
pub fn known_by(content: &[u8]) -> u64 {
    mark(content.iter().copied())
}

impl Private {
    /// Remembers whose work comes to lie unrecorded in a case's file.
    pub fn save_pending(&self, case: &CaseId, pending: &Pending) -> Result<()> {
        let Pending { content, by, guide, over } = pending;
        let whose = Whose { by: by.clone(), guide: guide.clone(), over: *over };
        let mut mark = serde_json::to_vec(&whose)
            .map_err(|e| Error::fault("unrecorded work could not be marked").because(e))?;
        mark.push(b'\n');
        mark.extend(content);
        save(&self.pending_path(case), &mark)
    }

    /// Whose work lies unrecorded in a case's file; none where nobody's is known to.
    pub fn pending(&self, case: &CaseId) -> Result<Option<Pending>> {
        let mark = read(&self.pending_path(case))?;
        Ok(mark.and_then(|mark| {
            let end = mark.iter().position(|byte| *byte == b'\n')?;
            let Whose { by, guide, over } = serde_json::from_slice(&mark[..end]).ok()?;
            Some(Pending { content: mark[end + 1..].to_vec(), by, guide, over })
        }))
    }

    /// Forgets it, because it is recorded now; nothing happens where there is none.
    pub fn remove_pending(&self, case: &CaseId) -> Result<()> {
        remove(&self.pending_path(case))
    }

    /// Takes away marks of a case that were not whole when somebody was ended. Only for whoever is alone with the case.
    pub fn sweep(&self, case: &CaseId) {
        sweep(&self.pending_path(case));
    }

    /// All cases with somebody's unrecorded work.
    pub fn all_pending(&self) -> Result<Vec<CaseId>> {
        let names = files(&self.dir.join("pending"))?;
        let mut cases: Vec<CaseId> =
            names.iter().filter_map(|(name, _)| name.strip_suffix(".yaml")?.parse().ok()).collect();
        cases.sort();
        Ok(cases)
    }

    fn pending_path(&self, case: &CaseId) -> std::path::PathBuf {
        self.dir.join("pending").join(format!("{case}.yaml"))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::known_by;
    use crate::folder::{Pending, Private};
    use crate::record::id::CaseId;

    fn case() -> CaseId {
        "2026-kf3m".parse().unwrap()
    }

    #[test]
    fn a_mark_is_read_as_it_was_made() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path());
        assert!(private.all_pending().unwrap().is_empty() && private.pending(&case()).unwrap().is_none());
        let walked = Pending {
            content: b"a: 1\r\n\nb: \xff\n".into(),
            by: "p-kf3m".into(),
            guide: Some("tatai".into()),
            over: Some(u64::MAX),
        };
        let changed = Pending { content: Vec::new(), by: "aroha.t \"\n".into(), guide: None, over: None };
        for pending in [walked, changed] {
            private.save_pending(&case(), &pending).unwrap();
            assert_eq!(private.pending(&case()).unwrap().as_ref(), Some(&pending));
            assert_eq!(private.all_pending().unwrap(), [case()]);
        }
        private.remove_pending(&case()).unwrap();
        private.remove_pending(&case()).unwrap();
        assert!(private.all_pending().unwrap().is_empty());
    }

    #[test]
    fn a_mark_that_is_not_whole_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path());
        fs::create_dir(dir.path().join("pending")).unwrap();
        for torn in ["", "{\"by\":\"p-kf3m\"}", "a: 1\nb: 2\n", "{\"by\":\"p-k\na: 1\n"] {
            fs::write(dir.path().join("pending/2026-kf3m.yaml"), torn).unwrap();
            assert_eq!(private.pending(&case()).unwrap(), None, "{torn}");
        }
    }

    #[test]
    fn a_mark_tells_whether_the_file_was_written() {
        let mark = |over| Pending { content: b"new".into(), by: "p".into(), guide: None, over };
        let over = mark(Some(known_by(b"old")));
        assert!(over.was_not_written(Some(b"old")));
        assert!(!over.was_not_written(Some(b"new")) && !over.was_not_written(Some(b"newer")));
        assert!(!over.was_not_written(None) && mark(None).was_not_written(None));
        assert!(!mark(None).was_not_written(Some(b"new")));
    }
}
