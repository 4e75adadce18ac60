//! What other records tell beside one: what the learning support communities of the cluster know that could help with a piece of
//! work (what worked elsewhere with the same need, and what there is), and the projects of a community.

use serde_json::{Value as Json, json};

use super::Global;
use super::open;
use super::seen::Seen;
use crate::change::Desk;
use crate::error::Result;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::ui::Ui;

/// What a community and a project are about, as their kinds say.
const COMMUNITY: &str = "community";
const PROJECT: &str = "improvement";

/// Lists of a community in which rows say what they help with: the list, what its rows are, and who may be asked.
const LISTS: [(&str, &str, &str); 2] =
    [("practice", "What worked", "ask"), ("resources", "What there is", "contact")];

/// One thing that could help.
pub(super) struct Near {
    community: CaseId,
    list: &'static str,
    is: &'static str,
    what: String,
    ask: Option<String>,
}

/// What could help with the needs of a case, list by list.
pub(super) fn near(desk: &Desk, id: &CaseId) -> Result<Vec<Near>> {
    let own = Seen::new(desk, id, None)?.view(desk);
    let needs = words(&own.json()["needs"]);
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for other in desk.facts_about(COMMUNITY)? {
        let community = other.file.id;
        let view = Seen::new(desk, &community, None)?.view(desk);
        for (list, is, ask) in LISTS {
            for row in view.json()["community"][list].as_array().into_iter().flatten() {
                let helps = words(&row["needs"]).iter().any(|need| needs.contains(need));
                let (Some(what), true) = (row["what"].as_str(), helps) else { continue };
                let (community, what) = (community.clone(), what.to_owned());
                found.push(Near { community, list, is, what, ask: row[ask].as_str().map(str::to_owned) });
            }
        }
    }
    found.sort_by_key(|near| LISTS.iter().position(|(list, ..)| *list == near.list));
    Ok(found)
}

fn words(ids: &Json) -> Vec<&str> {
    ids.as_array().into_iter().flatten().filter_map(Json::as_str).collect()
}

/// Shows it.
pub(super) fn show(global: &Global, ui: &mut Ui, record: &str, as_json: bool) -> Result<()> {
    let desk = global.desk()?;
    let id = open::case(&desk, ui, record)?;
    let found = near(&desk, &id)?;
    if as_json {
        let rows = found.iter().map(|near| {
            json!({ "community": near.community, "list": near.list, "what": near.what, "ask": near.ask })
        });
        return ui.print_json(
            &json!({ "schema": "pikorua/near/1", "case": id, "near": rows.collect::<Vec<_>>() }),
        );
    }
    if found.is_empty() {
        ui.say(&format!(
            "No community here has told of anything for the needs of {id}, or the case names none (`needs`)."
        ));
    }
    let mut last = "";
    for near in found {
        if near.is != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            ui.print(&format!("{gap}{} with the same need ({}):\n", near.is, near.community))?;
            last = near.is;
        }
        let ask = near.ask.map(|ask| format!(" — ask: {ask}")).unwrap_or_default();
        ui.print(&format!("{}\n", ui.hanging(&format!("  • {}{ask}", near.what), 4)))?;
    }
    Ok(())
}

/// After a new case: that there is something.
pub(super) fn say(desk: &Desk, id: &CaseId, ui: &mut Ui) {
    // a case is no less written down without it
    if near(desk, id).is_ok_and(|found| !found.is_empty()) {
        ui.say(&format!("`pikorua show {id} --near` tells what worked elsewhere here with the same need, and what there is."));
    }
}

/// Beside a community: its projects, which are records of their own.
pub(super) fn say_projects(desk: &Desk, case: &Case, ui: &mut Ui) -> Result<()> {
    if !desk.vocabulary.is_about(case.kind.as_str(), COMMUNITY) {
        return Ok(());
    }
    for other in desk.facts_about(PROJECT)? {
        let project = desk.look(&other.file.id)?.value;
        if let Some(project) = project.filter(|one| one.project.community.as_ref() == Some(&case.id)) {
            let title = project.title.map(|title| format!(" “{title}”")).unwrap_or_default();
            ui.say(&format!("A project of this community: {}{title}.", project.id));
        }
    }
    Ok(())
}
