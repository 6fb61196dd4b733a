//! Hermite's cubic between the knots of a table.

use crate::lanes::{LANES, Lane, ZERO};

/// A knot: value and slope.
pub type Knot = [f64; 2];

/// Hermite's cubic between two knots, held within 0 … 1. `t` is the place between them from 0 to 1, `width` what a
/// slope is multiplied with to be that by t.
#[inline(always)]
pub fn cubic(t: f64, width: f64, [x0, slope0]: Knot, [x1, slope1]: Knot) -> f64 {
    let (m0, m1) = (width * slope0, width * slope1);
    let rise = x1 - x0;
    let cubic = x0 + t * (m0 + t * (3.0 * rise - 2.0 * m0 - m1 + t * (m0 + m1 - 2.0 * rise)));
    cubic.clamp(0.0, 1.0)
}

/// A lane of places → a lane of values, in place: knots first, then the cubic, so that the latter is vector code.
/// `lefts` are the knots to the left, `width` that of a trial's cell.
#[inline(always)]
pub fn interpolate(knots: &[Knot], lefts: &[u32; LANES], width: impl Fn(usize) -> f64, lane: &mut Lane) {
    let mut ends = [ZERO; 4];
    for (i, left) in lefts.iter().enumerate() {
        let left = *left as usize;
        let [[x0, m0], [x1, m1]] = [knots[left], knots[left + 1]];
        ends[0][i] = x0;
        ends[1][i] = m0;
        ends[2][i] = x1;
        ends[3][i] = m1;
    }
    for (i, t) in lane.iter_mut().enumerate() {
        *t = cubic(*t, width(i), [ends[0][i], ends[1][i]], [ends[2][i], ends[3][i]]);
    }
}
