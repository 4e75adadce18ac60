//! Laws over made-up histories: what is written anew is the same everywhere, in whatever steps, and lacks nothing else.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Repository, Signature, Time};
use proptest::prelude::*;

use super::{Anew, rewrite};
use crate::record::disposed::is_named_after;
use crate::record::id::CaseId;

const FILES: [&str; 6] = [
    "cases/2016/2016-kf3m.yaml",
    "cases/2016/2016-kf3m.other-00003fa9.yaml",
    "cases/2017/2017-w7hd.yaml",
    "cases/2017/2017-aaaa.yaml",
    "people.yaml",
    "2016-kf3m/notes.md",
];

/// One step of a made-up history.
#[derive(Clone, Debug)]
enum Step {
    /// Files get new contents, or go.
    Change(Vec<(usize, Option<u8>)>),
    /// Somebody begins a line of their own.
    Fork,
    /// The other line is joined.
    Join,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = (0..FILES.len(), proptest::option::weighted(0.8, 0..4_u8));
    let change = proptest::collection::vec(file, 0..4).prop_map(Step::Change);
    proptest::collection::vec(prop_oneof![6 => change, 1 => Just(Step::Fork), 2 => Just(Step::Join)], 1..20)
}

type Files = BTreeMap<String, Oid>;

struct World {
    _dir: tempfile::TempDir,
    repo: Repository,
}

impl World {
    fn new() -> World {
        let dir = tempfile::tempdir().unwrap();
        let repo = Repository::init_bare(dir.path()).unwrap();
        World { _dir: dir, repo }
    }

    /// Everything of these steps, which is the same wherever they are taken; the newest change of each line.
    fn take(&self, steps: &[Step]) -> Vec<Oid> {
        let mut lines: Vec<(Option<Oid>, Files)> = vec![(None, Files::new()); 2];
        let mut at = 0;
        for (n, step) in steps.iter().enumerate() {
            let mut parents: Vec<Oid> = lines[at].0.into_iter().collect();
            match step {
                Step::Change(files) => {
                    for (file, content) in files {
                        match content {
                            Some(content) => {
                                let blob = self
                                    .repo
                                    .blob(format!("{} {content}\n", FILES[*file]).as_bytes())
                                    .unwrap();
                                lines[at].1.insert(FILES[*file].into(), blob);
                            }
                            None => drop(lines[at].1.remove(FILES[*file])),
                        }
                    }
                }
                Step::Fork => {
                    lines[1 - at] = lines[at].clone();
                    at = 1 - at;
                    continue;
                }
                Step::Join => {
                    let (tip, files) = lines[1 - at].clone();
                    if tip.is_none() || tip == lines[at].0 {
                        continue;
                    }
                    lines[at].1.extend(files);
                    parents.extend(tip);
                }
            }
            let id = self.record(n, &parents, &lines[at].1);
            lines[at].0 = Some(id);
        }
        lines.into_iter().filter_map(|(tip, _)| tip).collect()
    }

    fn record(&self, n: usize, parents: &[Oid], files: &Files) -> Oid {
        let mut index = git2::Index::new().unwrap();
        for (path, id) in files {
            let entry = super::super::commit::entry(&path.parse().unwrap(), *id);
            index.add(&entry).unwrap();
        }
        let tree = index.write_tree_to(&self.repo).unwrap();
        let who =
            Signature::new("Aroha Tūī", "a@example.nz", &Time::new(1_700_000_000 + n as i64, 780)).unwrap();
        let parents: Vec<_> = parents.iter().map(|id| self.repo.find_commit(*id).unwrap()).collect();
        let parents: Vec<_> = parents.iter().collect();
        let tree = self.repo.find_tree(tree).unwrap();
        self.repo.commit(None, &who, &who, &format!("change {n}\n"), &tree, &parents).unwrap()
    }

    fn files(&self, change: Oid) -> Files {
        let mut files = Files::new();
        let tree = self.repo.find_commit(change).unwrap().tree().unwrap();
        tree.walk(git2::TreeWalkMode::PreOrder, |above, entry| {
            if entry.kind() == Some(ObjectType::Blob) {
                files.insert(format!("{above}{}", entry.name().unwrap()), entry.id());
            }
            git2::TreeWalkResult::Ok
        })
        .unwrap();
        files
    }

    fn anew(&self, tips: &[Oid], without: &[CaseId]) -> Anew {
        rewrite(&self.repo, tips, without, &|| ()).unwrap()
    }
}

fn case(id: &str) -> CaseId {
    id.parse().unwrap()
}

fn is_of(path: &str, cases: &[CaseId]) -> bool {
    path.split('/').any(|name| is_named_after(name, cases))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Another copy, with work of its own on top, gets the same for what both have.
    #[test]
    fn every_copy_gets_the_same(steps in steps(), own in steps()) {
        let (one, other) = (World::new(), World::new());
        let without = [case("2016-kf3m")];
        let shared = one.take(&steps);
        let more: Vec<Step> = steps.iter().chain(&own).cloned().collect();
        let mine = other.take(&more);
        let (first, second) = (one.anew(&shared, &without), other.anew(&mine, &without));
        for (old, new) in &first {
            if let Some(theirs) = second.get(old) {
                prop_assert_eq!(new, theirs);
            }
        }
        prop_assert!(shared.iter().all(|tip| first.contains_key(tip)));
    }

    /// First without one case and then without another is the same as without both, and the second time nothing changes.
    #[test]
    fn in_steps_or_at_once(steps in steps()) {
        let world = World::new();
        let (one, other) = ([case("2016-kf3m")], [case("2017-w7hd")]);
        let both = [case("2016-kf3m"), case("2017-w7hd")];
        let tips = world.take(&steps);
        let first = world.anew(&tips, &one);
        let then: Vec<Oid> = tips.iter().map(|tip| first[tip]).collect();
        let second = world.anew(&then, &other);
        let at_once = world.anew(&tips, &both);
        for tip in &tips {
            prop_assert_eq!(second[&first[tip]], at_once[tip]);
        }
        let again: Vec<Oid> = tips.iter().map(|tip| at_once[tip]).collect();
        for (old, new) in world.anew(&again, &both) {
            prop_assert_eq!(old, new);
        }
    }

    /// Nothing of the case is in any change, everything else is as it was, and who came before whom too.
    #[test]
    fn only_the_case_is_missing(steps in steps()) {
        let world = World::new();
        let without = [case("2016-kf3m")];
        let tips = world.take(&steps);
        let anew = world.anew(&tips, &without);
        for (old, new) in &anew {
            let mut before = world.files(*old);
            before.retain(|path, _| !is_of(path, &without));
            prop_assert_eq!(before, world.files(*new));
            let (old, new) = (world.repo.find_commit(*old).unwrap(), world.repo.find_commit(*new).unwrap());
            for parent in old.parent_ids() {
                let parent = anew[&parent];
                prop_assert!(parent == new.id() || world.repo.graph_descendant_of(new.id(), parent).unwrap());
            }
            if new.message() == old.message() {
                prop_assert_eq!(old.author().when(), new.author().when());
            }
        }
    }
}

#[test]
fn a_change_of_which_nothing_is_left_falls_away_and_an_empty_one_stays() {
    let world = World::new();
    let change =
        |files: &[(usize, u8)]| Step::Change(files.iter().map(|(file, n)| (*file, Some(*n))).collect());
    let tips = world.take(&[change(&[(4, 1)]), change(&[(0, 1)]), change(&[]), change(&[(0, 2), (4, 2)])]);
    let anew = world.anew(&tips, &[case("2016-kf3m")]);
    let mut walk = world.repo.revwalk().unwrap();
    walk.push(anew[&tips[0]]).unwrap();
    let said: Vec<String> = walk
        .map(|id| world.repo.find_commit(id.unwrap()).unwrap().summary().unwrap().unwrap().to_owned())
        .collect();
    assert_eq!(said, ["change 3", "change 2", "change 0"]);
}

#[test]
fn a_seal_goes_where_it_holds_no_longer_and_odd_bytes_stay() {
    let world = World::new();
    let tips = world.take(&[Step::Change(vec![(4, Some(1)), (0, Some(1))])]);
    let odb = world.repo.odb().unwrap();
    let tree = world.repo.find_commit(tips[0]).unwrap().tree_id();
    let sealed = |seal: &str| {
        let mut bytes = format!("tree {tree}\nparent {}\n", tips[0]).into_bytes();
        bytes.extend(
            b"author M\xe2ra <m> 1700000000 +1300\ncommitter x <x> 1700000000 +1300\nencoding latin1\n",
        );
        bytes.extend(seal.as_bytes());
        bytes.extend(b"odd\n\nline \xe2\n\n\nlast");
        odb.write(ObjectType::Commit, &bytes).unwrap()
    };
    let (with, without) = (sealed("gpgsig -----BEGIN\n  abc\n -----END\n"), sealed(""));
    let anew = world.anew(&[with, without], &[case("2016-kf3m")]);
    assert_eq!(anew[&with], anew[&without]);
    let bytes = odb.read(anew[&with]).unwrap().data().to_vec();
    assert!(bytes.ends_with(b"encoding latin1\nodd\n\nline \xe2\n\n\nlast"));
    assert_eq!(
        world.anew(&[with], &[case("2017-w7hd")])[&with],
        with,
        "nothing of it changed, so the seal holds"
    );
}
