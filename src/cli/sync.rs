//! `sync`: exchanges work with the cluster's hub.

pub(super) mod resolve;

use clap::Args;
use serde_json::{Value as Tree, json};

use super::{Global, open};
use crate::change::questions::{self, Open};
use crate::change::{BY_HAND, Desk, Exchanged, LetGo, Remark, SECOND_VERSIONS, Traffic};
use crate::error::{Error, ErrorKind, Result};
use crate::record::file::RelPath;
use crate::ui::Ui;

/// Exchange work with the cluster's hub: what colleagues sent comes, what was recorded here goes
#[derive(Args, Debug)]
#[command(
    after_help = "HUB is a place that everybody reaches, such as a folder on the shared drive; it is made if it is not \
there, and remembered. An address (https://…, somebody@host:path) works with the program git, and only where pikorua.toml \
names the host and who accepted it.\n\nEnds with 4 where two people wrote different things and nobody has decided yet; \
everything else went through."
)]
pub(super) struct Sync {
    /// The hub [default: the one of last time, or the cluster's]
    hub: Option<String>,
    /// Go through the open questions, one at a time, and send what you decide
    #[arg(long)]
    resolve: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Sync {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        if self.resolve {
            resolve::join_seconds(&desk, ui)?;
        }
        let from = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
        // in a folder that all share there may be questions and no hub
        if self.resolve && !desk.has_hub(self.hub.as_deref()) {
            return self.resolve_here(&desk, ui);
        }
        let hub = desk.hub(self.hub.as_deref(), &from, ui.can_ask())?;
        let mut told = desk.exchange(&hub)?;
        let mut open = Undecided::find(&desk)?;
        if self.resolve && !open.is_empty() {
            if !self.json {
                say(ui, &desk, &told);
            }
            if resolve::resolve(&desk, ui, &open)? > 0 {
                told = desk.exchange(&hub)?;
                open = Undecided::find(&desk)?;
            }
        }
        if self.json {
            ui.print_json(&json(Some(&hub.name()), &told, &open))?;
        } else {
            say(ui, &desk, &told);
        }
        open.end()
    }

    fn resolve_here(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let mut open = Undecided::find(desk)?;
        if !open.is_empty() && resolve::resolve(desk, ui, &open)? > 0 {
            open = Undecided::find(desk)?;
        }
        if self.json {
            ui.print_json(&json(None, &Exchanged::default(), &open))?;
        } else if open.is_empty() {
            ui.say("No question is open. There is no hub to exchange work with.");
        }
        open.end()
    }
}

/// What nobody has decided yet.
struct Undecided {
    questions: Vec<Open>,
    // of files that are no records, and of cases that could not be joined
    seconds: Vec<RelPath>,
}

impl Undecided {
    fn find(desk: &Desk) -> Result<Undecided> {
        Ok(Undecided {
            questions: questions::open(desk)?,
            seconds: desk.folder.cases().and_then(|cases| desk.folder.second_versions(&cases.beside))?,
        })
    }

    fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.seconds.is_empty()
    }

    fn end(&self) -> Result<()> {
        match (self.questions.len(), self.seconds.as_slice()) {
            (0, []) => Ok(()),
            (0, seconds) => Err(Error::new(ErrorKind::Decide, lie_beside(seconds))
                .hint("Everything else went through, and both versions are kept.")
                .hint(SECOND_VERSIONS)),
            (n, []) => Err(undecided(n, &self.questions)),
            (n, seconds) => Err(undecided(n, &self.questions).because(lie_beside(seconds))),
        }
    }
}

/// Which files have a second version, in words.
pub(super) fn lie_beside(seconds: &[RelPath]) -> String {
    let name = |second: &RelPath| match second.is_beside() {
        Some(first) => format!("`{second}` beside `{first}`"),
        None => format!("`{second}`"),
    };
    let names: Vec<String> = seconds.iter().map(name).collect();
    format!("second versions that nobody has joined or decided about: {}", names.join(", "))
}

fn say(ui: &mut Ui, desk: &Desk, told: &Exchanged) {
    say_noticed(ui, desk, told);
    let you = desk.author().name;
    ui.say(&went("Came", &told.came, &you));
    ui.say(&went("Went", &told.went, &you));
    for remark in &told.remarks {
        ui.warn(&said(remark));
    }
}

/// Says what lay unrecorded, and what this folder let go of.
pub(super) fn say_noticed(ui: &mut Ui, desk: &Desk, told: &Exchanged) {
    open::say_noticed(ui, desk, &told.noticed);
    for let_go in &told.let_go {
        ui.warn(&gone(let_go));
    }
}

fn gone(let_go: &LetGo) -> String {
    let LetGo { gone, unsent } = let_go;
    let by = gone.permitted_by.as_ref().map(|name| format!(", permitted by {name}")).unwrap_or_default();
    let mut said =
        format!("{} {}{by}. It is gone from this folder now, with all of its past.", gone.case, gone.words());
    if !unsent.is_empty() {
        let name = |name: &String| if name == BY_HAND { format!("somebody {BY_HAND}") } else { name.clone() };
        let names = unsent.iter().map(name).collect::<Vec<_>>().join(" and ");
        said.push_str(&format!(" What {names} had written in it and not sent yet went with it."));
    }
    said
}

fn said(remark: &Remark) -> String {
    match remark {
        Remark::NewId { old, new } => format!(
            "two different cases had been given the id {old}, in two copies; the one recorded later is now {new}. \
             `pikorua show` each, and tell whoever works on them."
        ),
        Remark::Beside { file, other } => format!(
            "`{file}` was changed here and elsewhere, and the two could not be joined: the other version lies beside it, \
             in `{other}`."
        ),
        Remark::CameBack { file } => format!(
            "`{file}` was taken away by one and changed by another, so it is there: take it away again if it shall go."
        ),
    }
}

/// What came or went, in a sentence.
fn went(which: &str, traffic: &Traffic, you: &str) -> String {
    if traffic.by.is_empty() {
        return format!("{which}: nothing new.");
    }
    let changes = traffic.by.iter().map(|(name, count)| match name.as_str() {
        BY_HAND => format!("{} {BY_HAND}", counted(*count, "edit", "edits")),
        name if name == you => format!("{} by you", counted(*count, "change", "changes")),
        name => format!("{} by {name}", counted(*count, "change", "changes")),
    });
    let mut where_to = Vec::new();
    if !traffic.cases.is_empty() {
        where_to.push(counted(traffic.cases.len(), "case", "cases"));
    }
    if !traffic.others.is_empty() {
        where_to.push(counted(traffic.others.len(), "other file", "other files"));
    }
    let to = if where_to.is_empty() { String::new() } else { format!(" to {}", where_to.join(" and ")) };
    format!("{which}: {}{to}.", changes.collect::<Vec<_>>().join(", "))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Questions that nobody has decided yet.
pub(super) fn undecided(n: usize, open: &[Open]) -> Error {
    let mut names: Vec<String> = open.iter().map(Open::name).collect();
    names.dedup();
    Error::new(ErrorKind::Decide, format!("{}: {}", are_open(n), names.join(", ")))
        .hint("Everything else went through, and both versions are kept.")
        .hint("`pikorua sync --resolve` goes through them, one at a time.")
}

/// So many questions are open, in words.
pub(super) fn are_open(n: usize) -> String {
    let are = if n == 1 { "one question is open".into() } else { format!("{n} questions are open") };
    format!("{are}, where two people wrote different things")
}

fn json(hub: Option<&str>, told: &Exchanged, open: &Undecided) -> Tree {
    let traffic = |traffic: &Traffic| {
        let by = traffic.by.iter().map(|(name, changes)| json!({ "name": name, "changes": changes }));
        json!({
            "by": by.collect::<Vec<_>>(),
            "cases": traffic.cases,
            "files": traffic.others.iter().map(|file| file.as_str()).collect::<Vec<_>>(),
        })
    };
    let remark = |remark: &Remark| match remark {
        Remark::NewId { old, new } => json!({ "kind": "new-id", "old": old, "new": new }),
        Remark::Beside { file, other } => {
            json!({ "kind": "beside", "file": file.as_str(), "other": other.as_str() })
        }
        Remark::CameBack { file } => json!({ "kind": "came-back", "file": file.as_str() }),
    };
    let question =
        |open: &Open| json!({ "case": open.case(), "file": open.file.as_str(), "question": open.question });
    let second = |second: &RelPath| json!({ "file": second.is_beside().map(|file| file.to_string()), "second": second.as_str() });
    json!({
        "schema": "pikorua/sync/1",
        "hub": hub,
        "came": traffic(&told.came),
        "went": traffic(&told.went),
        "disposed": told.let_go.iter().map(|told| json!({ "case": told.gone.case, "on": told.gone.on, "unsent": told.unsent })).collect::<Vec<_>>(),
        "remarks": told.remarks.iter().map(remark).collect::<Vec<_>>(),
        "questions": open.questions.iter().map(question).collect::<Vec<_>>(),
        "second_versions": open.seconds.iter().map(second).collect::<Vec<_>>(),
    })
}
