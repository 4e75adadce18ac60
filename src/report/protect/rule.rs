//! The cluster's rule for small numbers.

use super::system::{MOST, Shows};
use crate::folder::{FiguresRule, SmallNumbers as Small};

/// The rule, with the number below which a figure is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What happens to small numbers.
    pub small: Small,
    /// A figure below this could point to somebody; at least 3.
    pub min_cell: i64,
}

impl Default for Rule {
    fn default() -> Rule {
        Rule { small: Small::Suppress, min_cell: 6 }
    }
}

impl From<FiguresRule> for Rule {
    fn from(said: FiguresRule) -> Rule {
        Rule { small: said.rule, min_cell: said.min_cell }
    }
}

impl Rule {
    /// Whether a number of things, behind which so many cases stand, could point to somebody.
    pub fn is_small(&self, number: i64, cases: i64) -> bool {
        number > 0 && (number < self.min_cell || cases < self.min_cell)
    }

    /// What is shown of a number by itself. `noise` belongs to the set of cases that is counted, and is the same wherever the
    /// same cases are counted.
    pub fn shows(&self, number: i64, small: bool, noise: u64) -> Shows {
        match self.small {
            Small::Suppress if small => Shows::Nothing(1),
            Small::Suppress => Shows::Exactly,
            Small::RoundTo3 => Shows::Rounded(rounded(number, noise)),
        }
    }

    /// Whether something that is reckoned from many cases may stand beside what is shown of their number: that alone
    /// decides, so that it tells nothing more of the number.
    pub fn allows_beside(&self, shown: &Shows, truth: i64) -> bool {
        match shown {
            Shows::Exactly => (self.min_cell..MOST).contains(&truth),
            Shows::Rounded(shown) => *shown >= self.min_cell + 3,
            Shows::Nothing(_) | Shows::Never => false,
        }
    }
}

/// A number rounded to a multiple of three: to the nearer one two times out of three, so that nothing is shifted on the whole.
fn rounded(number: i64, noise: u64) -> i64 {
    let below = number - number.rem_euclid(3);
    match number.rem_euclid(3) {
        0 => number,
        1 if noise.is_multiple_of(3) => below + 3,
        1 => below,
        _ if noise.is_multiple_of(3) => below,
        _ => below + 3,
    }
}
