//! A quantile function tabulated in the uniform number itself: no normal quantile on the way.

use super::distribution::{Beta, Probability};
use crate::lanes::{LANES, Lane, ZERO};

/// A rising function of the uniform number u, scaled to 0 … 1, for u from [`SMALLEST`] to 1 − [`SMALLEST`].
///
/// Towards both ends a quantile function bends like a power of the distance m = min(u, 1 − u), so the cells halve
/// with every octave of m: equally many from ¼ to ½, from ⅛ to ¼ and so on. The bits of m are its cell and
/// the place in it. Between knots: cubic Hermite interpolation.
#[derive(Clone, Debug, PartialEq)]
pub struct OctaveTable {
    /// Value and slope dx/dm at each knot: those of the lower half, then those of the upper half.
    knots: Vec<[f64; 2]>,
    /// Cells of one octave are 2 to this power.
    digits: u32,
    max_error: f64,
}

/// Where the table ends. Beyond lie two in a thousand draws.
pub const SMALLEST: f64 = 1.0 / 1024.0;
const OCTAVES: usize = 9;
const FEWEST_DIGITS: u32 = 4;
const MOST_DIGITS: u32 = 8;
const FRACTION_DIGITS: u32 = 52;
const ONE: u64 = 1.0_f64.to_bits();
const FRACTION: u64 = (1 << FRACTION_DIGITS) - 1;

/// The distance from an end, and which end it is.
#[derive(Clone, Copy)]
struct From {
    distance: f64,
    is_upper: bool,
}

impl From {
    /// u with both tails.
    fn probability(self) -> Probability {
        let (near, far) = (self.distance, 1.0 - self.distance);
        if self.is_upper {
            Probability { below: far, above: near }
        } else {
            Probability { below: near, above: far }
        }
    }

    fn moved(self, by: f64) -> From {
        From { distance: self.distance + by, ..self }
    }
}

/// dx/dm by differences of fourth order over a quarter of a cell.
fn numerical_slope(quantile: impl Fn(From) -> f64, width: f64, at: From) -> f64 {
    let h = 0.25 * width;
    let across = |h: f64| quantile(at.moved(h)) - quantile(at.moved(-h));
    (8.0 * across(h) - across(2.0 * h)) / (12.0 * h)
}

impl OctaveTable {
    /// Tabulates the beta distribution with shape parameters `alpha`, `beta` ≥ 1, doubling the number of cells
    /// until the error, checked in the middle of every cell, is within `tolerance`; `None` if it is missed even
    /// with the most.
    pub fn beta(tolerance: f64, alpha: f64, beta: f64) -> Option<OctaveTable> {
        let beta = Beta::new(alpha, beta);
        let knot = |at: From, _| {
            let x = beta.quantile(at.probability());
            [x.part, if at.is_upper { -beta.rise(x) } else { beta.rise(x) }]
        };
        OctaveTable::refined(tolerance, |at| beta.quantile(at.probability()).part, knot)
    }

    /// The same for any smooth quantile function from 0 … 1 to 0 … 1.
    pub fn new(tolerance: f64, quantile: impl Fn(Probability) -> f64) -> Option<OctaveTable> {
        let exact = |at: From| quantile(at.probability());
        OctaveTable::refined(tolerance, exact, |at, width| [exact(at), numerical_slope(exact, width, at)])
    }

    fn refined(
        tolerance: f64,
        exact: impl Fn(From) -> f64,
        knot: impl Fn(From, f64) -> [f64; 2],
    ) -> Option<OctaveTable> {
        let mut tables =
            (FEWEST_DIGITS..=MOST_DIGITS).map(|digits| OctaveTable::with_digits(digits, &exact, &knot));
        tables.find(|table| table.max_error <= tolerance)
    }

    /// `knot` gives the value and the slope dx/dm, and takes the width of the cell as well.
    fn with_digits(
        digits: u32,
        exact: impl Fn(From) -> f64,
        knot: impl Fn(From, f64) -> [f64; 2],
    ) -> OctaveTable {
        let n_cells = OCTAVES << digits;
        let mut table = OctaveTable { knots: Vec::with_capacity(2 * (n_cells + 2)), digits, max_error: 0.0 };
        for is_upper in [false, true] {
            for cell in 0..=n_cells {
                let (distance, width) = table.cell(cell);
                table.knots.push(knot(From { distance, is_upper }, width));
            }
            // Behind the knot at ½, for u = ½ itself.
            table.knots.push([0.0, 0.0]);
        }
        for is_upper in [false, true] {
            for cell in 0..n_cells {
                let (distance, width) = table.cell(cell);
                let middle = From { distance: distance + 0.5 * width, is_upper };
                let error = (table.at(middle.probability().below) - exact(middle)).abs();
                // A NaN counts as the worst error; `f64::max` would swallow it.
                table.max_error = if error <= table.max_error { table.max_error } else { error };
            }
        }
        table
    }

    /// Left end and width of a cell.
    fn cell(&self, cell: usize) -> (f64, f64) {
        let bits = SMALLEST.to_bits() + ((cell as u64) << (FRACTION_DIGITS - self.digits));
        (f64::from_bits(bits), width(bits, self.digits))
    }

    /// Value at u; within 0 … 1.
    pub fn at(&self, u: f64) -> f64 {
        let (left, t, width) = self.place(u);
        let [[x0, m0], [x1, m1]] = [self.knots[left as usize], self.knots[left as usize + 1]];
        cubic(t, x0, x1, width * m0, width * m1)
    }

    /// A lane of uniforms → a lane of values, in place; what lies beyond the table takes the value at its end.
    ///
    /// Places, then knots, then the cubic, so that first and last are vector code.
    #[inline(always)]
    pub fn apply(&self, lane: &mut Lane) {
        let mut lefts = [0_u32; LANES];
        let mut widths = ZERO;
        for ((u, left), wide) in lane.iter_mut().zip(&mut lefts).zip(&mut widths) {
            let (place, t, width) = self.place(*u);
            *left = place;
            *wide = width;
            *u = t;
        }
        let mut ends = [ZERO; 4];
        for (i, left) in lefts.iter().enumerate() {
            let left = *left as usize;
            let [[x0, m0], [x1, m1]] = [self.knots[left], self.knots[left + 1]];
            ends[0][i] = x0;
            ends[1][i] = m0;
            ends[2][i] = x1;
            ends[3][i] = m1;
        }
        for (i, t) in lane.iter_mut().enumerate() {
            *t = cubic(*t, ends[0][i], ends[2][i], widths[i] * ends[1][i], widths[i] * ends[3][i]);
        }
    }

    /// The cell's left knot, the place in the cell from 0 to 1, and the cell's width.
    #[inline(always)]
    fn place(&self, u: f64) -> (u32, f64, f64) {
        let distance = if u < 0.5 { u } else { 1.0 - u };
        let distance = if distance > SMALLEST { distance } else { SMALLEST };
        let bits = distance.to_bits();
        let cell = (bits - SMALLEST.to_bits()) >> (FRACTION_DIGITS - self.digits);
        let upper = (self.knots.len() / 2) as u64;
        let left = cell + if u < 0.5 { 0 } else { upper };
        let t = f64::from_bits(ONE | (bits << self.digits & FRACTION)) - 1.0;
        (left as u32, t, width(bits, self.digits))
    }

    /// Largest error found in the middle of a cell, as a share of the scale.
    pub fn max_error(&self) -> f64 {
        self.max_error
    }
}

/// The power of two at or below a number, divided by the number of cells of an octave.
#[inline(always)]
fn width(bits: u64, digits: u32) -> f64 {
    f64::from_bits((bits & !FRACTION) - (u64::from(digits) << FRACTION_DIGITS))
}

/// Hermite's cubic between two knots with values x and slopes m, held within 0 … 1.
#[inline(always)]
fn cubic(t: f64, x0: f64, x1: f64, m0: f64, m1: f64) -> f64 {
    let rise = x1 - x0;
    let cubic = x0 + t * (m0 + t * (3.0 * rise - 2.0 * m0 - m1 + t * (m0 + m1 - 2.0 * rise)));
    cubic.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::beta::inv_beta_reg;

    const TOLERANCE: f64 = 1e-9;
    const SHAPES: [(f64, f64); 5] = [(3.0, 3.0), (1.0, 5.0), (5.0, 1.0), (1.2, 4.8), (3.75, 2.25)];

    #[test]
    fn the_stated_error_holds_at_other_points_too() {
        for (alpha, beta) in SHAPES {
            let table = OctaveTable::beta(TOLERANCE, alpha, beta).expect("smooth");
            assert!(table.max_error() <= TOLERANCE, "{alpha} {beta}: {}", table.max_error());
            for i in 3..=2997 {
                let u = f64::from(i) / 3000.0;
                let error = (table.at(u) - inv_beta_reg(alpha, beta, u)).abs();
                assert!(error < 2.0 * TOLERANCE, "{alpha} {beta} at {u}: {error}");
            }
        }
    }

    #[test]
    fn the_table_rises_from_end_to_end_through_every_joint() {
        for (alpha, beta) in SHAPES {
            let table = OctaveTable::beta(TOLERANCE, alpha, beta).expect("smooth");
            let mut uniforms: Vec<f64> = (1..=40_000).map(|i| f64::from(i) / 40_001.0).collect();
            for (cell, is_upper) in (0..=OCTAVES << table.digits).flat_map(|c| [(c, false), (c, true)]) {
                let joint = table.cell(cell).0;
                let joint = if is_upper { 1.0 - joint } else { joint };
                uniforms.extend([joint * (1.0 - 1e-15), joint, joint * (1.0 + 1e-15)]);
            }
            uniforms.sort_by(f64::total_cmp);
            let values: Vec<f64> = uniforms.iter().map(|u| table.at(*u)).collect();
            // Rounding at a joint: one unit in the last place of 1.
            assert!(values.windows(2).all(|w| w[0] <= w[1] + f64::EPSILON), "{alpha} {beta}");
        }
    }

    #[test]
    fn lanes_and_single_values_agree_to_the_bit_and_a_half_is_inside() {
        let table = OctaveTable::beta(TOLERANCE, 2.2, 3.8).expect("smooth");
        let mut lane = ZERO;
        crate::lanes::fill(&mut lane, |i| (i as f64 + 0.5) / 128.0);
        (lane[0], lane[1], lane[2]) = (0.5, 1e-12, 1.0 - 1e-12);
        let uniforms = lane;
        table.apply(&mut lane);
        assert!(lane.iter().zip(uniforms).all(|(x, u)| *x == table.at(u)));
        assert!((lane[0] - inv_beta_reg(2.2, 3.8, 0.5)).abs() < TOLERANCE);
        assert_eq!((lane[1], lane[2]), (table.at(SMALLEST), table.at(1.0 - SMALLEST)));
    }

    #[test]
    fn what_no_table_holds_is_said() {
        assert!(OctaveTable::new(TOLERANCE, |p| if p.below < 0.3 { 0.0 } else { 1.0 }).is_none());
        assert!(OctaveTable::new(TOLERANCE, |_| f64::NAN).is_none());
    }
}
