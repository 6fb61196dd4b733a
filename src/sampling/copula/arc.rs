//! Sine and arcsine by series: additions, multiplications, divisions and square roots in a fixed order.

use std::f64::consts::FRAC_PI_2;

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

    #[test]
    fn series_agree_with_the_platform() {
        for i in -1000..=1000 {
            let x = f64::from(i) / 1000.0;
            assert!((sin(x) - x.sin()).abs() < 3e-16, "sin {x}");
            assert!((asin(x) - x.asin()).abs() < 1e-15, "asin {x}: {}", asin(x));
        }
        assert_eq!((sin(0.0), asin(0.0), asin(1.0)), (0.0, 0.0, FRAC_PI_2));
        assert!((sin(std::f64::consts::FRAC_PI_6) - 0.5).abs() < 1e-16);
    }
}
