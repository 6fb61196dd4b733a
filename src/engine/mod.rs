//! Blocks of trials: the only place where randomness meets the business.
//!
//! - [`scenario`]: the resolved scenario: business, uncertain inputs, timeline, seed
//! - [`change`]: changes of final values, relative to a parent scenario
//! - [`happening`]: regimes and events, and the trials and dates in which they act
//! - [`deterministic`]: the same scenario without randomness
//! - [`ledger`]: every entry behind the statement of one trial, year and perimeter
//! - [`flows`]: what is recorded period by period, for dates and values
//! - [`feed`]: fills the model's inputs for a block, period by period
//! - [`draws`]: what is drawn once in each trial, as columns
//! - [`metric`]: groupings and metrics · [`series`]: one recorded series · [`recorded`]: the closed list of them
//! - [`ownership`]: in whose accounts a series stands
//! - [`block`]: one block: draws → periods → recorded series
//! - `blame`: why a trial has no finite result
//! - [`run`]: blocks over all cores, handed on in block order

mod blame;
pub mod block;
pub mod change;
pub mod deterministic;
pub mod draws;
pub mod feed;
pub mod flows;
pub mod happening;
pub mod ledger;
pub mod metric;
pub mod ownership;
mod part;
mod pass;
pub mod recorded;
pub mod run;
pub mod scenario;
pub mod series;

pub use block::{Block, BlockOutcome};
pub use happening::{Cause, Event, Occurrence, Regime, RegimeOption};
pub use ledger::Ledger;
pub use metric::{Grouping, Metric};
pub use run::{Run, RunError};
pub use scenario::{
    Base, Change, Correlation, Effect, Input, Level, Moving, Scenario, Streams, Values, Window, level_stream,
    noise_stream,
};
pub use series::Series;
