//! Scenario files: from text to checked assumptions.
//!
//! A scenario is a TOML file of assumptions. [`load::load`] reads it with its parents and the changes of
//! `--set` and gives a [`document::Document`] or all [`problem::Problems`] together. On the way each text
//! becomes a layer (`read`, along `keys`, with values read by `value`), layers are merged whole assumption
//! by whole assumption (`merge`), and the result is checked as a whole (`check`).

pub mod builtin;
pub mod correlation;
pub mod document;
pub mod keys;
pub mod load;
pub mod problem;
pub mod reference;
pub mod resolve;
pub mod schema;
pub mod value;

mod about;
mod check;
mod merge;
mod open;
mod read;
mod render;
mod suggest;
mod syntax;
mod unknown;
mod walk;

#[cfg(test)]
mod tests;
