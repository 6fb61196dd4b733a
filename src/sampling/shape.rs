//! A distribution made ready for drawing: everything slow is done once, when a scenario is resolved.

use std::sync::Arc;

use super::distribution::{
    Distribution, Metalog, logit_normal_of_z, lognormal_of_z, pert_shape, triangular_quantile,
    uniform_quantile,
};
use super::normal;
use super::tabulated::Tabulated;
use crate::lanes::Lane;

/// Turns a lane of uniforms into draws of one distribution, by inversion.
#[derive(Clone, Debug)]
pub struct Shape {
    kind: Kind,
    min: f64,
    max: f64,
    central: f64,
}

#[derive(Clone, Debug)]
enum Kind {
    Uniform {
        min: f64,
        max: f64,
    },
    /// The part `kept` of a triangle, with the shares `below` and `above` cut off.
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
        below: f64,
        above: f64,
        kept: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    Lognormal {
        log_mean: f64,
        log_sd: f64,
    },
    LogitNormal {
        low: f64,
        high: f64,
        logit_mean: f64,
        logit_sd: f64,
    },
    Metalog(Arc<Metalog>),
    Tabulated(Tabulated),
    /// Trial by trial: steps, and what no table holds well enough.
    Exact(Arc<Distribution>),
}

/// Largest error of a table, as a share of the distance between the quantiles at z = −1 and z = 1, which is
/// two standard deviations of a normal.
const TOLERANCE: f64 = 1e-9;

impl Shape {
    /// Prepares a distribution. Draws never leave its support, nor `lowest` … `highest`, the domain of the
    /// assumption (which the reader has checked; of a distribution with tails it cuts off what lies beyond).
    pub fn new(distribution: &Distribution, lowest: f64, highest: f64) -> Shape {
        let (low, high) = distribution.support();
        let (min, max) = (low.max(lowest), high.min(highest));
        let central = distribution.central().max(min).min(max);
        Shape { kind: kind(distribution), min, max, central }
    }

    /// What a deterministic projection takes: [`Distribution::central`], within the same limits.
    pub fn central(&self) -> f64 {
        self.central
    }

    /// Whether this shape works on standard normal values z rather than on uniforms u = Φ(z).
    fn takes_normals(&self) -> bool {
        match self.kind {
            Kind::Normal { .. } | Kind::Lognormal { .. } | Kind::LogitNormal { .. } => true,
            Kind::Uniform { .. }
            | Kind::Triangular { .. }
            | Kind::Metalog(_)
            | Kind::Tabulated(_)
            | Kind::Exact(_) => false,
        }
    }

    /// Uniforms → draws, in place.
    #[inline(always)]
    pub fn apply(&self, lane: &mut Lane) {
        if let Kind::Tabulated(tabulated) = &self.kind {
            tabulated.apply(lane);
        } else if self.takes_normals() {
            normal::quantiles(lane);
        }
        self.finish(lane);
    }

    /// Standard normal values → draws, in place: for what a copula hands over.
    #[inline(always)]
    pub fn apply_to_normals(&self, lane: &mut Lane) {
        if let Kind::Tabulated(tabulated) = &self.kind {
            tabulated.apply_to_normals(lane);
        } else if !self.takes_normals() {
            normal::cumulatives(lane);
        }
        self.finish(lane);
    }

    /// From what [`Shape::takes_normals`] says to draws; tables have been looked up already.
    #[inline(always)]
    fn finish(&self, lane: &mut Lane) {
        match self.kind {
            Kind::Uniform { min, max } => {
                for x in lane.iter_mut() {
                    *x = uniform_quantile(*x, min, max);
                }
            }
            Kind::Triangular { min, mode, max, below, above, kept } => {
                for x in lane.iter_mut() {
                    let (p, q) = (below + *x * kept, above + (1.0 - *x) * kept);
                    *x = triangular_quantile(p, q, min, mode, max);
                }
            }
            Kind::Normal { mean, sd } => {
                for x in lane.iter_mut() {
                    *x = mean + sd * *x;
                }
            }
            Kind::Lognormal { log_mean, log_sd } => {
                for x in lane.iter_mut() {
                    *x = lognormal_of_z(*x, log_mean, log_sd);
                }
            }
            Kind::LogitNormal { low, high, logit_mean, logit_sd } => {
                for x in lane.iter_mut() {
                    *x = logit_normal_of_z(*x, low, high, logit_mean, logit_sd);
                }
            }
            Kind::Metalog(ref metalog) => metalog.apply(lane),
            Kind::Tabulated(_) => {}
            Kind::Exact(ref distribution) => trial_by_trial(distribution, lane),
        }
        let (min, max) = (self.min, self.max);
        for x in lane.iter_mut() {
            *x = x.clamp(min, max);
        }
    }
}

#[inline(never)]
fn trial_by_trial(distribution: &Distribution, lane: &mut Lane) {
    lane.iter_mut().for_each(|x| *x = distribution.quantile(*x));
}

fn kind(distribution: &Distribution) -> Kind {
    match distribution {
        &Distribution::Uniform { min, max } => Kind::Uniform { min, max },
        &Distribution::Triangular { min, mode, max } => {
            Kind::Triangular { min, mode, max, below: 0.0, above: 0.0, kept: 1.0 }
        }
        &Distribution::Pert { min, mode, max } => {
            let tabulated = Tabulated::beta(pert_shape(min, mode, max), min, max - min);
            tabulated.map_or_else(|| Kind::Exact(Arc::new(distribution.clone())), Kind::Tabulated)
        }
        &Distribution::Normal { mean, sd } => Kind::Normal { mean, sd },
        &Distribution::Lognormal { log_mean, log_sd } => Kind::Lognormal { log_mean, log_sd },
        &Distribution::LogitNormal { low, high, logit_mean, logit_sd } => {
            Kind::LogitNormal { low, high, logit_mean, logit_sd }
        }
        Distribution::Metalog(metalog) => Kind::Metalog(Arc::new((**metalog).clone())),
        Distribution::Truncated(truncated) => match truncated.whole() {
            &Distribution::Triangular { min, mode, max } => {
                let (below, above, kept) = truncated.parts();
                Kind::Triangular { min, mode, max, below, above, kept }
            }
            _ => {
                let tabulated = Tabulated::new(TOLERANCE, distribution);
                tabulated.map_or_else(|| Kind::Exact(Arc::new(distribution.clone())), Kind::Tabulated)
            }
        },
        Distribution::Choice(_) => Kind::Exact(Arc::new(distribution.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{LANES, fill};

    #[test]
    fn draws_are_the_quantiles_of_their_uniforms() {
        for distribution in [
            Distribution::Uniform { min: -1.0, max: 3.0 },
            Distribution::Triangular { min: -0.85, mode: 0.8, max: 3.5 },
            Distribution::Pert { min: 7.8, mode: 9.2, max: 10.9 },
            Distribution::Normal { mean: 1.0, sd: 0.05 },
        ] {
            let mut lane = [0.0; LANES];
            fill(&mut lane, |i| (i as f64 + 0.5) / LANES as f64);
            let uniforms = lane;
            Shape::new(&distribution, f64::NEG_INFINITY, f64::INFINITY).apply(&mut lane);
            for (x, p) in lane.iter().zip(uniforms) {
                assert!((x - distribution.quantile(p)).abs() < 1e-8, "{distribution:?} at {p}");
            }
        }
    }

    #[test]
    fn a_normal_is_cut_at_the_domain() {
        let mut lane = [1e-16; LANES];
        Shape::new(&Distribution::Normal { mean: 1.0, sd: 0.14 }, 0.0, f64::INFINITY).apply(&mut lane);
        assert_eq!(lane[0], 0.0);
    }
}
