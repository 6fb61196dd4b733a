//! The deterministic projection: the same scenario without randomness.

use super::scenario::{Base, Correlation, Input, Level, Moving, Scenario, Values};

impl Scenario {
    /// Every draw at its median (one of several numbers or options: the likeliest), no noise, no innovations, no
    /// events but those that are data.
    ///
    /// All of its trials are the same one. It is neither the mean of the futures nor the likeliest of them: costs
    /// and dates are not linear in the assumptions.
    pub fn deterministic(mut self) -> Scenario {
        self.inputs.iter_mut().for_each(collapse);
        self.settle_happenings();
        // A partner's early exit is an event.
        self.business.contracts.iter_mut().for_each(|contract| contract.exit = None);
        self.correlation = Correlation::default();
        self.is_deterministic = true;
        self
    }
}

fn collapse(input: &mut Input) {
    match &mut input.values {
        Values::Constant(_) => {}
        Values::Innovation => input.values = Values::Constant(0.0),
        Values::Drawn(shape) => {
            let value = shape.central();
            // Changes act on what moves: what is drawn once has been changed by its own pass until here.
            input.values = if input.changes.is_empty() {
                Values::Constant(value)
            } else {
                Values::Moving(Moving { base: Base::Constant(value), level: None, noise: None })
            };
        }
        Values::Moving(moving) => {
            if let Base::Drawn(shape) = &moving.base {
                moving.base = Base::Constant(shape.central());
            }
            if let Some(Level::Drawn(shape)) = &moving.level {
                moving.level = Some(Level::Constant(shape.central()));
            }
            moving.noise = None;
        }
    }
}
