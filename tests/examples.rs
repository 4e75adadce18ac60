//! Everything in `examples/`: loaded, checked, printed, and every file of answers walked.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use pikorua::change::{Clock, Desk, Opening};
use pikorua::document::{Document, Templates, guide_names};
use pikorua::folder::Origin;
use pikorua::record::case::Case;
use pikorua::record::id::{CaseId, Ids};
use pikorua::record::text::fold;
use pikorua::record::tree;
use pikorua::view::{Around, Audience, Audiences, Going, GuideName, View};
use serde_json::Value as Tree;

use crate::common::{Sandbox, crate_folder, entries, name};

/// The example cluster as a folder of its own, as it lies in `examples/`.
pub(crate) fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    pikorua::history::History::init(&sandbox.folder()).unwrap();
    let root = crate_folder().join("examples/cluster");
    // the page at its top is for readers of the repository
    for file in files(&root).iter().filter(|file| **file != root.join("README.md")) {
        let place = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        sandbox.write(&place, fs::read(file).unwrap());
    }
    sandbox.record_all("the example");
    sandbox
}

fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let all = entries(folder).into_iter();
    all.flat_map(|entry| if entry.is_dir() { files(&entry) } else { vec![entry] }).collect()
}

pub(crate) fn desk(sandbox: &Sandbox) -> Desk {
    let folder = sandbox.folder();
    let now = "2026-08-14T10:00:00+12:00[Pacific/Auckland]".parse().unwrap();
    let opening = Opening { start: &folder, folder: Some(&folder), user: Some("rkingi") };
    Desk::open(opening, Clock { now, ids: Ids::seeded(1) }).unwrap()
}

pub(crate) fn cases(desk: &Desk) -> Vec<(CaseId, Case)> {
    let files = desk.folder.cases().unwrap();
    assert_eq!(files.odd, [], "files that are no cases");
    let load = |id: &CaseId| desk.look(id).unwrap().value.unwrap();
    files.files.iter().map(|file| (file.id.clone(), load(&file.id))).collect()
}

#[test]
fn there_is_one_of_everything() {
    let sandbox = example();
    let desk = desk(&sandbox);
    let cases = cases(&desk);
    let different =
        |of: fn(&Case) -> &str| cases.iter().map(|(_, case)| of(case)).collect::<BTreeSet<&str>>();
    assert!(cases.len() >= 12);
    assert!(different(|case| case.kind.as_str()).len() >= 5);
    assert!(different(|case| case.status.as_str()).len() >= 7);
    let voices = || cases.iter().flat_map(|(_, case)| &case.voice);
    assert!(voices().any(|voice| voice.language.as_ref().is_some_and(|language| language.as_str() == "mi")));
    let commented = desk
        .folder
        .cases()
        .unwrap()
        .files
        .iter()
        .filter(|file| sandbox.read(file.path.as_str()).contains("\n#"))
        .count();
    assert!(commented >= 5, "only {commented} cases have comments");
}

#[test]
fn nothing_is_wrong_with_them() {
    let sandbox = example();
    let said = sandbox.ok(&["--user", "rkingi", "check", "--json"]);
    let json: Tree = serde_json::from_str(&said.stdout).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        assert_eq!(finding["level"], "worth a look", "{finding}");
    }
    assert_eq!(said.stderr, "");
}

#[test]
fn te_reo_is_listed_for_a_speaker() {
    let list = fs::read_to_string(crate_folder().join("examples/TE-REO.md")).unwrap();
    for (id, case) in cases(&desk(&example())) {
        for voice in
            case.voice.iter().filter(|voice| voice.language.as_ref().is_some_and(|l| l.as_str() == "mi"))
        {
            let row = voice.id.as_ref().unwrap();
            let listed =
                |line: &&str| line.contains(&format!("{id}.yaml")) && line.contains(&format!("voice.{row}"));
            let line = list.lines().find(listed).unwrap_or_else(|| panic!("{id} {row} is not in TE-REO.md"));
            assert!(line.contains(voice.words.as_ref().unwrap().as_str()), "{id} {row} says something else");
            assert!(voice.source.is_some(), "{id} {row} has no source");
        }
    }
}

/// The guides of the example, which are those built in: reading them takes longer than printing.
pub(crate) fn guides(desk: &Desk) -> &'static [GuideName] {
    static GUIDES: OnceLock<Vec<GuideName>> = OnceLock::new();
    assert!(desk.library.guides().iter().all(|file| file.origin == Origin::BuiltIn));
    GUIDES.get_or_init(|| guide_names(&desk.guides()))
}

/// What lies around the cases of the example; `taken` are names that nobody is given instead of their own.
pub(crate) fn around<'d>(desk: &'d Desk, taken: [&'d BTreeSet<String>; 2]) -> Around<'d> {
    Around {
        cluster: &desk.cluster.name,
        words: &desk.cluster.words,
        vocabulary: &desk.vocabulary,
        people: &desk.people,
        settings: &desk.settings,
        guides: guides(desk),
        today: desk.today(),
        calendar: &desk.cluster.calendar,
        by_terms: false,
        version: "0123abcd",
        taken,
    }
}

/// Every audience, and a document for it in every format as one text.
pub(crate) fn printed(desk: &Desk, case: &Case, document: &str, audience: &Audience) -> (Document, String) {
    let around = around(desk, pikorua::view::NO_NAMES);
    let files = desk.library.documents().iter();
    let templates = Templates::new(files.map(|file| (format!("{}.md", file.name), file.text.clone())));
    // where nobody agreed, as it looks that is shared by law
    let admit = |by_law| audience.admit(case.clone(), desk.today(), Going { by_law, ..Going::default() });
    let pass = admit(false).or_else(|_| admit(true)).unwrap();
    let made = Document::render(document, &templates, &View::new(&pass, &around))
        .unwrap_or_else(|e| panic!("{document} of {} for {}: {e}", case.id, audience.id));
    let all = format!("{}\n{}\n{}", made.screen(80, false), made.markdown(), made.html(""));
    (made, all)
}

pub(crate) fn audiences(desk: &Desk) -> Vec<Audience> {
    let file = &desk.library.audiences()[0];
    let audiences = Audiences::parse(&file.text).unwrap();
    assert!(audiences.list().len() >= 2);
    let any = |audience: &&Audience| !audience.figures && audience.documents.is_empty();
    audiences.list().iter().filter(any).cloned().collect()
}

#[test]
fn every_case_is_printed_for_everybody() {
    let sandbox = example();
    let desk = desk(&sandbox);
    for (id, case) in cases(&desk) {
        for audience in audiences(&desk) {
            // documents about one row take the newest; those that need one say what is missing
            let documents = desk.library.documents().iter().map(|file| file.name.as_str());
            for document in documents.filter(|name| !name.starts_with('_')) {
                let (made, all) = printed(&desk, &case, document, &audience);
                let what = format!("{document} of {id} for {}", audience.id);
                assert!(all.contains(&made.title) || made.title.contains(['&', '\'', '*']), "{what}");
                for word in ["None", "undefined", "null", "{{", "}}", "{%", "[object", "Missing"] {
                    assert!(!all.contains(word), "{what} has {word}");
                }
                assert_eq!(
                    made.missing.is_empty(),
                    !all.contains("not recorded yet"),
                    "{what}: {:?}",
                    made.missing
                );
            }
        }
    }
}

/// Texts that stand in rows which stay with the practitioners, and texts that stand elsewhere.
fn texts(tree: &Tree, inside: bool, private: &mut Vec<String>, open: &mut String) {
    let inside = inside || tree["sensitive"] == true;
    match tree {
        Tree::Array(items) => items.iter().for_each(|item| texts(item, inside, private, open)),
        Tree::Object(map) => map.values().for_each(|value| texts(value, inside, private, open)),
        Tree::String(text) if inside && text.contains(' ') => private.push(plain(text)),
        Tree::String(text) if !inside => *open += &format!("{}\n", plain(text)),
        _ => {}
    }
}

/// A text as it can be found in any format: letters and digits only.
fn plain(text: &str) -> String {
    let unescaped = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let letters: String =
        fold(&unescaped).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_sensitive_stays_with_the_practitioners() {
    let sandbox = example();
    let desk = desk(&sandbox);
    let whanau = audiences(&desk).into_iter().find(|audience| audience.id == "whanau").unwrap();
    let mut looked_for = 0;
    for (id, case) in cases(&desk) {
        let (mut private, mut open) = (Vec::new(), String::new());
        texts(&tree::of(&case), false, &mut private, &mut open);
        for document in ["plan", "review", "case"] {
            let shown = plain(&printed(&desk, &case, document, &whanau).1);
            for text in private.iter().filter(|text| !open.contains(text.as_str())) {
                looked_for += 1;
                assert!(!shown.contains(text.as_str()), "{document} of {id} shows whānau: {text}");
            }
        }
    }
    assert!(looked_for > 20, "only {looked_for} sensitive texts in the examples");
}

/// One step of `examples/answers/demo.toml`: guide, answers, who, when.
fn steps() -> Vec<[String; 4]> {
    let script = fs::read_to_string(crate_folder().join("examples/answers/demo.toml")).unwrap();
    let script: toml::Table = toml::from_str(&script).unwrap();
    let text = |step: &toml::Value, key: &str| step[key].as_str().unwrap().to_owned();
    let steps = script["step"].as_array().unwrap();
    steps.iter().map(|step| ["guide", "answers", "user", "date"].map(|key| text(step, key))).collect()
}

#[test]
fn every_file_of_answers_can_be_walked() {
    let sandbox = example();
    let folder = crate_folder().join("examples/answers");
    let place = |file: &str| folder.join(file).to_str().unwrap().to_owned();
    let mut walked: BTreeSet<String> =
        crate::course::WALKED.iter().map(|(answers, ..)| format!("{answers}.yaml")).collect();
    let mut case = String::new();
    for [guide, answers, user, date] in steps() {
        let from = place(&answers);
        let mut command = match guide.as_str() {
            "request" => sandbox.command(&["--user", &user, "new", "--from", &from]),
            _ => sandbox.command(&["--user", &user, "walk", &case, &guide, "--from", &from]),
        };
        command.env("PIKORUA_NOW", format!("{date}T15:20:00[Pacific/Auckland]"));
        let said = sandbox.finish(command);
        assert_eq!(said.code, 0, "{answers}: {said}");
        if guide == "request" {
            case = said.stdout.trim().to_owned();
        }
        walked.insert(answers);
    }
    walked.extend(crate::together::WALKED.iter().map(|(answers, ..)| format!("{answers}.yaml")));
    walked.extend(crate::community::WALKED.iter().map(|(answers, ..)| format!("{answers}.yaml")));
    walked.extend(crate::community::BEGUN.iter().map(|answers| format!("{answers}.yaml")));
    // what neither the demo nor another test walks are further requests
    for file in entries(&folder) {
        let file = name(&file);
        if file.ends_with(".yaml") && !walked.contains(file) {
            assert!(file.starts_with("request-"), "no test walks examples/answers/{file}");
            sandbox.ok(&["--user", "tarden", "new", "--from", &place(file)]);
        }
    }
    sandbox.assert_clean();
    // on the day on which the last of them was walked
    let mut command = sandbox.command(&["--user", "rkingi", "check", &case]);
    let last = steps().into_iter().map(|[.., date]| date).max().unwrap();
    command.env("PIKORUA_NOW", format!("{last}T15:20:00[Pacific/Auckland]"));
    let said = sandbox.finish(command);
    assert!(said.code == 0 && !said.stdout.contains("error[") && !said.stdout.contains("warning["), "{said}");
}

// what stands under the id of a question is shown under its label, so the question must be there
#[test]
fn every_note_answers_a_question_of_its_guide() {
    let desk = desk(&example());
    let guides = desk.guides();
    let asks = |guide: &str, note: &str| {
        let prompts = guides.iter().filter(|g| g.id == guide).flat_map(|g| &g.prompts);
        prompts.into_iter().any(|p| p.id == note || p.to.as_deref().is_some_and(|to| to.ends_with(note)))
    };
    let mut unknown = Vec::new();
    for (id, case) in cases(&desk) {
        let mut look = |guide: &str, notes: &pikorua::record::value::Notes| {
            let strange = notes.0.keys().filter(|note| !asks(guide, note));
            unknown.extend(strange.map(|note| format!("{id}: {guide}, {note}")));
        };
        for visit in &case.visits {
            look(visit.guide.as_ref().unwrap().as_str(), &visit.answers);
        }
        for view in &case.lenses {
            look(view.lens.as_ref().unwrap().as_str(), &view.seen);
        }
        for hui in &case.hui {
            let is_analysis = hui.form.as_ref().is_some_and(|form| form.as_str() == "structured-analysis");
            look("dynamic-ecological-analysis", &hui.picture);
            look(if is_analysis { "dynamic-ecological-analysis" } else { "hui" }, &hui.notes);
        }
        case.critical_friends.iter().for_each(|friend| look("critical-friend", &friend.notes));
    }
    assert_eq!(unknown, Vec::<String>::new());
}

/// What the refusal offers to say instead, as arguments.
fn offered(stderr: &str) -> Vec<String> {
    let told = stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    let of = |flag: &'static str| {
        let begins = format!("{flag} \"");
        let said = told.split(&begins).skip(1).filter_map(|rest| rest.split_once('"'));
        said.flat_map(|(pair, _)| [flag.to_owned(), pair.to_owned()]).collect::<Vec<_>>()
    };
    [of("--say"), of("--not-a-name")].concat()
}

/// Whatever the tool takes for a name, no word of the name of anybody in the case may be left.
#[test]
fn no_name_is_left_where_a_case_is_told_without_names() {
    let sandbox = example();
    let desk = desk(&sandbox);
    let word = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(fold).collect()
    };
    let chosen = ["2026-kf3m", "2026-qvxv", "2025-h2kb", "2026-g6tr"];
    for (id, case) in cases(&desk).into_iter().filter(|(id, _)| chosen.contains(&id.as_str())) {
        let row = |key: &str, value: &str| format!("agreements.+.{key}={value}");
        let yes =
            [row("purpose", "Case sharing"), row("given_on", "2026-08-01"), row("readers", "case-sharing")];
        sandbox.ok(&[&["set", id.as_str()], &yes.each_ref().map(String::as_str)[..]].concat());
        for document in ["plan", "review", "case-summary"] {
            let to = ["--for", "case-sharing", "--recipient", "Case sharing", "-o", "page.html"];
            let base = [&["print", document, id.as_str()], &to[..]].concat();
            let mut ran = sandbox.run(&base);
            for _ in 0..4 {
                if ran.code == 0 {
                    break;
                }
                assert_eq!(ran.code, 3, "{ran}");
                let say = offered(&ran.stderr);
                let args: Vec<&str> = base.iter().copied().chain(say.iter().map(String::as_str)).collect();
                ran = sandbox.run(&args);
            }
            assert_eq!(ran.code, 0, "{document} of {id}: {ran}");
            let page = sandbox.read("page.html");
            let told = word(&page);
            let mokopuna = case.mokopuna.iter().filter_map(|m| m.name.as_ref());
            let team = case.team.iter().filter_map(|member| member.name.as_ref());
            let is_name =
                |name: &str| name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            let names = mokopuna.chain(team).map(|name| name.as_str()).filter(|name| is_name(name));
            let settings = case.setting.iter().filter_map(|id| desk.settings.iter().find(|s| s.id == *id));
            for name in names.map(word) {
                let left: Vec<&String> = name.intersection(&told).collect();
                assert!(left.is_empty(), "{document} of {id} tells {left:?}");
            }
            for setting in settings {
                assert!(!page.contains(setting.name.as_str()), "{document} of {id} tells where");
            }
        }
    }
}
