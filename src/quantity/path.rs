//! A value that moves in time: anchors, and what lies between them.

use super::{Period, Timeline};

/// What holds between two anchors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// A straight line.
    #[default]
    Linear,
    /// The earlier anchor, until the next.
    Step,
}

/// Anchors in order of time; flat before the first and after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    anchors: Vec<(f64, f64)>,
    interpolation: Interpolation,
}

impl Path {
    /// A path through (date, value) anchors in rising order of dates; `None` without an anchor or out of
    /// order.
    pub fn new(anchors: Vec<(f64, f64)>, interpolation: Interpolation) -> Option<Path> {
        let rising = anchors.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (!anchors.is_empty() && rising).then_some(Path { anchors, interpolation })
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
            },
            (None, None) => f64::NAN,
        }
    }

    /// Mean over a stretch of time, exact: the path is straight between its anchors.
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        let mut dates = vec![from];
        dates.extend(self.anchors.iter().map(|(t, _)| *t).filter(|t| from < *t && *t < to));
        dates.push(to);
        let area: f64 =
            dates.windows(2).map(|pair| self.at(0.5 * (pair[0] + pair[1])) * (pair[1] - pair[0])).sum();
        // A stretch without an anchor is one straight piece: its midpoint, without rounding by the length.
        if dates.len() == 2 { self.at(0.5 * (from + to)) } else { area / (to - from) }
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
