//! One date: probabilities of having reached it by the end of a year, of not getting there, and the median.

use serde::Serialize;

use crate::analysis::DateSummary;
use crate::report::fact::{Chance, Quarter};
use crate::report::headline::{self, Subject};
use crate::report::number::points;

/// What is known of a date.
#[derive(Debug, Serialize)]
pub struct DateFacts {
    /// As in `break_even.csv`.
    pub date: String,
    /// Empty in a projection.
    pub by_end_of: Vec<ByYear>,
    pub not_by_horizon: Option<Chance>,
    pub median: Quarter,
    /// 95 % interval of the median.
    pub median_low: Quarter,
    pub median_high: Quarter,
}

/// Probability of having reached the date by the end of a year.
#[derive(Debug, Serialize)]
pub struct ByYear {
    pub year: i32,
    #[serde(flatten)]
    pub chance: Chance,
}

impl DateFacts {
    pub(super) fn of(subject: &Subject, date: &str, dates: &DateSummary) -> DateFacts {
        let timeline = &subject.scenario.timeline;
        // The year of the first sentence is among those of the table where the horizon is long enough.
        let mut years = headline::years(timeline);
        let asked = headline::asked_year(timeline);
        if !years.contains(&asked) {
            years.push(asked);
            years.sort_unstable();
        }
        let by = years.into_iter().filter_map(|year| {
            Some(ByYear { year, chance: Chance::of(subject, dates.by(f64::from(year + 1)))? })
        });
        let (low, high) = dates.percentile_interval(0.5);
        DateFacts {
            date: date.to_string(),
            by_end_of: by.collect(),
            not_by_horizon: Chance::of(subject, dates.not_by_horizon()),
            median: dates.percentile(0.5).into(),
            median_low: low.into(),
            median_high: high.into(),
        }
    }

    pub(super) fn chance_by(&self, year: i32) -> Option<Chance> {
        self.by_end_of.iter().find(|by| by.year == year).map(|by| by.chance)
    }

    /// Shares by the years of the table.
    pub(super) fn chances(&self, subject: &Subject) -> Vec<Chance> {
        let years = headline::years(&subject.scenario.timeline);
        years.iter().filter_map(|year| self.chance_by(*year)).collect()
    }
}

/// A quarter by its name, or the end of the reported years that it lies beyond.
pub(in crate::report) fn date_in(subject: &Subject, quarter: &Quarter) -> String {
    let timeline = &subject.scenario.timeline;
    subject.language.date(quarter.date, timeline.start, timeline.horizon)
}

/// Width of what stands before the figures of a date.
pub(super) const LABEL: usize = 24;

/// Heads of a table of dates: the years, the share that does not get there, the median.
pub(super) fn heads(subject: &Subject) -> String {
    let timeline = &subject.scenario.timeline;
    let years = headline::years(timeline).iter().map(i32::to_string).collect();
    cells("", years, &subject.language.never_column(timeline.horizon), subject.language.median())
}

/// Shares by the end of each year, the share that does not get there, the median.
pub(super) fn shares(subject: &Subject, label: &str, date: &DateFacts) -> String {
    let language = subject.language;
    let shares = date.chances(subject).iter().map(|chance| language.percent(chance.counted)).collect();
    let never = date.not_by_horizon.map(|never| language.percent(never.counted));
    cells(label, shares, &never.unwrap_or_default(), &date_in(subject, &date.median))
}

/// The standard errors of those shares, in points.
pub(super) fn errors(subject: &Subject, label: &str, date: &DateFacts) -> String {
    let error = |chance: &Chance| {
        let known = chance.standard_error.is_finite();
        if known { subject.language.number(&points(chance.standard_error)) } else { "-".to_string() }
    };
    let never = date.not_by_horizon.as_ref().map(error).unwrap_or_default();
    cells(label, date.chances(subject).iter().map(error).collect(), &never, "")
}

fn cells(label: &str, years: Vec<String>, never: &str, median: &str) -> String {
    let years: String = years.iter().map(|cell| format!("{cell:>8}")).collect();
    format!("{label:<LABEL$}{years}{never:>15}{median:>9}").trim_end().to_string() + "\n"
}
