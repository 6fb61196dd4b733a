//! Mean and standard error, added up in block order so that any number of threads gives the same bytes.

/// Running count, mean and sum of squared deviations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    n: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Moments of one block, in two passes with the correction of Chan, Golub, LeVeque (1983).
    pub fn of(values: impl Iterator<Item = f64> + Clone) -> Moments {
        let n = values.clone().count() as u64;
        if n == 0 {
            return Moments::default();
        }
        let guess = values.clone().sum::<f64>() / n as f64;
        let (sum, squares) = values.fold((0.0, 0.0), |(sum, squares), x| {
            let deviation = x - guess;
            (sum + deviation, squares + deviation * deviation)
        });
        let off = sum / n as f64;
        Moments { n, mean: guess + off, squares: squares - sum * off }
    }

    /// Adds the next block.
    ///
    /// Source: Chan, Golub, LeVeque (1983), The American Statistician 37(3).
    pub fn add(&mut self, block: Moments) {
        let n = (self.n + block.n) as f64;
        if block.n == 0 {
            return;
        }
        let delta = block.mean - self.mean;
        let share = block.n as f64 / n;
        self.mean += delta * share;
        self.squares += block.squares + delta * delta * self.n as f64 * share;
        self.n += block.n;
    }

    /// Number of trials.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Standard deviation with n − 1; 0 for a single trial.
    pub fn standard_deviation(&self) -> f64 {
        if self.n < 2 { 0.0 } else { (self.squares / (self.n - 1) as f64).sqrt() }
    }

    /// Standard error of the mean, σ/√n: right for independent trials. Of one trial it is not known (NaN).
    pub fn standard_error(&self) -> f64 {
        if self.n < 2 { f64::NAN } else { self.standard_deviation() / (self.n as f64).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_add_up_to_the_whole() {
        let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from(i * i % 97)).collect();
        let whole = Moments::of(values.iter().copied());
        let mut parts = Moments::default();
        values.chunks(128).for_each(|chunk| parts.add(Moments::of(chunk.iter().copied())));
        assert_eq!(parts.n(), 1000);
        assert!((parts.mean() - whole.mean()).abs() < 1e-6);
        assert!((parts.standard_deviation() / whole.standard_deviation() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_constant_has_no_error() {
        let mut moments = Moments::default();
        moments.add(Moments::of([5.0; 128].into_iter()));
        moments.add(Moments::of([5.0; 7].into_iter()));
        assert_eq!((moments.mean(), moments.standard_error()), (5.0, 0.0));
    }

    #[test]
    fn nist_numacc4() {
        // NIST StRD univariate, NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 five hundred times each.
        // Certified: mean 10000000.2, standard deviation 0.1.
        let values: Vec<f64> = (0..1001)
            .map(|i| [10000000.2, 10000000.1, 10000000.3][if i == 0 { 0 } else { 1 + (i + 1) % 2 }])
            .collect();
        let mut moments = Moments::default();
        values.chunks(128).for_each(|chunk| moments.add(Moments::of(chunk.iter().copied())));
        assert!((moments.mean() - 10000000.2).abs() < 1e-8);
        assert!((moments.standard_deviation() - 0.1).abs() < 1e-8);
    }
}
