//! Every expression of a guide, tried on an empty case, so that a name nobody knows is found before a walk.

use serde_json::Value as Tree;

use super::faults::Faults;
use super::place::At;
use super::writes::{answer_at, by_itself};
use crate::guide::expression::{Scene, compared, evaluate, places};
use crate::guide::known::Known;
use crate::guide::model::{Guide, Prompt};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::term::Calendar;
use crate::record::text::closest;
use crate::record::tree;
use crate::record::value::Date;

/// The empty case, and what is known around it.
pub(super) struct Empty<'e> {
    record: &'e Tree,
    known: &'e Known<'e>,
}

/// A row that says nothing yet, and of which list it is.
pub(super) struct Row {
    of: Path,
    tree: Tree,
}

impl Row {
    fn new(of: Path, record: &Tree) -> Row {
        Row { tree: tree::whole_row(record, &of), of }
    }
}

impl Faults<'_> {
    pub(super) fn expressions(&mut self, guide: &Guide) {
        let Some(case) = Case::blank() else { return };
        let Ok(user) = "nobody".parse() else { return };
        let today = Date(jiff::civil::Date::constant(2026, 1, 1));
        let vocabulary = self.vocabulary;
        let calendar = Calendar::EMPTY;
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
                let row = each.map(|each| Row::new(each, empty.record));
                self.try_on(rule.when.as_ref(), at.key("when"), &empty, row.as_ref());
                let shape = answer_at(&Path::parse(&rule.set));
                self.value(&rule.to, shape, at.key("to"), &empty, row.as_ref());
            }
        }
        for (n, rule) in guide.on_leave_add.iter().enumerate() {
            let at = top.nth("on_leave_add", n);
            let each = rule.each.as_ref().map(|each| Path::parse(each).key("*"));
            let row = each.map(|each| Row::new(each, empty.record));
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
        let row = (!base.0.is_empty()).then(|| Row::new(base.clone(), empty.record));
        for (n, prompt) in prompts.iter().enumerate() {
            let at = above.nth(key, n);
            self.try_on(prompt.when.as_ref(), at.key("when"), empty, row.as_ref());
            self.default(prompt, base, at.key("default"), empty, row.as_ref());
            let below = base.join(&Path::parse(prompt.to.as_deref().unwrap_or_default())).key("*");
            self.tried(&prompt.fields, &at, "field", &below, empty);
        }
    }

    // a word that its list does not have is never found in a record, so the condition would say the same always
    fn words_of(&mut self, expression: &str, at: &At, row: Option<&Row>) {
        for (place, word) in compared(expression, row.map(|row| &row.of)) {
            let Ok(Shape::Term(list) | Shape::List(Shape::Term(list))) = Case::SHAPE.at(&place) else {
                continue;
            };
            let words = self.vocabulary.list(list);
            if !words.is_empty() && words.iter().all(|known| known.id != word) {
                let message =
                    format!("`{place}` is compared with `{word}`, which is no word of the list `{list}`");
                let remedy = match closest(word, words.iter().map(|known| known.id.as_str())) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "Name the id of one of its words, or add the word to the cluster's own.".into(),
                };
                self.add(at.clone(), message, remedy);
            }
        }
    }

    pub(super) fn try_on(
        &mut self,
        expression: Option<&String>,
        at: At,
        empty: &Empty<'_>,
        row: Option<&Row>,
    ) -> Option<serde_yaml::Value> {
        let expression = expression?;
        let tree = row.map(|row| &row.tree);
        let scene = Scene { record: empty.record, known: empty.known, row: tree, visit: &Tree::Null };
        match evaluate(expression, &scene) {
            Ok(value) => {
                // what is not there is nothing, so that a slip in a place would never be found
                for place in places(expression, row.map(|row| &row.of)) {
                    self.place(&place, at.clone());
                }
                self.words_of(expression, &at, row);
                serde_yaml::to_value(value).ok()
            }
            Err(message) => {
                let message = format!("`{expression}` cannot be worked out: {message}");
                let remedy = "It sees `record`, `kind`, `today`, `next_meeting`, `missing_partners`, `without_part`, `user`, `answered('prompt')`, `agreed('transition.agreement')`, `own('hui')`, `visit` (such as `'prompt' in visit.answers`) and `word('kinds', 'group')`; in a field, `row` too.";
                self.add(at, message, remedy);
                None
            }
        }
    }
}
