//! Problems of scenarios for editors: an array with one object for each.

use serde::Serialize;

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

/// The array.
pub fn json(entries: &[Entry]) -> String {
    // Plain structs of texts and numbers always serialise.
    format!("{}\n", serde_json::to_string_pretty(entries).unwrap_or_default())
}
