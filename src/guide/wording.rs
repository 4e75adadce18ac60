//! What a guide says to the engine, in words for people: where an answer goes, and when something is asked.

use super::known::Known;
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};

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

/// A condition in words; nothing where it is not a simple one.
pub(super) fn condition(expression: &str, known: &Known<'_>) -> Option<String> {
    if expression.contains(" or ") {
        return None;
    }
    let parts: Option<Vec<String>> = expression.split(" and ").map(|part| one(part.trim(), known)).collect();
    parts.map(|parts| parts.join(", and "))
}

fn one(part: &str, known: &Known<'_>) -> Option<String> {
    if let Some(name) = part.strip_prefix("not ").filter(|name| is_name(name)) {
        return Some(format!("where nothing is said yet about “{}”", doc(name)?));
    }
    if is_name(part) {
        return Some(format!("where something is said about “{}”", doc(part)?));
    }
    for (sign, there) in [(" is not none", true), (" is none", false), (" | length > 0", true)] {
        if let Some(name) = part.strip_suffix(sign) {
            let said = if there { "something is said about" } else { "nothing is said yet about" };
            return Some(format!("where {said} “{}”", doc(name.trim())?));
        }
    }
    let (name, values, is) = equal(part)?;
    if name == "kind.about" {
        let kinds = known.vocabulary.list("kinds").into_iter();
        let about = |about: &Option<String>| about.as_ref().is_some_and(|a| values.contains(a)) == is;
        let labels: Vec<String> = kinds.filter(|k| about(&k.about)).map(|k| k.label).collect();
        return (!labels.is_empty()).then(|| format!("for this kind of work: {}", labels.join(", ")));
    }
    let list = match Case::SHAPE.at(&Path::parse(name.strip_prefix("record.")?)) {
        Ok(Shape::Term(list)) => *list,
        _ => return None,
    };
    let labels: Vec<String> = values.iter().map(|value| known.vocabulary.label(list, value)).collect();
    let is = if is { "is" } else { "is not" };
    Some(format!("where “{}” {is} {}", doc(name)?, labels.join(" or ")))
}

/// `name == 'a'`, `name != 'a'`, `name in ['a', 'b']`: the name, the values, and whether it is one of them.
fn equal(part: &str) -> Option<(&str, Vec<String>, bool)> {
    let quoted = |text: &str| {
        let text = text.trim();
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

fn is_name(text: &str) -> bool {
    text.split_once('.').is_some_and(|(first, _)| first == "record")
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))
}

// the innermost words for a place that an expression names
fn doc(name: &str) -> Option<String> {
    is_name(name).then_some(())?;
    let words = place(&Path::parse(name.strip_prefix("record.")?)).pop()?;
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{condition, place};
    use crate::guide::testing::World;
    use crate::record::path::Path;

    #[test]
    fn simple_conditions_have_words() {
        let world = World::new();
        let words = |expression: &str| condition(expression, &world.known());
        for (expression, said) in [
            ("kind.about == 'group'", "for this kind of work: group"),
            (
                "record.status in ['draft', 'returned']",
                "where “where it stands” is draft or sent back with a question",
            ),
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
            "record.status == 'draft' or record.status == 'returned'",
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
    fn places_have_the_words_of_the_record() {
        let words = |path: &str| place(&Path::parse(path)).join(" › ");
        assert_eq!(
            words("plan.goals.*.measure"),
            "The one plan › What should look different, and why › What we would see, hear or count"
        );
        assert_eq!(words("nowhere.at.all"), "");
    }
}
