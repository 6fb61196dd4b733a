//! What `ampere check` found, for editors and scripts: problems, and what was understood of each scenario.

use serde::Serialize;

/// All that is told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Findings<'a> {
    pub problems: Vec<Entry<'a>>,
    pub scenarios: Vec<Understood<'a>>,
}

/// A problem. Lines and columns count from 1, columns in characters; `end_column` is the first one behind.
#[derive(Clone, Debug, Serialize)]
pub struct Entry<'a> {
    /// `error` or `warning`.
    pub severity: &'static str,
    pub file: &'a str,
    pub line: usize,
    pub column: usize,
    pub end_column: usize,
    pub message: &'a str,
    pub allowed: Option<&'a str>,
    pub hint: Option<&'a str>,
}

/// What was understood of a scenario without errors.
#[derive(Clone, Debug, Serialize)]
pub struct Understood<'a> {
    pub file: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
    /// Stated by any file, and stated or changed by the scenario itself.
    pub assumptions: usize,
    pub own_assumptions: usize,
    pub drawn_once: usize,
    pub drawn_every_period: usize,
    /// Correlated pairs that act.
    pub correlations: usize,
    pub idle_correlations: Vec<IdlePair<'a>>,
    /// Regimes and events of the scenario itself.
    pub happenings: Vec<Happening<'a>>,
    pub uncertain: Vec<InWords<'a>>,
    /// The certain values of the scenario itself, those that replace something first.
    pub certain: Vec<Stated<'a>>,
}

/// A certain value of the scenario itself.
#[derive(Clone, Debug, Serialize)]
pub struct Stated<'a> {
    pub key: &'a str,
    /// What it replaced, as it was written.
    pub old: Option<&'a str>,
    /// As it is written, and the plain number if it is written otherwise: "13.1M = 13100000".
    pub new: &'a str,
}

/// A correlated pair without effect.
#[derive(Clone, Debug, Serialize)]
pub struct IdlePair<'a> {
    pub pair: &'a str,
    pub place: &'a str,
    pub reason: &'a str,
    pub because_of: &'a str,
}

/// A regime or an event of the scenario itself.
#[derive(Clone, Debug, Serialize)]
pub struct Happening<'a> {
    pub key: &'a str,
    pub words: &'a [String],
    /// The words in parts, for texts in other languages.
    #[serde(skip)]
    pub parts: Vec<Parts<'a>>,
}

/// A line about an event or the option of a regime, in its parts.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// The option: "softer".
    pub option: Option<&'a str>,
    /// How likely, when, for how long: "in 25 % of futures".
    pub likely: &'a str,
    /// Keys and what is done to them: "times 0.9 from 2027"; none if nothing changes.
    pub effects: &'a [(String, String)],
}

/// An uncertain assumption of the scenario itself.
#[derive(Clone, Debug, Serialize)]
pub struct InWords<'a> {
    pub key: &'a str,
    pub words: &'a [String],
}

/// The object.
pub fn json(findings: &Findings) -> String {
    // Plain structs of texts and numbers always serialise.
    format!("{}\n", serde_json::to_string_pretty(findings).unwrap_or_default())
}
