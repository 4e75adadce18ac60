//! What is built in and what the cluster has made its own, as text: guides, documents, styles, vocabulary, audiences.

use std::fmt;

use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

use super::cluster::{Cluster, at};
use super::find::{Folder, MARK};
use super::list::is_nobodys;
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::record::text::fold;
use crate::record::vocabulary::Vocabulary;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From the tool itself.
    BuiltIn,
    /// From the cluster's folder.
    File(RelPath),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::BuiltIn => f.write_str("built in"),
            Origin::File(path) => path.fmt(f),
        }
    }
}

/// A text that a cluster may make its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name: that of the file without the ending.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The text.
    pub text: String,
}

/// All these texts; of two with the same name, the cluster's.
#[derive(Clone, Debug, Default)]
pub struct Library {
    guides: Vec<TextFile>,
    documents: Vec<TextFile>,
    styles: Vec<TextFile>,
    vocabulary: Option<TextFile>,
    own_vocabulary: Option<TextFile>,
    audiences: Vec<TextFile>,
    problems: Vec<Error>,
    /// The names of the guides among them; they come first.
    with_guides: Vec<String>,
}

impl Library {
    /// What is built in.
    pub fn built_in() -> Library {
        let single = |name: &str| TEMPLATES.get_file(name).and_then(|f| built_in(name, f.contents_utf8()));
        Library {
            guides: shelf("guides", ".toml"),
            documents: shelf("documents", ".md"),
            styles: shelf("styles", ""),
            vocabulary: single("vocabulary.toml"),
            own_vocabulary: None,
            audiences: single("audiences.toml").into_iter().collect(),
            problems: Vec::new(),
            with_guides: Vec::new(),
        }
    }

    /// What is built in, with the cluster's own in its place.
    pub fn load(folder: &Folder) -> Result<Library> {
        let mut library = Library::built_in();
        let (guides, broken) = folder.own_texts("guides", ".toml")?;
        put_over(&mut library.guides, guides);
        (library.with_guides, library.problems) = broken.into_iter().unzip();
        let (documents, broken) = folder.own_texts("documents", ".md")?;
        put_over(&mut library.documents, documents);
        let problems = &mut library.problems;
        problems.extend(broken.into_iter().map(|(_, problem)| problem));
        let mut own = |name: &str, path: RelPath| match folder.read_if_there(&path) {
            Ok(file) => {
                file.map(|file| TextFile { name: name.into(), origin: Origin::File(path), text: file.text })
            }
            Err(e) => {
                problems.push(e);
                None
            }
        };
        let audiences = own("audiences", RelPath::audiences());
        library.own_vocabulary = own("vocabulary", RelPath::vocabulary());
        library.audiences.extend(audiences);
        Ok(library)
    }

    /// The guides: the built-in ones first, then the cluster's further ones.
    pub fn guides(&self) -> &[TextFile] {
        &self.guides
    }

    /// The documents, likewise.
    pub fn documents(&self) -> &[TextFile] {
        &self.documents
    }

    /// A guide by name, with or without macrons.
    pub fn guide(&self, name: &str) -> Option<&TextFile> {
        by_name(&self.guides, name)
    }

    /// A document by name, with or without macrons.
    pub fn document(&self, name: &str) -> Option<&TextFile> {
        by_name(&self.documents, name)
    }

    /// A style by the whole name of its file.
    pub fn style(&self, name: &str) -> Option<&TextFile> {
        by_name(&self.styles, name)
    }

    /// The built-in vocabulary.
    pub fn vocabulary(&self) -> &str {
        self.vocabulary.as_ref().map_or("", |file| &file.text)
    }

    /// Who documents may be for: the built-in text, then the cluster's own where it has one.
    pub fn audiences(&self) -> &[TextFile] {
        &self.audiences
    }

    /// Texts of the cluster that could not be read; what is built in stands in their place.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// Those of them that were to be guides.
    pub fn guide_problems(&self) -> &[Error] {
        &self.problems[..self.with_guides.len()]
    }

    /// Why the cluster's own guide of this name cannot be read as text.
    pub fn unreadable_guide(&self, name: &str) -> Option<&Error> {
        let at = self.with_guides.iter().position(|broken| fold(broken) == fold(name))?;
        self.problems.get(at)
    }

    /// The words of the practice: the built-in ones, on top of them the cluster's `vocabulary.toml`, and on top of both
    /// what its `pikorua.toml` says.
    pub fn words(&self, cluster: &Cluster) -> Result<Vocabulary> {
        let mut words = Vocabulary::parse(self.vocabulary())
            .map_err(|e| Error::fault("the built-in vocabulary could not be read").because(e.message()))?;
        if let Some(file) = &self.own_vocabulary {
            words = words.with(own_words(file)?);
            if let Some((list, id, _)) = words.misfits().first() {
                return Err(nameless(&file.origin.to_string(), &file.text, &format!("{list}.{id}")));
            }
        }
        let words = words.with(cluster.vocabulary.clone());
        match words.misfits().first() {
            Some((list, id, _)) => Err(nameless(MARK, "", &format!("vocabulary.{list}.{id}"))),
            None => Ok(words),
        }
    }
}

/// The text of a built-in guide, whatever the cluster has in its place.
pub fn built_in_text(guide: &str) -> Option<&'static str> {
    TEMPLATES.get_file(format!("guides/{guide}.toml"))?.contents_utf8()
}

/// A file that a new cluster's folder begins with.
pub(super) fn starter(name: &str) -> &'static str {
    TEMPLATES.get_file(format!("starter/{name}")).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// The texts of a folder, and by their names those that cannot be read.
type OwnTexts = (Vec<TextFile>, Vec<(String, Error)>);

impl Folder {
    /// The cluster's own texts in one of its folders, and by their names those that cannot be read; the rest still counts.
    fn own_texts(&self, place: &str, ending: &str) -> Result<OwnTexts> {
        let (mut own, mut broken) = (Vec::new(), Vec::new());
        for found in self.names(place)? {
            let read = || {
                let path: RelPath = found.path.parse().map_err(Error::request)?;
                let name = found.name.strip_suffix(ending).filter(|_| !found.is_folder).ok_or_else(|| {
                    Error::request(format!("`{path}` is not read"))
                        .hint(format!("Files in `{place}` end in `{ending}`; keep others elsewhere."))
                })?;
                // letters in two parts are the same letters, here and beside what is built in
                let text = self.read_text(&path)?.text.nfc().collect();
                Ok(TextFile { name: name.into(), origin: Origin::File(path), text })
            };
            match read() {
                Ok(text) => own.push(text),
                Err(e) => broken.push((found.name.trim_end_matches(ending).to_owned(), e)),
            }
        }
        Ok((own, broken))
    }
}

fn shelf(place: &str, ending: &str) -> Vec<TextFile> {
    let files = TEMPLATES.get_dir(place).into_iter().flat_map(|dir| dir.files());
    let mut texts: Vec<TextFile> = files
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            built_in(name.strip_suffix(ending).filter(|_| !is_nobodys(name))?, file.contents_utf8())
        })
        .collect();
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    texts
}

fn built_in(name: &str, text: Option<&str>) -> Option<TextFile> {
    Some(TextFile { name: name.into(), origin: Origin::BuiltIn, text: text?.into() })
}

fn put_over(built_in: &mut Vec<TextFile>, own: Vec<TextFile>) {
    for text in own {
        match built_in.iter_mut().find(|other| other.name == text.name) {
            Some(other) => *other = text,
            None => built_in.push(text),
        }
    }
}

/// The cluster's own words, as they stand in their file.
fn own_words(file: &TextFile) -> Result<Vocabulary> {
    let name = file.origin.to_string();
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let words: Vocabulary = toml::from_str(text).map_err(|e| at(&name, text, &e))?;
    match words.misfits_on_top().first() {
        None => Ok(words),
        Some((list, id, why)) => {
            let section = format!("{list}.{id}");
            let message = format!("`{name}`, line {}: `{section}` is not a word", line_of(text, &section));
            let why = why.message().lines().next().unwrap_or_default().to_owned();
            Err(Error::request(message).because(why).hint(
                "Write a section `[LIST.ID]` with lines such as `label = \"…\"` in it, as in the words that are built in.",
            ))
        }
    }
}

fn nameless(file: &str, text: &str, section: &str) -> Error {
    let place = if text.is_empty() { String::new() } else { format!(", line {}", line_of(text, section)) };
    Error::request(format!("`{file}`{place}: nothing says what people read for `[{section}]`")).hint(format!(
        "Write `label = \"…\"` below `[{section}]`. Only a word that is built in has a label already; is the id spelled so?"
    ))
}

/// The line on which a section begins, or else the first.
fn line_of(text: &str, section: &str) -> usize {
    let is_it =
        |line: &str| line.trim_start().strip_prefix('[').is_some_and(|rest| rest.starts_with(section));
    text.lines().position(is_it).map_or(1, |n| n + 1)
}

fn by_name<'t>(texts: &'t [TextFile], name: &str) -> Option<&'t TextFile> {
    let exact = texts.iter().find(|text| text.name == name);
    exact.or_else(|| texts.iter().find(|text| fold(&text.name) == fold(name)))
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::folder::testing::{at, folder, put, says};
    use crate::folder::{Cluster, Library, Origin};

    #[test]
    fn the_clusters_own_texts_take_the_place_of_built_in_ones() {
        let (_dir, folder) = folder();
        put(&folder, "guides/tātai.toml", "ours");
        put(&folder, "documents/plan.md", "ours");
        put(&folder, "documents/bad.md", b"\xff");
        put(&folder, "documents/letterhead.docx", "x");
        put(&folder, "audiences.toml", "ours");
        let library = Library::load(&folder).unwrap();
        assert_eq!(library.document("plan").unwrap().origin, Origin::File(at("documents/plan.md")));
        assert_eq!(library.guide("tātai").unwrap().text, "ours");
        assert_eq!(library.audiences().last().unwrap().origin.to_string(), "audiences.toml");
        assert!(library.unreadable_guide("Tātai").is_none());
        let problems: Vec<&str> = library.problems().iter().map(|e| e.message.as_str()).collect();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(
            problems[0].contains("`documents/bad.md` is not UTF-8")
                && problems[1].contains("letterhead.docx")
        );
    }

    #[test]
    fn a_guide_in_other_letters_is_known_by_its_name_and_one_in_two_parts_is_the_same() {
        let (_dir, folder) = folder();
        put(&folder, "guides/mine.toml", b"title = \"T\xe2tai\"");
        put(&folder, "guides/ours.toml", "title = \"Ta\u{304}tai\"");
        let library = Library::load(&folder).unwrap();
        assert!(
            library.unreadable_guide("Mine").unwrap().message.contains("`guides/mine.toml` is not UTF-8")
        );
        assert_eq!(library.guide("ours").unwrap().text, "title = \"Tātai\"");
    }

    #[test]
    fn own_words_come_on_top_of_built_in_ones() {
        let text = "schema = 1\nname = 'x'\n[vocabulary.kinds.ours]\nlabel = 'Ours'\n[words]\ntamariki = 'tamariki'\n";
        let cluster = Cluster::read(text).unwrap();
        let words = Library::built_in().words(&cluster).unwrap();
        assert_eq!(words.label("kinds", "ours"), "Ours");
        assert_eq!(cluster.words.keys().collect::<Vec<_>>(), ["mokopuna", "tamariki"]);
    }

    #[test]
    fn the_file_of_words_lies_between_what_is_built_in_and_the_cluster() {
        let (_dir, folder) = folder();
        let cluster = |text: &str| Cluster::read(&format!("schema = 1\nname = 'x'\n{text}")).unwrap();
        let words = |own: &str, text: &str| {
            put(&folder, "vocabulary.toml", own);
            Library::load(&folder).unwrap().words(&cluster(text))
        };
        let own = "[statuses.active]\nlabel = 'going on'\n[statuses.returned]\nretired = true\n";
        let merged = words(own, "[vocabulary.statuses.active]\nlabel = 'under way'\n").unwrap();
        let active = merged.word("statuses", "active").unwrap();
        assert_eq!((active.label.as_str(), active.in_work), ("under way", true));
        assert!(merged.offered("statuses").iter().all(|word| word.id != "returned"));
        for (own, text, message) in [
            ("[statuses.active]\nlabel = going on\n", "", "`vocabulary.toml`, line 2, column 9"),
            ("# ours\n[statuses.activ]\nin_work = true\n", "", "`vocabulary.toml`, line 2: nothing says"),
            ("[roles]\nx = 1\n", "", "`roles.x` is not a word"),
            ("[roles.iwi]\nlabel = 5\n", "", "`vocabulary.toml`, line 1: `roles.iwi` is not a word"),
            ("", "[vocabulary.kinds.ours]\nabout = 'group'\n", "`pikorua.toml`: nothing says"),
        ] {
            says(words(own, text).unwrap_err(), ErrorKind::Request, message);
        }
    }
}
