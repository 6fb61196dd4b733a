//! CO2 figure: what new cars emit on average against what the law allows, and what an excess costs.
//!
//! Left, the fleet average and the allowed one, year by year. Right, a row for each window that the law averages over:
//! the payment with its spread, and how often the target is met.

mod rows;

use super::Figure;
use super::axis::ticks;
use super::bands::{self, Band, Bands};
use super::error::PlotError;
use super::look::{Heading, Sheet, amount, count};
use super::stack::spread;
use crate::analysis::interval::Estimate;
use crate::report::language::unit::Measure;
use rows::Rows;

/// Windows that have room below each other.
pub const MOST_WINDOWS: usize = 14;

/// Fleet average against target, and payments.
#[derive(Debug, Clone)]
pub struct FleetChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// Titles of the two panels.
    pub titles: [String; 2],
    /// Fleet average and what is allowed, g per km.
    pub bands: Vec<Band>,
    /// One to [`MOST_WINDOWS`] windows in order.
    pub windows: Vec<FleetWindow>,
    /// Instant in years up to which figures are published; shaded.
    pub known_until: Option<f64>,
}

/// One window of years.
#[derive(Debug, Clone)]
pub struct FleetWindow {
    /// Its years.
    pub label: String,
    /// Payment, EUR; negative for an income.
    pub mean: f64,
    /// 10 % of trials lie below.
    pub p10: f64,
    /// 90 % of trials lie below.
    pub p90: f64,
    /// Share of trials that meet the target.
    pub met: Estimate,
}

impl FleetChart {
    /// Draws the figure.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for an amount that is not finite and for
    /// percentiles that fall; as for bands.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        bands::check(&self.bands)?;
        count("windows", self.windows.len(), MOST_WINDOWS)?;
        for window in &self.windows {
            amount(|| format!("mean payment of {}", window.label), window.mean)?;
            spread(&window.label, window.p10, window.p90)?;
        }
        let language = self.heading.language;
        let grams = Measure::GramPerKm.unit_for(0.0);
        let (low, high) = bands::range(&self.bands);
        let bands = Bands {
            bands: &self.bands,
            known_until: self.known_until,
            at_end: false,
            unit: grams,
            largest: high.max(-low),
            language,
        };
        let payments = self.windows.iter().flat_map(|window| [window.p10, window.mean, window.p90]);
        let largest = payments.fold(0.0, |largest: f64, amount| largest.max(amount.abs()));
        let money = Measure::Money.unit_for(largest);
        let rows = Rows { windows: &self.windows, unit: money, largest, language };
        let mut sheet = Sheet::open(&self.heading, &language.fleet_aid(money))?;
        if let [left, right] = sheet.panels(&[&self.titles[0], &self.titles[1]])[..] {
            let ticks = ticks(grams.of(low), grams.of(high), 6);
            bands.draw(&mut sheet.canvas, &left, &ticks, bands.margins(&ticks));
            rows.draw(&mut sheet.canvas, &right);
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests;
