//! `guides`: listed, shown, on paper, copied and compared.
//!
//! What is built in grows, so nothing here counts it or quotes a text of it: the guide that is shown is one of the cluster.

use std::fs;

use serde_json::Value;

use crate::common::{CASE, Sandbox, shows, shows_file};
use snapbox::str;

/// A guide of the cluster's own, with every kind of room to write.
const KORERO: &str = r#"schema = 1
id = "korero"
title = "Kōrero"
lang = "mi"
gloss = "a talk at the gate"
shelf = "together"
purpose = "To hear how the week went. Nobody has to prepare."
principles = ["strengths-based"]

[[link]]
title = "A page to read"
url = "https://example.nz/korero"
roles = ["rtlb"]

[[prompt]]
id = "ko-good"
ask = "What went well?"
help = "Something somebody saw: `she waved`."
kind = "list"
minutes = 5
to = "plan.stands_on"

[[prompt]]
id = "ko-layer"
ask = "Which layer is it about?"
kind = "choice"
to = "layer"

[[prompt]]
id = "ko-day"
ask = "When do we talk again?"
kind = "date"
minutes = 2
to = "plan.review_on"
when = "kind.about == 'group'"

[[prompt]]
id = "ko-heard"
ask = "Was everybody heard?"
kind = "yes-no"
when = "answered('ko-good')"

[[prompt]]
id = "ko-goals"
ask = "How are the goals going?"
kind = "each"
to = "plan.goals"

  [[prompt.field]]
  id = "latest"
  ask = "What do we see now?"
  help = "A few words."
  kind = "line"
  to = "latest"

  [[prompt.field]]
  id = "rating"
  ask = "How far is it?"
  kind = "choice"
  to = "rating"

[[exit]]
id = "day-set"
ask = "There is no day for the next talk. When would it suit?"
met = "record.plan.review_on is not none"
"#;

/// The lines of a listing from the one that holds these words to the next guide or heading.
fn entry(listing: &str, words: &str) -> String {
    let mut lines = listing.lines().skip_while(|line| !line.contains(words));
    let first = lines.next().unwrap_or_else(|| panic!("no {words:?} in\n{listing}"));
    let more = lines.take_while(|line| line.starts_with("    "));
    [first].into_iter().chain(more).collect::<Vec<_>>().join("\n") + "\n"
}

fn json(sandbox: &Sandbox, args: &[&str]) -> Value {
    serde_json::from_str(&sandbox.run(args).stdout).unwrap()
}

fn row<'j>(listing: &'j Value, id: &str) -> &'j Value {
    listing["guides"].as_array().unwrap().iter().find(|g| g["id"] == id).unwrap()
}

#[test]
fn all_guides_on_their_shelves() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/korero.toml", KORERO);
    let listing = sandbox.ok(&["guides"]).stdout;
    assert!(listing.lines().all(|line| line.chars().count() <= 80), "{listing}");
    assert!(listing.starts_with("Elements of He Pikorua\n  whakawhanaungatanga: Whakawhanaungatanga – "));
    let place = |words: &str| listing.find(words).unwrap_or_else(|| panic!("no {words:?} in\n{listing}"));
    assert!(place("  kohikohi:") < place("  tatai:") && place("  tatai:") < place("  mana-motuhake:"));
    assert!(
        place("  mana-motuhake:") < place("Working together") && place("Working together") < place("korero:")
    );
    shows(
        entry(&listing, "korero:"),
        str![[r#"
  korero: Kōrero – a talk at the gate
    To hear how the week went
    (your own: guides/korero.toml)

"#]],
    );
    let listing = json(&sandbox, &["guides", "--json"]);
    assert_eq!(listing["schema"], "pikorua/guides/1");
    assert_eq!(listing["problems"], serde_json::json!([]));
    shows(
        serde_json::to_string_pretty(row(&listing, "korero")).unwrap(),
        str![[r#"
{
  "id": "korero",
  "title": "Kōrero",
  "lang": "mi",
  "gloss": "a talk at the gate",
  "shelf": "together",
  "element": null,
  "purpose": "To hear how the week went. Nobody has to prepare.",
  "origin": "your own: guides/korero.toml",
  "file": "guides/korero.toml",
  "status": "own",
  "prompts": 5,
  "links": [
    {
      "title": "A page to read",
      "url": "https://example.nz/korero",
      "roles": [
        "rtlb"
      ]
    }
  ]
}
"#]],
    );
    assert_eq!(row(&listing, "tatai")["status"], "built-in");
}

#[test]
fn a_guide_described() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/korero.toml", KORERO);
    shows_file(sandbox.ok(&["guides", "show", "kōrero"]), "transcripts/guide-shown.txt");
    let whole = json(&sandbox, &["guides", "show", "Korero", "--json"]);
    assert_eq!(whole["guide"]["prompt"][4]["field"][0]["to"], "latest");
    assert_eq!(whole["status"], "own");
}

#[test]
fn a_paper_form() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/korero.toml", KORERO);
    shows_file(sandbox.ok(&["guides", "print", "korero"]), "transcripts/guide-form.txt");
    let said = sandbox.ok(&["guides", "print", "korero", "-o", "form.md"]);
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", "Written: form.md\n"));
    shows_file(sandbox.read("form.md"), "transcripts/guide-form.md");
    sandbox.ok(&["guides", "print", "korero", "-o", "form.html"]);
    let html = sandbox.read("form.html");
    assert!(html.contains("<h1><span lang=\"mi\">Kōrero</span></h1>"), "{html}");
    assert!(html.contains("☐ <span lang=\"mi\">Te Kāhui</span>"), "{html}");
    assert!(html.contains("<p><span class=\"room line\" style=\"--letters: 76\"></span></p>"), "{html}");
    assert!(!html.contains("____") && html.contains("break-inside: avoid"), "{html}");
}

#[test]
fn what_a_guide_says_is_text_and_nothing_else() {
    let sandbox = Sandbox::cluster();
    let hostile = KORERO
        .replace("What went well?", "<script>{{ cluster }}</script> | *well* ____")
        .replace("Something somebody saw", "# not a heading");
    sandbox.write("guides/korero.toml", hostile);
    sandbox.ok(&["guides", "print", "korero", "-o", "form.html"]);
    let html = sandbox.read("form.html");
    assert!(
        html.contains("1. &lt;script&gt;{{ cluster }}&lt;/script&gt; | *well* ____ (5 minutes)</h3>"),
        "{html}"
    );
    assert!(html.contains("<p><em># not a heading: “she waved”.</em></p>"), "{html}");
    sandbox.ok(&["guides", "print", "korero", "-o", "form.md"]);
    assert!(
        sandbox.read("form.md").contains(r"\*well\* \_\_\_\_ (5 minutes)"),
        "{}",
        sandbox.read("form.md")
    );
}

#[test]
fn every_guide_has_a_form_and_a_description() {
    let sandbox = Sandbox::cluster();
    for guide in json(&sandbox, &["guides", "--json"])["guides"].as_array().unwrap() {
        let id = guide["id"].as_str().unwrap();
        for act in ["print", "show"] {
            let said = sandbox.ok(&["guides", act, id]);
            assert!(said.stdout.starts_with(guide["title"].as_str().unwrap()), "{act} {id}: {said}");
            assert!(!said.stdout.contains("{{") && !said.stdout.contains("{%"), "{act} {id}: {said}");
            // what only a machine would say is said in other words
            for talk in ["the id of the row", "“meetings”"] {
                assert!(!said.stdout.contains(talk), "{act} {id}: {said}");
            }
            // an address stays in one piece, however long it is
            let wide = said.stdout.lines().find(|line| line.chars().count() > 80 && !line.contains("://"));
            assert_eq!(wide, None, "{act} {id}");
        }
        sandbox.ok(&["guides", "print", id, "-o", "form.html"]);
        let rows = |text: &str| text.matches("<tr role").count();
        let html = sandbox.read("form.html");
        // a table that cannot be read as one would stand there as text
        assert!(!html.contains("| "), "{id}: {html}");
        assert_eq!(rows(&html), html.matches("</tr>").count());
    }
}

#[test]
fn a_cluster_may_change_the_frame_of_its_forms() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/korero.toml", KORERO);
    sandbox.write(
        "documents/_form.md",
        "# {{ guide.title }}\n\nOur own way. Signed: ________\n\n---\n\n{{ today }}\n",
    );
    shows(
        sandbox.run(&["guides", "print", "korero"]),
        str![[r#"
Kōrero
══════

Our own way. Signed: ________

────────────────────────────────────────────────────────────────────────────────

14 August 2026

"#]],
    );
    sandbox.write("documents/_form.md", "# {{ guide.titel }}\n");
    let said = sandbox.run(&["guides", "print", "korero"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("`_form.md`, line 1"), "{said}");
    // the frame is of no use for a case, and a case cannot be printed with it
    assert_eq!(sandbox.run(&["print", "_form", "2026-kf3m"]).code, 2);
}

#[test]
fn a_copy_is_made_recorded_and_compared() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.ok(&["guides", "copy", "tātai"]);
    shows(
        &said,
        str![[r#"
guides/tatai.toml
--- stderr
Next:
  Change it in any text editor; what begins with # is for people. `tatai` is now
  walked from it.
  `pikorua guides show tatai` reads it, and says what is wrong where something
  is.
  `pikorua guides compare tatai` shows how it differs from the built-in one.

"#]],
    );
    let log = sandbox.ok(&["log", "-n", "1"]).stdout;
    assert!(log.contains("guide tatai: copied to be changed"), "{log}");
    sandbox.assert_clean();
    assert!(sandbox.read("guides/tatai.toml").starts_with("# Copied from pikorua "));
    let status = |id: &str| row(&json(&sandbox, &["guides", "--json"]), id)["status"].clone();
    assert_eq!(status("tatai"), "copied");
    assert_eq!(
        sandbox.ok(&["guides", "compare", "tatai"]).stdout,
        "`guides/tatai.toml` says the same as the built-in guide `tatai`.\n"
    );
    // two questions are changed, one of them into another
    let text = sandbox.read("guides/tatai.toml");
    let title = text.lines().find(|line| line.starts_with("gloss = ")).unwrap();
    sandbox.replace("guides/tatai.toml", title, "gloss = \"make the plan\"");
    sandbox.replace("guides/tatai.toml", "id = \"tt-3\"", "id = \"tt-ours\"");
    assert_eq!(status("tatai"), "changed");
    let compared = sandbox.ok(&["guides", "compare", "tatai"]).stdout;
    for words in [
        "Only in your copy\n  • question tt-ours: ",
        "Built in, and not in your copy\n  • question tt-3: ",
        "Said differently\n  • guide, the words beside the title\n      yours:    make the plan\n      built in: ",
    ] {
        assert!(compared.contains(words), "{words:?} is not in\n{compared}");
    }
    let differences = &json(&sandbox, &["guides", "compare", "tatai", "--json"])["differences"];
    assert_eq!(differences["added"][0]["id"], "tt-ours");
    assert_eq!(differences["changed"][0]["copy"], "make the plan");
}

#[test]
fn nothing_is_copied_over_anything() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/tatai.toml", "ours");
    sandbox.write("guides/korero.toml", KORERO);
    shows(
        sandbox.transcript(&[
            &["guides", "copy", "tatai"],
            &["guides", "copy", "korero"],
            &["guides", "copy", "request", "--to", "kohikohi"],
            &["guides", "copy", "request", "--to", "Our Request"],
            &["guides", "copy", "tatai", "--to", "our-plan"],
            &["guides", "copy", "our-plan", "--to", "our-other-plan"],
        ]),
        str![[r#"
$ pikorua guides copy tatai
--- stderr
error: `guides/tatai.toml` is there already, and nothing was copied over it
  hint: `pikorua guides compare tatai` shows how it differs from what is built
    in.
  hint: To begin anew, move it elsewhere first. `pikorua guides copy tatai --to
    NEW-ID` makes a further guide.
exit 1

$ pikorua guides copy korero
--- stderr
error: `korero` is your own guide, so there is nothing built in to copy
  hint: Change `guides/korero.toml` itself, or copy the file by hand and change
    its `id`.
exit 1

$ pikorua guides copy request --to kohikohi
--- stderr
error: there is a guide `kohikohi` already, and nothing was copied
  hint: Choose another id: a guide of your own must not hide that one.
exit 1

$ pikorua guides copy request --to "Our Request"
--- stderr
error: `Our Request` cannot be the id of a guide
  hint: Use lower-case letters, digits and hyphens, as in `reading-request`.
exit 2

$ pikorua guides copy tatai --to our-plan
guides/our-plan.toml
--- stderr
Next:
  Change it in any text editor; what begins with # is for people. `our-plan` is
  now walked from it.
  Give it a `title` of its own, by which people tell it from the built-in one.
  `pikorua guides show our-plan` reads it, and says what is wrong where
  something is.
  `pikorua guides compare our-plan` shows how it differs from the built-in one.

$ pikorua guides copy our-plan --to our-other-plan
guides/our-other-plan.toml
--- stderr
Next:
  Change it in any text editor; what begins with # is for people.
  `our-other-plan` is now walked from it.
  Give it a `title` of its own, by which people tell it from the built-in one.
  `pikorua guides show our-other-plan` reads it, and says what is wrong where
  something is.
  `pikorua guides compare our-other-plan` shows how it differs from the built-in
  one.

"#]],
    );
    assert_eq!(sandbox.read("guides/tatai.toml"), "ours");
    let copy = sandbox.read("guides/our-plan.toml");
    assert!(copy.contains("\nid = \"our-plan\"\n") && !copy.contains("\nid = \"tatai\"\n"), "{copy}");
}

#[test]
fn what_is_built_in_has_moved_on() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["guides", "copy", "request"]);
    // as if a former version had brought another text
    let text = sandbox.read("guides/request.toml");
    let mark = text.lines().next().unwrap().rsplit(' ').next().unwrap();
    sandbox.replace("guides/request.toml", mark, "3fa9c1d2e4b5");
    let said = sandbox.ok(&["guides"]);
    let entry = entry(&said.stdout, "  request:");
    let plain = entry.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        plain.ends_with("(your copy: guides/request.toml (built in has changed since this was copied))"),
        "{entry}"
    );
    let note = "note: what is built in has changed since";
    assert!(said.stderr.starts_with(note), "{said}");
    assert!(sandbox.ok(&["guides", "show", "request"]).stderr.starts_with(note));
    let compared = sandbox.ok(&["guides", "compare", "request"]).stderr;
    assert!(
        compared.contains("What is built in has changed since") && !compared.contains("guides compare"),
        "{compared}"
    );
    assert_eq!(row(&json(&sandbox, &["guides", "--json"]), "request")["status"], "drifted");
    // a copy without its first line
    let rest = text.split_once('\n').unwrap().1;
    sandbox.write("guides/request.toml", rest);
    assert_eq!(row(&json(&sandbox, &["guides", "--json"]), "request")["status"], "unknown");
    shows(
        sandbox.run(&["guides", "compare", "request"]),
        str![[r#"
`guides/request.toml` says the same as the built-in guide `request`.
--- stderr
It does not say which text it was copied from, so it is not known which side
has changed.

"#]],
    );
}

#[test]
fn a_guide_that_cannot_be_used_is_listed_with_its_reason() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/broken.toml", "schema = 1\nid = \"broken\"\ntitle = Broken\n");
    sandbox.write("guides/korero.toml", KORERO.replace("plan.stands_on", "plan.stand_on"));
    sandbox.write("guides/other.toml", KORERO);
    sandbox.write("guides/tatai.toml", b"schema = 1\ntitle = \"T\xe3tai\"\n");
    sandbox.write("guides/notes.txt", "x");
    let said = sandbox.run(&["guides"]);
    assert_eq!(said.code, 1);
    let (listing, broken) = said.stdout.split_once("Cannot be used as they are\n").unwrap();
    // what is built in stands in for what cannot be read at all
    assert!(listing.contains("  tatai: Tātai – "), "{listing}");
    shows(
        broken,
        str![[r#"
  `guides/notes.txt` is not read
    remedy: Files in `guides` end in `.toml`; keep others elsewhere.
  `guides/tatai.toml` is not UTF-8 text: line 2, byte 11 of the line
    remedy: Open it in an editor and save it again with the encoding UTF-8.
    remedy: Letters with macrons are the likely place: look whether they are
      still right.
  guides/broken.toml:3: this guide cannot be read
    text in quotes expected
    remedy: Text stands in double quotes, a section begins with its name in
      square brackets, notes with `#`.
  guides/korero.toml: this guide does not fit the records
    guides/korero.toml:21: no record has the place `plan.stand_on`
    remedy: Did you mean `plan.stands_on`?
  guides/other.toml:2: the guide in it is called `korero`, and the file is not,
      so it is not used
    remedy: Change the `id` in it to `other`, or call the file `korero.toml`.

"#]],
    );
    let listing = json(&sandbox, &["guides", "--json"]);
    assert_eq!(listing["problems"].as_array().unwrap().len(), 5);
    shows(
        sandbox.run(&["guides", "show", "korero"]),
        str![[r#"
--- stderr
error: guides/korero.toml: this guide does not fit the records
  guides/korero.toml:21: no record has the place `plan.stand_on`
  hint: Did you mean `plan.stands_on`?
exit 1

"#]],
    );
}

#[test]
fn what_there_is_no_guide_for() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["guides", "show", "supervision"],
            &["guides", "print", "diagnoses"],
            &["guides", "compare", "tatai"],
            &["guides", "print", "tatai", "-o", "form.odt"],
            &["guides", "--json", "show", "tatai"],
        ]),
        str![[r#"
$ pikorua guides show supervision
--- stderr
error: there is no guide `supervision`, on purpose
  Supervision is confidential and leaves no notes
  hint: Practitioner supervision belongs to the RTLB alone, and staff matters
    never stand in a case. Take the question there, and leave it there. What
    helps the work itself can be said in a hui or with a critical friend: walk
    `hui` or `critical-friend`.
exit 2

$ pikorua guides print diagnoses
--- stderr
error: there is no guide `diagnoses`, on purpose
  RTLB do not diagnose
  hint: What a service has found out is evidence: walk `kohikohi`, and say which
    service reported it and when.
exit 2

$ pikorua guides compare tatai
--- stderr
error: `tatai` is the built-in guide itself, so there is nothing to compare
  hint: `pikorua guides copy tatai` makes a copy that you can change.
exit 1

$ pikorua guides print tatai -o form.odt
--- stderr
error: documents cannot be written as `.odt`
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

$ pikorua guides --json show tatai
--- stderr
error: the subcommand 'show' cannot be used with '--json'

Usage: pikorua guides [OPTIONS]
       pikorua guides <COMMAND>

For more information, try '--help'.
exit 2

"#]],
    );
    let said = sandbox.run(&["guides", "show", "tataj"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.ends_with("hint: Did you mean `tatai`?\n"), "{said}");
    let said = sandbox.run(&["guides", "show", "whaka"]);
    assert!(said.code == 2 && said.stderr.contains("`whaka` could be "), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::cluster();
    fs::create_dir_all(sandbox.path("guides")).unwrap();
    let rights =
        |mode| fs::set_permissions(sandbox.path("guides"), fs::Permissions::from_mode(mode)).unwrap();
    rights(0o555);
    // some people may write everywhere
    let may_write = fs::write(sandbox.path("guides/try.toml"), "").is_ok();
    let said = (!may_write).then(|| sandbox.run(&["guides", "copy", "tatai"]));
    rights(0o755);
    let Some(said) = said else { return };
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.starts_with("error: `guides/tatai.toml` may not be written by you"), "{said}");
    assert!(!sandbox.path("guides/tatai.toml").exists());
}

#[test]
fn a_place_that_is_a_file() {
    let sandbox = Sandbox::cluster();
    let _ = fs::remove_dir_all(sandbox.path("guides"));
    sandbox.write("guides", "a file, where a folder is expected");
    let said = sandbox.run(&["guides", "copy", "tatai"]);
    assert!(said.code == 1 && said.stderr.starts_with("error: "), "{said}");
}

#[test]
fn a_copy_under_another_name_is_a_guide_of_its_own() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.ok(&["guides", "copy", "fonofale", "--to", "te-wheke"]);
    assert!(said.stderr.contains("Give it a `title` of its own"), "{said}");
    let copy = sandbox.read("guides/te-wheke.toml");
    assert!(copy.contains("to = \"'te-wheke'\"") && !copy.contains("'fonofale'"), "{copy}");
    let listing = json(&sandbox, &["guides", "--json"]);
    assert_eq!(row(&listing, "te-wheke")["title"], "Fonofale (copy)");
    assert_eq!(row(&listing, "te-wheke")["status"], "copied");
    shows(
        sandbox.run(&["guides", "compare", "te-wheke"]),
        str![[r#"
`guides/te-wheke.toml` says the same as the built-in guide `fonofale`.

"#]],
    );
    // no second place among the elements
    sandbox.ok(&["guides", "copy", "kohikohi", "--to", "kk2"]);
    assert_eq!(row(&json(&sandbox, &["guides", "--json"]), "kk2")["element"], serde_json::Value::Null);
    assert_eq!(sandbox.run(&["check"]).code, 0);
}

#[test]
fn a_guide_in_other_letters_says_so() {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/mine.toml", b"schema = 1\ntitle = \"T\xe2tai\"\n");
    let utf_16: Vec<u8> = "schema = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    sandbox.write("guides/tatai.toml", [&[0xff, 0xfe][..], &utf_16].concat());
    shows(
        sandbox.run(&["guides", "show", "mine"]),
        str![[r#"
--- stderr
error: `guides/mine.toml` is not UTF-8 text: line 2, byte 11 of the line
  hint: Open it in an editor and save it again with the encoding UTF-8.
  hint: Letters with macrons are the likely place: look whether they are still
    right.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["guides", "show", "tātai"]),
        str![[r#"
--- stderr
error: `guides/tatai.toml` is not UTF-8 text: it is saved as UTF-16
  hint: Open it in an editor and save it again with the encoding UTF-8.
exit 1

"#]],
    );
    assert_eq!(sandbox.run(&["walk", CASE, "mine"]).stderr, sandbox.run(&["guides", "show", "mine"]).stderr);
}

#[test]
fn names_that_point_nowhere_are_found_by_check_and_in_the_list() {
    let sandbox = Sandbox::cluster();
    let slip = "check = \"goal-without-basline\"\n";
    sandbox.write(
        "guides/korero.toml",
        format!("{KORERO}{slip}").replace("answered('ko-good')", "answered('ko-god')"),
    );
    let listed = sandbox.run(&["guides"]).stdout;
    let checked = sandbox.run(&["check"]);
    for words in [
        "`check` has no rule `goal-without-basline`",
        "no guide has a prompt `ko-god`",
        "Did you mean `ko-good`?",
    ] {
        assert!(listed.contains(words) && checked.stderr.contains(words), "{words}\n{listed}\n{checked}");
    }
    assert_eq!(checked.code, 1);
    // it can be walked all the same
    assert_eq!(sandbox.run(&["guides", "show", "korero"]).code, 0);
}

#[test]
fn audiences_and_documents_that_are_broken_are_found_by_check() {
    let sandbox = Sandbox::cluster();
    sandbox.write("audiences.toml", "[school]\nlabel = \"the school\"\nhide = [\"visits\"]\n");
    sandbox.write("documents/letter.md", "# Letter\n\n{% if case.title %}\n");
    shows(
        sandbox.run(&["check"]).stderr,
        str![[r#"
error: `audiences.toml`: the audience `school` cannot be read
  `hide` is not a key that belongs here
  hint: Did you mean `hides`?
error: `letter.md`, line 3: this cannot be read as a template
  3 | {% if case.title %}
  unexpected end of input, expected end of block
  hint: Mend the template; the built-in documents show what a template can do.
Looked at 6 files: 2 errors, 1 question worth a look.
note: `audiences.toml` is new and that is not recorded yet; the next change to
it records it first.
note: `documents/letter.md` is new and that is not recorded yet; the next change
to it records it first.

"#]],
    );
    let printed = sandbox.run(&["print", "plan", CASE]);
    assert!(printed.stderr.contains("`audiences.toml`: the audience `school` cannot be read"), "{printed}");
    shows(
        sandbox.run(&["guides", "print", "tatai", "-o", "form.odt"]),
        str![[r#"
--- stderr
error: documents cannot be written as `.odt`
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

"#]],
    );
}
