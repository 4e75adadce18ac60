//! Whole programs, with their start: how long they take, how much room they need, and a table of it.
#![allow(unreachable_pub, reason = "a part of a bench")]

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The shortest of so many runs.
pub type Time = Option<Duration>;

/// Prints the head of a table of [`row`]s.
pub fn head() {
    println!("{:<44} {:>10} {:>20} {:>11} {:>7}  to reach", "work", "pikorua", "beside", "", "ratio");
}

/// One line: our time, theirs, and at most so many times of it.
pub fn row(work: &str, (ours, theirs): (Time, Time), beside: &str, reach: f64) {
    let ratio = ours.zip(theirs).map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
    let said = match ratio {
        Some(ratio) if ratio <= reach => "reached".to_owned(),
        Some(ratio) => format!("missed by {:.2} times", ratio / reach),
        None => "not compared".to_owned(),
    };
    let ratio = ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}"));
    let (ours, theirs) = (shown(ours), shown(theirs));
    println!("{work:<44} {ours:>10} {beside:>20} {theirs:>11} {ratio:>7}  at most {reach:.3}: {said}");
}

/// The shortest of several runs of each, one after the other by turns, so that both meet the same machine.
pub fn by_turns(
    rounds: usize,
    mut ours: impl FnMut() -> Command,
    mut theirs: impl FnMut() -> Command,
) -> (Time, Time) {
    // the first one finds nothing at hand
    let (mut one, mut other) = (once(&mut ours()), once(&mut theirs()));
    let mut runs = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        one = one.and_then(|_| once(&mut ours()));
        other = other.and_then(|_| once(&mut theirs()));
        runs.0.extend(one);
        runs.1.extend(other);
    }
    (runs.0.into_iter().min(), runs.1.into_iter().min())
}

/// The shortest of several runs; nothing where it cannot be run here.
pub fn least(rounds: usize, mut make: impl FnMut() -> Command) -> Time {
    (0..rounds).filter_map(|_| once(&mut make())).min()
}

fn once(command: &mut Command) -> Time {
    let began = Instant::now();
    let ran = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    ran.is_ok_and(|ran| ran.success()).then(|| began.elapsed())
}

/// The most room that a program needed, in MB, as `time` of GNU says it.
pub fn room(command: &Command) -> Option<u64> {
    let mut time = Command::new("/usr/bin/time");
    time.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    time.current_dir(command.get_current_dir().unwrap_or(Path::new(".")));
    time.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let said = String::from_utf8(time.output().ok()?.stderr).ok()?;
    Some(said.lines().last()?.trim().parse::<u64>().ok()? / 1024)
}

/// Runs what a table needs, and stops where it does not work.
pub fn run(command: &mut Command) {
    assert!(command.stdout(Stdio::null()).status().is_ok_and(|ran| ran.success()), "{command:?}");
}

/// The same command, with a file on its standard input.
pub fn reading(mut command: Command, file: &Path) -> Command {
    if let Ok(file) = File::open(file) {
        command.stdin(file);
    }
    command
}

/// A time as people read it; what is not installed was not run.
pub fn shown(time: Time) -> String {
    time.map_or_else(|| "not run".to_owned(), |time| format!("{:.1} ms", time.as_secs_f64() * 1000.0))
}
