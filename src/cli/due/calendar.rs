//! What is due as a calendar file.

use std::path::Path;

use super::Found;
use crate::change::Desk;
use crate::error::Result;
use crate::folder::write_outside;
use crate::query::due::Due as Item;
use crate::query::ics;
use crate::ui::Ui;

/// Writes it to a file, or prints it where that is `-`.
pub(super) fn write_calendar(desk: &Desk, found: &Found, file: &Path, ui: &mut Ui) -> Result<()> {
    let items: Vec<Item> = found.rows.iter().map(|row| row.item.clone()).collect();
    // a calendar with nothing in it is none: the programs that take calendars say that it is broken
    if items.is_empty() && found.over.is_empty() {
        ui.say("Nothing is due, so no calendar was written.");
        return Ok(());
    }
    let text = ics::calendar(&items, &found.over, &desk.vocabulary, desk.now.timestamp());
    if file == Path::new("-") {
        return ui.print(&text);
    }
    write_outside(file, text.as_bytes())?;
    let days = if items.len() == 1 { "one day".into() } else { format!("{} days", items.len()) };
    let over = match found.over.len() {
        0 => String::new(),
        1 => ", and one that is over and called off".into(),
        n => format!(", and {n} that are over and called off"),
    };
    ui.say(&format!("Written: {}, with {days}{over}.", file.display()));
    Ok(())
}
