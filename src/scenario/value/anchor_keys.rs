//! Anchors of a path that are written as keys of TOML: `{ 2026.5 = 0.1 }` instead of `"2026.5: 0.1"`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::super::problem::Problem;
use super::super::table::in_file_order;
use super::read::Place;

/// Whether a key is a year, or the part of a decimal year before the point.
pub(super) fn is_year(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

impl Place<'_> {
    pub(super) fn path_as_table(&self, span: Range<usize>, table: &DeTable) -> Problem {
        let problem = Problem::at(self.file, span, "a path is text, not a table");
        match self.anchors_of(table) {
            Some(path) => problem.hint(format!("write \"{path}\"")),
            None => problem.hint("write \"2025: 11.4%, 2026: 10.8%\""),
        }
    }

    /// Anchors that were written as TOML keys, as the text they should be. TOML cuts `2026.5 = 0.1` into a
    /// table `2026` with a key `5`: it is put together again.
    fn anchors_of(&self, table: &DeTable) -> Option<String> {
        let mut anchors = Vec::new();
        for (name, value) in in_file_order(table) {
            let year = name.get_ref().as_ref();
            if year.parse::<f64>().is_err() {
                continue;
            }
            match value.get_ref() {
                DeValue::Table(parts) => {
                    for (part, value) in in_file_order(parts) {
                        let year = format!("{year}.{}", part.get_ref());
                        anchors.push((year.parse::<f64>().ok()?, year, self.as_written(value)));
                    }
                }
                _ => {
                    anchors.push((year.parse::<f64>().ok()? + 0.5, year.to_string(), self.as_written(value)))
                }
            }
        }
        anchors.sort_by(|a, b| a.0.total_cmp(&b.0));
        let texts: Vec<String> =
            anchors.iter().take(12).map(|(_, year, value)| format!("{year}: {value}")).collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    pub(super) fn anchor_as_key(
        &self,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        table: &DeTable,
    ) -> Problem {
        let word = name.get_ref();
        let whole = self.anchors_of(table).or_else(|| match value.get_ref() {
            DeValue::Table(parts) => parts
                .iter()
                .next()
                .map(|(part, value)| format!("{word}.{}: {}", part.get_ref(), self.as_written(value))),
            _ => Some(format!("{word}: {}", self.as_written(value))),
        });
        let message = "an anchor of a path is not a key of TOML";
        Problem::at(self.file, name.span(), message)
            .hint(format!("write path = \"{}\"", whole.unwrap_or_default()))
    }
}
