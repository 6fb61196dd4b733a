//! `sobol`: the inputs of a list are drawn from scrambled Sobol points, all others independently.
//!
//! Trial i is point i ÷ 16, in the plain order of the sequence, of randomisation i mod 16: 16 independent nested
//! uniform scrambles of the same points. Each scrambled point is uniformly distributed, so that every mean is
//! unbiased, and each randomisation keeps what makes the points even: of the first 2^m points exactly one falls
//! into each of 2^m equally long intervals of every dimension. The first N trials of a longer run are the
//! shorter run; a power of two for N ÷ 16 spreads best.
//!
//! Inputs without a dimension, and all noise, are independent as under `random`. Noise has no dimensions: some
//! forty streams in sixty quarters would take thousands, each with a small effect of its own, and the pairs of
//! high dimensions are not even before there are far more points than any run has.
//!
//! # Source
//! Sobol' (1967), USSR Computational Mathematics and Mathematical Physics 7(4); Owen (1995), "Randomly permuted
//! (t,m,s)-nets and (t,s)-sequences", Lecture Notes in Statistics 106.

mod direction;
mod scramble;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use direction::{Dimension, INDEX_DIGITS, MOST_DIMENSIONS};

use super::{RANDOMISATIONS, key_words, open_unit};
use crate::lanes::{LANES, Lane};
use crate::sampling::InputId;
use scramble::scramble;

/// Points of one randomisation in a block.
const POINTS: usize = LANES / RANDOMISATIONS;

/// The dimension of each stream: the first stream has the first one. A key that is listed twice keeps its first
/// place.
pub fn dimensions(streams: &[String]) -> HashMap<InputId, Dimension> {
    let mut found = HashMap::new();
    for (stream, dimension) in streams.iter().zip(direction::all(streams.len())) {
        found.entry(InputId::of(stream)).or_insert(dimension);
    }
    found
}

/// Scrambled points of one dimension for the trials of one block.
pub fn sobol_points(seed: u64, input: InputId, dimension: &Dimension, first_trial: u64, out: &mut Lane) {
    let first_point = first_trial / RANDOMISATIONS as u64;
    let mut points = [0; POINTS];
    for (point, index) in points.iter_mut().zip(first_point..) {
        *point = dimension.digits(index);
    }
    for r in 0..RANDOMISATIONS {
        let key = key_words(seed, input, 0, r);
        for (p, point) in points.iter().enumerate() {
            out[p * RANDOMISATIONS + r] = open_unit(scramble(*point, key));
        }
    }
}
