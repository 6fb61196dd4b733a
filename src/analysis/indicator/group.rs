//! Of the Group, which always earns money, other questions are asked: does it meet its guidance, which year is the
//! worst, does it burn cash, and what would it earn without its electric cars.

use super::{Indicator, IndicatorObservation, group_of, place, projected_years};
use crate::engine::series::{MetricUnit, Series};
use crate::engine::{BlockOutcome, Grouping, Metric, Scenario};
use crate::model::business::Named;

/// Places of the Group's yearly figures.
#[derive(Clone, Debug)]
pub struct Group {
    name: Named,
    ratio: usize,
    free_cash_flow: usize,
}

impl Group {
    pub(super) fn new(scenario: &Scenario, all: &[Series]) -> Option<Group> {
        let name = group_of(scenario)?.clone();
        let of = |metric| place(all, scenario, (Grouping::Group, name.id.as_str(), metric));
        let (ratio, free_cash_flow) = (of(Metric::OperatingMarginRatio)?, of(Metric::FreeCashFlow)?);
        Some(Group { name, ratio, free_cash_flow })
    }

    /// All of it for projected years: before them nothing is at stake.
    pub(super) fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n: usize,
        found: &mut IndicatorObservation,
    ) {
        let years = projected_years(scenario);
        for (place, year) in years.iter().filter(|(place, _)| *place < outcome.guidance_margin.len()) {
            let (ratio, target) = (&outcome.annual[self.ratio + place], &outcome.guidance_margin[*place]);
            let met = (0..n).map(|i| ratio[i] >= target[i]).collect();
            found.shares.push((self.share("probability_of_guidance").of_year(*year), met));
        }
        let ratios: Vec<(i32, &[f64])> =
            years.iter().map(|(place, year)| (*year, &outcome.annual[self.ratio + place][..n])).collect();
        let worst: Vec<(i32, f64)> = (0..n).filter_map(|i| worst_year(&ratios, i)).collect();
        for (year, _) in &ratios {
            let is_worst = worst.iter().map(|(worst, _)| worst == year).collect();
            found.shares.push((self.share("probability_of_worst_year").of_year(*year), is_worst));
        }
        let lowest = worst.iter().map(|(_, ratio)| *ratio).collect();
        let metric = "worst_operating_margin_ratio";
        found.values.push((Indicator::new(&self.name, metric, MetricUnit::Share), lowest));
        let cash = |place: &usize| &outcome.annual[self.free_cash_flow + place];
        for (place, year) in &years {
            let negative = (0..n).map(|i| cash(place)[i] < 0.0).collect();
            found
                .shares
                .push((self.share("probability_of_negative_free_cash_flow").of_year(*year), negative));
        }
        let ever = (0..n).map(|i| years.iter().any(|(place, _)| cash(place)[i] < 0.0)).collect();
        found.shares.push((self.share("probability_of_negative_free_cash_flow_ever"), ever));
    }

    fn share(&self, metric: &str) -> Indicator {
        Indicator::share(&self.name, metric)
    }
}

/// The year with the lowest figure of a trial, the first of equals.
fn worst_year(ratios: &[(i32, &[f64])], trial: usize) -> Option<(i32, f64)> {
    let figures = ratios.iter().map(|(year, ratio)| (*year, ratio[trial]));
    figures.reduce(|worst, next| if next.1 < worst.1 { next } else { worst })
}

/// The Group without a perimeter: both statements add up to the Group's, access fees included.
#[derive(Clone, Debug)]
pub struct Without {
    name: Named,
    /// Margin and revenue of the Group, then of the perimeter.
    group: [usize; 2],
    perimeter: [usize; 2],
}

impl Without {
    pub(super) fn new(scenario: &Scenario, all: &[Series], perimeter: usize) -> Option<Without> {
        let own = &scenario.business.perimeters[perimeter].name;
        let group = group_of(scenario)?;
        let of = |grouping, id: &str| {
            let of = |metric| place(all, scenario, (grouping, id, metric));
            Some([of(Metric::OperatingMargin)?, of(Metric::Revenue)?])
        };
        let name = Named {
            id: format!("{}-without-{}", group.id, own.id),
            label: format!("{} without {}", group.label, own.label),
        };
        let (group, perimeter) = (of(Grouping::Group, &group.id)?, of(Grouping::Perimeter, &own.id)?);
        Some(Without { name, group, perimeter })
    }

    pub(super) fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n: usize,
        found: &mut IndicatorObservation,
    ) {
        for (place, year) in projected_years(scenario) {
            let figure = |column: usize, i: usize| outcome.annual[column + place][i];
            let less = |line: usize, i| figure(self.group[line], i) - figure(self.perimeter[line], i);
            let ratio = |i| if less(1, i) > 0.0 { less(0, i) / less(1, i) } else { f64::NAN };
            let indicator = Indicator::new(&self.name, Metric::OperatingMarginRatio.id(), MetricUnit::Share);
            found.values.push((indicator.of_year(year), (0..n).map(ratio).collect()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_year_is_the_lowest_and_the_first_of_equals() {
        let (a, b, c) = ([0.05, 0.02], [0.03, 0.02], [0.04, 0.06]);
        let ratios: Vec<(i32, &[f64])> = vec![(2026, &a), (2027, &b), (2028, &c)];
        assert_eq!(worst_year(&ratios, 0), Some((2027, 0.03)));
        assert_eq!(worst_year(&ratios, 1), Some((2026, 0.02)));
        assert_eq!(worst_year(&[], 0), None);
    }
}
