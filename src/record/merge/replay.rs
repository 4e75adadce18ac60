//! What a fuzzer found worth keeping (`fuzz/corpus`), read and merged again.

use std::fs;
use std::path::{Path as Folder, PathBuf};

use super::laws::{lawful, side};
use super::version::Version;
use super::*;
use crate::record::case::Case;
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::path::Path;

/// The texts that are kept for one target.
fn kept(target: &str) -> Vec<(PathBuf, String)> {
    let folder = Folder::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    // the fuzzer knows bytes; what is no text is no record either
    let texts = files.filter_map(|file| fs::read_to_string(&file).ok().map(|text| (file, text)));
    let texts: Vec<_> = texts.collect();
    assert!(!texts.is_empty(), "nothing is kept for {target}");
    texts
}

#[test]
fn what_was_found_reading_is_read() {
    for (file, text) in kept("read") {
        let Ok(case) = CaseText::read("case", &text) else { continue };
        let title = Edit::Set { path: Path::parse("title"), value: "Kōrero: a #1".into() };
        let Ok(after) = case.apply(&[title]) else { continue };
        let title = after.case().title.as_ref().map(ToString::to_string);
        assert_eq!(title.as_deref(), Some("Kōrero: a #1"), "{}", file.display());
    }
}

#[test]
fn what_was_found_merging_is_merged() {
    for (file, text) in kept("merge") {
        let parts: Vec<&str> = text.split("%%%\n").collect();
        let [base, a, b] = parts.as_slice() else { continue };
        let base = Some(*base).filter(|base| !base.is_empty());
        let (one, other) = (side(a, "p-aaaa", 0), side(b, "p-bbbb", 1));
        let merged = merge::<Case>(base, &one, &other);
        assert_eq!(merged, merge::<Case>(base, &other, &one), "{}", file.display());
        if [a, b].iter().all(|text| Version::read::<Case>(text).is_sound) && merged.is_ok() {
            lawful::<Case>(base, &one, &other).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        }
    }
}
