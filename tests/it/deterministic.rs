//! The deterministic projection: what it is, that it says so, and that its tables suffice to recompute a figure.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ampere::engine::series::{self, MetricUnit};
use ampere::lanes::LANES;
use ampere::sampling::Distribution;
use ampere::scenario::document::{Base, ChangeEffect, Document, Uncertain, Value};
use ampere::scenario::resolve::resolve;

use crate::given;
use crate::mechanisms::EVERYTHING;
use crate::program::{ampere, text};

/// Median, of several values the likeliest: worked out from what the file says, not by the engine.
fn middle(distribution: &Distribution) -> f64 {
    match distribution {
        Distribution::Choice(choice) => {
            let most = choice.values().iter().map(|(_, p)| *p).fold(0.0, f64::max);
            choice.values().iter().find(|(_, p)| *p == most).expect("one is the likeliest").0
        }
        other => other.quantile(0.5),
    }
}

fn collapsed(value: &Uncertain) -> Uncertain {
    match value {
        Uncertain::Exactly(number) => Uncertain::Exactly(*number),
        Uncertain::Drawn(distribution) => Uncertain::Exactly(middle(distribution)),
    }
}

fn collapse(value: &mut Value) {
    match value {
        Value::Number(number) => *number = collapsed(number),
        Value::Path(path) => {
            if let Base::Constant(number) = &path.base {
                path.base = Base::Constant(collapsed(number));
            }
            path.level = path.level.as_ref().map(collapsed);
            path.noise = None;
        }
        _ => {}
    }
}

/// The likeliest option of each regime is certain.
fn settle_regimes(document: &mut Document) {
    let probability = |document: &Document, key: &str| match document.value(key) {
        Some(Value::Number(Uncertain::Exactly(p))) => *p,
        other => panic!("{key} is {other:?}"),
    };
    let regimes: Vec<String> = document.names("regime").iter().map(|name| format!("regime.{name}")).collect();
    for regime in regimes {
        let options: Vec<String> = document.names(&regime).iter().map(ToString::to_string).collect();
        let keys: Vec<String> = options.iter().map(|o| format!("{regime}.{o}.probability")).collect();
        let most = keys.iter().map(|key| probability(document, key)).fold(0.0, f64::max);
        for key in &keys {
            let is_likeliest = f64::from(u8::from(probability(document, key) == most));
            let assumption = document.assumptions.get_mut(key).expect("a stated probability");
            assumption.value = Value::Number(Uncertain::Exactly(is_likeliest));
        }
    }
}

/// The document with a number in place of every distribution, without noise, shocks, exits and events.
fn without_randomness(mut document: Document) -> Document {
    for (key, assumption) in &mut document.assumptions {
        collapse(&mut assumption.value);
        for change in &mut assumption.changes {
            if let ChangeEffect::Set(value) = &mut change.effect {
                collapse(value);
            }
        }
        let is_off = ["market.bev.shock_sd", "battery.lithium.volatility_per_year"].contains(&key.as_str());
        let is_event =
            key.starts_with("event.") && (key.ends_with(".probability") || key.ends_with(".hazard_per_year"));
        if is_off || is_event || key.ends_with(".exit_hazard_per_year") {
            assumption.value = Value::Number(Uncertain::Exactly(0.0));
        }
    }
    settle_regimes(&mut document);
    document.defaults.values_mut().for_each(collapse);
    document.correlations.clear();
    document
}

#[test]
fn all_distributions_collapsed_is_the_deterministic_projection() {
    let choice = &["money.tax_rate=choice(20%: 40%, 25%: 25%, 30%: 35%)"][..];
    let documents = [
        given::document(&ampere::scenario::load::Source::Builtin("base".to_string()), choice),
        given::document(&ampere::scenario::load::Source::Builtin("price-war".to_string()), &[]),
        given::document_of_text(EVERYTHING, &[]),
        given::document_of_text(include_str!("every_randomness.toml"), &[]),
    ];
    for document in documents {
        let projection = resolve(&document).expect("resolves").deterministic();
        assert_eq!(projection.n_streams(), (0, 0), "nothing is drawn");
        let other = resolve(&without_randomness(document)).expect("resolves");
        let (a, b) = (given::first_block(&projection), given::first_block(&other));
        let n_years = projection.timeline.reported_years().count();
        for (s, series) in series::all(&projection.business).iter().enumerate() {
            for year in 0..n_years {
                let (a, b) = (&a.annual[s * n_years + year], &b.annual[s * n_years + year]);
                assert!(a.iter().all(|x| x.to_bits() == a[0].to_bits()), "{:?}", series.key());
                // A distribution in EUR million has its median before or after the change of unit.
                let least = if series.metric.unit() == MetricUnit::EurM { 1e6 } else { 1.0 };
                let near = 1e-9 * a[0].abs().max(least);
                let apart = (0..LANES).map(|i| (a[i] - b[i]).abs()).fold(0.0, f64::max);
                assert!(apart <= near, "{:?} in year {year}: {} and {}", series.key(), a[0], b[0]);
            }
        }
    }
}

#[test]
fn a_choice_is_at_its_likeliest_option_and_not_at_its_median() {
    let set = "money.tax_rate=choice(20%: 40%, 25%: 25%, 30%: 35%)";
    let projection = given::builtin("base", &[set]).deterministic();
    let slot = projection.business.money.tax_rate;
    given::each_period(&projection, 0, |_, inputs, _| assert_eq!(inputs[slot][0], 0.2));
}

fn read(folder: &Path, name: &str) -> Vec<HashMap<String, String>> {
    let bytes = fs::read(folder.join(name)).expect("a table");
    csv::Reader::from_reader(&bytes[..]).deserialize().map(|row| row.expect("a row")).collect()
}

/// Ampere's operating margin of 2027 from the rows of `annual.csv` and nothing else:
/// contribution of its products, contracts and services − access fees of its products on others' platforms
/// plus access fees of its platforms − fixed cost of its plants, lines and services − depreciation of its
/// investments − CO2 cost of its products.
#[test]
fn amperes_operating_margin_of_2027_follows_from_annual_csv_alone() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["run", "--deterministic", "--quiet"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let folder = root.path().join("output/base-deterministic");
    let annual = read(&folder, "tables/annual.csv");
    let rows = |groupings: &[&str], metric: &str| -> Vec<f64> {
        let wanted = annual.iter().filter(|row| {
            row["year"] == "2027"
                && row["entity"] == "ampere"
                && row["metric"] == metric
                && groupings.contains(&row["grouping"].as_str())
        });
        wanted.map(|row| row["mean"].parse().expect("a number")).collect()
    };
    let sum = |groupings: &[&str], metric: &str| rows(groupings, metric).iter().sum::<f64>();
    assert!(rows(&["product"], "contribution_margin").len() >= 5);
    assert!(rows(&["plant"], "fixed_cost").len() >= 3 && rows(&["cost_line"], "fixed_cost").len() >= 2);
    let fees = sum(&["platform"], "access_fee");
    assert!(fees > 0.0, "others build on Ampere's platforms");
    let margin = sum(&["product", "contract", "service"], "contribution_margin") + fees
        - sum(&["product"], "access_fee")
        - sum(&["plant", "cost_line", "service"], "fixed_cost")
        - sum(&["cost_line", "service"], "depreciation")
        - sum(&["product"], "co2_cost");
    for grouping in ["perimeter", "entity"] {
        let reported = annual.iter().find(|row| {
            row["grouping"] == grouping
                && row["name"] == "ampere"
                && row["metric"] == "operating_margin"
                && row["year"] == "2027"
        });
        let reported: f64 = reported.expect("reported")["mean"].parse().expect("a number");
        assert!((margin - reported).abs() < 1e-6, "EUR million: {margin} and {reported}");
        // The explanation of the same projection ends at the same figure, to the cent.
        let arguments =
            ["explain", "--year", "2027", "--perimeter", "ampere", "--format", "csv", "--deterministic"];
        let explained = text(&ampere(&arguments, root.path()).stdout);
        let line = format!("{:.2}", 1e6 * reported);
        let total = explained.lines().find(|row| row.contains("operating_margin,total")).expect("a total");
        assert!(total.contains(&format!(",{line},EUR,")), "{line} is not in {total}");
    }
}

#[test]
fn a_deterministic_run_says_so_everywhere_and_has_no_errors() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["run", "--deterministic"], root.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(said.contains("Deterministic projection: one course of events"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    for word in ["expected", "probability of", "futures,", "Standard error"] {
        assert!(!said.contains(word), "{word}\n{said}");
    }
    let folder = root.path().join("output/base-deterministic");
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!(manifest["trials"], 1);
    assert!(manifest["scenarios"][0]["deterministic"].as_str().is_some_and(|text| text.contains("median")));
    assert_eq!(manifest["scenarios"][0]["drawn_once"], 0);
    assert!(!folder.join("plots").exists(), "plots show means, ranges and probabilities");
    for name in ["annual", "break_even", "metrics"] {
        let table = read(&folder, &format!("tables/{name}.csv"));
        assert!(table.len() > 10);
        for row in &table {
            assert_eq!(row["scenario"], "base-deterministic");
            for (column, cell) in row {
                let is_error = column.ends_with("_se")
                    || column.ends_with("95") && column != "p95"
                    || column == "standard_error";
                assert!(!is_error || cell.is_empty(), "{name}.csv, {column}: {cell}");
            }
        }
    }
}

#[test]
fn projections_are_compared_without_probabilities() {
    let root = tempfile::tempdir().expect("a folder");
    let arguments = ["compare", "builtin:base", "builtin:price-war", "--deterministic"];
    let output = ampere(&arguments, root.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for part in ["A: Base case", "deterministic projection", "B - A", "Deterministic projection: one course"]
    {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains('±') && said.lines().all(|line| line.chars().count() <= 80), "{said}");
    let folder = root.path().join("output/base-deterministic-vs-price-war-deterministic");
    assert!(folder.join("manifest.json").exists());
    for row in read(&folder, "tables/annual_difference.csv") {
        assert!(row.iter().all(|(name, cell)| !name.ends_with("_se") || cell.is_empty()), "{row:?}");
    }
}

#[test]
fn number_placing_and_seed_of_futures_mean_nothing_to_one_projection() {
    let root = tempfile::tempdir().expect("a folder");
    for more in [["--trials", "100"], ["--sampling", "sobol"], ["--seed", "3"]] {
        let output = ampere(&[&["run", "--deterministic"][..], &more].concat(), root.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("cannot be used with"));
    }
}
