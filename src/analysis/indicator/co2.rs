//! Does the CO2 pool meet the target of each averaging window, and by how much does it miss it?

use super::{Indicator, IndicatorObservation, place, projected_years};
use crate::engine::series::{MetricUnit, Series};
use crate::engine::{BlockOutcome, Grouping, Metric, Scenario};
use crate::model::business::Named;

/// Place of the pool's deviation from its target.
#[derive(Clone, Debug)]
pub struct Pool {
    name: Named,
    deviation: usize,
}

impl Pool {
    pub(super) fn new(scenario: &Scenario, all: &[Series]) -> Option<Pool> {
        let is_deviation =
            |series: &&Series| series.grouping == Grouping::Co2 && series.metric == Metric::WindowDeviation;
        let series = all.iter().find(is_deviation)?;
        let name = Named { id: series.id.clone(), label: series.label.clone() };
        Some(Pool { deviation: place(all, scenario, series.key())?, name })
    }

    /// For each projected year in which an averaging window ends: average less allowed over the window, g/km, and
    /// whether that is 0 or less. Before its end a window decides nothing.
    pub(super) fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n: usize,
        found: &mut IndicatorObservation,
    ) {
        let Some(co2) = &scenario.business.co2 else { return };
        let years = projected_years(scenario).into_iter();
        for (place, year) in years.filter(|(_, year)| co2.window_of(*year).1 == *year) {
            let deviations = &outcome.annual[self.deviation + place][..n];
            let met = deviations.iter().map(|deviation| *deviation <= 0.0).collect();
            found.shares.push((Indicator::share(&self.name, "probability_of_co2_target").of_year(year), met));
            let deviation = Indicator::new(&self.name, "co2_deviation", MetricUnit::GramPerKm);
            found.values.push((deviation.of_year(year), deviations.to_vec()));
        }
    }
}
