//! How long the work of a term's end takes in a cluster of ten years, beside what somebody would reach for instead, on the same
//! files and in one run: `cargo bench --bench term_end` (`PIKORUA_CASES=1000` for a smaller one, 10,000 otherwise).
//!
//! Each line is the shortest of several runs of whole programs, with their start. What is not installed is said to be so.
#![expect(clippy::print_stdout, reason = "a table is the result")]
#![allow(clippy::unwrap_used)]

#[path = "cluster/mod.rs"]
mod cluster;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A folder with its history, and the program in it.
struct Bench {
    place: tempfile::TempDir,
    cases: usize,
}

fn main() {
    let cases = std::env::var("PIKORUA_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let bench = Bench::new(cases);
    println!("{cases} cases, the shortest of {ROUNDS} runs\n");
    println!("{:<52} {:>9} {:>22} {:>9}  {:>7}  to reach", "work", "pikorua", "beside", "", "ratio");
    bench.table();
}

impl Bench {
    fn new(cases: usize) -> Bench {
        let place = tempfile::tempdir().unwrap();
        let bench = Bench { place, cases };
        cluster::make(&bench.folder(), cases, 1).unwrap();
        for args in [
            "init -q -b main",
            "config user.name bench",
            "config user.email bench@invalid",
            "add -A",
            "commit -q -m made",
        ] {
            run(&mut bench.git(&args.split(' ').collect::<Vec<_>>()));
        }
        // what was written within the last seconds is read again each time
        std::thread::sleep(Duration::from_secs(3));
        bench
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("cluster")
    }

    fn pikorua(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pikorua"));
        command.current_dir(self.folder()).args(args).env("PIKORUA_USER", "rtlb1");
        command
    }

    fn git(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder()).args(args);
        command
    }

    fn python(&self, script: &str, more: &[&str]) -> Command {
        let mut command = Command::new("python3");
        command.arg(Path::new(HERE).join("benches/beside").join(script)).arg(self.folder()).args(more);
        command
    }

    fn out(&self, name: &str) -> String {
        let place = self.place.path().join(name);
        // another run may have left it
        let _ = std::fs::remove_dir_all(&place);
        place.to_str().unwrap().to_owned()
    }

    fn table(&self) {
        let kept = self.folder().join(".git/pikorua/kept");
        let ids: Vec<String> = String::from_utf8(self.pikorua(&["list"]).output().unwrap().stdout)
            .unwrap()
            .lines()
            .filter_map(|line| Some(line.split('\t').next()?.to_owned()))
            .collect();
        let one = ids[ids.len() / 2].clone();
        let file = format!("cases/{}/{one}.yaml", &one[..4]);
        let status = least(ROUNDS, || self.git(&["status"]));
        let filter = ["list", "status:active", "setting:awa-school", "kind:group"];
        row("list, a filter, index warm", least(ROUNDS, || self.pikorua(&filter)), "git status", status, 2.0);
        row("list of all, warm", least(ROUNDS, || self.pikorua(&["list"])), "git status", status, 4.0);
        let cold = least(2, || {
            // it may not be there
            let _ = std::fs::remove_dir_all(&kept);
            self.pikorua(&["list"])
        });
        row("list of all, no index", cold, "PyYAML in C", least(1, || self.python("list.py", &[])), 0.1);
        let mut n = 0;
        let set = least(ROUNDS, || {
            n += 1;
            self.pikorua(&["set", &one, &format!("title=Title {n}")])
        });
        let commit = least(ROUNDS, || {
            n += 1;
            let path = self.folder().join(&file);
            let text = std::fs::read_to_string(&path).unwrap().replace("title: ", &format!("title: {n} "));
            std::fs::write(path, text).unwrap();
            let mut both = Command::new("sh");
            let git = format!("git -c core.fsync=all add {file} && git -c core.fsync=all commit -qm x");
            both.current_dir(self.folder()).args(["-c", &git]);
            both
        });
        row("set on one", set, "git add, commit", commit, 1.0);
        let show = least(ROUNDS, || self.pikorua(&["show", &one]));
        row(
            "show one",
            show,
            "git show",
            least(ROUNDS, || self.git(&["show", &format!("HEAD:{file}")])),
            2.0,
        );
        let report = least(3, || self.pikorua(&["report", "2026-T2"]));
        println!("{:<52} {:>9}", "report of a term, warm", shown(report));
        let many = self.cases.min(1000).to_string();
        let identified = ["--identified", "--basis", "ota-s66c", "--why", "all of these are made up"];
        let plans = least(2, || {
            let out = self.out("plans");
            self.pikorua(
                &[&["export", "2026", "-o", &out, "--document", "plan", "--tables", "none"][..], &identified]
                    .concat(),
            )
        });
        let made =
            std::fs::read_dir(self.place.path().join("plans/documents/plan")).map_or(0, Iterator::count);
        let beside = least(2, || self.python("plans.py", &[&self.out("beside"), &made.to_string()]));
        row(
            &format!("export of {made} plans as html (at most {many})"),
            plans,
            "PyYAML and Jinja2",
            beside,
            1.0 / 15.0,
        );
        let start = least(ROUNDS, || self.pikorua(&["--version"]));
        row("start", start, "git --version", least(ROUNDS, || self.git(&["--version"])), 2.0);
    }
}

fn row(work: &str, ours: Option<Duration>, beside: &str, theirs: Option<Duration>, reach: f64) {
    let ratio = ours.zip(theirs).map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
    let said = match ratio {
        Some(ratio) if ratio <= reach => "reached".to_owned(),
        Some(ratio) => format!("missed by {:.1} times", ratio / reach),
        None => "not compared".to_owned(),
    };
    let ratio = ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"));
    println!(
        "{work:<52} {:>9} {beside:>22} {:>9}  {ratio:>7}  at most {reach:.2}: {said}",
        shown(ours),
        shown(theirs)
    );
}

/// The shortest of several runs; nothing where it cannot be run here.
fn least(rounds: usize, mut make: impl FnMut() -> Command) -> Option<Duration> {
    let once = |command: &mut Command| {
        let began = Instant::now();
        let ran = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        ran.is_ok_and(|ran| ran.success()).then(|| began.elapsed())
    };
    // the first one finds nothing at hand
    once(&mut make())?;
    (0..rounds).filter_map(|_| once(&mut make())).min()
}

fn run(command: &mut Command) {
    assert!(command.stdout(Stdio::null()).status().is_ok_and(|ran| ran.success()), "{command:?}");
}

fn shown(time: Option<Duration>) -> String {
    time.map_or_else(|| "not there".to_owned(), |time| format!("{:.1} ms", time.as_secs_f64() * 1000.0))
}
