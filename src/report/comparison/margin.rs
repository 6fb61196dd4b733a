//! How operating margins differ, year by year.

use serde::Serialize;

use crate::analysis::Comparison;
use crate::analysis::comparison::SeriesComparison;
use crate::engine::Metric;
use crate::report::fact::{Figure, Name};
use crate::report::headline::{self, Subject};
use crate::report::language::Language;
use crate::report::layout::row;

const LABEL: usize = 16;
const CELL: usize = 16;

/// B minus A, in EUR million.
#[derive(Debug, Serialize)]
pub struct Differences {
    pub years: Vec<i32>,
    pub rows: Vec<Row>,
}

/// Of one perimeter, a difference for each of the years.
#[derive(Debug, Serialize)]
pub struct Row {
    #[serde(flatten)]
    pub name: Name,
    pub differences: Vec<Figure>,
}

impl Differences {
    pub(super) fn of(base: &Subject, comparison: &Comparison) -> Differences {
        let wanted = headline::years(&base.scenario.timeline);
        let years: Vec<i32> = wanted.into_iter().filter(|year| comparison.years.contains(year)).collect();
        let rows = headline::perimeters(base).into_iter().filter_map(|(grouping, id, label)| {
            let same = |s: &&SeriesComparison| s.series.key() == (grouping, id, Metric::OperatingMargin);
            let found = comparison.series.iter().find(same)?;
            let at = |year: &i32| {
                let place = comparison.years.iter().position(|y| y == year)?;
                found.years.get(place).map(Figure::eur_m)
            };
            Some(Row {
                name: Name { id: id.to_string(), label: label.to_string() },
                differences: years.iter().filter_map(at).collect(),
            })
        });
        Differences { rows: rows.collect(), years }
    }

    pub(super) fn text(&self, language: Language) -> String {
        let mut text = format!("{}\n", language.difference_heading());
        let heads: Vec<String> = self.years.iter().map(i32::to_string).collect();
        text.push_str(&row(language.compared_margin(), LABEL, &heads, CELL));
        for of in &self.rows {
            let cells: Vec<String> = of.differences.iter().map(|found| language.difference(found)).collect();
            text.push_str(&row(&format!("  {}", of.name.label), LABEL, &cells, CELL));
        }
        text
    }
}
