//! Distributions between two ends: uniform, triangular, PERT.

use super::beta::{Beta, Share};
use super::probability::Probability;
use super::{Distribution, ParameterError, finite};

fn bounds(min: f64, mode: f64, max: f64) -> Result<(), ParameterError> {
    finite(&[min, mode, max])?;
    if min >= max {
        return Err(ParameterError::EmptyRange { min, max });
    }
    if mode < min || mode > max {
        return Err(ParameterError::ModeOutside { min, mode, max });
    }
    if (max - min).is_infinite() { Err(ParameterError::TooWide) } else { Ok(()) }
}

impl Distribution {
    /// Equally likely between `min` and `max`; refuses an empty range.
    pub fn uniform(min: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, min, max).map(|()| Distribution::Uniform { min, max })
    }

    /// Straight sides up to the most likely value; refuses an empty range and a mode outside of it.
    pub fn triangular(min: f64, mode: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, mode, max).map(|()| Distribution::Triangular { min, mode, max })
    }

    /// PERT; refuses an empty range and a mode outside of it.
    pub fn pert(min: f64, mode: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, mode, max).map(|()| Distribution::Pert { min, mode, max })
    }
}

#[inline(always)]
pub(in crate::sampling) fn uniform_quantile(p: f64, min: f64, max: f64) -> f64 {
    min + p * (max - min)
}

/// From the nearer end, so that both tails keep their precision; `p` lies below and `q` above.
#[inline(always)]
pub(in crate::sampling) fn triangular_quantile(p: f64, q: f64, min: f64, mode: f64, max: f64) -> f64 {
    let rising = (mode - min) / (max - min);
    let low = min + (p * (max - min) * (mode - min)).sqrt();
    let high = max - (q * (max - min) * (max - mode)).sqrt();
    if p < rising { low } else { high }
}

/// Shape parameters (α, β) of a PERT's beta distribution.
pub(in crate::sampling) fn pert_shape(min: f64, mode: f64, max: f64) -> (f64, f64) {
    let width = max - min;
    (1.0 + 4.0 * (mode - min) / width, 1.0 + 4.0 * (max - mode) / width)
}

pub(super) fn pert_quantile(p: Probability, min: f64, mode: f64, max: f64) -> f64 {
    let (alpha, beta) = pert_shape(min, mode, max);
    let x = Beta::new(alpha, beta).quantile(p);
    // From the nearer end, so that both tails keep their precision and neither end is passed.
    if x.part <= 0.5 { min + (max - min) * x.part } else { max - (max - min) * x.rest }
}

pub(super) fn uniform_probability(x: f64, min: f64, max: f64) -> Probability {
    let x = x.clamp(min, max);
    Probability { below: (x - min) / (max - min), above: (max - x) / (max - min) }
}

pub(super) fn triangular_probability(x: f64, min: f64, mode: f64, max: f64) -> Probability {
    let x = x.clamp(min, max);
    let width = max - min;
    // Both from sums of positive parts: 1 − the other would lose a small tail where the mode is an end.
    if x < mode {
        let below = (x - min) / width * ((x - min) / (mode - min));
        let above = (max - mode) / width + (mode - x) / width * ((mode - min + (x - min)) / (mode - min));
        Probability { below, above }
    } else if x < max {
        let above = (max - x) / width * ((max - x) / (max - mode));
        let below = (mode - min) / width + (x - mode) / width * ((max - mode + (max - x)) / (max - mode));
        Probability { below, above }
    } else {
        Probability::of(1.0)
    }
}

pub(super) fn pert_probability(x: f64, min: f64, mode: f64, max: f64) -> Probability {
    let (alpha, beta) = pert_shape(min, mode, max);
    let x = x.clamp(min, max);
    let x = Share { part: (x - min) / (max - min), rest: (max - x) / (max - min) };
    Beta::new(alpha, beta).probability(x)
}

/// √((a² + b² + c² − ab − ac − bc) / 18)
pub(super) fn triangular_standard_deviation(a: f64, b: f64, c: f64) -> f64 {
    ((a * a + b * b + c * c - a * b - a * c - b * c) / 18.0).sqrt()
}

/// √((μ − min)(max − μ) / 7), as α + β = 6.
pub(super) fn pert_standard_deviation(min: f64, mode: f64, max: f64) -> f64 {
    let mean = (min + 4.0 * mode + max) / 6.0;
    ((mean - min) * (max - mean) / 7.0).sqrt()
}
