//! `break_even.csv`: the probability that each date has been reached, quarter by quarter.

use super::{Table, estimate_cells, heading, quarter_cells, without_unknown_errors};
use crate::analysis::{DateMetric, DateSummary, Summary};
use crate::engine::series::MetricUnit;
use crate::model::business::Named;

/// One row for each scenario, perimeter (or other thing that a date is asked of), date and quarter of the reported
/// horizon.
///
/// `p_by` is the share of trials that have reached it by the end of the quarter; `never` is the share that does
/// not by the end of the horizon, `before_start` the share in which it already held when the projection began
/// (both are the same in each row of a date). Each has its standard error and 95 % interval.
pub fn table(summaries: &[(&str, &Summary)]) -> Table {
    let mut rows = vec![heading(&[
        "scenario",
        "perimeter",
        "label",
        "metric",
        "year",
        "quarter",
        "p_by",
        "standard_error",
        "p_by_low95",
        "p_by_high95",
        "never",
        "never_se",
        "never_low95",
        "never_high95",
        "before_start",
        "before_start_se",
        "before_start_low95",
        "before_start_high95",
        "n_trials",
    ])];
    for (scenario, summary) in summaries {
        for question in &summary.questions {
            for metric in DateMetric::ALL {
                let dates = &question.dates[metric.index()];
                rows.extend(quarters(scenario, &question.perimeter, metric.id(), dates, summary.n_trials));
            }
        }
        for (indicator, dates) in &summary.indicators.dates {
            rows.extend(quarters(scenario, &indicator.name, &indicator.metric, dates, summary.n_trials));
        }
    }
    Table::new(
        "break_even",
        without_unknown_errors(rows, summaries.iter().map(|(_, summary)| summary.n_trials)),
    )
}

fn quarters(
    scenario: &str,
    name: &Named,
    metric: &str,
    dates: &DateSummary,
    n_trials: u64,
) -> impl Iterator<Item = Vec<String>> {
    let ends = [dates.not_by_horizon(), dates.before_start()];
    let ends = ends.map(|share| estimate_cells(&share.estimate(), MetricUnit::Share));
    dates.quarter_ends().map(move |end| {
        let mut row = heading(&[scenario, &name.id, &name.label, metric]);
        row.extend(quarter_cells(end));
        row.extend(estimate_cells(&dates.by(end).estimate(), MetricUnit::Share));
        row.extend(ends.iter().flatten().cloned());
        row.push(n_trials.to_string());
        row
    })
}
