//! Stack figure: volumes or contribution by brand or powertrain, stacked year by year.
//!
//! The stack shows means, because means add up to the mean of the total and percentiles do not; the
//! spread of the total stands beside it as a whisker.

mod panel;

pub(super) use panel::Stack;

use super::axis::ticks;
use super::error::PlotError;
use super::look::{Heading, Sheet, amount, count};
use super::paint::Paint;
use super::{Figure, look};
use crate::report::language::unit::Measure;

/// Parts of a whole by year.
#[derive(Debug, Clone)]
pub struct StackChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// What the amounts measure.
    pub measure: Measure,
    /// Consecutive calendar years.
    pub years: Vec<i32>,
    /// One to eight parts; the first stands next to the zero line.
    pub parts: Vec<StackPart>,
    /// Spread of the sum over parts, parallel to `years`; empty where it is not known.
    pub totals: Vec<StackTotal>,
    /// Instant in years up to which figures are published (2026.0: 2025 is known); shaded.
    pub known_until: Option<f64>,
}

/// One part through the years.
#[derive(Debug, Clone)]
pub struct StackPart {
    /// Name beside the bars.
    pub label: String,
    /// Colour, usually from [`brand_paints`](super::brand_paints).
    pub paint: Paint,
    /// Mean over trials, parallel to the chart's `years`.
    pub means: Vec<f64>,
}

/// Spread of one year's total over trials.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StackTotal {
    /// 10 % of trials lie below.
    pub p10: f64,
    /// 90 % of trials lie below.
    pub p90: f64,
}

impl StackChart {
    /// Draws the figure; the unit follows from the largest value.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size, `Length` for lists that are not parallel to
    /// `years`, `Value` for an amount that is not finite, a `p90` below `p10` and years with a gap.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        check(&self.years, &self.parts)?;
        if !self.totals.is_empty() {
            parallel("totals", self.totals.len(), self.years.len())?;
        }
        for total in &self.totals {
            spread("the total", total.p10, total.p90)?;
        }
        let mut stack = Stack {
            years: &self.years,
            parts: &self.parts,
            totals: &self.totals,
            balance: None,
            cash: None,
            known_until: self.known_until,
            unit: self.measure.unit_for(0.0),
            largest: 0.0,
            language: self.heading.language,
        };
        let (low, high) = stack.range();
        stack.largest = high.max(-low);
        stack.unit = self.measure.unit_for(stack.largest);
        let mut sheet = Sheet::open(
            &self.heading,
            &self.heading.language.stack_aid(stack.unit, !self.totals.is_empty()),
        )?;
        let ticks = ticks(stack.unit.of(low), stack.unit.of(high), 6);
        for area in sheet.panels(&[""]) {
            stack.draw(&mut sheet.canvas, &area, &ticks);
        }
        sheet.finish()
    }
}

/// Refuses years with gaps and parts that are not parallel to them.
pub(super) fn check(years: &[i32], parts: &[StackPart]) -> Result<(), PlotError> {
    count("years", years.len(), 100)?;
    count("parts", parts.len(), 8)?;
    for (i, &year) in years.iter().enumerate() {
        look::year(|| "year".into(), years[0], i, year)?;
    }
    for part in parts {
        parallel(&format!("means of {:?}", part.label), part.means.len(), years.len())?;
        for &mean in &part.means {
            amount(|| format!("mean of {:?}", part.label), mean)?;
        }
    }
    Ok(())
}

/// Refuses a list that does not run along the years.
pub(super) fn parallel(what: &str, found: usize, expected: usize) -> Result<(), PlotError> {
    if found == expected { Ok(()) } else { Err(PlotError::Length { what: what.into(), found, expected }) }
}

/// Refuses percentiles in the wrong order.
pub(super) fn spread(what: &str, p10: f64, p90: f64) -> Result<(), PlotError> {
    amount(|| format!("p10 of {what}"), p10)?;
    amount(|| format!("p90 of {what}"), p90)?;
    if p90 < p10 {
        let what = format!("p90 of {what}");
        return Err(PlotError::Value { what, value: p90, allowed: "at least p10" });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
