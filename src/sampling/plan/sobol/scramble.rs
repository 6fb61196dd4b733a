//! Nested uniform scrambling: each digit is kept or flipped by a coin that depends on all digits before it.
//!
//! The digits of a coordinate are a walk down a binary tree; a scramble throws one coin for each node and swaps
//! the two branches below where it shows heads. Points stay as even as they were, since swapping branches moves
//! whole intervals; and each becomes uniformly distributed.
//!
//! The coins of the first 36 digits are one bit each of a hash of the node: 2^36 points of one dimension differ
//! in these digits. Below, where no two points share a node, 16 coins come from one hash of the first 36 digits.
//! So the law is that of Owen's scrambling for as many points as there are.
//!
//! # Source
//! Owen (1995); the hash instead of stored coins, as in Burley (2020), "Practical hash-based Owen scrambling",
//! Journal of Computer Graphics Techniques 9(4), but with a coin of its own for every node.

use super::super::mix;
use super::direction::{DIGITS, INDEX_DIGITS};

/// Digits whose coins one hash holds: a subtree of 2^6 − 1 nodes in 64 bits.
const LEVELS: u32 = 6;
const SUBTREES: u32 = INDEX_DIGITS as u32 / LEVELS;
const REST: u32 = DIGITS - INDEX_DIGITS as u32;
/// The step of SplitMix64's counter.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Scrambles the 52 digits of a coordinate, the first one in bit 51.
#[inline(always)]
pub fn scramble(digits: u64, key: [u64; 2]) -> u64 {
    let mut flips = 0;
    for subtree in 0..SUBTREES {
        let below = DIGITS - LEVELS * (subtree + 1);
        let prefix = digits >> (below + LEVELS);
        let path = (digits >> below) & ((1 << LEVELS) - 1);
        let coins = mix(key[0].wrapping_add((prefix << 3 | u64::from(subtree)).wrapping_mul(STEP)));
        for level in 0..LEVELS {
            // Nodes are numbered as in a heap: 1 at the top, 2n and 2n + 1 below n.
            let node = 1 << level | path >> (LEVELS - level);
            let coin = coins >> node & 1;
            flips |= coin << (below + LEVELS - 1 - level);
        }
    }
    let prefix = digits >> REST;
    flips |= mix(key[1].wrapping_add(prefix.wrapping_mul(STEP))) >> (64 - REST);
    digits ^ flips
}
