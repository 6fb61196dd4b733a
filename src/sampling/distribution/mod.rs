//! Distributions of the scenario language: checked constructors, quantiles and moments.
//!
//! Everything is drawn by inversion, so a distribution is its quantile function. No elementary function of the
//! platform is used: [`crate::lanes::elementary`] has them with the same bits everywhere.
//!
//! - `bounded`: uniform, triangular, PERT (by its `beta`)
//! - `normal`: normal, lognormal, logit-normal, by moments or by two percentiles
//! - `metalog`: through 3 to 9 percentiles, by its `metalog_curve`
//! - `truncated`: any of them between two bounds
//! - `choice`: one of several numbers
//! - `probability`: a probability with both tails; `moments`: integration where there is no closed form

mod beta;
mod bounded;
mod choice;
mod error;
mod metalog;
mod metalog_curve;
mod moments;
mod normal;
mod probability;
mod truncated;

#[cfg(test)]
mod tests;

use rand::Rng;
use rand_distr::StandardUniform;

use crate::lanes::ln;

pub(super) use beta::Beta;
pub(super) use bounded::{pert_shape, triangular_quantile, uniform_quantile};
pub use choice::Choice;
pub use error::ParameterError;
pub use metalog::Metalog;
pub use normal::TwoPercentiles;
pub(super) use normal::{logit_normal_of_z, lognormal_of_z};
pub use probability::Probability;
pub use truncated::Truncated;

/// One uncertain number.
#[derive(Clone, Debug, PartialEq)]
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
    /// A value above zero whose logarithm is normal.
    Lognormal { log_mean: f64, log_sd: f64 },
    /// A value between two bounds whose logit is normal.
    LogitNormal { low: f64, high: f64, logit_mean: f64, logit_sd: f64 },
    /// Through stated percentiles.
    Metalog(Box<Metalog>),
    /// Another distribution between two bounds.
    Truncated(Box<Truncated>),
    /// One of several numbers.
    Choice(Choice),
}

fn finite(values: &[f64]) -> Result<(), ParameterError> {
    match values.iter().find(|x| !x.is_finite()) {
        Some(x) => Err(ParameterError::NotFinite(*x)),
        None => Ok(()),
    }
}

impl Distribution {
    /// The distribution of `factor` times a draw, for a factor above zero (a change of unit).
    pub fn times(&self, factor: f64) -> Distribution {
        let f = factor;
        match self {
            Distribution::Uniform { min, max } => Distribution::Uniform { min: min * f, max: max * f },
            Distribution::Triangular { min, mode, max } => {
                Distribution::Triangular { min: min * f, mode: mode * f, max: max * f }
            }
            Distribution::Pert { min, mode, max } => {
                Distribution::Pert { min: min * f, mode: mode * f, max: max * f }
            }
            Distribution::Normal { mean, sd } => Distribution::Normal { mean: mean * f, sd: sd * f },
            &Distribution::Lognormal { log_mean, log_sd } => {
                Distribution::Lognormal { log_mean: log_mean + ln(f), log_sd }
            }
            &Distribution::LogitNormal { low, high, logit_mean, logit_sd } => {
                Distribution::LogitNormal { low: low * f, high: high * f, logit_mean, logit_sd }
            }
            Distribution::Metalog(metalog) => Distribution::Metalog(Box::new(metalog.times(f))),
            Distribution::Truncated(cut) => Distribution::Truncated(Box::new(cut.times(f))),
            Distribution::Choice(choice) => Distribution::Choice(choice.times(f)),
        }
    }

    /// Smallest and largest possible value.
    pub fn support(&self) -> (f64, f64) {
        match self {
            &Distribution::Uniform { min, max }
            | &Distribution::Triangular { min, max, .. }
            | &Distribution::Pert { min, max, .. } => (min, max),
            Distribution::Normal { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Distribution::Lognormal { .. } => (0.0, f64::INFINITY),
            &Distribution::LogitNormal { low, high, .. } => (low, high),
            Distribution::Metalog(metalog) => metalog.support(),
            Distribution::Truncated(truncated) => truncated.bounds(),
            Distribution::Choice(choice) => choice.ends(),
        }
    }

    /// Whether values become ever rarer towards the ends of the support without reaching them.
    pub fn has_tails(&self) -> bool {
        match self {
            Distribution::Normal { .. }
            | Distribution::Lognormal { .. }
            | Distribution::LogitNormal { .. }
            | Distribution::Metalog(_) => true,
            Distribution::Uniform { .. }
            | Distribution::Triangular { .. }
            | Distribution::Pert { .. }
            | Distribution::Truncated(_)
            | Distribution::Choice(_) => false,
        }
    }

    /// The value below which the share `p` of draws lies, 0 < p < 1.
    pub fn quantile(&self, p: f64) -> f64 {
        self.quantile_at(Probability::of(p))
    }

    /// The same for a probability with both of its tails.
    pub fn quantile_at(&self, p: Probability) -> f64 {
        match self {
            &Distribution::Uniform { min, max } => uniform_quantile(p.below, min, max),
            &Distribution::Triangular { min, mode, max } => {
                triangular_quantile(p.below, p.above, min, mode, max)
            }
            &Distribution::Pert { min, mode, max } => bounded::pert_quantile(p, min, mode, max),
            &Distribution::Normal { mean, sd } => mean + sd * p.z(),
            &Distribution::Lognormal { log_mean, log_sd } => lognormal_of_z(p.z(), log_mean, log_sd),
            &Distribution::LogitNormal { low, high, logit_mean, logit_sd } => {
                logit_normal_of_z(p.z(), low, high, logit_mean, logit_sd)
            }
            Distribution::Metalog(metalog) => metalog.quantile(p),
            Distribution::Truncated(truncated) => truncated.quantile(p),
            Distribution::Choice(choice) => choice.quantile(p.below),
        }
    }

    /// The share of draws at or below `x`, with the share above it.
    pub fn probability(&self, x: f64) -> Probability {
        match self {
            &Distribution::Uniform { min, max } => bounded::uniform_probability(x, min, max),
            &Distribution::Triangular { min, mode, max } => {
                bounded::triangular_probability(x, min, mode, max)
            }
            &Distribution::Pert { min, mode, max } => bounded::pert_probability(x, min, mode, max),
            &Distribution::Normal { mean, sd } => normal::normal_probability(x, mean, sd),
            &Distribution::Lognormal { log_mean, log_sd } => {
                normal::lognormal_probability(x, log_mean, log_sd)
            }
            &Distribution::LogitNormal { low, high, logit_mean, logit_sd } => {
                normal::logit_normal_probability(x, low, high, logit_mean, logit_sd)
            }
            Distribution::Metalog(metalog) => metalog.probability(x),
            Distribution::Truncated(truncated) => truncated.probability(x),
            Distribution::Choice(choice) => choice.probability(x),
        }
    }

    /// The value that half of all draws lie below.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// What a deterministic projection takes: the median, and of several numbers the likeliest.
    pub fn central(&self) -> f64 {
        match self {
            Distribution::Choice(choice) => choice.likeliest(),
            _ => self.median(),
        }
    }

    /// Mean and standard deviation.
    fn moments(&self) -> (f64, f64) {
        match self {
            &Distribution::Uniform { min, max } => (0.5 * (min + max), (max - min) / 12f64.sqrt()),
            &Distribution::Triangular { min, mode, max } => {
                ((min + mode + max) / 3.0, bounded::triangular_standard_deviation(min, mode, max))
            }
            &Distribution::Pert { min, mode, max } => {
                ((min + 4.0 * mode + max) / 6.0, bounded::pert_standard_deviation(min, mode, max))
            }
            &Distribution::Normal { mean, sd } => (mean, sd),
            &Distribution::Lognormal { log_mean, log_sd } => (
                normal::lognormal_mean(log_mean, log_sd),
                normal::lognormal_standard_deviation(log_mean, log_sd),
            ),
            Distribution::LogitNormal { .. } => moments::moments(moments::BOUNDED, |p| self.quantile_at(p)),
            Distribution::Metalog(metalog) => metalog.moments(),
            Distribution::Truncated(truncated) => truncated.moments(),
            Distribution::Choice(choice) => (choice.mean(), choice.standard_deviation()),
        }
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.moments().0
    }

    /// Standard deviation.
    pub fn standard_deviation(&self) -> f64 {
        self.moments().1
    }
}

/// Draws by inversion from any generator of the `rand` family, one 52-bit uniform per value.
impl rand_distr::Distribution<f64> for Distribution {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let word: u64 = StandardUniform.sample(rng);
        self.quantile(((word >> 12) as f64 + 0.5) * f64::EPSILON)
    }
}
