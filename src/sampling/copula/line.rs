//! A smooth density on the whole line, matched with the standard normal: which y lies as far out as which z.

use super::table::Table;
use crate::lanes::exp;
use crate::sampling::normal;

/// A density known up to a factor, with its tails integrated from both ends, so that each keeps its relative
/// precision.
pub struct Line<F: Fn(f64) -> f64> {
    /// Logarithm of the density, at most 0.
    log_density: F,
    lowest: f64,
    step: f64,
    /// Mass below and above each knot.
    below: Vec<f64>,
    above: Vec<f64>,
}

/// Largest z of the tables; the smallest uniform, 2^−53, has −8.21.
pub const Z_MAX: f64 = 8.5;
const PANELS: usize = 1024;
/// The density is followed down to e^−95 of its peak: the mass beyond is nothing even at z = 8.5.
const DEPTH: f64 = 95.0;

/// Nodes and weights of Gauss-Legendre quadrature with five points on −1 … 1.
const GAUSS: [[f64; 2]; 5] = [
    [-0.906_179_845_938_664, 0.236_926_885_056_189_08],
    [-0.538_469_310_105_683_1, 0.478_628_670_499_366_47],
    [0.0, 0.568_888_888_888_888_9],
    [0.538_469_310_105_683_1, 0.478_628_670_499_366_47],
    [0.906_179_845_938_664, 0.236_926_885_056_189_08],
];

impl<F: Fn(f64) -> f64> Line<F> {
    /// `log_density` has a single peak of height 0 at `mode`, and falls at least linearly on both sides.
    pub fn new(mode: f64, log_density: F) -> Line<F> {
        let reach = |sign: f64| {
            let mut distance = 0.125;
            while log_density(mode + sign * distance) > -DEPTH {
                distance *= 1.125;
            }
            mode + sign * distance
        };
        let (lowest, highest) = (reach(-1.0), reach(1.0));
        let step = (highest - lowest) / PANELS as f64;
        let mut line = Line { log_density, lowest, step, below: vec![0.0], above: vec![0.0] };
        let masses: Vec<f64> = (0..PANELS).map(|i| line.mass(line.knot(i), line.knot(i + 1))).collect();
        let running = |total: &mut f64, mass: &f64| {
            *total += mass;
            Some(*total)
        };
        line.below.extend(masses.iter().scan(0.0, running));
        line.above.extend(masses.iter().rev().scan(0.0, running));
        line.above.reverse();
        line
    }

    fn knot(&self, i: usize) -> f64 {
        self.lowest + i as f64 * self.step
    }

    fn mass(&self, from: f64, to: f64) -> f64 {
        let (centre, half) = (0.5 * (from + to), 0.5 * (to - from));
        half * GAUSS.iter().map(|[x, w]| w * exp((self.log_density)(centre + half * x))).sum::<f64>()
    }

    /// The z with Φ(z) = share of the mass below y, and dz/dy.
    fn z(&self, y: f64) -> (f64, f64) {
        let i = (((y - self.lowest) / self.step) as usize).min(PANELS - 1);
        let below = self.below[i] + self.mass(self.knot(i), y);
        let above = self.above[i + 1] + self.mass(y, self.knot(i + 1));
        let total = below + above;
        let z =
            if below < above { normal::quantile(below / total) } else { -normal::quantile(above / total) };
        (z, exp((self.log_density)(y) + 0.5 * z * z) * SQRT_2_PI / total)
    }

    /// The y with Φ(z) = share of the mass below y, and dy/dz: Newton's method on a function that is almost
    /// straight, within a bracket.
    fn y(&self, z: f64) -> (f64, f64) {
        // The panel that holds y, by whichever tail is the smaller one; a panel more for rounding.
        let tail = normal::cumulative(-z.abs()) * self.above[0];
        let panel = if z < 0.0 {
            self.below.partition_point(|mass| *mass < tail)
        } else {
            self.above.partition_point(|mass| *mass > tail)
        };
        let (mut low, mut high) = (self.knot(panel.saturating_sub(2)), self.knot((panel + 1).min(PANELS)));
        let mut y = 0.5 * (low + high);
        for _ in 0..100 {
            let (found, slope) = self.z(y);
            if found < z {
                low = y;
            } else {
                high = y;
            }
            let next = y + (z - found) / slope;
            let previous =
                std::mem::replace(&mut y, if next > low && next < high { next } else { 0.5 * (low + high) });
            if (y - previous).abs() < 1e-14 {
                break;
            }
        }
        (y, 1.0 / self.z(y).1)
    }

    /// z ↦ y for |z| ≤ 8.5.
    pub fn quantiles(&self) -> Table {
        Table::of(-Z_MAX, Z_MAX, |z| self.y(z))
    }

    /// y ↦ z, up to |z| = 8.5.
    pub fn scores(&self) -> Table {
        Table::of(self.y(-Z_MAX).0, self.y(Z_MAX).0, |y| self.z(y))
    }
}

const SQRT_2_PI: f64 = 2.506_628_274_631_000_5;
