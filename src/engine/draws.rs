//! What is drawn once in each trial, as columns: draws are a function of seed, key and trial, so they can be looked at
//! without simulating.

use super::feed::Feed;
use super::scenario::Scenario;
use crate::lanes::{InstructionSet, Lane};
use crate::sampling::Sampler;

/// What of an assumption is drawn once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The value, or the constant that noise and changes act on.
    Value,
    /// The multiplier of a path after the end of history.
    Level,
}

/// One drawn column.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Key of the assumption.
    pub key: String,
    pub part: Part,
}

/// The draws of one block of trials after the other.
pub struct Draws {
    feed: Feed,
}

impl Draws {
    /// For the scenario and the sampler of a run.
    pub fn new(scenario: &Scenario, sampler: Sampler, instruction_set: InstructionSet) -> Draws {
        let mut feed = Feed::with_sampler(scenario, sampler);
        feed.set_instruction_set(instruction_set);
        Draws { feed }
    }

    /// The columns, in the order of [`Draws::block`].
    pub fn columns(&self, scenario: &Scenario) -> Vec<Drawn> {
        let drawn = self.feed.drawn_once(scenario);
        drawn.map(|(slot, part, _)| Drawn { key: scenario.input(slot).key.clone(), part }).collect()
    }

    /// The values of the trials from `first_trial` on, inside units: EUR, shares, years.
    pub fn block<'a>(
        &'a mut self,
        scenario: &'a Scenario,
        first_trial: u64,
    ) -> impl Iterator<Item = &'a Lane> {
        self.feed.begin_block(scenario, first_trial);
        self.feed.drawn_once(scenario).map(|(_, _, lane)| lane)
    }
}
