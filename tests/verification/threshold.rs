//! Statistics of goodness of fit and the limits that they exceed with a given probability.

use statrs::distribution::{Binomial, ChiSquared, ContinuousCDF, DiscreteCDF};

use crate::check::{ALPHA, Figure};

/// √n·D, D being the largest distance between an empirical distribution and the uniform one.
pub fn kolmogorov_smirnov(uniforms: &mut [f64]) -> f64 {
    uniforms.sort_by(f64::total_cmp);
    let n = uniforms.len() as f64;
    let gap = |(i, u): (usize, &f64)| (u - i as f64 / n).abs().max((u - (i + 1) as f64 / n).abs());
    uniforms.iter().enumerate().map(gap).fold(0.0, f64::max) * n.sqrt()
}

/// The limit of √n·D: P(√n·D > t) ≤ 2·exp(−2t²) for every n (Massart 1990, The Annals of Probability 18(3)).
pub fn kolmogorov_smirnov_limit() -> f64 {
    ((2.0 / ALPHA).ln() / 2.0).sqrt()
}

/// The figure of a sample of uniforms.
pub fn fits_uniform(uniforms: &mut [f64]) -> Figure {
    Figure::statistic("√n·D", kolmogorov_smirnov(uniforms), kolmogorov_smirnov_limit(), ALPHA)
}

/// Pearson's statistic of counts with given probabilities, against the 1 − α quantile of χ².
pub fn fits_counts(counts: &[u64], probabilities: &[f64]) -> Figure {
    assert_eq!(counts.len(), probabilities.len());
    assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let n = counts.iter().sum::<u64>() as f64;
    let term = |(count, p): (&u64, &f64)| (*count as f64 - n * p).powi(2) / (n * p);
    let statistic = counts.iter().zip(probabilities).map(term).sum();
    let degrees = counts.len() - 1;
    let law = ChiSquared::new(degrees as f64).expect("a positive number of degrees");
    Figure::statistic(&format!("χ²({degrees})"), statistic, law.inverse_cdf(1.0 - ALPHA), ALPHA)
}

/// Counts in equally likely cells.
pub fn fits_cells(counts: &[u64]) -> Figure {
    fits_counts(counts, &vec![1.0 / counts.len() as f64; counts.len()])
}

/// A binomial count between its exact limits, each with half of α outside.
pub fn fits_tail(name: &str, count: u64, n: u64, p: f64) -> Figure {
    let law = Binomial::new(p, n).expect("a probability");
    // P(X < low) ≤ α/2 and P(X > high) ≤ α/2, searched outwards from the mean.
    let (mut low, mut high) = ((n as f64 * p) as u64, (n as f64 * p).ceil() as u64);
    while low > 0 && law.cdf(low - 1) > ALPHA / 2.0 {
        low -= 1;
    }
    while law.sf(high) > ALPHA / 2.0 {
        high += 1;
    }
    Figure::count(name, count, (low, high), ALPHA)
}
