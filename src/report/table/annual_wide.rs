//! `annual_wide.csv`: the means of every series, a column for each year: for reading.

use std::collections::BTreeSet;

use super::{Table, heading, in_unit, number};
use crate::analysis::Summary;
use crate::engine::ownership::entity_of;
use crate::report::headline::Subject;

/// One row for each scenario and series; the years of all scenarios side by side, empty where a scenario reports
/// none. The figures are the column `mean` of `annual.csv`.
pub fn table(summaries: &[(Subject, &Summary)]) -> Table {
    let years: BTreeSet<i32> =
        summaries.iter().flat_map(|(subject, _)| subject.scenario.timeline.reported_years()).collect();
    let mut head = heading(&["scenario", "grouping", "name", "label", "metric", "unit", "entity"]);
    head.extend(years.iter().map(i32::to_string));
    let mut rows = vec![head];
    for (subject, summary) in summaries {
        let first_year = subject.scenario.timeline.start;
        for found in &summary.series {
            let (series, unit) = (&found.series, found.series.metric.unit());
            let entity = entity_of(&subject.scenario.business, series).unwrap_or_default();
            let (grouping, metric) = (series.grouping.id(), series.metric.id());
            let mut row =
                heading(&[subject.id, grouping, &series.id, &series.label, metric, unit.id(), entity]);
            row.extend(years.iter().map(|year| {
                let place = usize::try_from(year - first_year).ok();
                let statistics = place.and_then(|place| found.years.get(place));
                statistics.map_or(String::new(), |found| number(in_unit(unit, found.mean.value)))
            }));
            rows.push(row);
        }
    }
    Table::new("annual_wide", rows)
}
