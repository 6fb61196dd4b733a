//! One of several numbers.

use super::{ParameterError, Probability, finite};

/// One of several numbers, each with its probability. A uniform number chooses among them by a step function:
/// in rising order of the values, or in an order that is stated for a rank correlation, where the rank of a draw
/// is that of its uniform number.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// (value, probability), in the order in which they are drawn.
    values: Vec<(f64, f64)>,
    /// Share of draws up to and including each value; the last is 1.
    up_to: Vec<f64>,
    is_ordered: bool,
}

impl Choice {
    /// How far the probabilities may miss 1: one in a million, so that three thirds may be written.
    pub const TOLERANCE: f64 = 1e-6;
    const MOST: usize = 100;

    /// From (value, probability) in any order.
    ///
    /// # Errors
    /// Fewer than 2 or more than 100 values, a value given twice, a probability outside 0 to 1, a sum that
    /// misses 1 by more than [`Choice::TOLERANCE`].
    pub fn new(values: &[(f64, f64)]) -> Result<Choice, ParameterError> {
        if !(2..=Choice::MOST).contains(&values.len()) {
            return Err(ParameterError::ChoiceCount(values.len()));
        }
        for (index, &(value, probability)) in values.iter().enumerate() {
            finite(&[value, probability])?;
            if probability <= 0.0 || probability >= 1.0 {
                return Err(ParameterError::NoProbability { index, probability });
            }
            if values[..index].iter().any(|(earlier, _)| *earlier == value) {
                return Err(ParameterError::SameValue(index));
            }
        }
        let sum: f64 = values.iter().map(|(_, p)| p).sum();
        if (sum - 1.0).abs() > Choice::TOLERANCE {
            return Err(ParameterError::ProbabilitySum(sum));
        }
        let mut rising = values.to_vec();
        rising.sort_by(|a, b| a.0.total_cmp(&b.0));
        Ok(Choice::normalised(rising, false))
    }

    /// The same values and probabilities, drawn in another order, which has each of the values once: low ranks
    /// choose the first. `None` for any other list.
    pub fn in_order(&self, order: &[f64]) -> Option<Choice> {
        let find = |value: &f64| self.values.iter().copied().find(|(known, _)| known == value);
        let values: Option<Vec<(f64, f64)>> = order.iter().map(find).collect();
        let is_repeated = |(at, value): (usize, &f64)| order[..at].contains(value);
        let is_complete = order.len() == self.values.len() && !order.iter().enumerate().any(is_repeated);
        values.filter(|_| is_complete).map(|values| Choice::normalised(values, true))
    }

    /// Whether the order of the values was stated.
    pub fn is_ordered(&self) -> bool {
        self.is_ordered
    }

    fn normalised(mut values: Vec<(f64, f64)>, is_ordered: bool) -> Choice {
        let sum: f64 = values.iter().map(|(_, p)| p).sum();
        let mut total = 0.0;
        let mut up_to = Vec::with_capacity(values.len());
        for (_, probability) in &mut values {
            // A sum that is 1 but for rounding leaves the probabilities as they are written.
            if (sum - 1.0).abs() > 1e-12 {
                *probability /= sum;
            }
            total += *probability;
            up_to.push(total);
        }
        if let Some(last) = up_to.last_mut() {
            *last = 1.0;
        }
        Choice { values, up_to, is_ordered }
    }

    /// (value, probability), in the order in which they are drawn.
    pub fn values(&self) -> &[(f64, f64)] {
        &self.values
    }

    /// What is left between two bounds, both included, with the probabilities in the same proportions.
    pub(super) fn between(&self, min: f64, max: f64) -> Result<Choice, ParameterError> {
        let left: Vec<(f64, f64)> =
            self.values.iter().copied().filter(|(value, _)| (min..=max).contains(value)).collect();
        match left.len() {
            0 => Err(ParameterError::NothingLeft { min, max }),
            1 => Err(ParameterError::ChoiceCount(1)),
            _ => Ok(Choice::normalised(left, self.is_ordered)),
        }
    }

    pub(super) fn times(&self, factor: f64) -> Choice {
        let values = self.values.iter().map(|(value, p)| (value * factor, *p)).collect();
        Choice { values, up_to: self.up_to.clone(), is_ordered: self.is_ordered }
    }

    pub(super) fn ends(&self) -> (f64, f64) {
        let values = || self.values.iter().map(|(value, _)| *value);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    }

    /// The value that the uniform number `p` chooses: of rising values the smallest that at least the share `p`
    /// of draws reach or stay below.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        let index = self.up_to.partition_point(|up_to| *up_to < p).min(self.values.len() - 1);
        self.values[index].0
    }

    /// The likeliest value; of equally likely ones the first in the order in which they are drawn.
    pub(super) fn likeliest(&self) -> f64 {
        let first = self.values[0];
        self.values.iter().fold(first, |best, next| if next.1 > best.1 { *next } else { best }).0
    }

    pub(super) fn mean(&self) -> f64 {
        self.values.iter().map(|(value, p)| value * p).sum()
    }

    pub(super) fn standard_deviation(&self) -> f64 {
        let mean = self.mean();
        self.values.iter().map(|(value, p)| p * (value - mean) * (value - mean)).sum::<f64>().sqrt()
    }

    pub(super) fn probability(&self, x: f64) -> Probability {
        if self.values.iter().all(|(value, _)| *value <= x) {
            return Probability::of(1.0);
        }
        Probability::of(self.values.iter().filter(|(value, _)| *value <= x).map(|(_, p)| p).sum())
    }
}
