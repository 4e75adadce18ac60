use minijinja::value::{Rest, Value};

use super::*;

fn drawn(texts: &[&str], target: &[&str]) -> String {
    let texts = texts.iter().map(|t| Value::from(*t)).collect::<Vec<_>>();
    spark(&texts.into(), &Rest(target.iter().map(|t| Value::from(*t)).collect())).to_string()
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn marks(all: &[(f64, &str)]) -> Vec<Mark> {
    all.iter().map(|(number, on)| Mark { number: *number, day: day(on) }).collect()
}

fn svg_is_well_formed(svg: &str) {
    let mut reader = quick_xml::Reader::from_str(svg);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn numbers_become_blocks() {
    assert_eq!(drawn(&["0 of 4 (5 May)", "1 of 4", "3 of 4"], &[]), "▁▃█");
    assert_eq!(drawn(&["about 2.5 a day", "nobody counted", "1,200", "2.5"], &[]), "▁█▁");
    assert_eq!(drawn(&["1 of 4", "2 of 4"], &["4 of 4"]), "▁▃→█");
}

#[test]
fn fewer_than_two_numbers_draw_nothing() {
    assert_eq!(drawn(&[], &["3"]), "");
    assert_eq!(drawn(&["3 of 4", "most days"], &[]), "");
    let nothing = spark(&Value::from(3), &Rest(Vec::new()));
    assert!(nothing.to_string().is_empty() && !nothing.is_true());
}

#[test]
fn a_course_bears_the_same_numbers_as_the_words() {
    let all = [(2.0, ""), (3.0, "2026-05-20"), (5.5, "2026-06-26"), (7.0, "2026-08-10")];
    let chart = Chart::course(marks(&all), Some(9.0)).unwrap();
    assert_eq!(chart.alt, "Chart: 2, 3 (20 May 2026), 5.5 (26 Jun 2026), 7 (10 Aug 2026); to reach: 9");
    let svg = chart.svg(Size::Page);
    svg_is_well_formed(&svg);
    for words in [">2<", ">3<", ">5.5<", ">7<", ">to reach<", ">9<", ">20 May 2026<", ">26 Jun<", ">10 Aug<"]
    {
        assert!(svg.contains(words), "{words} is not in {svg}");
    }
    assert!(!chart.svg(Size::Cell).contains("<text"));
}

#[test]
fn a_run_of_five_and_more_has_its_median_and_fewer_have_none() {
    let all = [
        (4.0, "2026-02-04"),
        (9.0, "2026-03-04"),
        (5.0, "2026-04-01"),
        (8.0, "2026-05-06"),
        (6.0, "2026-06-03"),
    ];
    let chart = Chart::run(marks(&all)).unwrap();
    assert!(chart.alt.ends_with("6 (3 Jun 2026); the middle (median): 6"), "{}", chart.alt);
    let svg = chart.svg(Size::Page);
    svg_is_well_formed(&svg);
    assert!(svg.contains(">the middle<") && !svg.contains(">to reach<"), "{svg}");
    let more = [all.as_slice(), &[(7.0, "2026-07-01")]].concat();
    assert!(Chart::run(marks(&more)).unwrap().alt.ends_with("(median): 6.5"));
    assert_eq!(Chart::run(marks(&all[..4])), Chart::course(marks(&all[..4]), None));
}

#[test]
fn a_day_that_is_not_told_is_not_drawn() {
    use minijinja::context;
    let chart = |short: &str| {
        let row = |value: &str, iso: &str| context! { value, date => context! { iso, short } };
        let rows = vec![row("1", "2026-05-04"), row("2", "2026-05-04")];
        let drawn = spark(&Value::from(rows), &Rest(Vec::new()));
        drawn.downcast_object_ref::<Drawn>().and_then(|drawn| drawn.0.clone()).unwrap()
    };
    assert_eq!(chart("4\u{A0}May\u{A0}2026").alt, "Chart: 1 (4 May 2026), 2 (4 May 2026)");
    let disguised = chart("Term 2 2026");
    assert_eq!(disguised.alt, "Chart: 1, 2");
    assert!(!disguised.svg(Size::Page).contains("May"));
}

#[test]
fn words_do_not_run_into_each_other() {
    let all = (1..=28).map(|n| Mark { number: f64::from(n), day: day(&format!("2026-05-{n:02}")) }).collect();
    let svg = Chart::course(all, None).unwrap().svg(Size::Page);
    // the newest is always said
    assert!(svg.contains(">28<") && svg.contains(">28 May<") && !svg.contains(">27 May<"), "{svg}");
    assert!(svg.matches("<text").count() < 28);
}

#[test]
fn equal_numbers_and_equal_days_are_drawn_too() {
    for all in [[(4.0, "2026-05-01"), (4.0, "2026-05-01")], [(4.0, ""), (4.0, "")]] {
        let svg = Chart::course(marks(&all), None).unwrap().svg(Size::Page);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn ratings_stand_on_their_scale() {
    let scale = ["with a lot of support", "with some support", "<alone>"].map(str::to_owned).to_vec();
    let row = |what: &str, start, end| Step { what: what.into(), start, end };
    let chart = Chart::steps(scale, vec![row("A & B", Some(0), Some(2)), row("C", Some(1), None)]).unwrap();
    assert_eq!(
        chart.alt,
        "Chart: A & B: from with a lot of support to <alone>; C: with some support at the start"
    );
    let svg = chart.svg(Size::Page);
    svg_is_well_formed(&svg);
    assert!(svg.contains("&lt;alone&gt;") && chart.signs.is_empty());
    assert!(Chart::steps(vec!["one".into()], vec![row("A", Some(0), None)]).is_none());
}

#[test]
fn a_picture_needs_no_font_where_it_is_shown() {
    let chart = Chart::course(marks(&[(1.0, "2026-05-01"), (2.0, "2026-06-01")]), Some(3.0)).unwrap();
    let picture = || Picture::of(&chart, Size::Page).unwrap();
    assert!(chart.svg(Size::Page).contains("<text") && !picture().svg.contains("<text"));
    assert!(picture().png().unwrap().starts_with(b"\x89PNG"));
    assert_eq!(picture().png().unwrap(), picture().png().unwrap());
    assert_eq!(picture().svg, picture().svg);
}
