//! Where somebody works: the folder and its history, the words and people around the cases, who is there, and when.

use std::cell::{OnceCell, RefCell};
use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;

use super::lost::{found, or_back};
use super::names::NamesEver;
use crate::error::{Error, Result};
use crate::folder::{Cluster, Folder, Library, Loaded, Machine, Private, TextFile, login_name};
use crate::guide::known::{Choice, Known, choose};
use crate::guide::load;
use crate::guide::model::Guide;
use crate::history::{Author, History};
use crate::query::due;
use crate::record::case::Case;
use crate::record::cluster::{Person, Setting};
use crate::record::file::RelPath;
use crate::record::id::{Ids, PersonId, slug_of};
use crate::record::meetings::Meeting;
use crate::record::text::{closest, fold};
use crate::record::value::Date;
use crate::record::vocabulary::{Vocabulary, no_place};
use crate::view::GuideName;

/// What time it is, and where ids come from.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The moment.
    pub now: Zoned,
    /// The ids to come.
    pub ids: Ids,
}

impl Clock {
    /// The clock of this machine; `PIKORUA_NOW` and `PIKORUA_SEED` set it, for tests and for documents of another day.
    pub fn of_machine() -> Result<Clock> {
        let now = match std::env::var("PIKORUA_NOW") {
            Ok(text) => text.parse().map_err(|e| Error::usage("`PIKORUA_NOW` is not a moment").because(e))?,
            Err(_) => Zoned::now(),
        };
        let seed = std::env::var("PIKORUA_SEED").ok().and_then(|s| s.parse().ok());
        Ok(Clock { now, ids: seed.map_or_else(Ids::random, Ids::seeded) })
    }
}

/// How a desk is opened.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// Where somebody stands.
    pub start: &'a Path,
    /// The folder they named.
    pub folder: Option<&'a Path>,
    /// Who they say they are.
    pub user: Option<&'a str>,
}

/// Where somebody works.
pub struct Desk {
    /// The cluster's folder.
    pub folder: Folder,
    /// Its history.
    pub history: History,
    /// What this copy keeps to itself.
    pub private: Private,
    /// The cluster.
    pub cluster: Cluster,
    /// Guides, documents and words, built in and the cluster's own.
    pub library: Library,
    /// The words of the practice.
    pub vocabulary: Vocabulary,
    /// The people of the cluster.
    pub people: Vec<Person>,
    /// Its schools and services.
    pub settings: Vec<Setting>,
    /// Who is at the keyboard: a person of the cluster, or a login name.
    pub user: PersonId,
    /// When.
    pub now: Zoned,
    ids: RefCell<Ids>,
    // read once: many documents are made at one desk
    guides: OnceCell<Vec<Guide>>,
    pub(super) guide_names: OnceCell<Vec<GuideName>>,
    /// The names of the cluster and in each case, gathered once.
    pub(super) names: OnceCell<Arc<NamesEver>>,
}

impl Desk {
    /// Opens the folder that is meant, and finds out who is there.
    pub fn open(opening: Opening<'_>, clock: Clock) -> Result<Desk> {
        let folder = found(opening.start, opening.folder)?;
        let history = History::open(folder.root())?;
        let private = Private::at(history.private_dir()?);
        let cluster = folder.cluster().map_err(|e| or_back(&history, &RelPath::cluster(), e))?;
        let library = Library::load(&folder)?;
        let vocabulary = library.kept_words(&cluster, &private)?;
        let people = folder.people().map_err(|e| or_back(&history, &RelPath::people(), e))?;
        let people = people.value.map(|p| p.people).unwrap_or_default();
        let settings =
            folder.settings()?.files.into_iter().filter_map(|file: Loaded<Setting>| file.value).collect();
        let user = who(&people, opening.user)?;
        let person = people.iter().find(|person| person.id == user);
        history.work_for(person.map_or(user.as_str(), |person| person.name.as_str()));
        Ok(Desk {
            folder,
            history,
            private,
            cluster,
            library,
            vocabulary,
            people,
            settings,
            user,
            now: clock.now,
            ids: RefCell::new(clock.ids),
            guides: OnceCell::new(),
            guide_names: OnceCell::new(),
            names: OnceCell::new(),
        })
    }

    /// The same, where another desk of the same folder has found out about many cases what need not be found out again: two
    /// hands that work on one pile each sit at a desk.
    pub fn beside(self, other: &Desk) -> Desk {
        Desk { names: other.names.clone(), ..self }
    }

    /// The day.
    pub fn today(&self) -> Date {
        Date(self.now.date())
    }

    /// The moment as it has become by now. It stands still where `PIKORUA_NOW` sets it, and there is none where that names
    /// only a day.
    pub fn moment(&self) -> Option<Zoned> {
        match std::env::var("PIKORUA_NOW") {
            Ok(text) => matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')).then(|| self.now.clone()),
            Err(_) => Some(Zoned::now()),
        }
    }

    /// When the cluster meets next to allocate requests, where it says so; today counts.
    pub fn next_meeting(&self) -> Option<Meeting> {
        self.cluster.meetings.as_ref()?.coming(self.today(), &self.cluster.calendar)
    }

    /// What is known around a case.
    pub fn known(&self) -> Known<'_> {
        Known {
            vocabulary: &self.vocabulary,
            people: &self.people,
            settings: &self.settings,
            today: self.today(),
            calendar: &self.cluster.calendar,
            meetings: self.cluster.meetings.as_ref(),
            first_contact: self.cluster.first_contact,
            user: &self.user,
            guides: self,
        }
    }

    /// The guides that nobody walks without having met, by their ids.
    pub fn elements(&self) -> Vec<String> {
        let elements = self.guide_names().iter().filter(|guide| guide.element.is_some());
        elements.map(|guide| guide.id.clone()).collect()
    }

    /// What is known around the cases where somebody asks what is due; `elements` are those of this desk.
    pub fn around_due<'a>(&'a self, elements: &'a [String]) -> due::Around<'a> {
        due::Around {
            words: &self.vocabulary,
            elements,
            today: self.today(),
            calendar: &self.cluster.calendar,
            meetings: self.cluster.meetings.as_ref(),
            first_contact: self.cluster.first_contact,
        }
    }

    /// New ids, never the same again.
    pub fn ids(&self) -> Ids {
        self.ids.borrow_mut().fork()
    }

    /// The person at the keyboard, where the cluster knows them.
    pub fn person(&self) -> Option<&Person> {
        self.people.iter().find(|p| p.id == self.user)
    }

    /// Who signs what is recorded now.
    pub fn author(&self) -> Author {
        self.author_of(self.user.as_str())
    }

    /// Who signs what somebody did.
    pub fn author_of(&self, id: &str) -> Author {
        let person = self.people.iter().find(|p| p.id.as_str() == id);
        let name = person.map_or_else(|| id.to_owned(), |p| p.name.to_string());
        let email = person.and_then(|p| p.email.as_ref()).map(ToString::to_string).unwrap_or_default();
        Author { name, email, when: self.now.clone() }
    }

    /// A guide by its id, its title or its English name, with or without macrons.
    pub fn guide(&self, name: &str) -> Result<Guide> {
        let meant = fold(name);
        let mut titles = Vec::new();
        for file in self.library.guides() {
            // a guide that is broken is only in the way of those who want it
            let guide = self.read_guide(file);
            let is_it =
                guide.as_ref().is_ok_and(|g| [&g.id, &g.title, &g.gloss].iter().any(|n| fold(n) == meant));
            if is_it || fold(&file.name) == meant {
                return guide;
            }
            titles.extend(guide.ok().map(|g| Choice {
                id: g.id,
                label: g.title,
                note: None,
                aliases: vec![g.gloss],
            }));
        }
        if let Some(word) = no_place(&self.vocabulary, name) {
            let error = Error::usage(format!("there is no guide `{name}`, on purpose")).because(word.label);
            return Err(word.note.into_iter().fold(error, Error::hint));
        }
        if let Some(unreadable) = self.library.unreadable_guide(name) {
            return Err(unreadable.clone());
        }
        match choose(&titles, name) {
            Ok(found) => self.guide(&found.id),
            Err(why) => {
                let error = Error::usage(format!("there is no guide `{name}`"));
                let error = error.because(why);
                Err(match closest(name, titles.iter().map(|t| t.id.as_str())) {
                    Some(near) => error.hint(format!("Did you mean `{near}`?")),
                    None => error,
                })
            }
        }
    }

    /// The guide in a file.
    pub fn read_guide(&self, file: &TextFile) -> Result<Guide> {
        load::load_named(&file.name, &file.origin.to_string(), &file.text, &self.vocabulary)
    }

    /// All guides that can be read: the elements in their order, then the others by name.
    pub fn guides(&self) -> Vec<Guide> {
        self.guides.get_or_init(|| self.read_guides()).clone()
    }

    fn read_guides(&self) -> Vec<Guide> {
        let files = self.library.guides().iter();
        let mut guides: Vec<Guide> = files.filter_map(|file| self.read_guide(file).ok()).collect();
        guides.sort_by(|a, b| {
            (a.element.is_none(), a.element, &a.id).cmp(&(b.element.is_none(), b.element, &b.id))
        });
        guides
    }

    /// A case that stands in the folder, for looking; its file need not be in order.
    pub fn look(&self, id: &crate::record::id::CaseId) -> Result<Loaded<Case>> {
        self.folder.load(&self.folder.case_path(id))
    }
}

// `--user`, then this machine's settings, then the login name
fn who(people: &[Person], named: Option<&str>) -> Result<PersonId> {
    let everybody: Vec<Choice> = people.iter().map(choice).collect();
    if let Some(name) = named {
        let found = choose(&everybody, name).map_err(|why| {
            Error::usage(format!("nobody in people.yaml is `{name}`"))
                .because(why)
                .hint("Name a person by id, login or name; `pikorua edit people` adds one.")
        })?;
        return found.id.parse().map_err(Error::usage);
    }
    let remembered = Machine::path().map(|path| Machine::read(&path)).transpose()?.and_then(|m| m.user);
    let login = login_name();
    let names = remembered.iter().chain(&login);
    let known = names.clone().find_map(|name| choose_exactly(people, name));
    let fallback = || slug_of(login.as_deref().unwrap_or("somebody")).parse().ok();
    known.or_else(fallback).ok_or_else(|| Error::fault("nobody is at the keyboard"))
}

fn choice(person: &Person) -> Choice {
    Choice {
        id: person.id.to_string(),
        label: person.name.to_string(),
        note: None,
        aliases: person.logins.iter().map(ToString::to_string).collect(),
    }
}

// what nobody typed just now must be exact
fn choose_exactly(people: &[Person], name: &str) -> Option<PersonId> {
    let name = fold(name);
    let is_it = |p: &&Person| {
        fold(p.id.as_str()) == name || p.logins.iter().any(|login| fold(login.as_str()) == name)
    };
    people.iter().find(is_it).map(|p| p.id.clone())
}
