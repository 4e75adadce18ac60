//! What was open when a guide was left is not forgotten.

use crate::check::{Practice, Rule, Subject};
use crate::guide::exits;
use crate::guide::model::{Exit, Guide};
use crate::record::case::{Case, Visit};
use crate::record::id::RowId;
use crate::record::problem::{Level, Problem};
use crate::record::tree;
use serde_json::Value as Tree;
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    id: "left-with-open-questions",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "What was still open when a guide was left, and nobody said why?",
    }),
    reason: "nothing has to be whole before people go on; what is left for later is left knowingly",
    source: "He Pikorua in action, hepikorua.education.govt.nz: the elements are no steps",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    // a request that waits has open questions too; what has ended has none
    if subject.word(Some(&subject.case.status)).is_some_and(|status| status.ended) {
        return Vec::new();
    }
    let record = tree::of(subject.case);
    let guides = subject.guides.iter().filter(|guide| !guide.exits.is_empty());
    guides.flat_map(|guide| of_guide(subject, guide, &record)).collect()
}

// the last visit counts, and only once it is over; of another hui or another lens the last visit to that one
fn of_guide(subject: &Subject<'_>, guide: &Guide, record: &Tree) -> Vec<Problem> {
    let visits = subject.case.visits.iter().enumerate();
    let visits: Vec<_> =
        visits.filter(|(_, visit)| visit.guide.as_ref().is_some_and(|id| id.as_str() == guide.id)).collect();
    let Some(last) = visits.last().map(|(n, _)| *n) else { return Vec::new() };
    let is_open = |visits: &[(usize, &Visit)]| visits.iter().any(|(_, visit)| visit.closed.is_none());
    let row = |visit: &Visit| guide.own_list().and_then(|list| own_row(record, list, visit));
    let mut found = Vec::new();
    if !is_open(&visits) {
        found.extend(of_visit(subject, guide, record, &visits, |_| true));
    }
    let mut rows: Vec<&str> = visits.iter().filter_map(|(_, visit)| row(visit)).collect();
    rows.sort_unstable();
    rows.dedup();
    for own in rows {
        let of_row: Vec<_> = visits.iter().copied().filter(|(_, visit)| row(visit) == Some(own)).collect();
        let is_told = of_row.last().is_some_and(|(n, _)| *n == last);
        if !is_told && !is_open(&of_row) {
            found.extend(of_visit(subject, guide, record, &of_row, |exit| exit.is_about_own_row()));
        }
    }
    found
}

// what the last of these visits left open; a reason that was given in an earlier one still stands
fn of_visit(
    subject: &Subject<'_>,
    guide: &Guide,
    record: &Tree,
    visits: &[(usize, &Visit)],
    asks: impl Fn(&Exit) -> bool,
) -> Vec<Problem> {
    let Some((n, last)) = visits.last() else { return Vec::new() };
    // what was open at an earlier end went with it
    if *n < subject.first_visit_since_the_end() {
        return Vec::new();
    }
    // what is open today, and was open in what the visit saw; a guide with a fault is told about where guides are looked at
    let then = as_it_was(subject.case, *n, record);
    let open = |record: &Tree| exits::open(guide, record, last, &subject.known).unwrap_or_default();
    let was_open: Vec<&str> = open(&then).into_iter().map(|exit| exit.id.as_str()).collect();
    let open: Vec<&Exit> =
        open(record).into_iter().filter(|exit| was_open.contains(&exit.id.as_str()) && asks(exit)).collect();
    let said = |exit: &Exit| visits.iter().any(|(_, visit)| visit.left_open.0.contains_key(&exit.id));
    let open = open.into_iter().filter(|exit| exit.check.is_none() && !said(exit));
    let own = guide.own_list().and_then(|list| own_row(record, list, last));
    open.map(|exit| {
        // another walk would be about another one
        let remedy = match own.filter(|_| exit.is_about_own_row()) {
            Some(row) => format!(
                "Go on with it: `walk {} {} --row {row}`; or say there why it stays open.",
                subject.case.id, guide.id
            ),
            None => format!("Walk `{}` again, or say there why it stays open.", guide.id),
        };
        subject.row_problem(RULE.id, ("visits", *n), exit.ask.clone(), &remedy)
    })
    .collect()
}

// the row of this list that a visit made, as the guide's expressions see it
fn own_row<'t>(record: &'t Tree, list: &str, visit: &Visit) -> Option<&'t str> {
    let rows = record[list].as_array()?.iter().filter_map(|row| row["id"].as_str());
    rows.into_iter().find(|id| visit.rows.iter().any(|row| row.as_str() == *id))
}

// the record without the rows that only later visits added: nobody left those open
fn as_it_was(case: &Case, visit: usize, record: &Tree) -> Tree {
    let rows = |visits: &[Visit]| visits.iter().flat_map(|visit| visit.rows.clone()).collect::<Vec<RowId>>();
    let (until, since) = case.visits.split_at(visit + 1);
    let until = rows(until);
    let added: BTreeSet<String> =
        rows(since).into_iter().filter(|id| !until.contains(id)).map(|id| id.to_string()).collect();
    without(record, &added)
}

fn without(tree: &Tree, rows: &BTreeSet<String>) -> Tree {
    let is_added = |item: &&Tree| item["id"].as_str().is_some_and(|id| rows.contains(id));
    match tree {
        Tree::Array(items) => {
            items.iter().filter(|item| !is_added(item)).map(|item| without(item, rows)).collect()
        }
        Tree::Object(map) => Tree::Object(map.iter().map(|(k, v)| (k.clone(), without(v, rows))).collect()),
        other => other.clone(),
    }
}
