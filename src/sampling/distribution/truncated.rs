//! Any distribution, given that it falls between two bounds.

use super::moments::{BOUNDED, moments};
use super::{Distribution, ParameterError, Probability, finite};

/// A distribution given that it falls between two bounds: what lies outside is not moved to the bounds but
/// never happens, and the rest becomes likelier in proportion.
///
/// Q(p) = Q₀(F₀(min) + p · (F₀(max) − F₀(min))), with both tails of each probability carried along
#[derive(Clone, Debug, PartialEq)]
pub struct Truncated {
    whole: Distribution,
    min: f64,
    max: f64,
    lower: Probability,
    upper: Probability,
    /// Probability that the whole distribution falls between the bounds.
    kept: f64,
}

/// Smallest part of a distribution that bounds may leave: what is rarer is surely a mistake.
const LEAST_KEPT: f64 = 1e-9;

impl Distribution {
    /// A distribution given that it falls between `min` and `max`.
    ///
    /// A uniform stays uniform, a choice stays a choice.
    ///
    /// # Errors
    /// An empty range; bounds that leave less than one thousand-millionth of the distribution, or a choice
    /// with a single value.
    pub fn truncated(whole: Distribution, min: f64, max: f64) -> Result<Distribution, ParameterError> {
        finite(&[min, max])?;
        if min >= max {
            return Err(ParameterError::EmptyRange { min, max });
        }
        let (low, high) = whole.support();
        let (low, high) = (min.max(low), max.min(high));
        let nothing = ParameterError::NothingLeft { min, max };
        match &whole {
            Distribution::Choice(choice) => return choice.between(min, max).map(Distribution::Choice),
            Distribution::Uniform { .. } => {
                return Distribution::uniform(low, high).map_err(|_| nothing);
            }
            _ => {}
        }
        if low >= high {
            return Err(nothing);
        }
        let (lower, upper) = (whole.probability(low), whole.probability(high));
        // From the side where both are small.
        let kept = if lower.below > 0.5 { lower.above - upper.above } else { upper.below - lower.below };
        if kept.is_nan() || kept < LEAST_KEPT {
            return Err(nothing);
        }
        let truncated = Truncated { whole, min: low, max: high, lower, upper, kept };
        Ok(Distribution::Truncated(Box::new(truncated)))
    }
}

impl Truncated {
    /// The distribution before it was cut.
    pub fn whole(&self) -> &Distribution {
        &self.whole
    }

    /// The shares of the whole distribution that are cut off below and above, and the share that is kept.
    pub(in crate::sampling) fn parts(&self) -> (f64, f64, f64) {
        (self.lower.below, self.upper.above, self.kept)
    }

    pub(super) fn bounds(&self) -> (f64, f64) {
        (self.min, self.max)
    }

    pub(super) fn quantile(&self, p: Probability) -> f64 {
        let within = Probability {
            below: self.lower.below + p.below * self.kept,
            above: self.upper.above + p.above * self.kept,
        };
        self.whole.quantile_at(within).clamp(self.min, self.max)
    }

    pub(super) fn probability(&self, x: f64) -> Probability {
        let whole = self.whole.probability(x.clamp(self.min, self.max));
        let share = |part: f64| (part / self.kept).clamp(0.0, 1.0);
        if self.lower.below > 0.5 {
            let above = share(whole.above - self.upper.above);
            Probability { below: share(self.lower.above - whole.above), above }
        } else {
            let below = share(whole.below - self.lower.below);
            Probability { below, above: share(self.upper.below - whole.below) }
        }
    }

    /// Mean and standard deviation, integrated.
    pub(super) fn moments(&self) -> (f64, f64) {
        moments(BOUNDED, |p| self.quantile(p))
    }

    pub(super) fn times(&self, factor: f64) -> Truncated {
        let whole = self.whole.times(factor);
        Truncated { whole, min: self.min * factor, max: self.max * factor, ..self.clone() }
    }
}
