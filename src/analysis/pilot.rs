//! A first look at some trials, which fixes the bins of histograms. They are simulated twice.

use rayon::prelude::*;

use super::collection::column;
use super::quantile::selection::Ranking;
use super::quantile::{REPORTED, position};
use super::study::{Settings, all_indicators, observe_wave};
use crate::engine::{Run, RunError, Scenario};

/// Trials that fix the ranges of histograms.
pub(super) const PILOT_TRIALS: u64 = 4096;

/// Trials of those that fix the thresholds below which trials are counted by randomisation.
const THRESHOLD_TRIALS: usize = 1024;

/// What the first trials say of one column.
#[derive(Clone, Debug)]
pub(super) struct Pilot {
    /// Smallest and largest value; infinite the wrong way round if there is none.
    pub range: (f64, f64),
    /// Values near the reported percentiles; NaN if there is none.
    pub thresholds: [f64; 7],
}

struct Seen {
    range: (f64, f64),
    first: Vec<f64>,
}

/// Looks at the first trials of each scenario, column by column.
pub(super) fn pilot(
    scenarios: &[&Scenario],
    columns: &[usize],
    n_trials: u64,
    settings: &Settings,
) -> Result<Vec<Vec<Pilot>>, RunError> {
    let nothing = || Seen { range: (f64::INFINITY, f64::NEG_INFINITY), first: Vec::new() };
    let mut seen: Vec<Vec<Seen>> = columns.iter().map(|n| (0..*n).map(|_| nothing()).collect()).collect();
    let run = Run {
        scenarios,
        n_trials: settings.n_trials.min(n_trials),
        plan: settings.plan,
        n_threads: settings.n_threads,
        instruction_set: settings.instruction_set,
        progress: &|_| {},
    };
    let indicators = all_indicators(scenarios);
    run.for_each_wave(|wave| {
        let observations = observe_wave(scenarios, &indicators, wave);
        for (s, seen) in seen.iter_mut().enumerate() {
            seen.par_iter_mut().enumerate().for_each(|(c, seen)| {
                for (block, observed) in wave.iter().zip(&observations) {
                    let values = column(&block.outcomes[s], &observed[s], c, block.n_trials);
                    // `min` and `max` pass over NaN.
                    for value in values {
                        seen.range = (seen.range.0.min(*value), seen.range.1.max(*value));
                    }
                    let room = THRESHOLD_TRIALS - seen.first.len().min(THRESHOLD_TRIALS);
                    seen.first.extend(values.iter().filter(|value| !value.is_nan()).take(room));
                }
            });
        }
    })?;
    let pilot_of = |seen: Seen| {
        let mut ranking = Ranking::default();
        let n = ranking.load(&seen.first);
        let ranks = REPORTED.map(|p| position(p, n) as usize);
        if n > 0 {
            ranking.find(&ranks);
        }
        let thresholds = ranks.map(|rank| if n > 0 { ranking.at(rank) } else { f64::NAN });
        Pilot { range: seen.range, thresholds }
    };
    Ok(seen.into_iter().map(|columns| columns.into_iter().map(pilot_of).collect()).collect())
}
