//! Two people at work on one case in one folder.

use std::fs;
use std::io::Write;
use std::process::Child;
use std::time::{Duration, Instant};

use pikorua::folder::{Pending, Private, known_by};
use snapbox::str;

use crate::common::{CASE, REQUEST, Sandbox, has_git, shows};

const GUIDE: &str = r#"
schema = 1
id = "korero"
title = "Kōrero"
gloss = "talk it over"
purpose = "To try it out."
shelf = "together"

[[prompt]]
id = "question"
ask = "What is the question?"
kind = "line"
to = "request.success"

[[prompt]]
id = "noticed"
ask = "When was it noticed?"
kind = "date"
to = "request.noticed"

[[prompt]]
id = "title"
ask = "What is it called?"
kind = "line"
to = "title"
"#;

fn cluster() -> Sandbox {
    let sandbox = Sandbox::cluster();
    sandbox.write("guides/korero.toml", GUIDE);
    sandbox.record_all("a guide of our own");
    sandbox
}

fn file() -> String {
    Sandbox::file_of(CASE)
}

/// A walk of Kim's that is at its second question.
fn begun(sandbox: &Sandbox) -> Child {
    let mut child = sandbox.start_typing(&["walk", CASE, "korero"]);
    answer(&mut child, "Who reads with her?\n");
    let began = Instant::now();
    while !sandbox.read(&file()).contains("Who reads with her?") {
        assert!(began.elapsed() < Duration::from_secs(60), "the answer never came to disk");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

fn answer(child: &mut Child, lines: &str) {
    let stdin = child.stdin.as_mut().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    stdin.flush().unwrap();
}

/// What a walk said, from the question on that was asked when somebody else came.
fn ended(mut child: Child, lines: &str) -> (i32, String) {
    answer(&mut child, lines);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let from = said.find("When was it noticed?").unwrap_or_else(|| panic!("{said}"));
    (output.status.code().unwrap(), said[from..].to_owned())
}

fn tom(sandbox: &Sandbox, value: &str) {
    sandbox.ok(&["--user", "tarden", "set", CASE, value]);
}

fn authors(sandbox: &Sandbox, count: &str) -> String {
    if has_git() { sandbox.git(&["log", "-n", count, "--format=%an: %s"]) } else { String::new() }
}

#[test]
fn a_colleagues_work_is_joined_and_said() {
    let sandbox = cluster();
    let child = begun(&sandbox);
    tom(&sandbox, "title=Reading to her brother");
    let (code, said) = ended(child, "2026-06-02\nq\n");
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("note: Tom Arden changed it too while you wrote (the title); the two are joined.\n"),
        "{said}"
    );
    // the walk goes on with what Tom wrote
    assert!(
        said.contains("What is it called?\nSo far (Enter keeps it):\n  │ Reading to her brother\n"),
        "{said}"
    );
    let record = sandbox.read(&file());
    for kept in
        ["title: Reading to her brother\n", "  noticed: 2026-06-02\n", "  success: Who reads with her?\n"]
    {
        assert!(record.contains(kept), "{record}");
    }
    assert!(!record.contains("questions:"), "{record}");
    sandbox.assert_clean();
    // each under their own name, whoever recorded it
    if has_git() {
        let whose = |text: &str| sandbox.git(&["log", "--format=%an", "-S", text, "--", &file()]);
        assert_eq!(whose("Reading to her brother"), "Tom Arden\n");
        assert_eq!(whose("Who reads with her?"), "Kim Ngata\n");
        assert_eq!(whose("noticed: 2026-06-02"), "Kim Ngata\n");
    }
}

#[test]
fn what_collides_is_asked_at_once() {
    for (choice, kept, gone) in [("1", "2026-06-19", "2026-06-12"), ("2", "2026-06-12", "2026-06-19")] {
        let sandbox = cluster();
        let child = begun(&sandbox);
        tom(&sandbox, "request.noticed=2026-06-12");
        let (code, said) = ended(child, &format!("2026-06-19\n{choice}\nq\n"));
        assert_eq!(code, 0, "{said}");
        let asked = said.split_once("joined.\n").unwrap_or_else(|| panic!("{said}")).1;
        let asked = asked.split_once("What is it called?").unwrap_or_else(|| panic!("{said}")).0;
        // what stands for now comes first, and that is the same whoever joins the two
        shows(
            asked.lines().take(8).map(|line| format!("{line}\n")).collect::<String>(),
            str![[r#"

When somebody first noticed: while you wrote, Tom Arden changed it to 12 June
2026; you changed it to 19 June 2026. Which holds?
  1  19 June 2026 (yours)
  2  12 June 2026 (Tom Arden)
  3  later
number> 

"#]],
        );
        let record = sandbox.read(&file());
        assert!(
            record.contains(&format!("noticed: {kept}\n")) && !record.contains(gone),
            "{choice} {said} {record}"
        );
        assert!(!record.contains("questions:"), "{record}");
        sandbox.assert_clean();
    }
}

#[test]
fn what_nobody_decides_stays_a_question() {
    let sandbox = cluster();
    let child = begun(&sandbox);
    tom(&sandbox, "request.noticed=2026-06-12");
    let (code, said) = ended(child, "2026-06-19\n3\nReading\nq\n");
    assert_eq!(code, 4, "{said}");
    let record = sandbox.read(&file());
    for kept in ["2026-06-12", "2026-06-19", "title: Reading\n", "questions:\n"] {
        assert!(record.contains(kept), "{record}");
    }
    sandbox.assert_clean();
    // there is no hub here, and questions are answered all the same
    let said = sandbox.typed(&["sync", "--resolve"], "2\n");
    assert_eq!(said.code, 0, "{said}");
    let record = sandbox.read(&file());
    assert!(!record.contains("questions:") && record.contains("2026-06-"), "{record}");
    assert_eq!(
        sandbox.ok(&["sync", "--resolve"]).stderr,
        "No question is open. There is no hub to exchange work with.\n"
    );
    sandbox.assert_clean();
}

#[cfg(unix)]
#[test]
fn without_anybody_to_ask_both_are_kept() {
    let sandbox = cluster();
    let meanwhile = format!(
        "PIKORUA_SEED=7 '{}' --user tarden set {CASE} request.noticed=2026-06-12 title=Theirs status=active && \
         sed -i.bak -e 's/noticed: .*/noticed: 2026-06-19/' -e 's/^layer: .*/layer: te-kahui/' \"$1\" && rm \"$1.bak\"",
        env!("CARGO_BIN_EXE_pikorua")
    );
    shows(
        sandbox.finish(sandbox.with_script(&["edit", CASE], &meanwhile)),
        str![[r#"
--- stderr
Changed and recorded in 2026-kf3m.
note: Tom Arden changed it too while you wrote (where it stands; the title; the
request for support); the two are joined.
Kept and recorded.
error: one question is open, where two people wrote different things: 2026-kf3m
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` goes through them, one at a time.
exit 4

"#]],
    );
    let record = sandbox.read(&file());
    for kept in
        ["title: Theirs\n", "status: active\n", "layer: te-kahui\n", "2026-06-12", "2026-06-19", "other_by: "]
    {
        assert!(record.contains(kept), "{kept}: {record}");
    }
    sandbox.assert_clean();
    // files that are no case go together too, and a question in them is said
    let people = format!(
        "sed -i.bak 's/Tom Arden/Tom Ardern/' {0} && rm {0}.bak && sed -i.bak 's/Kim Ngata/Kim Ngātā/' \"$1\" && rm \"$1.bak\"",
        sandbox.path("people.yaml").display()
    );
    let said = sandbox.finish(sandbox.with_script(&["edit", "people"], &people));
    assert_eq!(said.code, 0, "{said}");
    assert!(
        said.stderr.contains("somebody, by hand, changed it too while you wrote; the two are joined."),
        "{said}"
    );
    let people = sandbox.read("people.yaml");
    assert!(people.contains("Tom Ardern") && people.contains("Kim Ngātā"), "{people}");
    sandbox.assert_clean();
}

#[test]
fn a_case_that_was_taken_away_comes_back_with_what_was_typed() {
    let sandbox = cluster();
    let child = begun(&sandbox);
    fs::remove_file(sandbox.path(&file())).unwrap();
    let (code, said) = ended(child, "2026-06-19\nq\n");
    assert!(code == 0 && said.contains("was taken away meanwhile"), "{said}");
    assert!(sandbox.read(&file()).contains("noticed: 2026-06-19\n"));
    sandbox.assert_clean();
}

/// Marks that somebody left who was ended between the mark and the file.
#[test]
fn a_mark_without_its_file_is_completed_as_its_writers() {
    let sandbox = cluster();
    let private = Private::at(sandbox.path(".git/pikorua"));
    let case = CASE.parse().unwrap();
    let before = sandbox.read(&file());
    let meant = before.replace("title: Joining in at reading time", "title: Tom's words");
    let mark = |over: &str| Pending {
        content: meant.clone().into_bytes(),
        by: "p-7w2n".into(),
        guide: None,
        over: Some(known_by(over.as_bytes())),
    };
    private.save_pending(&case, &mark(&before)).unwrap();
    let said = sandbox.ok(&["set", CASE, "status=active"]);
    assert!(said.stderr.contains("changes by Tom Arden that could not be recorded at once"), "{said}");
    let record = sandbox.read(&file());
    assert!(record.contains("title: Tom's words\n") && record.contains("status: active\n"), "{record}");
    sandbox.assert_clean();
    assert_eq!(
        authors(&sandbox, "2"),
        "Kim Ngata: changed: where it stands\nTom Arden: changes that could not be recorded at once\n"
    );
    // a mark of what is recorded by now, or of what was overtaken by another program, says nothing
    for over in [&before, &record] {
        let now = sandbox.read(&file());
        private.save_pending(&case, &Pending { content: now.clone().into_bytes(), ..mark(over) }).unwrap();
        sandbox.ok(&["set", CASE, "status=active"]);
        assert_eq!(sandbox.read(&file()), now);
    }
    private.save_pending(&case, &mark(&before)).unwrap();
    sandbox.ok(&["set", CASE, "status=active"]);
    assert_eq!(sandbox.read(&file()), record);
    sandbox.assert_clean();
}

/// A new case whose recording was ended between the mark and the file comes to be with the next change, and not twice.
#[test]
fn a_new_case_that_was_never_written_comes_to_be() {
    let sandbox = cluster();
    let private = Private::at(sandbox.path(".git/pikorua"));
    let text = sandbox.read(&file()).replace("Joining in at reading time", "Words of Tom");
    let begin = |id: &str| {
        let content = text.replace(CASE, id).into_bytes();
        let mark = Pending { content, by: "p-7w2n".into(), guide: Some("request".into()), over: None };
        private.save_pending(&id.parse().unwrap(), &mark).unwrap();
        Sandbox::file_of(id)
    };
    let first = begin("2026-aaaa");
    let said = sandbox.ok(&["list"]);
    assert!(
        said.stderr.contains("begun when the program was ended, and not written yet: 2026-aaaa."),
        "{said}"
    );
    assert!(!sandbox.path(&first).exists());
    let said = sandbox.ok(&["set", CASE, "status=active"]);
    assert!(said.stderr.contains("2026-aaaa, a new case that Tom Arden was recording"), "{said}");
    assert_eq!(sandbox.read(&first), text.replace(CASE, "2026-aaaa"));
    sandbox.assert_clean();
    assert_eq!(
        authors(&sandbox, "2"),
        "Kim Ngata: changed: where it stands\nTom Arden: a new case that was broken off\n"
    );
    // whoever was ended does the same again
    begin("2026-bbbb");
    sandbox.write("../home/request.yaml", REQUEST);
    let again = || sandbox.run(&["--user", "tarden", "new", "--from", "../home/request.yaml"]);
    shows(
        again(),
        str![[r#"
--- stderr
note: 2026-bbbb, a new case that Tom Arden was recording when the program was
ended, is there now.
error: a new case of yours was broken off last time, so no other was begun now
  hint: `pikorua show 2026-bbbb` shows what is kept of it, `pikorua walk
    2026-bbbb request` goes on with it.
  hint: Where another case is meant, do the same again.
exit 4

"#]],
    );
    assert_eq!(again().code, 0);
    // taken away, it stays away
    begin("2026-bbbb");
    std::fs::remove_file(sandbox.path(&Sandbox::file_of("2026-bbbb"))).unwrap();
    sandbox.ok(&["set", CASE, "status=draft"]);
    assert!(!sandbox.path(&Sandbox::file_of("2026-bbbb")).exists());
}

#[cfg(target_os = "linux")]
mod locks {
    use super::*;

    fn tick() {
        std::thread::sleep(Duration::from_millis(1));
    }

    /// Ends a process that holds the branch, at a moment when git's locks are there; says whether one is left.
    fn killed_with_locks(sandbox: &Sandbox) -> bool {
        let locks =
            ["index.lock", "HEAD.lock", "refs/heads/main.lock"].map(|lock| sandbox.path(".git").join(lock));
        let mut child =
            sandbox.command(&["set", CASE, &format!("title=Words {}", fastrand::u32(..))]).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if locks.iter().any(|lock| lock.exists()) {
                child.kill().unwrap();
            }
            tick();
        }
        locks.iter().any(|lock| lock.exists())
    }

    #[test]
    fn locks_of_one_who_was_killed_are_cleared_by_the_next() {
        let sandbox = cluster();
        let mut left = 0;
        for n in 0..40 {
            left += usize::from(killed_with_locks(&sandbox));
            let began = Instant::now();
            let said = sandbox.run(&["set", CASE, &format!("request.success=Words {n}")]);
            assert_eq!(said.code, 0, "{said}");
            assert!(began.elapsed() < Duration::from_secs(4), "it waited");
            if left == 3 {
                break;
            }
        }
        assert!(left > 0, "no lock was ever left");
        sandbox.assert_clean();
        assert_eq!(fs::read_dir(sandbox.path(".git/pikorua/guards")).unwrap().count(), 0);
    }

    /// A program of git that is at work here keeps its lock, however old that is; a lock of nobody goes when it is old.
    #[test]
    fn a_lock_of_a_living_program_is_respected() {
        if !has_git() {
            return;
        }
        let sandbox = cluster();
        let lock = sandbox.path(".git/index.lock");
        let old = |lock: &std::path::Path| {
            let then = std::time::SystemTime::now() - Duration::from_secs(3600);
            fs::File::options().write(true).open(lock).unwrap().set_modified(then).unwrap();
        };
        let mut git = std::process::Command::new("git");
        git.current_dir(sandbox.folder()).args(["cat-file", "--batch"]).stdin(std::process::Stdio::piped());
        let mut git = git.stdout(std::process::Stdio::null()).spawn().unwrap();
        fs::write(&lock, "").unwrap();
        old(&lock);
        let said = sandbox.run(&["set", CASE, "title=Waiting"]);
        assert_eq!(said.code, 5, "{said}");
        assert!(lock.exists());
        drop(git.stdin.take());
        git.wait().unwrap();
        // what was typed was kept, and is recorded now
        sandbox.ok(&["set", CASE, "status=active"]);
        assert!(!lock.exists() && sandbox.read(&file()).contains("title: Waiting\n"));
        sandbox.assert_clean();
        // the very file that it was to become is nobody's lock any more
        let branch = sandbox.path(".git/refs/heads/main");
        fs::hard_link(&branch, branch.with_extension("lock")).unwrap();
        sandbox.ok(&["set", CASE, "title=No waiting"]);
        assert!(!branch.with_extension("lock").exists());
        // a young one may be anybody's
        fs::write(&lock, "").unwrap();
        assert_eq!(sandbox.run(&["set", CASE, "title=Waiting again"]).code, 5);
        assert!(lock.exists());
    }
}
