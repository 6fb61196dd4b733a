//! Figures of yearly amounts with their percentiles: fans of one scenario, bands of several.

use super::{Edition, Named, PANELS, fan_years, yearly};
use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use crate::report::headline::Subject;
use crate::report::language::unit::Measure;
use crate::report::plot::{
    Band, BandsChart, BandsPanel, FanChart, FanPanel, Heading, PlotError, scenario_paint,
};

/// Name, identifier and label of what a fan has panels of.
type Panel<'a> = (Grouping, &'a str, &'a str);

/// A fan of one metric; `None` if the scenario records no such thing.
fn fan(
    heading: Heading,
    (measure, metric): (Measure, Metric),
    subject: &Subject,
    summary: &Summary,
    panels: &[Panel],
) -> Option<FanChart> {
    let panel = |(grouping, id, label): &Panel| {
        let years = yearly(summary, *grouping, id, metric)?;
        Some(FanPanel { title: label.to_string(), years: fan_years(subject, years) })
    };
    let panels: Vec<FanPanel> = panels.iter().filter_map(panel).take(PANELS).collect();
    let at_end = metric == Metric::CumulativeFreeCashFlow;
    let known_until = Some(subject.scenario.timeline.known_until);
    (!panels.is_empty()).then_some(FanChart { heading, measure, panels, at_end, known_until })
}

/// The perimeters that break-even is asked of. The Group is not: its figures would flatten the others' scale.
fn perimeters(summary: &Summary) -> Vec<Panel<'_>> {
    let questions = summary.questions.iter();
    questions.map(|q| (Grouping::Perimeter, q.perimeter.id.as_str(), q.perimeter.label.as_str())).collect()
}

fn named(name: &str, fan: Option<FanChart>) -> Result<Option<Named>, PlotError> {
    fan.map(|fan| Ok((name.to_string(), fan.figure()?))).transpose()
}

/// Operating margin of each perimeter, year by year.
pub(super) fn margin(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let heading = edition.heading_of(language.margin_title(), language.margin_basis(), subject, summary);
    let what = (Measure::Money, Metric::OperatingMargin);
    named("operating_margin_fan", fan(heading, what, subject, summary, &perimeters(summary)))
}

/// Cumulative free cash flow of each perimeter since the start of the programme.
pub(super) fn cash(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let basis = language.cash_basis(subject.scenario.programme_start);
    let heading = edition.heading_of(language.cash_title(), &basis, subject, summary);
    let what = (Measure::Money, Metric::CumulativeFreeCashFlow);
    named("cash_fan", fan(heading, what, subject, summary, &perimeters(summary)))
}

/// Unit cost of each platform's reference car, year by year.
pub(super) fn unit_cost(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let basis = language.levers_basis(subject.scenario.business.money.base_mid.floor() as i32);
    let heading = edition.heading_of(language.path_title(), &basis, subject, summary);
    let platforms = subject.scenario.business.platforms.iter();
    let platforms: Vec<Panel> =
        platforms.map(|p| (Grouping::Platform, p.name.id.as_str(), p.name.label.as_str())).collect();
    let what = (Measure::EurPerVehicle, Metric::UnitCost);
    named("unit_cost_path", fan(heading, what, subject, summary, &platforms))
}

/// The same metric of several scenarios, overlaid.
fn overlay(
    heading: Heading,
    metric: Metric,
    subjects: &[Subject],
    summaries: &[Summary],
) -> Option<BandsChart> {
    let (first, summary) = subjects.first().zip(summaries.first())?;
    let panel = |(grouping, id, label): &Panel| {
        let scenarios = subjects.iter().zip(summaries).enumerate();
        let bands = scenarios.filter_map(|(place, (subject, summary))| {
            let years = fan_years(subject, yearly(summary, *grouping, id, metric)?);
            Some(Band {
                label: subject.name.to_string(),
                paint: scenario_paint(place),
                years,
                is_stepped: false,
            })
        });
        BandsPanel { title: label.to_string(), bands: bands.collect() }
    };
    let panels: Vec<BandsPanel> = perimeters(summary).iter().take(PANELS).map(panel).collect();
    (!panels.is_empty()).then_some(BandsChart {
        heading,
        measure: Measure::Money,
        panels,
        at_end: metric == Metric::CumulativeFreeCashFlow,
        known_until: Some(first.scenario.timeline.known_until),
    })
}

/// Operating margin of several scenarios.
pub(super) fn margin_overlay(
    edition: Edition,
    subjects: &[Subject],
    summaries: &[Summary],
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let n_trials = summaries.first().map_or(0, |s| s.n_trials);
    let heading =
        edition.heading(language.margin_overlay_title(), language.margin_basis(), subjects, n_trials);
    let chart = overlay(heading, Metric::OperatingMargin, subjects, summaries);
    chart.map(|chart| Ok(("operating_margin".to_string(), chart.figure()?))).transpose()
}

/// Cumulative cash of several scenarios.
pub(super) fn cash_overlay(
    edition: Edition,
    subjects: &[Subject],
    summaries: &[Summary],
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let n_trials = summaries.first().map_or(0, |s| s.n_trials);
    let basis = language.cash_basis(subjects.first().map_or(0.0, |s| s.scenario.programme_start));
    let heading = edition.heading(language.cash_overlay_title(), &basis, subjects, n_trials);
    let chart = overlay(heading, Metric::CumulativeFreeCashFlow, subjects, summaries);
    chart.map(|chart| Ok(("cash".to_string(), chart.figure()?))).transpose()
}
