//! Filters over a handful of cases.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::query::facts;
use crate::query::testing::{case, today, words};
use crate::record::case::Case;
use crate::record::term::{Term, TermName};

struct Cluster {
    words: Vocabulary,
    calendar: Calendar,
    me: PersonId,
}

fn guides() -> Vec<(String, String)> {
    vec![("tatai".into(), "Tātai".into()), ("kohikohi".into(), "Kohikohi".into())]
}

fn cluster() -> Cluster {
    let term = |year, number, first: &str, last: &str| {
        Term::new(TermName::new(year, number).unwrap(), first.parse().unwrap(), last.parse().unwrap())
            .unwrap()
    };
    let terms = [term(2026, 2, "2026-04-20", "2026-07-03"), term(2026, 3, "2026-07-20", "2026-09-25")];
    Cluster { words: words(), calendar: Calendar::new(terms).unwrap(), me: "p-2222".parse().unwrap() }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

impl Cluster {
    fn around(&self) -> Around<'_> {
        let (words, calendar) = (&self.words, &self.calendar);
        Around { words, people: &[], settings: &[], today: today(), calendar, me: &self.me }
    }

    fn means(&self, filter: &str, case: &Case) -> bool {
        let facts = Facts::of(case, &self.words, today());
        let looked = Looked { id: &case.id, facts: &facts, says: &|words| facts::says(case, words) };
        Filter::parse(filter, &self.around(), &guides)
            .unwrap_or_else(|why| panic!("{filter}: {why:?}"))
            .means(looked, &self.around())
    }

    fn wrong(&self, filter: &str) -> (String, String) {
        let why = Filter::parse(filter, &self.around(), &guides).unwrap_err();
        let [_, marks] = why.pointed(filter);
        (format!("{}. {}", why.message, why.remedy), marks)
    }
}

fn sample() -> Case {
    case(
        "title: Shared reading at Māngere\nfocus: [learning]\nrequest: {submitted: 2026-05-04}\n\
         allocation: [{practitioner: p-2222, part: lead, since: 2026-05-11}]\n\
         plan: {review_on: 2026-08-10}\nvoice: [{who: whanau, words: Kia ora}]\n\
         visits: [{guide: tatai, opened: 2026-06-01}]\nhui: [{date: 2026-07-22, purpose: How the bell rings}]\n",
    )
}

#[test]
fn each_field_asks_what_it_says() {
    let (cluster, case) = (cluster(), sample());
    for (filter, is) in [
        ("", true),
        ("status:active", true),
        ("status=closed", false),
        ("kind:group", false),
        ("focus:learning about:learning", true),
        ("user:me", true),
        ("lead:me", true),
        ("element:tatai", true),
        ("element:Tātai", true),
        ("open:kohikohi", false),
        ("voice:whanau", true),
        ("voice:missing", true),
        ("voice:mokopuna", false),
        ("opened:2026-T2", true),
        ("opened:T3", false),
        ("opened:2026-05", true),
        ("opened<2026-05-04", false),
        ("opened<=2026-05-04", true),
        ("opened>=2026 opened>2025", true),
        ("review<today", true),
        ("closed:missing", true),
        ("review:missing", false),
        ("met:T3", true),
        ("met:\"T3 w1\"", true),
        ("met:\"2026-T3 w2\" or met<\"T3 w1\"", false),
        ("met:\"T3 w1 Thursday\"", false),
        ("text:\"the bell\"", true),
        ("text:nothing", false),
        ("mangere", true),
        ("\"shared reading\"", true),
        ("reading shared", true),
        ("\"reading shared\"", false),
    ] {
        assert_eq!(cluster.means(filter, &case), is, "{filter}");
    }
}

#[test]
fn a_school_whose_terms_differ_is_asked_by_its_own() {
    let (mut cluster, mut case) = (cluster(), sample());
    let own = Term::new(TermName::new(2026, 2).unwrap(), day("2026-05-05"), day("2026-07-03")).unwrap();
    cluster.calendar = cluster.calendar.with_school("awa-school".into(), vec![own]).unwrap();
    assert!(cluster.means("opened:2026-T2", &case), "no school is named");
    case.setting = Some("te-kura".parse().unwrap());
    assert!(cluster.means("opened:2026-T2 opened>=T2", &case));
    case.setting = Some("awa-school".parse().unwrap());
    assert!(cluster.means("not opened:2026-T2 opened<2026-T2 met:T3", &case));
}

#[test]
fn not_binds_closer_than_and_and_and_closer_than_or() {
    let (cluster, case) = (cluster(), sample());
    for (filter, is) in [
        ("not status:active", false),
        ("not status:closed kind:individual", true),
        ("status:closed or kind:individual", true),
        ("kind:group kind:group or status:active", true),
        ("kind:group (kind:group or status:active)", false),
        ("not (kind:group or status:closed) and user:me", true),
        ("NOT not status:active", true),
        ("\"or\" or status:active", true),
    ] {
        assert_eq!(cluster.means(filter, &case), is, "{filter}");
    }
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let cluster = cluster();
    for (filter, said, marks) in [
        ("statsu:active", "Did you mean `status`", "^^^^^^"),
        ("user:me status:activ3", "Did you mean `active`", "               ^^^^^^"),
        ("(status:active", "has no end", "^"),
        ("status:active)", "never opened", "             ^"),
        ("text:\"the bell", "a quote has no end", "     ^^^^^^^^^"),
        ("status:", "says nothing", "^^^^^^^"),
        ("status<active", "has no order", "      ^"),
        ("review<someday", "`today`", "       ^^^^^^^"),
        ("status:active or", "missing here", "                ^"),
        ("not", "missing here", "   ^"),
        (":active", "stands after nothing", "^"),
        ("tātai:x", "nothing called", "^^^^^"),
    ] {
        let (why, below) = cluster.wrong(filter);
        assert!(why.contains(said), "{filter}: {why}");
        assert_eq!(below, marks, "{filter}");
    }
}

proptest! {
    /// No text makes it fall over, and what is wrong stands somewhere in it.
    #[test]
    fn any_text_is_a_filter_or_says_why(text in "[a-zā():=<>\" ]{0,40}") {
        let cluster = cluster();
        match Filter::parse(&text, &cluster.around(), &guides) {
            Ok(_) => drop(cluster.means(&text, &sample())),
            Err(why) => prop_assert!(why.at.end <= text.len() && text.is_char_boundary(why.at.start)),
        }
    }

    /// De Morgan, over any two fields.
    #[test]
    fn not_of_or_is_and_of_not(a in 0..4usize, b in 0..4usize) {
        let (cluster, case) = (cluster(), sample());
        let one = ["status:active", "kind:group", "voice:missing", "review<today"];
        let (a, b) = (one[a], one[b]);
        prop_assert_eq!(
            cluster.means(&format!("not ({a} or {b})"), &case),
            cluster.means(&format!("not {a} and not {b}"), &case)
        );
    }
}

#[test]
fn an_id_is_found_by_its_beginning() {
    let cluster = cluster();
    let one = case("title: About 2026-kf3m and m-kf3m\n");
    for (filter, means) in
        [("id:2026-k", true), ("id:kf3", true), ("id:2026", true), ("id:f3m", false), ("id:m", false)]
    {
        assert_eq!(cluster.means(filter, &one), means, "{filter}");
    }
}

#[test]
fn words_that_can_stand_in_a_field_are_listed_once() {
    let why = Filter::parse("status:zzzz", &cluster().around(), &guides).unwrap_err();
    assert!(
        why.remedy.contains("submitted (handed in), ") && !why.remedy.contains("draft (draft)"),
        "{why:?}"
    );
    let near = Filter::parse("status:activ3", &cluster().around(), &guides).unwrap_err();
    assert_eq!(near.remedy, "Did you mean `active`?");
}
