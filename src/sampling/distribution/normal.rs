//! Normal distributions and what becomes normal by a logarithm or a logit.

use super::super::normal::quantile;
use super::{Distribution, ParameterError, Probability, finite};
use crate::lanes::{exp, exp_m1, ln, ln_1p, logistic};

/// Largest logarithm that a value may reach at the outermost draw (z = ±8.3), short of overflow.
const LARGEST_LOG: f64 = 700.0;
const LARGEST_Z: f64 = 8.3;

/// Two percentiles: (p, value), 0.01 ≤ p ≤ 0.99. The lower one comes first.
pub type TwoPercentiles = [(f64, f64); 2];

impl Distribution {
    /// Normal by mean and standard deviation; refuses a standard deviation that is not above zero.
    pub fn normal(mean: f64, sd: f64) -> Result<Distribution, ParameterError> {
        finite(&[mean, sd])?;
        if sd <= 0.0 {
            return Err(ParameterError::NoSpread(sd));
        }
        finite(&[mean + 10.0 * sd, mean - 10.0 * sd]).map_err(|_| ParameterError::TooWide)?;
        Ok(Distribution::Normal { mean, sd })
    }

    /// The normal distribution with two given percentiles.
    ///
    /// sd = (b − a) / (z_b − z_a), mean = a − z_a·sd
    pub fn normal_through(percentiles: TwoPercentiles) -> Result<Distribution, ParameterError> {
        let (mean, sd) = through(percentiles, |x| x)?;
        Distribution::normal(mean, sd)
    }

    /// Lognormal by mean and standard deviation **of the value**, not of its logarithm.
    ///
    /// σ² = ln(1 + (sd / mean)²), μ = ln mean − σ²/2
    ///
    /// # Errors
    /// Refuses a mean or a standard deviation that is not above zero, and a spread beyond what numbers hold.
    ///
    /// # Source
    /// Johnson, Kotz, Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 14.
    pub fn lognormal(mean: f64, sd: f64) -> Result<Distribution, ParameterError> {
        finite(&[mean, sd])?;
        if mean <= 0.0 {
            return Err(ParameterError::NotPositive(mean));
        }
        if sd <= 0.0 {
            return Err(ParameterError::NoSpread(sd));
        }
        let variance = ln_1p((sd / mean) * (sd / mean));
        from_logarithm(ln(mean) - 0.5 * variance, variance.sqrt())
    }

    /// The lognormal distribution with two given percentiles, both above zero.
    pub fn lognormal_through(percentiles: TwoPercentiles) -> Result<Distribution, ParameterError> {
        finite(&[percentiles[0].1, percentiles[1].1])?;
        if let Some((_, x)) = percentiles.iter().find(|(_, x)| *x <= 0.0) {
            return Err(ParameterError::NotPositive(*x));
        }
        let (log_mean, log_sd) = through(percentiles, ln)?;
        from_logarithm(log_mean, log_sd)
    }

    /// The distribution between `low` and `high` whose logit is normal, with two given percentiles.
    ///
    /// logit = ln((x − low) / (high − x))
    ///
    /// # Source
    /// Johnson (1949), Biometrika 36, system S_B.
    pub fn logit_normal_through(
        percentiles: TwoPercentiles,
        low: f64,
        high: f64,
    ) -> Result<Distribution, ParameterError> {
        finite(&[low, high, percentiles[0].1, percentiles[1].1])?;
        if let Some(index) = percentiles.iter().position(|(_, x)| *x <= low || *x >= high) {
            return Err(ParameterError::OutsideBounds { index, value: percentiles[index].1, low, high });
        }
        let (logit_mean, logit_sd) = through(percentiles, |x| ln((x - low) / (high - x)))?;
        if logit_mean.abs() + LARGEST_Z * logit_sd > LARGEST_LOG {
            return Err(ParameterError::TooWide);
        }
        Ok(Distribution::LogitNormal { low, high, logit_mean, logit_sd })
    }
}

/// Mean and standard deviation on the scale on which values are normal.
fn through(
    [(p, a), (q, b)]: TwoPercentiles,
    scale: impl Fn(f64) -> f64,
) -> Result<(f64, f64), ParameterError> {
    finite(&[a, b])?;
    if let Some(p) = [p, q].into_iter().find(|p| !(0.01..=0.99).contains(p)) {
        return Err(ParameterError::NoPercentile(p));
    }
    if p >= q || a >= b {
        return Err(ParameterError::NotRising(1));
    }
    let (za, zb) = (quantile(p), quantile(q));
    let (low, high) = (scale(a), scale(b));
    let sd = (high - low) / (zb - za);
    // Two neighbouring numbers may have the same logarithm.
    if sd <= 0.0 { Err(ParameterError::NotRising(1)) } else { Ok((low - za * sd, sd)) }
}

fn from_logarithm(log_mean: f64, log_sd: f64) -> Result<Distribution, ParameterError> {
    if log_sd.is_nan() || log_mean.abs() + LARGEST_Z * log_sd + log_sd * log_sd > LARGEST_LOG {
        return Err(ParameterError::TooWide);
    }
    if log_sd <= 0.0 {
        return Err(ParameterError::NoSpread(log_sd));
    }
    Ok(Distribution::Lognormal { log_mean, log_sd })
}

#[inline(always)]
pub(in crate::sampling) fn lognormal_of_z(z: f64, log_mean: f64, log_sd: f64) -> f64 {
    exp(log_mean + log_sd * z)
}

#[inline(always)]
pub(in crate::sampling) fn logit_normal_of_z(
    z: f64,
    low: f64,
    high: f64,
    logit_mean: f64,
    logit_sd: f64,
) -> f64 {
    low + (high - low) * logistic(logit_mean + logit_sd * z)
}

pub(super) fn normal_probability(x: f64, mean: f64, sd: f64) -> Probability {
    Probability::of_z((x - mean) / sd)
}

pub(super) fn lognormal_probability(x: f64, log_mean: f64, log_sd: f64) -> Probability {
    if x <= 0.0 { Probability::of(0.0) } else { Probability::of_z((ln(x) - log_mean) / log_sd) }
}

pub(super) fn logit_normal_probability(
    x: f64,
    low: f64,
    high: f64,
    logit_mean: f64,
    logit_sd: f64,
) -> Probability {
    if x <= low {
        Probability::of(0.0)
    } else if x >= high {
        Probability::of(1.0)
    } else {
        Probability::of_z((ln((x - low) / (high - x)) - logit_mean) / logit_sd)
    }
}

/// e^(μ + σ²/2)
pub(super) fn lognormal_mean(log_mean: f64, log_sd: f64) -> f64 {
    exp(log_mean + 0.5 * log_sd * log_sd)
}

/// mean · √(e^(σ²) − 1)
pub(super) fn lognormal_standard_deviation(log_mean: f64, log_sd: f64) -> f64 {
    lognormal_mean(log_mean, log_sd) * exp_m1(log_sd * log_sd).sqrt()
}
