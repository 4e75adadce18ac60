//! A believable past for the example cases: each is recorded step by step, as its visits say it came about.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil;

use super::{cases, founding, moment};
use crate::change::Desk;
use crate::error::Result;
use crate::guide::model::{Guide, Prompt};
use crate::history::Note;
use crate::record::case::{Case, CourseStep, Visit};
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::file::RelPath;
use crate::record::id::PersonId;
use crate::record::path::Path;
use crate::record::tree;

/// Something that was recorded once.
struct Event {
    date: civil::Date,
    by: PersonId,
    file: RelPath,
    text: String,
    what: String,
    guide: Option<String>,
}

/// All that happened to the example cases and is not recorded yet, day by day.
pub(super) struct Past(VecDeque<Event>);

impl Past {
    /// Records the files around the cases.
    pub(super) fn begin(desk: &mut Desk, around: &[RelPath]) -> Result<Past> {
        let leader = desk.people.first().map(|p| p.id.clone());
        if let Some(leader) = leader {
            let first = desk.now.clone();
            desk.hand_over(leader, first);
        }
        desk.history.commit(around, &founding(), &desk.author(), &desk.author())?;
        let guides = desk.guides();
        let mut events = Vec::new();
        for (file, text) in cases() {
            events.extend(past(&guides, &file, text)?);
        }
        events.sort_by(|a, b| (a.date, a.file.as_str()).cmp(&(b.date, b.file.as_str())));
        Ok(Past(events.into()))
    }

    /// Records what happened before a day, or all that is left.
    pub(super) fn record_until(&mut self, desk: &mut Desk, day: Option<civil::Date>) -> Result<()> {
        while self.0.front().is_some_and(|event| day.is_none_or(|day| event.date < day))
            && let Some(event) = self.0.pop_front()
        {
            desk.hand_over(event.by, moment(event.date, 16));
            let seen = desk.folder.read_if_there(&event.file)?;
            let note = Note::new(event.what);
            let note = match &event.guide {
                Some(guide) => note.with("Guide", guide),
                None => note,
            };
            desk.put(&event.file, &event.text, seen.as_ref().map(|f| f.bytes()), note)?;
        }
        Ok(())
    }
}

fn past(guides: &[Guide], file: &RelPath, text: &str) -> Result<Vec<Event>> {
    let mut now = CaseText::read(file.as_str(), text)?;
    let case = now.case().clone();
    let mut visits: Vec<&Visit> = case.visits.iter().collect();
    visits.sort_by_key(|v| v.closed.or(v.opened));
    let mut events = Vec::new();
    // backwards, each without what the visit after it had added
    for (n, visit) in visits.iter().enumerate().rev() {
        if let Some(later) = visits.get(n + 1) {
            now = until(&now, guides, &visits[..=n], std::slice::from_ref(later))?;
        }
        let Some((date, by)) = visit.closed.or(visit.opened).zip(visit.by.clone()) else { continue };
        let text = now.text().to_owned();
        let guide = visit.guide.as_ref().map(ToString::to_string);
        let title =
            guides.iter().find(|g| Some(&g.id) == guide.as_ref()).map_or("a guide", |g| g.title.as_str());
        let how = if visit.closed.is_some() { "left" } else { "walked" };
        events.push(Event {
            date: date.0,
            by,
            file: file.clone(),
            text,
            what: format!("{title}: {how}"),
            guide,
        });
    }
    events.reverse();
    if events.is_empty() {
        events.extend(only(file, &case, text));
    }
    Ok(events)
}

// a case that nobody walked yet
fn only(file: &RelPath, case: &Case, text: &str) -> Option<Event> {
    let date = case.request.submitted.or(case.request.noticed)?;
    let by = case.allocation.iter().find_map(|a| a.practitioner.clone()).or_else(|| "p-h8qm".parse().ok())?;
    let what = "a request for support".to_owned();
    Some(Event {
        date: date.0,
        by,
        file: file.clone(),
        text: text.to_owned(),
        what,
        guide: Some("request".into()),
    })
}

// the case as it was after some of its visits: without what later ones added
fn until(last: &CaseText, guides: &[Guide], done: &[&Visit], later: &[&Visit]) -> Result<CaseText> {
    let case = last.case();
    let record = tree::of(case);
    let kept: BTreeSet<String> = done.iter().flat_map(|v| &v.rows).map(ToString::to_string).collect();
    let places = |visits: &[&Visit]| -> BTreeSet<String> {
        let walked = visits
            .iter()
            .filter_map(|v| guides.iter().find(|g| v.guide.as_ref().is_some_and(|id| id.as_str() == g.id)));
        walked
            .flat_map(|g| &g.prompts)
            .filter_map(|p: &Prompt| p.to.clone())
            .filter(|to| !to.contains(['@', '*']))
            .collect()
    };
    let had = places(done);
    let mut gone: Vec<Path> = places(later).difference(&had).map(|to| Path::parse(to)).collect();
    gone.extend(later.iter().filter_map(|v| v.id.as_ref()).map(|id| Path::parse("visits").key(id.as_str())));
    let rows = later.iter().flat_map(|v| &v.rows).filter(|id| !kept.contains(id.as_str()));
    gone.extend(rows.filter_map(|id| find_row(&record, id.as_str())));
    // what stands inside of something that goes anyway need not go by itself
    let mut edits: Vec<Edit> = Vec::new();
    for path in &gone {
        let inside = gone.iter().any(|other| other != path && path.0.starts_with(&other.0));
        if !inside && !edits.iter().any(|e| e.path() == path) {
            edits.push(Edit::Remove { path: path.clone() });
        }
    }
    // it stood where its course had led it by then
    let came = |step: &&CourseStep| {
        let id = step.id.as_ref().map(ToString::to_string);
        !gone.contains(&Path::parse("course").key(id.unwrap_or_default()))
    };
    let status = case.course.iter().rfind(came).and_then(|step| step.status.as_ref());
    if let Some(status) = status.filter(|status| **status != case.status) {
        edits.push(Edit::Set { path: Path::parse("status"), value: status.as_str().into() });
    }
    last.apply(&edits)
}

// where a row with this id stands
fn find_row(record: &serde_json::Value, id: &str) -> Option<Path> {
    fn look(tree: &serde_json::Value, path: &Path, id: &str) -> Option<Path> {
        match tree {
            serde_json::Value::Array(rows) => rows.iter().enumerate().find_map(|(n, row)| {
                let place = row["id"].as_str().map_or_else(|| path.index(n), |own| path.key(own));
                if row["id"] == *id { Some(place) } else { look(row, &place, id) }
            }),
            serde_json::Value::Object(map) => {
                map.iter().find_map(|(key, value)| look(value, &path.key(key), id))
            }
            _ => None,
        }
    }
    look(record, &Path::default(), id)
}
