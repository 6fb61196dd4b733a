//! What the program understood of a scenario, in short: so that a misread value is seen before it is simulated.

mod certain;
pub mod happening;

pub use certain::Certain;

use super::correlation::Idle;
use super::document::{Assumption, Document, Value};
use super::resolve::resolve;

/// The account of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Account<'a> {
    /// Name of the scenario.
    pub name: &'a str,
    /// The question that it answers.
    pub question: Option<&'a str>,
    /// All assumptions in force that a file states.
    pub n_assumptions: usize,
    /// Those that the scenario itself and its parts state or change, and not its parents.
    pub n_own: usize,
    /// Numbers drawn once in each trial; a shared one counts once.
    pub n_drawn_once: usize,
    /// Numbers drawn anew in every period; a shared one counts once.
    pub n_drawn_every_period: usize,
    /// Correlated pairs that act.
    pub n_correlations: usize,
    /// Pairs of a parent that have no effect any more.
    pub idle: Vec<IdlePair>,
    /// The regimes and events of the scenario itself, in words.
    pub happenings: Vec<happening::InWords>,
    /// The uncertain assumptions of the scenario itself, in words.
    pub echoes: Vec<Echo<'a>>,
    /// Its certain ones, those that replace something first.
    pub certain: Vec<Certain<'a>>,
}

/// A pair without effect.
#[derive(Clone, Debug, PartialEq)]
pub struct IdlePair {
    /// The two keys: "money.tax_rate ~ battery.learning_rate".
    pub pair: String,
    /// Where it is stated.
    pub place: String,
    /// Why it has no effect.
    pub reason: String,
    /// What says so.
    pub because_of: String,
}

/// An uncertain assumption as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Echo<'a> {
    /// Its key.
    pub key: &'a str,
    /// What each trial sees, one line for value, level and noise.
    pub words: Vec<String>,
}

/// The account of a scenario without errors.
pub fn account(document: &Document) -> Account<'_> {
    let own: Vec<&Assumption> = document.assumptions.values().filter(|a| document.is_own(a)).collect();
    let (n_drawn_once, n_drawn_every_period) =
        resolve(document).map_or((0, 0), |scenario| scenario.n_streams());
    Account {
        name: &document.name,
        question: question(document),
        n_assumptions: document.assumptions.len(),
        n_own: own.len(),
        n_drawn_once,
        n_drawn_every_period,
        n_correlations: document.correlations.len(),
        idle: document.idle_correlations.iter().map(|idle| idle_pair(document, idle)).collect(),
        happenings: happening::all(document),
        certain: certain::all(document, &own),
        echoes: own.into_iter().filter_map(echo).collect(),
    }
}

/// The question that a scenario answers, if it says so.
pub fn question(document: &Document) -> Option<&str> {
    match document.value("question") {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn idle_pair(document: &Document, idle: &Idle) -> IdlePair {
    IdlePair {
        pair: idle.pair.link.name(),
        place: document.place(&idle.pair.origin),
        reason: idle.reason.clone(),
        because_of: document.place(&idle.origin),
    }
}

fn echo(assumption: &Assumption) -> Option<Echo<'_>> {
    let words = in_words(assumption);
    (!words.is_empty()).then_some(Echo { key: &assumption.key, words })
}

/// What trials see of an uncertain assumption, in words; nothing of a certain one.
pub fn in_words(assumption: &Assumption) -> Vec<String> {
    let mut words = assumption.value.in_words(assumption.definition.unit);
    if !words.is_empty() {
        let shared: Vec<String> = assumption.shared.names().map(|name| format!("@{name}")).collect();
        if !shared.is_empty() {
            words.push(format!("one draw for all that use {}", shared.join(" and ")));
        }
        words.extend(assumption.changes.iter().map(|change| format!("changed: {}", change.in_words())));
    }
    words
}
