//! Waterfall figure: from the unit cost of one generation to that of the next, lever by lever.
//!
//! Costs are an index, the cost compared with being 100; bars begin at zero, steps hang between the levels
//! before and after them. The published target is a line to compare with, never an input.

use super::Figure;
use super::axis::{Area, Scale, Ticks, ticks};
use super::canvas::{Align, Canvas, Type};
use super::error::PlotError;
use super::labels::EN_SPACE;
use super::look::{AXIS, GRID, Heading, INK, LABEL, LEADER, STRONG, Sheet, WHITE, amount, count, share};
use super::paint::{BATTERY, LEVERS, Paint, REALISED, REFERENCE, TARGET};
use crate::analysis::interval::Estimate;
use crate::report::language::Language;
use crate::report::language::number::{fixed, signed};

/// Greatest width of the names at the left, and pixels between them and the bars.
const NAMES: f64 = 240.0;
const NAMES_GAP: f64 = 12.0;
/// Room at the right for the values behind the longest bar.
const VALUES: f64 = 150.0;
/// Height of a panel's title, and free space below a panel, pixels.
const TITLE: f64 = 24.0;
const BELOW: f64 = 26.0;
/// Greatest height of one bar with its share of white.
const ROW: f64 = 52.0;
/// Part of its row that a bar fills.
const BAR: f64 = 0.64;

/// Cost steps of one to three platforms.
#[derive(Debug, Clone)]
pub struct WaterfallChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// One to three comparisons, one above the other.
    pub panels: Vec<WaterfallPanel>,
}

/// The cut of one generation against another. Cuts are shares of the cost compared with; negative when cost
/// rises.
#[derive(Debug, Clone)]
pub struct WaterfallPanel {
    /// Platform.
    pub title: String,
    /// What is compared with, and when: "Generation 1, mid-2023".
    pub from: String,
    /// What is measured, and when: "Generation 2, end of 2028".
    pub to: String,
    /// Mean cut by own levers.
    pub own_levers: f64,
    /// Mean cut in all.
    pub realised: f64,
    /// p10 and p90 of the cut.
    pub spread: (f64, f64),
    /// Published cut, and the share of trials that reach it.
    pub target: Option<(f64, Estimate)>,
}

/// A bar: name, from and to on the index, colour, the text behind it.
struct Row {
    name: String,
    ends: (f64, f64),
    paint: Paint,
    value: String,
}

impl WaterfallChart {
    /// Draws the figure.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size; `Value` for a cut that is not finite or above 1, for
    /// percentiles in the wrong order and a probability outside of 0 to 1.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        self.check()?;
        let language = self.heading.language;
        let mut sheet = Sheet::open(&self.heading, language.levers_aid())?;
        let rows: Vec<[Row; 4]> = self.panels.iter().map(|panel| panel.rows(language)).collect();
        let ends = rows.iter().flatten().flat_map(|row| [row.ends.0, row.ends.1]);
        let high = self.panels.iter().map(|panel| index(panel.spread.0)).chain(ends).fold(100.0, f64::max);
        let ticks = ticks(0.0, high, 5);
        let names = rows.iter().flatten().map(|row| STRONG.width(&STRONG.fit(&row.name, NAMES)));
        let left = names.fold(0.0, f64::max) + NAMES_GAP;
        for area in sheet.panels(&[""]) {
            let x = Scale { values: ticks.range, pixels: (area.left + left, area.right - VALUES) };
            let each = (area.bottom - area.top) / self.panels.len() as f64;
            for (i, (panel, rows)) in self.panels.iter().zip(&rows).enumerate() {
                let top = area.top + i as f64 * each;
                let bottom = (top + each - BELOW).min(top + TITLE + 4.0 * ROW);
                panel.draw(&mut sheet.canvas, &Area { top, bottom, ..area }, &x, &ticks, rows, language);
            }
        }
        sheet.finish()
    }

    fn check(&self) -> Result<(), PlotError> {
        count("panels", self.panels.len(), 3)?;
        for panel in &self.panels {
            let named = |what: &str| format!("{what} of {:?}", panel.title);
            for cut in [panel.own_levers, panel.realised, panel.spread.0, panel.spread.1] {
                amount(|| named("cut"), cut)?;
                if cut > 1.0 {
                    let allowed = "a cut of at most 1";
                    return Err(PlotError::Value { what: named("cut"), value: cut, allowed });
                }
            }
            super::stack::spread(&named("the cut"), panel.spread.0, panel.spread.1)?;
            if let Some((cut, reached)) = panel.target {
                share(|| named("target"), cut)?;
                share(|| named("probability of the target"), reached.value)?;
            }
        }
        Ok(())
    }
}

/// Cost on the index after a cut.
fn index(cut: f64) -> f64 {
    100.0 * (1.0 - cut)
}

impl WaterfallPanel {
    fn rows(&self, language: Language) -> [Row; 4] {
        let (own, all) = (index(self.own_levers), index(self.realised));
        let level = |value: f64| fixed(value, 1, language);
        let step = |from: f64, to: f64| signed(to - from, 1, language);
        let row = |name: &str, ends: (f64, f64), paint, value| Row { name: name.into(), ends, paint, value };
        [
            row(&self.from, (0.0, 100.0), REFERENCE, fixed(100.0, 0, language)),
            row(language.own_levers(), (100.0, own), LEVERS, step(100.0, own)),
            row(language.battery_market(), (own, all), BATTERY, step(own, all)),
            row(&self.to, (0.0, all), REALISED, level(all)),
        ]
    }

    fn draw(
        &self,
        canvas: &mut Canvas,
        area: &Area,
        x: &Scale,
        ticks: &Ticks,
        rows: &[Row; 4],
        language: Language,
    ) {
        let top = area.top + TITLE;
        let height = (area.bottom - top) / 4.0;
        let half = BAR / 2.0 * height;
        let bottom = top + 4.0 * height;
        for &value in &ticks.values {
            let at = x.at(value);
            canvas.line(&[(at, top), (at, bottom)], 0.75, GRID);
            canvas.text(&fixed(value, ticks.decimals, language), (at, bottom + 13.0), Align::Centre, LABEL);
        }
        for (i, row) in rows.iter().enumerate() {
            let middle = top + (i as f64 + 0.5) * height;
            let name = if i % 3 == 0 { STRONG } else { LABEL };
            canvas.text_centred(
                &name.fit(&row.name, NAMES),
                (x.at(0.0) - NAMES_GAP, middle),
                Align::Right,
                name,
            );
            let ends = (x.at(row.ends.0), x.at(row.ends.1));
            canvas.rect((ends.0, middle - half), (ends.1, middle + half), row.paint);
            if i < 3 {
                // The level that this bar leaves is where the next one starts.
                canvas.line(&[(ends.1, middle - half), (ends.1, middle + height + half)], 0.75, LEADER);
            }
        }
        canvas.line(&[(x.at(0.0), top), (x.at(0.0), bottom)], 1.25, AXIS);
        let named_from = self.target(canvas, (area.top + 14.0, top, bottom), x, language);
        let title = STRONG.fit(&self.title, named_from.unwrap_or(area.right) - area.left - 14.0);
        canvas.text(&title, (area.left, area.top + 14.0), Align::Left, STRONG);
        for (i, row) in rows.iter().enumerate() {
            let middle = top + (i as f64 + 0.5) * height;
            let mut right = x.at(row.ends.0).max(x.at(row.ends.1));
            let mut value = row.value.clone();
            if i == 3 {
                let (low, high) = (index(self.spread.1), index(self.spread.0));
                whisker(canvas, middle, half, (x.at(low), x.at(high)));
                right = right.max(x.at(high));
                let ends = (fixed(low, 1, language), fixed(high, 1, language));
                value.push_str(&format!("{EN_SPACE}(p10 {}, p90 {})", ends.0, ends.1));
            }
            let style = STRONG.painted(row.paint.ink());
            let width = style.width(&value);
            // The target line pauses behind a value.
            canvas.rect((right + 4.0, middle - 8.0), (right + 9.0 + width, middle + 8.0), WHITE);
            canvas.text_centred(&value, (right + 6.0, middle), Align::Left, style);
        }
    }

    /// The line of the published target, named above the bars; returns where the name begins.
    fn target(
        &self,
        canvas: &mut Canvas,
        (name, top, bottom): (f64, f64, f64),
        x: &Scale,
        language: Language,
    ) -> Option<f64> {
        let (cut, reached) = self.target?;
        let at = x.at(index(cut));
        canvas.line(&[(at, top - 4.0), (at, bottom)], 1.75, TARGET);
        let text = format!("{}, {}", language.target(cut), language.reached_in(&reached));
        let style: Type = STRONG.painted(TARGET.ink());
        let half = style.width(&text) / 2.0;
        let centre = at.max(x.pixels.0 + half).min(x.pixels.1 + VALUES - half);
        canvas.text(&text, (centre, name), Align::Centre, style);
        Some(centre - half)
    }
}

/// A lying whisker with caps on a white edge.
fn whisker(canvas: &mut Canvas, y: f64, half_bar: f64, (low, high): (f64, f64)) {
    let cap = (half_bar * 0.5).min(6.0);
    for (edge, paint) in [(2.2, WHITE), (0.0, INK)] {
        canvas.line(&[(low, y), (high, y)], 1.4 + edge, paint);
        for end in [low, high] {
            canvas.line(&[(end, y - cap), (end, y + cap)], 1.4 + edge, paint);
        }
    }
}

#[cfg(test)]
mod tests;
