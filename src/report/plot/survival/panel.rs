//! One perimeter of the survival figure.

use super::super::axis::{Area, Scale, labels_width, value_axis, year_axis, zero_line};
use super::super::canvas::{Align, Canvas, Type};
use super::super::labels::{DirectLabel, draw_labels};
use super::super::look::{LABEL, STRONG, WHITE, history_band, plot_area};
use super::super::number::percent;
use super::super::words::Language;
use super::{SurvivalChart, SurvivalCurve, SurvivalPanel};

/// Width of a bar for a share that is not reached, or was reached before the start, and the gap beside it.
const BAR: f64 = 8.0;
const BAR_STEP: f64 = 11.0;
/// Half of a 95 % interval in standard errors.
const HALF_INTERVAL: f64 = 1.96;

/// Draws axes, bands, curves, bars and labels of `panel` inside `area`.
pub(super) fn draw(canvas: &mut Canvas, area: &Area, chart: &SurvivalChart, panel: &SurvivalPanel) {
    let language = chart.heading.language;
    let has_emphasis = panel.curves.iter().any(|curve| curve.emphasised);
    let leading: Vec<&SurvivalCurve> =
        panel.curves.iter().filter(|curve| curve.emphasised || !has_emphasis).collect();
    let early: Vec<&SurvivalCurve> =
        leading.iter().copied().filter(|curve| curve.before_start > 0.0).collect();
    let late: Vec<&SurvivalCurve> = leading.iter().copied().filter(|curve| curve.never > 0.0).collect();
    let is_leading = |curve: &SurvivalCurve| curve.emphasised || !has_emphasis;

    let values = [0.0, 0.25, 0.5, 0.75, 1.0];
    let shares: Vec<String> = values.iter().map(|&value| percent(value, language)).collect();
    let early_zone = bars_width(early.len());
    let late_zone = bars_width(late.len());
    let label_room = (area.width() * 0.29).min(150.0);
    let labels = labels(panel, &leading, chart.horizon_end, label_room, language);
    let label_width =
        labels.iter().flat_map(|label| &label.1).map(|(text, style)| style.width(text)).fold(0.0, f64::max);
    let left = labels_width(&shares) + 8.0 + early_zone;
    let plot = plot_area(area, left, late_zone + 12.0 + label_width);
    let x = Scale { values: (chart.start(), chart.horizon_end), pixels: (plot.left, plot.right) };
    let y = Scale { values: (0.0, 1.0), pixels: (plot.bottom, plot.top) };

    history_band(canvas, &plot, &x, chart.known_until, language);
    let grid = Area { left: plot.left - early_zone, right: plot.right + late_zone, ..plot };
    value_axis(canvas, &grid, &y, &values, &shares);
    year_axis(canvas, &plot, &x);
    for curve in &leading {
        canvas.area(band(curve, &x, &y), curve.paint.tint(0.18));
    }
    zero_line(canvas, &plot, &y);
    for curve in panel.curves.iter().filter(|curve| !is_leading(curve)) {
        canvas.line(&steps(curve, &x, &y), 1.6, curve.paint);
    }
    for curve in leading.iter().rev() {
        canvas.line(&steps(curve, &x, &y), 2.6, curve.paint);
    }

    let room = (plot.top - 7.0, plot.bottom + 7.0);
    let labels: Vec<DirectLabel> = labels
        .into_iter()
        .map(|(value, lines)| DirectLabel { anchor: y.at(value), lines })
        .collect();
    draw_labels(canvas, &labels, plot.right + 2.0, plot.right + late_zone + 12.0, room);
    for (i, curve) in late.iter().enumerate() {
        let left = plot.right + 4.0 + i as f64 * BAR_STEP;
        bar(canvas, left, (y.at(1.0), y.at(1.0 - curve.never)), curve);
    }
    for (i, curve) in early.iter().enumerate() {
        let left = plot.left - 2.0 - early_zone + i as f64 * BAR_STEP;
        bar(canvas, left, (y.at(curve.before_start), y.at(0.0)), curve);
    }
    early_labels(canvas, &plot, &x, &y, &early, panel, language);
}

fn bars_width(n: usize) -> f64 {
    if n == 0 { 0.0 } else { n as f64 * BAR_STEP + 1.0 }
}

/// A bar with firm ends: light inside, so that it is not read as a line of the plot.
fn bar(canvas: &mut Canvas, left: f64, (top, bottom): (f64, f64), curve: &SurvivalCurve) {
    let right = left + BAR;
    canvas.rect((left, top), (right, bottom), curve.paint.tint(0.3));
    for end in [top, bottom] {
        canvas.line(&[(left, end), (right, end)], 1.75, curve.paint);
    }
}

/// Corners of the step curve from the start to the horizon's end.
fn corners(curve: &SurvivalCurve, value: impl Fn(f64, f64) -> f64) -> Vec<(f64, f64)> {
    let mut corners = vec![(f64::MIN, value(curve.before_start, 0.0))];
    let mut level = corners[0].1;
    for point in &curve.points {
        corners.push((point.quarter_end, level));
        level = value(point.probability, point.standard_error);
        corners.push((point.quarter_end, level));
    }
    corners.push((f64::MAX, level));
    corners
}

fn steps(curve: &SurvivalCurve, x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> =
        corners(curve, |p, _| p).into_iter().map(|(t, p)| (x.at(t), y.at(p))).collect();
    points.dedup();
    points
}

/// Outline of ±1.96 standard errors around the curve.
fn band(curve: &SurvivalCurve, x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
    let edge = |side: f64| corners(curve, move |p, se| (p + side * HALF_INTERVAL * se).clamp(0.0, 1.0));
    let upper = edge(1.0).into_iter();
    let lower = edge(-1.0).into_iter().rev();
    upper.chain(lower).map(|(t, p)| (x.at(t), y.at(p))).collect()
}

type Lines = Vec<(String, Type)>;

/// What stands at the right: the name of every curve, and the share that is not reached.
fn labels(
    panel: &SurvivalPanel,
    leading: &[&SurvivalCurve],
    horizon_end: f64,
    room: f64,
    language: Language,
) -> Vec<(f64, Lines)> {
    let has_one_bar = leading.len() == 1;
    let mut labels = Vec::new();
    for curve in &panel.curves {
        let is_leading = leading.iter().any(|other| std::ptr::eq(*other, curve));
        let style = if is_leading { STRONG } else { LABEL }.painted(curve.paint.ink());
        let mut lines: Lines =
            style.wrap(&curve.label, room, 2).into_iter().map(|line| (line, style)).collect();
        if is_leading && !has_one_bar {
            lines.extend(not_by(curve, horizon_end, room, language));
        } else {
            append(&mut lines, &percent(reached(curve), language), style, room);
        }
        labels.push((1.0 - curve.never, lines));
    }
    if let ([curve], true) = (leading, has_one_bar) {
        if curve.never > 0.0 {
            labels.push((1.0 - curve.never / 2.0, not_by(curve, horizon_end, room, language)));
        }
    }
    labels
}

/// The share at the curve's end, rounded so that it and the rounded rest make 100 %.
fn reached(curve: &SurvivalCurve) -> f64 {
    let rest = (curve.never * 100.0).round();
    if (1.0..=99.0).contains(&rest) { 1.0 - rest / 100.0 } else { 1.0 - curve.never }
}

fn not_by(curve: &SurvivalCurve, horizon_end: f64, room: f64, language: Language) -> Lines {
    let style = LABEL.painted(curve.paint.ink());
    let text = language.not_by(curve.never, horizon_end);
    style.wrap(&text, room, 2).into_iter().map(|line| (line, style)).collect()
}

/// Adds a short text to the last line if it fits there, else as a line of its own.
fn append(lines: &mut Lines, text: &str, style: Type, room: f64) {
    match lines.last_mut() {
        Some((line, _)) if style.width(&format!("{line}  {text}")) <= room => {
            line.push(' ');
            line.push_str(text);
        }
        _ => lines.push((text.into(), style)),
    }
}

/// Names the shares from before the start, where no curve runs.
fn early_labels(
    canvas: &mut Canvas,
    plot: &Area,
    x: &Scale,
    y: &Scale,
    early: &[&SurvivalCurve],
    panel: &SurvivalPanel,
    language: Language,
) {
    if early.is_empty() {
        return;
    }
    let texts: Vec<String> =
        early.iter().map(|curve| language.before(curve.before_start, x.values.0)).collect();
    let width = texts.iter().map(|text| LABEL.width(text)).fold(0.0, f64::max);
    let (left, height) = (plot.left + 5.0, 14.0 * texts.len() as f64);
    // The curves only rise, so their highest point beside the label is at its right end.
    let beside = panel.curves.iter().map(|curve| {
        let passed = curve.points.iter().filter(|point| x.at(point.quarter_end) <= left + width + 6.0);
        passed.map(|point| point.probability).fold(curve.before_start, f64::max)
    });
    let above = y.at(beside.fold(0.0, f64::max)) - 7.0 - height;
    let below = early.iter().map(|curve| y.at(curve.before_start)).fold(plot.top, f64::max) + 7.0;
    let top = if above >= plot.top + 2.0 { above } else { below.min(plot.bottom - height - 2.0) };
    canvas.rect((left - 2.0, top), (left + width + 2.0, top + height), WHITE);
    for (i, (text, curve)) in texts.iter().zip(early).enumerate() {
        let at = (left, top + 7.0 + 14.0 * i as f64);
        canvas.text_centred(text, at, Align::Left, LABEL.painted(curve.paint.ink()));
    }
}
