//! What a template or a form can use: every field of a case with its meaning, from the types themselves.

use crate::record::case::Case;
use crate::record::shape::{Field as _, Shape};
use crate::view::{CONTEXT, sides};

/// Something that can be used in a template.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Field {
    /// How it is written; `[]` stands for one row of a list, as in a loop over it.
    pub path: String,
    /// What may stand there.
    pub kind: String,
    /// What it is.
    pub meaning: String,
    /// The names of its sides, as in `case.kind.label`.
    pub sides: &'static [&'static str],
}

/// What templates can do with them, each with what comes of it.
pub const TOOLS: [(&str, &str); 15] = [
    ("{{ case.title }}", "prints something; where nothing is recorded it says so, and `print` lists it"),
    ("{% for goal in case.plan.goals %} … {% endfor %}", "goes through the rows of a list"),
    ("{% if case.closing.date %} … {% else %} … {% endif %}", "is there only where something is recorded"),
    ("{{ case.mokopuna | map(attribute=\"name\") | list }}", "prints several with commas and `and`"),
    ("{{ missing(\"who said yes\") }}", "prints a gap, and lists it among what is missing"),
    ("{{ mi(\"Kia ora\") }}", "marks words as te reo Māori"),
    ("{% set lang = \"mi\" %}", "says the language of the whole document"),
    ("{% if case.visits is hidden %} … {% endif %}", "is there where this audience does not see something"),
    ("{% if case.closing.date is missing %} … {% endif %}", "is there where something is not recorded"),
    ("{% if case.closing.date is before(today) %} … {% endif %}", "compares two days"),
    ("{{ case.request.noticed | days_to(today) }}", "counts the days between two"),
    ("{{ case.hui | chosen }}", "the row that `--row` asked for, else the newest that is not after today"),
    ("{{ case | waited }}", "the days that a request waited"),
    ("{{ asked | answer_by }}", "the day by which somebody who asked what is held has an answer"),
    (
        "{{ goal | measured(case.progress) | spark(goal.target) }}",
        "draws the measures of a goal; in a form as signs",
    ),
];

/// Everything that a template can use, in the order of the record.
pub fn fields() -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, meaning) in CONTEXT {
        let field =
            |kind: &str| Field { path: name.into(), kind: kind.into(), meaning: meaning.into(), sides: &[] };
        match name {
            "case" => gather(name, &Case::SHAPE, meaning, &mut fields),
            "noted" | "guides" | "records" | "scale" | "changes" | "held" | "kept_back" | "due"
            | "questions" => fields.push(field("rows")),
            "cluster" | "words" | "audience" | "lists" => fields.push(field("a part with its own fields")),
            "today" => fields.push(Field { sides: sides(&Shape::Date), ..field("a day") }),
            // nothing, where nobody asked since when
            "since" => fields.push(field("a day")),
            _ => fields.push(field("words")),
        }
    }
    fields
}

fn gather(path: &str, shape: &'static Shape, meaning: &str, fields: &mut Vec<Field>) {
    let meaning = meaning.trim().trim_end_matches('.').to_owned();
    let one = if let Shape::List(item) = shape { item } else { shape };
    let kind = if path.ends_with(".id") { "an id".into() } else { kind(shape) };
    fields.push(Field { path: path.into(), kind, meaning, sides: sides(one) });
    let below = if matches!(shape, Shape::List(_)) { format!("{path}[]") } else { path.to_owned() };
    if let Shape::Map(map) = one {
        for field in map.fields {
            gather(&format!("{below}.{}", field.key), &field.shape, field.doc, fields);
        }
    }
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text => "words".into(),
        Shape::Date => "a day".into(),
        Shape::Number => "a number".into(),
        Shape::YesNo => "yes or no".into(),
        Shape::Person => "somebody".into(),
        Shape::Setting => "a school or service".into(),
        Shape::Case => "the id of a case".into(),
        Shape::Row => "another row, with its fields".into(),
        Shape::Guide => "a guide".into(),
        Shape::Place => "a place of the record, in words".into(),
        Shape::Term(list) => format!("a word of the list `{list}`"),
        Shape::Free => "anything".into(),
        Shape::Notes => "rows of `id`, `label` and `said`".into(),
        Shape::List(Shape::Map(_)) => "rows".into(),
        Shape::List(item) => format!("several: {}", kind(item)),
        Shape::Map(_) => "a part with its own fields".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::try_made;
    use super::*;
    use crate::view::tests::sample::full;

    #[test]
    fn every_name_that_is_listed_can_be_used() {
        let fields = fields();
        assert!(fields.len() > 250, "{}", fields.len());
        for field in &fields {
            // a row of a list is gone through
            let (mut template, mut inside, mut rest, mut depth) =
                (String::new(), String::new(), field.path.as_str(), 0);
            while let Some((list, below)) = rest.split_once("[]") {
                let name = format!("row{depth}");
                template += &format!("{{% for {name} in {inside}{list} %}}");
                (inside, rest, depth) = (name, below, depth + 1);
            }
            let sides = field.sides.iter().map(|side| format!(".{side}"));
            let one = if field.kind.starts_with("several") { "[0]" } else { "" };
            for side in sides.chain([String::new()]) {
                let at = if side.is_empty() { "" } else { one };
                // of a list that is empty nothing can be asked
                let guard = if at.is_empty() { String::new() } else { format!("{inside}{rest} and ") };
                template += &format!("{{% if {guard}{inside}{rest}{at}{side} %}}{{% endif %}}");
            }
            template += &"{% endfor %}".repeat(depth);
            assert!(try_made(&template, full()).is_ok(), "{template}: {:?}", try_made(&template, full()));
        }
    }

    #[test]
    fn the_names_around_the_case_are_all_listed() {
        let view = crate::view::tests::sample::view(full(), "whanau");
        let known: Vec<String> = view.context().try_iter().unwrap().map(|name| name.to_string()).collect();
        for name in &known {
            assert!(CONTEXT.iter().any(|(listed, _)| listed == name), "{name}");
        }
        assert_eq!(known.len(), CONTEXT.len());
    }

    #[test]
    fn what_templates_can_do_can_be_done() {
        for (tool, _) in TOOLS {
            let tool = tool.replace(" … ", " x ");
            let template = format!("{{% set goal = case.plan.goals[0] %}}{tool}");
            if !tool.contains("| chosen") {
                assert!(try_made(&template, full()).is_ok(), "{tool}: {:?}", try_made(&template, full()));
            }
        }
    }
}
