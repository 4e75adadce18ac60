//! `import settings`: schools, kura and services out of a list, such as the Ministry's directory.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Global, open};
use crate::change::{Desk, Importing, Session};
use crate::error::{Error, Result};
use crate::folder::{Headings, Listing, Wanted, read_outside};
use crate::history::Note;
use crate::record::edit::Edit;
use crate::record::id::SettingId;
use crate::record::path::Path;
use crate::record::value::Date;
use crate::ui::Ui;

/// What a community is about, as its kind says.
const ABOUT: &str = "community";

/// Schools, kura and services from a csv file, such as the Ministry's directory of schools as it comes
#[derive(Args, Debug)]
#[command(
    after_help = "What is here already is found by its number, else by its name, and only what the list tells is brought up to date: the key \
contact, the liaison and whatever else you wrote stay. Taken in again, nothing is there twice. How columns are called stands in \
`import.toml`; one of your own in the cluster's folder goes on top of it, for lists from elsewhere."
)]
pub(super) struct Settings {
    /// The list, as csv in UTF-8
    file: PathBuf,
    /// Only rows with this value under a heading: `Education_Region=Tai Tokerau`, `Add1_City=Porirua|Titahi Bay`
    #[arg(long = "where", value_name = "HEADING=VALUE")]
    wanted: Vec<String>,
    /// Make them members of this learning support community
    #[arg(long, value_name = "COMMUNITY")]
    into: Option<String>,
    /// Begin a learning support community that is called so, with all of them as its members; prints its id
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["into", "dry_run"])]
    begin: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Settings {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        if !self.dry_run {
            // what somebody edited by hand is theirs, and not the list's
            open::say_noticed(ui, &desk, &desk.settle_all()?);
        }
        let into = self.into.as_ref().map(|text| open::case(&desk, ui, text)).transpose()?;
        let wanted = self.wanted.iter().map(|text| Wanted::read(text)).collect::<Result<Vec<_>>>()?;
        let text = read_outside(&self.file)?;
        let sought = Headings::read(&desk.library)?.of_settings();
        let list = Listing::read(&text, &sought, "name", &wanted)?;
        if list.rows.is_empty() {
            return Err(Error::request(format!("none of the {} rows of the list is like that", list.all))
                .hint("Look at the values under that heading; capitals and macrons make no difference."));
        }
        let found = desk.importing(&list)?;
        let mut joined = 0;
        let mut community = into;
        if !self.dry_run {
            desk.import(&found)?;
            let session = match (&community, &self.begin) {
                (Some(id), _) => Some(Session::open(&desk, id)?),
                (None, Some(title)) => Some(begun(&desk, title)?),
                (None, None) => None,
            };
            if let Some(session) = session {
                community = Some(session.id().clone());
                joined = join(session, &found.named, desk.today())?;
            }
        }
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/import/1", "settings": found.named, "new": found.new, "changed": found.changed,
                "unknown_kinds": found.unknown_kinds, "nameless": found.nameless, "community": community, "joined": joined, "dry_run": self.dry_run,
            }));
        }
        if let Some(id) = community.filter(|_| self.begin.is_some()) {
            ui.print(&format!("{id}\n"))?;
        }
        self.say(&found, list.all, joined, ui);
        Ok(())
    }

    fn say(&self, found: &Importing, all: usize, joined: usize, ui: &mut Ui) {
        let (new, changed) = (found.new.len(), found.changed.len());
        let same = found.named.len() - new - changed;
        let would = if self.dry_run { " would be" } else { "" };
        ui.say(&format!(
            "Of {all} in the list, {} meant:{would} {new} new, {changed} changed, {same} as they were.",
            if found.named.len() == 1 { "one is".into() } else { format!("{} are", found.named.len()) }
        ));
        if joined > 0 {
            ui.say(&format!("New in the community: {joined}."));
        }
        if !found.unknown_kinds.is_empty() {
            let kinds: Vec<&str> = found.unknown_kinds.iter().map(String::as_str).collect();
            ui.warn(&format!(
                "no kind of school or service is called {}; their kind is left out. `[setting-kinds.…]` in vocabulary.toml takes such \
                 names as `aliases`.",
                kinds.join(", ")
            ));
        }
        match found.nameless {
            0 => {}
            1 => ui.warn("one row has no name, and was left out"),
            n => ui.warn(&format!("{n} rows have no name, and were left out")),
        }
    }
}

/// A community of that title, which is written with its first member.
fn begun<'d>(desk: &'d Desk, title: &str) -> Result<Session<'d>> {
    let kind = desk.vocabulary.kind_about(ABOUT).ok_or_else(|| {
        Error::request("the cluster has no kind of work that is a learning support community")
            .hint("Take `retired` out of `[vocabulary.kinds.community]` in pikorua.toml.")
    })?;
    let mut session = Session::create(desk, &kind.id)?;
    let set = |path: &str, value: &str| Edit::Set { path: Path::parse(path), value: value.into() };
    session.begin_with(&[set("title", title), set("status", "active")])?;
    Ok(session)
}

/// Makes them members of a community, where they are not yet; how many that were.
fn join(mut session: Session<'_>, settings: &[SettingId], since: Date) -> Result<usize> {
    let members = &session.case().community.members;
    let is_in = |id: &SettingId| members.iter().any(|one| one.setting.as_ref() == Some(id));
    let new: Vec<&SettingId> = settings.iter().filter(|id| !is_in(id)).collect();
    let path = Path::parse("community.members");
    let since = since.to_string();
    let row = |id: &SettingId| {
        serde_yaml::Mapping::from_iter([
            ("setting".into(), id.as_str().into()),
            ("since".into(), since.as_str().into()),
        ])
    };
    let edits: Vec<Edit> =
        new.iter().map(|id| Edit::Push { path: path.clone(), value: row(id).into() }).collect();
    session.apply(&edits)?;
    session.record(Note::new("members of the community: taken from a list"))?;
    Ok(new.len())
}
