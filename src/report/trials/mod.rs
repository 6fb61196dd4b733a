//! `trials.csv` and `trials.parquet`: inputs and outcomes of every trial, written while they come in.
//!
//! - `columns`: names and values · `file`: both formats

mod columns;
mod file;

pub use file::{Format, TrialsFile};

/// Patterns of the names of the columns, for the dictionary.
pub const PATTERNS: [&str; 15] = [
    "trial",
    "input.<key>",
    "input.<key>.level",
    "<grouping>.<name>.<metric>.<year>",
    "question.<name>.<date>",
    "question.<name>.net_present_value",
    "question.<name>.peak_funding",
    "question.<name>.internal_rate_of_return",
    "question.<name>.internal_rates_of_return",
    "cut.<platform>.<generation>.realised_cost_cut_by_<date>",
    "cut.<platform>.<generation>.own_levers_cost_cut_by_<date>",
    "further.<name>.<date>",
    "further.<name>.<metric>",
    "further.<name>.<metric>.<year>",
    "happened.<key>",
];
