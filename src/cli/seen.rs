//! A case as one audience may see it, with what lies around it.

use std::collections::BTreeSet;

use super::handing::Handing;
use crate::change::Desk;
use crate::change::disclose::To;
use crate::error::{Error, ErrorKind, Result};
use crate::folder::TextFile;
use crate::query::names::Known;
use crate::record::case::{Case, Member, Reader};
use crate::record::id::CaseId;
use crate::record::path::Step;
use crate::record::problem::Problem;
use crate::record::text::closest;
use crate::record::value::Vocabulary as _;
use crate::view::{Around, Audience, Audiences, Going, NO_NAMES, Pass, View};

/// The key that keeps a row with the practitioners.
const MARK: &str = "sensitive";

/// A case, who looks at it, and what lies around it.
pub(super) struct Seen {
    pass: Pass,
    version: String,
    /// Whether what it was made from is recorded only in part.
    unrecorded: bool,
    /// The names around the case, where it is told without them.
    names: Option<Known>,
    /// The words of those of the case.
    taken: BTreeSet<String>,
}

impl Seen {
    /// Reads a case for an audience, and refuses what this audience may not see.
    pub(super) fn new(desk: &Desk, id: &CaseId, audience: Option<&str>) -> Result<Seen> {
        Seen::handed(desk, id, audience, None)
    }

    /// The same for something that is handed to somebody.
    pub(super) fn handed(
        desk: &Desk,
        id: &CaseId,
        audience: Option<&str>,
        handing: Option<&Handing>,
    ) -> Result<Seen> {
        Seen::as_audience(desk, id, &self::audience(desk, audience)?, handing)
    }

    /// The same for an audience that is known.
    pub(super) fn as_audience(
        desk: &Desk,
        id: &CaseId,
        audience: &Audience,
        handing: Option<&Handing>,
    ) -> Result<Seen> {
        let loaded = desk.look(id)?;
        let Some(case) = loaded.value else {
            let mut error = Error::request(format!("`{}` cannot be read", loaded.path));
            if let Some(problem) = loaded.problems.first() {
                error = error.because(&problem.message).hint(&problem.remedy);
            }
            return Err(error.hint(format!("`pikorua check {id}` shows every problem and where it stands.")));
        };
        let to = handing.map(|handing| handing.to(desk, &case, audience)).transpose()?.flatten();
        let by_law = handing.is_some_and(|handing| handing.is_by_law(desk));
        let is_meant = to.as_ref().is_some_and(|to| is_meant(desk, &case, to, audience));
        let pass = audience.admit(case, desk.today(), going(desk, to.as_ref(), is_meant, by_law))?;
        // a change that is not recorded yet is no part of the version itself
        let recorded = desk.version_of(id)?;
        let unrecorded = desk.history.status_of(&desk.folder.case_path(id))?.is_some();
        let disguise = pass.audience().disguise;
        let bare = recorded.as_deref().unwrap_or_default();
        let names = disguise.then(|| desk.names_around(pass.case(), bare)).transpose()?;
        let taken = names.as_ref().map(|known| known.here.words()).unwrap_or_default();
        let version = match (recorded, unrecorded) {
            (None, _) => String::new(),
            (Some(version), false) => version,
            (Some(version), true) => format!("{version}, with changes not recorded yet"),
        };
        let seen = Seen { pass, version, unrecorded, names, taken };
        seen.refuse_doubtful_marks(&loaded.problems, &loaded.text)?;
        Ok(seen)
    }

    /// A version of a case, for those who do the work.
    pub(super) fn of(desk: &Desk, case: Case, version: String) -> Result<Seen> {
        let pass = inside(desk, case)?;
        Ok(Seen { pass, version, unrecorded: false, names: None, taken: BTreeSet::new() })
    }

    /// Whether the file holds changes, or is one, that nobody has recorded yet.
    pub(super) fn is_unrecorded(&self) -> bool {
        self.unrecorded
    }

    /// The leave by which it is seen.
    pub(super) fn pass(&self) -> &Pass {
        &self.pass
    }

    /// The version of the record.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// What lies around the case.
    pub(super) fn around<'a>(&'a self, desk: &'a Desk) -> Around<'a> {
        let [here, nobody] = [&self.taken, NO_NAMES[0]];
        let everybody = self.names.as_ref().map_or(nobody, |known| known.everybody.words());
        Around { taken: [here, everybody], ..around(desk, &self.version) }
    }

    /// The names around the case, where it is told without them.
    pub(super) fn names(&self) -> Option<&Known> {
        self.names.as_ref()
    }

    /// The case as the audience sees it.
    pub(super) fn view(&self, desk: &Desk) -> View {
        View::new(&self.pass, &self.around(desk))
    }

    /// A mark that was mistyped must not let through what it was to keep back.
    pub(super) fn refuse_doubtful_marks(&self, problems: &[Problem], text: &str) -> Result<()> {
        let audience = self.pass.audience();
        if audience.sensitive {
            return Ok(());
        }
        let meant = |p: &&Problem| match p.path.0.last() {
            Some(Step::Key(key)) => {
                key == MARK || p.rule == "unknown-key" && closest(key, [MARK].into_iter()).is_some()
            }
            _ => false,
        };
        let Some(problem) = problems.iter().find(meant) else { return Ok(()) };
        let id = self.pass.case_id();
        let line = text[..problem.span.start].matches('\n').count() + 1;
        let message =
            format!("{id} is not printed for {}: it cannot be told what is sensitive in it", audience.label);
        Err(Error::new(ErrorKind::Refused, message)
            .because(format!("line {line}: {}", problem.message))
            .hint(format!("Write `{MARK}: true` there, or take the line out: `pikorua edit {id}`.")))
    }
}

/// Leave for those who do the work.
pub(super) fn inside(desk: &Desk, case: Case) -> Result<Pass> {
    audience(desk, None)?.admit(case, desk.today(), Going::default())
}

/// What lies around any case here.
pub(super) fn around<'a>(desk: &'a Desk, version: &'a str) -> Around<'a> {
    Around {
        cluster: &desk.cluster.name,
        words: &desk.cluster.words,
        vocabulary: &desk.vocabulary,
        people: &desk.people,
        settings: &desk.settings,
        guides: desk.guide_names(),
        today: desk.today(),
        calendar: &desk.cluster.calendar,
        by_terms: false,
        version,
        taken: NO_NAMES,
    }
}

// whom it goes to, as agreements may name them
fn going<'a>(desk: &'a Desk, to: Option<&'a To>, is_meant: bool, by_law: bool) -> Going<'a> {
    let called = match to {
        Some(To::Setting(id)) => desk.settings.iter().find(|s| s.id == *id).map(|s| s.name.as_str()),
        Some(To::Person(id)) => desk.people.iter().find(|p| p.id == *id).map(|p| p.name.as_str()),
        _ => None,
    };
    Going { to: to.map(To::as_str), called, is_meant, by_law, vocabulary: Some(&desk.vocabulary) }
}

// whether somebody of the team or the cluster is whom an agreement means by the name of an audience, by what they do
fn is_meant(desk: &Desk, case: &Case, to: &To, audience: &Audience) -> bool {
    let To::Person(id) = to else { return false };
    let means = desk.vocabulary.word(Reader::LIST, &audience.id).map(|word| word.means).unwrap_or_default();
    let posts =
        desk.people.iter().filter(|person| person.id == *id).filter_map(|person| person.role.as_ref());
    let is_row = |member: &&Member| {
        member.person.as_ref() == Some(id)
            || member.id.as_ref().is_some_and(|row| row.as_str() == id.as_str())
    };
    let roles = case.team.iter().filter(is_row).filter_map(|member| member.role.as_ref());
    posts
        .map(|post| post.as_str())
        .chain(roles.map(|role| role.as_str()))
        .any(|is| means.iter().any(|m| m == is))
}

/// The audiences of a file; the error names it.
pub(super) fn audiences_of(file: &TextFile) -> Result<Audiences> {
    Audiences::parse(&file.text).map_err(|error| named(error, file))
}

/// All audiences: those built in, with the cluster's own on top.
pub(super) fn audiences(desk: &Desk) -> Result<Audiences> {
    desk.library.audiences().iter().try_fold(Audiences::parse("")?, |all, file| {
        all.with(audiences_of(file)?).map_err(|error| named(error, file))
    })
}

fn named(mut error: Error, file: &TextFile) -> Error {
    error.message = format!("`{}`: {}", file.origin, error.message);
    error
}

/// The audience of a name; those who do the work, where none is named.
pub(super) fn audience(desk: &Desk, name: Option<&str>) -> Result<Audience> {
    let all = audiences(desk)?;
    let found = match name {
        Some(name) => Some(all.get(name)?),
        None => all.default(),
    };
    found.cloned().ok_or_else(|| Error::fault("there is no audience to print for"))
}

/// The audience of a document: the one that is named, or the one that it is for and no other.
pub(super) fn audience_of(desk: &Desk, document: &str, name: Option<&str>) -> Result<Audience> {
    let document = document.trim_end_matches(".md");
    let all = audiences(desk)?;
    let only = all.list().iter().find(|audience| audience.documents.iter().any(|own| own == document));
    let named = audience(desk, name)?;
    match (only, name) {
        (Some(only), None) => Ok(only.clone()),
        (Some(only), Some(_)) if only.id != named.id => {
            let message = format!("the document `{document}` is for {}, and for nobody else", only.label);
            Err(Error::usage(message).hint("Leave `--for` out."))
        }
        (None, _) if !named.documents.is_empty() => {
            let own: Vec<String> = named.documents.iter().map(|own| format!("`{own}`")).collect();
            let message = format!("{} gets {}, and no `{document}`", named.label, own.join(", "));
            Err(Error::usage(message).hint(format!("Print {} for them.", own.join(" or "))))
        }
        _ => Ok(named),
    }
}
