//! The bridge: cars that carry the business until others earn as much.

use super::{Indicator, IndicatorObservation};
use crate::analysis::crossing::{break_even, trailing_year};
use crate::engine::flows::CarFlows;
use crate::engine::series::MetricUnit;
use crate::engine::{BlockOutcome, Scenario};
use crate::model::business::{Named, Powertrain};

/// Hand-over (trailing contribution exceeds that of the bridge), parity (per car), each first and for good, and the
/// valley (largest fall of both trailing contributions together since the end of history).
pub(super) fn observe(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    n: usize,
    found: &mut IndicatorObservation,
) {
    let business = &scenario.business;
    let ends = business.yardsticks.bridge;
    let sells = |powertrain: Powertrain| business.products.iter().any(|p| p.powertrain == powertrain);
    if !sells(ends.from) || !sells(ends.to) {
        return;
    }
    let name = Named {
        id: format!("{}-to-{}", ends.from.id(), ends.to.id()),
        label: format!("{} to {}", ends.from.id().to_uppercase(), ends.to.id().to_uppercase()),
    };
    let timeline = &scenario.timeline;
    let (per_year, horizon_end) = (timeline.step.periods_per_year(), timeline.horizon_end());
    let ends_of_years: Vec<f64> = timeline.periods[per_year - 1..].iter().map(|p| p.end).collect();
    let dates = |lead: &[f64]| {
        let found = break_even(lead, &ends_of_years, per_year);
        [found.first, found.last].map(|date| date.censored(horizon_end))
    };
    let in_sight = |k: &usize| (timeline.known_until..=horizon_end).contains(&ends_of_years[*k]);
    let mut read = [const { Vec::new() }; 4];
    let mut valleys = Vec::with_capacity(n);
    for i in 0..n {
        let [from, to] = outcome.bridge.each_ref().map(|cars| Trailing::new(cars, i, per_year));
        let years = 0..ends_of_years.len();
        let lead: Vec<f64> = years.clone().map(|k| to.contribution[k] - from.contribution[k]).collect();
        let per_car: Vec<f64> = years.clone().map(|k| to.per_car(k) - from.per_car(k)).collect();
        let found = dates(&lead).into_iter().chain(dates(&per_car));
        read.iter_mut().zip(found).for_each(|(dates, date)| dates.push(date));
        let together = years.filter(in_sight).map(|k| to.contribution[k] + from.contribution[k]);
        valleys.push(largest_fall(together));
    }
    let metrics =
        ["hand_over_first", "hand_over_final", "price_cost_parity_first", "price_cost_parity_final"];
    let dated = metrics.into_iter().zip(read);
    found.dates.extend(dated.map(|(metric, dates)| (Indicator::date(&name, metric), dates)));
    found.values.push((Indicator::new(&name, "bridge_valley", MetricUnit::EurM), valleys));
}

/// Cars of one powertrain over trailing years.
struct Trailing {
    volume: Vec<f64>,
    contribution: Vec<f64>,
}

impl Trailing {
    fn new(cars: &CarFlows, i: usize, per_year: usize) -> Trailing {
        let of = |lanes: &[crate::lanes::Lane]| {
            trailing_year(&lanes.iter().map(|lane| lane[i]).collect::<Vec<f64>>(), per_year)
        };
        Trailing { volume: of(&cars.volume), contribution: of(&cars.contribution) }
    }

    /// 0 without cars, as in `unit_contribution`.
    fn per_car(&self, k: usize) -> f64 {
        if self.volume[k] > 0.0 { self.contribution[k] / self.volume[k] } else { 0.0 }
    }
}

/// By how much a figure falls at most from one date to a later one; 0 if it never falls.
fn largest_fall(figures: impl Iterator<Item = f64>) -> f64 {
    let (mut highest, mut fall) = (f64::NEG_INFINITY, 0.0f64);
    for figure in figures {
        highest = highest.max(figure);
        fall = fall.max(highest - figure);
    }
    fall
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_is_the_largest_fall_from_an_earlier_top() {
        assert_eq!(largest_fall([5.0, 8.0, 6.0, 7.0, 3.0, 20.0, 16.0].into_iter()), 5.0);
        assert_eq!(largest_fall([1.0, 2.0].into_iter()), 0.0);
        assert_eq!(largest_fall([].into_iter()), 0.0);
    }
}
