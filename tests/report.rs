//! Figures over many cases: what they say, and what nobody can find out from them.

mod attack;
#[path = "../benches/cluster/mod.rs"]
mod cluster;

use std::fs;

use pikorua::record::case::Case;
use pikorua::record::read::read;

use crate::common::Sandbox;

/// A cluster of invented cases.
fn many(n: usize, seed: u64) -> Sandbox {
    let sandbox = Sandbox::new();
    cluster::make(&sandbox.folder(), n, seed).unwrap();
    sandbox
}

/// The cases of a folder.
fn cases(sandbox: &Sandbox) -> Vec<(Case, usize)> {
    let mut cases = Vec::new();
    let mut years: Vec<_> =
        fs::read_dir(sandbox.path("cases")).unwrap().map(|year| year.unwrap().path()).collect();
    years.sort();
    for year in years.iter().filter(|year| year.is_dir()) {
        let mut files: Vec<_> = fs::read_dir(year).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let read = read::<Case>(&text);
            assert!(read.problems.is_empty(), "{}: {:?}", file.display(), read.problems);
            cases.push((read.value.unwrap(), text.len()));
        }
    }
    cases
}

#[test]
fn invented_cases_are_valid_and_as_large_as_real_ones() {
    let cases = cases(&many(200, 7));
    let kinds: std::collections::BTreeSet<&str> = cases.iter().map(|(case, _)| case.kind.as_str()).collect();
    assert_eq!((cases.len(), kinds.len()), (200, 7));
    let mean = cases.iter().map(|(_, size)| size).sum::<usize>() / cases.len();
    assert!((5_000..8_000).contains(&mean), "{mean}");
}
