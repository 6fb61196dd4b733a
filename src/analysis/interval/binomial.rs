//! The binomial distribution: exact limits for a share, and ranks of order statistics.
//!
//! Own arithmetic on [`ln`] and [`exp`], so that limits in tables are the same bytes on every machine.

use crate::lanes::{exp, ln};

/// Probability outside of a 95 % interval, on each side.
const TAIL: f64 = 0.025;

/// ln n!, error below 1e-15 of n·ln n.
///
/// Source: Stirling's series; Abramowitz and Stegun (1964), 6.1.41.
fn ln_factorial(n: u64) -> f64 {
    if n < 20 {
        return ln((1..=n).map(|k| k as f64).product());
    }
    let x = n as f64;
    let s = 1.0 / (x * x);
    let series = (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s / 1680.0))) / x;
    x * ln(x) - x + 0.5 * ln(std::f64::consts::TAU * x) + series
}

/// Number of successes among `n` trials of probability `p`.
#[derive(Clone, Copy)]
struct Binomial {
    n: u64,
    p: f64,
}

impl Binomial {
    fn mass(&self, k: u64, ln_ways: f64) -> f64 {
        let (success, failure) = (k as f64, (self.n - k) as f64);
        exp(ln_ways + success * ln(self.p) + failure * ln(1.0 - self.p))
    }

    /// P(X ≤ k), given ln (n over k).
    fn at_most(&self, k: u64, ln_ways: f64) -> f64 {
        let (n, odds) = (self.n as f64, self.p / (1.0 - self.p));
        let first = self.mass(k, ln_ways);
        let (mut term, mut sum) = (first, 0.0);
        if (k as f64) < self.p * n {
            // Downwards from k the terms fall.
            let mut j = k as f64;
            while term > sum * 1e-17 {
                sum += term;
                term *= j / ((n - j + 1.0) * odds);
                j -= 1.0;
            }
            sum
        } else {
            // Upwards from k they do; the first belongs to what is asked.
            let mut j = k as f64;
            while term > sum * 1e-17 {
                sum += term;
                term *= (n - j) * odds / (j + 1.0);
                j += 1.0;
            }
            1.0 - (sum - first)
        }
    }
}

fn ln_ways(n: u64, k: u64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// Largest p at which at most `count` successes still have a probability of 2.5 %.
fn upper_limit(count: u64, n: u64) -> f64 {
    if count >= n {
        return 1.0;
    }
    let ways = ln_ways(n, count);
    let (mut low, mut high) = (count as f64 / n as f64, 1.0);
    loop {
        let p = 0.5 * (low + high);
        if p <= low || p >= high {
            return p;
        }
        if (Binomial { n, p }).at_most(count, ways) > TAIL { low = p } else { high = p }
    }
}

/// 95 % limits for a share of `count` in `n`: never covers less, whatever the share.
///
/// Source: Clopper and Pearson (1934), Biometrika 26(4).
pub fn exact_limits(count: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (f64::NAN, f64::NAN);
    }
    (1.0 - upper_limit(n - count, n), upper_limit(count, n))
}

/// Ranks (from 1) of the two sorted trials that hold the `p` quantile between them with a probability of at
/// least 95 %, whatever the distribution; `None` where there are too few trials for a limit on that side.
///
/// The number of trials below the quantile is binomial(n, p): the lower rank l is the largest with
/// P(X ≤ l − 1) ≤ 2.5 %, the upper rank u the smallest with P(X ≥ u) ≤ 2.5 %.
///
/// Source: David and Nagaraja (2003), Order Statistics, section 7.1.
pub fn ranks(n: u64, p: f64) -> (Option<u64>, Option<u64>) {
    // By symmetry the upper rank of p is n + 1 − the lower rank of 1 − p.
    (lower_rank(n, p), lower_rank(n, 1.0 - p).map(|rank| n + 1 - rank))
}

fn lower_rank(n: u64, p: f64) -> Option<u64> {
    let binomial = Binomial { n, p };
    let outside = |rank: u64| binomial.at_most(rank - 1, ln_ways(n, rank - 1)) <= TAIL;
    if n == 0 || !outside(1) {
        return None;
    }
    // Between 1, which holds, and the first rank above the mean, which does not.
    let (mut holds, mut fails) = (1, ((p * n as f64) as u64 + 2).min(n + 1));
    while fails - holds > 1 {
        let middle = holds + (fails - holds) / 2;
        if outside(middle) { holds = middle } else { fails = middle }
    }
    Some(holds)
}

#[cfg(test)]
mod tests;
