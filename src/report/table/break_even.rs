//! `break_even.csv`: the probability that each date has been reached, quarter by quarter.

use super::{csv, heading};
use crate::analysis::{DateMetric, Summary};

/// One row for each scenario, perimeter, date and quarter of the reported horizon.
///
/// `p_by` is the share of trials that have reached it by the end of the quarter, with its standard error and
/// 95 % interval (Wilson); `never` is the share that does not by the end of the horizon, `before_start` the
/// share in which it already held when the projection began (both are the same in each row of a date).
pub fn table(summaries: &[(&str, &Summary)]) -> Vec<u8> {
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
        "before_start",
        "n_trials",
    ])];
    for (scenario, summary) in summaries {
        for question in &summary.questions {
            for metric in DateMetric::ALL {
                let dates = &question.dates[metric.index()];
                for end in dates.quarter_ends() {
                    let by = dates.by(end);
                    let (low, high) = by.interval();
                    let begin = end - 0.25;
                    let year = begin.floor();
                    let quarter = ((begin - year) * 4.0).round() + 1.0;
                    rows.push(vec![
                        scenario.to_string(),
                        question.perimeter.id.clone(),
                        question.perimeter.label.clone(),
                        metric.id().to_string(),
                        format!("{year:.0}"),
                        format!("{quarter:.0}"),
                        by.share().to_string(),
                        by.standard_error().to_string(),
                        low.to_string(),
                        high.to_string(),
                        dates.not_by_horizon().share().to_string(),
                        dates.not_by_horizon().standard_error().to_string(),
                        dates.before_start().share().to_string(),
                        summary.n_trials.to_string(),
                    ]);
                }
            }
        }
    }
    csv(rows)
}
