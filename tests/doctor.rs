//! What `doctor` finds.

use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use snapbox::str;

use crate::common::{CASE, Ran, Sandbox, copy_folder, shows};

/// A cluster that nobody else can read.
fn private() -> Sandbox {
    let sandbox = Sandbox::cluster();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(sandbox.folder(), fs::Permissions::from_mode(0o700)).unwrap();
    }
    sandbox
}

/// The findings of a level: what each is about, and what is said.
fn found(ran: &Ran, level: &str) -> Vec<(String, String)> {
    let said: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}\n{ran}"));
    let findings = said["findings"].as_array().unwrap().iter().filter(|finding| finding["level"] == level);
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings.map(|finding| (text(finding, "id"), text(finding, "said"))).collect()
}

fn ids(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(id, _)| id.as_str()).collect()
}

fn old(sandbox: &Sandbox, path: &str) {
    let file = fs::File::options().append(true).open(sandbox.path(path)).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_in_good_order() {
    let sandbox = private();
    shows(
        sandbox.ok(&["doctor"]),
        str![[r#"
[FOLDER]

note  this folder has exchanged its work with no hub, so what is in it is on
      this computer only
      Best is a copy of the folder on each laptop, and a hub on the shared
      drive: `pikorua sync HUB` here makes the hub, `pikorua init FOLDER --hub
      HUB` a copy.
good  of several who make one file at once, only one succeeds
good  a file is old or new for whoever opens it, and what is added stays
good  there is room on the drive
good  only you can read this folder at this computer, and whoever looks after
      it; is its disk encrypted?
good  the terminal takes letters with macrons: ā ē ī ō ū
good  the history can be read, 3 changes
--- stderr
Nothing is at risk; 1 note.

"#]],
    );
    assert!(sandbox.read(".git/pikorua/drive.toml").contains("exclusive = true"));
    sandbox.assert_clean();
    // with a hub
    sandbox.ok(&["sync", "../hub"]);
    shows(
        sandbox.ok(&["doctor"]),
        str![[r#"
[FOLDER]

good  of several who make one file at once, only one succeeds
good  a file is old or new for whoever opens it, and what is added stays
good  there is room on the drive
good  only you can read this folder at this computer, and whoever looks after
      it; is its disk encrypted?
good  the terminal takes letters with macrons: ā ē ī ō ū
good  the history can be read, 3 changes
good  this is a copy that exchanges its work with a hub, which can be reached
--- stderr
Nothing is at risk.

"#]],
    );
    let left: Vec<_> = fs::read_dir(sandbox.path("../hub")).unwrap().flatten().collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("probe-")));
    fs::rename(sandbox.path("../hub"), sandbox.path("../away")).unwrap();
    let away = sandbox.ok(&["doctor", "--json"]);
    assert!(ids(&found(&away, "note")).contains(&"hub"), "{away}");
}

#[cfg(unix)]
#[test]
fn what_is_at_risk_comes_first_and_ends_with_1() {
    let sandbox = private();
    let file = Sandbox::file_of(CASE);
    sandbox.write(&file.replace(".yaml", "-LAPTOP.yaml"), sandbox.read(&file));
    sandbox.write(".git/index.lock", "");
    old(&sandbox, ".git/index.lock");
    sandbox.write("cases/2026/.2026-kf3m.yaml.x.tmp", "");
    old(&sandbox, "cases/2026/.2026-kf3m.yaml.x.tmp");
    fs::remove_file(sandbox.path("settings/awa-school.yaml")).unwrap();
    let ran = sandbox.run(&["doctor"]);
    shows(
        &ran,
        str![[r#"
[FOLDER]

risk  second versions of records lie here, left by a sync program or kept where
      two people wrote differently: cases/2026/2026-kf3m-LAPTOP.yaml
      Somebody's work may stand only there: put what is missing into the record,
      then take the copy away.
risk  a program that was ended left a lock in the history, so nothing can be
      recorded: .git/index.lock
      Make sure that nobody works here with pikorua or git, then take that file
      away. What was typed is in the case files.
risk  gone from the folder: settings/awa-school.yaml
      `pikorua undo settings/awa-school.yaml` brings it back as it was recorded.
note  writing was broken off and left: cases/2026/.2026-kf3m.yaml.x.tmp
      The records themselves are whole. Look whether anything stands only there,
      then take the file away.
note  this folder has exchanged its work with no hub, so what is in it is on
      this computer only
      Best is a copy of the folder on each laptop, and a hub on the shared
      drive: `pikorua sync HUB` here makes the hub, `pikorua init FOLDER --hub
      HUB` a copy.
good  of several who make one file at once, only one succeeds
good  a file is old or new for whoever opens it, and what is added stays
good  there is room on the drive
good  only you can read this folder at this computer, and whoever looks after
      it; is its disk encrypted?
good  the terminal takes letters with macrons: ā ē ī ō ū
good  the history can be read, 3 changes
--- stderr
3 risks, 2 notes. What is at risk comes first.
exit 1

"#]],
    );
    assert_eq!(ran.code, 1);
    // a lock of this moment is somebody at work
    sandbox.write(".git/index.lock", "");
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!(ids(&found(&ran, "risk")), ["copies", "gone"], "{ran}");
}

#[test]
fn a_folder_that_a_sync_program_copies_is_at_risk() {
    let sandbox = private();
    let place = sandbox.home().join("OneDrive - Te Awa School/cluster");
    copy_folder(&sandbox.folder(), &place);
    let ran = sandbox.run(&["-C", place.to_str().unwrap(), "doctor", "--json"]);
    let risks = found(&ran, "risk");
    assert_eq!(ids(&risks), ["synced-folder"], "{ran}");
    assert!(risks[0].1.starts_with("OneDrive copies this folder"), "{ran}");
    assert_eq!(ran.code, 1);
}

#[test]
fn a_history_that_cannot_be_read_is_at_risk() {
    let sandbox = private();
    fs::remove_file(sandbox.path(".git/HEAD")).unwrap();
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!((ids(&found(&ran, "risk")), ran.code), (vec!["history"], 1), "{ran}");
    // and where there is none at all
    fs::remove_dir_all(sandbox.path(".git")).unwrap();
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!((ids(&found(&ran, "risk")), ran.code), (vec!["history"], 1), "{ran}");
}

#[test]
fn words_that_cannot_be_read_and_people_nobody_knows_are_said() {
    let sandbox = private();
    let mut command = sandbox.command(&["doctor", "--json"]);
    command.env("LC_ALL", "C").env("USER", "nobody-here");
    let ran = sandbox.finish(command);
    let notes = found(&ran, "note");
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ids(&notes).contains(&"person"), "{ran}");
    #[cfg(unix)]
    assert!(ids(&notes).contains(&"letters-shown"), "{ran}");
    sandbox.write("pikorua.toml", "schema = 1\n");
    let ran = sandbox.run(&["doctor", "--json"]);
    assert_eq!((ids(&found(&ran, "risk")), ran.code), (vec!["records"], 1), "{ran}");
    fs::remove_file(sandbox.path("pikorua.toml")).unwrap();
    let ran = sandbox.run(&["doctor"]);
    assert!(ran.stderr.contains("pikorua undo pikorua.toml") && ran.code == 1, "{ran}");
}
