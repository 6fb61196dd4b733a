//! Constructors, moments and tails; `samplers`: against those of an independent library.

use super::*;

mod metalog;
mod quantiles;
mod samplers;

/// Each family, some of them twice.
pub(in crate::sampling) fn all() -> Vec<Distribution> {
    let normal = Distribution::normal(9.0, 2.0);
    let choice = Choice::new(&[(0.5, 0.25), (0.2, 0.15), (0.3, 0.6)]);
    [
        Distribution::uniform(-1.0, 3.0),
        Distribution::triangular(-0.85, 0.8, 3.5),
        Distribution::pert(0.25, 0.36, 0.41),
        Distribution::pert(0.0, 0.0, 1.0),
        normal.clone(),
        Distribution::lognormal(1.0, 0.11),
        Distribution::lognormal_through([(0.1, 2.0), (0.8, 5.0)]),
        Distribution::logit_normal_through([(0.05, 0.25), (0.95, 0.42)], 0.0, 1.0),
        Distribution::metalog(&[(0.1, -1.0), (0.5, 2.0), (0.9, 7.0)], f64::NEG_INFINITY, f64::INFINITY),
        Distribution::metalog(&[(0.1, 0.9), (0.5, 1.05), (0.9, 1.3)], 0.0, f64::INFINITY),
        Distribution::metalog(&[(0.1, -1.3), (0.5, -1.05), (0.9, -0.9)], f64::NEG_INFINITY, 0.0),
        Distribution::metalog(&[(0.1, 0.25), (0.5, 0.36), (0.9, 0.41)], 0.0, 1.0),
        normal.and_then(|normal| Distribution::truncated(normal, 8.0, 14.0)),
        Distribution::triangular(0.0, 1.0, 3.0).and_then(|whole| Distribution::truncated(whole, 0.5, 2.0)),
        choice.map(Distribution::Choice),
    ]
    .into_iter()
    .map(Result::unwrap)
    .collect()
}

#[test]
fn impossible_parameters_are_refused() {
    use ParameterError::*;
    assert_eq!(Distribution::uniform(1.0, 1.0), Err(EmptyRange { min: 1.0, max: 1.0 }));
    assert_eq!(Distribution::triangular(2.0, 3.0, 1.0), Err(EmptyRange { min: 2.0, max: 1.0 }));
    assert_eq!(Distribution::pert(0.0, 2.0, 1.0), Err(ModeOutside { min: 0.0, mode: 2.0, max: 1.0 }));
    assert_eq!(Distribution::normal(0.0, 0.0), Err(NoSpread(0.0)));
    assert!(matches!(Distribution::normal(f64::NAN, 1.0), Err(NotFinite(_))));
    assert!(matches!(Distribution::pert(0.0, 1.0, f64::INFINITY), Err(NotFinite(_))));
    assert_eq!(Distribution::uniform(-1e308, 1e308), Err(TooWide));
    assert_eq!(Distribution::lognormal(-1.0, 0.1), Err(NotPositive(-1.0)));
    assert_eq!(Distribution::lognormal(1.0, 0.0), Err(NoSpread(0.0)));
    assert_eq!(Distribution::lognormal(1e-300, 1e300), Err(TooWide));
    assert_eq!(Distribution::lognormal_through([(0.1, 0.0), (0.9, 1.0)]), Err(NotPositive(0.0)));
    assert_eq!(Distribution::normal_through([(0.1, 2.0), (0.9, 1.0)]), Err(NotRising(1)));
    assert_eq!(Distribution::normal_through([(0.1, 1.0), (1.0, 2.0)]), Err(NoPercentile(1.0)));
    assert!(matches!(
        Distribution::logit_normal_through([(0.05, 0.0), (0.95, 0.5)], 0.0, 1.0),
        Err(OutsideBounds { index: 0, .. })
    ));
    let normal = || Distribution::normal(0.0, 1.0).unwrap();
    assert_eq!(Distribution::truncated(normal(), 2.0, 1.0), Err(EmptyRange { min: 2.0, max: 1.0 }));
    assert_eq!(Distribution::truncated(normal(), 7.0, 9.0), Err(NothingLeft { min: 7.0, max: 9.0 }));
    assert_eq!(Choice::new(&[(1.0, 0.5), (2.0, 0.4)]), Err(ProbabilitySum(0.9)));
    assert_eq!(Choice::new(&[(1.0, 0.5), (1.0, 0.5)]), Err(SameValue(1)));
    assert_eq!(Choice::new(&[(1.0, 1.5), (2.0, -0.5)]), Err(NoProbability { index: 0, probability: 1.5 }));
    assert_eq!(Choice::new(&[(1.0, 1.0)]), Err(ChoiceCount(1)));
}

/// Mean and standard deviation by integrating the quantile function over a fine midpoint grid. The grid misses
/// what lies beyond 1 − 2.5e-6, so the spread of long tails comes out a little too small.
#[test]
fn moments_agree_with_the_quantile_function() {
    for distribution in all() {
        let n = 200_000;
        let values = (0..n).map(|i| distribution.quantile((f64::from(i) + 0.5) / f64::from(n)));
        let centre = distribution.median();
        let (sum, squares) = values.map(|x| x - centre).fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
        let mean = sum / f64::from(n);
        let sd = (squares / f64::from(n) - mean * mean).sqrt();
        let (exact_mean, exact_sd) = (distribution.mean(), distribution.standard_deviation());
        assert!((centre + mean - exact_mean).abs() < 2e-5 * exact_sd, "{distribution:?} {mean}");
        assert!((sd / exact_sd - 1.0).abs() < 4e-4, "{distribution:?} {sd} {exact_sd}");
    }
}

/// Closed forms, and quadrature of scipy 1.17.1 (scipy.integrate.quad, scipy.stats.truncnorm.stats).
#[test]
fn moments_of_closed_forms_and_of_an_established_library() {
    let infinity = f64::INFINITY;
    let truncated = |mean, sd, low, high| {
        Distribution::normal(mean, sd).and_then(|whole| Distribution::truncated(whole, low, high))
    };
    for (distribution, mean, sd, tolerance) in [
        (Distribution::lognormal(1.0, 0.11), 1.0, 0.11, 1e-14),
        (Distribution::lognormal(20.0, 35.0), 20.0, 35.0, 1e-13),
        (Distribution::lognormal(1e6, 1e-3), 1e6, 1e-3, 1e-9),
        (
            Distribution::logit_normal_through([(0.05, 0.25), (0.95, 0.42)], 0.0, 1.0),
            0.331_494_649_684_766_2,
            0.051_711_621_867_038_02,
            1e-12,
        ),
        // Mean a₁ + a₃/2, variance π²·(a₂²/3 + a₃²/36) + a₃²/12 (Keelin 2016, three terms).
        (
            Distribution::metalog(&[(0.1, -1.0), (0.5, 2.0), (0.9, 7.0)], -infinity, infinity),
            2.568_899_516_641_774,
            3.371_333_562_867_331,
            1e-12,
        ),
        (
            truncated(0.09, 0.01, 0.05, 0.12),
            0.089_956_960_355_888_42,
            9.861_314_750_158_282e-5f64.sqrt(),
            1e-9,
        ),
        (truncated(0.0, 1.0, 5.0, 9.0), 5.186_503_967_124_310_5, 0.032_696_434_610_996_916f64.sqrt(), 1e-9),
    ] {
        let distribution = distribution.unwrap();
        let (found_mean, found_sd) = (distribution.mean(), distribution.standard_deviation());
        assert!((found_mean / mean - 1.0).abs() < tolerance, "{distribution:?} {found_mean}");
        assert!((found_sd / sd - 1.0).abs() < tolerance, "{distribution:?} {found_sd}");
    }
    let choice = Distribution::Choice(Choice::new(&[(0.2, 0.15), (0.3, 0.6), (0.5, 0.25)]).unwrap());
    // 0.03 + 0.18 + 0.125 = 0.335; 0.15·0.135² + 0.6·0.035² + 0.25·0.165² = 0.010275.
    assert!((choice.mean() - 0.335).abs() < 1e-15);
    assert!((choice.standard_deviation() - 0.010_275f64.sqrt()).abs() < 1e-15);
}

#[test]
fn no_quantile_leaves_the_support() {
    for distribution in all() {
        let (min, max) = distribution.support();
        for p in [2f64.powi(-53), 1e-12, 0.3, 1.0 - 1e-12, 1.0 - 2f64.powi(-53)] {
            let x = distribution.quantile(p);
            assert!(x >= min && x <= max, "{distribution:?} at {p}: {x}");
            assert!(x.is_finite(), "{distribution:?} at {p}: {x}");
        }
    }
}

/// Mean and variance of 200 000 draws at a fixed seed, within five standard errors. The standard error of a
/// variance is s²·√((kurtosis − 1)/n), with the kurtosis of the draws themselves.
#[test]
fn draws_have_the_moments_of_their_distribution() {
    use crate::sampling::{InputId, philox::PhiloxStream};
    use rand_distr::Distribution as _;
    let n = 200_000;
    for (index, distribution) in all().into_iter().enumerate() {
        let mut stream = PhiloxStream::new(7, InputId::of(&format!("moments {index}")));
        let (mean, sd) = (distribution.mean(), distribution.standard_deviation());
        let (mut sum, mut squares, mut fourth) = (0.0, 0.0, 0.0);
        for _ in 0..n {
            let x = (distribution.sample(&mut stream) - mean) / sd;
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        let n = f64::from(n);
        assert!((sum / n).abs() < 5.0 / n.sqrt(), "{distribution:?}: {}", sum / n);
        let error = ((fourth / n - 1.0) / n).sqrt();
        assert!((squares / n - 1.0).abs() < 5.0 * error, "{distribution:?}: {} ± {error}", squares / n);
    }
}

#[test]
fn a_change_of_unit_multiplies_every_quantile() {
    for distribution in all() {
        let scaled = distribution.times(1e6);
        for p in [1e-12, 0.1, 0.5, 0.77, 1.0 - 1e-12] {
            let (one, million) = (distribution.quantile(p), scaled.quantile(p));
            let size = one.abs().max(distribution.standard_deviation());
            assert!((million / 1e6 - one).abs() < 1e-12 * size, "{distribution:?} at {p}: {one} {million}");
        }
        assert!(
            (scaled.mean() / 1e6 - distribution.mean()).abs() < 1e-12 * distribution.mean().abs().max(1.0)
        );
    }
}

#[test]
fn the_probability_undoes_the_quantile() {
    for distribution in all() {
        if matches!(distribution, Distribution::Choice(_)) {
            continue;
        }
        for p in [1e-9, 0.01, 0.3, 0.5, 0.8, 0.99, 1.0 - 1e-9] {
            let found = distribution.probability(distribution.quantile(p));
            let wanted = Probability::of(p);
            // Near an end that is far from zero the value itself holds few digits of the probability.
            assert!((found.below / wanted.below - 1.0).abs() < 1e-6, "{distribution:?} at {p}: {found:?}");
            assert!((found.above / wanted.above - 1.0).abs() < 1e-6, "{distribution:?} at {p}: {found:?}");
        }
    }
}
