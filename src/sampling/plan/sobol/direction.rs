//! Direction numbers: how the digits of a point follow from those of its index.

use sobol::params::JoeKuoD6;

/// Binary digits of a coordinate.
pub(super) const DIGITS: u32 = 52;
/// Binary digits of an index: 2^36 points for each randomisation, 2^40 trials.
pub const INDEX_DIGITS: usize = 36;
/// Dimensions whose direction numbers are known here.
pub const MOST_DIMENSIONS: usize = 1000;

/// One dimension of the sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Column k of the generating matrix, its first digit in bit 51.
    columns: [u64; INDEX_DIGITS],
}

impl Dimension {
    /// The digits of a point, not scrambled: the sum modulo 2 of the columns at the ones of `index`, which counts
    /// modulo 2^36. (Taken in the order of the Gray code of the index, these are the points of Antonov and
    /// Saleev, which libraries list.)
    #[inline]
    pub fn digits(&self, index: u64) -> u64 {
        let mut rest = index & ((1 << INDEX_DIGITS) - 1);
        let mut digits = 0;
        while rest != 0 {
            digits ^= self.columns[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        digits
    }

    /// v_k = m_k/2^k, with m_k = 2·a₁·m_{k−1} ⊕ 4·a₂·m_{k−2} ⊕ … ⊕ 2^s·m_{k−s} ⊕ m_{k−s} for a primitive polynomial
    /// of degree s and its first s numbers `initial`; the bits of `a` are a₁ … a_{s−1}.
    fn new(a: u32, initial: &[u32]) -> Dimension {
        let s = initial.len();
        let mut columns = [0u64; INDEX_DIGITS];
        for k in 0..INDEX_DIGITS {
            columns[k] = match initial.get(k) {
                Some(m) => u64::from(*m) << (DIGITS as usize - 1 - k),
                None => (1..s).fold(columns[k - s] ^ (columns[k - s] >> s), |sum, j| {
                    if a >> (s - 1 - j) & 1 == 1 { sum ^ columns[k - j] } else { sum }
                }),
            };
        }
        Dimension { columns }
    }

    /// The first dimension: the digits of the index in reverse order (van der Corput 1935).
    fn first() -> Dimension {
        let mut columns = [0; INDEX_DIGITS];
        for (k, column) in columns.iter_mut().enumerate() {
            *column = 1 << (DIGITS as usize - 1 - k);
        }
        Dimension { columns }
    }
}

/// The first `n` dimensions, at most [`MOST_DIMENSIONS`].
///
/// # Source
/// Joe, Kuo (2008), "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal on
/// Scientific Computing 30(5); their table new-joe-kuo-6, as the crate `sobol` holds it.
pub fn all(n: usize) -> Vec<Dimension> {
    let numbers = JoeKuoD6::standard();
    let rest = numbers.dim_params.iter().map(|dimension| Dimension::new(dimension.a, &dimension.m));
    std::iter::once(Dimension::first()).chain(rest).take(n.min(MOST_DIMENSIONS)).collect()
}
