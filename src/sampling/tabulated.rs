//! A distribution whose quantile function is tabulated: by the uniform number and, for what a copula hands over,
//! by the normal value.

use std::sync::Arc;

use super::distribution::{Distribution, Probability};
use super::normal;
use super::octave_table::{OctaveTable, SMALLEST};
use super::quantile_table::{QuantileTable, TOLERANCE, Z_MAX};
use crate::lanes::{LANES, Lane};

/// `low + width · table`, from either of two tables of the same function.
#[derive(Clone, Debug)]
pub(super) struct Tabulated {
    /// By uniform number, but for its two ends.
    by_uniform: Arc<OctaveTable>,
    /// By normal value, up to both ends.
    by_normal: Arc<QuantileTable>,
    low: f64,
    width: f64,
}

impl Tabulated {
    /// PERT: a beta distribution with these shape parameters on `low` … `low + width`. The error of both tables
    /// is below 1e-9 of the range. `None` if they would miss it.
    pub fn beta((alpha, beta): (f64, f64), low: f64, width: f64) -> Option<Tabulated> {
        // The tables are most of what it takes to get a scenario ready: one for each of two threads.
        let (by_uniform, by_normal) =
            rayon::join(|| OctaveTable::beta(TOLERANCE, alpha, beta), || QuantileTable::beta(alpha, beta));
        Some(Tabulated { by_uniform: Arc::new(by_uniform?), by_normal: Arc::new(by_normal), low, width })
    }

    /// Any smooth distribution; `None` if a table would miss `tolerance`, a share of the distance between its
    /// quantiles at z = −1 and z = 1.
    pub fn new(tolerance: f64, distribution: &Distribution) -> Option<Tabulated> {
        let at = |z| distribution.quantile_at(Probability::of_z(z));
        let low = at(-Z_MAX);
        let width = at(Z_MAX) - low;
        let tolerance = tolerance * (at(1.0) - at(-1.0)) / width;
        let by_normal = QuantileTable::new(tolerance, |z| (at(z) - low) / width)?;
        let by_uniform = OctaveTable::new(tolerance, |p| (distribution.quantile_at(p) - low) / width)?;
        Some(Tabulated { by_uniform: Arc::new(by_uniform), by_normal: Arc::new(by_normal), low, width })
    }

    /// Uniforms → draws, in place.
    #[inline(always)]
    pub fn apply(&self, lane: &mut Lane) {
        let uniforms = *lane;
        self.by_uniform.apply(lane);
        let mut n_outside = 0_u64;
        for u in &uniforms {
            n_outside += u64::from(is_outside(*u));
        }
        if n_outside > 0 {
            self.ends(&uniforms, lane);
        }
        self.scale(lane);
    }

    /// Standard normal values → draws, in place.
    #[inline(always)]
    pub fn apply_to_normals(&self, lane: &mut Lane) {
        self.by_normal.apply(lane);
        self.scale(lane);
    }

    #[inline(always)]
    fn scale(&self, lane: &mut Lane) {
        let (low, width) = (self.low, self.width);
        for x in lane.iter_mut() {
            *x = low + width * *x;
        }
    }

    /// The draws beyond the table by uniform number: two in a thousand.
    #[inline(never)]
    fn ends(&self, uniforms: &[f64; LANES], values: &mut [f64; LANES]) {
        for (x, u) in values.iter_mut().zip(uniforms).filter(|(_, u)| is_outside(**u)) {
            *x = self.by_normal.at(normal::quantile(*u));
        }
    }
}

#[inline(always)]
fn is_outside(u: f64) -> bool {
    let distance = if u < 0.5 { u } else { 1.0 - u };
    distance < SMALLEST
}
