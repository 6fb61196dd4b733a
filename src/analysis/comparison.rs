//! Paired differences between two scenarios: trial by trial on the same draws, later one minus first.

use rayon::prelude::*;

use super::date::Date;
use super::moments::Moments;
use super::study::WaveObservations;
use super::summary::DateMetric;
use super::{Proportion, observation::QuestionObservation};
use crate::engine::block::Block;
use crate::engine::run::WaveBlock;
use crate::engine::{Scenario, Series, series};
use crate::model::business::Named;

/// How a date moves from the first scenario to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    n_trials: u64,
    /// Both have a date, and the shift rounds to −1 quarter or less.
    pub earlier: u64,
    /// Both have a date and the shift rounds to no quarter; or both lie before the start.
    pub same: u64,
    /// Both have a date, and the shift rounds to +1 quarter or more.
    pub later: u64,
    /// Neither reaches it by the horizon.
    pub both_never: u64,
    /// Only the first scenario reaches it.
    pub only_first: u64,
    /// Only the other scenario reaches it.
    pub only_other: u64,
    /// Shift in years over the trials in which both have a date.
    both_dated: Moments,
    /// Counts of shifts by quarter of a year, from −`reach` to +`reach` years; both dated.
    quarters: Vec<u64>,
    reach: usize,
}

impl Shift {
    /// No trials yet; shifts cannot exceed the length of the horizon in years.
    pub fn new(horizon_years: usize) -> Shift {
        Shift {
            n_trials: 0,
            earlier: 0,
            same: 0,
            later: 0,
            both_never: 0,
            only_first: 0,
            only_other: 0,
            both_dated: Moments::default(),
            quarters: vec![0; 8 * horizon_years + 1],
            reach: horizon_years,
        }
    }

    /// Counts a block of pairs. "Before the start" counts as a date at `start` when the other has one.
    fn count(&mut self, first: &[Date], other: &[Date], start: f64) {
        let mut shifts = Vec::with_capacity(first.len());
        for pair in first.iter().zip(other) {
            self.n_trials += 1;
            let dated = |date: &Date| if let Date::At(at) = date { *at } else { start };
            match pair {
                (Date::NotByHorizon, Date::NotByHorizon) => self.both_never += 1,
                (_, Date::NotByHorizon) => self.only_first += 1,
                (Date::NotByHorizon, _) => self.only_other += 1,
                (a, b) => {
                    let years = dated(b) - dated(a);
                    let quarters = (years * 4.0).round() as i64;
                    match quarters {
                        0 => self.same += 1,
                        quarters if quarters < 0 => self.earlier += 1,
                        _ => self.later += 1,
                    }
                    let place = quarters + 4 * self.reach as i64;
                    let last = self.quarters.len() as i64 - 1;
                    self.quarters[place.clamp(0, last) as usize] += 1;
                    shifts.push(years);
                }
            }
        }
        self.both_dated.add(Moments::of(shifts.iter().copied()));
    }

    /// All classes, each trial in exactly one, with their names in tables.
    pub fn classes(&self) -> [(&'static str, u64); 6] {
        [
            ("earlier", self.earlier),
            ("same", self.same),
            ("later", self.later),
            ("both_never", self.both_never),
            ("only_a", self.only_first),
            ("only_b", self.only_other),
        ]
    }

    /// A count as a share of all trials.
    pub fn share(&self, count: u64) -> Proportion {
        Proportion { count, n_trials: self.n_trials }
    }

    /// Trials in which both have a date.
    pub fn n_both_dated(&self) -> u64 {
        self.both_dated.n()
    }

    /// Mean shift in years and its standard error, over the trials in which both have a date; `None` without
    /// one.
    pub fn mean_years(&self) -> Option<(f64, f64)> {
        (self.both_dated.n() > 0).then(|| (self.both_dated.mean(), self.both_dated.standard_error()))
    }

    /// (shift in years, number of trials) by quarter of a year, from the first to the last that occurs.
    pub fn distribution(&self) -> Vec<(f64, u64)> {
        let middle = 4.0 * self.reach as f64;
        let occurring = |count: &u64| *count > 0;
        let first = self.quarters.iter().position(occurring);
        let last = self.quarters.iter().rposition(occurring);
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        (first..=last).map(|q| ((q as f64 - middle) / 4.0, self.quarters[q])).collect()
    }

    /// Change of the probability of having reached it by the horizon, and its standard error from the pairs.
    pub fn change_of_probability(&self) -> (f64, f64) {
        paired_change(self.only_other, self.only_first, self.n_trials)
    }
}

/// Difference of two paired probabilities: (gained − lost)/n with standard error
/// √(gained + lost − (gained − lost)²/n)/n.
///
/// Source: McNemar (1947), Psychometrika 12(2); the variance of a paired difference of proportions.
pub fn paired_change(gained: u64, lost: u64, n_trials: u64) -> (f64, f64) {
    let (gained, lost, n) = (gained as f64, lost as f64, n_trials as f64);
    let net = gained - lost;
    (net / n, (gained + lost - net * net / n).max(0.0).sqrt() / n)
}

/// How the probability of having reached a date by a quarter changes.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbabilityChange {
    /// End of the quarter, decimal years.
    pub quarter_end: f64,
    /// Trials that reach it by then only in the other scenario, and only in the first.
    pub gained: u64,
    pub lost: u64,
}

impl ProbabilityChange {
    /// Change of the probability and its standard error from the pairs.
    pub fn change(&self, n_trials: u64) -> (f64, f64) {
        paired_change(self.gained, self.lost, n_trials)
    }
}

/// The dates of one perimeter, compared.
#[derive(Clone, Debug)]
pub struct QuestionComparison {
    pub perimeter: Named,
    /// By [`DateMetric::index`].
    pub shifts: Vec<Shift>,
    /// By [`DateMetric::index`], then quarter.
    pub probability_changes: Vec<Vec<ProbabilityChange>>,
    /// Net present value, nominal EUR: mean difference and standard error.
    pub net_present_value: (f64, f64),
    /// Peak funding, nominal EUR: mean difference and standard error.
    pub peak_funding: (f64, f64),
}

/// A yearly series, compared.
#[derive(Clone, Debug)]
pub struct SeriesComparison {
    pub series: Series,
    /// Mean difference and its standard error from the pairs, for each reported year.
    pub years: Vec<(f64, f64)>,
}

/// Paired differences of one scenario with the first.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub n_trials: u64,
    /// Calendar years that both report.
    pub years: Vec<i32>,
    pub questions: Vec<QuestionComparison>,
    /// Series that both scenarios have.
    pub series: Vec<SeriesComparison>,
}

struct QuestionPair {
    perimeter: Named,
    first: usize,
    other: usize,
    shifts: Vec<Shift>,
    probability_changes: Vec<Vec<ProbabilityChange>>,
    net_present_value: Moments,
    peak_funding: Moments,
}

/// Collects paired differences while the waves come in.
pub(super) struct Pairing {
    start: f64,
    /// Series of both, as (series, first column in either).
    series: Vec<(Series, usize, usize)>,
    years: Vec<(usize, usize)>,
    calendar: Vec<i32>,
    moments: Vec<Moments>,
    questions: Vec<QuestionPair>,
}

impl Pairing {
    pub(super) fn new(first: &Scenario, other: &Scenario) -> Pairing {
        let years = |s: &Scenario| s.timeline.reported_years().collect::<Vec<i32>>();
        let (first_years, other_years) = (years(first), years(other));
        // Years that both report, as places in either.
        let shared_years: Vec<(usize, usize)> = first_years
            .iter()
            .enumerate()
            .filter_map(|(a, year)| Some((a, other_years.iter().position(|y| y == year)?)))
            .collect();
        let other_series = series::all(&other.business);
        let series: Vec<(Series, usize, usize)> = series::all(&first.business)
            .into_iter()
            .enumerate()
            .filter_map(|(a, series)| {
                let b = other_series.iter().position(|s| s.key() == series.key())?;
                Some((series, a * first_years.len(), b * other_years.len()))
            })
            .collect();
        let start = f64::from(first.timeline.start.min(other.timeline.start));
        let horizon_end = first.timeline.horizon_end().max(other.timeline.horizon_end());
        let shift = Shift::new((horizon_end - start).ceil() as usize);
        let n_quarters = ((horizon_end - start) * 4.0).round() as usize;
        let quarters: Vec<ProbabilityChange> = (1..=n_quarters)
            .map(|q| ProbabilityChange { quarter_end: start + q as f64 / 4.0, gained: 0, lost: 0 })
            .collect();
        let other_questions = Block::questions(other);
        let questions = Block::questions(first)
            .into_iter()
            .enumerate()
            .filter_map(|(a, p)| {
                let perimeter = &first.business.perimeters[p].name;
                let same = |q: &usize| other.business.perimeters[*q].name.id == perimeter.id;
                let b = other_questions.iter().position(same)?;
                Some(QuestionPair {
                    perimeter: perimeter.clone(),
                    first: a,
                    other: b,
                    shifts: vec![shift.clone(); DateMetric::ALL.len()],
                    probability_changes: vec![quarters.clone(); DateMetric::ALL.len()],
                    net_present_value: Moments::default(),
                    peak_funding: Moments::default(),
                })
            })
            .collect();
        let n = series.len() * shared_years.len();
        let calendar = shared_years.iter().map(|(a, _)| first_years[*a]).collect();
        Pairing {
            start,
            series,
            calendar,
            years: shared_years,
            moments: vec![Moments::default(); n],
            questions,
        }
    }

    pub(super) fn absorb(&mut self, scenario: usize, wave: &[WaveBlock], observed: &WaveObservations) {
        let (series, years) = (&self.series, &self.years);
        let n_years = years.len().max(1);
        self.moments.par_iter_mut().enumerate().for_each(|(m, moments)| {
            let (_, a, b) = &series[m / n_years];
            let (year_a, year_b) = years[m % n_years];
            for block in wave {
                let first = &block.outcomes[0].annual[a + year_a][..block.n_trials];
                let other = &block.outcomes[scenario].annual[b + year_b][..block.n_trials];
                moments.add(Moments::of(first.iter().zip(other).map(|(a, b)| b - a)));
            }
        });
        let start = self.start;
        self.questions.par_iter_mut().for_each(|pair| {
            for block in observed {
                pair.absorb(&block[0][pair.first], &block[scenario][pair.other], start);
            }
        });
    }

    pub(super) fn finish(self, n_trials: u64) -> Comparison {
        let both = |m: &Moments| (m.mean(), m.standard_error());
        let n_years = self.years.len().max(1);
        let years = self.moments.chunks(n_years).map(|years| years.iter().map(both).collect());
        Comparison {
            n_trials,
            years: self.calendar,
            series: self
                .series
                .into_iter()
                .zip(years)
                .map(|((series, _, _), years)| SeriesComparison { series, years })
                .collect(),
            questions: self
                .questions
                .into_iter()
                .map(|pair| QuestionComparison {
                    net_present_value: both(&pair.net_present_value),
                    peak_funding: both(&pair.peak_funding),
                    perimeter: pair.perimeter,
                    shifts: pair.shifts,
                    probability_changes: pair.probability_changes,
                })
                .collect(),
        }
    }
}

impl QuestionPair {
    fn absorb(&mut self, first: &QuestionObservation, other: &QuestionObservation, start: f64) {
        for metric in DateMetric::ALL {
            let m = metric.index();
            let (a, b) = (&first.dates[m], &other.dates[m]);
            self.shifts[m].count(a, b, start);
            for quarter in &mut self.probability_changes[m] {
                let reached = |date: &Date| *date <= Date::At(quarter.quarter_end);
                for (a, b) in a.iter().zip(b) {
                    match (reached(a), reached(b)) {
                        (false, true) => quarter.gained += 1,
                        (true, false) => quarter.lost += 1,
                        _ => {}
                    }
                }
            }
        }
        let difference = |a: &[f64], b: &[f64]| {
            let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
            Moments::of(differences.iter().copied())
        };
        self.net_present_value.add(difference(&first.net_present_value, &other.net_present_value));
        self.peak_funding.add(difference(&first.peak_funding, &other.peak_funding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_falls_into_one_class() {
        use Date::{At, BeforeStart, NotByHorizon};
        let mut shift = Shift::new(13);
        let first = [
            At(2027.0),
            At(2027.0),
            At(2027.0),
            NotByHorizon,
            At(2030.0),
            NotByHorizon,
            BeforeStart,
            BeforeStart,
        ];
        let other = [
            At(2026.0),
            At(2027.01),
            At(2029.0),
            NotByHorizon,
            NotByHorizon,
            At(2035.0),
            BeforeStart,
            At(2024.0),
        ];
        shift.count(&first, &other, 2023.0);
        assert_eq!((shift.earlier, shift.same, shift.later), (1, 2, 2));
        assert_eq!((shift.both_never, shift.only_first, shift.only_other), (1, 1, 1));
        assert_eq!(shift.n_both_dated(), 5);
        // −1, 0.01, 2, 0, 1 years: mean 0.402.
        assert!((shift.mean_years().unwrap().0 - 0.402).abs() < 1e-12);
        assert_eq!(shift.distribution().iter().map(|(_, n)| n).sum::<u64>(), 5);
        assert_eq!(shift.distribution().first(), Some(&(-1.0, 1)));
    }

    #[test]
    fn paired_errors_know_that_most_trials_agree() {
        // 10 gained, 30 lost of 1000: −2 %, variance (40 − 400/1000)/1000² = 3.96e-5.
        let (change, error) = paired_change(10, 30, 1000);
        assert_eq!(change, -0.02);
        assert!((error - 3.96e-5f64.sqrt()).abs() < 1e-12);
        assert_eq!(paired_change(0, 0, 1000), (0.0, 0.0));
    }
}
