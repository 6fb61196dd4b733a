//! A keyed bijection of 0 … n − 1, computed for one place at a time: nothing is stored, so any trial's stratum
//! can be asked for in any order.

use super::mix;

/// Rounds of the Feistel network. Four are enough for a pseudo-random permutation of many places (Luby, Rackoff
/// 1988); halves of one or two digits mix slowly and take more, which the tests below were used to find.
const ROUNDS: u64 = 6;
const ROUNDS_OF_FEW: u64 = 24;
const FEW: u64 = 32;

/// A permutation of `n` places.
///
/// A Feistel network on the smallest number of binary digits that hold n − 1, at least two; a result outside
/// 0 … n − 1 goes through again (cycle walking), less than twice on average.
///
/// # Source
/// Black, Rogaway (2002), "Ciphers with arbitrary finite domains", CT-RSA 2002.
#[derive(Clone, Copy, Debug)]
pub struct Permutation {
    n: u64,
    rounds: u64,
    low_digits: u32,
    low_mask: u64,
    high_mask: u64,
    key: [u64; 2],
}

impl Permutation {
    /// The permutation of `n` ≥ 1 places with this key.
    pub fn new(n: u64, key: [u64; 2]) -> Permutation {
        let digits = (64 - n.saturating_sub(1).leading_zeros()).max(2);
        let low_digits = digits / 2;
        let mask = |digits: u32| (1 << digits) - 1;
        Permutation {
            n,
            rounds: if n > FEW { ROUNDS } else { ROUNDS_OF_FEW },
            low_digits,
            low_mask: mask(low_digits),
            high_mask: mask(digits - low_digits),
            key,
        }
    }

    /// Where `place` < n goes.
    #[inline]
    pub fn of(&self, place: u64) -> u64 {
        let mut x = place;
        loop {
            x = self.once(x);
            if x < self.n {
                return x;
            }
        }
    }

    #[inline(always)]
    fn once(&self, x: u64) -> u64 {
        let (mut low, mut high) = (x & self.low_mask, x >> self.low_digits);
        for round in (0..self.rounds).step_by(2) {
            low ^= mix(self.key[0].wrapping_add(high << 8 | round)) & self.low_mask;
            high ^= mix(self.key[1].wrapping_add(low << 8 | round)) & self.high_mask;
        }
        high << self.low_digits | low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_taken_once() {
        for n in [1, 2, 3, 5, 8, 17, 64, 625, 1000, 4096, 4097] {
            let permutation = Permutation::new(n, [7 * n, 11]);
            let mut places: Vec<u64> = (0..n).map(|place| permutation.of(place)).collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..n), "{n}");
        }
    }

    #[test]
    fn two_places_go_anywhere() {
        // Where two of 37 places go: 1332 outcomes, 39 960 keys; chi-square with 1331 degrees of freedom, 99.9 %
        // point 1496.2 (scipy.stats.chi2.ppf).
        let mut counts = vec![0.0; 37 * 37];
        for key in 0..39_960 {
            let permutation = Permutation::new(37, [mix(2 * key), mix(2 * key + 1)]);
            counts[(permutation.of(0) * 37 + permutation.of(1)) as usize] += 1.0;
        }
        let different = counts.iter().enumerate().filter(|(i, _)| i / 37 != i % 37);
        let statistic: f64 = different.map(|(_, count)| (count - 30.0f64).powi(2) / 30.0).sum();
        assert!(statistic < 1496.2, "{statistic}");
    }

    #[test]
    fn all_orders_are_equally_likely() {
        // 24 orders of four places, 24 000 keys: chi-square with 23 degrees of freedom, 99.9 % point 49.7
        // (scipy.stats.chi2.ppf). Five places go through cycle walking: 120 orders, 119 degrees, 172.4.
        for (n, orders, limit) in [(4, 24, 49.7), (5, 120, 172.4)] {
            let mut counts = std::collections::BTreeMap::new();
            let draws = 1000 * orders;
            for key in 0..draws {
                let permutation = Permutation::new(n, [mix(2 * key), mix(2 * key + 1)]);
                let order: Vec<u64> = (0..n).map(|place| permutation.of(place)).collect();
                *counts.entry(order).or_insert(0.0) += 1.0;
            }
            assert_eq!(counts.len() as u64, orders);
            let statistic: f64 = counts.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
            assert!(statistic < limit, "{n}: {statistic}");
        }
    }
}
