//! A case that was asked for and whose file is gone from the folder.

use super::say_brought;
use crate::change::{Away, Desk, What};
use crate::error::{Error, Result};
use crate::query::facts::Facts;
use crate::record::case::Case;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::read::read;
use crate::record::text::fold;
use crate::ui::Ui;

/// Offers a case back that is not in the folder any more; where there is none like that, what was wrong stays wrong.
pub(super) fn offer(desk: &Desk, ui: &mut Ui, text: &str, error: Error) -> Result<CaseId> {
    let Some(away) = found(desk, text)? else { return Err(error) };
    let Some(id) = away.path.case() else { return Err(error) };
    let said = said(&away, &id);
    if !ui.can_ask() {
        return Err(Error::request(said).hint(format!("`pikorua undo {id}` brings it back.")));
    }
    ui.tell(&ui.fill(&format!("{}{}. Bring it back?", said[..1].to_uppercase(), &said[1..])));
    let choices = ["yes, as it was last recorded".to_owned(), "no".to_owned()];
    if ui.pick(&choices, Some(0))? != Some(0) {
        return Err(Error::request(said).hint(format!("`pikorua undo {id}` brings it back.")));
    }
    if away.recorded {
        desk.undo(&desk.undoing(&What::Of(away.path))?)?;
        ui.say(&format!("{id} is back, as it was before that."));
    } else {
        say_brought(ui, &desk.bring_back(&away.path)?);
    }
    Ok(id)
}

fn said(away: &Away, id: &CaseId) -> String {
    let when = away.last.author.when.strftime("%-d %B %Y");
    let by = &away.last.author.name;
    match away.recorded {
        true => format!("{id} was taken out of the folder on {when}, by {by}"),
        false => format!("the file of {id} is gone from the folder; it was last recorded on {when}, by {by}"),
    }
}

/// By its id, or by words in it as it was last recorded.
fn found(desk: &Desk, text: &str) -> Result<Option<Away>> {
    // a case that is there is never the one that is gone
    if !desk.folder.matching(text)?.is_empty() {
        return Ok(None);
    }
    if let Some(away) = desk.away_case(text)? {
        return Ok(Some(away));
    }
    let meant = fold(text.trim());
    let is_it = |path: &RelPath| {
        let bytes = path.case().and_then(|_| desk.history.recorded(path).ok().flatten())?;
        let case = read::<Case>(&String::from_utf8_lossy(&bytes)).value?;
        super::is_in(desk, &Facts::of(&case, &desk.vocabulary, desk.today()), &meant).then_some(())
    };
    match desk.gone()?.into_iter().filter(|path| is_it(path).is_some()).collect::<Vec<_>>().as_slice() {
        [one] => desk.away(one),
        _ => Ok(None),
    }
}
