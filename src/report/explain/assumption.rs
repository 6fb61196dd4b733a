//! The assumptions behind an entry: key, value in the year and trial, unit, sources.

use super::Explanation;
use crate::engine::ledger::{Entry, slots};
use crate::quantity::money::to_eur_m;
use crate::scenario::keys::{self, Label, Unit};

/// An assumption as the trial has it in the year: the mean over the year of what moves.
pub struct Used {
    pub key: String,
    /// In the unit of scenario files.
    pub value: f64,
    pub unit: Label,
    /// Ids of sources, `judgement`, or `default` for what no file states.
    pub sources: Vec<String>,
}

/// Assumptions of an entry, each once.
pub fn of(explanation: &Explanation, entry: &Entry) -> Vec<Used> {
    let scenario = explanation.subject.scenario;
    let mut slots = {
        let is_replayed = f64::from(explanation.ledger.place.year) < scenario.timeline.known_until;
        slots::of(&scenario.business, entry.figure, entry.item, is_replayed)
    };
    let mut seen = Vec::new();
    slots.retain(|slot| {
        let is_new = !seen.contains(slot);
        seen.push(*slot);
        is_new
    });
    let used = slots.into_iter().map(|slot| {
        let key = scenario.input(slot).key.clone();
        let unit = keys::find(&key).map_or(Unit::None, |definition| definition.unit);
        let value = explanation.ledger.input(slot);
        let stated = explanation.document.assumptions.get(&key);
        Used {
            value: if unit == Unit::EurM { to_eur_m(value) } else { value },
            unit: unit.label(),
            sources: stated.map_or_else(|| vec!["default".to_string()], |stated| stated.sources.clone()),
            key,
        }
    });
    used.collect()
}
