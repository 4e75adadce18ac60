//! Copies of built-in texts that a cluster makes its own: how one begins, and whether what is built in has moved on since.

use super::library::{Origin, TextFile, built_in_document, built_in_text};
use crate::record::text;

/// How the line begins by which a copy remembers what it was copied from, behind what begins a remark.
const HEAD: &str = "Copied from pikorua ";

/// What a copy is one of: how a remark begins and ends there, and what it is called.
struct Kind {
    remark: (&'static str, &'static str),
    word: &'static str,
    built_in: fn(&str) -> Option<&'static str>,
}

const GUIDE: Kind = Kind { remark: ("# ", ""), word: "guide", built_in: built_in_text };
const DOCUMENT: Kind = Kind { remark: ("{# ", " #}"), word: "document", built_in: built_in_document };

impl Kind {
    fn of(file: &TextFile) -> &'static Kind {
        match &file.origin {
            Origin::File(path) if path.as_str().starts_with("documents/") => &DOCUMENT,
            _ => &GUIDE,
        }
    }

    fn head(&self, name: &str, text: &str) -> String {
        let (begin, end) = self.remark;
        let version = env!("CARGO_PKG_VERSION");
        format!("{begin}{HEAD}{version}, {} {name}, text {}{end}", self.word, mark(text))
    }
}

/// What the title of a copy under another name ends with, until somebody gives it one of its own.
const COPY: &str = " (copy)";

/// How a text of the cluster stands beside what is built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is built in.
    BuiltIn,
    /// The cluster's own; nothing like it is built in.
    Own,
    /// Copied from what is built in today.
    Copied {
        /// The built-in guide.
        of: String,
        /// Whether the cluster has changed it since.
        changed: bool,
    },
    /// Copied, and what is built in has changed since.
    Drifted {
        /// The built-in guide.
        of: String,
    },
    /// It takes the place of a built-in one, and does not say which text it was copied from.
    Unknown,
}

impl Standing {
    /// Its word in what scripts read.
    pub fn id(&self) -> &'static str {
        match self {
            Standing::BuiltIn => "built-in",
            Standing::Own => "own",
            Standing::Copied { changed: false, .. } => "copied",
            Standing::Copied { changed: true, .. } => "changed",
            Standing::Drifted { .. } => "drifted",
            Standing::Unknown => "unknown",
        }
    }
}

/// How a guide or a document stands beside what is built in.
pub fn standing(file: &TextFile) -> Standing {
    if file.origin == Origin::BuiltIn {
        return Standing::BuiltIn;
    }
    let kind = Kind::of(file);
    let Some((head, body)) = parted(&file.text, kind) else {
        return if (kind.built_in)(&file.name).is_some() { Standing::Unknown } else { Standing::Own };
    };
    match (kind.built_in)(&head.of) {
        // what was taken out of the tool can be compared with nothing
        None => Standing::Own,
        Some(now) if mark(now) != head.mark => Standing::Drifted { of: head.of },
        Some(now) => {
            let as_copied =
                if kind.word == GUIDE.word { renamed(now, &head.of, &file.name) } else { now.into() };
            let changed = mark(&body) != mark(&as_copied);
            Standing::Copied { changed, of: head.of }
        }
    }
}

/// A built-in guide as a cluster's own begins, with a line at its top that remembers what it was copied from.
/// Under another name it is a guide of its own, and no element of the framework.
pub fn copied(name: &str, to: &str) -> Option<String> {
    let text = built_in_text(name)?;
    Some(format!("{}\n{}", GUIDE.head(name, text), renamed(text, name, to)))
}

/// A built-in document as a cluster's own begins, with the same line at its top.
pub fn copied_document(name: &str) -> Option<String> {
    let text = built_in_document(name)?;
    Some(format!("{}\n{text}", DOCUMENT.head(name, text)))
}

/// What is built in, as a copy of this name begins.
pub fn built_in_as(name: &str, to: &str) -> Option<String> {
    built_in_text(name).map(|text| renamed(text, name, to))
}

// its own id also where opening notes which guide it is; a title that nobody takes for that of the other
fn renamed(text: &str, name: &str, to: &str) -> String {
    if name == to {
        return text.to_owned();
    }
    let mut section = "";
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line.trim();
        }
        let (key, value) = line.split_once('=').map_or(("", ""), |(key, value)| (key.trim(), value.trim()));
        match (section, key) {
            ("", "id") => lines.push(format!("id = \"{to}\"")),
            ("", "title") => lines.push(line.trim_end().trim_end_matches('"').to_owned() + COPY + "\""),
            ("", "element") => {}
            ("[[on_open]]", "to") if value == format!("\"'{name}'\"") => {
                lines.push(format!("to = \"'{to}'\""));
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

/// What the line at the top of a copy says.
struct Head {
    of: String,
    mark: String,
}

// the line may have moved below other comments, and an editor may have put its own line ends
fn parted(text: &str, kind: &Kind) -> Option<(Head, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (begin, end) = kind.remark;
    let at_top = |line: &&str| line.starts_with(begin.trim()) || line.trim().is_empty();
    let said =
        |line: &'_ str| -> Option<String> { Some(line.strip_prefix(begin)?.strip_prefix(HEAD)?.to_owned()) };
    let line = text.lines().take_while(at_top).find(|line| said(line).is_some())?;
    let said = said(line)?;
    let mut parts = said.trim_end().trim_end_matches(end).split(", ").skip(1);
    let of = parts.next()?.trim().strip_prefix(kind.word)?.trim().to_owned();
    let mark = parts.next()?.trim().strip_prefix("text ")?.to_owned();
    let body = text.lines().filter(|other| *other != line).map(|line| format!("{line}\n")).collect();
    Some((Head { of, mark }, body))
}

/// A short mark by which two texts are told apart; blanks at the ends of lines do not count.
fn mark(text: &str) -> String {
    let bytes = text.trim_end().lines().flat_map(|line| line.trim_end().bytes().chain([b'\n']));
    format!("{:016x}", text::mark(bytes)).chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::{Standing, copied, copied_document, mark, standing};
    use crate::folder::library::{Origin, TextFile, built_in_document, built_in_text};

    fn own(name: &str, text: &str) -> TextFile {
        let origin = Origin::File(format!("guides/{name}.toml").parse().unwrap());
        TextFile { name: name.into(), origin, text: text.into() }
    }

    #[test]
    fn a_copy_remembers_what_it_was_copied_from() {
        let copy = copied("request", "request").unwrap();
        let of = || "request".to_owned();
        let (head, body) = copy.split_once('\n').unwrap();
        assert!(head.starts_with("# Copied from pikorua 0.1.0, guide request, text "), "{head}");
        assert_eq!(body, built_in_text("request").unwrap());
        assert_eq!(standing(&own("request", &copy)), Standing::Copied { of: of(), changed: false });
        // an editor on another system, and a remark above
        let elsewhere = format!("\u{feff}# ours\n{copy}").replace('\n', "\r\n");
        assert_eq!(standing(&own("request", &elsewhere)), Standing::Copied { of: of(), changed: true });
        let windows = copy.replace('\n', "\r\n");
        assert_eq!(standing(&own("request", &windows)), Standing::Copied { of: of(), changed: false });
        let changed = copy.replacen("purpose = \"", "purpose = \"Ours. ", 1);
        assert_eq!(standing(&own("request", &changed)), Standing::Copied { of: of(), changed: true });
        let before = copy.replace(&mark(built_in_text("request").unwrap()), "3fa9c1d2e4b5");
        assert_eq!(standing(&own("request", &before)), Standing::Drifted { of: of() });
    }

    #[test]
    fn a_copy_without_its_line_is_not_known() {
        assert_eq!(standing(&own("request", "schema = 1\n")), Standing::Unknown);
        assert_eq!(standing(&own("ours", "schema = 1\n")), Standing::Own);
        let gone = "# Copied from pikorua 0.1.0, guide not-there, text 3fa9c1d2e4b5\nschema = 1\n";
        assert_eq!(standing(&own("not-there", gone)), Standing::Own);
        for odd in [
            "# Copied from pikorua \n",
            "# Copied from pikorua 0.1.0, guide request\n",
            "schema = 1\n# Copied from pikorua 0.1.0, guide request, text 3fa9c1d2e4b5\n",
        ] {
            assert_eq!(standing(&own("request", odd)), Standing::Unknown, "{odd}");
        }
    }

    #[test]
    fn a_copy_of_another_name_is_a_guide_of_its_own() {
        let differ = |name: &str, to: &str| {
            let (copy, same) = (copied(name, to).unwrap(), copied(name, name).unwrap());
            let only = |some: &str, other: &str| -> Vec<String> {
                some.lines().filter(|line| !other.lines().any(|o| o == *line)).map(Into::into).collect()
            };
            (only(&copy, &same), only(&same, &copy))
        };
        let (new, old) = differ("fonofale", "te-wheke");
        assert_eq!(new, ["id = \"te-wheke\"", "title = \"Fonofale (copy)\"", "to = \"'te-wheke'\""]);
        assert_eq!(old, ["id = \"fonofale\"", "title = \"Fonofale\"", "to = \"'fonofale'\""]);
        let (new, old) = differ("kohikohi", "kk2");
        assert_eq!(new, ["id = \"kk2\"", "title = \"Kohikohi (copy)\""]);
        assert_eq!(old, ["id = \"kohikohi\"", "title = \"Kohikohi\"", "element = 2"]);
        let copy = copied("kohikohi", "kk2").unwrap();
        let is = |changed| Standing::Copied { of: "kohikohi".into(), changed };
        assert_eq!(standing(&own("kk2", &copy)), is(false));
        assert_eq!(standing(&own("kk2", &copy.replace(" (copy)", ""))), is(true));
        assert_eq!(copied("not-there", "x"), None);
    }

    #[test]
    fn a_copied_document_remembers_what_it_was_copied_from_too() {
        let copy = copied_document("plan").unwrap();
        assert!(copy.starts_with("{# Copied from pikorua 0.1.0, document plan, text "), "{copy}");
        let own = |name: &str, text: &str| {
            let origin = Origin::File(format!("documents/{name}.md").parse().unwrap());
            standing(&TextFile { name: name.into(), origin, text: text.into() })
        };
        let is = |changed| Standing::Copied { of: "plan".into(), changed };
        assert_eq!((own("plan", &copy), own("ours", &copy)), (is(false), is(false)));
        assert_eq!(own("plan", &copy.replace("# Our plan", "# The plan")), is(true));
        let before = copy.replace(&mark(built_in_document("plan").unwrap()), "3fa9c1d2e4b5");
        assert_eq!(own("plan", &before), Standing::Drifted { of: "plan".into() });
        assert_eq!((own("plan", "# x"), own("ours", "# x")), (Standing::Unknown, Standing::Own));
    }

    #[test]
    fn marks_tell_texts_apart() {
        assert_eq!(mark("a\nb\n"), mark("a  \r\nb"));
        assert_ne!(mark("a\nb\n"), mark("ab\n"));
        assert_eq!(mark(""), "cbf29ce48422");
    }
}
