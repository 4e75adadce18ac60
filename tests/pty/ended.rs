//! Walks that end early: what was answered is kept and recorded, whatever ended them.

use super::place::Place;
use super::terminal::{CTRL_D, DOWN, Terminal, pasted};

fn walk(place: &Place) -> Terminal {
    Terminal::new(&place.command(&["walk", &place.case, "whakawhanaungatanga"]))
}

/// Walks past the rows to the first long text, with one answer given.
fn to_the_text(screen: &mut Terminal) {
    screen.choose("Who is in this team?", "add one");
    screen.choose("Are they one of the cluster's own people?", "-  later");
    screen.answer("What name do they go by?", "Mele Taufa");
    screen.choose("What are they in the team?", "-  later");
    screen.answer("How are they connected", "");
    screen.answer("Who asked them in?", "");
    screen.choose("Who is in this team?", "no more");
    screen.choose("Which of us work on this", "no more");
    screen.sees("Which kawa, tikanga and language matter");
    screen.sees("> ");
}

/// Ctrl-C, now: everything answered is recorded, and the screen is as it was before.
#[track_caller]
fn interrupted(place: &Place, screen: &mut Terminal) -> String {
    screen.interrupt();
    screen.sees("every answer is kept");
    screen.sees(&format!("`pikorua walk {} whakawhanaungatanga` goes on where it stopped.", place.case));
    assert_eq!(screen.ends(), 130);
    screen.has_cursor();
    place.is_clean();
    assert_eq!(place.log()[0], "Whakawhanaungatanga: so far");
    let record = place.record();
    assert!(record.contains("    name: Mele Taufa\n"), "{record}");
    record
}

#[test]
fn ctrl_c_at_a_text() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    let record = interrupted(&place, &mut screen);
    assert!(record.contains("    reached: ww-2\n"), "{record}");
}

#[test]
fn ctrl_c_in_the_middle_of_a_text() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    screen.line("We eat before we talk.");
    screen.sees(". ");
    screen.keys(pasted("Nana opens.\nAnd closes."));
    screen.sees("And closes.");
    screen.line("");
    screen.sees(". ");
    let record = interrupted(&place, &mut screen);
    let kept = "  tikanga: |-\n    We eat before we talk.\n    Nana opens.\n    And closes.\n";
    assert!(record.contains(kept), "{record}");
    assert!(record.contains("    reached: ww-3\n"), "{record}");
}

#[test]
fn ctrl_c_at_a_list() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    screen.line("-");
    screen.sees("What do the mokopuna and the whānau wish for?");
    screen.sees("q  stop");
    screen.keys(DOWN);
    screen.sees("q  stop");
    interrupted(&place, &mut screen);
}

#[test]
fn ctrl_c_where_the_reason_is_asked() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    screen.line("!");
    screen.sees("Why is it not needed?");
    screen.sees("> ");
    let record = interrupted(&place, &mut screen);
    assert!(!record.contains("not_needed:\n      ww-2"), "{record}");
}

#[test]
fn ctrl_c_where_several_can_be_ticked() {
    let place = Place::new();
    let mut screen = Terminal::new(&place.command(&["new"]));
    screen.choose("What kind of work", "group");
    screen.choose("Which school", "Awa");
    screen.answer("What is it about", "Reading");
    screen.answer("Who is asking", "Anna");
    screen.sees("Is it more about learning");
    screen.sees("(Space ticks, Enter goes on; type to find one)");
    screen.sees("q  stop");
    screen.keys(" ");
    screen.sees("[x] learning");
    screen.sees("q  stop");
    screen.interrupt();
    assert_eq!(screen.ends(), 130);
    screen.has_cursor();
    let case = place.cases().into_iter().find(|case| *case != place.case).unwrap();
    let record = place.record_of(&case);
    assert!(record.contains("kind: group\n") && record.contains("  by: Anna\n"), "{record}");
    assert!(record.contains("    reached: rq-focus\n"), "{record}");
    // the id is told, because something is kept under it
    assert!(screen.all().contains(&format!("\r\n{case}\r\n")), "{}", screen.all());
    place.is_clean();
}

#[test]
fn ctrl_c_before_anything_was_answered() {
    let place = Place::new();
    let before = place.cases();
    let mut screen = Terminal::new(&place.command(&["new"]));
    screen.sees("What kind of work");
    screen.sees("q  stop");
    screen.interrupt();
    screen.sees("Nothing was answered yet, so no case was made.");
    assert_eq!(screen.ends(), 130);
    assert_eq!(place.cases(), before);
    place.is_clean();
}

#[test]
fn ctrl_c_at_the_end_leaves_it_open() {
    let place = Place::new();
    let all_later = "guide: mana-motuhake\nmm-7: We look at how a room begins its day\n";
    let lines = super::script::typed(&place.folder(), &place.record(), "mana-motuhake", all_later);
    let mut command = place.command(&["walk", &place.case, "mana-motuhake"]);
    command.env("ACCESSIBLE", "1");
    let mut screen = Terminal::new(&command);
    for piece in &lines[..lines.len() - 1] {
        for (n, line) in piece.lines().enumerate() {
            screen.sees(if n == 0 { "> " } else { ". " });
            screen.line(line);
        }
    }
    screen.sees("leave Mana motuhake");
    screen.sees("number> ");
    screen.interrupt();
    assert_eq!(screen.ends(), 130);
    let record = place.record();
    assert!(record.contains("learning: We look at") && !record.contains("status: closed"), "{record}");
    assert_eq!(record.matches("    closed:").count(), 1, "only the request was left: {record}");
    place.is_clean();
}

#[test]
fn ctrl_d_at_a_line_and_at_a_text() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    screen.keys(CTRL_D);
    screen.sees("the input ended at `ww-2`");
    assert_eq!(screen.ends(), 1);
    assert!(place.record().contains("    name: Mele Taufa\n"));
    place.is_clean();

    let mut screen = walk(&place);
    screen.answer("Which kawa, tikanga", "-");
    screen.choose("What do the mokopuna", "no more");
    screen.choose("What strengths, interests", "add one");
    screen.sees("What is it?");
    screen.sees("> ");
    screen.keys(CTRL_D);
    screen.sees("the input ended at `ww-4/what`");
    assert_eq!(screen.ends(), 1);
    assert!(place.record().contains("    reached: ww-4\n"), "{}", place.record());
    place.is_clean();
}

#[test]
fn what_was_listed_before_the_end_is_kept() {
    let keys: [(&str, i32, &str); 5] = [
        (CTRL_D, 1, "rq-best"),
        ("q\r", 0, "rq-best"),
        ("-\r", 0, "rq-best"),
        ("<\r", 0, "rq-strengths"),
        ("\r", 0, "rq-best"),
    ];
    for (keys, code, reached) in keys {
        let place = Place::new();
        let answers = "rq-title: Reading\n";
        let lines = super::script::typed(&place.folder(), super::script::NEW, "request", answers);
        let upto = lines.iter().position(|l| l == "Reading\n").unwrap();
        let first = place.typed(&["new"], &lines[..=upto].concat());
        let case = first.stdout.trim();
        let mut screen = Terminal::new(&place.command(&["walk", case, "request"]));
        screen.answer("Who is asking", "-");
        screen.choose_none("Is it more about learning");
        screen.choose_none("What is needed most");
        screen.choose("Which layer", "-  later");
        screen.choose("Who is the mokopuna?", "no more");
        screen.answer("What are they good at", "sings");
        screen.answer("\n", "builds");
        screen.sees("> ");
        screen.keys(keys);
        if code == 0 && keys != "q\r" {
            // on it goes, or back
            if reached == "rq-strengths" {
                screen.choose("Who is the mokopuna?", "no more");
                screen.sees("│ builds");
                screen.sees("> ");
            } else {
                screen.sees("best moments in a week?");
                screen.sees("> ");
            }
            screen.line("q");
        }
        assert_eq!(screen.ends(), code, "{keys:?}");
        let record = place.record_of(case);
        assert!(record.contains("  strengths:\n    - sings\n    - builds\n"), "{keys:?}\n{record}");
        assert!(record.contains(&format!("    reached: {reached}\n")), "{keys:?}\n{record}");
        place.is_clean();
    }
}

#[test]
fn a_program_that_was_killed_loses_no_answer() {
    let place = Place::new();
    let mut screen = walk(&place);
    to_the_text(&mut screen);
    screen.kill();
    assert!(place.record().contains("    name: Mele Taufa\n"), "every answer is on disk");
    assert_ne!(place.git(&["status", "--porcelain"]), "");
    // somebody else comes next; the answers are recorded in the name of who gave them
    let mut command = place.command(&["walk", &place.case, "kohikohi"]);
    command.env("PIKORUA_USER", "tarden");
    let mut screen = Terminal::new(&command);
    screen.sees("Sela Fonua");
    screen.choose("What does a good day look like", "q  stop");
    assert_eq!(screen.ends(), 0);
    assert_eq!(place.log()[0], "answers of a walk so far");
    assert_eq!(place.git(&["log", "-1", "--format=%an"]), "Sela Fonua\n");
    place.is_clean();

    let mut screen = walk(&place);
    screen.sees("This goes on where it stopped.");
    screen.sees("“Mele Taufa”");
    screen.choose("What are they in the team?", "-  later");
    screen.answer("How are they connected", "q");
    assert_eq!(screen.ends(), 0);
}
