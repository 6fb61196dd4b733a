//! Regimes and events in words: how likely, when, for how long, and what they do.

use super::super::document::{Document, Uncertain, Value};
use super::super::effect::{EVENT, REGIME};
use super::super::keys::Unit;
use super::super::value::rounded;
use crate::lanes::exp_m1;
use crate::sampling::Distribution;

/// What a reader is told about one regime or event.
#[derive(Clone, Debug, PartialEq)]
pub struct InWords {
    /// `event.price-war`, `regime.co2-law`.
    pub key: String,
    /// One line for an event, one for each option of a regime.
    pub words: Vec<String>,
    /// The same in its parts, for other languages.
    pub parts: Vec<Parts>,
}

/// A line about an event or an option, in its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The option of a regime: "softer".
    pub option: Option<String>,
    /// How likely, when, for how long: "in 25 % of futures".
    pub likely: String,
    /// Keys and changes of them in the words of `RelativeChange`; none if nothing changes.
    pub effects: Vec<(String, String)>,
}

impl Parts {
    /// "softer: in 25 % of futures: market.bev.logit_slope_per_year times 0.88".
    fn in_words(&self) -> String {
        let option = self.option.as_ref().map_or_else(String::new, |option| format!("{option}: "));
        let effects: Vec<String> =
            self.effects.iter().map(|(target, change)| format!("{target} {change}")).collect();
        let effects = if effects.is_empty() { "nothing changes".to_string() } else { effects.join("; ") };
        format!("{option}{}: {effects}", self.likely)
    }
}

impl InWords {
    fn new(key: String, parts: Vec<Parts>) -> InWords {
        InWords { key, words: parts.iter().map(Parts::in_words).collect(), parts }
    }
}

/// The regimes and events that the scenario itself states or changes, in the order in which they act.
pub fn all(document: &Document) -> Vec<InWords> {
    let regimes = document.names(REGIME).into_iter().map(|name| {
        let key = format!("{REGIME}.{name}");
        let options = document.names(&key).into_iter();
        let parts = options.map(|option| parts_of_option(document, &key, option)).collect();
        InWords::new(key, parts)
    });
    let events = document.names(EVENT).into_iter().map(|name| {
        let key = format!("{EVENT}.{name}");
        let parts = vec![parts_of_event(document, &key)];
        InWords::new(key, parts)
    });
    regimes.chain(events).filter(|found| is_own(document, &found.key)).collect()
}

fn is_own(document: &Document, thing: &str) -> bool {
    let below = format!("{thing}.");
    let mut assumptions = document.assumptions.values().filter(|a| a.key.starts_with(&below));
    let is_of = |cause: &str| cause == thing || cause.starts_with(&below);
    let mut effects = document.effects.iter().filter(|effect| is_of(&effect.cause));
    assumptions.any(|assumption| document.is_own(assumption))
        || effects.any(|effect| document.is_own_file(effect.change.origin.file))
}

fn number<'a>(document: &'a Document, key: &str) -> Option<&'a Uncertain> {
    match document.value(key) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}

fn certain(document: &Document, key: &str) -> Option<f64> {
    match number(document, key) {
        Some(Uncertain::Exactly(x)) => Some(*x),
        _ => None,
    }
}

/// "softer", "in 25 % of futures" and what that does.
fn parts_of_option(document: &Document, regime: &str, option: &str) -> Parts {
    let key = format!("{regime}.{option}");
    let probability = certain(document, &format!("{key}.probability")).unwrap_or(0.0);
    let likely = format!("in {} of futures", percent(probability));
    Parts { option: Some(option.to_string()), likely, effects: effects(document, &key) }
}

/// "in 45 % of futures, at any time between 2026.3 and 2029, for 1 year" and what that does.
fn parts_of_event(document: &Document, event: &str) -> Parts {
    let key = |word: &str| format!("{event}.{word}");
    let known = certain(document, "history.known_until").unwrap_or(f64::NAN);
    let likely = match certain(document, &key("hazard_per_year")) {
        Some(hazard) => {
            let horizon = match document.value("run.horizon") {
                Some(Value::Whole(year)) => *year as f64 + 1.0,
                _ => f64::NAN,
            };
            let from = certain(document, &key("from")).unwrap_or(known);
            let until = certain(document, &key("until")).unwrap_or(f64::INFINITY).min(horizon);
            let share = -exp_m1(-hazard * (until - from).max(0.0));
            format!("in {} of futures, at any time between {from} and {until}", percent(share))
        }
        None => {
            let probability = certain(document, &key("probability")).unwrap_or(0.0);
            let date = match number(document, &key("date")) {
                Some(Uncertain::Exactly(date)) => format!("from {date} on"),
                Some(Uncertain::Drawn(Distribution::Uniform { min, max })) => {
                    format!("at any time between {min} and {max}")
                }
                Some(drawn) => format!("at a date: {}", drawn.in_words(Unit::Year)),
                None => format!("from {known} on"),
            };
            format!("in {} of futures, {date}", percent(probability))
        }
    };
    let duration = match number(document, &key("duration_years")) {
        Some(Uncertain::Exactly(1.0)) => "for 1 year".to_string(),
        Some(Uncertain::Exactly(years)) => format!("for {years} years"),
        Some(drawn) => format!("lasting (in years): {}", drawn.in_words(Unit::Years)),
        None => "for good".to_string(),
    };
    Parts { option: None, likely: format!("{likely}, {duration}"), effects: effects(document, event) }
}

fn effects(document: &Document, cause: &str) -> Vec<(String, String)> {
    let of_cause = document.effects.iter().filter(|effect| effect.cause == cause);
    of_cause.map(|effect| (effect.target.clone(), effect.change.text.clone())).collect()
}

fn percent(share: f64) -> String {
    format!("{} %", rounded((1e3 * share).round() / 10.0))
}
