//! The guides of a cluster's folder by their names. Whether each fits the records is for those who walk it: a name is a name, and
//! trying every question of every guide takes longer than showing a case.

use super::desk::Desk;
use crate::document::guide_names;
use crate::folder::{Basis, Library};
use crate::guide::known::{Choice, Guides};
use crate::guide::model::Guide;
use crate::view::GuideName;

/// The name under which they are kept.
const KEPT: &str = "guides";

impl Desk {
    /// What the guides and the answers to their questions are called: the elements in their order, then the others by name.
    pub fn guide_names(&self) -> &[GuideName] {
        self.guide_names.get_or_init(|| {
            // reading them takes as long as showing a case
            let files =
                self.library.guides().iter().flat_map(|file| [file.name.as_str(), file.text.as_str()]);
            let basis = Basis::of(&files.collect::<Vec<_>>());
            self.private.kept(KEPT, basis).unwrap_or_else(|| {
                let names = read_names(&self.library);
                self.private.keep(KEPT, basis, &names);
                names
            })
        })
    }
}

fn read_names(library: &Library) -> Vec<GuideName> {
    let files = library.guides().iter();
    let read = files
        .filter_map(|file| toml::from_str::<Guide>(&file.text).ok().filter(|guide| guide.id == file.name));
    let mut names = guide_names(&read.collect::<Vec<_>>());
    names.sort_by(|a, b| {
        (a.element.is_none(), a.element, &a.id).cmp(&(b.element.is_none(), b.element, &b.id))
    });
    names
}

impl Guides for Desk {
    fn titles(&self) -> Vec<Choice> {
        let choice = |guide: &GuideName| Choice {
            id: guide.id.clone(),
            label: guide.title.clone(),
            note: Some(guide.gloss.clone()),
            aliases: vec![guide.gloss.clone()],
        };
        self.guide_names().iter().map(choice).collect()
    }

    fn for_work(&self, kind: &str) -> Vec<Choice> {
        let mut titles = self.titles();
        // a project too may speak of an element of the framework
        let is_for = |guide: &GuideName| self.vocabulary.is_for((guide.shelf.as_deref(), false), kind);
        titles.retain(|title| self.guide_names().iter().any(|guide| guide.id == title.id && is_for(guide)));
        titles
    }
}
