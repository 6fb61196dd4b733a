//! Survival figure: by when break-even has been reached, and how often it is not.
//!
//! Curves are steps, straight from the trials: a date is known to the quarter, so nothing is smoothed.
//! The share that does not get there within the horizon is drawn as a bar from the end of the curve to
//! 100 %, and a share that was there before the first quarter as a bar at the left.

mod panel;

use super::Figure;
use super::error::PlotError;
use super::look::{Heading, Sheet, count, plot_area, share};
use super::paint::Paint;
use crate::analysis::interval::Estimate;
use panel::Drawing;

/// Break-even curves, one panel per perimeter.
#[derive(Debug, Clone)]
pub struct SurvivalChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// One to three perimeters, side by side.
    pub panels: Vec<SurvivalPanel>,
    /// End of the last quarter as an instant in years: 2036.0 when the horizon ends with 2035.
    pub horizon_end: f64,
    /// Instant in years up to which figures are published; the time before is shaded.
    pub known_until: Option<f64>,
}

/// The curves of one perimeter.
#[derive(Debug, Clone)]
pub struct SurvivalPanel {
    /// Label of the perimeter.
    pub title: String,
    /// One to four curves: first, sustained and final, or one per scenario. Panels that show the same
    /// scenarios name and colour them alike.
    pub curves: Vec<SurvivalCurve>,
}

/// The probability that a date has been reached, quarter by quarter.
#[derive(Debug, Clone)]
pub struct SurvivalCurve {
    /// Name at the end of the line.
    pub label: String,
    /// Colour of the line.
    pub paint: Paint,
    /// Emphasised curves are thicker, have a band of 95 % intervals and a bar for the share that is not
    /// reached. When no curve is emphasised, all are.
    pub emphasised: bool,
    /// One point per quarter, in order of time; the last one stands at the horizon's end.
    pub points: Vec<SurvivalPoint>,
    /// Share of trials that had reached the date before the first quarter.
    pub before_start: Estimate,
    /// Share of trials that do not reach it: 1 − the last probability.
    pub never: Estimate,
}

/// One step of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalPoint {
    /// End of the quarter as an instant in years: 2027.75 is the end of the third quarter of 2027.
    pub quarter_end: f64,
    /// Share of trials that have reached the date by then, `before_start` included.
    pub probability: f64,
    /// Limits of its 95 % interval.
    pub low: f64,
    pub high: f64,
}

impl SurvivalChart {
    /// Draws the figure.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for a probability outside of 0 to 1, one
    /// that falls with time, or a `never` that is not the complement of the last probability.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        self.check()?;
        let language = self.heading.language;
        let mut sheet = Sheet::open(&self.heading, language.survival_aid())?;
        let titles: Vec<&str> = self.panels.iter().map(|panel| panel.title.as_str()).collect();
        let has_key = self.has_key();
        if has_key {
            sheet.key(&self.key());
        }
        let areas = sheet.panels(&titles);
        let panels: Vec<Drawing> = areas
            .iter()
            .zip(&self.panels)
            .map(|(area, panel)| Drawing::new(self, panel, area.width(), has_key))
            .collect();
        // The same margins in all panels, so that a year is equally wide in each.
        let margins = panels.iter().map(Drawing::margins);
        let (left, right) =
            margins.fold((0.0, 0.0), |all: (f64, f64), own| (all.0.max(own.0), all.1.max(own.1)));
        for (area, panel) in areas.iter().zip(&panels) {
            panel.draw(&mut sheet.canvas, &plot_area(area, left, right));
        }
        sheet.finish()
    }

    /// Start of the first quarter on the figure, in years; the same for all panels.
    fn start(&self) -> f64 {
        let first = self.curves().filter_map(|curve| curve.points.first());
        first.map(|point| point.quarter_end - 0.25).fold(self.horizon_end - 0.25, f64::min)
    }

    /// Three narrow panels have no room for the names of several scenarios in each: a key stands above.
    fn has_key(&self) -> bool {
        self.panels.len() > 2 && self.panels.iter().any(|panel| panel.leading().len() > 1)
    }

    /// Every colour once with its name, in the order of first appearance.
    fn key(&self) -> Vec<(&str, Paint)> {
        let mut entries: Vec<(&str, Paint)> = Vec::new();
        for curve in self.curves() {
            if entries.iter().all(|(_, paint)| *paint != curve.paint) {
                entries.push((curve.label.as_str(), curve.paint));
            }
        }
        entries
    }

    fn curves(&self) -> impl Iterator<Item = &SurvivalCurve> {
        self.panels.iter().flat_map(|panel| &panel.curves)
    }

    fn check(&self) -> Result<(), PlotError> {
        instant(|| "horizon_end".into(), self.horizon_end)?;
        count("panels", self.panels.len(), 3)?;
        for panel in &self.panels {
            count("curves", panel.curves.len(), 4)?;
        }
        for curve in self.curves() {
            count("points", curve.points.len(), 4000)?;
            curve.check()?;
        }
        Ok(())
    }
}

impl SurvivalPanel {
    /// The emphasised curves, or all when none is.
    fn leading(&self) -> Vec<&SurvivalCurve> {
        let has_emphasis = self.curves.iter().any(|curve| curve.emphasised);
        self.curves.iter().filter(|curve| curve.emphasised || !has_emphasis).collect()
    }
}

impl SurvivalCurve {
    fn check(&self) -> Result<(), PlotError> {
        let named = |what: &str| format!("{what} of {:?}", self.label);
        share(|| named("before_start"), self.before_start.value)?;
        share(|| named("never"), self.never.value)?;
        let mut reached = self.before_start.value;
        for point in &self.points {
            instant(|| named("quarter_end"), point.quarter_end)?;
            share(|| named("probability"), point.probability)?;
            share(|| named("lower limit"), point.low)?;
            share(|| named("upper limit"), point.high)?;
            if point.probability < reached - 1e-9 {
                return Err(PlotError::Value {
                    what: named("probability"),
                    value: point.probability,
                    allowed: "a probability that does not fall with time",
                });
            }
            reached = point.probability;
        }
        if (reached + self.never.value - 1.0).abs() > 1e-3 {
            return Err(PlotError::Value {
                what: named("never"),
                value: self.never.value,
                allowed: "the complement of the last probability",
            });
        }
        Ok(())
    }
}

fn instant(what: impl Fn() -> String, value: f64) -> Result<(), PlotError> {
    if (1900.0..=2300.0).contains(&value) {
        Ok(())
    } else {
        Err(PlotError::Value { what: what(), value, allowed: "an instant in years from 1900 to 2300" })
    }
}

#[cfg(test)]
mod tests;
