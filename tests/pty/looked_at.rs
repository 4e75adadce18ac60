//! What is for somebody outside the team may be looked at, where nothing goes on to another program.

use super::place::Place;
use super::terminal::Terminal;

#[test]
fn what_is_for_others_is_shown_to_whoever_sits_there() {
    let place = Place::new();
    let print = ["print", "plan", &place.case, "--for", "school"];
    let law = ["--basis", "ota-s66", "--why", "Asked for in writing"];
    let before = place.record();
    let mut screen = Terminal::new(&place.command(&[&print[..], &law[..]].concat()));
    screen.sees("for the school or service");
    assert_eq!(screen.ends(), 0);
    // what could be taken on from there is refused
    let mut screen = Terminal::new(&place.command(&[&print[..], &law[..], &["--to", "md"]].concat()));
    screen.sees("it is not said which file this goes into");
    assert_eq!(screen.ends(), 2);
    assert_eq!(place.record(), before, "nothing is entered");
}
