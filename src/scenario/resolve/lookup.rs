//! Typed access to a document's assumptions; numbers become inputs of the engine.

use std::collections::HashMap;

use super::ResolveError;
use crate::engine::{Base, Input, Level, Moving, Values};
use crate::model::Slot;
use crate::model::business::Named;
use crate::quantity::{Path, Timeline, money};
use crate::sampling::Shape;
use crate::scenario::document::Document;
use crate::scenario::keys::{self, Key, Unit};
use crate::scenario::value::{self, PathValue, Uncertain, Value, draw_bounds};

/// Reads assumptions and collects the inputs they become.
pub struct Lookup<'a> {
    document: &'a Document,
    /// Timeline and the middle of the base year, once they are known.
    when: Option<(Timeline, f64)>,
    inputs: Vec<Input>,
    slots: HashMap<String, Slot>,
}

impl<'a> Lookup<'a> {
    pub fn new(document: &'a Document, when: Option<(Timeline, f64)>) -> Lookup<'a> {
        Lookup { document, when, inputs: Vec::new(), slots: HashMap::new() }
    }

    pub fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }

    fn value(&self, key: &str) -> Result<&'a Value, ResolveError> {
        self.document.value(key).ok_or_else(|| ResolveError::Missing(key.to_string()))
    }

    /// Whether a value is stated or has a default.
    pub fn has(&self, key: &str) -> bool {
        self.document.value(key).is_some()
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
        match self.document.value(key) {
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
        match self.document.value(key) {
            None | Some(Value::Number(Uncertain::Exactly(0.0))) => Ok(None),
            Some(_) => self.slot(key).map(Some),
        }
    }

    /// An input of standard normal innovations.
    pub fn innovation(&mut self, key: &str) -> Slot {
        self.push(key, Values::Innovation)
    }

    /// The input of an assumption.
    pub fn slot(&mut self, key: &str) -> Result<Slot, ResolveError> {
        if let Some(slot) = self.slots.get(key) {
            return Ok(*slot);
        }
        let definition = keys::find(key).ok_or_else(|| ResolveError::Missing(key.to_string()))?;
        let unit = if definition.unit == Unit::EurM { money::EUR_PER_EUR_M } else { 1.0 };
        let values = match self.value(key)? {
            Value::Number(Uncertain::Exactly(number)) => Values::Constant(number * unit),
            Value::Number(Uncertain::Drawn(d)) => Values::Drawn(shape(definition, d, unit)),
            Value::Whole(number) => Values::Constant(*number as f64 * unit),
            Value::Path(path) => self.moving(key, definition, path, unit)?,
            Value::Text(_) | Value::Names(_) => return Err(wrong_kind(key, "a number")),
        };
        Ok(self.push(key, values))
    }

    fn push(&mut self, key: &str, values: Values) -> Slot {
        let slot = Slot(self.inputs.len());
        self.inputs.push(Input { key: key.to_string(), values });
        self.slots.insert(key.to_string(), slot);
        slot
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

fn wrong_kind(key: &str, wanted: &'static str) -> ResolveError {
    ResolveError::WrongKind { key: key.to_string(), wanted }
}

fn shape(definition: &Key, distribution: &crate::sampling::Distribution, unit: f64) -> Shape {
    let (low, high) = draw_bounds(distribution, &definition.domain);
    Shape::new(&distribution.times(unit), low * unit, high * unit)
}
