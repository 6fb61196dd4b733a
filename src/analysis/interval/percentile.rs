//! Intervals of percentiles: between which sorted trials the true percentile lies.

use super::Estimate;
use super::binomial::ranks;
use super::critical::{self, student};
use super::share::{FEW, ShareError, effective_trials, wilson};
use crate::analysis::proportion::{Proportion, Tally};
use crate::analysis::quantile::histogram::Cumulated;
use crate::analysis::quantile::selection::Ranking;
use crate::analysis::quantile::{REPORTED, position};
use crate::sampling::Plan;
use crate::sampling::plan::{RANDOMISATIONS, trials_by_randomisation};

/// Places among the sorted trials, from 0; `None` where there are too few trials for a limit.
pub type Limits = (Option<usize>, Option<usize>);

/// Limits by order statistics, for independent trials.
pub fn exact_limits(n: u64, p: f64) -> Limits {
    let (low, high) = ranks(n, p);
    (low.map(|rank| rank as usize - 1), high.map(|rank| rank as usize - 1))
}

/// Limits for the `p` quantile of `n` dependent trials, given the share of trials at or below it (or near it)
/// and its error between randomisations: the limits of that share, read off the sorted trials.
///
/// Source: Woodruff (1952), Journal of the American Statistical Association 47(260).
pub fn limits(n: u64, p: f64, below: Proportion, exact: Limits) -> Limits {
    let last = n.saturating_sub(1) as f64;
    match below.error {
        ShareError::Unknown => (None, None),
        ShareError::Replicates { standard_error, degrees } if (p.min(1.0 - p) * n as f64) >= FEW as f64 => {
            let effective = effective_trials(below.share(), standard_error);
            let (low, high) = wilson(p, effective, student(degrees));
            (Some((low * last).floor() as usize), Some((high * last).ceil().min(last) as usize))
        }
        _ => exact,
    }
}

/// Percentiles at [`REPORTED`] of figures with `n` trials each. Keeps what depends on `n` alone.
#[derive(Clone, Debug)]
pub struct Percentiles {
    n: u64,
    plan: Plan,
    exact: [Limits; 7],
}

impl Percentiles {
    /// Ranks for `n` trials.
    pub fn new(n: u64, plan: Plan) -> Percentiles {
        Percentiles { n, plan, exact: REPORTED.map(|p| exact_limits(n, p)) }
    }

    /// Exact percentiles of all trials, in their order; NaN marks a trial without the figure. `ranking` is
    /// overwritten.
    pub fn of(&self, values: &[f64], ranking: &mut Ranking) -> [Estimate; 7] {
        let n = ranking.load(values);
        if n == 0 {
            return [Estimate::UNKNOWN; 7];
        }
        if n as u64 != self.n {
            return Percentiles::new(n as u64, self.plan).of(values, ranking);
        }
        let around = |p: f64| {
            let floor = position(p, n) as usize;
            [floor, (floor + 1).min(n - 1)]
        };
        let mut wanted: Vec<usize> = REPORTED.iter().flat_map(|p| around(*p)).collect();
        if self.plan.has_independent_trials() {
            wanted.extend(self.exact.iter().flat_map(|(low, high)| [*low, *high]).flatten());
        }
        sort(&mut wanted);
        ranking.find(&wanted);
        let points = REPORTED.map(|p| {
            let [floor, next] = around(p);
            let fraction = position(p, n) - floor as f64;
            ranking.at(floor) + fraction * (ranking.at(next) - ranking.at(floor))
        });
        let mut found = self.exact;
        if !self.plan.has_independent_trials() {
            let below = share_below(values, &points);
            for (i, limits_of) in found.iter_mut().enumerate() {
                *limits_of = limits(self.n, REPORTED[i], below[i].proportion(self.plan), self.exact[i]);
            }
            let mut more: Vec<usize> = found.iter().flat_map(|(a, b)| [*a, *b]).flatten().collect();
            sort(&mut more);
            ranking.find(&more);
        }
        self.estimates(points, found, |rank| ranking.at(rank))
    }

    /// Percentiles of a figure that is this number in all trials, as [`Percentiles::of`]; NaN for a figure that
    /// none of them has.
    pub fn of_same(&self, value: f64) -> [Estimate; 7] {
        if value.is_nan() || self.n == 0 {
            return [Estimate::UNKNOWN; 7];
        }
        let mut found = self.exact;
        if !self.plan.has_independent_trials() {
            let all = trials_by_randomisation(self.n as usize);
            let below = Tally::from_counts(all, all).proportion(self.plan);
            for (i, limits_of) in found.iter_mut().enumerate() {
                *limits_of = limits(self.n, REPORTED[i], below, self.exact[i]);
            }
        }
        self.estimates([value; 7], found, |_| value)
    }

    /// Percentiles from a histogram. `below` says for each what share of trials lies below a value near it:
    /// only its spread between randomisations is used.
    pub fn of_histogram(&self, counts: &Cumulated, below: &[Tally; 7]) -> [Estimate; 7] {
        let n = counts.n();
        if n != self.n {
            return if n == 0 {
                [Estimate::UNKNOWN; 7]
            } else {
                Percentiles::new(n, self.plan).of_histogram(counts, below)
            };
        }
        let points = REPORTED.map(|p| counts.at(position(p, n as usize)));
        let mut found = self.exact;
        if !self.plan.has_independent_trials() {
            for (i, limits_of) in found.iter_mut().enumerate() {
                *limits_of = limits(n, REPORTED[i], below[i].proportion(self.plan), self.exact[i]);
            }
        }
        self.estimates(points, found, |rank| counts.at(rank as f64))
    }

    fn estimates(&self, points: [f64; 7], limits: [Limits; 7], at: impl Fn(usize) -> f64) -> [Estimate; 7] {
        std::array::from_fn(|i| {
            let value = points[i];
            // The interpolated percentile is itself within its limits.
            let low = limits[i].0.map_or(f64::NAN, |rank| at(rank).min(value));
            let high = limits[i].1.map_or(f64::NAN, |rank| at(rank).max(value));
            Estimate { value, standard_error: (high - low) / (2.0 * critical::NORMAL), low, high }
        })
    }
}

fn sort(ranks: &mut Vec<usize>) {
    ranks.sort_unstable();
    ranks.dedup();
}

/// Trials at or below each threshold, by randomisation.
pub fn share_below(values: &[f64], thresholds: &[f64; 7]) -> [Tally; 7] {
    let mut counts = [[0u64; RANDOMISATIONS]; 7];
    count_below(values, thresholds, &mut counts);
    let trials = known(values);
    counts.map(|hits| Tally::from_counts(hits, trials))
}

/// Adds the trials at or below each threshold, by randomisation.
pub fn count_below(values: &[f64], thresholds: &[f64; 7], counts: &mut [[u64; RANDOMISATIONS]; 7]) {
    for round in values.chunks(RANDOMISATIONS) {
        for (counts, threshold) in counts.iter_mut().zip(thresholds) {
            for (count, value) in counts.iter_mut().zip(round) {
                *count += u64::from(value <= threshold);
            }
        }
    }
}

/// Trials that have the figure, by randomisation.
fn known(values: &[f64]) -> [u64; RANDOMISATIONS] {
    let mut counts = [0u64; RANDOMISATIONS];
    for round in values.chunks(RANDOMISATIONS) {
        for (count, value) in counts.iter_mut().zip(round) {
            *count += u64::from(!value.is_nan());
        }
    }
    counts
}
