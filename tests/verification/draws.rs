//! The actual draws of each family at a fixed seed.

use ampere::lanes::LANES;
use ampere::sampling::{Distribution, Shape};

use crate::check::{Figure, Row, Section};
use crate::family::{Case, cases};
use crate::generator::stream;
use crate::threshold::{fits_counts, fits_tail, fits_uniform};

const BLOCKS: u64 = 1024;
/// 131 072 draws of each.
const N: usize = BLOCKS as usize * LANES;
const SEED: u64 = 4;

pub fn section() -> Section {
    Section {
        title: "Draws",
        method: format!(
            "{N} draws of each family through the prepared shape, as the engine takes them. *χ²*: counts between \
             the reference quantiles of the table above, so that nothing of the product decides where the cells \
             end. *√n·D*: Kolmogorov–Smirnov of the distribution function of the draws. *Tail*: draws below the \
             reference quantiles at 0.001 and above those at 0.999, between exact binomial limits. *Mean*: \
             within five of its standard errors sd/√n, with mean and sd from the reference."
        ),
        rows: cases().iter().enumerate().map(|(place, case)| row(place, case)).collect(),
    }
}

/// Draws of one distribution from a stream of its own.
fn draws(place: usize, distribution: &Distribution) -> Vec<f64> {
    let shape = Shape::new(distribution, f64::NEG_INFINITY, f64::INFINITY);
    let mut all = stream(SEED, &format!("verification.draws.{place}"), 0, BLOCKS);
    for lane in all.chunks_exact_mut(LANES) {
        shape.apply(lane.try_into().expect("a lane"));
    }
    all
}

fn row(place: usize, case: &Case) -> Row {
    row_of(place, case, &case.distribution)
}

/// The checks of a case on the draws of a distribution that should be it.
pub fn row_of(place: usize, case: &Case, distribution: &Distribution) -> Row {
    let draws = draws(place, distribution);
    let mean = draws.iter().sum::<f64>() / N as f64;
    let mean = Figure::estimate("mean", mean, case.mean, case.sd / (N as f64).sqrt());
    if let Distribution::Choice(choice) = &case.distribution {
        let count = |value: f64| draws.iter().filter(|x| **x == value).count() as u64;
        let counts: Vec<u64> = choice.values().iter().map(|(value, _)| count(*value)).collect();
        let shares: Vec<f64> = choice.values().iter().map(|(_, share)| *share).collect();
        return Row::of(
            case.name.clone(),
            "its own probabilities",
            vec![fits_counts(&counts, &shares), mean],
        );
    }
    let edges: Vec<(f64, f64)> =
        case.quantiles.iter().copied().filter(|(p, _)| (0.001..=0.999).contains(p)).collect();
    let mut counts = vec![0; edges.len() + 1];
    draws.iter().for_each(|x| counts[edges.partition_point(|(_, edge)| edge < x)] += 1);
    let ends = [0.0].into_iter().chain(edges.iter().map(|(p, _)| *p)).chain([1.0]);
    let ends: Vec<f64> = ends.collect();
    let shares: Vec<f64> = ends.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let (first, last) = (counts[0], counts[edges.len()]);
    let mut uniforms: Vec<f64> = draws.iter().map(|x| case.distribution.probability(*x).below).collect();
    Row::of(
        case.name.clone(),
        "quantiles, mean and sd of mpmath",
        vec![
            fits_counts(&counts, &shares),
            fits_uniform(&mut uniforms),
            fits_tail("low tail", first, N as u64, 0.001),
            fits_tail("high tail", last, N as u64, 0.001),
            mean,
        ],
    )
}
