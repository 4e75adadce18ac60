//! Names that point nowhere, and what says nothing.

use super::{HEAD, one_wrong, prompt, words};
use crate::guide::load::{Names, astray, load};

const AT: &str = "guides/katoa.toml";

#[test]
fn words_of_the_head_that_no_list_has() {
    for (line, cause, hint) in [
        ("shelf = \"lense\"", "the list `guide-shelves` has no word `lense`", "Did you mean `lens"),
        (
            "principles = [\"collaborative\", \"colaborative\"]",
            "the list `principles` has no word `colaborative`",
            "Did you mean `collaborative`?",
        ),
        ("lang = \"maori\"", "the list `languages` has no word `maori`", "There are: mi, en"),
    ] {
        let (said, remedy) = one_wrong(&format!("{line}\n"));
        assert_eq!(said, format!("{AT}:6: {cause}"));
        assert!(remedy.starts_with(hint), "{remedy}");
    }
    let (said, _) = one_wrong(&prompt("kind = \"line\"\nto = \"title\"\nlang = \"xx\""));
    assert_eq!(said, format!("{AT}:11: the list `languages` has no word `xx`"));
}

#[test]
fn what_says_nothing() {
    let said = |head: &str| load(AT, head, &words()).unwrap_err().causes;
    assert_eq!(said(&HEAD.replace("\"Katoa\"", "\" \"")), [format!("{AT}:3: `title` says nothing")]);
    assert_eq!(said(&HEAD.replace("schema = 1", "schema = 0")), [format!("{AT}:1: there is no layout 0")]);
    let (cause, hint) = one_wrong(&prompt("kind = \"line\"\nto = \"title\"").replace("What?", ""));
    assert_eq!((cause, hint), (format!("{AT}:8: `ask` says nothing"), "Write the question.".into()));
    let (cause, _) = one_wrong("[[exit]]\nid = \"a\"\nask = \"\"\nmet = \"true\"\n");
    assert_eq!(cause, format!("{AT}:8: `ask` says nothing"));
}

#[test]
fn names_of_what_lies_outside_must_be_known() {
    let exit = "[[exit]]\nid = \"a\"\nask = \"?\"\nmet = \"answered('q') or answered(\\\"nosuch\\\")\"\ncheck = \"goal-without-basline\"\n";
    let when = "[[prompt]]\nid = \"r\"\nask = \"?\"\nkind = \"line\"\nwhen = \"answered('qq')\"\n";
    let text = format!("{HEAD}{}{when}{exit}", prompt("kind = \"line\""));
    let guide = load(AT, &text, &words()).unwrap();
    let names = Names::new(["goal-without-baseline", "no-lead"].into_iter(), std::iter::once(&guide));
    let error = astray(AT, &text, &guide, &names).unwrap();
    assert_eq!(
        error.causes,
        [
            format!("{AT}:19: `check` has no rule `goal-without-basline`"),
            format!("{AT}:18: no guide has a prompt `nosuch`"),
            format!("{AT}:14: no guide has a prompt `qq`"),
        ]
    );
    assert_eq!(error.hints[0], "Did you mean `goal-without-baseline`?");
    let right = text.replace("basline", "baseline").replace("nosuch", "r").replace("'qq'", "'q'");
    let guide = load(AT, &right, &words()).unwrap();
    assert!(astray(AT, &right, &guide, &names).is_none());
}
