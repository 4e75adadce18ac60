//! What is built in and what the cluster has made its own, as text: guides, documents, styles, vocabulary, audiences.

#[cfg(test)]
mod tests;
mod word;
mod words;

use std::collections::BTreeSet;
use std::fmt;

use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

use super::find::Folder;
use super::list::is_nobodys;
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::record::text::fold;
pub use word::WordFile;

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
    word: Vec<WordFile>,
    styles: Vec<TextFile>,
    reports: Vec<TextFile>,
    vocabulary: Option<TextFile>,
    own_vocabulary: Option<TextFile>,
    audiences: Vec<TextFile>,
    report: Vec<TextFile>,
    export: Vec<TextFile>,
    import: Vec<TextFile>,
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
            word: Vec::new(),
            styles: shelf("styles", ""),
            reports: shelf("reports", ".toml"),
            vocabulary: single("vocabulary.toml"),
            own_vocabulary: None,
            audiences: single("audiences.toml").into_iter().collect(),
            report: single("report.toml").into_iter().collect(),
            export: single("export.toml").into_iter().collect(),
            import: single("import.toml").into_iter().collect(),
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
        library.word = folder.word_files()?;
        let problems = &mut library.problems;
        problems.extend(broken.into_iter().map(|(_, problem)| problem));
        let (reports, broken) = folder.own_texts("reports", ".toml")?;
        put_over(&mut library.reports, reports);
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
        let report = own("report", RelPath::report());
        let export = own("export", RelPath::export());
        let import = own("import", RelPath::import());
        library.own_vocabulary = own("vocabulary", RelPath::vocabulary());
        library.audiences.extend(audiences);
        library.report.extend(report);
        library.export.extend(export);
        library.import.extend(import);
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
            .or_else(|| self.documents.iter().find(|file| is_also_called(&file.text, name)))
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

    /// Which tables a report has: the built-in text, then the cluster's own where it has one.
    pub fn report(&self) -> &[TextFile] {
        &self.report
    }

    /// Reports over the lists of records, each by its name.
    pub fn reports(&self) -> &[TextFile] {
        &self.reports
    }

    /// One of them by name, with or without macrons.
    pub fn report_of(&self, name: &str) -> Option<&TextFile> {
        by_name(&self.reports, name)
    }

    /// Which tables an export has, likewise.
    pub fn export(&self) -> &[TextFile] {
        &self.export
    }

    /// How the columns of other programs' lists are called, likewise.
    pub fn import(&self) -> &[TextFile] {
        &self.import
    }

    /// What documents can say out of the vocabulary, the guides, and the templates' own words in quotes.
    pub fn phrases(&self) -> BTreeSet<String> {
        let mut phrases = BTreeSet::new();
        for text in self.guides.iter().map(|file| file.text.as_str()).chain([self.vocabulary()]) {
            let values = text.parse::<toml::Table>().map(toml::Value::Table);
            values.iter().for_each(|value| strings(value, &mut phrases));
        }
        let quoted = self.documents.iter().flat_map(|file| file.text.split('"').skip(1).step_by(2));
        phrases.extend(quoted.filter(|text| !text.contains('\n')).map(str::to_owned));
        phrases
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
}

/// The text of a built-in guide, whatever the cluster has in its place.
pub fn built_in_text(guide: &str) -> Option<&'static str> {
    TEMPLATES.get_file(format!("guides/{guide}.toml"))?.contents_utf8()
}

/// The same of a document.
pub fn built_in_document(name: &str) -> Option<&'static str> {
    TEMPLATES.get_file(format!("documents/{name}.md"))?.contents_utf8()
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
        for found in self.names(place)?.into_iter().filter(|found| !word::is_one(found)) {
            let read = || {
                let path: RelPath = found.path().parse().map_err(Error::request)?;
                let name = found.name.strip_suffix(ending).filter(|_| !found.is_folder).ok_or_else(|| {
                    Error::request(format!("`{path}` is not read")).hint(format!(
                        "Files in `{place}` end in {}; keep others elsewhere.",
                        endings(ending)
                    ))
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

fn endings(ending: &str) -> String {
    match ending {
        ".md" => "`.md`, and letterheads and forms in `.docx`".into(),
        _ => format!("`{ending}`"),
    }
}

fn strings(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => found.extend([text.trim().to_owned()]),
        toml::Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, found)),
        _ => {}
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

/// Whether the comment at the top of a template says that the document has this other name as well.
pub fn is_also_called(template: &str, name: &str) -> bool {
    said_at_the_top(template, "Also called `").is_some_and(|other| fold(other) == fold(name))
}

/// What the records are about that a document is made of, where the comment at the top of its template says so: the document is
/// of no others.
pub fn is_only_of(template: &str) -> Option<&str> {
    said_at_the_top(template, "Only of `")
}

fn said_at_the_top<'t>(template: &'t str, words: &str) -> Option<&'t str> {
    let comment = template.split_once("#}").map_or("", |(comment, _)| comment);
    let (_, rest) = comment.split_once(words)?;
    rest.split_once('`').map(|(said, _)| said)
}

fn put_over(built_in: &mut Vec<TextFile>, own: Vec<TextFile>) {
    for text in own {
        match built_in.iter_mut().find(|other| other.name == text.name) {
            Some(other) => *other = text,
            None => built_in.push(text),
        }
    }
}

fn by_name<'t>(texts: &'t [TextFile], name: &str) -> Option<&'t TextFile> {
    let exact = texts.iter().find(|text| text.name == name);
    exact.or_else(|| texts.iter().find(|text| fold(&text.name) == fold(name)))
}
