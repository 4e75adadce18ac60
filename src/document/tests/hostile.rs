//! What people type is text: in every place of a template, in every format.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::view::tests::sample::seen_by;

/// Every place where a template can print something.
const PLACES: &str = "# {{ case.title }}\n\nIn {{ case.title }} a line, **{{ case.title }}** and _{{ case.title }}_.\n\n\
    {{ case.title }}\n\n- {{ case.title }}\n\n1. {{ case.title }}\n\n> {{ case.title }}\n\n\
    [{{ case.title }}](https://example.org)\n\n| a | {{ case.title }} |\n|---|---|\n| b | {{ case.title }} |\n\n\
    {% macro strong(x) %}**{{ x }}**{% endmacro %}{{ strong(case.title) }}\n";
const TIMES: usize = 11;

pub(super) const HOSTILE: [&str; 24] = [
    "# not a heading",
    "- not a list\n* nor this\n1. nor this\n2) nor this",
    "**not strong** _nor this_ `nor code` ~~nor struck~~",
    "| not | a table |\n|---|---|\n| x | y |",
    "<script>alert(1)</script><b onclick='x'>\"bold\"</b><!-- not a comment -->",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "{{ case.id }} {% for x in y %} {# gone? #} {%- raw -%}",
    "[a link](javascript:alert) ![an image](x) [ref]: y <https://example.org>",
    "```\ncode\n```\n~~~\ncode\n~~~",
    "    four blanks\n\tand a tab",
    "> not a quote\n>> nor this",
    "Not a heading\n===\nnor this\n---\n***\n___",
    "two\n\nparagraphs\n\n\nwith space between",
    "a line that ends in a stroke\\\nand two blanks  \nand goes on",
    "\\* \\\\ \\# \\",
    "$x^2$ and $$y$$ ~sub~ ^sup^ :smile: @mention #12 [^1]",
    "</style></main></body> \" ' ` {.class} {#id}",
    "\u{E000}0\u{E000} \u{E000}1\u{E000} \u{E001} \u{F8FF}",
    "\u{202E}turned round\u{202C} \u{2067}kept in\u{2069} \u{200F}",
    "שלום עולם مرحبا",
    "bell\u{7} escape\u{1B}[31mred\u{1B}[0m nul\u{0} c1\u{9B}31m",
    "ā ē ī ō ū Ā — “quotes” … ’ 🐟 é",
    "1986. A great year!\n+ plus\n= equals\n: colon",
    "a*b*c __init__ snake_case_word 2*3*4 *",
];

/// Letters that show, without blanks: what no format may lose.
pub(super) fn bare(text: &str) -> String {
    let shown = |c: &char| !c.is_whitespace() && !c.is_control();
    text.chars()
        .filter(shown)
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

pub(super) fn html_text(html: &str) -> String {
    let (_, body) = html.split_once("<body>").unwrap();
    let mut text = String::new();
    let mut rest = body;
    // what a drawing says stands in words beside it
    let undrawn = rest.split("<svg ").map(|part| part.split_once("</svg>").map_or(part, |(_, after)| after));
    let undrawn = undrawn.collect::<String>();
    rest = undrawn.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').unwrap().1;
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text + rest, |text, (entity, c)| text.replace(entity, c))
}

pub(super) fn markdown_text(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(html) if &*html == "<br>" => text.push(' '),
            other => panic!("{other:?} in {markdown}"),
        }
    }
    text
}

fn survives(typed: &str) {
    // where a record keeps no such text, it holds none that could be printed
    let Some(kept) = crate::record::value::Text::new(typed) else { return };
    let wanted = bare(kept.as_str());
    let document = made(PLACES, json!({ "title": typed }));
    let texts = [
        ("screen", document.screen(2000, false)),
        ("markdown", markdown_text(&document.markdown())),
        ("html", html_text(&document.html(""))),
        ("docx", word::text(&document)),
    ];
    for (format, text) in texts {
        let text = bare(&text).replace('│', "");
        let wanted = wanted.replace('│', "");
        assert!(
            text.matches(&wanted).count() >= TIMES || wanted.is_empty() || overlaps(&wanted),
            "{format}: {typed:?} is not {TIMES} times in {text}"
        );
    }
}

/// Whether a text can be found in itself shifted, so that counting it says nothing.
fn overlaps(text: &str) -> bool {
    text.char_indices().skip(1).any(|(i, _)| text.starts_with(&text[i..]))
}

#[test]
fn what_people_type_stays_text() {
    HOSTILE.iter().chain(&TYPST).for_each(|typed| survives(typed));
}

/// In Typst, code begins with `#`, and braces, dollars and stars mean something.
const TYPST: [&str; 5] = [
    "#read(\"/etc/passwd\") #import \"@preview/x:1.0.0\" #sys.inputs #panic() \\#",
    "#set page(width: 1cm) #show: it => [] #{ while true {} }",
    "$ sum_(x) $ = not a heading <label> @reference /* gone? */ // gone?",
    "*not strong* _nor this_ `raw` ```typ #1``` + enum / term: x ~ -- --- -? ... '\"",
    "]} #eval(\"1\") \\u{41} #[ ] #bytes(it)",
];

#[test]
#[cfg(feature = "pdf")]
fn what_people_type_stays_text_on_pages() {
    let typed = HOSTILE.iter().chain(&TYPST).filter_map(|typed| crate::record::value::Text::new(typed));
    let typed = typed.map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
    // one document for all of it: pages are the slowest to make
    let places = PLACES.replace("case.title", "one.what").replacen("# ", "## ", 1);
    let rows = typed.iter().map(|text| json!({ "what": text })).collect::<Vec<_>>();
    let template = format!("# T\n\n{{% for one in case.strengths %}}\n{places}\n{{% endfor %}}\n");
    let pages = made(&template, json!({ "strengths": rows })).pdf().unwrap();
    let pages = seen(&pages::text(&pages));
    for text in &typed {
        let wanted = seen(text);
        // letters that run from right to left are read back in the order they are drawn
        let runs_back = wanted.contains(|c: char| ('\u{590}'..'\u{900}').contains(&c));
        assert!(
            pages.matches(&wanted).count() >= TIMES || wanted.is_empty() || runs_back,
            "{text:?} is not {TIMES} times in {pages}"
        );
    }
}

/// Letters that have a sign: what stands for nothing, or only turns the direction, is not drawn.
#[cfg(feature = "pdf")]
fn seen(text: &str) -> String {
    bare(text).replace(|c| matches!(c, '\u{200B}' | '\u{200F}' | '\u{E000}'..='\u{F8FF}'), "")
}

#[test]
fn a_hundred_thousand_letters_are_all_there() {
    let texts = ["word ".repeat(20_000), "\u{101}".repeat(100_000)];
    let case = json!({ "title": texts[0], "strengths": [{ "what": texts[1] }] });
    let document = made("{{ case.title }}\n\n| a |\n|---|\n| {{ case.strengths[0].what }} |\n", case);
    let letters = |text: &str| bare(text).chars().filter(|c| *c != '\u{200B}').count();
    let wanted = texts.iter().map(|text| letters(text)).sum::<usize>();
    assert!(letters(&word::text(&document)) >= wanted);
    #[cfg(feature = "pdf")]
    assert!(letters(&pages::text(&document.pdf().unwrap())) >= wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_type_stays_text(typed in r"([-#*_`~|<>\[\](){}%&;:=+.!\\$^'\x220-9a-c \n\u{E000}\u{E001}\u{202E}ā]|</|&lt;|\{\{|---){1,24}") {
        survives(&typed);
    }

    #[test]
    fn markdown_means_what_the_tree_says(typed in r"[-#*_`~|<>\[\]{}&=+.\\$^0-9a-c \n]{1,30}") {
        let document = made("Before {{ case.title }} after\n\n- one {{ case.title }}\n", json!({ "title": typed }));
        let again = parse::parse(&document.markdown(), &token::Aside::new('\u{E000}')).tree;
        prop_assert_eq!(again.len(), document.tree.len(), "{}", document.markdown());
    }
}

#[test]
fn nothing_typed_becomes_markup_in_html() {
    for typed in HOSTILE {
        let html = made(PLACES, json!({ "title": typed })).html("");
        for tag in ["<script", "<b ", "<!--", "onclick=", "<del", "<code", "<img", "javascript:"] {
            let escaped = typed.contains(tag.trim_start_matches('<'));
            assert!(!html.contains(tag) || (escaped && !tag.starts_with('<')), "{tag} of {typed:?}");
        }
    }
}

#[test]
fn no_control_character_reaches_a_terminal() {
    // a cluster's name does not go through a record
    let mut surroundings = crate::view::tests::sample::surroundings();
    surroundings.cluster = HOSTILE.join(" ") + "\u{1B}]0;title\u{7}";
    let case = crate::view::tests::sample::case(json!({}));
    let audience = crate::view::tests::sample::audience("whanau");
    let view = seen_by(case.clone(), &surroundings.around(), &audience);
    let document = Document::render("it", &Templates::new([("it.md", "{{ cluster.name }}")]), &view).unwrap();
    for text in all(&document) {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!text.contains(['\u{202E}', '\u{2067}']));
    }
}

#[test]
fn text_that_runs_the_other_way_is_kept_apart() {
    let html = made("{{ case.title }} and on", json!({ "title": "\u{202E}שלום" })).html("");
    assert!(html.contains("<bdi>שלום</bdi> and on"), "{html}");
}

#[test]
fn long_texts_keep_all_their_lines() {
    let lines = (0..3000).map(|i| format!("line {i}")).collect::<Vec<_>>().join("\n");
    let document = made("> {{ case.title }}", json!({ "title": lines }));
    assert_eq!(document.html("").matches("<br>").count(), 2999);
    assert!(document.screen(80, false).contains("│ line 2999\n"));
}
