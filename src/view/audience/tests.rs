//! Audiences as files say them, and what a cluster's own change of them.

use super::*;

#[test]
fn reads_audiences_in_their_order() {
    let text = "[practitioners]\nlabel = 'practitioners'\nsensitive = true\n\
                [whanau]\nlabel = 'whānau'\nlang = 'mi'\ndefault = true\nhides = ['visits', 'team.*.contact']\n";
    let audiences = Audiences::parse(text).unwrap();
    assert_eq!(audiences.default().unwrap().id, "whanau");
    assert_eq!(audiences.get("Whanau").unwrap().hides[1].to_string(), "team.*.contact");
    assert!(audiences.get("practitioners").unwrap().sensitive);
    assert_eq!(audiences.get("whanua").unwrap_err().hints, ["Did you mean `whanau`?"]);
}

#[test]
fn without_a_mark_the_default_sees_least() {
    let text = "[a]\nlabel = 'a'\nsensitive = true\n[b]\nlabel = 'b'\n[c]\nlabel = 'c'\nhides = ['visits']\n";
    assert_eq!(Audiences::parse(text).unwrap().default().unwrap().id, "c");
}

#[test]
fn a_place_that_no_case_has_is_refused() {
    let hides = |place: &str| Audiences::parse(&format!("[w]\nlabel = 'w'\nhides = ['{place}']\n"));
    for place in ["visists", "team.contact", "plan.goals.*.nothing", "title.words", ""] {
        assert!(hides(place).is_err(), "{place}");
    }
    for place in ["visits", "team.*.contact", "plan.goals.*.actions.*.note", "questions.*.one.anything"] {
        assert!(hides(place).is_ok(), "{place}");
    }
}

#[test]
fn what_an_audience_needs_names_one_row() {
    let needs = |place: &str| Audiences::parse(&format!("[n]\nlabel = 'n'\nneeds = '{place}'\n"));
    for place in ["transition", "transition.agreements", "progress.*.goal", "title"] {
        assert!(needs(place).is_err(), "{place}");
    }
    let needed = needs("transition.agreement").unwrap().list()[0].needs.clone().unwrap();
    assert_eq!(needed, Needs::NamedBy(Path::parse("transition.agreement")));
    assert_eq!(needs("agreements").unwrap().list()[0].needs, Some(Needs::AsReader));
}

#[test]
fn a_key_that_audiences_do_not_know_is_refused() {
    assert!(Audiences::parse("[w]\nlabel = 'w'\nhide = ['visits']\n").is_err());
}

#[test]
fn the_clusters_own_audiences_come_on_top() {
    let built_in = Audiences::parse("[a]\nlabel = 'a'\ndefault = true\n[b]\nlabel = 'b'\n").unwrap();
    let own = Audiences::parse("[b]\nlabel = 'bee'\ndefault = true\n[c]\nlabel = 'c'\n").unwrap();
    let all = built_in.with(own).unwrap();
    assert_eq!(all.list().iter().map(|a| a.label.as_str()).collect::<Vec<_>>(), ["a", "bee", "c"]);
    assert_eq!(all.default().unwrap().id, "b");
}

#[test]
fn what_a_cluster_does_not_say_stays_as_it_was() {
    let built_in = "[n]\nlabel = 'whānau'\nlang = 'mi'\nneeds = 'transition.agreement'\n\
                    hides = ['visits', 'sense.hypotheses', 'hui.*.ideas']\n";
    let built_in = Audiences::parse(built_in).unwrap();
    let with = |own: &str| {
        let own = Audiences::parse(&format!("[n]\n{own}\n")).unwrap();
        let opened = built_in.opened(&own).count();
        built_in.clone().with(own).map(|all| (all.list()[0].clone(), opened))
    };
    let old = built_in.list()[0].clone();
    assert_eq!(with("").unwrap(), (old.clone(), 0));
    let them = Audience { label: "them".into(), lang: None, ..old.clone() };
    assert_eq!(with("label = 'them'").unwrap(), (them, 0));
    // only ever more is hidden, unless it is named as shown
    let hides = |own: &str| with(own).unwrap().0.hides.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        hides("hides = ['closing', 'visits']"),
        ["visits", "sense.hypotheses", "hui.*.ideas", "closing"]
    );
    assert_eq!(hides("hides = []"), ["visits", "sense.hypotheses", "hui.*.ideas"]);
    assert_eq!(hides("shows = ['sense', 'hui.*.ideas']"), ["visits"]);
    for idle in ["visits.*.by", "closing", "visists"] {
        let own = Audiences::parse(&format!("[n]\nshows = ['{idle}']\n"));
        assert!(own.and_then(|own| built_in.clone().with(own)).is_err(), "{idle}");
    }
    // the gate opens only by its name
    let (open, opened) = with("needs = ''").unwrap();
    assert_eq!((open.needs, opened), (None, 1));
}
