//! Runs scenarios on the same draws and summarises them, in bounded memory.

use ndarray::{Array2, ArrayViewMut1, Axis};
use rayon::prelude::*;

use super::comparison::{Comparison, Pairing};
use super::date::{Date, DateSummary};
use super::moments::Moments;
use super::observation::{QuestionObservation, observe};
use super::proportion::Proportion;
use super::quantile::{self, Histogram};
use super::summary::{
    CutSummary, DateMetric, PercentileMethod, QuestionSummary, SeriesSummary, Statistics, Summary,
};
use crate::engine::block::Block;
use crate::engine::run::WaveBlock;
use crate::engine::{BlockOutcome, Run, RunError, Scenario, series};
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
    /// All trials are kept for exact percentiles while they fit into this; beyond it, histograms.
    pub exact_budget_bytes: u64,
    /// Called with the number of trials done, from any worker.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Default memory for exact percentiles: 512 MiB.
pub const EXACT_BUDGET_BYTES: u64 = 512 << 20;

/// Trials that fix the ranges of histograms; they are simulated twice.
const PILOT_TRIALS: u64 = 4096;

/// The scenarios' summaries, and the paired differences of each later one with the first.
#[derive(Clone, Debug)]
pub struct Study {
    pub summaries: Vec<Summary>,
    pub comparisons: Vec<Comparison>,
}

/// The figures of one scenario that get mean and percentiles: yearly series, then values, then cost cuts.
enum Store {
    /// Columns × trials.
    Exact(Array2<f64>),
    Histograms(Vec<Histogram>),
}

/// What is collected of one scenario while the waves come in.
struct Collection {
    moments: Vec<Moments>,
    store: Store,
    dates: Vec<Vec<DateSummary>>,
    target_reached: Vec<u64>,
}

/// Values of one column in one block.
fn column<'a>(
    outcome: &'a BlockOutcome,
    questions: &'a [QuestionObservation],
    column: usize,
    n_trials: usize,
) -> &'a [f64] {
    let n_annual = outcome.annual.len();
    if column < n_annual {
        return &outcome.annual[column][..n_trials];
    }
    let (place, kind) = ((column - n_annual) / 2, (column - n_annual) % 2);
    match (questions.get(place), kind) {
        (Some(question), 0) => &question.net_present_value,
        (Some(question), _) => &question.peak_funding,
        (None, kind) => {
            let cut = &outcome.cost_cuts[place - questions.len()];
            &(if kind == 0 { &cut.realised } else { &cut.own_levers })[..n_trials]
        }
    }
}

fn n_columns(scenario: &Scenario) -> usize {
    let annual = series::all(&scenario.business).len() * scenario.timeline.reported_years().count();
    annual + 2 * (Block::questions(scenario).len() + Block::comparisons(scenario).len())
}

/// Simulates all trials of all scenarios, block by block on the same draws.
///
/// # Errors
/// [`RunError`] if a trial's result is not a number or threads cannot be started.
pub fn study(scenarios: &[&Scenario], settings: &Settings) -> Result<Study, RunError> {
    let columns: Vec<usize> = scenarios.iter().map(|s| n_columns(s)).collect();
    let bytes = columns.iter().map(|n| *n as u64 * 8 * settings.n_trials).sum::<u64>();
    let ranges =
        if bytes <= settings.exact_budget_bytes { None } else { Some(pilot(scenarios, &columns, settings)?) };
    let mut collections: Vec<Collection> = scenarios
        .iter()
        .enumerate()
        .map(|(s, scenario)| {
            let store = match &ranges {
                None => Store::Exact(Array2::zeros((columns[s], settings.n_trials as usize))),
                Some(ranges) => Store::Histograms(
                    ranges[s].iter().map(|(low, high)| Histogram::around(*low, *high)).collect(),
                ),
            };
            Collection::new(scenario, columns[s], store)
        })
        .collect();
    let mut pairings: Vec<Pairing> = scenarios[1..].iter().map(|s| Pairing::new(scenarios[0], s)).collect();

    let run = Run {
        scenarios,
        n_trials: settings.n_trials,
        plan: settings.plan,
        n_threads: settings.n_threads,
        progress: settings.progress,
    };
    run.for_each_wave(|wave| {
        let observations = observe_wave(scenarios, wave);
        for (s, collection) in collections.iter_mut().enumerate() {
            collection.absorb(scenarios[s], s, wave, &observations);
        }
        for (p, pairing) in pairings.iter_mut().enumerate() {
            pairing.absorb(p + 1, wave, &observations);
        }
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
pub(super) type WaveObservations = Vec<Vec<Vec<QuestionObservation>>>;

fn observe_wave(scenarios: &[&Scenario], wave: &[WaveBlock]) -> WaveObservations {
    let of_block = |block: &WaveBlock| {
        let pairs = scenarios.iter().zip(&block.outcomes);
        pairs.map(|(scenario, outcome)| observe(scenario, outcome, block.n_trials)).collect()
    };
    wave.par_iter().map(of_block).collect()
}

/// Smallest and largest value of each column in the first trials.
fn pilot(
    scenarios: &[&Scenario],
    columns: &[usize],
    settings: &Settings,
) -> Result<Vec<Vec<(f64, f64)>>, RunError> {
    let mut ranges: Vec<Vec<(f64, f64)>> =
        columns.iter().map(|n| vec![(f64::INFINITY, f64::NEG_INFINITY); *n]).collect();
    let run = Run {
        scenarios,
        n_trials: settings.n_trials.min(PILOT_TRIALS),
        plan: settings.plan,
        n_threads: settings.n_threads,
        progress: &|_| {},
    };
    run.for_each_wave(|wave| {
        let observations = observe_wave(scenarios, wave);
        for (s, ranges) in ranges.iter_mut().enumerate() {
            ranges.par_iter_mut().enumerate().for_each(|(c, (low, high))| {
                for (block, observed) in wave.iter().zip(&observations) {
                    for value in column(&block.outcomes[s], &observed[s], c, block.n_trials) {
                        *low = low.min(*value);
                        *high = high.max(*value);
                    }
                }
            });
        }
    })?;
    Ok(ranges)
}

impl Collection {
    fn new(scenario: &Scenario, n_columns: usize, store: Store) -> Collection {
        let start = f64::from(scenario.timeline.start);
        let dates = DateSummary::new(start, scenario.timeline.horizon_end());
        let n_questions = Block::questions(scenario).len();
        Collection {
            moments: vec![Moments::default(); n_columns],
            store,
            dates: vec![vec![dates; DateMetric::ALL.len()]; n_questions],
            target_reached: vec![0; Block::comparisons(scenario).len()],
        }
    }

    fn absorb(&mut self, scenario: &Scenario, s: usize, wave: &[WaveBlock], observed: &WaveObservations) {
        self.absorb_columns(s, wave, observed);
        for questions in observed.iter().map(|block| &block[s]) {
            for (summaries, question) in self.dates.iter_mut().zip(questions) {
                for (summary, dates) in summaries.iter_mut().zip(&question.dates) {
                    dates.iter().for_each(|date: &Date| summary.count(*date));
                }
            }
        }
        for (c, (p, place)) in Block::comparisons(scenario).into_iter().enumerate() {
            if let Some(target) = scenario.business.platforms[p].comparisons[place].target_cut {
                for block in wave {
                    let cuts = &block.outcomes[s].cost_cuts[c].realised[..block.n_trials];
                    self.target_reached[c] += cuts.iter().filter(|cut| **cut >= target).count() as u64;
                }
            }
        }
    }

    /// Each column is taken in by one thread, block after block: the same bytes for any number of threads.
    fn absorb_columns(&mut self, s: usize, wave: &[WaveBlock], observed: &WaveObservations) {
        let values = |c: usize| {
            let blocks = wave.iter().zip(observed);
            blocks.map(move |(block, observed)| {
                (block.first_trial as usize, column(&block.outcomes[s], &observed[s], c, block.n_trials))
            })
        };
        let add = |moments: &mut Moments, c: usize| {
            values(c).for_each(|(_, block)| moments.add(Moments::of(block.iter().copied())));
        };
        let moments = self.moments.par_iter_mut().enumerate();
        match &mut self.store {
            Store::Exact(kept) => {
                let rows = kept.axis_iter_mut(Axis(0)).into_par_iter();
                moments.zip(rows).for_each(|((c, moments), mut row): (_, ArrayViewMut1<f64>)| {
                    add(moments, c);
                    for (first, block) in values(c) {
                        row.iter_mut().skip(first).zip(block).for_each(|(kept, value)| *kept = *value);
                    }
                });
            }
            Store::Histograms(histograms) => {
                moments.zip(histograms.par_iter_mut()).for_each(|((c, moments), histogram)| {
                    add(moments, c);
                    values(c).for_each(|(_, block)| block.iter().for_each(|value| histogram.count(*value)));
                });
            }
        }
    }

    fn finish(self, scenario: &Scenario, n_trials: u64) -> Summary {
        let (method, percentiles): (_, Vec<[f64; 7]>) = match self.store {
            Store::Exact(mut kept) => {
                let rows = kept.axis_iter_mut(Axis(0)).into_par_iter();
                let of_row =
                    |mut row: ArrayViewMut1<f64>| row.as_slice_mut().map_or([f64::NAN; 7], quantile::exact);
                (PercentileMethod::Exact, rows.map(of_row).collect())
            }
            Store::Histograms(histograms) => {
                (PercentileMethod::Histogram, histograms.iter().map(Histogram::quantiles).collect())
            }
        };
        let mut statistics = self.moments.iter().zip(percentiles).map(|(m, p)| Statistics::new(m, p));
        // Columns come in the order of `column`: the iterator is as long as `n_columns` says.
        let mut next = || {
            statistics.next().unwrap_or(Statistics {
                mean: f64::NAN,
                mean_se: f64::NAN,
                standard_deviation: f64::NAN,
                percentiles: [f64::NAN; 7],
            })
        };
        let n_years = scenario.timeline.reported_years().count();
        let business = &scenario.business;
        let series = series::all(business)
            .into_iter()
            .map(|series| SeriesSummary { series, years: (0..n_years).map(|_| next()).collect() })
            .collect();
        let questions = Block::questions(scenario)
            .into_iter()
            .zip(self.dates)
            .map(|(p, dates)| QuestionSummary {
                perimeter: business.perimeters[p].name.clone(),
                dates,
                net_present_value: next(),
                peak_funding: next(),
            })
            .collect();
        let cost_cuts = Block::comparisons(scenario)
            .into_iter()
            .zip(self.target_reached)
            .map(|((p, c), count)| {
                let platform = &business.platforms[p];
                let comparison = &platform.comparisons[c];
                CutSummary {
                    platform: platform.name.clone(),
                    generation: platform.generations[comparison.generation].name.clone(),
                    compared_with: platform.generations[comparison.compared_with].name.clone(),
                    compared_at: comparison.compared_at,
                    measured_at: comparison.measured_at,
                    target_cut: comparison.target_cut,
                    realised: next(),
                    own_levers: next(),
                    target_reached: comparison.target_cut.map(|_| Proportion { count, n_trials }),
                }
            })
            .collect();
        Summary { n_trials, method, series, questions, cost_cuts }
    }
}
