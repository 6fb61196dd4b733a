//! Whether a value makes sense at its key.
//!
//! Numbers, anchors and both ends of a bounded distribution must lie inside the key's domain. A normal
//! distribution has no ends. One rule holds for all keys: **it is accepted where every edge of the domain
//! is at least six standard deviations from its mean**. The chance of a draw beyond is then below one in
//! a thousand million, and such a draw is cut at six standard deviations (see [`draw_bounds`]), so that no
//! trial ever sees a value outside the domain.

use std::ops::Range;

use crate::sampling::distribution::Distribution;

use super::super::keys::{Domain, Unit};
use super::number::in_unit;
use super::{Fault, Rule};

/// Standard deviations between the mean of a normal distribution and the edges of its key's domain.
pub const NORMAL_CUT: f64 = 6.0;

/// Between which values draws are cut: six standard deviations for a normal distribution at a key whose
/// domain has an edge, the distribution's own ends otherwise.
pub fn draw_bounds(distribution: &Distribution, domain: &Domain) -> (f64, f64) {
    match *distribution {
        Distribution::Normal { mean, sd } if !domain.is_any() => {
            (mean - NORMAL_CUT * sd, mean + NORMAL_CUT * sd)
        }
        _ => distribution.support(),
    }
}

pub(super) fn check_number(value: f64, at: Range<usize>, said: &str, rule: Rule) -> Result<(), Fault> {
    let Rule { subject, unit, domain } = rule;
    if !value.is_finite() {
        return Err(Fault::new(at, format!("{subject} is {said}, which is not a number that can be used"))
            .hint("write a finite number"));
    }
    if domain.contains(value) {
        return Ok(());
    }
    let fault = Fault::new(at, format!("{subject} is {said}, but must be {}", bounds(domain, unit)));
    // A number that already carries its `%` was not meant as a percentage without it.
    let advice = if said.ends_with('%') { None } else { advice(value, unit, domain) };
    Err(match advice {
        Some(advice) => fault.hint(advice),
        None => fault,
    })
}

pub(super) fn check_distribution(
    distribution: &Distribution,
    at: Range<usize>,
    said: &str,
    rule: Rule,
) -> Result<(), Fault> {
    let Rule { subject, unit, domain } = rule;
    let (low, high) = draw_bounds(distribution, &domain);
    let inside = |x: f64| x.is_infinite() || domain.contains(x);
    if inside(low) && inside(high) {
        return Ok(());
    }
    let (found, hint) = match *distribution {
        Distribution::Normal { mean, sd } if domain.contains(mean) => {
            (format!("`{said}` can leave the domain of {subject}"), fitting(mean, sd, domain))
        }
        Distribution::Normal { mean, .. } => {
            (format!("the mean of `{said}` lies outside the domain of {subject}"), advice(mean, unit, domain))
        }
        _ => {
            let outside = if domain.contains(low) { high } else { low };
            (
                format!("`{said}` reaches {}, outside the domain of {subject}", rounded(outside)),
                // Only when both ends lie outside were they probably meant as percentages.
                if domain.contains(low) || domain.contains(high) {
                    None
                } else {
                    advice(outside, unit, domain)
                },
            )
        }
    };
    let hint = hint.unwrap_or_else(|| "move its ends inside the domain".to_string());
    Err(Fault::new(at, found).allowed(bounds(domain, unit)).hint(hint))
}

/// The domain in words, with percentages for shares.
pub(in crate::scenario) fn bounds(domain: Domain, unit: Unit) -> String {
    let share =
        matches!(unit, Unit::Share | Unit::Rate) && domain.high().is_finite() && domain.low().is_finite();
    if share {
        format!("{domain} ({}% to {}%)", rounded(domain.low() * 100.0), rounded(domain.high() * 100.0))
    } else {
        domain.to_string()
    }
}

/// What was probably meant by a number outside the domain.
fn advice(value: f64, unit: Unit, domain: Domain) -> Option<String> {
    if domain.low() == domain.high() {
        return Some(format!("write `{}`", domain.low()));
    }
    if unit.takes_percent() && value.abs() > 1.0 && domain.contains(value / 100.0) && unit != Unit::Factor {
        return Some(format!(
            "write `{0}` or \"{1}%\" for {1} per cent",
            rounded(value / 100.0),
            rounded(value)
        ));
    }
    if value < 0.0 && matches!(unit, Unit::Eur | Unit::EurM) {
        return Some("costs and prices are positive numbers; the model subtracts costs".to_string());
    }
    (unit == Unit::Year).then(|| format!("it is {}", in_unit(unit)))
}

/// A bounded distribution of much the same centre and spread that stays inside the domain.
fn fitting(mean: f64, sd: f64, domain: Domain) -> Option<String> {
    let inside = |x: f64, edge: f64| if domain.contains(x) { x } else { edge + 0.1 * (mean - edge) };
    let low = inside(mean - 2.5 * sd, domain.low());
    let high = inside(mean + 2.5 * sd, domain.high());
    let room = (mean - domain.low()).min(domain.high() - mean) / NORMAL_CUT;
    (low < mean && mean < high).then(|| {
        format!(
            "write a bounded distribution such as `pert({}, {}, {})`, or a standard deviation of at most {}",
            rounded(low),
            rounded(mean),
            rounded(high),
            // Rounded down, so that the value that is proposed is accepted.
            significant(room, 2, f64::floor)
        )
    })
}

/// Four significant digits.
pub(in crate::scenario) fn rounded(x: f64) -> f64 {
    significant(x, 4, f64::round)
}

fn significant(x: f64, digits: i32, round: fn(f64) -> f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let places = digits - 1 - x.abs().log10().floor() as i32;
    let scaled = round(x * 10f64.powi(places));
    let shown = if places >= 0 { scaled / 10f64.powi(places) } else { scaled * 10f64.powi(-places) };
    if shown.is_finite() { shown } else { x }
}
