//! Chosen ranks out of all trials, without sorting them.

/// Puts the values of all `wanted` ranks (sorted, from 0, each below the length) where sorting would.
///
/// The middle rank first: what lies below it and above it is then searched apart, so that k ranks cost about
/// log₂ k passes.
pub fn place(values: &mut [f64], wanted: &[usize]) {
    place_from(values, 0, wanted);
}

fn place_from(values: &mut [f64], offset: usize, wanted: &[usize]) {
    let Some(rank) = wanted.get(wanted.len() / 2).copied() else { return };
    let (below, _, above) = values.select_nth_unstable_by(rank - offset, f64::total_cmp);
    place_from(below, offset, &wanted[..wanted.len() / 2]);
    let later = &wanted[wanted.len() / 2 + 1..];
    place_from(above, rank + 1, later);
}

/// Puts further ranks in place, where those of `placed` (sorted) are already: only the stretches between
/// those are searched.
pub fn place_more(values: &mut [f64], placed: &[usize], wanted: &[usize]) {
    let mut begin = 0;
    for end in placed.iter().copied().chain([values.len()]) {
        let first = wanted.partition_point(|rank| *rank < begin);
        let last = wanted.partition_point(|rank| *rank < end);
        if first < last {
            place_from(&mut values[begin..end], begin, &wanted[first..last]);
        }
        begin = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn selection_agrees_with_sorting(
            values in prop::collection::vec(-50i32..50, 1..300),
            first in prop::collection::btree_set(0usize..300, 0..12),
            then in prop::collection::btree_set(0usize..300, 0..12),
        ) {
            let mut values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let within = |ranks: std::collections::BTreeSet<usize>| -> Vec<usize> {
                ranks.into_iter().filter(|rank| *rank < sorted.len()).collect()
            };
            let (first, then) = (within(first), within(then));
            place(&mut values, &first);
            prop_assert!(first.iter().all(|rank| values[*rank] == sorted[*rank]));
            place_more(&mut values, &first, &then);
            prop_assert!(first.iter().chain(&then).all(|rank| values[*rank] == sorted[*rank]));
        }
    }
}
