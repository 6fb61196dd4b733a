//! Shift figure: how far the sustained break-even date moves from one scenario to another.
//!
//! Trials are paired (common random numbers), so a bar counts futures that differ in the scenario only.
//! Trials in which one of the two never breaks even have no shift in years; they stand beside the bars.

mod panel;

use super::Figure;
use super::error::PlotError;
use super::look::{Heading, Sheet, amount, count, share};
use crate::analysis::interval::Estimate;
use panel::CommonScales;

/// Shift of the sustained break-even date between two scenarios, one panel per perimeter.
#[derive(Debug, Clone)]
pub struct ShiftChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// Label of scenario A, the one compared with.
    pub base_label: String,
    /// Label of scenario B.
    pub alternative_label: String,
    /// One to three perimeters, side by side.
    pub panels: Vec<ShiftPanel>,
}

/// The shift in one perimeter.
#[derive(Debug, Clone)]
pub struct ShiftPanel {
    /// Label of the perimeter.
    pub title: String,
    /// Bars of the histogram, in order, without overlaps. May be empty when no trial has a shift.
    pub bins: Vec<ShiftBin>,
    /// What becomes of all trials.
    pub shares: ShiftShares,
}

/// One bar: trials whose date in B minus date in A lies from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShiftBin {
    /// Lower end, years; negative when B is earlier.
    pub from: f64,
    /// Upper end, years.
    pub to: f64,
    /// Share of all trials, also of those without a shift.
    pub share: f64,
}

/// Shares of all trials; they add up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShiftShares {
    /// Both reach break-even, B earlier.
    pub earlier: Estimate,
    /// Both reach it in the same quarter.
    pub same: Estimate,
    /// Both reach it, B later.
    pub later: Estimate,
    /// Neither reaches it.
    pub neither: Estimate,
    /// Only A, the base, reaches it.
    pub only_base: Estimate,
    /// Only B, the alternative, reaches it.
    pub only_alternative: Estimate,
}

impl ShiftShares {
    /// In the order in which they are listed beside the bars.
    fn in_order(&self) -> [Estimate; 6] {
        [self.earlier, self.same, self.later, self.only_alternative, self.only_base, self.neither]
    }
}

impl ShiftChart {
    /// Draws the figure.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for shares outside of 0 to 1 or that do
    /// not add up to 1 (within 0.001), and for bins without width or out of order.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        self.check()?;
        let language = self.heading.language;
        let convention = language.shift_aid(&self.base_label, &self.alternative_label);
        let mut sheet = Sheet::open(&self.heading, &convention)?;
        let titles: Vec<&str> = self.panels.iter().map(|panel| panel.title.as_str()).collect();
        let scales = CommonScales::new(self.panels.iter().flat_map(|panel| &panel.bins));
        for (area, panel) in sheet.panels(&titles).into_iter().zip(&self.panels) {
            panel::draw(&mut sheet.canvas, &area, panel, &scales, language);
        }
        sheet.finish()
    }

    fn check(&self) -> Result<(), PlotError> {
        count("panels", self.panels.len(), 3)?;
        for panel in &self.panels {
            if panel.bins.len() > 400 {
                count("bins", panel.bins.len(), 400)?;
            }
            let named = |what: &str| format!("{what} of {:?}", panel.title);
            let mut end = f64::NEG_INFINITY;
            for bin in &panel.bins {
                share(|| named("share of a bin"), bin.share)?;
                amount(|| named("lower end of a bin"), bin.from)?;
                amount(|| named("upper end of a bin"), bin.to)?;
                let is_in_order = bin.from >= end - 1e-9 && bin.to > bin.from;
                if !is_in_order {
                    let allowed = "a bin with a width, after the one before";
                    return Err(PlotError::Value { what: named("bin"), value: bin.from, allowed });
                }
                end = bin.to;
            }
            let mut sum = 0.0;
            for part in panel.shares.in_order() {
                sum += share(|| named("share"), part.value)?;
            }
            if (sum - 1.0).abs() > 1e-3 {
                let what = named("sum of the shares");
                return Err(PlotError::Value { what, value: sum, allowed: "1" });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
