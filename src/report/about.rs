//! What stands at the head and at the foot of a report: whose it is, of which time, how to read it, and from what it was made.

use serde::Serialize;

use super::figures::Figures;
use super::period::Period;
use super::protect::{Rule, Small};
use crate::record::value::Date;

/// A report: what it shows, and what stands around that.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What stands around it.
    pub about: About,
    /// What it shows.
    pub figures: Figures,
}

/// What a report says of itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// The name of the cluster.
    pub cluster: String,
    /// What it is called.
    pub title: String,
    /// Its time: the name by which it is asked for.
    pub period: String,
    /// The first day that counts.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Its days in words.
    pub days: String,
    /// The times that stand beside it, by their names.
    pub beside: Vec<String>,
    /// Which cases it is over, as a filter says; nothing where it is over all.
    pub filter: Option<String>,
    /// How small numbers are protected, in words.
    pub rule: String,
    /// Whether all figures are rounded.
    pub rounds: bool,
    /// The day on which it is told.
    pub today: Date,
    /// The version of the records it was made from.
    pub version: String,
    /// What is missing in it, in sentences.
    pub missing: Vec<String>,
}

impl About {
    /// What it is called, by its time.
    pub fn title_of(period: &Period) -> String {
        format!("Figures of {}", period.title())
    }

    /// What is said where it is over some cases only.
    pub fn inside(&self) -> Option<String> {
        let filter = self.filter.as_ref()?;
        Some(format!(
            "Inside the cluster only. It is over the cases that are like “{filter}”, and not over all: beside the report over all it says more of fewer people."
        ))
    }

    /// When it was made, and from what.
    pub fn stamp(&self) -> String {
        format!(
            "Made on {}, from version {} of the records. A copy may be out of date.",
            self.today.in_words(),
            self.version
        )
    }
}

/// What stands where a figure is kept back.
pub const KEPT_BACK: &str = "…";

/// The rule in words, for whoever reads the figures.
pub fn in_words(rule: &Rule) -> String {
    let least = rule.min_cell;
    match rule.small {
        Small::Suppress => format!(
            "A figure below {least} could point to somebody, so “{KEPT_BACK}” stands in its place; also where another figure would give \
             it away. Where the name of a row alone would, the row is left out."
        ),
        Small::RoundTo3 => format!(
            "Every figure is rounded to a multiple of three, up or down, so that none points to somebody; parts may not come to their \
             whole. “{KEPT_BACK}” stands where even that would give something away. The middle of weeks is told of {} and more.",
            least + 3
        ),
    }
}
