//! A quantile function tabulated in the uniform number itself: no normal quantile on the way.

use super::distribution::{Beta, Probability};
use super::hermite::{Knot, cubic, interpolate};
use crate::lanes::{LANES, Lane, ZERO};

/// A rising function of the uniform number u, scaled to 0 … 1, for u from [`SMALLEST`] to 1 − [`SMALLEST`].
///
/// Towards both ends a quantile function bends like a power of the distance m = min(u, 1 − u), so the cells halve
/// with every octave of m: equally many from ¼ to ½, from ⅛ to ¼ and so on. The bits of m are its cell and
/// the place in it. Between knots: cubic Hermite interpolation.
#[derive(Clone, Debug, PartialEq)]
pub struct OctaveTable {
    /// Value and slope dx/dm at each knot: those of the lower half, then those of the upper half.
    knots: Vec<Knot>,
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

/// dx/dm by differences of fourth order over a quarter of the narrowest cell.
fn numerical_slope(quantile: impl Fn(From) -> f64, at: From) -> f64 {
    let h = 0.25 * width(at.distance.to_bits(), MOST_DIGITS);
    let across = |h: f64| quantile(at.moved(h)) - quantile(at.moved(-h));
    (8.0 * across(h) - across(2.0 * h)) / (12.0 * h)
}

impl OctaveTable {
    /// Tabulates the beta distribution with shape parameters `alpha`, `beta` ≥ 1, doubling the number of cells
    /// until the error, checked in the middle of every cell, is within `tolerance`; `None` if it is missed even
    /// with the most.
    pub fn beta(tolerance: f64, alpha: f64, beta: f64) -> Option<OctaveTable> {
        let beta = Beta::new(alpha, beta);
        let mut quantiles = beta.quantiles();
        OctaveTable::refined(tolerance, |at| {
            let x = quantiles.at(at.probability());
            [x.part, if at.is_upper { -beta.rise(x) } else { beta.rise(x) }]
        })
    }

    /// The same for any smooth quantile function from 0 … 1 to 0 … 1.
    pub fn new(tolerance: f64, quantile: impl Fn(Probability) -> f64) -> Option<OctaveTable> {
        let exact = |at: From| quantile(at.probability());
        OctaveTable::refined(tolerance, |at| [exact(at), numerical_slope(exact, at)])
    }

    /// `knot` gives the value and the slope dx/dm. The middles of cells that are too wide are knots of the
    /// next table.
    fn refined(tolerance: f64, mut knot: impl FnMut(From) -> Knot) -> Option<OctaveTable> {
        let mut table = OctaveTable { knots: Vec::new(), digits: FEWEST_DIGITS, max_error: 0.0 };
        let mut middle = None;
        for is_upper in [false, true] {
            for cell in 0..table.n_cells() {
                let distance = table.cell(cell).0;
                table.knots.push(knot(From { distance, is_upper }));
            }
            // Both halves end at the same ½, the upper one falling with the distance.
            let [x, slope] = *middle.get_or_insert_with(|| knot(From { distance: 0.5, is_upper }));
            table.knots.push([x, if is_upper { -slope } else { slope }]);
            // Behind it, for u = ½ itself.
            table.knots.push([0.0, 0.0]);
        }
        loop {
            let places: Vec<From> = table.middles().collect();
            let middles: Vec<Knot> = places.iter().map(|at| knot(*at)).collect();
            for (at, [exact, _]) in places.iter().zip(&middles) {
                let error = (table.at(at.probability().below) - exact).abs();
                // A NaN counts as the worst error; `f64::max` would swallow it.
                table.max_error = if error <= table.max_error { table.max_error } else { error };
            }
            if table.max_error <= tolerance {
                return Some(table);
            }
            if table.digits == MOST_DIGITS {
                return None;
            }
            table = table.halved(&middles);
        }
    }

    /// Cells of one half.
    fn n_cells(&self) -> usize {
        OCTAVES << self.digits
    }

    /// The middles of all cells of the lower half, then of the upper half.
    fn middles(&self) -> impl Iterator<Item = From> {
        let middle = |is_upper| {
            move |cell| {
                let (distance, width) = self.cell(cell);
                From { distance: distance + 0.5 * width, is_upper }
            }
        };
        (0..self.n_cells()).map(middle(false)).chain((0..self.n_cells()).map(middle(true)))
    }

    /// The table whose cells are half as wide; its error is not known yet.
    fn halved(&self, middles: &[Knot]) -> OctaveTable {
        let n = self.n_cells();
        let mut knots = Vec::with_capacity(2 * (2 * n + 2));
        for (half, between) in self.knots.chunks(n + 2).zip(middles.chunks(n)) {
            knots.extend(half.iter().zip(between).flat_map(|(knot, middle)| [*knot, *middle]));
            knots.extend(&half[n..]);
        }
        OctaveTable { knots, digits: self.digits + 1, max_error: 0.0 }
    }

    /// Left end and width of a cell.
    fn cell(&self, cell: usize) -> (f64, f64) {
        let bits = SMALLEST.to_bits() + ((cell as u64) << (FRACTION_DIGITS - self.digits));
        (f64::from_bits(bits), width(bits, self.digits))
    }

    /// Value at u; within 0 … 1.
    pub fn at(&self, u: f64) -> f64 {
        let (left, t, width) = self.place(u);
        cubic(t, width, self.knots[left as usize], self.knots[left as usize + 1])
    }

    /// A lane of uniforms → a lane of values, in place; what lies beyond the table takes the value at its end.
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
        interpolate(&self.knots, &lefts, |i| widths[i], lane);
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
