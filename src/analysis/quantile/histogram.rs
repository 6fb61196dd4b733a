//! Counts in equal bins: percentiles in bounded memory.

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

    /// Bins over the range seen in a pilot, widened by half its width on both sides; an empty range where the
    /// pilot saw nothing (NaN or infinite ends).
    pub fn around(pilot_min: f64, pilot_max: f64) -> Histogram {
        let seen = pilot_min.is_finite() && pilot_max.is_finite();
        let (min, max) = if seen { (pilot_min, pilot_max) } else { (0.0, 0.0) };
        let margin = 0.5 * (max - min);
        Histogram {
            low: min - margin,
            high: max + margin,
            counts: vec![0; Histogram::BINS],
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
        }
    }

    /// Counts one value. NaN stands for a trial that has no such figure: it stays out.
    pub fn count(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        self.min = self.min.min(value);
        self.max = self.max.max(value);
        let width = self.high - self.low;
        let position = if width > 0.0 { (value - self.low) / width * Histogram::BINS as f64 } else { 0.0 };
        // `as` saturates: below the range is bin 0, above it the last.
        let bin = (position as usize).min(Histogram::BINS - 1);
        self.counts[bin] += 1;
    }

    /// Adds the counts up, to look values up by position.
    pub fn cumulate(&self) -> Cumulated<'_> {
        let mut total = 0;
        let up_to = self.counts.iter().map(|count| {
            total += u64::from(*count);
            total
        });
        Cumulated { histogram: self, up_to: up_to.collect() }
    }
}

/// Cumulative counts of a histogram.
pub struct Cumulated<'a> {
    histogram: &'a Histogram,
    up_to: Vec<u64>,
}

impl Cumulated<'_> {
    /// Number of values counted.
    pub fn n(&self) -> u64 {
        self.up_to.last().copied().unwrap_or(0)
    }

    /// The value at a position among the sorted values (from 0), interpolated within its bin; never outside
    /// the smallest and largest value seen. NaN if nothing has been counted.
    pub fn at(&self, position: f64) -> f64 {
        let Histogram { low, high, min, max, .. } = self.histogram;
        if self.n() == 0 {
            return f64::NAN;
        }
        let bin = self.up_to.partition_point(|count| *count as f64 <= position);
        let Some(end) = self.up_to.get(bin) else { return *max };
        let before = if bin > 0 { self.up_to[bin - 1] } else { 0 };
        let width = (high - low) / Histogram::BINS as f64;
        let within = (position - before as f64 + 0.5) / (end - before) as f64;
        (low + (bin as f64 + within) * width).clamp(*min, *max)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{REPORTED, position};
    use super::*;

    #[test]
    fn a_histogram_is_within_one_bin() {
        let values: Vec<f64> =
            (0..100_000).map(|i| crate::sampling::normal::quantile((f64::from(i) + 0.5) / 1e5)).collect();
        let mut histogram = Histogram::around(-3.5, 3.5);
        values.iter().for_each(|v| histogram.count(*v));
        histogram.count(f64::NAN);
        let bin = 14.0 / 4096.0;
        let cumulated = histogram.cumulate();
        assert_eq!(cumulated.n(), 100_000);
        for p in REPORTED {
            // The values are sorted.
            let exact = values[position(p, 100_000) as usize];
            assert!((cumulated.at(position(p, 100_000)) - exact).abs() < bin);
        }
    }

    #[test]
    fn a_histogram_without_width_or_with_outliers_stays_inside_what_was_seen() {
        let mut flat = Histogram::around(2.0, 2.0);
        (0..10).for_each(|_| flat.count(2.0));
        assert!(REPORTED.iter().all(|p| flat.cumulate().at(9.0 * p) == 2.0));
        let mut far = Histogram::around(0.0, 1.0);
        (0..10).for_each(|i| far.count(if i == 0 { 0.5 } else { 1000.0 }));
        assert!(REPORTED.iter().all(|p| (0.5..=1000.0).contains(&far.cumulate().at(9.0 * p))));
        assert!(Histogram::around(f64::INFINITY, f64::NEG_INFINITY).cumulate().at(0.0).is_nan());
    }
}
