//! One perimeter of the shift figure: bars, and what becomes of all trials beside them.

use super::super::axis::{Area, Scale, Ticks, labels_width, ticks, value_axis};
use super::super::canvas::{Align, Canvas, Type};
use super::super::labels::EN_SPACE;
use super::super::look::{AXIS, GRID, INK, LABEL, QUIET, STRONG, WHITE, plot_area};
use super::super::paint::Paint;
use super::{ShiftBin, ShiftPanel};
use crate::report::language::Language;
use crate::report::language::number::{axis_percent, counted, percent, signed};

const EARLIER: Paint = Paint::hex(0x1F7A74);
const SAME: Paint = Paint::hex(0x8C96A0);
const LATER: Paint = Paint::hex(0xCF5C36);
const NEITHER: Paint = Paint::hex(0x3F4A55);

/// A bar with a smaller share does not widen the axis for all others; it is counted at the edge.
const SMALLEST_FOR_RANGE: f64 = 5e-4;
/// Each direction keeps at least this part of the axis, so that its name has room.
const SMALLEST_SIDE: f64 = 0.3;

/// Room under the axis for the line that counts what lies beyond it, pixels.
const FOR_BEYOND: f64 = 13.0;

/// Scales that all panels of the figure have in common.
pub(super) struct CommonScales {
    years: (f64, f64),
    heights: Ticks,
}

impl CommonScales {
    /// Scales that hold all bars worth seeing.
    pub(super) fn new<'a>(bins: impl Iterator<Item = &'a ShiftBin>) -> Self {
        let (mut low, mut high, mut tallest) = (-1.0, 1.0, 0.0_f64);
        for bin in bins.filter(|bin| bin.share >= SMALLEST_FOR_RANGE) {
            (low, high) = (bin.from.min(low), bin.to.max(high));
            tallest = tallest.max(bin.share * 100.0);
        }
        let least = (high - low) * SMALLEST_SIDE / (1.0 - SMALLEST_SIDE);
        let air = (high - low) * 0.03;
        CommonScales {
            years: (low.min(-least) - air, high.max(least) + air),
            heights: ticks(0.0, tallest, 5),
        }
    }
}

/// Draws `panel` inside `area`.
pub(super) fn draw(
    canvas: &mut Canvas,
    area: &Area,
    panel: &ShiftPanel,
    scales: &CommonScales,
    language: Language,
) {
    let column = (area.width() * 0.36).clamp(104.0, 190.0);
    let heights = &scales.heights;
    let shares: Vec<String> =
        heights.values.iter().map(|value| axis_percent(*value, heights.decimals, language)).collect();
    let with_note = Area { bottom: area.bottom - FOR_BEYOND, ..*area };
    let plot = plot_area(&with_note, labels_width(&shares) + 8.0, column + 26.0);
    let x = Scale { values: scales.years, pixels: (plot.left, plot.right) };
    let y = Scale { values: heights.range, pixels: (plot.bottom, plot.top) };

    value_axis(canvas, &plot, &y, &heights.values, &shares);
    directions(canvas, &plot, x.at(0.0), language);
    for bin in panel.bins.iter().filter(|bin| bin.share > 0.0) {
        let middle = f64::midpoint(bin.from, bin.to);
        let is_same = middle.abs() < (bin.to - bin.from) * 1e-6;
        let paint = if is_same { SAME } else { [EARLIER, LATER][usize::from(middle > 0.0)] };
        let (left, right) = (x.at(bin.from), x.at(bin.to));
        let gap = ((right - left) * 0.12).min(1.5);
        canvas.rect((left + gap / 2.0, y.at(bin.share * 100.0)), (right - gap / 2.0, plot.bottom), paint);
    }
    year_shifts(canvas, &plot, &x, language);
    beyond(canvas, &plot, panel, &x, language);
    if panel.bins.iter().all(|bin| bin.share <= 0.0) {
        let text = language.no_pair();
        let text = LABEL.fit(text, plot.width());
        let half = LABEL.width(&text) / 2.0 + 3.0;
        let (centre, middle) = (f64::midpoint(plot.left, plot.right), f64::midpoint(plot.top, plot.bottom));
        canvas.rect((centre - half, middle - 9.0), (centre + half, middle + 9.0), WHITE);
        canvas.text_centred(&text, (centre, middle), Align::Centre, LABEL);
    }
    let list = Area { left: area.right - column, right: area.right, ..plot };
    outcomes(canvas, &list, panel, language);
}

/// The line at zero and the two directions from it.
fn directions(canvas: &mut Canvas, plot: &Area, zero: f64, language: Language) {
    canvas.line(&[(zero, plot.top - 16.0), (zero, plot.bottom + 4.0)], 1.25, INK);
    let (earlier, later) = language.directions();
    let above = plot.top - 7.0;
    canvas.text(earlier, (zero - 6.0, above), Align::Right, LABEL.painted(EARLIER.ink()));
    canvas.text(later, (zero + 6.0, above), Align::Left, LABEL.painted(LATER.ink()));
}

/// The axis of shifts: round years with their sign.
fn year_shifts(canvas: &mut Canvas, plot: &Area, x: &Scale, language: Language) {
    let (low, high) = x.values;
    let fewest = ((plot.width() / 34.0) as usize).clamp(2, 8);
    // A lone zero says nothing about the scale: finer steps until there are three.
    let finer = (fewest..fewest + 6).map(|n_steps| ticks(low, high, n_steps));
    let is_enough =
        |years: &Ticks| years.values.iter().filter(|value| (low..=high).contains(*value)).count() > 2;
    let years = finer.into_iter().find(is_enough).unwrap_or_else(|| ticks(low, high, fewest));
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], 1.25, AXIS);
    let unit = language.years();
    let inside = years.values.iter().filter(|value| (low..=high).contains(*value));
    let last = inside.clone().next_back();
    for value in inside {
        let at = x.at(*value);
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + 4.0)], 0.75, AXIS);
        let text = signed(*value, years.decimals, language);
        canvas.text(&text, (at, plot.bottom + 17.0), Align::Centre, LABEL);
        if Some(value) == last {
            let after = at + LABEL.width(&text) / 2.0;
            canvas.text(&format!("\u{a0}{}", unit), (after, plot.bottom + 17.0), Align::Left, LABEL);
        }
    }
}

/// Counts under the axis what lies beyond its ends.
fn beyond(canvas: &mut Canvas, plot: &Area, panel: &ShiftPanel, x: &Scale, language: Language) {
    let (low, high) = x.values;
    let sum = |share: f64, bin: &ShiftBin| share + bin.share;
    let left = panel.bins.iter().filter(|bin| bin.to <= low).fold(0.0, sum);
    let right = panel.bins.iter().filter(|bin| bin.from >= high).fold(0.0, sum);
    let mut text = String::from(language.beyond());
    if left > 0.0 {
        text.push_str(&format!("{EN_SPACE}← {}", percent(left, language)));
    }
    if right > 0.0 {
        text.push_str(&format!("{EN_SPACE}{} →", percent(right, language)));
    }
    if left > 0.0 || right > 0.0 {
        let at = (f64::midpoint(plot.left, plot.right), plot.bottom + 33.0);
        canvas.text(&text, at, Align::Centre, Type { size: 10.5, ..LABEL });
    }
}

/// Rows of name, share and a small bar that fills the width at 100 %.
fn outcomes(canvas: &mut Canvas, list: &Area, panel: &ShiftPanel, language: Language) {
    let heading = language.share_of_trials();
    canvas.text(&STRONG.fit(heading, list.width()), (list.left, list.top - 7.0), Align::Left, STRONG);
    let names = language.pair_outcomes();
    let paints = [EARLIER, SAME, LATER, EARLIER, LATER, NEITHER];
    let for_shares = STRONG.width("> 99,9 %") + 8.0;
    let step = ((list.bottom - list.top) / 6.0).min(48.0);
    for (i, ((name, found), paint)) in names.iter().zip(panel.shares.in_order()).zip(paints).enumerate() {
        let baseline = list.top + 17.0 + step * i as f64;
        let share = counted(&found, language);
        let value = found.value;
        let (style, ink) = if value > 0.0 { (STRONG, INK) } else { (LABEL, QUIET) };
        canvas.text(&LABEL.fit(name, list.width()), (list.left, baseline), Align::Left, LABEL.painted(ink));
        let middle = baseline + 11.0;
        canvas.text_centred(&share, (list.right, middle), Align::Right, style.painted(ink));
        let (from, to, full) = (middle - 3.0, middle + 3.0, list.width() - for_shares);
        canvas.rect((list.left, from), (list.left + full, to), GRID);
        if value > 0.0 {
            // At least a hair, so that a share that exists shows.
            let filled = (full * value.clamp(0.0, 1.0)).max(1.0);
            canvas.rect((list.left, from), (list.left + filled, to), paint);
        }
    }
}
