//! When a realised cost cut first reaches its target.

use super::{Indicator, IndicatorObservation, projected_years};
use crate::analysis::Date;
use crate::engine::block::Block;
use crate::engine::{BlockOutcome, Scenario};
use crate::model::business::Named;

/// The date, and the share that has it by the end of each projected year. Targets are yardsticks of the scenario; a
/// generation without one is not asked.
pub(super) fn observe(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    n: usize,
    found: &mut IndicatorObservation,
) {
    let horizon_end = scenario.timeline.horizon_end();
    for (cut, (p, c)) in outcome.cost_cuts.iter().zip(Block::comparisons(scenario)) {
        let platform = &scenario.business.platforms[p];
        let comparison = &platform.comparisons[c];
        let Some(target) = comparison.target_cut else { continue };
        let generation = |g: usize| &platform.generations[g].name;
        let (made, against) = (generation(comparison.generation), generation(comparison.compared_with));
        let name = Named {
            id: format!("{}.{}", platform.name.id, made.id),
            label: format!(
                "{} {} against {} of {:.1}",
                platform.name.label, made.label, against.label, comparison.compared_at
            ),
        };
        let dates: Vec<Date> = cut.reached[..n].iter().map(|at| date(*at, horizon_end)).collect();
        for (_, year) in projected_years(scenario) {
            let by = Date::At(f64::from(year + 1));
            let metric = format!("probability_of_{:.0}_percent_by_end_of_year", 100.0 * target);
            let reached = dates.iter().map(|date| *date <= by).collect();
            found.shares.push((Indicator::share(&name, &metric).of_year(year), reached));
        }
        let metric = format!("cost_cut_of_{:.0}_percent", 100.0 * target);
        found.dates.push((Indicator::date(&name, &metric), dates));
    }
}

/// The engine's date, infinite where the cut is never reached.
fn date(at: f64, horizon_end: f64) -> Date {
    if at.is_finite() { Date::At(at).censored(horizon_end) } else { Date::NotByHorizon }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_that_is_never_reached_is_counted_as_such() {
        assert_eq!(date(2028.4, 2036.0), Date::At(2028.4));
        assert_eq!(date(2036.5, 2036.0), Date::NotByHorizon);
        assert_eq!(date(f64::INFINITY, 2036.0), Date::NotByHorizon);
    }
}
