//! `metrics.csv`: single figures: values of each perimeter, the realised cost cuts, further figures, and in which share
//! of futures events happen and options of regimes hold.

use super::{
    Table, heading, limit_cells, number, percentile_headings, statistics_cells, without_unknown_errors,
};
use crate::analysis::interval::Estimate;
use crate::analysis::quantile::REPORTED;
use crate::analysis::summary::{CutSummary, QuestionSummary};
use crate::analysis::{DateMetric, Proportion, Statistics, Summary};
use crate::engine::series::MetricUnit;

/// One row for each figure: mean with standard error, percentiles, then the 95 % interval of each and the number
/// of trials that have the figure. Probabilities have no percentiles, nor have restricted means of dates, in which
/// a date outside of the reported years counts at its ends. `year` says of which year a figure is, if of one.
pub fn table(summaries: &[(&str, &Summary)]) -> Table {
    let mut head = heading(&["scenario", "name", "label", "metric", "unit", "mean", "mean_se"]);
    head.extend(percentile_headings());
    head.extend(
        std::iter::once("mean".to_string())
            .chain(percentile_headings())
            .flat_map(|name| [format!("{name}_low95"), format!("{name}_high95")]),
    );
    head.extend(["n_trials", "year"].map(str::to_string));
    let mut rows = Rows { scenario: "", rows: vec![head] };
    for (scenario, summary) in summaries {
        rows.scenario = scenario;
        summary.questions.iter().for_each(|question| rows.values(question));
        summary.questions.iter().for_each(|question| rows.internal_rates(question));
        for question in &summary.questions {
            for metric in DateMetric::ALL {
                let mean = question.dates[metric.index()].restricted_mean();
                let name = (question.perimeter.id.as_str(), question.perimeter.label.as_str());
                let metric = format!("{}_restricted_mean", metric.id());
                rows.single(name, &metric, MetricUnit::Year, &mean, summary.n_trials);
            }
        }
        summary.cost_cuts.iter().for_each(|cut| rows.cost_cut(cut));
        rows.indicators(summary);
        for found in &summary.happenings {
            rows.share((&found.key, &found.label), "share_of_futures", &found.share);
        }
    }
    Table::new(
        "metrics",
        without_unknown_errors(rows.rows, summaries.iter().map(|(_, summary)| summary.n_trials)),
    )
}

struct Rows<'a> {
    scenario: &'a str,
    rows: Vec<Vec<String>>,
}

impl Rows<'_> {
    fn start(&self, (id, label): (&str, &str), metric: &str, unit: MetricUnit) -> Vec<String> {
        heading(&[self.scenario, id, label, metric, unit.id()])
    }

    /// A figure of each trial.
    fn figure(&mut self, name: (&str, &str), metric: &str, unit: MetricUnit, statistics: &Statistics) {
        let mut row = self.start(name, metric, unit);
        row.extend(statistics_cells(statistics, unit));
        let estimates = std::iter::once(&statistics.mean).chain(&statistics.percentiles);
        row.extend(estimates.flat_map(|found| limit_cells(found, unit)));
        row.extend([statistics.n_trials.to_string(), String::new()]);
        self.rows.push(row);
    }

    /// A figure of all trials together: no percentiles.
    fn single(&mut self, name: (&str, &str), metric: &str, unit: MetricUnit, found: &Estimate, n: u64) {
        let mut row = self.start(name, metric, unit);
        row.extend([number(found.value), number(found.standard_error)]);
        row.extend(REPORTED.map(|_| String::new()));
        row.extend(limit_cells(found, unit));
        row.extend(REPORTED.iter().flat_map(|_| [String::new(), String::new()]));
        row.extend([n.to_string(), String::new()]);
        self.rows.push(row);
    }

    fn share(&mut self, name: (&str, &str), metric: &str, share: &Proportion) {
        self.single(name, metric, MetricUnit::Share, &share.estimate(), share.n_trials);
    }

    /// Further figures; those of a year say so in the last column.
    fn indicators(&mut self, summary: &Summary) {
        for (indicator, statistics) in &summary.indicators.values {
            let name = (indicator.name.id.as_str(), indicator.name.label.as_str());
            self.figure(name, &indicator.metric, indicator.unit, statistics);
            if !indicator.has_mean {
                // Mean, its error and its limits.
                self.clear(&["mean", "mean_se", "mean_low95", "mean_high95"]);
            }
            self.set_year(indicator.year);
        }
        for (indicator, share) in &summary.indicators.shares {
            let name = (indicator.name.id.as_str(), indicator.name.label.as_str());
            self.share(name, &indicator.metric, share);
            self.set_year(indicator.year);
        }
        for (indicator, dates) in &summary.indicators.dates {
            let name = (indicator.name.id.as_str(), indicator.name.label.as_str());
            let metric = format!("{}_restricted_mean", indicator.metric);
            self.single(name, &metric, MetricUnit::Year, &dates.restricted_mean(), summary.n_trials);
        }
    }

    /// Clears cells of the last row.
    fn clear(&mut self, columns: &[&str]) {
        if let Some((head, [.., row])) = self.rows.split_first_mut() {
            for (name, cell) in head.iter().zip(row) {
                if columns.contains(&name.as_str()) {
                    cell.clear();
                }
            }
        }
    }

    fn set_year(&mut self, year: Option<i32>) {
        if let (Some(year), Some(cell)) = (year, self.rows.last_mut().and_then(|row| row.last_mut())) {
            *cell = year.to_string();
        }
    }

    fn values(&mut self, question: &QuestionSummary) {
        let name = (question.perimeter.id.as_str(), question.perimeter.label.as_str());
        self.figure(name, "net_present_value", MetricUnit::EurM, &question.net_present_value);
        self.figure(name, "peak_funding", MetricUnit::EurM, &question.peak_funding);
    }

    fn internal_rates(&mut self, question: &QuestionSummary) {
        let name = (question.perimeter.id.as_str(), question.perimeter.label.as_str());
        self.figure(name, "internal_rate_of_return", MetricUnit::Share, &question.internal_rate);
        for (number, share) in ["no", "one", "several"].iter().zip(&question.internal_rates) {
            self.share(name, &format!("probability_of_{number}_internal_rate_of_return"), share);
        }
    }

    fn cost_cut(&mut self, cut: &CutSummary) {
        let id = format!("{}.{}", cut.platform.id, cut.generation.id);
        let label = format!(
            "{} {} against {} of {:.1}",
            cut.platform.label, cut.generation.label, cut.compared_with.label, cut.compared_at
        );
        let name = (id.as_str(), label.as_str());
        let (by, unit) = (format!("by_{:.2}", cut.measured_at), MetricUnit::Share);
        self.figure(name, &format!("realised_cost_cut_{by}"), unit, &cut.realised);
        self.figure(name, &format!("own_levers_cost_cut_{by}"), unit, &cut.own_levers);
        if let (Some(reached), Some(target)) = (cut.target_reached, cut.target_cut) {
            self.share(name, &format!("probability_of_{:.0}_percent_{by}", 100.0 * target), &reached);
        }
    }
}
