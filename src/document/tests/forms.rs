//! Forms that a cluster made in Word: what is filled, what repeats, and what is said where one is wrong.

use super::office::{Office, p, row, runs, table};
use super::word::{part, text};
use super::*;
use crate::view::tests::sample::audience;

fn filled(body: &str, case: Json) -> Document {
    try_filled(&Office::new(body), case).unwrap_or_else(|e| panic!("{e:?}"))
}

fn try_filled(office: &Office, case: Json) -> Result<Document> {
    let form = Form::read("it", "documents/it.docx", &office.zipped())?;
    Document::filled(&form, &Templates::default(), &view(case, "whanau"))
}

fn lines(body: &str, case: Json) -> Vec<String> {
    text(&filled(body, case)).lines().map(str::to_owned).collect()
}

fn goals() -> Json {
    json!({ "title": "Joining in", "plan": { "goals": [
        { "id": "g-2222", "what": "One", "why": "because", "actions": [{ "id": "d-2222", "what": "a" }, { "id": "d-3333", "what": "b" }] },
        { "id": "g-3333", "what": "Two" },
    ] } })
}

#[test]
fn a_tag_may_lie_across_any_number_of_runs() {
    let spelt = "<w:p><w:r><w:t>{{ ca</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"x\"/>\
                 <w:r><w:rPr><w:b/></w:rPr><w:t>se.ti</w:t></w:r><w:bookmarkEnd w:id=\"0\"/><w:proofErr w:type=\"spellEnd\"/>\
                 <w:r><w:t>tle }} here</w:t></w:r></w:p>";
    assert_eq!(lines(spelt, goals()), ["Joining in here"]);
    for texts in [
        &["{", "{", " case.title ", "}", "}"][..],
        &["{{ case.title | default(“none”) ", "}}"],
        &["before {{case", ".title", "}}"],
        &["{{ case.title }}{{ case.", "title }}"],
    ] {
        let said = lines(&runs(texts), goals()).concat();
        assert!(said.contains("Joining in") && !said.contains(['{', '}']), "{texts:?}: {said}");
    }
    let broken = "<w:p><w:r><w:t>{{ case.plan.goals</w:t><w:br/><w:t>| map(attribute=‘what’)</w:t><w:tab/></w:r>\
                  <w:r><w:t>| join(“</w:t></w:r><w:r><w:noBreakHyphen/><w:t>”) }}</w:t></w:r></w:p>";
    assert_eq!(lines(broken, goals()), ["One-Two"]);
}

#[test]
fn a_value_looks_like_the_beginning_of_its_tag() {
    let body =
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ case</w:t></w:r><w:r><w:t>.title }} after</w:t></w:r></w:p>";
    let xml = part(&filled(body, goals()), "word/document.xml");
    assert!(
        xml.contains("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Joining in</w:t></w:r><w:r><w:t xml:space=\"preserve\"> after"),
        "{xml}"
    );
}

#[test]
fn tags_in_paragraphs_of_their_own_repeat_what_is_between_them() {
    let body = [
        p("{% for goal in case.plan.goals %}"),
        p("Goal: {{ goal.what }}"),
        p("{% if goal.why %}"),
        p("Why: {{ goal.why }}"),
        p("{% else %}"),
        p("Why not?"),
        p("{% endif %}"),
        p("{% for action in goal.actions %}"),
        p("- {{ action.what }}"),
        p("{% endfor %}{% endfor %}"),
        p("End"),
    ];
    let said = lines(&body.concat(), goals());
    assert_eq!(said, ["Goal: One", "Why: because", "- a", "- b", "Goal: Two", "Why not?", "End"]);
}

#[test]
fn tags_within_one_paragraph_repeat_words() {
    let body =
        p("{% for goal in case.plan.goals %}{{ goal.what }}{% if not loop.last %}, {% endif %}{% endfor %}.");
    assert_eq!(lines(&body, goals()), ["One, Two."]);
    let parted = runs(&["{% for g in ca", "se.plan.goals %}", "[{{ g.what", " }}]", "{% endfor %}"]);
    assert_eq!(lines(&parted, goals()), ["[One][Two]"]);
}

#[test]
fn tags_at_both_ends_of_paragraphs_take_them_whole() {
    let body = p("{% for g in case.plan.goals %}{{ g.what }}") + &p("{{ g.why }}!{% endfor %}");
    assert_eq!(lines(&body, goals()), ["One", "because!", "Two", "not recorded yet!"]);
}

#[test]
fn tags_in_one_row_repeat_the_row() {
    let body = table(&[
        row(&["What", "Why"]),
        row(&["{% for g in case.plan.goals %}{{ g.what }}", "{{ g.why }}{% endfor %}"]),
    ]);
    let document = filled(&body, goals());
    assert_eq!(text(&document), "What\nWhy\nOne\nbecause\nTwo\nnot recorded yet\n");
    assert_eq!(part(&document, "word/document.xml").matches("<w:tr>").count(), 3);
}

#[test]
fn rows_of_tags_alone_vanish_and_repeat_the_rows_between() {
    let body = table(&[
        row(&["{%tr for g in case.plan.goals %}", ""]),
        row(&["{{ g.what }}", ""]),
        row(&["", "{{ g.why }}"]),
        row(&["{%tr endfor %}", ""]),
    ]);
    let document = filled(&body, goals());
    assert_eq!(part(&document, "word/document.xml").matches("<w:tr>").count(), 4);
    assert_eq!(
        text(&document).split_whitespace().collect::<Vec<_>>().join(" "),
        "One because Two not recorded yet"
    );
}

#[test]
fn what_loops_leave_empty_is_still_a_document() {
    let cell = format!(
        "<w:tc>{}{}{}</w:tc>",
        p("{% for g in case.plan.goals %}"),
        p("{{ g.what }}"),
        p("{% endfor %}")
    );
    let only = table(&[row(&["{% for g in case.plan.goals %}{{ g.what }}{% endfor %}"])]);
    let alone = table(&[row(&["{% for g in case.plan.goals %}{{ g.what }}", "{% endfor %}"])]);
    let body = format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>{only}{alone}{}", p("end"));
    let xml = part(&filled(&body, json!({})), "word/document.xml");
    assert!(xml.contains("<w:tr><w:tc><w:p/></w:tc></w:tr>"), "{xml}");
    assert_eq!(xml.matches("<w:tbl>").count(), 2, "{xml}");
    let twice = p("{% for g in case.plan.goals %}")
        + "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:bookmarkEnd w:id=\"1\"/>\
        <w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"x\"/></wp:inline></w:drawing></w:r></w:p>"
        + &p("{% endfor %}");
    let xml = part(&filled(&twice, goals()), "word/document.xml");
    assert_eq!((xml.matches("bookmarkStart").count(), xml.matches("bookmarkEnd").count()), (1, 1), "{xml}");
    assert!(xml.contains("docPr id=\"1\"") || xml.contains("name=\"x\" id=\"1\""), "{xml}");
}

#[test]
fn values_are_text_and_never_xml() {
    let typed = "<w:p/> & \"it\" {{ case.id }}\n]]> second\u{7}\u{202e} {% endfor %}";
    let body = p("{{ case.title }}{% for g in case.plan.goals %}{{ g.what }}{% endfor %}");
    let document =
        filled(&body, json!({ "title": typed, "plan": { "goals": [{ "id": "g-2222", "what": typed }] } }));
    let xml = part(&document, "word/document.xml");
    assert!(xml.contains("&lt;w:p/&gt; &amp; &quot;it&quot; {{ case.id }}</w:t><w:br/><w:t xml:space=\"preserve\">]]&gt; second {% endfor %}"), "{xml}");
    assert!(document.markdown().contains("second"));
    assert_eq!(xml.matches("<w:p>").count(), 1);
}

#[test]
fn whatever_people_type_stays_text_in_a_form() {
    let body = p("[{{ case.title }}]")
        + &table(&[row(&["{% for w in case.voice %}{{ w.words }}", "x{% endfor %}"])]);
    for typed in super::hostile::HOSTILE {
        let case = json!({ "title": typed, "voice": [{ "id": "w-2222", "words": typed, "language": "mi" }] });
        let document = filled(&body, case);
        let wanted = format!("[{0}]{0}x", super::hostile::bare(typed));
        assert_eq!(super::hostile::bare(&text(&document)), wanted, "{typed}");
    }
}

#[test]
fn gaps_say_the_same_as_in_the_templates_and_languages_are_marked() {
    let body = "<w:p><w:r><w:rPr><w:sz w:val=\"30\"/></w:rPr><w:t>{{ case.closing.date }} {{ mi('Kia ora') }}.</w:t></w:r></w:p>";
    let document = filled(body, json!({}));
    let xml = part(&document, "word/document.xml");
    assert!(
        xml.contains(
            "<w:rPr><w:i/><w:sz w:val=\"30\"/></w:rPr><w:t xml:space=\"preserve\">not recorded yet</w:t>"
        ),
        "{xml}"
    );
    assert!(
        xml.contains(
            "<w:sz w:val=\"30\"/><w:lang w:val=\"mi-NZ\"/></w:rPr><w:t xml:space=\"preserve\">Kia ora</w:t>"
        ),
        "{xml}"
    );
    assert_eq!(document.missing, made("{{ case.closing.date }}", json!({})).missing);
    let whole = filled(&(p("{% set lang = “mi” %}") + &p("{{ mi('Kia ora') }}")), json!({}));
    assert_eq!((whole.lang.as_str(), text(&whole).as_str()), ("mi", "Kia ora\n"));
}

#[test]
fn heads_feet_and_text_boxes_are_filled_too() {
    let boxed = format!(
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r><w:r><w:t>out {{{{ today }}}}</w:t></w:r></w:p>",
        p("in {{ case.title }}")
    );
    let office = Office::new(&boxed)
        .refers(&[("rId2", "header", "header1.xml"), ("rId3", "hyperlink", "https://example.org/a")])
        .with("word/header1.xml", "w:hdr", &p("{{ cluster.name }}"));
    let document = try_filled(&office, goals()).unwrap();
    assert!(part(&document, "word/header1.xml").contains(">Awa Cluster<"));
    let xml = part(&document, "word/document.xml");
    assert!(xml.contains(">in Joining in<") && xml.contains(">out 14 August 2026<"), "{xml}");
    let texts = document.texts();
    for said in ["Awa Cluster", "in Joining in", "out 14 August 2026", "https://example.org/a"] {
        assert!(texts.iter().any(|text| text.contains(said)), "{said}: {texts:?}");
    }
}

#[test]
fn nothing_of_whoever_wrote_the_form_goes_along() {
    let settings = "<w:attachedTemplate r:id=\"rId1\"/><w:rsids><w:rsid w:val=\"00AA\"/></w:rsids><w:zoom/>";
    let mut office =
        Office::new("<w:p w:rsidR=\"00AA\" w14:paraId=\"1F\"><w:r><w:t>{{ today }}</w:t></w:r></w:p>")
            .refers(&[
                ("rId2", "settings", "settings.xml"),
                ("rId3", "customXml", "../customXml/item1.xml"),
                ("rId4", "people", "people.xml"),
            ])
            .with("word/settings.xml", "w:settings", settings)
            .with("word/people.xml", "w:people", "Secret Author");
    office.put("customXml/item1.xml", "<a>Secret Author</a>");
    office.put("docProps/custom.xml", "<a>Secret Author</a>");
    let document = try_filled(&office, goals()).unwrap();
    let bytes = document.docx().unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for i in 0..zip.len() {
        let text = std::io::read_to_string(zip.by_index(i).unwrap()).unwrap();
        for gone in ["Secret", "attachedTemplate", "rsid", "paraId", "customXml"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
    }
    assert!(part(&document, "docProps/core.xml").contains("<dc:creator>pikorua</dc:creator>"));
    assert_eq!(bytes, try_filled(&office, goals()).unwrap().docx().unwrap());
}

#[test]
fn a_form_prints_only_what_its_audience_may_see() {
    let body =
        p("{{ case.evidence | map(attribute='summary') }}|{{ case.visits }}|{{ case.team[0].contact }}");
    let case = json!({
        "evidence": [{ "id": "e-2222", "summary": "SECRET", "sensitive": true }, { "id": "e-3333", "summary": "open" }],
        "team": [{ "id": "t-2222", "name": "x", "contact": "SECRET" }],
    });
    assert_eq!(lines(&body, case), ["open||"]);
}

#[test]
fn every_form_bears_a_stamp() {
    let form = |body: &str| Form::read("it", "f", &Office::new(body).zipped()).unwrap();
    let said =
        |body: &str| text(&Document::filled(&form(body), &built_in(), &view(json!({}), "whanau")).unwrap());
    let stamped = said(&(p("x") + "<w:sectPr/>"));
    assert!(
        stamped.contains("Printed on 14 August 2026 for whānau, from version 4f2a91c of the record"),
        "{stamped}"
    );
    assert_eq!(said(&p("{{ version }}")), "4f2a91c\n");
}

#[test]
fn what_is_wrong_with_a_tag_is_told_with_its_paragraph() {
    for (body, message, hint) in [
        (
            p("Goals: {{ case.plan.gaols }}"),
            "in the paragraph “Goals: {{ case.plan.gaols }}”: `{{ case.plan.gaols }}`: `case.plan.gaols` is not a name that documents know",
            "Did you mean `goals`?",
        ),
        (
            p("{{ nobody }}"),
            "`nobody` is not a name that documents know",
            "`pikorua documents fields` lists every name.",
        ),
        (
            p("x {{ case.title"),
            "`{{ case.title`: this tag is not ended in its paragraph",
            "End it with `}}`, in one paragraph.",
        ),
        (
            p("{ case.title }}"),
            "`{ case.title }}`: this ends a tag that was never begun",
            "A tag begins with `{{` or `{%`.",
        ),
        (
            p("{% for g in case.plan.goals %}") + &p("x"),
            "this is never ended",
            "Write `{% endfor %}` where it ends.",
        ),
        (p("{% endif %}"), "nothing was begun that this could belong to", "It needs a"),
        (
            p("{% if case %}{% endfor %}{% endif %}"),
            "`{% endfor %}`: nothing was begun that this could belong to",
            "take it out",
        ),
        (
            p("{% for g in case.plan.goals %}{% if g.what %}{% endfor %}"),
            "`{% if g.what %}`: this is never ended",
            "Write `{% endif %}` where",
        ),
        (p("{{ case.title | | }}"), "this cannot be read", "The template engine says"),
        (
            p("Goals {% for g in case.plan.goals %}") + &p("{{ g.what }}") + &p("{% endfor %}"),
            "this goes across paragraphs",
            "a paragraph of its own",
        ),
        (
            table(&[row(&["{% if case.title %}a", "{% else %}b", "c{% endif %}"])]),
            "this stands between the cells of one row",
            "stay within one cell",
        ),
        (
            p("{{ case.plan }}"),
            "a whole row or section cannot be printed; name one of its fields",
            "Mend the template",
        ),
        (
            p("{% include “../pikorua.toml” %}"),
            "this is nothing that a form knows",
            "parts of other templates",
        ),
        (
            p("{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}"),
            "this goes round too often",
            "",
        ),
    ] {
        let error = try_filled(&Office::new(&body), json!({ "title": "PRIVATE" })).unwrap_err();
        assert!(error.message.starts_with("`documents/it.docx`, in the paragraph “"), "{error:?}");
        assert!(error.message.contains(message), "{error:?}");
        assert!(error.hints.iter().any(|said| said.contains(hint)), "{error:?}");
        assert!(!format!("{error:?}").contains("PRIVATE"), "{error:?}");
    }
    let many = p("{{ a b }}") + &p("{% for %}");
    let error = try_filled(&Office::new(&many), json!({})).unwrap_err();
    assert!(error.message.contains(": 3 of its tags cannot be used") && error.causes.len() == 3, "{error:?}");
}

#[test]
fn what_grows_too_large_stops() {
    let long = "x".repeat(60_000);
    let body = p("{% for a in range(9999) %}") + &p(&long) + &p("{{ a }}") + &p("{% endfor %}");
    let error = try_filled(&Office::new(&body), json!({})).unwrap_err();
    assert!(error.message.contains("holds far more than a letterhead or a form needs"), "{error:?}");
}

/// A field as Word writes it, its instruction in several runs.
fn field(instruction: &[&str]) -> String {
    let runs = instruction.iter().map(|text| format!("<w:r><w:instrText>{text}</w:instrText></w:r>"));
    let runs = runs.collect::<String>();
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!("<w:p>{}{runs}{}<w:r><w:t>x</w:t></w:r>{}</w:p>", mark("begin"), mark("separate"), mark("end"))
}

#[test]
fn a_field_that_only_counts_pages_stays() {
    assert_eq!(lines(&field(&[" PA", "GE "]), json!({})), ["x"]);
}

#[test]
fn what_styles_are_called_is_looked_through_for_names() {
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"For Hana\"/><w:aliases w:val=\"Ours,Pōtae\"/></w:style>";
    let office = Office::new(&p("x")).with("word/styles.xml", "w:styles", style);
    let labels = try_filled(&office, json!({})).unwrap().searched(&[]).labels;
    assert_eq!(labels, ["a", "For Hana", "Ours", "Pōtae"]);
}

#[test]
fn what_nobody_may_hand_out_is_refused_with_its_remedy() {
    let with = |body: &str| Office::new(body);
    let refers = |kind: &str, target: &str| {
        Office::new(&p("x")).refers(&[("rId9", kind, target)]).with("word/x.xml", "a", "")
    };
    for (office, message, hint) in [
        (
            with("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"),
            "holds tracked changes",
            "Accept All Changes",
        ),
        (with("<w:p><w:commentRangeStart w:id=\"0\"/></w:p>"), "holds comments", "Delete All Comments"),
        (with(&field(&["DDEAUTO cmd"])), "a field `DDEAUTO`", "Ctrl+Shift+F9"),
        (
            with(&field(&[" includeP", "icture \"https://example.org/a.png\""])),
            "a field `INCLUDEPICTURE`",
            "Alt+F9",
        ),
        (
            with(
                "<w:p><w:fldSimple w:instr=\" INCLUDETEXT x.docx \"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
            ),
            "a field `INCLUDETEXT`",
            "Alt+F9",
        ),
        (refers("oleObject", "x.xml"), "holds another file within it", "as a picture"),
        (refers("chart", "x.xml"), "holds a chart", "as a picture"),
        (refers("image", "https://example.org/a.png"), "a picture that lies elsewhere", "Insert, Pictures"),
    ] {
        let error = try_filled(&office, json!({})).unwrap_err();
        assert!(error.message.contains(message) && error.hints[0].contains(hint), "{error:?}");
    }
}

#[test]
fn a_form_alone_is_a_document_in_every_format() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"List Bullet\"/></w:style>";
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = styled("berschrift1", "About {{ case.title }}")
        + &styled("a", "one")
        + &styled("a", "two")
        + &table(&[row(&["A", "B"]), row(&["1"])]);
    let office = Office::new(&body).with("word/styles.xml", "w:styles", styles);
    let document = try_filled(&office, goals()).unwrap();
    assert_eq!(document.title, "About Joining in");
    assert_eq!(
        document.markdown(),
        "# About Joining in\n\n- one\n- two\n\n| A | B |\n| --- | --- |\n| 1 |  |\n"
    );
    assert!(part(&document, "docProps/core.xml").contains("<dc:title>About Joining in</dc:title>"));
    let for_practitioners = view(goals(), "practitioners");
    assert_eq!(audience("practitioners").id, for_practitioners.audience().id);
}

#[test]
fn a_chart_in_a_form_is_a_picture_as_everywhere_else() {
    let drawn = "How: {{ ['2 of 4', '3 of 4'] | spark('4 of 4') }} so";
    let body = p(drawn) + &table(&[row(&["{{ ['1 of 4', '2 of 4'] | spark }}"])]);
    let mut office = Office::new(&body).refers(&[("rId2", "image", "media/own.svg")]);
    office.put("word/media/own.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let document = try_filled(&office, json!({})).unwrap();
    let xml = part(&document, "word/document.xml");
    assert!(
        xml.contains("descr=\"Chart: 2, 3; to reach: 4\"") && xml.contains("descr=\"Chart: 1, 2\""),
        "{xml}"
    );
    assert!(!xml.contains('▁'), "{xml}");
    assert_eq!(text(&document).lines().next(), Some("How:  so"));
    // the one in a cell is a line alone
    let wide =
        |n: usize| xml.split("<wp:extent cx=\"").nth(n).and_then(|x| x.split('"').next()).unwrap().to_owned();
    assert!(wide(1).parse::<u32>().unwrap() > wide(2).parse::<u32>().unwrap());
    let relations = part(&document, "word/_rels/document.xml.rels");
    for file in ["/word/media/pikorua1.png", "/word/media/pikorua2.svg", "/word/media/own.svg"] {
        assert_eq!(relations.matches(file).count(), 1, "{relations}");
    }
    for id in ["pikoruaDots1", "pikoruaLines2"] {
        assert!(
            xml.contains(&format!("r:embed=\"{id}\"")) && relations.contains(&format!("Id=\"{id}\"")),
            "{id}"
        );
    }
    assert!(part(&document, "[Content_Types].xml").contains("Extension=\"png\" ContentType=\"image/png\""));
    assert!(part(&document, "word/media/pikorua1.svg").starts_with("<svg"));
    let twice = || try_filled(&office, json!({})).unwrap();
    assert_eq!(twice(), twice());
}

#[test]
fn the_words_of_a_forms_pictures_are_looked_through() {
    let body = p("{{ case.title }}")
        + "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"Rewi at the gate\" descr=\"Mele waves\" title=\"Sione\"/>\
           </wp:inline></w:drawing></w:r><w:r><w:pict><v:textpath xmlns:v=\"urn:schemas-microsoft-com:vml\" string=\"Kahu made this\"/></w:pict></w:r></w:p>";
    let mut office = Office::new(&body).refers(&[("rId2", "image", "media/own.svg")]);
    office.put(
        "word/media/own.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-label=\"Hana\"><title>Aroha</title><text>T<tspan>a</tspan>ma</text></svg>",
    );
    let texts = try_filled(&office, json!({ "title": "x" })).unwrap().texts().join("\n");
    for said in ["Rewi at the gate", "Mele waves", "Sione", "Kahu made this", "Hana", "Aroha"] {
        assert!(texts.contains(said), "{said} is not in {texts}");
    }
}
