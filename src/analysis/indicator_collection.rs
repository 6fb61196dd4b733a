//! What is collected of the further figures of one scenario while its trials come in.

use super::date::DateSummary;
use super::indicator::{Indicator, IndicatorObservation, Indicators};
use super::proportion::Tally;
use super::summary::{IndicatorSummary, Statistics};
use crate::engine::Scenario;
use crate::sampling::Plan;

/// Shares and dates; values are columns like yearly figures.
pub(super) struct IndicatorCollection {
    list: IndicatorObservation,
    shares: Vec<Tally>,
    dates: Vec<DateSummary>,
}

impl IndicatorCollection {
    pub(super) fn new(scenario: &Scenario, plan: Plan) -> IndicatorCollection {
        let list = Indicators::new(scenario).list(scenario);
        let (start, end) = (f64::from(scenario.timeline.start), scenario.timeline.horizon_end());
        IndicatorCollection {
            shares: vec![Tally::default(); list.shares.len()],
            dates: vec![DateSummary::new(start, end, plan); list.dates.len()],
            list,
        }
    }

    pub(super) fn absorb(&mut self, observed: &IndicatorObservation) {
        for (tally, (_, hits)) in self.shares.iter_mut().zip(&observed.shares) {
            hits.iter().enumerate().for_each(|(trial, hit)| tally.count(trial, *hit));
        }
        for (summary, (_, dates)) in self.dates.iter_mut().zip(&observed.dates) {
            summary.count(dates);
        }
    }

    /// With the statistics of the values, in the order of the list.
    pub(super) fn finish(self, plan: Plan, mut next: impl FnMut() -> Statistics) -> IndicatorSummary {
        fn names<A>(list: Vec<(Indicator, A)>) -> impl Iterator<Item = Indicator> {
            list.into_iter().map(|(indicator, _)| indicator)
        }
        IndicatorSummary {
            values: names(self.list.values).map(|indicator| (indicator, next())).collect(),
            shares: names(self.list.shares)
                .zip(self.shares)
                .map(|(indicator, tally)| (indicator, tally.proportion(plan)))
                .collect(),
            dates: names(self.list.dates).zip(self.dates).collect(),
        }
    }
}
