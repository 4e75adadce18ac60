//! Before somebody is told what is held about them: asking about each thing that must not be told unlooked at.

use crate::change::disclose::To;
use crate::change::{Desk, Session};
use crate::cli::handing::Handing;
use crate::error::{Error, ErrorKind, Result};
use crate::history::Note;
use crate::record::case::{Case, Ground};
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::shape::Shape;
use crate::record::tree;
use crate::record::value::Vocabulary as _;
use crate::record::vocabulary::Word;
use crate::ui::{Reply, Ui};
use crate::view::{Audience, Going};

/// Asks about each thing of which nobody has decided, and keeps what was decided; whoever cannot be asked is told by the gate.
pub(super) fn decide(
    desk: &Desk,
    id: &CaseId,
    ui: &mut Ui,
    audience: &Audience,
    handing: &Handing,
) -> Result<()> {
    let Some(case) = desk.look(id)?.value.filter(|_| ui.can_ask()) else { return Ok(()) };
    let to = handing.to(desk, &case, audience)?;
    let going =
        Going { to: to.as_ref().map(To::as_str), vocabulary: Some(&desk.vocabulary), ..Going::default() };
    let Some(left) = audience.to_decide(&case, desk.today(), going) else { return Ok(()) };
    let grounds = desk.vocabulary.offered(Ground::LIST);
    for thing in &left.things {
        // the gate says what to do about a row that has no id
        let Some(row) = &thing.row else { continue };
        ui.tell(&ui.fill(&format!("\nAbout {} ({row}):", thing.what)));
        show(ui, &case, row);
        let (ground, why) = ask(ui, &grounds)?;
        keep(desk, id, [&left.request, row], &ground, why)?;
    }
    Ok(())
}

// whoever decides reads it first
fn show(ui: &mut Ui, case: &Case, row: &str) {
    let record = tree::of(case);
    let Some((map, row)) = tree::row_of(&record, row) else { return };
    for field in map.fields.iter().filter(|field| matches!(field.shape, Shape::Text | Shape::Date)) {
        if let Some(said) = row[field.key].as_str() {
            ui.say(&format!("  {}: {said}", field.label()));
        }
    }
}

fn ask(ui: &mut Ui, grounds: &[Word]) -> Result<(Word, Option<String>)> {
    ui.tell(&ui.fill("What stands against telling it to whoever asked?"));
    let labels: Vec<String> = grounds.iter().map(|ground| ground.label.clone()).collect();
    let ground = ui.pick(&labels, None)?.and_then(|n| grounds.get(n)).ok_or_else(stopped)?;
    if let Some(note) = &ground.note {
        ui.say(note);
    }
    if ground.tells {
        return Ok((ground.clone(), None));
    }
    ui.tell(&ui.fill("Why? It stays with those who do the work."));
    match ui.ask_line(None)? {
        Reply::Got(why) if !why.trim().is_empty() => Ok((ground.clone(), Some(why))),
        _ => Err(stopped()),
    }
}

fn stopped() -> Error {
    Error::new(ErrorKind::Interrupted, "stopped; what was decided is kept")
        .hint("The same command asks about the rest.")
}

fn keep(
    desk: &Desk,
    id: &CaseId,
    [request, row]: [&str; 2],
    ground: &Word,
    why: Option<String>,
) -> Result<()> {
    let mut session = Session::open(desk, id)?;
    let record = tree::of(session.case());
    let new = desk.ids().row('y', |id| tree::has_row(&record, id));
    let said = [
        ("row", Some(row.to_owned())),
        ("request", Some(request.to_owned())),
        ("ground", Some(ground.id.clone())),
        ("why", why),
        ("by", Some(desk.user.to_string())),
        ("date", Some(desk.today().to_string())),
    ];
    session.apply(&Edit::row("withholding", &new, said))?;
    session.record(Note::new("decided what is told to whoever asked")).map(|_| ())
}
