//! Fan figure: a yearly amount with its percentile bands, median and mean.

use super::axis::{Area, Scale, Ticks, labels_width, tick_labels, ticks, value_axis, year_axis, zero_line};
use super::canvas::{Canvas, Type};
use super::error::PlotError;
use super::labels::{DirectLabel, EN_SPACE, draw_labels};
use super::look::{Heading, LABEL, STRONG, Sheet, WHITE, amount, count, history_band, plot_area};
use super::paint::Paint;
use super::{Figure, look};
use crate::report::language::Language;
use crate::report::language::unit::{Measure, Unit};

const PAINT: Paint = Paint::hex(0x12467B);
/// Panels share one scale unless one of them would shrink below a part of this of the other.
const SCALES_APART: f64 = 6.0;

/// A yearly amount, one panel per perimeter.
#[derive(Debug, Clone)]
pub struct FanChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// What the amounts measure.
    pub measure: Measure,
    /// One to three perimeters, side by side.
    pub panels: Vec<FanPanel>,
    /// Whether an amount is a level at the end of its year, and not a flow through it.
    pub at_end: bool,
    /// Instant in years up to which figures are published (2026.0: 2025 is known); shaded.
    pub known_until: Option<f64>,
}

/// The years of one perimeter.
#[derive(Debug, Clone)]
pub struct FanPanel {
    /// Label of the perimeter.
    pub title: String,
    /// Consecutive years in order.
    pub years: Vec<FanYear>,
}

/// Statistics of one year over all trials.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanYear {
    /// Calendar year.
    pub year: i32,
    /// Mean over trials.
    pub mean: f64,
    /// Percentiles 5, 10, 25, 50, 75, 90 and 95, rising.
    pub percentiles: [f64; 7],
}

impl FanChart {
    /// Draws the figure; the unit follows from the largest value.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for an amount that is not finite, for
    /// percentiles that fall and for years that are not consecutive.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        self.check()?;
        let language = self.heading.language;
        let ranges: Vec<(f64, f64)> = self.panels.iter().map(FanPanel::range).collect();
        let largest = ranges.iter().map(|(low, high)| high.max(-low)).fold(0.0, f64::max);
        let unit = self.measure.unit_for(largest);
        let has_one_scale = are_alike(&ranges);
        let mut convention = language.fan_aid(unit);
        if !has_one_scale {
            convention.push_str(language.different_scales());
        }
        let mut sheet = Sheet::open(&self.heading, &convention)?;
        let titles: Vec<&str> = self.panels.iter().map(|panel| panel.title.as_str()).collect();
        let all = ranges.iter().fold((0.0, 0.0), |all: (f64, f64), one| (all.0.min(one.0), all.1.max(one.1)));
        let axes: Vec<Ticks> = ranges
            .iter()
            .map(|own| if has_one_scale { all } else { *own })
            .map(|(low, high)| ticks(unit.of(low), unit.of(high), 6))
            .collect();
        // The same margins in all panels, so that a year is equally wide in each.
        let left = axes.iter().map(|axis| labels_width(&tick_labels(axis, language))).fold(0.0, f64::max);
        let texts = self.panels.iter().flat_map(|panel| panel.labels(unit, largest, language));
        let right = texts.map(|(_, text, style)| style.width(&text)).fold(0.0, f64::max);
        let margins = (left + 8.0, right + 12.0);
        for ((area, panel), axis) in sheet.panels(&titles).into_iter().zip(&self.panels).zip(&axes) {
            let plot = plot_area(&area, margins.0, margins.1);
            panel.draw(&mut sheet.canvas, &plot, axis, (unit, largest), self);
        }
        sheet.finish()
    }

    fn check(&self) -> Result<(), PlotError> {
        count("panels", self.panels.len(), 3)?;
        self.panels.iter().try_for_each(|panel| check_years(&panel.title, &panel.years))
    }
}

/// Refuses amounts that are not finite, percentiles that fall and years with gaps.
pub(super) fn check_years(name: &str, years: &[FanYear]) -> Result<(), PlotError> {
    count("years", years.len(), 100)?;
    for (i, year) in years.iter().enumerate() {
        let named = |what: &str| format!("{what} of {} in {name:?}", year.year);
        amount(|| named("mean"), year.mean)?;
        let mut last = f64::NEG_INFINITY;
        for value in year.percentiles {
            amount(|| named("percentile"), value)?;
            if value < last {
                let allowed = "a percentile that is not below the one before";
                return Err(PlotError::Value { what: named("percentile"), value, allowed });
            }
            last = value;
        }
        look::year(|| named("year"), years[0].year, i, year.year)?;
    }
    Ok(())
}

/// Whether all panels can be read on the scale of the widest.
fn are_alike(ranges: &[(f64, f64)]) -> bool {
    let extents: Vec<f64> = ranges.iter().map(|(low, high)| high - low).collect();
    let widest = extents.iter().copied().fold(0.0, f64::max);
    extents.iter().all(|extent| extent * SCALES_APART >= widest || *extent <= 0.0)
}

impl FanPanel {
    fn range(&self) -> (f64, f64) {
        let values = self.years.iter().flat_map(|year| year.percentiles.into_iter().chain([year.mean]));
        values.fold((0.0, 0.0), |(low, high), value| (low.min(value), high.max(value)))
    }

    fn draw(
        &self,
        canvas: &mut Canvas,
        plot: &Area,
        ticks: &Ticks,
        (unit, largest): (Unit, f64),
        chart: &FanChart,
    ) {
        let (Some(first), Some(last)) = (self.years.first(), self.years.last()) else { return };
        let language = chart.heading.language;
        let span = (f64::from(first.year), f64::from(last.year) + 1.0);
        let x = Scale { values: span, pixels: (plot.left, plot.right) };
        let y = Scale { values: ticks.range, pixels: (plot.bottom, plot.top) };
        let off = if chart.at_end { 1.0 } else { 0.5 };
        let at = |year: &FanYear, amount: f64| (x.at(f64::from(year.year) + off), y.at(unit.of(amount)));

        history_band(canvas, plot, &x, chart.known_until, language);
        value_axis(canvas, plot, &y, &ticks.values, &tick_labels(ticks, language));
        year_axis(canvas, plot, &x);
        for (low, high, strength) in [(0, 6, 0.13), (1, 5, 0.26), (2, 4, 0.45)] {
            let upper = self.years.iter().map(|year| at(year, year.percentiles[high]));
            let lower = self.years.iter().rev().map(|year| at(year, year.percentiles[low]));
            let outline: Vec<(f64, f64)> = upper.chain(lower).collect();
            match outline.as_slice() {
                // A single year has no extent in time: its bands are bars.
                [top, bottom] => {
                    canvas.rect((top.0 - 14.0, top.1), (bottom.0 + 14.0, bottom.1), PAINT.tint(strength))
                }
                _ => canvas.area(outline, PAINT.tint(strength)),
            }
        }
        zero_line(canvas, plot, &y);
        let median: Vec<(f64, f64)> = self.years.iter().map(|year| at(year, year.percentiles[3])).collect();
        canvas.line(&median, 2.6, PAINT);
        for year in &self.years {
            canvas.dot(at(year, year.mean), 3.4, PAINT);
            canvas.dot(at(year, year.mean), 2.1, WHITE);
        }
        let labels: Vec<DirectLabel> = self
            .labels(unit, largest, language)
            .into_iter()
            .map(|(amount, text, style)| {
                let (x, anchor) = at(last, amount);
                let from = x + if self.years.len() > 1 { 5.0 } else { 16.0 };
                DirectLabel { anchor, from, lines: vec![(text, style)] }
            })
            .collect();
        draw_labels(canvas, &labels, plot.right + 12.0, (plot.top - 7.0, plot.bottom + 7.0));
    }

    /// Percentiles and median of the last year, with their values.
    fn labels(&self, unit: Unit, largest: f64, language: Language) -> Vec<(f64, String, Type)> {
        let Some(last) = self.years.last() else { return Vec::new() };
        let names = ["p5", "p10", "p25", language.median(), "p75", "p90", "p95"];
        let labelled = names.into_iter().zip(last.percentiles).enumerate().rev();
        labelled
            .map(|(i, (name, amount))| {
                let text = format!("{name}{EN_SPACE}{}", unit.shown(amount, largest, language));
                (amount, text, if i == 3 { STRONG.painted(PAINT) } else { LABEL })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
