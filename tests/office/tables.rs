//! Every table that the program writes is read equal, cell by cell.

use std::fs;
use std::path::{Path, PathBuf};

use super::calc::{ENGLISH, FRENCH, Locale, read};
use super::cell::{Cell, cells};
use super::program::{ampere, tables};

/// A spreadsheet gives 15 digits of a number back, where a double may need 17: half a unit of the last of them, of a
/// number that begins with 1, and what a double adds to it.
const FIFTEEN_DIGITS: f64 = 5e-15 + f64::EPSILON;
/// And no more than 20 decimals, which is far below a cent.
const TWENTY_DECIMALS: f64 = 1e-20;

/// The number that a locale reads in a text, if it does.
fn number(text: &str, locale: Locale) -> Option<f64> {
    let foreign = if locale.decimal == ',' { '.' } else { ',' };
    (!text.contains(foreign)).then(|| text.replace(locale.decimal, ".").parse().ok()).flatten()
}

/// Whether a spreadsheet shows what was written: the same number to 15 digits, or the same text.
fn is_same(written: &str, found: &Cell, locale: Locale) -> bool {
    match found {
        Cell::Empty => written.is_empty(),
        Cell::Text(text) => text == written,
        // A date as ISO 8601 writes it is a date, and reads the same.
        Cell::Number(text) if text == written => true,
        Cell::Number(text) => match (number(written, locale), number(text, locale)) {
            (Some(a), Some(b)) => (a - b).abs() <= (FIFTEEN_DIGITS * a.abs()).max(TWENTY_DECIMALS),
            _ => false,
        },
    }
}

/// What of some tables a spreadsheet reads in another way, and how many numbers, negative ones and texts it read.
fn differences(files: &[PathBuf], locale: Locale) -> (Vec<String>, [usize; 3]) {
    let (mut different, mut counts) = (Vec::new(), [0; 3]);
    for (file, found) in files.iter().zip(read(files, locale)) {
        let text = fs::read_to_string(file).expect("a table");
        // The usual reader of CSV, written by somebody else, says what was written.
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder
            .has_headers(false)
            .delimiter(locale.delimiter)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let written: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(written.len(), found.len(), "rows of {file:?}");
        let heading = &written[0];
        for (place, (row, found)) in written.iter().zip(&found).enumerate() {
            assert!(found.len() <= row.len(), "{file:?} {place}");
            for (column, cell) in row.iter().enumerate() {
                let found = found.get(column).unwrap_or(&Cell::Empty);
                let is_number = place > 0 && number(cell, locale).is_some();
                let as_kind = !is_number || matches!(found, Cell::Number(_));
                if !as_kind || !is_same(cell, found, locale) {
                    different.push(format!("{file:?} {place} {}: {cell:?} and {found:?}", &heading[column]));
                }
                counts[0] += usize::from(is_number);
                counts[1] += usize::from(is_number && cell.starts_with('-'));
                counts[2] += usize::from(matches!(found, Cell::Text(_)));
            }
        }
    }
    (different, counts)
}

fn assert_equal(files: &[PathBuf], locale: Locale, at_least: [usize; 3]) {
    let (different, counts) = differences(files, locale);
    assert!(different.is_empty(), "{} cells: {:#?}", different.len(), &different[..different.len().min(20)]);
    assert!(counts.iter().zip(at_least).all(|(n, least)| *n >= least), "{counts:?}");
}

/// A run with all its tables, trials too.
fn run(root: &Path, dialect: &str) -> Vec<PathBuf> {
    let options = ["--trials", "64", "--quiet", "--csv", dialect, "--trials-out", "csv"];
    ampere(&[&["run"], &options[..]].concat(), root);
    let files = tables(&root.join("output/base"));
    assert_eq!(files.len(), 7, "{files:?}");
    files
}

#[test]
fn tables_of_a_run_in_a_french_spreadsheet() {
    let root = tempfile::tempdir().expect("a folder");
    assert_equal(&run(root.path(), "excel-fr"), FRENCH, [500_000, 10_000, 50_000]);
}

#[test]
fn tables_of_a_run_in_an_english_spreadsheet() {
    let root = tempfile::tempdir().expect("a folder");
    assert_equal(&run(root.path(), "standard"), ENGLISH, [500_000, 10_000, 50_000]);
}

#[test]
fn tables_of_a_comparison_and_a_statement_in_a_french_spreadsheet() {
    let root = tempfile::tempdir().expect("a folder");
    let options = ["--trials", "64", "--quiet", "--lang", "fr", "--csv", "excel-fr"];
    ampere(&[&["compare", "builtin:base", "builtin:price-war"], &options[..]].concat(), root.path());
    let mut files = tables(&root.path().join("output/base-vs-price-war"));
    assert_eq!(files.len(), 9, "{files:?}");
    let statement = ["explain", "--year", "2027", "--perimeter", "ampere", "--format", "csv"];
    let statement = ampere(&[&statement[..], &options[..]].concat(), root.path());
    files.push(root.path().join("statement.csv"));
    fs::write(&files[9], statement).expect("written");
    assert_equal(&files, FRENCH, [100_000, 10_000, 50_000]);
}

/// The comparison would see each of the ways in which a cell can go wrong.
#[test]
fn what_a_spreadsheet_computes_or_shifts_is_seen() {
    let root = tempfile::tempdir().expect("a folder");
    let file = root.path().join("wrong.csv");
    // A formula, a decimal point in French, a number in a form of its own, and one of more than 15 digits that is fine.
    let rows = "\u{feff}label;mean\r\n=1+1;1\r\né;1.5\r\n0012x;1e5\r\nx;0,12345678901234567\r\n";
    fs::write(&file, rows).expect("written");
    let (different, _) = differences(std::slice::from_ref(&file), FRENCH);
    assert!(different.len() == 1 && different[0].contains("\"=1+1\" and Number(\"2\")"), "{different:?}");
    // Decimal commas where points are expected are no numbers.
    fs::write(&file, "label,mean\n\"Mégane\",\"1,5\"\n").expect("written");
    let found = read(&[file], ENGLISH);
    assert_eq!(found[0][1], cells("\"Mégane\";\"1,5\"", b';')[0]);
}
