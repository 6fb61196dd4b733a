//! One perimeter of the survival figure.

use super::super::axis::{Area, Scale, labels_width, value_axis, year_axis, zero_line};
use super::super::canvas::{Align, Canvas, Type};
use super::super::labels::{DirectLabel, append, draw_labels};
use super::super::look::{HISTORY, LABEL, LABEL_LINE, LEADER, STRONG, WHITE, history_band};
use super::{SurvivalChart, SurvivalCurve, SurvivalPanel, SurvivalPoint};
use crate::analysis::interval::Estimate;
use crate::report::language::Language;
use crate::report::language::number::{counted, percent};

/// Width of a bar for a share that is not reached, or was reached before the start, and from bar to bar.
const BAR: f64 = 8.0;
const BAR_STEP: f64 = 11.0;
/// The same where several bars stand in a narrow panel.
const SLIM_BAR: (f64, f64) = (5.0, 7.0);
/// Distance of the direct labels from what stands before them.
const LABELS_AT: f64 = 10.0;
const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

type Lines = Vec<(String, Type)>;

/// A label at the right before it has its place: the share at whose height it wants to stand.
struct EndLabel {
    share: f64,
    lines: Lines,
}

/// A panel with everything decided that does not depend on where the plot stands.
pub(super) struct Drawing<'a> {
    chart: &'a SurvivalChart,
    panel: &'a SurvivalPanel,
    /// Curves with a band and a bar.
    leading: Vec<&'a SurvivalCurve>,
    /// Leading curves with a share before the start.
    early: Vec<&'a SurvivalCurve>,
    /// Leading curves with a share that is not reached.
    late: Vec<&'a SurvivalCurve>,
    has_key: bool,
    bar: (f64, f64),
    labels: Vec<EndLabel>,
    language: Language,
}

impl<'a> Drawing<'a> {
    /// Prepares a panel of `width` pixels; with `has_key` the names stand above the panels.
    pub(super) fn new(chart: &'a SurvivalChart, panel: &'a SurvivalPanel, width: f64, has_key: bool) -> Self {
        let leading = panel.leading();
        let early = leading.iter().copied().filter(|curve| curve.before_start.value > 0.0).collect();
        let late = leading.iter().copied().filter(|curve| curve.never.value > 0.0).collect();
        let bar = if has_key { SLIM_BAR } else { (BAR, BAR_STEP) };
        let language = chart.heading.language;
        let mut drawing =
            Drawing { chart, panel, leading, early, late, has_key, bar, labels: Vec::new(), language };
        drawing.labels = drawing.end_labels((width * 0.335).clamp(104.0, 150.0));
        drawing
    }

    /// Pixels needed left and right of the plot.
    pub(super) fn margins(&self) -> (f64, f64) {
        let shares = labels_width(&SHARES.map(|share| percent(share, self.language)));
        let lines = self.labels.iter().flat_map(|label| &label.lines);
        let names = lines.map(|(text, style)| style.width(text)).fold(0.0, f64::max);
        (shares + 8.0 + self.zone(self.early.len()), self.zone(self.late.len()) + LABELS_AT + names)
    }

    /// Width of the strip in which `n` bars stand.
    fn zone(&self, n: usize) -> f64 {
        if n == 0 { 0.0 } else { n as f64 * self.bar.1 + 3.0 }
    }

    /// Draws axes, bands, curves, bars and labels around `plot`.
    pub(super) fn draw(&self, canvas: &mut Canvas, plot: &Area) {
        let span = (self.chart.start(), self.chart.horizon_end);
        let x = Scale { values: span, pixels: (plot.left, plot.right) };
        let y = Scale { values: (0.0, 1.0), pixels: (plot.bottom, plot.top) };
        let (early_zone, late_zone) = (self.zone(self.early.len()), self.zone(self.late.len()));

        history_band(canvas, plot, &x, self.chart.known_until, self.language);
        let grid = Area { left: plot.left - early_zone, right: plot.right + late_zone, ..*plot };
        let shares = SHARES.map(|share| percent(share, self.language));
        value_axis(canvas, &grid, &y, &SHARES, &shares);
        year_axis(canvas, plot, &x);
        for curve in &self.leading {
            canvas.area(band(curve, &x, &y), curve.paint.tint(0.18));
        }
        zero_line(canvas, plot, &y);
        for curve in self.panel.curves.iter().filter(|curve| !self.is_leading(curve)) {
            canvas.line(&steps(curve, &x, &y), 1.6, curve.paint);
        }
        for curve in self.leading.iter().rev() {
            canvas.line(&steps(curve, &x, &y), if self.has_key { 2.0 } else { 2.6 }, curve.paint);
        }

        let placed = |label: &EndLabel| DirectLabel {
            anchor: y.at(label.share),
            // Bars stand between the curves and the labels, and end where their curve does.
            from: plot.right + late_zone + 1.0,
            lines: label.lines.clone(),
        };
        let labels: Vec<DirectLabel> = self.labels.iter().map(placed).collect();
        let room = (plot.top - 7.0, plot.bottom + 7.0);
        draw_labels(canvas, &labels, plot.right + late_zone + LABELS_AT, room);
        if self.has_key {
            let right = plot.right + late_zone + LABELS_AT + LABEL.width(&percent(0.88, self.language));
            let text = self.language.not_by(self.chart.horizon_end);
            canvas.text(&text, (right, plot.top - 6.0), Align::Right, LABEL);
        }
        for (i, curve) in self.late.iter().enumerate() {
            let left = plot.right + 4.0 + i as f64 * self.bar.1;
            self.bar(canvas, left, (y.at(1.0), y.at(1.0 - curve.never.value)), curve);
        }
        self.early_bars(canvas, plot, &x, &y);
    }

    fn is_leading(&self, curve: &SurvivalCurve) -> bool {
        self.leading.iter().any(|other| std::ptr::eq(*other, curve))
    }

    /// A bar with firm ends: light inside, so that it is not read as a line of the plot.
    fn bar(&self, canvas: &mut Canvas, left: f64, (top, bottom): (f64, f64), curve: &SurvivalCurve) {
        let right = left + self.bar.0;
        canvas.rect((left, top), (right, bottom), curve.paint.tint(0.3));
        for end in [top, bottom] {
            canvas.line(&[(left, end), (right, end)], 1.75, curve.paint);
        }
    }

    /// What stands at the right: the name of every curve, and the share that is not reached.
    fn end_labels(&self, room: f64) -> Vec<EndLabel> {
        let has_one_bar = self.leading.len() == 1;
        let mut labels = Vec::new();
        for curve in &self.panel.curves {
            let is_leading = self.is_leading(curve);
            let style = if is_leading { STRONG } else { LABEL }.painted(curve.paint.ink());
            let name = style.wrap_evenly(&curve.label, room, 2).into_iter();
            let mut lines: Lines = name.map(|line| (line, style)).collect();
            if self.has_key && is_leading {
                lines = vec![(counted(&curve.never, self.language), style)];
            } else if is_leading && !has_one_bar {
                lines.extend(self.share_not_by(curve, room));
            } else {
                append(&mut lines, &counted(&reached(curve), self.language), style, room);
            }
            labels.push(EndLabel { share: 1.0 - curve.never.value, lines });
        }
        if let ([curve], false) = (self.late.as_slice(), self.has_key || !has_one_bar) {
            let lines = self.share_not_by(curve, room);
            labels.push(EndLabel { share: 1.0 - curve.never.value / 2.0, lines });
        }
        labels
    }

    fn share_not_by(&self, curve: &SurvivalCurve, room: f64) -> Lines {
        let style = LABEL.painted(curve.paint.ink());
        let text = self.language.share_not_by(&curve.never, self.chart.horizon_end);
        style.wrap_evenly(&text, room, 2).into_iter().map(|line| (line, style)).collect()
    }

    /// Bars for the shares from before the start, each named on a line of its own above the curves.
    fn early_bars(&self, canvas: &mut Canvas, plot: &Area, x: &Scale, y: &Scale) {
        if self.early.is_empty() {
            return;
        }
        let start = self.chart.start();
        let first = plot.left - self.zone(self.early.len()) - 1.0;
        let name = |curve: &SurvivalCurve| self.language.before(&curve.before_start, start);
        let lefts: Vec<f64> = (0..self.early.len()).map(|i| first + i as f64 * self.bar.1).collect();
        let ends = self.early.iter().zip(&lefts).map(|(curve, left)| left + 5.0 + LABEL.width(&name(curve)));
        let right = ends.fold(0.0, f64::max) + 4.0;
        let height = LABEL_LINE * self.early.len() as f64;
        // The curves only rise, so their highest point beside the names is where the names end.
        let beside = self.panel.curves.iter().map(|curve| {
            let passed = curve.points.iter().filter(|point| x.at(point.quarter_end) <= right);
            passed.map(|point| point.probability).fold(curve.before_start.value, f64::max)
        });
        let top = (y.at(beside.fold(0.0, f64::max)) - 8.0 - height).max(plot.top + 4.0);
        // Grid and history line pause behind the names.
        let known = self.chart.known_until.map_or(plot.left, |until| x.at(until));
        if top > plot.top + 4.0 {
            canvas.rect((first, top), (plot.left, top + height), WHITE);
            canvas.rect((plot.left, top), (known.min(right), top + height), HISTORY);
            canvas.rect((known, top), (right.max(known), top + height), WHITE);
        } else {
            self.early_names_below(canvas, plot, y);
        }
        for (i, (curve, left)) in self.early.iter().zip(&lefts).enumerate() {
            let middle = top + LABEL_LINE * (i as f64 + 0.5);
            self.bar(canvas, *left, (y.at(curve.before_start.value), y.at(0.0)), curve);
            if top <= plot.top + 4.0 {
                continue;
            }
            let centre = left + self.bar.0 / 2.0;
            canvas.line(
                &[(centre, middle + 6.0), (centre, y.at(curve.before_start.value) - 2.0)],
                0.75,
                LEADER,
            );
            let style = LABEL.painted(curve.paint.ink());
            canvas.text_centred(&name(curve), (*left, middle), Align::Left, style);
        }
    }

    /// Where the curves start so high that nothing fits above, the names stand below them.
    fn early_names_below(&self, canvas: &mut Canvas, plot: &Area, y: &Scale) {
        let height = LABEL_LINE * self.early.len() as f64;
        let lowest = self.early.iter().map(|curve| curve.before_start.value).fold(1.0, f64::min);
        let top = (y.at(lowest) + 8.0).min(plot.bottom - height - 4.0);
        for (i, curve) in self.early.iter().enumerate() {
            let name = self.language.before(&curve.before_start, self.chart.start());
            let at = (plot.left + 5.0, top + LABEL_LINE * (i as f64 + 0.5));
            canvas.text_centred(&name, at, Align::Left, LABEL.painted(curve.paint.ink()));
        }
    }
}

/// The share at the curve's end: its text and that of the rest make 100 %, by the rule of all shares.
fn reached(curve: &SurvivalCurve) -> Estimate {
    let never = &curve.never;
    Estimate { value: 1.0 - never.value, low: 1.0 - never.high, high: 1.0 - never.low, ..*never }
}

/// Corners of the step curve from the start to the horizon's end.
fn corners(curve: &SurvivalCurve, before: f64, value: impl Fn(&SurvivalPoint) -> f64) -> Vec<(f64, f64)> {
    let mut level = before;
    let mut corners = vec![(f64::MIN, level)];
    for point in &curve.points {
        corners.push((point.quarter_end, level));
        level = value(point);
        corners.push((point.quarter_end, level));
    }
    corners.push((f64::MAX, level));
    corners
}

fn steps(curve: &SurvivalCurve, x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
    let placed = corners(curve, curve.before_start.value, |point| point.probability).into_iter();
    let mut points: Vec<(f64, f64)> = placed.map(|(t, p)| (x.at(t), y.at(p))).collect();
    points.dedup();
    points
}

/// Outline of the 95 % intervals around the curve: the same as in tables and summary.
fn band(curve: &SurvivalCurve, x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
    let start = &curve.before_start;
    let known = |limit: f64| if limit.is_finite() { limit } else { start.value };
    let upper = corners(curve, known(start.high), |point| point.high).into_iter();
    let lower = corners(curve, known(start.low), |point| point.low).into_iter().rev();
    upper.chain(lower).map(|(t, p)| (x.at(t), y.at(p))).collect()
}
