//! `annual_difference.csv`: paired differences of every series that both scenarios have.

use super::{Table, estimate_cells, heading, without_unknown_errors};
use crate::analysis::Comparison;

/// One row for each year and series: mean of (b − a) over trials, with the standard error and 95 % interval of
/// the pairs.
pub fn table(comparisons: &[(&str, &str, &Comparison)]) -> Table {
    let mut rows = vec![heading(&[
        "scenario_a",
        "scenario_b",
        "year",
        "grouping",
        "name",
        "label",
        "metric",
        "unit",
        "mean_difference",
        "standard_error",
        "low95",
        "high95",
        "n_trials",
    ])];
    for (a, b, comparison) in comparisons {
        for found in &comparison.series {
            let (series, unit) = (&found.series, found.series.metric.unit());
            for (year, difference) in comparison.years.iter().zip(&found.years) {
                let mut row = vec![
                    a.to_string(),
                    b.to_string(),
                    year.to_string(),
                    series.grouping.id().to_string(),
                    series.id.clone(),
                    series.label.clone(),
                    series.metric.id().to_string(),
                    unit.id().to_string(),
                ];
                row.extend(estimate_cells(difference, unit));
                row.push(comparison.n_trials.to_string());
                rows.push(row);
            }
        }
    }
    Table::new(
        "annual_difference",
        without_unknown_errors(rows, comparisons.iter().map(|(_, _, c)| c.n_trials)),
    )
}
