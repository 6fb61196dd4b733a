//! The base case against published accounts, and against what it is not made to agree with.
//!
//! `published.csv` holds what Renault Group published, each figure with the id of its fact in
//! `scenarios/sources.csv`. Both tables that these tests check stand in `docs/base-case.md`; to print them:
//! `cargo test --test it base_case -- --nocapture`.

use ampere::analysis::Summary;
use ampere::engine::{Grouping, Metric, Scenario};
use ampere::model::business::{Powertrain, Volume};
use ampere::model::demand;

use crate::given;

const PUBLISHED: &str = include_str!("published.csv");
const SOURCES: &str = include_str!("../../scenarios/sources.csv");

/// Relative difference of revenue and volumes, and points of margin, that are accepted.
const RELATIVE: f64 = 0.03;
const POINTS: f64 = 0.005;
/// The same for what the two residual lines make equal: only rounding and the few trials of this test.
const RESIDUAL: f64 = 0.001;

struct Published {
    id: String,
    figure: String,
    year: i32,
    value: f64,
}

fn published() -> Vec<Published> {
    let mut reader = csv::Reader::from_reader(PUBLISHED.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.expect("a row of published.csv");
        let year = row[2].parse().expect("a year");
        Published { id: row[0].into(), figure: row[1].into(), year, value: row[3].parse().expect("a number") }
    });
    rows.collect()
}

/// Mean of a series in a year, vehicles or EUR million.
fn mean(summary: &Summary, key: (Grouping, &str, Metric), year: i32) -> f64 {
    let series = summary.series.iter().find(|series| series.series.key() == key);
    let mean = series.unwrap_or_else(|| panic!("no series {key:?}")).years[(year - 2023) as usize].mean.value;
    if matches!(key.2, Metric::Revenue | Metric::OperatingMargin) { mean / 1e6 } else { mean }
}

/// A published figure as the base case has it. Automotive is the Group without Mobilize.
fn modelled(scenario: &Scenario, summary: &Summary, figure: &str, year: i32) -> f64 {
    let of = |grouping, id, metric| mean(summary, (grouping, id, metric), year);
    let group = |metric| of(Grouping::Group, "group", metric);
    let services = |metric| of(Grouping::Entity, "mobilize", metric);
    let dacia = |metric| of(Grouping::Entity, "dacia", metric);
    match figure {
        "Group sales" => group(Metric::Volume),
        "Renault sales" => of(Grouping::Brand, "renault", Metric::Volume),
        "Dacia sales" => of(Grouping::Brand, "dacia", Metric::Volume),
        "Alpine sales" => of(Grouping::Brand, "alpine", Metric::Volume),
        "Group electric sales" => of(Grouping::Powertrain, "bev", Metric::Volume),
        "Renault electric sales" => {
            let business = &scenario.business;
            let cars = business.products.iter().filter(|car| {
                car.powertrain == Powertrain::Bev && business.brands[car.brand].id == "renault"
            });
            cars.map(|car| of(Grouping::Product, &car.name.id, Metric::Volume)).sum()
        }
        "Group revenue" => group(Metric::Revenue),
        "Automotive revenue" => group(Metric::Revenue) - services(Metric::Revenue),
        "Financial services revenue" => services(Metric::Revenue),
        "Group operating margin" => group(Metric::OperatingMargin),
        "Automotive operating margin" => group(Metric::OperatingMargin) - services(Metric::OperatingMargin),
        "Financial services operating margin" => services(Metric::OperatingMargin),
        "Dacia operating margin rate" => dacia(Metric::OperatingMargin) / dacia(Metric::Revenue),
        other => panic!("no rule for `{other}` of published.csv"),
    }
}

/// A margin becomes a share of the revenue of the same business and year; other figures stay.
fn comparable(figure: &str, year: i32, value: f64, revenue_of: impl Fn(&str, i32) -> f64) -> (f64, bool) {
    match figure.strip_suffix(" operating margin") {
        Some(business) => (value / revenue_of(&format!("{business} revenue"), year), true),
        None => (value, figure.ends_with("rate")),
    }
}

#[test]
fn the_base_case_reconciles_with_the_published_accounts() {
    let scenario = given::builtin("base", &[]);
    let summary = given::run(&[&scenario], 512).summaries.remove(0);
    let rows = published();
    let accounts = |figure: &str, year: i32| {
        let row = rows.iter().find(|row| row.figure == figure && row.year == year);
        row.unwrap_or_else(|| panic!("{figure} of {year} is not in published.csv")).value
    };
    for Published { id, figure, year, value } in &rows {
        let (expected, is_margin) = comparable(figure, *year, *value, accounts);
        let own = modelled(&scenario, &summary, figure, *year);
        let (found, _) =
            comparable(figure, *year, own, |figure, year| modelled(&scenario, &summary, figure, year));
        let off = if is_margin { found - expected } else { found / expected - 1.0 };
        let unit = if is_margin { "points" } else { "%" };
        println!("| {figure} | {year} | {id} | {expected:.4} | {found:.4} | {:+.2} {unit} |", 100.0 * off);
        let accepted = match (figure.starts_with("Automotive"), is_margin) {
            (true, _) => RESIDUAL,
            (false, true) => POINTS,
            (false, false) => RELATIVE,
        };
        assert!(off.abs() <= accepted, "{figure} {year}: published {expected}, model {found}");
    }
}

#[test]
fn every_published_figure_names_a_source() {
    let mut sources = csv::Reader::from_reader(SOURCES.as_bytes());
    let known: Vec<String> = sources.records().map(|row| row.expect("a source")[0].to_string()).collect();
    for row in published() {
        assert!(known.contains(&row.id), "{} {} cites {}", row.figure, row.year, row.id);
    }
}

#[test]
fn cars_for_partners_are_in_no_sales_figure() {
    let scenario = given::builtin("base", &[]);
    let summary = given::run(&[&scenario], 256).summaries.remove(0);
    for year in [2025, 2030] {
        let of = |grouping, id: &str, metric| mean(&summary, (grouping, id, metric), year);
        let cars = scenario.business.products.iter();
        let sold: f64 = cars.map(|car| of(Grouping::Product, &car.name.id, Metric::Volume)).sum();
        let partners = scenario.business.contracts.iter();
        let built: f64 =
            partners.map(|contract| of(Grouping::Contract, &contract.name.id, Metric::Production)).sum();
        let group = of(Grouping::Group, "group", Metric::Volume);
        assert!((group / sold - 1.0).abs() < 1e-12, "{year}: the Group sells {group}, its cars {sold}");
        assert!(built > 5000.0, "{year}: partners get {built}");
    }
}

/// A car's sales of 2025 by the share formula at the market of 2025, beside the recorded ones.
struct Comparison {
    label: String,
    formula: f64,
    recorded: f64,
    /// On sale at its full share all year, so that no ramp acts.
    is_established: bool,
}

/// sales = pool · share · life cycle; the own relative price is 1 in the base year.
fn share_formula(scenario: &Scenario) -> Vec<Comparison> {
    let cars = &scenario.business.products;
    let empty = |label: &String| Comparison {
        label: label.clone(),
        formula: 0.0,
        recorded: 0.0,
        is_established: true,
    };
    let mut sales: Vec<Comparison> = cars.iter().map(|car| empty(&car.name.label)).collect();
    given::each_period(scenario, 0, |period, inputs, state| {
        if period.year != 2025 {
            return;
        }
        for (car, sales) in cars.iter().zip(&mut sales) {
            let Volume::PoolShare { segment, share } = car.volume else { continue };
            let mut life_cycle = [0.0; ampere::lanes::LANES];
            let launch = demand::launch_date(&car.launch, inputs, &state.rollouts);
            let end = car.end.map(|end| &inputs[end]);
            demand::life_cycle(&inputs[car.ramp_years], end, period, launch, &mut life_cycle);
            let pool = state.market.pools[segment][car.powertrain.index()][0];
            sales.formula += pool * inputs[share][0] * life_cycle[0] * period.season;
            sales.recorded += car.actuals.map_or(0.0, |actuals| inputs[actuals][0]) * period.season;
            sales.is_established &= life_cycle[0] == 1.0;
        }
    });
    sales.into_iter().filter(|sales| sales.formula + sales.recorded > 0.0).collect()
}

#[test]
fn the_share_formula_gives_the_sales_of_2025() {
    let scenario = given::builtin("base", &[]);
    let cars = share_formula(&scenario);
    let show = |label: &str, formula: f64, recorded: f64| {
        println!("| {label} | {formula:.0} | {recorded:.0} | {:+.1} % |", 100.0 * (formula / recorded - 1.0));
    };
    for is_established in [true, false] {
        let cars: Vec<&Comparison> = cars.iter().filter(|car| car.is_established == is_established).collect();
        cars.iter().for_each(|car| show(&car.label, car.formula, car.recorded));
        let formula: f64 = cars.iter().map(|car| car.formula).sum();
        let recorded: f64 = cars.iter().map(|car| car.recorded).sum();
        show("sum", formula, recorded);
        if is_established {
            assert!(cars.len() > 12, "only {} cars", cars.len());
            assert!((formula / recorded - 1.0).abs() < 0.01, "{formula} by the formula, {recorded} sold");
            for car in cars {
                let off = car.formula / car.recorded - 1.0;
                assert!(off.abs() < 0.05, "{}: {} and {}", car.label, car.formula, car.recorded);
            }
        }
    }
}
