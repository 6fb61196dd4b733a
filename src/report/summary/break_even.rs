//! Probabilities of having broken even by the end of a year, of not getting there, and the median date.

use serde::Serialize;

use crate::analysis::summary::QuestionSummary;
use crate::analysis::{DateMetric, Summary};
use crate::report::fact::{Chance, Name, Quarter};
use crate::report::headline::{self, DATES, Subject};
use crate::report::layout::{paragraph, shortened};
use crate::report::number::points;

/// Of each perimeter that break-even is asked of.
#[derive(Debug, Serialize)]
pub struct BreakEven {
    /// The last reported year.
    pub horizon: i32,
    pub perimeters: Vec<Perimeter>,
}

/// The dates of one perimeter.
#[derive(Debug, Serialize)]
pub struct Perimeter {
    pub perimeter: Name,
    pub dates: Vec<DateFacts>,
}

/// One date.
#[derive(Debug, Serialize)]
pub struct DateFacts {
    /// As in `break_even.csv`.
    pub date: &'static str,
    /// Empty in a projection.
    pub by_end_of: Vec<ByYear>,
    pub not_by_horizon: Option<Chance>,
    pub median: Quarter,
    /// 95 % interval of the median.
    pub median_low: Quarter,
    pub median_high: Quarter,
    #[serde(skip)]
    metric: DateMetric,
}

/// Probability of having reached the date by the end of a year.
#[derive(Debug, Serialize)]
pub struct ByYear {
    pub year: i32,
    #[serde(flatten)]
    pub chance: Chance,
}

impl BreakEven {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> BreakEven {
        let perimeters = summary.questions.iter().map(|question| Perimeter {
            perimeter: Name::from(&question.perimeter),
            dates: DATES.map(|metric| DateFacts::of(subject, question, metric)).into(),
        });
        BreakEven { horizon: subject.scenario.timeline.horizon, perimeters: perimeters.collect() }
    }
}

impl Perimeter {
    pub(in crate::report) fn date(&self, metric: DateMetric) -> Option<&DateFacts> {
        self.dates.iter().find(|date| date.metric == metric)
    }
}

impl DateFacts {
    fn of(subject: &Subject, question: &QuestionSummary, metric: DateMetric) -> DateFacts {
        let timeline = &subject.scenario.timeline;
        let dates = &question.dates[metric.index()];
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
            date: metric.id(),
            by_end_of: by.collect(),
            not_by_horizon: Chance::of(subject, dates.not_by_horizon()),
            median: dates.percentile(0.5).into(),
            median_low: low.into(),
            median_high: high.into(),
            metric,
        }
    }

    pub(super) fn chance_by(&self, year: i32) -> Option<Chance> {
        self.by_end_of.iter().find(|by| by.year == year).map(|by| by.chance)
    }
}

/// A quarter by its name, or the end of the reported years that it lies beyond.
pub(in crate::report) fn date_in(subject: &Subject, quarter: &Quarter) -> String {
    let timeline = &subject.scenario.timeline;
    subject.language.date(quarter.date, timeline.start, timeline.horizon)
}

const LABEL: usize = 14;
const DATE: usize = 10;

/// A table of four years; standard errors below the sustained date, which is the one that is asked.
pub(super) fn text(subject: &Subject, facts: &BreakEven) -> String {
    let (language, timeline) = (subject.language, &subject.scenario.timeline);
    let years = headline::years(timeline);
    let mut text = format!("{}\n", language.break_even_heading());
    let cells = |years: Vec<String>, never: &str, median: &str| {
        let years: String = years.iter().map(|cell| format!("{cell:>8}")).collect();
        format!("{years}{never:>15}{median:>9}").trim_end().to_string() + "\n"
    };
    let heads = years.iter().map(i32::to_string).collect();
    let never = language.never_column(timeline.horizon);
    text.push_str(&format!("{:<1$}", "", LABEL + DATE));
    text.push_str(&cells(heads, &never, language.median()));
    let mut worst: f64 = 0.0;
    for of in &facts.perimeters {
        for (place, date) in of.dates.iter().enumerate() {
            let chances: Vec<Chance> = years.iter().filter_map(|year| date.chance_by(*year)).collect();
            // One that is not known speaks for all: the largest of the others says nothing of it.
            let errors = chances.iter().map(|chance| chance.standard_error);
            worst = errors.fold(worst, |w, e| if w.is_nan() || e <= w { w } else { e });
            let label = if place == 0 { shortened(&of.perimeter.label, LABEL - 1) } else { String::new() };
            text.push_str(&format!("{label:<LABEL$}{:<DATE$}", language.date_name(date.metric)));
            let shares = chances.iter().map(|chance| language.percent(chance.counted)).collect();
            let never = date.not_by_horizon.map(|never| language.percent(never.counted));
            text.push_str(&cells(shares, &never.unwrap_or_default(), &date_in(subject, &date.median)));
            if date.metric == DateMetric::Sustained {
                let error = |chance: &Chance| {
                    let known = chance.standard_error.is_finite();
                    if known { language.number(&points(chance.standard_error)) } else { "-".to_string() }
                };
                let never = date.not_by_horizon.as_ref().map(error).unwrap_or_default();
                text.push_str(&format!("{:<LABEL$}{:<DATE$}", "", language.error_row()));
                text.push_str(&cells(chances.iter().map(error).collect(), &never, ""));
            }
        }
    }
    let meaning = language.dates_meaning(timeline, subject.scenario.programme_start);
    let errors = language.worst_error((worst > 0.0).then(|| points(worst)).as_deref());
    text + &paragraph(&format!("{meaning} {errors}"))
}
