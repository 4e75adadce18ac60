//! `edit`: a record in somebody's own editor, played by a script.

use std::fs;

use crate::common::{CASE, Sandbox, shows};
use snapbox::str;

fn file() -> String {
    Sandbox::file_of(CASE)
}

fn drafts(sandbox: &Sandbox) -> Vec<String> {
    let folder = sandbox.path(".git/pikorua/drafts");
    let all = if folder.exists() { crate::common::entries(&folder) } else { Vec::new() };
    all.iter().map(|path| crate::common::name(path).to_owned()).collect()
}

#[test]
fn a_case() {
    let sandbox = Sandbox::cluster();
    let text = sandbox.read(&file()).replace("Joining in", "Taking part");
    shows(
        sandbox.edit(&["edit", CASE], &text),
        str![[r#"
--- stderr
Kept and recorded.

"#]],
    );
    assert_eq!(sandbox.read(&file()), text);
    assert_eq!(drafts(&sandbox), [""; 0]);
    sandbox.assert_clean();
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  edited the record
    The title: “Joining in at reading time” → “Taking part at reading time”


"#]],
    );
    shows(
        sandbox.edit(&["edit", CASE], &text),
        str![[r#"
--- stderr
Nothing was changed.

"#]],
    );
}

#[test]
fn people_settings_and_the_cluster() {
    let sandbox = Sandbox::cluster();
    let people = sandbox.read("people.yaml") + "  - {id: p-new2, name: Sela Fonua}\n";
    sandbox.edit(&["edit", "people"], &people);
    sandbox.edit(&["edit", "settings", "te-kura"], "schema: 1\nid: te-kura\nname: Te Kura o te Puna\n");
    let cluster = sandbox.read("pikorua.toml").replace("\"Te Awa\"", "\"Te Awa o Rangi\"");
    sandbox.edit(&["edit", "cluster"], &cluster);
    sandbox.assert_clean();
    shows(
        sandbox.run(&["log", "-n", "3"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  edited the cluster's settings

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  edited a school or service

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  edited the people of the cluster


"#]],
    );
    assert_eq!(sandbox.ok(&["--user", "Sela", "set", CASE, "setting=te-kura"]).code, 0);
}

#[test]
fn a_new_school_begins_with_its_keys() {
    let sandbox = Sandbox::cluster();
    let ran = sandbox.finish(sandbox.with_script(&["edit", "settings", "te-kura"], "cp \"$1\" seen.yaml"));
    shows(
        ran,
        str![[r#"
--- stderr
error[missing-key]: `name` is missing
 --> settings/te-kura.yaml:1:1
  |
1 | schema: 1
  | ^
  |
  = remedy: Add a line `name: …`.

error: this was not kept, because it cannot be read
  hint: The draft is still there; the next `pikorua edit` opens it.
exit 1

"#]],
    );
    shows(
        sandbox.read("seen.yaml"),
        str![[r#"
schema: 1
id: te-kura
name: # as people say it
# one of: early-learning, kindergarten, kohanga-reo, contributing-primary, full-primary, intermediate,
#   middle, secondary, senior, composite, kura-kaupapa-maori, wharekura, designated-character,
#   te-kura, alternative-education, activity-centre, health-school, specialist
kind:
key_contact: # the one person to talk to

"#]],
    );
    assert!(!sandbox.path("settings/te-kura.yaml").exists());
}

#[test]
fn what_cannot_be_read_is_kept_as_a_draft() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&file());
    let broken = before.replace("kind: individual", "kind: individual\nvoice: [words\nnoticed: 2026-13-01");
    let said = sandbox.finish(sandbox.with_editor(&["edit", CASE], &broken));
    shows(
        said,
        str![[r#"
--- stderr
error[syntax]: this bracket is never closed
 --> cases/2026/2026-kf3m.yaml:4:8
  |
4 | voice: [words
  |        ^
  |
  = remedy: Close it where its list ends; a text that begins with a bracket
            needs quotes around it.

error: this was not kept, because it cannot be read
  hint: The draft is still there; the next `pikorua edit` opens it.
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&file()), before);
    let draft = sandbox.path(".git/pikorua/drafts").join(&drafts(&sandbox)[0]);
    assert_eq!(fs::read_to_string(&draft).unwrap(), broken);
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&draft).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "others can read the draft");
    sandbox.assert_clean();
    // the next time the draft is opened, and what is right is kept
    let script = "sed -i.bak -e '/^voice:/d' -e '/^noticed:/d' -e 's/Joining in/Taking part/' \"$1\"; rm -f \"$1.bak\"";
    shows(
        sandbox.finish(sandbox.with_script(&["edit", CASE], script)),
        str![[r#"
--- stderr
note: a draft from last time is still here; the editor opens that.
Kept and recorded.

"#]],
    );
    assert_eq!(sandbox.read(&file()), before.replace("Joining in", "Taking part"));
    assert_eq!(drafts(&sandbox), [""; 0]);
    sandbox.assert_clean();
}

#[test]
fn letters_that_cannot_be_told_are_not_kept() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&file());
    // an editor that saves ISO-8859-13, in which ā is the byte E2 and ō the byte F4
    let latin = "sed 's/Joining in/K\\xf4rero with wh\\xe2nau/' \"$1\" > w; cat w > \"$1\"; rm w";
    shows(
        sandbox.finish(sandbox.with_script(&["edit", CASE], latin)),
        str![[r#"
--- stderr
error: what the editor saved is not UTF-8 text: line 5, byte 9 of the line
  hint: Open it in an editor and save it again with the encoding UTF-8.
  hint: Letters with macrons are the likely place: look whether they are still
    right.
error: this was not kept, because it cannot be read
  hint: The draft is still there; the next `pikorua edit` opens it.
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&file()), before);
    let draft = sandbox.path(".git/pikorua/drafts").join(&drafts(&sandbox)[0]);
    let bytes = fs::read(&draft).unwrap();
    assert!(bytes.windows(7).any(|part| part == b"K\xf4rero "), "the draft is not as it was saved");
    sandbox.assert_clean();
    // the next time it is opened and can be saved as UTF-8
    let convert = "LC_ALL=C sed 's/\\xf4/\\xc5\\x8d/; s/\\xe2/\\xc4\\x81/' \"$1\" > w; cat w > \"$1\"; rm w";
    shows(
        sandbox.finish(sandbox.with_script(&["edit", CASE], convert)),
        str![[r#"
--- stderr
note: a draft from last time is still here; the editor opens that.
error: what the editor saved is not UTF-8 text: line 5, byte 9 of the line
  hint: Open it in an editor and save it again with the encoding UTF-8.
  hint: Letters with macrons are the likely place: look whether they are still
    right.
Kept and recorded.

"#]],
    );
    assert_eq!(sandbox.read(&file()), before.replace("Joining in", "Kōrero with whānau"));
    assert_eq!(drafts(&sandbox), [""; 0]);
}

#[test]
fn an_editor_may_save_utf_16_and_letters_in_two_parts() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&file());
    let script = "sed 's/Joining in/Whānau and ma\u{304}mā/' \"$1\" > w; \
                  { printf '\\377\\376'; iconv -t UTF-16LE w; } > \"$1\"; rm w";
    sandbox.finish(sandbox.with_script(&["edit", CASE], script));
    assert_eq!(sandbox.read(&file()), before.replace("Joining in", "Whānau and māmā"));
    sandbox.assert_clean();
}

#[test]
fn every_mistake_is_shown() {
    let sandbox = Sandbox::cluster();
    let wrong = sandbox
        .read(&file())
        .replace("noticed: 2026-06-01", "noticed: 2026-06-31")
        .replace("schema: 1", "schema: one")
        .replace("kind: individual\n", "");
    shows(
        sandbox.finish(sandbox.with_editor(&["edit", CASE], &wrong)),
        str![[r#"
--- stderr
error[wrong-type]: a whole number expected
 --> cases/2026/2026-kf3m.yaml:1:9
  |
1 | schema: one
  |         ^^^
  |
  = remedy: Write digits only, as in `12`.

error[missing-key]: `kind` is missing
 --> cases/2026/2026-kf3m.yaml:1:1
  |
1 | schema: one
  | ^
  |
  = remedy: Add a line `kind: …`.

error[bad-date]: `2026-06-31` is not a day of the calendar
  --> cases/2026/2026-kf3m.yaml:17:12
   |
17 |   noticed: 2026-06-31
   |            ^^^^^^^^^^
   |
   = remedy: Write year-month-day, as in `2026-08-14`.

error: this was not kept, because it cannot be read
  hint: The draft is still there; the next `pikorua edit` opens it.
exit 1

"#]],
    );
    let people = "schema: 1\npeople:\n  - name: Nobody\n";
    let said = sandbox.finish(sandbox.with_editor(&["edit", "people"], people));
    assert!(said.code == 1 && said.stderr.contains("`id` is missing"), "{said}");
    let said = sandbox.finish(sandbox.with_editor(&["edit", "cluster"], "schema = 1\n"));
    assert!(said.code == 1 && said.stderr.contains("`name` is missing"), "{said}");
    sandbox.assert_clean();
}

#[test]
fn somebody_writes_while_the_editor_is_open() {
    let sandbox = Sandbox::cluster();
    let script = format!(
        "sed 's/Joining in/Mine/' \"$1\" > w && cat w > \"$1\" && rm w && sed -i.bak 's/Joining in/Theirs/' {0} && rm {0}.bak",
        file()
    );
    let said = sandbox.finish(sandbox.with_script(&["edit", CASE], &script));
    shows(
        said,
        str![[r#"
--- stderr
note: somebody, by hand, changed it too while you wrote (the title); the two
are joined.
Kept and recorded.
error: one question is open, where two people wrote different things: 2026-kf3m
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` goes through them, one at a time.
exit 4

"#]],
    );
    // the editor's text is the longer one, and both are in the record
    let record = sandbox.read(&file());
    for version in ["Mine at reading time", "Theirs at reading time"] {
        assert!(record.contains(version), "{record}");
    }
    assert_eq!(drafts(&sandbox), Vec::<String>::new());
    sandbox.assert_clean();
}

#[test]
fn editors_that_do_not_work() {
    let sandbox = Sandbox::cluster();
    let mut without = sandbox.command(&["edit", CASE]);
    without.env("PATH", "/nowhere");
    shows(
        sandbox.finish(without),
        str![[r#"
--- stderr
error: there is no editor to open
  hint: Say which one: set `EDITOR`, for example to `nano` or to `code --wait`.
exit 1

"#]],
    );
    shows(
        sandbox.finish(sandbox.with_script(&["edit", CASE], "echo broken > \"$1\"; exit 3")),
        str![[r#"
--- stderr
error: the editor `sh` stopped with an error
  hint: What was written in it is kept as a draft and offered again.
exit 1

"#]],
    );
    let mut missing = sandbox.command(&["edit", CASE]);
    missing.env("EDITOR", "no-such-editor --wait");
    shows(
        sandbox.finish(missing),
        str![[r#"
--- stderr
note: a draft from last time is still here; the editor opens that.
error: the editor `no-such-editor` cannot be started
  hint: Set `EDITOR` to one that is installed.
exit 1

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn what_can_be_edited() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["edit"],
            &["edit", "settings"],
            &["edit", "settings", "Awa School"],
            &["edit", "settings", "../people"],
            &["edit", "nobody"],
        ]),
        str![[r#"
$ pikorua edit
--- stderr
error: the following required arguments were not provided:
  <WHAT>

Usage: pikorua edit <WHAT> [SETTING]

For more information, try '--help'.
exit 2

$ pikorua edit settings
--- stderr
error: which school or service?
  hint: `pikorua edit settings awa-school` opens one by its id, or makes it.
  hint: There are: awa-school.
exit 2

$ pikorua edit settings "Awa School"
--- stderr
error: `Awa School` cannot be an id
  hint: Use lower-case letters, digits and hyphens, as in `awa-school`.
exit 2

$ pikorua edit settings ../people
--- stderr
error: `../people` cannot be an id
  hint: Use lower-case letters, digits and hyphens, as in `awa-school`.
exit 2

$ pikorua edit nobody
--- stderr
error: there is no case `nobody`
  hint: `pikorua list` lists the cases.
exit 1

"#]],
    );
}

#[test]
fn what_could_not_be_recorded_at_once_is_recorded_in_the_same_name() {
    let sandbox = Sandbox::cluster();
    sandbox.write(".git/index.lock", "");
    let text = sandbox.read(&file()).replace("Joining in", "Taking part");
    let said = sandbox.finish(sandbox.with_editor(&["edit", CASE], &text));
    assert_eq!(said.code, 5, "{said}");
    assert_eq!(sandbox.read(&file()), text);
    fs::remove_file(sandbox.path(".git/index.lock")).unwrap();
    sandbox.ok(&["--user", "tarden", "set", CASE, "status=active"]);
    let names = sandbox.git(&["log", "-2", "--format=%an: %s"]);
    assert_eq!(
        names,
        "Tom Arden: changed: where it stands\nKim Ngata: changes that could not be recorded at once\n"
    );
    sandbox.assert_clean();
}
