//! What of an assumption is random: which keys may stand in a pair.

use super::super::document::{Assumption, Base, Origin, PathValue, Uncertain, Value};
use super::super::keys;
use super::super::merge::Merged;
use super::super::shared_assumption::NAMESPACE;
use super::INNOVATIONS;
use super::pair::Kind;
use crate::sampling::Distribution;

const LEVEL: &str = ".level";
const NOISE: &str = ".noise";
const REGIMES: &str = "regime.<regime>";

/// Whether a key names something random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Found {
    /// It does, of the kind that the table is about.
    Random,
    /// It is the same in every trial.
    Certain,
    /// It is certain itself, but has a level that is drawn.
    OnlyLevel,
    /// It has no level, or a certain one.
    NoLevel,
    /// It has no noise.
    NoNoise,
    /// It is random, but belongs into the other table.
    OtherTable,
    /// It takes the draws of a shared assumption.
    Shared,
    /// It is a choice among values without an order.
    NoOrder,
    /// It belongs to a thing that is left out.
    LeftOut,
    /// The key without `.noise` is meant.
    WithoutSuffix,
    /// It could be stated and is not.
    NotStated,
    /// It is text, a name or a whole number.
    NotANumber,
    /// Its value could not be read, which is said elsewhere.
    InDoubt,
    /// There is no such key.
    Unknown,
}

/// What a key of a pair names.
pub(in crate::scenario) fn find(merged: &Merged, kind: Kind, key: &str) -> Found {
    let found = match kind {
        Kind::Drawn => drawn(merged, key),
        Kind::Noise => noise(merged, key),
    };
    let is_shared = matches!(found, Found::Random | Found::NoOrder);
    if is_shared && shared_stream(merged, kind, key).is_some() { Found::Shared } else { found }
}

/// The key of the shared assumption whose draws a key takes.
pub(super) fn shared_stream(merged: &Merged, kind: Kind, key: &str) -> Option<String> {
    let of =
        |name: &Option<String>, suffix: &str| name.as_ref().map(|name| format!("{NAMESPACE}.{name}{suffix}"));
    if let Some(stated) = merged.assumptions.get(key) {
        let shared = &stated.shared;
        return match kind {
            Kind::Drawn => of(&shared.value, ""),
            Kind::Noise => of(&shared.noise, "").or_else(|| of(&shared.value, "")),
        };
    }
    let shared = &merged.assumptions.get(key.strip_suffix(LEVEL)?)?.shared;
    of(&shared.level, "").or_else(|| of(&shared.value, LEVEL))
}

/// The thing that is left out and takes a key with it, and where that is said.
pub(super) fn left_out<'a>(merged: &'a Merged, key: &str) -> Option<(&'a str, &'a Origin)> {
    let is_below =
        |thing: &str| key.strip_prefix(thing).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let found = merged.removed.iter().find(|(thing, _)| is_below(thing))?;
    Some((found.0.as_str(), found.1))
}

/// All keys that may stand in a table.
pub(in crate::scenario) fn random_keys(merged: &Merged, kind: Kind) -> Vec<String> {
    let shared = merged.shared.keys().map(|name| format!("{NAMESPACE}.{name}"));
    let stated = merged.assumptions.keys().cloned().chain(shared);
    let mut candidates: Vec<String> = stated.flat_map(|key| [format!("{key}{LEVEL}"), key]).collect();
    candidates.extend(INNOVATIONS.map(str::to_string));
    candidates.extend(merged.things.iter().filter(|t| t.pattern == REGIMES).map(|thing| thing.key.clone()));
    candidates.retain(|key| find(merged, kind, key) == Found::Random);
    candidates
}

/// What is random about a regime: the choice among its options, in the order that is stated.
fn regime(merged: &Merged, key: &str) -> Option<Found> {
    merged.things.iter().find(|thing| thing.pattern == REGIMES && thing.key == key)?;
    let order = format!("{key}.order");
    Some(if certain_option(merged, key).is_some() {
        Found::Certain
    } else if merged.assumptions.contains_key(&order) {
        Found::Random
    } else if merged.written.contains(&order) {
        Found::InDoubt
    } else {
        Found::NoOrder
    })
}

/// The probability of an option that holds in every trial.
pub(super) fn certain_option<'a>(merged: &'a Merged, regime: &str) -> Option<&'a Assumption> {
    let below = format!("{regime}.");
    let of_regime = merged.assumptions.values().filter(|stated| stated.key.starts_with(&below));
    let is_one = |stated: &&Assumption| {
        stated.key.ends_with(".probability")
            && matches!(stated.value, Value::Number(Uncertain::Exactly(p)) if p >= 1.0)
    };
    of_regime.into_iter().find(is_one)
}

fn drawn(merged: &Merged, key: &str) -> Found {
    if let Some(found) = regime(merged, key) {
        return found;
    }
    if let Some(stated) = merged.stated(key) {
        return match &stated.value {
            Value::Number(Uncertain::Drawn(drawn)) => ranked(drawn),
            Value::Path(path) => match (&path.base, &path.level) {
                (Base::Constant(Uncertain::Drawn(drawn)), _) => ranked(drawn),
                (_, Some(Uncertain::Drawn(_))) => Found::OnlyLevel,
                _ if path.noise.is_some() => Found::OtherTable,
                _ => Found::Certain,
            },
            Value::Number(Uncertain::Exactly(_)) => Found::Certain,
            Value::Whole(_) | Value::Text(_) | Value::Names(_) => Found::NotANumber,
        };
    }
    if INNOVATIONS.contains(&key) || key.ends_with(NOISE) && noise(merged, stem(key, NOISE)) == Found::Random
    {
        return Found::OtherTable;
    }
    if let Some(path) = key.strip_suffix(LEVEL)
        && keys::find(key).is_none()
        && (keys::find(path).is_some() || merged.stated(path).is_some())
    {
        return match merged.stated(path).map(|stated| &stated.value) {
            Some(Value::Path(PathValue { level: Some(Uncertain::Drawn(drawn)), .. })) => ranked(drawn),
            Some(_) => Found::NoLevel,
            None => missing(merged, path),
        };
    }
    missing(merged, key)
}

/// A distribution has ranks; a choice has them in an order that is stated.
fn ranked(drawn: &Distribution) -> Found {
    match drawn {
        Distribution::Choice(choice) if !choice.is_ordered() => Found::NoOrder,
        _ => Found::Random,
    }
}

fn noise(merged: &Merged, key: &str) -> Found {
    if INNOVATIONS.contains(&key) {
        return Found::Random;
    }
    if let Some(stated) = merged.stated(key) {
        return match &stated.value {
            Value::Path(path) if path.noise.is_some() => Found::Random,
            _ if drawn(merged, key) == Found::Random => Found::OtherTable,
            Value::Path(_) | Value::Number(_) => Found::NoNoise,
            _ => Found::NotANumber,
        };
    }
    let path = stem(key, NOISE);
    if path != key && (keys::find(path).is_some() || merged.stated(path).is_some()) {
        return match noise(merged, path) {
            Found::Random => Found::WithoutSuffix,
            other => other,
        };
    }
    if (key.ends_with(LEVEL) || regime(merged, key).is_some()) && drawn(merged, key) == Found::Random {
        return Found::OtherTable;
    }
    missing(merged, key)
}

pub(super) fn stem<'a>(key: &'a str, suffix: &str) -> &'a str {
    key.strip_suffix(suffix).unwrap_or(key)
}

fn missing(merged: &Merged, key: &str) -> Found {
    let tables = key.match_indices('.').map(|(at, _)| &key[..at]);
    let shared = key.strip_prefix(NAMESPACE).and_then(|rest| rest.strip_prefix('.'));
    // What was written and is no assumption could not be read.
    let in_doubt = |part: &str| merged.written.contains(part) && !merged.assumptions.contains_key(part);
    if left_out(merged, key).is_some() {
        Found::LeftOut
    } else if shared.is_some_and(|name| merged.shared.contains_key(name)) || tables.chain([key]).any(in_doubt)
    {
        Found::InDoubt
    } else if keys::find(key).is_some() && is_declared(merged, key) {
        Found::NotStated
    } else {
        Found::Unknown
    }
}

/// Whether the thing that a key belongs to exists.
fn is_declared(merged: &Merged, key: &str) -> bool {
    let Some(end) = keys::find(key).and_then(|definition| {
        let segments: Vec<&str> = definition.pattern.split('.').collect();
        let last = segments.iter().rposition(|segment| segment.starts_with('<'))?;
        key.match_indices('.').map(|(at, _)| at).chain([key.len()]).nth(last)
    }) else {
        return true;
    };
    merged.things.iter().any(|thing| thing.key == key[..end])
}
