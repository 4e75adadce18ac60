//! What is wrong with a guide: everything, not the first.

use serde_json::Value as Tree;

use super::place::At;
use super::writes::{Rows, answer_at, by_itself, rows_of};
use crate::guide::expression::{Scene, evaluate, places};
use crate::guide::known::Known;
use crate::guide::model::{Guide, Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::id::is_slug;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;
use crate::record::tree;
use crate::record::vocabulary::{Vocabulary, no_place};

/// One thing that is wrong with a guide: where, what, and what to do.
pub(super) struct Fault {
    pub(super) at: At,
    pub(super) message: String,
    pub(super) remedy: String,
}

/// Keys of answers files that no prompt may take, and keys of their rows that no field may take.
const TAKEN: [&str; 6] = ["guide", "reason", "from", "with", "leave", "not-needed"];
const TAKEN_IN_ROWS: [&str; 3] = ["id", "not-needed", "take-out"];

/// All that is wrong with a guide.
pub(super) fn faults(guide: &Guide, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Faults { vocabulary, found: Vec::new() };
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
    faults.found
}

pub(super) struct Faults<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    found: Vec<Fault>,
}

impl Faults<'_> {
    pub(super) fn add(&mut self, at: At, message: String, remedy: impl Into<String>) {
        self.found.push(Fault { at, message, remedy: remedy.into() });
    }

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
        self.beside(prompt, at, base, path.as_ref());
        self.prompts(&prompt.fields, at, "field", &path.unwrap_or_default().key("*"));
    }

    // what is shown of a row, and where an earlier answer goes
    fn beside(&mut self, prompt: &Prompt, at: &At, base: &Path, path: Option<&Path>) {
        for key in &prompt.shows {
            self.place(&path.cloned().unwrap_or_default().key("*").key(key), at.key("shows"));
        }
        let Some(earlier) = &prompt.earlier else { return };
        let list = base.join(&Path::parse(&earlier.to));
        let at = at.key("earlier");
        if self.place(&list, at.key("to")).is_some_and(|shape| shape.rows().is_none()) {
            self.add(at.key("to"), format!("`{list}` is no list of rows"), "Name a list such as `measures`.");
        }
        for key in earlier.with.keys() {
            self.place(&list.key("*").key(key), at.key("with"));
        }
        for key in earlier.sets.keys() {
            self.place(&base.key(key), at.key("sets"));
        }
    }

    pub(super) fn place(&mut self, path: &Path, at: At) -> Option<&'static Shape> {
        // below answers by the ids of their prompts anything could stand, but not everything belongs there
        let reason = path.0.iter().find_map(|step| no_place(self.vocabulary, &step.to_string()));
        if let Some(word) = reason {
            let remedy = word.note.unwrap_or_else(|| "Take it out.".into());
            self.add(at, format!("no record has the place `{path}`: {}", word.label), remedy);
            return None;
        }
        match Case::SHAPE.at(path) {
            Ok(shape) => Some(shape),
            Err(step) => {
                let above = path.0.iter().position(|s| *s == Step::Key(step.clone())).unwrap_or(0);
                let keys =
                    Case::SHAPE.at(&Path(path.0[..above].to_vec())).map(Shape::keys).unwrap_or_default();
                let remedy = match closest(&step, keys.iter().copied()) {
                    Some(key) => format!("Did you mean `{key}`?"),
                    None if keys.is_empty() => "Nothing can stand below that.".into(),
                    None => format!("There are: {}.", keys.join(", ")),
                };
                self.add(at, format!("no record has the place `{path}`"), remedy);
                None
            }
        }
    }

    // every expression is tried on an empty case, so that a name nobody knows is found before a walk
    fn expressions(&mut self, guide: &Guide) {
        let Some(case) = Case::blank() else { return };
        let Ok(user) = "nobody".parse() else { return };
        let today = crate::record::value::Date(jiff::civil::Date::constant(2026, 1, 1));
        let vocabulary = self.vocabulary;
        let calendar = crate::record::term::Calendar::EMPTY;
        let known = Known {
            vocabulary,
            people: &[],
            settings: &[],
            today,
            calendar,
            meetings: None,
            first_contact: 0,
            user: &user,
            guides: &Vec::new(),
        };
        let empty = Empty { record: &tree::of(&case), known: &known };
        let top = At::default();
        self.try_on(guide.when.as_ref(), top.key("when"), &empty, None);
        self.tried(&guide.prompts, &top, "prompt", &Path::default(), &empty);
        for (n, exit) in guide.exits.iter().enumerate() {
            let at = top.nth("exit", n);
            self.try_on(Some(&exit.met), at.key("met"), &empty, None);
            self.try_on(exit.when.as_ref(), at.key("when"), &empty, None);
        }
        for (key, rules) in by_itself(guide) {
            for (n, rule) in rules.iter().enumerate() {
                let at = top.nth(key, n);
                let each = rule.set.rsplit_once(".*.").map(|(list, _)| Path::parse(list).key("*"));
                let row = each.map(|each| tree::whole_row(empty.record, &each));
                self.try_on(rule.when.as_ref(), at.key("when"), &empty, row.as_ref());
                let shape = answer_at(&Path::parse(&rule.set));
                self.value(&rule.to, shape, at.key("to"), &empty, row.as_ref());
            }
        }
        for (n, rule) in guide.on_leave_add.iter().enumerate() {
            let at = top.nth("on_leave_add", n);
            let each = rule.each.as_ref().map(|each| Path::parse(each).key("*"));
            let row = each.map(|each| tree::whole_row(empty.record, &each));
            for expression in rule.of.iter().chain(&rule.when) {
                self.try_on(Some(expression), at.clone(), &empty, row.as_ref());
            }
            for (key, expression) in &rule.with {
                let shape = answer_at(&Path::parse(&rule.to).key("*").join(&Path::parse(key)));
                self.value(expression, shape, at.key("with"), &empty, row.as_ref());
            }
        }
    }

    fn tried(&mut self, prompts: &[Prompt], above: &At, key: &'static str, base: &Path, empty: &Empty<'_>) {
        let row = (!base.0.is_empty()).then(|| tree::whole_row(empty.record, base));
        for (n, prompt) in prompts.iter().enumerate() {
            let at = above.nth(key, n);
            self.try_on(prompt.when.as_ref(), at.key("when"), empty, row.as_ref());
            self.default(prompt, base, at.key("default"), empty, row.as_ref());
            if let Some(earlier) = &prompt.earlier {
                for expression in
                    earlier.when.iter().chain(earlier.with.values()).chain(earlier.sets.values())
                {
                    self.try_on(Some(expression), at.key("earlier"), empty, row.as_ref());
                }
            }
            let below = base.join(&Path::parse(prompt.to.as_deref().unwrap_or_default())).key("*");
            self.tried(&prompt.fields, &at, "field", &below, empty);
        }
    }

    pub(super) fn try_on(
        &mut self,
        expression: Option<&String>,
        at: At,
        empty: &Empty<'_>,
        row: Option<&Tree>,
    ) -> Option<serde_yaml::Value> {
        let expression = expression?;
        let scene = Scene { record: empty.record, known: empty.known, row, visit: &Tree::Null };
        match evaluate(expression, &scene) {
            Ok(value) => {
                // what is not there is nothing, so that a slip in a place would never be found
                for place in places(expression) {
                    self.place(&place, at.clone());
                }
                serde_yaml::to_value(value).ok()
            }
            Err(message) => {
                let message = format!("`{expression}` cannot be worked out: {message}");
                let remedy = "It sees `record`, `kind`, `today`, `next_meeting`, `missing_partners`, `without_part`, `user`, `answered('prompt')`, `own('hui')`, `visit` (such as `'prompt' in visit.answers`) and `word('kinds', 'group')`; in a field, `row` too.";
                self.add(at, message, remedy);
                None
            }
        }
    }
}

pub(super) struct Empty<'e> {
    record: &'e Tree,
    known: &'e Known<'e>,
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
