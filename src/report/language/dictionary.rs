//! What columns and words of tables mean, in French. The English stands with the tables.

use super::Language;

/// A line for each meaning: `kind | table | name | meaning`; the table is empty for names that are not of one table.
const FRENCH: &str = include_str!("dictionary_fr.txt");

/// Kinds, tables, names and meanings, line by line.
pub(in crate::report) fn entries() -> impl Iterator<Item = [&'static str; 4]> {
    FRENCH.lines().filter_map(|line| {
        let mut cells = line.splitn(4, '|').map(str::trim);
        Some([cells.next()?, cells.next()?, cells.next()?, cells.next()?])
    })
}

impl Language {
    /// The meaning of a column, or of a word in the column `kind`, where this language has one of its own.
    pub(in crate::report) fn meaning(self, kind: &str, table: &str, name: &str) -> Option<String> {
        if self == Language::English {
            return None;
        }
        let found = entries().find(|entry| entry[..3] == [kind, table, name]);
        found.map(|entry| self.spaced(entry[3]))
    }

    /// The meaning of a column of means of a year.
    pub(in crate::report) fn mean_of_year(self, year: &str) -> String {
        self.pick(
            format!("mean over all futures of the year {year}"),
            format!("moyenne sur tous les futurs de l’année {year}"),
        )
    }

    /// The meaning of the column of a percentile: `50`, `05`.
    pub(in crate::report) fn percentile_meaning(self, percent: u32) -> String {
        if percent == 50 {
            return self
                .pick(
                    "median over futures: half of them lie below",
                    "médiane des futurs : la moitié est au-dessous",
                )
                .to_string();
        }
        self.spaced(&self.pick(
            format!("percentile over futures: {percent} % of them lie below; the low side is p05"),
            format!("percentile des futurs : {percent} % sont au-dessous ; le côté bas est p05"),
        ))
    }

    /// The meaning of a limit of a percentile's interval.
    pub(in crate::report) fn limit_of_percentile(self, percent: &str, is_low: bool) -> String {
        let limit = if is_low { self.pick("lower", "basse") } else { self.pick("upper", "haute") };
        self.spaced(&self.pick(
            format!("{limit} limit of the 95 % interval of p{percent}"),
            format!("borne {limit} de l’intervalle à 95 % de p{percent}"),
        ))
    }
}
