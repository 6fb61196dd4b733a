//! Values of another order of magnitude than what they replace: most often a slip of the point, of `%` or of `M`.

use super::super::document::{Assumption, Base, Document, Uncertain, Value};
use super::super::keys::{Kind, Unit};
use super::super::problem::Problem;
use super::super::value::rounded;
use super::at;

/// A value is told if it is this many times what it replaces, or as many times less. No alternative of the library
/// that moves a value moves it so far.
const FAR: f64 = 10.0;
/// So that 0.02 counts as a tenth of 0.2.
const SLACK: f64 = 1e-9;
/// Longest text that a message repeats.
const LONGEST: usize = 60;

pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    for assumption in document.assumptions.values() {
        if !document.is_own_file(assumption.origin.file) || !is_amount(assumption) {
            continue;
        }
        let Some(replaced) = &assumption.replaced else { continue };
        let Some(before) = &replaced.value else { continue };
        let Some((old, new)) = far_apart(before, &assumption.value) else { continue };
        let times = (new / old).max(old / new);
        let size = match new.abs() > old.abs() {
            true => format!("{} times", rounded(times)),
            false => format!("1/{} of", rounded(times)),
        };
        let message = format!(
            "`{}` is {size} what it replaces ({}): {} -> {}",
            assumption.key,
            document.place(&replaced.origin),
            shortened(&replaced.text),
            shortened(&assumption.text),
        );
        warnings.push(at(assumption, message).hint(hint(assumption, old, new)));
    }
}

/// Whether tenfold more or less is unusual: not for how likely something is, for dates, and for the size of a run.
fn is_amount(assumption: &Assumption) -> bool {
    let definition = assumption.definition;
    let name = definition.last_segment();
    definition.has_number()
        && !matches!(definition.kind, Kind::Date | Kind::FixedDate)
        && definition.unit != Unit::Year
        && !assumption.key.starts_with("run.")
        && !name.contains("probability")
        && !name.contains("hazard")
}

/// The old and the new number, if they are far apart: medians, those of paths at the first date that both have, or
/// their means if they have none in common. Signs that differ and zeros are no slip of the point.
fn far_apart(old: &Value, new: &Value) -> Option<(f64, f64)> {
    let is_far = |&(old, new): &(f64, f64)| {
        let ratio = new / old;
        ratio.is_finite() && ratio > 0.0 && (ratio >= FAR * (1.0 - SLACK) || ratio <= (1.0 + SLACK) / FAR)
    };
    if let (Some(old), Some(new)) = (anchors(old), anchors(new)) {
        let common: Vec<(f64, f64)> = new
            .iter()
            .filter_map(|(date, new)| Some((old.iter().find(|(then, _)| then == date)?.1, *new)))
            .collect();
        if !common.is_empty() {
            return common.into_iter().find(is_far);
        }
    }
    Some((typical(old)?, typical(new)?)).filter(is_far)
}

fn anchors(value: &Value) -> Option<&[(f64, f64)]> {
    match value {
        Value::Path(path) => match &path.base {
            Base::Anchors(anchors) => Some(anchors),
            Base::Constant(_) => None,
        },
        _ => None,
    }
}

/// The median, or the mean of anchors.
fn typical(value: &Value) -> Option<f64> {
    let median = |number: &Uncertain| match number {
        Uncertain::Exactly(x) => *x,
        Uncertain::Drawn(distribution) => distribution.median(),
    };
    match value {
        Value::Number(number) => Some(median(number)),
        Value::Whole(number) => Some(*number as f64),
        Value::Path(path) => Some(match &path.base {
            Base::Constant(number) => median(number),
            Base::Anchors(anchors) => anchors.iter().map(|(_, x)| x).sum::<f64>() / anchors.len() as f64,
        }),
        Value::Text(_) | Value::Names(_) => None,
    }
}

fn hint(assumption: &Assumption, old: f64, new: f64) -> String {
    let unit = assumption.definition.unit;
    let is_near = |x: f64| (0.2..=5.0).contains(&(x / old));
    let scaled = |(factor, ending): (f64, &'static str)| {
        is_near(new * factor).then(|| format!("{}{ending}", rounded(new)))
    };
    let magnitudes = [(1e3, "k"), (1e6, "M"), (1e9, "bn")];
    let meant = if has_point_before_three_digits(&assumption.text) && is_near(1e3 * new) {
        Some("a point is a decimal point: thousands have no separator".to_string())
    } else if unit.takes_magnitude() {
        magnitudes.into_iter().find_map(scaled).map(|meant| format!("did you mean {meant}?"))
    } else if unit.takes_percent() && is_near(100.0 * new) {
        // A share, and `%` behind it all the same.
        Some(format!("did you mean {}%?", rounded(1e4 * new)))
    } else if unit.takes_percent() && is_near(new / 100.0) {
        Some(format!("did you mean {}%?", rounded(new)))
    } else {
        None
    };
    let meant = meant.map_or_else(String::new, |meant| format!("{meant}; "));
    format!("{meant}if this much is meant, it may stay: this is a warning")
}

/// As in 21.500 or 1.250.
fn has_point_before_three_digits(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').any(|number| {
        let mut parts = number.split('.');
        let (Some(whole), Some(decimals), None) = (parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        (1..=3).contains(&whole.len()) && decimals.len() == 3 && whole != "0"
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_string(),
    }
}
