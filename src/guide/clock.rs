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

/// The time of a whole session that begins now, as far as its end can be told.
pub fn session(minutes: u32, now: &Zoned) -> String {
    let end = until_about(now, minutes).map(|end| format!(", until about {}", end.strftime("%H:%M")));
    format!("All steps together: {}{}.", in_minutes(minutes), end.unwrap_or_default())
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{in_all, in_minutes, session, shown, until_about};

    #[test]
    fn a_clock_that_does_not_hurry() {
        for (now, minutes, until) in [
            ("2026-08-14T10:13:40+12:00[Pacific/Auckland]", 10, "10:25"),
            ("2026-08-14T10:00:00+12:00[Pacific/Auckland]", 10, "10:10"),
            ("2026-08-14T23:58:01+12:00[Pacific/Auckland]", 1, "00:00"),
            // clocks go forward in the night
            ("2026-09-27T01:50:00+12:00[Pacific/Auckland]", 20, "03:10"),
        ] {
            let now = now.parse().unwrap();
            let end = until_about(&now, minutes).unwrap();
            assert_eq!(end.strftime("%H:%M").to_string(), until);
            let words = in_minutes(minutes);
            assert_eq!(shown(minutes, Some(&end), &now), format!("{words}, until about {until}"));
            // when that is over, it is not held up to anybody
            assert_eq!(shown(minutes, Some(&end), &end), words);
        }
        let now = "2026-08-14T13:08:00+12:00[Pacific/Auckland]".parse().unwrap();
        assert_eq!(session(50, &now), "All steps together: 50 minutes, until about 14:00.");
        assert_eq!(until_about(&"9999-12-29T10:00:00[UTC]".parse().unwrap(), u32::MAX), None);
        assert_eq!((in_minutes(1).as_str(), in_minutes(45).as_str()), ("1 minute", "45 minutes"));
        assert!(in_all(45).starts_with("The steps take about 45 minutes together."));
    }
}
