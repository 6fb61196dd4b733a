//! The summary of a comparison: what moves between two scenarios on the same draws, in 80 columns.

use super::headline::{self, DATES, Subject};
use super::layout::{paragraph, row};
use super::number::{grouped, percent, points, rounded};
use crate::analysis::comparison::{QuestionComparison, ShiftClass, Value};
use crate::analysis::interval::Estimate;
use crate::analysis::{Comparison, DateMetric, Summary};
use crate::engine::Metric;
use crate::quantity::money::to_eur_m;

const LABEL: usize = 16;
const CELL: usize = 16;

/// The whole text: one part for each scenario after the first.
pub fn text(subjects: &[Subject], summaries: &[Summary], comparisons: &[Comparison]) -> String {
    let (base, base_summary) = (&subjects[0], &summaries[0]);
    let mut text = String::new();
    for (place, comparison) in comparisons.iter().enumerate() {
        let (other, other_summary) = (&subjects[place + 1], &summaries[place + 1]);
        if place > 0 {
            text.push('\n');
        }
        text.push_str(&paragraph(&format!("A: {}", base.name)));
        text.push_str(&paragraph(&format!("B: {}", other.name)));
        if let Some(question) = other.question {
            text.push_str(&paragraph(question));
        }
        for change in other.changes {
            text.push_str(&paragraph(&format!("Changed in all: {change}")));
        }
        for question in &comparison.questions {
            text.push('\n');
            text.push_str(&probabilities(base, question, base_summary, other_summary));
            text.push_str(&shift(question));
        }
        text.push('\n');
        text.push_str(&differences(base, comparison));
    }
    text.push('\n');
    let n = comparisons.first().map_or(0, |c| c.n_trials);
    text.push_str(&paragraph(&format!(
        "{}; both scenarios see the same draws, so differences are taken future by future. ± is half the width of \
         the 95 % interval of the paired difference.",
        headline::trials(base, n)
    )));
    text
}

/// P(by year) in A and B, and the change with its error from the pairs.
fn probabilities(base: &Subject, question: &QuestionComparison, a: &Summary, b: &Summary) -> String {
    let timeline = &base.scenario.timeline;
    let years = headline::years(timeline);
    let dates = |summary: &Summary, metric: DateMetric| {
        let found = summary.questions.iter().find(|q| q.perimeter.id == question.perimeter.id);
        found.map(|q| q.dates[metric.index()].clone())
    };
    let mut text =
        format!("{}: probability of break-even by the end of the year\n", question.perimeter.label);
    text.push_str(&row("", LABEL, &years.iter().map(i32::to_string).collect::<Vec<_>>(), CELL));
    for (metric, name) in DATES {
        let (Some(a), Some(b)) = (dates(a, metric), dates(b, metric)) else { continue };
        let by = |year: &i32| f64::from(year + 1);
        let levels = years.iter().map(|year| {
            let (a, b) = (percent(a.by(by(year))), percent(b.by(by(year))));
            format!("{} to {}", a.replace(' ', ""), b.replace(' ', ""))
        });
        text.push_str(&row(name, LABEL, &levels.collect::<Vec<_>>(), CELL));
        let changes = years.iter().map(|year| {
            let changes = &question.probability_changes[metric.index()];
            let found = changes.iter().find(|change| change.quarter_end == by(year));
            found.map_or(String::new(), |change| {
                let change = change.change();
                format!("{} ±{}", signed_points(change.value), points(change.half_width()))
            })
        });
        text.push_str(&row("  points", LABEL, &changes.collect::<Vec<_>>(), CELL));
    }
    text
}

/// How the sustained date moves.
fn shift(question: &QuestionComparison) -> String {
    let shift = &question.shifts[DateMetric::Sustained.index()];
    let share = |class| percent(shift.share(class));
    let mean = match shift.mean_years() {
        Some(mean) => {
            let (years, half) = (mean.value, mean.half_width());
            format!(" Where both have a date it moves by {years:+.2} ±{half:.2} years.")
        }
        None => String::new(),
    };
    paragraph(&format!(
        "Sustained date in B, to the quarter: earlier in {}, the same in {}, later in {}; neither reaches it \
         in {}, only A in {}, only B in {}.{mean}",
        share(ShiftClass::Earlier),
        share(ShiftClass::Same),
        share(ShiftClass::Later),
        share(ShiftClass::BothNever),
        share(ShiftClass::OnlyFirst),
        share(ShiftClass::OnlyOther),
    ))
}

/// Paired differences of operating margin and NPV.
fn differences(base: &Subject, comparison: &Comparison) -> String {
    let years = headline::years(&base.scenario.timeline);
    let mut text = "B minus A, EUR million: mean ± half its 95 % interval\n".to_string();
    text.push_str(&row("operat. margin", LABEL, &years.iter().map(i32::to_string).collect::<Vec<_>>(), CELL));
    for (grouping, id, label) in headline::perimeters(base.scenario) {
        let same = |s: &&crate::analysis::comparison::SeriesComparison| {
            s.series.key() == (grouping, id, Metric::OperatingMargin)
        };
        let Some(found) = comparison.series.iter().find(same) else { continue };
        let cells = years.iter().map(|year| {
            let place = comparison.years.iter().position(|y| y == year);
            place.map_or(String::new(), |place| difference(&found.years[place]))
        });
        text.push_str(&row(&format!("  {label}"), LABEL, &cells.collect::<Vec<_>>(), CELL));
    }
    for (name, value) in [("NPV", Value::NetPresentValue), ("peak funding", Value::PeakFunding)] {
        let cells = comparison.questions.iter().map(|question| {
            let found = &question.values[value as usize].mean;
            format!("{} {}", question.perimeter.label, difference(found))
        });
        text.push_str(&row(name, LABEL, &cells.collect::<Vec<_>>(), 2 * CELL));
    }
    text
}

/// A change of a probability in points with its sign; a change that rounds to nothing has none.
fn signed_points(change: f64) -> String {
    if (100.0 * change).abs() < 0.05 { "0.0".to_string() } else { format!("{:+.1}", 100.0 * change) }
}

fn difference(found: &Estimate) -> String {
    let (mean, error) = (to_eur_m(found.value), to_eur_m(found.standard_error));
    let sign = if mean > 0.0 { "+" } else { "" };
    format!("{sign}{} ±{}", rounded(mean, error), grouped(to_eur_m(found.half_width()).ceil()))
}
