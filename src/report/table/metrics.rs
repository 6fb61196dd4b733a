//! `metrics.csv`: single figures: values of each perimeter and the realised cost cuts.

use super::{csv, heading, number, percentile_headings, statistics_cells};
use crate::analysis::{DateMetric, Statistics, Summary};
use crate::engine::series::MetricUnit;

/// One row for each figure. Probabilities have no percentiles, nor have restricted means of dates, in which a date
/// outside of the reported years counts at its ends.
pub fn table(summaries: &[(&str, &Summary)]) -> Vec<u8> {
    let mut head = heading(&["scenario", "name", "label", "metric", "unit", "mean", "mean_se"]);
    head.extend(percentile_headings());
    let mut rows = vec![head];
    for (scenario, summary) in summaries {
        let row = |name: &str, label: &str, metric: String, unit: MetricUnit| {
            let mut row = heading(&[scenario, name, label]);
            row.extend([metric, unit.id().to_string()]);
            row
        };
        let with = |mut row: Vec<String>, unit: MetricUnit, statistics: &Statistics| {
            row.extend(statistics_cells(statistics, unit));
            row
        };
        for question in &summary.questions {
            let values = [
                ("net_present_value", &question.net_present_value),
                ("peak_funding", &question.peak_funding),
            ];
            for (metric, value) in values {
                let (id, label) = (&question.perimeter.id, &question.perimeter.label);
                rows.push(with(
                    row(id, label, metric.to_string(), MetricUnit::EurM),
                    MetricUnit::EurM,
                    value,
                ));
            }
        }
        for question in &summary.questions {
            for metric in DateMetric::ALL {
                let (mean, error) = question.dates[metric.index()].restricted_mean();
                let (id, label) = (&question.perimeter.id, &question.perimeter.label);
                let metric = format!("{}_restricted_mean", metric.id());
                let mut row = row(id, label, metric, MetricUnit::Year);
                row.extend([number(mean), number(error)]);
                row.extend(percentile_headings().map(|_| String::new()));
                rows.push(row);
            }
        }
        for cut in &summary.cost_cuts {
            let name = format!("{}.{}", cut.platform.id, cut.generation.id);
            let label = format!(
                "{} {} against {} of {:.1}",
                cut.platform.label, cut.generation.label, cut.compared_with.label, cut.compared_at
            );
            let (by, unit) = (format!("by_{:.2}", cut.measured_at), MetricUnit::Share);
            let cuts = [("realised_cost_cut", &cut.realised), ("own_levers_cost_cut", &cut.own_levers)];
            for (metric, statistics) in cuts {
                rows.push(with(row(&name, &label, format!("{metric}_{by}"), unit), unit, statistics));
            }
            if let (Some(reached), Some(target)) = (cut.target_reached, cut.target_cut) {
                let metric = format!("probability_of_{:.0}_percent_{by}", 100.0 * target);
                let mut row = row(&name, &label, metric, unit);
                row.extend([reached.share().to_string(), reached.standard_error().to_string()]);
                row.extend(percentile_headings().map(|_| String::new()));
                rows.push(row);
            }
        }
    }
    csv(rows)
}
