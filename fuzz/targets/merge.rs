//! Three texts, divided by lines of `%%%`: what two people made of a case. Whatever they are, merging must not panic, is the
//! same from both sides, leaves a record a record, brings no marks, and changes nothing the second time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pikorua::record::case::Case;
use pikorua::record::case_text::CaseText;
use pikorua::record::edit::Edit;
use pikorua::record::merge::{Side, merge};
use pikorua::record::path::Path;

fn side<'a>(text: &'a str, by: &'a str, on: &str) -> Side<'a> {
    Side { text, by, on: on.parse().expect("a date") }
}

/// What can be read by both readers, and changed.
fn is_record(text: &str) -> bool {
    let title = Edit::Set { path: Path::parse("title"), value: "A title".into() };
    CaseText::read("case", text).is_ok_and(|case| case.apply(&[title]).is_ok())
}

fuzz_target!(|text: &str| {
    let mut parts = text.split("%%%\n");
    let (Some(base), Some(a), Some(b)) = (parts.next(), parts.next(), parts.next()) else { return };
    let base = Some(base).filter(|base| !base.is_empty());
    let (one, other) = (side(a, "p-aaaa", "2026-08-10"), side(b, "p-bbbb", "2026-08-11"));
    let merged = merge::<Case>(base, &one, &other);
    assert_eq!(merged, merge::<Case>(base, &other, &one), "the same from both sides");
    let Ok(merged) = merged else { return };
    assert!(is_record(&merged.text) || !is_record(a) && !is_record(b) || base == Some(a) || base == Some(b));
    let marked = |text: &str| text.lines().any(|line| line.starts_with("<<<<<<<"));
    assert!(!marked(&merged.text) || marked(a) || marked(b));
    let now = merged.text.as_str();
    let third = side(now, "x", "2026-08-12");
    assert_eq!(merge::<Case>(Some(now), &third, &third).map(|again| again.text).as_deref(), Ok(now));
    for (was, theirs) in [(a, one), (b, other)] {
        assert_eq!(merge::<Case>(Some(was), &third, &theirs).map(|again| again.text).as_deref(), Ok(now));
    }
});
