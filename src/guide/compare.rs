//! What differs between two guides, in words: a cluster's copy and what is built in.

use serde::Serialize;

use super::model::{Exit, Guide, OnLeaveAdd, Prompt, Sets};

/// All that differs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Differences {
    /// What only the copy has.
    pub added: Vec<Part>,
    /// What only the built-in guide has.
    pub taken_out: Vec<Part>,
    /// What both have and say differently.
    pub changed: Vec<Changed>,
    /// Whether what both have comes in another order.
    pub reordered: bool,
}

/// A part of a guide: a question, an exit criterion, a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is: `question`, `link`.
    pub what: &'static str,
    /// Its id; of a field, after that of its question: `tt-1/what`.
    pub id: String,
    /// What it says first.
    pub words: String,
}

/// Something that both say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What it is a part of.
    pub what: &'static str,
    /// The id of that.
    pub id: String,
    /// Which of its sides: `the help`, `where the answer goes`.
    pub side: &'static str,
    /// What the copy says.
    pub copy: String,
    /// What is built in.
    pub built_in: String,
}

impl Differences {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Differences::default()
    }
}

/// Compares a copy with what is built in. Their ids may differ: a copy may have a name of its own.
pub fn compare(copy: &Guide, built_in: &Guide) -> Differences {
    let (ours, theirs) = (all(copy), all(built_in));
    let without = |some: &[Whole], others: &[Whole]| {
        let only = some.iter().filter(|w| !others.iter().any(|o| o.same(w)));
        only.map(Whole::part).collect::<Vec<_>>()
    };
    let mut differences = Differences {
        added: without(&ours, &theirs),
        taken_out: without(&theirs, &ours),
        ..Differences::default()
    };
    let both = ours.iter().filter_map(|our| Some((our, theirs.iter().position(|t| t.same(our))?)));
    let mut last = 0;
    for (our, place) in both {
        differences.reordered |= place < last;
        last = place;
        let sides = our.sides.iter().zip(&theirs[place].sides).filter(|(a, b)| a.1 != b.1);
        differences.changed.extend(sides.map(|((side, copy), (_, built_in))| Changed {
            what: our.what,
            id: our.id.clone(),
            side,
            copy: copy.clone(),
            built_in: built_in.clone(),
        }));
    }
    differences
}

/// A part with all it says.
struct Whole {
    what: &'static str,
    id: String,
    sides: Vec<(&'static str, String)>,
}

impl Whole {
    fn same(&self, other: &Whole) -> bool {
        (self.what, &self.id) == (other.what, &other.id)
    }

    fn part(&self) -> Part {
        let words = self.sides.first().map(|(_, words)| words.clone()).unwrap_or_default();
        Part { what: self.what, id: self.id.clone(), words }
    }
}

fn all(guide: &Guide) -> Vec<Whole> {
    let text = |option: &Option<String>| option.clone().unwrap_or_default();
    let sides = vec![
        ("the title", guide.title.clone()),
        ("the language of the title", text(&guide.lang)),
        ("the words beside the title", guide.gloss.clone()),
        ("what it is for", guide.purpose.clone()),
        ("the principles", guide.principles.join(", ")),
        ("its place among the elements", number(guide.element)),
        ("its shelf", text(&guide.shelf)),
        ("what a new case takes along", guide.carries.join(", ")),
        ("what of that is asked anew", guide.forgets.join(", ")),
        ("what its questions are about", text(&guide.theme)),
        ("when it is walked", text(&guide.when)),
        ("what is said where it is not", text(&guide.otherwise)),
    ];
    let mut all = vec![Whole { what: "guide", id: String::new(), sides }];
    prompts(&mut all, &guide.prompts, "");
    all.extend(guide.links.iter().map(|link| Whole {
        what: "link",
        id: link.title.clone(),
        sides: vec![("the address", link.url.clone()), ("whom it is for", link.roles.join(", "))],
    }));
    all.extend(guide.exits.iter().map(exit));
    numbered(&mut all, guide.on_open.iter().map(|rule| set("what opening sets", rule)));
    numbered(&mut all, guide.on_leave.iter().map(|rule| set("what leaving sets", rule)));
    numbered(&mut all, guide.on_leave_add.iter().map(add));
    all
}

fn prompts(all: &mut Vec<Whole>, prompts_: &[Prompt], above: &str) {
    for prompt in prompts_ {
        let id = format!("{above}{}", prompt.id);
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        let sides = vec![
            ("the question", prompt.ask.clone()),
            ("the help", prompt.help.clone()),
            ("the label", text(&prompt.label)),
            ("the language of the label", text(&prompt.lang)),
            ("whether everybody reads the answer", if prompt.shared { "yes".into() } else { String::new() }),
            ("the minutes", number(prompt.minutes)),
            ("how it is answered", format!("{:?}", prompt.kind).to_lowercase()),
            ("where the answer goes", text(&prompt.to)),
            ("when it is asked", text(&prompt.when)),
            ("what Enter answers", text(&prompt.default)),
            ("the list of words", text(&prompt.options)),
            ("which of these words", prompt.only.join(", ")),
            ("the rows to choose from", text(&prompt.from)),
            ("what is shown beside it", prompt.shows.join(", ")),
            ("what is said anew with another answer", prompt.renews.join(", ")),
        ];
        all.push(Whole { what: "question", id: id.clone(), sides });
        prompts(all, &prompt.fields, &format!("{id}/"));
    }
}

fn exit(exit: &Exit) -> Whole {
    let sides = vec![
        ("what it asks", exit.ask.clone()),
        ("when it is met", exit.met.clone()),
        ("when it counts", exit.when.clone().unwrap_or_default()),
    ];
    Whole { what: "question at the end", id: exit.id.clone(), sides }
}

fn set(what: &'static str, rule: &Sets) -> Whole {
    let sides = vec![("to what", rule.to.clone()), ("when", rule.when.clone().unwrap_or_default())];
    Whole { what, id: rule.set.clone(), sides }
}

fn add(rule: &OnLeaveAdd) -> Whole {
    let text = |option: &Option<String>| option.clone().unwrap_or_default();
    let with = rule.with.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>();
    let sides = vec![
        ("what stands in it", with.join("; ")),
        ("once for each of", text(&rule.each)),
        ("when", text(&rule.when)),
        ("in which row", text(&rule.of)),
        ("where it is remembered", text(&rule.became)),
    ];
    Whole { what: "a row that leaving adds", id: rule.to.clone(), sides }
}

// rules have no ids; several for one place are told apart by their order
fn numbered(all: &mut Vec<Whole>, rules: impl Iterator<Item = Whole>) {
    for mut rule in rules {
        let alike = |w: &&Whole| w.what == rule.what && w.id.split(" (").next() == Some(rule.id.as_str());
        let before = all.iter().filter(alike).count();
        if before > 0 {
            rule.id = format!("{} ({})", rule.id, before + 1);
        }
        all.push(rule);
    }
}

fn number(number: Option<u32>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Changed, Part, compare};
    use crate::guide::testing::World;

    const TWO: &str = "
[[prompt]]
id = 'a'
ask = 'One?'
kind = 'line'
[[prompt]]
id = 'b'
ask = 'Who?'
kind = 'rows'
to = 'team'
[[prompt.field]]
id = 'name'
ask = 'Name?'
kind = 'line'
to = 'name'
[[exit]]
id = 'there'
ask = 'Nobody yet. Why?'
met = 'record.team | length > 0'
[[on_leave]]
set = 'status'
to = \"'active'\"
[[on_leave]]
set = 'status'
to = \"'paused'\"
";

    #[test]
    fn what_differs_is_said_by_the_ids() {
        let world = World::new();
        let (ours, theirs) = (
            TWO.replace("'One?'", "'Which one?'")
                .replace("'name'\nask = 'Name?'", "'called'\nask = 'Called?'")
                .replace("'paused'", "'closed'")
                + "[[link]]\ntitle = 'Ours'\nurl = 'https://example.nz'\n",
            TWO,
        );
        let found = compare(&world.guide(&ours), &world.guide(theirs));
        let part = |what, id: &str, words: &str| Part { what, id: id.into(), words: words.into() };
        assert_eq!(
            found.added,
            [part("question", "b/called", "Called?"), part("link", "Ours", "https://example.nz")]
        );
        assert_eq!(found.taken_out, [part("question", "b/name", "Name?")]);
        let changed = |what, id: &str, side, copy: &str, built_in: &str| Changed {
            what,
            id: id.into(),
            side,
            copy: copy.into(),
            built_in: built_in.into(),
        };
        assert_eq!(
            found.changed,
            [
                changed("question", "a", "the question", "Which one?", "One?"),
                changed("what leaving sets", "status (2)", "to what", "'closed'", "'paused'"),
            ]
        );
        assert!(!found.reordered);
    }

    #[test]
    fn the_same_and_another_order() {
        let world = World::new();
        assert!(compare(&world.guide(TWO), &world.guide(TWO)).is_empty());
        let first = "\n[[prompt]]\nid = 'a'\nask = 'One?'\nkind = 'line'";
        let later = TWO.replacen(first, "", 1).replacen("[[exit]]", &format!("{first}\n[[exit]]"), 1);
        let found = compare(&world.guide(&later), &world.guide(TWO));
        assert!(found.reordered && found.added.is_empty() && found.changed.is_empty(), "{found:?}");
    }
}
