//! What of an assumption is random: which keys may stand in a pair.

use super::super::document::{Base, Uncertain, Value};
use super::super::keys;
use super::super::merge::Merged;
use super::INNOVATIONS;
use super::pair::Kind;

const LEVEL: &str = ".level";
const NOISE: &str = ".noise";

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
    match kind {
        Kind::Drawn => drawn(merged, key),
        Kind::Noise => noise(merged, key),
    }
}

/// All keys that may stand in a table.
pub(in crate::scenario) fn random_keys(merged: &Merged, kind: Kind) -> Vec<String> {
    let stated = merged.assumptions.keys();
    let mut candidates: Vec<String> = stated.flat_map(|key| [key.clone(), format!("{key}{LEVEL}")]).collect();
    candidates.extend(INNOVATIONS.map(str::to_string));
    candidates.retain(|key| find(merged, kind, key) == Found::Random);
    candidates
}

fn drawn(merged: &Merged, key: &str) -> Found {
    if let Some(stated) = merged.assumptions.get(key) {
        return match &stated.value {
            Value::Number(Uncertain::Drawn(_)) => Found::Random,
            Value::Path(path) => match (&path.base, &path.level) {
                (Base::Constant(Uncertain::Drawn(_)), _) => Found::Random,
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
        && keys::find(path).is_some()
    {
        return match merged.assumptions.get(path).map(|stated| &stated.value) {
            Some(Value::Path(path)) if matches!(path.level, Some(Uncertain::Drawn(_))) => Found::Random,
            Some(_) => Found::NoLevel,
            None => missing(merged, path),
        };
    }
    missing(merged, key)
}

fn noise(merged: &Merged, key: &str) -> Found {
    if INNOVATIONS.contains(&key) {
        return Found::Random;
    }
    if let Some(stated) = merged.assumptions.get(key) {
        return match &stated.value {
            Value::Path(path) if path.noise.is_some() => Found::Random,
            _ if drawn(merged, key) == Found::Random => Found::OtherTable,
            Value::Path(_) | Value::Number(_) => Found::NoNoise,
            _ => Found::NotANumber,
        };
    }
    if key.ends_with(NOISE) && keys::find(stem(key, NOISE)).is_some() {
        return match noise(merged, stem(key, NOISE)) {
            Found::Random => Found::WithoutSuffix,
            other => other,
        };
    }
    if key.ends_with(LEVEL) && drawn(merged, key) == Found::Random {
        return Found::OtherTable;
    }
    missing(merged, key)
}

pub(super) fn stem<'a>(key: &'a str, suffix: &str) -> &'a str {
    key.strip_suffix(suffix).unwrap_or(key)
}

fn missing(merged: &Merged, key: &str) -> Found {
    let tables = key.match_indices('.').map(|(at, _)| &key[..at]);
    if tables.chain([key]).any(|part| merged.written.contains(part)) {
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
