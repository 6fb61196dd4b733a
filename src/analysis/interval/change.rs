//! Change of a share between paired trials.

use super::share::FEW;
use super::{Estimate, critical, replicate_error};
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;

/// Pairs in which only the second hits (gained) or only the first (lost), by randomisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairedTally {
    gained: [u64; RANDOMISATIONS],
    lost: [u64; RANDOMISATIONS],
    trials: [u64; RANDOMISATIONS],
}

impl PairedTally {
    /// Counts one pair.
    pub fn count(&mut self, trial: usize, first: bool, second: bool) {
        let r = trial % RANDOMISATIONS;
        self.trials[r] += 1;
        self.gained[r] += u64::from(second && !first);
        self.lost[r] += u64::from(first && !second);
    }

    /// Pairs in which only the second hits.
    pub fn gained(&self) -> u64 {
        self.gained.iter().sum()
    }

    /// Pairs in which only the first hits.
    pub fn lost(&self) -> u64 {
        self.lost.iter().sum()
    }

    /// (gained − lost)/n, with standard error and interval.
    ///
    /// Independent trials, or too few changes to compare randomisations: [`from_counts`]. Else the spread of
    /// the change between randomisations, by Student's t.
    pub fn estimate(&self, plan: Plan) -> Estimate {
        let n: u64 = self.trials.iter().sum();
        let (gained, lost) = (self.gained(), self.lost());
        let counted = from_counts(gained, lost, n);
        if plan.has_independent_trials() || gained + lost < FEW {
            return counted;
        }
        let change = |r: usize| {
            let trials = self.trials[r] as f64;
            (trials, (self.gained[r] as f64 - self.lost[r] as f64) / trials)
        };
        let (error, degrees) = replicate_error((0..RANDOMISATIONS).map(change));
        if error == 0.0 { counted } else { Estimate::with_student(counted.value, error, degrees) }
    }
}

/// Change of a share over `n` independent pairs: (gained − lost)/n, standard error
/// √(gained + lost − (gained − lost)²/n)/n, and an interval that knows that few changes are not none: one pair
/// is added to each kind of change for it, and for the error where no pair changes.
///
/// Source: McNemar (1947), Psychometrika 12(2), for the error; Bonett and Price (2012), Journal of Educational
/// and Behavioral Statistics 37(4), for the interval.
pub fn from_counts(gained: u64, lost: u64, n: u64) -> Estimate {
    if n == 0 {
        return Estimate::UNKNOWN;
    }
    let spread = |gained: f64, lost: f64, n: f64| {
        let net = gained - lost;
        (gained + lost - net * net / n).max(0.0).sqrt() / n
    };
    let (up, down, trials) = (gained as f64, lost as f64, n as f64);
    let adjusted = spread(up + 1.0, down + 1.0, trials + 2.0);
    let half = critical::NORMAL * adjusted;
    let (value, centre) = ((up - down) / trials, (up - down) / (trials + 2.0));
    Estimate {
        value,
        standard_error: if gained + lost == 0 { adjusted } else { spread(up, down, trials) },
        low: (centre - half).max(-1.0),
        high: (centre + half).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paired_errors_know_that_most_trials_agree() {
        // 10 gained, 30 lost of 1000: −2 %, variance (40 − 400/1000)/1000² = 3.96e-5.
        let found = from_counts(10, 30, 1000);
        assert_eq!(found.value, -0.02);
        assert!((found.standard_error - 3.96e-5f64.sqrt()).abs() < 1e-12);
        // By hand: 11 and 31 of 1002: −20/1002 ± 1.96·√(42 − 400/1002)/1002.
        assert!((found.low - (-0.019_960 - 0.012_616)).abs() < 2e-6, "{found:?}");
        assert!((found.high - (-0.019_960 + 0.012_616)).abs() < 2e-6, "{found:?}");
    }

    #[test]
    fn no_change_seen_is_not_known_to_be_none() {
        let found = from_counts(0, 0, 1000);
        assert_eq!(found.value, 0.0);
        assert!(found.low < 0.0 && found.high > 0.0 && found.high < 0.004);
    }

    #[test]
    fn dependent_trials_take_the_spread_between_randomisations() {
        // Every pair of randomisation 0 gains, no other does: sixteen changes 1, 0, 0, …: mean 1/16, standard
        // deviation of the sixteen 1/4, error 1/16. As independent pairs it would be √(1/16·15/16/1600).
        let mut tally = PairedTally::default();
        (0..1600).for_each(|trial| tally.count(trial, false, trial % 16 == 0));
        let found = tally.estimate(Plan::Sobol);
        assert!((found.value - 0.0625).abs() < 1e-15 && (found.standard_error - 0.0625).abs() < 1e-15);
        assert!((tally.estimate(Plan::Random).standard_error - 0.006_051_5).abs() < 1e-7);
    }
}
