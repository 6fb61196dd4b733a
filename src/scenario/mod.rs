//! Scenario files: from text to checked assumptions.
//!
//! A scenario is a TOML file of assumptions. [`load::load`] reads it with its parents and the changes of
//! `--set` and gives a [`document::Document`] or all [`problem::Problems`] together. On the way each text
//! becomes a layer (`read`, along `keys`, with values read by `value`), layers are merged whole assumption
//! by whole assumption (`merge`, which says what takes precedence), shared assumptions reach their users
//! (`shared_assumption`), changes relative to the parent are worked out (`change`), and the result is checked as a
//! whole (`check`). [`french::in_french`] puts its French names in the place of the English ones. [`load::check`] adds warnings about the method (`method`).

pub mod account;
pub mod builtin;
pub mod correlation;
pub mod document;
pub mod effect;
pub mod french;
pub mod keys;
pub mod load;
pub mod problem;
pub mod reference;
pub mod resolve;
pub mod value;

mod about;
mod age;
mod assumption;
mod change;
mod check;
mod enabled;
mod low_discrepancy;
mod merge;
mod method;
mod open;
mod place;
mod read;
mod render;
mod shared_assumption;
mod sources;
pub mod suggest;
mod syntax;
mod table;
mod unknown;
mod walk;

#[cfg(test)]
mod tests;
