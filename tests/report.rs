//! Figures over many cases.

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

#[test]
fn invented_cases_are_valid_and_as_large_as_real_ones() {
    let sandbox = many(200, 7);
    let mut kinds = std::collections::BTreeSet::new();
    let mut sizes = Vec::new();
    for year in cluster::YEARS.0..=cluster::YEARS.1 {
        for entry in fs::read_dir(sandbox.path(&format!("cases/{year}"))).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            let read = read::<Case>(&text);
            assert!(read.problems.is_empty(), "{:?}\n{text}", read.problems);
            kinds.insert(read.value.unwrap().kind.as_str().to_owned());
            sizes.push(text.len());
        }
    }
    assert_eq!((sizes.len(), kinds.len()), (200, 7));
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((5_000..8_000).contains(&mean), "{mean}");
}
