//! Plain mode: numbered lines and nothing redrawn; and nobody there at all.

use super::place::Place;
use super::script::{NEW, typed};
use super::terminal::{CTRL_D, Terminal};

const ELEMENTS: [&str; 7] = [
    "whakawhanaungatanga",
    "kohikohi",
    "ata-whakaaro",
    "tatai",
    "whakamahi",
    "whai-whakaaro",
    "mana-motuhake",
];

/// A case in which every element finds something to ask about.
const FULL: &str = "team:
  - {id: t-aaaa, name: Mele Taufa, role: whanau}
evidence:
  - {id: e-aaaa, source: Cloakroom and mat, circle: practitioner}
outcomes:
  - {id: k-aaaa, area: managing-self, start: with help}
plan:
  goals:
    - id: g-aaaa
      what: Joins in
      actions:
        - {id: d-aaaa, what: Sing}
";

fn plain(place: &Place, args: &[&str]) -> Terminal {
    let mut command = place.command(args);
    command.env("ACCESSIBLE", "1");
    Terminal::new(&command)
}

#[test]
fn the_input_may_end_anywhere_in_an_element() {
    let place = Place::new();
    let case = place.case.clone();
    place.write_record(&format!("{}{FULL}", place.record()));
    for guide in ELEMENTS {
        // some answers of this element, and then the end
        let answers = "ww-2: We eat first\nkk-2: [What happens when?]\naw-1: [He sang]\ntt-3: [His hands]\n\
                       wm-3: A word at the gate\nwk-3: [We waited]\nmm-1: [He gives the beat]\n";
        let own: String =
            answers.lines().filter(|l| l.starts_with(prefix(guide))).map(|l| format!("{l}\n")).collect();
        let lines = typed(&place.folder(), &place.record(), guide, &own);
        let before = place.log().len();
        let ran = place.typed(&["walk", &case, guide], &lines[..lines.len() - 2].concat());
        assert_eq!(ran.code, 1, "{guide}: {ran}");
        assert!(ran.stderr.contains("error: the input ended at `"), "{guide}: {}", ran.stderr);
        assert!(!ran.stderr.contains('\x1b') && ran.stdout.is_empty(), "{guide}: {ran}");
        let kept = own.split_once(": ").unwrap().1.trim().trim_matches(['[', ']']);
        assert!(place.record().contains(kept), "{guide}: {kept}\n{}", place.record());
        assert_eq!(place.log().len(), before + 1, "{guide}");
        place.is_clean();

        // it goes on there, and only the end is asked about
        let ran = place.typed(&["walk", &case, guide], "-\n1\n");
        assert_eq!(ran.code, 0, "{guide}: {ran}");
        assert!(ran.stderr.contains("This goes on where it stopped."), "{guide}: {}", ran.stderr);
        place.is_clean();
    }
}

fn prefix(guide: &str) -> &'static str {
    ["ww", "kk", "aw", "tt", "wm", "wk", "mm"][ELEMENTS.iter().position(|e| *e == guide).unwrap()]
}

#[test]
fn the_input_may_end_anywhere_in_a_request() {
    let answers =
        "rq-title: Joining in\nrq-by: Anna\nrq-strengths: [sings, builds]\nrq-success: He runs in\n";
    let lines: Vec<String> = {
        let place = Place::new();
        typed(&place.folder(), NEW, "request", answers)
            .iter()
            .flat_map(|l| l.split_inclusive('\n').map(Into::into).collect::<Vec<String>>())
            .collect()
    };
    for count in 0..lines.len() {
        let place = Place::new();
        let before = place.cases();
        let ran = place.typed(&["new"], &lines[..count].concat());
        assert_eq!(ran.code, 1, "{count}: {ran}");
        let at = ran.stderr.split("the input ended at `").nth(1).and_then(|rest| rest.split('`').next());
        assert!(
            at.is_some_and(|at| at.starts_with("rq-") || at.starts_with("leave")),
            "{count}: {}",
            ran.stderr
        );
        let new: Vec<_> = place.cases().into_iter().filter(|case| !before.contains(case)).collect();
        // the id is told as soon as there is something under it
        assert_eq!(ran.stdout, new.iter().map(|case| format!("{case}\n")).collect::<String>());
        if count < 3 {
            assert_eq!(at, Some(["rq-kind", "rq-setting", "rq-title"][count]));
            assert_eq!(new, Vec::<String>::new(), "nothing was answered yet");
            assert!(ran.stderr.contains("Nothing was answered yet, so no case was made."), "{}", ran.stderr);
        } else {
            let record = place.record_of(&new[0]);
            assert!(record.contains("title: Joining in\n") && record.contains("status: draft\n"), "{record}");
        }
        place.is_clean();
    }
}

#[test]
fn marks_are_typed() {
    let place = Place::new();
    let lines = "?\n!\nby telephone\n<\nno more\n?\n-\n!\n<\n?\n\\?\n\n";
    let ran = place.typed(&["walk", &place.case, "whakawhanaungatanga"], lines);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("Everybody here is a full member."), "{}", ran.stderr);
    assert!(ran.stderr.contains("So far: not needed – by telephone"), "{}", ran.stderr);
    let record = place.record();
    assert!(record.contains("      ww-1: by telephone\n"), "{record}");
    assert!(record.contains("  tikanga: '?'\n"), "{record}");
    place.is_clean();
}

#[test]
fn numbers_and_words_choose() {
    let place = Place::new();
    let lines = "1\n-\nMele\nwhānau\nMum\n-\n1\n\n\n99\nnothing\n3\n\n\nno more\nq\n";
    let ran = place.typed(&["walk", &place.case, "whakawhanaungatanga"], lines);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains("Write a number from 1 to 17."), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("whānau – Family in the widest sense, full members of the team. (Enter)"),
        "{}",
        ran.stderr
    );
    let record = place.record();
    assert!(record.contains("    name: Mele\n    role: kaiako\n    connection: Mum\n"), "{record}");
}

#[test]
fn on_a_terminal_nothing_is_redrawn_and_a_paste_is_one_answer() {
    let place = Place::new();
    let mut screen = plain(&place, &["walk", &place.case, "whakawhanaungatanga"]);
    screen.sees("In a list: write a number;");
    screen.sees("  1  add one");
    screen.answer("number", "2");
    screen.answer("Which of us work on this", "no more");
    screen.sees("Which kawa, tikanga and language matter");
    screen.sees("> ");
    // this terminal knows no brackets around what is pasted
    screen.keys("We eat before we talk.\nNana opens.\n\nAnd closes.\n");
    screen.sees(". ");
    screen.line("");
    screen.answer("What do the mokopuna", "no more");
    screen.answer("What strengths, interests", "1");
    screen.answer("What is it?", "Knows every bird\non the estuary");
    screen.answer("Who named it?", "Mele");
    screen.sees("number> ");
    screen.interrupt();
    assert_eq!(screen.ends(), 130);
    let all = screen.all();
    assert!(!all.contains('\x1b'), "{all:?}");
    let record = place.record();
    for kept in [
        "  tikanga: |-\n    We eat before we talk.\n    Nana opens.\n\n    And closes.\n",
        "    what: |-\n      Knows every bird\n      on the estuary\n    named_by: Mele\n",
    ] {
        assert!(record.contains(kept), "{kept}\n\n{record}");
    }
    place.is_clean();
}

#[test]
fn ctrl_c_in_the_middle_of_a_text_keeps_its_lines() {
    let place = Place::new();
    let mut screen = plain(&place, &["walk", &place.case, "whakawhanaungatanga"]);
    screen.answer("number", "2");
    screen.answer("number", "2");
    screen.answer("Which kawa, tikanga", "We eat before we talk.");
    screen.sees(". ");
    screen.interrupt();
    assert_eq!(screen.ends(), 130);
    assert!(place.record().contains("  tikanga: We eat before we talk.\n"), "{}", place.record());
    assert!(!screen.all().contains('\x1b'));
    place.is_clean();
}

#[test]
fn ctrl_d_ends_the_input() {
    let place = Place::new();
    let mut screen = plain(&place, &["walk", &place.case, "whakawhanaungatanga"]);
    screen.answer("number", "1");
    screen.answer("number", "");
    screen.answer("What name do they go by?", "Mele");
    screen.sees("number> ");
    screen.keys(CTRL_D);
    screen.sees("the input ended at `ww-1/role`");
    assert_eq!(screen.ends(), 1);
    assert!(place.record().contains("    name: Mele\n"), "{}", place.record());
    place.is_clean();
}

#[test]
fn a_simple_terminal_is_plain_too() {
    let place = Place::new();
    let mut command = place.command(&["walk", &place.case, "whakawhanaungatanga"]);
    command.env("TERM", "dumb");
    let mut screen = Terminal::new(&command);
    screen.answer("number", "q");
    assert_eq!(screen.ends(), 0);
    assert!(!screen.all().contains('\x1b'), "{:?}", screen.all());
}

#[test]
fn with_nobody_there_it_says_what_is_missing_and_how_to_give_it() {
    let place = Place::new();
    let (record, log, cases) = (place.record(), place.log(), place.cases());
    let case = place.case.clone();
    let walk = ["walk", case.as_str(), "tatai"];
    let said = place.run(&walk);
    let expected = format!(
        "error: the answers to the guide `tatai` are missing, and there is nobody to ask
  hint: Give them in a file: `pikorua walk {case} tatai --from ANSWERS`.
  hint: `pikorua walk {case} tatai --blank` prints a file to fill in.
  hint: To be asked, work at a terminal, or set `ACCESSIBLE=1` to answer line
    by line.
"
    );
    assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (1, "", expected.as_str()));
    let said = place.run(&["new"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("`pikorua new --from ANSWERS`"), "{}", said.stderr);
    assert!(said.stderr.contains("`pikorua new --blank`"), "{}", said.stderr);
    let said = place.run(&["walk", &case]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("which guide?") && said.stderr.contains("whakawhanaungatanga"),
        "{}",
        said.stderr
    );

    // the same on a terminal where nothing shall be asked, and in plain mode
    for args in [&walk[..], &["new"], &["walk", &case]] {
        let args: Vec<&str> = args.iter().copied().chain(["--no-input"]).collect();
        let mut screen = Terminal::new(&place.command(&args));
        assert_ne!(screen.ends(), 0, "{args:?}");
        assert!(screen.all().contains("hint:"), "{}", screen.all());
        assert_ne!(place.typed(&args, "1\n1\n").code, 0, "{args:?}");
    }
    assert_eq!((place.record(), place.log(), place.cases()), (record, log, cases));
    place.is_clean();
}
