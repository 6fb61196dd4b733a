//! Constructors, moments, tails, and the samplers of an independent library.

use super::*;

const ALL: [Distribution; 5] = [
    Distribution::Uniform { min: -1.0, max: 3.0 },
    Distribution::Triangular { min: -0.85, mode: 0.8, max: 3.5 },
    Distribution::Pert { min: 0.25, mode: 0.36, max: 0.41 },
    Distribution::Pert { min: 0.0, mode: 0.0, max: 1.0 },
    Distribution::Normal { mean: 9.0, sd: 2.0 },
];

#[test]
fn impossible_parameters_are_refused() {
    use ParameterError::*;
    assert_eq!(Distribution::uniform(1.0, 1.0), Err(EmptyRange { min: 1.0, max: 1.0 }));
    assert_eq!(Distribution::triangular(2.0, 3.0, 1.0), Err(EmptyRange { min: 2.0, max: 1.0 }));
    assert_eq!(Distribution::pert(0.0, 2.0, 1.0), Err(ModeOutside { min: 0.0, mode: 2.0, max: 1.0 }));
    assert_eq!(Distribution::normal(0.0, 0.0), Err(NoSpread(0.0)));
    assert!(matches!(Distribution::normal(f64::NAN, 1.0), Err(NotFinite(_))));
    assert!(matches!(Distribution::pert(0.0, 1.0, f64::INFINITY), Err(NotFinite(_))));
}

/// Mean and standard deviation by integrating the quantile function over a fine midpoint grid.
#[test]
fn moments_agree_with_the_quantile_function() {
    for distribution in ALL {
        let n = 200_000;
        let values = (0..n).map(|i| distribution.quantile((f64::from(i) + 0.5) / f64::from(n)));
        let (sum, squares) = values.fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
        let mean = sum / f64::from(n);
        let sd = (squares / f64::from(n) - mean * mean).sqrt();
        assert!(
            (mean - distribution.mean()).abs() < 1e-6 * distribution.standard_deviation(),
            "{distribution:?}"
        );
        assert!((sd / distribution.standard_deviation() - 1.0).abs() < 1e-4, "{distribution:?} {sd}");
    }
}

#[test]
fn no_quantile_leaves_the_support() {
    for distribution in ALL {
        let (min, max) = distribution.support();
        for p in [2f64.powi(-53), 1e-12, 0.3, 1.0 - 1e-12, 1.0 - 2f64.powi(-53)] {
            let x = distribution.quantile(p);
            assert!(x >= min && x <= max, "{distribution:?} at {p}: {x}");
        }
    }
}

/// The samplers of `rand_distr` use other algorithms; the means must agree within five standard errors
/// of their difference (chance of a false alarm below 1e-6 each; the seed is fixed).
#[test]
fn samplers_of_rand_distr_agree() {
    use crate::sampling::{InputId, philox::PhiloxStream};
    use rand_distr::Distribution as _;
    let n = 40_000;
    let mean_of = |sample: &mut dyn FnMut() -> f64| (0..n).map(|_| sample()).sum::<f64>() / f64::from(n);
    let mut ours = PhiloxStream::new(1, InputId::of("ours"));
    let mut theirs = PhiloxStream::new(1, InputId::of("theirs"));
    for distribution in ALL {
        let mean = mean_of(&mut || distribution.sample(&mut ours));
        let reference = match distribution {
            Distribution::Uniform { min, max } => {
                let d = rand_distr::Uniform::new(min, max).unwrap();
                mean_of(&mut || d.sample(&mut theirs))
            }
            Distribution::Triangular { min, mode, max } => {
                let d = rand_distr::Triangular::new(min, max, mode).unwrap();
                mean_of(&mut || d.sample(&mut theirs))
            }
            Distribution::Pert { min, mode, max } => {
                let d = rand_distr::Pert::new(min, max).with_mode(mode).unwrap();
                mean_of(&mut || d.sample(&mut theirs))
            }
            Distribution::Normal { mean, sd } => {
                let d = rand_distr::Normal::new(mean, sd).unwrap();
                mean_of(&mut || d.sample(&mut theirs))
            }
        };
        let standard_error = distribution.standard_deviation() * (2.0 / f64::from(n)).sqrt();
        assert!((mean - reference).abs() < 5.0 * standard_error, "{distribution:?}: {mean} {reference}");
    }
}
