//! One whole element on a screen.

use super::place::Place;
use super::terminal::{Terminal, UP, pasted};

fn walk(place: &Place, editor: Option<&str>) -> Terminal {
    let mut command = place.command(&["walk", &place.case, "whakawhanaungatanga"]);
    if let Some(script) = editor {
        command.env("EDITOR", format!("sh {}", place.file("editor.sh", script)));
    }
    Terminal::new(&command)
}

#[test]
fn from_the_first_meeting_to_leaving_and_back_again() {
    let place = Place::new();
    first_sitting(&place);
    second_sitting(&place);
    coming_back(&place);
}

fn first_sitting(place: &Place) {
    let mut screen = walk(place, Some("printf 'I want to read it\\nto Nan, all of it.\\n' > \"$1\"\n"));
    screen.sees("Whakawhanaungatanga – build connections");
    screen.sees("Instead of an answer: < back  - later  ! not needed  ? explain  q stop");

    // an empty list begins with adding
    screen.choose("Who is in this team?", "add one");
    // Enter alone chooses nobody
    screen.choose("Are they one of the cluster's own people?", "-  later");
    screen.answer("What name do they go by?", "Mele Taufa");
    screen.sees("“Mele Taufa”");
    screen.choose("What are they in the team?", "whānau");
    screen.sees("> whānau");
    screen.answer("How are they connected", "?");
    screen.sees("In their words, such as `Mum`");
    screen.sees("> ");
    screen.line("Mum");
    // back, and another answer
    screen.answer("Who asked them in?", "<");
    screen.sees("How are they connected");
    screen.sees("So far (Enter keeps it):");
    screen.sees("│ Mum");
    screen.sees("> ");
    // the arrow up brings the answer back, to be changed
    screen.keys(UP);
    screen.sees("Mum");
    screen.line(", who works at the port");
    screen.answer("Who asked them in?", "-");
    // a mark in a list: back into the row, and forth again
    screen.choose("Who is in this team?", "<  back");
    screen.answer("Who asked them in?", "");
    screen.choose("Who is in this team?", "add another");
    screen.choose("Are they one of the cluster's own people?", "Sela Fonua");
    // nobody is asked for the name of somebody who is known
    screen.choose("What are they in the team?", "RTLB");
    screen.answer("How are they connected", "");
    screen.answer("Who asked them in?", "Mele");
    screen.choose("Who is in this team?", "no more");

    // not needed, and why
    screen.choose("Which of us work on this", "!  not needed");
    screen.sees("Why is it not needed?");
    screen.sees("> ");
    screen.line("");
    screen.sees("It needs a reason");
    screen.move_to("!");
    screen.keys("\r");
    screen.answer("Why is it not needed?", "Only Sela, and everybody knows");

    // a paste of several lines is one answer, and so is a line below it
    screen.sees("Which kawa, tikanga and language matter");
    screen.sees("> ");
    screen.keys(pasted("We eat before we talk.\n\nNana opens: -\n<"));
    screen.sees("Nana opens");
    screen.line("");
    screen.sees(". ");
    // a terminal that puts no brackets around a paste: the lines behind the first are not lost
    screen.keys("And closes.\rSo it is.\r\r");

    // somebody's words, from the editor
    screen.choose("What do the mokopuna and the whānau wish for?", "add one");
    screen.choose("Whose words?", "mokopuna");
    screen.choose("Who spoke?", "Mele");
    screen.answer("What did they say?", "e");
    screen.sees("│ I want to read it");
    screen.sees("│ to Nan, all of it.");
    // the default is where the cursor stands
    screen.sees("In which language?");
    screen.sees("\x1b[36m> English\x1b[0m");
    screen.keys("\r");
    screen.sees("> English\r\n");
    screen.sees("What were they speaking about?");
    screen.sees("\x1b[36m> hopes");
    screen.keys("\r");
    screen.answer("Enter takes Friday 14 August 2026.", "3/8");
    screen.sees("> Monday 3 August 2026 (T3 week 3)");
    // what looks like a mark can be an answer
    screen.answer("where do the words come from?", "\\-");
    screen.choose("Should this stay among the practitioners?", "no");
    screen.choose("What do the mokopuna and the whānau wish for?", "q  stop");
    screen.sees("Recorded for");
    assert_eq!(screen.ends(), 0);
    screen.has_cursor();

    let record = place.record();
    for kept in [
        "    name: Mele Taufa\n    role: whanau\n    connection: Mum, who works at the port\n",
        "    person: p-c3xe\n    role: rtlb\n    invited_by: Mele\n",
        "      ww-1-rtlb: Only Sela, and everybody knows\n",
        "  tikanga: |-\n    We eat before we talk.\n\n    Nana opens: -\n    <\n    And closes.\n    So it is.\n",
        "    date: 2026-08-03\n    language: en\n    about: hopes\n",
        "    words: |-\n      I want to read it\n      to Nan, all of it.\n    source: '-'\n    sensitive: false\n",
        "    reached: ww-3\n",
    ] {
        assert!(record.contains(kept), "{kept}\n\n{record}");
    }
    assert_eq!(place.log()[0], "Whakawhanaungatanga: so far");
    assert_eq!(place.private("drafts"), Vec::<std::path::PathBuf>::new());
    place.is_clean();
}

fn second_sitting(place: &Place) {
    let mut screen = walk(place, None);
    screen.sees("This goes on where it stopped.");
    // earlier answers are shown
    screen.sees("What do the mokopuna and the whānau wish for?");
    screen.sees("change: mokopuna · Mele Taufa · 3 August 2026 · I want to read it");
    screen.move_to("<  back");
    screen.keys("\r");
    screen.sees("Which kawa, tikanga and language matter");
    screen.sees("│ We eat before we talk.");
    screen.sees("│ And closes.");
    screen.sees("> ");
    screen.line("");
    screen.choose("What do the mokopuna and the whānau wish for?", "no more");

    // a pasted line break stays in a line, too
    screen.choose("What strengths, interests and passions", "add one");
    screen.sees("What is it?");
    screen.sees("> ");
    screen.keys(pasted("Knows every bird\non the estuary"));
    screen.sees("on the estuary");
    screen.line("");
    screen.answer("Who named it?", "Mele");
    screen.choose("What strengths, interests and passions", "no more");

    screen.sees("“Mele Taufa”");
    screen.answer("By what means, how often", "a text on Fridays");
    screen.sees("“Sela Fonua");
    screen.answer("By what means, how often", "");
    screen.answer("Show people what we write down", "!");
    screen.answer("Why is it not needed?", "They read it at the last hui");
    screen.choose("Who has said yes to what?", "no more");
    screen.choose("Have people been told how to question", "yes");

    // what is still open is asked about, and blocks nothing
    screen.answer("Still open: No agreement is recorded that holds.", "We ask on Friday");
    screen.sees(". ");
    screen.line("");
    screen.sees("Still open in Whakawhanaungatanga, to come back to:");
    screen.choose("That was Whakawhanaungatanga.", "leave Whakawhanaungatanga");
    screen.sees("Whakawhanaungatanga, left.");
    assert_eq!(screen.ends(), 0);

    let record = place.record();
    for kept in [
        "status: active\n",
        "    what: |-\n      Knows every bird\n      on the estuary\n    named_by: Mele\n",
        "    contact: a text on Fridays\n",
        "      ww-6: They read it at the last hui\n",
        "      ww-8: true\n",
        "      agreed: We ask on Friday\n",
        "    closed: 2026-08-14\n",
    ] {
        assert!(record.contains(kept), "{kept}\n\n{record}");
    }
    assert!(!record.contains("reached:"), "{record}");
    assert_eq!(record.matches("guide: whakawhanaungatanga").count(), 1);
    assert_eq!(place.log()[0], "Whakawhanaungatanga: left");
    place.is_clean();
}

fn coming_back(place: &Place) {
    let mut screen = walk(place, None);
    screen.answer("What brings the team back to Whakawhanaungatanga?", "We had not asked Sione");
    screen.sees(". ");
    screen.line("");
    screen.choose("Who is in this team?", "q  stop");
    assert_eq!(screen.ends(), 0);
    let record = place.record();
    assert!(record.contains("    reason: We had not asked Sione\n"), "{record}");
    assert!(record.contains("    returned_from: request\n"), "{record}");
    assert_eq!(record.matches("guide: whakawhanaungatanga").count(), 2);
    place.is_clean();
}
