//! Keyed bijections of 0 … n − 1, computed for single places: nothing is stored, so any trial's stratum can be
//! asked for in any order. Many of them run side by side, each with its own key.

/// Rounds of the Feistel network for up to so many places. Four are enough for a pseudo-random permutation of
/// very many (Luby, Rackoff 1988); few rows and columns mix slowly and take more, which the tests below were used
/// to find: two places of one column stay as far apart as they are with a probability of about
/// columns^(−rounds/2).
const ROUNDS: [(u32, u32); 3] = [(32, 24), (511, 12), (u32::MAX, 8)];

/// Four random words for each of several permutations that run side by side.
pub type Keys<const N: usize> = [[u32; N]; 4];

/// Places 0 … n − 1 written into a table with about as many rows as columns, and no fewer cells than places.
///
/// A generalised Feistel network moves each cell along its column by a pseudo-random distance that depends on
/// the column, then along its row, and so on. What ends in a cell behind the last place goes through again
/// (cycle walking); the table has few such cells.
///
/// # Source
/// Black, Rogaway (2002), "Ciphers with arbitrary finite domains", CT-RSA 2002.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    rows: u32,
    columns: u32,
    rounds: u32,
}

/// The finishing step of a 32-bit hash: every bit of the result depends on every bit of the argument.
///
/// # Source
/// The constants of C. Wellons (2018), "Prospecting for hash functions", found by a search for least bias.
#[inline(always)]
fn mix(x: u32) -> u32 {
    let x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    let x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

impl Grid {
    /// The table for at most `n` ≥ 1 places.
    pub fn new(n: u64) -> Grid {
        let n = u32::try_from(n).unwrap_or(u32::MAX).max(1);
        let square = (f64::from(n).sqrt().ceil() as u32).max(1);
        // About square, whichever leaves fewest cells over.
        let cells = |rows: &u32| u64::from(*rows) * u64::from(n.div_ceil(*rows));
        let rows = (square..=square + square / 4).min_by_key(cells).unwrap_or(square);
        let rounds = ROUNDS.iter().find(|(most, _)| n <= *most).map_or(ROUNDS[0].1, |(_, rounds)| *rounds);
        Grid { rows, columns: n.div_ceil(rows), rounds }
    }

    /// Row and column of a place.
    #[inline(always)]
    pub fn cell(&self, place: u32) -> (u32, u32) {
        (place % self.rows, place / self.rows)
    }

    /// The place in a cell.
    #[inline(always)]
    pub fn place(&self, row: u32, column: u32) -> u32 {
        column * self.rows + row
    }

    /// Moves cells once through the network, each by its own key.
    #[inline(always)]
    pub fn shuffle<const N: usize>(&self, keys: &Keys<N>, row: &mut [u32; N], column: &mut [u32; N]) {
        const STEP: u32 = 0x9e37_79b9;
        for round in (0..self.rounds).step_by(2) {
            let [along_column, along_row] = [keys[(round % 4) as usize], keys[(round % 4 + 1) as usize]];
            let step = round.wrapping_mul(STEP);
            shift(self.rows, &along_column, step, column, row);
            shift(self.columns, &along_row, step, row, column);
        }
    }

    /// Where `place` < n goes: through the network until it ends within 0 … n − 1.
    #[inline(never)]
    pub fn walk(&self, n: u32, keys: Keys<1>, place: u32) -> u32 {
        let mut place = place;
        loop {
            let (row, column) = self.cell(place);
            let (mut row, mut column) = ([row], [column]);
            self.shuffle(&keys, &mut row, &mut column);
            place = self.place(row[0], column[0]);
            if place < n {
                return place;
            }
        }
    }
}

/// moved ← moved + hash(other) modulo `length`.
#[inline(always)]
fn shift<const N: usize>(length: u32, keys: &[u32; N], step: u32, other: &[u32; N], moved: &mut [u32; N]) {
    for i in 0..N {
        let hash = mix(other[i].wrapping_add(keys[i]).wrapping_add(step));
        // 0 … length − 1, each for as good as the same share of hashes.
        let distance = ((u64::from(hash) * u64::from(length)) >> 32) as u32;
        let sum = moved[i] + distance;
        moved[i] = if sum < length { sum } else { sum - length };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::philox::philox;

    fn permutation(n: u32, key: u32) -> Vec<u32> {
        let words = philox([key, 0, 0, n], [7, 11]);
        let grid = Grid::new(u64::from(n));
        (0..n).map(|place| grid.walk(n, words.map(|word| [word]), place)).collect()
    }

    #[test]
    fn every_place_is_taken_once() {
        for n in [1, 2, 3, 5, 8, 17, 33, 64, 625, 626, 1000, 4096, 4097] {
            let mut places = permutation(n, 3);
            places.sort_unstable();
            assert!(places.into_iter().eq(0..n), "{n}");
        }
    }

    #[test]
    fn few_cells_are_left_over() {
        for n in [63, 128, 512, 625, 626, 1250, 6250, 62_500, 6_250_000] {
            let grid = Grid::new(n);
            let cells = u64::from(grid.rows) * u64::from(grid.columns);
            assert!(cells >= n && (cells - n) as f64 <= 0.02 * n as f64, "{n}: {grid:?}");
            assert!(grid.columns <= grid.rows && grid.rows <= 2 * grid.columns, "{n}: {grid:?}");
        }
    }

    #[test]
    fn two_places_go_anywhere() {
        // Where two of 37 places go: 1332 outcomes, 39 960 keys; chi-square with 1331 degrees of freedom, 99.9 %
        // point 1496.2 (scipy.stats.chi2.ppf). Neighbours, two of one column, two of one row, first and last.
        for pair in [(0, 1), (0, 7), (5, 33), (0, 36)] {
            let mut counts = vec![0.0; 37 * 37];
            for key in 0..39_960 {
                let places = permutation_of_two(37, key, pair);
                counts[(places.0 * 37 + places.1) as usize] += 1.0;
            }
            let different = counts.iter().enumerate().filter(|(i, _)| i / 37 != i % 37);
            let statistic: f64 = different.map(|(_, count)| (count - 30.0f64).powi(2) / 30.0).sum();
            assert!(statistic < 1496.2, "{pair:?}: {statistic}");
        }
    }

    fn permutation_of_two(n: u32, key: u32, pair: (u32, u32)) -> (u32, u32) {
        let keys = philox([key, 1, 0, n], [7, 11]).map(|word| [word]);
        let grid = Grid::new(u64::from(n));
        (grid.walk(n, keys, pair.0), grid.walk(n, keys, pair.1))
    }

    #[test]
    fn all_orders_are_equally_likely() {
        // 24 orders of four places, 24 000 keys: chi-square with 23 degrees of freedom, 99.9 % point 49.7
        // (scipy.stats.chi2.ppf). Three and five places go through cycle walking: 6 and 120 orders, 5 and 119
        // degrees, 20.5 and 172.4.
        for (n, orders, limit) in [(3, 6, 20.5), (4, 24, 49.7), (5, 120, 172.4)] {
            let mut counts = std::collections::BTreeMap::new();
            let draws = 1000 * orders;
            for key in 0..draws {
                *counts.entry(permutation(n, key)).or_insert(0.0) += 1.0;
            }
            assert_eq!(counts.len() as u32, orders);
            let statistic: f64 = counts.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
            assert!(statistic < limit, "{n}: {statistic}");
        }
    }
}
