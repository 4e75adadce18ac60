//! Figures over many cases: what they say, and what nobody can find out from them.

mod attack;
#[path = "../benches/cluster/mod.rs"]
pub(crate) mod cluster;

use std::fs;

use pikorua::record::case::Case;
use pikorua::record::read::read;
use serde_json::Value;

use crate::common::{Sandbox, shows_file};

/// A cluster of invented cases.
fn many(n: usize, seed: u64) -> Sandbox {
    let sandbox = Sandbox::new();
    cluster::make(&sandbox.folder(), n, seed).unwrap();
    sandbox
}

/// The cases of a folder.
fn cases(sandbox: &Sandbox) -> Vec<(Case, usize)> {
    let mut cases = Vec::new();
    let mut years: Vec<_> =
        fs::read_dir(sandbox.path("cases")).unwrap().map(|year| year.unwrap().path()).collect();
    years.sort();
    for year in years.iter().filter(|year| year.is_dir()) {
        let mut files: Vec<_> = fs::read_dir(year).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let read = read::<Case>(&text);
            assert!(read.problems.is_empty(), "{}: {:?}", file.display(), read.problems);
            cases.push((read.value.unwrap(), text.len()));
        }
    }
    cases
}

#[test]
fn invented_cases_are_valid_and_as_large_as_real_ones() {
    let cases = cases(&many(200, 7));
    let kinds: std::collections::BTreeSet<&str> = cases.iter().map(|(case, _)| case.kind.as_str()).collect();
    assert_eq!((cases.len(), kinds.len()), (200, 7));
    let mean = cases.iter().map(|(_, size)| size).sum::<usize>() / cases.len();
    assert!((5_000..8_000).contains(&mean), "{mean}");
}

/// Another folder with invented cases, everything recorded.
pub(crate) fn recorded(n: usize, seed: u64) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok(&["init", ".", "--cluster", "Te Awa", "--name", "Kim Ngata"]);
    cluster::make(&sandbox.folder(), n, seed).unwrap();
    sandbox.record_all("invented cases");
    sandbox
}

fn json(sandbox: &Sandbox, args: &[&str]) -> Value {
    serde_json::from_str(&sandbox.ok(&[&["report"], args, &["--json"]].concat()).stdout).unwrap()
}

/// The figures of a table, row by row.
fn table(report: &Value, id: &str) -> Vec<(String, Vec<Option<i64>>)> {
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let figures = |row: &Value| row["figures"].as_array().unwrap().iter().map(Value::as_i64).collect();
    let rows = table["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["label"].as_str().unwrap().to_owned(), figures(row))).collect()
}

#[test]
fn a_term_of_the_example_cluster_reads_kindly_though_most_is_too_few_to_show() {
    let sandbox = Sandbox::demo();
    let shown = sandbox.ok(&["report", "2026-T2"]).to_string();
    let version = shown.split("from version ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    shows_file(shown.replace(&version, "[VERSION]"), "transcripts/report.txt");
}

#[test]
fn figures_add_up_where_they_are_shown() {
    let report = json(&recorded(900, 3), &["2025"]);
    let kinds = table(&report, "asked.kind");
    let (last, parts) = kinds.split_last().unwrap();
    assert_eq!(last.0, "all together");
    let whole = last.1[0].unwrap();
    assert!(whole > 60, "{kinds:?}");
    let shown: i64 = parts.iter().filter_map(|(_, figures)| figures[0]).sum();
    let kept_back = parts.iter().filter(|(_, figures)| figures[0].is_none()).count();
    assert!(kept_back == 0 && shown == whole || kept_back > 1 && shown < whole, "{kinds:?}");
    let weeks = table(&report, "way.waited");
    let middle = weeks.last().unwrap().1[1].unwrap();
    assert!((1..=8).contains(&middle), "{weeks:?}");
    let ethnic: i64 = table(&report, "asked.ethnicity").iter().filter_map(|(_, figures)| figures[0]).sum();
    assert!(ethnic > whole, "total response");
}

#[test]
fn the_same_records_on_the_same_day_are_the_same_bytes_in_every_format() {
    let (one, other) = (recorded(120, 5), recorded(120, 5));
    for rule in ["suppress", "round-to-3"] {
        let said = format!("\n[figures]\nrule = \"{rule}\"\n");
        for sandbox in [&one, &other] {
            let text = sandbox.read("pikorua.toml");
            sandbox.write("pikorua.toml", text.split("\n[figures]").next().unwrap().to_owned() + &said);
            sandbox.write("secret/0123456789abcdef.txt", "0123456789abcdef".repeat(4));
            sandbox.record_all("a rule");
        }
        for ending in ["txt", "md", "html", "docx", "csv", "xlsx"] {
            let file = format!("figures.{ending}");
            let made = [&one, &one, &other].map(|sandbox| {
                sandbox.ok(&["report", "2026-T2", "--compare", "2026-T1", "-o", &format!("../home/{file}")]);
                fs::read(sandbox.home().join(&file)).unwrap()
            });
            assert!(made[0] == made[1] && made[0] == made[2], "{rule}, {file}");
            assert!(made[0].len() > 1_000, "{rule}, {file}");
        }
    }
}

#[test]
fn no_file_has_a_word_that_anybody_wrote() {
    let sandbox = recorded(120, 5);
    let words =
        ["Exampleton", "Samplely", "Te Tauira", "Joins in when", "Practitioner", "Awa School", "2026-"];
    for ending in ["txt", "md", "html", "csv"] {
        let file = format!("figures.{ending}");
        sandbox.ok(&["report", "2025", "-o", &format!("../home/{file}")]);
        let text = fs::read_to_string(sandbox.home().join(&file)).unwrap();
        for word in words {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn a_spreadsheet_gets_macrons_and_numbers() {
    let sandbox = recorded(900, 3);
    sandbox.ok(&["report", "2025", "-o", "../home/figures.csv"]);
    let csv = fs::read(sandbox.home().join("figures.csv")).unwrap();
    assert_eq!(csv[..3], *b"\xef\xbb\xbf");
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("Māori") && csv.contains("\r\n"), "{csv}");
    sandbox.ok(&["report", "2025", "-o", "../home/figures.xlsx"]);
    let file = fs::File::open(sandbox.home().join("figures.xlsx")).unwrap();
    let mut book = zip::ZipArchive::new(file).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut book.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let names = text("xl/workbook.xml");
    assert!(names.contains("name=\"About\"") && names.contains("name=\"asked.kind\""), "{names}");
    assert!(names.contains("name=\"Data dictionary\""), "{names}");
    let sheet = text("xl/worksheets/sheet2.xml");
    let cells = sheet.split("<c r=\"B").skip(1).map(|cell| cell.split("</c>").next().unwrap());
    let numbers: Vec<&str> =
        cells.filter(|cell| !cell.contains("t=\"s\"") && cell.contains("<v>90</v>")).collect();
    assert_eq!(numbers.len(), 1, "the whole stands there as a number: {sheet}");
}

#[test]
fn over_some_cases_it_says_that_it_stays_inside() {
    let sandbox = recorded(900, 3);
    let all = json(&sandbox, &["2025"]);
    let some = json(&sandbox, &["2025", "kind:individual"]);
    assert_eq!(all["about"]["filter"], Value::Null);
    assert_eq!(some["about"]["filter"], "kind:individual");
    let whole = |report: &Value| table(report, "asked.kind").last().unwrap().1[0];
    assert!(whole(&some).is_none_or(|some| some < whole(&all).unwrap()));
    for ending in ["txt", "html", "csv"] {
        sandbox.ok(&["report", "2025", "kind:individual", "-o", &format!("../home/f.{ending}")]);
        let text = fs::read_to_string(sandbox.home().join(format!("f.{ending}"))).unwrap();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Inside the cluster only."), "{ending}");
    }
}

#[test]
fn a_case_that_cannot_be_read_is_said_and_stops_nothing() {
    let sandbox = recorded(300, 3);
    let file = fs::read_dir(sandbox.path("cases/2025")).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, "schema: [\n").unwrap();
    let id = file.file_stem().unwrap().to_str().unwrap().to_owned();
    let said = sandbox.run(&["report", "2025"]);
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.contains(&id) && said.stdout.contains(&id), "{said}");
    assert!(said.stdout.contains("all together"), "{said}");
}

#[test]
fn an_earlier_report_can_be_made_again() {
    let sandbox = recorded(300, 3);
    let before = json(&sandbox, &["2025"]);
    let case = fs::read_dir(sandbox.path("cases/2025")).unwrap().next().unwrap().unwrap().path();
    let id = case.file_stem().unwrap().to_str().unwrap().to_owned();
    // another day: the records, the words and the rule are others
    let later = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("PIKORUA_NOW", "2026-08-21T10:00:00+12:00[Pacific/Auckland]");
        let ran = sandbox.finish(command);
        assert_eq!(ran.code, 0, "{ran}");
        ran
    };
    later(&["set", &id, "kind=gateway", "request.submitted=2024-03-04"]);
    let more = "\n[figures]\nmin-cell = 9\n[vocabulary.kinds.individual]\nlabel = \"one\"\n";
    sandbox.write("pikorua.toml", sandbox.read("pikorua.toml") + more);
    later(&["set", &id, "title=Another"]);
    let again: Value =
        serde_json::from_str(&later(&["report", "2025", "--at", "2026-08-14", "--json"]).stdout).unwrap();
    assert_eq!(again, before);
    let now: Value = serde_json::from_str(&later(&["report", "2025", "--json"]).stdout).unwrap();
    assert_ne!(now["tables"], before["tables"]);
}

#[test]
fn a_term_is_named_in_many_ways_and_a_wrong_one_is_said() {
    let sandbox = recorded(40, 3);
    for (words, period) in [
        (&[][..], "2026-T3"),
        (&["this", "term"], "2026-T3"),
        (&["last term"], "2026-T2"),
        (&["T1"], "2026-T1"),
        (&["2025-T4", "kind:group"], "2025-T4"),
        (&["2024"], "2024"),
        (&["last", "year"], "2025"),
        (&["kind:group"], "2026-T3"),
    ] {
        assert_eq!(json(&sandbox, words)["about"]["period"], period, "{words:?}");
    }
    for (args, code, said) in [
        (&["report", "2030"][..], 1, "no term of 2030"),
        (&["report", "T7"], 2, "T7"),
        (&["report", "2026-T4"], 1, "has not begun"),
        (&["report", "T1", "knid:group"], 2, "Did you mean `kind`?"),
        (&["report", "--compare", "soon"], 2, "`soon` is not a term"),
        (&["report", "--to", "xsl"], 2, "`xsl` is not a format"),
        (&["report", "-o", "f.xls"], 2, "Excel of long ago"),
    ] {
        let ran = sandbox.run(args);
        assert!(ran.code == code && ran.stderr.contains(said), "{args:?}: {ran}");
    }
}

#[test]
fn the_clusters_own_tables_are_looked_at_by_check_too() {
    let sandbox = recorded(10, 3);
    sandbox.write("report.toml", "[section.asked]\ntitel = \"x\"\n");
    for args in [&["report"][..], &["check"]] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 1, "{ran}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("line 2") && said.contains("Did you mean `title`?"), "{ran}");
    }
}

#[test]
fn the_secret_is_made_once_recorded_and_never_shown() {
    let sandbox = recorded(60, 3);
    sandbox.write("pikorua.toml", sandbox.read("pikorua.toml") + "\n[figures]\nrule = \"round-to-3\"\n");
    sandbox.record_all("a rule");
    let first = json(&sandbox, &["2025"]);
    let files: Vec<_> =
        fs::read_dir(sandbox.path("secret")).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    sandbox.assert_clean();
    assert_eq!(json(&sandbox, &["2025"])["tables"], first["tables"]);
    let secret = fs::read_to_string(&files[0]).unwrap();
    let verbs = [&["check"][..], &["log"], &["list"], &["report"], &["doctor"]];
    let said = verbs.map(|args| sandbox.run(args).to_string());
    assert!(said.iter().all(|said| !said.contains(&secret[..16])), "{said:?}");
    assert!(!said[0].contains("secret"), "{}", said[0]);
    for (label, figures) in table(&first, "asked.kind") {
        assert_eq!(figures[0].unwrap_or_default() % 3, 0, "{label}");
    }
}
