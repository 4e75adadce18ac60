//! Input that is broken, huge, hostile or simply not there: each has a clear message and the right exit code, and loses
//! nothing.

use std::fs;
use std::process::Stdio;

use crate::common::{CASE, REQUEST, Sandbox, has_git, shows};
use snapbox::str;

fn file() -> String {
    Sandbox::file_of(CASE)
}

/// Puts something in the place of a case, tries every verb on it, and gives what `set` says. Whatever stands there stays;
/// nothing else is touched; the other cases go on.
#[track_caller]
fn in_place_of_a_case(content: &[u8]) -> String {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    sandbox.write("../home/plan.yaml", "tt-3: [the stories she tells]\n");
    let other = sandbox.ok(&["new", "--from", "../home/request.yaml"]).stdout;
    sandbox.write(&file(), content);
    let log = sandbox.ok(&["log"]).stdout;
    for (code, args) in [
        (1, &["set", CASE, "status=active"][..]),
        (1, &["walk", CASE, "tatai", "--from", "../home/plan.yaml"]),
        (1, &["walk", CASE, "tatai", "--blank"]),
        (1, &["show", CASE]),
        (1, &["print", "plan", CASE]),
        (1, &["check"]),
        (1, &["check", CASE]),
        (0, &["check", other.trim()]),
        (0, &["list"]),
        (0, &["list", "--json"]),
        (0, &["log", CASE]),
    ] {
        let said = sandbox.run(args);
        assert_eq!(said.code, code, "{args:?}: {said}");
        assert!(said.stdout.len() + said.stderr.len() < 20_000, "{args:?} says too much");
    }
    assert!(fs::read(sandbox.path(&file())).unwrap() == content, "the file was changed");
    assert_eq!(sandbox.ok(&["log"]).stdout, log, "something was recorded");
    assert!(
        sandbox.ok(&["list"]).stdout.contains(&format!("{CASE}\t\t\t\tcannot be read; see `pikorua check`"))
    );
    sandbox.ok(&["set", other.trim(), "status=active"]);
    if has_git() {
        assert_eq!(sandbox.git(&["status", "--porcelain"]), format!(" M {}\n", file()));
    }
    sandbox.run(&["set", CASE, "status=active"]).to_string()
}

#[test]
fn broken_yaml() {
    shows(
        in_place_of_a_case(b"schema: 1\nid: 2026-kf3m\ntitle: \"never closed\n"),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  this quote is never closed
  hint: Close it, or take it away if it only stands inside the text.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
}

#[test]
fn fifty_megabytes() {
    let line = b"  - Tells long stories with many voices, and knows them by heart\n";
    let text =
        [b"schema: 1\nid: 2026-kf3m\nfocus:\n".as_slice(), &line.repeat(50 * 1024 * 1024 / line.len())]
            .concat();
    shows(
        in_place_of_a_case(&text),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` is too large: 50 MB, where 4 are allowed
  hint: Keep pictures, recordings and long reports beside the records, and name
    them there.
exit 1

"#]],
    );
}

#[test]
fn two_hundred_deep() {
    let blocks: String = (0..200).map(|n| format!("{}hui:\n", "  ".repeat(n))).collect();
    shows(
        in_place_of_a_case(format!("schema: 1\nid: 2026-kf3m\n{blocks}").as_bytes()),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  lists and mappings stand in each other more than 40 deep
  hint: No record is that deep; look for a missing bracket or for lines indented
    further and further.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
    let flow = format!("schema: 1\nid: 2026-kf3m\nhui: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    shows(
        in_place_of_a_case(flow.as_bytes()),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  lists and mappings stand in each other more than 40 deep
  hint: No record is that deep; look for a missing bracket or for lines indented
    further and further.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
}

#[test]
fn a_billion_laughs() {
    let mut bomb =
        "schema: 1\nid: 2026-kf3m\nhui:\n  a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
    for n in 1..10 {
        let all = vec![format!("*a{}", n - 1); 9].join(", ");
        bomb += &format!("  a{n}: &a{n} [{all}]\n");
    }
    shows(
        in_place_of_a_case(bomb.as_bytes()),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  `&a0` gives a value a name to be used elsewhere, which records do not have
  hint: Write the value out; a text that begins with `*`, `&` or `!` needs
    quotes around it.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
}

#[test]
fn not_utf_8() {
    shows(
        in_place_of_a_case(b"schema: 1\nid: 2026-kf3m\ntitle: T\xe4tai\n"),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` is not UTF-8 text: line 3, byte 9 of the line
  hint: Open it in an editor and save it again with the encoding UTF-8.
  hint: Letters with macrons are the likely place: look whether they are still
    right.
exit 1

"#]],
    );
}

#[test]
fn utf_16() {
    let utf_16: Vec<u8> =
        "\u{feff}schema: 1\nid: 2026-kf3m\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    shows(
        in_place_of_a_case(&utf_16),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` is not UTF-8 text: it is saved as UTF-16
  hint: Open it in an editor and save it again with the encoding UTF-8.
exit 1

"#]],
    );
}

#[test]
fn nothing_at_all() {
    shows(
        in_place_of_a_case(b""),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  a case expected, with keys such as `schema`, `kind`, `status`
  hint: Write it as indented `key: value` lines.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
    in_place_of_a_case(b"\n# only a note\n");
    in_place_of_a_case(b"\0\0\0\0");
    in_place_of_a_case(b"just words\n");
}

#[test]
fn of_a_newer_version() {
    shows(
        in_place_of_a_case(b"schema: 2\nid: 2026-kf3m\nrhythm: {every: 2 weeks}\n"),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  this file was written by a newer version of pikorua (layout 2)
  hint: Install the newer version; this one leaves the file as it is.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
}

#[test]
fn a_folder_named_like_a_case() {
    let sandbox = Sandbox::cluster();
    sandbox.write("cases/2026/2026-abcd.yaml/inside.txt", "mine");
    shows(
        sandbox.transcript(&[&["list"], &["check"], &["set", "2026-abcd", "status=active"]]),
        str![[r#"
$ pikorua list
2026-kf3m	handed in	individual	Awa School	Joining in at reading time	
--- stderr
1 case
note: there are files in `cases/` that are no cases; `pikorua check` names them.

$ pikorua check
worth a look[request-incomplete]: who asks for what is still missing: whether
                                  it is work for us; what is known, such as work
                                  samples or attendance?
  --> cases/2026/2026-kf3m.yaml:20:14
   |
20 |   submitted: 2026-08-14
   |              ^^^^^^^^^^
   |
   = why: a request can be decided once it is for us, says what is known, and
          whānau have signed it
   = source: RTLB toolkit, rtlb.tki.org.nz: practice sequence
   = remedy: Ask by telephone, then note it: walk `allocation`.

--- stderr
error: `cases/2026/2026-abcd.yaml` is a folder, where a case is expected
  hint: Cases lie in folders such as `cases/2026`, and those hold no folders.
Looked at 5 files: 1 error, 1 question worth a look.
exit 1

$ pikorua set 2026-abcd status=active
--- stderr
error: there is no case `2026-abcd`
  hint: `pikorua list` lists the cases.
exit 1

"#]],
    );
    assert_eq!(sandbox.read("cases/2026/2026-abcd.yaml/inside.txt"), "mine");
}

#[test]
fn files_that_are_no_cases() {
    let sandbox = Sandbox::cluster();
    sandbox.write("cases/2026/2026-kf3m (conflicted copy).yaml", "schema: 1\n");
    sandbox.write("cases/2025/2026-abcd.yaml", "schema: 1\n");
    sandbox.write("cases/notes.txt", "mine");
    sandbox.write("settings/Awa School.yaml", "schema: 1\n");
    shows(
        sandbox.transcript(&[&["list"], &["check"]]),
        str![[r#"
$ pikorua list
2026-kf3m	handed in	individual	Awa School	Joining in at reading time	
--- stderr
1 case
note: edited by hand and not recorded yet: cases/2025/2026-abcd.yaml (new),
settings/Awa School.yaml (new). The next change to a file records it first.
note: there are files in `cases/` that are no cases; `pikorua check` names them.
note: second versions that nobody has joined or decided
about: `cases/2026/2026-kf3m (conflicted copy).yaml` beside
`cases/2026/2026-kf3m.yaml`. `pikorua sync --resolve` goes through them.

$ pikorua check
worth a look[request-incomplete]: who asks for what is still missing: whether
                                  it is work for us; what is known, such as work
                                  samples or attendance?
  --> cases/2026/2026-kf3m.yaml:20:14
   |
20 |   submitted: 2026-08-14
   |              ^^^^^^^^^^
   |
   = why: a request can be decided once it is for us, says what is known, and
          whānau have signed it
   = source: RTLB toolkit, rtlb.tki.org.nz: practice sequence
   = remedy: Ask by telephone, then note it: walk `allocation`.

--- stderr
error: `settings/Awa School.yaml` is not named like a school, kura or service
  hint: It is named by its id, as in `awa-school.yaml`: lower-case letters,
    digits, hyphens.
error: two people changed `cases/2026/2026-kf3m.yaml`, and the second version
  lies beside it, in `cases/2026/2026-kf3m (conflicted copy).yaml`
  hint: `pikorua sync --resolve` joins a case with its second version and asks
    where the two differ; of any other file it asks which of the two holds.
error: `cases/2025/2026-abcd.yaml` lies in the wrong place
  hint: Move it to `cases/2026/2026-abcd.yaml`.
error: `cases/notes.txt` is not named like a case
  hint: A case's file is named by its id, as in `2026-kf3m.yaml`. It may hold
    somebody's work: look into it before you take it away.
Looked at 8 files: 4 errors, 1 question worth a look.
note: `cases/2025/2026-abcd.yaml` is new and that is not recorded yet; the next
change to it records it first.
note: `cases/2026/2026-kf3m (conflicted copy).yaml` is new and that is not
recorded yet; the next change to it records it first.
note: `settings/Awa School.yaml` is new and that is not recorded yet; the next
change to it records it first.
exit 1

"#]],
    );
    assert_eq!(sandbox.read("cases/notes.txt"), "mine");
}

#[cfg(unix)]
#[test]
fn links_that_lead_out() {
    let sandbox = Sandbox::cluster();
    let outside = sandbox.home().join("outside.yaml");
    let text = sandbox.read(&file()).replace(CASE, "2026-abcd");
    fs::write(&outside, &text).unwrap();
    std::os::unix::fs::symlink(&outside, sandbox.path("cases/2026/2026-abcd.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere.yaml", sandbox.path("cases/2026/2026-efgh.yaml")).unwrap();
    shows(
        sandbox.transcript(&[
            &["set", "2026-abcd", "status=active"],
            &["show", "2026-abcd"],
            &["set", "2026-efgh", "status=active"],
            &["check", "2026-abcd"],
        ]),
        str![[r#"
$ pikorua set 2026-abcd status=active
--- stderr
error: `cases/2026/2026-abcd.yaml` is a link that leads out of the cluster's
  folder
  hint: Put the file itself in its place: what lies elsewhere has no history
    here.
exit 1

$ pikorua show 2026-abcd
--- stderr
error: `cases/2026/2026-abcd.yaml` is a link that leads out of the cluster's
  folder
  hint: Put the file itself in its place: what lies elsewhere has no history
    here.
exit 1

$ pikorua set 2026-efgh status=active
--- stderr
error: `cases/2026/2026-efgh.yaml` is a link to something that is not there
  hint: Put the file itself in its place.
exit 1

$ pikorua check 2026-abcd
--- stderr
error: `cases/2026/2026-abcd.yaml` is a link that leads out of the cluster's
  folder
  hint: Put the file itself in its place: what lies elsewhere has no history
    here.
Looked at 1 file: 1 error.
note: `cases/2026/2026-abcd.yaml` is new and that is not recorded yet; the next
change to it records it first.
exit 1

"#]],
    );
    assert_eq!(fs::read_to_string(outside).unwrap(), text);
    // a whole folder that leads out, too
    std::os::unix::fs::symlink(sandbox.home(), sandbox.path("cases/2027")).unwrap();
    fs::write(sandbox.home().join("2027-abcd.yaml"), text.replace("2026-", "2027-")).unwrap();
    let said = sandbox.run(&["set", "2027-abcd", "status=active"]);
    assert!(said.code == 1 && said.stderr.contains("is a link that leads out"), "{said}");
}

#[test]
fn ids_that_are_paths() {
    let sandbox = Sandbox::cluster();
    let outside = sandbox.read(&file());
    sandbox.write("../2026-abcd.yaml", &outside);
    for id in [
        "../2026-abcd",
        "../../etc/passwd",
        "2026/../2026-kf3m",
        "/etc/passwd",
        ".",
        "..",
        "",
        "2026-kf3m.yaml",
        "cases/2026/2026-kf3m.yaml",
    ] {
        for verb in
            [&["show", id][..], &["set", id, "status=active"], &["log", id], &["check", id], &["edit", id]]
        {
            let said = sandbox.run(verb);
            assert_eq!((said.code, said.stdout.as_str()), (1, ""), "{verb:?}: {said}");
            assert!(!said.stderr.contains("root:"), "{said}");
        }
    }
    shows(
        sandbox.run(&["show", "../2026-abcd"]),
        str![[r#"
--- stderr
error: there is no case `../2026-abcd`
  hint: `pikorua list` lists the cases.
exit 1

"#]],
    );
    // one that a file claims for itself
    sandbox.replace(&file(), "id: 2026-kf3m", "id: ../2026-abcd");
    shows(
        sandbox.run(&["set", CASE, "status=active"]),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  `../2026-abcd` is not the id of a case
  hint: An id is the year, a hyphen and four letters or digits, as in
    `2026-kf3m`.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
    assert_eq!(sandbox.read("../2026-abcd.yaml"), outside);
    // a guide and a document are names too
    for args in [&["walk", CASE, "../../x"][..], &["print", "../../x", CASE], &["print", "_stamp", CASE]] {
        let said = sandbox.run(args);
        assert!(matches!(said.code, 1 | 2), "{args:?}: {said}");
    }
}

#[test]
fn no_cluster_here() {
    let sandbox = Sandbox::new();
    sandbox.write("a-file", "");
    shows(
        sandbox.transcript(&[
            &["list"],
            &["-C", "nowhere", "list"],
            &["-C", "a-file", "list"],
            &["-C", ".", "check"],
            &["new", "--blank"],
        ]),
        str![[r#"
$ pikorua list
--- stderr
error: there is no cluster's folder here, nor above here
  hint: Go into your cluster's folder, or name it: `pikorua -C FOLDER …`.
  hint: `pikorua init FOLDER --cluster NAME` makes one; `pikorua demo` shows
    one.
exit 1

$ pikorua -C nowhere list
--- stderr
error: there is no folder `nowhere`
  hint: `pikorua init nowhere --cluster NAME` makes it a cluster's folder.
exit 1

$ pikorua -C a-file list
--- stderr
error: there is no folder `a-file`
  hint: `pikorua init a-file --cluster NAME` makes it a cluster's folder.
exit 1

$ pikorua -C . check
--- stderr
error: `.` is not a cluster's folder: it holds no `pikorua.toml`
  hint: `pikorua init FOLDER --cluster NAME` makes one, `pikorua init FOLDER
    --hub HUB` a copy of one.
exit 1

$ pikorua new --blank
--- stderr
error: there is no cluster's folder here, nor above here
  hint: Go into your cluster's folder, or name it: `pikorua -C FOLDER …`.
  hint: `pikorua init FOLDER --cluster NAME` makes one; `pikorua demo` shows
    one.
exit 1

"#]],
    );
}

#[test]
fn no_history_here() {
    let sandbox = Sandbox::cluster();
    fs::remove_dir_all(sandbox.path(".git")).unwrap();
    let said = sandbox.run(&["set", CASE, "status=active"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("has no history"), "{said}");
    fs::create_dir(sandbox.path(".git")).unwrap();
    let said = sandbox.run(&["set", CASE, "status=active"]);
    assert!(said.code == 1 && said.stderr.contains("is damaged"), "{said}");
    assert!(sandbox.read(&file()).contains("status: submitted"));
}

#[test]
fn a_newer_or_broken_cluster() {
    let sandbox = Sandbox::cluster();
    let said = |toml: &str| {
        sandbox.write("pikorua.toml", toml);
        sandbox.run(&["list"])
    };
    shows(
        said("schema = 2\nname = \"Te Awa\"\nrhythm = \"weekly\"\n"),
        str![[r#"
--- stderr
error: `pikorua.toml` was written by a newer pikorua (layout 2)
  hint: Get the newest pikorua to work in this folder. Nothing was changed.
  hint: `pikorua undo pikorua.toml` brings back what was last recorded of it.
exit 1

"#]],
    );
    shows(
        said("schema = 1\nname = Te Awa\n"),
        str![[r#"
--- stderr
error: `pikorua.toml`, line 2, column 8: string values must be quoted, expected
  literal string
  hint: Text stands in double quotes, a section begins with its name in square
    brackets, notes with #.
  hint: `pikorua undo pikorua.toml` brings back what was last recorded of it.
exit 1

"#]],
    );
    shows(
        said("schema = 1\nnam = \"Te Awa\"\n"),
        str![[r#"
--- stderr
error: `pikorua.toml`, line 1, column 1: `name` is missing
  hint: Did you mean `name` where `nam` stands?
  hint: `pikorua undo pikorua.toml` brings back what was last recorded of it.
exit 1

"#]],
    );
    shows(
        said("schema = 1\nname = \"Te Awa\"\n[vocabulary.kinds]\nx = 1\n"),
        str![[r#"
--- stderr
error: in `pikorua.toml`, `x` under `[vocabulary.kinds]` is not a word with
  a label
  struct Word expected, and the number `1` found
  hint: Write a section `[vocabulary.kinds.ID]` with a line `label = "…"` in it.
  hint: `pikorua undo pikorua.toml` brings back what was last recorded of it.
exit 1

"#]],
    );
    assert_eq!(said("schema = 1\nname = \"Te Awa\"\nhub = \"//share\"\n").code, 0);
}

#[test]
fn broken_people() {
    let sandbox = Sandbox::cluster();
    sandbox.write("people.yaml", "schema: 1\npeople: [\n");
    shows(
        sandbox.run(&["check"]),
        str![[r#"
error[syntax]: this bracket is never closed
 --> people.yaml:2:9
  |
2 | people: [
  |         ^
  |
  = why: what cannot be read now cannot be read in twenty years either
  = source: Public Records Act 2005
  = remedy: Close it where its list ends; a text that begins with a bracket
            needs quotes around it.

worth a look[request-incomplete]: who asks for what is still missing: whether
                                  it is work for us; what is known, such as work
                                  samples or attendance?
  --> cases/2026/2026-kf3m.yaml:20:14
   |
20 |   submitted: 2026-08-14
   |              ^^^^^^^^^^
   |
   = why: a request can be decided once it is for us, says what is known, and
          whānau have signed it
   = source: RTLB toolkit, rtlb.tki.org.nz: practice sequence
   = remedy: Ask by telephone, then note it: walk `allocation`.

--- stderr
Looked at 4 files: 1 error, 1 question worth a look.
note: `people.yaml` was edited by hand and that is not recorded yet; the next
change to it records it first.
note: nobody in people.yaml is `kim`, who works here now; `pikorua edit people`
adds them.
exit 1

"#]],
    );
    // nobody knows Kim now, and the work goes on under the login name
    sandbox.ok(&["set", CASE, "status=active"]);
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  kim  [CHANGE]
  changed: where it stands
    Where it stands: handed in → active


"#]],
    );
    fs::remove_file(sandbox.path("people.yaml")).unwrap();
    let said = sandbox.run(&["list"]);
    assert!(said.code == 1 && said.stderr.contains("there is no `people.yaml`"), "{said}");
}

/// A guide with one prompt.
fn guide(prompt: &str) -> String {
    format!(
        "schema = 1\nid = \"own\"\ntitle = \"Our own\"\ngloss = \"a guide\"\npurpose = \"To try things.\"\n\n{prompt}"
    )
}

#[test]
fn a_guide_that_leads_nowhere() {
    let sandbox = Sandbox::cluster();
    let prompt = "[[prompt]]\nid = \"ow-1\"\nask = \"What?\"\nkind = \"line\"\nto = \"plan.gaols\"\n";
    let more = "\n[[prompt]]\nid = \"ow-2\"\nask = \"When?\"\nkind = \"date\"\nto = \"title\"\nwhen = \"rekord.plan\"\n";
    sandbox.write("guides/own.toml", guide(&format!("{prompt}{more}")));
    shows(
        sandbox.transcript(&[&["walk", CASE, "own", "--blank"], &["check"]]),
        str![[r#"
$ pikorua walk 2026-kf3m own --blank
--- stderr
error: guides/own.toml: this guide does not fit the records
  guides/own.toml:11: no record has the place `plan.gaols`
  guides/own.toml:14: prompt `ow-2`: an answer of this kind cannot stand at
    its place
  guides/own.toml:18: `rekord.plan` cannot be worked out: undefined value
  hint: Did you mean `plan.goals`?
  hint: Change its `kind` or its `to`.
  hint: It sees `record`, `kind`, `today`, `next_meeting`,
    `missing_partners`, `without_part`, `user`, `answered('prompt')`,
    `agreed('transition.agreement')`, `own('hui')`, `visit` (such as `'prompt'
    in visit.answers`) and `word('kinds', 'group')`; in a field, `row` too.
exit 1

$ pikorua check
worth a look[request-incomplete]: who asks for what is still missing: whether
                                  it is work for us; what is known, such as work
                                  samples or attendance?
  --> cases/2026/2026-kf3m.yaml:20:14
   |
20 |   submitted: 2026-08-14
   |              ^^^^^^^^^^
   |
   = why: a request can be decided once it is for us, says what is known, and
          whānau have signed it
   = source: RTLB toolkit, rtlb.tki.org.nz: practice sequence
   = remedy: Ask by telephone, then note it: walk `allocation`.

--- stderr
error: guides/own.toml: this guide does not fit the records
  guides/own.toml:11: no record has the place `plan.gaols`
  guides/own.toml:14: prompt `ow-2`: an answer of this kind cannot stand at
    its place
  guides/own.toml:18: `rekord.plan` cannot be worked out: undefined value
  hint: Did you mean `plan.goals`?
  hint: Change its `kind` or its `to`.
  hint: It sees `record`, `kind`, `today`, `next_meeting`,
    `missing_partners`, `without_part`, `user`, `answered('prompt')`,
    `agreed('transition.agreement')`, `own('hui')`, `visit` (such as `'prompt'
    in visit.answers`) and `word('kinds', 'group')`; in a field, `row` too.
Looked at 5 files: 1 error, 1 question worth a look.
note: `guides/own.toml` is new and that is not recorded yet; the next change to
it records it first.
exit 1

"#]],
    );
    // the others are still there
    sandbox.ok(&["walk", CASE, "tatai", "--blank"]);
    sandbox.write("guides/own.toml", guide("[[prompt]]\nid = 1\n"));
    shows(
        sandbox.run(&["walk", CASE, "own", "--blank"]),
        str![[r#"
--- stderr
error: guides/own.toml:8: this guide cannot be read
  text in quotes expected, and the number `1` found
  hint: Text stands in double quotes, a section begins with its name in square
    brackets, notes with `#`.
exit 1

"#]],
    );
    sandbox.write("guides/own.toml", "schema = 2\nid = \"own\"\nrhythm = \"weekly\"\n");
    shows(
        sandbox.run(&["walk", CASE, "own", "--blank"]),
        str![[r#"
--- stderr
error: guides/own.toml: this guide was written for a newer pikorua (layout 2)
  hint: Get the newest pikorua, or take the guide out of `guides/`.
exit 1

"#]],
    );
    assert_eq!(sandbox.run(&["check"]).code, 1);
}

#[test]
fn a_guide_of_our_own() {
    let sandbox = Sandbox::cluster();
    sandbox.write(
        "guides/own.toml",
        guide("[[prompt]]\nid = \"ow-1\"\nask = \"What?\"\nkind = \"line\"\nto = \"title\"\n"),
    );
    sandbox.write("../home/own.yaml", "ow-1: Reading together\n");
    sandbox.ok(&["walk", CASE, "Our own", "--from", "../home/own.yaml"]);
    assert!(sandbox.read(&file()).contains("title: Reading together"));
}

#[test]
fn answers_that_cannot_be_read() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/latin.yaml", b"rq-title: T\xe4tai\n");
    sandbox.write("../home/large.yaml", "x".repeat(5 * 1024 * 1024));
    shows(
        sandbox.transcript(&[
            &["new", "--from", "../home/nowhere.yaml"],
            &["new", "--from", "../home"],
            &["new", "--from", "../home/latin.yaml"],
            &["new", "--from", "../home/large.yaml"],
        ]),
        str![[r#"
$ pikorua new --from ../home/nowhere.yaml
--- stderr
error: there is no file `../home/nowhere.yaml`
  hint: Look at its name and its folder.
exit 1

$ pikorua new --from ../home
--- stderr
error: `../home` is a folder, where a file is expected
  hint: Move it elsewhere, or give it another name.
exit 1

$ pikorua new --from ../home/latin.yaml
--- stderr
error: `../home/latin.yaml` is not UTF-8 text: line 1, byte 12 of the line
  hint: Open it in an editor and save it again with the encoding UTF-8.
  hint: Letters with macrons are the likely place: look whether they are still
    right.
exit 1

$ pikorua new --from ../home/large.yaml
--- stderr
error: `../home/large.yaml` is too large: 5 MB, where 4 are allowed
  hint: Keep pictures, recordings and long reports beside the records, and name
    them there.
exit 1

"#]],
    );
    assert_eq!(sandbox.ok(&["list"]).stdout.lines().count(), 1);
    sandbox.assert_clean();
}

#[test]
fn several_mistakes_in_a_request() {
    let sandbox = Sandbox::cluster();
    let wrong = REQUEST
        .replace("individual", "indivdual")
        .replace("awa-school", "awa-skool")
        .replace("2026-06-01", "June");
    sandbox.write("../home/request.yaml", wrong);
    shows(
        sandbox.run(&["new", "--from", "../home/request.yaml"]),
        str![[r#"
--- stderr
error[answers]: `rq-kind`: `indivdual` is none of: individual, group, school,
                several schools, project, transition, Gateway
 --> ../home/request.yaml:2:10
  |
2 | rq-kind: indivdual
  |          ^^^^^^^^^
  |
  = remedy: Mend this answer; nothing was recorded.

error[answers]: `rq-setting`: `awa-skool` is none of: Awa School
 --> ../home/request.yaml:3:13
  |
3 | rq-setting: awa-skool
  |             ^^^^^^^^^
  |
  = remedy: Mend this answer; nothing was recorded.

error[answers]: `rq-noticed`: `June` is not a day of the calendar; write it as
                in `2026-08-14` or `14/8/2026`
  --> ../home/request.yaml:20:13
   |
20 | rq-noticed: June
   |             ^^^^
   |
   = remedy: Mend this answer; nothing was recorded.

error: 3 answers in `../home/request.yaml` cannot be taken, so nothing was
  recorded
exit 1

"#]],
    );
    assert_eq!(sandbox.ok(&["list"]).stdout.lines().count(), 1);
    assert_eq!(sandbox.ok(&["log"]).stdout.matches("Kim Ngata").count(), 3);
    sandbox.assert_clean();
}

#[test]
fn verbs_that_nobody_knows() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["shwo", CASE],
            &["list", "--jason"],
            &["print", "reviw", CASE],
            &["walk", CASE, "kohikoi"],
        ]),
        str![[r#"
$ pikorua shwo 2026-kf3m
--- stderr
error: unrecognized subcommand 'shwo'

  tip: a similar subcommand exists: 'show'

Usage: pikorua [OPTIONS] <COMMAND>

For more information, try '--help'.
exit 2

$ pikorua list --jason
--- stderr
error: unexpected argument '--jason' found

  tip: a similar argument exists: '--json'

Usage: pikorua list --json [FILTER]...

For more information, try '--help'.
exit 2

$ pikorua print reviw 2026-kf3m
--- stderr
error: there is no document `reviw`
  hint: Did you mean `review`?
exit 2

$ pikorua walk 2026-kf3m kohikoi
--- stderr
error: there is no guide `kohikoi`
  `kohikoi` is none of: Somebody asks what is held, Adults learn, Allocation,
    Āta whakaaro, Check-in, Circles of evidence, Closing, Co-working, Coaching,
    Learning support community, How the community does, A hui of the community,
    …
  hint: Did you mean `kohikohi`?
exit 2

"#]],
    );
}

#[test]
fn a_moment_that_is_none() {
    let sandbox = Sandbox::cluster();
    let mut list = sandbox.command(&["list"]);
    list.env("PIKORUA_NOW", "yesterday");
    shows(
        sandbox.finish(list),
        str![[r#"
--- stderr
error: `PIKORUA_NOW` is not a moment
  failed to parse four digit integer as year: invalid digit, expected 0-9 but
    got y
exit 2

"#]],
    );
}

#[test]
fn a_reader_that_goes_away() {
    let sandbox = Sandbox::demo();
    for args in [&["list"][..], &["log"], &["check"], &["print", "plan", "2026-kf3m"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = sandbox.command(args);
        let said = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&said.stderr);
        assert!(
            said.status.success() && !stderr.contains("panicked"),
            "{args:?}: {:?} {stderr}",
            said.status
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written() {
    let sandbox = Sandbox::cluster();
    let mut command = sandbox.command(&["list"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let said = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("the result could not be written"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::cluster();
    let rights =
        |mode| fs::set_permissions(sandbox.path("cases/2026"), fs::Permissions::from_mode(mode)).unwrap();
    rights(0o555);
    // some people may write everywhere
    if fs::write(sandbox.path("cases/2026/try"), "").is_ok() {
        return;
    }
    let before = sandbox.read(&file());
    let said = sandbox.run(&["set", CASE, "status=active"]);
    rights(0o755);
    shows(
        said,
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` may not be written by you
  hint: Ask whoever looks after the folder for the right to read and change
    files in it.
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&file()), before);
    sandbox.assert_clean();
}

#[test]
fn somebody_else_is_recording() {
    let sandbox = Sandbox::cluster();
    sandbox.write(".git/index.lock", "");
    let said = sandbox.run(&["set", CASE, "status=active"]);
    shows(
        &said,
        str![[r#"
--- stderr
error: what you wrote stands in the record, and could not be put into the
  history yet
  another program is writing to the history of this folder
  hint: The next change here records it, in your name: do not enter it again.
  hint: If it stays like this though nobody else is working here, start the
    computer again.
exit 5

"#]],
    );
    fs::remove_file(sandbox.path(".git/index.lock")).unwrap();
    // what was set is on disk, and recorded with the next change
    assert!(sandbox.read(&file()).contains("status: active"));
    let said = sandbox.ok(&["--user", "tarden", "set", CASE, "title=Reading together"]);
    assert!(said.stderr.contains("changes by Kim Ngata that could not be recorded at once"), "{said}");
    // each in the name of whoever made it
    let names = sandbox.git(&["log", "-2", "--format=%an, %cn: %s"]);
    let late = "Kim Ngata, Tom Arden: changes that could not be recorded at once";
    assert_eq!(names, format!("Tom Arden, Tom Arden: changed: the title\n{late}\n"));
    sandbox.assert_clean();
}
