//! The distribution through percentiles, against a package of its own and its own percentiles.

use super::*;

const FREE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

fn metalog(percentiles: &[(f64, f64)], (low, high): (f64, f64)) -> Result<Distribution, ParameterError> {
    Distribution::metalog(percentiles, low, high)
}

/// The Python package `metalog` 0.2.2, `metalog.q` of a fit by OLS with as many terms as percentiles, at these
/// probabilities; with numpy 2.4.6.
#[test]
#[expect(clippy::unreadable_literal, reason = "as printed by the package")]
fn quantiles_of_the_metalog_package() {
    const P: [f64; 5] = [1e-6, 0.02, 0.3, 0.66, 0.99];
    let five = [(0.05, 0.1), (0.25, 0.2), (0.5, 0.28), (0.75, 0.37), (0.95, 0.55)];
    for (percentiles, bounds, values) in [
        (
            &[(0.1, -1.0), (0.5, 2.0), (0.9, 7.0)][..],
            FREE,
            [
                -15.29121648058128,
                -2.9594824976519827,
                0.6503234389675109,
                3.328264114059459,
                12.92719490970781,
            ],
        ),
        (
            &[(0.1, 0.9), (0.5, 1.05), (0.9, 1.3)],
            (0.0, f64::INFINITY),
            [
                0.41737911280904205,
                0.807572109891341,
                0.9837510099163902,
                1.1139162287694686,
                1.664333473966857,
            ],
        ),
        (
            &[(0.1, 0.25), (0.5, 0.36), (0.9, 0.41)],
            (0.0, 1.0),
            [
                0.0161350259952395,
                0.1740200072450688,
                0.3214587397369851,
                0.3814719300445002,
                0.44852552782803556,
            ],
        ),
        (
            &five,
            (0.0, 1.0),
            [
                0.0008192657052166251,
                0.06763056000277273,
                0.21730907820118378,
                0.33295531323216704,
                0.7122057367658836,
            ],
        ),
    ] {
        let metalog = metalog(percentiles, bounds).unwrap();
        for (p, value) in P.into_iter().zip(values) {
            // The package solves the normal equations and so loses a few digits.
            assert!((metalog.quantile(p) / value - 1.0).abs() < 1e-10, "{percentiles:?} at {p}");
        }
    }
}

/// Percentiles of a known smooth distribution, three to nine of them: the curve goes through each.
#[test]
fn it_goes_through_its_percentiles() {
    let all = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
    let logistic = |p: f64| (p / (1.0 - p)).ln();
    for skip in 0..=3 {
        let kept = &all[skip..all.len() - skip];
        for (bounds, scale) in [
            (FREE, (|m| m) as fn(f64) -> f64),
            ((0.0, f64::INFINITY), |m: f64| (0.2 * m).exp()),
            ((f64::NEG_INFINITY, 3.0), |m: f64| 3.0 - (-0.2 * m).exp()),
            ((0.0, 1.0), |m: f64| 1.0 / (1.0 + (-0.7 * m).exp())),
            ((-1.0, 1.0), |m: f64| 2.0 / (1.0 + (-0.7 * m).exp()) - 1.0),
        ] {
            let percentiles: Vec<(f64, f64)> = kept.iter().map(|p| (*p, scale(logistic(*p)))).collect();
            let metalog = metalog(&percentiles, bounds).unwrap();
            for (p, value) in percentiles {
                assert!((metalog.quantile(p) - value).abs() < 1e-12 * value.abs().max(1.0), "{bounds:?} {p}");
            }
        }
    }
}

/// The way out that a refusal names is one: the nearest value (a little further), the best value, and leaving
/// the percentile out.
#[test]
fn what_a_refusal_proposes_is_accepted() {
    for (percentiles, bounds) in [
        (vec![(0.1, 0.0), (0.5, 0.1), (0.9, 10.0)], FREE),
        (vec![(0.1, 0.10), (0.5, 0.40), (0.9, 0.41)], (0.0, 1.0)),
        (vec![(0.1, 1.0), (0.5, 2.0), (0.75, 2.01), (0.9, 4.0)], (0.0, f64::INFINITY)),
        (vec![(0.05, 0.1), (0.25, 0.2), (0.5, 0.3), (0.75, 0.31), (0.95, 0.5)], (0.0, 1.0)),
    ] {
        let Err(ParameterError::NoCurve { index, nearest, best }) = metalog(&percentiles, bounds) else {
            panic!("accepted: {percentiles:?}");
        };
        for value in [nearest + 1e-6 * (best - nearest), 0.5 * (nearest + best), best] {
            let mut moved = percentiles.clone();
            moved[index].1 = value;
            assert!(metalog(&moved, bounds).is_ok(), "{percentiles:?}: {index} to {value}");
        }
        if percentiles.len() > 3 {
            let mut fewer = percentiles.clone();
            fewer.remove(index);
            assert!(metalog(&fewer, bounds).is_ok(), "{percentiles:?} without {index}");
        }
    }
}

#[test]
fn impossible_percentiles_are_refused() {
    use ParameterError::*;
    assert_eq!(metalog(&[(0.1, 1.0), (0.9, 2.0)], FREE), Err(PercentileCount(2)));
    assert_eq!(metalog(&[(0.1, 1.0), (0.5, 1.0), (0.9, 2.0)], FREE), Err(NotRising(1)));
    assert_eq!(metalog(&[(0.1, 1.0), (0.5, 2.0), (0.995, 3.0)], FREE), Err(NoPercentile(0.995)));
    assert!(matches!(
        metalog(&[(0.1, 0.0), (0.5, 0.2), (0.9, 0.3)], (0.0, 1.0)),
        Err(OutsideBounds { index: 0, .. })
    ));
    // A ratio of 9 between p10 and p90 is s = ln 9 / (2·ln 9) = ½: no variance any more.
    let positive = (0.0, f64::INFINITY);
    assert_eq!(metalog(&[(0.1, 1.0), (0.5, 3.0), (0.9, 9.01)], positive), Err(EndlessTail));
    assert!(metalog(&[(0.1, 1.0), (0.5, 2.8), (0.9, 7.5)], positive).is_ok());
}

#[test]
fn no_draw_leaves_the_bounds_and_all_rise() {
    let metalog = metalog(&[(0.1, 0.25), (0.5, 0.36), (0.9, 0.41)], (0.0, 1.0)).unwrap();
    let mut before = 0.0;
    for i in -1170..=1170 {
        let x = metalog.quantile_at(Probability::of_logit(f64::from(i) / 32.0));
        assert!(x > before && x < 1.0, "{i}: {x}");
        before = x;
    }
}
