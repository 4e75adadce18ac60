//! What a guide says to the engine, in words for people: where an answer goes, and when something is asked.

use super::known::Known;
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

/// A condition in words; nothing where it is not a simple one.
pub(super) fn condition(expression: &str, known: &Known<'_>) -> Option<String> {
    // what stands in brackets belongs together, and is too much for a line of plain words
    if expression.contains("(") && expression.replace("own(", "").contains("(") {
        return None;
    }
    let all = |parts: &str| -> Option<String> {
        let parts: Option<Vec<String>> = parts.split(" and ").map(|part| one(part.trim(), known)).collect();
        parts.map(|parts| parts.join(", and "))
    };
    let either: Option<Vec<String>> = expression.split(" or ").map(all).collect();
    either.map(|either| either.join(", or "))
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
    if name == "kind.about" || name == "kind.id" {
        let kinds = known.vocabulary.list("kinds").into_iter();
        let is_meant = |kind: &Word| match name {
            "kind.id" => values.contains(&kind.id),
            _ => kind.about.as_ref().is_some_and(|about| values.contains(about)),
        };
        let labels: Vec<String> = kinds.filter(|k| is_meant(k) == is).map(|k| k.label).collect();
        return (!labels.is_empty()).then(|| format!("for this kind of work: {}", labels.join(", ")));
    }
    let list = match Case::SHAPE.at(&named(name)?) {
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
    named(text).is_some()
}

// the place that an expression names: of the record, or of this visit's own row of a list
fn named(text: &str) -> Option<Path> {
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '*'));
    if let Some(own) = text.strip_prefix("own('") {
        let (list, key) = own.split_once("').")?;
        return (plain(list) && plain(key)).then(|| Path::parse(list).key("*").join(&Path::parse(key)));
    }
    text.strip_prefix("record.").filter(|path| plain(path)).map(Path::parse)
}

// the innermost words for a place that an expression names
fn doc(name: &str) -> Option<String> {
    is_name(name).then_some(())?;
    let words = place(&named(name)?).pop()?;
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
    fn places_have_the_words_of_the_record() {
        let words = |path: &str| place(&Path::parse(path)).join(" › ");
        assert_eq!(
            words("plan.goals.*.measure"),
            "The one plan › What should look different, and why › What we would see, hear or count"
        );
        assert_eq!(words("nowhere.at.all"), "");
    }
}
