//! Figures of four years: a row of means and one of p10 to p90 for each thing.

use serde::Serialize;

use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use crate::report::fact::{Name, Spread};
use crate::report::headline::{self, Subject};
use crate::report::language::Language;
use crate::report::layout::row;

const LABEL: usize = 16;
const CELL: usize = 16;

/// The same figure of several things.
#[derive(Debug, Serialize)]
pub struct Yearly {
    pub years: Vec<i32>,
    pub rows: Vec<Row>,
}

/// One thing, a figure for each of the years.
#[derive(Debug, Serialize)]
pub struct Row {
    #[serde(flatten)]
    pub name: Name,
    pub values: Vec<Spread>,
}

impl Yearly {
    /// Amounts in EUR million.
    pub(in crate::report) fn amounts(
        subject: &Subject,
        summary: &Summary,
        things: &[(Grouping, &str, &str)],
        metric: Metric,
    ) -> Yearly {
        Yearly::of(subject, summary, things, metric, Spread::eur_m)
    }

    /// Of things by grouping, name and label; what is not recorded is left out.
    pub(super) fn of(
        subject: &Subject,
        summary: &Summary,
        things: &[(Grouping, &str, &str)],
        metric: Metric,
        spread: fn(&Subject, &crate::analysis::Statistics) -> Spread,
    ) -> Yearly {
        let timeline = &subject.scenario.timeline;
        let years = headline::years(timeline);
        let rows = things.iter().filter_map(|(grouping, id, label)| {
            let series = summary.find(*grouping, id, metric)?;
            let at = |year: &i32| series.years.get((year - timeline.start) as usize);
            Some(Row {
                name: Name { id: id.to_string(), label: label.to_string() },
                values: years.iter().filter_map(at).map(|found| spread(subject, found)).collect(),
            })
        });
        Yearly { rows: rows.collect(), years }
    }

    /// Means, and p10 to p90 where there is a spread to see.
    pub(in crate::report) fn amounts_text(&self, language: Language) -> String {
        self.text(language, |spread| language.amount(&spread.mean), |spread| language.amount_range(spread))
    }

    pub(super) fn text(
        &self,
        language: Language,
        mean: impl Fn(&Spread) -> String,
        range: impl Fn(&Spread) -> String,
    ) -> String {
        let heads: Vec<String> = self.years.iter().map(i32::to_string).collect();
        let mut text = row("", LABEL, &heads, CELL);
        for thing in &self.rows {
            let cells: Vec<String> = thing.values.iter().map(&mean).collect();
            text.push_str(&row(&thing.name.label, LABEL, &cells, CELL));
            let ranges: Vec<String> = thing.values.iter().map(&range).collect();
            if ranges.iter().any(|range| !range.is_empty()) {
                text.push_str(&row(language.range_row(), LABEL, &ranges, CELL));
            }
        }
        text
    }
}
