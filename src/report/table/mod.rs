//! Tables as CSV: one file per table, text in English but for the meanings in the dictionary, full precision so that totals add up.
//!
//! - [`dictionary`]: what every column (`column`) and every word in them (`word`) means
//! - [`dialect`]: how cells become bytes, and no text a formula

pub mod annual;
pub mod annual_difference;
pub mod annual_wide;
pub mod assumptions;
pub mod break_even;
mod column;
pub mod dialect;
pub mod dictionary;
pub mod metrics;
pub mod metrics_difference;
pub mod shift;
mod word;

use std::collections::BTreeSet;

use super::language::Language;
use super::write::OutputFile;
use crate::analysis::Statistics;
use crate::analysis::interval::Estimate;
use crate::analysis::quantile::REPORTED;
use crate::engine::series::MetricUnit;
use crate::quantity::money::to_eur_m;
use dialect::Dialect;

/// Headings of the percentiles: `p05` … `p95`.
fn percentile_headings() -> impl Iterator<Item = String> {
    REPORTED.iter().map(|p| format!("p{:02.0}", 100.0 * p))
}

/// A figure in the unit of its table: EUR become EUR million, all else stays.
pub(super) fn in_unit(unit: MetricUnit, value: f64) -> f64 {
    if unit == MetricUnit::EurM { to_eur_m(value) } else { value }
}

/// A number in full precision; an empty cell for what is not known.
pub(super) fn number(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

/// Mean, its standard error, then the percentiles.
fn statistics_cells(statistics: &Statistics, unit: MetricUnit) -> Vec<String> {
    let cell = |value: f64| number(in_unit(unit, value));
    let mut cells = vec![cell(statistics.mean.value), cell(statistics.mean.standard_error)];
    cells.extend(statistics.percentiles.iter().map(|found| cell(found.value)));
    cells
}

/// Both limits of a 95 % interval.
fn limit_cells(found: &Estimate, unit: MetricUnit) -> [String; 2] {
    [found.low, found.high].map(|limit| number(in_unit(unit, limit)))
}

/// Value, standard error and both limits.
fn estimate_cells(found: &Estimate, unit: MetricUnit) -> [String; 4] {
    [found.value, found.standard_error, found.low, found.high].map(|cell| number(in_unit(unit, cell)))
}

/// Calendar year and number of the quarter that ends at a date, as cells.
fn quarter_cells(quarter_end: f64) -> [String; 2] {
    let begin = quarter_end - 0.25;
    let year = begin.floor();
    let quarter = ((begin - year) * 4.0).round() + 1.0;
    [format!("{year:.0}"), format!("{quarter:.0}")]
}

/// One trial says nothing about errors: cells of standard errors and limits are empty then, in all rows.
fn without_unknown_errors(
    mut rows: Vec<Vec<String>>,
    mut n_trials: impl Iterator<Item = u64>,
) -> Vec<Vec<String>> {
    if n_trials.all(|n| n > 1) {
        return rows;
    }
    let is_error = |name: &str| {
        ["_se", "low95", "high95"].iter().any(|end| name.ends_with(end)) || name == "standard_error"
    };
    if let Some((head, cells)) = rows.split_first_mut() {
        for (column, _) in head.iter().enumerate().filter(|(_, name)| is_error(name)) {
            cells.iter_mut().filter_map(|row| row.get_mut(column)).for_each(String::clear);
        }
    }
    rows
}

/// A table: its name, and rows of cells. Numbers are plain, with a decimal point; the dialect is chosen on writing.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    name: &'static str,
    /// The first row has the names of the columns.
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table; the first row holds the names of the columns.
    pub(super) fn new(name: &'static str, rows: Vec<Vec<String>>) -> Table {
        Table { name, rows }
    }

    /// Name of its file without ending.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.rows.first().into_iter().flatten().map(String::as_str)
    }

    /// Different cells of a column, in alphabetical order; none if there is no such column.
    fn words(&self, column: &str) -> BTreeSet<&str> {
        let place = self.columns().position(|name| name == column);
        let cells = self.rows.iter().skip(1).filter_map(|row| row.get(place?));
        cells.map(String::as_str).collect()
    }

    /// Its bytes; quotes what needs it.
    pub fn csv(&self, dialect: Dialect) -> Vec<u8> {
        dialect.bytes(&self.rows)
    }

    /// Its file in an output folder.
    pub fn file(&self, dialect: Dialect) -> OutputFile {
        OutputFile::new(&format!("tables/{}.csv", self.name), self.csv(dialect))
    }
}

/// The files of some tables and of the dictionary that explains them, and the trials if they are written beside them.
pub fn files(
    tables: &[Table],
    has_trials: bool,
    (dialect, language): (Dialect, Language),
) -> Vec<OutputFile> {
    let trials = Table::new("trials", vec![heading(&super::trials::PATTERNS)]);
    let explained: Vec<&Table> = tables.iter().chain(has_trials.then_some(&trials)).collect();
    let dictionary = dictionary::table(&explained, language);
    tables.iter().chain([&dictionary]).map(|table| table.file(dialect)).collect()
}

pub(super) fn heading(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}
