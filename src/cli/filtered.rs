//! Which cases are meant, as the command line says it.

use crate::change::Desk;
use crate::document::guide_names;
use crate::error::{Error, Result};
use crate::query::filter::{Around, FIELDS, Filter, NoFilter};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::text::fold;

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
         Days are days, terms, months or years; `FIELD:missing` is where nothing stands.",
        fields.join("\n")
    )
}
