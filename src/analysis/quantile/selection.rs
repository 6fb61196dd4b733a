//! Chosen ranks out of all trials, without sorting them.
//!
//! The range of the values is cut into equal buckets. One pass says in which bucket a value lies and counts, which
//! fixes the bucket of every rank; a second pass gathers the values of those buckets alone, and only these are
//! sorted. That the bucket rises with the value is exact in floating point, so the ranks are exact too. In
//! the worst case, all values but one in the same bucket, it is a sort.

/// Buckets: with 10 000 trials and some 25 ranks, a fortieth of the values is sorted.
const BUCKETS: usize = 1024;

/// Values by rank. Keeps its memory from one list of values to the next.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    values: Vec<f64>,
    /// Bucket of each value.
    bucket: Vec<u16>,
    /// Number of values below each bucket; one entry more than buckets.
    below: Vec<usize>,
    /// Values of the buckets that were asked for.
    gathered: Vec<f64>,
    /// Where a bucket's sorted values begin in `gathered`.
    start: Vec<Option<usize>>,
    /// The one value there is, if all are the same bits.
    constant: Option<f64>,
}

impl Ranking {
    /// Takes the values; NaN marks a trial without the figure and is left out. Returns how many there are.
    pub fn load(&mut self, values: &[f64]) -> usize {
        self.values.clear();
        self.values.extend(values.iter().copied().filter(|x| !x.is_nan()));
        let Some(&first) = self.values.first() else { return 0 };
        let (mut lowest, mut highest) = (first, first);
        for x in &self.values {
            lowest = if *x < lowest { *x } else { lowest };
            highest = if *x > highest { *x } else { highest };
        }
        self.constant = self.values.iter().all(|x| x.to_bits() == first.to_bits()).then_some(first);
        if self.constant.is_none() {
            self.fill_buckets(lowest, highest);
        }
        self.values.len()
    }

    fn fill_buckets(&mut self, lowest: f64, highest: f64) {
        // Halved, so that the width of the widest range is still a number.
        let width = 0.5 * highest - 0.5 * lowest;
        let per_half = BUCKETS as f64 / width;
        let scale = if per_half.is_finite() { per_half } else { 0.0 };
        self.bucket.clear();
        self.bucket.extend(self.values.iter().map(|x| {
            let place = ((0.5 * x - 0.5 * lowest) * scale) as i32;
            place.min(BUCKETS as i32 - 1) as u16
        }));
        self.below.clear();
        self.below.resize(BUCKETS + 1, 0);
        for bucket in &self.bucket {
            self.below[usize::from(*bucket) + 1] += 1;
        }
        for i in 0..BUCKETS {
            self.below[i + 1] += self.below[i];
        }
        self.gathered.clear();
        self.start.clear();
        self.start.resize(BUCKETS, None);
    }

    /// Looks up these ranks (from 0, each below the number of values): [`Ranking::at`] knows them afterwards.
    pub fn find(&mut self, ranks: &[usize]) {
        if self.constant.is_some() {
            return;
        }
        let mut cursor = [usize::MAX; BUCKETS];
        let mut fresh = Vec::new();
        for rank in ranks {
            let bucket = self.bucket_of(*rank);
            if self.start[bucket].is_none() {
                let begin = self.gathered.len();
                self.start[bucket] = Some(begin);
                cursor[bucket] = begin;
                let n = self.below[bucket + 1] - self.below[bucket];
                self.gathered.resize(begin + n, 0.0);
                fresh.push(begin..begin + n);
            }
        }
        if fresh.is_empty() {
            return;
        }
        for (x, bucket) in self.values.iter().zip(&self.bucket) {
            let place = &mut cursor[usize::from(*bucket) % BUCKETS];
            if *place != usize::MAX {
                self.gathered[*place] = *x;
                *place += 1;
            }
        }
        for range in fresh {
            self.gathered[range].sort_unstable_by(f64::total_cmp);
        }
    }

    /// The value of a rank; NaN if [`Ranking::find`] was not asked for it.
    pub fn at(&self, rank: usize) -> f64 {
        if let Some(constant) = self.constant {
            return constant;
        }
        let bucket = self.bucket_of(rank);
        match self.start[bucket] {
            Some(start) => self.gathered[start + rank - self.below[bucket]],
            None => f64::NAN,
        }
    }

    fn bucket_of(&self, rank: usize) -> usize {
        self.below.partition_point(|n| *n <= rank) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn agrees(values: &[f64], first: BTreeSet<usize>, then: BTreeSet<usize>) {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
        sorted.sort_by(f64::total_cmp);
        let mut ranking = Ranking::default();
        ranking.load(&[3.0, 1.0, 2.0]);
        ranking.find(&[1]);
        assert_eq!(ranking.load(values), sorted.len());
        for ranks in [first, then] {
            let ranks: Vec<usize> = ranks.into_iter().filter(|rank| *rank < sorted.len()).collect();
            ranking.find(&ranks);
            for rank in ranks {
                assert_eq!(ranking.at(rank).to_bits(), sorted[rank].to_bits(), "rank {rank} of {values:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn selection_agrees_with_sorting(
            values in prop::collection::vec(-50i32..50, 1..300),
            first in prop::collection::btree_set(0usize..300, 0..12),
            then in prop::collection::btree_set(0usize..300, 0..12),
        ) {
            agrees(&values.into_iter().map(f64::from).collect::<Vec<f64>>(), first, then);
        }

        #[test]
        fn selection_holds_for_numbers_of_any_size(
            values in prop::collection::vec(prop::num::f64::ANY, 1..200),
            first in prop::collection::btree_set(0usize..200, 0..12),
            then in prop::collection::btree_set(0usize..200, 0..12),
        ) {
            agrees(&values, first, then);
        }
    }

    #[test]
    fn neither_one_value_nor_a_crowd_beside_an_outlier_is_a_trap() {
        let all = || (0..50).collect::<BTreeSet<usize>>();
        agrees(&[7.0; 50], all(), all());
        agrees(&[f64::NAN; 3], all(), all());
        agrees(&[-0.0, 0.0, -0.0, 0.0], all(), all());
        let crowd: Vec<f64> = (0..49).map(|i| f64::from(i) * 1e-9).chain([1e9]).collect();
        agrees(&crowd, all(), all());
        agrees(&[f64::MAX, f64::MIN, 0.0, 1.0, -1.0], all(), all());
        agrees(&[f64::INFINITY, f64::NEG_INFINITY, 0.0, 5e-324, -5e-324], all(), all());
    }
}
