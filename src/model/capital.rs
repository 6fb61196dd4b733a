//! Depreciation and amortisation: the opening schedule runs off, new spending is straight-line.

use super::Inputs;
use super::business::Investment;
use super::statement::{Line, Statement, add_amount};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::Period;

/// Spending of one investment block since the end of history, period by period, nominal EUR.
#[derive(Clone, Debug)]
pub struct CapitalState {
    spending: Vec<Lane>,
    /// Spending and depreciation of the current period, nominal EUR.
    pub spent: Lane,
    pub depreciation: Lane,
}

impl Default for CapitalState {
    fn default() -> Self {
        CapitalState { spending: Vec::new(), spent: ZERO, depreciation: ZERO }
    }
}

impl CapitalState {
    /// Forgets the block before; keeps the memory.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.spending.clear();
    }
}

/// Share of one period's spending that is written off in the period `age` periods later.
///
/// Spending falls in the middle of its period (half-period convention) and is written off evenly over
/// `life` periods: the overlap of [age − ½, age + ½] with [0, life], divided by life.
#[inline(always)]
fn written_off(age: usize, life: f64) -> f64 {
    let from = (age as f64 - 0.5).max(0.0);
    let to = (age as f64 + 0.5).min(life);
    (to - from).max(0.0) / life
}

/// Adds what is written off in the latest period, with spending by period and a life in periods.
#[inline(always)]
pub fn write_off(spending: &[Lane], life: f64, depreciation: &mut Lane) {
    for (age, amount) in spending.iter().rev().enumerate() {
        let share = written_off(age, life);
        if share > 0.0 {
            add(depreciation, |i| share * amount[i]);
        }
    }
}

/// Books investment and depreciation of one period.
///
/// History's depreciation is all in the opening schedule (nominal); spending from the end of history on is
/// added to it.
#[inline(always)]
pub fn book(
    investment: &Investment,
    inputs: &Inputs,
    period: &Period,
    is_history: bool,
    index: &Lane,
    state: &mut CapitalState,
    statements: &mut [Statement],
) {
    let years = period.years();
    let (capex, research) = (&inputs[investment.capex], &inputs[investment.capitalised_rd]);
    let CapitalState { spending, spent, depreciation } = state;
    fill(spent, |i| (capex[i] + research[i]) * years * index[i]);
    add_amount(statements, &investment.perimeters, Line::Investment, spent);

    let opening = &inputs[investment.opening_depreciation];
    fill(depreciation, |i| opening[i] * years);
    if !is_history {
        spending.push(*spent);
        write_off(spending, investment.life_years / years, depreciation);
    }
    add_amount(statements, &investment.perimeters, Line::Depreciation, depreciation);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_written_off_exactly_once() {
        for life in [1.0, 4.0, 28.0, 6.4] {
            let total: f64 = (0..60).map(|age| written_off(age, life)).sum();
            assert!((total - 1.0).abs() < 1e-12, "{life}");
        }
    }

    #[test]
    fn half_a_charge_in_the_first_and_in_the_last_period() {
        assert_eq!(written_off(0, 4.0), 0.125);
        assert_eq!(written_off(1, 4.0), 0.25);
        assert_eq!(written_off(4, 4.0), 0.125);
        assert_eq!(written_off(5, 4.0), 0.0);
    }
}
