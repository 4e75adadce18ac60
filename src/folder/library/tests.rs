//! What a cluster makes its own.

use crate::error::ErrorKind;
use crate::folder::testing::{at, folder, put, says};
use crate::folder::{Cluster, Library, Origin};

#[test]
fn the_clusters_own_texts_take_the_place_of_built_in_ones() {
    let (_dir, folder) = folder();
    put(&folder, "guides/tātai.toml", "ours");
    put(&folder, "documents/plan.md", "ours");
    put(&folder, "documents/bad.md", b"\xff");
    put(&folder, "documents/letterhead.docx", "x");
    put(&folder, "documents/plan.docx", "x");
    put(&folder, "documents/scan.pdf", "x");
    put(&folder, "audiences.toml", "ours");
    let library = Library::load(&folder).unwrap();
    assert_eq!(library.document("plan").unwrap().origin, Origin::File(at("documents/plan.md")));
    assert_eq!(library.guide("tātai").unwrap().text, "ours");
    assert_eq!(library.audiences().last().unwrap().origin.to_string(), "audiences.toml");
    assert!(library.unreadable_guide("Tātai").is_none());
    let problems: Vec<&str> = library.problems().iter().map(|e| e.message.as_str()).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("`documents/bad.md` is not UTF-8") && problems[1].contains("scan.pdf"));
    assert!(library.problems()[1].hints[0].contains("letterheads and forms in `.docx`"));
    assert_eq!(library.forms().map(|form| form.name.as_str()).collect::<Vec<_>>(), ["plan"]);
    assert_eq!(library.letterhead().unwrap().path, at("documents/letterhead.docx"));
}

#[test]
fn a_guide_in_other_letters_is_known_by_its_name_and_one_in_two_parts_is_the_same() {
    let (_dir, folder) = folder();
    put(&folder, "guides/mine.toml", b"title = \"T\xe2tai\"");
    put(&folder, "guides/ours.toml", "title = \"Ta\u{304}tai\"");
    let library = Library::load(&folder).unwrap();
    assert!(library.unreadable_guide("Mine").unwrap().message.contains("`guides/mine.toml` is not UTF-8"));
    assert_eq!(library.guide("ours").unwrap().text, "title = \"Tātai\"");
}

#[test]
fn own_words_come_on_top_of_built_in_ones() {
    let text =
        "schema = 1\nname = 'x'\n[vocabulary.kinds.ours]\nlabel = 'Ours'\n[words]\ntamariki = 'tamariki'\n";
    let cluster = Cluster::read(text).unwrap();
    let words = Library::built_in().words(&cluster).unwrap();
    assert_eq!(words.label("kinds", "ours"), "Ours");
    assert_eq!(cluster.words.keys().collect::<Vec<_>>(), ["mokopuna", "tamariki"]);
}

#[test]
fn the_file_of_words_lies_between_what_is_built_in_and_the_cluster() {
    let (_dir, folder) = folder();
    let cluster = |text: &str| Cluster::read(&format!("schema = 1\nname = 'x'\n{text}")).unwrap();
    let words = |own: &str, text: &str| {
        put(&folder, "vocabulary.toml", own);
        Library::load(&folder).unwrap().words(&cluster(text))
    };
    let own = "[statuses.active]\nlabel = 'going on'\n[statuses.returned]\nretired = true\n";
    let merged = words(own, "[vocabulary.statuses.active]\nlabel = 'under way'\n").unwrap();
    let active = merged.word("statuses", "active").unwrap();
    assert_eq!((active.label.as_str(), active.in_work), ("under way", true));
    assert!(merged.offered("statuses").iter().all(|word| word.id != "returned"));
    for (own, text, message) in [
        ("[statuses.active]\nlabel = going on\n", "", "`vocabulary.toml`, line 2, column 9"),
        ("# ours\n[statuses.activ]\nin_work = true\n", "", "`vocabulary.toml`, line 2: nothing says"),
        ("[roles]\nx = 1\n", "", "`roles.x` is not a word"),
        ("[roles.iwi]\nlabel = 5\n", "", "`vocabulary.toml`, line 1: `roles.iwi` is not a word"),
        ("", "[vocabulary.kinds.ours]\nabout = 'group'\n", "`pikorua.toml`: nothing says"),
    ] {
        says(words(own, text).unwrap_err(), ErrorKind::Request, message);
    }
}
