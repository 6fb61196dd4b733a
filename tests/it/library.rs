//! The scenario library: each alternative moves what it is about in the direction that `library.csv` expects, on the
//! same draws as the base case, by at least four standard errors of the paired difference.

use std::collections::BTreeSet;

use ampere::engine::Scenario;
use ampere::scenario::load::{Source, check};

use crate::given::{builtin, run};

const TRIALS: u64 = 512;
/// What every scenario is held against, and what is judged elsewhere: the two whose history ends earlier cannot be
/// compared with the base case (`docs/base-case.md`, `tests/it/announced.rs`).
const OTHERS: [&str; 3] = ["base", "backtest-2024", "announced-2023"];

/// One expectation: scenario, grouping, name, metric, year, direction.
fn expectations() -> Vec<[&'static str; 6]> {
    let rows = include_str!("library.csv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        cells.try_into().unwrap_or_else(|_| panic!("six cells: {row}"))
    })
    .collect()
}

#[test]
fn every_alternative_moves_what_it_is_about() {
    let rows = expectations();
    let names: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    let base = builtin("base", &[]);
    let mut wrong = String::new();
    for name in names {
        let scenario = builtin(name, &[]);
        let both: [&Scenario; 2] = [&base, &scenario];
        let study = run(&both, TRIALS);
        let comparison = &study.comparisons[0];
        for [_, grouping, id, metric, year, direction] in rows.iter().filter(|row| row[0] == name) {
            let is_wanted = |s: &&ampere::analysis::comparison::SeriesComparison| {
                s.series.grouping.id() == *grouping && s.series.id == *id && s.series.metric.id() == *metric
            };
            let found = comparison.series.iter().find(is_wanted);
            let found = found.unwrap_or_else(|| panic!("{name}: no series {grouping} {id} {metric}"));
            let place =
                comparison.years.iter().position(|y| y.to_string() == *year).expect("a reported year");
            let difference = found.years[place];
            let sign = match *direction {
                "up" => 1.0,
                "down" => -1.0,
                other => panic!("{other} is no direction"),
            };
            if sign * difference.value < 4.0 * difference.standard_error || difference.value == 0.0 {
                wrong += &format!(
                    "{name}: {grouping} {id} {metric} {year} should go {direction}: {} ± {}\n",
                    difference.value, difference.standard_error
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What must be in the library, whatever else is.
const MUST: [&str; 18] = [
    "delivered-in-full",
    "half-and-late",
    "slow-adoption",
    "fast-adoption",
    "price-war",
    "hybrid-bridge",
    "all-in-on-ev",
    "dacia-squeezed",
    "partners-leave",
    "partners-double",
    "software-and-services",
    "mobilize-continued",
    "softer-co2",
    "stricter-co2",
    "alpine-takes-off",
    "alpine-stays-small",
    "lithium-spike",
    "perfect-storm",
];

/// Every scenario of the library has an expected direction and a line in the guide.
#[test]
fn every_scenario_of_the_library_has_an_expected_direction() {
    let tested: BTreeSet<&str> = expectations().iter().map(|row| row[0]).collect();
    let guide = include_str!("../../scenarios/README.md");
    let missing: Vec<&str> = MUST.into_iter().filter(|name| !tested.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for name in ampere::scenario::builtin::names() {
        assert!(OTHERS.contains(&name) || tested.contains(name), "{name} has no expected direction");
        assert!(guide.contains(&format!("{name}.toml")), "{name} is not in the guide");
    }
}

/// Warnings that the guide explains: equal draws of different projects.
const EXPLAINED: [&str; 2] = [
    "`pert(0.45, 0.82, 1.10)` stands at 3 keys",
    "`truncated(lognormal(p10 = 0.10, p90 = 1.6), 0, 10)` stands at 2 keys",
];

#[test]
fn the_library_checks_without_a_warning_that_is_not_explained() {
    let mut told = String::new();
    for name in ampere::scenario::builtin::names() {
        let checked = check(&Source::Builtin(name.to_string()), &[]);
        assert!(checked.document.is_some(), "{name}: {}", checked.problems);
        let unexplained = checked
            .problems
            .iter()
            .filter(|problem| !EXPLAINED.iter().any(|explained| problem.message.starts_with(explained)));
        told.extend(unexplained.map(|problem| format!("{name}: {}\n", problem.message)));
    }
    assert!(told.is_empty(), "\n{told}");
}
