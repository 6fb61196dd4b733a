//! Statistics over outcomes: pure functions, no files.
//!
//! - [`date`]: a date that may not be reached, and its summary over trials
//! - [`crossing`]: when a trailing year crosses zero: first, sustained, final; payback
//! - [`valuation`]: net present value, peak funding
//! - [`moments`]: mean and its standard error, added up in block order
//! - [`quantile`]: percentiles, exact or from a histogram of bounded size
//! - [`proportion`]: shares of trials with their standard errors and intervals
//! - [`chosen_trial`]: the single trial that stands for a percentile
//! - [`indicator`]: further figures: Group, cost cut, value, cash cow, bridge
//! - [`observation`]: what is read off one block
//! - [`summary`]: what is known of a scenario after all trials
//! - [`mod@study`]: runs scenarios on the same draws and summarises them
//! - [`comparison`]: paired differences between two scenarios

pub mod chosen_trial;
mod collection;
mod column;
pub mod comparison;
pub mod crossing;
pub mod date;
pub mod indicator;
mod indicator_collection;
mod indicator_pairing;
pub mod internal_rate;
pub mod interval;
pub mod moments;
pub mod observation;
mod pairing;
mod pilot;
pub mod proportion;
pub mod quantile;
pub mod study;
pub mod summary;
pub mod valuation;

pub(crate) use collection::happening_names;
pub use comparison::{Comparison, Shift};
pub use date::{Date, DateSummary};
pub use indicator::Indicator;
pub use proportion::Proportion;
pub use study::{Settings, Study, study};
pub use summary::{DateMetric, Statistics, Summary};
