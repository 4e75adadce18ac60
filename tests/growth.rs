//! Whether work stays as fast as at the start, when a cluster grows old. It takes minutes and holds nobody to a number:
//! `cargo test --test all -- --ignored --nocapture growth` (`PIKORUA_CASES=10000` for as many cases as ten years bring;
//! `PIKORUA_CHANGES=300000` for as many changes too).

mod years;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pikorua::folder::Folder;
use pikorua::history::{Author, History, Note};
use pikorua::record::file::RelPath;
use pikorua::record::id::{CaseId, Ids};

use crate::common::{CASE, Sandbox};

const ROUNDS: usize = 5;
/// So many cases are recorded together, as years of changes would have done one by one.
const TOGETHER: usize = 20;

/// Makes cases, spread over ten years, until there are so many.
fn grown(sandbox: &Sandbox, ids: &mut Ids, from: usize, to: usize) {
    let history = History::open(&sandbox.folder()).unwrap();
    let folder = Folder::find(&sandbox.folder(), None).unwrap();
    let author = Author {
        name: "Kim Ngata".into(),
        email: String::new(),
        when: "2026-08-14T10:00:00[Pacific/Auckland]".parse().unwrap(),
    };
    let record = sandbox.read(&Sandbox::file_of(CASE));
    let mut files = Vec::new();
    for n in from..to {
        let id = CaseId::new(2017 + i16::try_from(n % 10).unwrap(), ids);
        let file = RelPath::of_case(&id);
        if folder.read_bytes(&file).unwrap().is_some() {
            continue;
        }
        sandbox.write(file.as_str(), record.replace(CASE, id.as_str()));
        files.push(file);
        if files.len() == TOGETHER || n + 1 == to {
            history.commit(&files, &Note::new("made"), &author, &author).unwrap();
            files.clear();
        }
    }
    history.tidy().unwrap();
}

/// How long a command takes; of some runs the one in the middle.
fn timed(sandbox: &Sandbox, args: impl Fn(usize) -> Vec<String>) -> Duration {
    let run = |n| {
        let args = args(n);
        let began = Instant::now();
        sandbox.ok(&args.iter().map(String::as_str).collect::<Vec<_>>());
        began.elapsed()
    };
    let mut took: Vec<Duration> = (0..ROUNDS).map(run).collect();
    took.sort();
    took[ROUNDS / 2]
}

#[test]
#[ignore = "takes minutes; says how long things take, and holds nobody to it"]
fn growth() {
    let most = std::env::var("PIKORUA_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["sync", "../hub"]);
    let words = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
    let (mut ids, mut there, mut first) = (Ids::seeded(1), 0, None);
    println!("{:>8} {:>16} {:>16} {:>16} {:>16}", "cases", "set", "list", "log CASE", "sync");
    for cases in [100, 1000, 10_000].into_iter().filter(|cases| *cases <= most) {
        grown(&sandbox, &mut ids, there, cases);
        there = cases;
        sandbox.ok(&["sync"]);
        let set = |n| words(&["set", CASE, &format!("title=A title of {cases} {n}")]);
        let took = [
            timed(&sandbox, set),
            timed(&sandbox, |_| words(&["list", "--json"])),
            timed(&sandbox, |_| words(&["log", CASE, "-n", "5"])),
            timed(&sandbox, |_| words(&["sync"])),
        ];
        let start = *first.get_or_insert(took);
        let shown = took.iter().zip(start).map(|(took, start)| {
            let ratio = took.as_secs_f64() / start.as_secs_f64();
            format!("{:>16}", format!("{} ms ({ratio:.1}x)", took.as_millis()))
        });
        println!("{cases:>8} {}", shown.collect::<Vec<_>>().join(" "));
    }
}

/// The same cases, once with a past of years and once made in one change: a verb on one case takes as long in both.
#[test]
#[ignore = "takes minutes; says how long things take, and holds nobody to it"]
fn growth_of_the_past() {
    let number = |name, usual| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (cases, changes) = (number("PIKORUA_CASES", 1000), number("PIKORUA_CHANGES", 10_000));
    let words = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
    let mut took: Vec<Vec<(&str, Duration)>> = Vec::new();
    for times in [1, changes / cases] {
        let (sandbox, old) = years::years(cases, times);
        let began = Instant::now();
        sandbox.ok(&["sync", "../hub"]);
        let first = began.elapsed();
        println!("made, and sent after {} s", first.as_secs());
        // each of these has not been looked at before
        let next = AtomicUsize::new(0);
        let at_rest = |before: &[&str], after: &[&str]| {
            let case = &old[next.fetch_add(1, Ordering::Relaxed)];
            [&words(before)[..], std::slice::from_ref(case), &words(after)].concat()
        };
        took.push(vec![
            ("sync, first", first),
            ("show", timed(&sandbox, |_| words(&["show", CASE]))),
            ("show, at rest for years", timed(&sandbox, |n| words(&["show", &old[n]]))),
            ("log -n 5", timed(&sandbox, |_| words(&["log", CASE, "-n", "5"]))),
            ("log -n 5, at rest for years", timed(&sandbox, |n| words(&["log", &old[n], "-n", "5"]))),
            (
                "diff, at rest for years",
                timed(&sandbox, |n| words(&["diff", &old[n], "--since", "2020-06-01"])),
            ),
            ("set", timed(&sandbox, |n| words(&["set", CASE, &format!("title=A title {n}")]))),
            ("undo CASE", timed(&sandbox, |_| words(&["undo", CASE, "--yes"]))),
            ("undo", timed(&sandbox, |_| words(&["undo", "--yes"]))),
            ("undo CASE, at rest for years", timed(&sandbox, |_| at_rest(&["undo", "--yes"], &[]))),
            ("set, at rest for years", timed(&sandbox, |_| at_rest(&["set"], &["title=Another title"]))),
            ("list", timed(&sandbox, |_| words(&["list", "--json"]))),
            ("sync", timed(&sandbox, |_| words(&["sync"]))),
        ]);
    }
    println!("{cases} cases; milliseconds with {} changes, and with {changes}", years::AT_REST);
    for (short, long) in took[0].iter().zip(&took[1]) {
        let ratio = long.1.as_secs_f64() / short.1.as_secs_f64();
        println!("{:>30} {:>8} {:>8} ({ratio:.1}x)", short.0, short.1.as_millis(), long.1.as_millis());
    }
}
