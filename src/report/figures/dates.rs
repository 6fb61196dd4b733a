//! Figures of break-even dates.

use super::{Edition, Named, PANELS};
use crate::analysis::comparison::{QuestionComparison, ShiftClass};
use crate::analysis::{DateMetric, DateSummary, Summary};
use crate::report::headline::Subject;
use crate::report::plot::{
    Paint, PlotError, ShiftBin, ShiftChart, ShiftPanel, ShiftShares, SurvivalChart, SurvivalCurve,
    SurvivalPanel, SurvivalPoint, paint, scenario_paint,
};

fn curve(label: &str, paint: Paint, emphasised: bool, dates: &DateSummary) -> SurvivalCurve {
    let points = dates.quarter_ends().map(|quarter_end| {
        let by = dates.by(quarter_end);
        let (probability, (low, high)) = (by.share(), by.interval());
        // Fewer than 32 dependent trials have no known interval: then no band is drawn.
        let known = |limit: f64| if limit.is_finite() { limit } else { probability };
        SurvivalPoint { quarter_end, probability, low: known(low), high: known(high) }
    });
    SurvivalCurve {
        label: label.to_string(),
        paint,
        emphasised,
        points: points.collect(),
        before_start: dates.before_start().estimate(),
        never: dates.not_by_horizon().estimate(),
    }
}

/// First, sustained and final break-even of each perimeter.
pub(super) fn break_even(edition: Edition, subject: &Subject, summary: &Summary) -> Result<Named, PlotError> {
    let language = edition.language;
    let timeline = &subject.scenario.timeline;
    let [first, sustained, last] = language.dates();
    let kinds = [
        (DateMetric::First, first, paint::FIRST, false),
        (DateMetric::Sustained, sustained, paint::SUSTAINED, true),
        (DateMetric::Final, last, paint::FINAL, false),
    ];
    let panels = summary.questions.iter().take(PANELS).map(|question| SurvivalPanel {
        title: question.perimeter.label.clone(),
        curves: kinds
            .iter()
            .map(|(metric, label, paint, bold)| curve(label, *paint, *bold, &question.dates[metric.index()]))
            .collect(),
    });
    let figure = SurvivalChart {
        heading: edition.heading_of(
            language.break_even_title(),
            language.break_even_basis(),
            subject,
            summary,
        ),
        panels: panels.collect(),
        horizon_end: timeline.horizon_end(),
        known_until: Some(timeline.known_until),
    }
    .figure()?;
    Ok(("break_even".to_string(), figure))
}

/// Sustained break-even of several scenarios, overlaid.
pub(super) fn overlay(
    edition: Edition,
    subjects: &[Subject],
    summaries: &[Summary],
) -> Result<Named, PlotError> {
    let Some((first, summary)) = subjects.first().zip(summaries.first()) else {
        return Err(PlotError::Empty { what: "scenarios".to_string() });
    };
    let language = edition.language;
    let panels = summary.questions.iter().take(PANELS).map(|question| SurvivalPanel {
        title: question.perimeter.label.clone(),
        curves: subjects
            .iter()
            .zip(summaries)
            .enumerate()
            .filter_map(|(place, (subject, summary))| {
                let same = summary.questions.iter().find(|q| q.perimeter.id == question.perimeter.id)?;
                let dates = &same.dates[DateMetric::Sustained.index()];
                Some(curve(subject.name, scenario_paint(place), false, dates))
            })
            .collect(),
    });
    let timeline = &first.scenario.timeline;
    let figure = SurvivalChart {
        heading: edition.heading(
            language.overlay_title(),
            language.overlay_basis(),
            subjects,
            summary.n_trials,
        ),
        panels: panels.collect(),
        horizon_end: timeline.horizon_end(),
        known_until: Some(timeline.known_until),
    }
    .figure()?;
    Ok(("break_even".to_string(), figure))
}

/// How the sustained date moves from the first scenario to another.
pub(super) fn shift(
    edition: Edition,
    (base, other): (&Subject, &Subject),
    name: String,
    questions: &[QuestionComparison],
    n_trials: u64,
) -> Result<Named, PlotError> {
    let language = edition.language;
    let panel = |question: &QuestionComparison| {
        let shift = &question.shifts[DateMetric::Sustained.index()];
        let share = |class| shift.share(class).estimate();
        let n_trials = shift.share(ShiftClass::Same).n_trials as f64;
        let bin = |(years, count): &(f64, u64)| ShiftBin {
            from: years - 0.125,
            to: years + 0.125,
            share: *count as f64 / n_trials,
        };
        ShiftPanel {
            title: question.perimeter.label.clone(),
            bins: shift.distribution().iter().map(bin).collect(),
            shares: ShiftShares {
                earlier: share(ShiftClass::Earlier),
                same: share(ShiftClass::Same),
                later: share(ShiftClass::Later),
                neither: share(ShiftClass::BothNever),
                only_base: share(ShiftClass::OnlyFirst),
                only_alternative: share(ShiftClass::OnlyOther),
            },
        }
    };
    let basis = language.shift_basis(base.name, other.name);
    let figure = ShiftChart {
        heading: edition.heading(language.shift_title(), &basis, &[*base, *other], n_trials),
        base_label: base.name.to_string(),
        alternative_label: other.name.to_string(),
        panels: questions.iter().take(PANELS).map(panel).collect(),
    }
    .figure()?;
    Ok((name, figure))
}
