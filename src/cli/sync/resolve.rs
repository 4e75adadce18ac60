//! Going through the open questions, one at a time.

use serde_json::Value as Tree;
use similar::{ChangeTag, TextDiff};

use super::{Undecided, are_open};

use crate::change::questions::{Decided, Open, answer, answered, edits};
use crate::change::{BY_HAND, Desk, Merged, Version};
use crate::cli::{change_lines, open, seen};
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::Question;
use crate::record::case_text::CaseText;
use crate::record::file::RelPath;
use crate::record::merge::Choice;
use crate::record::shape::Shape;
use crate::record::value::{Date, Text};
use crate::ui::{Reply, Ui};
use crate::view::View;

/// Joins the cases that have a second version beside them with it. What cannot be joined is said, and stays as it is.
pub(super) fn join_seconds(desk: &Desk, ui: &mut Ui) -> Result<()> {
    for second in desk.folder.cases()?.beside {
        match desk.join_second(&second) {
            Ok(joined) => {
                open::say_noticed(ui, desk, &joined.noticed);
                ui.say(&in_words(&second, &joined));
            }
            Err(why) if why.kind == ErrorKind::Busy => return Err(why),
            Err(why) => {
                ui.warn(&why.to_string());
                why.hints.iter().for_each(|hint| ui.warn(hint));
            }
        }
    }
    Ok(())
}

fn in_words(second: &RelPath, joined: &Merged) -> String {
    let case = &joined.case;
    match (joined.is_news, joined.questions) {
        (false, _) => {
            format!("`{second}` held nothing that {case} has not, now or before: it is taken away.")
        }
        (true, 0) => {
            format!("{case} is joined with `{second}`, which is taken away: all of it is in the record.")
        }
        (true, n) => format!(
            "{case} is joined with `{second}`, which is taken away: all of it is in the record, and {}.",
            are_open(n)
        ),
    }
}

/// Asks which of two versions holds, for one question after the other; says how many were decided.
pub(super) fn resolve(desk: &Desk, ui: &mut Ui, open: &Undecided) -> Result<usize> {
    // those of cases were joined, as far as they can be
    let is_to_choose = |second: &&RelPath| second.is_beside().is_some_and(|file| file.case().is_none());
    let seconds: Vec<&RelPath> = open.seconds.iter().filter(is_to_choose).collect();
    if open.questions.is_empty() && seconds.is_empty() {
        return Ok(0);
    }
    if !ui.can_ask() {
        return Err(Error::request("there is nobody to ask which version holds")
            .hint("Work at a terminal, or set `ACCESSIBLE=1` to answer line by line.")
            .hint("`pikorua sync --json` lists the questions; `pikorua set` and `pikorua edit` change the records."));
    }
    let mut decided = 0;
    for question in &open.questions {
        // it may have been answered together with another
        if !is_open(desk, question)? {
            continue;
        }
        match ask(desk, ui, question)? {
            Asked::For(what) => {
                answer(desk, question, &what)?;
                decided += 1;
            }
            Asked::Later => {}
            Asked::Stop => return Ok(decided),
        }
    }
    for second in seconds {
        match which(desk, ui, second)? {
            Asked::For(holds) => {
                desk.choose(second, holds)?;
                decided += 1;
            }
            Asked::Later => {}
            Asked::Stop => break,
        }
    }
    Ok(decided)
}

fn is_open(desk: &Desk, question: &Open) -> Result<bool> {
    let text = desk.folder.read_text(&question.file)?.text;
    Ok(edits(&text, question, &Decided::Is(Choice::AsItIs)).is_ok())
}

// which of two versions of a file that is no record holds
fn which(desk: &Desk, ui: &mut Ui, second: &RelPath) -> Result<Asked<Version>> {
    let Some(first) = second.is_beside() else { return Ok(Asked::Later) };
    let [here, beside] = [&first, second].map(|file| desk.folder.read_text(file).map(|read| read.text));
    ui.tell(&ui.fill(&format!(
        "`{first}`: two people changed it, and the two versions could not be joined. With the second, this would change:"
    )));
    for line in changed_lines(&here.unwrap_or_default(), &beside?) {
        ui.tell(&ui.hanging(&format!("  {line}"), 4));
    }
    let labels = ["leave it as it stands now", "take the second", "later"].map(str::to_owned);
    Ok(match ui.pick(&labels, None)? {
        Some(0) => Asked::For(Version::First),
        Some(1) => Asked::For(Version::Second),
        Some(_) => Asked::Later,
        None => Asked::Stop,
    })
}

/// The lines that differ, those of the first with `-`, those of the second with `+`.
fn changed_lines(first: &str, second: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(first, second);
    let said = |sign: &str, line: &str| format!("{sign} {}", line.trim_end());
    let lines = diff.iter_all_changes().filter_map(|change| match change.tag() {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some(said("-", change.value())),
        ChangeTag::Insert => Some(said("+", change.value())),
    });
    lines.collect()
}

/// What somebody said to a question.
pub(in crate::cli) enum Asked<T = Decided> {
    /// This holds.
    For(T),
    /// Not now.
    Later,
    /// No more questions.
    Stop,
}

fn ask(desk: &Desk, ui: &mut Ui, open: &Open) -> Result<Asked> {
    let (one, other) = (
        whose(desk, open.question.one_by.as_ref(), open.question.one_on),
        whose(desk, open.question.other_by.as_ref(), open.question.other_on),
    );
    ui.tell(&ui.fill(&format!(
        "{}: two people wrote different things in one place. It says now what {one} wrote. With what {other} wrote, this \
         would change:",
        open.name()
    )));
    for (depth, line) in difference(desk, open)? {
        ui.tell(&ui.hanging(&format!("{}{line}", " ".repeat(2 + 2 * depth)), 4 + 2 * depth));
    }
    let is = [format!("leave it as it stands now ({one})"), format!("take the other ({other})")];
    pick(ui, open, is)
}

/// Lets somebody pick what stands, the other, or neither.
pub(in crate::cli) fn pick(ui: &mut Ui, open: &Open, [stands, other]: [String; 2]) -> Result<Asked> {
    let mut choices =
        vec![(stands, Some(Decided::Is(Choice::AsItIs))), (other, Some(Decided::Is(Choice::Other)))];
    // what is more than a text is written in the record itself
    let is_text = !open.path().0.is_empty() && open.shape().at(&open.path()) == Ok(&Shape::Text);
    if is_text {
        choices.push(("neither: write it anew".into(), Some(Decided::Words(String::new()))));
    }
    choices.push(("later".into(), None));
    let labels: Vec<String> = choices.iter().map(|(label, _)| label.clone()).collect();
    match ui.pick(&labels, None)?.and_then(|n| choices.into_iter().nth(n)) {
        Some((_, Some(Decided::Words(_)))) => anew(ui),
        Some((_, Some(decided))) => Ok(Asked::For(decided)),
        Some((_, None)) => Ok(Asked::Later),
        None => Ok(Asked::Stop),
    }
}

fn whose(desk: &Desk, by: Option<&Text>, on: Option<Date>) -> String {
    let by = match by.map(|by| desk.author_of(by.as_str()).name) {
        Some(name) if name.starts_with(BY_HAND) => format!("somebody {name}"),
        name => name.unwrap_or_else(|| "somebody".to_owned()),
    };
    match on {
        Some(on) => format!("{by} on {}", on.in_words()),
        None => by,
    }
}

/// What taking the other version would change, in the words of the log.
pub(in crate::cli) fn difference(desk: &Desk, open: &Open) -> Result<Vec<(usize, String)>> {
    let text = desk.folder.read_text(&open.file)?.text;
    let other = Decided::Is(Choice::Other);
    if open.case().is_none() {
        let changed = answered(&text, open, &other).map(|_| said(open));
        return Ok(changed.unwrap_or_else(|_| vec![(0, IN_NO_PLACE.into())]));
    }
    let now = CaseText::read(open.file.as_str(), &text)?;
    let Ok(then) = edits(now.text(), open, &other).and_then(|edits| now.apply(&edits)) else {
        return Ok(vec![(0, IN_NO_PLACE.into())]);
    };
    let around = seen::around(desk, "");
    let view = View::new(&seen::inside(desk, then.case().clone())?, &around);
    let mut changes = view.changed_from(Some(now.case()), &around);
    changes.retain(|change| !change["path"].as_str().unwrap_or_default().starts_with("questions"));
    Ok(change_lines::lines(&changes))
}

const IN_NO_PLACE: &str = "it cannot be put in place as it is; look at it with `pikorua edit`";

/// What the two wrote in a file around the cases, line by line where there is more than a value.
fn said(open: &Open) -> Vec<(usize, String)> {
    let Question { one, other, .. } = &open.question;
    let place = open.path().to_string();
    let values = [&one.0, &other.0].map(|value| match value {
        Tree::Null => Some("nothing".to_owned()),
        Tree::String(words) if !words.contains('\n') => Some(format!("“{words}”")),
        Tree::Bool(_) | Tree::Number(_) => Some(value.to_string()),
        _ => None,
    });
    if let [Some(one), Some(other)] = values {
        return vec![(0, format!("{place}: {one} → {other}"))];
    }
    let place = if place.is_empty() { open.name() } else { place };
    let lines = |sign: &'static str, value: &Tree| -> Vec<(usize, String)> {
        let text = serde_yaml::to_string(value).unwrap_or_default();
        let text = value.as_str().unwrap_or(&text);
        text.lines().map(|line| (1, format!("{sign} {line}"))).collect()
    };
    let [one, other] = [lines("-", &one.0), lines("+", &other.0)];
    [vec![(0, format!("{place}:"))], one, other].concat()
}

fn anew(ui: &mut Ui) -> Result<Asked> {
    ui.tell("What shall it say?");
    match ui.ask_line(None)? {
        Reply::Got(text) if !text.trim().is_empty() => Ok(Asked::For(Decided::Words(text.trim().into()))),
        Reply::Interrupted => Err(crate::ui::stopped()),
        _ => Ok(Asked::Later),
    }
}
