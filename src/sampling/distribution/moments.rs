//! Mean and standard deviation of a distribution that is known by its quantiles.

use super::Probability;

/// Odds beyond e^±45 hold nothing that matters of a distribution with two ends.
pub(super) const BOUNDED: f64 = 45.0;
/// Where numbers end: a long tail carries weight far out.
pub(super) const ENDLESS: f64 = 690.0;

/// Mean and standard deviation by integration over the log odds x of the probability y:
///
/// E[Q] = ∫ Q(y) · y(1 − y) dx
///
/// with the trapezoidal rule, which converges geometrically for a smooth integrand that vanishes at both
/// ends. A kink (a cut triangle) costs digits: about six remain.
///
/// # Source
/// Trefethen, Weideman (2014), SIAM Review 56(3).
pub(super) fn moments(reach: f64, quantile: impl Fn(Probability) -> f64) -> (f64, f64) {
    const PER_UNIT: f64 = 16.0;
    let steps = (reach * PER_UNIT) as i32;
    // Around the median, so that a small spread about a large value is not lost.
    let centre = quantile(Probability::of(0.5));
    let (mut weights, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for step in -steps..=steps {
        let p = Probability::of_logit(f64::from(step) / PER_UNIT);
        let weight = p.below * p.above;
        let x = quantile(p) - centre;
        weights += weight;
        sum += weight * x;
        squares += weight * x * x;
    }
    let mean = sum / weights;
    (centre + mean, (squares / weights - mean * mean).max(0.0).sqrt())
}
