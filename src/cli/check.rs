//! `check`: everything that is wrong with the records or worth a look, with file, line, reason and remedy.

mod around;
mod patterns;

use clap::Args;
use serde_json::json;

use super::{Global, filtered, not_all, open};
use crate::change::Desk;
use crate::check::{self, Finding, Other, Subject};
use crate::error::{Error, Result};
use crate::folder::Loaded;
use crate::guide::model::Guide;
use crate::history::Change;
use crate::record::case::Case;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::problem::Level;
use crate::ui::{Place, Ui, excerpt};

/// Look through cases, people and settings: what cannot be read, what contradicts itself, what is worth a look
#[derive(Args, Debug)]
#[command(after_help = filtered::help())]
pub(super) struct Check {
    /// The cases, or a filter; without any, the whole folder
    #[arg(value_name = "CASE|FILTER")]
    cases: Vec<String>,
    /// List the rules with their reasons
    #[arg(long)]
    rules: bool,
    /// Questions that cases have in common, for the practice leader: never about people
    #[arg(long, conflicts_with = "rules")]
    patterns: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// What was found in one file.
struct Checked {
    // the id, where it is a case
    case: Option<String>,
    file: String,
    text: String,
    findings: Vec<Finding>,
}

impl Check {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        if self.rules {
            return rules(ui, self.json);
        }
        let desk = global.desk()?;
        let mut checked = Vec::new();
        let mut unreadable = Vec::new();
        let mut keep = |result: Result<Checked>| match result {
            Ok(file) => checked.push(file),
            Err(error) => unreadable.push(error),
        };
        let cases = Cases::read(&desk)?;
        let is_all = self.cases.is_empty();
        if is_all && !self.patterns {
            around::look(&desk, &cases.guides, &mut keep);
        }
        let (wanted, odd) = match is_all {
            true => {
                let all = desk.folder.cases()?;
                (all.files.into_iter().map(|file| file.id).collect(), all.odd)
            }
            false => (filtered::cases(&desk, ui, &self.cases)?, Vec::new()),
        };
        for id in &wanted {
            keep(desk.look(id).map(|loaded| case(&desk, &cases, id, &loaded)));
        }
        unreadable.extend(odd.into_iter().map(around::misplaced));
        if self.patterns {
            patterns::show(ui, &checked, &cases.guides, &desk.vocabulary, self.json)?;
            unreadable.iter().for_each(|error| ui.error(error));
            return if unreadable.is_empty() { Ok(()) } else { Err(not_all()) };
        }
        let wrong = !unreadable.is_empty()
            || checked.iter().flat_map(|c| &c.findings).any(|f| f.rule.level == Level::Error);
        if self.json {
            ui.print_json(&as_json(&checked, &unreadable))?;
        } else {
            show(ui, &checked, &unreadable)?;
            unrecorded(&desk, ui)?;
        }
        if desk.person().is_none() {
            ui.warn(&format!(
                "nobody in people.yaml is `{}`, who works here now; `pikorua edit people` adds them.",
                desk.user
            ));
        }
        if wrong { Err(not_all()) } else { Ok(()) }
    }
}

/// What every case is looked at with: the others, as far as each bears on it, and the guides.
pub(super) struct Cases {
    others: Vec<Other>,
    gone: Vec<CaseId>,
    guides: Vec<Guide>,
}

impl Cases {
    /// Looks at all of them.
    pub(super) fn read(desk: &Desk) -> Result<Cases> {
        // a list that cannot be read is said by itself
        let gone = desk.disposed().unwrap_or_default().into_iter().map(|gone| gone.case).collect();
        Ok(Cases { others: desk.every_other()?, gone, guides: desk.guides() })
    }

    /// The questions of practice about one of them.
    pub(super) fn asked(&self, desk: &Desk, id: &CaseId) -> Vec<String> {
        let checked = desk.look(id).map(|loaded| case(desk, self, id, &loaded));
        checked.map(|checked| check::patterns::asked(&checked.findings, &self.guides)).unwrap_or_default()
    }
}

fn case(desk: &Desk, cases: &Cases, id: &CaseId, loaded: &Loaded<Case>) -> Checked {
    let mut findings = check::of_reading(&loaded.problems, &desk.vocabulary);
    if let Some(case) = &loaded.value {
        let subject = Subject {
            case,
            root: &loaded.root,
            file_name: id.as_str(),
            known: desk.known(),
            guides: &cases.guides,
            others: &cases.others,
            gone: &cases.gone,
        };
        findings
            .extend(check::of_case(&subject).into_iter().filter(|f| can_be_judged(desk, &loaded.text, f)));
    }
    check::sort(&mut findings);
    let (file, text) = (loaded.path.to_string(), loaded.text.clone());
    Checked { case: Some(id.to_string()), file, text, findings }
}

// who and what is known lies in other files: while one of them cannot be read, that is said there, once
fn can_be_judged(desk: &Desk, text: &str, finding: &Finding) -> bool {
    match finding.rule.id {
        "unknown-person" => desk.folder.people().is_ok_and(|people| people.value.is_some()),
        "unknown-setting" => {
            let named = text.get(finding.problem.span.clone()).unwrap_or_default();
            let named = named.trim_matches(['\'', '"']).parse();
            named.is_ok_and(|id| matches!(desk.folder.read_if_there(&RelPath::of_setting(&id)), Ok(None)))
        }
        _ => true,
    }
}

fn show(ui: &mut Ui, checked: &[Checked], unreadable: &[Error]) -> Result<()> {
    for error in unreadable {
        ui.error(error);
    }
    let mut counts = [0_usize; 3];
    for file in checked {
        for finding in &file.findings {
            counts[finding.rule.level as usize] += 1;
            let place = Place { file: &file.file, text: &file.text, span: finding.problem.span.clone() };
            let rule = finding.rule;
            let notes =
                [("why", rule.reason), ("source", rule.source), ("remedy", finding.problem.remedy.as_str())];
            let drawn =
                excerpt(ui, finding.rule.level, finding.rule.id, &finding.problem.message, &place, &notes);
            ui.print(&format!("{drawn}\n\n"))?;
        }
    }
    let words = [
        ("error", counts[0] + unreadable.len()),
        ("warning", counts[1]),
        ("question worth a look", counts[2]),
    ];
    let said: Vec<String> = words.iter().filter(|(_, n)| *n > 0).map(|(word, n)| count(*n, word)).collect();
    let files = checked.len() + unreadable.len();
    match said.is_empty() {
        true => ui.say(&format!("Looked at {}: nothing to say.", count(files, "file"))),
        false => ui.say(&format!("Looked at {}: {}.", count(files, "file"), said.join(", "))),
    }
    Ok(())
}

fn count(n: usize, word: &str) -> String {
    let (first, rest) = word.split_once(' ').unwrap_or((word, ""));
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {first}{plural} {rest}").trim_end().to_owned()
}

fn unrecorded(desk: &Desk, ui: &mut Ui) -> Result<()> {
    let (gone, there): (Vec<_>, Vec<_>) =
        desk.history.status()?.into_iter().partition(|(_, change)| *change == Change::Removed);
    if !gone.is_empty() {
        ui.warn(&open::said_gone(gone.iter().map(|(path, _)| path)));
    }
    for (path, change) in there {
        let what = if change == Change::New { "is new" } else { "was edited by hand" };
        ui.warn(&format!(
            "`{path}` {what} and that is not recorded yet; the next change to it records it first."
        ));
    }
    Ok(())
}

fn as_json(checked: &[Checked], unreadable: &[Error]) -> serde_json::Value {
    let findings = checked.iter().flat_map(|file| file.findings.iter().map(move |f| (file, f)));
    let mut findings: Vec<_> = findings
        .map(|(file, finding)| {
            let before = &file.text[..finding.problem.span.start.min(file.text.len())];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            json!({
                "rule": finding.rule.id, "level": level(finding.rule.level), "file": file.file, "line": line,
                "column": column, "path": finding.problem.path.to_string(), "message": finding.problem.message,
                "reason": finding.rule.reason, "source": finding.rule.source, "remedy": finding.problem.remedy,
            })
        })
        .collect();
    findings.extend(unreadable.iter().map(|error| {
        json!({ "rule": "unreadable", "level": "error", "message": error.to_string(), "remedy": error.hints.join(" ") })
    }));
    json!({ "schema": "pikorua/check/1", "findings": findings })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Look => "worth a look",
    }
}

fn rules(ui: &mut Ui, as_json: bool) -> Result<()> {
    if as_json {
        let rules: Vec<_> = check::all()
            .map(|r| {
                let (theme, question) = r.practice.map(|p| (p.theme, p.question)).unzip();
                json!({ "id": r.id, "level": level(r.level), "theme": theme, "question": question, "reason": r.reason, "source": r.source })
            })
            .collect();
        return ui.print_json(&json!({ "schema": "pikorua/check-rules/1", "rules": rules }));
    }
    for rule in check::all() {
        let indent = textwrap::Options::new(ui.width()).initial_indent("    ").subsequent_indent("    ");
        let lines = [rule.reason, rule.source].map(|text| textwrap::fill(text, &indent));
        ui.print(&format!("{} ({})\n{}\n", rule.id, level(rule.level), lines.join("\n")))?;
    }
    Ok(())
}
