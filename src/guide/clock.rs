//! The minutes that a meeting gives its steps, in words: a clock that is shown and never hurries.

use jiff::{Span, Unit, Zoned, ZonedRound};

/// A number of minutes.
pub fn in_minutes(minutes: u32) -> String {
    if minutes == 1 { "1 minute".into() } else { format!("{minutes} minutes") }
}

/// The time of a whole guide, and whose it is to change.
pub fn in_all(minutes: u32) -> String {
    format!(
        "The steps take about {} together. Steps and times are the cluster's own to change.",
        in_minutes(minutes)
    )
}

/// When a step that begins now would end, on a time that people say: every five minutes there is one.
pub fn until_about(now: &Zoned, minutes: u32) -> Option<Zoned> {
    let end = now.checked_add(Span::new().minutes(minutes)).ok()?;
    let five = ZonedRound::new().smallest(Unit::Minute).increment(5).mode(jiff::RoundMode::Ceil);
    end.round(five).ok()
}

/// The minutes of a step, and about when they are over where that is known and still to come.
pub fn shown(minutes: u32, until: Option<&Zoned>, now: &Zoned) -> String {
    match until.filter(|until| *until > now) {
        Some(until) => format!("{}, until about {}", in_minutes(minutes), until.strftime("%H:%M")),
        None => in_minutes(minutes),
    }
}
