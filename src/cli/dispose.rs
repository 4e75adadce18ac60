//! `dispose`: lawful disposal of closed cases whose period is over.

use clap::Args;
use serde_json::json;

use super::{Global, sync};
use crate::change::{Desk, Disposal, Kept, Leave, Past, Place};
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::value::Date;
use crate::ui::{Reply, Ui};

/// Show which closed cases are past the period for which your cluster keeps them; with `--case` or `--all`, dispose of them
#[derive(Args, Debug)]
#[command(
    after_help = "Nothing is ever disposed of by itself. pikorua.toml says for how many years closed cases are kept (`keep_years`): \
look it up in the disposal schedule that holds for your lead school. Schedules say the least, not the most.\n\n\
At the hub the past is written anew without the cases, and every copy lets go of them at its next `sync`. A line stays in \
`disposed.yaml`: the id, the day, who did it, who permitted it, on what authority, and how it was made sure that no national \
pause on disposal applies. It cannot be taken back.\n\n\
Ends with 3 where something of that is not said, or where a case is not closed or not past its period."
)]
pub(super) struct Dispose {
    /// The hub [default: the one of last time, or the cluster's; without any, this folder alone]
    hub: Option<String>,
    /// A case to dispose of, by its id; can be given several times
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<String>,
    /// Dispose of all that are past their period
    #[arg(long, conflicts_with = "cases")]
    all: bool,
    /// Who permitted it, such as a board and the day of its meeting
    #[arg(long, value_name = "NAME")]
    permitted_by: Option<String>,
    /// On what authority, such as a disposal schedule and the class in it
    #[arg(long, value_name = "TEXT")]
    authority: Option<String>,
    /// How it was made sure that no national pause on disposal applies: whom you asked, and when
    #[arg(long, value_name = "TEXT")]
    no_pause: Option<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// What has to be said, how it is asked for, and what a command line says it with.
const ASKED: [(&str, &str, &str); 3] = [
    (
        "who permitted it",
        "Who has permitted this? Name them as somebody will look for them in twenty years.",
        "--permitted-by",
    ),
    ("on what authority", "On what authority: which disposal schedule, and which part of it?", "--authority"),
    (
        "how it was made sure that no pause applies",
        "At times a national pause forbids all disposal. How did you make sure that none applies: whom did you ask, and when?",
        "--no-pause",
    ),
];

/// Fewer letters say nothing.
const FEWEST_LETTERS: usize = 3;

impl Dispose {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        if self.cases.is_empty() && !self.all {
            return self.list(&global.desk()?, ui);
        }
        let desk = global.desk_to_change(ui)?;
        let from = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
        let named = self.hub.as_deref();
        let place = desk.has_hub(named).then(|| desk.hub(named, &from, ui.can_ask())).transpose()?;
        if let Some(place) = &place {
            desk.hub_to_dispose_at(place)?;
        }
        let kept = desk.kept()?;
        let cases = self.meant(&desk, &kept)?;
        desk.refuse_kept(&cases, &kept)?;
        if cases.is_empty() {
            ui.say("No case is past its period, so there is nothing to dispose of.");
            return Ok(());
        }
        let leave = self.leave(ui)?;
        let past: Vec<&Past> = kept.past.iter().filter(|past| cases.contains(&past.id)).collect();
        say_before(ui, &past);
        if ui.can_ask() && !ui.confirm(&question(cases.len(), place.as_ref()))? {
            return Err(Error::request("nothing was disposed of"));
        }
        let done = desk.dispose(place.as_ref(), &cases, &leave)?;
        if self.json {
            return ui.print_json(&as_json(&desk, &kept, Some(&done)));
        }
        done.exchanged.iter().for_each(|told| sync::say_noticed(ui, &desk, told));
        say_after(ui, &done, place.as_ref());
        Ok(())
    }

    fn list(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let kept = desk.kept()?;
        if self.json {
            return ui.print_json(&as_json(desk, &kept, None));
        }
        let Some(years) = kept.years else {
            ui.say("pikorua.toml does not say for how many years your cluster keeps closed cases, so none is listed.");
            ui.say("Look it up in the disposal schedule that holds for your lead school, and write it above the first line in square brackets: `keep_years = …`.");
            return Ok(());
        };
        for past in &kept.past {
            ui.print(&format!("{}\n", line(past)))?;
        }
        let years = if years == 1 { "year".into() } else { format!("{years} years") };
        match kept.past.len() {
            0 => ui.say(&format!("No case is past the {years} for which your cluster keeps closed cases.")),
            n => {
                let are = if n == 1 { "1 case is".into() } else { format!("{n} cases are") };
                ui.say(&format!(
                    "{are} past the {years} for which your cluster keeps closed cases. Nothing goes by itself."
                ));
                ui.say("`pikorua dispose --case ID` disposes of one; it asks who permitted it, and on what authority.");
            }
        }
        if !kept.without_day.is_empty() {
            let names: Vec<&str> = kept.without_day.iter().map(CaseId::as_str).collect();
            ui.warn(&format!(
                "closed, and no day says since when, so not counted: {}. `pikorua set ID closing.date=DAY` says it.",
                names.join(", ")
            ));
        }
        Ok(())
    }

    // a name could be that of another case too, so only ids count
    fn meant(&self, desk: &Desk, kept: &Kept) -> Result<Vec<CaseId>> {
        if self.all {
            return Ok(kept.past.iter().map(|past| past.id.clone()).collect());
        }
        let mut cases =
            self.cases.iter().map(|text| desk.folder.resolve(text)).collect::<Result<Vec<_>>>()?;
        cases.sort();
        cases.dedup();
        Ok(cases)
    }

    fn leave(&self, ui: &mut Ui) -> Result<Leave> {
        let mut said = [&self.permitted_by, &self.authority, &self.no_pause]
            .map(|said| said.as_deref().unwrap_or_default().trim().to_owned());
        for (said, (_, question, _)) in said.iter_mut().zip(ASKED) {
            if said.is_empty() && ui.can_ask() {
                ui.tell(&ui.fill(question));
                if let Reply::Got(text) = ui.ask_line(None)? {
                    *said = text.trim().to_owned();
                }
            }
        }
        // a full stop is no reason that anybody understands in twenty years
        let is_said = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS;
        let missing: Vec<_> =
            said.iter().zip(ASKED).filter(|(said, _)| !is_said(said)).map(|(_, asked)| asked).collect();
        if missing.is_empty() {
            let [permitted_by, authority, no_pause] = said;
            return Ok(Leave { permitted_by, authority, no_pause });
        }
        let what: Vec<&str> = missing.iter().map(|(what, _, _)| *what).collect();
        let flags: Vec<String> = missing.iter().map(|(_, _, flag)| format!("`{flag} \"…\"`")).collect();
        Err(Error::new(ErrorKind::Refused, format!("nothing was disposed of: it is not said {}", what.join(", nor ")))
            .hint(format!("Say it with {}.", flags.join(" and ")))
            .hint("Records of a school go only by a disposal authority, and some of them only by leave of the board."))
    }
}

fn day(day: Date) -> String {
    day.in_words()
}

fn cases(n: usize) -> String {
    if n == 1 { "1 case".into() } else { format!("{n} cases") }
}

fn line(past: &Past) -> String {
    let title = past.title.as_deref().unwrap_or_default().replace(['\n', '\t'], " ");
    format!("{}\tclosed {}\tkept until {}\t{title}", past.id, day(past.closed), day(past.until))
}

// what people should know before
fn say_before(ui: &mut Ui, past: &[&Past]) {
    for past in past {
        ui.tell(&ui.fill(&format!(
            "{}, closed {}, kept until {}",
            past.id,
            day(past.closed),
            day(past.until)
        )));
        if past.shared > 0 {
            let times = if past.shared == 1 { "once".into() } else { format!("{} times", past.shared) };
            ui.tell(&ui.fill(&format!(
                "  Something of it was shared {times}; what others hold is theirs to dispose of. `pikorua share {}` lists it, and goes with the case.",
                past.id
            )));
        }
        if !past.linked.is_empty() {
            let linked: Vec<&str> = past.linked.iter().map(CaseId::as_str).collect();
            ui.tell(&ui.fill(&format!(
                "  It belongs with {}: does anybody there still need it?",
                linked.join(", ")
            )));
        }
    }
}

fn question(n: usize, place: Option<&Place>) -> String {
    let place = match place {
        Some(place) => format!("at {}, and in every copy at its next `sync`", place.name()),
        None => "in this folder".to_owned(),
    };
    format!("Dispose of {}, {place}? It cannot be taken back.", cases(n))
}

fn say_after(ui: &mut Ui, done: &Disposal, place: Option<&Place>) {
    let ids: Vec<&str> = done.gone.iter().map(|gone| gone.case.as_str()).collect();
    let n = ids.len();
    let was = if n == 1 { "was" } else { "were" };
    ui.say(&format!(
        "{} {was} disposed of: {}. A line for each stays in `disposed.yaml`.",
        cases(n),
        ids.join(", ")
    ));
    for path in &done.beside {
        ui.warn(&format!(
            "`{}` is named after it and is not a record: take it away yourself, if it shall go.",
            path.display()
        ));
    }
    ui.say("What this does not reach, and somebody must think of:");
    if let Some(place) = place {
        ui.say("  • laptops that have not synced since: they let go at their next `sync`");
        ui.say(&format!(
            "  • backups of {}, and what the drive itself keeps of earlier versions",
            place.name()
        ));
    } else {
        ui.say("  • copies of this folder, and what its drive keeps of earlier versions");
    }
    ui.say("  • backups of laptops, USB sticks, the recycle bin, files that an editor keeps");
    ui.say("  • documents that were printed, exported or sent, and what schools and services hold");
}

fn as_json(desk: &Desk, kept: &Kept, done: Option<&Disposal>) -> serde_json::Value {
    let past = kept.past.iter().map(|past| {
        json!({
            "id": past.id, "closed": past.closed, "kept_until": past.until, "title": past.title,
            "shared": past.shared, "linked": past.linked,
        })
    });
    let gone = done.map(|done| done.gone.clone()).or_else(|| desk.disposed().ok()).unwrap_or_default();
    let mut told = json!({
        "schema": "pikorua/dispose/1",
        "keep_years": kept.years,
        "cases": if done.is_some() { Vec::new() } else { past.collect::<Vec<_>>() },
        "without_day": kept.without_day,
        "disposed": gone,
    });
    if let Some(done) = done {
        told["beside"] = done.beside.iter().map(|path| path.display().to_string()).collect();
    }
    told
}

/// Says which cases that this one is linked with were disposed of.
pub(super) fn say_linked(desk: &Desk, case: &Case, ui: &mut Ui) {
    if case.links.is_empty() {
        return;
    }
    for gone in desk.gone_cases().unwrap_or_default() {
        if case.links.iter().any(|link| link.case.as_ref() == Some(&gone.case)) {
            ui.warn(&format!("{}, which belongs with it, {}.", gone.case, gone.words()));
        }
    }
}
