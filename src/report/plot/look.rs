//! The shared look: margins, type sizes, greys, and the sheet that every figure starts from.

use super::axis::{Area, Scale};
use super::canvas::{Align, Canvas, HEIGHT, Type, WIDTH};
use super::error::PlotError;
use super::paint::Paint;
use super::text::{self, Weight};
use crate::report::language::Language;

/// Distance of text and plots from the edge of the figure, pixels.
pub(super) const MARGIN: f64 = 28.0;
const BETWEEN_PANELS: f64 = 34.0;

pub(super) const INK: Paint = Paint::hex(0x17202B);
pub(super) const QUIET: Paint = Paint::hex(0x5A6672);
pub(super) const AXIS: Paint = Paint::hex(0x6F7A85);
pub(super) const GRID: Paint = Paint::hex(0xDDE2E7);
pub(super) const LEADER: Paint = Paint::hex(0xA8B1BA);
pub(super) const HISTORY: Paint = Paint::hex(0xF2F4F6);
pub(super) const WHITE: Paint = Paint::hex(0xFFFFFF);
const ACCENT: Paint = Paint::hex(0x12467B);

pub(super) const LABEL: Type = Type { size: 11.5, weight: Weight::Regular, paint: QUIET };
pub(super) const STRONG: Type = Type { size: 11.5, weight: Weight::SemiBold, paint: INK };
const TITLE: Type = Type { size: 20.0, weight: Weight::SemiBold, paint: INK };
const SUBTITLE: Type = Type { size: 13.0, weight: Weight::Regular, paint: INK };
const CONVENTION: Type = Type { size: 11.5, weight: Weight::Regular, paint: QUIET };
const PANEL_TITLE: Type = Type { size: 13.0, weight: Weight::SemiBold, paint: INK };
const FOOTER: Type = Type { size: 10.0, weight: Weight::Regular, paint: Paint::hex(0x76818C) };

/// Height of one line of a direct label, pixels.
pub(super) const LABEL_LINE: f64 = 14.0;
/// Room above a plot for the word that names the history band.
const HISTORY_STRIP: f64 = 17.0;
/// Room below a plot for the labels of its horizontal axis.
const X_LABELS: f64 = 24.0;
/// Largest amount that an axis shows (EUR); beyond it a figure says nothing.
const LARGEST: f64 = 1e100;

/// What stands above and below every figure.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// Subject of the finding; at most two lines are shown.
    pub title: String,
    /// Scenario, perimeter, nominal or real. May be empty: the figure adds unit and conventions itself.
    pub subtitle: String,
    /// Scenario file, seed, trials, source, version. May be empty.
    pub footer: String,
    /// Language of the words that the figure adds.
    pub language: Language,
}

/// A sheet with title and footer, and what remains of it for the panels.
pub(super) struct Sheet {
    pub(super) canvas: Canvas,
    name: String,
    body: Area,
}

impl Sheet {
    /// Draws title, subtitle, `convention` (unit and reading aid) and footer.
    pub(super) fn open(heading: &Heading, convention: &str) -> Result<Self, PlotError> {
        text::prepare()?;
        let mut canvas = Canvas::default();
        canvas.rect((0.0, 0.0), (WIDTH, HEIGHT), WHITE);
        canvas.rect((MARGIN, 0.0), (MARGIN + 44.0, 6.0), ACCENT);
        let room = WIDTH - 2.0 * MARGIN;
        let mut y = 12.0;
        for (content, style, line_height) in [
            (heading.title.as_str(), TITLE, 25.0),
            (&heading.subtitle, SUBTITLE, 19.0),
            (convention, CONVENTION, 16.0),
        ] {
            for line in style.wrap_evenly(content, room, 2) {
                y += line_height;
                canvas.text(&line, (MARGIN, y), Align::Left, style);
            }
        }
        let lines = FOOTER.wrap(&heading.footer, room, 2);
        let mut bottom = HEIGHT - 13.0;
        for line in lines.iter().rev() {
            canvas.text(line, (MARGIN, bottom), Align::Left, FOOTER);
            bottom -= 13.0;
        }
        let body = Area { left: MARGIN, right: WIDTH - MARGIN, top: y + 14.0, bottom: bottom - 4.0 };
        let name = if heading.title.trim().is_empty() { &heading.subtitle } else { &heading.title };
        Ok(Sheet { canvas, name: name.clone(), body })
    }

    /// One line that says which colour belongs to what, above the panels.
    pub(super) fn key(&mut self, entries: &[(&str, Paint)]) {
        let y = self.body.top + 4.0;
        let room = self.body.right - self.body.left - 44.0 * entries.len() as f64;
        let widths: Vec<f64> = entries.iter().map(|(text, _)| STRONG.width(&text::clean(text))).collect();
        // Long names give way first: all get the greatest width with which the line fits.
        let caps = (0..120).map(|step| 400.0 - 3.0 * f64::from(step));
        let fits = |cap: &f64| widths.iter().map(|width| width.min(*cap)).sum::<f64>() <= room;
        let cap = caps.into_iter().find(fits).unwrap_or(40.0);
        let mut left = self.body.left;
        for (text, paint) in entries {
            let style = STRONG.painted(paint.ink());
            let text = style.fit(text, cap + 0.5);
            self.canvas.line(&[(left, y), (left + 18.0, y)], 3.0, *paint);
            self.canvas.text_centred(&text, (left + 24.0, y), Align::Left, style);
            left += 24.0 + style.width(&text) + 20.0;
        }
        self.body.top += 24.0;
    }

    /// Equal boxes side by side, one per title, below their titles.
    pub(super) fn panels(&mut self, titles: &[&str]) -> Vec<Area> {
        let n = titles.len().max(1) as f64;
        let width = (WIDTH - 2.0 * MARGIN - BETWEEN_PANELS * (n - 1.0)) / n;
        let has_titles = titles.iter().any(|title| !text::clean(title).is_empty());
        let top = self.body.top + if has_titles { 20.0 } else { 0.0 };
        let mut boxes = Vec::with_capacity(titles.len());
        for (i, title) in titles.iter().enumerate() {
            let left = self.body.left + i as f64 * (width + BETWEEN_PANELS);
            let title = PANEL_TITLE.fit(title, width);
            self.canvas.text(&title, (left, top - 6.0), Align::Left, PANEL_TITLE);
            boxes.push(Area { left, right: left + width, top, bottom: self.body.bottom });
        }
        boxes
    }

    pub(super) fn finish(self) -> Result<super::Figure, PlotError> {
        Ok(super::Figure { svg: self.canvas.finish(&self.name)? })
    }
}

/// The part of a panel in which data are drawn, with room for axis labels left and direct labels right.
pub(super) fn plot_area(panel: &Area, left_labels: f64, right_labels: f64) -> Area {
    Area {
        left: panel.left + left_labels,
        right: panel.right - right_labels,
        top: panel.top + HISTORY_STRIP,
        bottom: panel.bottom - X_LABELS,
    }
}

/// Shades what is already known, left of `known_until`, and names it above the plot.
pub(super) fn history_band(
    canvas: &mut Canvas,
    plot: &Area,
    x: &Scale,
    known_until: Option<f64>,
    language: Language,
) {
    let Some(until) = known_until.filter(|until| *until > x.values.0) else { return };
    let right = x.at(until);
    canvas.rect((plot.left, plot.top), (right, plot.bottom), HISTORY);
    let style = Type { size: 10.5, ..LABEL };
    canvas.text(language.history(), (plot.left, plot.top - 6.0), Align::Left, style);
    if right < plot.right - 1.0 {
        canvas.line(&[(right, plot.top), (right, plot.bottom)], 0.75, LEADER);
    }
}

/// Refuses a number that no axis can show.
pub(super) fn amount(what: impl Fn() -> String, value: f64) -> Result<f64, PlotError> {
    if value.abs() <= LARGEST {
        Ok(value)
    } else {
        Err(PlotError::Value { what: what(), value, allowed: "a finite amount" })
    }
}

/// Refuses a number that is not a share; rounding noise at the ends is removed.
pub(super) fn share(what: impl Fn() -> String, value: f64) -> Result<f64, PlotError> {
    if (-1e-9..=1.0 + 1e-9).contains(&value) {
        Ok(value.clamp(0.0, 1.0))
    } else {
        Err(PlotError::Value { what: what(), value, allowed: "a share from 0 to 1" })
    }
}

/// Refuses an empty list and one with more entries than a figure can tell apart.
pub(super) fn count(what: &str, found: usize, allowed: usize) -> Result<(), PlotError> {
    match found {
        0 => Err(PlotError::Empty { what: what.into() }),
        n if n > allowed => Err(PlotError::TooMany { what: what.into(), found, allowed }),
        _ => Ok(()),
    }
}

/// Refuses a year that does not follow the one before, and one that no calendar of ours holds.
pub(super) fn year(what: impl Fn() -> String, first: i32, place: usize, year: i32) -> Result<(), PlotError> {
    let is_next = i64::from(year) == i64::from(first) + place as i64;
    if (1900..=2300).contains(&year) && is_next {
        Ok(())
    } else {
        let allowed = "a year from 1900 to 2300, one after the one before,";
        Err(PlotError::Value { what: what(), value: f64::from(year), allowed })
    }
}
