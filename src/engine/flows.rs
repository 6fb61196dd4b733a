//! What is recorded period by period, from which dates and values are read.

use super::scenario::Scenario;
use crate::lanes::{LANES, Lane, ZERO, add, fill};
use crate::model::business::Powertrain;
use crate::model::statement::Line;
use crate::model::{Inputs, State};
use crate::quantity::Period;

/// Nominal EUR per period of one perimeter, by period.
#[derive(Clone, Debug)]
pub struct PeriodFlows {
    pub operating_margin: Vec<Lane>,
    pub free_cash_flow: Vec<Lane>,
    /// Operating profit without the margin of captive finance, which has its capital outside.
    pub industrial_profit: Vec<Lane>,
    /// Investment − depreciation + increase of working capital.
    pub capital_increase: Vec<Lane>,
    /// Capital employed at the end of history: opening assets not yet written off, and working capital. NaN where
    /// opening depreciation goes on beyond the projection, so that what is left of it is not known.
    pub opening_capital: Lane,
}

/// Cars of one powertrain, by period: vehicles, and contribution in nominal EUR.
#[derive(Clone, Debug)]
pub struct CarFlows {
    pub volume: Vec<Lane>,
    pub contribution: Vec<Lane>,
}

impl PeriodFlows {
    /// Zeros.
    pub fn new(n_periods: usize) -> PeriodFlows {
        let flows = || vec![ZERO; n_periods];
        PeriodFlows {
            operating_margin: flows(),
            free_cash_flow: flows(),
            industrial_profit: flows(),
            capital_increase: flows(),
            opening_capital: ZERO,
        }
    }

    /// Takes in one period of a perimeter.
    pub(super) fn record(
        &mut self,
        scenario: &Scenario,
        perimeter: usize,
        period: &Period,
        (inputs, state): (&Inputs, &State),
    ) {
        let statement = &state.statements[perimeter];
        let (p, line) = (period.index, |line: Line| statement.line(line));
        self.operating_margin[p] = *line(Line::OperatingMargin);
        self.free_cash_flow[p] = *line(Line::FreeCashFlow);
        let (profit, captive) = (line(Line::OperatingProfit), line(Line::CaptiveMargin));
        fill(&mut self.industrial_profit[p], |i| profit[i] - captive[i]);
        let (spent, written_off) = (line(Line::Investment), line(Line::Depreciation));
        let working_capital = line(Line::WorkingCapitalIncrease);
        fill(&mut self.capital_increase[p], |i| spent[i] - written_off[i] + working_capital[i]);
        self.record_opening_capital(scenario, perimeter, period, (inputs, state));
    }

    /// The working capital of the last year of history (of the first year, without history), and the opening
    /// depreciation of all later years.
    fn record_opening_capital(
        &mut self,
        scenario: &Scenario,
        perimeter: usize,
        period: &Period,
        (inputs, state): (&Inputs, &State),
    ) {
        let (timeline, business) = (&scenario.timeline, &scenario.business);
        let opening = &mut self.opening_capital;
        if period.index == 0 {
            *opening = ZERO;
        }
        let last_year = (timeline.known_until - 1.0).max(f64::from(timeline.start));
        if (last_year..last_year + 1.0).contains(&period.start) {
            let share = &inputs[business.money.working_capital_share];
            let statement = &state.statements[perimeter];
            let (revenue, captive) = (statement.line(Line::Revenue), statement.line(Line::CaptiveRevenue));
            add(opening, |i| share[i] * (revenue[i] - captive[i]));
        }
        if timeline.is_history(period) {
            return;
        }
        let is_last = period.index + 1 == timeline.n_periods();
        for investment in business.investments.iter().filter(|i| i.perimeters.contains(&perimeter)) {
            let yearly = &inputs[investment.opening_depreciation];
            add(opening, |i| if is_last && yearly[i] > 0.0 { f64::NAN } else { yearly[i] * period.years() });
        }
    }
}

impl CarFlows {
    /// Zeros.
    pub fn new(n_periods: usize) -> CarFlows {
        CarFlows { volume: vec![ZERO; n_periods], contribution: vec![ZERO; n_periods] }
    }

    /// Takes in one period of the cars of a powertrain.
    pub(super) fn record(
        &mut self,
        scenario: &Scenario,
        powertrain: Powertrain,
        period: usize,
        state: &State,
    ) {
        let (volume, contribution) = (&mut self.volume[period], &mut self.contribution[period]);
        (*volume, *contribution) = (ZERO, ZERO);
        let products = scenario.business.products.iter().zip(&state.products);
        for (_, flows) in products.filter(|(product, _)| product.powertrain == powertrain) {
            for i in 0..LANES {
                volume[i] += flows.volume[i];
                contribution[i] += flows.contribution[i];
            }
        }
    }
}
