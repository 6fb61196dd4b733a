//! `antithetic`: trials in pairs, one at u and its partner at 1 − u, in every input and every innovation.
//!
//! What is odd about the middle (a straight line, above all) cancels within each pair; what is even does not,
//! and is then worth half as many trials.
//!
//! # Source
//! Hammersley, Morton (1956), "A new Monte Carlo technique: antithetic variates", Mathematical Proceedings of
//! the Cambridge Philosophical Society 52(3).

use super::RANDOMISATIONS;
use crate::lanes::{LANES, Lane, fill};

/// The 64 pairs of a block are half a block of independent draws: its first trial.
pub fn first_trial_of_pairs(first_trial: u64) -> u64 {
    first_trial / (2 * LANES as u64) * LANES as u64
}

/// Independent draws from [`first_trial_of_pairs`] on → those of the block, in place.
///
/// Trial i belongs to pair (i ÷ 32)·16 + i mod 16, and is its second member if i ÷ 16 is odd. Both are of the
/// same randomisation; the first N trials of a longer run are the shorter run, and the pair's draw is that of
/// the trial with its number under `random`.
pub fn mirror(first_trial: u64, out: &mut Lane) {
    let pairs = *out;
    let offset = (first_trial / 2 % LANES as u64) as usize;
    fill(out, |i| {
        let u = pairs[offset + i / (2 * RANDOMISATIONS) * RANDOMISATIONS + i % RANDOMISATIONS];
        if (i / RANDOMISATIONS).is_multiple_of(2) { u } else { 1.0 - u }
    });
}
