#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Cluster, FirstPerson, Folder, Library, Machine, NewCluster, Origin, Pending, Private};
use crate::error::{Error, ErrorKind};
use crate::record::file::RelPath;
use crate::record::id::CaseId;

fn new_cluster(name: &str, person: &str) -> NewCluster {
    NewCluster {
        name: name.into(),
        person: FirstPerson {
            id: "p-kf3m".parse().unwrap(),
            name: person.into(),
            role: None,
            email: Some("aroha@example.nz".into()),
            logins: vec!["aroha.t".into()],
        },
    }
}

fn folder() -> (TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::create(&dir.path().join("Awa"), &new_cluster("Awa", "Aroha Tūī")).unwrap();
    (dir, folder)
}

fn at(path: &str) -> RelPath {
    path.parse().unwrap()
}

fn put(folder: &Folder, path: &str, content: impl AsRef<[u8]>) {
    let place = folder.root().join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, content).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[track_caller]
fn says(error: Error, kind: ErrorKind, message: &str) {
    assert_eq!(error.kind, kind, "{error}");
    assert!(error.message.contains(message), "{error}");
    assert!(
        !error.message.ends_with('.') && error.hints.iter().all(|h| h.ends_with(['.', '?'])),
        "{error:?}"
    );
}

#[test]
fn a_new_folder_is_a_clusters_folder() {
    let (_dir, folder) = folder();
    assert_eq!(names(folder.root()), [".gitattributes", "cases", "people.yaml", "pikorua.toml", "settings"]);
    let cluster = folder.cluster().unwrap();
    assert_eq!((cluster.name.as_str(), cluster.words["mokopuna"].as_str()), ("Awa", "mokopuna"));
    let people = folder.people().unwrap();
    assert_eq!(people.problems, []);
    let person = people.value.unwrap().people.remove(0);
    assert_eq!((person.id.as_str(), person.name.as_str()), ("p-kf3m", "Aroha Tūī"));
    assert_eq!(person.logins[0].as_str(), "aroha.t");
    assert!(folder.cases().unwrap().files.is_empty() && folder.cases().unwrap().odd.is_empty());
    assert!(folder.settings().unwrap().files.is_empty());
    assert!(Library::load(&folder).unwrap().problems().is_empty());
}

#[test]
fn awkward_names_stay_themselves() {
    for name in ["Te \"Awa\" # 'x'", "{people}", "- a: b", "yes", "C:\\new"] {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::create(dir.path(), &new_cluster(name, name)).unwrap();
        assert_eq!(folder.cluster().unwrap().name, name);
        assert_eq!(folder.people().unwrap().value.unwrap().people[0].name.as_str(), name);
    }
}

#[test]
fn a_cluster_is_made_only_where_nothing_is() {
    let (dir, folder) = folder();
    let refused = |path: &Path, message: &str| {
        says(Folder::create(path, &new_cluster("x", "y")).unwrap_err(), ErrorKind::Request, message);
    };
    refused(folder.root(), "is a cluster's folder already");
    refused(&folder.root().join("cases/other"), "lies inside the cluster's folder");
    refused(dir.path(), "is not empty: it holds `Awa`");
    refused(&folder.root().join("people.yaml"), "lies inside");
    let fresh = dir.path().join("fresh");
    fs::create_dir_all(fresh.join(".git")).unwrap();
    assert!(Folder::create(&fresh, &new_cluster("x", "y")).is_ok());
}

#[test]
fn the_nearest_folder_upward_is_found() {
    let (dir, folder) = folder();
    let below = folder.root().join("cases/2026");
    fs::create_dir_all(&below).unwrap();
    assert_eq!(Folder::find(&below, None).unwrap().root(), folder.root());
    assert_eq!(Folder::find(dir.path(), Some(folder.root())).unwrap().root(), folder.root());
    says(Folder::find(dir.path(), None).unwrap_err(), ErrorKind::Request, "no cluster's folder here");
    let named = Folder::find(dir.path(), Some(&below)).unwrap_err();
    assert_eq!(named.hints, [format!("Did you mean `{}`?", folder.root().display())]);
    says(named, ErrorKind::Request, "is not a cluster's folder");
    says(
        Folder::find(&below, Some(&dir.path().join("no"))).unwrap_err(),
        ErrorKind::Request,
        "there is no folder",
    );
}

#[test]
fn cases_are_listed_and_odd_files_said() {
    let (_dir, folder) = folder();
    for path in
        ["2026/2026-kf3m.yaml", "2025/2025-zzzz.yaml", "2026/.2026-kf3m.yaml.x.tmp", "2026/desktop.ini"]
    {
        put(&folder, &format!("cases/{path}"), "");
    }
    let odd = [
        "2025/2026-aaaa.yaml",
        "2026/2026-kf3m (1).yaml",
        "2026/2026-KF3M.yaml",
        "2026-bbbb.yaml",
        "old/2026-cccc.yaml",
    ];
    for path in odd {
        put(&folder, &format!("cases/{path}"), "");
    }
    let cases = folder.cases().unwrap();
    assert_eq!(cases.files.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["2025-zzzz", "2026-kf3m"]);
    assert_eq!(cases.files[1].path, folder.case_path(&cases.files[1].id));
    let said: Vec<String> = cases.odd.iter().map(|o| format!("{} {}", o.path, o.message)).collect();
    assert_eq!(
        said,
        [
            "cases/2025/2026-aaaa.yaml lies in the wrong place",
            "cases/2026-bbbb.yaml lies in the wrong place",
            "cases/2026/2026-KF3M.yaml is not named like a case",
            "cases/2026/2026-kf3m (1).yaml is not named like a case",
            "cases/old is not a folder of a year",
            "cases/old/2026-cccc.yaml lies in the wrong place",
        ]
    );
}

#[test]
fn the_beginning_of_an_id_will_do() {
    let (_dir, folder) = folder();
    for id in ["2026-kf3m", "2026-kfaa", "2025-m2aa"] {
        put(&folder, &format!("cases/{}/{id}.yaml", &id[..4]), "");
    }
    for (text, id) in
        [("kf3", "2026-kf3m"), ("2026-KF3M ", "2026-kf3m"), ("2025", "2025-m2aa"), ("2026-kfa", "2026-kfaa")]
    {
        assert_eq!(folder.resolve(text).unwrap().as_str(), id);
    }
    says(folder.resolve("kf").unwrap_err(), ErrorKind::Request, "any of 2 cases: 2026-kf3m, 2026-kfaa");
    says(folder.resolve("../../people").unwrap_err(), ErrorKind::Request, "there is no case");
    says(folder.resolve("").unwrap_err(), ErrorKind::Request, "there is no case");
    assert_eq!(folder.resolve("2026-kf3n").unwrap_err().hints, ["Did you mean `2026-kf3m`?"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let (_dir, folder) = folder();
    let refused =
        |message: &str| says(folder.read_text(&at("cases/x.yaml")).unwrap_err(), ErrorKind::Request, message);
    refused("there is no `cases/x.yaml`");
    put(&folder, "cases/x.yaml", b"a: 1\nb: M\xe3ori\n");
    refused("is not UTF-8 text: line 2, byte 5 of the line");
    put(&folder, "cases/x.yaml", [0xff, 0xfe, b'a', 0]);
    refused("saved as UTF-16");
    put(&folder, "cases/x.yaml", vec![b'x'; 4 * 1024 * 1024 + 1]);
    refused("is too large: 5 MB, where 4 are allowed");
    put(&folder, "cases/x.yaml", vec![b'x'; 4 * 1024 * 1024]);
    assert_eq!(folder.read_text(&at("cases/x.yaml")).unwrap().bytes().len(), 4 * 1024 * 1024);
    fs::remove_file(folder.root().join("cases/x.yaml")).unwrap();
    fs::create_dir(folder.root().join("cases/x.yaml")).unwrap();
    refused("is a folder");
}

#[cfg(unix)]
#[test]
fn links_may_not_lead_out() {
    use std::os::unix::fs::symlink;
    let (dir, folder) = folder();
    fs::write(dir.path().join("secret"), "x").unwrap();
    fs::create_dir(dir.path().join("elsewhere")).unwrap();
    symlink(dir.path().join("secret"), folder.root().join("out.yaml")).unwrap();
    symlink(dir.path().join("elsewhere"), folder.root().join("cases/2026")).unwrap();
    symlink("nowhere", folder.root().join("lost.yaml")).unwrap();
    symlink("people.yaml", folder.root().join("in.yaml")).unwrap();
    symlink("/dev/zero", folder.root().join("endless.yaml")).unwrap();
    for (path, message) in [
        ("out.yaml", "leads out of the cluster's folder"),
        ("endless.yaml", "leads out of the cluster's folder"),
        ("cases/2026/2026-kf3m.yaml", "leads out of the cluster's folder"),
        ("lost.yaml", "is a link to something that is not there"),
    ] {
        says(folder.read_text(&at(path)).unwrap_err(), ErrorKind::Request, message);
        says(folder.write(&at(path), b"y", None).unwrap_err(), ErrorKind::Request, message);
    }
    assert_eq!(names(&dir.path().join("elsewhere")), Vec::<String>::new());

    let old = folder.read_text(&at("in.yaml")).unwrap();
    folder.write(&at("in.yaml"), b"new", Some(old.bytes())).unwrap();
    assert_eq!(fs::read(folder.root().join("people.yaml")).unwrap(), b"new");
    assert!(folder.root().join("in.yaml").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let (_dir, folder) = folder();
    let made = std::process::Command::new("mkfifo").arg(folder.root().join("pipe.yaml")).status();
    assert!(made.unwrap().success());
    says(folder.read_text(&at("pipe.yaml")).unwrap_err(), ErrorKind::Request, "is not an ordinary file");
}

#[test]
fn what_was_not_seen_is_not_overwritten() {
    let (_dir, folder) = folder();
    let path = at("cases/2026/2026-kf3m.yaml");
    folder.write(&path, b"one\r\n", None).unwrap();
    let decide = |content: &[u8], expected: Option<&[u8]>, message: &str| {
        says(folder.write(&path, content, expected).unwrap_err(), ErrorKind::Decide, message);
    };
    decide(b"two", None, "somebody else has made it");
    decide(b"two", Some(b"one\n"), "somebody else has changed it");
    assert_eq!(folder.read_text(&path).unwrap().text, "one\r\n");
    folder.write(&path, b"two", Some(b"one\r\n")).unwrap();
    assert_eq!(folder.read_text(&path).unwrap().text, "two");
    fs::remove_file(path.under(folder.root())).unwrap();
    decide(b"three", Some(b"two"), "it is gone");
    assert_eq!(names(&folder.root().join("cases/2026")), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn rights_stay_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, folder) = folder();
    let place = folder.root().join("people.yaml");
    let mode = || fs::metadata(&place).unwrap().permissions().mode() & 0o777;
    let usual = folder.root().join("usual");
    fs::write(&usual, "").unwrap();
    assert_eq!(mode(), fs::metadata(&usual).unwrap().permissions().mode() & 0o777);
    for rights in [0o640, 0o664, 0o444] {
        fs::set_permissions(&place, fs::Permissions::from_mode(rights)).unwrap();
        let old = folder.read_text(&RelPath::people()).unwrap();
        let written = folder.write(&RelPath::people(), format!("{rights}\n").as_bytes(), Some(old.bytes()));
        match rights {
            0o444 => says(written.unwrap_err(), ErrorKind::Request, "is write-protected"),
            _ => written.unwrap(),
        }
        assert_eq!(mode(), rights);
    }
}

#[test]
fn the_clusters_own_texts_take_the_place_of_built_in_ones() {
    let (_dir, folder) = folder();
    put(&folder, "guides/tātai.toml", "ours");
    put(&folder, "documents/plan.md", "ours");
    put(&folder, "documents/bad.md", b"\xff");
    put(&folder, "documents/letterhead.docx", "x");
    put(&folder, "audiences.toml", "ours");
    let library = Library::load(&folder).unwrap();
    assert_eq!(library.document("plan").unwrap().origin, Origin::File(at("documents/plan.md")));
    assert_eq!(library.guide("tātai").unwrap().text, "ours");
    assert_eq!(library.audiences().last().unwrap().origin.to_string(), "audiences.toml");
    let problems: Vec<&str> = library.problems().iter().map(|e| e.message.as_str()).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].contains("`documents/bad.md` is not UTF-8") && problems[1].contains("letterhead.docx")
    );
}

#[test]
fn own_words_come_on_top_of_built_in_ones() {
    let text =
        "schema = 1\nname = 'x'\n[vocabulary.kinds.ours]\nlabel = 'Ours'\n[words]\ntamariki = 'tamariki'\n";
    let cluster = Cluster::read(text).unwrap();
    let words = Library::built_in().words(&cluster).unwrap();
    assert_eq!(words.label("kinds", "ours"), "Ours");
    assert_eq!(cluster.words.keys().collect::<Vec<_>>(), ["mokopuna", "tamariki"]);
}

#[test]
fn mistakes_in_pikorua_toml_are_found_by_line() {
    let good = "schema = 1\nname = \"Awa\"\n";
    for (text, message) in [
        ("schema = 1\nname = Awa\n", "line 2, column 8"),
        ("schema = 1\nname = 5\n", "line 2, column 8: text in quotes expected, and integer `5` found"),
        ("schema = 1\nnmae = 'x'\n", "`name` is missing"),
        ("schema = 2\nname = [1]\n", "was written by a newer pikorua"),
        ("schema = 1\nname = ' '\n", "gives the cluster no name"),
        (&format!("{good}[terms]\n2026-T1 = {{ first = 2026-02-31, last = 2026-04-02 }}"), "line 4"),
        (
            &format!("{good}[terms]\n2026-T1 = {{ first = 'soon', last = 2026-04-02 }}"),
            "line 4, column 20: `soon` is not a day",
        ),
        (
            &format!("{good}[terms]\n2026-T1 = {{ first = 2026-05-01, last = 2026-04-02 }}"),
            "ends before it begins",
        ),
        (
            &format!("{good}[terms]\nfirst = {{ first = 2026-05-01, last = 2026-06-02 }}"),
            "school term named `first`",
        ),
    ] {
        says(Cluster::read(text).unwrap_err(), ErrorKind::Request, message);
    }
    let cluster = Cluster::read(&format!(
        "\u{feff}{good}[privacy]\nx = 1\n[terms]\n2026-T1 = {{ first = '2026-02-02', last = 2026-04-02 }}"
    ));
    let cluster = cluster.unwrap();
    assert_eq!(cluster.unknown, ["privacy"]);
    assert_eq!(cluster.terms["2026-T1"].first.to_string(), "2026-02-02");
}

#[test]
fn settings_are_read_as_far_as_they_go() {
    let (_dir, folder) = folder();
    put(&folder, "settings/awa-school.yaml", "schema: 1\nid: awa-school\nname: Awa School\n");
    put(&folder, "settings/bad.yaml", "schema: [\n");
    put(&folder, "settings/worse.yaml", b"\xff");
    put(&folder, "settings/Awa School.yaml", "");
    let settings = folder.settings().unwrap();
    let read: Vec<bool> = settings.files.iter().map(|s| s.value.is_some() && s.problems.is_empty()).collect();
    assert_eq!(read, [true, false]);
    assert_eq!((settings.files[1].problems.len(), settings.unreadable.len(), settings.odd.len()), (1, 1, 1));
}

#[test]
fn drafts_and_pending_work_are_kept_aside() {
    let dir = tempfile::tempdir().unwrap();
    let private = Private::at(dir.path());
    assert!(private.drafts().unwrap().is_empty() && private.all_pending().unwrap().is_empty());
    private.save_draft("2026-kf3m.yaml", "one").unwrap();
    private.save_draft("2026-kf3m.yaml", "two").unwrap();
    assert_eq!(private.draft("2026-kf3m.yaml").unwrap().as_deref(), Some("two"));
    assert_eq!(
        private.drafts().unwrap().iter().map(|d| d.name.as_str()).collect::<Vec<_>>(),
        ["2026-kf3m.yaml"]
    );
    for name in ["../x", "", ".x", "a/b", "nul\0"] {
        says(private.save_draft(name, "x").unwrap_err(), ErrorKind::Request, "cannot be the name of a draft");
    }
    private.remove_draft("2026-kf3m.yaml").unwrap();
    private.remove_draft("2026-kf3m.yaml").unwrap();
    assert_eq!(private.draft("2026-kf3m.yaml").unwrap(), None);

    let case: CaseId = "2026-kf3m".parse().unwrap();
    let mut pending =
        Pending { content: b"a: 1\r\n".into(), by: "p-kf3m".into(), guide: Some("tatai".into()) };
    private.save_pending(&case, &pending).unwrap();
    assert_eq!(private.pending(&case).unwrap().as_ref(), Some(&pending));
    (pending.by, pending.guide) = ("aroha.t".into(), None);
    private.save_pending(&case, &pending).unwrap();
    assert_eq!(private.pending(&case).unwrap().as_ref(), Some(&pending));
    assert_eq!(private.all_pending().unwrap(), std::slice::from_ref(&case));
    fs::remove_file(dir.path().join("pending/2026-kf3m.toml")).unwrap();
    assert_eq!(private.pending(&case).unwrap(), None);
    private.remove_pending(&case).unwrap();
    assert!(private.all_pending().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_kept_aside_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    Private::at(dir.path()).save_draft("x", "one").unwrap();
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("drafts"), mode("drafts/x")), (0o700, 0o600));
}

#[test]
fn this_computer_remembers_who_works_here() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pikorua/settings.toml");
    assert_eq!(Machine::read(&path).unwrap(), Machine::default());
    Machine::remember_user(&path, "p-kf3m").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "user = \"p-kf3m\"\n");
    let trusted = format!("trusted = ['{}'] # mine\n", dir.path().display());
    fs::write(&path, format!("# me\n{trusted}user= \"x\"\n[other]\nuser = 1\n")).unwrap();
    Machine::remember_user(&path, "Aroha \"T\"").unwrap();
    let machine = Machine::read(&path).unwrap();
    assert_eq!(machine.user.as_deref(), Some("Aroha \"T\""));
    assert!(machine.trusts(dir.path()) && !machine.trusts(Path::new("/")));
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text, format!("# me\n{trusted}user = 'Aroha \"T\"'\n[other]\nuser = 1\n"));
    fs::write(&path, "# x\nuser = 5\n").unwrap();
    says(Machine::read(&path).unwrap_err(), ErrorKind::Request, "line 2");
}
