//! A date that may not be reached, and its summary over trials.

use super::interval::{Estimate, percentile};
use super::moments::Moments;
use super::proportion::{Proportion, Tally};
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;

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

    /// Years after `start`; what lies outside of the reported horizon counts at its ends.
    pub fn restricted(self, start: f64, horizon_end: f64) -> f64 {
        match self {
            Date::BeforeStart => 0.0,
            Date::At(date) => date - start,
            Date::NotByHorizon => horizon_end - start,
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

/// Counts of a date over trials, by calendar quarter and randomisation; memory does not grow with the number of
/// trials.
#[derive(Clone, Debug, PartialEq)]
pub struct DateSummary {
    start: f64,
    horizon_end: f64,
    plan: Plan,
    /// Before the start, in each quarter, not by the horizon.
    counts: Vec<[u64; RANDOMISATIONS]>,
    /// Years after the start, dates outside held at the ends.
    restricted: Moments,
}

impl DateSummary {
    /// No trials yet, for a projection from `start` to `horizon_end` (whole years).
    pub fn new(start: f64, horizon_end: f64, plan: Plan) -> DateSummary {
        let n_quarters = ((horizon_end - start) * 4.0).round() as usize;
        let counts = vec![[0; RANDOMISATIONS]; n_quarters + 2];
        DateSummary { start, horizon_end, plan, counts, restricted: Moments::default() }
    }

    fn n_quarters(&self) -> usize {
        self.counts.len() - 2
    }

    /// Counts the next block of trials, the first of which belongs to the first randomisation. A date on the
    /// last day of a quarter belongs to that quarter.
    pub fn count(&mut self, dates: &[Date]) {
        let n_quarters = self.n_quarters();
        for (trial, date) in dates.iter().enumerate() {
            let class = match date {
                Date::BeforeStart => 0,
                Date::NotByHorizon => n_quarters + 1,
                Date::At(date) => (((date - self.start) * 4.0).ceil() as usize).clamp(1, n_quarters.max(1)),
            };
            self.counts[class][trial % RANDOMISATIONS] += 1;
        }
        let years: Vec<f64> =
            dates.iter().map(|date| date.restricted(self.start, self.horizon_end)).collect();
        self.restricted.add(&years);
    }

    /// Number of trials.
    pub fn n_trials(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Trials in the given classes, with the error of their share under the plan.
    fn proportion(&self, classes: std::ops::Range<usize>) -> Proportion {
        let sum = |counts: &[[u64; RANDOMISATIONS]]| {
            std::array::from_fn(|r| counts.iter().map(|count| count[r]).sum())
        };
        Tally::from_counts(sum(&self.counts[classes]), sum(&self.counts)).proportion(self.plan)
    }

    /// P(date ≤ the given date), at quarter ends.
    pub fn by(&self, date: f64) -> Proportion {
        let quarters = ((date - self.start) * 4.0).round().max(0.0) as usize;
        self.proportion(0..quarters.min(self.n_quarters()) + 1)
    }

    /// Share of trials in which it already held when the projection started.
    pub fn before_start(&self) -> Proportion {
        self.proportion(0..1)
    }

    /// Share of trials in which it is not reached by the end of the horizon.
    pub fn not_by_horizon(&self) -> Proportion {
        self.proportion(self.n_quarters() + 1..self.n_quarters() + 2)
    }

    /// Ends of all quarters of the reported horizon, decimal years.
    pub fn quarter_ends(&self) -> impl Iterator<Item = f64> + '_ {
        (1..=self.n_quarters()).map(|q| self.start + q as f64 / 4.0)
    }

    /// The class that holds the trial of a rank (from 1) when trials are sorted by date.
    fn class_of(&self, rank: u64) -> usize {
        let mut reached = 0;
        let holds = |count: &[u64; RANDOMISATIONS]| {
            reached += count.iter().sum::<u64>();
            reached >= rank
        };
        self.counts.iter().position(holds).unwrap_or(self.counts.len() - 1)
    }

    fn named(&self, class: usize) -> DatePercentile {
        match class {
            0 => DatePercentile::BeforeStart,
            class if class > self.n_quarters() => DatePercentile::NotByHorizon,
            quarter => DatePercentile::InQuarter(self.start + (quarter - 1) as f64 / 4.0),
        }
    }

    /// Class of the `p` quantile: the first by whose end at least the share `p` of trials has reached it.
    fn class_of_percentile(&self, p: f64) -> usize {
        self.class_of(((p * self.n_trials() as f64).ceil() as u64).max(1))
    }

    /// The quarter by whose end the share `p` of trials has reached it.
    pub fn percentile(&self, p: f64) -> DatePercentile {
        self.named(self.class_of_percentile(p))
    }

    /// Quarters between which the true percentile lies with 95 %; an end of the horizon where there are too
    /// few trials to say more.
    pub fn percentile_interval(&self, p: f64) -> (DatePercentile, DatePercentile) {
        let n = self.n_trials();
        let class = self.class_of_percentile(p);
        let below = self.proportion(0..class + 1);
        let (low, high) = percentile::limits(n, p, below, percentile::exact_limits(n, p));
        let at = |place: usize| self.named(self.class_of(place as u64 + 1));
        (low.map_or(DatePercentile::BeforeStart, at), high.map_or(DatePercentile::NotByHorizon, at))
    }

    /// Restricted mean, decimal years: dates outside count at the ends.
    pub fn restricted_mean(&self) -> Estimate {
        let found = self.restricted.estimate(self.plan);
        Estimate {
            value: self.start + found.value,
            low: self.start + found.low,
            high: self.start + found.high,
            ..found
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four_trials() -> DateSummary {
        let mut summary = DateSummary::new(2023.0, 2026.0, Plan::Random);
        summary.count(&[Date::BeforeStart, Date::At(2024.25), Date::At(2024.3), Date::NotByHorizon]);
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
        assert!((four_trials().restricted_mean().value - 2024.3875).abs() < 1e-12);
    }

    #[test]
    fn the_interval_of_a_percentile_is_two_quarters() {
        // 1000 trials, 25 in each of 40 quarters. The median's ranks 469 and 532 lie in quarters 19 and 22.
        let dates: Vec<Date> = (0..1000).map(|i| Date::At(2023.0 + 0.25 * f64::from(i % 40) + 0.1)).collect();
        let of = |plan| {
            let mut summary = DateSummary::new(2023.0, 2033.0, plan);
            dates.chunks(128).for_each(|block| summary.count(block));
            summary
        };
        let quarter = |number: i32| DatePercentile::InQuarter(2023.0 + 0.25 * f64::from(number - 1));
        assert_eq!(of(Plan::Random).percentile(0.5), quarter(20));
        assert_eq!(of(Plan::Random).percentile_interval(0.5), (quarter(19), quarter(22)));
        // Two trials say nothing about a p05: it may lie before the start.
        let mut two = DateSummary::new(2023.0, 2033.0, Plan::Random);
        two.count(&dates[..2]);
        assert_eq!(two.percentile_interval(0.05).0, DatePercentile::BeforeStart);
        // Randomisations that differ widely: every second one is always early, every other always late.
        let mut apart = DateSummary::new(2023.0, 2033.0, Plan::Sobol);
        let split: Vec<Date> = (0..128).map(|i| Date::At(if i % 2 == 0 { 2024.1 } else { 2031.1 })).collect();
        apart.count(&split);
        assert_eq!(apart.percentile_interval(0.5), (quarter(5), quarter(33)));
    }
}
