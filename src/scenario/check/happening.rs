//! Regimes whose options make up a whole, and events that say how likely they are and when they happen.

use super::super::document::{Assumption, Thing, names};
use super::super::effect::is_event;
use super::super::keys::Kind;
use super::super::place::place;
use super::super::problem::Problem;
use super::super::suggest::{listed, nearest};
use super::super::value::{Value, rounded};
use super::Whole;

/// How far the probabilities of the options may be from a sum of 1.
const NEAR: f64 = 1e-9;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for regime in whole.things("regime.<regime>") {
        options(whole, regime, problems);
    }
    for event in whole.things("event.<event>") {
        occurrence(whole, event, problems);
    }
    timed_effects(whole, problems);
}

fn options(whole: &Whole, regime: &Thing, problems: &mut Vec<Problem>) {
    let key = &regime.key;
    let is_option = |option: &&str| !whole.has(&format!("{key}.{option}"));
    let options: Vec<&str> = names(&whole.merged.things, key).into_iter().filter(is_option).collect();
    if options.is_empty() {
        let problem = whole.at_thing(regime, format!("`{key}` has no options"));
        problems.push(problem.hint(format!("add [{key}.some-option] with a label and a probability")));
        return;
    }
    let keys: Vec<String> = options.iter().map(|option| format!("{key}.{option}.probability")).collect();
    let probabilities: Vec<f64> = keys.iter().filter_map(|key| whole.number(key)).collect();
    let sum: f64 = probabilities.iter().sum();
    if let (Some(first), true) = (keys.first(), probabilities.len() == keys.len() && (sum - 1.0).abs() > NEAR)
    {
        // Who changed one of them last is told, not the parent that was right.
        let changed = keys.iter().rfind(|key| whole.stated(key).is_some_and(is_changed));
        let message = format!("the options of `{key}` sum to {} %, not to 100 %", rounded(100.0 * sum));
        let problem = whole.problem(changed.unwrap_or(first), message);
        problems.push(problem.hint("exactly one option holds in each future: state all their probabilities"));
    }
    order(whole, key, &options, problems);
}

fn is_changed(stated: &Assumption) -> bool {
    stated.replaced.is_some() || !stated.changes.is_empty()
}

/// An order names every option once.
fn order(whole: &Whole, regime: &str, options: &[&str], problems: &mut Vec<Problem>) {
    let key = format!("{regime}.order");
    let Some(Value::Names(order)) = whole.stated(&key).map(|stated| &stated.value) else { return };
    for (place, name) in order.iter().enumerate() {
        let message = match () {
            () if !options.contains(&name.as_str()) => format!("`{regime}` has no option `{name}`"),
            () if order[..place].contains(name) => format!("the option `{name}` stands in this order twice"),
            () => continue,
        };
        let problem = whole.problem(&key, message).allowed(listed(options, 20));
        problems.push(match nearest(name, options.iter().copied()).filter(|near| near != name) {
            Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
            None => problem,
        });
        return;
    }
    if let Some(missing) = options.iter().find(|option| !order.iter().any(|name| name == *option)) {
        let problem = whole.problem(&key, format!("the option `{missing}` is missing from this order"));
        problems.push(problem.hint("name all options, from low ranks to high ones"));
    }
}

/// A probability and a hazard. What was stated last is told, with what was there before.
fn both(whole: &Whole, event: &Thing, problems: &mut Vec<Problem>) {
    let key = |word: &str| format!("{}.{word}", event.key);
    let message = format!("`{}` has both a probability and a hazard", event.key);
    let file = |word: &str| whole.stated(&key(word)).map(|stated| stated.origin.file);
    let is_younger = |word: &str, other: &str| {
        file(word).zip(file(other)).is_some_and(|(file, other)| whole.merged.ages.is_younger(file, other))
    };
    let pairs = [("probability", "hazard_per_year"), ("hazard_per_year", "probability")];
    let problem = match pairs.into_iter().find(|(word, other)| is_younger(word, other)) {
        Some((word, other)) => {
            let older = whole.stated(&key(other)).map_or_else(String::new, |stated| {
                format!(", which {} states", place(whole.files, &stated.origin))
            });
            let hint = format!("set `{}` instead{older}", key(other));
            whole.problem(&key(word), message).hint(hint)
        }
        None => whole
            .problem(&key("hazard_per_year"), message)
            .hint("keep one of the two: an event happens at most once"),
    };
    problems.push(problem);
}

fn occurrence(whole: &Whole, event: &Thing, problems: &mut Vec<Problem>) {
    let key = |word: &str| format!("{}.{word}", event.key);
    let has = |word: &str| whole.has(&key(word)) || whole.stated(&key(word)).is_some();
    let mut say = |word: &str, message: String, hint: &str| {
        problems.push(whole.problem(&key(word), message).hint(hint));
    };
    match (has("probability"), has("hazard_per_year")) {
        (false, false) => {
            let problem = whole.at_thing(event, format!("`{}` does not say how likely it is", event.key));
            problems.push(problem.hint("add probability = 0.3, or hazard_per_year = 0.05"));
            return;
        }
        (true, true) => {
            return both(whole, event, problems);
        }
        (false, true) if has("date") => {
            let message =
                format!("`{}` has a hazard and a date, and a hazard says when it happens", event.key);
            return say("date", message, "limit it by `from` and `until`, or give a probability instead");
        }
        (true, false) => {
            if let Some(word) = ["from", "until"].into_iter().find(|word| has(word)) {
                let message = format!("`{}` belongs to a hazard", key(word));
                return say(word, message, "say when it happens: date = \"uniform(2026.5, 2029)\"");
            }
        }
        _ => {}
    }
    if let (Some(from), Some(until)) = (whole.number(&key("from")), whole.number(&key("until")))
        && from >= until
    {
        let message = format!("`{}` can happen from {from} on, but only before {until}", event.key);
        say("until", message, "`until` is exclusive and lies after `from`");
    }
}

/// What is drawn once cannot be changed from a date on.
fn timed_effects(whole: &Whole, problems: &mut Vec<Problem>) {
    for effect in whole.merged.effects.iter().filter(|effect| is_event(&effect.cause)) {
        let says = |word: &str| whole.has(&format!("{}.{word}", effect.cause));
        let dated = ["date", "duration_years", "hazard_per_year"].into_iter().find(|word| says(word));
        if let (Some(word), true) = (dated, effect.definition.kind != Kind::Path) {
            let message = format!(
                "`{}` is the same at all times of a future, so an event with `{word}` cannot change it",
                effect.target
            );
            let origin = &effect.change.origin;
            let problem = Problem::at(origin.file, origin.name.clone(), message);
            problems.push(problem.hint(
                "let a regime change it, or an event that has a probability and neither date nor duration",
            ));
        }
    }
}
