//! `metrics_difference.csv`: paired differences of single figures.

use super::{Table, estimate_cells, heading, without_unknown_errors};
use crate::analysis::Comparison;
use crate::analysis::comparison::Value;
use crate::analysis::interval::Estimate;
use crate::engine::series::MetricUnit;

/// One row for each figure: mean of (b − a) over trials, or the change of a probability, with the standard error
/// and 95 % interval of the pairs. `n_trials` is the number of pairs that have the figure in both.
pub fn table(comparisons: &[(&str, &str, &Comparison)]) -> Table {
    let mut rows = vec![heading(&[
        "scenario_a",
        "scenario_b",
        "name",
        "label",
        "metric",
        "unit",
        "mean_difference",
        "standard_error",
        "low95",
        "high95",
        "n_trials",
        "year",
    ])];
    for (a, b, comparison) in comparisons {
        let mut push_of = |year: Option<i32>,
                           (name, label): (&str, &str),
                           metric: &str,
                           (unit, found): (MetricUnit, &Estimate),
                           n: u64| {
            let mut row = heading(&[a, b, name, label, metric, unit.id()]);
            row.extend(estimate_cells(found, unit));
            row.push(n.to_string());
            row.push(year.map_or_else(String::new, |year| year.to_string()));
            rows.push(row);
        };
        let mut push = |name: &str, label: &str, metric: &str, unit: MetricUnit, found: &Estimate, n: u64| {
            push_of(None, (name, label), metric, (unit, found), n);
        };
        for question in &comparison.questions {
            let perimeter = &question.perimeter;
            for (value, found) in Value::ALL.iter().zip(&question.values) {
                let (metric, unit) = match value {
                    Value::NetPresentValue => ("net_present_value", MetricUnit::EurM),
                    Value::PeakFunding => ("peak_funding", MetricUnit::EurM),
                    Value::InternalRate => ("internal_rate_of_return", MetricUnit::Share),
                };
                push(&perimeter.id, &perimeter.label, metric, unit, &found.mean, found.n_pairs);
            }
        }
        for cut in &comparison.cost_cuts {
            let by = format!("by_{:.2}", cut.measured_at);
            let (n, unit) = (comparison.n_trials, MetricUnit::Share);
            push(&cut.name, &cut.label, &format!("realised_cost_cut_{by}"), unit, &cut.realised, n);
            if let Some((target, change)) = &cut.target_reached {
                let metric = format!("probability_of_{:.0}_percent_{by}", 100.0 * target);
                push(&cut.name, &cut.label, &metric, unit, change, n);
            }
        }
        let values = comparison.values.iter().map(|v| (&v.indicator, &v.mean, v.n_pairs));
        let shares = comparison.shares.iter().map(|s| (&s.indicator, &s.change, comparison.n_trials));
        for (indicator, found, n) in values.chain(shares) {
            let name = (indicator.name.id.as_str(), indicator.name.label.as_str());
            push_of(indicator.year, name, &indicator.metric, (indicator.unit, found), n);
        }
    }
    Table::new(
        "metrics_difference",
        without_unknown_errors(rows, comparisons.iter().map(|(_, _, c)| c.n_trials)),
    )
}
