//! What is said when a walk begins: what it is for, what helps, and how to answer.

use console::style;

use crate::change::Desk;
use crate::guide::clock;
use crate::guide::links::links;
use crate::guide::model::Guide;
use crate::guide::walk::Walk;
use crate::ui::{Mark, Ui};

/// Says what a walk is for and how to answer.
pub(super) fn greet(ui: &mut Ui, desk: &Desk, guide: &Guide, walk: &Walk<'_>) {
    ui.say("");
    ui.tell(&style(guide.full_title()).bold().for_stderr().to_string());
    ui.say(&guide.purpose);
    if !guide.principles.is_empty() {
        let names: Vec<String> =
            guide.principles.iter().map(|p| desk.vocabulary.label("principles", p)).collect();
        ui.say(&format!("Principles: {}.", names.join(", ")));
    }
    for link in links(guide, &desk.known()) {
        ui.say(&link);
    }
    if let Some(minutes) = guide.minutes() {
        ui.say(&clock::in_all(minutes));
        // who comes back to it is not told how long it still takes
        if let Some(now) = desk.moment().filter(|_| !walk.is_resumed()) {
            ui.say(&clock::session(minutes, &now));
        }
    }
    let with = walk.walked_with();
    if !with.is_empty() {
        ui.say(&format!("Walked together with {}.", with.join(" and ")));
    }
    if walk.is_resumed() {
        ui.say("This goes on where it stopped. Earlier answers stand; `<` goes back to them.");
    }
    let marks = Mark::ALL.map(|mark| format!("{} {}", mark.typed(), mark.means()));
    ui.say(&format!("Instead of an answer: {}", marks.join("  ")));
    ui.say(match ui.redraws() {
        true => "In a list: type a part of it, or move with the arrow keys; Enter takes it.",
        false => "In a list: write a number; Enter alone leaves it for later.",
    });
}
