//! The resolved scenario: everything that a trial needs, with no text and no file left.

use std::collections::HashMap;

use crate::model::{Business, Slot};
use crate::quantity::Timeline;
use crate::sampling::{Component, InputId, Noise, Shape};

/// A complete set of assumptions, ready to run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name for people.
    pub name: String,
    pub business: Business,
    pub timeline: Timeline,
    /// One per [`Slot`] of the business.
    pub inputs: Vec<Input>,
    pub correlation: Correlation,
    pub seed: u64,
    /// Payback and peak funding count from here, decimal year.
    pub programme_start: f64,
    /// Flows are discounted to here, decimal year; earlier flows are sunk.
    pub valuation_date: f64,
}

/// Inputs whose draws move together. Members are named by the keys of their streams: that of the
/// assumption, with `.level` or `.noise` behind it where one of these is drawn. A member that no input draws
/// changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Correlation {
    /// What is drawn once per trial.
    pub drawn: Vec<Component>,
    /// Innovations of noise, joint in each calendar period.
    pub noise: Vec<Component>,
}

/// One assumption as the engine sees it.
#[derive(Clone, Debug)]
pub struct Input {
    /// Key in the scenario; draws are keyed by it.
    pub key: String,
    pub values: Values,
}

/// Where the values of an assumption come from.
#[derive(Clone, Debug)]
pub enum Values {
    /// The same number always.
    Constant(f64),
    /// Drawn once per trial.
    Drawn(Shape),
    /// Moves in time.
    Moving(Moving),
    /// A standard normal innovation every projected period.
    Innovation,
}

/// A value that moves in time.
#[derive(Clone, Debug)]
pub struct Moving {
    pub base: Base,
    /// Multiplies after the end of history.
    pub level: Option<Level>,
    /// Acts after the end of history.
    pub noise: Option<Noise>,
}

/// What level and noise act on.
#[derive(Clone, Debug)]
pub enum Base {
    Constant(f64),
    Drawn(Shape),
    /// A path, evaluated once when the scenario is resolved.
    Path {
        by_period: Vec<f64>,
        at_base_mid: f64,
        at_known_until: f64,
    },
}

/// One multiplier per trial.
#[derive(Clone, Debug)]
pub enum Level {
    Constant(f64),
    Drawn(Shape),
}

/// Suffixes of the streams that one assumption may need beside its own.
const LEVEL: &str = ".level";
const NOISE: &str = ".noise";

/// Key of the stream of an assumption's level.
pub fn level_stream(key: &str) -> String {
    format!("{key}{LEVEL}")
}

/// Key of the stream of an assumption's noise, or of an innovation.
pub fn noise_stream(key: &str) -> String {
    format!("{key}{NOISE}")
}

impl Input {
    /// Stream of the value that is drawn once.
    pub fn id(&self) -> InputId {
        InputId::of(&self.key)
    }

    /// Stream of its level.
    pub fn level_id(&self) -> InputId {
        InputId::of(&level_stream(&self.key))
    }

    /// Stream of its noise or innovation.
    pub fn noise_id(&self) -> InputId {
        InputId::of(&noise_stream(&self.key))
    }

    /// Keys of the streams that this input draws from.
    fn streams(&self) -> Vec<String> {
        let mut streams = Vec::new();
        let key = &self.key;
        match &self.values {
            Values::Constant(_) => {}
            Values::Drawn(_) => streams.push(key.clone()),
            Values::Innovation => streams.push(noise_stream(key)),
            Values::Moving(moving) => {
                if matches!(moving.base, Base::Drawn(_)) {
                    streams.push(key.clone());
                }
                if matches!(moving.level, Some(Level::Drawn(_))) {
                    streams.push(level_stream(key));
                }
                if moving.noise.is_some() {
                    streams.push(noise_stream(key));
                }
            }
        }
        streams
    }
}

impl Scenario {
    /// The input behind a slot.
    pub fn input(&self, slot: Slot) -> &Input {
        &self.inputs[slot.0]
    }

    /// Keys of all streams: of the inputs, and of the common mixing variables of t copulas.
    fn streams(&self) -> impl Iterator<Item = String> {
        let mixing = self.correlation.drawn.iter().filter_map(Component::mixing_key).map(str::to_string);
        self.inputs.iter().flat_map(Input::streams).chain(mixing)
    }

    /// Number of streams drawn once per trial, and of those drawn every period.
    pub fn n_streams(&self) -> (usize, usize) {
        let all: Vec<String> = self.streams().collect();
        let periodic = all.iter().filter(|s| s.ends_with(NOISE)).count();
        (all.len() - periodic, periodic)
    }

    /// Two different streams with the same identity, if there are any: they would share their draws.
    pub fn colliding_streams(&self) -> Option<(String, String)> {
        let mut seen: HashMap<InputId, String> = HashMap::new();
        for stream in self.streams() {
            if let Some(other) = seen.insert(InputId::of(&stream), stream.clone())
                && other != stream
            {
                return Some((other, stream));
            }
        }
        None
    }
}
