//! Names that try to be something else survive a spreadsheet.

use std::collections::BTreeSet;
use std::fs;

use super::calc::{ENGLISH, FRENCH, read};
use super::cell::Cell;
use super::program::{ampere, tables};

/// Labels that a scenario may have: it refuses those that begin like a formula with `=`, `+` or `@`, and those of
/// several lines, so these stand in remarks.
const LABELS: [&str; 7] = [
    "-1+1",
    "-2;\"R5\", \"R4\"",
    "'quoted'",
    "''",
    "Mégane « E-Tech » œuvre Škoda 電気",
    "a;b,c|d",
    "12,5 %",
];

const NOTES: [&str; 12] = [
    "=1+1",
    "=HYPERLINK(\"http://example.org\";\"click\")",
    "-1+1",
    "+33 1 23 45",
    "@SUM(A1)",
    "\tTab",
    "two\nlines; \"quoted\"",
    "=two\nlines",
    "a\ttab",
    "'=1+1",
    "''=1+1",
    "-0.5",
];

/// Assumptions that carry the remarks.
const PRODUCTS: [&str; 12] = [
    "twingo",
    "renault-5",
    "renault-4",
    "megane-etech",
    "a110",
    "a290",
    "a390",
    "bigster",
    "clio-hybrid",
    "captur-hybrid",
    "duster",
    "jogger",
];

/// The longest text of a cell, in characters.
///
/// Source: Microsoft, "Excel specifications and limits".
const LONGEST: usize = 32_767;

#[test]
fn hostile_names_survive_and_none_is_computed() {
    let root = tempfile::tempdir().expect("a folder");
    let long = format!("=é{}", "long; ".repeat(LONGEST / 6));
    let long: String = long.trim_end().chars().take(LONGEST - 1).collect();
    let quoted = |text: &str| toml::Value::String(text.to_string()).to_string();
    let mut scenario = String::from("extends = \"builtin:base\"\nname = \"Names\"\nsource = \"judgement\"\n");
    for (place, product) in PRODUCTS.iter().enumerate() {
        let label = LABELS.get(place).map_or_else(|| format!("Product {place}"), |label| label.to_string());
        let note = quoted(NOTES[place]);
        scenario +=
            &format!("[product.{product}]\nlabel = {{ value = {}, note = {note} }}\n", quoted(&label));
    }
    let rate = "[battery]\nlearning_rate = { value = \"17%\", note = ";
    scenario += &format!("{rate}{} }}\n", quoted(&long));
    // Not every file system has quotes and line breaks in names; these all have.
    let file = "=2+3;é'.toml";
    fs::write(root.path().join(file), scenario).expect("written");
    for (dialect, locale) in [("standard", ENGLISH), ("excel-fr", FRENCH)] {
        let run = ["run", file, "--deterministic", "--quiet", "--csv", dialect, "--out", dialect];
        ampere(&run, root.path());
        let results =
            fs::read_dir(root.path().join(dialect)).expect("results").next().expect("one").expect("one");
        let all = read(&tables(&results.path()), locale);
        // The rule of the tables: whoever takes one leading apostrophe off a text has it as it was.
        let found: BTreeSet<&str> = all
            .iter()
            .flatten()
            .flatten()
            .filter_map(|cell| match cell {
                Cell::Text(text) => Some(text.strip_prefix('\'').unwrap_or(text)),
                Cell::Number(text) => Some(text),
                Cell::Empty => None,
            })
            .collect();
        for name in LABELS.iter().chain(&NOTES).chain([&long.as_str(), &file]) {
            assert!(found.contains(name), "{dialect}: {name:?} is lost");
        }
    }
}
