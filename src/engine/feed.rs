//! Fills the model's inputs for one block: what is drawn once, then period by period.

use std::collections::HashMap;

use super::change::{self, Weight};
use super::draws::Part;
use super::happening::{Happenings, Moment};
use super::pass::{Form, Join, Normals, Place, Shake};
use super::scenario::{Base, Effect, Level, Moving, Scenario, Values};
use crate::lanes::{InstructionSet, Lane, ZERO, same};
use crate::model::{Inputs, Slot};
use crate::quantity::Period;
use crate::sampling::{Component, InputId, NoiseState, Sampler, Shape, noise};

/// What an input that moves or is drawn needs from period to period.
struct Source {
    slot: Slot,
    kind: Kind,
}

enum Kind {
    Drawn(Stream),
    Innovation(Stream),
    Moving(Box<Movement>),
}

/// Where the draws of one stream come from.
#[derive(Clone, Copy)]
struct Stream {
    id: InputId,
    /// Lane of the joint draws, unless the stream keeps its own.
    joint: Option<usize>,
}

/// Joint draws: the lanes of all components, one after the other.
struct Joint {
    lanes: Vec<Lane>,
    followers: HashMap<InputId, usize>,
}

impl Joint {
    fn new(components: &[Component]) -> Joint {
        let members =
            components.iter().flat_map(|c| c.ids().iter().enumerate().map(move |(i, id)| (c, i, id)));
        let followers = members.enumerate().filter(|(_, (component, i, _))| !component.keeps_its_draw(*i));
        let followers = followers.map(|(lane, (_, _, id))| (*id, lane)).collect();
        Joint { lanes: vec![ZERO; components.iter().map(Component::n_members).sum()], followers }
    }

    fn draw(
        &mut self,
        components: &[Component],
        (instruction_set, sampler): (InstructionSet, &Sampler),
        period: u32,
        first_trial: u64,
    ) {
        let mut rest = self.lanes.as_mut_slice();
        for component in components {
            let (lanes, others) = std::mem::take(&mut rest).split_at_mut(component.n_members());
            let mut mixing = ZERO;
            let place = |id, out: &mut Lane| {
                instruction_set.run(Place { sampler, id, period, first_trial, out });
            };
            component.ids().iter().zip(lanes.iter_mut()).for_each(|(id, lane)| place(*id, lane));
            if let Some(id) = component.mixing_id() {
                place(id, &mut mixing);
            }
            instruction_set.run(Join { component, mixing: &mut mixing, lanes });
            rest = others;
        }
    }

    fn stream(&self, id: InputId) -> Stream {
        Stream { id, joint: self.followers.get(&id).copied() }
    }
}

/// What a moving input carries through a block.
struct Movement {
    own: Stream,
    level_stream: Stream,
    noise_stream: Stream,
    level: Lane,
    drawn: Lane,
    noise: NoiseState,
}

/// Feeds one thread's inputs.
pub struct Feed {
    pub inputs: Inputs,
    instruction_set: InstructionSet,
    sampler: Sampler,
    sources: Vec<Source>,
    drawn: Joint,
    innovations: Joint,
    happenings: Happenings,
}

impl Feed {
    /// Allocates the lanes and fills in what never changes; trials are independent.
    pub fn new(scenario: &Scenario) -> Feed {
        Feed::with_sampler(scenario, Sampler::random(scenario.seed))
    }

    /// The same under any sampling plan; the sampler is one of [`Scenario::sampler`].
    pub fn with_sampler(scenario: &Scenario, sampler: Sampler) -> Feed {
        let mut inputs = Inputs::new(scenario.inputs.len());
        let mut sources = Vec::new();
        let drawn = Joint::new(&scenario.correlation.drawn);
        let innovations = Joint::new(&scenario.correlation.noise);
        for (i, input) in scenario.inputs.iter().enumerate() {
            let slot = Slot(i);
            let kind = match &input.values {
                Values::Constant(value) => {
                    inputs[slot] = same(*value);
                    continue;
                }
                Values::Drawn(_) => Kind::Drawn(drawn.stream(input.id())),
                Values::Innovation => Kind::Innovation(innovations.stream(input.noise_id())),
                Values::Moving(_) => Kind::Moving(Box::new(Movement {
                    own: drawn.stream(input.id()),
                    level_stream: drawn.stream(input.level_id()),
                    noise_stream: innovations.stream(input.noise_id()),
                    level: same(1.0),
                    drawn: ZERO,
                    noise: NoiseState::default(),
                })),
            };
            sources.push(Source { slot, kind });
        }
        let instruction_set = InstructionSet::best();
        let happenings = Happenings::new(scenario);
        Feed { inputs, instruction_set, sampler, sources, drawn, innovations, happenings }
    }

    /// Computes with these vector instructions; the values are the same bits.
    pub fn set_instruction_set(&mut self, instruction_set: InstructionSet) {
        self.instruction_set = instruction_set;
    }

    /// Draws what is drawn once per trial, for the block that begins with `first_trial`.
    pub fn begin_block(&mut self, scenario: &Scenario, first_trial: u64) {
        let (set, sampler) = (self.instruction_set, &self.sampler);
        self.drawn.draw(&scenario.correlation.drawn, (set, sampler), 0, first_trial);
        let joint = &self.drawn;
        let draw = |stream: Stream, shape: &Shape, out: &mut Lane| {
            match stream.joint {
                Some(lane) => *out = joint.lanes[lane],
                None => set.run(Place { sampler, id: stream.id, period: 0, first_trial, out }),
            }
            set.run(Form { shape, is_joint: stream.joint.is_some(), out });
        };
        for source in &mut self.sources {
            match (&mut source.kind, &scenario.input(source.slot).values) {
                (Kind::Drawn(stream), Values::Drawn(shape)) => {
                    draw(*stream, shape, &mut self.inputs[source.slot]);
                    let input = scenario.input(source.slot);
                    if !input.has_causes() {
                        change::apply(input, &mut self.inputs, source.slot, Moment::Once, &self.happenings);
                    }
                }
                (Kind::Moving(movement), Values::Moving(moving)) => {
                    let Movement { own, level_stream, level, drawn, noise, .. } = &mut **movement;
                    *noise = NoiseState::default();
                    match &moving.base {
                        Base::Constant(value) => *drawn = same(*value),
                        Base::Drawn(shape) => draw(*own, shape, drawn),
                        Base::Path { .. } => {}
                    }
                    match &moving.level {
                        Some(Level::Drawn(shape)) => {
                            draw(*level_stream, shape, level);
                        }
                        Some(Level::Constant(value)) => *level = same(*value),
                        None => {}
                    }
                }
                _ => {}
            }
        }
        // What holds and happens is drawn as well, and then acts on what is drawn once.
        self.happenings.draw(scenario, &self.inputs);
        for source in self.sources.iter().filter(|source| matches!(source.kind, Kind::Drawn(_))) {
            let input = scenario.input(source.slot);
            if input.has_causes() {
                change::apply(input, &mut self.inputs, source.slot, Moment::Once, &self.happenings);
            }
        }
    }

    /// What holds and happens in the trials of the block.
    pub fn happenings(&self) -> &Happenings {
        &self.happenings
    }

    /// What [`Feed::begin_block`] drew: the slot of each drawn value, or of the value whose level it is.
    pub(super) fn drawn_once<'a>(
        &'a self,
        scenario: &'a Scenario,
    ) -> impl Iterator<Item = (Slot, Part, &'a Lane)> {
        self.sources.iter().flat_map(|source| {
            let slot = source.slot;
            let (value, level) = match (&source.kind, &scenario.input(slot).values) {
                (Kind::Drawn(_), _) => (Some(&self.inputs[slot]), None),
                (Kind::Moving(movement), Values::Moving(moving)) => (
                    matches!(moving.base, Base::Drawn(_)).then_some(&movement.drawn),
                    matches!(moving.level, Some(Level::Drawn(_))).then_some(&movement.level),
                ),
                _ => (None, None),
            };
            let value = value.map(|lane| (slot, Part::Value, lane));
            value.into_iter().chain(level.map(|lane| (slot, Part::Level, lane)))
        })
    }

    /// Values in the middle of the base year, without level and noise.
    pub fn at_base_mid(&mut self, scenario: &Scenario) {
        let path_value = |base: &Base| match base {
            Base::Path { at_base_mid, .. } => Some(*at_base_mid),
            _ => None,
        };
        self.set_known(scenario, path_value, Moment::BaseMid(scenario.business.money.base_mid));
    }

    /// Values at the end of history, without level and noise.
    pub fn at_known_until(&mut self, scenario: &Scenario) {
        let path_value = |base: &Base| match base {
            Base::Path { at_known_until, .. } => Some(*at_known_until),
            _ => None,
        };
        self.set_known(scenario, path_value, Moment::KnownUntil(scenario.timeline.known_until));
    }

    fn set_known(&mut self, scenario: &Scenario, path_value: impl Fn(&Base) -> Option<f64>, moment: Moment) {
        for source in &self.sources {
            if let (Kind::Moving(movement), Values::Moving(moving)) =
                (&source.kind, &scenario.input(source.slot).values)
            {
                self.inputs[source.slot] = path_value(&moving.base).map_or(movement.drawn, same);
                let input = scenario.input(source.slot);
                change::apply(input, &mut self.inputs, source.slot, moment, &self.happenings);
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
            let weight = Weight::of(change, Moment::Period(period), &self.happenings);
            let replacement = match change.effect {
                Effect::Set(other) if !weight.is_zero() => Some(self.history_value(scenario, other, period)),
                _ => None,
            };
            change::change(change.effect, &weight, replacement.as_ref(), &mut lane);
        }
        lane
    }

    /// Values of one period.
    pub fn at_period(&mut self, scenario: &Scenario, period: &Period, first_trial: u64) {
        let timeline = &scenario.timeline;
        let is_history = timeline.is_history(period);
        let years = timeline.state_step(period);
        let quarter = period.calendar_quarter();
        let (set, sampler) = (self.instruction_set, &self.sampler);
        let mut innovations = ZERO;
        if !is_history {
            let period = noise::counter_period(quarter);
            self.innovations.draw(&scenario.correlation.noise, (set, sampler), period, first_trial);
        }
        let joint = &self.innovations;
        let innovate = |stream: Stream, out: &mut Lane| match stream.joint {
            Some(lane) => *out = joint.lanes[lane],
            None => {
                let period = noise::counter_period(quarter);
                set.run(Place { sampler, id: stream.id, period, first_trial, out });
                set.run(Normals(out));
            }
        };
        for source in &mut self.sources {
            let lane = &mut self.inputs[source.slot];
            match (&mut source.kind, &scenario.input(source.slot).values) {
                (Kind::Innovation(stream), _) if !is_history => {
                    innovate(*stream, lane);
                }
                (Kind::Moving(movement), Values::Moving(moving)) => {
                    let Movement { noise_stream, level, drawn, noise: state, .. } = &mut **movement;
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
                        innovate(*noise_stream, &mut innovations);
                        set.run(Shake { noise, years, innovations: &innovations, state, lane });
                    }
                    let input = scenario.input(source.slot);
                    let moment = Moment::Period(period);
                    change::apply(input, &mut self.inputs, source.slot, moment, &self.happenings);
                }
                _ => {}
            }
        }
    }
}
