//! Scenario files: from text to checked assumptions.
pub mod keys;
