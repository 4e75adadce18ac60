//! Which rows of two versions that had no id in the base are the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};

use super::tree::{row_id, something};

/// The ids of some rows.
pub(super) fn ids(rows: &[Value]) -> BTreeSet<String> {
    rows.iter().filter_map(row_id).collect()
}

/// Whether a row has no id.
pub(super) fn is_nameless(row: &Value) -> bool {
    row.as_mapping()
        .is_some_and(|map| !map.is_empty() && map.get("id").is_none_or(|id| something(id).is_none()))
}

/// Which row of either side each nameless row of the base is. A row that both sides have, by its id or word for word, is one
/// and the same, so that it cannot be that of the base in one of them alone, where the other has another for that.
pub(super) fn pairs_of_both(base: &[Value], sides: [&[Value]; 2]) -> [BTreeMap<usize, usize>; 2] {
    let known = ids(base);
    let in_base = |row: &Value| row_id(row).is_some_and(|id| known.contains(&id));
    let mut other_rows = sides.map(|side| -> BTreeSet<usize> {
        side.iter().enumerate().filter(|(_, row)| in_base(row)).map(|(n, _)| n).collect()
    });
    loop {
        let found = [0, 1].map(|side| pairs(base, sides[side], &other_rows[side]));
        let astray = |n: usize, side: usize| {
            let (mine, theirs) = (*found[side].get(&n)?, *found[1 - side].get(&n)?);
            let (row, other) = (sides[side].get(mine)?, sides[1 - side].get(theirs)?);
            let is_astray = match row_id(row) {
                Some(id) => row_id(other).as_ref() != Some(&id) && ids(sides[1 - side]).contains(&id),
                None => {
                    says_another(&base[n], row, other) && has_free(sides[1 - side], &found[1 - side], row)
                }
            };
            is_astray.then_some((side, mine))
        };
        let mut all = (0..base.len()).flat_map(|n| [(n, 0), (n, 1)]);
        match all.find_map(|(n, side)| astray(n, side)) {
            Some((side, row)) => other_rows[side].insert(row),
            None => return found,
        };
    }
}

/// Whether a row of one side says neither what the base says nor what the row of the other side does.
fn says_another(base: &Value, row: &Value, other: &Value) -> bool {
    [base, other].iter().all(|there| in_common(row, there) != usize::MAX)
}

/// Whether a side has a nameless row that says the same as another and is none of the base.
fn has_free(side: &[Value], pairs: &BTreeMap<usize, usize>, row: &Value) -> bool {
    let is_it = |(n, there): (usize, &Value)| {
        is_nameless(there) && in_common(there, row) == usize::MAX && !pairs.values().any(|m| *m == n)
    };
    side.iter().enumerate().any(is_it)
}

/// Which row of a side each nameless row of the base is, where some of the side are others: one that says the same, else the one that has most in common, else
/// the only one that there is.
fn pairs(base: &[Value], side: &[Value], others: &BTreeSet<usize>) -> BTreeMap<usize, usize> {
    let open: Vec<usize> = (0..base.len()).filter(|n| is_nameless(&base[*n])).collect();
    let mut free: Vec<usize> = (0..side.len())
        .filter(|n| !others.contains(n))
        .filter(|n| side.get(*n).is_some_and(|row| is_nameless(row) || row_id(row).is_some()))
        .collect();
    let mut pairs = BTreeMap::new();
    for least in [usize::MAX, 1] {
        for n in &open {
            if pairs.contains_key(n) {
                continue;
            }
            let alike = |m: usize| base.get(*n).zip(side.get(m)).map_or(0, |(a, b)| in_common(a, b));
            let nameless = |m: usize| side.get(m).is_some_and(is_nameless);
            // of equals one that has no id either, and then the first
            let best = free.iter().copied().rev().max_by_key(|m| (alike(*m), nameless(*m)));
            let best = best.filter(|m| alike(*m) >= least);
            if let Some(best) = best {
                pairs.insert(*n, best);
                free.retain(|m| *m != best);
            }
        }
    }
    // the one that is left is that of the other side which is left, however it was written anew
    let left: Vec<usize> = open.into_iter().filter(|n| !pairs.contains_key(n)).collect();
    if let ([n], [m]) = (left.as_slice(), free.as_slice()) {
        pairs.insert(*n, *m);
    }
    pairs
}

/// How much two rows have in common, their ids aside: most where an entry is the same, less where one went on with what the
/// other says; all there can be where they say the same.
pub(super) fn in_common(one: &Value, other: &Value) -> usize {
    let said = |row: &Value| -> Mapping {
        let entries = row.as_mapping().into_iter().flatten();
        entries
            .filter(|(k, v)| *k != "id" && something(v).is_some())
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    };
    let (one, other) = (said(one), said(other));
    if one == other {
        return usize::MAX;
    }
    let alike = |(key, value): (&Value, &Value)| match other.get(key) {
        Some(there) if there == value => 2,
        Some(there) => usize::from(goes_on(value, there) || goes_on(there, value)),
        None => 0,
    };
    one.iter().map(alike).sum()
}

/// Whether a text of several paragraphs has all of another.
fn goes_on(text: &Value, of: &Value) -> bool {
    let lines =
        |value: &Value| value.as_str().map(|words| words.lines().map(str::to_owned).collect::<Vec<_>>());
    let Some((text, of)) = lines(text).zip(lines(of)) else { return false };
    of.iter().all(|line| text.contains(line))
}
