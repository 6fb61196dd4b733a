//! `ampere` simulates the finances of an electric-car business in thousands of futures and says when it
//! breaks even, how likely that is, and what changes between two scenarios.
//!
//! # The way of one assumption
//!
//! It never goes back:
//!
//! ```text
//! scenarios/base.toml and its parts
//!   → scenario::load       text with spans → a checked document (parents, --set, all problems together)
//!   → scenario::resolve    names → indices, EUR million → EUR: a business and its uncertain inputs
//!   → sampling             key → draws of one block of 128 trials
//!   → engine::block        draws → lanes → period by period → recorded series
//!   → model::period        one period of the business, statement line by statement line
//!   → analysis             outcomes → dates, means, percentiles, paired differences
//!   → report               tables, plots, summary, manifest → output/
//!   → cli                  the command line
//! ```
//!
//! # Where is what
//!
//! - the unit cost of a car: [`model::unit_cost`]; its realised cut: [`model::cost_cut`]
//! - the order of one period: [`model::period`]; what exists: [`model::business`]
//! - when a date counts as reached: [`analysis::crossing`]
//! - every key of a scenario file with unit, domain and meaning: [`scenario::keys`]
//! - what is recorded: [`engine::series`]
//!
//! # Layers
//!
//! A layer uses those below it, never those above; two on one line do not know each other, except that
//! `report` reads documents for the manifest and `quantity` takes `exp` and `ln` from `lanes`.
//! `tests/it/architecture.rs` holds this.
//!
//! ```text
//! cli
//! report · scenario
//! analysis
//! engine
//! sampling · model
//! quantity · lanes
//! ```
//!
//! # Invariants
//!
//! - A draw is a function of seed, key of the assumption and trial, and for noise of the calendar period.
//!   So any number of threads gives the same bytes, the first trials of a longer run are the shorter run,
//!   and an assumption that is added moves no other draw.
//! - No trial disappears: it is evaluated, or it is an error that names the trial.
//! - A date that is not reached is a result: counted, shown, never dropped and never averaged away.
//! - `model` is a pure function of lanes: no files, clock, randomness, threads or serde.
//! - Inside, money is in EUR, shares are fractions, time is in years; files and tables name their units.
//! - Only [`report::write`] writes files, only `scenario` reads them, only [`cli`] prints.
#![forbid(unsafe_code)]

pub mod cli;

pub mod report;
pub mod scenario;

pub mod analysis;

pub mod engine;

pub mod model;
pub mod sampling;

pub mod lanes;
pub mod quantity;
