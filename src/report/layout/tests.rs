#![allow(clippy::unwrap_used)]

use super::Layout;
use crate::record::overlaid::Own;

const BUILT_IN: &str = include_str!("../../../templates/report.toml");

fn read(own: &str) -> crate::error::Result<Layout> {
    Layout::read(BUILT_IN, Some(Own { file: "report.toml", text: own }))
}

#[test]
fn the_report_that_is_built_in_is_whole() {
    let layout = Layout::read(BUILT_IN, None).unwrap();
    assert!(layout.sections.len() > 5);
    for section in &layout.sections {
        assert!(!section.title.is_empty() && !section.lead.is_empty(), "{}", section.id);
    }
}

#[test]
fn what_a_cluster_says_comes_on_top_key_by_key() {
    let before = Layout::read(BUILT_IN, None).unwrap();
    let own = "[section.asked]\ntitle = \"Asked of us\"\n[section.asked.table.kind]\noff = true\n\
               [section.ours]\ntitle = \"Ours\"\n[section.ours.table.one]\ntitle = \"One\"\ncounts = [\"ended\"]\n";
    let layout = read(own).unwrap();
    let asked =
        |layout: &Layout| layout.sections.iter().find(|section| section.id == "asked").unwrap().clone();
    assert_eq!(asked(&layout).title, "Asked of us");
    assert_eq!(asked(&layout).lead, asked(&before).lead);
    assert_eq!(asked(&layout).tables.len() + 1, asked(&before).tables.len());
    assert_eq!(layout.sections.last().unwrap().tables[0].id, "ours.one");
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_a_remedy() {
    let table = "[section.asked]\n[section.asked.table.x]\ntitle = 'X'\n";
    for (own, said, remedy) in [
        ("[section.asked]\ntitel = 'x'\n", "line 2: `titel` is not a key", "Did you mean `title`?"),
        (
            &format!("{table}counts = ['asekd']\n"),
            "line 4: `asekd` is none of the words",
            "Did you mean `asked`?",
        ),
        (
            &format!("{table}counts = ['asked']\nrows = 'kinds'\n"),
            "line 5: `kinds` is none",
            "Did you mean `kind`?",
        ),
        (table, "line 2: the table `x` of `asked` counts nothing", "`counts = [\"asked\"]`"),
        (
            &format!("{table}counts = ['asked']\nrows = 'reason'\n"),
            "line 2: the table `x` of `asked` counts `asked` by `reason`",
            "",
        ),
        (
            &format!("{table}counts = ['asked']\nmeasures = ['median-weeks']\n"),
            "tells weeks of something",
            "`ended`",
        ),
        (
            &format!("{table}counts = ['asked', 'ended']\ncolumns = 'kind'\n"),
            "do not go together",
            "one thing",
        ),
        ("[section.ours]\nlead = 'x'\n", "line 1: the part `ours` has no title", "`title"),
        ("[section.asked\n", "line 1", ""),
    ] {
        let error = read(own).unwrap_err();
        assert!(error.message.contains(said), "{own}: {}", error.message);
        assert!(error.hints.concat().contains(remedy), "{own}: {:?}", error.hints);
    }
}
