//! Problems of scenarios for editors: an array with one object for each.

use serde::Serialize;

use crate::scenario::problem::{Problems, Severity};

#[derive(Serialize)]
struct Entry<'a> {
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    end_column: usize,
    message: &'a str,
    allowed: Option<&'a str>,
    hint: Option<&'a str>,
}

/// All problems of some scenarios. Lines and columns count from 1, columns in characters; what concerns a
/// file as a whole stands at line 1, column 1.
pub fn json(scenarios: &[&Problems]) -> String {
    let all = scenarios.iter().flat_map(|problems| problems.iter().map(move |problem| (problems, problem)));
    let entries: Vec<Entry> = all
        .map(|(problems, problem)| {
            let (line, _) = problems.position(problem).unwrap_or((1, 1));
            let (column, end_column) = problems.columns(problem).unwrap_or((1, 1));
            Entry {
                severity: match problem.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                file: problems.file_name(problem),
                line,
                column,
                end_column,
                message: &problem.message,
                allowed: problem.allowed.as_deref(),
                hint: problem.hint.as_deref(),
            }
        })
        .collect();
    // Plain structs of texts and numbers always serialise.
    format!("{}\n", serde_json::to_string_pretty(&entries).unwrap_or_default())
}
