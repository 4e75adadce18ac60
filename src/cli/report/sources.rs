//! What a report is made from: the records as they are, or as they were.

use crate::change::Desk;
use crate::cli::filtered::Filtered;
use crate::cli::then::When;
use crate::error::{Error, Result};
use crate::folder::{Cluster, Folder, Library, Past, Secret};
use crate::guide::load::load_named;
use crate::guide::model::Guide;
use crate::history::CommitId;
use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::id::CaseId;
use crate::record::overlaid::Own;
use crate::record::read::read;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;
use crate::report::protect::Rule;
use crate::report::{Layout, Names, Period};
use crate::view::{Counted, Listed};

/// The tables of a report, as the cluster has them.
pub(in crate::cli) fn layout(library: &Library) -> Result<Layout> {
    match library.report() {
        [built_in] => Layout::read(&built_in.text, None),
        [built_in, own, ..] => {
            Layout::read(&built_in.text, Some(Own { file: &own.origin.to_string(), text: &own.text }))
        }
        [] => Err(Error::fault("no report is built in")),
    }
}

/// What lies around the cases, now or then.
pub(super) struct Sources {
    pub(super) cluster: Cluster,
    pub(super) vocabulary: Vocabulary,
    pub(super) layout: Layout,
    pub(super) today: Date,
    pub(super) version: String,
    pub(super) settings: Vec<Setting>,
    guides: Vec<Guide>,
    secret: Option<Secret>,
    then: Option<CommitId>,
}

/// The cases.
pub(super) struct Gathered {
    pub(super) cases: Vec<Counted>,
    /// Whether each is meant, where somebody said which are.
    pub(super) meant: Option<Vec<bool>>,
    pub(super) unreadable: Vec<String>,
    // that were in it once and were lawfully disposed of since, with the day
    gone: Vec<(CaseId, Date)>,
}

impl Sources {
    /// What lies around the cases at a moment, or now.
    pub(super) fn open(desk: &Desk, at: Option<When>) -> Result<Sources> {
        let Some(at) = at else {
            // what was entered as handed out changes no figure: a report made before and after an export is the same
            let newest = match desk.history.newest()? {
                Some(_) => desk.newest_work()?.id.short(),
                None => "none".to_owned(),
            };
            let unrecorded =
                if desk.history.status()?.is_empty() { "" } else { " and what is not recorded yet" };
            return Sources::of(&desk.folder, desk.today(), format!("{newest}{unrecorded}"), None);
        };
        let (commit, today) = match at {
            When::Change(change) => {
                let commit = desk.history.change(&change)?;
                (commit.id, Date(commit.committer.when.date()))
            }
            When::Day(day) => {
                let found = desk.history.recorded_on(day)?.ok_or_else(|| {
                    Error::request(format!("nothing was recorded yet on {}", day.in_words()))
                        .hint("`pikorua log` shows what was recorded, and when.")
                })?;
                (found.id, day)
            }
        };
        let mut files = Vec::new();
        desk.history.each_at(&commit, |path, bytes| {
            if path.case().is_none() {
                files.push((path, bytes.to_vec()));
            }
        })?;
        let past = Past::of(&files)?;
        Sources::of(past.folder(), today, commit.short(), Some(commit))
    }

    fn of(folder: &Folder, today: Date, version: String, then: Option<CommitId>) -> Result<Sources> {
        let cluster = folder.cluster()?;
        let library = Library::load(folder)?;
        let vocabulary = library.words(&cluster)?;
        let settings = folder.settings()?.files.into_iter().filter_map(|file| file.value).collect();
        let files = library.guides().iter();
        let mut guides: Vec<Guide> = files
            .filter_map(|file| load_named(&file.name, &file.origin.to_string(), &file.text, &vocabulary).ok())
            .filter(|guide| guide.element.is_some())
            .collect();
        guides.sort_by_key(|guide| guide.element);
        let layout = layout(&library)?;
        let secret = folder.secret()?;
        Ok(Sources { cluster, vocabulary, layout, today, version, settings, guides, secret, then })
    }

    /// The cluster's rule for small numbers.
    pub(super) fn rule(&self) -> Rule {
        self.cluster.figures.map(Rule::from).unwrap_or_default()
    }

    /// The secret by which numbers are rounded; where there was none then, the one that there is now.
    pub(super) fn secret(&self, desk: &Desk) -> Result<Secret> {
        self.secret.clone().map_or_else(|| desk.secret(), Ok)
    }

    /// The elements of the framework, by their ids.
    pub(super) fn elements(&self) -> Vec<String> {
        self.guides.iter().map(|guide| guide.id.clone()).collect()
    }

    /// What people read for guides and schools.
    pub(super) fn names(&self) -> Names {
        let guides =
            self.guides.iter().map(|guide| (guide.id.clone(), guide.title.clone(), guide.lang.clone()));
        let settings = self.settings.iter().map(|setting| (setting.id.to_string(), setting.name.to_string()));
        let mut settings: Vec<_> = settings.collect();
        settings.sort();
        Names { guides: guides.collect(), settings }
    }

    /// What can be counted in the lists of all records that are about something; one that cannot be read is not among them.
    pub(super) fn listed(
        &self,
        desk: &Desk,
        about: &str,
        filter: Option<&Filtered<'_>>,
    ) -> Result<Vec<Listed>> {
        let mut listed = Vec::new();
        match &self.then {
            None => {
                let all = desk.facts_about(about)?;
                let meant = match filter {
                    Some(filter) => filter.of(all),
                    None => all,
                };
                for case in meant {
                    let case = desk.look(&case.file.id)?.value;
                    listed.extend(case.map(|case| Listed::of(&case, &self.vocabulary)));
                }
            }
            Some(then) => desk.history.each_at(then, |path, bytes| {
                let case = path.case().and_then(|_| read::<Case>(std::str::from_utf8(bytes).ok()?).value);
                let is_meant = |case: &Case| {
                    self.vocabulary.is_about(case.kind.as_str(), about)
                        && filter.is_none_or(|filter| filter.means_then(case))
                };
                listed.extend(case.filter(is_meant).map(|case| Listed::of(&case, &self.vocabulary)));
            })?,
        }
        Ok(listed)
    }

    /// The cases; one that cannot be read does not keep the others back.
    pub(super) fn gather(&self, desk: &Desk, filter: Option<&Filtered<'_>>) -> Result<Gathered> {
        let mut gathered = Gathered {
            cases: Vec::new(),
            meant: filter.map(|_| Vec::new()),
            unreadable: Vec::new(),
            gone: Vec::new(),
        };
        let mut take = |id: CaseId, counted: Option<(Counted, bool)>| match counted {
            Some((counted, is_meant)) => {
                gathered.meant.iter_mut().for_each(|meant| meant.push(is_meant));
                gathered.cases.push(counted);
            }
            None => gathered.unreadable.push(id.to_string()),
        };
        match &self.then {
            None => {
                let meant = filter.map(|filter| filter.ids(desk)).transpose()?;
                desk.each_counted(|case| {
                    let is_meant =
                        meant.as_ref().is_none_or(|meant| meant.binary_search(&case.file.id).is_ok());
                    take(case.file.id, case.known.map(|counted| (*counted, is_meant)));
                })?;
            }
            Some(then) => desk.history.each_at(then, |path, bytes| {
                if let Some(id) = path.case() {
                    let case = std::str::from_utf8(bytes).ok().and_then(|text| read::<Case>(text).value);
                    if case.as_ref().is_some_and(|case| !self.vocabulary.is_case(case.kind.as_str())) {
                        return;
                    }
                    let is_meant = |case: &Case| filter.is_none_or(|filter| filter.means_then(case));
                    let counted =
                        |case: Case| (Counted::of(&case, &self.vocabulary, &self.settings), is_meant(&case));
                    take(id, case.map(counted));
                }
            })?,
        }
        if self.then.is_some() {
            let since = desk.disposed()?.into_iter().filter(|gone| gone.on > self.today);
            gathered.gone = since.map(|gone| (gone.case, gone.on)).collect();
        }
        Ok(gathered)
    }
}

impl Gathered {
    /// Which cases are not counted because they cannot be read.
    pub(super) fn unread(&self) -> String {
        let cases = self.unreadable.join(", ");
        format!("Not counted, because it cannot be read: {cases}. `pikorua check` says what is wrong.")
    }

    /// What is missing, in sentences.
    pub(super) fn missing(&self, period: &Period, today: Date) -> Vec<String> {
        let mut said = Vec::new();
        if !self.unreadable.is_empty() {
            said.push(self.unread());
        }
        if !self.gone.is_empty() {
            let gone: Vec<String> =
                self.gone.iter().map(|(id, on)| format!("{id} (on {})", on.in_words())).collect();
            said.push(format!(
                "Not counted, because it was lawfully disposed of since: {}. A report printed before may have counted it.",
                gone.join(", ")
            ));
        }
        if period.to > today {
            said.push(format!(
                "It goes to {}, and the time goes on to {}.",
                today.in_words(),
                period.to.in_words()
            ));
        }
        said
    }
}
