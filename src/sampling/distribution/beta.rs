//! The beta distribution on 0 … 1, which PERT stretches: probability, density and quantile, by this crate's own
//! exp and ln, so that they have the same bits everywhere.

use super::Probability;
use crate::lanes::{exp, ln, logistic};

/// A beta distribution with shape parameters from 1 to some hundreds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sampling) struct Beta {
    a: f64,
    b: f64,
    /// ln B(a, b).
    ln_beta: f64,
}

/// A number between 0 and 1 together with its distance from 1, both with full relative precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sampling) struct Share {
    pub part: f64,
    pub rest: f64,
}

impl Share {
    fn of_logit(y: f64) -> Share {
        Share { part: logistic(y), rest: logistic(-y) }
    }

    fn turned(self) -> Share {
        Share { part: self.rest, rest: self.part }
    }
}

impl Beta {
    pub fn new(a: f64, b: f64) -> Beta {
        Beta { a, b, ln_beta: ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b) }
    }

    /// The distribution of 1 − x.
    fn turned(self) -> Beta {
        Beta { a: self.b, b: self.a, ln_beta: self.ln_beta }
    }

    /// The share of draws below x and above it.
    pub fn probability(self, x: Share) -> Probability {
        Probability { below: self.below(x), above: self.turned().below(x.turned()) }
    }

    /// The regularised incomplete beta function I_x(a, b); relative error about 1e-14.
    fn below(self, x: Share) -> f64 {
        self.below_and_power(x).0
    }

    /// I_x(a, b), and x·(1 − x) times the density, which is its derivative by logit x.
    ///
    /// By its continued fraction where that converges quickly, elsewhere as 1 − I_{1−x}(b, a).
    fn below_and_power(self, x: Share) -> (f64, f64) {
        if x.part <= 0.0 {
            return (0.0, 0.0);
        }
        if x.rest <= 0.0 {
            return (1.0, 0.0);
        }
        let power = exp(self.ln_power(x));
        let below = if x.part * (self.a + self.b + 2.0) <= self.a + 1.0 {
            power * self.fraction(x.part) / self.a
        } else {
            1.0 - power * self.turned().fraction(x.rest) / self.b
        };
        (below, power)
    }

    /// ln of x^a·(1 − x)^b / B(a, b), which is x·(1 − x) times the density.
    fn ln_power(self, x: Share) -> f64 {
        self.a * ln(x.part) + self.b * ln(x.rest) - self.ln_beta
    }

    /// 1/(1 + d₁/(1 + d₂/(1 + …))) with d_2m = m(b − m)x / ((a + 2m − 1)(a + 2m)) and
    /// d_2m+1 = −(a + m)(a + b + m)x / ((a + 2m)(a + 2m + 1)), by Lentz's method.
    ///
    /// # Source
    /// NIST Digital Library of Mathematical Functions, 8.17.22; Thompson, Barnett (1986), Journal of
    /// Computational Physics 64, for the method.
    fn fraction(self, x: f64) -> f64 {
        const MOST_TERMS: u32 = 1000;
        let Beta { a, b, .. } = self;
        let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
        for k in 1..=MOST_TERMS {
            let m = f64::from(k / 2);
            let at = a + f64::from(k);
            let term = if k.is_multiple_of(2) {
                m * (b - m) * x / ((at - 1.0) * at)
            } else {
                -(a + m) * (a + b + m) * x / ((at - 1.0) * at)
            };
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            let change = c * d;
            value *= change;
            if (change - 1.0).abs() <= f64::EPSILON {
                break;
            }
        }
        1.0 / value
    }

    /// The x with this probability; relative error about 1e-14 in both tails, of x below and of 1 − x above
    /// the median.
    pub fn quantile(self, p: Probability) -> Share {
        self.quantiles().at(p)
    }

    /// For the x of many probabilities.
    pub fn quantiles(self) -> Quantiles {
        Quantiles { beta: self, lower: None, upper: None }
    }

    /// For 0 ≤ p ≤ ½: Halley's method for ln I = ln p in y = logit x, from the solution that was found last.
    ///
    /// ln I is concave in y (the density of y is log-concave). So the tangent at any solution leads to the left of
    /// every other one, and a step of Newton's from there never passes it; I_x ≤ x^a / (a·B) for b ≥ 1 and
    /// ln x < y give a start on the left without any. Far out Newton's step is taken, near the solution Halley's,
    /// whose error is the cube of what is left: a step of 1e-6 is the last one.
    fn lower_quantile(self, p: f64, found: &mut Option<Solution>) -> Share {
        const MOST_STEPS: usize = 100;
        if p <= 0.0 {
            return Share { part: 0.0, rest: 1.0 };
        }
        let target = ln(p);
        let leftmost = (target + ln(self.a) + self.ln_beta) / self.a;
        let mut y = found.map_or(leftmost, |last| last.y + (target - last.ln_p) * last.slope).max(leftmost);
        for _ in 0..MOST_STEPS {
            let x = Share::of_logit(y);
            let (below, power) = self.below_and_power(x);
            // d ln I / dy, and how much it falls by y.
            let rise = power / below;
            let fall = rise - (self.a * x.rest - self.b * x.part);
            let newton = (target - ln(below)) / rise;
            let bend = 0.5 * newton * fall;
            let step = if bend < 0.5 { newton / (1.0 - bend) } else { newton };
            y += step;
            *found = Some(Solution { ln_p: target, y, slope: 1.0 / rise });
            if (step * (self.a + self.b)).abs() <= 1e-6 {
                break;
            }
        }
        Share::of_logit(y)
    }

    /// dx/dp where p is the probability of x: 1 / density.
    pub fn rise(self, x: Share) -> f64 {
        x.part * x.rest * exp(-self.ln_power(x))
    }

    /// dx/dz where Φ(z) is the probability of x: φ(z) / density.
    pub fn slope(self, z: f64, x: Share) -> f64 {
        x.part * x.rest * exp(-0.5 * z * z - HALF_LN_2_PI - self.ln_power(x))
    }
}

/// Quantiles one after the other: each search starts from the one before, and is short if that is near.
#[derive(Clone, Debug)]
pub(in crate::sampling) struct Quantiles {
    beta: Beta,
    lower: Option<Solution>,
    upper: Option<Solution>,
}

/// Where I_x = p: ln p, y = logit x and dy / d ln p.
#[derive(Clone, Copy, Debug)]
struct Solution {
    ln_p: f64,
    y: f64,
    slope: f64,
}

impl Quantiles {
    /// The x with this probability, as [`Beta::quantile`].
    pub fn at(&mut self, p: Probability) -> Share {
        if p.below <= 0.5 {
            self.beta.lower_quantile(p.below, &mut self.lower)
        } else {
            self.beta.turned().lower_quantile(p.above, &mut self.upper).turned()
        }
    }
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

const HALF_LN_2_PI: f64 = 0.918_938_533_204_672_8;

/// ln Γ(x) for x > 0; absolute error below 1e-14 up to x = 12, relative beyond.
///
/// Stirling's series from x = 10 on, reached by Γ(x + 1) = x·Γ(x). Source: DLMF 5.11.1.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 10.0 {
        product *= x;
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let series = [
        1.0 / 156.0,
        -691.0 / 360_360.0,
        1.0 / 1188.0,
        -1.0 / 1680.0,
        1.0 / 1260.0,
        -1.0 / 360.0,
        1.0 / 12.0,
    ];
    let rest = inverse * series.iter().fold(0.0, |sum, c| sum * square + c);
    ((x - 0.5) * ln(x) - x + HALF_LN_2_PI + rest) - ln(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(x: f64) -> Share {
        Share { part: x, rest: 1.0 - x }
    }

    #[test]
    fn closed_forms() {
        // B(1, 5) = 1/5, B(3, 3) = 1/30; I_x(1, 5) = 1 − (1 − x)^5; I_x(5, 1) = x^5;
        // I_x(3, 3) = x³·(10 − 15x + 6x²); I_x(1.5, 1.5) = ½ + (2/π)·…, at x = ½ one half.
        assert!((exp(Beta::new(1.0, 5.0).ln_beta) - 0.2).abs() < 1e-14);
        assert!((exp(Beta::new(3.0, 3.0).ln_beta) * 30.0 - 1.0).abs() < 2e-14);
        for i in 1..100 {
            let x = f64::from(i) / 100.0;
            let up = 1.0 - x;
            for (a, b, below, above) in [
                (1.0, 5.0, 1.0 - up * up * up * up * up, up * up * up * up * up),
                (5.0, 1.0, x * x * x * x * x, 1.0 - x * x * x * x * x),
                (
                    3.0,
                    3.0,
                    x * x * x * (10.0 - 15.0 * x + 6.0 * x * x),
                    up * up * up * (10.0 - 15.0 * up + 6.0 * up * up),
                ),
            ] {
                let found = Beta::new(a, b).probability(share(x));
                assert!((found.below - below).abs() < 3e-14 * below.max(1e-3), "{a} {b} {x}: {found:?}");
                assert!((found.above - above).abs() < 3e-14 * above.max(1e-3), "{a} {b} {x}: {found:?}");
            }
        }
        assert!((Beta::new(2.3, 2.3).probability(share(0.5)).below - 0.5).abs() < 1e-14);
        // Γ(½) = √π, Γ(11) = 10!.
        assert!((exp(2.0 * ln_gamma(0.5)) / std::f64::consts::PI - 1.0).abs() < 3e-14);
        assert!((ln_gamma(11.0) / ln(3_628_800.0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_quantile_does_not_depend_on_the_one_before() {
        for (a, b) in [(1.0, 5.0), (5.0, 1.0), (3.0, 3.0), (1.2, 4.8), (40.0, 2.0), (300.0, 150.0)] {
            let beta = Beta::new(a, b);
            let mut quantiles = beta.quantiles();
            // Forwards in small steps, and leaps to and fro.
            let steps = (1..400).map(|i| f64::from(i) / 400.0);
            for p in steps.chain([1e-15, 0.5, 1e-300, 0.499, 1.0 - 1e-15, 0.51, 1e-9, 0.0, 0.3]) {
                let probability = Probability { below: p, above: 1.0 - p };
                let (here, alone) = (quantiles.at(probability), beta.quantile(probability));
                let near = |x: f64, y: f64| (x - y).abs() <= 2e-14 * y;
                assert!(
                    near(here.part, alone.part) && near(here.rest, alone.rest),
                    "{a} {b} {p}: {here:?} {alone:?}"
                );
            }
        }
    }

    #[test]
    fn the_probability_undoes_the_quantile_in_both_tails() {
        for (a, b) in [(1.0, 5.0), (5.0, 1.0), (3.0, 3.0), (1.2, 4.8), (3.75, 2.25), (40.0, 2.0)] {
            let beta = Beta::new(a, b);
            for exponent in 1..=40 {
                let small = exp(-0.9 * f64::from(exponent));
                let low = beta.probability(beta.quantile(Probability { below: small, above: 1.0 - small }));
                assert!((low.below / small - 1.0).abs() < 1e-13, "{a} {b} {small}: {low:?}");
                let high = beta.probability(beta.quantile(Probability { below: 1.0 - small, above: small }));
                assert!((high.above / small - 1.0).abs() < 1e-13, "{a} {b} {small}: {high:?}");
            }
        }
    }

    /// mpmath 1.4.1 with 50 digits: the x with betainc(a, b, 0, x, regularized) = p, by bisection. Of the same
    /// probability above, 1 − x is that of the distribution turned round.
    #[test]
    #[expect(clippy::unreadable_literal, clippy::excessive_precision, reason = "as printed by the library")]
    fn quantiles_in_extended_precision() {
        for (a, b, p, x) in [
            (1.0, 5.0, 1.1102230246251565e-16, 2.2204460492503132e-17),
            (1.0, 5.0, 1e-12, 2.0000000000008e-13),
            (1.0, 5.0, 0.001, 0.00020008004803362556),
            (1.0, 5.0, 0.25, 0.055912488705098018),
            (1.0, 5.0, 0.5, 0.12944943670387586),
            (3.0, 3.0, 1.1102230246251565e-16, 2.2308509824685316e-6),
            (3.0, 3.0, 1e-12, 4.6416965608476325e-5),
            (3.0, 3.0, 0.001, 0.047551898175457673),
            (3.0, 3.0, 0.25, 0.35943616478964709),
            (3.0, 3.0, 0.5, 0.5),
            (1.2, 4.8, 1.1102230246251565e-16, 1.1213201095288174e-14),
            (1.2, 4.8, 1e-12, 2.2142216147877018e-11),
            (1.2, 4.8, 0.001, 0.00070104678161726756),
            (1.2, 4.8, 0.25, 0.080156449048877494),
            (1.2, 4.8, 0.5, 0.16590270191018021),
            (3.75, 2.25, 1.1102230246251565e-16, 3.3941090025877444e-5),
            (3.75, 2.25, 1e-12, 0.00038487807538337382),
            (3.75, 2.25, 0.001, 0.099333475721300358),
            (3.75, 2.25, 0.25, 0.49722381240057718),
            (3.75, 2.25, 0.5, 0.6396972221335799),
            (5.0, 1.0, 1.1102230246251565e-16, 0.00064429097205707728),
            (5.0, 1.0, 1e-12, 0.0039810717055349725),
            (5.0, 1.0, 0.001, 0.25118864315095801),
            (5.0, 1.0, 0.25, 0.75785828325519904),
            (5.0, 1.0, 0.5, 0.87055056329612414),
        ] {
            let low = Beta::new(a, b).quantile(Probability::of(p));
            assert!((low.part / x - 1.0).abs() < 2e-14, "{a} {b} {p}: {low:?}");
            let high = Beta::new(b, a).quantile(Probability { below: 1.0 - p, above: p });
            assert!((high.rest / x - 1.0).abs() < 2e-14, "{b} {a} above {p}: {high:?}");
        }
    }
}
