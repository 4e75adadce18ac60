//! A hub of real files, read by a real git.

use std::fs;

use crate::error::ErrorKind;
use crate::history::testing::{Room, aroha, at, git, room};
use crate::history::{Advanced, Hub, Note, Relation, Sent, Step};

const NAME: &str = "the hub";

fn open(room: &Room, hub: &std::path::Path) -> Hub {
    match Hub::open(hub, Some(&room.history)).unwrap() {
        Some(hub) => hub,
        None => Hub::make(hub, &room.history).unwrap(),
    }
}

/// Takes in what the hub holds, as far as files need no joining by content.
fn take_in(room: &Room, hub: &Hub) -> Option<crate::history::CommitId> {
    let theirs = room.history.fetch(hub).unwrap()?;
    let from = room.history.newest().unwrap();
    let to = match from.map(|ours| room.history.relation(&ours, &theirs).unwrap()) {
        Some(Relation::Same | Relation::Ahead) => return Some(theirs),
        Some(Relation::Apart) => {
            let meeting = room.history.meet(&from.unwrap(), &theirs).unwrap();
            assert_eq!(meeting.apart, []);
            room.history.join(&meeting, &Default::default(), &Note::new("joined"), &aroha()).unwrap()
        }
        _ => theirs,
    };
    let bring = &mut |turns: &[crate::history::Turn]| {
        for turn in turns {
            match room.history.contents_of(turn)?.1 {
                Some(new) => room.write(turn.path.as_str(), std::str::from_utf8(&new).unwrap()),
                None => fs::remove_file(room.dir.path().join(turn.path.as_str())).unwrap(),
            }
        }
        Ok(())
    };
    let done = room.history.advance(&Step { from, to }, None, &aroha(), bring).unwrap();
    assert_eq!(done, Advanced::Done);
    Some(theirs)
}

fn sync(room: &Room, hub: &std::path::Path) {
    let hub = open(room, hub);
    let theirs = take_in(room, &hub);
    let ours = room.history.newest().unwrap().unwrap();
    assert_eq!(room.history.send(&hub, &ours, theirs.as_ref()).unwrap(), Sent::Done);
    room.history.saw(NAME, &ours).unwrap();
}

#[test]
fn two_lines_are_joined_and_git_finds_them_whole() {
    let dir = tempfile::tempdir().unwrap();
    let hub = dir.path().join("hub");
    let (one, two) = (room(), room());
    one.write("people.yaml", "1\n");
    one.write("cases/2026/2026-kf3m.yaml", "1\n");
    one.commit(&["people.yaml", "cases/2026/2026-kf3m.yaml"], "first").unwrap();
    sync(&one, &hub);
    sync(&two, &hub);
    one.write("people.yaml", "2\n");
    one.commit(&["people.yaml"], "one").unwrap();
    fs::remove_file(two.dir.path().join("cases/2026/2026-kf3m.yaml")).unwrap();
    two.write("pikorua.toml", "2\n");
    two.commit(&["cases/2026/2026-kf3m.yaml", "pikorua.toml"], "two").unwrap();
    sync(&one, &hub);
    sync(&two, &hub);
    sync(&one, &hub);
    let graph = two.git(&["log", "--graph", "--format=%s"]);
    assert_eq!(
        graph.split_whitespace().filter(|w| w.len() > 2).collect::<Vec<_>>(),
        ["joined", "one", "two", "first"],
        "{graph}"
    );
    for place in [one.dir.path(), two.dir.path(), &hub] {
        assert_eq!(git(place, &["fsck", "--strict", "--full"]), "");
        assert_eq!(git(place, &["rev-parse", "main"]), two.git(&["rev-parse", "main"]));
        assert_eq!(git(place, &["ls-tree", "-r", "--name-only", "main"]), "people.yaml\npikorua.toml\n");
    }
    one.assert_clean();
    two.assert_clean();
    assert!(!one.dir.path().join("cases/2026/2026-kf3m.yaml").exists());
    assert_eq!(one.history.seen(NAME).unwrap(), one.history.newest().unwrap());
    assert_eq!(one.history.seen("another").unwrap(), None);
}

#[test]
fn whoever_is_slower_is_told_and_nothing_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let hub = dir.path().join("hub");
    let (one, two) = (room(), room());
    one.write("people.yaml", "1\n");
    one.commit(&["people.yaml"], "first").unwrap();
    // both saw an empty hub
    two.write("pikorua.toml", "1\n");
    two.commit(&["pikorua.toml"], "other").unwrap();
    let hub = open(&one, &hub);
    let newest = |room: &Room| room.history.newest().unwrap().unwrap();
    assert_eq!(one.history.send(&hub, &newest(&one), None).unwrap(), Sent::Done);
    assert_eq!(two.history.send(&hub, &newest(&two), None).unwrap(), Sent::Faster);
    assert_eq!(hub.newest().unwrap(), Some(newest(&one)));
    let theirs = two.history.fetch(&hub).unwrap().unwrap();
    assert_eq!(two.history.relation(&newest(&two), &theirs).unwrap(), Relation::Unrelated);
}

#[test]
fn a_step_that_was_broken_off_keeps_everybody_from_recording() {
    let (one, two) = (room(), room());
    let dir = tempfile::tempdir().unwrap();
    let hub = dir.path().join("hub");
    one.write("people.yaml", "1\n");
    one.commit(&["people.yaml"], "first").unwrap();
    sync(&one, &hub);
    sync(&two, &hub);
    one.write("people.yaml", "2\n");
    one.commit(&["people.yaml"], "second").unwrap();
    sync(&one, &hub);
    let hub = open(&two, &hub);
    let to = two.history.fetch(&hub).unwrap().unwrap();
    let step = Step { from: two.history.newest().unwrap(), to };
    let stop = crate::error::Error::fault("stop");
    let broken = two.history.advance(&step, None, &aroha(), &mut |_| Err(stop.clone()));
    assert_eq!(broken.unwrap_err().message, "stop");
    assert_eq!(two.history.unfinished().unwrap(), Some(step.clone()));
    two.write("people.yaml", "2\n");
    let refused = two.history.commit(&[at("people.yaml")], &Note::new("x"), &aroha(), &aroha());
    assert_eq!(refused.unwrap_err().kind, ErrorKind::Busy);
    // another step does not go over it
    let other = Step { from: None, to: step.to };
    assert_eq!(two.history.advance(&other, None, &aroha(), &mut |_| Ok(())).unwrap(), Advanced::Overtaken);
    assert_eq!(two.history.advance(&step, None, &aroha(), &mut |_| Ok(())).unwrap(), Advanced::Done);
    assert_eq!(two.history.unfinished().unwrap(), None);
    two.assert_clean();
    // a mark of what is done long ago goes by itself
    let marks = two.history.private_dir().unwrap().join("exchange");
    fs::write(marks.join(to.to_string()), "nothing\n").unwrap();
    two.write("people.yaml", "3\n");
    two.commit(&["people.yaml"], "third").unwrap();
    assert_eq!(fs::read_dir(marks).unwrap().count(), 0);
}
