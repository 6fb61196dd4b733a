//! Whether the CO2 target of an averaging window is met.

use super::{Indicator, IndicatorObservation, place, projected_years};
use crate::engine::series::Series;
use crate::engine::{BlockOutcome, Grouping, Metric, Scenario};
use crate::model::business::Named;

/// The pool's yearly verdicts.
#[derive(Clone, Debug)]
pub struct Targets {
    name: Named,
    /// Place of `window_target_met`: 1 where the window up to that year is at most what is allowed.
    met: usize,
}

impl Targets {
    pub(super) fn new(scenario: &Scenario, all: &[Series]) -> Option<Targets> {
        let found = all.iter().find(|series| series.metric == Metric::WindowTargetMet)?;
        let met = place(all, scenario, (Grouping::Co2, &found.id, Metric::WindowTargetMet))?;
        Some(Targets { name: Named { id: found.id.clone(), label: found.label.clone() }, met })
    }

    /// By the last year of each window that is settled in projected years.
    pub(super) fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n: usize,
        found: &mut IndicatorObservation,
    ) {
        let Some(co2) = &scenario.business.co2 else { return };
        for (place, year) in projected_years(scenario) {
            if co2.window_of(year).1 == year {
                let met = &outcome.annual[self.met + place];
                let indicator = Indicator::share(&self.name, "probability_of_co2_target").of_year(year);
                found.shares.push((indicator, (0..n).map(|i| met[i] > 0.5).collect()));
            }
        }
    }
}
