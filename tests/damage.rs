//! Every kind of file that the tool and git keep is damaged, and then the folder is looked at and worked in: what comes is a
//! clear refusal or the whole truth, never a hang, a panic or wrong data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use pikorua::folder::Private;

use crate::common::{CASE, Sandbox, has_git};

/// No command on a small folder takes as long; who waits longer waits for ever.
const LONG: Duration = Duration::from_secs(60);

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => files(&entry.path(), found),
            false => found.push(entry.path()),
        }
    }
}

/// A file cut short, emptied, filled with nothing as after a power cut, and with one bit turned.
fn damages(whole: &[u8], n: usize) -> Vec<(&'static str, Vec<u8>)> {
    let mut flipped = whole.to_vec();
    if let Some(byte) = flipped.get_mut(whole.len() / 2) {
        *byte ^= 0x10;
    }
    let mut others = vec![("emptied", Vec::new()), ("zeros", vec![0; whole.len()]), ("flipped", flipped)];
    vec![("cut", whole[..whole.len() / 2].to_vec()), others.swap_remove(n % 3)]
}

fn ended(child: &mut Child) -> bool {
    let began = Instant::now();
    while began.elapsed() < LONG {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    child.kill().unwrap();
    false
}

/// Runs a command on a damaged folder, and says what is wrong with how it went.
fn went(sandbox: &Sandbox, args: &[&str], what: &str) -> String {
    let mut command = sandbox.command(args);
    let (out, err) = (sandbox.home().join("out"), sandbox.home().join("err"));
    command.stdout(Stdio::from(fs::File::create(&out).unwrap()));
    command.stderr(Stdio::from(fs::File::create(&err).unwrap()));
    let mut child = command.spawn().unwrap();
    let line = args.join(" ");
    assert!(ended(&mut child), "`{line}` never ends with {what}");
    let said = fs::read_to_string(&err).unwrap();
    let code = child.wait().unwrap().code();
    assert!(
        !said.contains("panicked") && code.is_some_and(|code| code <= 5),
        "`{line}` with {what}: {code:?}\n{said}"
    );
    // whatever is refused has a reason
    assert!(
        code == Some(0) || line == "doctor" || said.contains("error:"),
        "`{line}` with {what}: {code:?}\n{said}"
    );
    if code == Some(0) { fs::read_to_string(&out).unwrap() } else { String::new() }
}

fn try_all(prepare: impl Fn(&Sandbox), pick: impl Fn(&str) -> bool) -> usize {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    sandbox.ok(&["doctor"]);
    prepare(&sandbox);
    let show = sandbox.ok(&["show", CASE]).stdout;
    let log = sandbox.ok(&["log", "--json"]).stdout;
    let mut all = Vec::new();
    files(&sandbox.folder(), &mut all);
    let mut tried = 0;
    for (n, file) in all.into_iter().enumerate() {
        let name = file.strip_prefix(sandbox.folder()).unwrap().to_string_lossy().into_owned();
        // cases, people and settings are records: what is wrong in them has its own tests
        if !pick(&name) || name.ends_with(".yaml") && !name.starts_with(".git") {
            continue;
        }
        // each is cut short, and one in three gets each of the others
        for (how, content) in damages(&fs::read(&file).unwrap(), n) {
            let copy = sandbox.copy();
            let place = copy.path(&name);
            // what git keeps is write-protected
            fs::remove_file(&place).unwrap();
            fs::write(&place, &content).unwrap();
            let what = format!("{name} {how}");
            went(&copy, &["list"], &what);
            let shown = went(&copy, &["show", CASE], &what);
            // the case itself is whole, so it is shown as it is or not at all
            let leads = name.contains("refs") || name.ends_with("HEAD");
            let is_it = shown == show || leads && unstamped(&shown) == unstamped(&show);
            assert!(shown.is_empty() || is_it, "{what}:\n{shown}");
            let logged = went(&copy, &["log", "--json"], &what);
            let is_true = logged.is_empty() || logged == log || leads;
            assert!(is_true || log.ends_with(tail(&logged)), "{what}:\n{logged}");
            went(&copy, &["doctor"], &what);
            went(&copy, &["set", CASE, "title=Reading anywhere"], &what);
            let text = copy.read(&Sandbox::file_of(CASE));
            assert!(
                text.contains("title: Reading anywhere") || text.contains("title: Reading at home"),
                "{what}"
            );
            tried += 1;
        }
    }
    tried
}

// the end of a shorter log
fn tail(logged: &str) -> &str {
    logged.split_once("\"entries\": [").map_or(logged, |(_, entries)| entries.trim_start_matches(['\n', ' ']))
}

#[test]
fn a_damaged_history_is_refused_or_whole() {
    let tried = try_all(|_| {}, |name| name.starts_with(".git/objects/"));
    assert!(tried > 20, "{tried}");
}

#[test]
fn a_damaged_pack_is_refused_or_whole() {
    if !has_git() {
        return;
    }
    let pack = |sandbox: &Sandbox| {
        sandbox.git(&["repack", "-adq"]);
        sandbox.git(&["pack-refs", "--all"]);
    };
    let tried = try_all(pack, |name| name.starts_with(".git/objects/") || name.contains("packed-refs"));
    assert!(tried >= 6, "{tried}");
}

#[test]
fn a_damaged_hub_is_refused_or_whole() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["sync", "../hub"]);
    let mut all = Vec::new();
    files(&sandbox.path("../hub"), &mut all);
    for file in all {
        let whole = fs::read(&file).unwrap();
        let rights = fs::metadata(&file).unwrap().permissions();
        for (how, content) in damages(&whole, 2) {
            let what = format!("{} {how}", file.display());
            fs::remove_file(&file).unwrap();
            fs::write(&file, &content).unwrap();
            went(&sandbox, &["sync"], &what);
            went(&sandbox, &["doctor"], &what);
            fs::remove_file(&file).unwrap();
            fs::write(&file, &whole).unwrap();
            fs::set_permissions(&file, rights.clone()).unwrap();
        }
    }
    sandbox.assert_clean();
}

/// Somebody's unrecorded work and draft lie in the copy's own place.
fn with_work(sandbox: &Sandbox) {
    let private = Private::at(sandbox.path(".git/pikorua"));
    private.save_draft("cases-2026-2026-kf3m.yaml", "schema: 1\n").unwrap();
    sandbox.write(".git/pikorua/pending/2026-kf3m.toml", "by = \"p-4kd7\"\nguide = \"tatai\"\n");
    sandbox.write(".git/pikorua/pending/2026-kf3m.yaml", sandbox.read(&Sandbox::file_of(CASE)));
}

#[test]
fn damaged_files_beside_the_history_are_refused_or_made_anew() {
    let tried = try_all(with_work, |name| !name.starts_with(".git/objects/"));
    assert!(tried > 10, "{tried}");
}

/// What is shown, without the words below it that name the version: where no change can be found, there is none to name.
fn unstamped(shown: &str) -> &str {
    shown.split("Printed on ").next().unwrap_or_default()
}
