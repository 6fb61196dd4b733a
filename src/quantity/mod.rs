//! What may be added to what: time as periods of a calendar, paths over it, and the conversion of money.
//!
//! - [`time`]: [`Step`], [`Period`], [`Timeline`]: decimal years, periods and their seasons
//! - [`path`]: a value that moves in time
//! - [`money`]: EUR inside, EUR million at the edges

pub mod money;
pub mod path;
pub mod time;

pub use path::{Interpolation, Path};
pub use time::{Period, Step, Timeline};
