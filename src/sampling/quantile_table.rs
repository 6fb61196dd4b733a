//! A quantile function that is too slow to invert for every draw, tabulated once with a stated error.

use super::distribution::{Beta, Probability};
use super::hermite::{Knot, cubic, interpolate};
use crate::lanes::{LANES, Lane};

/// A rising function of the standard normal z with Φ(z) = p, scaled to 0 … 1 over the table.
///
/// In z a quantile function is smooth up to both ends (in p it is not), and a copula hands over z anyway.
/// Between knots: cubic Hermite interpolation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantileTable {
    /// Value and slope (per knot spacing) at each knot.
    knots: Vec<Knot>,
    knots_per_z: f64,
    max_error: f64,
}

/// Knots reach a little further than the smallest uniform, 2^−53, whose z is −8.21.
pub const Z_MAX: f64 = 8.5;
/// Largest accepted error, as a share of the distribution's range.
pub const TOLERANCE: f64 = 1e-9;
const FEWEST_INTERVALS: usize = 256;
const MOST_INTERVALS: usize = 1 << 14;

/// dx/dz by differences of fourth order over a quarter of the narrowest spacing: their error is far below
/// what the cubic between the knots makes of it.
fn numerical_slope(quantile: impl Fn(f64) -> f64, z: f64) -> f64 {
    const H: f64 = 0.25 * 2.0 * Z_MAX / MOST_INTERVALS as f64;
    let near = quantile(z + H) - quantile(z - H);
    let far = quantile(z + 2.0 * H) - quantile(z - 2.0 * H);
    (8.0 * near - far) / (12.0 * H)
}

impl QuantileTable {
    /// Tabulates the beta distribution with shape parameters `alpha`, `beta` ≥ 1, doubling the number of
    /// knots until the error, checked between all knots, is below 1e-9 of the range.
    pub fn beta(alpha: f64, beta: f64) -> QuantileTable {
        let beta = Beta::new(alpha, beta);
        let mut quantiles = beta.quantiles();
        QuantileTable::refined(TOLERANCE, |z| {
            let x = quantiles.at(Probability::of_z(z));
            [x.part, beta.slope(z, x)]
        })
    }

    /// Tabulates a smooth quantile function of z that rises from 0 at −[`Z_MAX`] to 1 at [`Z_MAX`], with the
    /// same check against `tolerance`; `None` if it is missed even with the most knots (a kink, a step).
    pub fn new(tolerance: f64, quantile: impl Fn(f64) -> f64) -> Option<QuantileTable> {
        let table = QuantileTable::refined(tolerance, |z| [quantile(z), numerical_slope(&quantile, z)]);
        (table.max_error <= tolerance).then_some(table)
    }

    /// `knot` gives value and slope dx/dz. What lies between the knots of a table that is too coarse are knots of
    /// the next one.
    fn refined(tolerance: f64, mut knot: impl FnMut(f64) -> Knot) -> QuantileTable {
        let mut n = FEWEST_INTERVALS;
        let z_at = |place: f64, n: usize| place * (2.0 * Z_MAX / n as f64) - Z_MAX;
        let mut knots: Vec<Knot> = (0..=n).map(|i| knot(z_at(i as f64, n))).collect();
        loop {
            let middles: Vec<Knot> = (0..n).map(|i| knot(z_at(i as f64 + 0.5, n))).collect();
            let spacing = 2.0 * Z_MAX / n as f64;
            let scaled = knots.iter().map(|[x, slope]| [*x, spacing * slope]).collect();
            let mut table = QuantileTable { knots: scaled, knots_per_z: 1.0 / spacing, max_error: 0.0 };
            let errors =
                middles.iter().enumerate().map(|(i, [x, _])| (table.at(z_at(i as f64 + 0.5, n)) - x).abs());
            // A NaN counts as the worst error; `f64::max` would swallow it.
            table.max_error = errors.fold(0.0, |worst, error| if error <= worst { worst } else { error });
            if table.max_error <= tolerance || n >= MOST_INTERVALS {
                return table;
            }
            let between = middles.into_iter().map(Some).chain([None]);
            knots = knots
                .into_iter()
                .zip(between)
                .flat_map(|(knot, middle)| [Some(knot), middle])
                .flatten()
                .collect();
            n *= 2;
        }
    }

    /// Value at z, |z| ≤ [`Z_MAX`]; within 0 … 1.
    pub fn at(&self, z: f64) -> f64 {
        let (left, t) = self.place(z);
        cubic(t, 1.0, self.knots[left], self.knots[left + 1])
    }

    /// A lane of z → a lane of values, in place.
    #[inline(always)]
    pub fn apply(&self, lane: &mut Lane) {
        let mut lefts = [0_u32; LANES];
        for (z, left) in lane.iter_mut().zip(&mut lefts) {
            let (place, t) = self.place(*z);
            *left = place as u32;
            *z = t;
        }
        interpolate(&self.knots, &lefts, |_| 1.0, lane);
    }

    /// The interval of z and the place in it, 0 … 1.
    ///
    /// Rounds by adding 1.5·2^52 instead of converting, which vectors can do; at a knot either neighbour is right.
    #[inline(always)]
    fn place(&self, z: f64) -> (usize, f64) {
        const ROUND: f64 = 6_755_399_441_055_744.0;
        let position = (z + Z_MAX) * self.knots_per_z;
        let last = (self.knots.len() - 2) as f64;
        let wanted = position - 0.5;
        let wanted = if wanted < last { wanted } else { last };
        let wanted = if wanted > 0.0 { wanted } else { 0.0 };
        let rounded = wanted + ROUND;
        (rounded.to_bits() as u32 as usize, position - (rounded - ROUND))
    }

    /// Largest error found between knots, as a share of the distribution's range.
    pub fn max_error(&self) -> f64 {
        self.max_error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::normal;
    use statrs::function::beta::inv_beta_reg;

    #[test]
    fn the_stated_error_holds_at_other_points_too() {
        for (alpha, beta) in [(3.0, 3.0), (1.0, 5.0), (5.0, 1.0), (1.2, 4.8), (3.75, 2.25)] {
            let table = QuantileTable::beta(alpha, beta);
            assert!(table.max_error() <= TOLERANCE, "{alpha} {beta}: {}", table.max_error());
            for i in 1..2000 {
                let p = f64::from(i) / 2000.0;
                let error = (table.at(normal::quantile(p)) - inv_beta_reg(alpha, beta, p)).abs();
                assert!(error < 2.0 * TOLERANCE, "{alpha} {beta} at {p}: {error}");
            }
        }
    }

    #[test]
    fn the_table_rises_from_end_to_end() {
        let table = QuantileTable::beta(1.0, 5.0);
        let values: Vec<f64> = (0..=8400).map(|i| table.at(-8.4 + f64::from(i) * 0.002)).collect();
        assert!(values.windows(2).all(|w| w[0] <= w[1]));
        assert!(values[0] >= 0.0 && values[8400] <= 1.0);
    }

    #[test]
    fn beta_quantiles_of_an_established_library() {
        // scipy 1.17.1, scipy.stats.beta.ppf(p, a, b); the tolerance is the table's own.
        for (a, b, p, x) in [
            (3.0, 3.0, 1e-12, 4.641_696_560_847_633e-5),
            (3.0, 3.0, 0.1, 0.246_636_453_288_466_6),
            (3.0, 3.0, 0.9, 0.753_363_546_711_533_4),
            (3.0, 3.0, 0.999_999, 0.995_347_583_638_368_7),
            (2.0, 4.0, 1e-12, 3.162_278_660_168_933e-7),
            (2.0, 4.0, 0.1, 0.112_234_958_545_858_55),
            (2.0, 4.0, 0.9, 0.583_890_374_619_529),
            (2.0, 4.0, 0.999_999, 0.978_761_781_799_293_9),
            (1.2, 4.8, 1e-12, 2.214_221_614_787_701e-11),
            (1.2, 4.8, 0.1, 0.034_500_904_785_953_26),
            (1.2, 4.8, 0.9, 0.417_237_461_790_865_4),
            (1.2, 4.8, 0.999_999, 0.948_414_888_749_849),
        ] {
            let found = QuantileTable::beta(a, b).at(normal::quantile(p));
            assert!((found - x).abs() < 2.0 * TOLERANCE, "beta({a}, {b}) at {p}: {found}");
        }
    }
}
