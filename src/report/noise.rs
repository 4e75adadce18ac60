//! What numbers are rounded by: a number for each set of cases, from the cluster's secret and the ids of the cases alone.
//! So the same cases give the same figure in every table, under every filter, in every term, for ever.

use super::counting::Thing;
use crate::folder::Secret;
use crate::view::Counted;

/// What the secret is used for here.
const FIGURES: &str = "figures";

/// A number for every set of things. Without a secret it is always the same, and nothing may be rounded by it.
#[derive(Debug, Default)]
pub struct Noise {
    secret: Option<Secret>,
    of_case: Vec<u64>,
}

impl Noise {
    /// From the secret of the cluster, for these cases.
    pub fn new(secret: Secret, cases: &[Counted]) -> Noise {
        let of_case = cases.iter().map(|case| secret.number(FIGURES, case.case.as_str())).collect();
        Noise { secret: Some(secret), of_case }
    }

    /// The number of a set of things of one sort.
    pub(super) fn of(&self, sort: u8, things: &[Thing]) -> u64 {
        let Some(secret) = &self.secret else { return 1 };
        let of_thing = |(case, at): &Thing| {
            let case = self.of_case.get(*case as usize).copied().unwrap_or_default();
            match sort {
                0 => case,
                _ => secret.number(FIGURES, &format!("{case:016x} {sort} {at}")),
            }
        };
        let sum = things.iter().map(of_thing).fold(0, u64::wrapping_add);
        secret.number(FIGURES, &format!("{sum:016x}"))
    }
}
