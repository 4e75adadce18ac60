//! `demo`: the synthetic cluster with its history, and one case taken from request to closing.

use std::path::{Path, PathBuf};

use clap::Args;
use include_dir::{Dir, include_dir};
use jiff::civil::Time;
use jiff::{Zoned, civil};
use serde::Deserialize;

use super::seen::Seen;
use super::{Global, print, walk};
use crate::change::{Clock, Desk, Opening, Session};
use crate::error::{Error, Result};
use crate::folder::{Folder, line_ends};
use crate::history::{History, Note};
use crate::record::file::RelPath;
use crate::record::id::{CaseId, Ids};
use crate::ui::Ui;

mod past;

use past::Past;

static CLUSTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples/cluster");
static ANSWERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples/answers");

/// Make a synthetic cluster to look around in, and take one case from request to closing
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// Where to make it
    #[arg(default_value = "pikorua-demo")]
    folder: PathBuf,
}

/// The case that the demo walks: which guide is answered by which file, when, by whom.
#[derive(Deserialize)]
struct Script {
    step: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    guide: String,
    answers: String,
    date: String,
    user: String,
}

impl Demo {
    pub(super) fn run(&self, _global: &Global, ui: &mut Ui) -> Result<()> {
        if self.folder.exists() {
            return Err(Error::request(format!("`{}` is there already", self.folder.display()))
                .hint(format!("Look around in it: `pikorua -C {} list`.", self.folder.display()))
                .hint("Or name another folder: `pikorua demo FOLDER`."));
        }
        ui.say(&format!(
            "Making a synthetic cluster in `{}`. All people in it are invented.",
            self.folder.display()
        ));
        let (mut desk, around) = make(&self.folder)?;
        let past = Past::begin(&mut desk, &around)?;
        let id = walk_one(&mut desk, past, ui)?;
        // the documents are made for the day after the last step
        let seen = Seen::new(&desk, &id, None)?;
        print::on_screen(&desk, &seen, "plan", ui)?;
        print::on_screen(&desk, &seen, "review", ui)?;
        say_where(ui, &desk, &self.folder, &id)
    }
}

/// Makes the folder with everything but the cases; these files are not recorded yet.
fn make(place: &Path) -> Result<(Desk, Vec<RelPath>)> {
    // the cases follow with their history, and the mark of a cluster's folder comes last
    let around = files(&CLUSTER).into_iter().filter(|f| !f.path().starts_with("cases"));
    let texts = around.filter_map(|f| Some((f.path().to_str()?, f.contents_utf8()?.to_owned())));
    let mut all: Vec<(&str, String)> = std::iter::once(line_ends()).chain(texts).collect();
    all.sort_by_key(|(name, _)| *name == "pikorua.toml");
    let folder = Folder::create_with(place, &all)?;
    History::init(folder.root())?;
    let clock = Clock { now: moment(civil::date(2025, 3, 3), 8), ids: Ids::seeded(2026) };
    let desk = Desk::open(Opening { start: folder.root(), folder: Some(folder.root()), user: None }, clock)?;
    Ok((desk, all.iter().filter_map(|(name, _)| name.parse().ok()).collect()))
}

/// Every file of an embedded folder, in the order of their paths.
fn files(dir: &'static Dir<'static>) -> Vec<&'static include_dir::File<'static>> {
    let mut all: Vec<_> = dir.files().collect();
    all.extend(dir.dirs().flat_map(files));
    all.sort_by_key(|f| f.path());
    all
}

/// A moment of a working day in Aotearoa.
fn moment(date: civil::Date, hour: i8) -> Zoned {
    let time = date.to_datetime(Time::constant(hour, 20, 0, 0));
    // the zone's name is known to every system; where it is not, the same hour of UTC will do
    time.in_tz("Pacific/Auckland").or_else(|_| time.in_tz("UTC")).unwrap_or_else(|_| Zoned::now())
}

fn walk_one(desk: &mut Desk, mut past: Past, ui: &mut Ui) -> Result<CaseId> {
    let script: Script = toml::from_str(text("demo.toml")?).map_err(|e| Error::fault(e.to_string()))?;
    let mut case: Option<CaseId> = None;
    for step in &script.step {
        let date: civil::Date = step.date.parse().map_err(|e: jiff::Error| Error::fault(e.to_string()))?;
        past.record_until(desk, Some(date))?;
        desk.hand_over(step.user.parse().map_err(Error::fault)?, moment(date, 15));
        let guide = desk.guide(&step.guide)?;
        let mut session = match &case {
            Some(id) => Session::open(desk, id)?,
            None => Session::create(desk, "individual")?,
        };
        let given = walk::AnswersText { name: step.answers.clone(), text: text(&step.answers)?.into() };
        walk::from_text(desk, &mut session, &guide, &given, &walk::Begins::default(), ui)?;
        ui.say(&format!("{}  {}: {}", step.date, session.id(), guide.full_title()));
        case = Some(session.id().clone());
    }
    past.record_until(desk, None)?;
    case.ok_or_else(|| Error::fault("the demo has no steps"))
}

fn text(name: &str) -> Result<&'static str> {
    let file = ANSWERS.get_file(name).and_then(include_dir::File::contents_utf8);
    file.ok_or_else(|| Error::fault(format!("`{name}` is missing from the program")))
}

fn say_where(ui: &mut Ui, desk: &Desk, folder: &Path, id: &CaseId) -> Result<()> {
    let folder = folder.display();
    ui.print("\n")?;
    ui.say(&format!("Everything lies in `{folder}`, as plain files:"));
    ui.say(&format!("  {}  the case that was just walked", desk.folder.case_path(id)));
    ui.say("  people.yaml, settings/, pikorua.toml  the cluster");
    ui.say("Look around:");
    for verb in [
        "list".into(),
        format!("show {id}"),
        format!("log {id}"),
        "check".into(),
        format!("print plan {id} --for whanau -o plan.html"),
    ] {
        ui.say(&format!("  pikorua -C {folder} {verb}"));
    }
    ui.say("Then make your own: `pikorua init FOLDER --cluster NAME`.");
    Ok(())
}

/// The files of the embedded cases.
fn cases() -> impl Iterator<Item = (RelPath, &'static str)> {
    files(&CLUSTER).into_iter().filter_map(|file| {
        let path: RelPath = file.path().to_str()?.replace('\\', "/").parse().ok()?;
        path.case()?;
        Some((path, file.contents_utf8()?))
    })
}

/// The note of a folder's first files.
fn founding() -> Note {
    Note::new("a folder for the cluster")
}
