//! Every statement explains itself: entries add up to the reported figures, exactly, whatever the assumptions.

use std::fs;
use std::path::Path;

use ampere::analysis::chosen_trial::{at_percentile, operating_margins};
use ampere::analysis::study::Settings;
use ampere::engine::ledger::{Figure, Item, Place, account::hundredths};
use ampere::engine::{Ledger, Metric, Scenario, series};
use ampere::lanes::InstructionSet;
use ampere::model::statement::Line;
use ampere::sampling::{Plan, Sampler};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::given;
use crate::identities::for_scenarios;
use crate::program::{ampere, text};

/// The metric under which `annual.csv` has a figure.
fn metric(figure: Figure) -> Option<Metric> {
    Some(match figure {
        Figure::Volume => Metric::Volume,
        Figure::Revenue => Metric::Revenue,
        Figure::VariableCost => return None,
        Figure::ContributionMargin => Metric::ContributionMargin,
        Figure::FixedCost => Metric::FixedCost,
        Figure::Depreciation => Metric::Depreciation,
        Figure::Co2Cost => Metric::Co2Cost,
        Figure::Co2Payment => Metric::Co2Payment,
        Figure::OperatingMargin => Metric::OperatingMargin,
        Figure::Restructuring => Metric::Restructuring,
        Figure::Impairment => Metric::Impairment,
        Figure::OperatingProfit => Metric::OperatingProfit,
        Figure::CaptiveRetained => Metric::CaptiveRetained,
        Figure::Tax => Metric::Tax,
        Figure::Investment => Metric::Investment,
        Figure::WorkingCapitalIncrease => Metric::WorkingCapitalIncrease,
        Figure::FreeCashFlow => Metric::FreeCashFlow,
    })
}

/// The ledger against the recorded figures of its trial: the same bits, and parts that add up to the cent.
fn adds_up(scenario: &Scenario, sampler: Sampler, place: Place) {
    let ledger = Ledger::record(scenario, sampler, place).expect("finite");
    let outcome = given::block(scenario, place.trial - place.trial % 128);
    let n_years = scenario.timeline.reported_years().count();
    let year = (place.year - scenario.timeline.start) as usize;
    let all = series::all(&scenario.business);
    let what = format!("{} {place:?}", scenario.business.perimeters[place.perimeter].name.id);
    for part in ledger.account().parts {
        let figure = part.figure;
        if let Some(recorded) =
            all.iter().position(|s| Some(s.metric) == metric(figure) && s.is_of_perimeter(place.perimeter))
        {
            let reported = outcome.annual[recorded * n_years + year][(place.trial % 128) as usize];
            let own = ledger.reported(figure.line().expect("a recorded figure is a line"));
            assert_eq!(own.to_bits(), reported.to_bits(), "{what} {figure:?}: {own} and {reported}");
            assert_eq!(part.total, hundredths(reported), "{what} {figure:?}");
        }
        let entries: i64 = part.entries.iter().map(|(_, amount)| amount).sum();
        let terms: i64 = part.terms.iter().map(|(sign, _, amount)| sign * amount).sum();
        assert_eq!(entries + terms + part.rounding, part.total, "{what} {figure:?}");
        // Half a cent for each rounded number; sums of some hundred numbers of EUR 1e10 are good to 1e-4 cents.
        let most = (part.entries.len() + part.terms.len()) as i64 / 2 + 2;
        assert!(part.rounding.abs() <= most, "{what} {figure:?}: {} cents", part.rounding);
        if figure.terms().is_empty() {
            assert!(part.terms.is_empty());
        } else {
            assert!(part.entries.is_empty(), "{figure:?} is made of figures");
        }
    }
    chains_explain(&ledger, &what);
}

/// vehicles × (price, cost) × index is what is booked.
fn chains_explain(ledger: &Ledger, what: &str) {
    for entry in &ledger.entries {
        let Item::Product(p) = entry.item else { continue };
        let chain = &ledger.products[p];
        let per_car = match entry.figure {
            Figure::Revenue => chain.price(),
            Figure::VariableCost => chain.unit_cost(),
            _ => continue,
        };
        let explained = chain.vehicles * per_car * chain.index();
        let scale = chain.vehicles * (chain.price().abs() + chain.unit_cost()) * chain.index();
        assert!((explained - entry.amount).abs() <= 1e-9 * scale, "{what} {entry:?}: {explained}");
        if chain.battery() > 0.0 {
            assert!(chain.launch_excess() >= -1e-9 * chain.unit_cost(), "{what}: {chain:?}");
        }
    }
}

#[test]
fn entries_add_up_in_random_scenarios_years_perimeters_and_trials() {
    let places = (0u32..1000, 0u32..1000, 0u64..256);
    let mut runner =
        TestRunner::new_with_rng(ProptestConfig::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let runner = std::cell::RefCell::new(&mut runner);
    for_scenarios(6, |scenario| {
        for _ in 0..4 {
            let tree = places.new_tree(&mut runner.borrow_mut()).expect("a place");
            let (perimeter, year, trial) = tree.current();
            let years = scenario.timeline.reported_years();
            let place = Place {
                perimeter: perimeter as usize % scenario.business.perimeters.len(),
                year: scenario.timeline.start + (year % years.count() as u32) as i32,
                trial,
            };
            adds_up(scenario, Sampler::random(scenario.seed), place);
        }
    });
}

#[test]
fn entries_add_up_in_every_perimeter_of_the_base_case() {
    let scenario = given::builtin("base", &[]);
    for perimeter in 0..scenario.business.perimeters.len() {
        for (year, trial) in [(2023, 0), (2027, 77), (2035, 130)] {
            adds_up(&scenario, Sampler::random(scenario.seed), Place { perimeter, year, trial });
        }
    }
}

#[test]
fn a_forgotten_entry_would_show_in_the_rounding() {
    let scenario = given::builtin("base", &[]);
    let group = Place { perimeter: 0, year: 2028, trial: 3 };
    let ledger = Ledger::record(&scenario, Sampler::random(scenario.seed), group).expect("finite");
    for entry in 0..ledger.entries.len() {
        let mut short = ledger.clone();
        let gone = short.entries.remove(entry);
        let part = short.account().parts.into_iter().find(|part| part.figure == gone.figure);
        let rounding = part.expect("every figure has a part").rounding;
        assert!((rounding - hundredths(gone.amount)).abs() <= 100, "{gone:?}: {rounding}");
    }
}

#[test]
fn a_trial_of_a_sobol_run_is_that_of_the_run() {
    let scenario = given::builtin("base", &[]);
    let settings = Settings {
        n_trials: 256,
        plan: Plan::Sobol,
        n_threads: Some(2),
        instruction_set: InstructionSet::best(),
        exact_budget_bytes: 1 << 30,
        progress: &|_| {},
    };
    let margins = operating_margins(&scenario, 0, 2030, &settings).expect("finite");
    assert_eq!(margins.len(), 256);
    for p in [0.1, 0.5, 0.9] {
        let chosen = at_percentile(&margins, p).expect("there are trials");
        let place = Place { perimeter: 0, year: 2030, trial: chosen.trial };
        let ledger = Ledger::record(&scenario, scenario.sampler(Plan::Sobol, 256), place).expect("finite");
        assert_eq!(ledger.reported(Line::OperatingMargin).to_bits(), chosen.figure.to_bits());
        let below = margins.iter().filter(|margin| **margin < chosen.figure).count();
        assert!((below as f64 - p * 255.0).abs() <= 0.5, "{below} of 256 lie below {p}");
    }
}

/// Rows of a CSV text by heading.
fn rows(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// A number with two decimals in hundredths, without floating-point numbers.
fn cents(text: &str) -> i64 {
    let (whole, cents) = text.split_once('.').expect("two decimals");
    assert_eq!(cents.len(), 2, "{text}");
    format!("{whole}{cents}").parse().expect("a number")
}

#[test]
fn the_printed_statement_adds_up_and_shows_where_it_comes_from() {
    let root = tempfile::tempdir().expect("a folder");
    let run = |more: &[&str]| {
        let start = ["explain", "--year", "2027", "--perimeter", "ampere", "--trials", "200"];
        let output = ampere(&[&start[..], more].concat(), root.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let said = run(&[]);
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    for part in [
        "the median one of 200 by the operating margin of Ampere in 2027",
        "numbered from 0",
        "= vehicles x net price x index",
        "  battery ",
        "product.renault-5.net_price_eur = ",
        "EUR of 2025 per car",
        "Access fee received",
        "OPERATING MARGIN, EUR",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&said).contains(&words(part)), "{part}\n{said}");
    }
    let found = rows(&run(&["--format", "csv", "--trial", "p10"]));
    let of = |figure: &str, kind: &str| -> Vec<i64> {
        let wanted = found.iter().filter(|row| row["figure"] == figure && row["kind"] == kind);
        wanted.map(|row| cents(&row["value"])).collect()
    };
    let total = |figure: &str| of(figure, "total")[0];
    for figure in ["volume", "revenue", "variable_cost", "fixed_cost", "depreciation", "tax", "investment"] {
        let sum = of(figure, "entry").iter().sum::<i64>() + of(figure, "rounding")[0];
        assert_eq!(sum, total(figure), "{figure}");
    }
    let margin =
        total("contribution_margin") - total("fixed_cost") - total("depreciation") - total("co2_cost");
    assert_eq!(margin + of("operating_margin", "rounding")[0], total("operating_margin"));
    let price = found.iter().find(|row| row["label"] == "product.renault-5.net_price_eur").expect("a price");
    assert_eq!((&price["kind"], &price["unit"]), (&"assumption".to_string(), &"EUR".to_string()));
    assert!(!price["sources"].is_empty() && price["value"].parse::<f64>().expect("a number") > 10_000.0);
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0, "explain writes nothing");
}

fn refused(arguments: &[&str], parts: &[&str], folder: &Path) {
    let output = ampere(arguments, folder);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(output.stdout.is_empty(), "an error is no data");
    for part in parts {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn what_cannot_be_explained_says_what_can() {
    let root = tempfile::tempdir().expect("a folder");
    let refused = |arguments: &[&str], parts: &[&str]| refused(arguments, parts, root.path());
    refused(&["explain"], &["--year"]);
    refused(&["explain", "--year", "2041"], &["2041", "2023 to 2035", "--year 2035"]);
    refused(&["explain", "--year", "1"], &["--year 2023"]);
    refused(
        &["explain", "--year", "2027", "--perimeter", "amper"],
        &["there is no perimeter `amper`", "did you mean `ampere`?", "`bev-programme`", "`group`"],
    );
    refused(
        &["explain", "--year", "2027", "--trials", "200", "--trial", "200"],
        &["there is no trial 200", "numbered 0 to 199", "--trials 201"],
    );
    refused(&["explain", "--year", "2027", "--trial", "mean"], &["`median`, `p10`, `p90` or the number"]);
    refused(&["explain", "--year", "2027", "--trial", "3", "--deterministic"], &["cannot be used with"]);
    let bad = "extends = \"builtin:base\"\nname = \"Bad\"\n[battery]\nlerning_rate = 0.1\n";
    fs::write(root.path().join("bad.toml"), bad).expect("written");
    let output = ampere(&["explain", "bad.toml", "--year", "2027"], root.path());
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("learning_rate"));
}
