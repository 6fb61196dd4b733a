//! Worth and return of a perimeter: terminal value, return on capital employed, the date of peak funding.

use super::{Indicator, IndicatorObservation, projected_years};
use crate::analysis::Date;
use crate::analysis::valuation::{net_present_value, terminal_value};
use crate::engine::flows::PeriodFlows;
use crate::engine::series::MetricUnit;
use crate::engine::{BlockOutcome, Scenario};
use crate::lanes::power;
use crate::model::business::Named;
use crate::quantity::Timeline;

pub(super) fn observe(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    (name, flows): (&Named, &PeriodFlows),
    n: usize,
    found: &mut IndicatorObservation,
) {
    let bottoms = (0..n).map(|i| peak_funding_date(scenario, flows, i)).collect();
    found.dates.push((Indicator::date(name, "peak_funding_date"), bottoms));
    if outcome.terminal.is_some() {
        let values = (0..n).map(|i| with_terminal_value(scenario, outcome, flows, i)).collect();
        let metric = "net_present_value_with_terminal_value";
        found.values.push((Indicator::new(name, metric, MetricUnit::EurM), values));
    }
    for (_, year) in projected_years(scenario) {
        let returns = (0..n).map(|i| return_on_capital(&scenario.timeline, outcome, flows, (year, i)));
        let indicator = Indicator::new(name, "return_on_capital_employed", MetricUnit::Share);
        found.values.push((indicator.of_year(year), returns.collect()));
    }
}

/// Net present value of all projected flows and of what comes after them; NaN where growth is not below the
/// discount rate, so that it would be infinite.
fn with_terminal_value(scenario: &Scenario, outcome: &BlockOutcome, flows: &PeriodFlows, i: usize) -> f64 {
    let Some((growth, fade)) = &outcome.terminal else { return f64::NAN };
    let (periods, rate) = (&scenario.timeline.periods, outcome.discount_rate[i]);
    let cash = |k: usize| flows.free_cash_flow[k][i];
    let dated = periods.iter().map(|period| (period.mid(), cash(period.index)));
    let last = 2 * scenario.timeline.step.periods_per_year();
    let last_years: f64 = (periods.len().saturating_sub(last)..periods.len()).map(cash).sum();
    let end = periods.last().map_or(f64::NAN, |period| period.end);
    let after = terminal_value(0.5 * last_years, rate, growth[i], fade[i]);
    net_present_value(dated, rate, scenario.valuation_date)
        + after * power(1.0 + rate, scenario.valuation_date - end)
}

/// Operating profit of a year after tax at the full rate, over the mean of capital employed at its two ends; NaN
/// where that is not positive or not known. Without captive finance.
fn return_on_capital(
    timeline: &Timeline,
    outcome: &BlockOutcome,
    flows: &PeriodFlows,
    (year, i): (i32, usize),
) -> f64 {
    let projected = timeline.periods.iter().filter(|period| !timeline.is_history(period));
    let (mut opening, mut closing, mut profit) = (flows.opening_capital[i], flows.opening_capital[i], 0.0);
    for period in projected.filter(|period| period.year <= year) {
        let increase = flows.capital_increase[period.index][i];
        closing += increase;
        if period.year < year {
            opening += increase;
        } else {
            profit += flows.industrial_profit[period.index][i];
        }
    }
    let capital = 0.5 * (opening + closing);
    if capital > 0.0 { profit * (1.0 - outcome.tax_rate[i]) / capital } else { f64::NAN }
}

/// End of the period in which cumulative free cash flow since programme start is lowest. Never negative reads
/// "before start": nothing had to be funded. Lowest at the horizon reads "not by": it may still fall.
fn peak_funding_date(scenario: &Scenario, flows: &PeriodFlows, i: usize) -> Date {
    let horizon_end = scenario.timeline.horizon_end();
    let periods = scenario.timeline.periods.iter();
    let counted = periods.filter(|p| p.start >= scenario.programme_start && p.end <= horizon_end);
    lowest(counted.map(|p| (p.end, flows.free_cash_flow[p.index][i])))
}

fn lowest(flows: impl Iterator<Item = (f64, f64)>) -> Date {
    let (mut total, mut lowest, mut date, mut last) = (0.0, 0.0, Date::BeforeStart, Date::BeforeStart);
    for (end, flow) in flows {
        total += flow;
        last = Date::At(end);
        if total < lowest {
            (lowest, date) = (total, last);
        }
    }
    if date == last && date != Date::BeforeStart { Date::NotByHorizon } else { date }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_funding_is_dated_by_the_end_of_its_period() {
        // Cumulative: −5, −3, −7, 13.
        let flows = |flows: &[f64]| lowest((1..).map(f64::from).zip(flows.iter().copied()));
        assert_eq!(flows(&[-5.0, 2.0, -4.0, 20.0]), Date::At(3.0));
        assert_eq!(flows(&[1.0, -0.5]), Date::BeforeStart);
        assert_eq!(flows(&[-1.0, -0.5]), Date::NotByHorizon);
        assert_eq!(flows(&[]), Date::BeforeStart);
    }
}
