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

use super::permutation::{Grid, Keys};
use super::{KEYS, RANDOMISATIONS};
use crate::lanes::{LANES, Lane};
use crate::sampling::InputId;
use crate::sampling::philox::philox;

/// The largest number below 1.
const LARGEST_UNIFORM: f64 = 1.0 - f64::EPSILON / 2.0;

/// The strata of a run: trial i is number k = i ÷ 16 of its randomisation i mod 16, which has n = N ÷ 16 trials,
/// and one more if i mod 16 < N mod 16. So N need not be a multiple of 16; below 16 some have no trial at all.
#[derive(Clone, Debug)]
pub struct Strata {
    /// Strata of each randomisation, at least one.
    counts: [u32; RANDOMISATIONS],
    /// Holds the places of all of them.
    grid: Grid,
}

impl Strata {
    /// The strata of a run of `n_trials` trials.
    pub fn new(n_trials: u64) -> Strata {
        let count = RANDOMISATIONS as u64;
        let of = |r: usize| (n_trials / count + u64::from((r as u64) < n_trials % count)).max(1);
        let counts = std::array::from_fn(|r| u32::try_from(of(r)).unwrap_or(u32::MAX));
        Strata { counts, grid: Grid::new(of(0)) }
    }

    /// u = (π(k) + jitter)/n, with a permutation π of its own for each input, period and randomisation. The
    /// jitter is the draw of the same trial under `random`, which is replaced in place.
    #[inline(always)]
    pub fn stratify(&self, seed: u64, input: InputId, period: u32, first_trial: u64, out: &mut Lane) {
        let words = key_words(seed, input, period);
        // Trials 0, 16, 32 … of the block are of one randomisation and share its key.
        let mut keys: Keys<LANES> = [[0; LANES]; 4];
        for (lanes, words) in keys.iter_mut().zip(&words) {
            lanes.chunks_exact_mut(RANDOMISATIONS).for_each(|group| group.copy_from_slice(words));
        }
        let (mut row, mut column) = ([0; LANES], [0; LANES]);
        let first_place = (first_trial / RANDOMISATIONS as u64) as u32;
        let groups = row.chunks_exact_mut(RANDOMISATIONS).zip(column.chunks_exact_mut(RANDOMISATIONS));
        for ((row, column), place) in groups.zip(first_place..) {
            let (of_place, of_column) = self.grid.cell(place % self.counts[0]);
            row.fill(of_place);
            column.fill(of_column);
        }
        self.grid.shuffle(&keys, &mut row, &mut column);
        let mut strata = [0; LANES];
        let mut scale = [1.0; LANES];
        let mut n_outside = 0;
        for i in 0..LANES {
            let n = self.counts[i % RANDOMISATIONS];
            strata[i] = self.grid.place(row[i], column[i]);
            scale[i] = f64::from(n as i32);
            n_outside += u32::from(strata[i] >= n);
        }
        if n_outside > 0 {
            self.walk(&words, first_place, &mut strata);
        }
        for ((u, stratum), scale) in out.iter_mut().zip(&strata).zip(&scale) {
            let inside = (f64::from(*stratum as i32) + *u) / *scale;
            // A jitter next to 1 may round up to the end of its stratum, in the last one to 1.
            *u = if inside < LARGEST_UNIFORM { inside } else { LARGEST_UNIFORM };
        }
    }

    /// Walks on from strata that do not exist. A lane behind the last trial has no place to begin with and takes
    /// any stratum: nobody looks at it.
    #[inline(never)]
    fn walk(&self, words: &Keys<RANDOMISATIONS>, first_place: u32, strata: &mut [u32; LANES]) {
        for (i, stratum) in strata.iter_mut().enumerate() {
            let (r, place) = (i % RANDOMISATIONS, first_place + (i / RANDOMISATIONS) as u32);
            let n = self.counts[r];
            if *stratum >= n {
                let keys = words.map(|word| [word[r]]);
                *stratum = if place < n { self.grid.walk(n, keys, *stratum) } else { 0 };
            }
        }
    }
}

/// Four words of the generator for each randomisation of one stream, independent of all draws.
#[inline(always)]
fn key_words(seed: u64, input: InputId, period: u32) -> Keys<RANDOMISATIONS> {
    let [low, high] = input.words();
    let mut keys = [[0; RANDOMISATIONS]; 4];
    for r in 0..RANDOMISATIONS {
        let words = philox([r as u32, period | KEYS, low, high], [seed as u32, (seed >> 32) as u32]);
        for (key, word) in keys.iter_mut().zip(words) {
            key[r] = word;
        }
    }
    keys
}
