//! `break_even_shift.csv`: how each date moves from the first scenario to another, trial by trial.

use super::{Table, estimate_cells, heading, quarter_cells, without_unknown_errors};
use crate::analysis::comparison::ShiftClass;
use crate::analysis::interval::Estimate;
use crate::analysis::{Comparison, DateMetric};
use crate::engine::series::MetricUnit;

/// Two kinds of rows, told apart by `measure`: shares of trials by class (and the mean shift in years over
/// trials that have a date in both), and, for each quarter, the change of the probability of having reached
/// the date. Standard errors and 95 % intervals are those of the pairs.
pub fn table(comparisons: &[(&str, &str, &Comparison)]) -> Table {
    let mut rows = vec![heading(&[
        "scenario_a",
        "scenario_b",
        "perimeter",
        "label",
        "metric",
        "measure",
        "year",
        "quarter",
        "value",
        "standard_error",
        "low95",
        "high95",
        "n_trials",
    ])];
    for (a, b, comparison) in comparisons {
        let asked = comparison.questions.iter().flat_map(|question| {
            DateMetric::ALL.into_iter().map(move |metric| {
                let m = metric.index();
                (&question.perimeter, metric.id(), &question.shifts[m], &question.probability_changes[m])
            })
        });
        let further = comparison.dates.iter().map(|date| {
            let indicator = &date.indicator;
            (&indicator.name, indicator.metric.as_str(), &date.shift, &date.probability_changes)
        });
        for (name, metric, shift, changes) in asked.chain(further) {
            let start = heading(&[a, b, &name.id, &name.label, metric]);
            let mut push = |measure: &str, when: [String; 2], found: Estimate, n: u64| {
                let mut row = start.clone();
                row.push(measure.to_string());
                row.extend(when);
                row.extend(estimate_cells(&found, MetricUnit::Share));
                row.push(n.to_string());
                rows.push(row);
            };
            let never = || [String::new(), String::new()];
            for class in ShiftClass::ALL {
                push(class.id(), never(), shift.share(class).estimate(), comparison.n_trials);
            }
            if let Some(mean) = shift.mean_years() {
                push("mean_shift_years", never(), mean, shift.n_both_dated());
            }
            let restricted = shift.restricted_mean_years();
            push("restricted_mean_shift_years", never(), restricted, comparison.n_trials);
            for change in changes {
                let when = quarter_cells(change.quarter_end);
                push("change_of_p_by", when, change.change(), comparison.n_trials);
            }
        }
    }
    Table::new(
        "break_even_shift",
        without_unknown_errors(rows, comparisons.iter().map(|(_, _, c)| c.n_trials)),
    )
}
