//! `report`: figures over many cases, for a term or a school year.

mod asked;
mod listed;
mod output;
mod sources;

use std::path::PathBuf;

use clap::Args;

use super::filtered::{self, Filtered};
use super::then::When;
use super::{Global, not_all, print};
use crate::change::Desk;
use crate::document::{Document, Format};
use crate::error::{Error, ErrorKind, Result};
use crate::folder::write_outside;
use crate::report::{self, About, Figures, Issues, Names, Noise, Period, Words};
use crate::ui::Ui;
pub(super) use asked::Asked;
use output::Output;
use sources::Gathered;
pub(super) use sources::layout;

/// Tell the figures of a term or a school year: requests, waiting, elements, voices, services, outcomes
#[derive(Args, Debug)]
#[command(after_help = format!(
    "A term is written as `T2`, `2026-T3`, `this term` or `last term`, a school year as `2026`; without one it is the term that \
began last. A term has the holidays before it, so that nothing falls between two reports.\n\n\
Small numbers are protected as `[figures]` in pikorua.toml says; docs/figures.md tells how, and what each figure means. Which \
tables there are, a `report.toml` of your own says.\n\n\
Behind the term a filter may say which cases are meant. Such a report stays inside the cluster.\n\n{}",
    filtered::help()
))]
pub(super) struct Report {
    /// The term or the year, and then a filter; `community` or `improvement` before it is over those records
    #[arg(value_name = "TERM|FILTER")]
    words: Vec<String>,
    /// Another term or year, told beside it
    #[arg(long, value_name = "TERM")]
    compare: Option<String>,
    /// From the records as they were at the end of a day, or after a change as `log` shows it
    #[arg(long, value_name = "DAY|CHANGE")]
    at: Option<String>,
    /// The format: screen, md, html, docx, pdf, csv or xlsx [default: what the file's ending says, else the screen]
    #[arg(long = "to", value_name = "FORMAT")]
    format: Option<String>,
    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print one JSON object for scripts
    #[arg(long, conflicts_with_all = ["format", "output"])]
    json: bool,
}

impl Report {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let output = Output::chosen(self.format.as_deref(), self.output.as_deref())?;
        let at = self.at.as_ref().map(|at| When::named(&desk, at)).transpose()?;
        let sources = sources::Sources::open(&desk, at)?;
        let read =
            |words| Asked::read(words, self.compare.as_deref(), &sources.cluster.calendar, sources.today);
        if let Some((file, words)) = listed::named(&desk, &self.words) {
            let report = listed::report(&desk, &sources, file, &read(words)?)?;
            return self.put(&desk, ui, &report, output);
        }
        let asked = read(&self.words)?;
        let filter = match asked.filter.as_slice() {
            [] => None,
            words => Some((words.join(" "), Filtered::read(&desk, words)?)),
        };
        let gathered = sources.gather(&desk, filter.as_ref().map(|(_, filter)| filter))?;
        let report = told(&desk, &sources, &gathered, &asked, filter.map(|(words, _)| words))?;
        self.put(&desk, ui, &report, output)?;
        if gathered.unreadable.is_empty() {
            return Ok(());
        }
        // the report says so too, and whoever runs it for somebody else sees it here
        ui.warn(&gathered.unread());
        Err(not_all())
    }

    fn put(&self, desk: &Desk, ui: &mut Ui, report: &report::Report, output: Output) -> Result<()> {
        if self.json {
            return ui.print_json(&report::json(report));
        }
        match (&self.output, output) {
            (None, Output::Document(Format::Screen)) => {
                ui.print(&Document::of_report(report).screen(ui.width(), ui.color()))
            }
            (None, output) if !output.is_text() && ui.is_terminal() => {
                Err(Error::usage("that is not for a screen")
                    .hint("Name a file with `-o`, as in `-o figures.xlsx`."))
            }
            (None, output) => ui.print_bytes(&self.bytes(desk, report, output)?),
            (Some(file), output) => {
                write_outside(file, &self.bytes(desk, report, output)?)?;
                ui.say(&format!("Written: {}", file.display()));
                Ok(())
            }
        }
    }

    fn bytes(&self, desk: &Desk, report: &report::Report, output: Output) -> Result<Vec<u8>> {
        match output {
            Output::Csv => report::csv(report),
            Output::Xlsx => report::xlsx(report),
            Output::Document(format) => {
                let document = print::word::under_letterhead(desk, Document::of_report(report), format)?;
                document.file(format, print::style(desk))
            }
        }
    }
}

/// Says that nothing is told, where some of it could point to somebody whatever is kept back.
fn is_protected(unprotected: &[report::Name]) -> Result<()> {
    if unprotected.is_empty() {
        return Ok(());
    }
    let times = unprotected.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Err(Error::new(
        ErrorKind::Refused,
        format!("nothing is told: small numbers of {times} could be found out"),
    )
    .because("some figure would still point to somebody, beside what was told before")
    .hint("Ask for a longer time (a school year), or leave the filter or `--compare` out.")
    .hint(
        "Or take a table with small parts out: `off = true` in your `report.toml`; docs/figures.md says how.",
    ))
}

// counts, protects, and puts it all into words
fn told(
    desk: &Desk,
    sources: &sources::Sources,
    gathered: &Gathered,
    asked: &Asked,
    filter: Option<String>,
) -> Result<report::Report> {
    let rule = sources.rule();
    let noise = match rule.small {
        report::protect::Small::Suppress => Noise::default(),
        report::protect::Small::RoundTo3 => Noise::new(sources.secret(desk)?, &gathered.cases),
    };
    let elements = sources.elements();
    let mut issues = Issues::new(report::Sources {
        layout: &sources.layout,
        cases: &gathered.cases,
        meant: gathered.meant.as_deref(),
        calendar: &sources.cluster.calendar,
        today: sources.today,
        elements: &elements,
        rule,
        noise: &noise,
    });
    let names: Names = sources.names();
    let words = Words { vocabulary: &sources.vocabulary, names: &names };
    let periods: Vec<&Period> = std::iter::once(&asked.period).chain(&asked.beside).collect();
    let figures = Figures::of(&mut issues, &periods, words);
    is_protected(issues.unprotected())?;
    let about = About {
        filter,
        rule: report::in_words(&rule),
        rounds: rule.small == report::protect::Small::RoundTo3,
        missing: gathered.missing(&asked.period, sources.today),
        ..head(sources, asked, &About::title_of(&asked.period))
    };
    Ok(report::Report { about, figures })
}

// what stands around any figures of a time, and of another beside it
fn head(sources: &sources::Sources, asked: &Asked, title: &str) -> About {
    let (period, other) = (&asked.period, asked.beside.as_ref());
    About {
        cluster: sources.cluster.name.clone(),
        title: other.map_or_else(|| title.to_owned(), |other| format!("{title}, beside {}", other.title())),
        period: period.name.to_string(),
        from: period.from,
        to: period.to,
        days: period.days(),
        beside: other.iter().map(|other| other.name.to_string()).collect(),
        filter: None,
        rule: String::new(),
        rounds: false,
        today: sources.today,
        version: sources.version.clone(),
        missing: Vec::new(),
    }
}
