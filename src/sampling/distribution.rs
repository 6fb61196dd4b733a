//! Distributions of the scenario language: checked constructors, quantiles and moments.

use rand::Rng;
use rand_distr::StandardUniform;
use statrs::function::beta::inv_beta_reg;
use thiserror::Error;

use super::normal;

/// Why parameters do not make a distribution.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ParameterError {
    #[error("{0} is not a finite number")]
    NotFinite(f64),
    #[error("the lowest value {min} must be below the highest value {max}")]
    EmptyRange { min: f64, max: f64 },
    #[error("the most likely value {mode} lies outside {min} to {max}")]
    ModeOutside { min: f64, mode: f64, max: f64 },
    #[error("the standard deviation {0} must be above zero")]
    NoSpread(f64),
}

/// One uncertain number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Equally likely between two bounds.
    Uniform { min: f64, max: f64 },
    /// Straight sides up to the most likely value.
    Triangular { min: f64, mode: f64, max: f64 },
    /// PERT: a beta distribution with mean (min + 4·mode + max) / 6.
    ///
    /// Source: Malcolm, Roseboom, Clark, Fazar (1959), Operations Research 7(5); shape parameters
    /// α = 1 + 4·(mode − min)/(max − min), β = 1 + 4·(max − mode)/(max − min).
    Pert { min: f64, mode: f64, max: f64 },
    /// Normal by mean and standard deviation.
    Normal { mean: f64, sd: f64 },
}

fn finite(values: &[f64]) -> Result<(), ParameterError> {
    match values.iter().find(|x| !x.is_finite()) {
        Some(x) => Err(ParameterError::NotFinite(*x)),
        None => Ok(()),
    }
}

fn bounds(min: f64, mode: f64, max: f64) -> Result<(), ParameterError> {
    finite(&[min, mode, max])?;
    if min >= max {
        return Err(ParameterError::EmptyRange { min, max });
    }
    if mode < min || mode > max {
        return Err(ParameterError::ModeOutside { min, mode, max });
    }
    Ok(())
}

impl Distribution {
    /// Uniform between `min` and `max`; refuses an empty range.
    pub fn uniform(min: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, min, max).map(|()| Distribution::Uniform { min, max })
    }

    /// Triangular; refuses an empty range and a mode outside of it.
    pub fn triangular(min: f64, mode: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, mode, max).map(|()| Distribution::Triangular { min, mode, max })
    }

    /// PERT; refuses an empty range and a mode outside of it.
    pub fn pert(min: f64, mode: f64, max: f64) -> Result<Distribution, ParameterError> {
        bounds(min, mode, max).map(|()| Distribution::Pert { min, mode, max })
    }

    /// Normal; refuses a standard deviation that is not above zero.
    pub fn normal(mean: f64, sd: f64) -> Result<Distribution, ParameterError> {
        finite(&[mean, sd])?;
        if sd <= 0.0 {
            return Err(ParameterError::NoSpread(sd));
        }
        Ok(Distribution::Normal { mean, sd })
    }

    /// The distribution of `factor` times a draw, for a factor above zero (a change of unit).
    pub fn times(&self, factor: f64) -> Distribution {
        let f = factor;
        match *self {
            Distribution::Uniform { min, max } => Distribution::Uniform { min: min * f, max: max * f },
            Distribution::Triangular { min, mode, max } => {
                Distribution::Triangular { min: min * f, mode: mode * f, max: max * f }
            }
            Distribution::Pert { min, mode, max } => {
                Distribution::Pert { min: min * f, mode: mode * f, max: max * f }
            }
            Distribution::Normal { mean, sd } => Distribution::Normal { mean: mean * f, sd: sd * f },
        }
    }

    /// Smallest and largest possible value.
    pub fn support(&self) -> (f64, f64) {
        match *self {
            Distribution::Uniform { min, max }
            | Distribution::Triangular { min, max, .. }
            | Distribution::Pert { min, max, .. } => (min, max),
            Distribution::Normal { .. } => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// Shape parameters (α, β) of a PERT's beta distribution.
    pub(super) fn pert_shape(min: f64, mode: f64, max: f64) -> (f64, f64) {
        let width = max - min;
        (1.0 + 4.0 * (mode - min) / width, 1.0 + 4.0 * (max - mode) / width)
    }

    /// The value below which the share `p` of draws lies, 0 < p < 1.
    pub fn quantile(&self, p: f64) -> f64 {
        match *self {
            Distribution::Uniform { min, max } => uniform_quantile(p, min, max),
            Distribution::Triangular { min, mode, max } => triangular_quantile(p, min, mode, max),
            Distribution::Pert { min, mode, max } => {
                let (alpha, beta) = Distribution::pert_shape(min, mode, max);
                // The nearer tail keeps its precision.
                if p <= 0.5 {
                    min + (max - min) * inv_beta_reg(alpha, beta, p)
                } else {
                    max - (max - min) * inv_beta_reg(beta, alpha, 1.0 - p)
                }
            }
            Distribution::Normal { mean, sd } => mean + sd * normal::quantile(p),
        }
    }

    /// The value that half of all draws lie below.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        match *self {
            Distribution::Uniform { min, max } => 0.5 * (min + max),
            Distribution::Triangular { min, mode, max } => (min + mode + max) / 3.0,
            Distribution::Pert { min, mode, max } => (min + 4.0 * mode + max) / 6.0,
            Distribution::Normal { mean, .. } => mean,
        }
    }

    /// Standard deviation.
    pub fn standard_deviation(&self) -> f64 {
        match *self {
            Distribution::Uniform { min, max } => (max - min) / 12f64.sqrt(),
            Distribution::Triangular { min: a, mode: b, max: c } => {
                ((a * a + b * b + c * c - a * b - a * c - b * c) / 18.0).sqrt()
            }
            Distribution::Pert { min, max, .. } => {
                let mean = self.mean();
                ((mean - min) * (max - mean) / 7.0).sqrt()
            }
            Distribution::Normal { sd, .. } => sd,
        }
    }
}

#[inline(always)]
pub(super) fn uniform_quantile(p: f64, min: f64, max: f64) -> f64 {
    min + p * (max - min)
}

/// From the nearer end, so that both tails keep their precision.
#[inline(always)]
pub(super) fn triangular_quantile(p: f64, min: f64, mode: f64, max: f64) -> f64 {
    let rising = (mode - min) / (max - min);
    let low = min + (p * (max - min) * (mode - min)).sqrt();
    let high = max - ((1.0 - p) * (max - min) * (max - mode)).sqrt();
    if p < rising { low } else { high }
}

/// Draws by inversion from any generator of the `rand` family, one 52-bit uniform per value.
impl rand_distr::Distribution<f64> for Distribution {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let word: u64 = StandardUniform.sample(rng);
        self.quantile(((word >> 12) as f64 + 0.5) * 2f64.powi(-52))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Distribution; 5] = [
        Distribution::Uniform { min: -1.0, max: 3.0 },
        Distribution::Triangular { min: -0.85, mode: 0.8, max: 3.5 },
        Distribution::Pert { min: 0.25, mode: 0.36, max: 0.41 },
        Distribution::Pert { min: 0.0, mode: 0.0, max: 1.0 },
        Distribution::Normal { mean: 9.0, sd: 2.0 },
    ];

    #[test]
    fn impossible_parameters_are_refused() {
        use ParameterError::*;
        assert_eq!(Distribution::uniform(1.0, 1.0), Err(EmptyRange { min: 1.0, max: 1.0 }));
        assert_eq!(Distribution::triangular(2.0, 3.0, 1.0), Err(EmptyRange { min: 2.0, max: 1.0 }));
        assert_eq!(Distribution::pert(0.0, 2.0, 1.0), Err(ModeOutside { min: 0.0, mode: 2.0, max: 1.0 }));
        assert_eq!(Distribution::normal(0.0, 0.0), Err(NoSpread(0.0)));
        assert!(matches!(Distribution::normal(f64::NAN, 1.0), Err(NotFinite(_))));
        assert!(matches!(Distribution::pert(0.0, 1.0, f64::INFINITY), Err(NotFinite(_))));
    }

    /// Mean and standard deviation by integrating the quantile function over a fine midpoint grid.
    #[test]
    fn moments_agree_with_the_quantile_function() {
        for distribution in ALL {
            let n = 200_000;
            let values = (0..n).map(|i| distribution.quantile((f64::from(i) + 0.5) / f64::from(n)));
            let (sum, squares) = values.fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
            let mean = sum / f64::from(n);
            let sd = (squares / f64::from(n) - mean * mean).sqrt();
            assert!(
                (mean - distribution.mean()).abs() < 1e-6 * distribution.standard_deviation(),
                "{distribution:?}"
            );
            assert!((sd / distribution.standard_deviation() - 1.0).abs() < 1e-4, "{distribution:?} {sd}");
        }
    }

    #[test]
    fn no_quantile_leaves_the_support() {
        for distribution in ALL {
            let (min, max) = distribution.support();
            for p in [2f64.powi(-53), 1e-12, 0.3, 1.0 - 1e-12, 1.0 - 2f64.powi(-53)] {
                let x = distribution.quantile(p);
                assert!(x >= min && x <= max, "{distribution:?} at {p}: {x}");
            }
        }
    }

    /// The samplers of `rand_distr` use other algorithms; the means must agree within five standard errors
    /// of their difference (chance of a false alarm below 1e-6 each; the seed is fixed).
    #[test]
    fn samplers_of_rand_distr_agree() {
        use crate::sampling::{InputId, philox::PhiloxStream};
        use rand_distr::Distribution as _;
        let n = 40_000;
        let mean_of = |sample: &mut dyn FnMut() -> f64| (0..n).map(|_| sample()).sum::<f64>() / f64::from(n);
        let mut ours = PhiloxStream::new(1, InputId::of("ours"));
        let mut theirs = PhiloxStream::new(1, InputId::of("theirs"));
        for distribution in ALL {
            let mean = mean_of(&mut || distribution.sample(&mut ours));
            let reference = match distribution {
                Distribution::Uniform { min, max } => {
                    let d = rand_distr::Uniform::new(min, max).unwrap();
                    mean_of(&mut || d.sample(&mut theirs))
                }
                Distribution::Triangular { min, mode, max } => {
                    let d = rand_distr::Triangular::new(min, max, mode).unwrap();
                    mean_of(&mut || d.sample(&mut theirs))
                }
                Distribution::Pert { min, mode, max } => {
                    let d = rand_distr::Pert::new(min, max).with_mode(mode).unwrap();
                    mean_of(&mut || d.sample(&mut theirs))
                }
                Distribution::Normal { mean, sd } => {
                    let d = rand_distr::Normal::new(mean, sd).unwrap();
                    mean_of(&mut || d.sample(&mut theirs))
                }
            };
            let standard_error = distribution.standard_deviation() * (2.0 / f64::from(n)).sqrt();
            assert!((mean - reference).abs() < 5.0 * standard_error, "{distribution:?}: {mean} {reference}");
        }
    }
}
