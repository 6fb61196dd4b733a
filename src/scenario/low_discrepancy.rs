//! `run.low_discrepancy`: which draws have a dimension of their own under `run.sampling = "sobol"`.
//!
//! The place in the list is the dimension, so a child that inherits the list keeps its parent's draws, whatever it
//! adds, deletes or makes certain. Without a list the eldest ancestor decides: everything that is drawn once in
//! it, in alphabetical order, is what all its descendants use. So no child and no `--set` moves a draw; but
//! in a scenario without a parent and without a list, a draw that is added moves the dimensions behind it.

use std::collections::{BTreeMap, BTreeSet};

use super::correlation::{Found, Kind, find, random_keys};
use super::document::{Assumption, Base, Shares, Uncertain, Value};
use super::merge::Merged;
use super::problem::{Problem, SourceFile, quoted};
use super::shared_assumption::NAMESPACE;
use super::suggest::nearest;
use crate::engine::{level_stream, noise_stream};
use crate::sampling::plan::sobol::MOST_DIMENSIONS;

/// Key of the list.
const KEY: &str = "run.low_discrepancy";

/// The list in force: that of the scenario, or all that its eldest ancestor draws once.
pub(super) fn list(merged: &Merged, eldest: &Merged) -> Vec<String> {
    match merged.assumptions.get(KEY).map(|stated| &stated.value) {
        Some(Value::Names(names)) => names.clone(),
        _ => drawn_once(eldest).into_iter().collect(),
    }
}

/// Keys of the streams that are drawn once per trial.
fn drawn_once(merged: &Merged) -> BTreeSet<String> {
    let streams = merged.assumptions.values().flat_map(|assumption| {
        let (value, level) = drawn_parts(&assumption.value);
        let value = value.then(|| value_stream(assumption));
        let level = level.then(|| self::level(assumption));
        value.into_iter().chain(level)
    });
    let happen = |pattern: &str| matches!(pattern, "regime.<regime>" | "event.<event>");
    let chances = merged.things.iter().filter(|thing| happen(&thing.pattern)).map(|thing| thing.key.clone());
    streams.chain(chances).collect()
}

/// Whether the value itself is drawn, and whether its level is.
fn drawn_parts(value: &Value) -> (bool, bool) {
    match value {
        Value::Number(Uncertain::Drawn(_)) => (true, false),
        Value::Path(path) => (
            matches!(path.base, Base::Constant(Uncertain::Drawn(_))),
            matches!(path.level, Some(Uncertain::Drawn(_))),
        ),
        _ => (false, false),
    }
}

fn shared(name: &str) -> String {
    format!("{NAMESPACE}.{name}")
}

fn value_stream(assumption: &Assumption) -> String {
    assumption.shared.value.as_ref().map_or_else(|| assumption.key.clone(), |name| shared(name))
}

fn level(assumption: &Assumption) -> String {
    let Shares { value, level, .. } = &assumption.shared;
    match (level, value) {
        (Some(name), _) => shared(name),
        (None, Some(name)) => level_stream(&shared(name)),
        (None, None) => level_stream(&assumption.key),
    }
}

/// Checks the names of the list.
pub(super) fn check(merged: &Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
    let Some(stated) = merged.assumptions.get(KEY) else { return };
    let Value::Names(names) = &stated.value else { return };
    let text = files.get(stated.origin.file).map_or("", |file| &file.text);
    let mut seen = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        let said = match seen.insert(name, place) {
            Some(_) => {
                Some((format!("{} stands in this list twice", quoted(name)), "delete one".to_string()))
            }
            None if place == MOST_DIMENSIONS => Some((
                format!(
                    "{} is number {}, but there are {MOST_DIMENSIONS} dimensions",
                    quoted(name),
                    place + 1
                ),
                "keep the assumptions that matter most; all others are drawn independently".to_string(),
            )),
            None => fault(merged, stated, name),
        };
        // The list may be long: the name is pointed at, not the whole.
        let span = &stated.origin.span;
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let inside = text.get(span.clone()).unwrap_or("");
        let found = quoted.iter().find_map(|name| inside.find(name.as_str()).map(|at| (at, name.len())));
        let span = match found {
            Some((at, length)) => span.start + at..span.start + at + length,
            None => stated.origin.name.clone(),
        };
        problems
            .extend(said.map(|(message, hint)| Problem::at(stated.origin.file, span, message).hint(hint)));
    }
}

/// What is wrong with a name, and what to do. A draw that a child took away only leaves its place empty.
fn fault(merged: &Merged, list: &Assumption, name: &str) -> Option<(String, String)> {
    let is_below =
        |thing: &String| name.strip_prefix(thing.as_str()).is_some_and(|rest| rest.starts_with('.'));
    if merged.removed.keys().any(is_below) || drawn_once(merged).contains(name) {
        return None;
    }
    if let Some(shared) = name.strip_prefix(NAMESPACE).and_then(|rest| rest.strip_prefix('.')) {
        let shared = shared.strip_suffix(".level").unwrap_or(shared);
        if merged.shared.contains_key(shared) {
            return None;
        }
    }
    let shown = quoted(name);
    let path = name.strip_suffix(".level").unwrap_or(name);
    let assumption = merged.assumptions.get(name).or_else(|| merged.assumptions.get(path));
    let is_later = assumption.is_some_and(|a| merged.ages.is_younger(a.origin.file, list.origin.file));
    match find(merged, Kind::Drawn, name) {
        Found::Random | Found::Shared => {
            let stream = assumption.map(|a| if a.key == name { value_stream(a) } else { level(a) });
            let stream = stream.unwrap_or_default();
            Some((format!("the draw of {shown} is a shared one"), format!("write `{stream}`")))
        }
        Found::OnlyLevel if !is_later => {
            let hint = format!("its level is drawn: write `{}`", level_stream(name));
            Some((format!("{shown} is the same in every trial"), hint))
        }
        Found::NoLevel if !is_later => {
            Some((format!("`{path}` has no level that is drawn"), format!("write `{path}`, or delete it")))
        }
        Found::OtherTable if !is_later => Some((
            format!("{shown} is drawn in every period, and only what is drawn once has a dimension"),
            format!("delete it: noise such as `{}` is drawn independently", noise_stream(path)),
        )),
        Found::NotANumber => {
            Some((format!("{shown} is not a number that is drawn"), "delete it".to_string()))
        }
        Found::Unknown => Some((format!("there is no assumption {shown}"), {
            let shared = merged.shared.keys().map(|name| shared(name));
            let candidates: Vec<String> =
                random_keys(merged, Kind::Drawn).into_iter().chain(shared).collect();
            match nearest(name, candidates.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "the list holds keys of assumptions, such as `battery.learning_rate`".to_string(),
            }
        })),
        _ => None,
    }
}
