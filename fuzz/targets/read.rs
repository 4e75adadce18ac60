//! Any text as a case: reading it and changing it must not panic, and what was changed must say so.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pikorua::record::case::Case;
use pikorua::record::case_text::CaseText;
use pikorua::record::cluster::{People, Setting};
use pikorua::record::edit::Edit;
use pikorua::record::id::Ids;
use pikorua::record::path::Path;
use pikorua::record::read::read;

fuzz_target!(|text: &str| {
    let _ = (read::<People>(text), read::<Setting>(text), read::<Case>(text));
    let Ok(case) = CaseText::read("case", text) else { return };
    assert_eq!(case.text(), text, "reading changes nothing");
    let title = Edit::Set { path: Path::parse("title"), value: "Kōrero: a #1".into() };
    let Ok(after) = case.apply(&[title]) else { return };
    assert_eq!(after.case().title.as_ref().map(|title| title.as_str()), Some("Kōrero: a #1"));
    let ids = after.missing_ids(&mut Ids::seeded(1));
    if let Ok(named) = after.apply(&ids) {
        assert!(named.missing_ids(&mut Ids::seeded(2)).is_empty(), "every row has its id");
    }
});
