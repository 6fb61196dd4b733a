//! What may be added to what: time as periods of a calendar, and the one conversion of money.
//!
//! - [`time`]: [`Step`], [`Period`], [`Timeline`]: decimal years, periods and their seasons
//! - [`money`]: EUR inside, EUR million at the edges

pub mod money;
pub mod time;

pub use time::{Period, Step, Timeline};
