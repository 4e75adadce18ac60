//! Drawings of numbers that stand in words beside them: small blocks where there is only text, a picture elsewhere.

mod picture;
mod svg;
#[cfg(test)]
mod tests;
mod value;

use crate::record::value::Date;

pub(super) use picture::Picture;
pub use svg::Size;
pub(super) use value::{Drawn, measured, run, spark, steps};

/// The longest bar, in letters.
const LONG: u32 = 16;

/// From so many measures on a run chart has its median; of fewer it would say nothing.
const ENOUGH: usize = 5;

/// A drawing of numbers or ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Small blocks, for formats that are text; nothing where the words beside it are enough there.
    pub signs: String,
    /// What it shows, in words.
    pub alt: String,
    shape: Shape,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// One measure after another, on the way to a target, or about a middle that half of them lie above.
    Course { marks: Vec<Mark>, target: Option<f64>, middle: Option<f64> },
    /// One figure beside others, as long as it is large.
    Bar { part: f64 },
    /// Where each thing stood at the start and stands now, on one scale of steps.
    Steps { scale: Vec<String>, rows: Vec<Step> },
}

#[derive(Clone, Debug, PartialEq)]
struct Mark {
    number: f64,
    day: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    what: String,
    start: Option<usize>,
    end: Option<usize>,
}

impl Chart {
    /// The drawing as a picture made of lines and words.
    pub(super) fn svg(&self, size: Size) -> String {
        svg::draw(self, size)
    }

    /// A bar for one of several figures, of which the largest is `most`.
    pub(super) fn bar(number: i64, most: i64) -> Chart {
        let part = number as f64 / most.max(1) as f64;
        let eighths = (part * f64::from(LONG) * 8.0).round().max(1.0) as usize;
        let last = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
        let signs = "█".repeat(eighths / 8) + last;
        Chart { signs, alt: format!("Bar: {number}"), shape: Shape::Bar { part } }
    }

    fn course(marks: Vec<Mark>, target: Option<f64>) -> Option<Chart> {
        let numbers = marks.iter().map(|mark| mark.number).collect::<Vec<_>>();
        let signs = crate::record::series::blocks(&numbers, target);
        if signs.is_empty() {
            return None;
        }
        let told = marks.iter().map(|mark| match mark.day {
            Some(day) => format!("{} ({})", mark.number, short(day)),
            None => mark.number.to_string(),
        });
        let mut alt = format!("Chart: {}", told.collect::<Vec<_>>().join(", "));
        if let Some(target) = target {
            alt.push_str(&format!("; to reach: {target}"));
        }
        Some(Chart { signs, alt, shape: Shape::Course { marks, target, middle: None } })
    }

    /// The same as a run chart: with the median, where there are measures enough for it to say something.
    fn run(marks: Vec<Mark>) -> Option<Chart> {
        let mut numbers: Vec<f64> = marks.iter().map(|mark| mark.number).collect();
        numbers.sort_by(f64::total_cmp);
        let mut chart = Chart::course(marks, None)?;
        if numbers.len() >= ENOUGH {
            let half = numbers.len() / 2;
            let median = match numbers.len() % 2 {
                0 => (numbers[half - 1] + numbers[half]) / 2.0,
                _ => numbers[half],
            };
            chart.alt.push_str(&format!("; the middle (median): {median}"));
            if let Shape::Course { middle, .. } = &mut chart.shape {
                *middle = Some(median);
            }
        }
        Some(chart)
    }

    fn steps(scale: Vec<String>, rows: Vec<Step>) -> Option<Chart> {
        if scale.len() < 2 || rows.is_empty() {
            return None;
        }
        let told = |row: &Step| {
            let at = |step: Option<usize>| step.and_then(|n| scale.get(n));
            let told = match (at(row.start), at(row.end)) {
                (Some(start), Some(end)) => format!("from {start} to {end}"),
                (Some(start), None) => format!("{start} at the start"),
                (None, Some(end)) => format!("{end} now"),
                (None, None) => return None,
            };
            Some(format!("{}: {told}", row.what))
        };
        let alt = format!("Chart: {}", rows.iter().filter_map(told).collect::<Vec<_>>().join("; "));
        Some(Chart { signs: String::new(), alt, shape: Shape::Steps { scale, rows } })
    }
}

fn short(day: Date) -> String {
    day.0.strftime("%-d %b %Y").to_string()
}
