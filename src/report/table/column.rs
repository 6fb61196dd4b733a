//! What every column of every table means: read by the dictionary, and by the writer to know text from numbers.

use crate::analysis::quantile::REPORTED;
use crate::report::language::Language;

/// A column: the table it is meant for (any for an empty name), its name, unit and meaning. The unit `text` marks
/// columns of words, `as unit` those whose unit stands in the column `unit` of the row.
type Column = (&'static str, &'static str, &'static str, &'static str);

/// Unit of a column of words.
const TEXT: &str = "text";
const AS_UNIT: &str = "as unit";

const COLUMNS: &[Column] = &[
    (
        "",
        "scenario",
        TEXT,
        "the scenario: name of its file without ending, or with a short hash of changes by --set",
    ),
    ("", "scenario_a", TEXT, "the scenario that the other one is compared with"),
    ("", "scenario_b", TEXT, "the scenario that is compared: differences are b minus a"),
    ("", "perimeter", TEXT, "whose break-even: an entity or programme of the scenario"),
    ("", "grouping", TEXT, "by what the business is grouped in this row"),
    ("", "name", TEXT, "name in the scenario file"),
    ("", "label", TEXT, "name for people"),
    ("", "metric", TEXT, "what is measured; each metric has a row in dictionary.csv"),
    ("", "measure", TEXT, "what is said about the date; each measure has a row in dictionary.csv"),
    ("", "unit", TEXT, "unit of the figures in this row; EUR m is EUR million"),
    ("", "year", "year", "calendar year"),
    (
        "",
        "quarter",
        "1 to 4",
        "calendar quarter at whose end it is measured; empty if the row is of no quarter",
    ),
    ("", "mean", AS_UNIT, "mean over all futures; means add up, percentiles do not"),
    ("", "mean_se", AS_UNIT, "standard error of the mean; empty in a run of one future"),
    ("", "mean_low95", AS_UNIT, "lower limit of the 95 % interval of the mean"),
    ("", "mean_high95", AS_UNIT, "upper limit of the 95 % interval of the mean"),
    (
        "",
        "mean_difference",
        AS_UNIT,
        "mean over futures of the figure in b minus that in a, on the same draws",
    ),
    ("", "standard_error", AS_UNIT, "standard error of the figure before it"),
    ("", "low95", AS_UNIT, "lower limit of its 95 % interval"),
    ("", "high95", AS_UNIT, "upper limit of its 95 % interval"),
    ("", "n_trials", "futures", "number of futures that have the figure"),
    ("", "entity", TEXT, "in whose accounts the row stands; empty where several may share it"),
    ("break_even", "p_by", "share", "probability that the date has been reached by the end of the quarter"),
    ("break_even", "p_by_low95", "share", "lower limit of the 95 % interval of p_by"),
    ("break_even", "p_by_high95", "share", "upper limit of the 95 % interval of p_by"),
    ("break_even", "standard_error", "share", "standard error of p_by"),
    (
        "break_even",
        "never",
        "share",
        "share of futures in which the date is not reached by the end of the horizon",
    ),
    ("break_even", "never_se", "share", "standard error of never"),
    ("break_even", "never_low95", "share", "lower limit of the 95 % interval of never"),
    ("break_even", "never_high95", "share", "upper limit of the 95 % interval of never"),
    (
        "break_even",
        "before_start",
        "share",
        "share of futures in which it already held when the projection began",
    ),
    ("break_even", "before_start_se", "share", "standard error of before_start"),
    ("break_even", "before_start_low95", "share", "lower limit of the 95 % interval of before_start"),
    ("break_even", "before_start_high95", "share", "upper limit of the 95 % interval of before_start"),
    ("break_even_shift", "value", "share or years", "the figure that measure names"),
    ("break_even_shift", "n_trials", "pairs", "number of pairs of futures that the figure is of"),
    ("annual_difference", "n_trials", "pairs", "number of pairs of futures"),
    (
        "metrics_difference",
        "n_trials",
        "pairs",
        "number of pairs of futures that have the figure in both scenarios",
    ),
    ("assumptions", "key", TEXT, "key of the assumption, as --set and scenario files write it"),
    ("assumptions", "label", TEXT, "what the assumption is, for people"),
    ("assumptions", "value_as_written", TEXT, "value as written in the scenario file, in its language"),
    ("assumptions", "unit", TEXT, "unit of the numbers in value_as_written"),
    ("assumptions", "role", TEXT, "`lever` if management decides it"),
    ("assumptions", "sources", TEXT, "ids of sources, or `judgement` for what rests on no document"),
    ("assumptions", "source_details", TEXT, "title, publisher and date of each source, where known"),
    ("assumptions", "as_of", TEXT, "date of the information"),
    ("assumptions", "note", TEXT, "remark of the scenario file"),
    ("assumptions", "changes", TEXT, "changes relative to a parent that act on the value, with their places"),
    ("assumptions", "file", TEXT, "file that states it, `command line` for --set, `default` if none does"),
    ("assumptions", "line", "line", "line of the file, from 1"),
    ("dictionary", "table", TEXT, "tables in which it occurs"),
    ("dictionary", "kind", TEXT, "column, or a word in the column metric, measure or grouping"),
    ("dictionary", "name", TEXT, "as it stands in the table"),
    ("dictionary", "unit", TEXT, "unit; `as unit` says that it stands in the column unit of each row"),
    ("dictionary", "meaning", TEXT, "what it means"),
    ("trials", "trial", "number", "number of the future, from 0"),
    ("trials", "input.<key>", "of the key", "value of an assumption that is drawn once in this future"),
    ("trials", "input.<key>.level", "factor", "drawn multiplier of a path after the end of history"),
    (
        "trials",
        "<grouping>.<name>.<metric>.<year>",
        "of the metric",
        "the figure of annual.csv in this future",
    ),
    (
        "trials",
        "question.<name>.<date>",
        "year",
        "end of the quarter in which the date is reached; the first year if it already holds then; empty if not by \
         the horizon",
    ),
    ("trials", "question.<name>.net_present_value", "EUR m", "net present value in this future"),
    ("trials", "question.<name>.peak_funding", "EUR m", "peak funding in this future"),
    (
        "trials",
        "question.<name>.internal_rate_of_return",
        "share",
        "per year; empty unless there is exactly one",
    ),
    ("trials", "question.<name>.internal_rates_of_return", "count", "how many there are; 2 for several"),
    (
        "trials",
        "cut.<platform>.<generation>.realised_cost_cut_by_<date>",
        "share",
        "realised cut of unit cost",
    ),
    (
        "trials",
        "cut.<platform>.<generation>.own_levers_cost_cut_by_<date>",
        "share",
        "its part by own levers",
    ),
    (
        "trials",
        "further.<name>.<date>",
        "year",
        "a date of break_even.csv that is not of a question: cost cut, peak funding, cover, hand-over, parity; as \
         question.<name>.<date>",
    ),
    (
        "trials",
        "further.<name>.<metric>",
        "of the metric",
        "a further figure of metrics.csv in this future; 1 or 0 where metrics.csv has a probability",
    ),
    (
        "trials",
        "further.<name>.<metric>.<year>",
        "of the metric",
        "the same of a year; empty where there is none, as a cover without a need",
    ),
    (
        "trials",
        "happened.<key>",
        "1 or 0",
        "whether the event happens by the end of the reported years, or the option of the regime holds",
    ),
    ("explain", "trial", "number", "number of the future, from 0"),
    ("explain", "figure", TEXT, "figure of the statement that the row belongs to"),
    ("explain", "kind", TEXT, "entry, quantity, assumption, rounding or total"),
    ("explain", "value", AS_UNIT, "amount, quantity or value in this future and year"),
    ("explain", "formula", TEXT, "how the amount comes about"),
    ("explain", "sources", TEXT, "ids of the sources of an assumption"),
];

/// Unit and meaning of a column of a table.
pub(super) fn meaning(table: &str, name: &str, language: Language) -> Option<(&'static str, String)> {
    let of = |wanted: &str| COLUMNS.iter().find(|column| (column.0, column.1) == (wanted, name));
    if let Some((table, _, unit, english)) = of(table).or_else(|| of("")) {
        let own = language.meaning("column", table, name);
        return Some((unit, own.unwrap_or_else(|| (*english).to_string())));
    }
    if table == "annual_wide" && name.parse::<i32>().is_ok() {
        return Some((AS_UNIT, language.mean_of_year(name)));
    }
    percentile(name, language).map(|meaning| (AS_UNIT, meaning))
}

/// The table and the name of each meaning.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    COLUMNS.iter().map(|column| (column.0, column.1))
}

/// `p05`, `p05_low95`, `p05_high95` …
fn percentile(name: &str, language: Language) -> Option<String> {
    let (percent, limit) = name.strip_prefix('p')?.split_at_checked(2)?;
    let number: u32 = percent.parse().ok()?;
    let known = REPORTED.iter().any(|p| format!("{:02.0}", 100.0 * p) == percent);
    match limit {
        _ if !known => None,
        "" => Some(language.percentile_meaning(number)),
        "_low95" => Some(language.limit_of_percentile(percent, true)),
        "_high95" => Some(language.limit_of_percentile(percent, false)),
        _ => None,
    }
}

/// Whether a column holds words; a name does so in all tables or in none.
pub(super) fn is_text(name: &str) -> bool {
    COLUMNS.iter().any(|column| column.1 == name && column.2 == TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(table: &str, name: &str) -> Option<(&'static str, String)> {
        super::meaning(table, name, Language::English)
    }

    #[test]
    fn percentiles_and_years_have_meanings_and_other_names_none() {
        assert!(meaning("annual", "p05").is_some_and(|(_, said)| said.contains("5 %")));
        assert!(meaning("metrics", "p95_high95").is_some());
        assert!(meaning("annual_wide", "2031").is_some_and(|(_, said)| said.contains("2031")));
        for (table, name) in [("annual", "p07"), ("annual", "2031"), ("annual", "mode"), ("metrics", "p05_x")]
        {
            assert_eq!(meaning(table, name), None, "{table} {name}");
        }
    }

    #[test]
    fn a_name_is_of_words_or_of_numbers_in_all_tables_and_defined_once_in_each() {
        for (place, (table, name, unit, meaning)) in COLUMNS.iter().enumerate() {
            assert!(!meaning.is_empty() && !unit.is_empty(), "{table} {name}");
            let others = COLUMNS.iter().skip(place + 1).filter(|other| other.1 == *name);
            for other in others {
                assert_ne!(other.0, *table, "{name} is defined twice");
                assert_eq!(other.2 == TEXT, *unit == TEXT, "{table} {name}");
            }
        }
    }
}
