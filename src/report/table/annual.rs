//! `annual.csv`: every series, year by year, tidy.

use super::{Table, heading, limit_cells, percentile_headings, statistics_cells, without_unknown_errors};
use crate::analysis::Summary;
use crate::engine::ownership::entity_of;
use crate::report::headline::Subject;

/// One row for each year and series: mean with standard error, percentiles, 95 % interval of the median.
///
/// Percentiles do not add up, means do. Money is nominal EUR million, except unit costs and pack prices,
/// which are in base-year euros. `entity` says in whose accounts a product, contract, service, plant, cost line or
/// platform stands.
pub fn table(summaries: &[(Subject, &Summary)]) -> Table {
    let mut head =
        heading(&["scenario", "year", "grouping", "name", "label", "metric", "unit", "mean", "mean_se"]);
    head.extend(percentile_headings());
    head.extend(heading(&["p50_low95", "p50_high95", "entity"]));
    let mut rows = vec![head];
    for (subject, summary) in summaries {
        let first_year = subject.scenario.timeline.start;
        for found in &summary.series {
            let entity = entity_of(&subject.scenario.business, &found.series).unwrap_or_default();
            let (series, unit) = (&found.series, found.series.metric.unit());
            for (year, statistics) in (first_year..).zip(&found.years) {
                let mut row = vec![
                    subject.id.to_string(),
                    year.to_string(),
                    series.grouping.id().to_string(),
                    series.id.clone(),
                    series.label.clone(),
                    series.metric.id().to_string(),
                    unit.id().to_string(),
                ];
                row.extend(statistics_cells(statistics, unit));
                row.extend(limit_cells(&statistics.percentiles[3], unit));
                row.push(entity.to_string());
                rows.push(row);
            }
        }
    }
    Table::new("annual", without_unknown_errors(rows, summaries.iter().map(|(_, summary)| summary.n_trials)))
}
