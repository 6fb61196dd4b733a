//! An uncertain value in plain words, for `ampere check` to echo what it understood.

use crate::sampling::distribution::{Distribution, Metalog};

use super::domain_check::rounded;
use super::{Base, Noise, NoiseKind, PathValue, Uncertain, Unit, Value};

impl Value {
    /// What is uncertain about the value: nothing, or a line for the value itself, its level and its noise.
    pub fn in_words(&self, unit: Unit) -> Vec<String> {
        let drawn = |number: &Uncertain, unit: Unit| match number {
            Uncertain::Drawn(_) => Some(number.in_words(unit)),
            Uncertain::Exactly(_) => None,
        };
        match self {
            Value::Number(number) => drawn(number, unit).into_iter().collect(),
            Value::Path(PathValue { base, level, noise, .. }) => {
                let base = match base {
                    Base::Constant(number) => drawn(number, unit),
                    Base::Anchors(_) => None,
                };
                let level = level.as_ref().and_then(|level| drawn(level, Unit::Factor));
                let noise = noise.as_ref().map(|noise| format!("noise: {}", noise_in_words(noise)));
                base.into_iter().chain(level.map(|words| format!("level: {words}"))).chain(noise).collect()
            }
            Value::Whole(_) | Value::Text(_) | Value::Names(_) => Vec::new(),
        }
    }
}

/// "a spread of 13 % around the path; 70 % of a shock is left after a year".
fn noise_in_words(noise: &Noise) -> String {
    let percent = |x: f64| format!("{} %", rounded(x * 100.0));
    let spread = match noise.kind {
        NoiseKind::Log => percent(noise.sd),
        NoiseKind::Logit => format!("{} logit points", rounded(noise.sd)),
    };
    let persists = if noise.persistence >= 1.0 {
        format!("a random walk whose spread is {spread} after a year")
    } else if noise.persistence == 0.0 {
        format!("a spread of {spread} around the path, with no memory from year to year")
    } else {
        format!(
            "a spread of {spread} around the path; {} of a shock is left after a year",
            percent(noise.persistence)
        )
    };
    match noise.kind {
        NoiseKind::Log => persists,
        NoiseKind::Logit => format!("{persists}; the path is the median"),
    }
}

impl Uncertain {
    /// What the value says about the draws, without the names of distributions: "lowest 20600, most likely
    /// 21500, highest 22300", "5 % below 0.9, 5 % above 1.3". Shares and rates are percentages. A certain
    /// number is just that number.
    pub fn in_words(&self, unit: Unit) -> String {
        match self {
            Uncertain::Exactly(x) => shown(*x, unit),
            Uncertain::Drawn(distribution) => words(distribution, unit),
        }
    }
}

fn shown(x: f64, unit: Unit) -> String {
    if matches!(unit, Unit::Share | Unit::Rate) {
        format!("{}%", rounded(x * 100.0))
    } else if unit == Unit::Year {
        // Four digits would drop the month.
        format!("{}", (x * 100.0).round() / 100.0)
    } else {
        format!("{}", rounded(x))
    }
}

fn words(distribution: &Distribution, unit: Unit) -> String {
    let show = |x: f64| shown(x, unit);
    match distribution {
        Distribution::Uniform { min, max } => {
            format!("anything from {} to {}, all equally likely", show(*min), show(*max))
        }
        Distribution::Triangular { min, mode, max } | Distribution::Pert { min, mode, max } => {
            format!("lowest {}, most likely {}, highest {}", show(*min), show(*mode), show(*max))
        }
        Distribution::Normal { .. } | Distribution::Lognormal { .. } => {
            format!("{}, mean {}", ends(distribution, unit), show(distribution.mean()))
        }
        Distribution::LogitNormal { .. } => ends(distribution, unit),
        Distribution::Metalog(metalog) => through(metalog, distribution.support(), unit),
        Distribution::Truncated(truncated) => {
            let (low, high) = distribution.support();
            let whole = words(truncated.whole(), unit);
            format!("{whole}, but only what falls from {} to {}", show(low), show(high))
        }
        Distribution::Choice(choice) => {
            let mut values: Vec<String> = choice
                .values()
                .iter()
                .map(|(value, p)| format!("{} ({} %)", show(*value), rounded(p * 100.0)))
                .collect();
            let last = values.pop().unwrap_or_default();
            format!("{} or {last}", values.join(", "))
        }
    }
}

/// "5 % below 0.9, 5 % above 1.3"
fn ends(distribution: &Distribution, unit: Unit) -> String {
    let at = |p| shown(distribution.quantile(p), unit);
    format!("5 % below {}, 5 % above {}", at(0.05), at(0.95))
}

/// "10 % below 0.25, half below 0.36, 10 % above 0.41, always between 0 and 1"
fn through(metalog: &Metalog, (low, high): (f64, f64), unit: Unit) -> String {
    let mut parts: Vec<String> = metalog
        .percentiles()
        .iter()
        .map(|&(p, value)| {
            let value = shown(value, unit);
            let percent = rounded(p * 100.0);
            if p == 0.5 {
                format!("half below {value}")
            } else if p < 0.5 {
                format!("{percent} % below {value}")
            } else {
                format!("{} % above {value}", rounded(100.0 - percent))
            }
        })
        .collect();
    match (low.is_finite(), high.is_finite()) {
        (true, true) => parts.push(format!("always between {} and {}", shown(low, unit), shown(high, unit))),
        (true, false) => parts.push(format!("always above {}", shown(low, unit))),
        (false, true) => parts.push(format!("always below {}", shown(high, unit))),
        (false, false) => {}
    }
    parts.join(", ")
}
