//! Many people in one folder at once, some of whom are ended at any moment: what was said to be done is there.
//!
//! Real processes, with gaps as they come. `PIKORUA_LONG=1` makes it 8 writers with 200 changes each.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::common::{CASE, REQUEST, Sandbox, has_git};

const WRITERS: usize = 8;
const PEOPLE: [(&str, &str); 2] = [("kim", "Kim Ngata"), ("tarden", "Tom Arden")];

/// How one command ended, as far as its writer was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done,
    /// Both versions are kept.
    Asked,
    Busy,
    Killed,
}

/// A change that somebody was told of.
struct Told {
    words: String,
    person: &'static str,
    end: End,
    shared: bool,
}

fn changes() -> usize {
    match std::env::var_os("PIKORUA_LONG") {
        Some(_) => 200,
        None => 6,
    }
}

/// Runs a command, and ends it at some moment where that is wanted.
fn run(mut command: Command, kill: bool) -> End {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    if kill {
        std::thread::sleep(Duration::from_millis(fastrand::u64(0..120)));
        let _ = child.kill();
    }
    let output = child.wait_with_output().unwrap();
    match output.status.code() {
        Some(0) => End::Done,
        Some(4) => End::Asked,
        Some(5) => End::Busy,
        None if kill => End::Killed,
        code => panic!("{code:?}: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn writer(sandbox: &Sandbox, n: usize, own: &str, told: &Mutex<Vec<Told>>) {
    let (login, person) = PEOPLE[n % PEOPLE.len()];
    for change in 0..changes() {
        let words = format!("words-{n}-{change}");
        let (case, value) = match fastrand::u8(0..10) {
            0..5 => (CASE, format!("strengths.+.what={words}")),
            5..7 => (CASE, format!("title={words}")),
            _ => (own, format!("title={words}")),
        };
        let command = sandbox.command(&["--user", login, "set", case, &value]);
        let end = run(command, fastrand::u8(0..4) == 0);
        told.lock().unwrap().push(Told { words, person, end, shared: value.starts_with("strengths") });
        std::thread::sleep(Duration::from_millis(fastrand::u64(0..30)));
    }
}

#[test]
fn eight_at_once_in_one_folder() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    let new = |_| sandbox.ok(&["new", "--from", "../home/request.yaml"]).stdout.trim().to_owned();
    let own: Vec<String> = (0..WRITERS).map(new).collect();
    let told = Mutex::new(Vec::new());
    let began = Instant::now();
    std::thread::scope(|scope| {
        for (n, own) in own.iter().enumerate() {
            let (sandbox, told) = (&sandbox, &told);
            scope.spawn(move || writer(sandbox, n, own, told));
        }
    });
    let took = began.elapsed();
    // whoever comes next finds nothing to mend by hand
    let everyone = own.iter().map(String::as_str).chain([CASE]);
    for case in everyone {
        let said = sandbox.run(&["set", case, "status=active"]);
        assert_eq!(said.code, 0, "{said}");
    }
    let told = told.into_inner().unwrap();
    let history = added(&sandbox);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    let mut missing = Vec::new();
    for change in told.iter().filter(|change| matches!(change.end, End::Done | End::Asked)) {
        let kept = history.iter().any(|(by, line)| by == change.person && ends_with(line, &change.words));
        let stands = !change.shared || record.lines().any(|line| ends_with(line, &change.words));
        if !kept || !stands {
            missing.push(format!("{} of {} ({:?})", change.words, change.person, change.end));
        }
    }
    let count = |end| told.iter().filter(|change| change.end == end).count();
    println!(
        "{WRITERS} writers in one folder, {} changes in {:.1} s: {} done, {} kept as questions, {} ended at some moment, \
         {} found somebody writing; {} of those that were reported are missing",
        told.len(),
        took.as_secs_f32(),
        count(End::Done),
        count(End::Asked),
        count(End::Killed),
        count(End::Busy),
        missing.len(),
    );
    assert_eq!(missing, Vec::<String>::new());
    // nobody's words stand under another's name
    for change in &told {
        // a question quotes them
        let quoted =
            |line: &str| line.trim_start().starts_with("one: ") || line.trim_start().starts_with("other: ");
        let is_other = |(by, line): &&(String, String)| {
            by != change.person && ends_with(line, &change.words) && !quoted(line)
        };
        let other = history.iter().find(is_other);
        assert_eq!(other, None, "{} is of {}", change.words, change.person);
    }
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.git(&["fsck", "--strict", "--full", "--no-dangling"]), "");
    assert!(count(End::Done) * 2 >= told.len() - count(End::Killed), "too many had to come again");
}

/// The same through a hub: each in a copy of their own, ended while they write and while they send.
#[test]
fn four_at_once_through_a_hub() {
    if !has_git() {
        return;
    }
    const HUB: &str = "../hub";
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["sync", HUB]);
    let copies: Vec<String> = (0..WRITERS / 2).map(|n| format!("../copy-{n}")).collect();
    for copy in &copies {
        sandbox.ok(&["init", copy, "--hub", HUB]);
    }
    let told = Mutex::new(Vec::new());
    let began = Instant::now();
    std::thread::scope(|scope| {
        for (n, copy) in copies.iter().enumerate() {
            let (sandbox, told) = (&sandbox, &told);
            scope.spawn(move || {
                let (login, person) = PEOPLE[n % PEOPLE.len()];
                let here = |args: &[&str]| sandbox.command(&[&["-C", copy, "--user", login], args].concat());
                for change in 0..changes() {
                    let words = format!("words-{n}-{change}");
                    let set = here(&["set", CASE, &format!("strengths.+.what={words}")]);
                    let end = run(set, fastrand::u8(0..4) == 0);
                    told.lock().unwrap().push(Told { words, person, end, shared: true });
                    run(here(&["sync"]), fastrand::u8(0..3) == 0);
                }
            });
        }
    });
    let took = began.elapsed();
    for copy in copies.iter().chain(&copies) {
        sandbox.ok(&["-C", copy, "sync"]);
    }
    sandbox.ok(&["sync"]);
    let told = told.into_inner().unwrap();
    let done: Vec<&Told> = told.iter().filter(|change| change.end == End::Done).collect();
    let (history, record) = (added(&sandbox), sandbox.read(&Sandbox::file_of(CASE)));
    let is_there = |change: &&&Told| {
        history.iter().any(|(by, line)| by == change.person && ends_with(line, &change.words))
            && record.lines().any(|line| ends_with(line, &change.words))
    };
    let missing: Vec<&String> =
        done.iter().filter(|change| !is_there(change)).map(|change| &change.words).collect();
    println!(
        "{} writers through a hub, {} changes in {:.1} s: {} done, the others ended or waiting; {} missing",
        copies.len(),
        told.len(),
        took.as_secs_f32(),
        done.len(),
        missing.len(),
    );
    assert_eq!(missing, Vec::<&String>::new());
    for place in copies.iter().map(String::as_str).chain([".", HUB]) {
        assert_eq!(sandbox.git(&["-C", place, "fsck", "--strict", "--full", "--no-dangling"]), "", "{place}");
    }
}

fn ends_with(line: &str, words: &str) -> bool {
    line.trim_end().ends_with(words) && line.contains(": ")
}

/// Every line that a change added, with whose change it was.
fn added(sandbox: &Sandbox) -> Vec<(String, String)> {
    let log = sandbox.git(&["log", "-p", "--format=@%an", "--", "cases"]);
    let mut by = String::new();
    let mut lines = Vec::new();
    for line in log.lines() {
        match (line.strip_prefix('@'), line.strip_prefix('+')) {
            (Some(name), _) if !line.starts_with("@@") => name.clone_into(&mut by),
            (_, Some(line)) => lines.push((by.clone(), line.to_owned())),
            _ => {}
        }
    }
    lines
}
