//! Stacked bars in a panel: parts up and down from zero, whiskers, and a second bar for what they have to cover.

use super::super::axis::{Area, Scale, Ticks, labels_width, tick_labels, value_axis, year_axis, zero_line};
use super::super::canvas::{Align, Canvas, Type};
use super::super::labels::{DirectLabel, EN_SPACE, draw_labels, named_value};
use super::super::look::{INK, LABEL, STRONG, WHITE, history_band, plot_area};
use super::super::paint::Paint;
use super::{StackPart, StackTotal};
use crate::report::language::Language;
use crate::report::language::unit::Unit;
use crate::report::plot::bridge::Balance;

/// Part of a year that its bar fills.
const BAR: f64 = 0.62;
/// Distance of the direct labels from the plot, and their greatest width, pixels.
const LABELS_AT: f64 = 12.0;
const LABEL_ROOM: f64 = 150.0;
/// The same in a panel that shares the figure with another.
const NARROW_ROOM: f64 = 112.0;

/// Stacked bars with everything that does not depend on where they stand.
pub(in super::super) struct Stack<'a> {
    pub(in super::super) years: &'a [i32],
    pub(in super::super) parts: &'a [StackPart],
    /// Spread of the sum; without it there is no whisker and no total.
    pub(in super::super) totals: &'a [StackTotal],
    /// What the parts have to cover, as a second bar.
    pub(in super::super) balance: Option<&'a Balance>,
    /// What is left to cover it with, as a line.
    pub(in super::super) cash: Option<&'a StackPart>,
    pub(in super::super) known_until: Option<f64>,
    pub(in super::super) unit: Unit,
    /// Largest amount of the figure: it decides on the decimals.
    pub(in super::super) largest: f64,
    pub(in super::super) language: Language,
}

impl Stack<'_> {
    /// Lowest and highest amount.
    pub(in super::super) fn range(&self) -> (f64, f64) {
        let stacks = (0..self.years.len()).map(|i| {
            let means = self.parts.iter().map(|part| part.means[i]);
            let (mut down, mut up) =
                means.fold((0.0, 0.0), |(d, u), mean: f64| (d + mean.min(0.0), u + mean.max(0.0)));
            let total = self.totals.get(i).map(|total| [total.p10, total.p90]);
            let balance = self.balance.map(|b| [b.years[i].p10, b.years[i].p90]);
            let cash = self.cash.map(|cash| [cash.means[i]; 2]);
            for value in total.into_iter().chain(balance).chain(cash).flatten() {
                (down, up) = (value.min(down), value.max(up));
            }
            (down, up)
        });
        stacks.fold((0.0, 0.0), |all: (f64, f64), one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// Draws axes, bars, whiskers and labels inside `area`.
    pub(in super::super) fn draw(&self, canvas: &mut Canvas, area: &Area, ticks: &Ticks) {
        let (Some(&first), Some(&last)) = (self.years.first(), self.years.last()) else { return };
        let shown = tick_labels(ticks, self.language);
        let names = self.labels(if self.balance.is_some() { NARROW_ROOM } else { LABEL_ROOM });
        let total = self.total(last);
        let texts = names.iter().flatten().map(|(text, style)| style.width(text));
        let right = texts.fold(STRONG.width(&total), f64::max) + LABELS_AT;
        let plot = plot_area(area, labels_width(&shown) + 8.0, right);
        let span = (f64::from(first), f64::from(last) + 1.0);
        let x = Scale { values: span, pixels: (plot.left, plot.right) };
        let y = Scale { values: ticks.range, pixels: (plot.bottom, plot.top) };
        let year = plot.width() / (span.1 - span.0);
        // Two bars share the year, the stack a little wider than what it covers.
        let (half, off) =
            if self.balance.is_some() { (0.23 * year, -0.21 * year) } else { (BAR / 2.0 * year, 0.0) };

        history_band(canvas, &plot, &x, self.known_until, self.language);
        value_axis(canvas, &plot, &y, &ticks.values, &shown);
        year_axis(canvas, &plot, &x);
        let mut middles = vec![y.at(0.0); self.parts.len()];
        let mut whiskers = Vec::with_capacity(self.years.len());
        for (i, &calendar) in self.years.iter().enumerate() {
            let centre = x.at(f64::from(calendar) + 0.5) + off;
            let sum = self.bar(canvas, (centre, half), i, &y, &mut middles);
            if let Some(total) = self.totals.get(i) {
                whiskers.push((centre, half, total.p10, total.p90, sum));
            }
        }
        let from = x.at(f64::from(last) + 0.5) + off + half + 2.0;
        let mut anchors: Vec<(f64, f64)> = middles.into_iter().map(|middle| (middle, from)).collect();
        if let Some(balance) = self.balance {
            let (half, off) = (0.19 * year, 0.23 * year);
            for (i, spread) in balance.years.iter().enumerate() {
                let centre = x.at(f64::from(self.years[i]) + 0.5) + off;
                let height = (y.at(0.0), y.at(self.unit.of(spread.mean)));
                canvas.rect((centre - half, height.0), (centre + half, height.1), balance.paint);
                whiskers.push((centre, half, spread.p10, spread.p90, spread.mean));
                if i + 1 == balance.years.len() {
                    anchors.push((height.1, centre + half + 2.0));
                }
            }
        }
        zero_line(canvas, &plot, &y);
        for (centre, half, low, high, mean) in whiskers {
            let at = |amount: f64| y.at(self.unit.of(amount));
            whisker(canvas, centre, half, (at(low), at(high)), at(mean));
        }
        if let Some(cash) = self.cash {
            let middles = self.years.iter().map(|year| x.at(f64::from(*year) + 0.5));
            let line: Vec<(f64, f64)> =
                middles.zip(&cash.means).map(|(x, mean)| (x, y.at(self.unit.of(*mean)))).collect();
            canvas.line(&line, 5.0, WHITE);
            canvas.line(&line, 2.6, cash.paint);
            if let [only] = line[..] {
                canvas.dot(only, 3.4, cash.paint);
            }
            anchors.extend(line.last().map(|(x, y)| (*y, x + 4.0)));
        }
        let labels: Vec<DirectLabel> = names
            .into_iter()
            .zip(anchors)
            .map(|(lines, (anchor, from))| DirectLabel { anchor, from, lines })
            .collect();
        canvas.text(&total, (plot.right + LABELS_AT, plot.top - 5.0), Align::Left, STRONG);
        draw_labels(canvas, &labels, plot.right + LABELS_AT, (plot.top + 2.0, plot.bottom + 7.0));
    }

    /// The stacked bar of one year; returns its sum, and where the middle of each part is.
    fn bar(
        &self,
        canvas: &mut Canvas,
        (centre, half): (f64, f64),
        i: usize,
        y: &Scale,
        middles: &mut [f64],
    ) -> f64 {
        let (mut up, mut down) = (0.0, 0.0);
        for (part, middle) in self.parts.iter().zip(middles) {
            let mean = part.means[i];
            let base = if mean >= 0.0 { &mut up } else { &mut down };
            let (from, to) = (y.at(self.unit.of(*base)), y.at(self.unit.of(*base + mean)));
            *base += mean;
            *middle = f64::midpoint(from, to);
            canvas.rect((centre - half, from), (centre + half, to), part.paint);
            // A hairline of white keeps neighbours apart for readers who do not see the colours.
            if (from - to).abs() > 3.0 {
                canvas.line(&[(centre - half, to), (centre + half, to)], 0.75, WHITE);
            }
        }
        up + down
    }

    /// What the values of the labels are of: the last year, with the total where its spread is known.
    fn total(&self, last: i32) -> String {
        if self.balance.is_some() {
            return format!("{last}");
        }
        let mean: f64 = self.parts.iter().filter_map(|part| part.means.last()).sum();
        format!(
            "{}{EN_SPACE}{}",
            self.language.total_of(last),
            self.unit.shown(mean, self.largest, self.language)
        )
    }

    /// Name and last value of each part, then of what they cover, then of the line; a part that is zero in every year has none.
    fn labels(&self, room: f64) -> Vec<Vec<(String, Type)>> {
        let is_zero = |part: &StackPart| part.means.iter().all(|&mean| mean == 0.0);
        if self.parts.iter().all(is_zero) && self.balance.is_none() {
            // Without any bar, one line says that this is the result and not a fault.
            return vec![vec![(self.language.all_zero().into(), LABEL)]];
        }
        let label = |name: &str, paint: Paint, value: f64| {
            let value = self.unit.shown(value, self.largest, self.language);
            named_value(name, &value, STRONG.painted(paint.ink()), room)
        };
        let part = |part: &StackPart| {
            let last = part.means.last().copied().unwrap_or_default();
            if is_zero(part) { Vec::new() } else { label(&part.label, part.paint, last) }
        };
        let mut labels: Vec<Vec<(String, Type)>> = self.parts.iter().map(part).collect();
        if let Some((balance, last)) = self.balance.and_then(|b| Some((b, b.years.last()?))) {
            labels.push(label(&balance.label, balance.paint, last.mean));
        }
        if let Some((cash, last)) = self.cash.and_then(|cash| Some((cash, cash.means.last()?))) {
            labels.push(label(&cash.label, cash.paint, *last));
        }
        labels
    }
}

/// A spread: a dark line with caps on a white edge, and a dot at the mean.
pub(in super::super) fn whisker(
    canvas: &mut Canvas,
    x: f64,
    half_bar: f64,
    (low, high): (f64, f64),
    mean: f64,
) {
    let cap = (half_bar * 0.4).clamp(2.0, 5.0);
    for (edge, paint) in [(2.2, WHITE), (0.0, INK)] {
        canvas.line(&[(x, low + edge / 2.0), (x, high - edge / 2.0)], 1.4 + edge, paint);
        for end in [low, high] {
            canvas.line(&[(x - cap - edge / 2.0, end), (x + cap + edge / 2.0, end)], 1.4 + edge, paint);
        }
    }
    let radius = (half_bar * 0.45).clamp(2.0, 4.0);
    canvas.dot((x, mean), radius + 1.1, WHITE);
    canvas.dot((x, mean), radius, INK);
}
