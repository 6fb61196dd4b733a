//! `latin-hypercube`: each input's range is cut into equally likely strata, and one trial falls into each.
//!
//! Within a randomisation of n trials every input, and every innovation of noise in every period, has exactly
//! one trial in each of its n strata, at a random place inside; which trial that is, is a random permutation of
//! its own for each input. What inputs contribute one by one averages out at the rate of 1/n^{3/2}; what they
//! only do together is left to chance.
//!
//! The strata depend on the number of trials: a longer run is another run, not a continuation.
//!
//! # Source
//! McKay, Beckman, Conover (1979), "A comparison of three methods for selecting values of input variables",
//! Technometrics 21(2); Stein (1987), "Large sample properties of simulations using Latin hypercube sampling",
//! Technometrics 29(2).

use super::permutation::Permutation;
use super::{RANDOMISATIONS, key_words};
use crate::lanes::{LANES, Lane, fill};
use crate::sampling::InputId;

/// The largest number below 1.
const LARGEST_UNIFORM: f64 = 1.0 - f64::EPSILON / 2.0;

/// u = (π(k) + jitter)/n: trial i is number k = i ÷ 16 of its randomisation i mod 16, which has n = N ÷ 16 trials,
/// and one more if i mod 16 < N mod 16. So N need not be a multiple of 16; below 16 some have no trial at all.
///
/// The jitter is the draw of the same trial under `random`, which is replaced in place.
pub fn stratify(seed: u64, n_trials: u64, input: InputId, period: u32, first_trial: u64, out: &mut Lane) {
    let jitter = *out;
    let count = RANDOMISATIONS as u64;
    let (n_each, one_more) = (n_trials / count, n_trials % count);
    for r in 0..RANDOMISATIONS {
        // Lanes behind the last trial, which nobody looks at, begin again with the first stratum.
        let n = (n_each + u64::from((r as u64) < one_more)).max(1);
        let permutation = Permutation::new(n, key_words(seed, input, period, r));
        let scale = n as f64;
        for lane in (r..LANES).step_by(RANDOMISATIONS) {
            let place = (first_trial + lane as u64) / count % n;
            out[lane] = permutation.of(place) as f64;
            out[lane] = (out[lane] + jitter[lane]) / scale;
        }
    }
    let strata = *out;
    // A jitter next to 1 may round up to the end of its stratum, in the last one to 1.
    fill(out, |i| strata[i].min(LARGEST_UNIFORM));
}
