//! The distribution through stated percentiles.

use super::metalog_curve::{Curve, MOST};
use super::moments::{BOUNDED, ENDLESS, moments};
use super::{Distribution, ParameterError, Probability, finite};
use crate::lanes::{Lane, exp, ln, logistic, logit};

/// Metalog: the smooth distribution through 3 to 9 percentiles, with as many terms as percentiles, and
/// bounded where the value is.
///
/// x = M (no bound) · low + e^M (lower bound) · high − e^−M (upper bound) ·
/// low + (high − low) / (1 + e^−M) (both), where M is the curve through the transformed percentiles
///
/// # Source
/// Keelin (2016), The Metalog Distributions, Decision Analysis 13(4), 243–277.
#[derive(Clone, Debug, PartialEq)]
pub struct Metalog {
    /// (p, value), both rising.
    percentiles: Vec<(f64, f64)>,
    bounds: Bounds,
    curve: Curve,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bounds {
    None,
    Lower(f64),
    Upper(f64),
    Both(f64, f64),
}

/// Largest M of a bounded metalog, short of the overflow of its exponential.
const LARGEST: f64 = 700.0;

impl Bounds {
    /// M of a value inside the bounds.
    fn transform(self, x: f64) -> f64 {
        match self {
            Bounds::None => x,
            Bounds::Lower(low) => ln(x - low),
            Bounds::Upper(high) => -ln(high - x),
            Bounds::Both(low, high) => ln((x - low) / (high - x)),
        }
    }

    fn value(self, m: f64) -> f64 {
        match self {
            Bounds::None => m,
            Bounds::Lower(low) => low + exp(m),
            Bounds::Upper(high) => high - exp(-m),
            Bounds::Both(low, high) => low + (high - low) * logistic(m),
        }
    }

    /// Whether the standard deviation is finite: a tail of e^(s·L) has a variance only for s below ½.
    fn has_spread(self, curve: &Curve) -> bool {
        let (lower_tail, upper_tail) = curve.tails();
        match self {
            Bounds::Lower(_) => upper_tail < 0.5,
            Bounds::Upper(_) => lower_tail < 0.5,
            Bounds::None | Bounds::Both(..) => true,
        }
    }

    fn ends(self) -> (f64, f64) {
        match self {
            Bounds::None => (f64::NEG_INFINITY, f64::INFINITY),
            Bounds::Lower(low) => (low, f64::INFINITY),
            Bounds::Upper(high) => (f64::NEG_INFINITY, high),
            Bounds::Both(low, high) => (low, high),
        }
    }
}

impl Distribution {
    /// The metalog through percentiles (p, value), 0.01 ≤ p ≤ 0.99, in rising order, between bounds that may
    /// be infinite.
    ///
    /// # Errors
    /// Fewer than 3 or more than 9 percentiles; percentiles that do not rise or lie on or beyond a bound;
    /// a curve that does not rise everywhere ([`ParameterError::NoCurve`] says which percentile to move, and
    /// leaving it out helps as well); a tail so long that it has no standard deviation.
    pub fn metalog(percentiles: &[(f64, f64)], low: f64, high: f64) -> Result<Distribution, ParameterError> {
        Metalog::new(percentiles, low, high).map(|metalog| Distribution::Metalog(Box::new(metalog)))
    }
}

impl Metalog {
    fn new(percentiles: &[(f64, f64)], low: f64, high: f64) -> Result<Metalog, ParameterError> {
        if !(3..=MOST).contains(&percentiles.len()) {
            return Err(ParameterError::PercentileCount(percentiles.len()));
        }
        for (index, &(p, value)) in percentiles.iter().enumerate() {
            finite(&[value])?;
            if !(0.01..=0.99).contains(&p) {
                return Err(ParameterError::NoPercentile(p));
            }
            if value <= low || value >= high {
                return Err(ParameterError::OutsideBounds { index, value, low, high });
            }
            if index.checked_sub(1).is_some_and(|i| percentiles[i].0 >= p || percentiles[i].1 >= value) {
                return Err(ParameterError::NotRising(index));
            }
        }
        let bounds = match (low.is_finite(), high.is_finite()) {
            (false, false) => Bounds::None,
            (true, false) => Bounds::Lower(low),
            (false, true) => Bounds::Upper(high),
            (true, true) => Bounds::Both(low, high),
        };
        let points: Vec<(f64, f64)> =
            percentiles.iter().map(|(p, value)| (*p, bounds.transform(*value))).collect();
        if let Some(index) = (1..points.len()).find(|i| points[i - 1].1 >= points[*i].1) {
            return Err(ParameterError::NotRising(index));
        }
        let curve = Curve::through(&points).filter(Curve::rises).ok_or_else(|| way_out(&points, bounds))?;
        if !bounds.has_spread(&curve) {
            return Err(ParameterError::EndlessTail);
        }
        let outermost = [-37.0, 37.0].map(|x| curve.at(Probability::of_logit(x)).abs());
        let largest = if bounds == Bounds::None { f64::MAX } else { LARGEST };
        if !outermost.into_iter().all(|m| m < largest) {
            return Err(ParameterError::TooWide);
        }
        Ok(Metalog { percentiles: percentiles.to_vec(), bounds, curve })
    }

    /// The percentiles (p, value) that it was made from.
    pub fn percentiles(&self) -> &[(f64, f64)] {
        &self.percentiles
    }

    pub(super) fn support(&self) -> (f64, f64) {
        self.bounds.ends()
    }

    pub(super) fn quantile(&self, p: Probability) -> f64 {
        if p.below <= 0.0 {
            self.support().0
        } else if p.above <= 0.0 {
            self.support().1
        } else {
            self.bounds.value(self.curve.at(p))
        }
    }

    /// Uniforms → draws, in place.
    #[inline(always)]
    pub(in crate::sampling) fn apply(&self, lane: &mut Lane) {
        for x in lane.iter_mut() {
            *x = self.curve.value(*x - 0.5, logit(*x));
        }
        match self.bounds {
            Bounds::None => {}
            Bounds::Lower(low) => {
                for m in lane.iter_mut() {
                    *m = low + exp(*m);
                }
            }
            Bounds::Upper(high) => {
                for m in lane.iter_mut() {
                    *m = high - exp(-*m);
                }
            }
            Bounds::Both(low, high) => {
                for m in lane.iter_mut() {
                    *m = low + (high - low) * logistic(*m);
                }
            }
        }
    }

    /// By bisection over the log odds, to the last bit.
    pub(super) fn probability(&self, x: f64) -> Probability {
        let (low, high) = self.support();
        if x <= low {
            return Probability::of(0.0);
        }
        if x >= high {
            return Probability::of(1.0);
        }
        let wanted = self.bounds.transform(x);
        let (mut below, mut above) = (-LARGEST, LARGEST);
        for _ in 0..70 {
            let middle = 0.5 * (below + above);
            if self.curve.at(Probability::of_logit(middle)) < wanted {
                below = middle
            } else {
                above = middle
            }
        }
        Probability::of_logit(0.5 * (below + above))
    }

    /// Mean and standard deviation, integrated.
    pub(super) fn moments(&self) -> (f64, f64) {
        let reach = if matches!(self.bounds, Bounds::Both(..)) { BOUNDED } else { ENDLESS };
        moments(reach, |p| self.quantile(p))
    }

    pub(super) fn times(&self, factor: f64) -> Metalog {
        let (bounds, curve) = match self.bounds {
            Bounds::None => (Bounds::None, self.curve.scaled(factor, 0.0)),
            Bounds::Lower(low) => (Bounds::Lower(low * factor), self.curve.scaled(1.0, ln(factor))),
            Bounds::Upper(high) => (Bounds::Upper(high * factor), self.curve.scaled(1.0, -ln(factor))),
            Bounds::Both(low, high) => (Bounds::Both(low * factor, high * factor), self.curve.clone()),
        };
        let percentiles = self.percentiles.iter().map(|(p, value)| (*p, value * factor)).collect();
        Metalog { percentiles, bounds, curve }
    }
}

/// What to change about percentiles that no curve goes through: the percentile whose move is smallest.
///
/// Without percentile i the others may have a rising curve. It meets p_i in a value, the `best` one. The
/// coefficients are linear in the values, and curves that rise and have a spread are a convex set, so all values between the best
/// and a `nearest` one fit as well; that one is found by bisection.
fn way_out(points: &[(f64, f64)], bounds: Bounds) -> ParameterError {
    let range = points.last().map_or(0.0, |last| last.1) - points[0].1;
    let fit = |points: &[(f64, f64)]| {
        Curve::through(points).filter(|curve| curve.rises() && bounds.has_spread(curve))
    };
    let mut smallest = None;
    for (index, &(p, m)) in points.iter().enumerate() {
        let mut others = points.to_vec();
        others.remove(index);
        let Some(curve) = fit(&others) else { continue };
        let best = curve.at(Probability::of(p));
        let fits = |part: f64| {
            let mut moved = points.to_vec();
            moved[index].1 = m + part * (best - m);
            fit(&moved).is_some()
        };
        let (mut too_little, mut enough) = (0.0, 1.0);
        for _ in 0..30 {
            let middle = 0.5 * (too_little + enough);
            if fits(middle) { enough = middle } else { too_little = middle }
        }
        let move_by = enough * (best - m).abs() / range;
        if smallest.as_ref().is_none_or(|(least, _)| move_by < *least) {
            let nearest = bounds.value(m + enough * (best - m));
            smallest = Some((move_by, ParameterError::NoCurve { index, nearest, best: bounds.value(best) }));
        }
    }
    smallest.map_or(ParameterError::TooManyPercentiles, |(_, error)| error)
}
