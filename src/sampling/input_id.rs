//! Stable identity of an assumption: a hash of its key, never of its position.

/// Identity of one stream of draws.
///
/// Two scenarios that share a key share its draws; adding an assumption moves no other. Collisions are
/// possible in principle (2^−64 per pair) and are refused when a scenario is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(u64);

impl InputId {
    /// Hash of a key: 64-bit FNV-1a, finished with the mixing step of SplitMix64 so that similar keys
    /// differ in all bits.
    ///
    /// # Source
    /// Fowler, Noll, Vo (1991); Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators".
    pub fn of(key: &str) -> InputId {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in key.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        InputId(hash ^ (hash >> 31))
    }

    /// Low and high half, two words of the generator's counter.
    pub fn words(self) -> [u32; 2] {
        [self.0 as u32, (self.0 >> 32) as u32]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_keys_differ_in_about_half_of_the_bits() {
        let a = InputId::of("product.renault-4.share");
        let b = InputId::of("product.renault-5.share");
        let differing = (a.0 ^ b.0).count_ones();
        assert!((16..=48).contains(&differing), "{differing}");
    }

    #[test]
    fn identity_is_pinned() {
        // A change here changes every result of every scenario.
        assert_eq!(InputId::of("battery.learning_rate").0, InputId::of("battery.learning_rate").0);
        assert_eq!(InputId::of("").0, 0xf52a_15e9_a9b5_e89b);
    }
}
