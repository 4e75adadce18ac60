//! Which cases are meant, as the command line says it.

use std::collections::BTreeSet;

use super::open;
use crate::change::Desk;
use crate::document::guide_names;
use crate::error::{Error, Result};
use crate::query::filter::{Around, FIELDS, Filter, NoFilter};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::text::fold;
use crate::ui::Ui;

/// Signs by which words are told from a filter.
const SIGNS: [char; 5] = [':', '=', '<', '>', '('];

/// A filter, with what lies around the cases.
pub(super) struct Filtered<'d> {
    desk: &'d Desk,
    filter: Filter,
    words: Vec<String>,
    guides: Vec<(String, String)>,
}

impl<'d> Filtered<'d> {
    /// Reads a filter from the words of a command line.
    pub(super) fn read(desk: &'d Desk, words: &[String]) -> Result<Filtered<'d>> {
        let guides = guide_names(&desk.guides()).into_iter().map(|guide| (guide.id, guide.title)).collect();
        let mut filtered = Filtered { desk, filter: Filter::All(Vec::new()), words: words.to_vec(), guides };
        let text = words.iter().map(|word| as_typed(word)).collect::<Vec<_>>().join(" ");
        filtered.filter = Filter::parse(&text, &filtered.around()).map_err(|why| no_filter(&text, &why))?;
        Ok(filtered)
    }

    /// Whether a case is meant.
    pub(super) fn means(&self, case: &Case) -> bool {
        self.filter.means(case, &self.around())
    }

    /// Whether a case that cannot be read may be meant: all of the words are in its id.
    pub(super) fn may_mean(&self, id: &CaseId) -> bool {
        self.words.iter().all(|word| id.as_str().contains(&fold(word)))
    }

    fn around(&self) -> Around<'_> {
        Around {
            words: &self.desk.vocabulary,
            people: &self.desk.people,
            settings: &self.desk.settings,
            guides: &self.guides,
            today: self.desk.today(),
            calendar: &self.desk.cluster.calendar,
            me: &self.desk.user,
        }
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
    for file in desk.folder.cases()?.files {
        match desk.look(&file.id).ok().and_then(|loaded| loaded.value) {
            Some(case) if filter.means(&case) => found.push(file.id),
            Some(_) => {}
            None => ui.warn(&format!("{0} cannot be read, so that nobody can tell whether it is meant; `pikorua check {0}` says why.", file.id)),
        }
    }
    if found.is_empty() {
        let hint = format!("`pikorua list {}` looks for the same.", words.join(" "));
        return Err(Error::request("no case is like that").hint(hint));
    }
    Ok(found)
}

/// Whether a word of the command line can only be part of a filter.
fn is_filter(word: &str) -> bool {
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
         Days are days, terms, months or years; `FIELD:missing` is where nothing stands.",
        fields.join("\n")
    )
}
