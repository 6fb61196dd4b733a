//! `ampere check`: everything that can be known without running.

use std::collections::HashSet;

use super::args::{CheckArguments, Format};
use super::failure::Failure;
use super::print;
use crate::report::problem_list::{self, Entry};
use crate::report::resolved;
use crate::scenario::load::{self, Checked, Source};
use crate::scenario::problem::{Problems, Severity};

/// Checks scenarios, or the built-in base case.
pub fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let base = ["builtin:base".to_string()];
    let names = if arguments.scenarios.is_empty() { &base[..] } else { &arguments.scenarios };
    let checked: Vec<Checked> =
        names.iter().map(|name| load::check(&Source::from_argument(name), &arguments.sets)).collect();
    match arguments.format {
        Format::Json => {
            let entries: Vec<Entry> = checked.iter().flat_map(|checked| entries(&checked.problems)).collect();
            print(&problem_list::json(&entries))?;
        }
        Format::Text => {
            for (name, checked) in names.iter().zip(&checked) {
                if let (true, Some(document)) = (arguments.resolved, &checked.document) {
                    if names.len() > 1 {
                        print(&format!("{name}\n\n"))?;
                    }
                    print(&resolved::text(document))?;
                    print("\n")?;
                }
            }
            print(&text(names, &checked))?;
        }
    }
    // All has been said.
    if checked.iter().all(|c| c.document.is_some()) { Ok(()) } else { Err(Failure::Scenario(String::new())) }
}

/// The problems of all files, each once although several scenarios may share a parent, and then a line for
/// each scenario.
fn text(names: &[String], checked: &[Checked]) -> String {
    let mut told = HashSet::new();
    let mut text = String::new();
    for part in checked.iter().flat_map(|checked| checked.problems.render_each(true)) {
        if told.insert(part.clone()) {
            text.push_str(&part);
            text.push_str("\n\n");
        }
    }
    for (name, checked) in names.iter().zip(checked) {
        text.push_str(&summary(name, checked));
    }
    text
}

fn summary(name: &str, checked: &Checked) -> String {
    let (errors, warnings) = checked.problems.counts();
    let of = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let held = match &checked.document {
        Some(document) => {
            format!(
                "{}, {} uncertain, ",
                of(document.assumptions.len(), "assumption"),
                document.n_uncertain()
            )
        }
        None => String::new(),
    };
    format!("{name}: {held}{}, {}\n", of(errors, "problem"), of(warnings, "warning"))
}

/// What concerns a file as a whole stands at line 1, column 1.
fn entries(problems: &Problems) -> impl Iterator<Item = Entry<'_>> {
    problems.iter().map(|problem| {
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
}
