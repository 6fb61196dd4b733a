//! `antithetic`: trials in pairs, one at u and its partner at 1 − u, in every input and every innovation.
//!
//! What is odd about the middle (a straight line, above all) cancels within each pair; what is even does not,
//! and is then worth half as many trials.
//!
//! # Source
//! Hammersley, Morton (1956), "A new Monte Carlo technique: antithetic variates", Mathematical Proceedings of
//! the Cambridge Philosophical Society 52(3).

use super::RANDOMISATIONS;
use crate::lanes::{LANES, Lane};

/// The 64 pairs of a block are half a block of independent draws: its first trial.
pub fn first_trial_of_pairs(first_trial: u64) -> u64 {
    first_trial / (2 * LANES as u64) * LANES as u64
}

/// Independent draws from [`first_trial_of_pairs`] on → those of the block, in place.
///
/// Trial i belongs to pair (i ÷ 32)·16 + i mod 16, and is its second member if i ÷ 16 is odd. Both are of the
/// same randomisation; the first N trials of a longer run are the shorter run, and the pair's draw is that of
/// the trial with its number under `random`.
#[inline(always)]
pub fn mirror(first_trial: u64, out: &mut Lane) {
    let pairs = *out;
    let offset = (first_trial / 2 % LANES as u64) as usize;
    let both = out.chunks_exact_mut(2 * RANDOMISATIONS);
    for (members, pairs) in both.zip(pairs[offset..].chunks_exact(RANDOMISATIONS)) {
        let (first, second) = members.split_at_mut(RANDOMISATIONS);
        for ((first, second), u) in first.iter_mut().zip(second).zip(pairs) {
            *first = *u;
            *second = 1.0 - *u;
        }
    }
}
