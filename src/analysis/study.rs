//! Runs scenarios on the same draws and summarises them, in bounded memory.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::collection::{Collection, Store, n_columns};
use super::comparison::Comparison;
use super::indicator::Indicators;
use super::observation::BlockObservation;
use super::pairing::Pairing;
use super::pilot::{PILOT_TRIALS, pilot};
use super::summary::Summary;
use crate::engine::run::WaveBlock;
use crate::engine::{Run, RunError, Scenario};
use crate::lanes::InstructionSet;
use crate::sampling::Plan;

/// How to run.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// Number of trials, at least 1.
    pub n_trials: u64,
    /// How trials are placed, which decides how standard errors are found.
    pub plan: Plan,
    /// Worker threads; `None` takes one per core. Never changes a result.
    pub n_threads: Option<usize>,
    /// Vector instructions; the results are the same bytes with all of them.
    pub instruction_set: InstructionSet,
    /// All trials are kept for exact percentiles while they fit into this; beyond it, histograms.
    pub exact_budget_bytes: u64,
    /// Called with the number of trials done, from any worker.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Default memory for exact percentiles: 2 GiB. It is counted as if every figure differed from trial to trial.
pub const EXACT_BUDGET_BYTES: u64 = 2 << 30;

/// The scenarios' summaries, and the paired differences of each later one with the first.
#[derive(Clone, Debug)]
pub struct Study {
    pub summaries: Vec<Summary>,
    pub comparisons: Vec<Comparison>,
}

/// Simulates all trials of all scenarios, block by block on the same draws.
///
/// # Errors
/// [`RunError`] if a trial's result is not a number or threads cannot be started.
pub fn study(scenarios: &[&Scenario], settings: &Settings) -> Result<Study, RunError> {
    study_and_show(scenarios, settings, |_| ControlFlow::Continue(()))
}

/// A block of trials as it comes in, with what was read off it: both one for each scenario.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub block: &'a WaveBlock,
    pub observations: &'a [BlockObservation],
}

/// The same, and shows every block of trials to `show`, in order: so that trials can be written down while memory
/// does not grow with their number. A trial is shown once.
///
/// # Errors
/// As [`study`], and [`RunError::Stopped`] if `show` breaks off.
pub fn study_and_show(
    scenarios: &[&Scenario],
    settings: &Settings,
    mut show: impl FnMut(Seen) -> ControlFlow<()> + Send,
) -> Result<Study, RunError> {
    let columns: Vec<usize> = scenarios.iter().map(|s| n_columns(s)).collect();
    let bytes = columns.iter().map(|n| *n as u64 * 8 * settings.n_trials).sum::<u64>();
    let pilots = if bytes <= settings.exact_budget_bytes {
        None
    } else {
        Some(pilot(scenarios, &columns, PILOT_TRIALS, settings)?)
    };
    let mut collections: Vec<Collection> = scenarios
        .iter()
        .enumerate()
        .map(|(s, scenario)| {
            let store = match &pilots {
                None => Store::exact(columns[s], settings.n_trials as usize),
                Some(pilots) => Store::histograms(&pilots[s]),
            };
            Collection::new(scenario, store, settings.plan)
        })
        .collect();
    let mut pairings: Vec<Pairing> =
        scenarios[1..].iter().map(|s| Pairing::new(scenarios[0], s, settings.plan)).collect();

    let indicators = all_indicators(scenarios);
    let run = Run {
        scenarios,
        n_trials: settings.n_trials,
        plan: settings.plan,
        n_threads: settings.n_threads,
        instruction_set: settings.instruction_set,
        progress: settings.progress,
    };
    run.for_each_wave_until(|wave| {
        let observations = observe_wave(scenarios, &indicators, wave);
        for (s, collection) in collections.iter_mut().enumerate() {
            collection.absorb(scenarios[s], s, wave, &observations);
        }
        for (p, pairing) in pairings.iter_mut().enumerate() {
            pairing.absorb(p + 1, wave, &observations);
        }
        wave.iter()
            .zip(&observations)
            .try_for_each(|(block, observations)| show(Seen { block, observations }))
    })?;
    Ok(Study {
        summaries: collections
            .into_iter()
            .zip(scenarios)
            .map(|(c, s)| c.finish(s, settings.n_trials))
            .collect(),
        comparisons: pairings.into_iter().map(|p| p.finish(settings.n_trials)).collect(),
    })
}

/// Observations by block, then scenario.
pub(super) type WaveObservations = Vec<Vec<BlockObservation>>;

/// What is observed of each scenario.
pub(super) fn all_indicators(scenarios: &[&Scenario]) -> Vec<Indicators> {
    scenarios.iter().map(|scenario| Indicators::new(scenario)).collect()
}

pub(super) fn observe_wave(
    scenarios: &[&Scenario],
    indicators: &[Indicators],
    wave: &[WaveBlock],
) -> WaveObservations {
    let of_block = |block: &WaveBlock| {
        let each = scenarios.iter().zip(indicators).zip(&block.outcomes);
        let observe = |((scenario, indicators), outcome): ((&&Scenario, &Indicators), _)| {
            BlockObservation::new(scenario, indicators, outcome, block.n_trials)
        };
        each.map(observe).collect()
    };
    wave.par_iter().map(of_block).collect()
}
