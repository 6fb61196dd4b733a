//! Percentiles: exact within a stated memory budget, from integer histograms beyond it.
//!
//! Definition: with the sorted trials x₀ … xₙ₋₁, the p-quantile is the linear interpolation at position
//! p·(n − 1), type 7 of Hyndman and Fan (1996), The American Statistician 50(4), NumPy's default.

/// Shares at which tables report percentiles.
pub const REPORTED: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// Exact quantiles of all trials; reorders `values`.
pub fn exact(values: &mut [f64]) -> [f64; 7] {
    let mut found = [f64::NAN; 7];
    let Some(last) = values.len().checked_sub(1) else { return found };
    // From the highest share downwards, each selection works on what lies below the one before.
    let mut end = values.len();
    for (p, result) in REPORTED.iter().zip(&mut found).rev() {
        let position = p * last as f64;
        let below = position.floor() as usize;
        let fraction = position - below as f64;
        let (_, low, above) = values[..end].select_nth_unstable_by(below, f64::total_cmp);
        let low = *low;
        // The smallest value above moves next to the selected one, where a lower share may look for it.
        let nearest = (0..above.len()).min_by(|a, b| above[*a].total_cmp(&above[*b]));
        let next = nearest.map_or(low, |nearest| {
            above.swap(0, nearest);
            above[0]
        });
        *result = low + fraction * (next - low);
        end = (below + 2).min(values.len());
    }
    found
}

/// Counts in equal bins over a range fixed beforehand; what lies outside is counted at the ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    low: f64,
    high: f64,
    counts: Vec<u32>,
    min: f64,
    max: f64,
}

impl Histogram {
    /// Bins of one series.
    pub const BINS: usize = 4096;

    /// Bins over the range seen in a pilot, widened by half its width on both sides.
    pub fn around(pilot_min: f64, pilot_max: f64) -> Histogram {
        let margin = 0.5 * (pilot_max - pilot_min);
        Histogram {
            low: pilot_min - margin,
            high: pilot_max + margin,
            counts: vec![0; Histogram::BINS],
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
        }
    }

    /// Counts one value.
    pub fn count(&mut self, value: f64) {
        self.min = self.min.min(value);
        self.max = self.max.max(value);
        let width = self.high - self.low;
        let position = if width > 0.0 { (value - self.low) / width * Histogram::BINS as f64 } else { 0.0 };
        // `as` saturates: below the range is bin 0, above it the last.
        let bin = (position as usize).min(Histogram::BINS - 1);
        self.counts[bin] += 1;
    }

    /// Quantiles, interpolated within a bin; never outside the smallest and largest value seen.
    pub fn quantiles(&self) -> [f64; 7] {
        let n: u64 = self.counts.iter().map(|c| u64::from(*c)).sum();
        let bin_width = (self.high - self.low) / Histogram::BINS as f64;
        REPORTED.map(|p| {
            let position = p * (n.saturating_sub(1)) as f64;
            let mut below = 0.0;
            for (bin, count) in self.counts.iter().enumerate() {
                let count = f64::from(*count);
                if count > 0.0 && below + count > position {
                    let left = self.low + bin as f64 * bin_width;
                    let within = (position - below + 0.5) / count;
                    return (left + within * bin_width).clamp(self.min, self.max);
                }
                below += count;
            }
            self.max
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_sorting(values: &[f64], p: f64) -> f64 {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let position = p * (sorted.len() - 1) as f64;
        let below = position.floor() as usize;
        let above = (below + 1).min(sorted.len() - 1);
        sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
    }

    #[test]
    fn numpys_default_definition() {
        // numpy.percentile([1, 2, 3, 4], [5, 10, 25, 50, 75, 90, 95])
        assert_eq!(exact(&mut [3.0, 1.0, 4.0, 2.0]), [1.15, 1.3, 1.75, 2.5, 3.25, 3.7, 3.8499999999999996]);
        assert_eq!(exact(&mut [7.0]), [7.0; 7]);
    }

    proptest! {
        #[test]
        fn selection_agrees_with_sorting(mut values in prop::collection::vec(-1e6f64..1e6, 1..400)) {
            let expected = REPORTED.map(|p| by_sorting(&values, p));
            let found = exact(&mut values);
            for (a, b) in found.iter().zip(expected) {
                prop_assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0));
            }
        }
    }

    #[test]
    fn a_histogram_is_within_one_bin() {
        let values: Vec<f64> =
            (0..100_000).map(|i| crate::sampling::normal::quantile((f64::from(i) + 0.5) / 1e5)).collect();
        let mut histogram = Histogram::around(-3.5, 3.5);
        values.iter().for_each(|v| histogram.count(*v));
        let bin = 14.0 / 4096.0;
        for (found, p) in histogram.quantiles().iter().zip(REPORTED) {
            assert!((found - by_sorting(&values, p)).abs() < bin);
        }
    }

    #[test]
    fn a_histogram_without_width_or_with_outliers_stays_inside_what_was_seen() {
        let mut flat = Histogram::around(2.0, 2.0);
        (0..10).for_each(|_| flat.count(2.0));
        assert_eq!(flat.quantiles(), [2.0; 7]);
        let mut far = Histogram::around(0.0, 1.0);
        (0..10).for_each(|i| far.count(if i == 0 { 0.5 } else { 1000.0 }));
        assert!(far.quantiles().iter().all(|q| (0.5..=1000.0).contains(q)));
    }
}
