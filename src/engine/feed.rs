//! Fills the model's inputs for one block: what is drawn once, then period by period.

use super::change;
use super::scenario::{Base, Effect, Input, Level, Moving, Scenario, Values, Window};
use crate::lanes::{Lane, ZERO, same};
use crate::model::{Inputs, Slot};
use crate::quantity::Period;
use crate::sampling::{InputId, NoiseState, Shape, noise, philox};

/// What an input that moves or is drawn needs from period to period.
struct Source {
    slot: Slot,
    kind: Kind,
}

enum Kind {
    Drawn { id: InputId },
    Innovation { id: InputId },
    Moving(Box<Movement>),
}

/// What a moving input carries through a block.
struct Movement {
    id: InputId,
    level_id: InputId,
    noise_id: InputId,
    level: Lane,
    drawn: Lane,
    noise: NoiseState,
}

/// Feeds one thread's inputs.
pub struct Feed {
    pub inputs: Inputs,
    sources: Vec<Source>,
}

fn draw(seed: u64, id: InputId, first_trial: u64, shape: &Shape, out: &mut Lane) {
    philox::uniforms(seed, id, 0, first_trial, out);
    shape.apply(out);
}

impl Feed {
    /// Allocates the lanes and fills in what never changes.
    pub fn new(scenario: &Scenario) -> Feed {
        let mut inputs = Inputs::new(scenario.inputs.len());
        let mut sources = Vec::new();
        for (i, input) in scenario.inputs.iter().enumerate() {
            let slot = Slot(i);
            let kind = match &input.values {
                Values::Constant(value) => {
                    inputs[slot] = same(*value);
                    continue;
                }
                Values::Drawn(_) => Kind::Drawn { id: input.id() },
                Values::Innovation => Kind::Innovation { id: input.noise_id() },
                Values::Moving(_) => Kind::Moving(Box::new(Movement {
                    id: input.id(),
                    level_id: input.level_id(),
                    noise_id: input.noise_id(),
                    level: same(1.0),
                    drawn: ZERO,
                    noise: NoiseState::default(),
                })),
            };
            sources.push(Source { slot, kind });
        }
        Feed { inputs, sources }
    }

    /// Draws what is drawn once per trial, for the block that begins with `first_trial`.
    pub fn begin_block(&mut self, scenario: &Scenario, first_trial: u64) {
        let seed = scenario.seed;
        for source in &mut self.sources {
            match (&mut source.kind, &scenario.input(source.slot).values) {
                (Kind::Drawn { id }, Values::Drawn(shape)) => {
                    draw(seed, *id, first_trial, shape, &mut self.inputs[source.slot]);
                    change::apply(scenario.input(source.slot), &mut self.inputs, source.slot, |_| 1.0);
                }
                (Kind::Moving(movement), Values::Moving(moving)) => {
                    let Movement { id, level_id, level, drawn, noise, .. } = &mut **movement;
                    *noise = NoiseState::default();
                    match &moving.base {
                        Base::Constant(value) => *drawn = same(*value),
                        Base::Drawn(shape) => draw(seed, *id, first_trial, shape, drawn),
                        Base::Path { .. } => {}
                    }
                    match &moving.level {
                        Some(Level::Drawn(shape)) => draw(seed, *level_id, first_trial, shape, level),
                        Some(Level::Constant(value)) => *level = same(*value),
                        None => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// Values in the middle of the base year, without level and noise.
    pub fn at_base_mid(&mut self, scenario: &Scenario) {
        let path_value = |base: &Base| match base {
            Base::Path { at_base_mid, .. } => Some(*at_base_mid),
            _ => None,
        };
        self.set_known(scenario, path_value, |window| f64::from(u8::from(window.at_base_mid)));
    }

    /// Values at the end of history, without level and noise.
    pub fn at_known_until(&mut self, scenario: &Scenario) {
        let path_value = |base: &Base| match base {
            Base::Path { at_known_until, .. } => Some(*at_known_until),
            _ => None,
        };
        self.set_known(scenario, path_value, |window| f64::from(u8::from(window.at_known_until)));
    }

    fn set_known(
        &mut self,
        scenario: &Scenario,
        path_value: impl Fn(&Base) -> Option<f64>,
        weight: impl Fn(&Window) -> f64,
    ) {
        for source in &self.sources {
            if let (Kind::Moving(movement), Values::Moving(moving)) =
                (&source.kind, &scenario.input(source.slot).values)
            {
                self.inputs[source.slot] = path_value(&moving.base).map_or(movement.drawn, same);
                change::apply(scenario.input(source.slot), &mut self.inputs, source.slot, &weight);
            }
        }
    }

    /// Value of one input in a replayed period.
    pub fn history_value(&self, scenario: &Scenario, slot: Slot, period: &Period) -> Lane {
        let input = scenario.input(slot);
        let drawn = || self.sources.iter().find(|source| source.slot == slot).map(|source| &source.kind);
        let mut lane = match &input.values {
            Values::Moving(Moving { base: Base::Path { by_period, .. }, .. }) => {
                same(by_period[period.index])
            }
            Values::Moving(_) => match drawn() {
                Some(Kind::Moving(movement)) => movement.drawn,
                _ => self.inputs[slot],
            },
            _ => return self.inputs[slot],
        };
        for change in &input.changes {
            let weight = change.window.as_ref().map_or(1.0, |window| window.by_period[period.index]);
            let replacement = match change.effect {
                Effect::Set(other) if weight > 0.0 => Some(self.history_value(scenario, other, period)),
                _ => None,
            };
            change::change(change.effect, weight, replacement.as_ref(), &mut lane);
        }
        lane
    }

    /// Values of one period.
    pub fn at_period(&mut self, scenario: &Scenario, period: &Period, first_trial: u64) {
        let timeline = &scenario.timeline;
        let is_history = timeline.is_history(period);
        let years = timeline.state_step(period);
        let quarter = period.calendar_quarter();
        let mut innovations = ZERO;
        for source in &mut self.sources {
            let lane = &mut self.inputs[source.slot];
            match (&mut source.kind, &scenario.input(source.slot).values) {
                (Kind::Innovation { id }, _) if !is_history => {
                    noise::innovations(scenario.seed, *id, quarter, first_trial, lane);
                }
                (Kind::Moving(movement), Values::Moving(moving)) => {
                    let Movement { noise_id, level, drawn, noise: state, .. } = &mut **movement;
                    match &moving.base {
                        Base::Path { by_period, .. } => lane.fill(by_period[period.index]),
                        _ => *lane = *drawn,
                    }
                    if moving.level.is_some() && !is_history {
                        lane.iter_mut().zip(level.iter()).for_each(|(x, level)| *x *= level);
                    }
                    if let Some(noise) = &moving.noise
                        && !is_history
                    {
                        noise::innovations(scenario.seed, *noise_id, quarter, first_trial, &mut innovations);
                        state.advance(noise, years, &innovations);
                        state.apply(noise, lane);
                    }
                    let input = scenario.input(source.slot);
                    change::apply(input, &mut self.inputs, source.slot, |w| w.by_period[period.index]);
                }
                _ => {}
            }
        }
    }
}

/// The first input whose values in this period are not finite numbers, with the lane.
pub fn first_not_finite<'a>(inputs: &Inputs, scenario: &'a Scenario) -> Option<(&'a Input, usize)> {
    scenario.inputs.iter().enumerate().find_map(|(i, input)| {
        let lane = inputs[Slot(i)].iter().position(|x| !x.is_finite())?;
        Some((input, lane))
    })
}
