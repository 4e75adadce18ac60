//! What is due as a calendar file (RFC 5545) that Outlook and Google Calendar take.
//!
//! It is written here and not by a library: of all that such a file may hold, this needs ten lines, and the libraries bring a
//! second calendar with them. A calendar is read on telephones and by other people: nothing of a case goes into it but the
//! kind of thing that is due, the id of the case and the day.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};

use super::due::{Due, KINDS};
use crate::record::text::mark;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// The whole file; the moment is when it is made. What is over is called off, so that a calendar that took an earlier file
/// lets go of it.
pub fn calendar(due: &[Due], over: &[Due], words: &Vocabulary, now: Timestamp) -> String {
    let mut file = String::new();
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pikorua//pikorua//EN", "METHOD:PUBLISH"] {
        line(&mut file, text);
    }
    let mut seen = BTreeMap::new();
    let all = due.iter().map(|item| (item, false)).chain(over.iter().map(|item| (item, true)));
    for (item, is_over) in all {
        // rows that were written by hand may have no id yet, or the same one
        let uid = uid(item);
        let again = seen.entry(uid.clone()).and_modify(|n| *n += 1).or_insert(0);
        let uid = format!("{uid}{}", "-again".repeat(*again));
        event(&mut file, item, &Event { uid, is_over }, words, now);
    }
    line(&mut file, "END:VCALENDAR");
    file
}

struct Event {
    uid: String,
    is_over: bool,
}

fn event(file: &mut String, due: &Due, event: &Event, words: &Vocabulary, now: Timestamp) {
    let label = words.label(KINDS, due.kind.id());
    let after = Date(due.date.0.saturating_add(1.day()));
    let lines = [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@pikorua", event.uid),
        format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")),
        // a later file takes the place of an earlier one
        format!("SEQUENCE:{}", minutes(now)),
        format!("DTSTART;VALUE=DATE:{}", day(due.date)),
        format!("DTEND;VALUE=DATE:{}", day(after)),
        format!("SUMMARY:{}", escaped(&format!("{label} {}", due.case))),
        format!("STATUS:{}", if event.is_over { "CANCELLED" } else { "CONFIRMED" }),
        "CLASS:PRIVATE".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ];
    lines.iter().for_each(|text| line(file, text));
}

/// The same for the same thing, whatever day it moves to. The id of a row may have been chosen by hand, and be a name: it
/// goes in as a number only.
fn uid(due: &Due) -> String {
    let row = due.row.as_ref().map_or("", |row| row.as_str());
    format!("{}-{:016x}", due.case, mark(format!("{} {} {row}", due.case, due.kind.id()).into_bytes()))
}

// the number must grow from file to file, and stay small enough for every calendar
fn minutes(now: Timestamp) -> i64 {
    const BEGIN_OF_2020: i64 = 1_577_836_800;
    ((now.as_second() - BEGIN_OF_2020) / 60).clamp(0, i64::from(i32::MAX))
}

fn day(date: Date) -> String {
    date.0.strftime("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A line ends with CRLF and has at most 75 bytes; what is longer goes on after a blank on the next, and no letter is cut.
fn line(file: &mut String, text: &str) {
    let mut room = 75;
    for letter in text.chars() {
        if letter.len_utf8() > room {
            file.push_str("\r\n ");
            room = 74;
        }
        file.push(letter);
        room -= letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests;
