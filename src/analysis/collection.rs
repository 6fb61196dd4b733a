//! What is collected of one scenario while its trials come in, and the summary it becomes.

use rayon::prelude::*;

use super::column::Column;
use super::date::DateSummary;
use super::indicator::Indicators;
use super::indicator_collection::IndicatorCollection;
use super::interval::Estimate;
use super::interval::percentile::{Percentiles, count_below};
use super::moments::Moments;
use super::observation::BlockObservation;
use super::pilot::Pilot;
use super::proportion::Tally;
use super::quantile::Histogram;
use super::quantile::selection::Ranking;
use super::study::WaveObservations;
use super::summary::{
    CutSummary, DateMetric, HappeningSummary, PercentileMethod, QuestionSummary, SeriesSummary, Statistics,
    Summary,
};
use crate::engine::block::Block;
use crate::engine::run::WaveBlock;
use crate::engine::{BlockOutcome, RegimeOption, Scenario, series};
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;

/// A histogram, and the trials below the pilot's percentiles by randomisation.
#[derive(Clone)]
pub(super) struct Binned {
    histogram: Histogram,
    thresholds: [f64; 7],
    below: [[u64; RANDOMISATIONS]; 7],
}

/// The figures of one scenario that get mean and percentiles: yearly series, values, cost cuts, then indicators.
pub(super) enum Store {
    /// All values, for this many trials.
    Exact(Vec<Column>, usize),
    Histograms(Vec<(Binned, Moments)>),
}

impl Store {
    /// Room for all trials.
    pub(super) fn exact(n_columns: usize, n_trials: usize) -> Store {
        Store::Exact(vec![Column::default(); n_columns], n_trials)
    }

    /// Empty histograms over the ranges of the pilot.
    pub(super) fn histograms(pilots: &[Pilot]) -> Store {
        let binned = pilots.iter().map(|pilot| Binned {
            histogram: Histogram::around(pilot.range.0, pilot.range.1),
            thresholds: pilot.thresholds,
            below: [[0; RANDOMISATIONS]; 7],
        });
        Store::Histograms(binned.map(|binned| (binned, Moments::default())).collect())
    }
}

/// What is collected of one scenario while the waves come in.
pub(super) struct Collection {
    plan: Plan,
    store: Store,
    dates: Vec<Vec<DateSummary>>,
    /// Trials with no, one, several internal rates of return, by question.
    internal_rates: Vec<[Tally; 3]>,
    target_reached: Vec<Tally>,
    /// By event, then by option.
    happened: Vec<Tally>,
    indicators: IndicatorCollection,
}

/// Figures of one question.
const QUESTION: usize = 3;
/// Figures of one cost cut.
const CUT: usize = 2;

/// Values of one column in one block.
pub(super) fn column<'a>(
    outcome: &'a BlockOutcome,
    observed: &'a BlockObservation,
    column: usize,
    n_trials: usize,
) -> &'a [f64] {
    let Some(place) = column.checked_sub(outcome.annual.len()) else {
        return &outcome.annual[column][..n_trials];
    };
    let questions = &observed.questions;
    match (questions.get(place / QUESTION), place % QUESTION) {
        (Some(question), 0) => &question.net_present_value,
        (Some(question), 1) => &question.peak_funding,
        (Some(question), _) => &question.internal_rate,
        (None, _) => {
            let place = place - QUESTION * questions.len();
            let Some(cut) = outcome.cost_cuts.get(place / CUT) else {
                return &observed.indicators.values[place - CUT * outcome.cost_cuts.len()].1;
            };
            &(if place.is_multiple_of(CUT) { &cut.realised } else { &cut.own_levers })[..n_trials]
        }
    }
}

pub(super) fn n_columns(scenario: &Scenario) -> usize {
    let annual = series::all(&scenario.business).len() * scenario.timeline.reported_years().count();
    let indicators = Indicators::new(scenario).list(scenario).values.len();
    let (questions, cuts) = (Block::questions(scenario).len(), Block::comparisons(scenario).len());
    annual + QUESTION * questions + CUT * cuts + indicators
}

/// Keys and labels in the order of [`BlockOutcome::happened`].
pub(crate) fn happening_names(scenario: &Scenario) -> Vec<(String, String)> {
    let events =
        scenario.events.iter().map(|event| (format!("event.{}", event.name.id), event.name.label.clone()));
    let options = scenario.regimes.iter().flat_map(|regime| {
        let name = |option: &RegimeOption| {
            let key = format!("regime.{}.{}", regime.name.id, option.name.id);
            (key, format!("{}: {}", regime.name.label, option.name.label))
        };
        regime.options.iter().map(name).collect::<Vec<_>>()
    });
    events.chain(options).collect()
}

impl Collection {
    pub(super) fn new(scenario: &Scenario, store: Store, plan: Plan) -> Collection {
        let start = f64::from(scenario.timeline.start);
        let dates = DateSummary::new(start, scenario.timeline.horizon_end(), plan);
        let n_questions = Block::questions(scenario).len();
        Collection {
            plan,
            store,
            dates: vec![vec![dates; DateMetric::ALL.len()]; n_questions],
            internal_rates: vec![[Tally::default(); 3]; n_questions],
            target_reached: vec![Tally::default(); Block::comparisons(scenario).len()],
            happened: vec![Tally::default(); happening_names(scenario).len()],
            indicators: IndicatorCollection::new(scenario, plan),
        }
    }

    pub(super) fn absorb(
        &mut self,
        scenario: &Scenario,
        s: usize,
        wave: &[WaveBlock],
        observed: &WaveObservations,
    ) {
        self.absorb_columns(s, wave, observed);
        observed.iter().for_each(|block| self.indicators.absorb(&block[s].indicators));
        for questions in observed.iter().map(|block| &block[s].questions) {
            for (summaries, question) in self.dates.iter_mut().zip(questions) {
                for (summary, dates) in summaries.iter_mut().zip(&question.dates) {
                    summary.count(dates);
                }
            }
            for (tallies, question) in self.internal_rates.iter_mut().zip(questions) {
                for (trial, number) in question.n_internal_rates.iter().enumerate() {
                    for (class, tally) in tallies.iter_mut().enumerate() {
                        tally.count(trial, class == usize::from(*number));
                    }
                }
            }
        }
        for block in wave {
            for (tally, lane) in self.happened.iter_mut().zip(&block.outcomes[s].happened) {
                let trials = lane[..block.n_trials].iter().enumerate();
                trials.for_each(|(trial, happened)| tally.count(trial, *happened > 0.0));
            }
        }
        for (c, (p, place)) in Block::comparisons(scenario).into_iter().enumerate() {
            if let Some(target) = scenario.business.platforms[p].comparisons[place].target_cut {
                for block in wave {
                    let cuts = &block.outcomes[s].cost_cuts[c].realised[..block.n_trials];
                    let reached = cuts.iter().map(|cut| *cut >= target).enumerate();
                    reached.for_each(|(trial, hit)| self.target_reached[c].count(trial, hit));
                }
            }
        }
    }

    /// Each column is taken in by one thread, block after block: the same bytes for any number of threads.
    fn absorb_columns(&mut self, s: usize, wave: &[WaveBlock], observed: &WaveObservations) {
        let by_randomisation = !self.plan.has_independent_trials();
        let values = |c: usize| {
            let blocks = wave.iter().zip(observed);
            blocks.map(move |(block, observed)| column(&block.outcomes[s], &observed[s], c, block.n_trials))
        };
        match &mut self.store {
            Store::Exact(columns, n_trials) => columns.par_iter_mut().enumerate().for_each(|(c, column)| {
                values(c).for_each(|block| column.add(block, *n_trials));
            }),
            Store::Histograms(columns) => {
                columns.par_iter_mut().enumerate().for_each(|(c, (binned, moments))| {
                    for block in values(c) {
                        moments.add(block);
                        block.iter().for_each(|value| binned.histogram.count(*value));
                        if by_randomisation {
                            count_below(block, &binned.thresholds, &mut binned.below);
                        }
                    }
                });
            }
        }
    }

    /// Statistics of all columns, and how their percentiles were found.
    fn statistics(&self, n_trials: u64) -> (PercentileMethod, Vec<Statistics>) {
        let rule = Percentiles::new(n_trials, self.plan);
        match &self.store {
            Store::Exact(columns, _) => {
                let of_column = |ranking: &mut Ranking, column: &Column| {
                    Statistics::new(&column.moments(), column.percentiles(&rule, ranking), self.plan)
                };
                let found = columns.par_iter().map_init(Ranking::default, of_column).collect();
                (PercentileMethod::Exact, found)
            }
            Store::Histograms(columns) => {
                let of_column = |(binned, moments): &(Binned, Moments)| {
                    let trials = moments.counts();
                    let below = binned.below.map(|hits| Tally::from_counts(hits, trials));
                    let percentiles = rule.of_histogram(&binned.histogram.cumulate(), &below);
                    Statistics::new(moments, percentiles, self.plan)
                };
                (PercentileMethod::Histogram, columns.par_iter().map(of_column).collect())
            }
        }
    }

    pub(super) fn finish(self, scenario: &Scenario, n_trials: u64) -> Summary {
        let plan = self.plan;
        let (method, statistics) = self.statistics(n_trials);
        let mut statistics = statistics.into_iter();
        // Columns come in the order of `column`: the iterator is as long as `n_columns` says.
        let mut next = || {
            let nothing = || Statistics::new(&Moments::default(), [Estimate::UNKNOWN; 7], plan);
            statistics.next().unwrap_or_else(nothing)
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
            .zip(self.internal_rates)
            .map(|((p, dates), internal_rates)| QuestionSummary {
                perimeter: business.perimeters[p].name.clone(),
                dates,
                net_present_value: next(),
                peak_funding: next(),
                internal_rate: next(),
                internal_rates: internal_rates.map(|tally| tally.proportion(plan)),
            })
            .collect();
        let cost_cuts = Block::comparisons(scenario)
            .into_iter()
            .zip(self.target_reached)
            .map(|((p, c), reached)| {
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
                    target_reached: comparison.target_cut.map(|_| reached.proportion(plan)),
                }
            })
            .collect();
        let happenings = happening_names(scenario)
            .into_iter()
            .zip(self.happened)
            .map(|((key, label), tally)| HappeningSummary { key, label, share: tally.proportion(plan) })
            .collect();
        let indicators = self.indicators.finish(plan, next);
        Summary { n_trials, plan, method, series, questions, cost_cuts, indicators, happenings }
    }
}
