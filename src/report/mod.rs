//! Reports: figures from results.

pub mod plot;
