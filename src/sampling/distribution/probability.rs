//! A probability with both of its tails.

use super::super::normal;
use crate::lanes::{ln, logistic};

/// A probability and its complement, so that neither tail is lost: close to 1 a number alone would lose the
/// upper one.
///
/// Both keep their relative precision where a family computes them apart, as all with a formula do. Two do not:
/// the chances of a choice are sums, and those of a truncated distribution are differences, known to about 1e-16
/// over the share that is kept. [`Probability::of`] knows one tail and takes the other from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probability {
    /// Share of draws below.
    pub below: f64,
    /// Share of draws above.
    pub above: f64,
}

impl Probability {
    /// From the share below, 0 ≤ p ≤ 1.
    pub fn of(p: f64) -> Probability {
        Probability { below: p, above: 1.0 - p }
    }

    /// Of a standard normal value: (Φ(z), Φ(−z)).
    pub fn of_z(z: f64) -> Probability {
        Probability { below: normal::cumulative(z), above: normal::cumulative(-z) }
    }

    /// Of log odds: below = 1 / (1 + e^−x).
    pub fn of_logit(x: f64) -> Probability {
        Probability { below: logistic(x), above: logistic(-x) }
    }

    /// The standard normal value, from the nearer tail; infinite at 0 and 1.
    pub fn z(self) -> f64 {
        if self.below <= 0.0 {
            f64::NEG_INFINITY
        } else if self.above <= 0.0 {
            f64::INFINITY
        } else if self.above < 0.25 {
            -normal::quantile(self.above)
        } else {
            normal::quantile(self.below)
        }
    }

    /// The log odds; infinite at 0 and 1.
    pub fn logit(self) -> f64 {
        if self.below <= 0.0 {
            f64::NEG_INFINITY
        } else if self.above <= 0.0 {
            f64::INFINITY
        } else {
            ln(self.below / self.above)
        }
    }
}
