//! Each rule of merging, as a person reads it: what it was, what each of two people made of it, and what became of it.

use super::*;
use crate::record::case::Case;
use crate::record::edit::{Edit, apply};

/// The beginning of every case.
const TOP: &str = "schema: 1\nid: 2026-kf3m\nkind: group\nstatus: active\n";

/// What Kim wrote on Monday and Tom on Tuesday.
fn both(base: &str, kim: &str, tom: &str) -> Merged {
    let [base, kim, tom] = [base, kim, tom].map(|text| format!("{TOP}{text}"));
    let kim = Side { text: &kim, by: "p-4kd7", on: "2026-08-10".parse().unwrap() };
    let tom = Side { text: &tom, by: "tarden", on: "2026-08-11".parse().unwrap() };
    let merged = merge::<Case>(Some(&base), &kim, &tom).unwrap();
    assert_eq!(merge::<Case>(Some(&base), &tom, &kim).unwrap(), merged, "the same from both sides");
    merged
}

/// What became of it, where nothing is to be asked.
fn agreed(base: &str, kim: &str, tom: &str) -> String {
    let merged = both(base, kim, tom);
    assert_eq!(merged.questions, vec![], "{}", merged.text);
    merged.text.strip_prefix(TOP).unwrap().to_owned()
}

#[track_caller]
fn asks(base: &str, kim: &str, tom: &str, expected: &str) {
    let merged = both(base, kim, tom);
    assert!(!merged.questions.is_empty());
    assert_eq!(merged.text.strip_prefix(TOP).unwrap(), expected);
}

#[test]
fn what_only_one_side_changed_holds_to_the_byte() {
    let odd = "title:   'Reading'   # as he says\n\n\nfocus: [ learning ]\n";
    assert_eq!(agreed("title: Reading\n", odd, "title: Reading\n"), odd);
    assert_eq!(agreed(odd, odd, "title: Sums\n"), "title: Sums\n");
}

#[test]
fn keys_go_together() {
    let base = "title: Reading\nrequest:\n  by: Anna\n";
    let kim = "title: Reading aloud\nrequest:\n  by: Anna\n";
    let tom = "title: Reading\nrequest:\n  by: Anna\n  success: He asks for books\n";
    assert_eq!(
        agreed(base, kim, tom),
        "title: Reading aloud\nrequest:\n  by: Anna\n  success: He asks for books\n"
    );
}

/// Tom may have taken away what Kim changed into the last paragraph: that is for people, also where Kim's text is Tom's
/// joined with something.
#[test]
fn texts_that_were_both_written_anew_are_asked_about() {
    asks(
        "title: |-\n  one\n\n  two\n\n  three\n",
        "title: |-\n  new\n\n  more\n",
        "title: new\n",
        "title: new\nquestions:\n  - id: u-mvp9gzy7\n    path: title\n    one: new\n    one_by: tarden\n    \
         one_on: 2026-08-11\n    other: |-\n      new\n\n      more\n    other_by: p-4kd7\n    other_on: 2026-08-10\n",
    );
}

#[test]
fn keys_that_nobody_here_knows_go_together_too() {
    let base = "ours:\n  a: 1\n  b: 2\n  c: 3\n";
    assert_eq!(
        agreed(base, "ours:\n  a: 10\n  b: 2\n  c: 3\n", "ours:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n"),
        "ours:\n  a: 10\n  b: 2\n  c: 3\n  d: 4\n"
    );
}

#[test]
fn rows_go_together_by_their_id() {
    let base = "strengths:\n  - {id: s-aaaa, what: Sings}\n  - {id: s-bbbb, what: Runs}\n";
    let kim = "strengths:\n  - {id: s-bbbb, what: Runs}\n  - {id: s-kkkk, what: Draws}\n";
    let tom = "strengths:\n  - {id: s-aaaa, what: Sings}\n  - {id: s-bbbb, what: Runs far}\n  - {id: s-tttt, what: Builds}\n";
    assert_eq!(
        agreed(base, kim, tom),
        "strengths:\n  - {id: s-bbbb, what: Runs far}\n  - {id: s-tttt, what: Builds}\n  - id: s-kkkk\n    what: Draws\n"
    );
}

#[test]
fn a_row_that_got_an_id_on_both_sides_is_one_row() {
    let base = "strengths:\n  - what: Sings\n";
    let kim = "strengths:\n  - id: s-kkkk\n    what: Sings\nvisits:\n  - {id: v-aaaa, rows: [s-kkkk]}\n";
    let tom = "strengths:\n  - id: s-tttt\n    what: Sings\nvisits:\n  - {id: v-bbbb, rows: [s-tttt]}\n";
    assert_eq!(
        agreed(base, kim, tom),
        "strengths:\n  - id: s-kkkk\n    what: Sings\nvisits:\n\
         \x20 - id: v-bbbb\n    rows:\n      - s-kkkk\n\
         \x20 - id: v-aaaa\n    rows:\n      - s-kkkk\n"
    );
}

#[test]
fn a_row_that_both_have_by_its_id_is_no_other() {
    let base = "plan:\n  goals:\n    - {why: Cries, measure: rooms}\n";
    let new = "plan:\n  goals:\n    - {id: g-4kd7, why: Sleeps, measure: rooms}\n";
    let kim = format!("{new}    - {{why: Cries, measure: rooms}}\n");
    let tom = format!("{new}    - {{why: Cries often, measure: rooms}}\n");
    assert_eq!(agreed(base, &kim, &tom), tom);
}

#[test]
fn lists_of_words_go_together_by_what_they_say() {
    let base = "request:\n  hopes: [one, two, three]\n";
    let kim = "request:\n  hopes: [one, three, new, kim]\n";
    let tom = "request:\n  hopes: [one, two, three and more, new, tom]\n";
    assert_eq!(agreed(base, kim, tom), "request:\n  hopes: [one, three and more, new, tom, kim]\n");
}

/// Else an old copy of the other's, joined once more, would take away what the first joining left.
#[test]
fn a_word_that_one_wrote_once_more_and_the_other_took_away_is_gone() {
    let (base, kim, tom) = ("focus: [learning]\n", "focus: [learning, learning]\n", "focus: [behaviour]\n");
    let merged = agreed(base, kim, tom);
    assert_eq!(merged, tom);
    assert_eq!(agreed(base, &merged, tom), merged);
    assert_eq!(agreed(base, kim, base), kim, "what nobody took away may stand there twice");
}

#[test]
fn long_texts_go_together_by_paragraph() {
    let base = "request:\n  success: |\n    He asks for books.\n\n    He reads to his Nan.\n";
    let kim = "request:\n  success: |\n    He asks for many books.\n\n    He reads to his Nan.\n";
    let tom =
        "request:\n  success: |\n    He asks for books.\n\n    He reads to his Nan.\n\n    He laughs.\n";
    assert_eq!(
        agreed(base, kim, tom),
        "request:\n  success: |\n    He asks for many books.\n\n    He reads to his Nan.\n\n    He laughs.\n"
    );
}

#[test]
fn what_both_added_to_a_text_stays() {
    let base = "closing:\n  learning: Ask first.\n";
    let kim = "closing:\n  learning: |-\n    Ask first.\n    Listen.\n";
    let tom = "closing:\n  learning: |-\n    Ask first.\n    Wait longer.\n";
    assert_eq!(
        agreed(base, kim, tom),
        "closing:\n  learning: |-\n    Ask first.\n    Listen.\n    Wait longer.\n"
    );
}

#[test]
fn two_values_are_asked_about_and_the_later_stands() {
    asks(
        "title: Reading\n",
        "title: Reading aloud\n",
        "title: Reading together\n",
        "title: Reading together\n\
         questions:\n\
         \x20 - id: u-gvkt7xxs\n\
         \x20   path: title\n\
         \x20   one: Reading together\n\
         \x20   one_by: tarden\n\
         \x20   one_on: 2026-08-11\n\
         \x20   other: Reading aloud\n\
         \x20   other_by: p-4kd7\n\
         \x20   other_on: 2026-08-10\n",
    );
}

#[test]
fn what_one_changed_and_the_other_took_away_stays_and_is_asked_about() {
    asks(
        "strengths:\n  - {id: s-aaaa, what: Sings}\n  - {id: s-bbbb, what: Runs}\n",
        "strengths:\n  - {id: s-aaaa, what: Sings loud}\n  - {id: s-bbbb, what: Runs}\n",
        "strengths:\n  - {id: s-bbbb, what: Runs}\n",
        "strengths:\n  - {id: s-aaaa, what: Sings loud}\n  - {id: s-bbbb, what: Runs}\n\
         questions:\n\
         \x20 - id: u-pkn35c72\n\
         \x20   path: strengths.s-aaaa\n\
         \x20   one:\n\
         \x20     id: s-aaaa\n\
         \x20     what: Sings loud\n\
         \x20   one_by: p-4kd7\n\
         \x20   one_on: 2026-08-10\n\
         \x20   other_by: tarden\n\
         \x20   other_on: 2026-08-11\n",
    );
}

#[test]
fn comments_without_a_place_go_to_the_end() {
    let base = "request:\n  hopes: [one]\nstrengths:\n  - {id: s-aaaa, what: Sings}\n";
    let kim = "request:\n  hopes: [one, kim]  # ask Nan\nstrengths:\n  - {id: s-aaaa, what: Sings}\n";
    let tom = "request:\n  # two so far\n  hopes: [one, tom, and more]\nstrengths:\n  - {id: s-aaaa, what: Sings}\n";
    assert_eq!(
        agreed(base, kim, tom),
        "request:\n  # two so far\n  hopes: [one, tom, and more, kim]\nstrengths:\n  - {id: s-aaaa, what: Sings}\n\
         # These notes stood in another version of this file, in a place that is not there any more:\n\
         # ask Nan\n"
    );
}

#[test]
fn a_text_that_cannot_be_read_is_kept_in_a_question() {
    asks(
        "title: Reading\n",
        "title: Reading aloud\n",
        "title: [Reading\n",
        "title: Reading aloud\n\
         questions:\n\
         \x20 - id: u-cvf9dm6m\n\
         \x20   one_by: p-4kd7\n\
         \x20   one_on: 2026-08-10\n\
         \x20   other: |-\n\
         \x20     schema: 1\n\
         \x20     id: 2026-kf3m\n\
         \x20     kind: group\n\
         \x20     status: active\n\
         \x20     title: [Reading\n\
         \x20   other_by: tarden\n\
         \x20   other_on: 2026-08-11\n",
    );
}

#[test]
fn marks_of_other_tools_are_no_record() {
    let marked = "<<<<<<< ours\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n";
    let merged = both("title: Reading\n", "title: Reading aloud\n", marked);
    assert!(!lines::has_marks(&merged.text), "{}", merged.text);
    let text = format!("{TOP}{marked}");
    let side = Side { text: &text, by: "kim", on: "2026-08-10".parse().unwrap() };
    let other = format!("{text}# more\n");
    let other = Side { text: &other, ..side };
    assert!(
        merge::<Case>(None, &side, &other).unwrap_err().message.starts_with("neither of the two can be read")
    );
}

#[test]
fn a_newer_record_is_left_alone() {
    let newer = TOP.replace("schema: 1", "schema: 2");
    let side = Side { text: TOP, by: "kim", on: "2026-08-10".parse().unwrap() };
    let other = Side { text: &newer, ..side };
    assert_eq!(merge::<Case>(Some(TOP), &side, &other).unwrap().text, newer, "only the other side changed");
    assert!(merge::<Case>(None, &side, &other).unwrap_err().message.contains("newer version"));
}

#[test]
fn an_answer_puts_one_in_place_and_takes_the_question_away() {
    let merged = both("title: A\n", "title: B\n", "title: C\n");
    let id = merged.questions[0].id.as_ref().unwrap().to_string();
    let answered = |text: &str, id: &str, choice| {
        let edits = answer(text, id, choice).unwrap();
        apply(text, &edits, Some(&Case::SHAPE)).unwrap()
    };
    let said = |choice| answered(&merged.text, &id, choice);
    assert_eq!(said(Choice::One), format!("{TOP}title: C\n"));
    assert_eq!(said(Choice::Other), format!("{TOP}title: B\n"));
    assert_eq!(said(Choice::AsItIs), format!("{TOP}title: C\n"));
    assert!(
        answer(&said(Choice::One), &id, Choice::One).unwrap_err().message.contains("there is no question")
    );

    // both answered, and not the same
    let [one, other] = [said(Choice::One), said(Choice::Other)];
    let [kim, tom] = [(&one, "kim"), (&other, "tom")].map(|(text, by)| Side {
        text,
        by,
        on: "2026-08-12".parse().unwrap(),
    });
    assert_eq!(merge::<Case>(Some(&merged.text), &kim, &tom).unwrap().questions.len(), 1);
}

#[test]
fn answers_about_rows_and_whole_files() {
    let base = "strengths:\n  - {id: s-aaaa, what: Sings}\n  - {id: s-bbbb, what: Runs}\n";
    let kim = "strengths:\n  - {id: s-aaaa, what: Sings loud}\n  - {id: s-bbbb, what: Runs}\n";
    let merged = both(base, kim, "strengths:\n  - {id: s-bbbb, what: Runs}\n");
    let id = merged.questions[0].id.as_ref().unwrap().to_string();
    let made = |text: &str, edits: &[Edit]| apply(text, edits, Some(&Case::SHAPE)).unwrap();
    let later = merged.text.replacen("Sings loud", "Sings louder", 1);
    let kept = made(&later, &answer(&later, &id, Choice::One).unwrap());
    assert!(
        kept.contains("Sings louder") && !kept.contains("questions"),
        "what was kept may have grown: {kept}"
    );
    let gone = made(&later, &answer(&later, &id, Choice::Other).unwrap());
    assert_eq!(gone, format!("{TOP}strengths:\n  - {{id: s-bbbb, what: Runs}}\n"));

    let merged = both("title: A\n", "title: B\n", "title: [A\n");
    let id = merged.questions[0].id.as_ref().unwrap().to_string();
    assert!(answer(&merged.text, &id, Choice::Other).unwrap_err().message.contains("cannot be read"));
    let mended = merged.text.replace("title: [A", "title: Better");
    let whole = made(&mended, &answer(&mended, &id, Choice::Other).unwrap());
    assert_eq!(whole, format!("{TOP}title: Better\n"));
}

#[test]
fn contrary_answers_about_a_row_are_asked_again() {
    let base = "strengths:\n  - {id: s-aaaa, what: Sings}\n  - {id: s-bbbb, what: Runs}\n";
    let kim = "strengths:\n  - {id: s-aaaa, what: Sings loud}\n  - {id: s-bbbb, what: Runs}\n";
    let merged = both(base, kim, "strengths:\n  - {id: s-bbbb, what: Runs}\n");
    let id = merged.questions[0].id.as_ref().unwrap().to_string();
    let said = |choice| {
        apply(&merged.text, &answer(&merged.text, &id, choice).unwrap(), Some(&Case::SHAPE)).unwrap()
    };
    let (kept, gone) = (said(Choice::AsItIs), said(Choice::Other));
    let on = "2026-08-12".parse().unwrap();
    let (kim, tom) = (Side { text: &kept, by: "kim", on }, Side { text: &gone, by: "tom", on });
    let again = merge::<Case>(Some(&merged.text), &kim, &tom).unwrap();
    assert_eq!(again, merge::<Case>(Some(&merged.text), &tom, &kim).unwrap());
    assert_eq!(again.questions.len(), 1, "{}", again.text);
    assert!(again.text.contains("Sings loud"), "{}", again.text);
    // both the same: there is nothing to ask
    let same = Side { text: &gone, by: "kim", on };
    assert_eq!(merge::<Case>(Some(&merged.text), &same, &tom).unwrap().text, gone);
}

#[test]
fn a_measure_and_its_day_stay_together() {
    let goal = |measure: &str| format!("plan:\n  goals:\n    - {{id: g-aaaa, what: Reads, {measure}}}\n");
    let merged = both(
        &goal("latest: five, latest_on: 2026-08-01"),
        &goal("latest: six, latest_on: 2026-08-10"),
        &goal("latest: four, latest_on: 2026-08-01"),
    );
    assert!(
        merged.text.contains("latest: four, latest_on: 2026-08-01"),
        "a pair that somebody wrote: {}",
        merged.text
    );
    assert_eq!(merged.questions.len(), 2, "{}", merged.text);
    for question in &merged.questions {
        let id = question.id.as_ref().unwrap().to_string();
        let said = |choice| {
            apply(&merged.text, &answer(&merged.text, &id, choice).unwrap(), Some(&Case::SHAPE)).unwrap()
        };
        assert_eq!(said(Choice::Other), format!("{TOP}{}", goal("latest: six, latest_on: 2026-08-10")));
        assert_eq!(said(Choice::AsItIs), format!("{TOP}{}", goal("latest: four, latest_on: 2026-08-01")));
        assert!(said(Choice::Neither).contains("questions"), "the other one is open");
    }
}

#[test]
fn a_row_without_an_id_is_known_again_by_what_was_added_to_it() {
    let knows = |who: &str, what: &str| {
        format!("{TOP}transition:\n  knows:\n    - who: \"{who}\"\n      what: \"{what}\"\n")
    };
    let base = knows("Room 4", "Stories");
    let (joined, old) = (knows("Room 4\\n\\nw0", "Stories\\n\\nw0"), knows("Room 4", "Stories\\n\\nw0"));
    let on = "2026-08-12".parse().unwrap();
    let (kim, tom) = (Side { text: &joined, by: "kim", on }, Side { text: &old, by: "tom", on });
    let merged = merge::<Case>(Some(&base), &kim, &tom).unwrap();
    assert_eq!((merged.text.as_str(), merged.questions.len()), (joined.as_str(), 0));
}

#[test]
fn a_row_without_an_id_that_both_wrote_in_the_same_words_is_one_row() {
    let base = "mokopuna:\n  - {name: Tama, year: 7}\n";
    let kim = "mokopuna:\n  - {name: Kiri, year: 7}\n  - {id: m-kkkk, name: Tama, year: 7}\n";
    let tom = "mokopuna:\n  - {name: Kiri, year: 7}\n  - {name: Tama, year: 8}\n";
    assert_eq!(
        agreed(base, kim, tom),
        "mokopuna:\n  - name: Kiri\n    year: 7\n  - id: m-kkkk\n    name: Tama\n    year: 8\n"
    );
}

/// Nobody can tell whether Kim's row is the old one or another: it stays, and Tom is asked, who has none like it.
#[test]
fn a_row_without_an_id_that_an_old_copy_lacks_stays_and_is_asked_about() {
    let base = "visits:\n  - {reason: Rain}\n";
    let kim = "visits:\n  - {opened: 2026-08-05, reason: Rain}\n  - {id: v-kkkk, reason: Sun}\n";
    let merged = both(base, kim, "visits:\n  - {id: v-kkkk, reason: Sun}\n");
    assert_eq!(merged.questions.len(), 1, "{}", merged.text);
    assert!(merged.text.contains("opened: 2026-08-05\n    reason: Rain\n"), "{}", merged.text);
}

/// A row that got an id and says what the old one said is the old one, so that it goes where somebody took that away.
#[test]
fn a_row_that_got_an_id_goes_where_the_other_took_it_away() {
    let base = "links:\n  - {note: Rain}\n";
    let kim = "title: Reading\nlinks:\n  - {id: c-kkkk, note: Rain}\n";
    assert_eq!(agreed(base, kim, "hui: []\n"), "title: Reading\n");
}

#[test]
fn a_note_in_a_text_that_is_set_aside_stands_in_the_question() {
    let merged = both("title: Reading\n", "title: Reading aloud\n", "# a\u{304} first\ntitle: [Reading\n");
    assert!(merged.text.contains("# ā first"), "{}", merged.text);
}
