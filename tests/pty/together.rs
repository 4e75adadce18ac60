//! Meetings: a clock that does not hurry, words to take or to leave, guidance, somebody beside; and finding a guide.

use super::place::Place;
use super::script::typed;
use super::terminal::{DOWN, Terminal};

const GUIDE: &str = r#"
schema = 1
id = "katoa"
title = "Kōrero"
gloss = "talk it over"
purpose = "To try it out."
shelf = "together"

[[link]]
title = "What colleagues wrote"
url = "https://example.org/for-rtlb/a-long-way-to-a-page-that-nobody-should-see-broken-over-two-lines"
roles = ["rtlb"]
[[link]]
title = "For leaders"
url = "https://example.org/leaders"
roles = ["practice-leader"]
[[link]]
title = "The framework"
url = "https://example.org/all"

[[prompt]]
id = "question"
ask = "What is the question?"
minutes = 10
kind = "line"
to = "hui.@.question"

[[prompt]]
id = "form"
ask = "Which form has it?"
kind = "choice"
to = "hui.@.form"
only = ["progress", "planning"]

[[prompt]]
id = "place"
ask = "Where is it?"
kind = "line"
to = "hui.@.place"
options = "hui-places"

[[prompt]]
id = "next"
ask = "Who does what next?"
minutes = 5
kind = "rows"
to = "hui.@.next"
  [[prompt.field]]
  id = "what"
  ask = "What will be done?"
  kind = "line"
  to = "what"

[[on_open]]
set = "hui.@.date"
to = "today"
"#;

const PLACES: &str = "\n[vocabulary.hui-places.marae]\nlabel = \"At the marae\"\nnote = \"Ask the people there first.\"\n\
                      [vocabulary.hui-places.school]\nlabel = \"At school\"\n";

fn place() -> Place {
    let place = Place::new();
    place.write("guides/katoa.toml", GUIDE);
    place.write("pikorua.toml", format!("{}{PLACES}", place.read("pikorua.toml")));
    place.record_all("a guide of our own");
    place
}

#[test]
fn a_meeting_on_a_screen() {
    let place = place();
    let mut screen = Terminal::new(&place.command(&["walk", &place.case, "korero", "--with", "tom"]));
    screen.sees("Kōrero – talk it over");
    let links = "For RTLB: What colleagues wrote\r\n  https://example.org/for-rtlb/a-long-way-to-a-page-that-nobody-should-see-broken-over-two-lines\r\n\
                 For everybody: The framework\r\n  https://example.org/all\r\n";
    screen.sees(links);
    screen.sees("The steps take about 15 minutes together.");
    screen.sees("All steps together: 15 minutes, until about 10:15.");
    screen.sees("Walked together with Tom Arden.");
    screen.sees("10 minutes, until about 10:10");
    // guidance is found again where the walk began
    screen.answer("What is the question?", "?");
    screen.sees(links);
    screen.sees("> ");
    screen.line("What helps?");
    screen.sees("Which form has it?");
    let offered = screen.sees("!  not needed");
    assert!(!offered.contains("eer review") && !offered.contains("minutes"), "{offered}");
    screen.keys(DOWN);
    screen.move_to("planning");
    screen.keys("\r");
    screen.choose("Where is it?", "?  explain");
    screen.sees("• At the marae: Ask the people there first.");
    screen.move_to("At school");
    screen.keys("\r");
    screen.sees("> At school");
    screen.sees("5 minutes, until about 10:05");
    screen.choose("Who does what next?", "<  back");
    // the answer so far is where the cursor stands, and there is room for other words
    screen.sees("Where is it?");
    screen.sees("\x1b[36m> At school");
    screen.keys(DOWN);
    screen.move_to("something else");
    screen.keys("\r");
    screen.sees("> ");
    screen.line("In the hall, beside the kitchen");
    screen.choose("Who does what next?", "q  stop");
    assert_eq!(screen.ends(), 0);
    let record = place.record();
    for kept in [
        "    date: 2026-08-14\n    form: planning\n    place: In the hall, beside the kitchen\n    question: What helps?\n",
        "    with:\n      - p-7w2n\n",
    ] {
        assert!(record.contains(kept), "{kept}\n\n{record}");
    }

    let mut screen = Terminal::new(&place.command(&["walk", &place.case, "kōr", "--with", "moana"]));
    screen.sees("Walked together with Tom Arden and Moana Rangihuna.");
    screen.choose("Who does what next?", "<  back");
    screen.sees("So far (Enter keeps it):");
    screen.sees("│ In the hall, beside the kitchen");
    screen.move_to("-  later");
    screen.keys("\r");
    screen.choose("Who does what next?", "q  stop");
    assert_eq!(screen.ends(), 0);
    assert!(place.record().contains("    with:\n      - p-7w2n\n      - p-4kd7\n"), "{}", place.record());
    place.is_clean();
}

#[test]
fn a_meeting_line_by_line_and_by_file() {
    let place = place();
    let answers = "question: What helps?\nform: progress\nplace: At school\nnext:\n  - what: Ring Nan\n";
    let other = answers.replace("At school", "In the hall");
    for answers in [answers, &other] {
        let by_prompt = Place::new();
        for file in ["guides/katoa.toml", "pikorua.toml"] {
            by_prompt.write(file, place.read(file));
        }
        by_prompt.record_all("a guide of our own");
        let by_file = place_like(&by_prompt);
        let lines = typed(&by_prompt.folder(), &by_prompt.record(), "katoa", answers).concat();
        let ran = by_prompt.typed(&["walk", &by_prompt.case, "katoa", "--with", "tom"], &lines);
        assert_eq!(ran.code, 0, "{ran}");
        assert!(ran.stderr.contains("\n10 minutes, until about 10:10\nWhat is the question?\n"), "{ran}");
        let file = by_file.file("answers.yaml", &format!("with: tom\n{answers}"));
        assert_eq!(by_file.run(&["walk", &by_file.case, "katoa", "--from", &file]).code, 0);
        assert_eq!(by_file.record(), by_prompt.record());
    }
    // where only the day is known, no time is made up
    let mut command = place.command(&["walk", &place.case, "katoa"]);
    command.env("PIKORUA_NOW", "2026-08-14[Pacific/Auckland]");
    let ran = place.type_into(command, "q\n");
    assert!(ran.stderr.contains("\n10 minutes\nWhat is the question?\n"), "{ran}");
}

// the same ids come next in both
fn place_like(place: &Place) -> Place {
    let other = Place::new();
    for file in ["guides/katoa.toml", "pikorua.toml"] {
        other.write(file, place.read(file));
    }
    other.record_all("a guide of our own");
    other
}

#[test]
fn a_form_says_the_times_and_where_to_read() {
    let place = place();
    let form = place.run(&["walk", &place.case, "katoa", "--blank"]).stdout;
    let head = "# Kōrero – talk it over\n# To try it out.\n# For RTLB: What colleagues wrote\n#   https://example.org/for-rtlb/";
    assert!(form.starts_with(head), "{form}");
    for part in [
        "\n# For everybody: The framework\n#   https://example.org/all\n# The steps take about 15 minutes together.",
        "\n# What is the question?\n# (10 minutes)\nquestion:\n",
        "\n# (one of: progress, planning)\nform:\n",
        "\n# (one of: At the marae; At school; or other words)\nplace:\n",
    ] {
        assert!(form.contains(part), "{part}\n{form}");
    }
    assert!(!form.contains("leaders"), "{form}");
    let ruth = place.run(&["--user", "ruth", "walk", &place.case, "katoa", "--blank"]).stdout;
    assert!(
        ruth.contains("\n# For practice leader: For leaders\n#   https://example.org/leaders\n"),
        "{ruth}"
    );
    assert!(!ruth.contains("For RTLB"), "{ruth}");
}

#[test]
fn among_many_guides_one_is_found() {
    let place = place();
    for n in 0..30 {
        // some stand on no shelf
        let shelf = ["shelf = \"lens\"", "shelf = \"reflection\"", "shelf = \"work\"", ""][n % 4];
        let text = GUIDE
            .replace("\"katoa\"", &format!("\"guide-{n}\""))
            .replace("Kōrero", &format!("Tirohanga {n}"))
            .replace("shelf = \"together\"", shelf);
        place.write(&format!("guides/guide-{n}.toml"), text);
    }
    place.record_all("many guides");
    let walk = || Terminal::new(&place.command(&["walk", &place.case]));

    // what comes next is where the cursor stands, and all of it fits on the screen
    let mut screen = walk();
    screen.sees("Which guide shall we walk for");
    screen.sees("\x1b[36m> Whakawhanaungatanga – build connections  (next)");
    let list = screen.sees("another, by its name");
    assert!(!list.contains("More with"), "{list}");
    for line in list.lines() {
        assert!(console::measure_text_width(line) <= 80, "{line}");
    }
    screen.keys(DOWN);
    screen.move_to("lenses: ");
    screen.keys("\r");
    screen.move_to("back");
    screen.keys("\r");
    screen.move_to("lenses");
    screen.keys("\r");
    screen.move_to("Tirohanga 12");
    screen.keys("\r");
    screen.answer("What is the question?", "What helps?");
    screen.choose("Which form has it?", "q");
    assert_eq!(screen.ends(), 0);
    assert!(place.record().contains("guide: guide-12\n"), "{}", place.record());

    // it is open now, and comes first; another is found by a part of its name, without its macron
    let mut screen = walk();
    screen.sees("\x1b[36m> Tirohanga 12 – talk it over  (open)");
    screen.keys(DOWN);
    screen.move_to("another, by its name");
    screen.keys("\r");
    screen.answer("Any part of its name", "nobody knows it");
    screen.sees("No guide is called anything like that.");
    screen.move_to("another, by its name");
    screen.keys("\r");
    screen.answer("Any part of its name", "korero");
    screen.sees("Kōrero – talk it over");
    screen.answer("What is the question?", "q");
    assert_eq!(screen.ends(), 0);
    place.is_clean();

    // without anybody to choose, all of them are named
    let said = place.run(&["walk", &place.case]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("hint: Or lenses: "), "{said}");
    assert!(said.stderr.contains("guide-7"), "{said}");
}
