//! `edit`: a record in the person's own editor, checked before it is kept.

use clap::Args;

use super::{Global, collided, open};
use crate::change::{Desk, Put, Seen, Session};
use crate::check;
use crate::error::{Error, ErrorKind, Result};
use crate::folder::Cluster;
use crate::history::Note;
use crate::record::case::Case;
use crate::record::cluster::{People, Setting};
use crate::record::file::RelPath;
use crate::record::id::SettingId;
use crate::record::problem::{Level, Problem};
use crate::record::read::read;
use crate::record::shape::Field;
use crate::record::text::composed;
use crate::ui::{Place, Ui, excerpt};

/// Edit a case, `people`, `settings` or `cluster` in your editor; it is checked before it is kept
#[derive(Args, Debug)]
pub(super) struct Edit {
    /// A case, `people`, `cluster`, or `settings`
    what: String,
    /// With `settings`: which school or service
    setting: Option<String>,
}

/// What reading a text found.
type Judge = fn(&Desk, &str) -> Vec<Problem>;

/// What is being written, and what stood in the file when it was begun.
struct Draft {
    name: String,
    stood: String,
    begun_on: String,
}

impl Edit {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        let (file, judge) = self.target(&desk, ui)?;
        let before = desk.folder.read_if_there(&file)?;
        if before.is_some() {
            open::say_noticed(ui, &desk, &desk.settle(&file)?);
        }
        let newest = desk.history.newest()?;
        let start = before.as_ref().map_or_else(|| self.start(&desk), |f| f.text.clone());
        let draft = Draft::take_up(ui, &desk, &file, &start)?;
        let text = self.written(ui, &desk, &file, judge, &draft)?;
        let text = composed(&draft.begun_on, &text);
        let mut put = Put::default();
        if text != draft.begun_on {
            let note = Note::new(format!("edited {}", self.what_in_words()));
            let content = before.is_some().then_some(draft.begun_on.as_bytes());
            let newest = newest.filter(|_| draft.begun_on == start);
            put = desk.put_over(&file, &text, Seen { content, newest }, note)?;
        }
        // what was recorded stays recorded, also where the draft of it cannot be taken away
        if let Err(error) = draft.remove(&desk) {
            ui.warn(&format!("{}; the next `pikorua edit` offers it again.", error.message));
        }
        open::say_noticed(ui, &desk, &put.noticed);
        ui.say(if text == draft.begun_on { "Nothing was changed." } else { "Kept and recorded." });
        match file.case() {
            Some(case) if put.asks => {
                let mut session = Session::open(&desk, &case)?;
                let left = collided::ask_all(&desk, &mut session, ui, put.collided)?;
                session.record(Note::new("decided between two versions"))?;
                collided::is_decided(&left)
            }
            None if put.asks => Err(Error::new(
                ErrorKind::Decide,
                format!("two people wrote different things in `{file}`"),
            )
            .hint(
                "Both are kept: what one wrote stands in its place, what the other wrote under `questions`.",
            )
            .hint("`pikorua sync --resolve` asks which of the two holds.")),
            _ => Ok(()),
        }
    }

    // the editor, until what it saved can be read
    fn written(
        &self,
        ui: &mut Ui,
        desk: &Desk,
        file: &RelPath,
        judge: Judge,
        draft: &Draft,
    ) -> Result<String> {
        loop {
            ui.edit_file(&desk.private.draft_path(&draft.name)?)?;
            match desk.private.draft(&draft.name) {
                Ok(text) => {
                    let text = text.unwrap_or_default();
                    let problems = judge(desk, &text);
                    if problems.is_empty() {
                        return Ok(text);
                    }
                    self.show(ui, file, &text, &problems);
                }
                Err(unreadable) => ui.error(&unreadable),
            }
            if !again(ui)? {
                return Err(Error::request("this was not kept, because it cannot be read")
                    .hint("The draft is still there; the next `pikorua edit` opens it."));
            }
        }
    }

    fn target(&self, desk: &Desk, ui: &mut Ui) -> Result<(RelPath, Judge)> {
        Ok(match self.what.as_str() {
            "people" => (RelPath::people(), judge::<People>),
            "cluster" => (RelPath::cluster(), judge_cluster),
            "settings" => {
                let id = self.setting.as_deref().ok_or_else(|| {
                    let ids: Vec<&str> = desk.settings.iter().map(|s| s.id.as_str()).collect();
                    let error = Error::usage("which school or service?")
                        .hint("`pikorua edit settings awa-school` opens one by its id, or makes it.");
                    if ids.is_empty() { error } else { error.hint(format!("There are: {}.", ids.join(", "))) }
                })?;
                let id: SettingId = id.parse().map_err(|why: String| {
                    Error::usage(why).hint("Use lower-case letters, digits and hyphens, as in `awa-school`.")
                })?;
                (RelPath::of_setting(&id), judge::<Setting>)
            }
            case => (desk.folder.case_path(&open::case(desk, ui, case)?), judge::<Case>),
        })
    }

    // a school or service that is not there yet
    fn start(&self, desk: &Desk) -> String {
        let id = self.setting.as_deref().unwrap_or_default();
        let kinds: Vec<String> = desk.vocabulary.offered("setting-kinds").into_iter().map(|k| k.id).collect();
        let kinds = textwrap::fill(&kinds.join(", "), textwrap::Options::new(96).subsequent_indent("#   "));
        format!(
            "schema: 1\nid: {id}\nname: # as people say it\n# one of: {kinds}\nkind:\nkey_contact: # the one person to talk to\n"
        )
    }

    fn what_in_words(&self) -> &str {
        match self.what.as_str() {
            "people" => "the people of the cluster",
            "cluster" => "the cluster's settings",
            "settings" => "a school or service",
            _ => "the record",
        }
    }

    fn show(&self, ui: &mut Ui, file: &RelPath, text: &str, problems: &[Problem]) {
        for problem in problems {
            let place = Place { file: file.as_str(), text, span: problem.span.clone() };
            let notes = [("remedy", problem.remedy.as_str())];
            let drawn = excerpt(ui, Level::Error, problem.rule, &problem.message, &place, &notes);
            ui.tell(&format!("{drawn}\n"));
        }
    }
}

impl Draft {
    // a draft that is still here was being written when something broke off
    fn take_up(ui: &mut Ui, desk: &Desk, file: &RelPath, start: &str) -> Result<Draft> {
        let name = file.as_str().replace('/', "-");
        let mut draft = Draft { stood: format!("{name}.before"), name, begun_on: start.to_owned() };
        let there = desk.private.draft(&draft.name);
        if there.as_ref().is_ok_and(|text| text.as_ref().is_none_or(|text| text == start)) {
            desk.private.save_draft(&draft.stood, start)?;
            desk.private.save_draft(&draft.name, start)?;
            return Ok(draft);
        }
        ui.warn("a draft from last time is still here; the editor opens that.");
        if let Some(stood) = desk.private.draft(&draft.stood)?.filter(|stood| stood != start) {
            ui.warn("the file has changed since the draft was begun: what you keep is joined with that.");
            draft.begun_on = stood;
        }
        if let Err(unreadable) = there {
            ui.error(&unreadable);
        }
        Ok(draft)
    }

    fn remove(&self, desk: &Desk) -> Result<()> {
        desk.private.remove_draft(&self.name)?;
        desk.private.remove_draft(&self.stood)
    }
}

fn again(ui: &mut Ui) -> Result<bool> {
    if !ui.can_ask() {
        return Ok(false);
    }
    let choices = ["open the editor again".to_owned(), "stop; the draft stays".to_owned()];
    Ok(ui.pick(&choices, Some(0))? == Some(0))
}

// what must be mended before it is kept; warnings and questions can wait for `check`
fn judge<T: Field>(_: &Desk, text: &str) -> Vec<Problem> {
    let is_error = |p: &Problem| check::rule(p.rule).is_none_or(|rule| rule.level == Level::Error);
    read::<T>(text).problems.into_iter().filter(is_error).collect()
}

fn judge_cluster(desk: &Desk, text: &str) -> Vec<Problem> {
    match Cluster::read(text).and_then(|cluster| desk.library.words(&cluster)) {
        Ok(_) => Vec::new(),
        Err(error) => {
            let remedy = error.hints.join(" ");
            vec![Problem::new(
                "syntax",
                crate::record::path::Path::default(),
                0..0,
                error.to_string(),
                remedy,
            )]
        }
    }
}
