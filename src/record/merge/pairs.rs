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

/// Which row of either side each nameless row of the base is. A row that both sides have by its id is one and the same, so
/// that it cannot be that of the base in one of them alone, where the other has another for that.
pub(super) fn pairs_of_both(base: &[Value], sides: [&[Value]; 2]) -> [BTreeMap<usize, usize>; 2] {
    let mut known = [ids(base), ids(base)];
    let there = sides.map(ids);
    loop {
        let found = [0, 1].map(|side| pairs(base, sides[side], &known[side]));
        let own = |side: usize, n: usize| -> Option<Option<String>> {
            found[side].get(&n).map(|row| sides[side].get(*row).and_then(row_id))
        };
        let astray = |side: usize, n: usize| {
            let (id, others) = (own(side, n)??, own(1 - side, n)?);
            (others.as_ref() != Some(&id) && there[1 - side].contains(&id)).then_some((side, id))
        };
        let mut all = (0..base.len()).flat_map(|n| [(0, n), (1, n)]);
        match all.find_map(|(side, n)| astray(side, n)) {
            Some((side, id)) => known[side].insert(id),
            None => return found,
        };
    }
}

/// Which row of a side each nameless row of the base is: one that says the same, else the one that has most in common, else
/// the only one that there is.
fn pairs(base: &[Value], side: &[Value], known: &BTreeSet<String>) -> BTreeMap<usize, usize> {
    let open: Vec<usize> = (0..base.len()).filter(|n| is_nameless(&base[*n])).collect();
    let mut free: Vec<usize> = (0..side.len())
        .filter(|n| {
            side.get(*n)
                .is_some_and(|row| is_nameless(row) || row_id(row).is_some_and(|id| !known.contains(&id)))
        })
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
