//! Warnings about the method: what runs, and probably does not mean what was intended.
use super::document::Document;
use super::problem::Problem;

/// All warnings about a scenario without errors.
pub(super) fn warnings(_document: &Document) -> Vec<Problem> {
    Vec::new()
}
