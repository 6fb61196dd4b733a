//! How far the free cash flow of one part of the Group covers the cash need of another.

use super::{Indicator, IndicatorObservation, place, projected_years};
use crate::analysis::Date;
use crate::engine::series::{MetricUnit, Series};
use crate::engine::{BlockOutcome, Grouping, Metric, Scenario};
use crate::model::business::Named;

/// Places of the free cash flow of both sides.
#[derive(Clone, Debug)]
pub struct Cover {
    name: Named,
    payer: usize,
    need: usize,
}

impl Cover {
    pub(super) fn new(scenario: &Scenario, all: &[Series]) -> Option<Cover> {
        let business = &scenario.business;
        let sides = business.yardsticks.cash_cow?;
        let [payer, need] = [sides.payer, sides.need].map(|p| &business.perimeters[p].name);
        let of = |grouping, name: &Named| place(all, scenario, (grouping, &name.id, Metric::FreeCashFlow));
        Some(Cover {
            payer: of(Grouping::Entity, payer)?,
            need: of(Grouping::Perimeter, need)?,
            name: Named {
                id: format!("{}-covers-{}", payer.id, need.id),
                label: format!("{} covers {}", payer.label, need.label),
            },
        })
    }

    /// By projected year: cover in the futures with a need (no mean: the need may be next to nothing), the share
    /// without one; then the first year whose need is not covered, dated by its end.
    pub(super) fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n: usize,
        found: &mut IndicatorObservation,
    ) {
        let years = projected_years(scenario);
        let of = |(place, _): &(usize, i32), i: usize| {
            cover(outcome.annual[self.payer + place][i], outcome.annual[self.need + place][i])
        };
        for at in &years {
            let covers: Vec<f64> = (0..n).map(|i| of(at, i).unwrap_or(f64::NAN)).collect();
            let no_need = covers.iter().map(|cover| cover.is_nan()).collect();
            let indicator = Indicator::new(&self.name, "cover", MetricUnit::Share).without_mean();
            found.values.push((indicator.of_year(at.1), covers));
            found
                .shares
                .push((Indicator::share(&self.name, "probability_of_no_need").of_year(at.1), no_need));
        }
        let first = |i: usize| {
            let below = years.iter().find(|at| of(at, i).is_some_and(|cover| cover < 1.0));
            below.map_or(Date::NotByHorizon, |(_, year)| Date::At(f64::from(year + 1)))
        };
        let dates = (0..n).map(first).collect();
        found.dates.push((Indicator::date(&self.name, "cover_below_one"), dates));
    }
}

/// The payer's free cash flow over the need; none without a need.
fn cover(payer: f64, needs: f64) -> Option<f64> {
    (needs < 0.0).then(|| payer / -needs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_is_asked_only_where_there_is_a_need() {
        assert_eq!(cover(600.0, -400.0), Some(1.5));
        assert_eq!(cover(-100.0, -400.0), Some(-0.25));
        assert_eq!(cover(600.0, 0.0), None);
        assert_eq!(cover(-100.0, 50.0), None);
    }
}
