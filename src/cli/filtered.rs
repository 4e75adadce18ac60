//! Which cases are meant, as the command line says it.

use std::collections::BTreeSet;

use super::open;
use crate::change::{Desk, Indexed};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::query::facts::{self, Facts};
use crate::query::filter::{Around, FIELDS, Filter, Looked, NoFilter};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::text::fold;
use crate::ui::Ui;
use crate::view::GuideName;

/// Signs by which words are told from a filter.
const SIGNS: [char; 5] = [':', '=', '<', '>', '('];

/// A filter, with what lies around the cases. Several hands may look by it at a time.
pub(super) struct Filtered<'d> {
    folder: &'d Folder,
    around: Around<'d>,
    filter: Filter,
    words: Vec<String>,
}

impl<'d> Filtered<'d> {
    /// Reads a filter from the words of a command line.
    pub(super) fn read(desk: &'d Desk, words: &[String]) -> Result<Filtered<'d>> {
        let text = words.iter().map(|word| as_typed(word)).collect::<Vec<_>>().join(" ");
        let around = Around {
            words: &desk.vocabulary,
            people: &desk.people,
            settings: &desk.settings,
            today: desk.today(),
            calendar: &desk.cluster.calendar,
            me: &desk.user,
        };
        let named = |guide: &GuideName| (guide.id.clone(), guide.title.clone());
        let guides = || desk.guide_names().iter().map(named).collect();
        let filter = Filter::parse(&text, &around, &guides).map_err(|why| no_filter(&text, &why))?;
        Ok(Filtered { folder: &desk.folder, around, filter, words: words.to_vec() })
    }

    /// Those of the cases that are meant.
    pub(super) fn of(&self, mut cases: Vec<Indexed<Facts>>) -> Vec<Indexed<Facts>> {
        cases.retain(|case| self.means(case));
        cases
    }

    /// The ids of those in the folder that are meant, in their order.
    pub(super) fn ids(&self, desk: &Desk) -> Result<Vec<CaseId>> {
        desk.cases_where(|case| self.means(case))
    }

    /// Whether a case is meant that does not stand in the folder as it is here, such as one of an earlier day.
    pub(super) fn means_then(&self, case: &Case) -> bool {
        let facts = Facts::of(case, self.around.words, self.around.today);
        let looked = Looked { id: &case.id, facts: &facts, says: &|words| facts::says(case, words) };
        self.filter.means(looked, &self.around)
    }

    /// Whether a case is meant; one that cannot be read, where all of the words are in its id.
    pub(super) fn means(&self, case: &Indexed<Facts>) -> bool {
        let id = &case.file.id;
        let Some(facts) = &case.known else {
            return self.words.iter().all(|word| id.as_str().contains(&fold(word)));
        };
        let says = |words: &str| {
            let case = self.folder.load::<Case>(&case.file.path).ok().and_then(|loaded| loaded.value);
            case.is_some_and(|case| facts::says(&case, words))
        };
        self.filter.means(Looked { id, facts, says: &says }, &self.around)
    }
}

/// The cases that are meant: one, several, or those that a filter means, in the order of their ids.
pub(super) fn cases(desk: &Desk, ui: &mut Ui, words: &[String]) -> Result<Vec<CaseId>> {
    if let [one] = words
        && !is_filter(one)
    {
        return Ok(vec![open::case(desk, ui, one)?]);
    }
    if !words.iter().any(|word| is_filter(word)) {
        let named = words.iter().map(|text| open::standing_case(desk, text));
        if let Ok(mut ids) = named.collect::<Result<Vec<CaseId>>>() {
            let mut known = BTreeSet::new();
            ids.retain(|id| known.insert(id.clone()));
            return Ok(ids);
        }
    }
    let filter = Filtered::read(desk, words)?;
    let mut found = Vec::new();
    let is_meant = |case: &Indexed<Facts>| case.known.is_none() || filter.means(case);
    for case in desk.facts_where(is_meant)? {
        let id = case.file.id;
        if case.known.is_some() {
            found.push(id);
            continue;
        }
        ui.warn(&format!(
            "{id} cannot be read, so that nobody can tell whether it is meant; `pikorua check {id}` says why."
        ));
    }
    if found.is_empty() {
        let hint = format!("`pikorua list {}` looks for the same.", words.join(" "));
        return Err(Error::request("no case is like that").hint(hint));
    }
    Ok(found)
}

/// Whether a word of the command line can only be part of a filter.
pub(super) fn is_filter(word: &str) -> bool {
    word.contains(SIGNS)
}

/// A shell takes the quotes of `"shared reading"` and `text:"shared reading"` away: what stands in one argument belongs together,
/// unless it is more of a filter than that.
fn as_typed(word: &str) -> String {
    let is_more = |text: &str| {
        text.contains(SIGNS)
            || text.contains('"')
            || text.split_whitespace().any(|w| ["or", "and", "not"].contains(&fold(w).as_str()))
    };
    let (field, value) = word.split_once(':').map_or(("", word), |(field, value)| (field, value));
    match value.contains(char::is_whitespace) && !field.contains(char::is_whitespace) && !is_more(value) {
        true if field.is_empty() => format!("\"{value}\""),
        true => format!("{field}:\"{value}\""),
        false => word.to_owned(),
    }
}

fn no_filter(text: &str, why: &NoFilter) -> Error {
    let error = Error::usage(&why.message);
    why.pointed(text).into_iter().fold(error, Error::because).hint(&why.remedy)
}

/// How filters are written, for `--help`.
pub(super) fn help() -> String {
    let fields: Vec<String> =
        FIELDS.iter().map(|field| format!("  {:<9}{}", field.names[0], field.about)).collect();
    format!(
        "A filter is made of words and of fields with what they hold: `status:active user:me`, `kind:group or kind:school`, \
         `not (review:missing or voice:missing)`, `opened:2026-T2`, `review<today`, `text:\"shared reading\"`. The fields:\n\n{}\n\n\
         Days are days, weeks (`\"T3 w4\"`), terms, months or years; a term is that of the school, where its days are others than the cluster's. \
         `FIELD:missing` is where nothing stands.",
        fields.join("\n")
    )
}
