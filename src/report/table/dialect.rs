//! How cells become bytes: separators, decimal marks, and a defence against text that a spreadsheet would compute.

use std::io;

use super::column;

/// A way of writing CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, decimal points, line feeds: for programs, and for spreadsheets in English.
    #[default]
    Standard,
    /// Semicolons, decimal commas, a byte-order mark and CR LF: what a French spreadsheet opens by a double click.
    ExcelFr,
}

/// What a spreadsheet would take for the start of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What says that text is text.
const QUOTE: char = '\'';

/// A text with an apostrophe before it if a spreadsheet would take it for a formula, or if it begins with one itself:
/// whoever takes one leading apostrophe away has the text again. A plain number stays a number.
fn defended(text: &str) -> String {
    let endangered = text.starts_with(FORMULA) && !is_plain_number(text);
    if endangered || text.starts_with(QUOTE) { format!("{QUOTE}{text}") } else { text.to_string() }
}

/// Digits with a decimal point, a minus or an exponent: no name of anything.
fn is_plain_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | 'e')) && text.parse::<f64>().is_ok()
}

impl Dialect {
    /// What stands between two cells.
    pub fn delimiter(self) -> u8 {
        match self {
            Dialect::Standard => b',',
            Dialect::ExcelFr => b';',
        }
    }

    /// A writer of rows behind the byte-order mark; quotes what needs it.
    pub(in crate::report) fn writer<W: io::Write>(self, to: W) -> csv::Writer<W> {
        let end = match self {
            Dialect::Standard => csv::Terminator::Any(b'\n'),
            Dialect::ExcelFr => csv::Terminator::CRLF,
        };
        let mut builder = csv::WriterBuilder::new();
        builder.flexible(true).delimiter(self.delimiter()).terminator(end).from_writer(to)
    }

    /// What stands before everything: the mark that tells a French Excel that letters are UTF-8.
    pub fn byte_order_mark(self) -> &'static str {
        match self {
            Dialect::Standard => "",
            Dialect::ExcelFr => "\u{feff}",
        }
    }

    /// A plain number in this dialect.
    pub fn number(self, plain: &str) -> String {
        match self {
            Dialect::Standard => plain.to_string(),
            Dialect::ExcelFr => plain.replace('.', ","),
        }
    }

    fn cell(self, is_text: bool, cell: &str) -> String {
        if !is_text && is_plain_number(cell) { self.number(cell) } else { defended(cell) }
    }

    /// Rows, the first one the names of their columns, as bytes.
    pub(super) fn bytes(self, rows: &[Vec<String>]) -> Vec<u8> {
        let is_text: Vec<bool> =
            rows.first().into_iter().flatten().map(|name| column::is_text(name)).collect();
        let mut writer = self.writer(self.byte_order_mark().as_bytes().to_vec());
        for (place, row) in rows.iter().enumerate() {
            let is_text = |column: usize| place == 0 || is_text.get(column).copied().unwrap_or(true);
            let cells = row.iter().enumerate().map(|(column, cell)| self.cell(is_text(column), cell));
            // Writing into memory does not fail.
            let _ = writer.write_record(cells.collect::<Vec<String>>());
        }
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names that a scenario may give to a product.
    const HOSTILE: [&str; 18] = [
        "=1+1",
        "-Twingo",
        "+5 % R5",
        "@SUM(A1)",
        "\tTab",
        "\rReturn",
        "'quoted'",
        "''",
        "Mégane « E-Tech », 4×4",
        "a;b,c",
        "say \"R5\"",
        "two\nlines",
        "two\r\nlines",
        "12,5",
        "1.5",
        "-1.5",
        "nul\u{a0}space",
        "",
    ];

    fn read(dialect: Dialect, bytes: &[u8]) -> Vec<Vec<String>> {
        let text = bytes.strip_prefix(dialect.byte_order_mark().as_bytes()).unwrap();
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder.has_headers(false).delimiter(dialect.delimiter()).from_reader(text);
        reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect()
    }

    #[test]
    fn hostile_names_survive_a_round_trip_and_none_is_a_formula() {
        for dialect in [Dialect::Standard, Dialect::ExcelFr] {
            let mut rows = vec![vec!["label".to_string(), "mean".to_string()]];
            rows.extend(HOSTILE.map(|name| vec![name.to_string(), "-0.25".to_string()]));
            let found = read(dialect, &dialect.bytes(&rows));
            assert_eq!(found.len(), rows.len());
            for (found, row) in found.iter().zip(&rows).skip(1) {
                let cell = &found[0];
                assert!(!cell.starts_with(FORMULA) || is_plain_number(cell), "{cell:?}");
                assert_eq!(cell.strip_prefix(QUOTE).unwrap_or(cell), row[0], "{dialect:?}");
                assert_eq!(found[1], dialect.number("-0.25"), "a negative number stays a number");
            }
        }
    }

    #[test]
    fn french_cells_have_decimal_commas_only_in_columns_of_numbers() {
        let rows = [["label", "mean"], ["1.5", "1234.5"], ["é", ""]];
        let rows = rows.map(|row| row.map(str::to_string).to_vec());
        let french = String::from_utf8(Dialect::ExcelFr.bytes(&rows)).unwrap();
        assert_eq!(french, "\u{feff}label;mean\r\n1.5;1234,5\r\né;\r\n");
        let standard = String::from_utf8(Dialect::Standard.bytes(&rows)).unwrap();
        assert_eq!(standard, "label,mean\n1.5,1234.5\né,\n");
    }

    #[test]
    fn words_in_a_column_of_numbers_are_defended_too() {
        let rows = [["mean"], ["-inf"], ["=A1"]].map(|row| row.map(str::to_string).to_vec());
        assert_eq!(Dialect::Standard.bytes(&rows), b"mean\n'-inf\n'=A1\n");
    }
}
