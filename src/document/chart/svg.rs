//! Charts as lines, dots and a few words: the same numbers that stand beside them.

use super::{Chart, Mark, Shape, Step};
use crate::record::value::Date;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The width of a page.
    Page,
    /// The cell of a table: the line alone.
    Cell,
}

/// As wide as a phone, where the words would become too small otherwise.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 132.0;
const TOP: f64 = 24.0;
const FLOOR: f64 = 98.0;
const LEFT: f64 = 34.0;
/// What is to be reached stands at the right, beyond the last measure.
const RIGHT: f64 = 282.0;

/// Where words would run into each other, the later ones stand.
const BETWEEN_DAYS: f64 = 66.0;
const BETWEEN_NUMBERS: f64 = 22.0;

const ROW: f64 = 34.0;
const TRACK: f64 = 160.0;
const LETTERS: usize = 25;

/// Colours as on the pages; a style sheet may say otherwise by the class.
const LINE: &str = "class=\"chart-line\" fill=\"none\" stroke=\"#1d5f63\" stroke-width=\"2\"";
const DOT: &str = "class=\"chart-dot\" fill=\"#1d5f63\" stroke=\"#1d5f63\" stroke-width=\"2\"";
const RING: &str = "class=\"chart-ring\" fill=\"#ffffff\" stroke=\"#1d5f63\" stroke-width=\"2\"";
const BAR: &str = "class=\"chart-bar\" fill=\"#1d5f63\"";
const AIM: &str =
    "class=\"chart-aim\" fill=\"none\" stroke=\"#80510c\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"";
const GROUND: &str = "class=\"chart-ground\" fill=\"none\" stroke=\"#b5beb9\" stroke-width=\"1\"";

pub(super) fn draw(chart: &Chart, size: Size) -> String {
    match (&chart.shape, size) {
        (Shape::Course { marks, target, middle }, Size::Page) => {
            course(marks, [*target, *middle], &chart.alt)
        }
        (Shape::Course { marks, target, .. }, Size::Cell) => line(marks, *target, &chart.alt),
        (Shape::Bar { part }, _) => bar(*part, &chart.alt),
        (Shape::Steps { scale, rows }, _) => steps(scale, rows, &chart.alt),
    }
}

/// A course with its numbers, its days, what is to be reached, and the middle.
fn course(marks: &[Mark], [target, middle]: [Option<f64>; 2], alt: &str) -> String {
    let up = Up::new(marks, target, TOP, FLOOR);
    let places = across(marks, LEFT, RIGHT);
    let points = places.iter().zip(marks).map(|(x, mark)| (*x, up.of(mark.number))).collect::<Vec<_>>();
    let ground = format!("<path {GROUND} d=\"M{LEFT:.0} {FLOOR:.0}H{RIGHT:.0}\"/>", FLOOR = FLOOR + 8.0);
    let mut drawn = ground + &path(LINE, &points);
    for (says, number) in [("to reach", target), ("the middle", middle)] {
        let Some(number) = number else { continue };
        let y = up.of(number);
        drawn.push_str(&format!("<path {AIM} d=\"M{LEFT:.1} {y:.1}H{:.1}\"/>", RIGHT + 13.0));
        for (words, below) in [(says.to_owned(), -3.0), (number.to_string(), 11.0)] {
            drawn.push_str(&text(RIGHT + 19.0, y + below, "start", "chart-aim-words", "#80510c", &words));
        }
    }
    for (i, (x, y)) in points.iter().enumerate() {
        drawn.push_str(&circle(DOT, *x, *y));
        if stands(&places, i, BETWEEN_NUMBERS) {
            let words = marks[i].number.to_string();
            drawn.push_str(&ground_for(&words, *x, y - 9.0));
            drawn.push_str(&text(*x, y - 9.0, "middle", "chart-words", "#22302e", &words));
        }
    }
    let dated = (0..marks.len()).filter_map(|i| Some((places[i], marks[i].day?))).collect::<Vec<_>>();
    let places = dated.iter().map(|(x, _)| *x).collect::<Vec<_>>();
    for (i, (x, day)) in dated.iter().enumerate().filter(|(i, _)| stands(&places, *i, BETWEEN_DAYS)) {
        let first = i == 0 || dated[i - 1].1.0.year() != day.0.year();
        drawn.push_str(&text(*x, HEIGHT - 6.0, "middle", "chart-quiet", "#566461", &label(*day, first)));
    }
    framed(WIDTH, HEIGHT, alt, &drawn)
}

/// A course as a line alone, as high as the words beside it.
fn line(marks: &[Mark], target: Option<f64>, alt: &str) -> String {
    let up = Up::new(marks, target, 4.0, 20.0);
    let places = across(marks, 5.0, 91.0);
    let points = places.iter().zip(marks).map(|(x, mark)| (*x, up.of(mark.number))).collect::<Vec<_>>();
    let aim = target.map(|target| path(AIM, &[(2.0, up.of(target)), (94.0, up.of(target))]));
    let end = points.last().map(|(x, y)| circle(DOT, *x, *y));
    framed(96.0, 24.0, alt, &(aim.unwrap_or_default() + &path(LINE, &points) + &end.unwrap_or_default()))
}

/// A bar alone, beside its figure.
fn bar(part: f64, alt: &str) -> String {
    let wide = (part * 94.0).max(1.5);
    framed(96.0, 14.0, alt, &format!("<path {BAR} d=\"M1 2h{wide:.1}v10h-{wide:.1}z\"/>"))
}

/// Each thing on a line of its own: an open dot where it was at the start, a full one where it is now.
fn steps(scale: &[String], rows: &[Step], alt: &str) -> String {
    let (left, right) = (TRACK, WIDTH - 14.0);
    let at = |n: usize| left + (right - left) * n as f64 / (scale.len() - 1) as f64;
    let mut drawn = String::new();
    for (i, row) in rows.iter().enumerate() {
        let y = 20.0 + ROW * i as f64;
        let lines = textwrap::wrap(&row.what, LETTERS);
        for (n, words) in lines.iter().take(2).enumerate() {
            let below = 13.0 * n as f64 - if lines.len() > 1 { 2.0 } else { -4.0 };
            drawn.push_str(&text(0.0, y + below, "start", "chart-words", "#22302e", words));
        }
        drawn.push_str(&format!("<path {GROUND} d=\"M{left:.1} {y:.1}H{right:.1}\"/>"));
        for n in 0..scale.len() {
            drawn.push_str(&format!("<path {GROUND} d=\"M{:.1} {:.1}v8\"/>", at(n), y - 4.0));
        }
        if let (Some(start), Some(end)) = (row.start, row.end) {
            drawn.push_str(&path(LINE, &[(at(start), y), (at(end), y)]));
        }
        let dots = [(row.start, RING), (row.end, DOT)];
        dots.iter()
            .filter_map(|(n, look)| Some(circle(look, at((*n)?), y)))
            .for_each(|dot| drawn.push_str(&dot));
    }
    let below = 20.0 + ROW * rows.len() as f64;
    for (n, x, anchor) in [(0, left - 6.0, "start"), (scale.len() - 1, right + 6.0, "end")] {
        drawn.push_str(&text(x, below, anchor, "chart-quiet", "#566461", &scale[n]));
    }
    drawn.push_str(&(circle(RING, 6.0, below + 18.0) + &circle(DOT, 96.0, below + 18.0)));
    for (x, words) in [(16.0, "at the start"), (106.0, "now")] {
        drawn.push_str(&text(x, below + 22.0, "start", "chart-quiet", "#566461", words));
    }
    framed(WIDTH, below + 30.0, alt, &drawn)
}

/// How high a number stands between two heights.
struct Up {
    low: f64,
    high: f64,
    top: f64,
    floor: f64,
}

impl Up {
    fn new(marks: &[Mark], target: Option<f64>, top: f64, floor: f64) -> Up {
        let all = || marks.iter().map(|mark| mark.number).chain(target);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        Up { low, high, top, floor }
    }

    fn of(&self, number: f64) -> f64 {
        match self.high > self.low {
            true => self.floor - (self.floor - self.top) * (number - self.low) / (self.high - self.low),
            false => (self.floor + self.top) / 2.0,
        }
    }
}

/// Where each measure stands from left to right: by its day. Those without a day come first, a step apart; where days do
/// not tell the order, all are a step apart.
fn across(marks: &[Mark], left: f64, right: f64) -> Vec<f64> {
    let step = (right - left) / (marks.len().max(2) - 1) as f64;
    let begins = marks.iter().take_while(|mark| mark.day.is_none()).count();
    let days = marks[begins..].iter().map(|mark| Some(since(mark.day?))).collect::<Option<Vec<_>>>();
    match days.as_deref() {
        Some([first, .., last]) if last > first => {
            let from = left + step * begins as f64;
            let by_day = |day: &i64| from + (right - from) * (day - first) as f64 / (last - first) as f64;
            let before = (0..begins).map(|n| left + step * n as f64);
            before.chain(days.iter().flatten().map(by_day)).collect()
        }
        _ => (0..marks.len()).map(|n| left + step * n as f64).collect(),
    }
}

fn since(day: Date) -> i64 {
    day.0.since(jiff::civil::Date::ZERO).map_or(0, |span| span.get_days().into())
}

/// Whether there is room for words at a place: none of the later ones that stand is too near.
fn stands(places: &[f64], place: usize, apart: f64) -> bool {
    let mut next = f64::INFINITY;
    for (i, x) in places.iter().enumerate().rev() {
        let room = next - x >= apart;
        if i == place {
            return room;
        }
        if room {
            next = *x;
        }
    }
    false
}

fn label(day: Date, with_year: bool) -> String {
    day.0.strftime(if with_year { "%-d %b %Y" } else { "%-d %b" }).to_string()
}

fn path(look: &str, points: &[(f64, f64)]) -> String {
    let points = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect::<Vec<_>>();
    format!("<path {look} d=\"M{}\"/>", points.join("L"))
}

fn circle(look: &str, x: f64, y: f64) -> String {
    format!("<circle {look} cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>")
}

fn text(x: f64, y: f64, anchor: &str, class: &str, colour: &str, words: &str) -> String {
    let words = quick_xml::escape::escape(words);
    format!(
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{words}</text>"
    )
}

/// Paper behind a number, so that no line runs through it.
fn ground_for(words: &str, x: f64, y: f64) -> String {
    let wide = 6.6 * words.len() as f64 + 3.0;
    let (left, top) = (x - wide / 2.0, y - 10.0);
    format!(
        "<path class=\"chart-paper\" fill=\"#ffffff\" d=\"M{left:.1} {top:.1}h{wide:.1}v12h-{wide:.1}z\"/>"
    )
}

fn framed(width: f64, height: f64, alt: &str, drawn: &str) -> String {
    let alt = quick_xml::escape::escape(alt);
    format!(
        "<svg class=\"chart\" role=\"img\" aria-label=\"{alt}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"Open Sans, DejaVu Sans, sans-serif\" font-size=\"11.5\">{drawn}</svg>"
    )
}
