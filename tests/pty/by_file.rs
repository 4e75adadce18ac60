//! The same answers, typed and from a file, make the same record to the letter.

use std::path::Path;

use serde_json::Value;

use super::place::Place;
use super::script::{NEW, typed, typed_on};
use crate::common::Ran;

/// Who walked it too, as a file of answers says it.
fn beside(answers: &str) -> Vec<String> {
    let answers: serde_yaml::Value = serde_yaml::from_str(answers).unwrap();
    let names = answers["with"].as_sequence().into_iter().flatten();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn example(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/answers").join(name))
        .unwrap()
}

/// The steps of the demo: guide, file of answers, day, person.
fn steps() -> Vec<[String; 4]> {
    let script: Value = toml::from_str(&example("demo.toml")).unwrap();
    let text = |step: &Value, key: &str| step[key].as_str().unwrap().to_owned();
    let steps = script["step"].as_array().unwrap().iter();
    steps.map(|s| ["guide", "answers", "date", "user"].map(|key| text(s, key))).collect()
}

/// Runs a verb on a day as somebody, with the same ids each time.
fn run(place: &Place, args: &[&str], [_, _, date, user]: &[String; 4], lines: Option<&str>) -> Ran {
    let now = format!("{date}T15:20:00[Pacific/Auckland]");
    let with = |mut command: std::process::Command| {
        command.env("PIKORUA_NOW", &now).env("PIKORUA_USER", user);
        command
    };
    match lines {
        Some(lines) => place.type_into(with(place.command(args)), lines),
        None => place.finish(with(place.command(args))),
    }
}

#[test]
fn one_case_from_request_to_closing() {
    let (by_prompts, by_file) = (Place::new(), Place::new());
    let mut case = String::new();
    for step in steps() {
        let [guide, answers, date, _] = &step;
        let file = by_file.file(answers, &example(answers));
        let before = if case.is_empty() { NEW.to_owned() } else { by_prompts.record_of(&case) };
        let lines = typed_on(date, &by_prompts.folder(), &before, guide, &example(answers)).concat();
        let walk = ["walk", &case, guide, "--from", &file];
        let args = if case.is_empty() { vec!["new", "--from", &file] } else { walk.to_vec() };
        let (told, typed) = std::thread::scope(|both| {
            let told = both.spawn(|| run(&by_file, &args, &step, None));
            let beside = beside(&example(answers));
            let beside = beside.iter().flat_map(|name| ["--with", name.as_str()]);
            let args: Vec<&str> = args[..args.len() - 2].iter().copied().chain(beside).collect();
            let typed = run(&by_prompts, &args, &step, Some(&lines));
            (told.join().unwrap(), typed)
        });
        assert_eq!((told.code, typed.code), (0, 0), "{guide}: {told}\n{typed}");
        assert!(!typed.stderr.contains('\x1b') && !typed.stdout.contains('\x1b'), "{guide}: {typed}");
        assert_eq!(typed.stdout, told.stdout);
        if case.is_empty() {
            case = told.stdout.trim().to_owned();
        }
        assert_eq!(by_prompts.record_of(&case), by_file.record_of(&case), "{answers}");
        assert_eq!(by_prompts.log(), by_file.log());
        by_prompts.is_clean();
    }
    let record = by_file.record_of(&case);
    assert!(record.contains("status: closed\n"), "{record}");
    assert_eq!(record.matches("guide: ").count(), steps().len());
}

#[test]
fn requests_of_other_kinds() {
    for kind in ["group", "school", "school-group", "project", "transition", "gateway"] {
        let answers = &format!("request-{kind}.yaml");
        let (by_prompts, by_file) = (Place::new(), Place::new());
        let lines = typed(&by_prompts.folder(), NEW, "request", &example(answers)).concat();
        let told = by_file.run(&["new", "--from", &by_file.file(answers, &example(answers))]);
        let typed = by_prompts.typed(&["new"], &lines);
        assert_eq!((told.code, typed.code), (0, 0), "{told}\n{typed}");
        assert_eq!(told.stdout, typed.stdout);
        let case = told.stdout.trim();
        assert_eq!(by_prompts.record_of(case), by_file.record_of(case), "{answers}");
    }
}

#[test]
fn also_where_rows_were_written_by_hand_without_ids() {
    let (by_prompts, by_file) = (Place::new(), Place::new());
    let team = "team:\n  - name: Mele Taufa # Mum\n  - {name: Sione Taufa}\n";
    let before = format!("{}{team}", by_file.record());
    let answers = "ww-5:\n  - contact: a text on Fridays\n  - contact: a voice message\nww-8: false\n";
    by_prompts.write_record(&before);
    by_file.write_record(&before);
    let lines = typed(&by_prompts.folder(), &before, "whakawhanaungatanga", answers).concat();
    let file = by_file.file("answers.yaml", answers);
    let told = by_file.run(&["walk", &by_file.case, "whakawhanaungatanga", "--from", &file]);
    let typed = by_prompts.typed(&["walk", &by_prompts.case, "whakawhanaungatanga"], &lines);
    assert_eq!((told.code, typed.code), (0, 0), "{told}\n{typed}");
    let record = by_file.record();
    assert_eq!(by_prompts.record(), record);
    assert_eq!(record.matches("contact: ").count(), 2, "{record}");
    assert_eq!(record.matches("Taufa # Mum\n").count(), 1, "{record}");
}
