//! Our draws against those of `rand_distr`, whose samplers use other algorithms (ziggurat, rejection, alias
//! tables) and other code. Both take words from the generator through the traits of `rand`.

use rand_distr::Distribution as _;

use super::*;
use crate::sampling::{InputId, philox::PhiloxStream};

const N: usize = 100_000;
/// Chance that a right distribution fails one comparison, had the seed not been fixed.
const FALSE_ALARM: f64 = 1e-5;

type Sampler = Box<dyn Fn(&mut PhiloxStream) -> f64>;

/// The sampler of `rand_distr` for a distribution; `None` for the metalog, which it does not have and whose
/// quantiles are checked against a package of its own.
fn independent(distribution: &Distribution) -> Option<Sampler> {
    match distribution.clone() {
        Distribution::Uniform { min, max } => {
            let d = rand_distr::Uniform::new(min, max).unwrap();
            Some(Box::new(move |rng| d.sample(rng)))
        }
        Distribution::Triangular { min, mode, max } => {
            let d = rand_distr::Triangular::new(min, max, mode).unwrap();
            Some(Box::new(move |rng| d.sample(rng)))
        }
        Distribution::Pert { min, mode, max } => {
            let d = rand_distr::Pert::new(min, max).with_mode(mode).unwrap();
            Some(Box::new(move |rng| d.sample(rng)))
        }
        Distribution::Normal { mean, sd } => {
            let d = rand_distr::Normal::new(mean, sd).unwrap();
            Some(Box::new(move |rng| d.sample(rng)))
        }
        Distribution::Lognormal { log_mean, log_sd } => {
            let d = rand_distr::LogNormal::new(log_mean, log_sd).unwrap();
            Some(Box::new(move |rng| d.sample(rng)))
        }
        Distribution::LogitNormal { low, high, logit_mean, logit_sd } => {
            let d = rand_distr::Normal::new(logit_mean, logit_sd).unwrap();
            Some(Box::new(move |rng| low + (high - low) / (1.0 + (-d.sample(rng)).exp())))
        }
        Distribution::Choice(choice) => {
            let (values, weights): (Vec<f64>, Vec<f64>) = choice.values().iter().copied().unzip();
            let d = rand_distr::weighted::WeightedAliasIndex::new(weights).unwrap();
            Some(Box::new(move |rng| values[d.sample(rng)]))
        }
        Distribution::Truncated(truncated) => {
            let (low, high) = distribution.support();
            let whole = independent(truncated.whole())?;
            Some(Box::new(move |rng| {
                loop {
                    let x = whole(rng);
                    if (low..=high).contains(&x) {
                        return x;
                    }
                }
            }))
        }
        Distribution::Metalog(_) => None,
    }
}

fn draws(key: &str, sample: impl Fn(&mut PhiloxStream) -> f64) -> Vec<f64> {
    let mut stream = PhiloxStream::new(1, InputId::of(key));
    let mut values: Vec<f64> = (0..N).map(|_| sample(&mut stream)).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Largest distance between two empirical distribution functions of sorted samples of equal size.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    let (mut i, mut j, mut largest) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        let x = a[i].min(b[j]);
        while i < a.len() && a[i] <= x {
            i += 1;
        }
        while j < b.len() && b[j] <= x {
            j += 1;
        }
        largest = largest.max(i.abs_diff(j));
    }
    largest as f64 / a.len() as f64
}

/// Kolmogorov–Smirnov with two samples of size n: P(D·√(n/2) > c) ≤ 2·exp(−2c²) (Smirnov 1939).
fn largest_distance() -> f64 {
    ((2.0 / FALSE_ALARM).ln() / 2.0).sqrt() * (2.0 / N as f64).sqrt()
}

#[test]
fn draws_and_those_of_rand_distr_have_one_distribution() {
    let mut compared = 0;
    for distribution in all().iter().filter(|d| !matches!(d, Distribution::Choice(_))) {
        let Some(independent) = independent(distribution) else { continue };
        let ours = draws("ours", |rng| distribution.sample(rng));
        let theirs = draws("theirs", independent);
        let found = distance(&ours, &theirs);
        assert!(found < largest_distance(), "{distribution:?}: {found}");
        compared += 1;
    }
    assert!(compared >= 9, "all families that the library has");
}

/// The planted mistakes: a standard deviation too large by a tenth, and a mode that has slipped.
#[test]
fn a_wrong_distribution_is_noticed() {
    for (right, wrong) in [
        (Distribution::normal(0.0, 1.0), Distribution::normal(0.0, 1.1)),
        (Distribution::pert(0.25, 0.36, 0.41), Distribution::pert(0.25, 0.355, 0.41)),
    ] {
        let (right, wrong) = (right.unwrap(), wrong.unwrap());
        let ours = draws("ours", |rng| wrong.sample(rng));
        let theirs = draws("theirs", independent(&right).unwrap());
        assert!(distance(&ours, &theirs) > largest_distance(), "{wrong:?}");
    }
}

/// Chi-square of a choice of three against the alias method's counts: with two degrees of freedom
/// P(X² > x) = exp(−x/2).
#[test]
fn choices_are_made_as_often_as_by_rand_distr() {
    let distribution = all().into_iter().find(|d| matches!(d, Distribution::Choice(_))).unwrap();
    let Distribution::Choice(choice) = &distribution else { panic!("a choice") };
    assert_eq!(choice.values().len(), 3);
    let ours = draws("ours", |rng| distribution.sample(rng));
    let theirs = draws("theirs", independent(&distribution).unwrap());
    let count = |sample: &[f64], value: f64| sample.iter().filter(|x| **x == value).count() as f64;
    let terms = choice.values().iter().map(|(value, _)| {
        let (a, b) = (count(&ours, *value), count(&theirs, *value));
        (a - b) * (a - b) / (a + b)
    });
    let statistic: f64 = terms.sum();
    assert!(statistic < -2.0 * FALSE_ALARM.ln(), "{statistic}");
    let counted: f64 = choice.values().iter().map(|(value, _)| count(&ours, *value)).sum();
    assert_eq!(counted, N as f64);
}
