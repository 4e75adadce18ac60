//! One tag of a form, as somebody typed it in Word: with quotes that Word curled and dashes that it joined.

use super::Fault;

/// How a tag begins, and how it ends.
pub(super) const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// What goes round or is there only sometimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    For,
    If,
}

impl Block {
    pub(super) fn end(self) -> &'static str {
        match self {
            Block::For => "{% endfor %}",
            Block::If => "{% endif %}",
        }
    }
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prints something.
    Print,
    Open(Block),
    /// `else` and `elif`.
    Middle,
    Close(Block),
    Set,
    Comment,
}

/// A tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    pub(super) kind: Kind,
    /// What the template engine is given.
    pub(super) code: String,
    /// As it was typed.
    pub(super) said: String,
    /// The words of the paragraph it stands in.
    pub(super) place: String,
}

impl Tag {
    /// Reads a tag with its marks.
    pub(super) fn read(said: &str, place: &str) -> Result<Tag, Fault> {
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let fault = |what: &str, hint: &str| Fault {
            place: place.into(),
            said: said.clone(),
            what: what.into(),
            hint: hint.into(),
        };
        let tag = |kind, code| Ok(Tag { kind, code, said: said.clone(), place: place.into() });
        let inside = said.get(2..said.len().saturating_sub(2)).unwrap_or_default();
        if said.starts_with("{#") {
            return tag(Kind::Comment, String::new());
        }
        let inside = straight(without_scope(inside));
        let inside = inside.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '+'));
        if said.starts_with("{{") {
            return match inside {
                "" => Err(fault("nothing stands in it", NAME_IT)),
                _ => tag(Kind::Print, format!("{{{{ {inside} }}}}")),
            };
        }
        let (word, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        // Word begins what it takes for a sentence with a capital
        let word = word.to_lowercase();
        let kind = match word.as_str() {
            "for" if rest.split_whitespace().any(|word| word == "recursive") => {
                return Err(fault("a form does not go round within itself", "Leave `recursive` out."));
            }
            "for" => Kind::Open(Block::For),
            "if" => Kind::Open(Block::If),
            "elif" | "else" => Kind::Middle,
            "endfor" => Kind::Close(Block::For),
            "endif" => Kind::Close(Block::If),
            "set" if rest.contains('=') => Kind::Set,
            _ => return Err(fault("this is nothing that a form knows", KNOWN)),
        };
        tag(kind, format!("{{% {} %}}", format!("{word} {rest}").trim()))
    }
}

const NAME_IT: &str =
    "Name what shall stand there, as in `{{ case.title }}`; `pikorua documents fields` lists every name.";
const KNOWN: &str = "A form knows `for` and `endfor`, `if`, `elif`, `else` and `endif`, and `set` with `=`; parts of other \
                     templates it cannot take in.";

/// Others write before a tag how much it repeats (`{%tr for … %}`); here that follows from where it stands.
fn without_scope(inside: &str) -> &str {
    let scope = ["tr ", "tc ", "p ", "r "].iter().find_map(|scope| inside.strip_prefix(scope));
    scope.unwrap_or(inside)
}

/// A tag as it was meant: straight quotes and plain hyphens and blanks outside of what stands in quotes.
fn straight(inside: &str) -> String {
    let mut text = String::new();
    let mut within: Option<char> = None;
    for c in inside.chars() {
        let quote = match c {
            '"' | '“' | '”' | '„' | '‟' | '″' => Some('"'),
            '\'' | '‘' | '’' | '‚' | '‛' | '′' => Some('\''),
            _ => None,
        };
        match (within, quote) {
            (None, Some(quote)) => {
                within = Some(quote);
                text.push(quote);
            }
            (Some(open), Some(quote)) if open == quote => {
                within = None;
                text.push(quote);
            }
            (Some(_), _) => text.push(c),
            (None, None) => match c {
                '‐' | '‑' | '‒' | '–' | '—' | '−' => text.push('-'),
                '\u{a0}' | '\u{2007}' | '\u{202f}' => text.push(' '),
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                '…' => text.push_str("..."),
                c => text.push(c),
            },
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_were_meant() {
        for (said, kind, code) in [
            ("{{ case.title }}", Kind::Print, "{{ case.title }}"),
            ("{{case.title}}", Kind::Print, "{{ case.title }}"),
            (
                "{{ case.mokopuna\u{a0}|\nselectattr(“name”) }}",
                Kind::Print,
                "{{ case.mokopuna | selectattr(\"name\") }}",
            ),
            (
                "{% For goal in case.plan.goals –%}",
                Kind::Open(Block::For),
                "{% for goal in case.plan.goals %}",
            ),
            ("{%tr for goal in goals %}", Kind::Open(Block::For), "{% for goal in goals %}"),
            ("{% if goal.by == ‘x’ %}", Kind::Open(Block::If), "{% if goal.by == 'x' %}"),
            (
                "{% elif goal.why or “whānau’s – own” %}",
                Kind::Middle,
                "{% elif goal.why or \"whānau’s – own\" %}",
            ),
            ("{%endif%}", Kind::Close(Block::If), "{% endif %}"),
            ("{% set lang = \"mi\" %}", Kind::Set, "{% set lang = \"mi\" %}"),
            ("{# a remark #}", Kind::Comment, ""),
            ("{{ 3 – 1 }}", Kind::Print, "{{ 3 - 1 }}"),
        ] {
            let tag = Tag::read(said, "p").unwrap_or_else(|fault| panic!("{said}: {}", fault.what));
            assert_eq!((tag.kind, tag.code.as_str()), (kind, code), "{said}");
        }
    }

    #[test]
    fn what_a_form_does_not_know_is_said() {
        for (said, what) in [
            ("{{ }}", "nothing stands in it"),
            ("{% include 'plan.md' %}", "nothing that a form knows"),
            ("{% import '_parts.md' as parts %}", "nothing that a form knows"),
            ("{% macro x() %}", "nothing that a form knows"),
            ("{% set x %}", "nothing that a form knows"),
            ("{% %}", "nothing that a form knows"),
            ("{% for a in b recursive %}", "go round within itself"),
        ] {
            assert!(Tag::read(said, "p").unwrap_err().what.contains(what), "{said}");
        }
    }
}
