//! Paths whose level could carry them out of their key's domain.

use super::super::document::{Assumption, Base, PathValue, Uncertain, Value};
use super::super::problem::Problem;
use super::super::value::{bounds, draw_bounds, rounded};
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    let known_until = whole.number("history.known_until").unwrap_or(f64::NEG_INFINITY);
    for assumption in whole.merged.assumptions.values() {
        if let Value::Path(path) = &assumption.value
            && let Some(level) = &path.level
        {
            problems.extend(outside(whole, assumption, path, level, known_until));
        }
    }
}

fn outside(
    whole: &Whole,
    assumption: &Assumption,
    path: &PathValue,
    level: &Uncertain,
    known_until: f64,
) -> Option<Problem> {
    let domain = assumption.definition.domain;
    let range = |number: &Uncertain, domain| match number {
        Uncertain::Exactly(x) => (*x, *x),
        Uncertain::Drawn(distribution) => draw_bounds(distribution, &domain),
    };
    let levels = range(level, domain.of_level());
    let values = match &path.base {
        Base::Constant(number) => range(number, domain),
        // The level acts after history only, so of the past the last anchor counts.
        Base::Anchors(anchors) => {
            let future = anchors.iter().filter(|(time, _)| *time >= known_until).chain(anchors.last());
            future.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, x)| (low.min(*x), high.max(*x)))
        }
    };
    let corners = [levels.0 * values.0, levels.0 * values.1, levels.1 * values.0, levels.1 * values.1];
    let worst = corners.into_iter().find(|x| x.is_finite() && !domain.contains(*x))?;
    let message = format!("with its level `{}` can reach {}", assumption.key, rounded(worst));
    Some(
        whole
            .problem(&assumption.key, message)
            .allowed(bounds(domain, assumption.definition.unit))
            .hint("narrow the level, or lower the path"),
    )
}
