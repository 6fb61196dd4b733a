//! Cow-and-bridge figure: who earns what the electric business needs, and when BEVs take over.
//!
//! Left, the mean contributions that pay are stacked against the free cash flow of what they carry, with the payer's own
//! free cash flow as a line: contribution is before fixed cost and investment, so it alone would look like cover. Right,
//! the contribution of hybrids and of BEVs with their spread: where the lines cross, the bridge ends.

use super::axis::ticks;
use super::bands::{Band, Bands};
use super::error::PlotError;
use super::look::{Heading, Sheet, amount};
use super::paint::Paint;
use super::stack::{Stack, StackPart, check, parallel, spread};
use super::{Figure, bands};
use crate::report::language::unit::Measure;

/// Who pays, who needs, and who takes over. All amounts in EUR a year.
#[derive(Debug, Clone)]
pub struct BridgeChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// Consecutive calendar years.
    pub years: Vec<i32>,
    /// Titles of the two panels.
    pub titles: [String; 2],
    /// Those who pay.
    pub payers: Vec<StackPart>,
    /// Free cash flow of the payer, a line over the bars: what is left of its contribution to cover the need with.
    pub cash: Option<StackPart>,
    /// Free cash flow of what they carry.
    pub balance: Balance,
    /// One to four contributions to follow: hybrids, BEVs.
    pub bands: Vec<Band>,
    /// Instant in years up to which figures are published; shaded.
    pub known_until: Option<f64>,
}

/// An amount with its spread, beside a stack.
#[derive(Debug, Clone)]
pub struct Balance {
    /// Name beside the bars.
    pub label: String,
    /// Colour of the bars.
    pub paint: Paint,
    /// One entry for each year.
    pub years: Vec<Spread>,
}

/// Mean and spread of one year over trials.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean over trials.
    pub mean: f64,
    /// 10 % of trials lie below.
    pub p10: f64,
    /// 90 % of trials lie below.
    pub p90: f64,
}

impl BridgeChart {
    /// Draws the figure.
    ///
    /// # Errors
    /// As for a stack and for bands.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        check(&self.years, &self.payers)?;
        bands::check(&self.bands)?;
        if let Some(cash) = &self.cash {
            check(&self.years, std::slice::from_ref(cash))?;
        }
        parallel("balance", self.balance.years.len(), self.years.len())?;
        for year in &self.balance.years {
            amount(|| "mean of the balance".into(), year.mean)?;
            spread("the balance", year.p10, year.p90)?;
        }
        let measure = Measure::Money;
        let mut stack = Stack {
            years: &self.years,
            parts: &self.payers,
            totals: &[],
            balance: Some(&self.balance),
            cash: self.cash.as_ref(),
            known_until: self.known_until,
            unit: measure.unit_for(0.0),
            largest: 0.0,
            language: self.heading.language,
        };
        let ranges = [stack.range(), bands::range(&self.bands)];
        let low = ranges.iter().map(|range| range.0).fold(0.0, f64::min);
        let high = ranges.iter().map(|range| range.1).fold(0.0, f64::max);
        let unit = measure.unit_for(high.max(-low));
        (stack.unit, stack.largest) = (unit, high.max(-low));
        let bands = Bands {
            bands: &self.bands,
            known_until: self.known_until,
            at_end: false,
            unit,
            largest: stack.largest,
            language: self.heading.language,
        };
        let mut sheet = Sheet::open(&self.heading, &self.heading.language.bridge_aid(unit))?;
        // One scale: a euro is equally high left and right.
        let ticks = ticks(unit.of(low), unit.of(high), 6);
        if let [left, right] = sheet.panels(&[&self.titles[0], &self.titles[1]])[..] {
            stack.draw(&mut sheet.canvas, &left, &ticks);
            bands.draw(&mut sheet.canvas, &right, &ticks, bands.margins(&ticks));
        }
        sheet.finish()
    }
}

#[cfg(test)]
mod tests;
