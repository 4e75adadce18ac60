//! Long answers in an editor: what is written there outlives everything.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::place::Place;
use super::terminal::Terminal;

/// Walks to the first long text, with an editor that is a script.
fn at_a_text(place: &Place, editor: &str) -> Terminal {
    let mut command = place.command(&["walk", &place.case, "whakawhanaungatanga"]);
    if !editor.is_empty() {
        command.env("EDITOR", format!("sh {}", place.file("editor.sh", editor)));
    } else {
        // not even the usual one is to be opened
        command.env("EDITOR", "no-such-editor");
    }
    let mut screen = Terminal::new(&command);
    screen.choose("Who is in this team?", "no more");
    screen.choose("Which of us work on this", "no more");
    screen.sees("Which kawa, tikanga and language matter");
    screen
}

const TAKE: &str = "take it as the answer";

fn kept(place: &Place) -> bool {
    place.record().contains("  tikanga: We eat before we talk.\n")
}

fn stop(screen: &mut Terminal) {
    screen.choose("What do the mokopuna", "q  stop");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn what_is_written_in_the_editor_is_the_answer() {
    let place = Place::new();
    let mut screen = at_a_text(&place, "printf 'We eat before we talk.\\n' > \"$1\"");
    screen.sees("> ");
    screen.line("e");
    screen.sees("│ We eat before we talk.");
    stop(&mut screen);
    assert!(kept(&place), "{}", place.record());
    assert_eq!(place.private("drafts"), Vec::<PathBuf>::new());
    place.is_clean();

    // the answer so far is what the next editor finds
    let mut screen = at_a_text_again(&place, "printf 'And after it.' >> \"$1\"");
    screen.sees("│ We eat before we talk.");
    screen.sees("> ");
    screen.line("e");
    screen.sees("│ We eat before we talk.And after it.");
    stop(&mut screen);
    assert!(place.record().contains("tikanga: We eat before we talk.And after it.\n"), "{}", place.record());
}

fn at_a_text_again(place: &Place, editor: &str) -> Terminal {
    let mut command = place.command(&["walk", &place.case, "whakawhanaungatanga"]);
    command.env("EDITOR", format!("sh {}", place.file("editor.sh", editor)));
    let mut screen = Terminal::new(&command);
    screen.choose("What do the mokopuna", "<  back");
    screen.sees("Which kawa, tikanga");
    screen
}

#[test]
fn an_editor_that_fails_loses_nothing() {
    let place = Place::new();
    // it writes, and breaks; the next time it adds a word and is content
    let script = "if [ -s \"$1\" ]; then printf ' before we talk.' >> \"$1\"; else printf 'We eat' > \"$1\"; exit 3; fi";
    let mut screen = at_a_text(&place, script);
    screen.sees("> ");
    screen.line("e");
    screen.sees("stopped with an error");
    screen.sees("is kept as a draft and offered again");
    screen.answer("Which kawa, tikanga", "e");
    screen.sees("│ We eat before we talk.");
    stop(&mut screen);
    assert!(kept(&place), "{}", place.record());
    assert_eq!(place.private("drafts"), Vec::<PathBuf>::new());
}

/// Ends the program while its editor is open with something written.
fn broken_off(place: &Place) {
    let mut screen = at_a_text(place, "printf 'We eat before we talk.\\n' > \"$1\"; echo written; sleep 60");
    screen.sees("> ");
    screen.line("e");
    screen.sees("written");
    screen.kill();
    let drafts = place.private("drafts");
    assert_eq!(drafts.len(), 1);
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&drafts[0]), 0o600, "only its owner may read it");
    assert_eq!(mode(drafts[0].parent().unwrap()), 0o700);
    assert!(!kept(place));
    place.is_clean();
}

#[test]
fn a_draft_is_offered_after_the_program_was_killed() {
    let place = Place::new();
    broken_off(&place);
    let mut screen = at_a_text(&place, "");
    screen.sees("A draft of this answer is still here from last time:");
    screen.sees("│ We eat before we talk.");
    screen.sees(TAKE);
    screen.keys("\r");
    stop(&mut screen);
    assert!(kept(&place), "{}", place.record());
    assert_eq!(place.private("drafts"), Vec::<PathBuf>::new());
    place.is_clean();
}

#[test]
fn a_draft_can_be_gone_on_with_or_thrown_away() {
    let place = Place::new();
    broken_off(&place);
    // Ctrl-C at the offer keeps it
    let mut screen = at_a_text(&place, "");
    screen.sees(TAKE);
    screen.sees("throw it away");
    screen.interrupt();
    screen.sees("every answer is kept");
    assert_eq!(screen.ends(), 130);
    assert_eq!(place.private("drafts").len(), 1);

    let mut screen = at_a_text(&place, "printf 'Nana opens.\\n' >> \"$1\"");
    screen.sees(TAKE);
    screen.keys("\x1b[B\r");
    screen.sees("│ Nana opens.");
    stop(&mut screen);
    assert!(place.record().contains("    We eat before we talk.\n    Nana opens.\n"), "{}", place.record());

    let place = Place::new();
    broken_off(&place);
    let mut screen = at_a_text(&place, "");
    screen.sees(TAKE);
    screen.keys("\x1b[B\x1b[B\r");
    screen.sees("> ");
    screen.line("-");
    stop(&mut screen);
    assert!(!kept(&place));
    assert_eq!(place.private("drafts"), Vec::<PathBuf>::new());
}

#[test]
fn an_editor_that_cannot_be_started_is_named() {
    let place = Place::new();
    let mut screen = at_a_text(&place, "");
    screen.sees("> ");
    screen.line("e");
    screen.sees("`no-such-editor` cannot be started");
    screen.sees("Set `EDITOR`");
    // `e` can be an answer all the same
    screen.answer("Which kawa, tikanga", "\\e");
    screen.sees(". ");
    screen.line("");
    stop(&mut screen);
    assert!(place.record().contains("  tikanga: e\n"), "{}", place.record());
}

#[test]
fn a_list_is_put_right_in_the_editor() {
    let place = Place::new();
    let mut command = place.command(&["walk", &place.case, "request"]);
    command.env(
        "EDITOR",
        format!("sh {}", place.file("editor.sh", "sed -i 's/^Mele stayed.*/Mele stayed until nine/' \"$1\"")),
    );
    let mut screen = Terminal::new(&command);
    screen.choose("What kind of work", "individual");
    screen.choose("Which school", "Awa");
    screen.answer("What is it about", "");
    screen.answer("Who is asking", "");
    screen.choose_none("Is it more about learning");
    screen.choose_none("What is needed most");
    screen.choose("Which layer", "Te Arotahi");
    screen.choose("Who is the mokopuna?", "no more");
    screen.answer("What are they good at", "");
    screen.answer("Where and with whom", "");
    screen.answer("What worries the people", "");
    screen.answer("What has been tried so far", "e");
    screen.sees("│ Mele stayed until nine");
    screen.answer("Who else is helping", "q");
    assert_eq!(screen.ends(), 0);
    assert!(place.record().contains("    - Mele stayed until nine\n"), "{}", place.record());
    assert_eq!(place.record().matches("A sticker for each morning").count(), 1);
}

#[test]
fn letters_that_cannot_be_told_are_no_answer() {
    let place = Place::new();
    // an editor that saves ISO-8859-13, in which ā is the byte E2; the second time it saves UTF-8
    let script = "if [ -s \"$1\" ]; then printf 'K\\303\\266 wh\\304\\201nau.\\n' > \"$1\"; else printf 'wh\\342nau' > \"$1\"; fi";
    let mut screen = at_a_text(&place, script);
    screen.sees("> ");
    screen.line("e");
    screen.sees("is not UTF-8 text: line 1, byte 3");
    screen.sees("leave the draft for now");
    assert_eq!(std::fs::read(&place.private("drafts")[0]).unwrap(), b"wh\xe2nau");
    // what is answered on the spot leaves it where it is
    screen.keys("\x1b[B\r");
    screen.sees("Which kawa, tikanga");
    screen.sees("> ");
    screen.keys(b"wh\xe2n");
    screen.sees("Not taken: some of the letters cannot be told");
    screen.sees("Press Enter first.");
    screen.line("au");
    screen.sees("> ");
    screen.line("We eat before we talk.");
    screen.sees(". ");
    screen.line("");
    stop(&mut screen);
    assert!(kept(&place), "{}", place.record());
    assert_eq!(place.private("drafts").len(), 1);
    // it is offered again
    let mut screen = at_a_text_again(&place, script);
    screen.sees("is not UTF-8 text");
    screen.sees("throw it away");
    screen.keys("\r");
    screen.sees("│ Kö whānau.");
    stop(&mut screen);
    assert!(place.record().contains("tikanga: Kö whānau.\n"), "{}", place.record());
    assert_eq!(place.private("drafts"), Vec::<PathBuf>::new());
}
