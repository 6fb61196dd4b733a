//! Checks that need the whole scenario: what is missing, names that name nothing, assumptions that
//! contradict each other.

mod asset;
mod change;
mod co2;
mod dates;
mod happening;
mod level;
mod noise;
mod own_cars;
mod platform;
mod product;
mod reference;
mod required;
mod service;
mod slips;
mod spillover;
mod yardstick;

use std::collections::BTreeMap;

use super::correlation;
use super::document::{Assumption, Thing, Uncertain, Value, names};
use super::keys::{Presence, all};
use super::low_discrepancy;
use super::merge::Merged;
use super::problem::{Problem, SourceFile};
use super::value::default_value;

/// Most things (products, plants, modules, …) of a scenario.
const MOST_THINGS: usize = 2000;

/// Whether a scenario is too large to be looked at any further.
pub(super) fn too_many_things(merged: &Merged, problems: &mut Vec<Problem>) -> bool {
    let Some(thing) = merged.things.get(MOST_THINGS) else { return false };
    let message = format!("this scenario names more than {MOST_THINGS} things");
    problems.push(
        Problem::at(thing.origin.file, thing.origin.span.clone(), message).hint("leave some of them out"),
    );
    true
}

/// Checks a whole scenario.
pub(super) fn whole(merged: &Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
    let whole = Whole { merged, files };
    required::check(&whole, problems);
    reference::check(&whole, problems);
    dates::check(&whole, problems);
    product::check(&whole, problems);
    platform::check(&whole, problems);
    own_cars::check(&whole, problems);
    co2::check(&whole, problems);
    slips::check(&whole, problems);
    spillover::check(&whole, problems);
    service::check(&whole, problems);
    level::check(&whole, problems);
    happening::check(&whole, problems);
    correlation::check(merged, files, problems);
    low_discrepancy::check(merged, files, problems);
    change::check(&whole, problems);
    noise::check(&whole, problems);
    yardstick::check(&whole, problems);
}

/// The default values of keys that are not stated, for every declared thing.
pub(super) fn defaults(merged: &Merged) -> BTreeMap<String, Value> {
    let mut defaults = BTreeMap::new();
    for key in all().filter(|key| matches!(key.presence, Presence::Default(_))) {
        let Some(value) = default_value(key) else { continue };
        for concrete in concrete_keys(key.pattern, &merged.things) {
            if !merged.assumptions.contains_key(&concrete) {
                defaults.insert(concrete, value.clone());
            }
        }
    }
    defaults
}

/// The keys that a pattern stands for, one for each declared thing.
fn concrete_keys(pattern: &str, things: &[Thing]) -> Vec<String> {
    let Some(end) = pattern.rfind('>') else { return vec![pattern.to_string()] };
    if let Some(cut) = pattern.strip_suffix(".<module>") {
        // Cuts are keyed by the modules of the generation's platform.
        let Some(generation) = cut.strip_suffix(".cut") else { return Vec::new() };
        let modules = |thing: &Thing| {
            let platform = thing.key.split(".generation.").next().unwrap_or("");
            let cut = |module: &str| format!("{}.cut.{module}", thing.key);
            names(things, &format!("{platform}.module")).into_iter().map(cut).collect::<Vec<_>>()
        };
        return things.iter().filter(|thing| thing.pattern == generation).flat_map(modules).collect();
    }
    let (thing, rest) = pattern.split_at(end + 1);
    things.iter().filter(|known| known.pattern == thing).map(|known| format!("{}{rest}", known.key)).collect()
}

/// A merged scenario with the questions that checks ask.
struct Whole<'a> {
    merged: &'a Merged,
    files: &'a [SourceFile],
}

impl<'a> Whole<'a> {
    fn things(&self, pattern: &str) -> impl Iterator<Item = &'a Thing> {
        self.merged.things.iter().filter(move |thing| thing.pattern == pattern)
    }

    fn names(&self, namespace: &str) -> Vec<&'a str> {
        names(&self.merged.things, namespace)
    }

    /// Whether a key was given a value, be it a bad one.
    fn has(&self, key: &str) -> bool {
        self.merged.written.contains(key)
    }

    /// Whether a table on the way to a key was probably meant by a misspelled name, or is not a table: then
    /// what lies below it is not known.
    fn is_in_doubt(&self, key: &str) -> bool {
        key.match_indices('.').any(|(at, _)| self.has(&key[..at])) || self.has(key)
    }

    fn stated(&self, key: &str) -> Option<&'a Assumption> {
        self.merged.assumptions.get(key)
    }

    /// The certain number that a key states.
    fn number(&self, key: &str) -> Option<f64> {
        match self.stated(key)?.value {
            Value::Number(Uncertain::Exactly(x)) => Some(x),
            Value::Whole(x) => Some(x as f64),
            _ => None,
        }
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        match &self.stated(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A problem at the place where a key is stated, or of the scenario as a whole.
    fn problem(&self, key: &str, message: impl Into<String>) -> Problem {
        match self.stated(key) {
            Some(stated) => {
                // A long value is better pointed at by its name.
                let origin = &stated.origin;
                let span = if origin.span.len() > 40 { &origin.name } else { &origin.span };
                Problem::at(origin.file, span.clone(), message)
            }
            None => Problem::in_file(0, message),
        }
    }

    fn at_thing(&self, thing: &Thing, message: impl Into<String>) -> Problem {
        Problem::at(thing.origin.file, thing.origin.span.clone(), message)
    }

    fn is_set(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|file| file.name == "--set")
    }
}
