//! The metalog quantile function without bounds: basis, fit, and whether it rises.

use std::sync::LazyLock;

use super::Probability;
use crate::lanes::logit;

/// Most terms, and so percentiles.
pub(super) const MOST: usize = 9;

/// M(y) = A(t)·ln(y / (1 − y)) + B(t), with t = y − ½, A and B polynomials.
///
/// The terms come in Keelin's order: 1, L, t·L, t, t², t²·L, t³, t³·L, t⁴.
///
/// # Source
/// Keelin (2016), The Metalog Distributions, Decision Analysis 13(4), 243–277, equation 6.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curve {
    /// Coefficients of A from the constant upwards.
    on_logit: [f64; 4],
    /// Coefficients of B from the constant upwards.
    plain: [f64; 5],
}

/// Where each term stands: whether it multiplies the logit, and its power of t.
const TERMS: [(bool, usize); MOST] =
    [(false, 0), (true, 0), (true, 1), (false, 1), (false, 2), (true, 2), (false, 3), (true, 3), (false, 4)];

/// Log odds x, t = y − ½ and y(1 − y).
static GRID: LazyLock<Vec<(f64, f64, f64)>> = LazyLock::new(|| {
    const PER_UNIT: i32 = 16;
    (-37 * PER_UNIT..=37 * PER_UNIT)
        .map(|step| {
            let x = f64::from(step) / f64::from(PER_UNIT);
            let p = Probability::of_logit(x);
            (x, p.below - 0.5, p.below * p.above)
        })
        .collect()
});

fn polynomial(coefficients: &[f64], t: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c)
}

fn derivative(coefficients: &[f64], t: f64) -> f64 {
    let terms = coefficients.iter().enumerate().skip(1).rev();
    terms.fold(0.0, |sum, (power, c)| sum * t + power as f64 * c)
}

impl Curve {
    /// The curve with as many terms as points (p, m), through all of them; `None` if there is none.
    pub(super) fn through(points: &[(f64, f64)]) -> Option<Curve> {
        let n = points.len();
        let mut rows = [[0.0; MOST + 1]; MOST];
        for (row, (p, m)) in rows.iter_mut().zip(points) {
            for (cell, (on_logit, power)) in row.iter_mut().zip(&TERMS[..n.min(MOST)]) {
                let t = std::iter::repeat_n(p - 0.5, *power).product::<f64>();
                *cell = if *on_logit { t * logit(*p) } else { t };
            }
            row[MOST] = *m;
        }
        let solution = solve(&mut rows, n)?;
        let mut curve = Curve { on_logit: [0.0; 4], plain: [0.0; 5] };
        for ((on_logit, power), coefficient) in TERMS.into_iter().zip(solution).take(n) {
            if on_logit {
                curve.on_logit[power] = coefficient;
            } else {
                curve.plain[power] = coefficient;
            }
        }
        Some(curve)
    }

    /// M at a probability.
    pub(super) fn at(&self, p: Probability) -> f64 {
        self.value(p.below - 0.5, p.logit())
    }

    #[inline(always)]
    pub(super) fn value(&self, t: f64, logit: f64) -> f64 {
        let [a0, a1, a2, a3] = self.on_logit;
        let [b0, b1, b2, b3, b4] = self.plain;
        (a0 + t * (a1 + t * (a2 + t * a3))) * logit + (b0 + t * (b1 + t * (b2 + t * (b3 + t * b4))))
    }

    /// The slope of M against the log odds at the far ends: M grows by this for each unit of them.
    pub(super) fn tails(&self) -> (f64, f64) {
        (polynomial(&self.on_logit, -0.5), polynomial(&self.on_logit, 0.5))
    }

    /// Whether M rises everywhere: its slope against the log odds x,
    ///
    /// dM/dx = A + y(1 − y)·(A′·x + B′),
    ///
    /// is above zero on a grid of x from −37 to 37 (y from 1e-16) in steps of 1/16, and at both ends. Between
    /// two points of the grid y moves by at most 1/64, and polynomials of degree 4 in y bend little in that.
    pub(super) fn rises(&self) -> bool {
        let (low, high) = self.tails();
        low > 0.0
            && high > 0.0
            && GRID.iter().all(|&(x, t, weight)| {
                let bend = derivative(&self.on_logit, t) * x + derivative(&self.plain, t);
                polynomial(&self.on_logit, t) + weight * bend > 0.0
            })
    }

    /// The curve of `factor` times the value, plus `shift`.
    pub(super) fn scaled(&self, factor: f64, shift: f64) -> Curve {
        let mut curve =
            Curve { on_logit: self.on_logit.map(|c| c * factor), plain: self.plain.map(|c| c * factor) };
        curve.plain[0] += shift;
        curve
    }
}

/// Gaussian elimination with partial pivoting; the right-hand side stands in the last column.
fn solve(rows: &mut [[f64; MOST + 1]; MOST], n: usize) -> Option<[f64; MOST]> {
    for column in 0..n {
        let pivot = (column..n).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, pivot);
        let top = rows[column];
        if top[column] == 0.0 {
            return None;
        }
        for row in &mut rows[column + 1..n] {
            let factor = row[column] / top[column];
            for (cell, above) in row.iter_mut().zip(top) {
                *cell -= factor * above;
            }
        }
    }
    let mut solution = [0.0; MOST];
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|column| rows[row][column] * solution[column]).sum();
        solution[row] = (rows[row][MOST] - known) / rows[row][row];
    }
    solution.iter().all(|x| x.is_finite()).then_some(solution)
}
