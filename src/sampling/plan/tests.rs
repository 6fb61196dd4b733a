//! What every plan promises: uniform draws, addressable, with the variance that its theory gives.

use super::*;
use crate::lanes::{LANES, Lane, ZERO};
use crate::sampling::InputId;

fn sampler(plan: Plan, seed: u64, n_trials: u64) -> Sampler {
    let streams: Vec<String> = (0..8).map(|key| format!("key-{key}")).collect();
    Sampler::new(plan, seed, n_trials, &streams)
}

/// The first `n` uniforms of a stream.
fn uniforms(sampler: &Sampler, key: &str, period: u32, n: u64) -> Vec<f64> {
    let mut all = Vec::new();
    for block in 0..n.div_ceil(LANES as u64) {
        let mut lane: Lane = ZERO;
        sampler.uniforms(InputId::of(key), period, block * LANES as u64, &mut lane);
        all.extend(lane);
    }
    all.truncate(n as usize);
    all
}

/// Mean of a function of `dims` uniforms over the first `n` trials, for each of 16 randomisations.
fn means(plan: Plan, seed: u64, n: u64, dims: usize, f: impl Fn(&[f64]) -> f64) -> [f64; RANDOMISATIONS] {
    let sampler = sampler(plan, seed, n);
    let inputs: Vec<Vec<f64>> = (0..dims).map(|d| uniforms(&sampler, &format!("key-{d}"), 0, n)).collect();
    let mut sums = [0.0; RANDOMISATIONS];
    for trial in 0..n as usize {
        let point: Vec<f64> = inputs.iter().map(|input| input[trial]).collect();
        sums[trial % RANDOMISATIONS] += f(&point);
    }
    sums.map(|sum| sum / (n as f64 / RANDOMISATIONS as f64))
}

/// Variance of a randomisation's mean about the truth, from 16 randomisations of each of `seeds` seeds.
fn variance(plan: Plan, seeds: u64, n: u64, dims: usize, truth: f64, f: fn(&[f64]) -> f64) -> f64 {
    let all = (0..seeds).flat_map(|seed| means(plan, seed, n, dims, f));
    all.map(|mean| (mean - truth).powi(2)).sum::<f64>() / (seeds as f64 * RANDOMISATIONS as f64)
}

#[test]
fn random_is_the_generator_itself() {
    let mut lane = ZERO;
    crate::sampling::philox::uniforms(9, InputId::of("key-0"), 5, 128, &mut lane);
    assert_eq!(uniforms(&sampler(Plan::Random, 9, 0), "key-0", 5, 256)[128..], lane);
}

#[test]
fn draws_are_uniform_and_strictly_inside() {
    for plan in Plan::ALL {
        for (key, period) in [("key-0", 0), ("key-7", 0), ("other", 0), ("key-0", 8101)] {
            let n = 4096;
            let mut draws = uniforms(&sampler(plan, 3, n), key, period, n);
            draws.sort_by(f64::total_cmp);
            assert!(draws[0] > 0.0 && draws[n as usize - 1] < 1.0);
            // Kolmogorov-Smirnov, 99.9 % point 1.95/√n (Smirnov 1948); evenly spread draws lie far below it.
            let distance = |(i, u): (usize, &f64)| {
                (u - i as f64 / n as f64).abs().max((u - (i + 1) as f64 / n as f64).abs())
            };
            let worst = draws.iter().enumerate().map(distance).fold(0.0, f64::max);
            assert!(worst < 1.95 / (n as f64).sqrt(), "{plan:?} {key} {period}: {worst}");
        }
    }
}

#[test]
fn the_first_trials_of_a_longer_run_are_the_shorter_run() {
    for plan in [Plan::Random, Plan::Antithetic, Plan::Sobol] {
        for (key, period) in [("key-3", 0), ("other", 0), ("key-3", 8101)] {
            let (short, long) = (sampler(plan, 4, 1000), sampler(plan, 4, 100_000));
            assert_eq!(uniforms(&short, key, period, 1000), uniforms(&long, key, period, 3000)[..1000]);
        }
    }
}

#[test]
fn partners_mirror_each_other_exactly() {
    let sampler = sampler(Plan::Antithetic, 8, 0);
    for (key, period) in [("key-1", 0), ("other", 8101)] {
        let draws = uniforms(&sampler, key, period, 1024);
        let first: Vec<f64> = (0..1024).filter(|i| i / 16 % 2 == 0).map(|i| draws[i]).collect();
        for trial in (0..1024).filter(|i| i / 16 % 2 == 0) {
            assert_eq!(draws[trial] + draws[trial + 16], 1.0);
            assert_eq!(1.0 - draws[trial + 16], draws[trial]);
        }
        // The pairs are the trials of `random`.
        assert_eq!(first, uniforms(&super::Sampler::random(8), key, period, 512));
    }
}

#[test]
fn each_stratum_has_one_trial() {
    // 16 randomisations of 64, and of 62 or 63 where the number of trials is no multiple of 16.
    for n_trials in [1024, 1000] {
        let sampler = sampler(Plan::LatinHypercube, 2, n_trials);
        for (key, period) in [("key-0", 0), ("other", 8101)] {
            let draws = uniforms(&sampler, key, period, n_trials);
            for r in 0..RANDOMISATIONS {
                let mine: Vec<f64> = draws.iter().skip(r).step_by(RANDOMISATIONS).copied().collect();
                let mut strata: Vec<usize> = mine.iter().map(|u| (u * mine.len() as f64) as usize).collect();
                assert!(!strata.is_sorted());
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..mine.len()), "{n_trials} {key} {r}");
            }
        }
    }
}

#[test]
fn fewer_trials_than_randomisations_are_still_draws() {
    for n_trials in [1, 5, 16, 17] {
        let draws = uniforms(&sampler(Plan::LatinHypercube, 2, n_trials), "key-0", 0, n_trials);
        assert!(draws.iter().all(|u| *u > 0.0 && *u < 1.0));
    }
}

#[test]
fn seed_key_period_and_randomisation_all_matter() {
    for plan in Plan::ALL {
        let draw = |seed, key, period| uniforms(&sampler(plan, seed, 128), key, period, 128);
        let one = draw(1, "key-0", 0);
        assert_ne!(one, draw(2, "key-0", 0));
        assert_ne!(one, draw(1, "key-1", 0));
        assert_ne!(one, draw(1, "key-0", 1));
        assert!(one[..16].windows(2).all(|pair| pair[0] != pair[1]));
    }
}

#[test]
fn means_are_unbiased_and_randomisations_independent() {
    // ∏(1 + (u − ½)) over four inputs has the mean 1. 16 randomisations of 200 seeds.
    let f = |u: &[f64]| u.iter().map(|u| 0.5 + u).product::<f64>();
    for plan in Plan::ALL {
        let all: Vec<[f64; RANDOMISATIONS]> = (0..200).map(|seed| means(plan, seed, 512, 4, f)).collect();
        let errors: Vec<f64> = all.iter().flatten().map(|mean| mean - 1.0).collect();
        let variance = errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64;
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!(mean.abs() < 4.0 * (variance / errors.len() as f64).sqrt(), "{plan:?}: {mean}");
        // Neighbouring randomisations: 3000 products, each of variance `variance²` if independent.
        let products = all.iter().flat_map(|r| r.windows(2).map(|w| (w[0] - 1.0) * (w[1] - 1.0)));
        let correlation = products.sum::<f64>() / 3000.0 / variance;
        assert!(correlation.abs() < 4.0 / 3000f64.sqrt(), "{plan:?}: {correlation}");
    }
}

#[test]
fn mirroring_gains_what_its_theory_says() {
    // e^u: variance (e² − 1)/2 − (e − 1)² = 0.24204; with the partner's covariance e − (e − 1)² = −0.23421 added,
    // 0.00783: 30.9 times less. 3200 means each: a ratio of two variances has a relative error of √(4/3200) = 3.5 %.
    let f = |u: &[f64]| u[0].exp();
    let truth = std::f64::consts::E - 1.0;
    let ratio =
        variance(Plan::Random, 200, 512, 1, truth, f) / variance(Plan::Antithetic, 200, 512, 1, truth, f);
    assert!((ratio / 30.9 - 1.0).abs() < 4.0 * 0.035, "{ratio}");
}

#[test]
fn strata_gain_what_their_theory_says() {
    // A sum of three inputs, n = 32 strata: variance 3/12/n for random trials, 3/12/n³ for one jittered trial in
    // each stratum, 1024 times less. 1600 means each: relative error of the ratio 5 %.
    let f = |u: &[f64]| u.iter().sum();
    let ratio =
        variance(Plan::Random, 100, 512, 3, 1.5, f) / variance(Plan::LatinHypercube, 100, 512, 3, 1.5, f);
    assert!((ratio / 1024.0 - 1.0).abs() < 4.0 * 0.05, "{ratio}");
    // What two inputs only do together is left to chance: no loss, no gain worth speaking of.
    let f = |u: &[f64]| (u[0] - 0.5) * (u[1] - 0.5);
    let ratio =
        variance(Plan::Random, 100, 512, 2, 0.0, f) / variance(Plan::LatinHypercube, 100, 512, 2, 0.0, f);
    assert!((ratio - 1.0).abs() < 0.3, "{ratio}");
}

#[test]
fn scrambled_points_converge_faster_than_chance() {
    // ∏(1 + (u − ½)) over six inputs. Random trials have the variance (13/12)⁶ − 1 over n = 0.6165/n.
    // Scrambled points: O(log⁵ n/n³) (Owen 1997); four times the points take off far more than the 4 of chance
    // and, with the logarithm, less than 64. 16 and 256 points: at least a factor of 16 each way from chance.
    let f = |u: &[f64]| u.iter().map(|u| 0.5 + u).product::<f64>();
    let of = |points: u64| variance(Plan::Sobol, 30, 16 * points, 6, 1.0, f);
    let (few, many) = (of(16), of(256));
    assert!(few / many > 16.0 * 16.0, "{}", few / many);
    assert!(0.6165 / 256.0 / many > 16.0, "{}", 0.6165 / 256.0 / many);
}

#[test]
fn without_dimensions_sobol_is_random() {
    for (key, period) in [("other", 0), ("key-0", 8101)] {
        let [sobol, random] = [Plan::Sobol, Plan::Random].map(|plan| sampler(plan, 6, 256));
        assert_eq!(uniforms(&sobol, key, period, 256), uniforms(&random, key, period, 256));
    }
}

#[test]
fn a_plan_is_found_by_its_name() {
    assert!(Plan::ALL.into_iter().all(|plan| Plan::of_id(plan.id()) == Some(plan)));
    assert_eq!(Plan::of_id("Sobol"), None);
}
