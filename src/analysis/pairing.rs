//! Collects paired differences while the waves come in.

use rayon::prelude::*;

use super::comparison::{
    Comparison, CutComparison, QuestionComparison, SeriesComparison, Value, ValueDifference,
};
use super::indicator::Indicators;
use super::indicator_pairing::{DatePair, IndicatorPairing};
use super::interval::change::PairedTally;
use super::moments::Moments;
use super::observation::QuestionObservation;
use super::study::WaveObservations;
use super::summary::DateMetric;
use crate::engine::block::Block;
use crate::engine::run::WaveBlock;
use crate::engine::{Scenario, Series, series};
use crate::model::business::Named;
use crate::sampling::Plan;

/// A cost cut that both scenarios measure.
struct CutPair {
    name: String,
    label: String,
    measured_at: f64,
    first: usize,
    other: usize,
    target: Option<f64>,
    realised: Moments,
    target_reached: PairedTally,
}

struct QuestionPair {
    perimeter: Named,
    first: usize,
    other: usize,
    /// By [`DateMetric::index`].
    dates: Vec<DatePair>,
    /// By [`Value`].
    values: [Moments; 3],
}

/// Collects paired differences while the waves come in.
pub(super) struct Pairing {
    plan: Plan,
    cost_cuts: Vec<CutPair>,
    /// Series of both, as (series, first column in either).
    series: Vec<(Series, usize, usize)>,
    years: Vec<(usize, usize)>,
    calendar: Vec<i32>,
    moments: Vec<Moments>,
    questions: Vec<QuestionPair>,
    indicators: IndicatorPairing,
}

impl Pairing {
    pub(super) fn new(first: &Scenario, other: &Scenario, plan: Plan) -> Pairing {
        let years = |s: &Scenario| s.timeline.reported_years().collect::<Vec<i32>>();
        let (first_years, other_years) = (years(first), years(other));
        // Years that both report, as places in either.
        let shared_years: Vec<(usize, usize)> = first_years
            .iter()
            .enumerate()
            .filter_map(|(a, year)| Some((a, other_years.iter().position(|y| y == year)?)))
            .collect();
        let other_series = series::all(&other.business);
        let series: Vec<(Series, usize, usize)> = series::all(&first.business)
            .into_iter()
            .enumerate()
            .filter_map(|(a, series)| {
                let b = other_series.iter().position(|s| s.key() == series.key())?;
                Some((series, a * first_years.len(), b * other_years.len()))
            })
            .collect();
        let date = DatePair::new(first, other, plan);
        let list = |scenario: &Scenario| Indicators::new(scenario).list(scenario);
        let other_questions = Block::questions(other);
        let questions = Block::questions(first)
            .into_iter()
            .enumerate()
            .filter_map(|(a, p)| {
                let perimeter = &first.business.perimeters[p].name;
                let same = |q: &usize| other.business.perimeters[*q].name.id == perimeter.id;
                let b = other_questions.iter().position(same)?;
                Some(QuestionPair {
                    perimeter: perimeter.clone(),
                    first: a,
                    other: b,
                    dates: vec![date.clone(); DateMetric::ALL.len()],
                    values: std::array::from_fn(|_| Moments::default()),
                })
            })
            .collect();
        let n = series.len() * shared_years.len();
        let calendar = shared_years.iter().map(|(a, _)| first_years[*a]).collect();
        Pairing {
            plan,
            cost_cuts: cut_pairs(first, other),
            series,
            calendar,
            years: shared_years,
            moments: vec![Moments::default(); n],
            questions,
            indicators: IndicatorPairing::new(&list(first), &list(other), &date),
        }
    }

    pub(super) fn absorb(&mut self, scenario: usize, wave: &[WaveBlock], observed: &WaveObservations) {
        let (series, years) = (&self.series, &self.years);
        let n_years = years.len().max(1);
        self.moments.par_iter_mut().enumerate().for_each(|(m, moments)| {
            let (_, a, b) = &series[m / n_years];
            let (year_a, year_b) = years[m % n_years];
            for block in wave {
                let first = &block.outcomes[0].annual[a + year_a][..block.n_trials];
                let other = &block.outcomes[scenario].annual[b + year_b][..block.n_trials];
                moments.add(&differences(first, other));
            }
        });
        for cut in &mut self.cost_cuts {
            for block in wave {
                let realised = |s: usize, place: usize| &block.outcomes[s].cost_cuts[place].realised;
                cut.absorb(
                    &realised(0, cut.first)[..block.n_trials],
                    &realised(scenario, cut.other)[..block.n_trials],
                );
            }
        }
        self.questions.par_iter_mut().for_each(|pair| {
            for block in observed {
                pair.absorb(&block[0].questions[pair.first], &block[scenario].questions[pair.other]);
            }
        });
        for block in observed {
            self.indicators.absorb(&block[0].indicators, &block[scenario].indicators);
        }
    }

    pub(super) fn finish(self, n_trials: u64) -> Comparison {
        let plan = self.plan;
        let n_years = self.years.len().max(1);
        let years = self.moments.chunks(n_years);
        let years = years.map(|years| years.iter().map(|m| m.estimate(plan)).collect());
        let (values, shares, dates) = self.indicators.finish(plan);
        let difference = |m: &Moments| ValueDifference { mean: m.estimate(plan), n_pairs: m.n() };
        Comparison {
            n_trials,
            years: self.calendar,
            series: self
                .series
                .into_iter()
                .zip(years)
                .map(|((series, _, _), years)| SeriesComparison { series, years })
                .collect(),
            questions: self
                .questions
                .into_iter()
                .map(|pair| {
                    let dates = pair.dates.into_iter().map(|date| (date.shift, date.changes));
                    let (shifts, probability_changes) = dates.unzip();
                    QuestionComparison {
                        values: pair.values.each_ref().map(difference),
                        perimeter: pair.perimeter,
                        shifts,
                        probability_changes,
                    }
                })
                .collect(),
            cost_cuts: self
                .cost_cuts
                .into_iter()
                .map(|pair| CutComparison {
                    realised: pair.realised.estimate(plan),
                    target_reached: pair.target.map(|target| (target, pair.target_reached.estimate(plan))),
                    name: pair.name,
                    label: pair.label,
                    measured_at: pair.measured_at,
                })
                .collect(),
            values,
            shares,
            dates,
        }
    }
}

/// b − a, trial by trial; NaN where either has no such figure.
fn differences(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| b - a).collect()
}

/// What identifies a cost cut (generation, what it is compared with, from when, at when), its label, its target.
type MeasuredCut = ((String, String, f64, f64), String, Option<f64>);

/// Cuts of the same generation against the same generation, measured at the same date.
fn cut_pairs(first: &Scenario, other: &Scenario) -> Vec<CutPair> {
    let measured = |scenario: &Scenario| {
        let of = |(p, c): (usize, usize)| {
            let platform = &scenario.business.platforms[p];
            let cut = &platform.comparisons[c];
            let generation = |g: usize| &platform.generations[g].name;
            let (made, against) = (generation(cut.generation), generation(cut.compared_with));
            let name = format!("{}.{}", platform.name.id, made.id);
            let same = (name.clone(), against.id.clone(), cut.compared_at, cut.measured_at);
            let label = format!(
                "{} {} against {} of {:.1}",
                platform.name.label, made.label, against.label, cut.compared_at
            );
            (same, label, cut.target_cut)
        };
        Block::comparisons(scenario).into_iter().map(of).collect::<Vec<_>>()
    };
    let others = measured(other);
    let pair = |(a, (same, label, target)): (usize, MeasuredCut)| {
        let b = others.iter().position(|(other, _, _)| *other == same)?;
        Some(CutPair {
            name: same.0,
            label,
            measured_at: same.3,
            first: a,
            other: b,
            target: target.filter(|_| others[b].2 == target),
            realised: Moments::default(),
            target_reached: PairedTally::default(),
        })
    };
    measured(first).into_iter().enumerate().filter_map(pair).collect()
}

impl CutPair {
    fn absorb(&mut self, first: &[f64], other: &[f64]) {
        self.realised.add(&differences(first, other));
        if let Some(target) = self.target {
            for (trial, (a, b)) in first.iter().zip(other).enumerate() {
                self.target_reached.count(trial, *a >= target, *b >= target);
            }
        }
    }
}

impl QuestionPair {
    fn absorb(&mut self, first: &QuestionObservation, other: &QuestionObservation) {
        for metric in DateMetric::ALL {
            let m = metric.index();
            self.dates[m].absorb(&first.dates[m], &other.dates[m]);
        }
        for value in Value::ALL {
            let (a, b) = match value {
                Value::NetPresentValue => (&first.net_present_value, &other.net_present_value),
                Value::PeakFunding => (&first.peak_funding, &other.peak_funding),
                Value::InternalRate => (&first.internal_rate, &other.internal_rate),
            };
            self.values[value as usize].add(&differences(a, b));
        }
    }
}
