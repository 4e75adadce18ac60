use super::{Place, Rule, Shows, Small, System, narrowed, protect};

const RULE: Rule = Rule { small: Small::Suppress, min_cell: 6 };

/// A table of one row of parts and their whole, each shown as the rule says by itself.
fn table(parts: &[i64], rule: &Rule) -> (System, Vec<usize>) {
    let mut system = System::default();
    let mut place = |truth: i64| {
        let small = rule.is_small(truth, truth);
        let shows = rule.shows(truth, small, truth.unsigned_abs());
        system.place(Place { truth, shows, small, settled: false, worth: 0 })
    };
    let mut places: Vec<usize> = parts.iter().map(|part| place(*part)).collect();
    places.push(place(parts.iter().sum()));
    let whole = places[parts.len()];
    system.relate(places[..parts.len()].iter().map(|part| (1, *part)).chain([(-1, whole)]));
    (system, places)
}

fn kept_back(parts: &[i64]) -> Vec<bool> {
    let (mut system, places) = table(parts, &RULE);
    protect(&mut system);
    assert!(narrowed(&system).is_empty());
    places.iter().map(|place| system.places[*place].shows == Shows::Nothing(1)).collect()
}

#[test]
fn what_is_small_is_kept_back_with_as_little_else_as_will_do() {
    assert_eq!(kept_back(&[10, 20, 30]), [false; 4]);
    assert_eq!(kept_back(&[3, 20, 30]), [true, true, false, false], "the smaller of the others goes along");
    assert_eq!(kept_back(&[3, 4, 30]), [true, true, false, false], "two that are small hide each other");
    assert_eq!(kept_back(&[1, 1, 30]), [true, true, true, false], "both would be the least there is");
    assert_eq!(kept_back(&[3, 0, 0]), [true, false, false, true], "the only part is the whole");
    assert_eq!(kept_back(&[0, 0, 30]), [false; 4], "nought points to nobody");
}

#[test]
fn the_auditor_finds_what_is_not_protected() {
    // shown by itself, and by its whole and the other part
    let (mut system, places) = table(&[3, 20], &RULE);
    assert_eq!(narrowed(&system), [places[0]]);
    system.places[places[1]].shows = Shows::Nothing(1);
    assert!(narrowed(&system).is_empty());
    system.places[places[0]].shows = Shows::Exactly;
    assert_eq!(narrowed(&system), [places[0]]);
}

#[test]
fn what_is_printed_already_stays_and_the_next_report_keeps_back() {
    let (mut system, places) = table(&[20, 30], &RULE);
    for place in &places {
        system.places[*place].settled = true;
    }
    // over all but two cases
    let some =
        system.place(Place { truth: 18, shows: Shows::Exactly, small: false, settled: false, worth: 0 });
    let rest = system.rest(2, true);
    system.relate([(1, some), (1, rest), (-1, places[0])]);
    assert_eq!(narrowed(&system), [rest]);
    protect(&mut system);
    assert_eq!(system.places[some].shows, Shows::Nothing(1));
    assert_eq!(system.places[places[0]].shows, Shows::Exactly);
    assert!(narrowed(&system).is_empty());
}

#[test]
fn what_a_report_would_give_away_is_said_and_what_was_printed_before_is_not_its_own() {
    let (mut system, places) = table(&[5, 0], &RULE);
    // how many they are together is printed already, and that the others are none is told now
    system.places[places[0]].settled = true;
    system.places[places[1]].shows = Shows::Exactly;
    let whole = &mut system.places[places[2]];
    (whole.settled, whole.shows, whole.small) = (true, Shows::Exactly, false);
    assert_eq!(protect(&mut system), [places[0]]);
    system.places[places[1]].settled = true;
    assert!(protect(&mut system).is_empty(), "nothing of it is this report's own");
    let (mut system, _) = table(&[2, 20], &RULE);
    assert!(protect(&mut system).is_empty());
}

#[test]
fn rounded_numbers_that_give_each_other_away_are_kept_back() {
    let rule = Rule { small: Small::RoundTo3, min_cell: 6 };
    let (mut system, places) = table(&[2, 2], &rule);
    // nought and nought, and six together: each must be two
    for (place, shown) in places.iter().zip([0, 0, 6]) {
        system.places[*place].shows = Shows::Rounded(shown);
    }
    assert_eq!(narrowed(&system), places);
    protect(&mut system);
    assert!(narrowed(&system).is_empty());
}

#[test]
fn a_number_is_rounded_to_a_neighbour_and_not_shifted_on_the_whole() {
    let rule = Rule { small: Small::RoundTo3, min_cell: 6 };
    for number in 0..40 {
        let shown: Vec<i64> = (0..300)
            .filter_map(|noise| match rule.shows(number, false, noise) {
                Shows::Rounded(shown) => Some(shown),
                _ => None,
            })
            .collect();
        assert!(
            shown.iter().all(|shown| shown % 3 == 0 && (shown - number).abs() <= 2),
            "{number}: {shown:?}"
        );
        assert_eq!(shown.iter().sum::<i64>(), number * 300);
    }
}

#[test]
fn where_nothing_is_shown_nothing_is_narrowed_however_much_hangs_together() {
    let mut system = System::default();
    let mut hidden = |truth: i64| {
        system.place(Place { truth, shows: Shows::Nothing(1), small: true, settled: false, worth: 0 })
    };
    let [whole, a, b, c, d] = [4, 1, 3, 1, 2].map(&mut hidden);
    // the same part in sums of every kind
    for sum in [vec![a, b], vec![a, c, d], vec![a, a, d]] {
        system.relate(sum.into_iter().map(|part| (1, part)).chain([(-1, whole)]));
    }
    assert!(narrowed(&system).is_empty());
    let shown =
        system.place(Place { truth: 1, shows: Shows::Exactly, small: false, settled: false, worth: 0 });
    system.relate([(1, a), (-1, shown)]);
    assert!(narrowed(&system).contains(&a));
}

#[test]
fn what_would_give_something_away_by_its_name_alone_is_left_out() {
    // six in four parts, of which one is known to be a whole of two more
    let (mut system, places) = table(&[2, 2, 1, 1], &RULE);
    places.iter().for_each(|place| system.places[*place].settled = true);
    assert!(narrowed(&system).is_empty());
    let mut part =
        || system.place(Place { truth: 1, shows: Shows::Nothing(1), small: true, settled: false, worth: 0 });
    let parts = [part(), part()];
    system.relate([(1, parts[0]), (1, parts[1]), (-1, places[1])]);
    assert!(!narrowed(&system).is_empty());
    protect(&mut system);
    assert!(narrowed(&system).is_empty());
    assert!(parts.iter().any(|part| system.places[*part].shows == Shows::Nothing(0)));
}
