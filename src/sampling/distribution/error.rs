//! Why parameters do not make a distribution.

use thiserror::Error;

/// Why parameters do not make a distribution. Places count from 0, in the order of the parameters.
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
    #[error("{0} must be above zero")]
    NotPositive(f64),
    #[error("values this far apart leave the numbers that a computer can hold")]
    TooWide,
    #[error("{0} is not a percentile from p1 to p99")]
    NoPercentile(f64),
    #[error("{0} percentiles make no curve: it takes 3 to 9")]
    PercentileCount(usize),
    #[error("percentile number {0} is not above the one before")]
    NotRising(usize),
    #[error("{value} does not lie between the bounds {low} and {high}")]
    OutsideBounds { index: usize, value: f64, low: f64, high: f64 },
    /// A value of percentile `index` between `nearest` and `best`, the first excluded, makes the curve rise;
    /// so does leaving that percentile out.
    #[error("no curve that rises everywhere goes through these percentiles")]
    NoCurve { index: usize, nearest: f64, best: f64 },
    #[error("no curve that rises everywhere goes through so many percentiles")]
    TooManyPercentiles,
    #[error("the tail is so long that it has no standard deviation")]
    EndlessTail,
    #[error("nothing of the distribution lies between {min} and {max}")]
    NothingLeft { min: f64, max: f64 },
    #[error("a choice takes from 2 to 100 values, not {0}")]
    ChoiceCount(usize),
    #[error("the probability {probability} must be above 0 and below 1")]
    NoProbability { index: usize, probability: f64 },
    #[error("the probabilities sum to {0} and not to 1")]
    ProbabilitySum(f64),
    #[error("value number {0} is given twice")]
    SameValue(usize),
}
