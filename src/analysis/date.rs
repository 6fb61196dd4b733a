//! A date that may not be reached, and its summary over trials.

use super::Proportion;

/// When something happens in one trial. Not being reached is a result, at both ends.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Date {
    /// It already holds when the projection starts.
    BeforeStart,
    /// At this date, decimal years.
    At(f64),
    /// Not by the end of the reported horizon.
    NotByHorizon,
}

impl Date {
    /// Censors a date at the end of the reported horizon.
    pub fn censored(self, horizon_end: f64) -> Date {
        match self {
            Date::At(date) if date > horizon_end => Date::NotByHorizon,
            other => other,
        }
    }
}

/// A percentile of dates: a quarter, or one of the two ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DatePercentile {
    BeforeStart,
    /// In the quarter that begins at this date.
    InQuarter(f64),
    NotByHorizon,
}

/// Counts of a date over trials, by calendar quarter; memory does not grow with the number of trials.
#[derive(Clone, Debug, PartialEq)]
pub struct DateSummary {
    start: f64,
    horizon_end: f64,
    before_start: u64,
    by_quarter: Vec<u64>,
    not_by_horizon: u64,
    /// Sum of dates, those outside held at the ends, in years after the start.
    restricted_sum: f64,
    restricted_squares: f64,
}

impl DateSummary {
    /// No trials yet, for a projection from `start` to `horizon_end` (whole years).
    pub fn new(start: f64, horizon_end: f64) -> DateSummary {
        let n_quarters = ((horizon_end - start) * 4.0).round() as usize;
        DateSummary {
            start,
            horizon_end,
            before_start: 0,
            by_quarter: vec![0; n_quarters],
            not_by_horizon: 0,
            restricted_sum: 0.0,
            restricted_squares: 0.0,
        }
    }

    /// Counts one trial. A date on the last day of a quarter belongs to that quarter.
    pub fn count(&mut self, date: Date) {
        let years = match date {
            Date::BeforeStart => {
                self.before_start += 1;
                0.0
            }
            Date::NotByHorizon => {
                self.not_by_horizon += 1;
                self.horizon_end - self.start
            }
            Date::At(date) => {
                let years = date - self.start;
                let quarter = ((years * 4.0).ceil() as usize).saturating_sub(1);
                let last = self.by_quarter.len().saturating_sub(1);
                if let Some(count) = self.by_quarter.get_mut(quarter.min(last)) {
                    *count += 1;
                }
                years
            }
        };
        self.restricted_sum += years;
        self.restricted_squares += years * years;
    }

    /// Number of trials.
    pub fn n_trials(&self) -> u64 {
        self.before_start + self.not_by_horizon + self.by_quarter.iter().sum::<u64>()
    }

    fn proportion(&self, count: u64) -> Proportion {
        Proportion { count, n_trials: self.n_trials() }
    }

    /// P(date ≤ the given date), at quarter ends.
    pub fn by(&self, date: f64) -> Proportion {
        let quarters = (((date - self.start) * 4.0).round().max(0.0) as usize).min(self.by_quarter.len());
        self.proportion(self.before_start + self.by_quarter[..quarters].iter().sum::<u64>())
    }

    /// Share of trials in which it already held when the projection started.
    pub fn before_start(&self) -> Proportion {
        self.proportion(self.before_start)
    }

    /// Share of trials in which it is not reached by the end of the horizon.
    pub fn not_by_horizon(&self) -> Proportion {
        self.proportion(self.not_by_horizon)
    }

    /// Ends of all quarters of the reported horizon, decimal years.
    pub fn quarter_ends(&self) -> impl Iterator<Item = f64> + '_ {
        (1..=self.by_quarter.len()).map(|q| self.start + q as f64 / 4.0)
    }

    /// The quarter by whose end the share `p` of trials has reached it.
    pub fn percentile(&self, p: f64) -> DatePercentile {
        let wanted = p * self.n_trials() as f64;
        let mut reached = self.before_start as f64;
        if reached >= wanted && self.before_start > 0 {
            return DatePercentile::BeforeStart;
        }
        for (quarter, count) in self.by_quarter.iter().enumerate() {
            reached += *count as f64;
            if reached >= wanted && *count > 0 {
                return DatePercentile::InQuarter(self.start + quarter as f64 / 4.0);
            }
        }
        DatePercentile::NotByHorizon
    }

    /// Restricted mean, decimal years, with its standard error: dates outside count at the ends.
    pub fn restricted_mean(&self) -> (f64, f64) {
        let n = self.n_trials() as f64;
        let mean = self.restricted_sum / n;
        let variance = (self.restricted_squares / n - mean * mean).max(0.0);
        (self.start + mean, (variance / n).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four_trials() -> DateSummary {
        let mut summary = DateSummary::new(2023.0, 2026.0);
        for date in [Date::BeforeStart, Date::At(2024.25), Date::At(2024.3), Date::NotByHorizon] {
            summary.count(date);
        }
        summary
    }

    #[test]
    fn unreached_dates_are_shares_not_gaps() {
        let summary = four_trials();
        assert_eq!(summary.n_trials(), 4);
        assert_eq!(summary.by(2024.0).share(), 0.25);
        assert_eq!(summary.by(2024.25).share(), 0.5);
        assert_eq!(summary.by(2026.0).share(), 0.75);
        assert_eq!(summary.not_by_horizon().share(), 0.25);
        assert_eq!(summary.before_start().share(), 0.25);
    }

    #[test]
    fn percentiles_may_lie_beyond_the_ends() {
        let summary = four_trials();
        assert_eq!(summary.percentile(0.1), DatePercentile::BeforeStart);
        assert_eq!(summary.percentile(0.5), DatePercentile::InQuarter(2024.0));
        assert_eq!(summary.percentile(0.75), DatePercentile::InQuarter(2024.25));
        assert_eq!(summary.percentile(0.9), DatePercentile::NotByHorizon);
    }

    #[test]
    fn the_restricted_mean_holds_dates_at_the_ends() {
        // 2023, 2024.25, 2024.3, 2026: mean 2024.3875.
        assert!((four_trials().restricted_mean().0 - 2024.3875).abs() < 1e-12);
    }
}
