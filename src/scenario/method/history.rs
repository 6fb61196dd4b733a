//! Paths against their own history.
//!
//! # How the spread of a history is measured
//!
//! A path with at least three anchors up to `history.known_until`, all above zero, has yearly changes of its
//! logarithm, d = ln(v₂/v₁)/√(t₂ − t₁) between neighbours. Their standard deviation around their mean is the
//! yearly spread of the history; the trend is not part of it. What a scenario draws for the first projected
//! year is the spread of the level (half the distance of its quantiles at 15.9 % and 84.1 %, over the
//! median) and that of the noise after one year, √(level² + noise²).

use super::super::document::{Assumption, Base, Document, NoiseKind, PathValue, Uncertain, Value};
use super::super::problem::Problem;
use super::at;
use crate::lanes::ln;

/// Anchors that a history needs before its spread says something.
const ANCHORS: usize = 3;

pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    let Some(Value::Number(Uncertain::Exactly(known_until))) = document.value("history.known_until") else {
        return;
    };
    for assumption in document.assumptions.values().filter(|assumption| document.is_own(assumption)) {
        let Value::Path(path) = &assumption.value else { continue };
        let Base::Anchors(anchors) = &path.base else { continue };
        let past: Vec<(f64, f64)> = anchors.iter().copied().filter(|(date, _)| date < known_until).collect();
        if past.len() == anchors.len() && !is_record(assumption) {
            warnings.push(
                at(
                    assumption,
                    format!("`{}` says nothing about the years from {known_until} on", assumption.key),
                )
                .hint("its last value stays for ever; add a year of the future, if only to say so"),
            );
        }
        narrow(assumption, path, &past, warnings);
    }
}

/// Keys that are replayed and not projected.
fn is_record(assumption: &Assumption) -> bool {
    let name = assumption.definition.last_segment();
    name == "actuals" || name.starts_with("history_")
}

fn narrow(assumption: &Assumption, path: &PathValue, past: &[(f64, f64)], warnings: &mut Vec<Problem>) {
    if path.level.is_none() && path.noise.is_none() {
        return;
    }
    let (Some(history), Some(drawn)) = (spread_of(past), drawn_spread(path, past)) else { return };
    if drawn < history {
        let percent = |x: f64| (1000.0 * x).round() / 10.0;
        let message = format!(
            "`{}` draws {}% around its path in the first year, but its own history moved by {}% a year around \
             its trend",
            assumption.key,
            percent(drawn),
            percent(history)
        );
        warnings.push(
            at(assumption, message).hint("widen its level or its noise, or say in `note` what has changed"),
        );
    }
}

fn spread_of(past: &[(f64, f64)]) -> Option<f64> {
    if past.len() < ANCHORS || past.iter().any(|(_, value)| *value <= 0.0) {
        return None;
    }
    let steps: Vec<f64> =
        past.windows(2).map(|pair| ln(pair[1].1 / pair[0].1) / (pair[1].0 - pair[0].0).sqrt()).collect();
    let n = steps.len() as f64;
    let mean = steps.iter().sum::<f64>() / n;
    Some((steps.iter().map(|step| (step - mean) * (step - mean)).sum::<f64>() / (n - 1.0)).sqrt())
}

fn drawn_spread(path: &PathValue, past: &[(f64, f64)]) -> Option<f64> {
    let level = match &path.level {
        Some(Uncertain::Drawn(d)) => {
            let (low, middle, high) = (d.quantile(0.159), d.quantile(0.5), d.quantile(0.841));
            if middle == 0.0 { return None } else { 0.5 * ((high - low) / middle).abs() }
        }
        _ => 0.0,
    };
    let noise = path.noise.as_ref().map_or(0.0, |noise| {
        let keep = noise.persistence;
        let sd = if keep >= 1.0 { noise.sd } else { noise.sd * (1.0 - keep * keep).sqrt() };
        match noise.kind {
            NoiseKind::Log => sd,
            // A move of the logit by x moves the logarithm of a share s by (1 − s)·x.
            NoiseKind::Logit => sd * (1.0 - past.last().map_or(0.5, |(_, share)| *share)),
        }
    });
    Some((level * level + noise * noise).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ln(1.1), ln(0.9), ln(1.2): mean 0.05742, deviations 0.03789, −0.16278, 0.12490; the sum of squares
    /// 0.043534 over two is 0.021767, and its root 0.14754.
    #[test]
    fn the_spread_of_a_history_leaves_out_its_trend() {
        let past = [(2022.5, 100.0), (2023.5, 110.0), (2024.5, 99.0), (2025.5, 118.8)];
        assert!((spread_of(&past).unwrap() - 0.14754).abs() < 1e-5);
        let trend = [(2022.5, 100.0), (2023.5, 110.0), (2024.5, 121.0)];
        assert!(spread_of(&trend).unwrap() < 1e-12);
        assert_eq!(spread_of(&past[..2]), None);
        assert_eq!(spread_of(&[(2022.5, 0.0), (2023.5, 1.0), (2024.5, 2.0)]), None);
    }
}
