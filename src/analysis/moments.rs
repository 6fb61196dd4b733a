//! Mean and standard deviation of a figure, apart for each randomisation of the sampling plan, added up in block
//! order so that any number of threads gives the same bytes.

use super::interval::{Estimate, estimate_of_mean, estimate_of_standard_deviation};
use crate::sampling::Plan;
use crate::sampling::plan::{RANDOMISATIONS, trials_by_randomisation};

/// Count, mean and sum of squared deviations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    pub n: f64,
    pub mean: f64,
    pub squares: f64,
}

impl Part {
    /// This and another part together.
    ///
    /// Source: Chan, Golub, LeVeque (1983), The American Statistician 37(3).
    #[inline(always)]
    pub fn with(self, other: Part) -> Part {
        let n = self.n + other.n;
        let share = if n > 0.0 { other.n / n } else { 0.0 };
        let delta = other.mean - self.mean;
        Part {
            n,
            mean: self.mean + delta * share,
            squares: self.squares + other.squares + delta * delta * self.n * share,
        }
    }

    /// Standard deviation with n − 1; NaN below two trials.
    pub fn standard_deviation(self) -> f64 {
        if self.n < 2.0 { f64::NAN } else { (self.squares / (self.n - 1.0)).sqrt() }
    }
}

/// Running moments. A trial that has no such figure is NaN and stays out.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    n: [f64; RANDOMISATIONS],
    mean: [f64; RANDOMISATIONS],
    squares: [f64; RANDOMISATIONS],
}

impl Default for Moments {
    fn default() -> Moments {
        Moments { n: [0.0; RANDOMISATIONS], mean: [0.0; RANDOMISATIONS], squares: [0.0; RANDOMISATIONS] }
    }
}

impl Moments {
    /// Moments of all trials in order.
    pub fn of(values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        values.chunks(crate::lanes::LANES).for_each(|block| moments.add(block));
        moments
    }

    /// Moments of so many trials with the same number; NaN for a figure that none of them has.
    pub fn of_same(value: f64, n_trials: usize) -> Moments {
        let counts = if value.is_nan() { [0; RANDOMISATIONS] } else { trials_by_randomisation(n_trials) };
        let mean = if value.is_nan() { 0.0 } else { value };
        Moments {
            n: counts.map(|n| n as f64),
            mean: counts.map(|n| if n > 0 { mean } else { 0.0 }),
            squares: [0.0; RANDOMISATIONS],
        }
    }

    /// Adds the next block: its first trial belongs to the first randomisation, and so on in turn.
    ///
    /// In two passes, with the correction of Chan, Golub, LeVeque (1983).
    pub fn add(&mut self, block: &[f64]) {
        let (mut n, mut guess) = ([0.0; RANDOMISATIONS], [0.0; RANDOMISATIONS]);
        for round in block.chunks(RANDOMISATIONS) {
            for ((n, sum), x) in n.iter_mut().zip(&mut guess).zip(round) {
                let known = !x.is_nan();
                *n += if known { 1.0 } else { 0.0 };
                *sum += if known { *x } else { 0.0 };
            }
        }
        for (guess, n) in guess.iter_mut().zip(&n) {
            *guess /= if *n > 0.0 { *n } else { 1.0 };
        }
        let (mut off, mut squares) = ([0.0; RANDOMISATIONS], [0.0; RANDOMISATIONS]);
        for round in block.chunks(RANDOMISATIONS) {
            for (((off, squares), x), guess) in off.iter_mut().zip(&mut squares).zip(round).zip(&guess) {
                let deviation = if x.is_nan() { 0.0 } else { x - guess };
                *off += deviation;
                *squares += deviation * deviation;
            }
        }
        for r in 0..RANDOMISATIONS {
            let off_mean = off[r] / if n[r] > 0.0 { n[r] } else { 1.0 };
            let block = Part { n: n[r], mean: guess[r] + off_mean, squares: squares[r] - off[r] * off_mean };
            let sum = self.part(r).with(block);
            (self.n[r], self.mean[r], self.squares[r]) = (sum.n, sum.mean, sum.squares);
        }
    }

    /// Moments of one randomisation.
    pub fn part(&self, randomisation: usize) -> Part {
        Part {
            n: self.n[randomisation],
            mean: self.mean[randomisation],
            squares: self.squares[randomisation],
        }
    }

    /// Trials that have the figure, by randomisation.
    pub fn counts(&self) -> [u64; RANDOMISATIONS] {
        self.n.map(|n| n as u64)
    }

    /// Moments of all trials but those of one randomisation.
    pub fn without(&self, left_out: usize) -> Part {
        let kept = (0..RANDOMISATIONS).filter(|r| *r != left_out);
        kept.fold(Part::default(), |sum, r| sum.with(self.part(r)))
    }

    /// Moments of all trials.
    pub fn whole(&self) -> Part {
        (0..RANDOMISATIONS).fold(Part::default(), |sum, r| sum.with(self.part(r)))
    }

    /// Number of trials that have the figure.
    pub fn n(&self) -> u64 {
        self.n.iter().sum::<f64>() as u64
    }

    /// Mean; NaN without a trial.
    pub fn mean(&self) -> f64 {
        let whole = self.whole();
        if whole.n > 0.0 { whole.mean } else { f64::NAN }
    }

    /// Standard deviation with n − 1; 0 for a single trial.
    pub fn standard_deviation(&self) -> f64 {
        let whole = self.whole();
        if whole.n < 2.0 { 0.0 } else { whole.standard_deviation() }
    }

    /// Mean with its standard error and interval, right for the plan.
    pub fn estimate(&self, plan: Plan) -> Estimate {
        estimate_of_mean(self, plan)
    }

    /// Standard deviation with its standard error and interval.
    pub fn estimate_of_standard_deviation(&self) -> Estimate {
        estimate_of_standard_deviation(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_add_up_to_the_whole() {
        let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from(i * i % 97)).collect();
        let mean = 1e9 + values.iter().map(|x| x - 1e9).sum::<f64>() / 1000.0;
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        let moments = Moments::of(&values);
        assert_eq!(moments.n(), 1000);
        assert!((moments.mean() - mean).abs() < 1e-6);
        assert!((moments.standard_deviation() / (squares / 999.0).sqrt() - 1.0).abs() < 1e-9);
        // Randomisation 3 has the trials 3, 19, 35, …
        let third: Vec<f64> = values.iter().skip(3).step_by(RANDOMISATIONS).copied().collect();
        assert_eq!(moments.part(3).n as usize, third.len());
        assert!(
            (moments.part(3).mean - 1e9 - third.iter().map(|x| x - 1e9).sum::<f64>() / 63.0).abs() < 1e-6
        );
    }

    #[test]
    fn a_constant_has_no_error() {
        let mut moments = Moments::default();
        moments.add(&[5.0; 128]);
        moments.add(&[5.0; 7]);
        for plan in Plan::ALL {
            let found = moments.estimate(plan);
            assert_eq!((found.value, found.standard_error), (5.0, 0.0));
        }
    }

    #[test]
    fn trials_without_the_figure_stay_out() {
        let values: Vec<f64> = (0..300).map(|i| if i % 3 == 0 { f64::NAN } else { f64::from(i) }).collect();
        let known: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
        let found = Moments::of(&values);
        assert_eq!(found.n(), 200);
        assert!((found.mean() - known.iter().sum::<f64>() / 200.0).abs() < 1e-12);
        assert!(Moments::of(&[f64::NAN; 40]).mean().is_nan());
    }

    #[test]
    fn nist_numacc4() {
        // NIST StRD univariate, NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 five hundred times each.
        // Certified: mean 10000000.2, standard deviation 0.1.
        let values: Vec<f64> = (0..1001)
            .map(|i| [10000000.2, 10000000.1, 10000000.3][if i == 0 { 0 } else { 1 + (i + 1) % 2 }])
            .collect();
        let moments = Moments::of(&values);
        assert!((moments.mean() - 10000000.2).abs() < 1e-8);
        assert!((moments.standard_deviation() - 0.1).abs() < 1e-8);
    }
}
