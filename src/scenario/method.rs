//! Warnings about the method: what runs, and probably does not mean what was intended.
//!
//! What only a parent states is told when the parent itself is checked, and not again to each of its children.

mod equal;
mod happening;
mod history;
mod magnitude;
mod reach;
mod source;

use super::document::{Assumption, Document, Role, is_uncertain};
use super::problem::{Problem, Severity};
use super::shared_assumption::NAMESPACE;

/// All warnings about a scenario without errors.
pub(super) fn warnings(document: &Document) -> Vec<Problem> {
    let mut warnings = Vec::new();
    equal::check(document, &mut warnings);
    history::check(document, &mut warnings);
    magnitude::check(document, &mut warnings);
    source::check(document, &mut warnings);
    levers(document, &mut warnings);
    shared(document, &mut warnings);
    reach::check(document, &mut warnings);
    happening::check(document, &mut warnings);
    for warning in &mut warnings {
        warning.severity = Severity::Warning;
    }
    warnings
}

/// A warning at the name of an assumption.
fn at(assumption: &Assumption, message: impl Into<String>) -> Problem {
    Problem::at(assumption.origin.file, assumption.origin.name.clone(), message)
}

/// Whether it is defined under `[shared]`, and so has no output of its own.
fn is_shared(assumption: &Assumption) -> bool {
    assumption.key.strip_prefix(NAMESPACE).is_some_and(|rest| rest.starts_with('.'))
}

fn is_number(assumption: &Assumption) -> bool {
    assumption.definition.has_number()
}

fn levers(document: &Document, warnings: &mut Vec<Problem>) {
    let levers = document.assumptions.values().filter(|a| a.role == Some(Role::Lever));
    for lever in levers.filter(|lever| is_uncertain(&lever.value) && document.is_own(lever)) {
        let message = format!("the lever `{}` is uncertain, though management decides it", lever.key);
        warnings.push(at(lever, message).hint(
            "state what is decided as a plain number or path, and put the uncertainty of its effect elsewhere",
        ));
    }
}

/// Shared assumptions of this scenario that nobody uses. Those of a parent may be left over where a child leaves out their
/// users.
fn shared(document: &Document, warnings: &mut Vec<Problem>) {
    let used: Vec<&str> = document.assumptions.values().flat_map(|a| a.shared.names()).collect();
    for definition in document.assumptions.values().filter(|a| is_shared(a) && document.is_own(a)) {
        let name = definition.key.trim_start_matches(NAMESPACE).trim_start_matches('.');
        if !used.contains(&name) {
            let message = format!("nothing uses the shared assumption `{name}`");
            let hint = format!("write \"@{name}\" as the value of a key, or delete it");
            warnings.push(at(definition, message).hint(hint));
        }
    }
}
