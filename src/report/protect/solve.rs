//! What somebody can find out who has every figure: whether other whole numbers can stand at a place, given all sums.
//!
//! Three ways lead to a proof, the quickest first. Where none does within some tries, nothing is proved, and the place counts as
//! narrowed: what cannot be looked through is kept back.

mod carry;
mod mend;

use super::system::{Shows, System};

/// Whether at least so many numbers can stand at a place.
pub(super) fn has_room(system: &System, place: usize, room: usize) -> bool {
    if is_open(system, place) {
        return true;
    }
    let truth = system.places[place].truth;
    let near = (1..=6).flat_map(|far| [far, -far]);
    let can = |change: &i64| {
        mend::can_change(system, place, *change) || carry::can_stand(system, place, truth + *change)
    };
    // the truth always can
    1 + near.filter(can).take(room - 1).count() >= room
}

/// Whether nothing that hangs together with a place is shown: then all of it could be twice as much, or three times.
fn is_open(system: &System, place: usize) -> bool {
    let around = around(system, place);
    let beside = || around.iter().flat_map(|one| system.beside(*one));
    let is_nothing = |at: usize| match system.places[at].shows {
        Shows::Nothing(_) | Shows::Never => true,
        Shows::Exactly => system.places[at].truth == 0,
        Shows::Rounded(_) => false,
    };
    system.places[place].truth > 0
        && is_nothing(place)
        && system.places[place].shows != Shows::Exactly
        && beside().all(is_nothing)
}

/// The places whose numbers hang on that of a place: what is shown as it is keeps the others apart.
fn around(system: &System, place: usize) -> Vec<usize> {
    let (mut found, mut at) = (vec![place], 0);
    let mut met = vec![false; system.places.len()];
    met[place] = true;
    while let Some(one) = found.get(at).copied() {
        at += 1;
        for other in system.beside(one) {
            let (low, high) = system.places[other].bounds();
            if !met[other] && low < high {
                met[other] = true;
                found.push(other);
            }
        }
    }
    found
}
