//! `export`: tables and documents of a term, for other programs.

mod documents;
mod hands;
mod said;
mod tables;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Time;

use super::filtered::{self, Filtered};
use super::handing::Handing;
use super::report::Asked;
use super::{Global, not_all, open};
use crate::change::disclose::Entry as Disclosed;
use crate::change::{Clock, Desk, Export as Entry};
use crate::error::{Error, ErrorKind, Result};
use crate::folder::Bundle;
use crate::guide::day;
use crate::history::Commit;
use crate::record::id::CaseId;
use crate::record::value::Date;
use crate::report::rows::is_in;
use crate::ui::Ui;
use said::Said;

/// Export a term for other programs: tables of what is counted, and documents; without names, unless you say on what basis
#[derive(Args, Debug)]
#[command(after_help = format!(
    "The same recorded work gives the same bytes: today is the day of the newest recorded change, or what `--as-of` says. What lies \
unrecorded in the folder is recorded first. The folder appears whole, with a manifest that names the version and a sum for every \
file (`sha256sum -c MANIFEST.txt`); exported again, nothing changes.\n\n\
Without names, a word stands for each case and its days are moved, by the same number of days for all of a case. Which tables and \
columns there are, an `export.toml` of your own says. Documents are those for `case-sharing`, of the cases whose agreements allow \
it; with `--identified` those for practitioners.\n\n\
Behind the term a filter may say which cases are meant.\n\n{}",
    filtered::help()
))]
pub(super) struct Export {
    /// The term or the year, and then a filter
    #[arg(value_name = "TERM|FILTER", required = true)]
    words: Vec<String>,
    /// The folder to write
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// How the tables are written
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv")]
    tables: Vec<Format>,
    /// A document of each case, such as `plan`
    #[arg(long = "document", value_name = "DOCUMENT", value_delimiter = ',')]
    documents: Vec<String>,
    /// The format of the documents: html, docx, md or pdf
    #[arg(long = "to", value_name = "FORMAT", default_value = "html")]
    format: String,
    /// Who the documents are for [default: case-sharing; with `--identified` practitioners]
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// With ids, schools and the days as they are; it needs a basis, and is entered
    #[arg(long)]
    identified: bool,
    /// The day that counts as today [default: that of the newest recorded change]
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    handing: Handing,
    /// Print what happens as one JSON object a line
    #[arg(long)]
    json: bool,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for spreadsheets, a file a table
    Csv,
    /// One workbook for Excel, a sheet a table
    Xlsx,
    /// One JSON object a line, a file a table
    Jsonl,
    /// No tables
    None,
}

/// The cases of an export.
struct Meant {
    cases: Vec<CaseId>,
    unreadable: Vec<CaseId>,
}

impl Export {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let here = global.desk_to_change(ui)?;
        let basis = self.basis(&here)?;
        open::say_noticed(ui, &here, &here.settle_all()?);
        // where there is none yet, making it is a change of its own, and comes before what is exported
        here.secret()?;
        let newest = here.newest_work()?;
        let desk = self.desk(global, &here, &newest)?;
        let asked = Asked::read(&self.words, None, &desk.cluster.calendar, desk.today())?;
        let bundle = Bundle::beside(&self.output)?;
        let mut said = Said::new(ui, self.json);
        let meant = self.meant(&desk, &asked)?;
        said.begun(&asked.period.title(), meant.cases.len())?;
        let mut what = tables::put(self, &desk, &asked, &meant.cases, &bundle)?;
        let (mut left_out, mut entries) = (Vec::new(), Vec::<(CaseId, Disclosed)>::new());
        let ids = &meant.cases;
        let head = self.head(&desk, &newest, &asked, &basis, &meant);
        let mut desks = self.desks(global, &here, &newest, desk, ids)?;
        for name in &self.documents {
            let made = documents::put(self, &mut desks, name, ids, &bundle, &mut said)?;
            left_out.extend(made.left_out);
            entries.extend(made.entries);
            what.push(name.clone());
        }
        let is_new = !bundle.is_there(&head);
        // first it is entered, so that nothing is ever out that is not
        for (id, entry) in entries.into_iter().filter(|_| is_new) {
            here.disclose(&id, &Disclosed { date: here.today(), ..entry })?;
        }
        if let Some(basis) = basis.filter(|_| is_new) {
            let entry = self.entry(&here, &newest, &asked, meant.cases.len(), what, basis);
            said.entered(here.enter_export(&entry)?.as_str())?;
        }
        let put = bundle.finish(&head).map_err(|e| {
            e.hint("Where it was to be entered as handed out, that is done already: export again, or take the entry out by hand.")
        })?;
        said.done(&self.output.display().to_string(), put, meant.cases.len())?;
        said.left_out(&left_out, &meant.unreadable)?;
        if left_out.is_empty() && meant.unreadable.is_empty() { Ok(()) } else { Err(not_all()) }
    }

    fn entry(
        &self,
        here: &Desk,
        newest: &Commit,
        asked: &Asked,
        cases: usize,
        what: Vec<String>,
        basis: String,
    ) -> Entry {
        let (recipient, why, how) = self.handing.in_words();
        Entry {
            date: here.today(),
            by: here.user.to_string(),
            term: asked.period.name.to_string(),
            filter: (!asked.filter.is_empty()).then(|| asked.filter.join(" ")),
            version: newest.id.short(),
            cases,
            what,
            basis,
            why,
            recipient,
            how,
        }
    }

    // whoever takes names out of the folder says on what basis
    fn basis(&self, desk: &Desk) -> Result<Option<String>> {
        if !self.identified {
            return match self.documents.is_empty() && self.handing.is_said() {
                true => Err(Error::usage("nothing is entered of tables without names")
                    .hint("`--basis` and the like go with `--identified`, or with documents.")),
                false => Ok(None),
            };
        }
        self.handing.named_basis(desk)?.map(Some).ok_or_else(|| {
            Error::new(ErrorKind::Refused, "it is not said on what basis this leaves with names in it")
                .hint("Name it with `--basis`, and why with `--why`; `pikorua share --help` tells of both.")
                .hint("Without `--identified` a word stands for each case, and nothing has to be entered.")
        })
    }

    // the same work on any day and any machine: today is a day of the work
    fn desk(&self, global: &Global, here: &Desk, newest: &Commit) -> Result<Desk> {
        let when = &newest.committer.when;
        let now = match &self.as_of {
            None => when.clone(),
            Some(text) => {
                let day = day::day(text, here.today(), &here.cluster.calendar).map_err(Error::usage)?;
                let noon = day.0.to_datetime(Time::constant(12, 0, 0, 0));
                noon.to_zoned(when.time_zone().clone())
                    .map_err(|e| Error::usage("that day cannot be meant").because(e))?
            }
        };
        global.desk_at(Clock { now, ids: here.ids() }, global.user.as_deref())
    }

    // one for each hand that makes documents
    fn desks(
        &self,
        global: &Global,
        here: &Desk,
        newest: &Commit,
        desk: Desk,
        ids: &[CaseId],
    ) -> Result<Vec<Desk>> {
        let documents = if self.documents.is_empty() { 0 } else { ids.len() };
        let hands = hands::worth(documents);
        // where something in the history is damaged, that is said of the cases that it is about
        let look_back = |desk: &Desk| drop(desk.history.look_back_in(documents));
        look_back(&desk);
        if hands > 1 && !self.identified {
            desk.find_names();
        }
        let mut desks = vec![desk];
        while desks.len() < hands {
            let another = self.desk(global, here, newest)?.beside(&desks[0]);
            look_back(&another);
            desks.push(another);
        }
        Ok(desks)
    }

    fn meant(&self, desk: &Desk, asked: &Asked) -> Result<Meant> {
        let filter = match asked.filter.as_slice() {
            [] => None,
            words => Some(Filtered::read(desk, words)?.ids(desk)?),
        };
        let is_meant = |id: &CaseId| filter.as_ref().is_none_or(|cases| cases.binary_search(id).is_ok());
        let mut meant = Meant { cases: Vec::new(), unreadable: Vec::new() };
        desk.each_counted(|case| match case.known {
            Some(counted) if is_meant(&case.file.id) && is_in(&counted, &asked.period, desk.today()) => {
                meant.cases.push(case.file.id);
            }
            Some(_) => {}
            None => meant.unreadable.push(case.file.id),
        })?;
        Ok(meant)
    }

    fn head(
        &self,
        desk: &Desk,
        newest: &Commit,
        asked: &Asked,
        basis: &Option<String>,
        meant: &Meant,
    ) -> Vec<String> {
        let Date(today) = desk.today();
        let told = match basis {
            Some(basis) => format!("with ids, schools and days as they are; basis: {basis}"),
            None => "without names: a word stands for each case, its days are moved".to_owned(),
        };
        let mut head = vec![
            format!("pikorua {}", env!("CARGO_PKG_VERSION")),
            format!("time: {}, {}", asked.period.name, asked.period.days()),
            format!("work: {}", newest.id),
            format!("as of: {today}"),
            format!("cases: {}", meant.cases.len()),
            format!("told: {told}"),
        ];
        head.extend((!asked.filter.is_empty()).then(|| format!("filter: {}", asked.filter.join(" "))));
        head.extend(meant.unreadable.iter().map(|id| format!("not in it, because it cannot be read: {id}")));
        head
    }
}
