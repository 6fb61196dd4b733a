//! The uniforms of a block under a plan: the one place where draws begin.

use std::collections::HashMap;
use std::sync::Arc;

use super::latin_hypercube::Strata;
use super::sobol::{self, Dimension, sobol_points};
use super::{Plan, antithetic};
use crate::lanes::Lane;
use crate::sampling::{InputId, philox};

/// Draws uniforms for the streams of one scenario.
#[derive(Clone, Debug)]
pub struct Sampler {
    seed: u64,
    plan: Plan,
    strata: Strata,
    /// The streams with a dimension of their own; none unless the plan is `sobol`.
    dimensions: Arc<HashMap<InputId, Dimension>>,
}

impl Sampler {
    /// A sampler for a run of `n_trials` trials. `streams` are the keys that have low-discrepancy dimensions,
    /// the first key the first one; those beyond [`sobol::MOST_DIMENSIONS`] have none.
    pub fn new(plan: Plan, seed: u64, n_trials: u64, streams: &[String]) -> Sampler {
        let dimensions = match plan {
            Plan::Sobol => sobol::dimensions(streams),
            Plan::Random | Plan::Antithetic | Plan::LatinHypercube => HashMap::new(),
        };
        Sampler { seed, plan, strata: Strata::new(n_trials), dimensions: Arc::new(dimensions) }
    }

    /// Independent trials.
    pub fn random(seed: u64) -> Sampler {
        Sampler::new(Plan::Random, seed, 0, &[])
    }

    /// Uniforms of one stream for the trials of one block, strictly between 0 and 1.
    ///
    /// `period` is 0 for what is drawn once per trial, and [`crate::sampling::noise::counter_period`] for noise.
    /// `first_trial` is a multiple of [`crate::lanes::LANES`].
    #[inline(always)]
    pub fn uniforms(&self, input: InputId, period: u32, first_trial: u64, out: &mut Lane) {
        let seed = self.seed;
        // Only what is drawn once has dimensions.
        if self.plan == Plan::Sobol
            && period == 0
            && let Some(dimension) = self.dimensions.get(&input)
        {
            return sobol_points(seed, input, dimension, first_trial, out);
        }
        // All others make their draws of independent ones. The generator is inlined into vector code, so it
        // stands here once and not in each plan.
        let is_mirrored = self.plan == Plan::Antithetic;
        let first = if is_mirrored { antithetic::first_trial_of_pairs(first_trial) } else { first_trial };
        philox::uniforms(seed, input, period, first, out);
        match self.plan {
            Plan::Random | Plan::Sobol => {}
            Plan::Antithetic => antithetic::mirror(first_trial, out),
            Plan::LatinHypercube => {
                self.strata.stratify(seed, input, period, first_trial, out);
            }
        }
    }
}
