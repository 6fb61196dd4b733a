//! Standard errors and 95 % intervals: the one place that knows which formula fits which sampling plan.
//!
//! Independent trials: the mean by Student's t, shares by Wilson, percentiles by order statistics. Plans whose
//! trials depend on one another: from the spread between the [`RANDOMISATIONS`] independent randomisations, t
//! with one degree of freedom less. Fewer than five trials on one side of a share, or randomisations that all
//! agree, say nothing about their spread: exact binomial limits then. `docs/statistics.md` has every formula.
//!
//! Values are given in the order of trials: trial i belongs to randomisation i mod 16.
//!
//! - [`critical`]: 97.5 % quantiles of the normal distribution and of Student's t
//! - [`binomial`]: exact limits of a share, ranks of order statistics
//! - [`share`]: intervals of a share · [`change`]: change of a share between paired trials
//! - [`percentile`]: intervals of percentiles

pub mod binomial;
pub mod change;
pub mod critical;
pub mod percentile;
pub mod share;

use super::moments::Moments;
use super::quantile::selection::Ranking;
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;

/// Probability with which an interval holds the true value.
pub const LEVEL: f64 = 0.95;

/// Trials from which on randomisations can be compared: two in each.
pub const COMPARABLE: u64 = 2 * RANDOMISATIONS as u64;

/// A figure from finitely many trials. What is not known is NaN, an empty cell in tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub standard_error: f64,
    /// Limits of the 95 % interval.
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Nothing is known of it.
    pub const UNKNOWN: Estimate =
        Estimate { value: f64::NAN, standard_error: f64::NAN, low: f64::NAN, high: f64::NAN };

    /// value ± t · standard error, t with these degrees of freedom.
    fn with_student(value: f64, standard_error: f64, degrees: u64) -> Estimate {
        let half = critical::student(degrees) * standard_error;
        Estimate { value, standard_error, low: value - half, high: value + half }
    }

    /// Half the width of the interval.
    pub fn half_width(&self) -> f64 {
        0.5 * (self.high - self.low)
    }

    /// Whether the interval leaves out zero: the sign is known.
    pub fn has_known_sign(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// How standard errors are found under a plan, in words for the manifest.
pub fn method(plan: Plan) -> &'static str {
    if plan.has_independent_trials() {
        "independent trials: Student's t for means, Wilson for shares, order statistics for percentiles"
    } else {
        "spread between 16 independent randomisations, Student's t with 15 degrees of freedom"
    }
}

/// Standard error of a mean from the parts of independent randomisations, as (number of trials, mean), and
/// its degrees of freedom: √(R/(R − 1) · Σ wᵣ² · (meanᵣ − mean)²) with wᵣ the part's share of the trials.
///
/// With parts of equal size this is the standard deviation of the means over √R; with unequal ones that of a
/// ratio. NaN below two randomisations that hold a trial, or below [`COMPARABLE`] trials in all.
///
/// Source: Cochran (1977), Sampling Techniques, chapter 6 (ratio of totals over R clusters).
pub(super) fn replicate_error(parts: impl Iterator<Item = (f64, f64)> + Clone) -> (f64, u64) {
    let held = parts.filter(|(n, _)| *n > 0.0);
    let (count, n, sum) = held
        .clone()
        .fold((0u64, 0.0, 0.0), |(count, total, sum), (n, mean)| (count + 1, total + n, sum + n * mean));
    if count < 2 || n < COMPARABLE as f64 {
        return (f64::NAN, 0);
    }
    let mean = sum / n;
    let spread: f64 = held.map(|(part, of_part)| part / n * (of_part - mean)).map(|off| off * off).sum();
    let replicates = count as f64;
    ((spread * replicates / (replicates - 1.0)).sqrt(), count - 1)
}

/// Mean with its standard error and interval.
pub(super) fn estimate_of_mean(moments: &Moments, plan: Plan) -> Estimate {
    let whole = moments.whole();
    if whole.n < 1.0 {
        return Estimate::UNKNOWN;
    }
    let (error, degrees) = if plan.has_independent_trials() {
        (whole.standard_deviation() / whole.n.sqrt(), whole.n as u64 - 1)
    } else {
        let parts = (0..RANDOMISATIONS).map(|r| moments.part(r));
        // Parts are as far from the whole as they differ: nothing is lost where means are large.
        replicate_error(parts.map(|part| (part.n, part.mean - whole.mean)))
    };
    Estimate::with_student(whole.mean, error, degrees)
}

/// Standard deviation with its standard error and interval, for every plan: the jackknife on its logarithm,
/// one randomisation left out at a time. Independent trials have such groups as well.
///
/// Source: Miller (1974), The Jackknife: a review, Biometrika 61(1), section 3.
pub(super) fn estimate_of_standard_deviation(moments: &Moments) -> Estimate {
    let value = moments.standard_deviation();
    if value == 0.0 || moments.n() < COMPARABLE {
        let known = if moments.n() < COMPARABLE { f64::NAN } else { 0.0 };
        return Estimate { value, standard_error: known, low: value + known, high: value + known };
    }
    let logs: Vec<f64> = (0..RANDOMISATIONS)
        .map(|r| crate::lanes::ln(moments.without(r).standard_deviation() / value))
        .collect();
    let n = RANDOMISATIONS as f64;
    let mean = logs.iter().sum::<f64>() / n;
    let squares: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
    let error = (squares * (n - 1.0) / n).sqrt();
    let factor = crate::lanes::exp(critical::student(RANDOMISATIONS as u64 - 1) * error);
    Estimate { value, standard_error: value * error, low: value / factor, high: value * factor }
}

/// Mean of `values`.
pub fn mean(values: &[f64], plan: Plan) -> Estimate {
    Moments::of(values).estimate(plan)
}

/// Mean of b − a over paired trials.
pub fn mean_difference(a: &[f64], b: &[f64], plan: Plan) -> Estimate {
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
    mean(&differences, plan)
}

/// Standard deviation of `values`.
pub fn standard_deviation(values: &[f64]) -> Estimate {
    Moments::of(values).estimate_of_standard_deviation()
}

/// Share of trials that hit.
pub fn proportion(hits: &[bool], plan: Plan) -> Estimate {
    super::proportion::Tally::of(hits).proportion(plan).estimate()
}

/// Change of the share of trials that hit, from `a` to `b` over paired trials.
pub fn change_of_proportion(a: &[bool], b: &[bool], plan: Plan) -> Estimate {
    let mut changes = change::PairedTally::default();
    a.iter().zip(b).enumerate().for_each(|(trial, (a, b))| changes.count(trial, *a, *b));
    changes.estimate(plan)
}

/// Percentiles of `values` at [`super::quantile::REPORTED`].
pub fn percentiles(values: &[f64], plan: Plan) -> [Estimate; 7] {
    percentile::Percentiles::new(values.len() as u64, plan).of(values, &mut Ranking::default())
}

#[cfg(test)]
mod tests;
