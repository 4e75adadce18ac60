//! What a guide says to the engine, in words for people: where an answer goes, and when something is asked.

use std::collections::BTreeMap;

use super::known::Known;
use super::model::{Guide, Prompt};
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::vocabulary::Word;

/// A place of a record as the record's own description calls it, from the outside in.
pub(super) fn place(path: &Path) -> Vec<String> {
    let mut words = Vec::new();
    for (n, step) in path.0.iter().enumerate() {
        let above = Case::SHAPE.at(&Path(path.0[..n].to_vec()));
        if let (Ok(Shape::Map(map)), Step::Key(key)) = (above, step)
            && let Some(field) = map.field(key)
        {
            words.push(field.doc.trim().trim_end_matches('.').to_owned());
        }
    }
    words
}

/// The questions of a guide by the places of their answers: what a condition speaks of was asked before, mostly.
pub(super) type Numbers = BTreeMap<String, usize>;

/// The numbers under which the questions of a guide are printed.
pub(super) fn numbers(guide: &Guide) -> Numbers {
    let places = guide.prompts.iter().enumerate().filter_map(|(n, prompt)| {
        let place = prompt.to.as_ref()?.replace('@', "*");
        Some((place, n + 1))
    });
    places.collect()
}

/// A condition in words; nothing where it is not a simple one. `row` is the list whose rows it may speak of.
pub(super) fn condition(
    expression: &str,
    known: &Known<'_>,
    numbers: &Numbers,
    row: Option<&Path>,
) -> Option<String> {
    // what stands in brackets belongs together, and is too much for a line of plain words
    if expression.replace("own(", "").contains('(') {
        return None;
    }
    let said = Said { known, numbers, row };
    let all = |parts: &str| -> Option<String> {
        let parts: Option<Vec<String>> = parts.split(" and ").map(|part| said.one(part.trim())).collect();
        parts.map(|parts| parts.join(", and "))
    };
    let either: Option<Vec<String>> = expression.split(" or ").map(all).collect();
    either.map(|either| either.join(", or "))
}

/// When a question is asked that is not always asked, in words; nothing where its condition says too much for that.
pub(super) fn when(prompt: &Prompt, known: &Known<'_>) -> Option<String> {
    let when = prompt.when.as_deref()?;
    prompt.when_words.clone().or_else(|| condition(when, known, &Numbers::new(), None))
}

/// No word at all, among those that a place is compared with.
const NONE: &str = "none";

struct Said<'s> {
    known: &'s Known<'s>,
    numbers: &'s Numbers,
    row: Option<&'s Path>,
}

impl Said<'_> {
    fn one(&self, part: &str) -> Option<String> {
        let is_name = |name: &str| self.named(name).is_some();
        if let Some(name) = part.strip_prefix("not ").filter(|name| is_name(name)) {
            return self.there(name, false);
        }
        if is_name(part) {
            return self.there(part, true);
        }
        for (sign, there) in [(" is not none", true), (" is none", false), (" | length > 0", true)] {
            if let Some(name) = part.strip_suffix(sign) {
                return self.there(name.trim(), there);
            }
        }
        let (name, mut values, is) = equal(part)?;
        if name == "kind.about" || name == "kind.id" {
            return self.kinds(name, &values, is);
        }
        let place = self.named(name)?;
        let list = match Case::SHAPE.at(&place) {
            Ok(Shape::Term(list)) => *list,
            _ => return None,
        };
        // nothing at all may be one of the values
        let all = values.len();
        values.retain(|value| value != NONE);
        let nothing = if values.len() < all { Some(self.there(name, !is)?) } else { None };
        if values.is_empty() {
            return nothing;
        }
        let labels: Vec<String> = values
            .iter()
            .map(|value| match self.known.vocabulary.label(list, value) {
                label if label.contains(',') => format!("“{label}”"),
                label => label,
            })
            .collect();
        let (labels, is) = (labels.join(" or "), if is { "is" } else { "is not" });
        Some(match (self.number(&place), nothing) {
            (_, Some(nothing)) if is == "is" => format!("{nothing}, or it is {labels}"),
            (_, Some(something)) => format!("{something}, and it is not {labels}"),
            (Some(number), None) => format!("where the answer to question {number} {is} {labels}"),
            (None, None) => format!("where “{}” {is} {labels}", self.doc(name)?),
        })
    }

    fn there(&self, name: &str, there: bool) -> Option<String> {
        Some(match (self.number(&self.named(name)?), there) {
            (Some(number), true) => format!("where question {number} has an answer"),
            (Some(number), false) => format!("where question {number} has no answer yet"),
            (None, true) => format!("where something is said about “{}”", self.doc(name)?),
            (None, false) => format!("where nothing is said yet about “{}”", self.doc(name)?),
        })
    }

    fn kinds(&self, name: &str, values: &[String], is: bool) -> Option<String> {
        let kinds = self.known.vocabulary.list("kinds").into_iter().filter(Word::is_case);
        let is_meant = |kind: &Word| match name {
            "kind.id" => values.contains(&kind.id),
            _ => kind.about.as_ref().is_some_and(|about| values.contains(about)),
        };
        let labels: Vec<String> = kinds.filter(|k| is_meant(k) == is).map(|k| k.label).collect();
        (!labels.is_empty()).then(|| format!("for this kind of work: {}", labels.join(", ")))
    }

    fn number(&self, place: &Path) -> Option<usize> {
        self.numbers.get(&place.to_string()).copied()
    }

    // the place that an expression names: of the record, of this visit's own row of a list, or of the row that is meant
    fn named(&self, text: &str) -> Option<Path> {
        let plain =
            |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '*'));
        if let Some(own) = text.strip_prefix("own('") {
            let (list, key) = own.split_once("').")?;
            return (plain(list) && plain(key)).then(|| Path::parse(list).key("*").join(&Path::parse(key)));
        }
        if let (Some(key), Some(row)) = (text.strip_prefix("row."), self.row) {
            return plain(key).then(|| row.join(&Path::parse(key)));
        }
        text.strip_prefix("record.").filter(|path| plain(path)).map(Path::parse)
    }

    // the innermost words for a place that an expression names
    fn doc(&self, name: &str) -> Option<String> {
        let words = place(&self.named(name)?).pop()?;
        let mut letters = words.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect())
    }
}

/// `name == 'a'`, `name != 'a'`, `name in ['a', 'b']`: the name, the values, and whether it is one of them.
fn equal(part: &str) -> Option<(&str, Vec<String>, bool)> {
    let quoted = |text: &str| {
        let text = text.trim();
        if text == NONE {
            return Some(text.to_owned());
        }
        let inner = text.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
        (!inner.contains(['\'', '"'])).then(|| inner.to_owned())
    };
    for (sign, is) in [(" == ", true), (" != ", false)] {
        if let Some((name, value)) = part.split_once(sign) {
            return Some((name.trim(), vec![quoted(value)?], is));
        }
    }
    for (sign, is) in [(" not in ", false), (" in ", true)] {
        if let Some((name, values)) = part.split_once(sign) {
            let values = values.trim().strip_prefix('[')?.strip_suffix(']')?;
            return Some((name.trim(), values.split(',').map(quoted).collect::<Option<_>>()?, is));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Numbers, condition, place};
    use crate::guide::testing::World;
    use crate::record::path::Path;

    #[test]
    fn simple_conditions_have_words() {
        let world = World::new();
        let words = |expression: &str| condition(expression, &world.known(), &Numbers::new(), None);
        for (expression, said) in [
            ("kind.about == 'group'", "for this kind of work: group"),
            (
                "record.status in ['draft', 'returned']",
                "where “where it stands” is draft or sent back with a question",
            ),
            (
                "record.status == 'draft' or record.status == 'returned'",
                "where “where it stands” is draft, or where “where it stands” is sent back with a question",
            ),
            ("kind.id == 'project'", "for this kind of work: project"),
            ("record.setting is none", "where nothing is said yet about “the school, kura or service”"),
            (
                "not record.plan.review_on",
                "where nothing is said yet about “when the team looks at it again”",
            ),
            (
                "kind.about == 'group' and record.plan.goals | length > 0",
                "for this kind of work: group, and where something is said about “what should look different, and why”",
            ),
        ] {
            assert_eq!(words(expression).as_deref(), Some(said), "{expression}");
        }
        assert!(
            words("kind.about != 'setting'")
                .unwrap()
                .starts_with("for this kind of work: individual, group,")
        );
        for hard in [
            "record.status == 'draft' or (record.status == 'returned' and record.title is none)",
            "record.reviews[-1:] | selectattr('next') | list | length > 0",
            "answered('rq-whanau')",
            "row.person is none",
            "record.nowhere is none",
            "record.status == record.layer",
        ] {
            assert_eq!(words(hard), None, "{hard}");
        }
    }

    #[test]
    fn what_was_asked_before_goes_by_its_number() {
        let world = World::new();
        let numbers = Numbers::from([("course.*.status".into(), 9), ("request.complete".into(), 4)]);
        let words = |expression: &str| condition(expression, &world.known(), &numbers, None).unwrap();
        assert_eq!(words("own('course').status is not none"), "where question 9 has an answer");
        assert_eq!(words("record.request.complete is none"), "where question 4 has no answer yet");
        assert_eq!(
            words("own('course').status in ['on-hold', 'waitlisted']"),
            "where the answer to question 9 is on hold or on the waiting list"
        );
    }

    #[test]
    fn conditions_on_a_row_have_words_too() {
        let world = World::new();
        let row = Path::parse("services.*");
        let words = |expression: &str| condition(expression, &world.known(), &Numbers::new(), Some(&row));
        for (expression, said) in [
            (
                "row.state in ['waiting', 'not-given']",
                "where “what came of it” is on its waiting list or not given",
            ),
            (
                "row.state not in [none, 'asked']",
                "where something is said about “what came of it”, and it is not “asked, no answer yet”",
            ),
            (
                "row.state in [none, 'asked']",
                "where nothing is said yet about “what came of it”, or it is “asked, no answer yet”",
            ),
            ("not row.why", "where nothing is said yet about “why it was not given, or what it waits for”"),
        ] {
            assert_eq!(words(expression).as_deref(), Some(said), "{expression}");
        }
    }

    #[test]
    fn places_have_the_words_of_the_record() {
        let words = |path: &str| place(&Path::parse(path)).join(" › ");
        assert_eq!(
            words("plan.goals.*.measure"),
            "The one plan › What should look different, and why › What we would see, hear or count"
        );
        assert_eq!(words("nowhere.at.all"), "");
    }
}
