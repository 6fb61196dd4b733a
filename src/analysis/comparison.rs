//! Paired differences between two scenarios: trial by trial on the same draws, later one minus first.

use super::date::Date;
use super::indicator::Indicator;
use super::interval::Estimate;
use super::interval::change::PairedTally;
use super::moments::Moments;
use super::proportion::{Proportion, Tally};
use crate::engine::Series;
use crate::model::business::Named;
use crate::sampling::Plan;

/// Where a pair of dates falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftClass {
    /// Both have a date, and the shift rounds to −1 quarter or less.
    Earlier,
    /// Both have a date and the shift rounds to no quarter; or both lie before the start.
    Same,
    /// Both have a date, and the shift rounds to +1 quarter or more.
    Later,
    /// Neither reaches it by the horizon.
    BothNever,
    /// Only the first scenario reaches it.
    OnlyFirst,
    /// Only the other scenario reaches it.
    OnlyOther,
}

impl ShiftClass {
    /// All of them, in the order of tables.
    pub const ALL: [ShiftClass; 6] = [
        ShiftClass::Earlier,
        ShiftClass::Same,
        ShiftClass::Later,
        ShiftClass::BothNever,
        ShiftClass::OnlyFirst,
        ShiftClass::OnlyOther,
    ];

    /// Name in tables.
    pub fn id(self) -> &'static str {
        ["earlier", "same", "later", "both_never", "only_a", "only_b"][self as usize]
    }
}

/// How a date moves from the first scenario to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    plan: Plan,
    /// Each trial is in exactly one class.
    classes: [Tally; 6],
    /// Shift in years; NaN unless both have a date.
    both_dated: Moments,
    /// Shift in years of the restricted dates, those outside of the reported years held at its ends.
    restricted: Moments,
    /// Counts of shifts by quarter of a year, from −`reach` to +`reach` years; both dated.
    quarters: Vec<u64>,
    reach: usize,
}

impl Shift {
    /// No trials yet; shifts cannot exceed the length of the horizon in years.
    pub fn new(horizon_years: usize, plan: Plan) -> Shift {
        Shift {
            plan,
            classes: [Tally::default(); 6],
            both_dated: Moments::default(),
            restricted: Moments::default(),
            quarters: vec![0; 8 * horizon_years + 1],
            reach: horizon_years,
        }
    }

    /// Counts a block of pairs. "Before the start" counts as a date at `start` when the other has one.
    pub(super) fn count(&mut self, first: &[Date], other: &[Date], start: f64, horizon_ends: (f64, f64)) {
        let dated = |date: &Date| if let Date::At(at) = date { *at } else { start };
        let (mut shifts, mut restricted) = (Vec::new(), Vec::new());
        for (trial, (a, b)) in first.iter().zip(other).enumerate() {
            let years = dated(b) - dated(a);
            let quarters = (years * 4.0).round() as i64;
            let class = match (a, b) {
                (Date::NotByHorizon, Date::NotByHorizon) => ShiftClass::BothNever,
                (_, Date::NotByHorizon) => ShiftClass::OnlyFirst,
                (Date::NotByHorizon, _) => ShiftClass::OnlyOther,
                _ if quarters < 0 => ShiftClass::Earlier,
                _ if quarters > 0 => ShiftClass::Later,
                _ => ShiftClass::Same,
            };
            for (of, tally) in ShiftClass::ALL.iter().zip(&mut self.classes) {
                tally.count(trial, *of == class);
            }
            let both = matches!(class, ShiftClass::Earlier | ShiftClass::Same | ShiftClass::Later);
            if both {
                let place = quarters + 4 * self.reach as i64;
                let last = self.quarters.len() as i64 - 1;
                self.quarters[place.clamp(0, last) as usize] += 1;
            }
            shifts.push(if both { years } else { f64::NAN });
            restricted.push(b.restricted(start, horizon_ends.1) - a.restricted(start, horizon_ends.0));
        }
        self.both_dated.add(&shifts);
        self.restricted.add(&restricted);
    }

    /// Share of all trials in a class.
    pub fn share(&self, class: ShiftClass) -> Proportion {
        self.classes[class as usize].proportion(self.plan)
    }

    /// Trials in which both have a date.
    pub fn n_both_dated(&self) -> u64 {
        self.both_dated.n()
    }

    /// Mean shift in years over the trials in which both have a date; `None` without one.
    pub fn mean_years(&self) -> Option<Estimate> {
        (self.both_dated.n() > 0).then(|| self.both_dated.estimate(self.plan))
    }

    /// Mean shift in years of the restricted date over all trials.
    pub fn restricted_mean_years(&self) -> Estimate {
        self.restricted.estimate(self.plan)
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
}

/// How the probability of having reached a date by a quarter changes.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbabilityChange {
    /// End of the quarter, decimal years.
    pub quarter_end: f64,
    /// Trials that reach it by then only in one of the two.
    pub tally: PairedTally,
    pub(super) plan: Plan,
}

impl ProbabilityChange {
    /// Change of the probability, from the pairs.
    pub fn change(&self) -> Estimate {
        self.tally.estimate(self.plan)
    }
}

/// The dates of one perimeter, compared.
#[derive(Clone, Debug)]
pub struct QuestionComparison {
    pub perimeter: Named,
    /// By [`super::DateMetric::index`].
    pub shifts: Vec<Shift>,
    /// By [`super::DateMetric::index`], then quarter.
    pub probability_changes: Vec<Vec<ProbabilityChange>>,
    /// Mean differences of values, by [`Value`].
    pub values: [ValueDifference; 3],
}

/// A value of each perimeter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Net present value, nominal EUR.
    NetPresentValue,
    /// Peak funding, nominal EUR.
    PeakFunding,
    /// Internal rate of return per year, over the trials with exactly one in both.
    InternalRate,
}

impl Value {
    /// All of them, in the order of tables.
    pub const ALL: [Value; 3] = [Value::NetPresentValue, Value::PeakFunding, Value::InternalRate];
}

/// Mean difference of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueDifference {
    pub mean: Estimate,
    /// Pairs that have the value in both.
    pub n_pairs: u64,
}

/// The realised cut of one generation, compared.
#[derive(Clone, Debug)]
pub struct CutComparison {
    /// `platform.generation`, and when it is measured.
    pub name: String,
    pub label: String,
    pub measured_at: f64,
    /// Share of the cost it is compared with.
    pub realised: Estimate,
    /// Change of the probability that the target is reached, where both have the same.
    pub target_reached: Option<(f64, Estimate)>,
}

/// A yearly series, compared.
#[derive(Clone, Debug)]
pub struct SeriesComparison {
    pub series: Series,
    /// Mean difference for each reported year.
    pub years: Vec<Estimate>,
}

/// A further figure, compared.
#[derive(Clone, Debug)]
pub struct ValueComparison {
    pub indicator: Indicator,
    pub mean: Estimate,
    /// Pairs that have the figure in both.
    pub n_pairs: u64,
}

/// A share of trials, compared.
#[derive(Clone, Debug)]
pub struct ShareComparison {
    pub indicator: Indicator,
    pub change: Estimate,
}

/// A further date, compared.
#[derive(Clone, Debug)]
pub struct DateComparison {
    pub indicator: Indicator,
    pub shift: Shift,
    pub probability_changes: Vec<ProbabilityChange>,
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
    /// Cost cuts that both scenarios measure.
    pub cost_cuts: Vec<CutComparison>,
    /// Further figures that both scenarios have.
    pub values: Vec<ValueComparison>,
    pub shares: Vec<ShareComparison>,
    pub dates: Vec<DateComparison>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_falls_into_one_class() {
        use Date::{At, BeforeStart, NotByHorizon};
        let mut shift = Shift::new(13, Plan::Random);
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
        shift.count(&first, &other, 2023.0, (2036.0, 2036.0));
        let counts = ShiftClass::ALL.map(|class| shift.share(class).count);
        // Earlier, same, later, neither, only the first, only the other.
        assert_eq!(counts, [1, 2, 2, 1, 1, 1]);
        assert_eq!(shift.n_both_dated(), 5);
        // −1, 0.01, 2, 0, 1 years: mean 0.402.
        assert!((shift.mean_years().unwrap().value - 0.402).abs() < 1e-12);
        // Held at the ends, 2023 and 2036: also 6 later, −1 earlier, and nothing where neither does.
        assert!((shift.restricted_mean_years().value - (2.01 + 6.0 - 1.0) / 8.0).abs() < 1e-12);
        assert_eq!(shift.distribution().iter().map(|(_, n)| n).sum::<u64>(), 5);
        assert_eq!(shift.distribution().first(), Some(&(-1.0, 1)));
    }
}
