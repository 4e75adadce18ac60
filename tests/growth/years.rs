//! A cluster with a past of years, which git itself writes down in minutes.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::process::{Command, Stdio};

use pikorua::record::id::{CaseId, Ids};

use crate::common::{CASE, Sandbox};

/// So many cases are looked at when they have been at rest for years.
pub(super) const AT_REST: usize = 20;

const DAY: i64 = 24 * 60 * 60;
/// 1 February 2017 in Aotearoa.
const BEGAN: i64 = 1_485_860_400;
/// Over so many years cases begin.
const YEARS: i64 = 7;

/// One case of the past.
struct Aged {
    id: String,
    began: i64,
}

impl Aged {
    fn new(n: usize, of: usize, ids: &mut Ids) -> Aged {
        let began = BEGAN + YEARS * 365 * DAY * i64::try_from(n).unwrap() / i64::try_from(of).unwrap();
        let year = 2017 + i16::try_from((began - BEGAN) / (365 * DAY)).unwrap();
        Aged { id: CaseId::new(year, ids).to_string(), began }
    }

    /// The record after so many changes, each of which says something more.
    fn after(&self, record: &str, changes: usize) -> String {
        let mut text = record.replace(CASE, &self.id) + "strengths:\n";
        for n in 0..=changes {
            writeln!(text, "  - id: s-{}\n    what: What was seen the {n}. time", letters(n)).unwrap();
        }
        text
    }
}

/// Four letters for a row.
fn letters(n: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstvwxyz";
    (0..4).map(|place| char::from(LETTERS[n / LETTERS.len().pow(place) % LETTERS.len()])).collect()
}

/// A cluster of so many cases: all are there from the first change on, each is worked on so many times within two years, and
/// then rests. With one time only those are worked on that come back, by their ids: the first, longest at rest.
pub(super) fn years(cases: usize, times: usize) -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::cluster();
    let record = sandbox.read(&Sandbox::file_of(CASE));
    let files = sandbox.git(&["ls-files"]);
    let mut ids = Ids::seeded(1);
    let aged: Vec<Aged> = (0..cases).map(|n| Aged::new(n, cases, &mut ids)).collect();

    let mut command = Command::new("git");
    sandbox.isolate(&mut command);
    command.args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped());
    let mut git = command.spawn().unwrap();
    let mut to = BufWriter::new(git.stdin.take().unwrap());
    change(&mut to, BEGAN, "the beginning");
    for file in files.lines() {
        put(&mut to, file, &sandbox.read(file));
    }
    for case in &aged {
        put(&mut to, &Sandbox::file_of(&case.id), &case.after(&record, 0));
    }
    let worked_on = if times > 1 { cases } else { AT_REST };
    let of_case = |case: &Aged, n: usize| {
        (1..=times).map(move |time| (n, time)).map({
            let began = case.began;
            move |(n, time)| {
                (
                    began + 2 * 365 * DAY * i64::try_from(time).unwrap() / i64::try_from(times).unwrap(),
                    n,
                    time,
                )
            }
        })
    };
    let mut all: Vec<(i64, usize, usize)> = aged[..worked_on]
        .iter()
        .enumerate()
        .flat_map(|(n, case)| of_case(case, n).collect::<Vec<_>>())
        .collect();
    all.sort_unstable();
    for (when, n, time) in all {
        let case = &aged[n];
        change(&mut to, when, &format!("changed: strengths\n\nCase: {}", case.id));
        put(&mut to, &Sandbox::file_of(&case.id), &case.after(&record, time));
    }
    drop(to);
    assert!(git.wait().unwrap().success());
    sandbox.git(&["reset", "-q", "--hard"]);
    (sandbox, aged.into_iter().take(AT_REST).map(|case| case.id).collect())
}

fn change(to: &mut impl Write, when: i64, words: &str) {
    for who in ["author", "committer"] {
        let head = if who == "author" { "commit refs/heads/main\n" } else { "" };
        writeln!(to, "{head}{who} Kim Ngata <kim@te-awa.example> {when} +1300").unwrap();
    }
    writeln!(to, "data {}\n{words}", words.len()).unwrap();
}

fn put(to: &mut impl Write, file: &str, content: &str) {
    writeln!(to, "M 100644 inline {file}\ndata {}\n{content}", content.len()).unwrap();
}
