//! Somebody who has every figure and knows every sum, with a solver that is not ours.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use pikorua::folder::{Cluster, Folder, Library, Secret};
use pikorua::record::overlaid::Own;
use pikorua::record::vocabulary::Vocabulary;
use pikorua::report::protect::{ROOM, Rule, Shows, Small, System, narrowed};
use pikorua::report::{Issues, Layout, Noise, Period, Sources};
use pikorua::view::Counted;

use super::{cases, many};
use crate::common::Sandbox;

/// The elements of the framework that invented cases walk.
const ELEMENTS: [&str; 6] =
    ["whakawhanaungatanga", "kohikohi", "ata-whakaaro", "tatai", "whakamahi", "whai-whakaaro"];

/// What a cluster's reports are made of.
struct Made {
    cluster: Cluster,
    layout: Layout,
    counted: Vec<Counted>,
    noise: Noise,
    elements: Vec<String>,
}

impl Made {
    fn of(sandbox: &Sandbox, layout: &str) -> Made {
        let folder = Folder::find(&sandbox.folder(), None).unwrap();
        let cluster = folder.cluster().unwrap();
        let library = Library::built_in();
        let words: Vocabulary = library.words(&cluster).unwrap();
        let settings: Vec<_> =
            folder.settings().unwrap().files.into_iter().filter_map(|file| file.value).collect();
        let counted: Vec<Counted> =
            cases(sandbox).iter().map(|(case, _)| Counted::of(case, &words, &settings)).collect();
        let mut random = fastrand::Rng::with_seed(5);
        let (path, text) = Secret::made(&mut || random.u64(..)).unwrap();
        sandbox.write(path.as_str(), text);
        let noise = Noise::new(folder.secret().unwrap().unwrap(), &counted);
        let layout =
            Layout::read(&library.report()[0].text, Some(Own { file: "report.toml", text: layout })).unwrap();
        Made { cluster, layout, counted, noise, elements: ELEMENTS.map(str::to_owned).to_vec() }
    }

    fn issues<'a>(&'a self, rule: Rule, meant: Option<&'a [bool]>) -> Issues<'a> {
        Issues::new(Sources {
            layout: &self.layout,
            cases: &self.counted,
            meant,
            calendar: &self.cluster.calendar,
            today: "2026-08-14".parse().unwrap(),
            elements: &self.elements,
            rule,
            noise: &self.noise,
        })
    }

    fn term(&self, name: &str) -> Period {
        let term = self.cluster.calendar.term(name.parse().unwrap()).unwrap();
        Period::term(term, &self.cluster.calendar)
    }
}

const SUPPRESS: Rule = Rule { small: Small::Suppress, min_cell: 6 };
const ROUND: Rule = Rule { small: Small::RoundTo3, min_cell: 6 };

/// The places that could point to somebody, and at which fewer than three whole numbers can stand by all sums: found by
/// looking for the least and the most, with whole numbers throughout.
fn broken(system: &System) -> Vec<usize> {
    let small = (0..system.places.len()).filter(|at| system.places[*at].small);
    let span = |at: usize| {
        extreme(system, at, OptimizationDirection::Maximize)
            - extreme(system, at, OptimizationDirection::Minimize)
    };
    small.filter(|at| span(*at) + 1 < ROOM as i64).collect()
}

fn extreme(system: &System, at: usize, direction: OptimizationDirection) -> i64 {
    let mut problem = Problem::new(direction);
    // more than anything here, and not so much that reckoning becomes inexact
    let most = system.places.iter().map(|place| place.truth).max().unwrap_or_default() as i32 * 2 + 50;
    // only what hangs together with it
    let around = around(system, at);
    let mut variables = std::collections::BTreeMap::new();
    for place in &around {
        let (low, high) = system.places[*place].bounds();
        let goal = if *place == at { 1.0 } else { 0.0 };
        let high = i32::try_from(high).unwrap().min(most);
        variables.insert(*place, problem.add_integer_var(goal, (low as i32, high)));
    }
    for relation in system.relations() {
        if relation.terms.iter().any(|(_, place)| variables.contains_key(place)) {
            let open = relation.terms.iter().filter(|(_, place)| variables.contains_key(place));
            let open: Vec<_> = open.map(|(factor, place)| (variables[place], *factor as f64)).collect();
            let known = relation.terms.iter().filter(|(_, place)| !variables.contains_key(place));
            let known: i64 = known.map(|(factor, place)| factor * system.places[*place].truth).sum();
            problem.add_constraint(open.as_slice(), ComparisonOp::Eq, -known as f64);
        }
    }
    let solution = problem.solve().expect("the truth itself is a solution").into_solution().unwrap();
    solution.var_value(variables[&at]).round() as i64
}

/// Places with the sums they are in: the numbers, and what is shown of them.
fn told(system: &System, places: &[usize]) -> Vec<String> {
    let one =
        |place: &usize| format!("{place}: {} {:?}", system.places[*place].truth, system.places[*place].shows);
    let sums = |place: &usize| {
        let relations =
            system.relations().iter().filter(|sum| sum.terms.iter().any(|(_, other)| other == place));
        let sum = |terms: &[(i64, usize)]| {
            terms
                .iter()
                .map(|(factor, place)| format!("{factor} x ({})", one(place)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        relations.map(|relation| sum(&relation.terms)).collect::<Vec<_>>().join("\n    ")
    };
    places.iter().map(|place| format!("{}\n    {}", one(place), sums(place))).collect()
}

fn around(system: &System, at: usize) -> Vec<usize> {
    let mut around = vec![at];
    let is_open = |place: &usize| {
        let (low, high) = system.places[*place].bounds();
        low < high
    };
    let mut next = 0;
    while next < around.len() {
        let one = around[next];
        next += 1;
        for relation in system.relations().iter().filter(|r| r.terms.iter().any(|(_, place)| *place == one)) {
            for (_, place) in &relation.terms {
                if is_open(place) && !around.contains(place) {
                    around.push(*place);
                }
            }
        }
    }
    around
}

#[test]
fn whoever_has_all_tables_of_two_terms_and_of_a_filter_can_narrow_nothing() {
    for (n, seed) in [(40, 1), (160, 2), (600, 3)] {
        let made = Made::of(&many(n, seed), "");
        let meant: Vec<bool> = made.counted.iter().map(|case| case.kind == "individual").collect();
        for rule in [SUPPRESS, ROUND] {
            for filter in [None, Some(meant.as_slice())] {
                let mut issues = made.issues(rule, filter);
                let period = made.term("2026-T2");
                let issue = issues.of(&period);
                let kept = issue.shows.values().filter(|shows| matches!(shows, Shows::Nothing(_))).count();
                let system = issues.system(&period);
                let case = format!(
                    "{n} cases, {rule:?}, filtered {}: {kept} kept back of {}",
                    filter.is_some(),
                    issue.shows.len()
                );
                println!("{case}");
                assert!(narrowed(&system).is_empty(), "{case}: {:#?}", told(&system, &narrowed(&system)));
                let broken = broken(&system);
                assert!(broken.is_empty(), "{case}: {:#?}", told(&system, &broken));
            }
        }
    }
}

#[test]
fn how_many_have_any_of_it_is_no_small_number_that_the_others_tell() {
    for (n, seed) in [(40, 1), (160, 2), (600, 3)] {
        let made = Made::of(&many(n, seed), "");
        let mut issues = made.issues(SUPPRESS, None);
        let issue = issues.of(&made.term("2026-T2"));
        assert!(issues.unprotected().is_empty());
        let shown = |key: &pikorua::report::Key| {
            let is_shown = issue.shows.get(key) == Some(&Shows::Exactly);
            issue.tally.get(key).filter(|_| is_shown).map(Vec::len)
        };
        let mut looked_at = 0;
        for key in issue.tally.keys() {
            let [(facet, word)] = key.sides.as_slice() else { continue };
            let mut whole = key.clone();
            whole.sides.clear();
            if !word.is_empty() || !facet.is_several() {
                continue;
            }
            if let (Some(none), Some(all)) = (shown(key), shown(&whole)) {
                let any = all - none;
                assert!(any == 0 || any >= 6, "{any} have any of {facet:?}: {all} less {none}");
                looked_at += 1;
            }
        }
        println!("{n} cases: {looked_at} looked at");
    }
}

#[test]
fn a_figure_that_is_not_protected_is_found_by_the_attack() {
    let made = Made::of(&many(160, 2), "");
    let mut issues = made.issues(SUPPRESS, None);
    let mut system = issues.system(&made.term("2026-T2"));
    let small = (0..system.places.len())
        .find(|at| system.places[*at].small && system.places[*at].shows != Shows::Never);
    let small = small.unwrap();
    system.places[small].shows = Shows::Exactly;
    assert!(broken(&system).contains(&small));
}

#[test]
fn the_same_cases_show_the_same_figure_in_any_table_filter_and_term() {
    let made = Made::of(&many(160, 2), "");
    let all = vec![true; made.counted.len()];
    let period = made.term("2026-T2");
    for rule in [SUPPRESS, ROUND] {
        let (whole, some) = (made.issues(rule, None).of(&period), made.issues(rule, Some(&all)).of(&period));
        assert_eq!(whole.shows, some.shows, "a filter that means all cases");
        let mut later = made.issues(rule, None);
        later.of(&made.term("2026-T3"));
        assert_eq!(later.of(&period).shows, whole.shows, "asked for after another term");
    }
}
