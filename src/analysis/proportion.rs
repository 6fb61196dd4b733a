//! Share of trials with some property.

use super::interval::share::{self, FEW, ShareError};
use super::interval::{Estimate, replicate_error};
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;

/// Trials with some property, by randomisation of the sampling plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    hits: [u64; RANDOMISATIONS],
    trials: [u64; RANDOMISATIONS],
}

impl Tally {
    /// Trials in order: whether each has the property.
    pub fn of(hits: &[bool]) -> Tally {
        let mut tally = Tally::default();
        hits.iter().enumerate().for_each(|(trial, hit)| tally.count(trial, *hit));
        tally
    }

    /// From counts by randomisation.
    pub fn from_counts(hits: [u64; RANDOMISATIONS], trials: [u64; RANDOMISATIONS]) -> Tally {
        Tally { hits, trials }
    }

    /// Counts one trial.
    pub fn count(&mut self, trial: usize, hit: bool) {
        self.trials[trial % RANDOMISATIONS] += 1;
        self.hits[trial % RANDOMISATIONS] += u64::from(hit);
    }

    /// Trials with the property.
    pub fn hits(&self) -> u64 {
        self.hits.iter().sum()
    }

    /// The share, with what is known of its error under a plan.
    pub fn proportion(&self, plan: Plan) -> Proportion {
        let (count, n_trials) = (self.hits(), self.trials.iter().sum::<u64>());
        let parts = self.hits.iter().zip(&self.trials).map(|(hits, trials)| {
            let n = *trials as f64;
            (n, *hits as f64 / n)
        });
        let error = if plan.has_independent_trials() {
            ShareError::Independent
        } else {
            let (standard_error, degrees) = replicate_error(parts);
            if standard_error.is_nan() {
                ShareError::Unknown
            } else if standard_error == 0.0 || count.min(n_trials - count) < FEW {
                ShareError::NotSeen
            } else {
                ShareError::Replicates { standard_error, degrees }
            }
        };
        Proportion { count, n_trials, error }
    }
}

/// A count out of a number of trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// Trials with the property.
    pub count: u64,
    /// All trials.
    pub n_trials: u64,
    /// What is known of the error.
    pub error: ShareError,
}

impl Proportion {
    /// A count out of independent trials.
    pub fn independent(count: u64, n_trials: u64) -> Proportion {
        Proportion { count, n_trials, error: ShareError::Independent }
    }

    /// The share itself.
    pub fn share(&self) -> f64 {
        self.count as f64 / self.n_trials as f64
    }

    /// Share, standard error and interval.
    pub fn estimate(&self) -> Estimate {
        share::estimate(self.count, self.n_trials, self.error)
    }

    /// Standard error; NaN if it is not known.
    pub fn standard_error(&self) -> f64 {
        self.estimate().standard_error
    }

    /// 95 % interval for the share.
    pub fn interval(&self) -> (f64, f64) {
        let found = self.estimate();
        (found.low, found.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_wilson_intervals() {
        // Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score), four digits.
        for (count, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)] {
            let found = Proportion::independent(count, n).interval();
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{count}: {found:?}");
        }
    }

    #[test]
    fn never_seen_is_not_certain() {
        let never = Proportion::independent(0, 1000);
        assert_eq!(never.share(), 0.0);
        assert!(never.standard_error() > 0.0);
        // Exact: 1 − 0.025^(1/1000).
        assert_eq!(never.interval().0, 0.0);
        assert!((never.interval().1 - (1.0 - 0.025f64.powf(0.001))).abs() < 1e-12);
    }

    #[test]
    fn fewer_than_five_on_one_side_take_exact_limits() {
        // scipy.stats.beta.ppf(0.025, 4, 997) and (0.975, 5, 996), SciPy 1.17.
        let (low, high) = Proportion::independent(4, 1000).interval();
        assert!((low - 0.00109090798772597).abs() < 1e-11 && (high - 0.0102096646839299).abs() < 1e-11);
        // The fifth is enough for Wilson: 0.00214 to 0.01165.
        let (low, high) = Proportion::independent(5, 1000).interval();
        assert!((low - 0.002137).abs() < 2e-6 && (high - 0.011651).abs() < 2e-6, "{low} {high}");
    }

    #[test]
    fn dependent_trials_take_the_spread_between_randomisations() {
        // Half of all trials, in every randomisation the same: no spread, which is not "known exactly".
        let same: Vec<bool> = (0..1600).map(|i| (i / 16) % 2 == 0).collect();
        let found = Tally::of(&same).proportion(Plan::Sobol);
        assert_eq!(found.error, ShareError::NotSeen);
        assert!(found.interval().0 < 0.48 && found.interval().1 > 0.52);
        // Whole randomisations hit or miss: sixteen independent values, not 1600. Standard deviation of eight
        // ones and eight zeros √(16/60), error √(1/60); independent trials would say √(¼/1600).
        let clustered: Vec<bool> = (0..1600).map(|i| i % 2 == 0).collect();
        let found = Tally::of(&clustered).proportion(Plan::Sobol);
        assert!((found.standard_error() - (1.0f64 / 60.0).sqrt()).abs() < 1e-12);
        let wrong = Tally::of(&clustered).proportion(Plan::Random).standard_error();
        assert!((wrong - 0.0125).abs() < 1e-12);
    }

    #[test]
    fn too_few_trials_to_compare_randomisations_are_not_known() {
        let few: Vec<bool> = (0..31).map(|i| i % 2 == 0).collect();
        let found = Tally::of(&few).proportion(Plan::Antithetic).estimate();
        assert!(found.standard_error.is_nan() && found.low.is_nan() && found.value > 0.5);
        assert!(Tally::of(&few).proportion(Plan::Random).standard_error() > 0.08);
    }
}
