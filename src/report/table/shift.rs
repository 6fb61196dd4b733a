//! `break_even_shift.csv`: how each date moves from the first scenario to another, trial by trial.

use super::{csv, heading, number};
use crate::analysis::{Comparison, DateMetric};

/// Two kinds of rows, told apart by `measure`: shares of trials by class (and the mean shift in years over
/// trials that have a date in both), and, for each quarter, the change of the probability of having reached
/// the date. Standard errors are those of the pairs.
pub fn table(comparisons: &[(&str, &str, &Comparison)]) -> Vec<u8> {
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
        "n_trials",
    ])];
    for (a, b, comparison) in comparisons {
        for question in &comparison.questions {
            for metric in DateMetric::ALL {
                let start = heading(&[a, b, &question.perimeter.id, &question.perimeter.label, metric.id()]);
                let mut push = |measure: &str, when: [String; 2], value: f64, error: f64, n: u64| {
                    let mut row = start.clone();
                    row.push(measure.to_string());
                    row.extend(when);
                    row.extend([number(value), number(error), n.to_string()]);
                    rows.push(row);
                };
                let never = || [String::new(), String::new()];
                let shift = &question.shifts[metric.index()];
                for (measure, count) in shift.classes() {
                    let share = shift.share(count);
                    push(measure, never(), share.share(), share.standard_error(), comparison.n_trials);
                }
                if let Some((mean, error)) = shift.mean_years() {
                    push("mean_shift_years", never(), mean, error, shift.n_both_dated());
                }
                for change in &question.probability_changes[metric.index()] {
                    let begin = change.quarter_end - 0.25;
                    let year = begin.floor();
                    let quarter = ((begin - year) * 4.0).round() + 1.0;
                    let when = [format!("{year:.0}"), format!("{quarter:.0}")];
                    let (value, error) = change.change(comparison.n_trials);
                    push("change_of_p_by", when, value, error, comparison.n_trials);
                }
            }
        }
    }
    csv(rows)
}
