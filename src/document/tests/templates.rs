//! What templates can do, what they cannot, and what is said when they fail.

use super::*;

#[test]
fn a_wrong_name_is_told_with_its_place_and_without_the_case() {
    let error =
        try_made("# Hello\n\n{{ case.title }}\n{{ case.plan.gaols }}\n", json!({ "title": "PRIVATE" }))
            .unwrap_err();
    assert_eq!(error.message, "`it.md`, line 4: `case.plan.gaols` is not a name that documents know");
    assert_eq!(error.causes, ["4 | {{ case.plan.gaols }}"]);
    assert_eq!(error.hints, ["Did you mean `goals`?"]);
    assert_eq!(error.kind.code(), 1);
    assert!(!format!("{error:?} {error}").contains("PRIVATE"));
}

#[test]
fn a_wrong_name_is_found_wherever_it_is_used() {
    for template in [
        "{% if case.nothing %}x{% endif %}",
        "{% for x in case.nothing %}x{% endfor %}",
        "{{ nothing | upper }}",
        "{{ case.voice[0].wrods }}",
        "{{ case.setting.nmae }}",
        "{{ nothing ~ 'x' }}",
    ] {
        let error = try_made(template, full()).unwrap_err();
        assert!(error.message.starts_with("`it.md`, line 1: "), "{template}: {error}");
    }
}

#[test]
fn an_error_in_a_part_names_the_part() {
    let templates =
        Templates::new([("it.md", "a\n{% include '_part.md' %}"), ("_part.md", "\n\n{{ wrong }}\n")]);
    let error = Document::render("it", &templates, &view(json!({}), "whanau")).unwrap_err();
    assert_eq!(error.message, "`_part.md`, line 3: `wrong` is not a name that documents know");
}

#[test]
fn errors_of_all_kinds_have_a_place_and_say_nothing_of_the_case() {
    let case = || json!({ "title": "PRIVATE" });
    for (template, message) in [
        ("\n{% if %}", "`it.md`, line 2: this cannot be read as a template"),
        ("\n{% include 'gone.md' %}", "`it.md`, line 2: there is no such template"),
        ("\n{% include '../pikorua.toml' %}", "`it.md`, line 2: there is no such template"),
        (
            "\n\n{{ case.plan }}",
            "`it.md`, line 3: a whole row or section cannot be printed; name one of its fields",
        ),
        ("{{ case.title | safe }}", "`it.md`, line 1: this cannot be worked out"),
        ("{{ case.title | int }}", "`it.md`, line 1: this cannot be worked out"),
        ("{{ case.title() }}", "`it.md`, line 1: this cannot be worked out"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
            "`it.md`, line 1: this goes round too often",
        ),
    ] {
        let error = try_made(template, case()).unwrap_err();
        assert_eq!(error.message, message, "{template}: {error:?}");
        assert!(!format!("{error:?}").contains("PRIVATE"), "{error:?}");
    }
}

#[test]
fn a_template_that_calls_itself_ends() {
    let templates = Templates::new([("it.md", "{% include 'it.md' %}")]);
    assert!(Document::render("it", &templates, &view(json!({}), "whanau")).is_err());
}

#[test]
fn an_unknown_document_is_told() {
    let error = Document::render("paln", &built_in(), &view(json!({}), "whanau")).unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.hints[0].as_str()),
        ("there is no document `paln`", "Did you mean `plan`?")
    );
    assert!(Document::render("_stamp", &built_in(), &view(json!({}), "whanau")).is_err());
    assert!(Document::render("plan.md", &built_in(), &view(json!({}), "whanau")).is_ok());
}

#[test]
fn documents_say_what_they_are() {
    let templates = built_in();
    let documents = templates.documents();
    let names = documents.iter().map(|d| d.0).collect::<Vec<_>>();
    assert_eq!(
        names,
        [
            "agreement",
            "allocation-letter",
            "case-summary",
            "case",
            "changes",
            "closing",
            "community-plan",
            "hand-over",
            "hui",
            "learning-loop",
            "learning-loops",
            "notes",
            "pack",
            "plan",
            "project",
            "register",
            "request",
            "resources",
            "review",
            "shared",
            "statement",
            "what-changed",
        ]
    );
    let about = |name: &str| documents.iter().find(|d| d.0 == name).map(|d| d.1).unwrap_or_default();
    assert!(documents.iter().all(|d| !d.1.is_empty()) && about("plan").starts_with("The one plan"));
}

#[test]
fn typed_text_goes_through_macros_and_filters_as_text() {
    let title = json!({ "title": "*a* {{ b }}" });
    let html = |template: &str| made(template, title.clone()).html("");
    for (template, expected) in [
        ("x {{ case.title | upper }}", "x *A* {{ B }}"),
        ("x {{ case.title ~ '*c*' }}", "x *a* {{ b }}*c*"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}x {{ m(case.title) }}", "x <strong>*a* {{ b }}</strong>"),
        ("{% set y %}**{{ case.title }}**{% endset %}x {{ y | trim }}", "x <strong>*a* {{ b }}</strong>"),
        (
            "{% autoescape false %}{% set y %}*{{ case.title }}*{% endset %}x {{ y }}{% endautoescape %}",
            "x **a* {{ b }}*",
        ),
        ("{% filter upper %}x {{ case.title }}{% endfilter %}", "X *a* {{ b }}"),
        ("x {{ [case.title, case.title, 'c'] }}", "x *a* {{ b }}, *a* {{ b }} and c"),
        ("x {{ [case.title, 'c'] | join(' + ') }}", "x *a* {{ b }} + c"),
        ("x {{ 12 }}. {{ true }} {{ none }}", "x 12. yes"),
    ] {
        assert!(html(template).contains(&format!("<p>{expected}</p>")), "{template}: {}", html(template));
    }
}

#[test]
fn html_in_a_template_is_text_and_only_plain_links_are_links() {
    let html =
        made("<b>x</b>\n\n<script>\ny\n</script>\n\n[a](javascript:b) [c](https://d.nz)", json!({})).html("");
    assert!(
        html.contains("&lt;b&gt;x&lt;/b&gt;") && html.contains("&lt;script&gt; y &lt;/script&gt;")
            || html.contains("&lt;script&gt;<br>")
    );
    assert!(
        html.contains("<p>a <a href=\"https://d.nz\">c</a></p>") && !html.contains("javascript"),
        "{html}"
    );
}

#[test]
fn a_tag_on_its_own_line_leaves_none_behind() {
    let template = "- a{% if true %}, b{% endif %}\n- c\n{% if true %}\n- d\n{% endif %}\n\n| x |\n|---|\n\
                    {% for n in [1, 2] %}\n| {{ n }}{% if n > 1 %}!{% endif %} |\n{% endfor %}\n";
    let text = made(template, json!({})).markdown();
    assert!(text.contains("- a, b\n- c\n- d\n"), "{text}");
    let table = made(&template[template.find('|').unwrap()..], json!({})).markdown();
    assert!(table.contains("| x |\n| --- |\n| 1 |\n| 2! |\n"), "{table}");
}

#[test]
fn what_is_missing_is_listed_once_and_in_order() {
    let document = made(
        "{{ case.closing.date }} {{ case.title }} {{ case.closing.date }}{% if case.layer %}x{% endif %}",
        json!({}),
    );
    assert_eq!(document.missing, ["how it ended: when", "the title"]);
    assert_eq!(document.markdown().matches("_not recorded yet_").count(), 3);
}

#[test]
fn what_is_hidden_is_not_missing() {
    let template = "{{ case.visits }}{{ case.team[0].contact }}{{ case.visits is hidden }} {{ case.reviews is hidden }} {{ case.closing.date is missing }}";
    let document = made(template, json!({ "team": [{ "name": "x" }] }));
    assert!(document.missing.is_empty());
    assert!(document.markdown().contains("yes no yes"));
}

#[test]
fn a_document_has_one_title() {
    let document = made("# One\n\n# Two {{ case.title }}\n", json!({ "title": "x\ny" }));
    assert_eq!(document.title, "One");
    assert_eq!(document.html("").matches("<h1>").count(), 1);
    assert!(document.html("").contains("<h2>Two x y</h2>"));
    assert_eq!(made("no heading", json!({})).title, "it");
}
