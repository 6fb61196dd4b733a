//! Why a trial has no finite result: the first assumption that is not a number, or the first price that has fallen
//! to zero. Looked for only after a run has stopped, so it may be slow.

use super::block::Block;
use super::scenario::Scenario;
use crate::model::{Inputs, Slot, State};
use crate::quantity::Period;

impl Block {
    /// What went wrong first in one lane of a block, as the end of a sentence that begins with the trial.
    pub(super) fn blame(&mut self, scenario: &Scenario, first_trial: u64, lane: usize) -> Option<String> {
        let mut found = None;
        self.each_period(scenario, first_trial, |period, inputs, state| {
            if found.is_none() {
                found = no_number(scenario, period, inputs, lane)
                    .or_else(|| no_price(scenario, period, state, lane));
            }
        });
        found
    }
}

/// An assumption that is not a number.
fn no_number(scenario: &Scenario, period: &Period, inputs: &Inputs, lane: usize) -> Option<String> {
    let place = (0..scenario.inputs.len()).find(|place| !inputs[Slot(*place)][lane].is_finite())?;
    Some(format!("`{}` is not a finite number at {:.2}", scenario.inputs[place].key, period.mid()))
}

/// A price of which nothing is left, of the market or of an own electric car that hands on its savings: what depends on a
/// relative price has no value any more.
fn no_price(scenario: &Scenario, period: &Period, state: &State, lane: usize) -> Option<String> {
    let is_gone = |price: f64| price.is_nan() || price <= 0.0;
    let business = &scenario.business;
    let mut segments = business.segments.iter().zip(&state.segment_prices);
    let mut products = business.products.iter().zip(&state.products);
    let market = segments.find(|(_, price)| is_gone(price.price[lane]));
    let market = market
        .map(|(segment, _)| format!("the market price of electric cars in segment `{}`", segment.name.id));
    let own = || {
        let product = products.find(|(_, flows)| is_gone(flows.price[lane]))?;
        Some(format!("the price of `{}`", product.0.name.id))
    };
    Some(format!(
        "{} has fallen to zero by {}: for so many years `market.price.pressure_per_year` or \
         `market.price.pass_through` is too high, or costs fall too fast",
        market.or_else(own)?,
        period.year
    ))
}
