//! 128 trials side by side: the shape that sampling and model compute in.
//!
//! A [`Lane`] holds one value for each trial of a block. Functions over lanes are plain loops of fixed
//! length, which the compiler turns into vector instructions. [`exp`] and [`ln`] are our own, so that the
//! same bits come out on every processor; no fused multiply-add is used anywhere for the same reason.
//!
//! - [`elementary`]: exp, ln, powers, logit and its inverse, sine and arcsine, on one value; inlined into
//!   loops over lanes
//! - [`instruction_set`]: the same loops with the widest instructions of the processor

pub mod elementary;
pub mod instruction_set;

pub use elementary::{asin, decade, exp, exp_m1, ln, ln_1p, logistic, logit, power, power_of_ten, sin};
pub use instruction_set::{InstructionSet, Pass};

/// Trials in one block.
pub const LANES: usize = 128;

/// One value for each trial of a block.
pub type Lane = [f64; LANES];

/// A lane of zeros.
pub const ZERO: Lane = [0.0; LANES];

/// A lane with the same value in each trial.
pub fn same(value: f64) -> Lane {
    [value; LANES]
}

/// `out[i] = f(i)` for each trial.
#[inline(always)]
pub fn fill(out: &mut Lane, f: impl Fn(usize) -> f64) {
    for (i, x) in out.iter_mut().enumerate() {
        *x = f(i);
    }
}

/// `total[i] += f(i)` for each trial.
#[inline(always)]
pub fn add(total: &mut Lane, f: impl Fn(usize) -> f64) {
    for (i, x) in total.iter_mut().enumerate() {
        *x += f(i);
    }
}
