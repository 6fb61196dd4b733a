//! Probabilities of having broken even by the end of a year, of not getting there, and the median date.

use serde::Serialize;

use super::dated::{self, DateFacts, LABEL};
use crate::analysis::summary::QuestionSummary;
use crate::analysis::{DateMetric, Summary};
use crate::report::fact::Name;
use crate::report::headline::{DATES, Subject};
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
    /// In the order of [`DATES`].
    pub dates: Vec<DateFacts>,
}

impl BreakEven {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> BreakEven {
        let dates = |question: &QuestionSummary| {
            DATES.map(|metric| DateFacts::of(subject, metric.id(), &question.dates[metric.index()]))
        };
        let perimeters = summary.questions.iter().map(|question| Perimeter {
            perimeter: Name::from(&question.perimeter),
            dates: dates(question).into(),
        });
        BreakEven { horizon: subject.scenario.timeline.horizon, perimeters: perimeters.collect() }
    }
}

impl Perimeter {
    pub(in crate::report) fn date(&self, metric: DateMetric) -> Option<&DateFacts> {
        self.dates.iter().find(|date| date.date == metric.id())
    }
}

/// Columns of the names of perimeters; those of dates follow.
const NAME: usize = 14;
const DATE: usize = LABEL - NAME;

/// A table of four years; standard errors below the sustained date, which is the one that is asked.
pub(super) fn text(subject: &Subject, facts: &BreakEven) -> String {
    let language = subject.language;
    let mut text = format!("{}\n{}", language.break_even_heading(), dated::heads(subject));
    let mut worst: f64 = 0.0;
    for of in &facts.perimeters {
        for (place, (metric, date)) in DATES.iter().zip(&of.dates).enumerate() {
            // One that is not known speaks for all: the largest of the others says nothing of it.
            let errors = date.chances(subject).into_iter().map(|chance| chance.standard_error);
            worst = errors.fold(worst, |w, e| if w.is_nan() || e <= w { w } else { e });
            let label = if place == 0 { shortened(&of.perimeter.label, NAME - 1) } else { String::new() };
            let label = |name: &str| format!("{label:<NAME$}{name:<DATE$}");
            text.push_str(&dated::shares(subject, &label(language.date_name(*metric)), date));
            if *metric == DateMetric::Sustained {
                text.push_str(&dated::errors(subject, &label(language.error_row()), date));
            }
        }
    }
    let meaning = language.dates_meaning(&subject.scenario.timeline, subject.scenario.programme_start);
    let errors = language.worst_error((worst > 0.0).then(|| points(worst)).as_deref());
    text + &paragraph(&format!("{meaning} {errors}"))
}
