//! Share of trials with some property.

/// A count out of a number of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proportion {
    /// Trials with the property.
    pub count: u64,
    /// All trials.
    pub n_trials: u64,
}

impl Proportion {
    /// The share itself.
    pub fn share(&self) -> f64 {
        self.count as f64 / self.n_trials as f64
    }

    /// Standard error √(p(1 − p)/n). With no or all trials on one side it is not zero: then p is replaced by
    /// (count + ½)/(n + 1) in the formula.
    pub fn standard_error(&self) -> f64 {
        let n = self.n_trials as f64;
        let one_sided = self.count == 0 || self.count == self.n_trials;
        let p = if one_sided { (self.count as f64 + 0.5) / (n + 1.0) } else { self.share() };
        (p * (1.0 - p) / n).sqrt()
    }

    /// 95 % interval for the share.
    ///
    /// Source: Wilson (1927), Journal of the American Statistical Association 22(158).
    pub fn interval(&self) -> (f64, f64) {
        let (n, p, z) = (self.n_trials as f64, self.share(), 1.959_963_984_540_054);
        let z2 = z * z;
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        // At the ends one limit is the share itself; rounding must not push it past.
        let low = if self.count == 0 { 0.0 } else { centre - half };
        let high = if self.count == self.n_trials { 1.0 } else { centre + half };
        (low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_wilson_interval() {
        // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, score method: 0.2553 to 0.3662.
        let (low, high) = Proportion { count: 81, n_trials: 263 }.interval();
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
    }

    #[test]
    fn never_seen_is_not_certain() {
        let never = Proportion { count: 0, n_trials: 1000 };
        assert_eq!(never.share(), 0.0);
        assert!(never.standard_error() > 0.0);
        assert_eq!(never.interval().0, 0.0);
        assert!((never.interval().1 - 0.0038).abs() < 1e-4);
    }
}
