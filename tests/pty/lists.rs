//! Lists on a screen that is redrawn: words find, and do no harm.

use super::place::Place;
use super::terminal::Terminal;

fn walk(place: &Place) -> Terminal {
    Terminal::new(&place.command(&["walk", &place.case, "whakawhanaungatanga"]))
}

#[test]
fn what_is_typed_finds_and_nothing_is_picked_by_a_letter() {
    let place = Place::new();
    let mut screen = walk(&place);
    screen.choose("Who is in this team?", "add one");
    screen.sees("Are they one of the cluster's own people?");
    screen.sees("q  stop");
    screen.keys("sela");
    screen.sees("Found by “sela”:");
    screen.sees("\x1b[36m> Sela Fonua");
    screen.keys("\r");
    screen.sees("> Sela Fonua");
    screen.sees("What are they in the team?");
    screen.sees("More with ↑ and ↓, or type to find.");
    screen.sees("-  later");
    // without its macron
    screen.keys("whanau");
    screen.sees("Found by “whanau”:");
    screen.sees("\x1b[36m> whānau");
    // words that are no entry: no letter of them stops, no blank picks, Enter takes nothing
    screen.keys(" are quite a queue\r");
    screen.sees("Nothing here is called “whanau are quite a queue”.");
    screen.keys("\x1b");
    screen.sees("-  later");
    screen.keys("rtlb");
    screen.sees("\x1b[36m> RTLB");
    screen.keys("\r");
    screen.sees("> RTLB");
    screen.answer("How are they connected", "q");
    assert_eq!(screen.ends(), 0);
    screen.has_cursor();
    assert!(place.record().contains("role: rtlb"), "{}", place.record());
    place.is_clean();
}

#[test]
fn a_list_of_rows_is_left_for_later_by_its_mark() {
    let place = Place::new();
    let mut screen = walk(&place);
    screen.sees("Who is in this team?");
    screen.sees("q  stop");
    screen.keys("-");
    screen.sees("Found by “-”:");
    screen.keys("\r");
    screen.sees("> later");
    // the next question, and no row was made
    screen.choose("Which of us work on this", "q  stop");
    assert_eq!(screen.ends(), 0);
    assert!(!place.record().contains("team:"), "{}", place.record());
    place.is_clean();
}

#[test]
fn a_row_is_taken_out_after_a_yes() {
    let place = Place::new();
    let mut screen = walk(&place);
    screen.choose("Who is in this team?", "add one");
    screen.choose("Are they one of the cluster's own people?", "Sela Fonua");
    screen.choose("What are they in the team?", "RTLB");
    screen.answer("How are they connected", "Leads it");
    screen.answer("Who asked them in?", "q");
    assert_eq!(screen.ends(), 0);

    let mut screen = walk(&place);
    screen.answer("Who asked them in?", "-");
    screen.sees("Who is in this team?");
    for (said, stays) in [("n\r", true), ("y\r", false)] {
        screen.move_to("take one out");
        screen.keys("\r");
        screen.sees("Which one?");
        screen.move_to("Sela Fonua");
        screen.keys("\r");
        screen.sees("Take out “Sela Fonua");
        screen.sees("[y/N]");
        screen.keys(said);
        if stays {
            screen.sees("It stays.");
        }
    }
    screen.choose("Who is in this team?", "q  stop");
    assert_eq!(screen.ends(), 0);
    screen.has_cursor();
    assert!(!place.record().contains("Leads it"), "{}", place.record());
    place.is_clean();
    // the history has it
    assert!(place.git(&["log", "-p"]).contains("Leads it"));
}
