//! Collects paired differences of dates and of further figures while the waves come in.

use super::comparison::{DateComparison, ProbabilityChange, ShareComparison, Shift, ValueComparison};
use super::date::Date;
use super::indicator::{Indicator, IndicatorObservation};
use super::interval::change::PairedTally;
use super::moments::Moments;
use crate::engine::Scenario;
use crate::sampling::Plan;

/// A date of both scenarios: its shift, and the change of its probability by quarter.
#[derive(Clone)]
pub(super) struct DatePair {
    pub(super) shift: Shift,
    pub(super) changes: Vec<ProbabilityChange>,
    start: f64,
    horizon_ends: (f64, f64),
}

impl DatePair {
    pub(super) fn new(first: &Scenario, other: &Scenario, plan: Plan) -> DatePair {
        let start = f64::from(first.timeline.start.min(other.timeline.start));
        let horizon_ends = (first.timeline.horizon_end(), other.timeline.horizon_end());
        let years = horizon_ends.0.max(horizon_ends.1) - start;
        let change = |q: usize| ProbabilityChange {
            quarter_end: start + q as f64 / 4.0,
            tally: PairedTally::default(),
            plan,
        };
        DatePair {
            shift: Shift::new(years.ceil() as usize, plan),
            changes: (1..=(years * 4.0).round() as usize).map(change).collect(),
            start,
            horizon_ends,
        }
    }

    /// Counts a block of pairs.
    pub(super) fn absorb(&mut self, first: &[Date], other: &[Date]) {
        self.shift.count(first, other, self.start, self.horizon_ends);
        for quarter in &mut self.changes {
            let reached = |date: &Date| *date <= Date::At(quarter.quarter_end);
            for (trial, (a, b)) in first.iter().zip(other).enumerate() {
                quarter.tally.count(trial, reached(a), reached(b));
            }
        }
    }
}

/// A figure of both scenarios: its places in either list, and what is collected of it.
struct Pair<T> {
    indicator: Indicator,
    places: [usize; 2],
    collected: T,
}

/// Figures that both scenarios have.
pub(super) struct IndicatorPairing {
    values: Vec<Pair<Moments>>,
    shares: Vec<Pair<PairedTally>>,
    dates: Vec<Pair<DatePair>>,
}

fn pairs<A, T>(first: &[(Indicator, A)], other: &[(Indicator, A)], empty: impl Fn() -> T) -> Vec<Pair<T>> {
    let pair = |(a, (indicator, _)): (usize, &(Indicator, A))| {
        let b = other.iter().position(|(other, _)| other.is_same(indicator))?;
        Some(Pair { indicator: indicator.clone(), places: [a, b], collected: empty() })
    };
    first.iter().enumerate().filter_map(pair).collect()
}

impl IndicatorPairing {
    /// From the lists of both scenarios.
    pub(super) fn new(
        first: &IndicatorObservation,
        other: &IndicatorObservation,
        date: &DatePair,
    ) -> IndicatorPairing {
        let mut values = pairs(&first.values, &other.values, Moments::default);
        values.retain(|pair| pair.indicator.has_mean);
        IndicatorPairing {
            values,
            shares: pairs(&first.shares, &other.shares, PairedTally::default),
            dates: pairs(&first.dates, &other.dates, || date.clone()),
        }
    }

    /// Counts a block of pairs.
    pub(super) fn absorb(&mut self, first: &IndicatorObservation, other: &IndicatorObservation) {
        for Pair { places: [a, b], collected, .. } in &mut self.values {
            let pairs = first.values[*a].1.iter().zip(&other.values[*b].1);
            collected.add(&pairs.map(|(a, b)| b - a).collect::<Vec<f64>>());
        }
        for Pair { places: [a, b], collected, .. } in &mut self.shares {
            let pairs = first.shares[*a].1.iter().zip(&other.shares[*b].1);
            pairs.enumerate().for_each(|(trial, (a, b))| collected.count(trial, *a, *b));
        }
        for Pair { places: [a, b], collected, .. } in &mut self.dates {
            collected.absorb(&first.dates[*a].1, &other.dates[*b].1);
        }
    }

    /// Values, shares, dates.
    pub(super) fn finish(
        self,
        plan: Plan,
    ) -> (Vec<ValueComparison>, Vec<ShareComparison>, Vec<DateComparison>) {
        let value = |pair: Pair<Moments>| ValueComparison {
            indicator: pair.indicator,
            mean: pair.collected.estimate(plan),
            n_pairs: pair.collected.n(),
        };
        let share = |pair: Pair<PairedTally>| ShareComparison {
            indicator: pair.indicator,
            change: pair.collected.estimate(plan),
        };
        let date = |pair: Pair<DatePair>| DateComparison {
            indicator: pair.indicator,
            shift: pair.collected.shift,
            probability_changes: pair.collected.changes,
        };
        (
            self.values.into_iter().map(value).collect(),
            self.shares.into_iter().map(share).collect(),
            self.dates.into_iter().map(date).collect(),
        )
    }
}
