//! The same question gives the same bytes: on any number of threads, in a longer run, beside another
//! assumption, in another order of the file, under another horizon.
//!
//! All comparisons are of bits, so there are no tolerances.

use std::collections::BTreeMap;

use ampere::analysis::comparison::ShiftClass;
use ampere::analysis::{Settings, Statistics, Study, study};
use ampere::engine::{Grouping, Run, Scenario, Values, series};
use ampere::lanes::{InstructionSet, Lane};
use ampere::model::Slot;
use ampere::sampling::Plan;
use ampere::scenario::load::Source;
use ampere::scenario::resolve::resolve;

use crate::given::{self, bits};

pub fn with_threads(scenarios: &[&Scenario], n_trials: u64, threads: usize, budget: u64) -> Study {
    with_instructions(scenarios, n_trials, (threads, InstructionSet::best()), budget)
}

fn with_instructions(
    scenarios: &[&Scenario],
    n_trials: u64,
    (threads, instruction_set): (usize, InstructionSet),
    budget: u64,
) -> Study {
    let settings = Settings {
        n_trials,
        n_threads: Some(threads),
        instruction_set,
        plan: Plan::Random,
        exact_budget_bytes: budget,
        progress: &|_| {},
    };
    study(scenarios, &settings).expect("every trial is finite")
}

fn statistics(s: &Statistics) -> Vec<f64> {
    let estimates = [s.mean].into_iter().chain(s.percentiles);
    estimates.flat_map(|e| [e.value, e.standard_error, e.low, e.high]).chain([s.standard_deviation]).collect()
}

/// Everything a study says, as bits.
pub fn fingerprint(study: &Study) -> Vec<u64> {
    let mut all: Vec<f64> = Vec::new();
    for summary in &study.summaries {
        let years = summary.series.iter().flat_map(|series| &series.years);
        all.extend(years.flat_map(statistics));
        for question in &summary.questions {
            all.extend(statistics(&question.net_present_value));
            all.extend(statistics(&question.peak_funding));
            for date in &question.dates {
                all.extend(date.quarter_ends().map(|end| date.by(end).share()));
                let mean = date.restricted_mean();
                all.extend([mean.value, mean.standard_error, mean.low, mean.high]);
            }
        }
        for cut in &summary.cost_cuts {
            all.extend(statistics(&cut.realised));
            all.extend(statistics(&cut.own_levers));
            all.extend(cut.target_reached.map(|reached| reached.share()));
        }
    }
    for comparison in &study.comparisons {
        all.extend(comparison.series.iter().flat_map(|s| &s.years).flat_map(|e| [e.value, e.standard_error]));
        for question in &comparison.questions {
            all.extend(question.values.iter().flat_map(|v| [v.mean.value, v.mean.standard_error]));
            for shift in &question.shifts {
                all.extend(ShiftClass::ALL.map(|class| shift.share(class).count as f64));
                all.extend(shift.mean_years().map(|mean| mean.value));
            }
        }
    }
    bits(all)
}

/// Yearly figures trial by trial: column, then trial.
pub fn trials(scenario: &Scenario, n_trials: u64) -> Vec<Vec<u64>> {
    let n_columns = series::all(&scenario.business).len() * scenario.timeline.reported_years().count();
    let mut columns = vec![Vec::new(); n_columns];
    let scenarios = [scenario];
    let run = Run {
        scenarios: &scenarios,
        n_trials,
        plan: Plan::Random,
        n_threads: Some(2),
        instruction_set: InstructionSet::best(),
        progress: &|_| {},
    };
    run.for_each_wave(|wave| {
        for block in wave {
            for (column, lane) in columns.iter_mut().zip(&block.outcomes[0].annual) {
                column.extend(bits(lane[..block.n_trials].iter().copied()));
            }
        }
    })
    .expect("every trial is finite");
    columns
}

/// The values of all assumptions in the calendar quarters of a run, by key and beginning of the period.
fn inputs(scenario: &Scenario) -> BTreeMap<(String, u32), Vec<u64>> {
    let mut found = BTreeMap::new();
    given::each_period(scenario, 0, |period, inputs, _| {
        for (slot, input) in scenario.inputs.iter().enumerate() {
            let key = (input.key.clone(), period.calendar_quarter());
            found.insert(key, bits(inputs[Slot(slot)].iter().copied()));
        }
    });
    found
}

/// Yearly figures of one block by series and year.
fn by_series(scenario: &Scenario) -> BTreeMap<(Grouping, String, &'static str, i32), Vec<u64>> {
    let outcome = given::first_block(scenario);
    let years: Vec<i32> = scenario.timeline.reported_years().collect();
    let mut found = BTreeMap::new();
    for (s, series) in series::all(&scenario.business).iter().enumerate() {
        for (y, year) in years.iter().enumerate() {
            let lane: &Lane = &outcome.annual[s * years.len() + y];
            let key = (series.grouping, series.id.clone(), series.metric.id(), *year);
            found.insert(key, bits(lane.iter().copied()));
        }
    }
    found
}

#[test]
fn one_two_and_seven_threads_give_the_same_bytes() {
    // 1,100 trials: nine blocks, the last one not full; more than one wave on one thread.
    let (base, war) = (given::builtin("base", &[]), given::builtin("price-war", &[]));
    let expected = fingerprint(&with_threads(&[&base, &war], 1100, 1, 1 << 30));
    assert!(expected.len() > 50_000, "all series are compared");
    for threads in [2, 7] {
        let found = fingerprint(&with_threads(&[&base, &war], 1100, threads, 1 << 30));
        assert!(found == expected, "{threads} threads");
    }
    let other_seed = given::builtin("base", &["run.seed=1"]);
    let other = fingerprint(&with_threads(&[&other_seed, &war], 1100, 2, 1 << 30));
    assert!(other != expected, "another seed is another run");
}

/// Every kind of randomness at once: t copula, choice, metalog, tabulated and truncated distributions, log and
/// logit noise.
fn every_randomness() -> Scenario {
    given::text(include_str!("every_randomness.toml"), &[])
}

#[test]
fn threads_and_instruction_sets_change_no_byte() {
    let sets: Vec<InstructionSet> = InstructionSet::available().collect();
    let scenarios = [given::builtin("base", &[]), given::builtin("price-war", &[]), every_randomness()];
    for scenario in &scenarios {
        // Three blocks, the last one not full.
        let print = |threads, set| fingerprint(&with_instructions(&[scenario], 300, (threads, set), 1 << 30));
        let expected = print(1, InstructionSet::Baseline);
        assert!(expected.len() > 1000, "all series are compared");
        for set in &sets {
            for threads in [1, 2, 3, 7] {
                let same = print(threads, *set) == expected;
                assert!(same, "{}: {threads} threads, {}", scenario.name, set.id());
            }
        }
    }
}

#[test]
fn the_first_trials_of_a_longer_run_are_the_shorter_run() {
    let scenario = given::builtin("base", &[]);
    let (short, long) = (trials(&scenario, 200), trials(&scenario, 500));
    for (short, long) in short.iter().zip(&long) {
        assert_eq!((short.len(), long.len()), (200, 500));
        assert!(short[..] == long[..200]);
    }
}

#[test]
fn an_unused_product_changes_nothing_else() {
    let base = given::builtin("base", &[]);
    let more = given::text(
        r#"
extends = "builtin:base"
name = "With a car that is never sold"

[product.bulli]
label = "Bulli"
brand = "renault"
entity = "ampere"
programme = "bev"
powertrain = "bev"
segment = "C"
platform = "ampr-medium"
battery_kwh = "pert(70, 75, 80)"
route = ["douai"]
launch = "pert(2026.2, 2027, 2029)"
share = { value = 0, level = "normal(1, 0.1)", noise = { sd = 0.1, persistence = 0.5 } }
net_price_eur = "pert(30000, 32000, 34000)"
own_pass_through = "pert(10%, 40%, 70%)"
elasticity = "pert(2, 3, 4)"
"#,
        &[],
    );
    assert!(more.inputs.len() >= base.inputs.len() + 7, "the car brings assumptions of its own");
    let (draws, draws_with) = (inputs(&base), inputs(&more));
    assert!(draws.iter().all(|(key, lane)| draws_with.get(key) == Some(lane)), "a draw moved");
    let (results, results_with) = (by_series(&base), by_series(&more));
    for (key, lane) in &results {
        assert!(results_with.get(key) == Some(lane), "{key:?}");
    }
    // Volume, revenue, contribution, price and unit cost at least, in each of thirteen years.
    let own = results_with.keys().filter(|key| key.1 == "bulli").count();
    assert!(own >= 5 * 13 && own % 13 == 0, "{own}");
    let cuts =
        |scenario| given::first_block(scenario).cost_cuts.iter().map(|c| c.realised).collect::<Vec<_>>();
    assert_eq!(cuts(&base), cuts(&more));
}

#[test]
fn the_order_of_a_file_changes_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file of the base case");
    // What stands above the tables, and the tables from the last to the first.
    let reversed = |text: &str| {
        let (top, tables) = text.split_at(text.find("\n[").expect("a table") + 1);
        let mut parts: Vec<String> = Vec::new();
        for line in tables.lines() {
            if line.starts_with('[') {
                parts.push(String::new());
            }
            parts.last_mut().expect("a table comes first").push_str(&format!("{line}\n"));
        }
        parts.reverse();
        (top.to_string(), parts)
    };
    let (top, tables) = reversed(&read("base.toml"));
    let (before, list) = top.split_once("include = [").expect("a list of parts");
    let (list, after) = list.split_once(']').expect("the end of the list");
    let names: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        let path = elsewhere.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("room for a temporary file");
    };
    let mut n_tables = tables.len();
    for name in &names {
        let (top, tables) = reversed(&read(name));
        n_tables += tables.len();
        write(name, format!("{top}{}", tables.concat()));
    }
    assert!(names.len() > 10 && n_tables > 100, "many tables change places");
    let quoted: Vec<String> = names.iter().rev().map(|name| format!("\"{name}\"")).collect();
    write("base.toml", format!("{before}include = [{}]{after}{}", quoted.join(", "), tables.concat()));
    let document = given::document(&Source::File(elsewhere.path().join("base.toml")), &[]);
    let reversed = resolve(&document).expect("a checked document resolves");
    let straight = given::builtin("base", &[]);
    // Tables and plots may show brands in the order of the file, so figures are compared by name.
    assert!(by_series(&reversed) == by_series(&straight));
    let of = |scenario: &Scenario| {
        let summary = given::run(&[scenario], 128).summaries.remove(0);
        let questions = summary.questions.iter().map(|question| {
            let dates = question.dates.iter().map(|date| format!("{date:?}")).collect::<String>();
            (question.perimeter.id.clone(), (statistics(&question.net_present_value), dates))
        });
        let cuts = summary.cost_cuts.iter().map(|cut| statistics(&cut.realised));
        (questions.collect::<BTreeMap<_, _>>(), cuts.collect::<Vec<_>>())
    };
    assert_eq!(of(&reversed), of(&straight));
}

#[test]
fn another_horizon_changes_no_year_that_both_report() {
    let (long, short) = (given::builtin("base", &[]), given::builtin("base", &["run.horizon=2031"]));
    let (long_results, short_results) = (by_series(&long), by_series(&short));
    assert!(short_results.len() < long_results.len());
    for (key, lane) in &short_results {
        assert!(long_results.get(key) == Some(lane), "{key:?}");
    }
}

#[test]
fn an_earlier_first_year_moves_no_draw_and_no_noise() {
    let (base, earlier) = (given::builtin("base", &[]), given::builtin("base", &["run.start=2021"]));
    let (draws, draws_earlier) = (inputs(&base), inputs(&earlier));
    // A value that a regime or event sets has the key of what it replaces.
    let keys: std::collections::BTreeSet<&str> = base.inputs.iter().map(|input| input.key.as_str()).collect();
    assert_eq!(draws_earlier.len() - draws.len(), 8 * keys.len());
    for (key, lane) in &draws {
        assert!(draws_earlier.get(key) == Some(lane), "{key:?}");
    }
}

#[test]
fn scenarios_that_share_an_assumption_share_its_draws() {
    let (base, war) = (given::builtin("base", &[]), given::builtin("price-war", &[]));
    let (draws, draws_war) = (inputs(&base), inputs(&war));
    let changed = [
        "market.price.pressure_per_year",
        "market.price.pass_through",
        "product.renault-5.net_price_eur",
        "product.renault-5.share",
    ];
    for (key, lane) in &draws {
        let same = draws_war.get(key) == Some(lane);
        // A path with noise may agree in history; in 2030 all four differ.
        let differs = changed.contains(&key.0.as_str());
        assert!(same || differs, "{key:?}");
        assert!(!(differs && same && key.1 == 2030 * 4), "{key:?}");
    }
    let moving = base.inputs.iter().filter(|input| !matches!(input.values, Values::Constant(_)));
    assert!(moving.count() > 100, "the base case is uncertain in many things");
}

#[test]
fn a_scenario_compared_with_itself_shows_exactly_nothing() {
    let (one, again) = (given::builtin("base", &[]), given::builtin("base", &[]));
    let comparison = with_threads(&[&one, &again], 300, 2, 1 << 30).comparisons.remove(0);
    let differences = comparison.series.iter().flat_map(|series| &series.years);
    assert!(differences.clone().count() > 1000);
    assert!(differences.clone().all(|d| (d.value, d.standard_error) == (0.0, 0.0)));
    for question in &comparison.questions {
        for value in question.values.iter().filter(|value| value.n_pairs > 0) {
            assert_eq!((value.mean.value, value.mean.standard_error), (0.0, 0.0));
        }
        for (shift, changes) in question.shifts.iter().zip(&question.probability_changes) {
            let same = shift.share(ShiftClass::Same).count;
            assert_eq!(same + shift.share(ShiftClass::BothNever).count, 300);
            assert_eq!(shift.n_both_dated(), same);
            assert!(shift.mean_years().is_none_or(|mean| (mean.value, mean.standard_error) == (0.0, 0.0)));
            // No change seen is zero with an error that is not: 300 pairs do not show that there is none.
            assert!(
                changes
                    .iter()
                    .map(|change| change.change())
                    .all(|c| c.value == 0.0 && c.low < 0.0 && c.high > 0.0)
            );
        }
    }
}
