//! `dictionary.csv`: every column of every table, and every metric, measure and grouping in them, explained.

use std::collections::BTreeMap;

use super::{Table, column, heading, word};
use crate::report::language::Language;

/// Columns whose words have meanings of their own.
const WORDS: [&str; 3] = ["metric", "measure", "grouping"];
const NAME: &str = "dictionary";

/// One row for each column name with one meaning, then one for each word; both with the tables that they occur in.
/// What has no meaning here has an empty cell; that there is none is tested. Meanings are in the language of the
/// reports; names, units and headings are English in every language, since the other tables hold them so.
pub fn table(tables: &[&Table], language: Language) -> Table {
    let head = heading(&["table", "kind", "name", "unit", "meaning"]);
    let own = Table::new(NAME, vec![head.clone()]);
    let mut rows = Rows::default();
    for table in tables.iter().copied().chain([&own]) {
        for name in table.columns() {
            let (unit, meaning) = column::meaning(table.name(), name, language).unwrap_or_default();
            rows.add(table.name(), "column", name, unit, &meaning);
        }
    }
    for table in tables {
        for kind in WORDS {
            for name in table.words(kind) {
                let (unit, meaning) = word::meaning(kind, name, language).unwrap_or_default();
                rows.add(table.name(), kind, name, unit, &meaning);
            }
        }
    }
    Table::new(NAME, std::iter::once(head).chain(rows.rows).collect())
}

#[derive(Default)]
struct Rows {
    rows: Vec<Vec<String>>,
    /// Place of a row by what it says.
    places: BTreeMap<[String; 4], usize>,
}

impl Rows {
    fn add(&mut self, table: &str, kind: &str, name: &str, unit: &str, meaning: &str) {
        let said = [kind, name, unit, meaning].map(str::to_string);
        match self.places.get(&said).and_then(|place| self.rows.get_mut(*place)) {
            Some(row) => row[0] = format!("{}; {table}", row[0]),
            None => {
                self.rows.push(std::iter::once(table.to_string()).chain(said.clone()).collect());
                self.places.insert(said, self.rows.len() - 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::language::dictionary::entries;

    #[test]
    fn what_is_in_two_tables_has_one_row_and_what_is_unknown_an_empty_cell() {
        let row = |cells: [&str; 3]| heading(&cells);
        let a = Table::new("annual", vec![row(["year", "metric", "mode"]), row(["2027", "volume", "1"])]);
        let b = Table::new(
            "annual_difference",
            vec![row(["year", "metric", "n_trials"]), row(["", "volume", "1"])],
        );
        let found = table(&[&a, &b], Language::English);
        let of =
            |name: &str| -> Vec<&Vec<String>> { found.rows.iter().filter(|row| row[2] == name).collect() };
        assert_eq!(of("year").len(), 1);
        assert_eq!(of("year")[0][0], "annual; annual_difference");
        assert_eq!(of("volume")[0][1..4], ["metric", "volume", "vehicles"]);
        assert_eq!(of("mode")[0][3..], ["", ""]);
        assert_eq!(of("meaning").len(), 1, "it explains itself");
    }

    #[test]
    fn every_meaning_has_its_french_and_no_french_is_of_nothing() {
        let columns = column::all().map(|(table, name)| ["column", table, name]);
        let words =
            WORDS.into_iter().flat_map(|kind| word::list(kind).iter().map(move |word| [kind, "", word.0]));
        let mut english: Vec<[&str; 3]> = columns.chain(words).collect();
        let mut french: Vec<[&str; 3]> =
            entries().map(|[kind, table, name, _]| [kind, table, name]).collect();
        english.sort_unstable();
        french.sort_unstable();
        let missing: Vec<_> = english.iter().filter(|entry| !french.contains(entry)).collect();
        let unknown: Vec<_> = french.iter().filter(|entry| !english.contains(entry)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
        assert_eq!(english.len(), french.len(), "each has one");
        assert!(entries().all(|entry| !entry[3].is_empty() && !entry[3].contains('|')));
        let tables =
            [&Table::new("annual", vec![heading(&["metric", "p05", "p50_low95"]), heading(&["volume"])])];
        let [a, b] = Language::ALL.map(|language| table(&tables, language));
        assert_eq!(a.rows.len(), b.rows.len());
        for (a, b) in a.rows.iter().zip(&b.rows).skip(1) {
            assert_eq!(a[..4], b[..4], "only the meaning is French");
            assert_ne!(a[4], b[4]);
        }
    }
}
