//! Writing values as YAML: lists and mappings line by line, texts as plainly as they can be read back.

use serde_yaml::Value;

use super::node::{Kind, Node};

/// A value that is about to be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Draft {
    /// Written as it is: a number, yes or no, nothing, a word that stood without quotes.
    Plain(String),
    /// Words, in quotes or on lines of their own where they must be.
    Text(String),
    /// A list.
    List(Vec<Draft>),
    /// A mapping; its keys are written as they are.
    Map(Vec<(String, Draft)>),
}

/// How lists are laid out, and how far in texts must begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Blanks between a key and the dashes of its list below.
    pub(crate) dash: usize,
    /// The least indentation of texts on lines of their own.
    pub(crate) text: usize,
}

/// A value behind `key:` or `-`: what stands on that line, and the lines below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Written {
    /// The rest of the line; may be nothing.
    pub(crate) head: String,
    /// Whole lines, indented.
    pub(crate) below: Vec<String>,
}

impl Written {
    fn line(head: impl Into<String>) -> Written {
        Written { head: head.into(), below: Vec::new() }
    }

    /// With something before it on its first line.
    pub(crate) fn after(self, before: &str) -> Written {
        let blank = if self.head.is_empty() { "" } else { " " };
        Written { head: format!("{before}{blank}{}", self.head), below: self.below }
    }
}

impl Draft {
    /// A value as it will be written.
    pub(crate) fn of_value(value: &Value) -> Draft {
        match value {
            Value::Null => Draft::Plain("null".into()),
            Value::Bool(_) | Value::Number(_) => Draft::Plain(plain(value)),
            Value::String(words) => Draft::Text(words.clone()),
            Value::Sequence(items) => Draft::List(items.iter().map(Draft::of_value).collect()),
            Value::Mapping(map) => {
                Draft::Map(map.iter().map(|(k, v)| (Draft::key_of(k), Draft::of_value(v))).collect())
            }
            Value::Tagged(tagged) => Draft::of_value(&tagged.value),
        }
    }

    /// A key as it is written.
    pub(crate) fn key_of(value: &Value) -> String {
        match value {
            Value::String(words) => scalar(words),
            _ => plain(value),
        }
    }

    /// What stands in a text, to be written anew.
    pub(crate) fn of_node(text: &str, node: &Node) -> Draft {
        match &node.kind {
            Kind::Null => Draft::Plain(text[node.span.clone()].into()),
            Kind::Scalar { text: words, plain: true } if text[node.span.clone()] == **words => {
                Draft::Plain(words.clone())
            }
            Kind::Scalar { text: words, .. } => Draft::Text(words.clone()),
            Kind::List { items, .. } => Draft::List(items.iter().map(|n| Draft::of_node(text, n)).collect()),
            Kind::Map { entries, .. } => {
                let entry = |e: &super::node::Entry| (written_key(text, e), Draft::of_node(text, &e.value));
                Draft::Map(entries.iter().map(entry).collect())
            }
        }
    }

    /// Whether it can stand in brackets on one line without losing its looks.
    pub(crate) fn is_short(&self) -> bool {
        match self {
            Draft::Plain(_) => true,
            Draft::Text(words) => !words.contains('\n'),
            Draft::List(items) => items.is_empty(),
            Draft::Map(entries) => entries.is_empty(),
        }
    }

    /// In brackets, on one line.
    pub(crate) fn flow(&self) -> String {
        match self {
            Draft::Plain(words) if words.is_empty() => "null".into(),
            Draft::Plain(words) => flow_plain(words),
            Draft::Text(words) => flow_plain(&scalar(words)),
            Draft::List(items) => {
                format!("[{}]", items.iter().map(Draft::flow).collect::<Vec<_>>().join(", "))
            }
            Draft::Map(entries) => {
                let entry = |(key, value): &(String, Draft)| flow_entry(key, value);
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Behind a key that stands in this column.
    pub(crate) fn after_key(&self, column: usize, style: Style) -> Written {
        match self {
            Draft::List(items) if !items.is_empty() => {
                Written { head: String::new(), below: self.lines(column + style.dash, style) }
            }
            Draft::Map(entries) if !entries.is_empty() => {
                Written { head: String::new(), below: self.lines(column + 2, style) }
            }
            _ => self.scalar(column, style),
        }
    }

    /// Behind a dash that stands in this column.
    pub(crate) fn after_dash(&self, column: usize, style: Style) -> Written {
        match self {
            Draft::List(_) | Draft::Map(_) if !self.is_short() => self.compact(column + 2, style),
            _ => self.scalar(column, style),
        }
    }

    /// A list or a mapping whose first line begins at this column of a line that is there already.
    pub(crate) fn compact(&self, column: usize, style: Style) -> Written {
        let mut lines = self.lines(column, style).into_iter();
        let head = lines.next().unwrap_or_default().trim_start_matches(' ').to_owned();
        Written { head, below: lines.collect() }
    }

    /// The lines of a list or a mapping in this column.
    pub(crate) fn lines(&self, column: usize, style: Style) -> Vec<String> {
        let indent = " ".repeat(column);
        let mut lines = Vec::new();
        let mut add = |written: Written| {
            lines.push(format!("{indent}{}", written.head));
            lines.extend(written.below);
        };
        match self {
            Draft::List(items) => {
                items.iter().for_each(|item| add(item.after_dash(column, style).after("-")))
            }
            Draft::Map(entries) => entries.iter().for_each(|(k, v)| add(entry(k, v, column, style))),
            _ => add(self.scalar(column, style)),
        }
        lines
    }

    fn scalar(&self, column: usize, style: Style) -> Written {
        match self {
            Draft::Plain(words) => Written::line(words),
            Draft::Text(words) => match block_mark(words) {
                Some(mark) => block(words, mark, (column + 2).max(style.text)),
                None => Written::line(scalar(words)),
            },
            _ => Written::line(self.flow()),
        }
    }
}

/// A key in this column, with its value.
pub(crate) fn entry(key: &str, value: &Draft, column: usize, style: Style) -> Written {
    value.after_key(column, style).after(&format!("{key}:"))
}

/// A key with its value in braces.
pub(crate) fn flow_entry(key: &str, value: &Draft) -> String {
    format!("{}: {}", flow_plain(key), value.flow())
}

fn written_key(text: &str, entry: &super::node::Entry) -> String {
    let written = &text[entry.key_span.clone()];
    if written.contains(['\n', '\r']) { scalar(&entry.key) } else { written.into() }
}

fn plain(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned()
}

/// A text on one line: without quotes where it is read back as a text so, else in quotes.
fn scalar(words: &str) -> String {
    if words.chars().any(|c| c.is_control() || is_odd(c)) {
        return quoted(words);
    }
    // The writer would spell out what lies beyond the first 65,536 characters, such as emoji; readers take them as they are.
    let near: String = words.chars().map(|c| if c > '\u{ffff}' { 'x' } else { c }).collect();
    match serde_yaml::to_string(&near) {
        Ok(written) if written.trim_end_matches('\n') == near => words.to_owned(),
        Ok(written) if written.starts_with('\'') => format!("'{}'", words.replace('\'', "''")),
        _ => quoted(words),
    }
}

/// In braces and brackets some more signs need quotes.
fn flow_plain(written: &str) -> String {
    let safe = written.starts_with(['"', '\'']) || !written.contains([',', '[', ']', '{', '}', '?']);
    if safe && !written.starts_with(':') && !written.ends_with(':') {
        written.to_owned()
    } else {
        format!("'{}'", written.replace('\'', "''"))
    }
}

fn is_odd(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// In double quotes, on one line, whatever it holds.
fn quoted(words: &str) -> String {
    let mut out = String::from('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_odd(c) => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The mark under which a text of several lines is read back as it is; nothing where none will do.
fn block_mark(words: &str) -> Option<&'static str> {
    let hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || is_odd(c);
    let body = words.strip_suffix('\n').unwrap_or(words);
    if !body.contains('\n') && body.len() == words.len() || words.chars().any(hidden) {
        return None;
    }
    if body.is_empty() || body.starts_with([' ', '\n', '\t']) || body.ends_with('\n') {
        return None;
    }
    Some(if body.len() == words.len() { "|-" } else { "|" })
}

fn block(words: &str, mark: &str, indent: usize) -> Written {
    let indent = " ".repeat(indent);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{indent}{line}") };
    let body = words.strip_suffix('\n').unwrap_or(words);
    Written { head: mark.into(), below: body.split('\n').map(line).collect() }
}
