//! Why a trial has no finite result: the first assumption that is not a number, or the first market price that has
//! fallen away. Looked for only after a run has stopped, so it may be slow.

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

/// A segment in which nothing is left of the market price: what depends on a relative price has no value any more.
fn no_price(scenario: &Scenario, period: &Period, state: &State, lane: usize) -> Option<String> {
    let mut segments = scenario.business.segments.iter().zip(&state.segment_prices);
    let (segment, _) = segments.find(|(_, price)| price.price[lane] <= 0.0)?;
    Some(format!(
        "the market price of electric cars in segment `{}` has fallen to zero by {}: for so many years \
         `market.price.pressure_per_year` or `market.price.pass_through` is too high, or costs fall too fast",
        segment.name.id, period.year
    ))
}
