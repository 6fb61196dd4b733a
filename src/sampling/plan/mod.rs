//! How the trials of a run are placed: independently, or spread more evenly than chance would.

/// A sampling plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Independent trials.
    #[default]
    Random,
    /// Trials in pairs: u and 1 − u.
    Antithetic,
    /// One trial in each of equally likely strata, input by input.
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

    /// Whether trials are independent, so that σ/√N is the standard error of a mean. Where they are not, the
    /// spread between the [`RANDOMISATIONS`] is.
    pub fn has_independent_trials(self) -> bool {
        self == Plan::Random
    }
}
