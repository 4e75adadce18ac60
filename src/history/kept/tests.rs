//! What is kept says the same as walking, whatever the past looks like, and nothing where it is spoilt.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid, Signature, Time};

use crate::history::History;
use crate::history::log::FAR;
use crate::history::testing::{Room, at, room};

const FILES: [&str; 4] =
    ["people.yaml", "cases/2017/2017-kf3m.yaml", "cases/2017/2017-7w2n.yaml", "cases/2026/2026-kf3m.yaml"];

/// A change of a file on top of others, by a clock that may be wrong.
fn change(history: &History, parents: &[Oid], file: Option<&str>, text: Option<&str>, when: i64) -> Oid {
    let repo = &history.repo;
    let parents: Vec<_> = parents.iter().map(|id| repo.find_commit(*id).unwrap()).collect();
    let empty = repo.find_tree(repo.treebuilder(None).unwrap().write().unwrap()).unwrap();
    let mut tree = parents.first().map_or(empty, |parent| parent.tree().unwrap());
    if let Some(file) = file {
        let mut update = TreeUpdateBuilder::new();
        match text {
            Some(text) => drop(update.upsert(file, repo.blob(text.as_bytes()).unwrap(), FileMode::Blob)),
            None if tree.get_path(file.as_ref()).is_ok() => drop(update.remove(file)),
            None => {}
        }
        tree = repo.find_tree(update.create_updated(repo, &tree).unwrap()).unwrap();
    }
    let who = Signature::new("Mere", "m@example.nz", &Time::new(when, 0)).unwrap();
    repo.commit(None, &who, &who, "a change", &tree, &parents.iter().collect::<Vec<_>>()).unwrap()
}

/// A past of several lines that part and join.
fn grow(history: &History, random: &mut fastrand::Rng, lines: &mut Vec<Oid>, changes: usize) {
    for n in 0..changes {
        let line = random.usize(..lines.len());
        let other = random.usize(..lines.len());
        let file = *random.choice(FILES).as_ref().unwrap();
        let text = random.u8(..5).to_string();
        let when = 1_700_000_000 + i64::try_from(n).unwrap() * 60 + random.i64(-600..600);
        match random.u8(..10) {
            0 if lines.len() < 4 => lines.push(lines[line]),
            1 | 2 if lines[line] != lines[other] => {
                // joined, with something that is in neither now and then
                let file = Some(file).filter(|_| random.bool());
                lines[line] = change(history, &[lines[line], lines[other]], file, Some(&text), when);
            }
            3 => lines[line] = change(history, &[lines[line]], Some(file), None, when),
            _ => lines[line] = change(history, &[lines[line]], Some(file), Some(&text), when),
        }
    }
}

fn point_to(room: &Room, tip: Oid) {
    room.history.repo.reference("refs/heads/main", tip, true, "test").unwrap();
}

fn walked(history: &History, file: &str) -> Vec<Oid> {
    history.log(Some(&at(file))).unwrap().into_iter().map(|change| change.id.0).collect()
}

fn by_what_is_kept(history: &History, file: &str) -> Option<Vec<Oid>> {
    history.commits(Some(&at(file))).unwrap().by_what_is_kept().unwrap()
}

#[test]
fn what_is_kept_says_the_same_as_walking() {
    for seed in 0..12 {
        let (room, mut random) = (room(), fastrand::Rng::with_seed(seed));
        let history = &room.history;
        let mut lines = vec![change(history, &[], Some(FILES[0]), Some("0"), 1_700_000_000)];
        let mut kept = false;
        for _ in 0..6 {
            grow(history, &mut random, &mut lines, 20);
            // what one line has is what led to it, and others are taken in later
            let tip = lines[0];
            point_to(&room, tip);
            for file in FILES {
                let walked = walked(history, file);
                let Some(known) = by_what_is_kept(history, file) else {
                    assert!(!kept, "seed {seed}: nothing is kept");
                    continue;
                };
                let sets = [&walked, &known].map(|ids| ids.iter().copied().collect::<BTreeSet<_>>());
                assert_eq!(sets[0], sets[1], "seed {seed}, {file}");
                assert_eq!(walked.len(), known.len(), "seed {seed}, {file}: one stands there twice");
                for (n, later) in known.iter().enumerate() {
                    let after = &known[n + 1..];
                    let led = |older: &&Oid| history.repo.graph_descendant_of(**older, *later).unwrap();
                    assert_eq!(after.iter().find(led), None, "seed {seed}, {file}: before what led to it");
                }
            }
            if random.bool() {
                history.keep_past_up_to(tip, None).unwrap();
                kept = true;
            }
        }
    }
}

#[test]
fn at_hand_stands_what_walking_finds_until_something_is_recorded() {
    for seed in 0..6 {
        let (room, mut random) = (room(), fastrand::Rng::with_seed(seed));
        let history = &room.history;
        let mut lines = vec![change(history, &[], Some(FILES[0]), Some("0"), 1_700_000_000)];
        grow(history, &mut random, &mut lines, 40);
        history.keep_past_up_to(lines[0], None).unwrap();
        grow(history, &mut random, &mut lines, 20);
        point_to(&room, lines[0]);
        let known: Vec<_> = FILES.map(|file| by_what_is_kept(history, file)).into();
        history.look_back_in(1_000).unwrap();
        let at_hand = FILES.map(|file| history.at_hand(lines[0], &at(file)).unwrap());
        assert_eq!(at_hand.to_vec(), known, "seed {seed}");
        assert_eq!(FILES.map(|file| Some(walked(history, file))).to_vec(), known, "seed {seed}");
        let new = change(history, &[lines[0]], Some(FILES[1]), Some("another"), 1_800_000_000);
        point_to(&room, new);
        assert_eq!(history.at_hand(new, &at(FILES[1])).unwrap(), None, "seed {seed}");
        assert_eq!(walked(history, FILES[1]).first(), Some(&new), "seed {seed}");
    }
}

#[test]
fn where_it_is_spoilt_all_is_walked() {
    let (room, mut random) = (room(), fastrand::Rng::with_seed(7));
    let history = &room.history;
    let mut lines = vec![change(history, &[], Some(FILES[0]), Some("0"), 1_700_000_000)];
    grow(history, &mut random, &mut lines, 60);
    point_to(&room, lines[0]);
    history.keep_past_up_to(lines[0], None).unwrap();
    let place = history.kept_file().unwrap();
    let whole = fs::read(&place).unwrap();
    let right = by_what_is_kept(history, FILES[1]).unwrap();
    assert!(right.len() > 3);
    let mut noticed = 0;
    for byte in (0..whole.len()).step_by(3) {
        let mut flipped = whole.clone();
        flipped[byte] ^= 0x10;
        for spoilt in [&flipped, &whole[..byte]] {
            fs::write(&place, spoilt).unwrap();
            let said = by_what_is_kept(history, FILES[1]);
            noticed += usize::from(said.is_none());
            assert!(said.is_none_or(|said| said == right), "byte {byte}");
        }
    }
    assert!(noticed > whole.len() / 6, "what is cut off is noticed");
    // and it is made whole again
    fs::write(&place, &whole[..whole.len() - 1]).unwrap();
    history.keep_past_up_to(lines[0], None).unwrap();
    assert_eq!(fs::read(&place).unwrap(), whole);
}

#[test]
fn in_steps_the_same_is_kept_and_used_when_all_is_there() {
    for seed in 0..4 {
        let (room, mut random) = (room(), fastrand::Rng::with_seed(seed));
        let history = &room.history;
        let mut lines = vec![change(history, &[], Some(FILES[0]), Some("0"), 1_700_000_000)];
        grow(history, &mut random, &mut lines, 80);
        let mut tip = lines[0];
        point_to(&room, tip);
        let mut steps = 0;
        while !history.keeps_all() {
            assert_eq!(by_what_is_kept(history, FILES[1]), None, "seed {seed}: step {steps}");
            history.keep_past_up_to(tip, Some(Duration::ZERO)).unwrap();
            steps += 1;
            // work goes on between two steps
            if steps == 5 {
                grow(history, &mut random, &mut lines, 20);
                tip = lines[0];
                point_to(&room, tip);
            }
            assert!(steps <= 101, "seed {seed}: each step keeps something");
        }
        assert!(steps > 5, "seed {seed}: {steps}");
        let in_steps = fs::read(history.kept_file().unwrap()).unwrap();
        fs::remove_file(history.kept_file().unwrap()).unwrap();
        history.keep_past_up_to(tip, None).unwrap();
        assert!(fs::read(history.kept_file().unwrap()).unwrap() == in_steps, "seed {seed}");
    }
}

#[test]
fn a_past_that_was_written_anew_is_not_taken_for_the_old_one() {
    let room = room();
    let history = &room.history;
    let first = change(history, &[], Some(FILES[0]), Some("0"), 1_700_000_000);
    let kept = change(history, &[first], Some(FILES[1]), Some("0"), 1_700_000_060);
    point_to(&room, kept);
    history.keep_past_up_to(kept, None).unwrap();
    let other = change(history, &[first], Some(FILES[1]), Some("1"), 1_700_000_060);
    point_to(&room, other);
    assert_eq!(by_what_is_kept(history, FILES[1]), None);
    history.keep_past_up_to(other, None).unwrap();
    assert_eq!(by_what_is_kept(history, FILES[1]), Some(vec![other]));
}

#[test]
fn a_file_at_rest_is_found_by_what_is_kept() {
    let room = room();
    let history = &room.history;
    let mut tip = change(history, &[], Some(FILES[1]), Some("0"), 1_700_000_000);
    let old = tip;
    for n in 0..FAR + 20 {
        tip = change(history, &[tip], Some(FILES[0]), Some(&n.to_string()), 1_700_000_000);
    }
    let new = change(history, &[tip], Some(FILES[1]), Some("1"), 1_700_000_000);
    point_to(&room, new);
    assert_eq!(walked(history, FILES[1]), [new, old]);
    history.keep_past_up_to(tip, None).unwrap();
    let mut changes = history.commits(Some(&at(FILES[1]))).unwrap();
    let given: Vec<Oid> = changes.by_ref().map(|change| change.unwrap().id.0).collect();
    assert_eq!(given, [new, old]);
    assert!(changes.rest.is_some(), "the rest is not walked");
}
