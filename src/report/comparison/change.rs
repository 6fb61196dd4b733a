//! A share of futures in both scenarios with its change from the pairs, and the rows that show it.

use serde::Serialize;

use crate::analysis::{Comparison, Summary};
use crate::report::fact::{Chance, Figure};
use crate::report::headline::Subject;
use crate::report::layout::row;

/// Width of a label, and of a column.
pub(super) const LABEL: usize = 16;
pub(super) const CELL: usize = 16;

/// A share of one year, or of the years up to its end.
#[derive(Debug, Serialize)]
pub struct ByYear {
    pub year: i32,
    pub a: Chance,
    pub b: Chance,
    /// b − a, from the pairs.
    pub change: Figure,
}

impl ByYear {
    /// A further share of a year, by its name in tables; nothing in a projection.
    pub(super) fn of(
        base: &Subject,
        (a, b): (&Summary, &Summary),
        comparison: &Comparison,
        metric: &str,
        year: i32,
    ) -> Option<ByYear> {
        let [a, b] = [a, b].map(|summary| summary.indicators.share(metric, Some(year)));
        let same = |found: &&crate::analysis::comparison::ShareComparison| {
            found.indicator.metric == metric && found.indicator.year == Some(year)
        };
        let change = Figure::plain(&comparison.shares.iter().find(same)?.change);
        Some(ByYear { year, a: Chance::of(base, a?)?, b: Chance::of(base, b?)?, change })
    }
}

/// What it is in both, and below it the change in points.
pub(super) fn rows(base: &Subject, label: &str, years: &[i32], shares: &[ByYear]) -> String {
    let language = base.language;
    let cells = |cell: &dyn Fn(&ByYear) -> String| -> Vec<String> {
        let of = |year: &i32| shares.iter().find(|share| share.year == *year).map(cell).unwrap_or_default();
        years.iter().map(of).collect()
    };
    let levels = row(label, LABEL, &cells(&|by| language.levels(&by.a, &by.b)), CELL);
    levels + &row(language.points_row(), LABEL, &cells(&|by| language.points_change(&by.change)), CELL)
}
