//! Elementary functions with the same bits on every processor.
//!
//! The platform's `exp` and `ln` differ between systems in the last bit. These use additions,
//! multiplications and divisions only, in a fixed order, so a run gives the same bytes everywhere. They are
//! branch-free, so that a loop over lanes becomes vector code.
//!
//! - over lanes: [`exp`], [`ln`], [`power`], [`logit`], [`logistic`]
//! - once, when a scenario is resolved: [`ln_1p`], [`exp_m1`], [`sin`], [`asin`]
//! - for the digits of printed numbers: [`power_of_ten`], [`decade`]

use std::f64::consts::FRAC_PI_2;

/// 1.5 · 2^52: adding it rounds a small number to the nearest integer and leaves it in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// e^x, error below one unit in the last place.
///
/// Outside −708 … 709 the argument is held at the edge: the result is the smallest or the largest power that
/// a number can hold, never zero or infinity. NaN gives NaN.
///
/// Method: x = k·ln 2 + r with |r| ≤ ln 2 / 2; Taylor polynomial of degree 13 in r; scaled by 2^k.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = if x > 709.0 { 709.0 } else { x };
    let x = if x < -708.0 { -708.0 } else { x };
    let rounded = x * std::f64::consts::LOG2_E + ROUND;
    let k = rounded - ROUND;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    let mut p = 1.0 / 6_227_020_800.0;
    for c in [
        1.0 / 479_001_600.0,
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
    ] {
        p = p * r + c;
    }
    let e = 1.0 + (r + r * r * p);
    f64::from_bits(e.to_bits().wrapping_add(rounded.to_bits() << 52))
}

/// Natural logarithm of a positive normal number, error below one unit in the last place.
///
/// Zero, negative numbers and NaN give NaN.
///
/// # Source
/// The reduction and the polynomial of `e_log.c` in Sun's FDLIBM (1993): x = 2^k·(1 + f) with
/// √½ ≤ 1 + f < √2, ln(1 + f) by a polynomial in s² with s = f / (2 + f).
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const L: [f64; 7] = [
        6.666_666_666_666_735e-1,
        3.999_999_999_940_942e-1,
        2.857_142_874_366_239e-1,
        2.222_219_843_214_978_4e-1,
        1.818_357_216_161_805e-1,
        1.531_383_769_920_937_3e-1,
        1.479_819_860_511_658_6e-1,
    ];
    let bits = x.to_bits();
    let above = bits.wrapping_sub(SQRT_HALF);
    let exponent = (above as i64) >> 52;
    let mantissa = f64::from_bits(bits.wrapping_sub((exponent as u64) << 52));
    let k = f64::from_bits(ROUND.to_bits().wrapping_add(exponent as u64)) - ROUND;
    let f = mantissa - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (L[1] + w * (L[3] + w * L[5]));
    let odd = z * (L[0] + w * (L[2] + w * (L[4] + w * L[6])));
    let half_square = 0.5 * f * f;
    let result = k * LN2_HIGH - ((half_square - (s * (half_square + (even + odd)) + k * LN2_LOW)) - f);
    if x > 0.0 { result } else { f64::NAN }
}

/// base^exponent for a positive base: exp(exponent · ln base).
#[inline(always)]
pub fn power(base: f64, exponent: f64) -> f64 {
    exp(exponent * ln(base))
}

/// ln(p / (1 − p)) for a share strictly between 0 and 1.
#[inline(always)]
pub fn logit(p: f64) -> f64 {
    ln(p / (1.0 - p))
}

/// The share whose logit is `x`: 1 / (1 + e^−x).
#[inline(always)]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// ln(1 + x) for x ≥ 0, without losing a small x.
///
/// # Source
/// Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.14.1, as is [`exp_m1`].
pub fn ln_1p(x: f64) -> f64 {
    let sum = 1.0 + x;
    if sum == 1.0 {
        x
    } else if sum.is_infinite() {
        f64::INFINITY
    } else {
        ln(sum) * (x / (sum - 1.0))
    }
}

/// e^x − 1 for x ≥ 0, without losing a small x.
pub fn exp_m1(x: f64) -> f64 {
    let power = exp(x);
    if power == 1.0 {
        x
    } else if x > 1.0 {
        power - 1.0
    } else {
        (power - 1.0) * (x / ln(power))
    }
}

/// 10^n, exact up to n = 22 and correctly rounded down to n = −22.
pub fn power_of_ten(n: i32) -> f64 {
    let power = (0..n.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if n < 0 { 1.0 / power } else { power }
}

/// The n with 10^n ≤ |x| < 10^(n + 1): the place of the first digit. For x other than 0; infinity counts as the largest
/// number, 308.
pub fn decade(x: f64) -> i32 {
    let size = x.abs().min(f64::MAX);
    let mut n = 0;
    while power_of_ten(n + 1) <= size {
        n += 1;
    }
    while power_of_ten(n) > size {
        n -= 1;
    }
    n
}

/// sin x for |x| ≤ 1, error about one unit in the last place.
///
/// Method: Taylor polynomial of degree 21, whose remainder is below 1e-22.
pub fn sin(x: f64) -> f64 {
    let square = x * x;
    let mut sum = 1.0;
    for k in (1..=10).rev() {
        let n = f64::from(2 * k);
        sum = 1.0 - square / (n * (n + 1.0)) * sum;
    }
    x * sum
}

/// Terms of the series of the arcsine: at |x| = ½ the remainder is below 1e-18.
const TERMS: u32 = 27;

/// asin x for |x| ≤ 1, error below 1e-15.
///
/// Method: Σ (2k)! / (4^k·k!²·(2k + 1))·x^(2k+1) up to ½; beyond, asin x = π/2 − 2·asin √((1 − x)/2).
pub fn asin(x: f64) -> f64 {
    let size = x.abs();
    let result =
        if size <= 0.5 { series(size) } else { FRAC_PI_2 - 2.0 * series((0.5 * (1.0 - size)).sqrt()) };
    if x < 0.0 { -result } else { result }
}

fn series(x: f64) -> f64 {
    let square = x * x;
    // asin x = x·(1 + x²·1²/(2·3)·(1 + x²·3²/(4·5)·(1 + …)))
    let mut sum = 1.0;
    for k in (1..TERMS).rev() {
        let odd = f64::from(2 * k - 1);
        sum = 1.0 + square * odd * odd / ((odd + 1.0) * (odd + 2.0)) * sum;
    }
    x * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units in the last place of the platform's result.
    fn ulps(ours: f64, platform: f64) -> f64 {
        let unit = f64::from_bits(platform.abs().to_bits() + 1) - platform.abs();
        (ours - platform).abs() / unit
    }

    #[test]
    fn exp_is_within_one_and_a_half_units_of_the_platforms() {
        // The platform's own error (up to half a unit) adds to ours (below one).
        let worst =
            (-7000..=7000).map(|i| f64::from(i) * 0.1003).map(|x| ulps(exp(x), x.exp())).fold(0.0, f64::max);
        assert!(worst <= 1.5, "{worst}");
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn ln_is_within_one_and_a_half_units_of_the_platforms() {
        let near_one = (1..4000).map(|i| 0.5 + f64::from(i) * 2.503e-4);
        let everywhere = (-3000..3000).map(|i| (f64::from(i) * 0.2301).exp());
        let worst = near_one.chain(everywhere).map(|x| ulps(ln(x), x.ln())).fold(0.0, f64::max);
        assert!(worst <= 1.5, "{worst}");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn edges_hold_and_nothing_swallows_nan() {
        assert!(exp(1e9).is_finite() && exp(1e9) > 1e307);
        assert!(exp(-1e9) > 0.0 && exp(-1e9) < 1e-307);
        assert!(exp(f64::NAN).is_nan() && ln(f64::NAN).is_nan());
        assert!(ln(0.0).is_nan() && ln(-1.0).is_nan());
    }

    #[test]
    fn logit_and_logistic_undo_each_other() {
        for p in [1e-6, 0.1, 0.5, 0.9, 1.0 - 1e-6] {
            assert!((logistic(logit(p)) - p).abs() < 1e-15);
        }
    }

    #[test]
    fn the_first_digit_is_found_at_the_edges_too() {
        for (x, n) in [(1.0, 0), (9.999_999, 0), (-10.0, 1), (1e22, 22), (0.1, -1), (0.099, -2), (1e-22, -22)]
        {
            assert_eq!(decade(x), n, "{x}");
        }
        assert_eq!((power_of_ten(3), power_of_ten(-3)), (1000.0, 0.001));
        assert_eq!((decade(f64::MAX), decade(f64::MIN_POSITIVE)), (308, -308));
        assert_eq!((decade(f64::INFINITY), decade(f64::NEG_INFINITY)), (308, 308));
    }

    #[test]
    fn logarithms_and_powers_near_zero_keep_their_digits() {
        for x in [1e-17, 1e-12, 1e-6, 0.01, 0.9, 5.0, 30.0] {
            assert!((ln_1p(x) / x.ln_1p() - 1.0).abs() < 1e-15, "ln_1p {x}");
            assert!((exp_m1(x) / x.exp_m1() - 1.0).abs() < 1e-15, "exp_m1 {x}");
        }
    }

    #[test]
    fn sine_and_arcsine_agree_with_the_platform() {
        for i in -1000..=1000 {
            let x = f64::from(i) / 1000.0;
            assert!((sin(x) - x.sin()).abs() < 3e-16, "sin {x}");
            assert!((asin(x) - x.asin()).abs() < 1e-15, "asin {x}: {}", asin(x));
        }
        assert_eq!((sin(0.0), asin(0.0), asin(1.0)), (0.0, 0.0, FRAC_PI_2));
        assert!((sin(std::f64::consts::FRAC_PI_6) - 0.5).abs() < 1e-16);
    }
}
