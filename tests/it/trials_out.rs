//! `--trials-out`: every trial is in the file, its figures have the means of the tables, and both formats hold the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;

use super::program::{ampere, text};

/// Columns by name; NaN for an empty cell.
type Columns = BTreeMap<String, Vec<f64>>;

fn csv_columns(bytes: &[u8], delimiter: u8) -> Columns {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_string).collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
    for row in reader.records() {
        for (column, cell) in columns.iter_mut().zip(row.expect("a row").iter()) {
            let cell = cell.replace(',', ".");
            column.push(if cell.is_empty() { f64::NAN } else { cell.parse().expect("a number") });
        }
    }
    let n = names.len();
    let columns: Columns = names.into_iter().zip(columns).collect();
    assert_eq!(columns.len(), n, "no name is given twice");
    columns
}

fn parquet_columns(path: &Path) -> Columns {
    let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("Parquet");
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let names: Vec<String> = schema.columns().iter().map(|column| column.name().to_string()).collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
    for row in reader.get_row_iter(None).expect("rows") {
        let row = row.expect("a row");
        for (place, column) in columns.iter_mut().enumerate() {
            column.push(match place {
                0 => row.get_long(0).expect("a number") as f64,
                _ => row.get_double(place).unwrap_or(f64::NAN),
            });
        }
    }
    names.into_iter().zip(columns).collect()
}

fn ran(arguments: &[&str], folder: &Path) {
    let output = ampere(arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The mean of the known values.
fn mean(values: &[f64]) -> f64 {
    let known: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
    known.iter().sum::<f64>() / known.len() as f64
}

/// Both add up the same numbers in another order: a few units of the last of 16 digits of the largest of them.
fn agrees(values: &[f64], mean_of_table: &str) -> bool {
    let wanted: f64 = mean_of_table.parse().expect("a number");
    let largest = values.iter().filter(|x| !x.is_nan()).fold(0.0, |most: f64, x| most.max(x.abs()));
    (mean(values) - wanted).abs() <= 1e-13 * largest
}

#[test]
fn every_trial_is_there_and_has_the_figures_of_the_tables_in_both_formats() {
    let root = tempfile::tempdir().expect("a folder");
    // Not a multiple of a block.
    let run = |format: &str| {
        ran(&["run", "--trials", "300", "--quiet", "--trials-out", format, "--out", format], root.path());
        root.path().join(format).join("base")
    };
    let (of_csv, of_parquet) = (run("csv"), run("parquet"));
    let columns = csv_columns(&fs::read(of_csv.join("tables/trials.csv")).expect("trials"), b',');
    let same = parquet_columns(&of_parquet.join("tables/trials.parquet"));
    assert!(columns.keys().eq(same.keys()));
    for (name, values) in &columns {
        let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
        assert!(bits(values) == bits(&same[name]), "{name} differs between the formats");
    }
    assert_eq!(columns["trial"], (0..300).map(f64::from).collect::<Vec<f64>>());
    let annual = rows(&of_csv.join("tables/annual.csv"));
    for row in &annual {
        let name = format!("{}.{}.{}.{}", row["grouping"], row["name"], row["metric"], row["year"]);
        assert!(
            agrees(&columns[&name], &row["mean"]),
            "{name}: {} and {}",
            mean(&columns[&name]),
            row["mean"]
        );
    }
    let mut n_figures = 0;
    for row in rows(&of_csv.join("tables/metrics.csv")) {
        let name = match row["metric"].as_str() {
            metric @ ("net_present_value" | "peak_funding" | "internal_rate_of_return") => {
                format!("question.{}.{metric}", row["name"])
            }
            metric if metric.contains("_cost_cut_by_") => format!("cut.{}.{metric}", row["name"]),
            "share_of_futures" => format!("happened.{}", row["name"]),
            metric => {
                let year = if row["year"].is_empty() { String::new() } else { format!(".{}", row["year"]) };
                format!("further.{}.{metric}{year}", row["name"])
            }
        };
        // Those without a column are made of others: a share of cost cuts, a mean date, how many rates there are.
        let is_derived =
            ["_restricted_mean", "_internal_rate_of_return"].iter().any(|end| name.ends_with(end));
        let is_derived = is_derived && name.starts_with("further.") || name.contains("_percent_by_20");
        if is_derived || row["mean"].is_empty() {
            assert_eq!(row["mean"].is_empty(), row["metric"] == "cover", "{row:?}");
            continue;
        }
        n_figures += 1;
        assert!(
            agrees(&columns[&name], &row["mean"]),
            "{name}: {} and {}",
            mean(&columns[&name]),
            row["mean"]
        );
    }
    assert!(n_figures > 100, "{n_figures}");
    assert!(columns.contains_key("further.pool.co2_deviation.2027"));
    // P(reached by a quarter) is the share of trials whose date is not later.
    let mut n_dates = 0;
    for row in rows(&of_csv.join("tables/break_even.csv")) {
        let of = |kind: &str| columns.get(&format!("{kind}.{}.{}", row["perimeter"], row["metric"]));
        let dates = of("question").or(of("further")).unwrap_or_else(|| panic!("no column of {row:?}"));
        n_dates += 1;
        let number = |column: &str| row[column].parse::<f64>().expect("a number");
        let end = number("year") + 0.25 * number("quarter");
        let reached = dates.iter().filter(|date| **date <= end + 1e-9).count() as f64 / 300.0;
        let never = dates.iter().filter(|date| date.is_nan()).count() as f64 / 300.0;
        assert!(
            (reached - number("p_by")).abs() < 1e-12 && (never - number("never")).abs() < 1e-12,
            "{row:?}"
        );
    }
    assert!(n_dates > 1000, "two questions, nine dates, and more; quarters of thirteen years: {n_dates}");
    let manifest = fs::read(of_csv.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let drawn = columns.keys().filter(|name| name.starts_with("input.")).count() as u64;
    // A shared assumption is one stream and a column for each of its users.
    assert!(drawn >= manifest["scenarios"][0]["drawn_once"].as_u64().expect("a number") - 2, "{drawn}");
    let hash = manifest["outputs_sha256"]["tables/trials.csv"].as_str().expect("a hash").to_string();
    let bytes = fs::read(of_csv.join("tables/trials.csv")).expect("trials");
    assert_eq!(hash, ampere_hash(&bytes));
    let rate = &columns["input.battery.learning_rate"];
    assert!(rate.iter().all(|x| (0.08..=0.25).contains(x)) && rate[0] != rate[1], "pert(8%, 17%, 25%)");
    let dictionary = rows(&of_csv.join("tables/dictionary.csv"));
    let explained = dictionary.iter().filter(|row| row["table"] == "trials" && !row["meaning"].is_empty());
    assert_eq!(explained.count(), 15);
}

fn ampere_hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_comparison_has_a_file_for_each_scenario_and_the_first_trials_of_more_are_the_same() {
    let root = tempfile::tempdir().expect("a folder");
    let compare = ["compare", "builtin:base", "builtin:price-war", "--trials", "128", "--quiet"];
    let mut arguments = compare.to_vec();
    // Of independent trials the first are the same in a longer run.
    arguments.extend(["--sampling", "random", "--trials-out", "csv", "--csv", "excel-fr"]);
    ran(&arguments, root.path());
    let tables = root.path().join("output/base-vs-price-war/tables");
    let columns = |name: &str| {
        let bytes = fs::read(tables.join(name)).expect("trials");
        csv_columns(bytes.strip_prefix("\u{feff}".as_bytes()).expect("a mark"), b';')
    };
    let (base, war) = (columns("trials-base.csv"), columns("trials-price-war.csv"));
    assert_eq!((base["trial"].len(), war["trial"].len()), (128, 128));
    let name = "input.battery.learning_rate";
    assert_eq!(base[name], war[name], "both see the same draws");
    ran(&["run", "--trials", "200", "--sampling", "random", "--quiet", "--trials-out", "csv"], root.path());
    let more =
        csv_columns(&fs::read(root.path().join("output/base/tables/trials.csv")).expect("trials"), b',');
    let margin = "group.group.operating_margin.2030";
    assert_eq!(base[margin][..], more[margin][..128]);
    // A run without trials does not leave those of another run beside its tables.
    ran(&["run", "--trials", "128", "--quiet"], root.path());
    assert!(!root.path().join("output/base/tables/trials.csv").exists());
}
