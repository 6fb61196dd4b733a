//! Figure of the CO2 account: fleet average against what is allowed, and what an excess costs.

use super::{Edition, Named, fan_years, yearly};
use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use crate::report::headline::Subject;
use crate::report::plot::fleet::MOST_WINDOWS;
use crate::report::plot::paint::{FINAL, SUSTAINED};
use crate::report::plot::{Band, FleetChart, FleetWindow, PlotError};
use crate::report::summary::settled_windows;

/// `None` without a CO2 account, and where no window is settled in the reported years.
pub(super) fn co2(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let [average, allowed] = language.fleet_lines();
    let pool = |metric| {
        summary.series.iter().find(|s| s.series.grouping == Grouping::Co2 && s.series.metric == metric)
    };
    let band = |label: &str, paint, metric| {
        let years = fan_years(subject, &pool(metric)?.years);
        // What is allowed holds for a whole year.
        let is_stepped = metric == Metric::Co2Allowed;
        Some(Band { label: label.to_string(), paint, years, is_stepped })
    };
    let bands = [band(average, SUSTAINED, Metric::FleetAverage), band(allowed, FINAL, Metric::Co2Allowed)];
    let group = subject
        .scenario
        .business
        .perimeters
        .iter()
        .find(|p| p.kind == crate::model::business::PerimeterKind::Group);
    let paid = group.and_then(|group| yearly(summary, Grouping::Group, &group.name.id, Metric::Co2Payment));
    let windows = settled_windows(subject.scenario).into_iter().filter_map(|(place, first, last)| {
        let paid = paid?.get(place)?;
        let met = summary.indicators.share("probability_of_co2_target", Some(last))?;
        Some(FleetWindow {
            label: if first == last { last.to_string() } else { format!("{first}–{last}") },
            mean: paid.mean.value,
            p10: paid.p10(),
            p90: paid.p90(),
            met: met.estimate(),
        })
    });
    let figure = FleetChart {
        heading: edition.heading_of(language.fleet_title(), language.fleet_basis(), subject, summary),
        titles: language.fleet_panels().map(str::to_string),
        bands: bands.into_iter().flatten().collect(),
        windows: windows.take(MOST_WINDOWS).collect(),
        known_until: Some(subject.scenario.timeline.known_until),
    };
    if figure.bands.is_empty() || figure.windows.is_empty() {
        return Ok(None);
    }
    Ok(Some(("co2_fleet".to_string(), figure.figure()?)))
}
