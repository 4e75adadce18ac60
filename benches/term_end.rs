//! How long the work of a term's end takes in a cluster of ten years, beside what somebody would reach for instead, on the same
//! files and in one run: `cargo bench --bench term_end --features pdf`. Python and its libraries, Taskwarrior and git are those
//! that the shell finds (`pip install pandas docxtpl weasyprint pyyaml jinja2`); what is not there is not run.
//!
//! `… -- growth` shows instead how it grows, in folders of 1,000, 10,000 and 50,000 cases, and how much room exports need.
//! `PIKORUA_CASES=1000` makes the first table for a smaller folder, 10,000 otherwise.
#![expect(clippy::print_stdout, reason = "a table is the result")]
#![allow(clippy::unwrap_used)]

#[path = "cluster/mod.rs"]
mod cluster;
#[path = "timed/mod.rs"]
mod timed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use timed::{Time, by_turns, head, least, reading, room, row, run, shown};

const ROUNDS: usize = 7;
const HERE: &str = env!("CARGO_MANIFEST_DIR");
const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
const TERM: [&str; 3] = ["2026-T2", "2026-04-26", "2026-07-02"];
const FILTER: [&str; 5] = ["list", "status:active", "setting:awa-school", "not", "kind:group"];

/// A folder with its history, and the program in it.
struct Bench {
    place: tempfile::TempDir,
    one: String,
    // counts what is written, so that nothing is written twice
    n: std::cell::Cell<usize>,
}

fn main() {
    if std::env::args().any(|arg| arg == "growth") {
        return growth(&SIZES.map(Bench::new));
    }
    let cases = std::env::var("PIKORUA_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    println!("{cases} cases, the shortest of several runs\n");
    head();
    Bench::new(cases).table();
}

impl Bench {
    fn new(cases: usize) -> Bench {
        let place = tempfile::tempdir().unwrap();
        let mut bench = Bench { place, one: String::new(), n: 0.into() };
        cluster::make(&bench.folder(), cases, 1).unwrap();
        for args in [
            "init -q -b main",
            "config user.name bench",
            "config user.email bench@invalid",
            // as in every folder of ours: or git would pack in the background, and take a core while we measure
            "config gc.auto 0",
            "add -A",
            "commit -q -m made",
        ] {
            run(&mut bench.git(&args.split(' ').collect::<Vec<_>>()));
        }
        // the drive takes what was just made, or one of the cores would be busy with that; where there is no such program it is
        let _ = Command::new("sync").status();
        // what was written within the last seconds is read again each time
        std::thread::sleep(Duration::from_secs(3));
        let listed = String::from_utf8(bench.pikorua(&["list"]).output().unwrap().stdout).unwrap();
        let line = listed.lines().nth(cases / 2).unwrap();
        bench.one = line.split('\t').next().unwrap().to_owned();
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

    fn python(&self, script: &str) -> Command {
        let mut command = Command::new("python3");
        command.arg(Path::new(HERE).join("benches/beside").join(script));
        command
    }

    fn sh(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        command.current_dir(self.folder()).args(["-c", script]);
        command
    }

    fn next(&self) -> usize {
        self.n.set(self.n.get() + 1);
        self.n.get()
    }

    // a folder that is not there yet; what was written before stays, since a drive is slow where much was just taken away
    fn out(&self, name: &str) -> PathBuf {
        self.place.path().join(format!("{name}-{}", self.next()))
    }

    fn file(&self) -> String {
        format!("cases/{}/{1}.yaml", &self.one[..4], self.one)
    }

    fn table(&self) {
        let status = || self.git(&["status"]);
        row("list, a filter shows 59", by_turns(ROUNDS, || self.pikorua(&FILTER), status), "git status", 2.0);
        self.as_tasks();
        row("list of all", by_turns(ROUNDS, || self.pikorua(&["list"]), status), "git status", 4.0);
        let cold = || {
            // it may not be there
            let _ = fs::remove_dir_all(self.folder().join(".git/pikorua/kept"));
            self.pikorua(&["list"])
        };
        let beside = || {
            let mut python = self.python("list.py");
            python.arg(self.folder());
            python
        };
        row("list of all, no index", by_turns(1, cold, beside), "PyYAML in C", 0.1);
        row("set on one", by_turns(ROUNDS, || self.set(), || self.commit()), "git add, commit", 1.0);
        let show = || self.git(&["show", &format!("HEAD:{}", self.file())]);
        row("show one", by_turns(ROUNDS, || self.pikorua(&["show", &self.one]), show), "git show", 2.0);
        self.plans("html", &[], "plans.py", "PyYAML and Jinja2");
        self.plans("docx", &[], "plans_docx.py", "docxtpl");
        self.plans("pdf", &["setting:awa-school"], "plans_pdf.py", "WeasyPrint");
        self.report();
        let start = by_turns(ROUNDS, || self.pikorua(&["--version"]), || self.git(&["--version"]));
        row("start", start, "git --version", 2.0);
    }

    fn set(&self) -> Command {
        self.pikorua(&["set", &self.one, &format!("title=Title {}", self.next())])
    }

    fn commit(&self) -> Command {
        let file = self.file();
        let path = self.folder().join(&file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("title: ", &format!("title: {} ", self.next()))).unwrap();
        self.sh(&format!("git -c core.fsync=all add {file} && git -c core.fsync=all commit -qm x"))
    }

    // the same cases as tasks, and the same filter
    fn as_tasks(&self) {
        let (settings, tasks) = (self.place.path().join("taskrc"), self.place.path().join("tasks"));
        fs::write(&settings, "confirmation=off\nverbose=nothing\nhooks=off\n").unwrap();
        let task = |words: &str| {
            let mut task = self.sh(&format!("task {words}"));
            task.env("TASKRC", &settings).env("TASKDATA", &tasks);
            task
        };
        let json = self.place.path().join("cases.json");
        fs::write(&json, self.pikorua(&["list", "--json"]).output().unwrap().stdout).unwrap();
        let made =
            reading(self.python("tasks.py"), &json).output().map(|made| made.stdout).unwrap_or_default();
        fs::write(&json, made).unwrap();
        // where it is not there its row says so
        let _ = task(&format!("import {}", json.display())).output();
        let list = || task("project:awa-school +active -group list");
        row("the same", by_turns(ROUNDS, || self.pikorua(&FILTER), list), "task list", 1.0 / 15.0);
    }

    // the plans of a term, or of a part of it
    fn plans(&self, format: &str, filter: &[&str], script: &str, beside: &str) {
        let mut made = Vec::new();
        let list = self.place.path().join("ids");
        let mut out = PathBuf::new();
        let ours = least(2, || {
            out = self.out(format);
            self.export(&out, format, filter)
        });
        for file in fs::read_dir(out.join("documents/plan")).into_iter().flatten() {
            made.push(file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
        }
        made.sort();
        fs::write(&list, made.join("\n")).unwrap();
        let theirs = least(1, || {
            let out = self.out("beside");
            fs::create_dir(&out).unwrap();
            let mut python = reading(self.python(script), &list);
            python.arg(self.folder()).arg(out);
            python
        });
        row(&format!("export of {} plans as {format}", made.len()), (ours, theirs), beside, 1.0 / 15.0);
    }

    fn export(&self, out: &Path, format: &str, filter: &[&str]) -> Command {
        let mut export = self.pikorua(&["export", TERM[0]]);
        export.args(filter).arg("-o").arg(out).args([
            "--document",
            "plan",
            "--to",
            format,
            "--tables",
            "none",
        ]);
        export.args(["--identified", "--basis", "ota-s66c", "--why", "all of these are made up"]);
        export
    }

    fn report(&self) {
        let tables = self.out("tables");
        run(self.pikorua(&["export", "2026", "-o"]).arg(&tables));
        let pandas = || {
            let mut pandas = self.python("report.py");
            pandas.arg(&tables).args(&TERM[1..]);
            pandas
        };
        row("report of a term", by_turns(3, || self.pikorua(&["report", TERM[0]]), pandas), "pandas", 1.0);
    }
}

type Work<'w> = (&'w str, usize, fn(&Bench) -> Command);

fn growth(benches: &[Bench]) {
    let works: [Work<'_>; 9] = [
        ("git status", ROUNDS, |bench| bench.git(&["status"])),
        ("list, a filter", ROUNDS, |bench| bench.pikorua(&FILTER)),
        ("list of all", ROUNDS, |bench| bench.pikorua(&["list"])),
        ("due", ROUNDS, |bench| bench.pikorua(&["due"])),
        ("report of a term", 3, |bench| bench.pikorua(&["report", TERM[0]])),
        ("export of a term's plans", 1, |bench| bench.export(&bench.out("out"), "html", &[])),
        ("show one", ROUNDS, |bench| bench.pikorua(&["show", &bench.one])),
        ("git add, commit of one", ROUNDS, Bench::commit),
        ("set on one", ROUNDS, Bench::set),
    ];
    println!("{:<44} {}", "cases", SIZES.map(|size| format!("{size:>12}")).concat());
    for (name, rounds, work) in works {
        // the first one finds nothing at hand
        let time = |bench: &Bench| -> Time { least(rounds + 1, || work(bench)) };
        let times: Vec<String> = benches.iter().map(|bench| format!("{:>12}", shown(time(bench)))).collect();
        println!("{name:<44} {}", times.concat());
    }
    let rooms: [Work<'_>; 3] = [
        ("room for the tables of all years", 1, |bench| {
            let mut export = bench.pikorua(&["export", "2026", "--tables", "csv,xlsx,jsonl", "-o"]);
            export.arg(bench.out("out"));
            export
        }),
        ("room for a term's plans", 1, |bench| bench.export(&bench.out("out"), "html", &[])),
        ("room for a term's plans without names", 1, |bench| {
            let mut export = bench.pikorua(&["export", TERM[0], "--document", "plan", "-o"]);
            export.arg(bench.out("out"));
            export
        }),
    ];
    for (name, _, work) in rooms {
        let need =
            |bench: &Bench| room(&work(bench)).map_or_else(|| "not run".into(), |mega| format!("{mega} MB"));
        let rooms: Vec<String> = benches.iter().map(|bench| format!("{:>12}", need(bench))).collect();
        println!("{name:<44} {}", rooms.concat());
    }
}
