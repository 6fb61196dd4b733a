//! How the trials of a run are placed: independently, or spread more evenly than chance would.
//!
//! Whatever the plan, every uniform is a function of (seed, stream, trial) and, for noise, of the calendar
//! period; with `latin-hypercube` also of the number of trials. `docs/sampling.md` explains the plans and has
//! the measured table from which the default was chosen.
//!
//! - [`sampler`]: the uniforms of a block under a plan
//! - `antithetic`, `latin_hypercube`, `sobol`: the plans; `random` is [`super::philox`] itself
//! - `permutation`: keyed bijections that are computed, not stored

mod antithetic;
mod latin_hypercube;
mod permutation;
pub mod sampler;
pub mod sobol;

#[cfg(test)]
mod tests;

pub use sampler::Sampler;

/// A sampling plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Independent trials.
    Random,
    /// Trials in pairs: u and 1 − u.
    Antithetic,
    /// One trial in each of equally likely strata, input by input: the default, by the table of
    /// `docs/sampling.md`.
    #[default]
    LatinHypercube,
    /// Scrambled Sobol points.
    Sobol,
}

/// Number of independent randomisations of a plan whose trials depend on one another. Divides
/// [`crate::lanes::LANES`], so that trial i and lane i belong to the same one.
pub const RANDOMISATIONS: usize = 16;

/// The randomisation that a trial belongs to.
pub fn randomisation(trial: u64) -> usize {
    (trial % RANDOMISATIONS as u64) as usize
}

/// How many of the first `n_trials` trials belong to each randomisation.
pub fn trials_by_randomisation(n_trials: usize) -> [u64; RANDOMISATIONS] {
    std::array::from_fn(|r| ((n_trials + RANDOMISATIONS - 1 - r) / RANDOMISATIONS) as u64)
}

impl Plan {
    /// All of them.
    pub const ALL: [Plan; 4] = [Plan::Random, Plan::Antithetic, Plan::LatinHypercube, Plan::Sobol];

    /// Name in scenarios, on the command line and in the manifest.
    pub fn id(self) -> &'static str {
        match self {
            Plan::Random => "random",
            Plan::Antithetic => "antithetic",
            Plan::LatinHypercube => "latin-hypercube",
            Plan::Sobol => "sobol",
        }
    }

    /// The plan with this name.
    pub fn of_id(id: &str) -> Option<Plan> {
        Plan::ALL.into_iter().find(|plan| plan.id() == id)
    }

    /// Whether trials are independent, so that σ/√N is the standard error of a mean. Where they are not, the
    /// spread between the [`RANDOMISATIONS`] is.
    pub fn has_independent_trials(self) -> bool {
        self == Plan::Random
    }
}

/// Set in the period word of the generator's counter for words that permute or scramble: no calendar period has
/// this bit, so these words are independent of all draws.
const KEYS: u32 = 1 << 31;

/// Two words of the generator for one stream and randomisation: what scrambles it.
fn key_words(seed: u64, input: super::InputId, period: u32, randomisation: usize) -> [u64; 2] {
    let [low, high] = input.words();
    let counter = [randomisation as u32, period | KEYS, low, high];
    let [a, b, c, d] = super::philox::philox(counter, [seed as u32, (seed >> 32) as u32]);
    [u64::from(b) << 32 | u64::from(a), u64::from(d) << 32 | u64::from(c)]
}

/// The mixing step of SplitMix64: every bit of the result depends on every bit of the argument.
///
/// # Source
/// Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA '14.
#[inline(always)]
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// 52 binary digits → a number strictly between 0 and 1, on the midpoints of a grid of 2^−52, as
/// [`super::philox`] has it: 53 significant digits, the last of which is 1, so that 1 − u is exact.
#[inline(always)]
fn open_unit(digits: u64) -> f64 {
    (digits as f64 + 0.5) * f64::EPSILON
}
