//! Regimes and events without effect.

use super::super::document::{ChangeEffect, Document, Uncertain, Value};
use super::super::problem::Problem;

pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    let known_until = number(document, "history.known_until").unwrap_or(f64::NEG_INFINITY);
    for thing in document.things.iter().filter(|thing| document.is_own_file(thing.origin.file)) {
        let acts = |cause: &str| cause == thing.key || cause.starts_with(&format!("{}.", thing.key));
        let does_nothing = !document.effects.iter().any(|effect| acts(&effect.cause));
        let said = match thing.pattern.as_str() {
            "regime.<regime>" if does_nothing => {
                Some(("changes nothing", "give one of its options an `effect`"))
            }
            "event.<event>" if does_nothing => Some(("changes nothing", "give it an `effect`, or delete it")),
            "event.<event>" => never(document, &thing.key, known_until),
            _ => None,
        };
        if let Some((why, hint)) = said {
            let origin = &thing.origin;
            let problem = Problem::at(origin.file, origin.span.clone(), format!("[{}] {why}", thing.key));
            warnings.push(problem.hint(hint));
        }
    }
    for effect in document.effects.iter().filter(|e| document.is_own_file(e.change.origin.file)) {
        let is_idle = matches!(effect.change.effect, ChangeEffect::Multiply(1.0) | ChangeEffect::Add(0.0));
        if is_idle {
            let origin = &effect.change.origin;
            let message = format!("this effect leaves `{}` as it is", effect.target);
            let problem = Problem::at(origin.file, origin.span.clone(), message);
            warnings.push(problem.hint("change it, or delete the line"));
        }
    }
}

/// Why an event acts in no trial, and what to do.
fn never<'a>(document: &Document, event: &str, known_until: f64) -> Option<(&'a str, &'a str)> {
    let at = |word: &str| number(document, &format!("{event}.{word}"));
    let is_certain = |word: &str| document.value(&format!("{event}.{word}")).is_none() || at(word).is_some();
    if at("probability") == Some(0.0) || at("hazard_per_year") == Some(0.0) {
        return Some(("never happens", "give it a probability, or leave it out: enabled = false"));
    }
    let is_data = at("probability") == Some(1.0) && is_certain("date") && is_certain("duration_years");
    let end = match (at("date"), at("duration_years"), at("until")) {
        (Some(date), Some(years), _) => date + years,
        (_, Some(years), Some(until)) => until + years,
        _ => f64::INFINITY,
    };
    (end <= known_until && !is_data).then_some((
        "lies before history.known_until, where only an event with probability 1 and certain dates acts",
        "give it a later date, or make it certain",
    ))
}

fn number(document: &Document, key: &str) -> Option<f64> {
    match document.value(key) {
        Some(Value::Number(Uncertain::Exactly(x))) => Some(*x),
        _ => None,
    }
}
