//! The files around the cases: the cluster, its people, its schools and services, its own guides.

use super::Checked;
use crate::change::{Desk, SECOND_VERSIONS};
use crate::check;
use crate::cli::{guides, print, report, seen};
use crate::error::{Error, Result};
use crate::folder::{Cluster, Loaded, Odd, Origin};
use crate::guide::model::Guide;
use crate::record::file::RelPath;
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::shape::Field;
use crate::record::text::closest;
use crate::record::vocabulary::{Lists, valid};

/// Looks at the files around the cases: people, settings, and the cluster's own guides.
pub(super) fn look(desk: &Desk, all: &[Guide], keep: &mut impl FnMut(Result<Checked>)) {
    keep(cluster(desk, all));
    if let Ok(Some(file)) = desk.folder.read_if_there(&RelPath::vocabulary()) {
        keep(Ok(words(desk, all, file.text)));
    }
    keep_audiences(desk, keep);
    keep(desk.folder.people().map(|file| of_loaded(desk, file)));
    if let Ok(Some(_)) = desk.folder.read_if_there(&RelPath::disposed()) {
        keep(desk.folder.disposed().map(|file| of_loaded(desk, file)));
    }
    match desk.folder.settings() {
        Err(error) => keep(Err(error)),
        Ok(settings) => {
            settings.files.into_iter().for_each(|file| keep(Ok(of_loaded(desk, file))));
            settings.unreadable.into_iter().for_each(|error| keep(Err(error)));
            settings.odd.into_iter().for_each(|odd| keep(Err(misplaced(odd))));
        }
    }
    let names = guides::names(all);
    for file in desk.library.guides() {
        if let (_, Some(problem)) = guides::read(desk, file, &names) {
            keep(Err(problem));
        }
    }
    match desk.folder.cases().and_then(|cases| desk.folder.second_versions(&cases.beside)) {
        Err(error) => keep(Err(error)),
        Ok(seconds) => seconds.iter().for_each(|second| keep(Err(two_versions(second)))),
    }
    if let Err(problem) = report::layout(&desk.library) {
        keep(Err(problem));
    }
    templates(desk).into_iter().for_each(|error| keep(Err(error)));
    desk.library.problems().iter().for_each(|problem| keep(Err(problem.clone())));
}

// who documents are for; whoever is now shown what needed an agreement is asked about
fn keep_audiences(desk: &Desk, keep: &mut impl FnMut(Result<Checked>)) {
    if let Err(problem) = seen::audiences(desk) {
        return keep(Err(problem));
    }
    let [built_in, own] = desk.library.audiences() else { return };
    let (Ok(old), Ok(new)) = (seen::audiences_of(built_in), seen::audiences_of(own)) else { return };
    let found = old.opened(&new).map(|audience| {
        let begins = own.text.find(&format!("[{}]", audience.id)).unwrap_or(0);
        let at = own.text[begins..].find("needs").map_or(begins, |at| begins + at);
        let message = format!("{} are shown what they ask for without anybody's agreement", audience.label);
        let remedy = "Take the line out, and the agreement is needed again; or talk it over with whānau and your cluster, \
                      and write down beside it who decided that, and why.";
        Problem::new("open-audience", Path::default(), at..at + "needs".len(), message, remedy)
    });
    let findings = check::of_reading(&found.collect::<Vec<_>>(), &desk.vocabulary);
    keep(Ok(Checked {
        case: None,
        file: RelPath::audiences().to_string(),
        text: own.text.clone(),
        findings,
    }));
}

// the documents themselves
fn templates(desk: &Desk) -> Vec<Error> {
    let own = desk.library.documents().iter().filter(|file| file.origin != Origin::BuiltIn);
    let templates = print::templates(desk);
    let own = own.filter_map(|file| templates.read(&format!("{}.md", file.name)).err());
    let forms = desk.library.forms().filter_map(|file| print::word::read_form(desk, file).err());
    own.chain(forms).chain(print::word::letterhead(desk).err()).collect()
}

// what cannot be read of `pikorua.toml` is said before anything else is done
fn cluster(desk: &Desk, guides: &[Guide]) -> Result<Checked> {
    let file = RelPath::cluster();
    let text = desk.folder.read_text(&file)?.text;
    let unknown = desk.cluster.unknown.iter().map(|key| {
        let begins = |line: &str| line.trim_start_matches(['[', ' ']).starts_with(key.as_str());
        let mut lines = text
            .split_inclusive('\n')
            .scan(0, |at, line| Some((std::mem::replace(at, *at + line.len()), line)));
        let at = lines
            .find(|(_, line)| begins(line))
            .map_or(0, |(at, line)| at + line.find(key.as_str()).unwrap_or(0));
        let remedy = match closest(key, Cluster::KEYS.into_iter()) {
            Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
            None => "It is kept as it is; take it out if nobody needs it.".into(),
        };
        let message = format!("`{key}` is not a key that belongs here");
        Problem::new("unknown-key", Path::default().key(key), at..at + key.len(), message, remedy)
    });
    let schools = desk.cluster.calendar.schools().filter_map(|(id, _)| no_school(desk, &text, id));
    let words = own_words(desk, guides, &text, Some("vocabulary"));
    let problems: Vec<Problem> = unknown.chain(schools).chain(words).collect();
    let mut findings = check::of_reading(&problems, &desk.vocabulary);
    check::sort(&mut findings);
    Ok(Checked { case: None, file: file.to_string(), text, findings })
}

// terms of a school that the cluster has not: they would hold for nobody
fn no_school(desk: &Desk, text: &str, id: &str) -> Option<Problem> {
    if desk.settings.iter().any(|setting| setting.id.as_str() == id) {
        return None;
    }
    let key = format!("terms-at.{id}");
    let span = text.find(&key).map_or(0..0, |at| at + "terms-at.".len()..at + key.len());
    let known = desk.settings.iter().map(|setting| setting.id.as_str());
    let remedy = match closest(id, known) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Write the name of its file in `settings/`, without `.yaml`.".into(),
    };
    let message = format!("there is no school or service `{id}`, so that its terms hold nowhere");
    Some(Problem::new("unknown-setting", Path::default().key("terms-at").key(id), span, message, remedy))
}

// the cluster's own words in a file of their own
fn words(desk: &Desk, guides: &[Guide], text: String) -> Checked {
    let findings = check::of_reading(&own_words(desk, guides, &text, None), &desk.vocabulary);
    Checked { case: None, file: RelPath::vocabulary().to_string(), text, findings }
}

// what is probably not meant in the cluster's own words
fn own_words(desk: &Desk, guides: &[Guide], text: &str, under: Option<&str>) -> Vec<Problem> {
    let Ok(built_in) = Lists::parse(desk.library.vocabulary()) else { return Vec::new() };
    let prompts = guides.iter().flat_map(|guide| &guide.prompts);
    let fields = prompts.clone().flat_map(|prompt| &prompt.fields);
    let used: Vec<&str> = prompts.chain(fields).filter_map(|prompt| prompt.options.as_deref()).collect();
    let faults = valid::faults(text, under, &built_in, &used).into_iter();
    let problem = |fault: valid::Fault| {
        Problem::new("word-without-effect", Path::default(), fault.span, fault.message, fault.remedy)
    };
    faults.map(problem).collect()
}

fn two_versions(second: &RelPath) -> Error {
    let first = second.is_beside().map(|first| first.to_string()).unwrap_or_default();
    Error::request(format!(
        "two people changed `{first}`, and the second version lies beside it, in `{second}`"
    ))
    .hint(SECOND_VERSIONS)
}

/// Something that does not belong where it lies.
pub(super) fn misplaced(odd: Odd) -> Error {
    Error::request(format!("`{}` {}", odd.path, odd.message)).hint(odd.remedy)
}

fn of_loaded<T: Field>(desk: &Desk, loaded: Loaded<T>) -> Checked {
    let mut findings = check::of_reading(&loaded.problems, &desk.vocabulary);
    findings.extend(check::of_around(&T::SHAPE, &loaded.root, &desk.vocabulary));
    check::sort(&mut findings);
    Checked { case: None, file: loaded.path.to_string(), text: loaded.text, findings }
}
