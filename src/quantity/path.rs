//! A value that moves in time: anchors, and what lies between them.

use super::{Period, Timeline};
use crate::lanes::{exp, ln};

/// What holds between two anchors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// A straight line.
    #[default]
    Linear,
    /// The earlier anchor, until the next.
    Step,
    /// The same growth rate from anchor to anchor; all values are above zero.
    Log,
}

/// Anchors in order of time; flat before the first and after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    anchors: Vec<(f64, f64)>,
    interpolation: Interpolation,
}

impl Path {
    /// A path through (date, value) anchors in rising order of dates; `None` without an anchor, out of order,
    /// or with a value that has no logarithm where one is needed.
    pub fn new(anchors: Vec<(f64, f64)>, interpolation: Interpolation) -> Option<Path> {
        let rising = anchors.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let fits = interpolation != Interpolation::Log || anchors.iter().all(|(_, value)| *value > 0.0);
        (!anchors.is_empty() && rising && fits).then_some(Path { anchors, interpolation })
    }

    /// Dates of the anchors, in order.
    pub fn dates(&self) -> impl Iterator<Item = f64> + '_ {
        self.anchors.iter().map(|(date, _)| *date)
    }

    /// Value at a date.
    pub fn at(&self, date: f64) -> f64 {
        let after = self.anchors.partition_point(|(t, _)| *t <= date);
        match (after.checked_sub(1).map(|i| self.anchors[i]), self.anchors.get(after)) {
            (Some((_, value)), None) => value,
            (None, Some((_, value))) => *value,
            (Some((t0, v0)), Some((t1, v1))) => match self.interpolation {
                Interpolation::Step => v0,
                Interpolation::Linear => v0 + (v1 - v0) * (date - t0) / (t1 - t0),
                Interpolation::Log => v0 * exp(ln(v1 / v0) * ((date - t0) / (t1 - t0))),
            },
            (None, None) => f64::NAN,
        }
    }

    /// Mean over a stretch of time, exact: each piece between anchors is straight or an exponential.
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        let mut dates = vec![from];
        dates.extend(self.anchors.iter().map(|(t, _)| *t).filter(|t| from < *t && *t < to));
        dates.push(to);
        // A stretch without an anchor is one piece: no rounding by its length.
        if dates.len() == 2 {
            return self.mean_of_piece(from, to);
        }
        let area: f64 =
            dates.windows(2).map(|pair| self.mean_of_piece(pair[0], pair[1]) * (pair[1] - pair[0])).sum();
        area / (to - from)
    }

    /// Mean over a stretch without an anchor inside: the middle of a straight piece, the logarithmic mean
    /// (b − a) / ln(b / a) of an exponential.
    fn mean_of_piece(&self, from: f64, to: f64) -> f64 {
        match self.interpolation {
            Interpolation::Linear | Interpolation::Step => self.at(0.5 * (from + to)),
            Interpolation::Log => logarithmic_mean(self.at(from), self.at(to)),
        }
    }

    /// Value in a period. Up to the end of history each calendar year has one value, that of its middle, so
    /// that annual facts are reproduced exactly; afterwards the mean over the period.
    pub fn in_period(&self, timeline: &Timeline, period: &Period) -> f64 {
        if timeline.is_history(period) {
            self.at(f64::from(period.year) + 0.5)
        } else {
            self.mean(period.start, period.end)
        }
    }
}

/// (b − a) / ln(b / a), which is `a` where both are the same.
fn logarithmic_mean(a: f64, b: f64) -> f64 {
    let x = ln(b / a);
    if x.abs() < 1e-3 {
        // (e^x − 1) / x, its series to x⁴: the difference above would lose digits.
        a * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x / 120.0))))
    } else {
        (b - a) / x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Step;

    fn path(interpolation: Interpolation) -> Path {
        Path::new(vec![(2025.5, 10.0), (2026.5, 20.0)], interpolation).unwrap()
    }

    #[test]
    fn linear_between_anchors_and_flat_outside() {
        let path = path(Interpolation::Linear);
        assert_eq!(path.at(2020.0), 10.0);
        assert_eq!(path.at(2026.0), 15.0);
        assert_eq!(path.at(2030.0), 20.0);
    }

    #[test]
    fn a_step_holds_until_the_next_anchor() {
        let path = path(Interpolation::Step);
        assert_eq!(path.at(2026.49), 10.0);
        assert_eq!(path.at(2026.5), 20.0);
    }

    #[test]
    fn the_mean_over_a_kink_is_exact() {
        // 2026: half a year rising from 15 to 20, half a year at 20.
        assert_eq!(path(Interpolation::Linear).mean(2026.0, 2027.0), 0.5 * 17.5 + 0.5 * 20.0);
        assert_eq!(path(Interpolation::Step).mean(2026.0, 2027.0), 15.0);
    }

    #[test]
    fn a_geometric_path_grows_at_one_rate() {
        // 10 → 20 in a year: 10·√2 half-way; the mean of the doubling is 10 / ln 2 = 14.427.
        let path = path(Interpolation::Log);
        assert_eq!(path.at(2025.5), 10.0);
        assert!((path.at(2026.0) - 10.0 * 2f64.sqrt()).abs() < 1e-14);
        assert!((path.mean(2025.5, 2026.5) - 10.0 / 2f64.ln()).abs() < 1e-14);
        // Half a year from 10·√2 to 20, half a year at 20.
        let rising = (20.0 - 10.0 * 2f64.sqrt()) / (0.5 * 2f64.ln());
        assert!((path.mean(2026.0, 2027.0) - 0.5 * (rising + 20.0)).abs() < 1e-13);
        assert_eq!(path.mean(2030.0, 2031.0), 20.0);
    }

    #[test]
    fn the_mean_of_hardly_any_growth_keeps_its_digits() {
        // (e^x − 1) / x by Taylor: 1 + x/2 + x²/6 + …; on both sides of the change of formula.
        for x in [1e-12, 1e-6, 0.999e-3, 1.001e-3] {
            let exact = 1.0 + x / 2.0 + x * x / 6.0 + x * x * x / 24.0;
            assert!((logarithmic_mean(1.0, f64::exp(x)) - exact).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn a_geometric_path_needs_values_above_zero() {
        assert_eq!(Path::new(vec![(2025.5, 1.0), (2026.5, 0.0)], Interpolation::Log), None);
    }

    #[test]
    fn history_has_one_value_a_year() {
        let timeline = Timeline::new(Step::Quarter, 2025, 2027, 2026.0, [0.25; 4]);
        let path = path(Interpolation::Linear);
        let values: Vec<f64> = timeline.periods[..6].iter().map(|p| path.in_period(&timeline, p)).collect();
        assert_eq!(values, [10.0, 10.0, 10.0, 10.0, 16.25, 18.75]);
    }

    #[test]
    fn anchors_out_of_order_make_no_path() {
        assert_eq!(Path::new(vec![(2026.5, 1.0), (2025.5, 1.0)], Interpolation::Linear), None);
        assert_eq!(Path::new(vec![], Interpolation::Linear), None);
    }
}
