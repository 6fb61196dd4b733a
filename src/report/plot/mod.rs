//! The plot room: figures from plain data, as SVG text and PNG bytes. It writes no files.
//!
//! - [`survival`]: when break-even has been reached, with the share that does not get there
//! - [`fan`]: a yearly amount with its percentile bands · [`bands`]: several of them against each other
//! - [`stack`]: volumes or contribution by brand or powertrain
//! - [`waterfall`]: from one generation's unit cost to the next, lever by lever, against the target
//! - [`bridge`]: who pays for the electric business, and when BEVs take over
//! - [`fleet`]: CO2 of new cars against what is allowed, and what an excess costs
//! - [`shift`]: how far the break-even date moves between two scenarios
//! - [`contact_sheet`]: all figures of a folder on one page
//!
//! Under them: `look` (margins, type, title, footer, history band), `paint` (colours), `axis`, `labels`
//! (direct labels that keep apart), `text` (cleaning, measuring, wrapping), `canvas` (shapes to SVG through
//! plotters), `raster` (SVG to PNG), `error`. Words and numbers come from [`language`](super::language).
//!
//! Same data, same bytes: nothing here reads a clock, a locale or an installed font.

mod axis;
pub mod bands;
pub mod bridge;
mod canvas;
pub mod contact_sheet;
mod error;
pub mod fan;
pub mod fleet;
mod labels;
mod look;
pub mod paint;
mod raster;
pub mod shift;
pub mod stack;
pub mod survival;
mod text;
pub mod waterfall;

pub use bands::{Band, BandsChart, BandsPanel};
pub use bridge::{Balance, BridgeChart, Spread};
pub use error::PlotError;
pub use fan::{FanChart, FanPanel, FanYear};
pub use fleet::{FleetChart, FleetWindow};
pub use look::Heading;
pub use paint::{Paint, brand_paints, scenario_paint};
pub use shift::{ShiftBin, ShiftChart, ShiftPanel, ShiftShares};
pub use stack::{StackChart, StackPart, StackTotal};
pub use survival::{SurvivalChart, SurvivalCurve, SurvivalPanel, SurvivalPoint};
pub use waterfall::{WaterfallChart, WaterfallPanel};

/// A finished figure, 960 by 540 pixels; a contact sheet is as large as it needs to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The figure as a complete SVG document.
    pub svg: String,
}

impl Figure {
    /// The figure as PNG bytes; `scale` 2 gives 1920 by 1080 pixels.
    ///
    /// # Errors
    /// `Value` for a scale outside of 0.1 to 10, `Raster` when the SVG was damaged.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, PlotError> {
        raster::png(&self.svg, scale)
    }
}

#[cfg(test)]
mod tests;
