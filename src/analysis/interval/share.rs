//! Intervals of a share of trials.

use super::Estimate;
use super::binomial::exact_limits;
use super::critical::{self, student};

/// What is known of the sampling error of a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShareError {
    /// Trials are independent: the count is binomial.
    Independent,
    /// Trials depend on one another, and their randomisations do not tell how much: all agree, or too few
    /// trials lie on one side. The count is taken as binomial, which a balanced plan does not exceed.
    NotSeen,
    /// Standard error from the spread between randomisations, with its degrees of freedom.
    Replicates { standard_error: f64, degrees: u64 },
    /// Fewer than two trials in each randomisation.
    Unknown,
}

/// Trials on one side below which a normal approximation has nothing to stand on.
pub const FEW: u64 = 5;

/// Wilson's limits for a share of `n` trials at the critical value `z`. `n` need not be whole: it may be the
/// number of independent trials that would have the error that was seen.
///
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
///
/// Source: Wilson (1927), Journal of the American Statistical Association 22(158); with an effective number
/// of trials: Dean and Pagano (2015), Journal of Survey Statistics and Methodology 3(4).
pub(super) fn wilson(p: f64, n: f64, z: f64) -> (f64, f64) {
    let z2 = z * z / n;
    let centre = (p + 0.5 * z2) / (1.0 + z2);
    let half = z / (1.0 + z2) * (p * (1.0 - p) / n + 0.25 * z2 / n).sqrt();
    // At the ends one limit is the share itself; rounding must not push it past.
    (if p <= 0.0 { 0.0 } else { centre - half }, if p >= 1.0 { 1.0 } else { centre + half })
}

/// Number of independent trials whose share would have this standard error.
pub(super) fn effective_trials(p: f64, standard_error: f64) -> f64 {
    p * (1.0 - p) / (standard_error * standard_error)
}

/// Share, standard error and interval of `count` in `n`.
///
/// The standard error of a count is √(p(1 − p)/n); with no or all trials on one side it is not zero: then p is
/// replaced by (count + ½)/(n + 1) in it.
pub fn estimate(count: u64, n: u64, error: ShareError) -> Estimate {
    if n == 0 {
        return Estimate::UNKNOWN;
    }
    let trials = n as f64;
    let value = count as f64 / trials;
    let few = count.min(n - count) < FEW;
    let at = if count == 0 || count == n { (count as f64 + 0.5) / (trials + 1.0) } else { value };
    let binomial = (at * (1.0 - at) / trials).sqrt();
    let with = |standard_error: f64, (low, high): (f64, f64)| Estimate { value, standard_error, low, high };
    match error {
        _ if few => with(binomial, exact_limits(count, n)),
        ShareError::NotSeen => with(binomial, exact_limits(count, n)),
        ShareError::Independent => with(binomial, wilson(value, trials, critical::NORMAL)),
        ShareError::Replicates { standard_error, degrees } => {
            let effective = effective_trials(value, standard_error);
            with(standard_error, wilson(value, effective, student(degrees)))
        }
        ShareError::Unknown => with(f64::NAN, (f64::NAN, f64::NAN)),
    }
}
