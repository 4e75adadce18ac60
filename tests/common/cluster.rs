//! Clusters to work in. Each is made once a run, by the program itself, and copied for every test that wants it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use pikorua::history::{Author, History, Note};

use super::sandbox::{NOW, Sandbox};

/// The case of the small cluster.
pub(crate) const CASE: &str = "2026-kf3m";

/// Its record, as [`REQUEST`] makes it.
const RECORD: &str = "\
schema: 1
id: 2026-kf3m
kind: individual
status: submitted
title: Joining in at reading time
layer: te-arotahi
focus:
  - learning
setting: awa-school
mokopuna:
  - id: m-atwg
    name: Hana Pōtae
    year: '3'
    languages:
      - mi
      - en
request:
  noticed: 2026-06-01
  talked: 2026-08-10
  submitted: 2026-08-14
  by: Anna Tupou, learning support coordinator
  strengths:
    - Tells long stories with many voices
  concerns:
    - At reading time she looks for something else to do
  hopes:
    - 'Aroha, her mum: that she reads to her little brother'
  tried:
    - A seat beside a friend, for three weeks
  success: She takes a book to the mat without being asked
  signed_on: 2026-08-10
  notes:
    rq-whanau: Anna read it out to Aroha on 10 August, and she agreed
course:
  - id: c-aaaa
    status: submitted
    date: 2026-08-14
    by: p-4kd7
visits:
  - id: v-znh9
    guide: request
    by: p-4kd7
    opened: 2026-08-14
    closed: 2026-08-14
    rows:
      - m-atwg
      - c-aaaa
    not_needed:
      rq-agencies: nobody else is in it
";

const PEOPLE: &str = "\
schema: 1
people:
  - id: p-4kd7
    name: Kim Ngata
    role: rtlb
    email: kim@te-awa.example
    logins: [kim]
  - id: p-7w2n
    name: Tom Arden
    role: rtlb
    logins: [tarden]
";

const SETTING: &str = "\
schema: 1
id: awa-school
name: Awa School
kind: full-primary
key_contact: Anna Tupou
liaison: p-4kd7
";

/// A request that is complete, about an invented mokopuna.
pub(crate) const REQUEST: &str = "\
guide: request
rq-kind: individual
rq-setting: awa-school
rq-title: Joining in at reading time
rq-by: Anna Tupou, learning support coordinator
rq-focus: [learning]
rq-layer: te-arotahi
rq-mokopuna:
  - name: Hana Pōtae
    year: \"3\"
    languages: [mi, en]
rq-strengths: [Tells long stories with many voices]
rq-concerns: [\"At reading time she looks for something else to do\"]
rq-tried: [\"A seat beside a friend, for three weeks\"]
rq-agencies: {not-needed: nobody else is in it}
rq-hopes: [\"Aroha, her mum: that she reads to her little brother\"]
rq-success: She takes a book to the mat without being asked
rq-whanau: Anna read it out to Aroha on 10 August, and she agreed
rq-signed: 2026-08-10
rq-noticed: 2026-06-01
rq-talked: 2026-08-10
";

impl Sandbox {
    /// A cluster with two people, a school and one request for support, everything recorded.
    pub(crate) fn cluster() -> Sandbox {
        static MADE: OnceLock<Sandbox> = OnceLock::new();
        MADE.get_or_init(make).copy()
    }

    /// The cluster that `pikorua demo` makes.
    pub(crate) fn demo() -> Sandbox {
        Sandbox::demo_as_made().0.copy()
    }

    /// The same, not to be written to, and what the command said. Its folder is the sandbox's folder itself.
    pub(crate) fn demo_as_made() -> &'static (Sandbox, String) {
        static MADE: OnceLock<(Sandbox, String)> = OnceLock::new();
        MADE.get_or_init(|| {
            let sandbox = Sandbox::shared();
            let said = sandbox.ok(&["demo"]).to_string();
            let made = sandbox.path("pikorua-demo");
            let beside = sandbox.home().join("made");
            fs::rename(made, &beside).unwrap();
            fs::remove_dir(sandbox.folder()).unwrap();
            fs::rename(beside, sandbox.folder()).unwrap();
            (sandbox, said)
        })
    }

    /// Another sandbox that is the same so far.
    pub(crate) fn copy(&self) -> Sandbox {
        let copy = Sandbox::new();
        copy_folder(&self.folder(), &copy.folder());
        copy_folder(&self.home(), &copy.home());
        // ids that were given once are not given again
        copy.start_ids_at(1000);
        copy
    }

    /// Records whatever lies unrecorded in the folder, as Kim.
    pub(crate) fn record_all(&self, subject: &str) {
        let history = History::open(&self.folder()).unwrap();
        let files: Vec<_> = history.status().unwrap().into_iter().map(|(path, _)| path).collect();
        let author = Author { name: "Kim Ngata".into(), email: "kim@te-awa.example".into(), when: now() };
        history.commit(&files, &Note::new(subject), &author, &author).unwrap();
    }

    /// The path of a case's file.
    pub(crate) fn file_of(id: &str) -> String {
        format!("cases/{}/{id}.yaml", &id[..4])
    }
}

fn now() -> jiff::Zoned {
    NOW.parse().unwrap()
}

fn make() -> Sandbox {
    let sandbox = Sandbox::shared();
    sandbox.ok(&["init", ".", "--cluster", "Te Awa", "--name", "Kim Ngata"]);
    sandbox.write("people.yaml", PEOPLE);
    sandbox.write("settings/awa-school.yaml", SETTING);
    sandbox.record_all("people and settings");
    sandbox.write(&Sandbox::file_of(CASE), RECORD);
    sandbox.record_all("Request for support: left");
    sandbox
}

/// Copies a folder with everything in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

impl Sandbox {
    fn start_ids_at(&self, seed: u64) {
        self.seed().store(seed, Ordering::SeqCst);
    }
}
