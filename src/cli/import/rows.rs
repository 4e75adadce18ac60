//! `import rows`: rows of a record out of a list, such as a register of needs that somebody kept in a workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use super::seen::Seen;
use super::set::Setter;
use super::shown::List;
use super::{Global, collided, open};
use crate::change::Session;
use crate::error::{Error, Result};
use crate::folder::{Headings, Listing, Wanted, read_outside};
use crate::history::Note;
use crate::record::edit::Edit;
use crate::record::shape::FieldShape;
use crate::record::text::fold;
use crate::record::tree;
use crate::report::unguarded;
use crate::ui::Ui;

/// Rows of a record from a csv file: needs, resources, whatever is a list in it
#[derive(Args, Debug)]
#[command(
    after_help = "`show RECORD LIST --csv` writes such a file, and what comes back from it changes only what somebody changed in it. A row is \
known by its id, else by the words that say what it is; an empty cell takes nothing away, and no row goes. Several values in one cell \
are divided by `;`. Columns are known by what they hold or by their keys; an `import.toml` of your own takes other headings, as in \
`[\"community.needs\"]` with `what = [\"Description of need\"]`."
)]
pub(super) struct Rows {
    /// The list, as csv in UTF-8
    file: PathBuf,
    /// The record it goes into
    #[arg(long, value_name = "RECORD")]
    into: String,
    /// The list of the record, by its path
    #[arg(long, value_name = "LIST")]
    list: String,
    /// Only rows with this value under a heading
    #[arg(long = "where", value_name = "HEADING=VALUE")]
    wanted: Vec<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// What the list would change.
#[derive(Default)]
struct Found {
    edits: Vec<Edit>,
    new: usize,
    changed: usize,
    same: usize,
}

impl Rows {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        let id = open::case(&desk, ui, &self.into)?;
        let list = List::named(&desk, &self.list)?;
        let sought = Headings::read(&desk.library)?.of_rows(&self.list);
        let wanted = self.wanted.iter().map(|text| Wanted::read(text)).collect::<Result<Vec<_>>>()?;
        let listing = Listing::read(&read_outside(&self.file)?, &sought, list.must(), &wanted)?;

        let mut session = Session::open(&desk, &id)?;
        open::say_noticed(ui, &desk, &session.noticed());
        // as it went out: what a word makes sensitive stands there as if it were marked
        let shown = Seen::of(&desk, session.case().clone(), String::new())?.view(&desk);
        let rows = list.rows(shown.json());
        let found = self.found(&list, &listing, rows, || Setter::new(&desk, tree::of(session.case())))?;
        let mut left = Vec::new();
        if !self.dry_run {
            session.apply(&found.edits)?;
            left = collided::meet(&desk, &mut session, ui)?;
            session.record(Note::new(format!("{}: taken from a list", self.list)))?;
        }
        if self.json {
            ui.print_json(&json!({
                "schema": "pikorua/import-rows/1", "record": id, "list": self.list, "new": found.new, "changed": found.changed,
                "same": found.same, "left": listing.left, "dry_run": self.dry_run,
            }))?;
            return collided::is_decided(&left);
        }
        let would = if self.dry_run { " would be" } else { "" };
        let (new, changed, same) = (found.new, found.changed, found.same);
        ui.say(&format!("Rows of the list:{would} {new} new, {changed} changed, {same} as they were."));
        if !listing.left.is_empty() {
            ui.warn(&format!("nothing is taken from the columns {}.", listing.left.join(", ")));
        }
        collided::is_decided(&left)
    }

    // all that is wrong is said at once, by the rows of the list
    fn found<'d>(
        &self,
        list: &List<'_>,
        listing: &Listing,
        rows: &[Json],
        setter: impl Fn() -> Setter<'d>,
    ) -> Result<Found> {
        let mut found = Found::default();
        let (mut wrong, mut met) = (Vec::new(), BTreeSet::new());
        for (at, told) in listing.rows.iter().enumerate() {
            let known = known(list, rows, told, &met);
            let step = known.and_then(|row| row["id"].as_str()).unwrap_or("+");
            met.insert(step.to_owned());
            let is_new =
                |field: &FieldShape, text: &str| known.is_none_or(|row| list.cell(row, field) != text);
            let values: Vec<String> = list
                .fields()
                .filter(|field| field.key != "id")
                .filter_map(|field| Some((field, unguarded(told.get(field.key)?))))
                .filter(|(field, text)| is_new(field, text))
                .map(|(field, text)| format!("{}.{step}.{}={text}", self.list, field.key))
                .collect();
            if values.is_empty() {
                found.same += 1;
                continue;
            }
            *(if known.is_some() { &mut found.changed } else { &mut found.new }) += 1;
            match setter().edits(&values) {
                Ok(edits) => found.edits.extend(edits),
                Err(why) => wrong.extend(why.causes.iter().map(|cause| format!("row {}: {cause}", at + 1))),
            }
        }
        if wrong.is_empty() {
            return Ok(found);
        }
        let error = Error::request("the list cannot be taken in, so nothing was");
        let said = wrong.iter().take(MOST).fold(error, |error, why| error.because(why));
        Err(match wrong.len().saturating_sub(MOST) {
            0 => said,
            more => said.because(format!("and {more} more")),
        })
    }
}

/// So many slips are said at a time.
const MOST: usize = 12;

// the row of the record that a row of the list is: by its id, else by the words that say what it is, of several the one that
// is most like it; none that is another row of the list already
fn known<'r>(
    list: &List<'_>,
    rows: &'r [Json],
    told: &BTreeMap<&'static str, String>,
    met: &BTreeSet<String>,
) -> Option<&'r Json> {
    let by_id = told.get("id").and_then(|id| rows.iter().find(|row| row["id"] == *id.as_str()));
    let says = |row: &Json, key: &str| {
        let field = list.fields().find(|field| field.key == key);
        let cell = field.map(|field| fold(list.cell(row, field).trim())).filter(|cell| !cell.is_empty());
        cell.is_some() && cell == told.get(key).map(|text| fold(unguarded(text.trim())))
    };
    let is_free = |row: &&Json| row["id"].as_str().is_none_or(|id| !met.contains(id));
    let alike = |row: &&Json| told.keys().filter(|key| says(row, key)).count();
    by_id.or_else(|| rows.iter().filter(is_free).filter(|row| says(row, list.must())).max_by_key(alike))
}
