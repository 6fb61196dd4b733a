//! Philox4x32-10: a counter-based generator. The n-th number is computed, not reached.
//!
//! # Source
//! Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC '11; known answers
//! from the Random123 distribution.

use std::convert::Infallible;

use rand::TryRng;

use super::InputId;
use crate::lanes::{LANES, Lane};

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: u32 = 10;

/// Four random words for a counter and a key.
#[inline(always)]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut a, mut b, mut c, mut d] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        let first = u64::from(MULTIPLIERS[0]) * u64::from(a);
        let second = u64::from(MULTIPLIERS[1]) * u64::from(c);
        a = (second >> 32) as u32 ^ b ^ k0;
        c = (first >> 32) as u32 ^ d ^ k1;
        b = second as u32;
        d = first as u32;
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [a, b, c, d]
}

/// Two random words → a number strictly between 0 and 1, on the midpoints of a grid of 2^−52.
#[inline(always)]
fn open_unit(low: u32, high: u32) -> f64 {
    const ONE: u64 = 1.0_f64.to_bits();
    let word = (u64::from(high) << 32) | u64::from(low);
    // 52 bits as the fraction of a number from 1 to 2: the subtraction and the addition are exact.
    f64::from_bits(ONE | (word >> 12)) - 1.0 + 0.5 * f64::EPSILON
}

/// Uniform draws of one input for the trials of one block.
///
/// counter = (trial ÷ 2, calendar period or 0, input), key = seed; one call of the generator serves two
/// neighbouring trials. `first_trial` is a multiple of [`LANES`].
#[inline(always)]
pub fn uniforms(seed: u64, input: InputId, period: u32, first_trial: u64, out: &mut Lane) {
    let key = [seed as u32, (seed >> 32) as u32];
    let [low, high] = input.words();
    let first_pair = (first_trial / 2) as u32;
    for pair in 0..LANES / 2 {
        let words = philox([first_pair.wrapping_add(pair as u32), period, low, high], key);
        out[2 * pair] = open_unit(words[0], words[1]);
        out[2 * pair + 1] = open_unit(words[2], words[3]);
    }
}

/// The draws of one input as an ordinary stream of random words, for the ecosystem of `rand`.
///
/// Counts through the trials of period 0 and yields the very words that [`uniforms`] uses.
#[derive(Clone, Debug)]
pub struct PhiloxStream {
    seed: u64,
    input: InputId,
    next_word: u64,
}

impl PhiloxStream {
    /// A stream that begins at trial 0.
    pub fn new(seed: u64, input: InputId) -> PhiloxStream {
        PhiloxStream { seed, input, next_word: 0 }
    }
}

impl TryRng for PhiloxStream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let [low, high] = self.input.words();
        let counter = [(self.next_word / 4) as u32, 0, low, high];
        let words = philox(counter, [self.seed as u32, (self.seed >> 32) as u32]);
        let word = words[(self.next_word % 4) as usize];
        self.next_word += 1;
        Ok(word)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = self.try_next_u32()?;
        let high = self.try_next_u32()?;
        Ok((u64::from(high) << 32) | u64::from(low))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            let word = self.try_next_u32()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::ZERO;

    #[test]
    fn published_known_answers() {
        // Random123, kat_vectors, lines "philox4x32 10".
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([!0; 4], [!0; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn uniforms_stay_strictly_inside() {
        assert!(open_unit(0, 0) > 0.0);
        assert!(open_unit(!0, !0) < 1.0);
    }

    #[test]
    fn a_draw_does_not_depend_on_its_block() {
        let input = InputId::of("a");
        let (mut first, mut second) = (ZERO, ZERO);
        uniforms(7, input, 0, 0, &mut first);
        uniforms(7, input, 0, 128, &mut second);
        let mut stream = PhiloxStream::new(7, input);
        let mut next = || {
            let Ok(word) = stream.try_next_u64();
            ((word >> 12) as f64 + 0.5) * 2f64.powi(-52)
        };
        for value in first.iter().chain(&second) {
            assert_eq!(*value, next());
        }
    }

    #[test]
    fn seed_period_and_input_all_matter() {
        let draw = |seed, key, period| {
            let mut out = ZERO;
            uniforms(seed, InputId::of(key), period, 0, &mut out);
            out
        };
        assert_ne!(draw(1, "a", 0), draw(2, "a", 0));
        assert_ne!(draw(1, "a", 0), draw(1, "b", 0));
        assert_ne!(draw(1, "a", 0), draw(1, "a", 1));
    }
}
