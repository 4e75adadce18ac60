//! A new latest measure of a goal: the one before stays among those taken on the way, and the new one has a day of its own.

use serde_json::Value as Tree;

use super::edit::Edit;
use super::path::{Path, Step};
use super::tree;
use super::value::Date;

/// What else edits change that put down a new latest measure, which is of `today` where they do not say; `new_row` gives the
/// id of a row with that prefix. A measure of the same day is mended, and not kept.
pub fn follows(
    record: &Tree,
    edits: &[Edit],
    today: Date,
    mut new_row: impl FnMut(char) -> String,
) -> Vec<Edit> {
    let mut more = Vec::new();
    for edit in edits {
        let Edit::Set { path, value } = edit else { continue };
        let Some(goal) = goal_of(path) else { continue };
        let there = tree::at(record, &goal);
        let on = goal.key("latest_on");
        let said = edits.iter().find_map(|edit| match edit {
            Edit::Set { path, value } if *path == on => day(value.as_str()),
            _ => None,
        });
        let was = day(there["latest_on"].as_str());
        let is_new = match said {
            // with a day of its own the same number is another measure
            Some(said) => was != Some(said) && (was.is_some() || there["latest"].as_str() != value.as_str()),
            None => was != Some(today) && there["latest"].as_str() != value.as_str(),
        };
        if let Some(before) = there["latest"].as_str().filter(|_| is_new) {
            let row = goal.key("measures").key(new_row('n'));
            let date = was.map(|was| Edit::Set { path: row.key("date"), value: was.to_string().into() });
            more.extend(date);
            more.push(Edit::Set { path: row.key("value"), value: before.into() });
        }
        // whoever takes the day away means none
        let taken_away = edits.iter().any(|edit| matches!(edit, Edit::Remove { path } if *path == on));
        if said.is_none() && was != Some(today) && !taken_away {
            more.push(Edit::Set { path: on, value: today.to_string().into() });
        }
    }
    more
}

// the goal whose latest measure a place is
fn goal_of(place: &Path) -> Option<Path> {
    let (goal, last) = place.split_last()?;
    let (list, _) = goal.split_last()?;
    (list == Path::parse("plan.goals") && *last == Step::Key("latest".into())).then_some(goal)
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn followed(goal: &Tree, edits: &[(&str, &str)]) -> Vec<(String, String)> {
        let record = json!({ "plan": { "goals": [goal] } });
        let set = |(key, value): &(&str, &str)| Edit::Set {
            path: Path::parse(&format!("plan.goals.g-m2cd.{key}")),
            value: (*value).into(),
        };
        let edits: Vec<Edit> = edits.iter().map(set).collect();
        let more = follows(&record, &edits, Date(jiff::civil::date(2026, 8, 14)), |_| "n-2222".into());
        let told = more.into_iter().filter_map(|edit| match edit {
            Edit::Set { path, value } => Some((
                path.to_string().replacen("plan.goals.g-m2cd.", "", 1),
                value.as_str().map(ToOwned::to_owned)?,
            )),
            _ => None,
        });
        told.collect()
    }

    fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_measure_before_stays_with_its_day() {
        let goal = json!({ "id": "g-m2cd", "latest": "4 of 10", "latest_on": "2026-06-01" });
        let kept = [("measures.n-2222.date", "2026-06-01"), ("measures.n-2222.value", "4 of 10")];
        let today = [kept[0], kept[1], ("latest_on", "2026-08-14")];
        assert_eq!(followed(&goal, &[("latest", "5 of 10")]), said(&today));
        let of_a_day = [("latest_on", "2026-08-10"), ("latest", "5 of 10")];
        assert_eq!(followed(&goal, &of_a_day), said(&kept));
        let same_again = [("latest", "4 of 10"), ("latest_on", "2026-08-10")];
        assert_eq!(followed(&goal, &same_again), said(&kept));
    }

    #[test]
    fn a_slip_is_mended_and_is_no_measure() {
        let goal = json!({ "id": "g-m2cd", "latest": "4 of 10", "latest_on": "2026-08-14" });
        assert_eq!(followed(&goal, &[("latest", "5 of 10")]), said(&[]));
        assert_eq!(followed(&goal, &[("latest", "5 of 10"), ("latest_on", "2026-08-14")]), said(&[]));
        assert_eq!(followed(&goal, &[("latest_on", "2026-08-13")]), said(&[]));
        assert_eq!(followed(&goal, &[("what", "Joins in")]), said(&[]));
    }

    #[test]
    fn a_day_that_is_taken_away_stays_away() {
        let goal = json!({ "id": "g-m2cd", "latest": "4", "latest_on": "2026-06-01" });
        let record = json!({ "plan": { "goals": [goal] } });
        let place = |key: &str| Path::parse(&format!("plan.goals.g-m2cd.{key}"));
        let edits = [
            Edit::Set { path: place("latest"), value: "5".into() },
            Edit::Remove { path: place("latest_on") },
        ];
        let more = follows(&record, &edits, Date(jiff::civil::date(2026, 8, 14)), |_| "n-2222".into());
        assert!(more.iter().all(|edit| edit.path().0.starts_with(&place("measures").0)), "{more:?}");
    }

    #[test]
    fn a_first_measure_has_its_day_too() {
        let goal = json!({ "id": "g-m2cd" });
        assert_eq!(followed(&goal, &[("latest", "5")]), said(&[("latest_on", "2026-08-14")]));
        let no_day = json!({ "id": "g-m2cd", "latest": "4" });
        let kept = [("measures.n-2222.value", "4"), ("latest_on", "2026-08-14")];
        assert_eq!(followed(&no_day, &[("latest", "5")]), said(&kept));
    }
}
