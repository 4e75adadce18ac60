//! Small numbers: no figure that could point to somebody can be found out, by whoever lays all figures beside each other.
//!
//! First each number is kept back or rounded by itself, as the cluster's rule says. Then an auditor looks for places that
//! can still be told from the others: as long as fewer than [`ROOM`] numbers can stand at one, one more figure nearby is
//! kept back. What is kept back makes nothing else easier to find out, so this comes to an end.

mod rule;
mod solve;
mod system;

pub use crate::folder::SmallNumbers as Small;
pub use rule::Rule;
pub use system::{Place, Relation, Shows, System};

/// So many numbers can stand at every place that could point to somebody.
pub const ROOM: usize = 3;

/// Keeps back whatever is needed so that nothing small can be found out. Gives the places at which that did not come about,
/// because everything around them is printed already.
pub fn protect(system: &mut System) -> Vec<usize> {
    let mut given_up = Vec::new();
    let small: Vec<usize> = (0..system.places.len()).filter(|at| system.places[*at].small).collect();
    for place in small {
        while !solve::has_room(system, place, ROOM) {
            if let Some(other) = nearest(system, place, Place::can_go) {
                system.places[other].shows = Shows::Nothing(1);
            } else if let Some(other) = nearest(system, place, Place::can_vanish) {
                // what stands in no list may be nought as well
                system.places[other].shows = Shows::Nothing(0);
            } else {
                given_up.push(place);
                break;
            }
        }
    }
    if given_up.is_empty() {
        return given_up;
    }
    // what was kept back for others may have given it room after all; and what is known without any of this was printed before
    let silent = silent(system);
    given_up.retain(|place| !solve::has_room(system, *place, ROOM) && solve::has_room(&silent, *place, ROOM));
    given_up
}

/// The same, where nothing is told but what is printed already.
fn silent(system: &System) -> System {
    let mut silent = system.clone();
    for place in silent.places.iter_mut().filter(|place| !place.settled) {
        place.shows = Shows::Never;
    }
    silent
}

/// The places that could point to somebody and at which fewer numbers can stand.
pub fn narrowed(system: &System) -> Vec<usize> {
    let small = (0..system.places.len()).filter(|at| system.places[*at].small);
    small.filter(|place| !solve::has_room(system, *place, ROOM)).collect()
}

/// The figure to keep back next: of those that can and are tied most closely, the one that is least missed. Nothing where none can.
fn nearest(system: &System, place: usize, can: impl Fn(&Place) -> bool) -> Option<usize> {
    let mut met = vec![false; system.places.len()];
    met[place] = true;
    let mut here = vec![place];
    while !here.is_empty() {
        let mut next = Vec::new();
        for one in here {
            for other in system.beside(one) {
                if !std::mem::replace(&mut met[other], true) {
                    next.push(other);
                }
            }
        }
        let can_go = next.iter().filter(|at| can(&system.places[**at]) && system.places[**at].truth > 0);
        if let Some(found) =
            can_go.min_by_key(|at| (system.places[**at].worth, system.places[**at].truth, **at))
        {
            return Some(*found);
        }
        here = next;
    }
    can(&system.places[place]).then_some(place)
}

#[cfg(test)]
mod tests;
