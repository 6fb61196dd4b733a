//! The tables of an output folder: the dictionary explains all of them, the wide one has the means of the tidy one,
//! assumptions say where they come from, and the French dialect holds the same cells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::program::{ampere, text};

/// A table's columns and rows.
type Rows = Vec<BTreeMap<String, String>>;

fn read(bytes: &[u8], delimiter: u8) -> (Vec<String>, Rows) {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_string).collect();
    let rows = reader.records().map(|row| {
        let row = row.expect("as many cells as columns");
        columns.iter().cloned().zip(row.iter().map(str::to_string)).collect()
    });
    (columns.clone(), rows.collect())
}

fn tables(folder: &Path) -> BTreeMap<String, (Vec<String>, Rows)> {
    let entries = fs::read_dir(folder.join("tables")).expect("a folder of tables");
    let tables = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().to_string();
        (name, read(&fs::read(&path).expect("a table"), b','))
    });
    tables.collect()
}

fn ran(arguments: &[&str], folder: &Path) {
    let output = ampere(arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// What the dictionary of a folder does not explain, or explains wrongly.
fn unexplained(folder: &Path) -> Vec<String> {
    let tables = tables(folder);
    let dictionary = &tables["dictionary"].1;
    let explains = |kind: &str, name: &str, table: &str, unit: Option<&str>| {
        dictionary.iter().any(|row| {
            row["kind"] == kind
                && row["name"] == name
                && row["table"].split("; ").any(|t| t == table)
                && !row["meaning"].is_empty()
                && unit.is_none_or(|unit| row["unit"] == unit)
        })
    };
    let mut missing = BTreeSet::new();
    for (table, (columns, rows)) in &tables {
        for column in columns.iter().filter(|column| !explains("column", column, table, None)) {
            missing.insert(format!("column {column} of {table}"));
        }
        for kind in
            ["metric", "measure", "grouping"].into_iter().filter(|kind| columns.iter().any(|c| c == kind))
        {
            for row in rows {
                let unit = row.get("unit").filter(|_| kind == "metric").map(String::as_str);
                if !explains(kind, &row[kind], table, unit) {
                    missing.insert(format!("{kind} {} of {table} in {unit:?}", row[kind]));
                }
            }
        }
    }
    missing.into_iter().collect()
}

#[test]
fn the_dictionary_explains_every_column_metric_measure_and_grouping() {
    let root = tempfile::tempdir().expect("a folder");
    let mechanisms = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mechanisms.toml");
    ran(&["run", "builtin:base", mechanisms, "--deterministic", "--quiet"], root.path());
    ran(&["compare", "builtin:base", "builtin:price-war", "--deterministic", "--quiet"], root.path());
    let output = root.path().join("output");
    let folders: Vec<_> =
        fs::read_dir(&output).expect("results").map(|e| e.expect("an entry").path()).collect();
    assert_eq!(folders.len(), 3, "{folders:?}");
    for folder in &folders {
        assert_eq!(unexplained(folder), Vec::<String>::new(), "{folder:?}");
    }
    // The check finds what is missing.
    let annual = folders[0].join("tables/annual.csv");
    let strange = fs::read_to_string(&annual).expect("a table").replacen("revenue", "turnover", 1);
    fs::write(&annual, strange.replacen("mean_se", "mean_error", 1)).expect("written");
    assert_eq!(unexplained(&folders[0]).len(), 2, "{:?}", unexplained(&folders[0]));
}

#[test]
fn the_wide_table_has_the_means_of_the_tidy_one() {
    let root = tempfile::tempdir().expect("a folder");
    ran(&["run", "--deterministic", "--quiet"], root.path());
    let tables = tables(&root.path().join("output/base-deterministic"));
    let (annual, wide) = (&tables["annual"].1, &tables["annual_wide"].1);
    let key = |row: &BTreeMap<String, String>| {
        ["grouping", "name", "metric", "entity", "unit"].map(|c| row[c].clone())
    };
    let by_series: BTreeMap<_, _> = wide.iter().map(|row| (key(row), row)).collect();
    assert_eq!(by_series.len(), wide.len(), "one row for each series");
    assert!(annual.len() > 1_000);
    for row in annual {
        assert_eq!(by_series[&key(row)][&row["year"]], row["mean"], "{row:?}");
    }
    let years = tables["annual_wide"].0.iter().filter(|column| column.parse::<i32>().is_ok()).count();
    assert_eq!(years * wide.len(), annual.len(), "nothing else is in it");
}

#[test]
fn every_assumption_has_its_words_sources_and_place() {
    let root = tempfile::tempdir().expect("a folder");
    let child = "extends = \"builtin:base\"\nname = \"Child\"\nsource = \"judgement\"\n\
                 [battery]\nlearning_rate = { value = \"-0% to 24%\", note = \"=\\\"a;b\\\"\" }\n\
                 [change]\n\"line.ampere-sga.cost_eur_m\" = { multiply = 0.9 }\n";
    fs::write(root.path().join("child.toml"), child.replace("-0% to", "10% to")).expect("written");
    ran(&["run", "child.toml", "--set", "money.tax_rate=20%", "--deterministic", "--quiet"], root.path());
    let folder =
        fs::read_dir(root.path().join("output")).expect("results").next().expect("one").expect("one").path();
    let rows = &tables(&folder)["assumptions"].1;
    let of = |key: &str| rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    let own = of("battery.learning_rate");
    assert_eq!(
        (&own["value_as_written"][..], &own["file"][..], &own["line"][..]),
        ("10% to 24%", "child.toml", "5")
    );
    assert_eq!((&own["note"][..], &own["sources"][..]), ("'=\"a;b\"", "judgement"));
    let set = of("money.tax_rate");
    assert_eq!(
        (&set["value_as_written"][..], &set["file"][..], &set["line"][..]),
        ("20%", "command line", "")
    );
    let changes = &of("line.ampere-sga.cost_eur_m")["changes"];
    assert!(changes.starts_with("times 0.9 (child.toml, line 7); plus 300"), "{changes}");
    assert!(changes.contains(" by event.large-recall (builtin:base/events, line "), "{changes}");
    assert!(!of("run.step")["file"].is_empty());
    assert!(
        of("product.renault-5.share")["label"].contains("Renault 5"),
        "{:?}",
        of("product.renault-5.share")
    );
    let manifest = fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let resolved = manifest["scenarios"][0]["resolved"].as_object().expect("an object");
    for (key, value) in resolved {
        let cell = &of(key)["value_as_written"];
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), value.as_str().expect("a text"), "{key}");
    }
    let cited = rows.iter().filter(|row| !["", "judgement"].contains(&&row["sources"][..]));
    let mut n_cited = 0;
    for row in cited {
        n_cited += 1;
        let ids: Vec<&str> = row["sources"].split("; ").filter(|id| *id != "judgement").collect();
        assert!(ids.iter().all(|id| row["source_details"].contains(&format!("{id}: "))), "{row:?}");
    }
    assert!(n_cited > 100);
}

#[test]
fn the_french_dialect_has_the_same_cells_with_semicolons_and_decimal_commas() {
    let root = tempfile::tempdir().expect("a folder");
    for dialect in ["standard", "excel-fr"] {
        ran(&["run", "--deterministic", "--quiet", "--csv", dialect, "--out", dialect], root.path());
    }
    let folder = |dialect: &str| root.path().join(dialect).join("base-deterministic/tables");
    let mut n_tables = 0;
    for entry in fs::read_dir(folder("standard")).expect("tables") {
        n_tables += 1;
        let name = entry.expect("an entry").file_name();
        let standard = read(&fs::read(folder("standard").join(&name)).expect("a table"), b',');
        let bytes = fs::read(folder("excel-fr").join(&name)).expect("a table");
        let french = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
        assert!(french.ends_with(b"\r\n"));
        let french = read(french, b';');
        assert_eq!(standard.0, french.0, "{name:?}");
        assert_eq!(standard.1.len(), french.1.len(), "{name:?}");
        for (a, b) in standard.1.iter().zip(&french.1) {
            for (column, cell) in a {
                let as_number = cell.replace('.', ",");
                let same = b[column] == *cell || (cell.parse::<f64>().is_ok() && b[column] == as_number);
                assert!(same, "{name:?} {column}: {cell} and {}", b[column]);
                assert!(column != "mean" || !b[column].contains('.'), "{name:?} {column}: {}", b[column]);
            }
        }
    }
    assert_eq!(n_tables, 6);
    let explain = ["explain", "--year", "2027", "--deterministic", "--format", "csv", "--csv", "excel-fr"];
    let output = ampere(&explain, root.path());
    assert_eq!(output.status.code(), Some(0));
    let (columns, rows) = read(output.stdout.strip_prefix("\u{feff}".as_bytes()).expect("a mark"), b';');
    assert_eq!(columns[..2], ["scenario", "perimeter"]);
    assert!(rows.iter().any(|row| row["kind"] == "entry" && row["value"].contains(',')));
}
