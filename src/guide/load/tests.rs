#![allow(clippy::unwrap_used)]

mod names;
mod taken;
mod writes;

use proptest::prelude::*;

use super::{load, load_named};
use crate::record::vocabulary::Vocabulary;

const HEAD: &str =
    "schema = 1\nid = \"katoa\"\ntitle = \"Katoa\"\ngloss = \"everything\"\npurpose = \"To try.\"\n";

fn words() -> Vocabulary {
    Vocabulary::parse(include_str!("../../../templates/vocabulary.toml")).unwrap()
}

/// What is wrong with a guide of these prompts: the head, the causes, the hints.
#[track_caller]
fn wrong(prompts: &str) -> (String, Vec<String>, Vec<String>) {
    let error = load("guides/katoa.toml", &format!("{HEAD}{prompts}"), &words()).unwrap_err();
    assert!(error.hints.iter().all(|hint| hint.ends_with(['.', '?'])), "{error:?}");
    (error.message, error.causes, error.hints)
}

/// The one thing that is wrong, and what to do.
#[track_caller]
fn one_wrong(prompts: &str) -> (String, String) {
    let (head, causes, hints) = wrong(prompts);
    assert_eq!(head, "guides/katoa.toml: this guide does not fit the records");
    assert_eq!((causes.len(), hints.len()), (1, 1), "{causes:?}");
    (causes[0].clone(), hints[0].clone())
}

fn prompt(rest: &str) -> String {
    format!("[[prompt]]\nid = \"q\"\nask = \"What?\"\n{rest}\n")
}

#[test]
fn everything_built_in_is_in_order() {
    let words = words();
    let mut count = 0;
    for entry in std::fs::read_dir("templates/guides").unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let guide = load(&path.display().to_string(), &text, &words).unwrap();
        assert_eq!(path.file_stem().unwrap().to_str(), Some(guide.id.as_str()));
        let unknown: Vec<_> =
            guide.principles.iter().filter(|p| words.word("principles", p).is_none()).collect();
        assert_eq!(unknown, Vec::<&String>::new(), "{}", guide.id);
        count += 1;
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn a_place_no_record_has() {
    let (cause, hint) = one_wrong(&prompt("kind = \"line\"\nto = \"titel\""));
    assert_eq!(cause, "guides/katoa.toml:10: no record has the place `titel`");
    assert_eq!(hint, "Did you mean `title`?");
    let (cause, hint) = one_wrong(&prompt("kind = \"text\"\nto = \"plan.zzz\""));
    assert_eq!(cause, "guides/katoa.toml:10: no record has the place `plan.zzz`");
    assert!(hint.starts_with("There are: state, stands_on, "), "{hint}");
    let (cause, hint) = one_wrong(&prompt("kind = \"text\"\nto = \"title.words\""));
    assert_eq!(cause, "guides/katoa.toml:10: no record has the place `title.words`");
    assert_eq!(hint, "Nothing can stand below that.");
}

#[test]
fn a_place_in_a_field_is_looked_for_in_its_row() {
    let rows = "kind = \"rows\"\nto = \"plan.goals\"\n";
    let field = |to: &str| {
        format!("[[prompt.field]]\nid = \"what\"\nask = \"What?\"\nkind = \"line\"\nto = \"{to}\"\n")
    };
    let (cause, hint) = one_wrong(&prompt(&format!(
        "{rows}{}{}",
        field("what"),
        field("mesure").replace("\"what\"", "\"m\"")
    )));
    assert_eq!(cause, "guides/katoa.toml:20: no record has the place `plan.goals.*.mesure`");
    assert_eq!(hint, "Did you mean `plan.goals.*.measure`?");
}

#[test]
fn an_answer_that_cannot_stand_in_its_place() {
    let misfit = "guides/katoa.toml:7: prompt `q`: an answer of this kind cannot stand at its place";
    for rest in [
        "kind = \"line\"\nto = \"request.noticed\"",
        "kind = \"date\"\nto = \"title\"",
        "kind = \"list\"\nto = \"title\"",
        "kind = \"choice\"\nto = \"title\"",
        "kind = \"choice\"",
        "kind = \"choices\"\nto = \"layer\"",
        "kind = \"people\"\nto = \"allocation.@.practitioner\"",
        "kind = \"choice\"\nto = \"progress.@.goal\"",
        "kind = \"rows\"\nto = \"request.strengths\"\n[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"",
        "kind = \"rows\"",
        "kind = \"line\"\nto = \"plan\"",
    ] {
        let (_, causes, _) = wrong(&prompt(rest));
        assert_eq!(causes.first().map(String::as_str), Some(misfit), "{rest}");
    }
}

#[test]
fn fields_and_rows_belong_together() {
    let message = "guides/katoa.toml:7: prompt `q`: `rows` and `each` have fields, and nothing else has";
    assert_eq!(one_wrong(&prompt("kind = \"rows\"\nto = \"team\"")).0, message);
    let field = "[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"\nto = \"name\"";
    let (_, causes, _) = wrong(&prompt(&format!("kind = \"line\"\n{field}")));
    assert_eq!(causes[0], message);
    let field = "[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"";
    let (cause, _) = one_wrong(&prompt(&format!("kind = \"rows\"\nto = \"team\"\n{field}")));
    assert_eq!(cause, "guides/katoa.toml:12: prompt `a`: the answer to a field is kept in its row");
}

#[test]
fn two_with_the_same_id() {
    let line = "kind = \"line\"\nto = \"title\"";
    let (cause, _) = one_wrong(&format!("{}{}", prompt(line), prompt(line)));
    assert_eq!(cause, "guides/katoa.toml:12: two prompts are called `q`");
    let field = "[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"\nto = \"name\"\n";
    let (cause, _) = one_wrong(&prompt(&format!("kind = \"rows\"\nto = \"team\"\n{field}{field}")));
    assert_eq!(cause, "guides/katoa.toml:17: two prompts are called `a`");
    let exit = "[[exit]]\nid = \"a\"\nask = \"?\"\nmet = \"true\"\n";
    assert_eq!(
        one_wrong(&format!("{exit}{exit}")).0,
        "guides/katoa.toml:11: two exit criteria are called `a`"
    );
}

#[test]
fn ids_that_answers_files_could_not_have() {
    for (id, why) in [
        ("leave", "`leave` means something else in answers files"),
        ("reason", "`reason` means something else in answers files"),
        ("a/b", "`a/b` cannot be an id"),
        ("a.b", "`a.b` cannot be an id"),
        ("", "`` cannot be an id"),
    ] {
        let text = format!("[[prompt]]\nid = \"{id}\"\nask = \"?\"\nkind = \"line\"\n");
        assert_eq!(one_wrong(&text).0, format!("guides/katoa.toml:7: {why}"));
    }
    let error = load("x.toml", &HEAD.replace("katoa", "Kā toa"), &words()).unwrap_err();
    assert_eq!(error.causes, ["x.toml:2: `Kā toa` cannot be an id"]);
}

#[test]
fn places_in_expressions_are_those_of_a_record() {
    let line = |key: &str, expression: &str| {
        prompt(&format!("kind = \"line\"\nto = \"title\"\n{key} = \"{expression}\""))
    };
    for (text, place, near) in [
        (line("when", "record.transition.toe is none"), "transition.toe", "transition.to"),
        (line("default", "record.closing.reson is none"), "closing.reson", "closing.reason"),
        (line("when", "own('hui').dat is none"), "hui.*.dat", "hui.*.date"),
        (
            "[[exit]]\nid = \"a\"\nask = \"?\"\nmet = \"record.closing.whanau_tole is not none\"\n".into(),
            "closing.whanau_tole",
            "closing.whanau_told",
        ),
    ] {
        let (cause, hint) = one_wrong(&text);
        assert!(cause.ends_with(&format!("no record has the place `{place}`")), "{cause}");
        assert_eq!(hint, format!("Did you mean `{near}`?"));
    }
    // what is said in quotes is no place
    for good in ["'record.zzz' == record.title", "'in' in record.kind", "record.reviews[-1:] | length > 0"] {
        assert!(
            load("guides/katoa.toml", &format!("{HEAD}{}", line("when", good)), &words()).is_ok(),
            "{good}"
        );
    }
}

#[test]
fn expressions_that_cannot_be_worked_out() {
    for (text, line, expression) in [
        (prompt("kind = \"line\"\nto = \"title\"\nwhen = \"recrd.title\""), 11, "recrd.title"),
        (
            prompt("kind = \"line\"\nto = \"title\"\nwhen = \"record.titel == 'x'\""),
            11,
            "record.titel == 'x'",
        ),
        (prompt("kind = \"line\"\nto = \"title\"\ndefault = \"today +\""), 11, "today +"),
        (
            prompt("kind = \"line\"\nto = \"title\"\nwhen = \"record.team | lenght\""),
            11,
            "record.team | lenght",
        ),
        ("[[exit]]\nid = \"a\"\nask = \"?\"\nmet = \"answerd('x')\"\n".into(), 9, "answerd('x')"),
        (
            "[[exit]]\nid = \"a\"\nask = \"?\"\nmet = \"true\"\nwhen = \"kind.abut.x\"\n".into(),
            10,
            "kind.abut.x",
        ),
        ("[[on_leave]]\nset = \"status\"\nto = \"active\"\n".into(), 8, "active"),
        (
            "[[on_leave]]\nwhen = \"record.plan.stat.x\"\nset = \"status\"\nto = \"'active'\"\n".into(),
            7,
            "record.plan.stat.x",
        ),
    ] {
        let (cause, hint) = one_wrong(&text);
        let start = format!("guides/katoa.toml:{line}: `{expression}` cannot be worked out: ");
        assert!(cause.starts_with(&start), "{cause}");
        assert!(hint.starts_with("It sees `record`, "), "{hint}");
    }
}

#[test]
fn expressions_of_fields_are_tried_on_an_empty_row() {
    let rows = |when: &str| {
        let field = "[[prompt.field]]\nid = \"a\"\nask = \"?\"\nkind = \"line\"\nto = \"name\"\n";
        prompt(&format!("kind = \"rows\"\nto = \"team\"\n{field}when = \"{when}\"\n"))
    };
    load("x", &format!("{HEAD}{}", rows("not row.person")), &words()).unwrap();
    let (cause, _) = one_wrong(&rows("not row.persn.name"));
    assert!(
        cause.starts_with("guides/katoa.toml:16: `not row.persn.name` cannot be worked out: "),
        "{cause}"
    );
    let (cause, _) = one_wrong(&prompt("kind = \"line\"\nto = \"title\"\nwhen = \"row.name\""));
    assert!(cause.starts_with("guides/katoa.toml:11: `row.name` cannot be worked out: "), "{cause}");
}

#[test]
fn what_is_chosen_from_must_be_there() {
    let (cause, _) = one_wrong(&prompt("kind = \"choice\"\noptions = \"layrs\""));
    assert_eq!(cause, "guides/katoa.toml:10: prompt `q`: the vocabulary has no list `layrs`");
    let (cause, hint) =
        one_wrong(&prompt("kind = \"choice\"\nto = \"progress.@.goal\"\nfrom = \"plan.gols\""));
    assert_eq!(cause, "guides/katoa.toml:11: no record has the place `plan.gols`");
    assert_eq!(hint, "Did you mean `plan.goals`?");
    let (cause, _) = one_wrong(&prompt("kind = \"choice\"\nto = \"progress.@.goal\"\nfrom = \"title\""));
    assert_eq!(cause, "guides/katoa.toml:11: prompt `q`: `title` is no list of rows");
}

#[test]
fn what_leaving_sets_must_be_a_place() {
    let (cause, hint) = one_wrong("[[on_leave]]\nset = \"statuz\"\nto = \"'active'\"\n");
    assert_eq!(cause, "guides/katoa.toml:7: no record has the place `statuz`");
    assert_eq!(hint, "Did you mean `status`?");
}

#[test]
fn all_that_is_wrong_is_said() {
    let (_, causes, hints) = wrong(&format!(
        "{}{}[[on_leave]]\nset = \"x\"\nto = \"y\"\n",
        prompt("kind = \"date\"\nto = \"title\"\nwhen = \"zzz\""),
        prompt("kind = \"line\"\nto = \"nowhere\"")
    ));
    assert_eq!((causes.len(), hints.len()), (6, 6), "{causes:#?}");
}

#[test]
fn a_newer_layout_is_left_alone_whatever_it_holds() {
    let text = "schema = 2\nid = \"katoa\"\nnew_key = true\n";
    let error = load("guides/katoa.toml", text, &words()).unwrap_err();
    assert_eq!(error.message, "guides/katoa.toml: this guide was written for a newer pikorua (layout 2)");
    assert_eq!(error.hints, ["Get the newest pikorua, or take the guide out of `guides/`."]);
}

#[test]
fn what_is_no_guide_at_all() {
    let head = |old: &str, new: &str| HEAD.replace(old, new);
    let ask = |rest: &str| prompt(&format!("kind = \"line\"\n{rest}"));
    let quotes = "Text stands in double quotes";
    for (text, line, why, hint) in [
        ("schema = 1\nid = oops\n".into(), 2, "text in quotes expected", quotes),
        ("schema = 1\nid = \"katoa\"\n".into(), 1, "`title` is missing", "Add a line `title = …`"),
        (head("title", "titel"), 3, "`titel` is not a key that belongs here", "Did you mean `title`?"),
        (head("\"Katoa\"", "5"), 3, "text in quotes expected, and the number `5` found", quotes),
        (head("= 1", "= \"one\""), 1, "a whole number expected, and the text \"one\" found", quotes),
        (head("\"Katoa\"", "\"Katoa"), 3, "a quotation mark is missing at its end", quotes),
        (
            format!("{HEAD}principles = \"x\"\n"),
            6,
            "a list in square brackets expected, and the text \"x\" found",
            quotes,
        ),
        (
            format!("{HEAD}element = -1\n"),
            6,
            "a whole number, nought or more, expected, and the number `-1` found",
            quotes,
        ),
        (
            format!("{HEAD}[prompt]\nid = \"q\"\n"),
            6,
            "a list in square brackets expected, and a section found",
            quotes,
        ),
        (format!("{HEAD}title = \"again\"\n"), 6, "this key stands there twice", quotes),
        (format!("{HEAD}[[exit\n"), 6, "`]]` is missing at its end", quotes),
        (
            format!("{HEAD}[[promt]]\nid = \"q\"\n"),
            6,
            "`promt` is not a key that belongs here",
            "Did you mean `prompt`?",
        ),
        (
            format!("{HEAD}[[prompt]]\nid = \"q\"\nkind = \"line\"\n"),
            6,
            "`ask` is missing",
            "Add a line `ask = …` there.",
        ),
        (
            format!("{HEAD}{}", ask("xyz = 1")),
            10,
            "`xyz` is not a key that belongs here",
            "The keys here are id, ask, label",
        ),
        (
            format!("{HEAD}{}", ask("when = true")),
            10,
            "text in quotes expected, and the word `true` found",
            quotes,
        ),
        (
            format!("{HEAD}{}", prompt("kind = \"lines\"")),
            9,
            "`lines` is none of the words that can stand here",
            "Did you mean `line`?",
        ),
        (format!("{HEAD}{}", prompt("kind = 5")), 9, "a word in quotes expected", quotes),
        ("just words".into(), 1, "a `=` is missing, and a value after it", quotes),
    ] {
        let error = load("guides/katoa.toml", &text, &words()).unwrap_err();
        assert_eq!(error.message, format!("guides/katoa.toml:{line}: this guide cannot be read"), "{text}");
        assert_eq!(error.causes, [why], "{text}");
        assert!(error.hints[0].starts_with(hint), "{text}: {:?}", error.hints);
    }
}

#[test]
fn a_guide_is_called_as_its_file() {
    let named = |name: &str| load_named(name, &format!("guides/{name}.toml"), HEAD, &words());
    assert_eq!(named("katoa").unwrap().id, "katoa");
    let error = named("mine").unwrap_err();
    let message =
        "guides/mine.toml:2: the guide in it is called `katoa`, and the file is not, so it is not used";
    assert_eq!(error.message, message);
    assert_eq!(error.hints, ["Change the `id` in it to `mine`, or call the file `katoa.toml`."]);
    assert_eq!(named("kātoa").unwrap_err().hints, ["Call the file `katoa.toml`."]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    // a built-in guide with a piece of it taken out, doubled or replaced
    #[test]
    fn no_text_makes_it_panic(from in 0usize..9000, length in 0usize..60, with in ".{0,12}") {
        let text = include_str!("../../../templates/guides/whakawhanaungatanga.toml");
        let from = (0..=from.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
        let until = (from + length..=text.len()).find(|n| text.is_char_boundary(*n)).unwrap_or(text.len());
        let words = words();
        let _ = load("x", &format!("{}{with}{}", &text[..from], &text[until..]), &words);
        let _ = load("x", &with, &words);
    }
}
