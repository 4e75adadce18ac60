//! Making the documents: about one case, or about each of several and put together.

use super::left_out::LeftOut;
use super::practice::Practice;
use super::source::Source;
use super::{Print, access, left, names, rendered, templates_for};
use crate::change::Desk;
use crate::cli::seen::Seen;
use crate::document::{Cover, Document};
use crate::error::{Error, ErrorKind, Result};
use crate::record::id::CaseId;
use crate::ui::Ui;
use crate::view::Audience;

/// What a document is made with, and for whom.
pub(super) struct Making<'a> {
    pub(super) print: &'a Print,
    pub(super) desk: &'a Desk,
    pub(super) audience: &'a Audience,
    pub(super) source: &'a Source<'a>,
    pub(super) practice: &'a Practice,
}

/// A document about one case, with the leave by which it was made.
pub(super) type Made = (Seen, Document);

impl Making<'_> {
    /// The document about one case. Where nothing in it may tell whose it is, it is made anew until nothing does.
    pub(super) fn one(&self, id: &CaseId, ui: &mut Ui) -> Result<Made> {
        let (desk, print) = (self.desk, self.print);
        names::take(desk, id, &print.say, &print.not_names)?;
        access::decide(desk, id, ui, self.audience, &print.handing)?;
        loop {
            let (seen, document) = self.document(id)?;
            let left = self.names_in(&seen, &document);
            if left.is_empty() {
                return Ok((seen, document));
            }
            if !ui.can_ask() || !names::ask(desk, id, ui, &left)? {
                return Err(left::refused(&seen, &print.document, &left));
            }
        }
    }

    fn document(&self, id: &CaseId) -> Result<Made> {
        let (desk, print) = (self.desk, self.print);
        let seen = Seen::as_audience(desk, id, self.audience, Some(&print.handing))?;
        let view = self.practice.beside(desk, &seen, seen.view(desk));
        let document = rendered(desk, id, self.source, &seen, view, print.row.as_deref())?;
        Ok((seen, document))
    }

    // what is left in it that could tell whose it is, where nothing may
    fn names_in(&self, seen: &Seen, document: &Document) -> Vec<left::Left> {
        self.names_beside(seen, &[], document)
    }

    fn names_beside(&self, seen: &Seen, beside: &[Seen], document: &Document) -> Vec<left::Left> {
        names::search(self.desk, seen, beside, document, self.print.output.as_deref())
    }

    /// The one document about all of these cases, with the leave by which each is seen, and the cases that are left out of it.
    pub(super) fn of_all(&self, ids: &[CaseId]) -> Result<(Vec<Made>, Vec<LeftOut>)> {
        match ids {
            [one] => names::take(self.desk, one, &self.print.say, &self.print.not_names)?,
            several => self.refuse_words_of_one(several.len())?,
        }
        self.look_back_in(ids);
        let (mut seen, mut left_out) = (Vec::new(), Vec::new());
        for id in ids {
            match Seen::as_audience(self.desk, id, self.audience, Some(&self.print.handing)) {
                Ok(one) => seen.push(one),
                Err(why) if why.kind == ErrorKind::Refused => left_out.push(LeftOut { id: id.clone(), why }),
                Err(why) => return Err(why),
            }
        }
        let mut views = seen.iter().map(|seen| seen.view(self.desk));
        let Some(first) = views.next() else { return Err(left_out.swap_remove(0).why) };
        let around = seen[0].around(self.desk);
        let view = first.with_records(views).with_lists(&self.source.lists(), &around);
        let document = self.source.document(&view)?;
        for one in &seen {
            let left = self.names_beside(one, &seen, &document);
            if !left.is_empty() {
                return Err(left::refused(one, &self.print.document, &left));
            }
        }
        Ok((seen.into_iter().map(|seen| (seen, document.clone())).collect(), left_out))
    }

    /// The documents about several cases, and the cases that this audience may not see or whose names are left in them.
    pub(super) fn several(&self, ids: &[CaseId]) -> Result<(Vec<Made>, Vec<LeftOut>)> {
        if self.source.is_form() {
            return Err(Error::usage("a form of Word is filled for one case at a time")
                .hint("Print them one by one, or as `.html` or `.md`, which are made from the template."));
        }
        self.refuse_words_of_one(ids.len())?;
        self.look_back_in(ids);
        let (mut made, mut left_out) = (Vec::new(), Vec::new());
        for id in ids {
            match self.of_several(id) {
                Ok(one) => made.push(one),
                Err(why) if why.kind == ErrorKind::Refused => left_out.push(LeftOut { id: id.clone(), why }),
                Err(why) => return Err(why),
            }
        }
        match made.is_empty() {
            true => Err(left_out.swap_remove(0).why),
            false => Ok((made, left_out)),
        }
    }

    // where something in the history is damaged, that is said of the cases that it is about
    fn look_back_in(&self, ids: &[CaseId]) {
        drop(self.desk.history.look_back_in(ids.len()));
    }

    /// What stands for a name, and which words are none, is kept in one case.
    fn refuse_words_of_one(&self, cases: usize) -> Result<()> {
        let Print { say, not_names, .. } = self.print;
        match [(say, "--say"), (not_names, "--not-a-name")].iter().find(|(given, _)| !given.is_empty()) {
            Some((_, flag)) => {
                Err(Error::usage(format!("`{flag}` is kept in one case, and there are {cases}"))
                    .hint("Print the one case with it first; it is kept there."))
            }
            None => Ok(()),
        }
    }

    /// The document about one of several cases: nobody is asked about it.
    pub(super) fn of_several(&self, id: &CaseId) -> Result<Made> {
        let (seen, document) = self.document(id)?;
        let left = self.names_in(&seen, &document);
        match left.is_empty() {
            true => Ok((seen, document)),
            false => Err(left::refused(&seen, &self.print.document, &left)),
        }
    }

    /// One document as it is; several with a cover.
    pub(super) fn whole(&self, made: &[Made], left_out: usize) -> Result<Document> {
        match (made, left_out) {
            ([(_, one)], 0) => return Ok(one.clone()),
            ([(_, one), ..], _) if self.source.is_of_all() => return Ok(one.clone()),
            _ => {}
        }
        let (desk, print, named) = (self.desk, self.print, !self.audience.disguise);
        let person = desk.people.iter().find(|person| person.id == desk.user);
        let cover = Cover {
            document: print.document.trim_end_matches(".md"),
            cluster: named.then_some(desk.cluster.name.as_str()),
            audience: &self.audience.label,
            by: person.filter(|_| named).map(|person| person.name.as_str()),
            today: desk.today(),
            dated: named,
            left_out,
        };
        let documents = made.iter().map(|(_, document)| document.clone()).collect();
        let together = Document::together(documents, &templates_for(desk, self.audience), cover)?;
        // the pages were looked through one by one, and what stands before them is looked through here
        let cover = together.alone();
        let (seen, _) = &made[0];
        match self.names_in(seen, &cover).as_slice() {
            [] => Ok(together),
            left => Err(left::refused(seen, &print.document, left)),
        }
    }
}
