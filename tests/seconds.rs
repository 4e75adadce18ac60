//! A second version of a case's file, as sync programs leave it beside the case where two computers changed it.

use snapbox::str;

use crate::common::{CASE, Ran, Sandbox, shows};

const COPY: &str = "cases/2026/2026-kf3m-DESKTOP-4KD7.yaml";
const CONCERN: &str = "At reading time she looks for something else to do";
const SUCCESS: &str = "She takes a book to the mat without being asked";

fn file() -> String {
    Sandbox::file_of(CASE)
}

/// A case whose success was written anew here, and beside it what another computer made of the version before.
fn two_versions(old: &str, new: &str) -> Sandbox {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&file());
    sandbox.ok(&["set", CASE, "request.success=She asks for books"]);
    assert!(before.contains(old), "{before}");
    sandbox.write(COPY, before.replacen(old, new, 1));
    sandbox
}

fn resolve(sandbox: &Sandbox) -> Ran {
    sandbox.run(&["sync", "--resolve"])
}

fn is_there(sandbox: &Sandbox) -> bool {
    sandbox.path(COPY).exists()
}

#[test]
fn it_is_said_and_one_command_joins_it() {
    let sandbox = two_versions(CONCERN, "At reading time she tells a story of her own");
    shows(
        sandbox.run(&["list"]).stderr,
        str![[r#"
1 case
note: second versions that nobody has joined or decided about:
`cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` beside `cases/2026/2026-kf3m.yaml`.
`pikorua sync --resolve` goes through them.

"#]],
    );
    shows(
        sandbox.run(&["check", CASE]).stderr,
        str![[r#"
Looked at 1 file: 1 question worth a look.
note: `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` is new and that is not recorded
yet; the next change to it records it first.

"#]],
    );
    shows(
        resolve(&sandbox),
        str![[r#"
--- stderr
2026-kf3m is joined with `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml`, which is
taken away: all of it is in the record.
No question is open. There is no hub to exchange work with.

"#]],
    );
    let text = sandbox.read(&file());
    assert!(text.contains("She asks for books") && text.contains("tells a story of her own"), "{text}");
    assert!(!text.contains(CONCERN) && !is_there(&sandbox), "{text}");
    shows(
        sandbox.ok(&["log", CASE, "-n", "1"]).stdout,
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  joined with a second version of its file
    The request for support
      What worries the people around: new: “At reading time she tells a story of
        her own”; no longer there: “At reading time she looks for something else
        to do”


"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn where_the_two_truly_differ_somebody_is_asked() {
    let sandbox = two_versions(SUCCESS, "She reads to her little brother");
    let said = sandbox.typed(&["sync", "--resolve"], "1\n");
    shows(
        said,
        str![[r#"
--- stderr
2026-kf3m is joined with `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml`, which is
taken away: all of it is in the record, and one question is open, where two
people wrote different things.
2026-kf3m: two people wrote different things in one place. It says now what
somebody by hand on 14 August 2026 wrote. With what Kim Ngata on 14 August 2026
wrote, this would change:
  The request for support
    How everyone will know that it helped: “She reads to her little brother” →
      “She asks for books”
  1  leave it as it stands now (somebody by hand on 14 August 2026)
  2  take the other (Kim Ngata on 14 August 2026)
  3  neither: write it anew
  4  later
number> No question is open. There is no hub to exchange work with.

"#]],
    );
    assert!(!is_there(&sandbox));
    let text = sandbox.read(&file());
    assert!(
        text.contains("success: She reads to her little brother") && !text.contains("questions"),
        "{text}"
    );
}

#[test]
fn with_nobody_to_ask_both_are_in_the_record() {
    let sandbox = two_versions(SUCCESS, "She reads to her little brother");
    assert_eq!(resolve(&sandbox).code, 1);
    let text = sandbox.read(&file());
    assert!(
        text.contains("She asks for books") && text.contains("She reads to her little brother"),
        "{text}"
    );
    assert!(text.contains("questions:") && !is_there(&sandbox), "{text}");
}

#[test]
fn an_older_copy_and_one_that_was_cut_off_bring_nothing() {
    let sandbox = two_versions(SUCCESS, SUCCESS);
    let now = sandbox.read(&file());
    shows(
        resolve(&sandbox),
        str![[r#"
--- stderr
`cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` held nothing that 2026-kf3m has not,
now or before: it is taken away.
No question is open. There is no hub to exchange work with.

"#]],
    );
    sandbox.write(COPY, &now[..now.len() / 2]);
    assert_eq!(resolve(&sandbox).code, 0);
    assert!(sandbox.read(&file()) == now && !is_there(&sandbox));
}

#[test]
fn a_copy_that_comes_back_changes_nothing() {
    let sandbox = two_versions(CONCERN, "At reading time she tells a story of her own");
    let copy = sandbox.read(COPY);
    assert_eq!(resolve(&sandbox).code, 0);
    let (now, log) = (sandbox.read(&file()), sandbox.ok(&["log"]).stdout);
    sandbox.write(COPY, &copy);
    assert_eq!(resolve(&sandbox).code, 0);
    assert!(sandbox.read(&file()) == now && !is_there(&sandbox));
    assert_eq!(sandbox.ok(&["log"]).stdout, log);
}

#[test]
fn what_a_colleague_edited_by_hand_is_joined_too() {
    let sandbox = two_versions(CONCERN, "At reading time she tells a story of her own");
    sandbox.replace(
        &file(),
        "A seat beside a friend, for three weeks",
        "A seat beside a friend, for five weeks",
    );
    assert_eq!(resolve(&sandbox).code, 0);
    let text = sandbox.read(&file());
    for words in ["She asks for books", "tells a story of her own", "for five weeks"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn what_cannot_be_joined_stays_where_it_lies() {
    let sandbox = two_versions("id: 2026-kf3m", "id: 2026-aaaa");
    let now = sandbox.read(&file());
    shows(
        resolve(&sandbox),
        str![[r#"
--- stderr
note: `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` says that it is 2026-aaaa, and
lies beside 2026-kf3m
note: Give the file the name of its own case, or put into the case what shall
stay of it.
error: second versions that nobody has joined or decided about:
  `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` beside `cases/2026/2026-kf3m.yaml`
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` joins a case with its second version and asks
    where the two differ; of any other file it asks which of the two holds.
exit 4

"#]],
    );
    sandbox.write(COPY, "status: [broken");
    shows(
        resolve(&sandbox),
        str![[r#"
--- stderr
note: `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` cannot be read as a case
note: Mend it in an editor, then do this again; or put into the case what shall
stay of it.
error: second versions that nobody has joined or decided about:
  `cases/2026/2026-kf3m-DESKTOP-4KD7.yaml` beside `cases/2026/2026-kf3m.yaml`
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` joins a case with its second version and asks
    where the two differ; of any other file it asks which of the two holds.
exit 4

"#]],
    );
    assert!(sandbox.read(&file()) == now && sandbox.read(COPY) == "status: [broken");
}
