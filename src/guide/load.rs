//! Reading guides: each is checked against the shape of a record before anybody walks it.

use super::expression::{Scene, evaluate};
use super::known::Known;
use super::model::{Guide, Prompt, PromptKind};
use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::id::is_slug;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;
use crate::record::tree;
use crate::record::vocabulary::Vocabulary;

/// The newest layout of a guide file that this version can read.
pub const SCHEMA: i64 = 1;

/// One thing that is wrong with a guide: what, near which text of the file, and what to do.
struct Fault {
    near: String,
    message: String,
    remedy: String,
}

/// Reads a guide; `origin` names the file in messages.
pub fn load(origin: &str, text: &str, vocabulary: &Vocabulary) -> Result<Guide> {
    if let Some(newer) = newer(origin, text) {
        return Err(newer);
    }
    let guide: Guide = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(1, |span| line_at(text, span.start));
        Error::request(format!("{origin}:{line}: this guide cannot be read"))
            .because(e.message())
            .hint("Compare it with a built-in guide.")
    })?;
    let faults = faults(&guide, vocabulary);
    if faults.is_empty() {
        return Ok(guide);
    }
    let mut error = Error::request(format!("{origin}: this guide does not fit the records"));
    for fault in faults {
        let line = text.find(&fault.near).map_or(1, |at| line_at(text, at));
        error = error.because(format!("{origin}:{line}: {}", fault.message)).hint(fault.remedy);
    }
    Err(error)
}

// looked at before everything else: a newer layout may well have keys that this one does not know
fn newer(origin: &str, text: &str) -> Option<Error> {
    let schema = toml::from_str::<toml::Table>(text).ok()?.get("schema")?.as_integer()?;
    (schema > SCHEMA).then(|| {
        Error::request(format!("{origin}: this guide was written for a newer pikorua (layout {schema})"))
            .hint("Get the newest pikorua, or take the guide out of `guides/`.")
    })
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

fn faults(guide: &Guide, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !is_slug(&guide.id) {
        let remedy = "Use lower-case letters, digits and hyphens.".into();
        faults.push(Fault { near: "id".into(), message: format!("`{}` cannot be an id", guide.id), remedy });
    }
    for prompt in &guide.prompts {
        check_prompt(prompt, &Path::default(), vocabulary, &mut faults);
    }
    check_unique(&guide.prompts, &mut faults);
    for rule in &guide.on_leave {
        if let Err(fault) = place(&Path::parse(&rule.set), &rule.set) {
            faults.push(fault);
        }
    }
    check_expressions(guide, vocabulary, &mut faults);
    faults
}

fn check_unique(prompts: &[Prompt], faults: &mut Vec<Fault>) {
    for (n, prompt) in prompts.iter().enumerate() {
        if prompts[..n].iter().any(|p| p.id == prompt.id) {
            faults.push(Fault {
                near: format!("id = \"{}\"", prompt.id),
                message: format!("two prompts are called `{}`", prompt.id),
                remedy: "Give each prompt an id of its own.".into(),
            });
        }
        check_unique(&prompt.fields, faults);
    }
}

fn check_prompt(prompt: &Prompt, base: &Path, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
    let (path, shape) = match &prompt.to {
        None => (Path::default(), None),
        Some(to) => {
            // `*` and `@` stand for a row, and any step into a list is a row
            let path = base.join(&Path::parse(to));
            match place(&path, to) {
                Ok(shape) => (path, Some(shape)),
                Err(fault) => return faults.push(fault),
            }
        }
    };
    if let Some(message) = misfit(prompt, shape, vocabulary) {
        faults.push(Fault {
            near: format!("id = \"{}\"", prompt.id),
            message: format!("prompt `{}`: {message}", prompt.id),
            remedy: "Change its `kind` or its `to`.".into(),
        });
    }
    for field in &prompt.fields {
        check_prompt(field, &path.key("*"), vocabulary, faults);
    }
}

fn place(path: &Path, near: &str) -> Result<&'static Shape, Fault> {
    Case::SHAPE.at(path).map_err(|step| {
        let above =
            path.0.iter().position(|s| *s == crate::record::path::Step::Key(step.clone())).unwrap_or(0);
        let keys = Case::SHAPE.at(&Path(path.0[..above].to_vec())).map(Shape::keys).unwrap_or_default();
        let remedy = match closest(&step, keys.iter().copied()) {
            Some(key) => format!("Did you mean `{key}`?"),
            None => format!("There are: {}.", keys.join(", ")),
        };
        Fault { near: format!("\"{near}\""), message: format!("no record has the place `{path}`"), remedy }
    })
}

// why a prompt of this kind cannot put its answer there
fn misfit(prompt: &Prompt, shape: Option<&'static Shape>, vocabulary: &Vocabulary) -> Option<String> {
    use PromptKind as P;
    let fits = match (prompt.kind, shape) {
        (P::Line | P::Text, None | Some(Shape::Text | Shape::Free)) => true,
        (P::List, None | Some(Shape::List(Shape::Text))) => true,
        (P::Choice, Some(Shape::Term(_) | Shape::Setting)) => true,
        (P::Choice, Some(Shape::Row)) | (P::Choices, Some(Shape::List(Shape::Row))) => prompt.from.is_some(),
        (P::Choice | P::Choices, None) => prompt.options.is_some(),
        (P::Choices, Some(Shape::List(Shape::Term(_)))) => true,
        (P::YesNo, None | Some(Shape::YesNo)) => true,
        (P::Date, None | Some(Shape::Date)) => true,
        (P::Number, None | Some(Shape::Number)) => true,
        (P::Person, None | Some(Shape::Person)) => true,
        (P::People, None | Some(Shape::List(Shape::Person))) => true,
        (P::Rows | P::Each, Some(shape)) => shape.rows().is_some_and(|r| r.prefix.is_some()),
        _ => false,
    };
    if !fits {
        return Some("an answer of this kind cannot stand at its place".into());
    }
    if matches!(prompt.kind, P::Rows | P::Each) == prompt.fields.is_empty() {
        return Some("`rows` and `each` have fields, and nothing else has".into());
    }
    let list = prompt.options.as_deref()?;
    vocabulary.list(list).is_empty().then(|| format!("the vocabulary has no list `{list}`"))
}

// every expression is tried on an empty case, so that a name nobody knows is found before a walk
fn check_expressions(guide: &Guide, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
    let Some(case) = Case::blank() else { return };
    let Ok(user) = "nobody".parse() else { return };
    let record = tree::of(&case);
    let today = jiff::civil::Date::constant(2026, 1, 1);
    let known = Known {
        vocabulary,
        people: &[],
        settings: &[],
        today: crate::record::value::Date(today),
        user: &user,
    };
    let scene = Scene { record: &record, known: &known, row: None };
    // conditions of fields see their row, which an empty case has none of, so only outer prompts are tried
    let mut expressions: Vec<_> =
        guide.prompts.iter().flat_map(|p| p.when.iter().chain(&p.default)).collect();
    expressions.extend(guide.exits.iter().flat_map(|e| [Some(&e.met), e.when.as_ref()]).flatten());
    expressions.extend(guide.on_leave.iter().flat_map(|r| [Some(&r.to), r.when.as_ref()]).flatten());
    for expression in expressions {
        if let Err(message) = evaluate(expression, &scene) {
            faults.push(Fault {
                near: expression.clone(),
                message: format!("`{expression}` cannot be worked out: {message}"),
                remedy: "It sees `record`, `kind`, `today`, `user` and `answered('prompt')`.".into(),
            });
        }
    }
}
