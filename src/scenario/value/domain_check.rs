//! Whether a value makes sense at its key.
//!
//! Numbers, anchors and both ends of a distribution must lie inside the key's domain. A distribution with
//! tails (normal, lognormal, logit-normal, percentiles) has no ends that it reaches. One rule holds for all
//! of them and for all keys: where the domain has an edge, **draws are cut at the quantiles of z = −6 and
//! z = 6, and the distribution is accepted if both of these lie inside the domain.** For a normal that is six
//! standard deviations on either side of the mean. The chance of a draw beyond is one in a thousand million
//! on each side (see [`draw_bounds`]), so the cut changes no result, and no trial ever sees a value outside
//! the domain.
//!
//! So a lognormal fits every domain that begins at 0 and has no other edge, and percentiles fit nearly
//! everywhere, as the key's domain bounds them.

use std::ops::Range;

use crate::lanes::{decade, power_of_ten};
use crate::sampling::distribution::{Distribution, Probability};

use super::super::keys::{Domain, Unit};
use super::number::in_unit;
use super::{Fault, Rule};

/// The standard normal value at whose quantiles tails are cut.
pub const NORMAL_CUT: f64 = 6.0;

/// Between which values draws are cut: the quantiles of z = ±6 for a distribution with tails at a key whose
/// domain has an edge, the distribution's own ends otherwise.
pub fn draw_bounds(distribution: &Distribution, domain: &Domain) -> (f64, f64) {
    match *distribution {
        _ if domain.is_any() || !distribution.has_tails() => distribution.support(),
        // Written out, as its parameters are exact and a quantile is not.
        Distribution::Normal { mean, sd } => (mean - NORMAL_CUT * sd, mean + NORMAL_CUT * sd),
        _ => {
            let at = |z| distribution.quantile_at(Probability::of_z(z));
            (at(-NORMAL_CUT), at(NORMAL_CUT))
        }
    }
}

pub(super) fn check_number(value: f64, at: Range<usize>, said: &str, rule: Rule) -> Result<(), Fault> {
    let Rule { subject, unit, domain, .. } = rule;
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
    let Rule { subject, unit, domain, .. } = rule;
    let (low, high) = draw_bounds(distribution, &domain);
    let inside = |x: f64| x.is_infinite() || domain.contains(x);
    if inside(low) && inside(high) {
        return Ok(());
    }
    let outside = if domain.contains(low) { high } else { low };
    let middle = distribution.median();
    let (found, hint) = if !distribution.has_tails() {
        // Only when both ends lie outside were they probably meant as percentages.
        let meant =
            if domain.contains(low) || domain.contains(high) { None } else { advice(outside, unit, domain) };
        (format!("`{said}` reaches {}, outside the domain of {subject}", rounded(outside)), meant)
    } else if domain.contains(middle) {
        (format!("`{said}` can leave the domain of {subject}"), fitting(distribution, domain))
    } else {
        let centre = if matches!(distribution, Distribution::Normal { .. }) { "mean" } else { "median" };
        let found = format!("the {centre} of `{said}` lies outside the domain of {subject}");
        (found, advice(middle, unit, domain))
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

/// What fits instead: of much the same centre and spread, and inside the domain. A lognormal where the domain
/// begins at 0 and does not end, a pert elsewhere.
fn fitting(distribution: &Distribution, domain: Domain) -> Option<String> {
    let (mean, sd) = (distribution.mean(), distribution.standard_deviation());
    let narrower = if matches!(distribution, Distribution::Normal { .. }) {
        // Rounded down, so that the value that is proposed is accepted.
        let room = (mean - domain.low()).min(domain.high() - mean) / NORMAL_CUT;
        format!(", or a standard deviation of at most {}", significant(room, 2, f64::floor))
    } else {
        String::new()
    };
    if domain.low() == 0.0 && domain.high().is_infinite() {
        let (mean, sd) = (rounded(mean), rounded(sd));
        return Some(format!("write `lognormal(mean = {mean}, sd = {sd})`{narrower}"));
    }
    let middle = distribution.median();
    let inside = |x: f64, edge: f64| if domain.contains(x) { x } else { edge + 0.1 * (middle - edge) };
    let low = rounded(inside(middle - 2.5 * sd, domain.low()));
    let high = rounded(inside(middle + 2.5 * sd, domain.high()));
    let middle = rounded(middle);
    let fits = low < middle && middle < high && domain.contains(low) && domain.contains(high);
    fits.then(|| format!("write a bounded distribution such as `pert({low}, {middle}, {high})`{narrower}"))
}

/// Four significant digits.
pub(in crate::scenario) fn rounded(x: f64) -> f64 {
    significant(x, 4, f64::round)
}

fn significant(x: f64, digits: i32, round: fn(f64) -> f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let places = digits - 1 - decade(x);
    let scaled = round(x * power_of_ten(places));
    let shown = if places >= 0 { scaled / power_of_ten(places) } else { scaled * power_of_ten(-places) };
    if shown.is_finite() { shown } else { x }
}
