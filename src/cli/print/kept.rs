//! Whoever is kept back from a reader may still be named in other sentences: that is said before it goes out.

use std::collections::BTreeSet;

use crate::change::Desk;
use crate::cli::seen::Seen;
use crate::document::Document;
use crate::record::case::Case;
use crate::record::named::{Says, each};
use crate::record::naming::places;
use crate::record::shape::Field;
use crate::record::tree;
use crate::ui::Ui;

/// A shorter part of a name may be any word.
const SHORTEST: usize = 3;

/// Says which names stand in a document although the row that they belong to is kept back from its reader.
pub(super) fn say_named(desk: &Desk, seen: &Seen, document: &Document, ui: &mut Ui) {
    let texts = document.texts();
    let is_said = |name: &str| texts.iter().any(|text| !places(text, name).is_empty());
    let named: Vec<String> = kept_names(desk, seen).into_iter().filter(|name| is_said(name)).collect();
    if named.is_empty() {
        return;
    }
    let named: Vec<String> = named.iter().map(|name| format!("“{name}”")).collect();
    ui.warn(&format!(
        "{} is told nothing of somebody who is kept back, and other sentences here still name them: {}. Read these before it goes \
         out; what must not be told there is kept back place by place.",
        seen.pass().audience().label,
        named.join(", ")
    ));
}

// whole names, and the first of each; whoever else in the case is called so is not meant
fn kept_names(desk: &Desk, seen: &Seen) -> BTreeSet<String> {
    let view = seen.view(desk);
    let (mut kept, mut shown) = (BTreeSet::new(), BTreeSet::new());
    each(&Case::SHAPE, &tree::of(seen.pass().case()), |at| {
        let Some(name) =
            at.value.as_str().filter(|_| matches!(at.says, Says::Mokopuna | Says::Member | Says::Name))
        else {
            return;
        };
        let is_kept = at.row.get("id").and_then(|id| id.as_str()).is_some_and(|id| view.keeps(id));
        let first = name.split_whitespace().next().filter(|first| first.chars().count() >= SHORTEST);
        let of = if is_kept { &mut kept } else { &mut shown };
        of.extend([Some(name), first].into_iter().flatten().map(str::to_owned));
    });
    &kept - &shown
}
