//! Templates of documents, and what goes wrong in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Rest, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig};

use super::chart::{measured, run, spark, steps};
use super::chosen::chosen;
use super::days;
use super::token::{Aside, Brought};
use super::trouble::{self, Trouble};
use crate::error::{Error, Result};
use crate::folder::is_also_called;
use crate::record::text::closest;
use crate::view::{View, is_hidden, is_missing, missing, words};

/// Steps that a template may take: far more than a document of hundreds of pages needs.
const FUEL: u64 = 20_000_000;
const DEPTH: usize = 100;

/// The templates of all documents, by file name: `plan.md`. One whose name begins with `_` is a part of others.
///
/// They are minijinja and Markdown, over what [`View::context`] has. Beside that: `mi("kupu")` marks te reo Māori,
/// `missing("what")` prints and lists a gap, `[one, two] | spark(target)` draws the numbers in
/// them, with their days where they are rows with `value` and `date`, `case.outcomes | steps(scale)` draws ratings,
/// `day | days_to(other)` counts, `case | waited` are the days that a request waited, `asked | answer_by` the day of an answer in words, `day is before(other)` is a test, `rows | chosen` is the row that was asked for, else the newest that is not after today,
/// the tests `is hidden` and `is missing` tell the two apart, a printed list
/// is joined with commas and "and", `{% set lang = "mi" %}` tells the language of the whole, `## Heading {.class}` names
/// a section for the style sheet, three low lines or more (`___`) are room to write by hand, and what follows the last
/// line across (`---`) is the foot.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    sources: Arc<BTreeMap<String, String>>,
    /// The names of documents that have a form for Word.
    forms: Vec<String>,
    /// Those of them that this program brings along.
    built_in: Arc<BTreeSet<String>>,
    /// The texts of its vocabulary and guides.
    phrases: Arc<BTreeSet<String>>,
    /// What was compiled already: a term's end makes a thousand documents of one template.
    compiled: Arc<Mutex<BTreeMap<String, Compiled>>>,
}

/// A template that is compiled, with whatever it may take in.
#[derive(Clone, Debug)]
struct Compiled {
    engine: Environment<'static>,
    /// The names of the files.
    used: Arc<BTreeSet<String>>,
}

/// What a template made: Markdown in which tokens stand for what people typed.
pub(super) struct Rendered {
    pub(super) markdown: String,
    pub(super) aside: Aside,
    pub(super) lang: Option<String>,
}

impl Templates {
    /// Templates by file name; of two with the same name the last is taken.
    pub fn new<N: Into<String>, S: Into<String>>(templates: impl IntoIterator<Item = (N, S)>) -> Templates {
        let sources = templates.into_iter().map(|(name, source)| (name.into(), source.into())).collect();
        Templates { sources: Arc::new(sources), ..Templates::default() }
    }

    /// The same, knowing the names of forms, which are documents too.
    pub fn with_forms<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Templates {
        self.forms = names.into_iter().map(Into::into).collect();
        self
    }

    /// Which of them this program brings along for everybody, by file name, and the texts of its vocabulary and guides: what
    /// is said by nobody else needs not be looked through for names that are words of it.
    pub fn bringing(
        self,
        built_in: impl IntoIterator<Item = String>,
        phrases: BTreeSet<String>,
    ) -> Templates {
        Templates { built_in: Arc::new(built_in.into_iter().collect()), phrases: Arc::new(phrases), ..self }
    }

    /// The same, where something else is said that needs not be looked through again.
    pub(super) fn saying(&self, more: impl Iterator<Item = String>) -> Templates {
        let phrases = self.phrases.iter().cloned().chain(more).collect();
        Templates { phrases: Arc::new(phrases), ..self.clone() }
    }

    /// The documents that can be made, by name, each with what its template says about itself in a comment at its top.
    pub fn documents(&self) -> Vec<(&str, &str)> {
        let named = |name: &'_ str| name.strip_suffix(".md").is_some_and(|n| !n.starts_with('_'));
        let all = self.sources.iter().filter(|(name, _)| named(name));
        all.map(|(name, source)| (name.trim_end_matches(".md"), about(source))).collect()
    }

    /// What the template of a name says about itself in a comment at its top.
    pub fn about(&self, name: &str) -> &str {
        self.sources.get(&format!("{name}.md")).map(|source| about(source)).unwrap_or_default()
    }

    /// Whether the document of a name, or a part that it takes in, asks for something of this name that is not its own.
    pub fn asks_for(&self, name: &str, what: &str) -> bool {
        let Ok(file) = self.file(name) else { return false };
        let Compiled { engine, used } = self.compiled(&file);
        let templates = used.iter().filter_map(|file| engine.get_template(file).ok());
        templates.into_iter().any(|template| template.undeclared_variables(false).contains(what))
    }

    /// Whether there is a template in a file of this name.
    pub(super) fn has(&self, file: &str) -> bool {
        self.sources.contains_key(file)
    }

    /// Whether a template can be read: what it prints is known only where it is made. `name` is that of its file.
    pub fn read(&self, name: &str) -> Result<()> {
        // nothing is printed, so that any mark will do
        let environment = environment(&self.sources, &Aside::new('\u{E000}'));
        environment.get_template(name).map(|_| ()).map_err(|e| self.trouble(name, &e))
    }

    fn file(&self, name: &str) -> Result<String> {
        let file = format!("{}.md", name.trim_end_matches(".md"));
        if !name.starts_with('_') && self.sources.contains_key(&file) {
            return Ok(file);
        }
        if let Some((file, _)) = self.sources.iter().find(|(_, source)| is_also_called(source, name)) {
            return Ok(file.clone());
        }
        let error = Error::usage(format!("there is no document `{name}`"));
        let mut names: Vec<&str> = self.documents().into_iter().map(|(name, _)| name).collect();
        names.extend(self.forms.iter().map(String::as_str).filter(|form| !self.has(&format!("{form}.md"))));
        let names = names.into_iter();
        Err(match closest(name, names.clone()) {
            Some(near) => error.hint(format!("Did you mean `{near}`?")),
            None => error.hint(format!(
                "The documents are {}.",
                names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
            )),
        })
    }

    /// A character that stands in no template and in none of these texts.
    pub(super) fn spare_mark(&self, text: &str) -> Option<char> {
        let is_spare = |c: &char| !text.contains(*c) && !self.sources.values().any(|s| s.contains(*c));
        ('\u{E000}'..='\u{F8FF}').find(is_spare)
    }

    pub(super) fn render(&self, name: &str, view: &View) -> Result<Rendered> {
        let file = self.file(name)?;
        let sources = self.sources.values().map(String::as_str).collect::<Vec<_>>();
        let mark = view.spare_mark(&sources).ok_or_else(|| {
            Error::request("the case is full of characters that stand for nothing")
                .hint("Look for text that was damaged on its way here.")
        })?;
        self.filled(&file, view.context().clone(), mark)
    }

    /// A template with these values; `mark` is a character that stands in none of them.
    pub(super) fn filled(&self, file: &str, values: Value, mark: char) -> Result<Rendered> {
        let Compiled { engine, used } = self.compiled(file);
        let templates = used.iter().all(|file| self.built_in.contains(file));
        let aside = Aside::new(mark).bringing(Brought { phrases: self.phrases.clone(), templates });
        let env = printing(engine, &aside);
        let template = env.get_template(file).map_err(|e| self.trouble(file, &e))?;
        let rendered = template.render_captured(values).map_err(|e| self.trouble(file, &e))?;
        let lang = rendered.state().lookup("lang").and_then(|lang| lang.as_str().map(str::to_owned));
        Ok(Rendered { markdown: rendered.output().to_owned(), aside, lang: lang.filter(|l| is_tag(l)) })
    }

    fn compiled(&self, file: &str) -> Compiled {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = compiled.get(file) {
            return known.clone();
        }
        let (engine, used) = (engine(&self.sources), self.used_by(file));
        // what is wrong with one is said where it is filled
        used.iter().for_each(|file| drop(engine.get_template(file)));
        let used = Arc::new(used.into_iter().map(str::to_owned).collect());
        compiled.entry(file.to_owned()).or_insert(Compiled { engine, used }).clone()
    }

    /// A template and whatever it may take in: each that it names.
    fn used_by<'t>(&'t self, file: &'t str) -> BTreeSet<&'t str> {
        let mut used = BTreeSet::from([file]);
        let mut open = vec![file];
        while let Some(source) = open.pop().and_then(|file| self.sources.get(file)) {
            let named = self.sources.keys().filter(|name| source.contains(name.as_str()));
            open.extend(named.map(String::as_str).filter(|name| used.insert(name)));
        }
        used
    }

    /// What is wrong with a template, and where: never what a case holds.
    fn trouble(&self, file: &str, error: &minijinja::Error) -> Error {
        let trouble = match Trouble::of(error) {
            Ok(trouble) => trouble,
            Err(no_such_row) => return no_such_row,
        };
        let here = trouble::place(error);
        let (file, line) = (here.name().unwrap_or(file), here.line().unwrap_or(1));
        let source = self.sources.get(file).map(String::as_str).unwrap_or_default();
        let excerpt = source.lines().nth(line - 1).unwrap_or_default().trim();
        let mut told = Error::request(format!("`{file}`, line {line}: {}", trouble.what));
        if !excerpt.is_empty() {
            told = told.because(format!("{line} | {excerpt}"));
        }
        trouble.detail.into_iter().fold(told, Error::because).hint(trouble.hint)
    }
}

/// What templates can do; `sources` are the templates that one may call upon.
pub(super) fn environment(sources: &Arc<BTreeMap<String, String>>, aside: &Aside) -> Environment<'static> {
    printing(engine(sources), aside)
}

/// The same engine, which puts aside what it prints; copying one copies nothing of what it compiled.
fn printing(mut engine: Environment<'static>, aside: &Aside) -> Environment<'static> {
    let aside = aside.clone();
    engine.set_formatter(move |out, _, value| aside.print(out, value));
    engine
}

fn engine(sources: &Arc<BTreeMap<String, String>>) -> Environment<'static> {
    let mut env = Environment::new();
    let sources = sources.clone();
    env.set_loader(move |name| Ok(sources.get(name).map(|source| with_line_ends(source))));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // what a macro has printed is known as such, everything else is text
    env.set_auto_escape_callback(|_| AutoEscape::Custom("text".into()));
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    // only for the place of an error; the variables it gathers are never shown
    env.set_debug(true);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    ["safe", "escape", "e", "pprint"].iter().for_each(|filter| env.remove_filter(filter));
    env.remove_global("debug");
    env.add_function("mi", |text: String| words(text, Some("mi")));
    env.add_function("missing", |what: String| missing(what));
    env.add_filter("run", |values: Value| run(&values));
    env.add_filter("spark", |values: Value, target: Rest<Value>| spark(&values, &target));
    env.add_filter("steps", |outcomes: Value, scale: Value| steps(&outcomes, &scale));
    env.add_filter("measured", |goal: Value, progress: Value| measured(&goal, &progress));
    env.add_filter("waited", |case: Value| days::waited(&case));
    env.add_filter("answer_by", |asked: Value| days::answer_by(&asked));
    env.add_filter("days_to", |from: Value, to: Value| days::between(&from, &to));
    // an end that is set for later has not come yet
    env.add_test("before", |day: &Value, other: &Value| days::between(day, other).is_some_and(|n| n > 0));
    env.add_test("standing", |agreement: &Value, on: &Value| days::stands(agreement, on));
    env.add_filter("chosen", chosen);
    env.add_test("hidden", |value: &Value| is_hidden(value));
    env.add_test("missing", |value: &Value| is_missing(value));
    env
}

/// The lists of the vocabulary that a template names: `lists["needs"]`.
pub fn lists_of(template: &str) -> Vec<&str> {
    template.split("lists[\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A tag on a line of its own leaves no line behind; one that ends a line of text leaves that line its end.
fn with_line_ends(source: &str) -> String {
    let mut lines = source.split('\n').map(|line| match line.trim_end().strip_suffix("%}") {
        Some(begun) if !begun.ends_with(['-', '+']) && is_text(line) => format!("{begun}+%}}"),
        _ => line.to_owned(),
    });
    let first = lines.next().unwrap_or_default();
    lines.fold(first, |text, line| text + "\n" + &line)
}

/// Whether a line of a template holds anything besides tags and comments.
fn is_text(mut line: &str) -> bool {
    loop {
        line = line.trim_start();
        let close = match line.get(..2) {
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => return !line.is_empty(),
        };
        match line.split_once(close) {
            Some((_, rest)) => line = rest,
            None => return false,
        }
    }
}

fn about(source: &str) -> &str {
    let Some((comment, rest)) = source.trim_start().strip_prefix("{#").and_then(|rest| rest.split_once("#}"))
    else {
        return "";
    };
    let comment = comment.trim_matches(|c: char| c.is_whitespace() || c == '-');
    // the line by which a copy remembers what it was copied from
    if comment.starts_with("Copied from pikorua ") { about(rest) } else { comment }
}

/// Whether a text can be the tag of a language.
pub(super) fn is_tag(lang: &str) -> bool {
    !lang.is_empty() && lang.len() <= 35 && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
