//! Quantiles against an established library, in both tails.

use super::*;
use crate::lanes::LANES;
use crate::sampling::Shape;

const P: [f64; 8] = [1.0 / 9_007_199_254_740_992.0, 1e-12, 1e-6, 0.05, 0.5, 0.9, 0.999_999, 1.0 - 1e-12];

fn truncated(
    whole: Result<Distribution, ParameterError>,
    min: f64,
    max: f64,
) -> Result<Distribution, ParameterError> {
    Distribution::truncated(whole?, min, max)
}

/// scipy 1.17.1: lognorm.ppf, norm.ppf, truncnorm.ppf, expit(… ndtri(p)); for a truncated PERT and lognormal
/// beta.ppf and lognorm.ppf at cdf(min) + p·(cdf(max) − cdf(min)). At each probability of [`P`].
#[expect(clippy::unreadable_literal, reason = "as printed by the library")]
fn reference() -> Vec<(Distribution, [f64; 8])> {
    let normal = Distribution::normal;
    let pert = Distribution::pert;
    let lognormal = Distribution::lognormal;
    [
        (
            Distribution::lognormal(1.0, 0.11),
            [
                0.40399664589890144,
                0.4595620059510057,
                0.5901851692103345,
                0.8299383796507609,
                0.9940043559354329,
                1.1440027744756984,
                1.674126547334263,
                2.1499710182348037,
            ],
        ),
        (
            Distribution::lognormal(20.0, 35.0),
            [
                0.0005961259294392948,
                0.0023963101139339573,
                0.03568210225503012,
                1.4153349448331223,
                9.922778767136673,
                45.24802216125364,
                2759.409682678681,
                41088.963192751675,
            ],
        ),
        (
            Distribution::lognormal_through([(0.1, 0.9), (0.9, 1.3)]),
            [
                0.33310128935673133,
                0.39426753860308095,
                0.5469131926158396,
                0.854291380489703,
                1.0816653826391969,
                1.3,
                2.1392791686062895,
                2.9675294140260204,
            ],
        ),
        (
            Distribution::logit_normal_through([(0.05, 0.25), (0.95, 0.42)], 0.0, 1.0),
            [
                0.06618554256631524,
                0.08551311286768143,
                0.13803204247163076,
                0.24999999999999994,
                0.3294457658534094,
                0.39928289878482465,
                0.6011709761467139,
                0.7207748653223502,
            ],
        ),
        (
            Distribution::normal_through([(0.1, -2.0), (0.9, 4.0)]),
            [
                -18.21780528927694,
                -15.467110683084687,
                -10.127350088647225,
                -2.850458314377274,
                1.0,
                4.0,
                12.12735008863362,
                17.467117904206617,
            ],
        ),
        (
            truncated(normal(0.09, 0.01), 0.05, 0.12),
            [
                0.050000000000008295,
                0.0500000000746183,
                0.050073527055968965,
                0.07354783565533105,
                0.08998347846976537,
                0.1027467730695455,
                0.1199977474837274,
                0.11999999999774677,
            ],
        ),
        (
            truncated(normal(0.0, 1.0), 5.0, 9.0),
            [
                5.000000000000001,
                5.000000000000194,
                5.000000192808198,
                5.009880658590256,
                5.1320183320442245,
                5.426934003049393,
                7.206685189770451,
                8.860158420374887,
            ],
        ),
        (
            truncated(normal(0.0, 1.0), -9.0, -5.0),
            [
                -8.999969045733835,
                -8.860156650914314,
                -7.206685189774369,
                -5.549400050626224,
                -5.1320183320442245,
                -5.020276020964647,
                -5.000000192808198,
                -5.000000000000194,
            ],
        ),
        (
            truncated(pert(0.25, 0.36, 0.41), 0.3, 0.4),
            [
                0.30000000000000004,
                0.30000000000024174,
                0.3000002417162683,
                0.30986433114261697,
                0.3539314617012732,
                0.3859724581310915,
                0.3999997639738565,
                0.399999999999764,
            ],
        ),
        (
            truncated(lognormal(1.0, 0.11), 0.8, 1.5),
            [
                0.8000000000000002,
                0.8000000000015238,
                0.800001523749207,
                0.847284043651504,
                0.9972580301784609,
                1.1456673570700806,
                1.4995436577875674,
                1.4999999995412103,
            ],
        ),
    ]
    .into_iter()
    .map(|(distribution, values)| (distribution.unwrap(), values))
    .collect()
}

/// Relative to the value or to the standard deviation, whichever is larger: the reference itself loses digits
/// where it subtracts from 1.
#[test]
fn quantiles_of_an_established_library() {
    for (distribution, values) in reference() {
        for (p, value) in P.into_iter().zip(values) {
            let found = distribution.quantile(p);
            let size = value.abs().max(distribution.standard_deviation());
            assert!((found - value).abs() < 1e-11 * size, "{distribution:?} at {p}: {found} {value}");
        }
    }
}

/// What the engine draws: directly, or from a table whose error is a thousand-millionth of the spread.
#[test]
fn prepared_shapes_draw_the_same_quantiles() {
    for (distribution, _) in reference().into_iter().chain(all().into_iter().map(|d| (d, [0.0; 8]))) {
        let shape = Shape::new(&distribution, f64::NEG_INFINITY, f64::INFINITY);
        let mut lane = [0.0; LANES];
        for (i, x) in lane.iter_mut().enumerate() {
            *x = if i < P.len() { P[i] } else { (i as f64 + 0.5) / LANES as f64 };
        }
        let uniforms = lane;
        let mut joint = lane;
        shape.apply(&mut lane);
        crate::sampling::normal::quantiles(&mut joint);
        shape.apply_to_normals(&mut joint);
        let sd = distribution.standard_deviation();
        for ((x, joint), p) in lane.iter().zip(joint).zip(uniforms) {
            let exact = distribution.quantile(p);
            // What a copula hands over, from a table of its own: each has its error. Close to 1 a uniform that
            // went through z is rounded anew.
            assert!((x - joint).abs() < 3e-9 * sd || p > 0.999_9, "{distribution:?} at {p}: {x} {joint}");
            // The error of a table is absolute; a tail far out has many standard deviations.
            assert!(
                (x - exact).abs() < 3e-9 * sd.max(1e-4 * exact.abs()),
                "{distribution:?} at {p}: {x} {exact}"
            );
        }
    }
}

/// What the engine draws from the outermost uniforms, alone and through a copula, with and without a domain that
/// is narrower than the distribution.
#[test]
fn no_draw_of_a_shape_leaves_its_support_or_its_domain() {
    for distribution in all().into_iter().chain(reference().into_iter().map(|(d, _)| d)) {
        let support = distribution.support();
        let middle = distribution.median();
        let sd = distribution.standard_deviation();
        for (low, high) in [support, (support.0.max(middle - sd), support.1.min(middle + sd))] {
            let shape = Shape::new(&distribution, low, high);
            let mut lane = [0.5; LANES];
            for (k, x) in lane.iter_mut().enumerate().take(106) {
                let small = std::iter::repeat_n(0.5, k / 2 + 1).product::<f64>();
                *x = if k.is_multiple_of(2) { small } else { 1.0 - small };
            }
            assert_eq!((lane[104], 1.0 - lane[105]), (f64::EPSILON / 2.0, f64::EPSILON / 2.0));
            let mut joint = lane;
            shape.apply(&mut lane);
            crate::sampling::normal::quantiles(&mut joint);
            shape.apply_to_normals(&mut joint);
            for x in lane.iter().chain(&joint) {
                assert!(x.is_finite() && (low..=high).contains(x), "{distribution:?}: {x}");
            }
            // Ever smaller uniforms give ever smaller draws, down to the last, but for the error of a table.
            let falling: Vec<f64> = lane[..106].iter().step_by(2).copied().collect();
            assert!(falling.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9 * sd), "{distribution:?}");
        }
    }
}

/// Smallest and largest uniform: nothing leaves the bounds, and both bounds are nearly reached.
#[test]
fn truncation_is_exact_in_the_tails() {
    let (least, most) = (2f64.powi(-53), 1.0 - 2f64.powi(-53));
    for (low, high) in [(5.0, 9.0), (-9.0, -5.0), (-1.0, 30.0), (4.0, 4.001)] {
        let normal = Distribution::normal(0.0, 1.0);
        let cut = truncated(normal, low, high).unwrap();
        let (first, last) = (cut.quantile(least), cut.quantile(most));
        assert!(low <= first && last <= high, "{low} {high}: {first} {last}");
        assert!(first < last && cut.quantile(1e-12) < cut.quantile(1e-9), "{low} {high}");
    }
    // The upper tail of the cut one is that of the whole: P(X > x) = (P(Z > x) − P(Z > 9)) / kept.
    let cut = truncated(Distribution::normal(0.0, 1.0), -1.0, 9.0).unwrap();
    let x = cut.quantile_at(Probability { below: 1.0, above: 1e-16 });
    let kept = Probability::of_z(1.0).below;
    assert!((Probability::of_z(x).above / (1e-16 * kept) - 1.0).abs() < 2e-3, "{x}");
}

#[test]
fn a_choice_is_a_step_function_in_rising_order() {
    let choice = Distribution::Choice(Choice::new(&[(0.5, 0.25), (0.2, 0.15), (0.3, 0.6)]).unwrap());
    for (p, value) in [(1e-16, 0.2), (0.15, 0.2), (0.1501, 0.3), (0.75, 0.3), (0.7501, 0.5), (1.0, 0.5)] {
        assert_eq!(choice.quantile(p), value, "{p}");
    }
    let cut = Distribution::truncated(choice, 0.25, 1.0).unwrap();
    // 0.6 : 0.25 remain, so 0.3 has 70.6 %.
    assert_eq!((cut.quantile(0.70), cut.quantile(0.71)), (0.3, 0.5));
}
