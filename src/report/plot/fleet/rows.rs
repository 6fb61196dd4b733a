//! Payments of windows in a panel: a bar from zero with a whisker in each row, the share that meets the target beside it.

use super::super::axis::{Area, Scale, tick_labels, ticks};
use super::super::canvas::{Align, Canvas};
use super::super::look::{AXIS, GRID, INK, LABEL, STRONG, WHITE, plot_area};
use super::super::paint::{NEED, TARGET};
use super::FleetWindow;
use crate::report::language::Language;
use crate::report::language::number::counted;
use crate::report::language::unit::Unit;

/// Part of a row that its bar fills, and its greatest height, pixels.
const BAR: f64 = 0.6;
const HIGHEST: f64 = 26.0;
/// Distance between the plot and the texts beside it, pixels.
const APART: f64 = 10.0;

pub(super) struct Rows<'a> {
    pub(super) windows: &'a [FleetWindow],
    pub(super) unit: Unit,
    /// Largest amount: it decides on the decimals.
    pub(super) largest: f64,
    pub(super) language: Language,
}

impl Rows<'_> {
    pub(super) fn draw(&self, canvas: &mut Canvas, area: &Area) {
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let left = widest(&mut self.windows.iter().map(|window| LABEL.width(&window.label)));
        let shares: Vec<String> =
            self.windows.iter().map(|window| counted(&window.met, self.language)).collect();
        let payment = |window: &FleetWindow| self.unit.shown(window.mean, self.largest, self.language);
        let means: Vec<String> = self.windows.iter().map(payment).collect();
        let heads = [self.language.mean(), self.language.target_met_head()];
        let columns = [&means, &shares].map(|cells| widest(&mut cells.iter().map(|cell| STRONG.width(cell))));
        let [mean_width, met_width] = [0, 1].map(|i| columns[i].max(STRONG.width(heads[i])));
        let plot = plot_area(area, left + APART, mean_width + met_width + 2.5 * APART);
        let met_at = plot.right + APART + mean_width + 1.5 * APART;
        let range = self.windows.iter().fold((0.0, 0.0), |(low, high): (f64, f64), window| {
            (low.min(window.p10).min(window.mean), high.max(window.p90).max(window.mean))
        });
        let ticks = ticks(self.unit.of(range.0), self.unit.of(range.1), 5);
        let x = Scale { values: ticks.range, pixels: (plot.left, plot.right) };
        let at = |amount: f64| x.at(self.unit.of(amount));
        for (value, label) in ticks.values.iter().zip(tick_labels(&ticks, self.language)) {
            canvas.line(&[(x.at(*value), plot.top), (x.at(*value), plot.bottom)], 0.75, GRID);
            canvas.text(&label, (x.at(*value), plot.bottom + 17.0), Align::Centre, LABEL);
        }
        let met_style = STRONG.painted(TARGET.ink());
        let mean_at = plot.right + APART + mean_width;
        canvas.text(heads[0], (mean_at, plot.top - 6.0), Align::Right, STRONG);
        canvas.text(heads[1], (met_at, plot.top - 6.0), Align::Left, met_style);
        let height = (plot.bottom - plot.top) / self.windows.len() as f64;
        let half = (BAR * height).min(HIGHEST) / 2.0;
        for (place, (window, (mean, share))) in self.windows.iter().zip(means.iter().zip(&shares)).enumerate()
        {
            let y = plot.top + (place as f64 + 0.5) * height;
            canvas.text_centred(&window.label, (plot.left - APART, y), Align::Right, LABEL);
            canvas.rect((at(0.0), y - half), (at(window.mean), y + half), NEED);
            whisker(canvas, y, half, (at(window.p10), at(window.p90)), at(window.mean));
            canvas.text_centred(mean, (mean_at, y), Align::Right, STRONG);
            canvas.text_centred(share, (met_at, y), Align::Left, met_style);
        }
        canvas.line(&[(x.at(0.0), plot.top), (x.at(0.0), plot.bottom)], 1.25, AXIS);
    }
}

/// A spread along a row: a dark line with caps on a white edge, and a dot at the mean.
fn whisker(canvas: &mut Canvas, y: f64, half_bar: f64, (low, high): (f64, f64), mean: f64) {
    let cap = (half_bar * 0.4).clamp(2.0, 5.0);
    for (edge, paint) in [(2.2, WHITE), (0.0, INK)] {
        canvas.line(&[(low - edge / 2.0, y), (high + edge / 2.0, y)], 1.4 + edge, paint);
        for end in [low, high] {
            canvas.line(&[(end, y - cap - edge / 2.0), (end, y + cap + edge / 2.0)], 1.4 + edge, paint);
        }
    }
    let radius = (half_bar * 0.45).clamp(2.0, 4.0);
    canvas.dot((mean, y), radius + 1.1, WHITE);
    canvas.dot((mean, y), radius, INK);
}
