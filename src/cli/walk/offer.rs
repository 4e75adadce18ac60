//! Which guide to walk, where nobody named one: what is open, what comes next, and everything else on its shelf.

use crate::change::{Desk, Session};
use crate::error::{Error, ErrorKind, Result};
use crate::guide::known::shorten;
use crate::guide::model::Guide;
use crate::record::case::{Case, Visit};
use crate::record::text::fold;
use crate::ui::{Reply, Ui, stopped};

/// One entry of the menu.
enum Entry<'g> {
    Guide(&'g Guide),
    Shelf(&'g Shelf<'g>),
    ByName,
}

/// Guides that stand together.
struct Shelf<'g> {
    label: String,
    guides: Vec<&'g Guide>,
}

/// Offers the guides; nobody is walked anywhere unasked.
pub(super) fn offer(desk: &Desk, session: &Session<'_>, ui: &mut Ui) -> Result<Guide> {
    let guides = fitting(desk, session.case());
    let shelves = shelves(desk, &guides);
    if !ui.can_ask() {
        return Err(nobody(&guides, &shelves));
    }
    let menu = Menu { visits: &session.case().visits, guides: &guides, shelves: &shelves };
    ui.say(&format!("Which guide shall we walk for {}?", session.id()));
    match menu.chosen(ui)? {
        Some(guide) => Ok(guide.clone()),
        None => Err(Error::new(ErrorKind::Request, "no guide was chosen, and nothing was changed")),
    }
}

fn fitting(desk: &Desk, case: &Case) -> Vec<Guide> {
    let is_for = |guide: &Guide| {
        let of = (guide.shelf.as_deref(), guide.element.is_some());
        desk.vocabulary.is_for(of, case.kind.as_str())
    };
    desk.guides().into_iter().filter(is_for).collect()
}

// in the order of the vocabulary; a guide on a shelf of its own comes last
fn shelves<'g>(desk: &Desk, guides: &'g [Guide]) -> Vec<Shelf<'g>> {
    let beside = || guides.iter().filter(|guide| guide.element.is_none());
    let known = desk.vocabulary.list("guide-shelves");
    let on = |id: &str| beside().filter(|guide| guide.shelf.as_deref() == Some(id)).collect();
    let mut shelves: Vec<Shelf<'_>> =
        known.iter().map(|word| Shelf { label: word.label.clone(), guides: on(&word.id) }).collect();
    let is_known = |guide: &&Guide| known.iter().any(|word| guide.shelf.as_deref() == Some(&word.id));
    let others = beside().filter(|guide| !is_known(guide)).collect();
    shelves.push(Shelf { label: "others".into(), guides: others });
    shelves.retain(|shelf| !shelf.guides.is_empty());
    shelves
}

fn nobody(guides: &[Guide], shelves: &[Shelf<'_>]) -> Error {
    let ids = |guides: &[&Guide]| guides.iter().map(|guide| guide.id.as_str()).collect::<Vec<_>>().join(", ");
    let elements: Vec<&Guide> = guides.iter().filter(|guide| guide.element.is_some()).collect();
    let error = Error::usage("which guide?").hint(format!("Name an element: {}.", ids(&elements)));
    shelves
        .iter()
        .fold(error, |error, shelf| error.hint(format!("Or {}: {}.", shelf.label, ids(&shelf.guides))))
}

struct Menu<'g> {
    visits: &'g [Visit],
    guides: &'g [Guide],
    shelves: &'g [Shelf<'g>],
}

impl<'g> Menu<'g> {
    fn chosen(&self, ui: &mut Ui) -> Result<Option<&'g Guide>> {
        let (entries, first) = self.entries();
        let labels: Vec<String> = entries.iter().map(|entry| self.label(entry)).collect();
        loop {
            let Some(n) = ui.pick(&labels, first)? else { return Ok(None) };
            let guide = match entries[n] {
                Entry::Guide(guide) => Some(guide),
                Entry::Shelf(shelf) => self.one_of(&shelf.guides, ui)?,
                Entry::ByName => self.by_name(ui)?,
            };
            if guide.is_some() {
                return Ok(guide);
            }
        }
    }

    // what is open, the next element, the other elements, and the shelves; with the one where the cursor stands
    fn entries(&self) -> (Vec<Entry<'g>>, Option<usize>) {
        let (open, rest): (Vec<&Guide>, Vec<&Guide>) =
            self.guides.iter().partition(|guide| self.is_open(guide));
        let mut elements: Vec<&Guide> = rest.into_iter().filter(|guide| guide.element.is_some()).collect();
        let next = elements.iter().position(|guide| self.last(guide).is_none());
        if let Some(next) = next {
            elements[..=next].rotate_right(1);
        }
        let first = (!open.is_empty() || next.is_some()).then_some(0);
        let guides = open.into_iter().chain(elements).map(Entry::Guide);
        let shelves = self.shelves.iter().map(Entry::Shelf);
        (guides.chain(shelves).chain([Entry::ByName]).collect(), first)
    }

    fn label(&self, entry: &Entry<'_>) -> String {
        match entry {
            Entry::Guide(guide) => format!("{}  ({})", guide.full_title(), self.state(guide)),
            Entry::Shelf(shelf) => {
                let titles: Vec<&str> = shelf.guides.iter().map(|guide| guide.title.as_str()).collect();
                // the shelf shows all of them when it is opened
                shorten(&format!("{}: {}", shelf.label, titles.join(", ")), 74)
            }
            Entry::ByName => "another, by its name".into(),
        }
    }

    fn state(&self, guide: &Guide) -> &'static str {
        let elements = || self.guides.iter().filter(|guide| guide.element.is_some());
        let next = elements().find(|guide| self.last(guide).is_none());
        match self.last(guide) {
            Some(visit) if visit.closed.is_none() => "open",
            Some(_) => "walked; to go back, say why",
            None if next.is_some_and(|next| next.id == guide.id) => "next",
            None => "not walked yet",
        }
    }

    fn last(&self, guide: &Guide) -> Option<&Visit> {
        self.visits.iter().rfind(|visit| visit.guide.as_ref().is_some_and(|id| id.as_str() == guide.id))
    }

    fn is_open(&self, guide: &Guide) -> bool {
        self.last(guide).is_some_and(|visit| visit.closed.is_none())
    }

    // nothing where somebody goes back
    fn one_of(&self, guides: &[&'g Guide], ui: &mut Ui) -> Result<Option<&'g Guide>> {
        let labels = guides.iter().map(|guide| self.label(&Entry::Guide(guide)));
        let labels: Vec<String> = std::iter::once("back to the others".into()).chain(labels).collect();
        // Enter alone walks nobody anywhere
        let picked = ui.pick(&labels, Some(0))?.and_then(|n| n.checked_sub(1));
        Ok(picked.and_then(|n| guides.get(n).copied()))
    }

    fn by_name(&self, ui: &mut Ui) -> Result<Option<&'g Guide>> {
        ui.say("Any part of its name will do, with or without macrons.");
        let text = match ui.ask_line(None)? {
            Reply::Got(text) => text,
            Reply::Interrupted => return Err(stopped()),
            Reply::Mark(_) | Reply::End => return Ok(None),
        };
        let meant = fold(text.trim());
        let is_it = |name: &String| !meant.is_empty() && fold(name).contains(&meant);
        let found: Vec<&Guide> =
            self.guides.iter().filter(|g| [&g.id, &g.title, &g.gloss].into_iter().any(is_it)).collect();
        match found.as_slice() {
            [one] => Ok(Some(one)),
            [] => {
                ui.say("No guide is called anything like that.");
                Ok(None)
            }
            several => self.one_of(several, ui),
        }
    }
}
