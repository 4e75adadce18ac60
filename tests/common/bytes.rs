//! Looking for a text in every byte of a place: files as they are, and the objects of a history unpacked.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use super::git::has_git;
use super::sandbox::Sandbox;

impl Sandbox {
    /// Where a text stands below a place, in whatever form it is kept there.
    pub(crate) fn found_in(&self, place: &str, words: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.path(place)];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    if path.join("HEAD").exists() && path.join("objects").exists() {
                        self.found_in_objects(&path, words, &mut found);
                    }
                    open.push(path);
                } else if holds(&path, words) {
                    found.push(path.display().to_string());
                }
            }
        }
        if self.path(place).join("objects").exists() {
            self.found_in_objects(&self.path(place), words, &mut found);
        }
        found
    }

    fn found_in_objects(&self, git: &Path, words: &str, found: &mut Vec<String>) {
        let packs = git.join("objects/pack");
        for entry in fs::read_dir(&packs).into_iter().flatten() {
            let pack = entry.unwrap().path();
            // what has no list is looked into by no program of git, and so not by this test
            if pack.extension().is_none_or(|end| end != "idx") && !pack.with_extension("idx").exists() {
                found.push(format!("{} cannot be looked into", pack.display()));
            }
        }
        if !has_git() {
            return;
        }
        let mut command = Command::new("git");
        self.isolate(&mut command);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.arg("--git-dir").arg(git).args(["cat-file", "--batch-all-objects", "--batch", "--unordered"]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "nothing was looked into");
        if contains(&output.stdout, words) {
            found.push(format!("the objects of {}", git.display()));
        }
    }
}

fn holds(path: &Path, words: &str) -> bool {
    // a lock or a guard may go at this moment
    let Ok(bytes) = fs::read(path) else { return false };
    let mut inflated = Vec::new();
    // most files are no zlib at all
    let _ = flate2::read::ZlibDecoder::new(bytes.as_slice()).read_to_end(&mut inflated);
    contains(&bytes, words) || contains(&inflated, words)
}

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}
