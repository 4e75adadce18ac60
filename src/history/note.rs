//! Who recorded something, and what they say about it.

use std::fmt;

use jiff::Zoned;
use jiff::tz::{Offset, TimeZone};

/// One recorded change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommitId(pub(super) git2::Oid);

impl CommitId {
    /// The beginning of it, as people and documents quote it.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Somebody at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// When, in their own time zone.
    pub when: Zoned,
}

impl Author {
    pub(super) fn read(of: &git2::Signature<'_>) -> Author {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let email = text(of.email_bytes());
        Author {
            name: text(of.name_bytes()),
            email: if email == NO_EMAIL { String::new() } else { email },
            when: zoned(of.when()),
        }
    }

    pub(super) fn signature(&self) -> Result<git2::Signature<'static>, git2::Error> {
        let offset = self.when.offset().seconds() / 60;
        let when = git2::Time::new(self.when.timestamp().as_second(), offset);
        let name = or_else(plain(&self.name), "somebody");
        git2::Signature::new(&name, &or_else(plain(&self.email), NO_EMAIL), &when)
    }
}

/// Git wants an address; this one is nobody's.
const NO_EMAIL: &str = "none";

fn or_else(text: String, instead: &str) -> String {
    if text.chars().any(char::is_alphanumeric) { text } else { instead.into() }
}

/// Without what git cannot have in a name.
fn plain(text: &str) -> String {
    one_line(&text.replace(['<', '>'], " "))
}

fn one_line(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn zoned(time: git2::Time) -> Zoned {
    let offset = Offset::from_seconds(time.offset_minutes().saturating_mul(60)).unwrap_or(Offset::UTC);
    let moment = jiff::Timestamp::from_second(time.seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::fixed(offset))
}

/// What is said about a recorded change: one line, and facts about it for programs. Never the name of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// One line in the words of the practice.
    pub subject: String,
    /// Facts: `("Case", "2026-kf3m")`.
    pub trailers: Vec<(String, String)>,
}

impl Note {
    /// A note without facts.
    pub fn new(subject: impl Into<String>) -> Note {
        Note { subject: subject.into(), trailers: Vec::new() }
    }

    /// With a fact; its name is one word, as in `Case`.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Note {
        self.trailers.push((name.into(), value.to_string()));
        self
    }

    /// The value of a fact.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.trailers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn message(&self) -> String {
        let mut message = or_else(one_line(&self.subject), "change");
        message.push('\n');
        for (i, (name, value)) in self.trailers.iter().enumerate() {
            message.push_str(if i == 0 { "\n" } else { "" });
            message.push_str(&format!("{}: {}\n", one_line(name), one_line(value)));
        }
        message
    }

    /// Reads a message back; one that somebody else wrote by hand may have no facts.
    pub(super) fn read(message: &str) -> Note {
        let (subject, rest) = message.trim().split_once("\n\n").unwrap_or((message, ""));
        let subject = one_line(subject);
        let last = rest.rsplit("\n\n").next().unwrap_or_default();
        let facts = last.lines().map(fact).collect::<Option<Vec<_>>>();
        Note { subject, trailers: facts.unwrap_or_default() }
    }
}

fn fact(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(": ")?;
    let word = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    word.then(|| (name.into(), value.trim().into()))
}

#[cfg(test)]
mod tests {
    use crate::history::testing::{aroha, at, room};
    use crate::history::{Author, Note};

    #[test]
    fn strange_names_and_words_are_recorded_plainly() {
        let room = room();
        room.write("people.yaml", "1\n");
        let who = Author { name: " <x>\n ".into(), email: "".into(), ..aroha() };
        let note = Note::new("one\n\nCase: two").with("Case", "a\nGuide: b");
        room.history
            .commit(&[at("people.yaml")], &note, &who, &Author { name: "<>".into(), ..who.clone() })
            .unwrap();
        assert_eq!(
            room.git(&["log", "--format=%an|%cn|%B"]),
            "x|somebody|one Case: two\n\nCase: a Guide: b\n\n"
        );
        assert_eq!(room.history.log(None).unwrap()[0].author.email, "");
        room.assert_clean();
    }
}
