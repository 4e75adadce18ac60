//! Letterheads and forms that a cluster made in Word, printed by the program itself: those in `examples/word/`.

use std::fs;
use std::io::{Cursor, Read};

use crate::common::{CASE, Sandbox, crate_folder, shows};
use crate::examples::example;
use snapbox::str;

/// The case of the example with most in it.
const FULL: &str = "2026-kf3m";
const USER: &str = "p-c3xe";

fn sample(name: &str) -> Vec<u8> {
    fs::read(crate_folder().join("examples/word").join(name)).unwrap()
}

fn part(sandbox: &Sandbox, file: &str, name: &str) -> String {
    let bytes = fs::read(sandbox.folder().join(file)).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn words(xml: &str) -> String {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let all = tree.descendants().filter(|node| node.tag_name().name() == "t");
    all.filter_map(|node| node.text()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_form_made_in_word_is_filled_in_place_of_the_template() {
    let sandbox = example();
    sandbox.write("documents/plan.docx", sample("plan.docx"));
    let said = sandbox.ok(&["--user", USER, "print", "plan", FULL, "-o", "plan.docx"]);
    assert!(said.stderr.contains("Written: plan.docx"), "{said}");
    let text = words(&part(&sandbox, "plan.docx", "word/document.xml"));
    assert!(!text.contains(['{', '}']) && text.contains("Signed:"), "{text}");
    let record: serde_yaml::Value = serde_yaml::from_str(&sandbox.read(&Sandbox::file_of(FULL))).unwrap();
    for goal in record["plan"]["goals"].as_sequence().unwrap() {
        let what = goal["what"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&what), "{what} is not in {text}");
    }
    // everything else is made from the template as before
    let page = sandbox.ok(&["print", "plan", FULL, "--to", "md"]).stdout;
    assert!(!page.contains("Signed:") && page.contains("A printed copy may be out of date"));
}

#[test]
fn a_form_alone_is_a_document_too() {
    let sandbox = example();
    sandbox.write("documents/card.docx", sample("plan.docx"));
    let screen = sandbox.ok(&["print", "card", FULL]).stdout;
    assert!(screen.starts_with("Our plan with") && screen.contains("Signed:"), "{screen}");
    sandbox.ok(&["print", "card", FULL, "-o", "card.html"]);
    sandbox.ok(&["print", "card", FULL, "-o", "card.docx"]);
    assert!(words(&part(&sandbox, "card.docx", "word/document.xml")).contains("Our plan with"));
    let said = sandbox.run(&["print", "crad", FULL]);
    assert!(said.stderr.contains("Did you mean `card`?"), "{said}");
}

#[test]
fn what_goes_out_of_a_form_is_searched_and_entered() {
    let sandbox = example();
    sandbox.write("documents/card.docx", sample("plan.docx"));
    let print = [
        "--user",
        USER,
        "print",
        "card",
        FULL,
        "--for",
        "case-sharing",
        "--recipient",
        "the hui",
        "-o",
        "card.docx",
    ];
    let law = ["--basis", "ota-s66c", "--why", "to test whether it stops"];
    let said = sandbox.run(&[&print[..], &law].concat());
    assert!(said.code == 3 && said.stderr.contains("\"Kahu=Kahikatea\""), "{said}");
    let said = sandbox.ok(&[&print[..], &law, &["--say", "Kahu=Kahikatea"]].concat());
    assert!(said.stderr.contains("Entered among what was shared"), "{said}");
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let text = words(&part(&sandbox, "card.docx", name));
        let told = ["Kahu", "Te Awa Learning", "14 August"].iter().find(|told| text.contains(*told));
        assert!(told.is_none(), "{name}: {told:?} in {text}");
    }
    assert!(!part(&sandbox, "card.docx", "docProps/core.xml").contains("Kahu"));
    // a name that the form itself has is found, wherever it stands in it
    let named = planted(
        &sample("plan.docx"),
        "word/document.xml",
        "Signed:",
        "Signed in Te Awa Learning Support Cluster:",
    );
    sandbox.write("documents/card.docx", named);
    let said = sandbox.run(&[&print[..], &law].concat());
    assert_eq!(said.code, 3, "{said}");
    assert!(said.stderr.contains("Signed in"), "{said}");
}

/// A file with other words in one of its parts.
fn planted(bytes: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(old), "{old} is not in {part}");
            content = text.replace(old, new).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut to, &content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn every_document_for_word_is_under_the_letterhead() {
    let sandbox = example();
    sandbox.write("documents/letterhead.docx", sample("letterhead.docx"));
    sandbox.ok(&["print", "plan", FULL, "--for", "whanau", "-o", "plan.docx"]);
    sandbox.ok(&["guides", "print", "tatai", "-o", "form.docx"]);
    for file in ["plan.docx", "form.docx"] {
        assert!(words(&part(&sandbox, file, "word/header1.xml")).contains("Kia manawanui"), "{file}");
        let footer = part(&sandbox, file, "word/footer1.xml");
        assert!(footer.find("12 Awa Street") < footer.find(" PAGE "), "{file}: {footer}");
    }
    assert!(words(&part(&sandbox, "plan.docx", "word/footer1.xml")).contains("Printed on 14 August 2026"));
    // one that cannot be used stops what would be written under it, and nothing else
    sandbox.write("documents/letterhead.docx", b"hello");
    shows(
        sandbox.run(&["print", "plan", FULL, "-o", "other.docx"]),
        str![[r#"
--- stderr
error: `documents/letterhead.docx` is not a Word document
  hint: Make it in Word or LibreOffice, and save it as `.docx`.
exit 1

"#]],
    );
    sandbox.ok(&["print", "plan", FULL, "-o", "other.html"]);
    assert!(
        sandbox.run(&["check"]).stdout.contains("letterhead.docx")
            || sandbox.run(&["check"]).stderr.contains("letterhead.docx")
    );
}

#[test]
fn word_files_are_recorded_and_travel() {
    let sandbox = Sandbox::cluster();
    sandbox.write("documents/plan.docx", sample("plan.docx"));
    sandbox.ok(&["set", CASE, "title=Another"]);
    sandbox.ok(&["sync", "../hub"]);
    sandbox.ok(&["init", "../copy", "--hub", "../hub"]);
    assert_eq!(fs::read(sandbox.folder().join("../copy/documents/plan.docx")).unwrap(), sample("plan.docx"));
    sandbox.assert_clean();
}

#[test]
fn how_easily_it_reads_is_said_to_whoever_prints_for_whanau() {
    let sandbox = example();
    let said = |args: &[&str]| sandbox.ok(&[&["print", "plan", FULL][..], args].concat()).stderr;
    let whanau = said(&["--for", "whanau", "-o", "plan.docx"]);
    let line: Vec<&str> = whanau.lines().filter(|line| line.starts_with("Reading ease (Flesch): ")).collect();
    assert_eq!(line.len(), 1, "{whanau}");
    assert!(!said(&["-o", "plan.md"]).contains("Reading ease"));
    assert!(!said(&["--for", "whanau"]).contains("Reading ease"));
}
