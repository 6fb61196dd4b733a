//! The resolved scenario: everything that a trial needs, with no text and no file left.

use std::collections::{BTreeSet, HashMap};

use super::happening::{Cause, Event, Moment, Regime};
use crate::model::{Business, Slot};
use crate::quantity::Timeline;
use crate::sampling::plan::sobol::MOST_DIMENSIONS;
use crate::sampling::{Component, InputId, Noise, Plan, Sampler, Shape};

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
    /// In the order in which they act.
    pub regimes: Vec<Regime>,
    /// In the order in which they act, after the regimes.
    pub events: Vec<Event>,
    pub seed: u64,
    /// Whether it is one projection without randomness: [`Scenario::deterministic`].
    pub is_deterministic: bool,
    /// Keys of the streams that have low-discrepancy dimensions under [`Plan::Sobol`], the first key the first
    /// dimension; streams that no input draws from only hold their place.
    pub low_discrepancy: Vec<String>,
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
    /// Key in the scenario; draws are keyed by it, unless `streams` says otherwise.
    pub key: String,
    pub values: Values,
    /// Streams of shared assumptions that it draws from.
    pub streams: Streams,
    /// Changes of its final value, in the order in which they act.
    pub changes: Vec<Change>,
}

/// Streams that an input draws from in place of its own: all users of a shared assumption see one draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streams {
    pub value: Option<String>,
    pub level: Option<String>,
    pub noise: Option<String>,
}

/// A change of the final value of an input: after path, level and noise.
#[derive(Clone, Debug)]
pub struct Change {
    pub effect: Effect,
    /// When it acts; `None` for a value drawn once, which is changed altogether.
    pub window: Option<Window>,
    /// In which trials it acts; `None` for all.
    pub cause: Option<Cause>,
}

/// What a change does to a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Multiply(f64),
    Add(f64),
    /// Replaces the value by that of another input, which stands before in the list.
    Set(Slot),
}

/// When a change acts.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Share of each period that lies inside.
    pub by_period: Vec<f64>,
    pub at_base_mid: bool,
    pub at_known_until: bool,
    /// Decimal years between which it acts, for events: theirs are narrower, trial by trial.
    pub from: f64,
    pub until: f64,
}

impl Window {
    /// The share of a period that lies inside, or 1 and 0 at a date.
    pub fn weight(&self, moment: Moment) -> f64 {
        match moment {
            Moment::Once => 1.0,
            Moment::Period(period) => self.by_period[period.index],
            Moment::BaseMid(_) => f64::from(u8::from(self.at_base_mid)),
            Moment::KnownUntil(_) => f64::from(u8::from(self.at_known_until)),
        }
    }
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
pub const LEVEL: &str = ".level";
pub const NOISE: &str = ".noise";

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
        InputId::of(&self.value_stream())
    }

    /// Stream of its level.
    pub fn level_id(&self) -> InputId {
        InputId::of(&self.level_stream())
    }

    /// Stream of its noise or innovation.
    pub fn noise_id(&self) -> InputId {
        InputId::of(&self.noise_stream())
    }

    /// Whether regimes or events act on it.
    pub fn has_causes(&self) -> bool {
        self.changes.iter().any(|change| change.cause.is_some())
    }

    fn value_stream(&self) -> String {
        self.streams.value.clone().unwrap_or_else(|| self.key.clone())
    }

    fn level_stream(&self) -> String {
        self.streams.level.clone().unwrap_or_else(|| format!("{}{LEVEL}", self.key))
    }

    fn noise_stream(&self) -> String {
        self.streams.noise.clone().unwrap_or_else(|| format!("{}{NOISE}", self.key))
    }

    /// Keys of the streams that this input draws from: those drawn once, and those drawn every period.
    fn all_streams(&self) -> (Vec<String>, Option<String>) {
        match &self.values {
            Values::Constant(_) => (Vec::new(), None),
            Values::Drawn(_) => (vec![self.value_stream()], None),
            Values::Innovation => (Vec::new(), Some(self.noise_stream())),
            Values::Moving(moving) => {
                let value = matches!(moving.base, Base::Drawn(_)).then(|| self.value_stream());
                let level = matches!(moving.level, Some(Level::Drawn(_))).then(|| self.level_stream());
                let once = value.into_iter().chain(level).collect();
                (once, moving.noise.is_some().then(|| self.noise_stream()))
            }
        }
    }
}

impl Scenario {
    /// What its draws come from in a run of `n_trials` trials under a plan.
    pub fn sampler(&self, plan: Plan, n_trials: u64) -> Sampler {
        Sampler::new(plan, self.seed, n_trials, &self.low_discrepancy)
    }

    /// Number of streams drawn once per trial that have a low-discrepancy dimension under [`Plan::Sobol`].
    pub fn n_low_discrepancy(&self) -> usize {
        let once = self.streams_drawn_once();
        let listed: BTreeSet<&String> = self.low_discrepancy.iter().take(MOST_DIMENSIONS).collect();
        once.iter().filter(|stream| listed.contains(stream)).count()
    }

    /// The input behind a slot.
    pub fn input(&self, slot: Slot) -> &Input {
        &self.inputs[slot.0]
    }

    /// Number of streams drawn once per trial, and of those drawn every period; a shared one counts once.
    pub fn n_streams(&self) -> (usize, usize) {
        let noise = self.inputs.iter().filter_map(|input| input.all_streams().1);
        (self.streams_drawn_once().len(), noise.collect::<BTreeSet<String>>().len())
    }

    /// Keys of all streams drawn once per trial.
    fn streams_drawn_once(&self) -> BTreeSet<String> {
        self.inputs.iter().flat_map(|input| input.all_streams().0).chain(self.mixing_streams()).collect()
    }

    /// Keys of the common mixing variables of t copulas.
    fn mixing_streams(&self) -> impl Iterator<Item = String> {
        self.correlation.drawn.iter().filter_map(Component::mixing_key).map(str::to_string)
    }

    /// Two different streams with the same identity, if there are any: they would share their draws.
    pub fn colliding_streams(&self) -> Option<(String, String)> {
        let mut seen: HashMap<InputId, String> = HashMap::new();
        let inputs = self.inputs.iter().map(Input::all_streams);
        let streams = inputs.flat_map(|(once, noise)| once.into_iter().chain(noise));
        for stream in streams.chain(self.mixing_streams()) {
            if let Some(other) = seen.insert(InputId::of(&stream), stream.clone())
                && other != stream
            {
                return Some((other, stream));
            }
        }
        None
    }
}
