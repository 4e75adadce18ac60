//! What pikorua does, seen from outside: the program run in a folder of its own, and what it wrote.
//!
//! One binary, so that it links once. `SNAPSHOTS=overwrite cargo test` writes what is shown now over what was expected;
//! read the difference before it is kept.

// what helps several tests is no test by itself, and fails with them
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod by_hand;
mod changing;
mod cli_reference;
mod common;
mod community;
mod corpus;
mod course;
mod crowd;
mod damage;
mod demo;
mod dispose;
mod doctor;
mod documents;
mod due;
#[cfg(unix)]
mod editing;
mod examples;
mod export;
#[cfg(target_os = "linux")]
mod faults;
mod formats;
mod growth;
mod guides;
mod history;
mod hub;
mod hui;
mod import;
mod index;
mod laws;
mod leaks;
mod looking;
mod meanwhile;
mod packs;
mod papers;
mod practice;
mod projects;
#[cfg(unix)]
mod pty;
mod readme;
mod report;
mod seconds;
mod sharing;
mod since;
mod starting;
mod statement;
mod together;
mod undoing;
mod walking;
mod word;

/// A file that is not in the list above would never run.
#[test]
fn every_file_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (folder, list) in
        [(folder.clone(), include_str!("main.rs")), (folder.join("common"), include_str!("common/mod.rs"))]
    {
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if let Some(module) = name.strip_suffix(".rs").filter(|m| !matches!(*m, "main" | "mod")) {
                let listed = list.lines().any(|line| line == format!("mod {module};"));
                assert!(listed, "`{name}` is missing from the list of modules beside it");
            }
        }
    }
}
