//! Changes that could carry a value out of its key's domain.
//!
//! Log noise counts up to six standard deviations; logit noise reaches every share between 0 and 1. Certain
//! numbers that do not move have been checked where their changes are worked out. Regimes and events act in some
//! futures only: a value may be any between what it is without and with them, but of a regime one option holds.

use super::super::document::{Assumption, Base, ChangeEffect, PathValue, RelativeChange, Uncertain, Value};
use super::super::effect::thing_of;
use super::super::keys::{Domain, Kind};
use super::super::problem::Problem;
use super::super::value::{NORMAL_CUT, NoiseKind, bounds, draw_bounds, rounded};
use super::Whole;
use crate::lanes::exp;
use crate::quantity::Path;

/// A share that logit noise comes as near to 0 and 1 as this.
const NEAR: f64 = 1e-9;
/// Years that are simulated beyond the horizon, and one more.
const BEYOND: f64 = 3.0;

type Range = (f64, f64);

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    let known_until = whole.number("history.known_until").unwrap_or(f64::NEG_INFINITY);
    let start = whole.number("run.start").unwrap_or(1990.0);
    let end = whole.number("run.horizon").unwrap_or(2100.0) + BEYOND;
    let time = Time { known_until, start, end };
    for assumption in whole.merged.assumptions.values().filter(|a| !a.changes.is_empty()) {
        let (domain, unit) = (assumption.definition.domain, assumption.definition.unit);
        let found = match &assumption.value {
            Value::Number(Uncertain::Drawn(distribution)) => {
                drawn(assumption, draw_bounds(distribution, &domain))
            }
            Value::Number(Uncertain::Exactly(x)) if assumption.definition.kind != Kind::Path => {
                drawn(assumption, (*x, *x))
            }
            Value::Path(path) if assumption.definition.kind == Kind::Path => moving(assumption, path, time),
            _ => None,
        };
        if let Some((change, reached)) = found {
            let message = format!("`{}`, {}, can reach {}", assumption.key, change.text, rounded(reached));
            problems.push(
                Problem::at(change.origin.file, change.origin.span.clone(), message)
                    .allowed(bounds(domain, unit))
                    .hint("change it by less, or give it another value or path by `set`"),
            );
        }
    }
}

#[derive(Clone, Copy)]
struct Time {
    known_until: f64,
    start: f64,
    end: f64,
}

/// What a value may be, change by change.
struct Reach<'a> {
    range: Range,
    /// The regime whose options come one after the other, and the range before them.
    regime: Option<(&'a str, Range)>,
}

impl<'a> Reach<'a> {
    fn new(range: Range) -> Reach<'a> {
        Reach { range, regime: None }
    }

    /// What the value may be where the change acts; from then on it may be that, or what it was.
    fn step(&mut self, change: &'a RelativeChange, other: Range) -> Range {
        let Some(cause) = &change.cause else {
            self.range = after(&change.effect, self.range, other);
            return self.range;
        };
        let thing = thing_of(cause);
        let before = match self.regime {
            Some((regime, before)) if regime == thing => before,
            _ => self.range,
        };
        self.regime = Some((thing, before));
        let reached = after(&change.effect, before, other);
        self.range = (self.range.0.min(reached.0), self.range.1.max(reached.1));
        reached
    }
}

/// What is drawn once, and certain numbers that regimes and events change; what `[change]` did to these is part of
/// the number.
fn drawn(assumption: &Assumption, range: Range) -> Option<(&RelativeChange, f64)> {
    let is_certain = range.0 == range.1;
    let mut reach = Reach::new(range);
    for change in assumption.changes.iter().filter(|change| !is_certain || change.cause.is_some()) {
        let set = match &change.effect {
            ChangeEffect::Set(Value::Number(Uncertain::Exactly(x))) => (*x, *x),
            _ => reach.range,
        };
        let found = reach.step(change, set);
        if let Some(reached) = outside(found, assumption.definition.domain) {
            return Some((change, reached));
        }
    }
    None
}

/// Between two of its dates a path is straight and the changes are the same: what it reaches there, it
/// reaches at the ends.
fn moving<'a>(assumption: &'a Assumption, path: &PathValue, time: Time) -> Option<(&'a RelativeChange, f64)> {
    let domain = assumption.definition.domain;
    let course = Course::new(path, domain, time);
    let replacements: Vec<Option<Course>> = assumption
        .changes
        .iter()
        .map(|change| match &change.effect {
            ChangeEffect::Set(Value::Path(path)) => Some(Course::new(path, domain, time)),
            _ => None,
        })
        .collect();
    let window = |change: &RelativeChange| {
        (change.from.unwrap_or(time.known_until), change.until.unwrap_or(f64::INFINITY))
    };
    let mut dates = vec![time.start, time.known_until, time.end];
    dates.extend(course.dates());
    dates.extend(replacements.iter().flatten().flat_map(Course::dates));
    dates.extend(assumption.changes.iter().flat_map(|change| [window(change).0, window(change).1]));
    dates.retain(|date| (time.start..=time.end).contains(date));
    dates.sort_by(f64::total_cmp);
    dates.dedup();
    for piece in dates.windows(2) {
        let (begin, end) = (piece[0], piece[1]);
        let middle = 0.5 * (begin + end);
        for date in [begin, middle, end] {
            let mut reach = Reach::new(course.range(date, middle));
            for (change, replacement) in assumption.changes.iter().zip(&replacements) {
                let (from, until) = window(change);
                if middle < from || middle >= until {
                    continue;
                }
                let other = replacement.as_ref().map_or(reach.range, |course| course.range(date, middle));
                let found = reach.step(change, other);
                if let Some(reached) = outside(found, domain) {
                    return Some((change, reached));
                }
            }
        }
    }
    None
}

/// The range of a value before it is changed.
struct Course {
    base: Option<Path>,
    constant: Range,
    level: Range,
    any_share: bool,
    /// Largest factor of log noise; the smallest is its inverse.
    noise: f64,
    known_until: f64,
}

impl Course {
    fn new(path: &PathValue, domain: Domain, time: Time) -> Course {
        let range = |number: &Uncertain, domain: Domain| match number {
            Uncertain::Exactly(x) => (*x, *x),
            Uncertain::Drawn(distribution) => draw_bounds(distribution, &domain),
        };
        let (base, constant) = match &path.base {
            Base::Constant(number) => (None, range(number, domain)),
            Base::Anchors(anchors) => (Path::new(anchors.clone(), path.interpolate), (0.0, 0.0)),
        };
        Course {
            base,
            constant,
            level: path.level.as_ref().map_or((1.0, 1.0), |level| range(level, domain.of_level())),
            any_share: path.noise.as_ref().is_some_and(|noise| noise.kind == NoiseKind::Logit),
            noise: path.noise.as_ref().map_or(1.0, |noise| {
                let years = (time.end - time.known_until).max(1.0);
                // A random walk spreads with the square root of time.
                let sd = if noise.persistence >= 1.0 { noise.sd * years.sqrt() } else { noise.sd };
                exp(NORMAL_CUT * sd)
            }),
            known_until: time.known_until,
        }
    }

    fn dates(&self) -> Vec<f64> {
        self.base.iter().flat_map(Path::dates).collect()
    }

    /// What it may be at a date of a piece of time with a given middle.
    fn range(&self, date: f64, middle: f64) -> Range {
        let base = self.base.as_ref().map_or(self.constant, |path| (path.at(date), path.at(date)));
        if middle < self.known_until {
            return base;
        }
        if self.any_share {
            return (NEAR, 1.0 - NEAR);
        }
        let factors = [
            self.level.0 / self.noise,
            self.level.0 * self.noise,
            self.level.1 / self.noise,
            self.level.1 * self.noise,
        ];
        let corners = factors.map(|factor| [base.0 * factor, base.1 * factor]);
        let real = || corners.into_iter().flatten().filter(|x| !x.is_nan());
        (real().fold(f64::INFINITY, f64::min), real().fold(f64::NEG_INFINITY, f64::max))
    }
}

fn after(effect: &ChangeEffect, range: Range, other: Range) -> Range {
    match effect {
        ChangeEffect::Multiply(factor) => {
            let (a, b) = (range.0 * factor, range.1 * factor);
            (a.min(b), a.max(b))
        }
        ChangeEffect::Add(amount) => (range.0 + amount, range.1 + amount),
        ChangeEffect::Set(_) => other,
    }
}

fn outside((low, high): Range, domain: Domain) -> Option<f64> {
    [low, high].into_iter().find(|x| x.is_finite() && !domain.contains(*x))
}
