//! Log noise that would carry a share beyond 1: it belongs on the logit.

use super::super::document::{Assumption, Base, PathValue, Uncertain, Value};
use super::super::problem::Problem;
use super::super::value::{Noise, NoiseKind, draw_bounds};
use super::Whole;
use crate::lanes::exp;

/// Deviations further out than this happen in one of a billion draws.
const SIGMAS: f64 = 6.0;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    let years = whole.number("run.horizon").zip(whole.number("history.known_until"));
    let years = years.map_or(10.0, |(horizon, known)| (horizon + 3.0 - known).max(1.0));
    for assumption in whole.merged.assumptions.values() {
        if let Value::Path(path) = &assumption.value
            && let Some(noise) = &path.noise
        {
            problems.extend(beyond(whole, assumption, path, noise, years));
        }
    }
}

fn beyond(
    whole: &Whole,
    assumption: &Assumption,
    path: &PathValue,
    noise: &Noise,
    years: f64,
) -> Option<Problem> {
    let domain = assumption.definition.domain;
    if noise.kind != NoiseKind::Log || !domain.high().is_finite() {
        return None;
    }
    let highest = match &path.base {
        Base::Constant(Uncertain::Exactly(number)) => *number,
        Base::Constant(Uncertain::Drawn(distribution)) => draw_bounds(distribution, &domain).1,
        Base::Anchors(anchors) => anchors.iter().fold(0.0, |highest: f64, (_, value)| highest.max(*value)),
    };
    // A random walk spreads with the square root of time.
    let sd = if noise.persistence >= 1.0 { noise.sd * years.sqrt() } else { noise.sd };
    (highest * exp(SIGMAS * sd) > domain.high()).then(|| {
        let message = format!("with its noise `{}` can leave what is possible", assumption.key);
        whole
            .problem(&assumption.key, message)
            .allowed(format!("at most {}", domain.high()))
            .hint("add kind = \"logit\" to the noise: it keeps a share between 0 and 1; or make `sd` smaller")
    })
}
