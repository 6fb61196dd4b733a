//! From operating profit to free cash flow: tax with loss carry-forward, working capital.
//!
//! free cash flow = operating profit − margin retained by captive finance − tax + depreciation + impairment −
//! investment − increase in working capital + CO2 cost − CO2 payment. Captive finance's own part of tax and working
//! capital stays with the bank.

use super::Inputs;
use super::business::Money;
use super::statement::{Line, Statement};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::Period;

/// Carried per perimeter.
#[derive(Clone, Debug)]
pub struct CashState {
    /// Revenue of the last year's periods, oldest first once a year has passed.
    revenues: Vec<Lane>,
    year: i32,
    profit_of_year: Lane,
    tax_of_year: Lane,
    /// Losses that may still shelter profits, nominal EUR.
    losses: Lane,
}

impl Default for CashState {
    fn default() -> Self {
        CashState {
            revenues: Vec::new(),
            year: i32::MIN,
            profit_of_year: ZERO,
            tax_of_year: ZERO,
            losses: ZERO,
        }
    }
}

impl CashState {
    /// Forgets the block before; keeps the memory.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.revenues.clear();
        self.year = i32::MIN;
        self.losses = ZERO;
        self.profit_of_year = ZERO;
        self.tax_of_year = ZERO;
    }

    /// Losses of earlier years that may still shelter profits of this one, nominal EUR.
    #[inline(always)]
    pub fn losses_brought_forward(&self) -> &Lane {
        &self.losses
    }

    /// Closes the tax year: a loss is carried forward, used losses are gone.
    #[inline(always)]
    fn close_year(&mut self, use_limit: &Lane) {
        let profits = &self.profit_of_year;
        for (i, losses) in self.losses.iter_mut().enumerate() {
            let profit = profits[i];
            *losses -= if profit < 0.0 { profit } else { losses.min(use_limit[i] * profit) };
        }
        self.profit_of_year = ZERO;
        self.tax_of_year = ZERO;
    }

    /// Tax of the period: the tax on the year so far, less what the year's earlier periods booked.
    ///
    /// tax on the year = rate·(profit − min(losses, limit·profit)) for a profit, 0 for a loss. A loss within
    /// the year therefore meets a profit within the same year, whatever the step.
    #[inline(always)]
    fn tax(&mut self, profit: &Lane, rate: &Lane, use_limit: &Lane, tax: &mut Lane) {
        add(&mut self.profit_of_year, |i| profit[i]);
        let (profits, losses) = (&self.profit_of_year, &self.losses);
        for (i, (tax, booked)) in tax.iter_mut().zip(&mut self.tax_of_year).enumerate() {
            let taxed = if profits[i] > 0.0 { profits[i] } else { 0.0 };
            let sheltered = losses[i].min(use_limit[i] * taxed);
            let due = rate[i] * (taxed - sheltered);
            *tax = due - *booked;
            *booked = due;
        }
    }

    /// Increase of working capital: share · (trailing-year revenue now − one period ago), which is the
    /// share of (this period's revenue − that of the same period a year ago). Zero in the first year, whose
    /// opening working capital is that of the first year's revenue.
    #[inline(always)]
    fn working_capital_increase(
        &mut self,
        revenue: Lane,
        share: &Lane,
        periods_per_year: usize,
        out: &mut Lane,
    ) {
        if self.revenues.len() < periods_per_year {
            out.fill(0.0);
        } else {
            let year_ago = self.revenues.remove(0);
            fill(out, |i| share[i] * (revenue[i] - year_ago[i]));
        }
        self.revenues.push(revenue);
    }
}

/// Completes the statement of one perimeter down to free cash flow.
#[inline(always)]
pub fn complete(
    money: &Money,
    inputs: &Inputs,
    period: &Period,
    periods_per_year: usize,
    state: &mut CashState,
    statement: &mut Statement,
) {
    let use_limit = &inputs[money.loss_use_limit];
    if period.year != state.year {
        if state.year != i32::MIN {
            state.close_year(use_limit);
        }
        state.year = period.year;
    }
    let captive_margin = *statement.line(Line::CaptiveMargin);
    let mut own_profit = ZERO;
    // A provision is neither cash nor taxed: what counts is the payment.
    fill(&mut own_profit, |i| {
        statement.line(Line::OperatingProfit)[i] - captive_margin[i] + statement.line(Line::Co2Cost)[i]
            - statement.line(Line::Co2Payment)[i]
    });
    let mut tax = ZERO;
    state.tax(&own_profit, &inputs[money.tax_rate], use_limit, &mut tax);

    let mut industrial_revenue = ZERO;
    fill(&mut industrial_revenue, |i| {
        statement.line(Line::Revenue)[i] - statement.line(Line::CaptiveRevenue)[i]
    });
    let mut increase = ZERO;
    let share = &inputs[money.working_capital_share];
    state.working_capital_increase(industrial_revenue, share, periods_per_year, &mut increase);

    let mut cash = ZERO;
    fill(&mut cash, |i| {
        statement.line(Line::OperatingProfit)[i] - statement.line(Line::CaptiveRetained)[i] - tax[i]
            + statement.line(Line::Depreciation)[i]
            - statement.line(Line::Investment)[i]
            - increase[i]
            + statement.line(Line::Impairment)[i]
            + statement.line(Line::Co2Cost)[i]
            - statement.line(Line::Co2Payment)[i]
    });
    *statement.line_mut(Line::Tax) = tax;
    *statement.line_mut(Line::WorkingCapitalIncrease) = increase;
    *statement.line_mut(Line::FreeCashFlow) = cash;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::same;

    fn taxes(profits: &[(i32, f64)]) -> Vec<f64> {
        let (rate, limit) = (same(0.25), same(0.5));
        let mut state = CashState::default();
        let mut year = profits[0].0;
        profits
            .iter()
            .map(|(y, profit)| {
                if *y != year {
                    state.close_year(&limit);
                    year = *y;
                }
                let mut tax = ZERO;
                state.tax(&same(*profit), &rate, &limit, &mut tax);
                tax[0]
            })
            .collect()
    }

    #[test]
    fn losses_shelter_half_of_later_profits() {
        // Loss 100. Profit 80: half of it sheltered (40), tax 25 % of 40 = 10. Losses left 60. Profit 200:
        // 60 sheltered (limit 100), tax 25 % of 140 = 35. Nothing left: profit 100 pays 25.
        assert_eq!(taxes(&[(1, -100.0), (2, 80.0), (3, 200.0), (4, 100.0)]), [0.0, 10.0, 35.0, 25.0]);
    }

    #[test]
    fn a_quarterly_loss_meets_the_profit_of_its_own_year() {
        // −40, then +100: the year's profit is 60, tax 15, all booked in the second period.
        assert_eq!(taxes(&[(1, -40.0), (1, 100.0)]), [0.0, 15.0]);
        // +100, then −40: 25 booked, 10 given back.
        assert_eq!(taxes(&[(1, 100.0), (1, -40.0)]), [25.0, -10.0]);
    }

    #[test]
    fn negative_working_capital_makes_growth_release_cash() {
        let mut state = CashState::default();
        let mut out = ZERO;
        let share = same(-0.05);
        for (revenue, expected) in [(100.0, 0.0), (100.0, 0.0), (120.0, -1.0), (90.0, 0.5)] {
            state.working_capital_increase(same(revenue), &share, 2, &mut out);
            assert_eq!(out[0], expected);
        }
    }
}
