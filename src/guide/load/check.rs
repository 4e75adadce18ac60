//! What is wrong with a guide: everything, not the first.

use super::faults::{Fault, Faults};
use super::place::At;
use super::writes::{Rows, by_itself, rows_of};
use crate::guide::model::{Guide, Prompt, PromptKind};
use crate::record::id::is_slug;
use crate::record::path::Path;
use crate::record::shape::Shape;
use crate::record::vocabulary::{Vocabulary, no_place};

/// Keys of answers files that no prompt may take, and keys of their rows that no field may take.
const TAKEN: [&str; 6] = ["guide", "reason", "from", "with", "leave", "not-needed"];
const TAKEN_IN_ROWS: [&str; 3] = ["id", "not-needed", "take-out"];

/// All that is wrong with a guide.
pub(super) fn faults(guide: &Guide, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Faults::new(vocabulary);
    let top = At::default();
    if !is_slug(&guide.id) {
        let message = format!("`{}` cannot be an id", guide.id);
        faults.add(top.key("id"), message, "Use lower-case letters, digits and hyphens.");
    }
    if let Some(word) = no_place(vocabulary, &guide.id) {
        let message = format!("no guide is called `{}`, on purpose: {}", guide.id, word.label);
        faults.add(top.key("id"), message, word.note.unwrap_or_else(|| "Take the guide out.".into()));
    }
    faults.head(guide);
    for (n, link) in guide.links.iter().enumerate() {
        faults.link(link, &top.nth("link", n));
    }
    faults.prompts(&guide.prompts, &top, "prompt", &Path::default());
    for (n, exit) in guide.exits.iter().enumerate() {
        let twice = guide.exits[..n].iter().any(|e| e.id == exit.id);
        faults.id(&exit.id, twice, "exit criteria", &["not-needed"], top.nth("exit", n).key("id"));
    }
    for (key, rules) in by_itself(guide) {
        // leaving may say the same of each row; a visit that begins knows its own
        let rows = if key == "on_leave" { Rows::Each } else { Rows::Own };
        for (n, rule) in rules.iter().enumerate() {
            faults.sets(&rule.set, rows, top.nth(key, n).key("set"));
        }
    }
    for place in &guide.carries {
        faults.carried(place, Rows::Own, top.key("carries"));
    }
    for place in &guide.forgets {
        faults.carried(place, Rows::Each, top.key("forgets"));
    }
    for (n, rule) in guide.on_leave_move.iter().enumerate() {
        faults.moved(rule, &top.nth("on_leave_move", n));
    }
    for (n, rule) in guide.on_leave_add.iter().enumerate() {
        faults.added(rule, &top.nth("on_leave_add", n));
    }
    faults.expressions(guide);
    faults.found()
}

impl Faults<'_> {
    fn prompts(&mut self, prompts: &[Prompt], above: &At, key: &'static str, base: &Path) {
        for (n, prompt) in prompts.iter().enumerate() {
            let at = above.nth(key, n);
            let twice = prompts[..n].iter().any(|p| p.id == prompt.id);
            let taken = if key == "prompt" { &TAKEN[..] } else { &TAKEN_IN_ROWS[..] };
            self.id(&prompt.id, twice, "prompts", taken, at.key("id"));
            self.asks(prompt, &at);
            self.one_place_twice(prompts, n, &at);
            self.prompt(prompt, &at, base);
        }
    }

    fn id(&mut self, id: &str, twice: bool, which: &str, taken: &[&str], at: At) {
        let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if twice {
            self.add(at, format!("two {which} are called `{id}`"), "Give each an id of its own.");
        } else if taken.contains(&id) {
            let message = format!("`{id}` means something else in answers files");
            self.add(at, message, "Choose another id.");
        } else if id.is_empty() || !id.bytes().all(good) {
            self.add(at, format!("`{id}` cannot be an id"), "Use letters, digits, hyphens and underscores.");
        }
    }

    fn prompt(&mut self, prompt: &Prompt, at: &At, base: &Path) {
        // `*` and `@` stand for a row, and any step into a list is a row
        let own = Path::parse(prompt.to.as_deref().unwrap_or_default());
        let path = prompt.to.as_ref().map(|_| base.join(&own));
        let shape = match &path {
            None => None,
            Some(path) => match self.place(path, at.key("to")) {
                Some(shape) if self.writable(base, &own, rows_of(prompt, base), at.key("to")) => Some(shape),
                _ => return,
            },
        };
        let homeless = !base.0.is_empty() && path.is_none();
        if path.is_none()
            && let Some(word) = no_place(self.vocabulary, &prompt.id)
        {
            let message = format!("prompt `{}` would be kept with the visit: {}", prompt.id, word.label);
            self.add(at.key("id"), message, word.note.unwrap_or_else(|| "Take the prompt out.".into()));
        } else if homeless {
            let message = format!("prompt `{}`: the answer to a field is kept in its row", prompt.id);
            self.add(at.key("id"), message, "Say where in the row with `to`.");
        } else if let Some(message) = misfit(prompt, shape) {
            let message = format!("prompt `{}`: {message}", prompt.id);
            self.add(at.key("id"), message, "Change its `kind` or its `to`.");
        }
        self.source(prompt, at);
        self.only(prompt, shape, at);
        self.of(prompt, at);
        self.beside(prompt, at, path.as_ref());
        self.prompts(&prompt.fields, at, "field", &path.unwrap_or_default().key("*"));
    }

    // what is shown of a row, and what in it is said anew with another answer
    fn beside(&mut self, prompt: &Prompt, at: &At, path: Option<&Path>) {
        let row = path.and_then(|path| path.split_last()).map(|(row, _)| row).unwrap_or_default();
        for key in &prompt.renews {
            self.place(&row.key(key), at.key("renews"));
        }
        for key in &prompt.shows {
            self.place(&path.cloned().unwrap_or_default().key("*").key(key), at.key("shows"));
        }
    }
}

// why a prompt of this kind cannot put its answer there
fn misfit(prompt: &Prompt, shape: Option<&'static Shape>) -> Option<&'static str> {
    use PromptKind as P;
    let fits = match (prompt.kind, shape) {
        (P::Line | P::Text, None | Some(Shape::Text | Shape::Free)) => true,
        (P::Line, Some(Shape::Case)) => true,
        (P::List, None | Some(Shape::List(Shape::Text) | Shape::Free)) => true,
        (P::Choices, Some(Shape::List(Shape::Setting))) => true,
        (P::Choice, Some(Shape::Setting | Shape::Guide)) => true,
        (P::Choice, Some(Shape::Row)) | (P::Choices, Some(Shape::List(Shape::Row))) => prompt.from.is_some(),
        (P::Choice | P::Choices, None | Some(Shape::Free)) => prompt.options.is_some(),
        (P::Choice, Some(Shape::Term(list))) | (P::Choices, Some(Shape::List(Shape::Term(list)))) => {
            if prompt.options.as_ref().is_some_and(|options| options != list) {
                return Some("its place takes words of another list than `options` offers");
            }
            true
        }
        (P::YesNo, None | Some(Shape::YesNo | Shape::Free)) => true,
        (P::Date, None | Some(Shape::Date)) => true,
        (P::Number, None | Some(Shape::Number)) => true,
        (P::Person, None | Some(Shape::Person)) => true,
        (P::People, None | Some(Shape::List(Shape::Person))) => true,
        (P::Rows | P::Each, Some(shape)) => shape.rows().is_some_and(|r| r.prefix.is_some()),
        _ => false,
    };
    if !fits {
        return Some("an answer of this kind cannot stand at its place");
    }
    (matches!(prompt.kind, P::Rows | P::Each) == prompt.fields.is_empty())
        .then_some("`rows` and `each` have fields, and nothing else has")
}
