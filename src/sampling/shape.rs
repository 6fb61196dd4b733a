//! A distribution made ready for drawing: everything slow is done once, when a scenario is resolved.

use std::sync::Arc;

use super::distribution::{Distribution, triangular_quantile, uniform_quantile};
use super::{normal, quantile_table::QuantileTable};
use crate::lanes::Lane;

/// Turns a lane of uniforms into draws of one distribution, by inversion.
#[derive(Clone, Debug)]
pub struct Shape {
    kind: Kind,
    min: f64,
    max: f64,
}

#[derive(Clone, Debug)]
enum Kind {
    Uniform,
    Triangular { mode: f64 },
    Tabulated(Arc<QuantileTable>),
    Normal { mean: f64, sd: f64 },
}

impl Shape {
    /// Prepares a distribution. Draws never leave its support, nor `lowest` … `highest`, the domain of the
    /// assumption (which the reader has checked; for a normal it cuts off what lies beyond).
    pub fn new(distribution: &Distribution, lowest: f64, highest: f64) -> Shape {
        let (min, max) = distribution.support();
        let kind = match *distribution {
            Distribution::Uniform { .. } => Kind::Uniform,
            Distribution::Triangular { mode, .. } => Kind::Triangular { mode },
            Distribution::Pert { min, mode, max } => {
                let (alpha, beta) = Distribution::pert_shape(min, mode, max);
                Kind::Tabulated(Arc::new(QuantileTable::beta(alpha, beta)))
            }
            Distribution::Normal { mean, sd } => Kind::Normal { mean, sd },
        };
        let cut = matches!(kind, Kind::Normal { .. });
        Shape { kind, min: if cut { lowest } else { min }, max: if cut { highest } else { max } }
    }

    /// Whether this shape works on standard normal values z rather than on uniforms u = Φ(z).
    fn takes_normals(&self) -> bool {
        matches!(self.kind, Kind::Tabulated(_) | Kind::Normal { .. })
    }

    /// Uniforms → draws, in place.
    pub fn apply(&self, lane: &mut Lane) {
        if self.takes_normals() {
            normal::quantiles(lane);
        }
        self.finish(lane);
    }

    /// Standard normal values → draws, in place: for what a copula hands over.
    pub fn apply_to_normals(&self, lane: &mut Lane) {
        if !self.takes_normals() {
            normal::cumulatives(lane);
        }
        self.finish(lane);
    }

    /// From what [`Shape::takes_normals`] says to draws.
    fn finish(&self, lane: &mut Lane) {
        let (min, max) = (self.min, self.max);
        match &self.kind {
            Kind::Uniform => lane.iter_mut().for_each(|x| *x = uniform_quantile(*x, min, max)),
            Kind::Triangular { mode } => {
                lane.iter_mut().for_each(|x| *x = triangular_quantile(*x, min, *mode, max));
            }
            Kind::Tabulated(table) => lane.iter_mut().for_each(|x| *x = min + (max - min) * table.at(*x)),
            Kind::Normal { mean, sd } => lane.iter_mut().for_each(|x| *x = mean + sd * *x),
        }
        lane.iter_mut().for_each(|x| *x = x.clamp(min, max));
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
            let mut joint = uniforms;
            normal::quantiles(&mut joint);
            Shape::new(&distribution, f64::NEG_INFINITY, f64::INFINITY).apply_to_normals(&mut joint);
            for ((x, joint), p) in lane.iter().zip(joint).zip(uniforms) {
                assert!((x - distribution.quantile(p)).abs() < 1e-8, "{distribution:?} at {p}");
                assert!((x - joint).abs() < 1e-14 * (1.0 + x.abs()), "{distribution:?} at {p}");
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
