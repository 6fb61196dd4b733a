//! One of several numbers.

use super::{ParameterError, Probability, finite};

/// One of several numbers, each with its probability. Drawn by a step function in rising order of the
/// values, so that it takes part in a rank correlation like any other number.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// (value, probability), values rising.
    values: Vec<(f64, f64)>,
    /// Share of draws up to and including each value; the last is 1.
    up_to: Vec<f64>,
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
        Ok(Choice::normalised(values.to_vec()))
    }

    fn normalised(mut values: Vec<(f64, f64)>) -> Choice {
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
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
        Choice { values, up_to }
    }

    /// (value, probability), values rising.
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
            _ => Ok(Choice::normalised(left)),
        }
    }

    pub(super) fn times(&self, factor: f64) -> Choice {
        let values = self.values.iter().map(|(value, p)| (value * factor, *p)).collect();
        Choice { values, up_to: self.up_to.clone() }
    }

    pub(super) fn ends(&self) -> (f64, f64) {
        let ends = self.values.first().zip(self.values.last());
        ends.map_or((f64::NAN, f64::NAN), |(first, last)| (first.0, last.0))
    }

    /// The smallest value that at least the share `p` of draws reach or stay below.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        let index = self.up_to.partition_point(|up_to| *up_to < p).min(self.values.len() - 1);
        self.values[index].0
    }

    pub(super) fn mean(&self) -> f64 {
        self.values.iter().map(|(value, p)| value * p).sum()
    }

    pub(super) fn standard_deviation(&self) -> f64 {
        let mean = self.mean();
        self.values.iter().map(|(value, p)| p * (value - mean) * (value - mean)).sum::<f64>().sqrt()
    }

    pub(super) fn probability(&self, x: f64) -> Probability {
        let at_or_below = self.values.partition_point(|(value, _)| *value <= x);
        Probability::of(at_or_below.checked_sub(1).map_or(0.0, |i| self.up_to[i]))
    }
}
