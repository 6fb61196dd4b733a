//! In which form results are wanted: language, dialects, formats.

use crate::report::language::Language;
use crate::report::table::dialect::Dialect;

/// Formats of the table of all futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TrialsOut {
    /// One row for each future, in the dialect of --csv
    Csv,
    /// For Python, R and databases
    Parquet,
}

/// Dialects of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Csv {
    /// Commas and decimal points
    Standard,
    /// Semicolons, decimal commas, UTF-8 with a byte-order mark, CR LF
    ExcelFr,
}

impl Csv {
    /// As reports know it.
    pub fn dialect(self) -> Dialect {
        match self {
            Csv::Standard => Dialect::Standard,
            Csv::ExcelFr => Dialect::ExcelFr,
        }
    }
}

/// How a summary is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum SummaryFormat {
    /// 80 columns.
    Text,
    /// One object for each run or comparison; English keys, numbers, null where nothing is known.
    Json,
}

/// Language of texts, plots and labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// French, with the `label_fr` of the scenario.
    Fr,
}

impl Lang {
    /// As reports know it.
    pub fn language(self) -> Language {
        match self {
            Lang::En => Language::English,
            Lang::Fr => Language::French,
        }
    }
}
