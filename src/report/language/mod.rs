//! The two languages of reports, and the only room that a French word comes from.
//!
//! - `summary`, `comparison`, `projection`: sentences of the terminal texts · `terminal`: what surrounds them
//! - `statement`: what `explain` says · `understood`: what `check` echoes
//! - `term`: what the finance people call things: MOP, MCV, point mort, VE
//! - `figure`: titles, subtitles and reading aids of the figures
//! - `unit`: the unit in which an amount is shown: k€, M€, Md€, thousands of cars
//! - `number`: decimal mark, minus sign and spaces of figures · `plain`: those of the terminal
//! - `date`: quarters and dates in words · `dictionary`: what columns and words of tables mean
//!
//! Names of cars, brands and plants come from the scenario: its `label`, or `label_fr` in French.

mod comparison;
pub(super) mod date;
pub(super) mod dictionary;
pub mod figure;
pub mod number;
mod plain;
mod projection;
mod statement;
mod summary;
pub mod term;
pub mod terminal;
mod understood;
pub mod unit;

/// Language of everything that a report says beside the scenario's own labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English with a decimal point.
    #[default]
    English,
    /// French with a decimal comma.
    French,
}

impl Language {
    /// Both of them.
    pub const ALL: [Language; 2] = [Language::English, Language::French];

    /// Picks the text of this language.
    fn pick<T>(self, english: T, french: T) -> T {
        match self {
            Language::English => english,
            Language::French => french,
        }
    }
}
