//! Percentiles: exact within a stated memory budget, from integer histograms beyond it.
//!
//! Definition: with the sorted trials x₀ … xₙ₋₁, the p-quantile is the linear interpolation at position
//! p·(n − 1), type 7 of Hyndman and Fan (1996), The American Statistician 50(4), NumPy's default.
//!
//! - [`selection`]: chosen ranks of all trials · [`histogram`]: counts in equal bins

pub mod histogram;
pub mod selection;

pub use histogram::Histogram;

/// Shares at which tables report percentiles.
pub const REPORTED: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// The definition, for the manifest.
pub const DEFINITION: &str = "Hyndman and Fan (1996) type 7: linear interpolation at p(n - 1)";

/// Position of the p-quantile among `n` sorted trials, from 0.
pub fn position(p: f64, n: usize) -> f64 {
    p * n.saturating_sub(1) as f64
}
