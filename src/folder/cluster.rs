//! What the cluster says about itself: `pikorua.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::allocation::Allocation;
use super::find::{Folder, MARK};
use super::hub::NamedHub;
use super::terms::{self, Terms};
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::record::meetings::{FIRST_CONTACT_DAYS, Meetings};
use crate::record::term::Calendar;
use crate::record::text::closest;
use crate::record::toml_words;
use crate::record::vocabulary::{Lists, Misfit};

/// The newest layout of `pikorua.toml` that this version can read.
const SCHEMA: i64 = 1;

/// What the cluster says about itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Cluster {
    /// The layout of the file.
    pub schema: i64,
    /// The name of the cluster.
    pub name: String,
    /// Words that it uses in documents: `mokopuna`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    // its school terms and its meetings as they are written
    #[serde(default)]
    terms: Terms,
    #[serde(default, rename = "terms-at")]
    terms_at: BTreeMap<String, Terms>,
    allocation: Option<Allocation>,
    /// For how many years after their end its closed cases are kept, where it says so.
    pub keep_years: Option<i64>,
    #[serde(rename = "hub")]
    written_hub: Option<toml::Value>,
    /// Where its copies exchange their work, where it says so.
    #[serde(skip)]
    pub hub: NamedHub,
    /// Its school terms, and those of schools whose days are others.
    #[serde(skip)]
    pub calendar: Calendar,
    /// When it meets to allocate requests, where it says so.
    #[serde(skip)]
    pub meetings: Option<Meetings>,
    /// The days within which whoever asked hears from somebody.
    #[serde(skip)]
    pub first_contact: i32,
    /// How small numbers are kept from pointing to somebody, as it is written.
    pub figures: Option<FiguresRule>,
    /// Its own words, to be put on top of those that are built in.
    #[serde(default)]
    pub vocabulary: Lists,
    /// Keys that this version does not know.
    #[serde(skip)]
    pub unknown: Vec<String>,
}

/// How small numbers are kept from pointing to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiguresRule {
    /// What happens to them.
    #[serde(default)]
    pub rule: SmallNumbers,
    /// The number below which a figure is small.
    #[serde(default = "six", rename = "min-cell")]
    pub min_cell: i64,
}

/// What happens to small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallNumbers {
    /// They are not shown, and neither are others by which they could be found out.
    #[default]
    Suppress,
    /// Every number becomes a multiple of three.
    #[serde(rename = "round-to-3")]
    RoundTo3,
}

impl Default for FiguresRule {
    fn default() -> FiguresRule {
        FiguresRule { rule: SmallNumbers::Suppress, min_cell: six() }
    }
}

fn six() -> i64 {
    6
}

impl Folder {
    /// What the cluster says about itself.
    pub fn cluster(&self) -> Result<Cluster> {
        Cluster::read(&self.read_text(&RelPath::cluster())?.text)
    }
}

impl Cluster {
    /// Keys that somebody in the tool reads.
    pub const KEYS: [&str; 10] = [
        "schema",
        "name",
        "words",
        "terms",
        "terms-at",
        "allocation",
        "keep_years",
        "hub",
        "figures",
        "vocabulary",
    ];

    /// Reads the text of `pikorua.toml`.
    pub fn read(text: &str) -> Result<Cluster> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let all: toml::Table = toml::from_str(text).map_err(|e| at(MARK, text, &e))?;
        if let Some(newer) = all.get("schema").and_then(toml::Value::as_integer).filter(|s| *s > SCHEMA) {
            return Err(Error::request(format!("`{MARK}` was written by a newer pikorua (layout {newer})"))
                .hint("Get the newest pikorua to work in this folder. Nothing was changed."));
        }
        let mut cluster: Cluster = toml::from_str(text).map_err(|e| at(MARK, text, &e))?;
        if cluster.name.trim().is_empty() {
            return Err(
                Error::request(format!("`{MARK}` gives the cluster no name")).hint("Write `name = \"…\"`.")
            );
        }
        if let Some(years) = cluster.keep_years.filter(|years| *years < 1) {
            return Err(Error::request(format!("in `{MARK}`, `keep_years = {years}` is no length of time"))
                .hint("Write for how many whole years a closed case is kept after its end, as your disposal schedule says."));
        }
        if let Some(figures) = cluster.figures.filter(|figures| !(3..=50).contains(&figures.min_cell)) {
            let message =
                format!("in `{MARK}`, `min-cell = {}` protects nobody, or hides all", figures.min_cell);
            return Err(Error::request(message)
                .hint("Write the number below which a figure is not shown, from 3 on; 6 is usual."));
        }
        if let Some(Misfit { list, id, why }) = cluster.vocabulary.misfit_on_top() {
            let message =
                format!("in `{MARK}`, `{id}` under `[vocabulary.{list}]` is not a word with a label");
            let remedy =
                format!("Write a section `[vocabulary.{list}.ID]` with a line `label = \"…\"` in it.");
            return Err(Error::request(message).because(toml_words::said(&why).0).hint(remedy));
        }
        cluster.words.entry("mokopuna".into()).or_insert_with(|| "mokopuna".into());
        cluster.unknown = all.keys().filter(|key| !Cluster::KEYS.contains(&key.as_str())).cloned().collect();
        cluster.calendar = terms::calendar(&cluster.terms, &cluster.terms_at)?;
        let allocation = cluster.allocation.as_ref();
        cluster.meetings = allocation.map(Allocation::meetings).transpose()?.flatten();
        let first_contact = allocation.map(Allocation::first_contact).transpose()?.flatten();
        cluster.first_contact = first_contact.unwrap_or(FIRST_CONTACT_DAYS);
        cluster.hub = cluster.written_hub.take().map_or(Ok(NamedHub::default()), NamedHub::read)?;
        Ok(cluster)
    }
}

/// What is wrong with a file in this layout, and where.
pub(super) fn at(file: &str, text: &str, e: &toml::de::Error) -> Error {
    let before = e.span().and_then(|span| text.get(..span.start));
    let place = before.map_or(String::new(), |before| {
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!(", line {line}, column {column}")
    });
    let said = e.message().lines().next().unwrap_or_default();
    if let Some(key) = said.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        let error = Error::request(format!("`{file}`{place}: `{key}` is missing"));
        let keys: toml::Table = toml::from_str(text).unwrap_or_default();
        return match closest(key, keys.keys().map(String::as_str).filter(|k| !Cluster::KEYS.contains(k))) {
            Some(near) => error.hint(format!("Did you mean `{key}` where `{near}` stands?")),
            None => error.hint(format!("Add a line `{key} = …`.")),
        };
    }
    if let Some((key, known)) = said.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`')) {
        let known = known.trim_start_matches(", expected one of ").trim_start_matches(", expected ");
        return Error::request(format!("`{file}`{place}: `{key}` is not a key that belongs here"))
            .hint(format!("The keys here are {known}."));
    }
    let said = match said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, expected)) => format!("{} expected, and {} found", plain(expected), plain(found)),
        None => said.to_owned(),
    };
    Error::request(format!("`{file}`{place}: {said}")).hint(
        "Text stands in double quotes, a section begins with its name in square brackets, notes with #.",
    )
}

fn plain(kind: &str) -> String {
    [("a string", "text in quotes"), ("string", "text"), ("a map", "a section"), ("map", "a section")]
        .iter()
        .find(|(theirs, _)| kind.starts_with(theirs))
        .map_or_else(|| kind.to_owned(), |(theirs, ours)| kind.replacen(theirs, ours, 1))
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::folder::Cluster;
    use crate::folder::testing::says;

    #[test]
    fn mistakes_in_pikorua_toml_are_found_by_line() {
        let good = "schema = 1\nname = \"Awa\"\n";
        for (text, message) in [
            ("schema = 1\nname = Awa\n", "line 2, column 8"),
            ("schema = 1\nname = 5\n", "line 2, column 8: text in quotes expected, and integer `5` found"),
            ("schema = 1\nnmae = 'x'\n", "`name` is missing"),
            ("schema = 2\nname = [1]\n", "was written by a newer pikorua"),
            ("schema = 1\nname = ' '\n", "gives the cluster no name"),
            (&format!("{good}keep_years = 0\n"), "`keep_years = 0` is no length of time"),
            (&format!("{good}[figures]\nmin-cell = 2\n"), "`min-cell = 2` protects nobody"),
            (&format!("{good}[figures]\nrule = \"round\"\n"), "line 4, column 8"),
            (&format!("{good}[terms]\n2026-T1 = {{ first = 2026-02-31, last = 2026-04-02 }}"), "line 4"),
            (
                &format!("{good}[terms]\n2026-T1 = {{ first = 'soon', last = 2026-04-02 }}"),
                "line 4, column 21: `soon` is not a day",
            ),
            (
                &format!("{good}[terms]\n2026-T1 = {{ first = 2026-05-01, last = 2026-04-02 }}"),
                "ends before it begins",
            ),
            (
                &format!("{good}[terms]\nfirst = {{ first = 2026-05-01, last = 2026-06-02 }}"),
                "school term named `first`",
            ),
            (
                &format!(
                    "{good}[terms-at.awa-school]\n2026-T1 = {{ first = 2026-01-29, last = 2026-04-02 }}"
                ),
                "`2026-T1` stands under `[terms-at.awa-school]` and not under `[terms]`",
            ),
            (
                &format!(
                    "{good}[terms]\n2026-T1 = {{ first = 2026-02-02, last = 2026-04-02 }}\n\
                    [terms-at.awa-school]\n2026-T1 = {{ first = 2026-05-29, last = 2026-04-02 }}"
                ),
                "for `awa-school`: term `2026-T1` ends before it begins",
            ),
        ] {
            says(Cluster::read(text).unwrap_err(), ErrorKind::Request, message);
        }
        let cluster = Cluster::read(&format!(
            "\u{feff}{good}[privacy]\nx = 1\n[terms]\n2026-T1 = {{ first = '2026-02-02', last = 2026-04-02 }}"
        ));
        let cluster = cluster.unwrap();
        assert_eq!(cluster.unknown, ["privacy"]);
        assert_eq!(cluster.calendar.terms()[0].first().to_string(), "2026-02-02");
        assert_eq!(cluster.meetings, None);
    }

    #[test]
    fn the_meetings_are_days_or_a_rhythm() {
        let read = |text: &str| Cluster::read(&format!("schema = 1\nname = \"Awa\"\n{text}"));
        let next = |text: &str, day: &str| {
            let cluster = read(text).unwrap();
            cluster
                .meetings
                .and_then(|m| m.next(day.parse().unwrap(), &cluster.calendar))
                .map(|d| d.to_string())
        };
        let rhythm = "[allocation]\nevery = \"2w\"\nfrom = 2026-04-24\n";
        assert_eq!(next(rhythm, "2026-08-15").as_deref(), Some("2026-08-28"));
        let days =
            "[[allocation.calendar]]\ndue = 2026-05-07\ndue_weekday = \"thursday\"\nmeets = 2026-05-08\n";
        assert_eq!(next(days, "2026-05-07").as_deref(), Some("2026-05-08"));
        let plain = "[allocation]\ncalendar = [2026-08-20, 2026-09-03]\n";
        assert_eq!(next(plain, "2026-08-21").as_deref(), Some("2026-09-03"));
        let soon = read("[allocation]\nfirst_contact = '10d'\n").unwrap();
        assert_eq!((soon.first_contact, soon.meetings), (10, None));
        assert_eq!(read("").unwrap().first_contact, 14);
        assert_eq!(read(&format!("{rhythm}first_contact = '3w'\n")).unwrap().first_contact, 21);
        for (text, message) in [
            ("[allocation]\nfirst_contact = 'soon'\n", "`soon` is no length of time"),
            ("[allocation]\nevery = '2w'\n", "no day on which it begins"),
            ("[allocation]\nfrom = 2026-04-24\n", "says neither"),
            ("[allocation]\nevery = 'often'\nfrom = 2026-04-24\n", "`often` is no rhythm"),
            ("[allocation]\nevry = 'weekly'\n", "line 4, column 1: `evry` is not a key that belongs here"),
            (&format!("{rhythm}[[allocation.calendar]]\nmeets = 2026-05-08\n"), "both a rhythm and days"),
            (&days.replace("thursday", "Wednesday"), "2026-05-07 is a Thursday, not a Wednesday"),
            (&days.replace("thursday", "Doomsday"), "`Doomsday` is no day of the week"),
            (&days.replace("05-08", "05-06"), "would be due after it"),
            ("[allocation]\ncalendar = ['soon']\n", "`soon` is not a day, write year-month-day"),
            ("[allocation]\ncalendar = [3]\n", "`3` is not a day, write year-month-day"),
            (&days.replace("due_week", "dew_week"), "`dew_weekday` is not a key that belongs here"),
        ] {
            says(read(text).unwrap_err(), ErrorKind::Request, message);
        }
    }
}
