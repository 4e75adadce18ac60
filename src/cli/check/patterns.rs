//! `check --patterns`: the practice leader's view of many cases.

use serde_json::json;

use super::Checked;
use crate::check::patterns::{self, Pattern, Patterns};
use crate::error::Result;
use crate::guide::model::Guide;
use crate::record::vocabulary::{Vocabulary, Word};
use crate::ui::{Ui, wrapping};

/// What the list is for, before anything else is said.
const HEAD: &str = "Questions that the cases have in common, to choose what to talk about and learn together: \
                    they are about the work, and never about who does it.";

/// Shows what the questions found in cases have in common.
pub(super) fn show(
    ui: &mut Ui,
    cases: &[Checked],
    guides: &[Guide],
    vocabulary: &Vocabulary,
    as_json: bool,
) -> Result<()> {
    let found = cases.iter().filter_map(|case| Some((case.case.as_deref()?, case.findings.as_slice())));
    let Patterns { themes, single } = patterns::of(found, guides, vocabulary);
    if as_json {
        return ui.print_json(&json(&themes, single));
    }
    if !themes.is_empty() {
        ui.print(&format!("{}\n", textwrap::fill(HEAD, wrapping(ui.width()))))?;
    }
    for (theme, patterns) in &themes {
        ui.print(&format!("\n{}\n", theme.label))?;
        for pattern in patterns {
            ui.print(&paragraph(ui.width(), pattern))?;
        }
    }
    let looked = super::count(cases.len(), "case");
    let single = match single {
        0 => String::new(),
        1 => " One question more is about one case alone.".into(),
        n => format!(" {n} questions more are each about one case alone."),
    };
    ui.say(&match (themes.is_empty(), single.is_empty()) {
        (true, true) => format!("Looked at {looked}: nothing to ask."),
        (true, false) => format!("Looked at {looked}: they have no question in common.{single}"),
        (false, _) => format!(
            "Looked at {looked}.{single} `pikorua check CASE` says where a question stands, and what helps."
        ),
    });
    Ok(())
}

fn paragraph(width: usize, pattern: &Pattern) -> String {
    let filled = |text: &str, indent: &str| {
        textwrap::fill(text, wrapping(width).initial_indent(indent).subsequent_indent(indent))
    };
    let cases = format!("{}: {}", super::count(pattern.cases.len(), "case"), pattern.cases.join(", "));
    format!("{}\n{}\n", filled(&pattern.question, "  "), filled(&cases, "    "))
}

fn json(themes: &[(Word, Vec<Pattern>)], single: usize) -> serde_json::Value {
    let patterns = themes.iter().flat_map(|(theme, patterns)| patterns.iter().map(move |p| (theme, p)));
    let patterns: Vec<_> = patterns
        .map(|(theme, pattern)| {
            json!({
                "theme": theme.id, "label": theme.label, "rule": pattern.rule.id,
                "question": pattern.question, "reason": pattern.rule.reason, "cases": pattern.cases,
            })
        })
        .collect();
    json!({ "schema": "pikorua/check/1", "patterns": patterns, "single": single })
}
