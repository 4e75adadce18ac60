//! Nothing identifying leaves by accident: what is made for colleagues in a case sharing is read here in another way than
//! the program does, and names are planted wherever one could stand.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};

use pikorua::change::Desk;
use pikorua::document::{Document, Templates};
use pikorua::folder::{Library, Origin};
use pikorua::query::names::Known;
use pikorua::record::case::{Case, StandIn};
use pikorua::record::text::fold;
use pikorua::record::tree;
use pikorua::record::value::Text;
use pikorua::view::{Audience, Going, View};
use serde_json::Value as Tree;

use crate::common::{CASE, Ran, Sandbox, has_git};
use crate::examples::{around, audiences, cases, desk, example};

/// What nobody can be told by, in place of whatever could.
const INSTEAD: &str = "…";

fn documents(desk: &Desk) -> Vec<&str> {
    let names = desk.library.documents().iter().map(|file| file.name.as_str());
    names.filter(|name| !name.starts_with('_')).collect()
}

/// What documents are made with, beside the case.
struct Press<'d> {
    desk: &'d Desk,
    templates: Templates,
    audience: Audience,
}

impl Press<'_> {
    fn new(desk: &Desk) -> Press<'_> {
        let files = desk.library.documents().iter();
        let templates = Templates::new(files.clone().map(|f| (format!("{}.md", f.name), f.text.clone())));
        let built_in = files.filter(|f| f.origin == Origin::BuiltIn).map(|f| format!("{}.md", f.name));
        let templates = templates.bringing(built_in, Library::built_in().phrases());
        let audience = audiences(desk).into_iter().find(|audience| audience.id == "case-sharing").unwrap();
        Press { desk, templates, audience }
    }

    /// A document as the program makes it, once something stands for everything that it found.
    fn told(&self, case: &mut Case, document: &str, known: &Known) -> Document {
        let (desk, here) = (self.desk, known.here.words());
        let around = around(desk, [&here, known.everybody.words()]);
        let mut left = Vec::new();
        for _ in 0..12 {
            let by_law = Going { by_law: true, ..Going::default() };
            let pass = self.audience.admit(case.clone(), desk.today(), by_law).unwrap();
            let made = Document::render(document, &self.templates, &View::new(&pass, &around)).unwrap();
            let found = known.found(&made.searched(&[]));
            if found.is_empty() {
                return made;
            }
            left.clone_from(&found);
            for said in found.into_iter().map(|found| found.said).collect::<BTreeSet<_>>() {
                let (name, instead) = (Text::new(&said), Text::new(INSTEAD));
                case.stand_ins.push(StandIn { id: None, name, instead });
            }
        }
        panic!("{document} of {} is never without names: {left:?}", case.id)
    }
}

/// Everything that a reader, or a curious one, can see of a document in each format: words, links, properties.
fn read(document: &Document) -> [(&'static str, String); 3] {
    let mut file = zip::ZipArchive::new(Cursor::new(document.docx().unwrap())).unwrap();
    let mut word = String::new();
    for n in 0..file.len() {
        let mut part = file.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        // the looks of a document are the same for everybody
        let is_look = ["styles.xml", "settings.xml", "numbering.xml"].iter().any(|look| name.ends_with(look));
        if (name.ends_with(".xml") || name.ends_with(".rels")) && !is_look {
            part.read_to_string(&mut word).unwrap();
        }
    }
    [("md", document.markdown()), ("html", document.html("")), ("docx", word)]
}

/// The words of a page, and whatever stands within its tags.
fn words(page: &str) -> String {
    let text = ["</w:t></w:r><w:r>", "<strong>", "</strong>", "<em>", "</em>"]
        .iter()
        .fold(page.to_owned(), |t, tag| t.replace(tag, ""));
    let letters = fold(&text)
        .replace('\u{2bb}', "")
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>();
    format!(" {} ", letters.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names of people anywhere in a record: under `name`, wherever each word begins with a capital.
fn people_in(json: &Tree, lists: &[&str]) -> BTreeSet<String> {
    let rows = lists.iter().flat_map(|list| json[*list].as_array().into_iter().flatten());
    let names = rows.filter_map(|row| row["name"].as_str());
    let is_name = |name: &&str| name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    names.filter(is_name).map(str::to_owned).collect()
}

/// Parts of names, without those that this program has in words of its own.
fn parts(names: &BTreeSet<String>, brought: &str) -> BTreeSet<String> {
    let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).map(fold);
    words.filter(|word| word.chars().count() > 2 && !brought.contains(&format!(" {word} "))).collect()
}

/// Every document of every case, in every format, read without asking the program what it looked for.
#[test]
fn in_the_whole_example_nothing_tells_whose_it_is() {
    let sandbox = example();
    let desk = desk(&sandbox);
    let press = Press::new(&desk);
    let templates = Library::built_in().documents().iter().map(|file| file.text.clone()).collect::<String>();
    let brought = words(&(templates + Library::built_in().vocabulary()));
    let all = cases(&desk);
    let mut ids: BTreeSet<String> = all.iter().map(|(id, _)| id.to_string()).collect();
    ids.extend(all.iter().filter_map(|(id, _)| Some(id.as_str().split_once('-')?.1.to_owned())));
    ids.extend(desk.settings.iter().map(|setting| setting.id.to_string()));
    ids.extend(desk.people.iter().map(|person| person.id.to_string()));
    ids.extend(desk.people.iter().flat_map(|person| person.logins.iter().map(ToString::to_string)));
    let settings: BTreeSet<String> = desk.settings.iter().map(|setting| setting.name.to_string()).collect();
    let contacts = desk.settings.iter().filter_map(|setting| setting.key_contact.as_ref());
    let mut anywhere: BTreeSet<String> =
        contacts.filter_map(|contact| Some(contact.as_str().split(',').next()?.to_owned())).collect();
    anywhere.extend(desk.people.iter().map(|person| person.name.to_string()));
    anywhere.extend(settings.iter().cloned());
    anywhere.insert(desk.cluster.name.clone());
    let people: Vec<BTreeSet<String>> =
        all.iter().map(|(_, case)| people_in(&tree::of(case), &["mokopuna", "team"])).collect();
    anywhere.extend(people.iter().flatten().filter(|name| name.contains(' ')).cloned());
    let check = |(id, case): &(_, Case), own: &BTreeSet<String>| {
        let known = desk.names_around(case, "0123abcd").unwrap();
        let (own, mut case) = (parts(own, &brought), case.clone());
        for document in documents(&desk) {
            for (format, page) in read(&press.told(&mut case, document, &known)) {
                let (what, said) = (format!("{document} of {id} in {format}"), words(&page));
                let has = |text: &str| said.contains(&words(text));
                for name in anywhere.iter().chain(&own) {
                    assert!(!has(name), "{what} tells {name}: {page}");
                }
                for id in &ids {
                    let told = has(id) && (id.contains('-') || !brought.contains(&words(id)));
                    assert!(!told, "{what} tells {id}");
                }
                let days = ["2025-", "2026-", "2027-", "dcterms:created", "mailto:", ".example"];
                assert!(
                    !days.iter().any(|day| page.contains(day)),
                    "{what} tells a day or an address: {page}"
                );
            }
        }
    };
    all.iter().zip(&people).for_each(|(case, own)| check(case, own));
}

fn sharing() -> Sandbox {
    let sandbox = Sandbox::cluster();
    let row = |key: &str, value: &str| format!("agreements.+.{key}={value}");
    let yes = [row("purpose", "Case sharing"), row("given_on", "2026-08-01"), row("readers", "case-sharing")];
    sandbox.ok(&[&["set", CASE], &yes.each_ref().map(String::as_str)[..]].concat());
    sandbox
}

/// A second case, about somebody else.
const OTHER: &str = "2026-n5xt";

fn another(sandbox: &Sandbox) {
    let file = sandbox.read(&Sandbox::file_of(CASE));
    let file = file.replace(CASE, OTHER).replace("Hana Pōtae", "Wiremu Kereama");
    sandbox.write(&Sandbox::file_of(OTHER), file);
    sandbox.record_all("another");
}

fn print(sandbox: &Sandbox, document: &str, file: &str) -> Ran {
    let to = ["--for", "case-sharing", "--recipient", "Case sharing of the cluster"];
    sandbox.run(&[&["print", document, CASE, "-o", file], &to[..]].concat())
}

/// A document of the cluster's own with something in it that must be found.
fn planted(template: &str, file: &str) -> Ran {
    let sandbox = sharing();
    sandbox.write("documents/ours.md", format!("# What we think\n\n{template}\n"));
    let ran = print(&sandbox, "ours", file);
    assert_eq!(sandbox.path(file).exists(), ran.code == 0, "{ran}");
    ran
}

#[track_caller]
fn is_caught(ran: &Ran, said: &str) {
    assert_eq!(ran.code, 3, "{said}: {ran}");
    assert!(ran.stderr.contains(&format!("“{said}”")), "{said}: {ran}");
}

#[test]
fn a_document_in_which_nothing_is_planted_is_written() {
    for file in ["ours.md", "ours.html", "ours.docx"] {
        let ran = planted("{{ case.mokopuna[0].name }} reads {{ case.setting }}.", file);
        assert_eq!(ran.code, 0, "{ran}");
    }
}

#[test]
fn a_name_in_a_heading_is_caught() {
    is_caught(&planted("## Beside Hana", "ours.md"), "Hana");
}

#[test]
fn a_name_in_a_cell_is_caught() {
    is_caught(&planted("| who |\n|---|\n| Potae |", "ours.docx"), "Potae");
}

#[test]
fn a_name_in_words_about_a_picture_is_caught() {
    is_caught(&planted("![Hana at the mat](https://pictures.example/1.png)", "ours.html"), "Hana");
}

#[test]
fn a_name_in_the_properties_is_caught() {
    let sandbox = sharing();
    sandbox.write("documents/ours.md", "# With Hana\n");
    is_caught(&print(&sandbox, "ours", "ours.docx"), "Hana");
    // the language of a document is one of its properties too
    is_caught(&planted("{% set lang = 'x-hana' %}", "ours.html"), "hana");
}

#[test]
fn a_name_in_the_name_of_the_file_is_caught() {
    for (file, said) in [
        ("hana.docx", "hana"),
        ("HanaPotae_plan.md", "HanaPotae"),
        ("planhanapotae.md", "hanapotae"),
        ("kf3m.docx", "kf3m"),
        ("2026-kf3m.md", "2026-kf3m"),
        ("awa-school.html", "awa-school"),
        ("plan-2026-08-14.md", "2026-08-14"),
    ] {
        is_caught(&planted("Words.", file), said);
    }
}

#[test]
fn a_name_in_a_link_is_caught() {
    is_caught(&planted("[More](https://school.example/hanapotae/plan)", "ours.html"), "hanapotae");
    is_caught(&planted("[Write](mailto:ana@school.example)", "ours.md"), "mailto:ana@school.example");
}

#[test]
fn a_name_in_a_comment_never_leaves() {
    // a comment of the page is shown, so that it is found
    is_caught(&planted("<!-- Hana -->", "ours.html"), "Hana");
    // one of the template is no part of what is made
    let sandbox = sharing();
    sandbox.write("documents/ours.md", "# What we think\n\n{# Hana #}\nWords.\n");
    assert_eq!(print(&sandbox, "ours", "ours.html").code, 0);
    assert!(!sandbox.read("ours.html").contains("Hana"));
}

#[test]
fn a_name_that_is_split_by_marks_is_caught() {
    is_caught(&planted("With Ha**na** today", "ours.md"), "Hana");
    is_caught(&planted("With Ha\u{ad}na today", "ours.md"), "Ha\u{ad}na");
}

#[test]
fn ids_and_logins_are_caught() {
    for (template, said) in [
        ("{{ case.setting.id }}", "awa-school"),
        ("of 2026-kf3m", "2026-kf3m"),
        ("{{ case.course[0].by.id }}", "p-4kd7"),
        ("{{ case.mokopuna[0].id }}", "m-atwg"),
        ("Ask tarden", "tarden"),
        ("{{ today.iso }}", "2026-08-14"),
    ] {
        is_caught(&planted(template, "ours.md"), said);
    }
}

#[test]
fn what_is_planted_in_the_template_is_said_to_stand_there() {
    let ran = planted("## Beside Hana", "ours.md");
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("comes from the template `ours`"), "{ran}");
    assert!(!said.contains("--say \"Hana"), "nothing can be said for it: {ran}");
    let ran = planted("Words.", "hana.md");
    assert!(ran.stderr.contains("Give the file, or its folder, another name"), "{ran}");
}

#[test]
fn what_stands_in_a_shared_answer_of_a_visit_is_said_to_stand_there() {
    let sandbox = sharing();
    let by = "  - id: v-jh77\n    guide: whakamahi\n    by: p-4kd7\n    opened: 2026-08-13\n";
    let answers = "    answers:\n      wm-3: Hana read to her brother\n      wm-5: Hana asked for more\n";
    sandbox.replace(&Sandbox::file_of(CASE), "visits:\n", &format!("visits:\n{by}{answers}"));
    sandbox.record_all("celebrated");
    let ran = print(&sandbox, "plan", "plan.md");
    is_caught(&ran, "Hana");
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("(`visits.v-jh77.answers.wm-3`)") && said.contains("--say \"Hana="), "{ran}");
    // what its guide does not share is not shown
    assert!(!said.contains("wm-5") && !said.contains("template"), "{ran}");
}

#[test]
fn what_stands_in_another_record_of_the_same_document_is_said_to_stand_there() {
    let sandbox = sharing();
    another(&sandbox);
    sandbox.ok(&["set", OTHER, "strengths.+.what=Sits beside Hana"]);
    let all =
        "{% for one in records %}\n- {{ one.strengths | map(attribute='what') | list }}\n{% endfor %}\n";
    sandbox.write("documents/ours.md", format!("# What we think\n\n{all}"));
    let to = ["--for", "case-sharing", "--recipient", "Case sharing", "-o", "ours.md"];
    let ran = sandbox.run(&[&["print", "ours", CASE, OTHER], &to[..]].concat());
    is_caught(&ran, "Hana");
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(&format!("({OTHER}: `strengths.")), "{ran}");
    assert!(said.contains("print that one alone with `--say`") && !said.contains("template"), "{ran}");
    // a word for one of two is kept in neither
    let ran = sandbox.run(&[&["print", "ours", CASE, OTHER, "--say", "Hana=a friend"], &to[..]].concat());
    assert!(ran.code == 2 && ran.stderr.contains("kept in one case, and there are 2"), "{ran}");
    // and printed alone it is
    let one = ["print", "ours", OTHER, "--say", "Hana=a friend"];
    let ran = sandbox.run(&[&one, &to[..]].concat());
    assert!(ran.code == 0 && sandbox.read("ours.md").contains("Sits beside a friend"), "{ran}");
}

#[test]
fn a_room_and_first_letters_are_shown_once() {
    let sandbox = sharing();
    sandbox.ok(&["set", CASE, "strengths.+.what=HP shows everybody in Room 7 how"]);
    let ran = print(&sandbox, "plan", "plan.md");
    is_caught(&ran, "Room 7");
    is_caught(&ran, "HP");
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("--say \"Room 7=the classroom\"") && said.contains("--not-a-name WORD"), "{ran}");
    let to = ["--for", "case-sharing", "--recipient", "Case sharing", "-o", "plan.md"];
    let ways = ["--not-a-name", "Room 7", "--say", "HP=Rimu"];
    sandbox.ok(&[&["print", "plan", CASE], &to[..], &ways[..]].concat());
    assert!(sandbox.read("plan.md").contains("Rimu shows everybody in Room 7 how"));
    assert_eq!(print(&sandbox, "plan", "again.md").code, 0);
}

#[test]
fn a_name_two_folders_above_the_file_is_caught_where_it_was_typed() {
    let sandbox = sharing();
    sandbox.write("documents/ours.md", "# What we think\n\nWords.\n");
    for folders in ["hana/2026", "2026/hana", "2026/other/hana/plans", "here/kf3m/told/once"] {
        sandbox.write(&format!("{folders}/x"), "");
        let file = sandbox.path(&format!("{folders}/ours.md"));
        let (typed, said) = (file.to_str().unwrap(), if folders.contains("kf3m") { "kf3m" } else { "hana" });
        is_caught(&print(&sandbox, "ours", &format!("{folders}/ours.md")), said);
        let ran = print(&sandbox, "ours", typed);
        // further up nobody chose it for this file
        assert_eq!(ran.code, if folders.ends_with("once") { 0 } else { 3 }, "{folders}: {ran}");
    }
}

#[test]
fn whoever_was_in_the_case_is_still_known() {
    if !has_git() {
        return;
    }
    let sandbox = sharing();
    sandbox.ok(&["set", CASE, "team.+.name=Tevita Taufa", "mokopuna.m-atwg.name=Ana Reweti"]);
    let team = sandbox.read(&Sandbox::file_of(CASE));
    let row = team.lines().find_map(|line| line.trim().strip_prefix("- id: t-")).unwrap().to_owned();
    sandbox.ok(&["set", CASE, &format!("team.t-{row}=")]);
    sandbox.replace("people.yaml", "Tom Arden", "Tom Ashby");
    sandbox.record_all("another name");
    for (words, said) in [("Tevita came", "Tevita"), ("Hana came", "Hana"), ("ARDEN came", "ARDEN")] {
        sandbox.write("documents/ours.md", format!("# What we think\n\n{words}\n"));
        is_caught(&print(&sandbox, "ours", "ours.md"), said);
    }
}

#[test]
fn whoever_is_known_at_the_school_is_of_the_case() {
    let sandbox = sharing();
    sandbox.replace(
        "settings/awa-school.yaml",
        "name: Awa School",
        "name: Awa School\nkey_contact: Carol Meyer (LSC), room 2",
    );
    sandbox.ok(&["set", CASE, "strengths.+.what=Talks with Carol"]);
    let ran = print(&sandbox, "plan", "plan.md");
    is_caught(&ran, "Carol");
    assert!(!ran.stderr.contains("--not-a-name"), "{ran}");
    // nobody can say that somebody in the case is no name
    let to =
        ["--for", "case-sharing", "--recipient", "Case sharing", "-o", "plan.md", "--not-a-name", "carol"];
    let ran = sandbox.run(&[&["print", "plan", CASE], &to[..]].concat());
    assert!(ran.code == 3 && ran.stderr.contains("is a name in this case"), "{ran}");
}

#[test]
fn what_a_list_told_of_the_school_is_of_the_case() {
    for (line, said) in [("coordinator: Ngaio Brereton", "Brereton"), ("town: Waipounga", "Waipounga")] {
        let sandbox = sharing();
        sandbox.replace("settings/awa-school.yaml", "name: Awa School", &format!("name: Awa School\n{line}"));
        sandbox.ok(&["set", CASE, &format!("strengths.+.what=Known well to {said}")]);
        is_caught(&print(&sandbox, "plan", "plan.md"), said);
    }
}

/// Whatever a mokopuna is called, there is a way on.
#[test]
fn no_name_makes_a_document_impossible() {
    for name in ["Rimu Our", "Taha Whare", "Hope Year", "Kauri Te Awa", "La'ei Where"] {
        let sandbox = sharing();
        sandbox.ok(&["set", CASE, &format!("mokopuna.m-atwg.name={name}")]);
        for (document, file) in [("plan", "told.md"), ("case-summary", "told.html"), ("review", "told.docx")]
        {
            let ran = print(&sandbox, document, file);
            assert_eq!(ran.code, 0, "{document} of {name}: {ran}");
        }
        assert!(!sandbox.read("told.md").contains("Rimu") || !name.contains("Rimu"));
        // what somebody typed is found all the same
        let first = name.split(' ').next().unwrap();
        sandbox.ok(&["set", CASE, &format!("strengths.+.what=How {first} sings")]);
        is_caught(&print(&sandbox, "plan", "again.md"), first);
    }
}

/// Words of a partner elsewhere are doubted where they are written like its name, and nowhere else.
#[test]
fn a_name_elsewhere_that_is_words_is_waved_through_once() {
    let sandbox = sharing();
    another(&sandbox);
    sandbox.ok(&["set", OTHER, "partners.+.name=Learning Support"]);
    sandbox.ok(&["set", CASE, "strengths.+.what=Likes learning support, as Learning Support says"]);
    let ran = print(&sandbox, "plan", "plan.md");
    is_caught(&ran, "Learning Support");
    assert!(ran.stderr.contains("--not-a-name"), "{ran}");
    let to =
        ["--for", "case-sharing", "--recipient", "Us", "-o", "plan.md", "--not-a-name", "Learning Support"];
    let ran = sandbox.run(&[&["print", "plan", CASE], &to[..]].concat());
    assert_eq!(ran.code, 0, "{ran}");
    // it is kept
    assert_eq!(print(&sandbox, "plan", "plan.md").code, 0);
}

/// What was found in texts of people: how it stands there, whether anything can be said of it, and where it says it is.
#[test]
fn what_no_record_knows_as_a_name_is_caught_in_what_people_typed() {
    for (words, said) in [
        ("He is Ngāti Porou", "Ngāti Porou"),
        ("His iwi is waikato tainui", "waikato tainui"),
        ("Jo Akehurst of the Ministry came", "Jo Akehurst"),
        ("Mr Hale helps", "Mr Hale"),
        ("Since May the third", "May the third"),
        ("Told us on the 14th", "14th"),
        ("He sang last Friday", "last Friday"),
        ("H A N A on his bag", "H A N A"),
        ("H.P. on his bag", "H.P"),
        ("Нana in other letters", "Нana"),
    ] {
        let sandbox = sharing();
        sandbox.ok(&["set", CASE, &format!("strengths.+.what={words}")]);
        let ran = print(&sandbox, "plan", "plan.md");
        is_caught(&ran, said);
        assert!(ran.stderr.contains("strengths."), "{ran}");
    }
}

#[test]
fn a_word_that_is_written_small_stays() {
    let sandbox = sharing();
    sandbox.ok(&["set", CASE, "mokopuna.m-atwg.name=Aroha Pōtae", "strengths.+.what=Aroha shows aroha"]);
    let to = ["--for", "case-sharing", "--recipient", "Us", "-o", "plan.md"];
    let ran = sandbox.run(&[&["print", "plan", CASE, "--say", "Aroha=Rimu"], &to[..]].concat());
    // which of the two it is somebody says once
    is_caught(&ran, "aroha");
    let ran = sandbox.run(&[&["print", "plan", CASE, "--not-a-name", "aroha"], &to[..]].concat());
    assert_eq!(ran.code, 0, "{ran}");
    assert!(sandbox.read("plan.md").contains("Rimu shows aroha"), "{}", sandbox.read("plan.md"));
}

#[test]
fn every_place_of_a_name_is_said() {
    let sandbox = sharing();
    for set in ["strengths.+.what=Hana sings", "strengths.+.what=Sings for Hana", "request.priority=Hana"] {
        sandbox.ok(&["set", CASE, set]);
    }
    let ran = print(&sandbox, "plan", "plan.md");
    is_caught(&ran, "Hana");
    assert_eq!(ran.stderr.matches("strengths.s-").count(), 2, "{ran}");
    assert!(!ran.stderr.contains("request.priority"), "what is not in the document is no place of it: {ran}");
}

#[test]
fn the_folder_that_a_file_goes_into_is_looked_at() {
    let sandbox = sharing();
    fs::create_dir(sandbox.path("Hana")).unwrap();
    let ran = print(&sandbox, "plan", "Hana/plan.md");
    is_caught(&ran, "Hana");
    assert!(ran.stderr.contains("its folder"), "{ran}");
}

/// A name that somebody had in another case is a name still.
#[test]
fn whoever_was_in_another_case_is_still_known() {
    if !has_git() {
        return;
    }
    let sandbox = sharing();
    another(&sandbox);
    // what is gathered now is added to, and read no more
    assert_eq!(print(&sandbox, "plan", "before.md").code, 0);
    sandbox.ok(&["set", OTHER, "team.+.name=Tevita Taufa"]);
    let team = sandbox.read(&Sandbox::file_of(OTHER));
    let row = team.lines().find_map(|line| line.trim().strip_prefix("- id: t-")).unwrap().to_owned();
    sandbox.ok(&["set", OTHER, &format!("team.t-{row}=")]);
    sandbox.ok(&["set", CASE, "strengths.+.what=Talks with taufa"]);
    for file in ["plan.md", "again.md"] {
        is_caught(&print(&sandbox, "plan", file), "taufa");
    }
}

/// What stands before the pages of several cases has been written before anybody was called so.
#[test]
fn a_cover_blocks_no_pack() {
    let sandbox = sharing();
    sandbox.ok(&["set", CASE, "mokopuna.m-atwg.name=Rimu Our", "title=Joining in"]);
    another(&sandbox);
    let to = ["--for", "case-sharing", "--recipient", "Us", "-o", "plans.md"];
    let ran = sandbox.run(&[&["print", "plan", CASE, OTHER], &to[..]].concat());
    assert!(ran.stderr.contains("Written: plans.md"), "{ran}");
}
