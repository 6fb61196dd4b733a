//! Bands figure: several yearly amounts on one scale, each with its median and p10 to p90.
//!
//! Bands are tints with an edge of their own, so that a covered one can still be followed; from three on
//! only the edges are drawn.

use super::Figure;
use super::axis::{Area, Scale, Ticks, labels_width, tick_labels, ticks, value_axis, year_axis, zero_line};
use super::canvas::{Canvas, Type};
use super::error::PlotError;
use super::fan::{FanYear, check_years};
use super::labels::{DirectLabel, draw_labels, named_value};
use super::look::{Heading, STRONG, Sheet, count, history_band, plot_area};
use super::paint::Paint;
use crate::report::language::Language;
use crate::report::language::unit::{Measure, Unit};

/// Distance of the direct labels from the plot, and their greatest width, pixels.
const LABELS_AT: f64 = 12.0;
const LABEL_ROOM: f64 = 118.0;
/// Bands whose tints still can be told apart where they overlap.
const TINTED: usize = 2;

/// Yearly amounts against each other, one panel per perimeter.
#[derive(Debug, Clone)]
pub struct BandsChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// What the amounts measure.
    pub measure: Measure,
    /// One to three perimeters, side by side.
    pub panels: Vec<BandsPanel>,
    /// Whether an amount is a level at the end of its year, and not a flow through it.
    pub at_end: bool,
    /// Instant in years up to which figures are published; shaded.
    pub known_until: Option<f64>,
}

/// The amounts of one perimeter.
#[derive(Debug, Clone)]
pub struct BandsPanel {
    /// Label of the perimeter.
    pub title: String,
    /// One to four amounts.
    pub bands: Vec<Band>,
}

/// One amount through the years.
#[derive(Debug, Clone)]
pub struct Band {
    /// Name at the end of the line.
    pub label: String,
    /// Colour of the line.
    pub paint: Paint,
    /// Consecutive years in order.
    pub years: Vec<FanYear>,
    /// Whether an amount holds for its whole year, as a limit does, and then jumps.
    pub is_stepped: bool,
}

impl BandsChart {
    /// Draws the figure; the unit follows from the largest value.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for an amount that is not finite, for
    /// percentiles that fall and for years that are not consecutive.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        count("panels", self.panels.len(), 3)?;
        for panel in &self.panels {
            check(&panel.bands)?;
        }
        let language = self.heading.language;
        let ranges = self.panels.iter().map(|panel| range(&panel.bands));
        let (low, high) = ranges.fold((0.0, 0.0), |a: (f64, f64), b| (a.0.min(b.0), a.1.max(b.1)));
        let largest = high.max(-low);
        let unit = self.measure.unit_for(largest);
        let is_filled = self.panels.iter().all(|panel| panel.bands.len() <= TINTED);
        let mut sheet = Sheet::open(&self.heading, &language.bands_aid(unit, is_filled))?;
        let ticks = ticks(unit.of(low), unit.of(high), 6);
        let titles: Vec<&str> = self.panels.iter().map(|panel| panel.title.as_str()).collect();
        let panels: Vec<Bands> = self
            .panels
            .iter()
            .map(|panel| Bands {
                bands: &panel.bands,
                known_until: self.known_until,
                at_end: self.at_end,
                unit,
                largest,
                language,
            })
            .collect();
        let right = panels.iter().map(|panel| panel.margins(&ticks).1).fold(0.0, f64::max);
        for (area, panel) in sheet.panels(&titles).iter().zip(&panels) {
            panel.draw(&mut sheet.canvas, area, &ticks, (panel.margins(&ticks).0, right));
        }
        sheet.finish()
    }
}

/// Bands in a panel.
pub(super) struct Bands<'a> {
    pub(super) bands: &'a [Band],
    pub(super) known_until: Option<f64>,
    pub(super) at_end: bool,
    pub(super) unit: Unit,
    /// Largest amount of the figure: it decides on the decimals.
    pub(super) largest: f64,
    pub(super) language: Language,
}

impl Bands<'_> {
    /// Pixels needed left and right of the plot.
    pub(super) fn margins(&self, ticks: &Ticks) -> (f64, f64) {
        let labels = self.bands.iter().flat_map(|band| self.label(band));
        let right = labels.map(|(text, style)| style.width(&text)).fold(0.0, f64::max);
        (labels_width(&tick_labels(ticks, self.language)) + 8.0, right + LABELS_AT)
    }

    fn label(&self, band: &Band) -> Vec<(String, Type)> {
        let Some(last) = band.years.last() else { return Vec::new() };
        let value = self.unit.shown(last.percentiles[3], self.largest, self.language);
        named_value(&band.label, &value, STRONG.painted(band.paint.ink()), LABEL_ROOM)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, area: &Area, ticks: &Ticks, (left, right): (f64, f64)) {
        let years = || self.bands.iter().flat_map(|band| &band.years).map(|year| year.year);
        let (Some(first), Some(last)) = (years().min(), years().max()) else { return };
        let plot = plot_area(area, left, right);
        let span = (f64::from(first), f64::from(last) + 1.0);
        let x = Scale { values: span, pixels: (plot.left, plot.right) };
        let y = Scale { values: ticks.range, pixels: (plot.bottom, plot.top) };
        let off = if self.at_end { 1.0 } else { 0.5 };
        let curve = |band: &Band, place: usize| -> Vec<(f64, f64)> {
            let at = |year: &FanYear, off: f64| {
                (x.at(f64::from(year.year) + off), y.at(self.unit.of(year.percentiles[place])))
            };
            let offs: &[f64] = if band.is_stepped { &[0.0, 1.0] } else { &[off] };
            band.years.iter().flat_map(|year| offs.iter().map(move |off| at(year, *off))).collect()
        };
        history_band(canvas, &plot, &x, self.known_until, self.language);
        value_axis(canvas, &plot, &y, &ticks.values, &tick_labels(ticks, self.language));
        year_axis(canvas, &plot, &x);
        if self.bands.len() <= TINTED {
            for band in self.bands {
                let (low, high) = (curve(band, 1), curve(band, 5));
                canvas.area(high.into_iter().chain(low.into_iter().rev()).collect(), band.paint.tint(0.2));
            }
        }
        for band in self.bands {
            canvas.line(&curve(band, 1), 0.9, band.paint);
            canvas.line(&curve(band, 5), 0.9, band.paint);
        }
        zero_line(canvas, &plot, &y);
        for band in self.bands.iter().rev() {
            canvas.line(&curve(band, 3), 2.6, band.paint);
            if let ([only], true) = (&curve(band, 3)[..], band.years.len() == 1) {
                canvas.dot(*only, 3.4, band.paint);
            }
        }
        let labels: Vec<DirectLabel> = self
            .bands
            .iter()
            .filter_map(|band| {
                let (from, anchor) = *curve(band, 3).last()?;
                Some(DirectLabel { anchor, from: from + 4.0, lines: self.label(band) })
            })
            .collect();
        draw_labels(canvas, &labels, plot.right + LABELS_AT, (plot.top - 7.0, plot.bottom + 7.0));
    }
}

/// Lowest and highest amount within the bands.
pub(super) fn range(bands: &[Band]) -> (f64, f64) {
    let years = bands.iter().flat_map(|band| &band.years);
    years.fold((0.0, 0.0), |(low, high): (f64, f64), year| {
        (low.min(year.percentiles[1]), high.max(year.percentiles[5]))
    })
}

/// Refuses what cannot be drawn.
pub(super) fn check(bands: &[Band]) -> Result<(), PlotError> {
    count("bands", bands.len(), 4)?;
    bands.iter().try_for_each(|band| check_years(&band.label, &band.years))
}

#[cfg(test)]
mod tests;
