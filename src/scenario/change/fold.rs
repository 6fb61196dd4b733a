//! Changes that can be worked out when a scenario is read: those of certain numbers.

use super::super::document::{Assumption, ChangeEffect};
use super::super::keys::Kind;
use super::super::merge::Merged;
use super::super::problem::Problem;
use super::super::value::{Uncertain, Value, bounds, rounded};

/// Works out the changes of certain numbers that do not move in time; the others stay with their assumption
/// until trials are drawn. The text of each says what is in force.
pub(in crate::scenario) fn fold(merged: &mut Merged, problems: &mut Vec<Problem>) {
    // Effects of regimes and events differ from future to future.
    let is_changed = |a: &&mut Assumption| a.changes.iter().any(|change| change.cause.is_none());
    for assumption in merged.assumptions.values_mut().filter(is_changed) {
        let number = match assumption.value {
            _ if assumption.definition.kind == Kind::Path => None,
            Value::Number(Uncertain::Exactly(number)) => Some(number),
            Value::Whole(number) => Some(number as f64),
            _ => None,
        };
        let own = assumption.changes.iter().filter(|change| change.cause.is_none());
        let texts: Vec<&str> = own.map(|change| change.text.as_str()).collect();
        let text = format!("{}; {}", assumption.text, texts.join("; "));
        if let Some(number) = number {
            match changed(assumption, number) {
                Ok(value) => {
                    assumption.value = value;
                    assumption.text = text;
                    continue;
                }
                Err(problem) => problems.push(*problem),
            }
        }
        assumption.text = text;
    }
}

fn changed(assumption: &Assumption, number: f64) -> Result<Value, Box<Problem>> {
    let definition = assumption.definition;
    let mut number = number;
    for change in assumption.changes.iter().filter(|change| change.cause.is_none()) {
        number = match change.effect {
            ChangeEffect::Multiply(factor) => number * factor,
            ChangeEffect::Add(amount) => number + amount,
            ChangeEffect::Set(_) => number,
        };
        let at = &change.origin;
        let outside = !definition.domain.contains(number);
        if outside || (definition.kind == Kind::Whole && number.fract() != 0.0) {
            let message = format!("`{}`, {}, is {}", assumption.key, change.text, rounded(number));
            let allowed = match definition.kind {
                Kind::Whole if !outside => "a whole number".to_string(),
                _ => bounds(definition.domain, definition.unit),
            };
            let problem = Problem::at(at.file, at.span.clone(), message).allowed(allowed);
            return Err(Box::new(problem.hint("change it by less, or `set` it to a value that is allowed")));
        }
    }
    Ok(match assumption.value {
        Value::Whole(_) => Value::Whole(number as i64),
        _ => Value::Number(Uncertain::Exactly(number)),
    })
}
