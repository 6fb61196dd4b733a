//! The plot room: figures from plain data, as SVG text and PNG bytes. It writes no files.
//!
//! - [`survival`]: when break-even has been reached, with the share that does not get there
//! - [`fan`]: a yearly amount with its percentile bands
//! - [`contribution`]: contribution margin by brand, stacked
//! - [`shift`]: how far the break-even date moves between two scenarios
//!
//! Under them: `look` (margins, type, title, footer, history band), `paint` (colours), `axis`, `labels`
//! (direct labels that keep apart), `words` (English and French), `number`, `text` (cleaning, measuring,
//! wrapping), `canvas` (shapes to SVG through plotters), `raster` (SVG to PNG), `error`.
//!
//! Same data, same bytes: nothing here reads a clock, a locale or an installed font.

mod axis;
mod canvas;
pub mod contribution;
mod error;
pub mod fan;
mod labels;
mod look;
mod number;
pub mod paint;
mod raster;
pub mod shift;
pub mod survival;
mod text;
mod words;

pub use contribution::{ContributionBrand, ContributionChart, ContributionTotal};
pub use error::PlotError;
pub use fan::{FanChart, FanPanel, FanYear};
pub use look::Heading;
pub use paint::{Paint, brand_paints, scenario_paint};
pub use shift::{ShiftBin, ShiftChart, ShiftPanel, ShiftShares};
pub use survival::{SurvivalChart, SurvivalCurve, SurvivalPanel, SurvivalPoint};
pub use words::Language;

/// A finished figure, 960 by 540 pixels.
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
