//! One perimeter of the shift figure: bars, and what becomes of all trials beside them.

use super::super::axis::{Area, Scale, labels_width, ticks, value_axis};
use super::super::canvas::{Align, Canvas};
use super::super::look::{AXIS, GRID, INK, LABEL, QUIET, STRONG, WHITE, plot_area};
use super::super::number::{percent, signed};
use super::super::paint::Paint;
use super::super::words::Language;
use super::ShiftPanel;

const EARLIER: Paint = Paint::hex(0x1F7A74);
const SAME: Paint = Paint::hex(0x8C96A0);
const LATER: Paint = Paint::hex(0xCF5C36);
const ONLY_ALTERNATIVE: Paint = EARLIER;
const ONLY_BASE: Paint = LATER;
const NEITHER: Paint = Paint::hex(0x3F4A55);

/// Draws `panel` inside `area`; `reach` (years) and `tallest` (share) set scales common to all panels.
pub(super) fn draw(
    canvas: &mut Canvas,
    area: &Area,
    panel: &ShiftPanel,
    reach: f64,
    tallest: f64,
    language: Language,
) {
    let column = (area.width() * 0.36).clamp(104.0, 190.0);
    let heights = ticks(0.0, tallest * 100.0, 5);
    let shares: Vec<String> = heights.values.iter().map(|&value| percent(value / 100.0, language)).collect();
    let plot = plot_area(area, labels_width(&shares) + 8.0, column + 26.0);
    let years = ticks(-reach, reach, if plot.width() > 300.0 { 8 } else { 4 });
    let x = Scale { values: (-reach * 1.04, reach * 1.04), pixels: (plot.left, plot.right) };
    let y = Scale { values: heights.range(), pixels: (plot.bottom, plot.top) };

    value_axis(canvas, &plot, &y, &heights.values, &shares);
    for bin in panel.bins.iter().filter(|bin| bin.share > 0.0) {
        let middle = f64::midpoint(bin.from, bin.to);
        let is_same = middle.abs() < (bin.to - bin.from) * 1e-6;
        let paint = if is_same { SAME } else { [EARLIER, LATER][usize::from(middle > 0.0)] };
        let (left, right) = (x.at(bin.from), x.at(bin.to));
        let gap = ((right - left) * 0.12).min(1.5);
        canvas.rect((left + gap / 2.0, y.at(bin.share * 100.0)), (right - gap / 2.0, plot.bottom), paint);
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], 1.25, AXIS);
    canvas.line(&[(x.at(0.0), plot.top - 2.0), (x.at(0.0), plot.bottom + 4.0)], 1.5, INK);
    for &value in years.values.iter().filter(|value| value.abs() <= reach * 1.04) {
        let at = x.at(value);
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + 4.0)], 0.75, AXIS);
        let text = signed(value, years.decimals, language);
        canvas.text(&text, (at, plot.bottom + 17.0), Align::Centre, LABEL);
    }
    let (earlier, later) = language.pick(("← B earlier", "B later →"), ("← B plus tôt", "B plus tard →"));
    let zero = x.at(0.0);
    let above = plot.top - 6.0;
    canvas.text(earlier, (zero - 7.0, above), Align::Right, LABEL.painted(EARLIER.ink()));
    canvas.text(later, (zero + 7.0, above), Align::Left, LABEL.painted(LATER.ink()));
    if panel.bins.iter().all(|bin| bin.share <= 0.0) {
        let text = language.pick("no trial in which both reach it", "aucun tirage où les deux l’atteignent");
        let text = LABEL.fit(text, plot.width());
        let at = (zero, f64::midpoint(plot.top, plot.bottom));
        canvas.rect((zero - LABEL.width(&text) / 2.0 - 3.0, at.1 - 9.0), (zero + LABEL.width(&text) / 2.0 + 3.0, at.1 + 9.0), WHITE);
        canvas.text_centred(&text, at, Align::Centre, LABEL);
    }
    let list = Area { left: area.right - column, right: area.right, ..plot };
    outcomes(canvas, &list, panel, language);
}

/// Rows of name, share and a small bar that fills the width at 100 %.
fn outcomes(canvas: &mut Canvas, list: &Area, panel: &ShiftPanel, language: Language) {
    let heading = language.pick("Share of all trials", "Part de tous les tirages");
    canvas.text(&STRONG.fit(heading, list.width()), (list.left, list.top - 6.0), Align::Left, STRONG);
    let names = language.pick(
        ["B earlier", "same quarter", "B later", "only B reaches it", "only A reaches it", "neither"],
        ["B plus tôt", "même trimestre", "B plus tard", "seul B l’atteint", "seul A l’atteint", "aucun des deux"],
    );
    let paints = [EARLIER, SAME, LATER, ONLY_ALTERNATIVE, ONLY_BASE, NEITHER];
    let step = ((list.bottom - list.top) / 6.0).min(46.0);
    for (i, ((name, value), paint)) in names.iter().zip(panel.shares.in_order()).zip(paints).enumerate() {
        let top = list.top + 4.0 + step * i as f64;
        let share = percent(value, language);
        let style = if value > 0.0 { STRONG } else { LABEL };
        let name_room = list.width() - STRONG.width(&share) - 8.0;
        let name_paint = if value > 0.0 { INK } else { QUIET };
        let baseline = top + 13.0;
        canvas.text(&LABEL.fit(name, name_room), (list.left, baseline), Align::Left, LABEL.painted(name_paint));
        canvas.text(&share, (list.right, baseline), Align::Right, style.painted(name_paint));
        let (from, to) = (baseline + 5.0, baseline + 10.0);
        canvas.rect((list.left, from), (list.right, to), GRID);
        if value > 0.0 {
            // At least a hair, so that a share that exists shows.
            let filled = (list.width() * value.clamp(0.0, 1.0)).max(1.0);
            canvas.rect((list.left, from), (list.left + filled, to), paint);
        }
    }
}
