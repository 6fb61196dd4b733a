//! Axes: round tick values, a linear scale, years on a line.

use super::canvas::{Align, Canvas};
use super::look::{AXIS, GRID, LABEL, LEADER};
use crate::report::language::Language;
use crate::report::language::number::fixed;

/// A rectangle in pixels; `top` < `bottom`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// A straight line from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// First and last value.
    pub(super) values: (f64, f64),
    /// Where they are on the sheet.
    pub(super) pixels: (f64, f64),
}

impl Scale {
    /// The pixel of a value; values beyond the ends are held at the ends.
    pub(super) fn at(&self, value: f64) -> f64 {
        let (from, to) = self.values;
        let part = if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 };
        self.pixels.0 + part * (self.pixels.1 - self.pixels.0)
    }
}

/// A range of values and the round ones in it that carry a label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// First and last value of the axis: the data, with a little air.
    pub(super) range: (f64, f64),
    pub(super) values: Vec<f64>,
    /// Decimals that tell neighbouring ticks apart.
    pub(super) decimals: usize,
}

/// Part of the extent that stays free beyond the data.
const AIR: f64 = 0.04;

/// An axis from `low` to `high`, zero included, with about `n_steps` round steps.
///
/// A range without extent is shown as 0 to 1.
pub(super) fn ticks(low: f64, high: f64, n_steps: usize) -> Ticks {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let extent = high - low;
    if !(extent > 0.0 && extent.is_finite()) {
        return Ticks { range: (0.0, 1.0), values: vec![0.0, 1.0], decimals: 0 };
    }
    let rough = extent / n_steps.max(1) as f64;
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    // A tick step of 2.5 reads badly on money, so the choice is 1, 2, 5, 10.
    let factor = [1.0, 2.0, 5.0].into_iter().find(|f| f * unit >= rough * 0.999).unwrap_or(10.0);
    let step = factor * unit;
    let air = |end: f64| end + end.signum() * AIR * extent;
    let range = (if low < 0.0 { air(low) } else { 0.0 }, if high > 0.0 { air(high) } else { 0.0 });
    let (first, last) = ((range.0 / step - 1e-9).ceil(), (range.1 / step + 1e-9).floor());
    let n = (last - first).clamp(0.0, 50.0) as usize;
    let decimals = (-(step.log10() + 1e-9).floor()).clamp(0.0, 9.0) as usize;
    Ticks { range, values: (0..=n).map(|i| (first + i as f64) * step).collect(), decimals }
}

/// Width that the labels of a vertical axis need, pixels.
pub(super) fn labels_width(labels: &[String]) -> f64 {
    labels.iter().map(|label| LABEL.width(label)).fold(0.0, f64::max)
}

/// Labels of ticks in the unit of the axis.
pub(super) fn tick_labels(ticks: &Ticks, language: Language) -> Vec<String> {
    ticks.values.iter().map(|&value| fixed(value, ticks.decimals, language)).collect()
}

/// Horizontal grid lines with labels left of the plot; the zero line is left to [`zero_line`].
pub(super) fn value_axis(canvas: &mut Canvas, plot: &Area, scale: &Scale, values: &[f64], labels: &[String]) {
    for (&value, label) in values.iter().zip(labels) {
        let y = scale.at(value);
        canvas.line(&[(plot.left, y), (plot.right, y)], 0.75, GRID);
        canvas.text_centred(label, (plot.left - 8.0, y), Align::Right, LABEL);
    }
}

/// The line at zero, drawn over the data so that it always shows.
pub(super) fn zero_line(canvas: &mut Canvas, plot: &Area, scale: &Scale) {
    let y = scale.at(0.0);
    canvas.line(&[(plot.left, y), (plot.right, y)], 1.25, AXIS);
}

/// Calendar years under the plot: ticks where years begin, labels in the middle of the year.
///
/// # Units and shapes
/// - `scale`: values are instants in years; 2026.0 is 1 January 2026
pub(super) fn year_axis(canvas: &mut Canvas, plot: &Area, scale: &Scale) {
    let (from, to) = scale.values;
    let (first, last) = (from.floor() as i32, (to - 1e-9).floor() as i32);
    let pixels_per_year = plot.width() / (to - from).max(1e-9);
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], 0.75, LEADER);
    let every = years_between_labels(pixels_per_year, LABEL.width("2025"));
    for year in first..=last + 1 {
        let start = f64::from(year);
        let is_shown = start >= from - 1e-9 && start <= to + 1e-9;
        if is_shown && (pixels_per_year > 5.0 || year.rem_euclid(every) == 0) {
            let x = scale.at(start);
            canvas.line(&[(x, plot.bottom), (x, plot.bottom + 4.0)], 0.75, AXIS);
        }
        let middle = start + 0.5;
        let anchor = if every < 5 { first } else { 0 };
        if middle > from && middle < to && (year - anchor).rem_euclid(every) == 0 {
            canvas.text(&year.to_string(), (scale.at(middle), plot.bottom + 17.0), Align::Centre, LABEL);
        }
    }
}

fn years_between_labels(pixels_per_year: f64, label_width: f64) -> i32 {
    let fits = |years: &i32| f64::from(*years) * pixels_per_year >= label_width + 7.0;
    [1, 2, 5, 10, 20].into_iter().find(fits).unwrap_or(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_lie_in_the_range() {
        assert_eq!(ticks(-1.3, 3.4, 5).values, [-1.0, 0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.0, 0.34, 4).values.len(), 4);
        assert_eq!(ticks(0.0, 0.34, 4).decimals, 1);
        assert_eq!(ticks(120.0, 180.0, 4).values, [0.0, 50.0, 100.0, 150.0]);
        assert_eq!(ticks(0.0, 100.0, 5).range, (0.0, 104.0));
    }

    #[test]
    fn degenerate_ranges_have_an_axis() {
        for (low, high) in [(0.0, 0.0), (f64::NAN, f64::NAN), (0.0, f64::INFINITY)] {
            assert_eq!(ticks(low, high, 5).range, (0.0, 1.0));
        }
        for huge in [1e-12, 1e15, 1e60] {
            let ticks = ticks(-huge, huge, 5);
            assert!(ticks.range.0 < -huge && ticks.range.1 > huge);
            assert!((3..12).contains(&ticks.values.len()));
        }
    }

    #[test]
    fn values_beyond_the_scale_stay_on_the_sheet() {
        let scale = Scale { values: (0.0, 10.0), pixels: (100.0, 0.0) };
        assert!((scale.at(5.0) - 50.0).abs() < 1e-12);
        assert!((scale.at(1e300) - 0.0).abs() < 1e-12);
        let flat = Scale { values: (1.0, 1.0), pixels: (0.0, 10.0) };
        assert!((flat.at(1.0) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn year_labels_thin_out() {
        assert_eq!(years_between_labels(40.0, 26.0), 1);
        assert_eq!(years_between_labels(20.0, 26.0), 2);
        assert_eq!(years_between_labels(7.0, 26.0), 5);
    }
}
