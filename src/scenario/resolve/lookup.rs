//! Typed access to a document's assumptions; numbers become inputs of the engine.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::ResolveError;
use crate::engine::scenario::{LEVEL, NOISE};
use crate::engine::{Base, Cause, Change, Effect, Input, Level, Moving, Streams, Values, Window};
use crate::model::Slot;
use crate::model::business::Named;
use crate::quantity::{Path, Period, Timeline, money};
use crate::sampling::{Distribution, Shape};
use crate::scenario::document::{ChangeEffect, Document, RelativeChange, Shares};
use crate::scenario::keys::{self, Key, Kind, Unit};
use crate::scenario::shared_assumption;
use crate::scenario::value::{self, PathValue, Uncertain, Value, draw_bounds};

/// Reads assumptions and collects the inputs they become.
pub struct Lookup<'a> {
    document: &'a Document,
    /// Timeline and the middle of the base year, once they are known.
    when: Option<(Timeline, f64)>,
    inputs: Vec<Input>,
    slots: HashMap<String, Slot>,
    /// What causes changes, by key.
    causes: HashMap<String, Cause>,
    /// Events that are data, which may change the past.
    certain: BTreeSet<String>,
    /// Keys whose values were asked for.
    asked: RefCell<BTreeSet<String>>,
}

impl<'a> Lookup<'a> {
    pub fn new(document: &'a Document, when: Option<(Timeline, f64)>) -> Lookup<'a> {
        Lookup {
            document,
            when,
            inputs: Vec::new(),
            slots: HashMap::new(),
            causes: HashMap::new(),
            certain: BTreeSet::new(),
            asked: RefCell::default(),
        }
    }

    /// A regime's option or an event, by its key.
    pub fn add_cause(&mut self, key: String, cause: Cause) {
        self.causes.insert(key, cause);
    }

    /// An event that is data.
    pub fn add_certain(&mut self, key: String) {
        self.certain.insert(key);
    }

    /// The value of a key, whatever it is.
    pub fn document_value(&self, key: &str) -> Option<&'a Value> {
        self.document.value(key)
    }

    /// End of history, decimal year.
    pub fn known_until(&self) -> Result<f64, ResolveError> {
        let missing = || ResolveError::Missing("history.known_until".to_string());
        self.when.as_ref().map(|(timeline, _)| timeline.known_until).ok_or_else(missing)
    }

    pub fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }

    /// Keys whose values were asked for so far.
    pub fn asked(&self) -> BTreeSet<String> {
        self.asked.borrow().clone()
    }

    fn stated(&self, key: &str) -> Option<&'a Value> {
        self.asked.borrow_mut().insert(key.to_string());
        self.document.value(key)
    }

    fn value(&self, key: &str) -> Result<&'a Value, ResolveError> {
        self.stated(key).ok_or_else(|| ResolveError::Missing(key.to_string()))
    }

    /// Whether a value is stated or has a default.
    pub fn has(&self, key: &str) -> bool {
        self.document.value(key).is_some()
    }

    /// Names of the assumptions that are stated right below a key, which name other things.
    pub fn stated_below(&self, key: &str) -> Vec<String> {
        let prefix = format!("{key}.");
        let from = self.document.assumptions.range(prefix.clone()..);
        let below = from.map_while(|(key, _)| key.strip_prefix(&prefix));
        below.filter(|name| !name.contains('.')).map(str::to_string).collect()
    }

    /// Names declared below a namespace, in alphabetical order: the order in a file changes no result.
    pub fn names(&self, namespace: &str) -> Vec<String> {
        let mut names: Vec<String> = self.document.names(namespace).into_iter().map(str::to_string).collect();
        names.sort();
        names
    }

    /// The same in the order of the files, for what is only grouped and shown.
    pub fn named_as_declared(&self, namespace: &str) -> Vec<Named> {
        let mut named = self.named(namespace);
        let order = self.document.names(namespace);
        named.sort_by_key(|name| order.iter().position(|id| *id == name.id));
        named
    }

    /// The same with their labels.
    pub fn named(&self, namespace: &str) -> Vec<Named> {
        let label = |id: &str| self.text(&format!("{namespace}.{id}.label")).unwrap_or(id).to_string();
        let name = |id: String| Named { label: label(&id), id };
        self.names(namespace).into_iter().map(name).collect()
    }

    /// Text, a choice or a name.
    pub fn text(&self, key: &str) -> Result<&'a str, ResolveError> {
        match self.value(key)? {
            Value::Text(text) => Ok(text),
            _ => Err(wrong_kind(key, "text")),
        }
    }

    /// A list of names; empty if there is none.
    pub fn list(&self, key: &str) -> Result<&'a [String], ResolveError> {
        match self.stated(key) {
            None => Ok(&[]),
            Some(Value::Names(names)) => Ok(names),
            Some(_) => Err(wrong_kind(key, "a list of names")),
        }
    }

    pub fn whole(&self, key: &str) -> Result<i64, ResolveError> {
        match self.value(key)? {
            Value::Whole(number) => Ok(*number),
            _ => Err(wrong_kind(key, "a whole number")),
        }
    }

    pub fn year(&self, key: &str) -> Result<i32, ResolveError> {
        i32::try_from(self.whole(key)?).map_err(|_| wrong_kind(key, "a year"))
    }

    /// A number that is structure.
    pub fn fixed(&self, key: &str) -> Result<f64, ResolveError> {
        match self.value(key)? {
            Value::Number(Uncertain::Exactly(number)) => Ok(*number),
            Value::Whole(number) => Ok(*number as f64),
            _ => Err(wrong_kind(key, "a plain number")),
        }
    }

    /// The same, `None` if it is not stated.
    pub fn optional_fixed(&self, key: &str) -> Result<Option<f64>, ResolveError> {
        if self.has(key) { self.fixed(key).map(Some) } else { Ok(None) }
    }

    /// The input of an assumption; `None` if it is not stated.
    pub fn optional_slot(&mut self, key: &str) -> Result<Option<Slot>, ResolveError> {
        if self.has(key) { self.slot(key).map(Some) } else { Ok(None) }
    }

    /// The input of an assumption; `None` if it is certainly zero, so that its mechanism is off.
    pub fn slot_unless_zero(&mut self, key: &str) -> Result<Option<Slot>, ResolveError> {
        match self.stated(key) {
            None => Ok(None),
            Some(Value::Number(Uncertain::Exactly(0.0))) if !self.is_changed(key) => Ok(None),
            Some(Value::Path(path)) if path.is_zero() && !self.is_changed(key) => Ok(None),
            Some(_) => self.slot(key).map(Some),
        }
    }

    /// A number that is neither drawn nor changed by anything.
    pub fn certain_number(&self, key: &str) -> Option<f64> {
        match self.document.value(key)? {
            Value::Number(Uncertain::Exactly(number)) if !self.is_changed(key) => Some(*number),
            _ => None,
        }
    }

    /// Whether [change], regimes or events act on a key.
    fn is_changed(&self, key: &str) -> bool {
        self.document.assumptions.get(key).is_some_and(|stated| !stated.changes.is_empty())
    }

    /// An input of standard normal innovations.
    pub fn innovation(&mut self, key: &str) -> Slot {
        self.push(key, Values::Innovation)
    }

    /// A number between 0 and 1, every one as likely, drawn once.
    pub fn chance(&mut self, key: &str) -> Slot {
        let uniform = Distribution::Uniform { min: 0.0, max: 1.0 };
        self.push(key, Values::Drawn(Shape::new(&uniform, 0.0, 1.0)))
    }

    /// The input of an assumption.
    pub fn slot(&mut self, key: &str) -> Result<Slot, ResolveError> {
        if let Some(slot) = self.slots.get(key) {
            return Ok(*slot);
        }
        let definition = keys::find(key).ok_or_else(|| ResolveError::Missing(key.to_string()))?;
        let unit = if definition.unit == Unit::EurM { money::EUR_PER_EUR_M } else { 1.0 };
        let value = self.value(key)?;
        let values = self.values(key, definition, value, unit)?;
        let changes = self.changes(key, definition, unit)?;
        let values = if !changes.is_empty()
            && (definition.kind == Kind::Path || matches!(values, Values::Constant(_)))
        {
            moving(values)
        } else {
            values
        };
        Ok(self.push_changed(key, values, changes))
    }

    fn values(&self, key: &str, definition: &Key, value: &Value, unit: f64) -> Result<Values, ResolveError> {
        Ok(match value {
            Value::Number(Uncertain::Exactly(number)) => Values::Constant(number * unit),
            Value::Number(Uncertain::Drawn(d)) => Values::Drawn(shape(definition, d, unit)),
            Value::Whole(number) => Values::Constant(*number as f64 * unit),
            Value::Path(path) => self.moving(key, definition, path, unit)?,
            Value::Text(_) | Value::Names(_) => return Err(wrong_kind(key, "a number")),
        })
    }

    fn push(&mut self, key: &str, values: Values) -> Slot {
        self.push_changed(key, values, Vec::new())
    }

    fn push_changed(&mut self, key: &str, values: Values, changes: Vec<Change>) -> Slot {
        let slot = Slot(self.inputs.len());
        let streams = self.streams(key);
        self.inputs.push(Input { key: key.to_string(), values, streams, changes });
        self.slots.insert(key.to_string(), slot);
        slot
    }

    /// Streams of the shared assumptions that a key uses.
    fn streams(&self, key: &str) -> Streams {
        let Some(stated) = self.document.assumptions.get(key) else { return Streams::default() };
        let stream = |name: &Option<String>, suffix: &str| {
            name.as_ref().map(|name| format!("{}.{name}{suffix}", shared_assumption::NAMESPACE))
        };
        let Shares { value, level, noise } = &stated.shared;
        Streams {
            value: stream(value, ""),
            level: stream(level, "").or_else(|| stream(value, LEVEL)),
            noise: stream(noise, NOISE).or_else(|| stream(value, NOISE)),
        }
    }

    /// Changes relative to a parent. A value that takes the place of another for some years becomes an input
    /// of its own, before the one that it replaces; it draws from the same streams.
    fn changes(&mut self, key: &str, definition: &Key, unit: f64) -> Result<Vec<Change>, ResolveError> {
        let Some(stated) = self.document.assumptions.get(key) else { return Ok(Vec::new()) };
        let moves = definition.kind == Kind::Path;
        // What does not move and is certain has been worked out when the file was read.
        let is_open = |change: &&RelativeChange| moves || is_drawn(&stated.value) || change.cause.is_some();
        let mut changes = Vec::new();
        for change in stated.changes.iter().filter(is_open) {
            let effect = match &change.effect {
                ChangeEffect::Multiply(factor) => Effect::Multiply(*factor),
                ChangeEffect::Add(amount) => Effect::Add(*amount * unit),
                ChangeEffect::Set(value) => {
                    let values = self.values(key, definition, value, unit)?;
                    Effect::Set(self.push(key, values))
                }
            };
            let window = if moves { Some(self.window(key, change)?) } else { None };
            let cause = match &change.cause {
                None => None,
                Some(name) => {
                    let unknown = || ResolveError::Unknown { key: key.to_string(), name: name.clone() };
                    Some(*self.causes.get(name).ok_or_else(unknown)?)
                }
            };
            changes.push(Change { effect, window, cause });
        }
        Ok(changes)
    }

    fn window(&self, key: &str, change: &RelativeChange) -> Result<Window, ResolveError> {
        let (timeline, base_mid) =
            self.when.as_ref().ok_or_else(|| wrong_kind(key, "a number that does not move in time"))?;
        let known = timeline.known_until;
        let from = match &change.cause {
            None => change.from.unwrap_or(known),
            // The date of an event that is data says when it begins, even in the past …
            Some(event) if self.certain.contains(event) => change.from.unwrap_or(f64::NEG_INFINITY),
            // … and what is uncertain leaves the past as it was.
            Some(_) => change.from.unwrap_or(known).max(known),
        };
        let until = change.until.unwrap_or(f64::INFINITY);
        let share = |period: &Period| {
            let inside = period.end.min(until) - period.start.max(from);
            (inside / period.years()).clamp(0.0, 1.0)
        };
        Ok(Window {
            by_period: timeline.periods.iter().map(share).collect(),
            at_base_mid: from <= *base_mid && *base_mid < until,
            // The end of history is changed only by a change that begins before it.
            at_known_until: from < known && known <= until,
            from,
            until,
        })
    }

    fn moving(
        &self,
        key: &str,
        definition: &Key,
        path: &PathValue,
        unit: f64,
    ) -> Result<Values, ResolveError> {
        let (timeline, base_mid) =
            self.when.as_ref().ok_or_else(|| wrong_kind(key, "a number that does not move in time"))?;
        let base = match &path.base {
            value::Base::Constant(Uncertain::Exactly(number)) => Base::Constant(number * unit),
            value::Base::Constant(Uncertain::Drawn(d)) => Base::Drawn(shape(definition, d, unit)),
            value::Base::Anchors(anchors) => {
                let scaled = anchors.iter().map(|(date, value)| (*date, value * unit)).collect();
                let path = Path::new(scaled, path.interpolate)
                    .ok_or_else(|| wrong_kind(key, "anchors in rising order of dates"))?;
                Base::Path {
                    by_period: timeline.periods.iter().map(|p| path.in_period(timeline, p)).collect(),
                    at_base_mid: path.at(*base_mid),
                    at_known_until: path.at(timeline.known_until),
                }
            }
        };
        let level = path.level.as_ref().map(|level| match level {
            Uncertain::Exactly(number) => Level::Constant(*number),
            Uncertain::Drawn(d) => {
                let (low, high) = draw_bounds(d, &definition.domain.of_level());
                Level::Drawn(Shape::new(d, low, high))
            }
        });
        let moves = level.is_some() || path.noise.is_some();
        Ok(match base {
            Base::Constant(number) if !moves => Values::Constant(number),
            Base::Drawn(shape) if !moves => Values::Drawn(shape),
            base => Values::Moving(Moving { base, level, noise: path.noise }),
        })
    }
}

/// The same values, to be changed period by period.
fn moving(values: Values) -> Values {
    let base = match values {
        Values::Constant(number) => Base::Constant(number),
        Values::Drawn(shape) => Base::Drawn(shape),
        other => return other,
    };
    Values::Moving(Moving { base, level: None, noise: None })
}

fn is_drawn(value: &Value) -> bool {
    matches!(value, Value::Number(Uncertain::Drawn(_)))
}

fn wrong_kind(key: &str, wanted: &'static str) -> ResolveError {
    ResolveError::WrongKind { key: key.to_string(), wanted }
}

fn shape(definition: &Key, distribution: &crate::sampling::Distribution, unit: f64) -> Shape {
    let (low, high) = draw_bounds(distribution, &definition.domain);
    Shape::new(&distribution.times(unit), low * unit, high * unit)
}
