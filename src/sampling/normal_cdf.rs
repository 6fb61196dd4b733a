//! Distribution function of the standard normal, with the same bits on every processor.

use crate::lanes::exp;

/// 1 / √(2π)
const DENSITY_AT_ZERO: f64 = 0.398_942_280_401_432_7;

/// Density φ(z) of the standard normal.
pub fn density(z: f64) -> f64 {
    DENSITY_AT_ZERO * exp(-0.5 * z * z)
}

/// P(Z ≤ z), relative error below 1e-14 down to z = −37; the upper tail is `below(-z)`.
///
/// Built on this crate's own `exp`, so that tables made from it are the same everywhere. Zero below −37.5.
///
/// # Source
/// Series: Marsaglia (2004), Journal of Statistical Software 11(4). Continued fraction: Abramowitz and Stegun
/// (1964), 26.2.14.
pub fn below(z: f64) -> f64 {
    if z.is_nan() {
        z
    } else if z < -37.5 {
        0.0
    } else if z < -1.0 {
        density(z) * mills(-z)
    } else if z <= 1.0 {
        0.5 + density(z) * series(z)
    } else if z <= 37.5 {
        1.0 - density(z) * mills(z)
    } else {
        1.0
    }
}

/// z + z³/3 + z⁵/(3·5) + …: (Φ(z) − ½) / φ(z).
fn series(z: f64) -> f64 {
    let (mut sum, mut term) = (z, z);
    for i in 1..20 {
        term *= z * z / f64::from(2 * i + 1);
        sum += term;
    }
    sum
}

/// 1 / (z + 1 / (z + 2 / (z + 3 / …))): Mills' ratio (1 − Φ(z)) / φ(z), for z ≥ 1. The number of steps falls
/// with z, as the fraction converges like exp(−2z·√(2n)).
fn mills(z: f64) -> f64 {
    let steps = 20 + (450.0 / (z * z)) as u32;
    let mut fraction = z;
    for i in (1..=steps).rev() {
        fraction = z + f64::from(i) / fraction;
    }
    1.0 / fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::normal;

    #[test]
    fn values_computed_with_60_digits() {
        // Python's decimal module with 60 digits, by the same two expansions with 4 000 and 200 terms (in the
        // far tail scipy 1.17.1 is good to 13 digits only).
        for (z, p) in [
            (-37.0, 5.725571222524577e-300),
            (-20.0, 2.7536241186062337e-89),
            (-8.209536151601387, 1.1102230246251552e-16),
            (-6.0, 9.86587645037698e-10),
            (-3.0, 0.0013498980316300946),
            (-1.5, 0.06680720126885807),
            (-1.01, 0.1562476450212546),
            (-1.0, 0.15865525393145705),
            (-0.99, 0.1610870595108309),
            (-0.25, 0.4012936743170763),
            (0.3, 0.6179114221889527),
            (1.0, 0.8413447460685429),
            (1.2, 0.8849303297782918),
            (2.5, 0.9937903346742238),
        ] {
            assert!((below(z) / p - 1.0).abs() < 1e-14, "{z}: {} {p}", below(z));
        }
    }

    #[test]
    fn it_undoes_the_quantile_in_both_tails() {
        for i in 1..400 {
            let p = f64::from(i) / 400.0;
            assert!((below(normal::quantile(p)) - p).abs() < 4e-16, "{p}");
        }
        for p in [1e-300, 1e-100, 1e-17, 1e-9, 1e-3] {
            // A relative error ε of z becomes one of about z²·ε; z² goes up to 1 380.
            assert!((below(normal::quantile(p)) / p - 1.0).abs() < 1e-12, "{p}");
        }
    }

    #[test]
    fn ends_are_zero_and_one() {
        assert_eq!((below(-50.0), below(50.0), below(0.0)), (0.0, 1.0, 0.5));
        assert_eq!((below(f64::NEG_INFINITY), below(f64::INFINITY)), (0.0, 1.0));
        assert!(below(f64::NAN).is_nan());
    }
}
