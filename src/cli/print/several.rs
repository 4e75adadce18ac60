//! Several cases in one file: which, and which of them are left out.

use super::practice::Practice;
use super::{Print, templates};
use crate::change::Desk;
use crate::cli::filtered::{Filtered, is_filter};
use crate::cli::open;
use crate::cli::seen::Seen;
use crate::document::{Cover, Document};
use crate::error::{Error, ErrorKind, Result};
use crate::record::id::CaseId;
use crate::ui::Ui;
use crate::view::Audience;

/// A case that is not in the file, and why.
pub(super) struct LeftOut {
    id: CaseId,
    why: Error,
}

impl Print {
    /// The cases that are meant, in the order of their ids where a filter means them.
    pub(super) fn cases(&self, desk: &Desk, ui: &mut Ui) -> Result<Vec<CaseId>> {
        if let [one] = self.cases.as_slice()
            && !is_filter(one)
        {
            return Ok(vec![open::case(desk, ui, one)?]);
        }
        let named = self.cases.iter().map(|text| desk.folder.resolve(text));
        if let Ok(mut ids) = named.collect::<Result<Vec<CaseId>>>() {
            let mut known = std::collections::BTreeSet::new();
            ids.retain(|id| known.insert(id.clone()));
            return Ok(ids);
        }
        let filter = Filtered::read(desk, &self.cases)?;
        let mut found = Vec::new();
        for file in desk.folder.cases()?.files {
            let case = desk.look(&file.id)?.value;
            if case.is_some_and(|case| filter.means(&case)) {
                found.push(file.id);
            }
        }
        if found.is_empty() {
            return Err(Error::request("no case is like that")
                .hint(format!("`pikorua list {}` looks for the same.", self.cases.join(" "))));
        }
        Ok(found)
    }

    /// The documents about several cases, and the cases that this audience may not see or whose names are left in them.
    pub(super) fn several(
        &self,
        desk: &Desk,
        ids: &[CaseId],
        audience: &Audience,
    ) -> Result<(Vec<(Seen, Document)>, Vec<LeftOut>)> {
        for (given, flag) in [(!self.say.is_empty(), "--say"), (!self.not_names.is_empty(), "--not-a-name")] {
            if given {
                return Err(Error::usage(format!(
                    "`{flag}` is kept in one case, and there are {}",
                    ids.len()
                ))
                .hint("Print the one case with it first; it is kept there."));
            }
        }
        let practice = Practice::read(desk, &self.document)?;
        let (mut made, mut left_out) = (Vec::new(), Vec::new());
        for id in ids {
            match self.of_several(desk, &practice, id, audience) {
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

    fn of_several(
        &self,
        desk: &Desk,
        practice: &Practice,
        id: &CaseId,
        audience: &Audience,
    ) -> Result<(Seen, Document)> {
        let seen = Seen::as_audience(desk, id, audience, Some(&self.handing))?;
        let document = self.rendered(desk, practice, id, &seen)?;
        let left = self.names_in(desk, id, &seen, &document)?;
        match left.is_empty() {
            true => Ok((seen, document)),
            false => Err(super::names::refused(&seen, &left)),
        }
    }

    /// One document as it is; several with a cover.
    pub(super) fn whole(
        &self,
        desk: &Desk,
        audience: &Audience,
        made: &[(Seen, Document)],
        left_out: usize,
    ) -> Result<Document> {
        if let ([(_, one)], 0) = (made, left_out) {
            return Ok(one.clone());
        }
        let person = desk.people.iter().find(|person| person.id == desk.user);
        let named = !audience.disguise;
        let cover = Cover {
            document: self.document.trim_end_matches(".md"),
            cluster: named.then_some(desk.cluster.name.as_str()),
            audience: &audience.label,
            by: person.filter(|_| named).map(|person| person.name.as_str()),
            today: desk.today(),
            dated: named,
            left_out,
        };
        let documents = made.iter().map(|(_, document)| document.clone()).collect();
        let together = Document::together(documents, &templates(desk), cover)?;
        // the pages were looked through one by one, and what stands before them is looked through here
        let cover = Document { more: Vec::new(), ..together.clone() };
        let (seen, _) = &made[0];
        match self.names_in(desk, seen.pass().case_id(), seen, &cover)?.as_slice() {
            [] => Ok(together),
            left => Err(super::names::refused(seen, left)),
        }
    }
}

/// Says which cases are not in it, and why: it is not all that was asked for.
pub(super) fn are_all_in(left_out: &[LeftOut], ui: &mut Ui) -> Result<()> {
    for one in left_out {
        ui.warn(&format!("{} is left out: {}", one.id, one.why.causes.first().unwrap_or(&one.why.message)));
    }
    match left_out {
        [] => Ok(()),
        [one, ..] => {
            let count = left_out.len();
            let cases = if count == 1 { "one case is".into() } else { format!("{count} cases are") };
            Err(Error::new(ErrorKind::Refused, format!("{cases} not in it"))
                .hint(format!("`pikorua print` with {} alone says what is missing.", one.id)))
        }
    }
}
