//! What goes wrong in a template or a form, in words about the template: never what a case holds.

use std::error::Error as _;

use minijinja::ErrorKind;

use super::chosen::NotOneRow;
use super::token::NotPrintable;
use crate::error::Error;
use crate::record::case::Case;
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;
use crate::view::CONTEXT;

/// What is wrong.
pub(super) struct Trouble {
    pub(super) what: String,
    /// The engine's own words, where they are about the template only.
    pub(super) detail: Option<String>,
    pub(super) hint: String,
}

impl Trouble {
    /// What an error of the engine means; the error is about a row that was asked for and is not there.
    pub(super) fn of(error: &minijinja::Error) -> Result<Trouble, Error> {
        let chain = chain(error);
        let inner = chain.last().unwrap_or(&error);
        let expression = expression(place(error)).unwrap_or_default();
        if let Some(not_one) = inner.source().and_then(|s| s.downcast_ref::<NotOneRow>()) {
            return Err(no_such_row(not_one));
        }
        let not_printable = inner.source().and_then(|s| s.downcast_ref::<NotPrintable>());
        let what = match inner.kind() {
            ErrorKind::UndefinedError if expression.contains('\n') || expression.is_empty() => {
                "a name that no document knows".into()
            }
            ErrorKind::UndefinedError => format!("`{expression}` is not a name that documents know"),
            ErrorKind::SyntaxError => "this cannot be read as a template".into(),
            ErrorKind::TemplateNotFound => "there is no such template".into(),
            ErrorKind::OutOfFuel => "this goes round too often".into(),
            _ if not_printable.is_some() => NotPrintable.to_string(),
            _ => "this cannot be worked out".into(),
        };
        let detail = inner.detail().filter(|_| speaks_of_the_template(inner.kind())).map(str::to_owned);
        Ok(Trouble { what, detail, hint: hint(inner.kind(), expression) })
    }
}

/// The innermost part of an error that has a place.
pub(super) fn place(error: &minijinja::Error) -> &minijinja::Error {
    let has_place = |e: &&&minijinja::Error| e.line().is_some() && e.name().is_some();
    chain(error).iter().rev().find(has_place).copied().unwrap_or(error)
}

fn no_such_row(not_one: &NotOneRow) -> Error {
    let error = Error::request(not_one.to_string());
    match not_one.there.as_slice() {
        [] => error.hint("There is none yet."),
        there => error.hint(format!("Name one by its id: {}.", there.join(", "))),
    }
}

/// The expression an error is about; the engine points at its end only: `.plan.gaols` of `case.plan.gaols`.
fn expression(error: &minijinja::Error) -> Option<&str> {
    let (source, range) = (error.template_source()?, error.range()?);
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    let before = source.get(..range.start)?;
    Some(source.get(before.trim_end_matches(name).len()..range.end)?.trim())
}

fn chain(error: &minijinja::Error) -> Vec<&minijinja::Error> {
    std::iter::successors(Some(error), |e| (**e).source()?.downcast_ref::<minijinja::Error>()).collect()
}

/// Whether the engine's own words for an error are about the template only, and not about values.
fn speaks_of_the_template(kind: ErrorKind) -> bool {
    use ErrorKind::{
        BadEscape, SyntaxError, TemplateNotFound, UnknownFilter, UnknownFunction, UnknownMethod, UnknownTest,
    };
    matches!(
        kind,
        SyntaxError
            | TemplateNotFound
            | UnknownFilter
            | UnknownFunction
            | UnknownTest
            | UnknownMethod
            | BadEscape
    )
}

fn hint(kind: ErrorKind, expression: &str) -> String {
    let name = expression.rsplit(['.', ' ', '(']).next().unwrap_or_default();
    let mut known: Vec<&str> = CONTEXT.iter().map(|(name, _)| *name).collect();
    keys(&Case::SHAPE, &mut known);
    match closest(name, known.into_iter().filter(|k| *k != name)) {
        Some(near) if kind == ErrorKind::UndefinedError && !name.is_empty() => {
            format!("Did you mean `{near}`?")
        }
        _ if kind == ErrorKind::UndefinedError => "`pikorua documents fields` lists every name.".into(),
        _ => "Mend the template; the built-in documents show what a template can do.".into(),
    }
}

fn keys(shape: &'static Shape, known: &mut Vec<&'static str>) {
    match shape {
        Shape::List(item) => keys(item, known),
        Shape::Map(map) => map.fields.iter().for_each(|field| {
            known.push(field.key);
            keys(&field.shape, known);
        }),
        _ => {}
    }
}
