//! The program ended at every call by which it changes something, and every such call failing for want of room or for a
//! fault of the disk: what the files hold is old or new, and whoever comes next goes on without mending anything.
//!
//! `strace` ends and fails the calls. Where there is none, or it may not follow another program, each test prints
//! "not run" with the reason. A sample of the points is tried; `PIKORUA_LONG=1` tries all of them,
//! `PIKORUA_SCENE` names one command, and `PIKORUA_POINT` the points with this text in what is said of them.

mod after;
mod disposal;
mod full;
mod look;
mod point;
mod scene;
mod trace;
mod whole;

use std::io::Write;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use after::Expected;
use point::{Fault, Point};
use scene::{SCENES, Scene};

/// Says something also where the test passes, which cargo keeps to itself otherwise.
macro_rules! said {
    ($($words:tt)*) => {
        drop(writeln!(std::io::stderr(), $($words)*))
    };
}
pub(crate) use said;

/// How many points of one command are tried where not all are.
const SAMPLE: usize = 3;
const AT_ONCE: usize = 2;

/// What came of all points of one command.
struct Tally {
    tried: usize,
    survived: usize,
    /// Points that the program did not come to this time.
    missed: usize,
    slowest: Duration,
    found: Vec<String>,
}

#[test]
fn ended_at_any_call() {
    attack("ended", &[Fault::End]);
}

#[test]
fn no_room_or_a_broken_disk() {
    attack("failed", &[Fault::Once("ENOSPC"), Fault::Once("EIO"), Fault::From("ENOSPC")]);
}

/// Tries every command, prints what came of it, and fails where something was lost.
fn attack(what: &str, faults: &[Fault]) {
    if let Err(why) = trace::possible() {
        said!("faults: not run: {why}");
        return;
    }
    let only = std::env::var("PIKORUA_SCENE").ok();
    let mut found = Vec::new();
    for scene in SCENES.iter().filter(|scene| only.as_deref().is_none_or(|only| only == scene.name)) {
        let began = Instant::now();
        let tally = tries(scene, faults);
        said!(
            "{}: {what} at {} points, survived {}, not come to {}; the next command took at most {:.1} s ({:.0} s in all)",
            scene.name,
            tally.tried,
            tally.survived,
            tally.missed,
            tally.slowest.as_secs_f32(),
            began.elapsed().as_secs_f32(),
        );
        found.extend(tally.found);
    }
    assert!(found.is_empty(), "{} points were not survived:\n{}", found.len(), found.join("\n"));
}

fn tries(scene: &Scene, faults: &[Fault]) -> Tally {
    let ready = scene.ready();
    let copy = Scene::copy(&ready);
    let (calls, ran) = trace::calls(&copy, scene);
    assert_eq!(ran.code, 0, "{}: {ran}", scene.name);
    let expected = Expected::of(&ready, &copy, ran);
    let mut points: Vec<Point> = faults.iter().flat_map(|fault| fault.points(&calls)).collect();
    if let Ok(only) = std::env::var("PIKORUA_POINT") {
        points.retain(|point| point.to_string().contains(&only));
    }
    let points = sample(points);
    let queue = Mutex::new(points.into_iter());
    let tally =
        Mutex::new(Tally { tried: 0, survived: 0, missed: 0, slowest: Duration::ZERO, found: Vec::new() });
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(point) = queue.lock().unwrap().next() else { return };
                    let here = Scene::copy(&ready);
                    let ran = trace::with_fault(&here, scene, &point);
                    let came = ran.fault;
                    let outcome = expected.holds(scene, &here, &ran.ran, point.is_mute());
                    let mut tally = tally.lock().unwrap();
                    tally.tried += 1;
                    tally.missed += usize::from(!came);
                    match outcome {
                        Ok(took) => {
                            tally.survived += 1;
                            tally.slowest = tally.slowest.max(took);
                        }
                        Err(why) => {
                            let found = format!("--- {} {point}: {why}\n{}", scene.name, ran.ran);
                            said!("{found}");
                            tally.found.push(found);
                        }
                    }
                }
            });
        }
    });
    tally.into_inner().unwrap()
}

/// Every so-manieth of them, from a random one on.
fn sample(points: Vec<Point>) -> Vec<Point> {
    if std::env::var_os("PIKORUA_LONG").is_some() {
        return points;
    }
    let step = points.len().div_ceil(SAMPLE).max(1);
    let seed = std::env::var("PIKORUA_FAULT_SEED").ok().and_then(|seed| seed.parse().ok());
    let first = seed.unwrap_or_else(|| fastrand::usize(..)) % step;
    said!("of {} points every {step}. from the {first}. on (PIKORUA_FAULT_SEED={first})", points.len());
    points.into_iter().skip(first).step_by(step).collect()
}
