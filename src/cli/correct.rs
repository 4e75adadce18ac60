//! `correct`: what somebody says is wrong, put right and written down in one change.

use clap::Args;

use super::set::Setter;
use super::walk::{Begins, by_prompts};
use super::{Global, collided, open};
use crate::change::{Desk, Session};
use crate::error::{Error, Result};
use crate::guide::day::day;
use crate::history::Note;
use crate::record::case::{Case, CorrectionDecision, Status};
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;
use crate::record::value::{Date, Vocabulary as _};
use crate::record::vocabulary::Corrects;
use crate::ui::Ui;
use crate::view::place_in_words;

/// The guide that asks for the same.
const GUIDE: &str = "correction";

/// Put right what somebody says is wrong, and keep at whose wish; or keep what they say beside it
#[derive(Args, Debug)]
#[command(
    after_help = "Without PATH=VALUE what they say stands beside the record as it is, and `--why` says why it is not put right:\n\n  \
pikorua correct kf3m mokopuna.m-7k2p.year=5 --asked-by Aroha --wrong \"The year level\"\n  \
pikorua correct kf3m --asked-by Aroha --wrong \"That he tears up work\" --right \"He did so in Term 1\" --why \"It was seen then\"\n\n\
At a terminal, with neither, the guide `correction` asks. What the record said before stays in its history."
)]
pub(super) struct Correct {
    /// The case
    case: String,
    /// What is right, as `set` takes it
    #[arg(value_name = "PATH=VALUE")]
    values: Vec<String>,
    /// Who says so: somebody of the team or the cluster, or anybody by name
    #[arg(long, value_name = "WHO")]
    asked_by: Option<String>,
    /// What is wrong, as they see it
    #[arg(long, value_name = "TEXT")]
    wrong: Option<String>,
    /// What is right, as they see it
    #[arg(long, value_name = "TEXT")]
    right: Option<String>,
    /// Why it is not put right, or not all of it
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// When they said so [default: today]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

impl Correct {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        let id = open::case(&desk, ui, &self.case)?;
        let mut session = Session::open(&desk, &id)?;
        open::say_noticed(ui, &desk, &session.noticed());
        if self.says_nothing() {
            let guide = desk.guide(GUIDE)?;
            return by_prompts(&desk, &mut session, &guide, &Begins::default(), ui).map(|_| ());
        }
        let record = tree::of(session.case());
        let edits = Setter::new(&desk, record.clone()).edits(&self.values)?;
        refuse_to_end(&desk, &record, &edits, &id)?;
        let row = desk.ids().row('c', |id| tree::has_row(&record, id));
        let written = self.row(&desk, &record, &row, &edits)?;
        session.apply(&[edits.clone(), written].concat())?;
        let left = collided::meet(&desk, &mut session, ui)?;
        let places: Vec<String> = edits.iter().map(|edit| place_in_words(edit.path())).collect();
        let note = match places.is_empty() {
            true => "kept beside the record what somebody says is right".to_owned(),
            false => format!("put right: {}", places.join(", ")),
        };
        session.record(Note::new(note))?;
        ui.say(&format!("Kept in {id}, with at whose wish ({row})."));
        if !edits.is_empty() {
            say_who_has_it(session.case(), &id, &row, ui);
        }
        collided::is_decided(&left)
    }

    fn says_nothing(&self) -> bool {
        self.values.is_empty()
            && [&self.asked_by, &self.wrong, &self.right, &self.why].iter().all(|said| said.is_none())
    }

    fn row(&self, desk: &Desk, record: &serde_json::Value, row: &str, edits: &[Edit]) -> Result<Vec<Edit>> {
        let asked_by = said(&self.asked_by, "who says so", "--asked-by")?;
        let wrong = said(&self.wrong, "what is wrong", "--wrong")?;
        if edits.is_empty() {
            said(&self.right, "what is right", "--right")?;
            said(&self.why, "why it is not put right", "--why")?;
        }
        let person = desk.known().somebody(record, asked_by);
        let who = match person {
            Some(person) => ("person", person.id),
            None => ("name", asked_by.to_owned()),
        };
        let corrects = match (edits.is_empty(), &self.why) {
            (true, _) => Corrects::Nothing,
            (false, Some(_)) => Corrects::Part,
            (false, None) => Corrects::All,
        };
        let decisions = desk.vocabulary.offered(CorrectionDecision::LIST);
        let decision = decisions.into_iter().find(|word| word.corrects == Some(corrects));
        let (who, asked_by) = who;
        let said = [
            ("date", Some(self.day(desk)?.to_string())),
            (who, Some(asked_by)),
            ("wrong", Some(wrong.to_owned())),
            ("right", self.right.clone()),
            ("decision", decision.map(|word| word.id)),
            ("why", self.why.clone()),
            ("by", Some(desk.user.to_string())),
        ];
        let mut written = Edit::row("corrections", row, said);
        let path = Path::parse("corrections").key(row).key("places");
        let places = edits.iter().map(|edit| edit.path().to_string());
        written.extend(places.map(|place| Edit::Push { path: path.clone(), value: place.into() }));
        Ok(written)
    }

    fn day(&self, desk: &Desk) -> Result<Date> {
        let Some(text) = &self.on else { return Ok(desk.today()) };
        day(text, desk.today(), &desk.cluster.calendar)
            .ok()
            .filter(|day| *day <= desk.today())
            .ok_or_else(|| Error::usage(format!("`{text}` is no day on which somebody said so")))
    }
}

// what ends the work is no slip of the pen: its day, its reason and who was told belong to it
fn refuse_to_end(desk: &Desk, record: &serde_json::Value, edits: &[Edit], id: &CaseId) -> Result<()> {
    let place = Path::parse("status");
    let status = edits.iter().find_map(|edit| match edit {
        Edit::Set { path, value } if *path == place => value.as_str(),
        _ => None,
    });
    let word = status.and_then(|status| desk.vocabulary.word(Status::LIST, status));
    let is_said = |key: &str| {
        let path = Path::parse("closing").key(key);
        record["closing"][key].is_string() || edits.iter().any(|edit| *edit.path() == path)
    };
    let Some(word) = word.filter(|word| word.ended && !(is_said("date") && is_said("reason"))) else {
        return Ok(());
    };
    let message = format!("a correction alone does not make {id} `{}`", word.label);
    Err(Error::request(message)
        .because("it does not say when the work ended, and why; nothing was changed")
        .hint(format!("`pikorua walk {id} closing` ends it, with those who are to be told.")))
}

fn said<'a>(text: &'a Option<String>, what: &str, flag: &str) -> Result<&'a str> {
    text.as_deref()
        .map(str::trim)
        // a dot fills a field and says nothing
        .filter(|text| text.contains(char::is_alphanumeric))
        .ok_or_else(|| Error::usage(format!("it is not said {what}")).hint(format!("Say it with `{flag}`.")))
}

// whoever was given it before has it wrong
fn say_who_has_it(case: &Case, id: &CaseId, row: &str, ui: &mut Ui) {
    let count = case.disclosures.len();
    if count > 0 {
        ui.say(&format!(
            "Something of it was given to others before ({count}): `pikorua share {id}` lists to whom. Tell those who have it wrong, \
             and write down that you did: `pikorua set {id} corrections.{row}.told=…`."
        ));
    }
}
