//! Draws against what a copula promises, at fixed seeds; tolerances are four standard errors unless said.

use super::*;
use crate::lanes::{LANES, ZERO};
use crate::sampling::{Distribution, InputId, Sampler, Shape, normal, philox};

const BLOCKS: u64 = 391;
/// 50 048 trials.
const N: usize = BLOCKS as usize * LANES;
const T: fn(f64) -> Copula = |nu| Copula::StudentT { degrees_of_freedom: nu };

fn component(ranks: &Symmetric, copula: Copula) -> Component {
    Component::new(keys(ranks.n()), ranks, &Conversion::new(copula)).unwrap()
}

fn keys(n: usize) -> Vec<String> {
    ["a", "b", "c", "d"].iter().take(n).map(|key| key.to_string()).collect()
}

fn pair(rank: f64) -> Symmetric {
    let mut ranks = Symmetric::identity(2);
    ranks.set(0, 1, rank);
    ranks
}

/// Joint normal values of each member over all trials.
fn joint(component: &Component, seed: u64) -> Vec<Vec<f64>> {
    let mut lanes = vec![ZERO; component.n_members()];
    let mut all = vec![Vec::with_capacity(N); component.n_members()];
    for block in 0..BLOCKS {
        component.draw(&Sampler::random(seed), 0, block * LANES as u64, &mut lanes);
        all.iter_mut().zip(&lanes).for_each(|(all, lane)| all.extend_from_slice(lane));
    }
    all
}

fn pair_of(rank: f64, copula: Copula, seed: u64) -> [Vec<f64>; 2] {
    let component = component(&pair(rank), copula);
    joint(&component, seed).try_into().unwrap()
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    order.into_iter().enumerate().for_each(|(rank, i)| ranks[i] = rank as f64);
    ranks
}

/// Spearman's rank correlation, exactly, and its standard error.
///
/// The error is measured from 46 disjoint pieces of the sample, which needs no formula.
fn spearman(x: &[f64], y: &[f64]) -> (f64, f64) {
    let of = |x: &[f64], y: &[f64]| {
        let (a, b) = (ranks(x), ranks(y));
        let middle = 0.5 * (x.len() as f64 - 1.0);
        let covariance: f64 = a.iter().zip(&b).map(|(a, b)| (a - middle) * (b - middle)).sum();
        covariance / a.iter().map(|a| (a - middle) * (a - middle)).sum::<f64>()
    };
    let pieces: Vec<f64> = x.chunks(N / 46).zip(y.chunks(N / 46)).map(|(x, y)| of(x, y)).collect();
    let n = pieces.len() as f64;
    let mean = pieces.iter().sum::<f64>() / n;
    let variance = pieces.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / (n - 1.0);
    (of(x, y), (variance / n).sqrt())
}

#[test]
fn sample_rank_correlations_are_those_that_were_stated() {
    for copula in [Copula::Gaussian, T(2.0), T(5.0), T(40.0)] {
        for (seed, rank) in [-0.95, -0.6, -0.2, 0.1, 0.4, 0.6, 0.9].into_iter().enumerate() {
            let [x, y] = pair_of(rank, copula, seed as u64);
            let (found, error) = spearman(&x, &y);
            assert!((found - rank).abs() < 4.0 * error, "{copula:?} {rank}: {found} ± {error}");
            assert!(error < 0.008);
        }
    }
}

/// The planted mistake: the rank correlation taken for the copula's own parameter. At 0.6 it gives 0.5819.
#[test]
fn a_rank_correlation_taken_for_a_linear_one_is_caught() {
    let mistaken = Conversion::new(Copula::Gaussian).rank(0.6);
    assert!((mistaken - 0.581_9).abs() < 1e-4);
    let [x, y] = pair_of(mistaken, Copula::Gaussian, 1);
    let (found, error) = spearman(&x, &y);
    assert!((found - 0.6).abs() > 5.0 * error, "{found} ± {error}");
}

#[test]
fn all_pairs_of_a_larger_component_are_right() {
    let mut wanted = Symmetric::identity(4);
    for (i, j, rank) in [(0, 1, 0.3), (0, 2, -0.4), (1, 3, 0.6), (2, 3, 0.2)] {
        wanted.set(i, j, rank);
    }
    for copula in [Copula::Gaussian, T(4.0)] {
        let draws = joint(&component(&wanted, copula), 11);
        for i in 0..4 {
            for j in i + 1..4 {
                let (found, error) = spearman(&draws[i], &draws[j]);
                assert!((found - wanted.at(i, j)).abs() < 4.0 * error, "{copula:?} {i} {j}: {found}");
            }
        }
    }
}

/// P(X > 0, Y > 0) = 1/4 + asin(ρ)/2π (Sheppard 1899), for the t copula as for the normal: the common
/// mixing variable does not change signs.
#[test]
fn both_are_above_their_medians_as_often_as_theory_says() {
    for copula in [Copula::Gaussian, T(3.0)] {
        for rank in [-0.7, 0.0001, 0.5, 0.9] {
            let parameter = Conversion::new(copula).parameter(rank);
            let expected = 0.25 + parameter.asin() / std::f64::consts::TAU;
            let [x, y] = pair_of(rank, copula, 5);
            let share = x.iter().zip(&y).filter(|(x, y)| **x > 0.0 && **y > 0.0).count() as f64 / N as f64;
            let error = (expected * (1.0 - expected) / N as f64).sqrt();
            assert!((share - expected).abs() < 4.0 * error, "{copula:?} {rank}: {share} {expected}");
        }
    }
}

/// Both among the lowest 1 %, as a share of the lowest 1 %. At ρ_s = 0.5 scipy 1.17.1 (normal and t
/// distributions of two dimensions, at the converted parameters) gives 0.1384 for the Gaussian and 0.3511
/// for t with 3 degrees of freedom.
#[test]
fn extremes_come_together_under_t_and_not_under_the_gaussian() {
    for (copula, expected) in [(Copula::Gaussian, 0.138_42), (T(3.0), 0.351_14)] {
        let [x, y] = pair_of(0.5, copula, 9);
        let lowest = normal::quantile(0.01);
        let both = x.iter().zip(&y).filter(|(x, y)| **x < lowest && **y < lowest).count() as f64;
        let share = both / (0.01 * N as f64);
        let error = (expected * 0.01 / N as f64).sqrt() / 0.01;
        assert!((share - expected).abs() < 4.0 * error, "{copula:?}: {share}");
    }
    // Uncorrelated is not independent under t.
    let [x, y] = pair_of(0.0001, T(2.0), 9);
    let lowest = normal::quantile(0.01);
    let both = x.iter().zip(&y).filter(|(x, y)| **x < lowest && **y < lowest).count();
    assert!(both > 40, "{both}, where independence would give 5");
}

/// Kolmogorov-Smirnov: √n·D exceeds 2.0 with chance 2·exp(−8) = 0.0007; the seed is fixed.
#[test]
fn marginals_stay_what_they_were() {
    for copula in [Copula::Gaussian, T(2.0), T(10.0)] {
        for values in pair_of(0.7, copula, 21) {
            let mut uniforms: Vec<f64> = values.into_iter().map(normal::cumulative).collect();
            uniforms.sort_by(f64::total_cmp);
            let gap = |(i, u): (usize, &f64)| {
                (u - i as f64 / N as f64).abs().max((u - (i + 1) as f64 / N as f64).abs())
            };
            let distance = uniforms.iter().enumerate().map(gap).fold(0.0, f64::max);
            assert!(distance * (N as f64).sqrt() < 2.0, "{copula:?}: {distance}");
        }
    }
}

#[test]
fn rank_correlation_does_not_depend_on_the_distributions() {
    let [x, y] = pair_of(0.5, Copula::Gaussian, 2);
    let shapes = [
        Distribution::Triangular { min: -0.85, mode: 0.8, max: 3.5 },
        Distribution::Pert { min: 0.0, mode: 0.03, max: 3.45 },
    ]
    .map(|distribution| Shape::new(&distribution, f64::NEG_INFINITY, f64::INFINITY));
    let draws = [(x, &shapes[0]), (y, &shapes[1])].map(|(values, shape)| {
        let blocks = values.chunks_exact(LANES).flat_map(|chunk| {
            let mut lane = ZERO;
            lane.copy_from_slice(chunk);
            shape.apply_to_normals(&mut lane);
            lane
        });
        blocks.collect::<Vec<f64>>()
    });
    let (found, error) = spearman(&draws[0], &draws[1]);
    assert!((found - 0.5).abs() < 4.0 * error, "{found} ± {error}");
}

fn one_block(component: &Component, period: u32) -> Vec<crate::lanes::Lane> {
    let mut lanes = vec![ZERO; component.n_members()];
    component.draw(&Sampler::random(3), period, 256, &mut lanes);
    lanes
}

#[test]
fn the_first_member_keeps_its_draw_and_later_members_move_no_earlier_one() {
    for copula in [Copula::Gaussian, T(4.0)] {
        let two = one_block(&component(&pair(0.5), copula), 0);
        let mut wider = Symmetric::identity(3);
        wider.set(0, 1, 0.5);
        wider.set(1, 2, -0.3);
        let three = one_block(&component(&wider, copula), 0);
        assert_eq!(two[..], three[..2]);
        let mut alone = ZERO;
        philox::uniforms(3, InputId::of("a"), 0, 256, &mut alone);
        normal::quantiles(&mut alone);
        assert_eq!(two[0], alone);
        assert_ne!(one_block(&component(&pair(0.5), copula), 1), two);
    }
}

/// The bits of a few draws: they must not change with the processor, the compiler or the optimisation.
#[test]
fn draws_are_pinned() {
    let bits = |copula| one_block(&component(&pair(0.5), copula), 0)[1][7].to_bits();
    assert_eq!(
        (bits(Copula::Gaussian), bits(T(4.0))),
        (13_831_097_535_297_457_218, 13_831_929_534_872_188_772)
    );
}

#[test]
fn extreme_uniforms_stay_finite_and_inside() {
    for nu in [2.0, 100.0] {
        let student = super::student::Student::new(nu);
        for z in [-8.3, 8.3] {
            let (sinh, cosh) = student.sinh_cosh(z);
            for mixed in [-8.3, 8.3] {
                for partner in [-8.3, 8.3] {
                    let score = student.score(0.5 * sinh + cosh * student.inverse_chi(mixed) * 0.8 * partner);
                    assert!(score.abs() < 8.51 && (0.0..1.0).contains(&normal::cumulative(score).min(0.999)));
                }
            }
        }
    }
}

#[test]
fn impossible_correlations_make_no_component() {
    let mut ranks = Symmetric::identity(3);
    for (i, j, rank) in [(0, 1, 0.9), (0, 2, 0.9), (1, 2, -0.9)] {
        ranks.set(i, j, rank);
    }
    assert!(Component::new(keys(3), &ranks, &Conversion::new(Copula::Gaussian)).is_none());
}
