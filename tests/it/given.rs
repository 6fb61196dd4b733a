//! What the tests start from: scenarios from text or by name, one block of trials, its yearly figures and
//! its periods one by one.

use std::io::Write;

use ampere::analysis::{Settings, Study, study};
use ampere::engine::{Block, BlockOutcome, Grouping, Metric, Scenario, Values, series};
use ampere::lanes::{InstructionSet, LANES, Lane};
use ampere::model::{Inputs, State};
use ampere::quantity::Period;
use ampere::sampling::Plan;
use ampere::scenario::document::Document;
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

/// Loads a scenario; a refusal fails the test with the reader's own message.
pub fn document(source: &Source, sets: &[&str]) -> Document {
    let sets: Vec<String> = sets.iter().map(|set| set.to_string()).collect();
    load(source, &sets).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Writes a scenario into a file of its own and loads it.
pub fn document_of_text(text: &str, sets: &[&str]) -> Document {
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().expect("a temporary file");
    file.write_all(text.as_bytes()).expect("room for a temporary file");
    document(&Source::File(file.path().to_path_buf()), sets)
}

/// A scenario from its text, through a file.
pub fn text(text: &str, sets: &[&str]) -> Scenario {
    resolve(&document_of_text(text, sets)).expect("a checked document resolves")
}

/// A built-in scenario with changes.
pub fn builtin(name: &str, sets: &[&str]) -> Scenario {
    resolve(&document(&Source::Builtin(name.to_string()), sets)).expect("a built-in scenario resolves")
}

/// All trials of some scenarios, with exact percentiles.
pub fn run(scenarios: &[&Scenario], n_trials: u64) -> Study {
    let settings = Settings {
        n_trials,
        n_threads: Some(2),
        instruction_set: InstructionSet::best(),
        plan: Plan::Random,
        exact_budget_bytes: 1 << 30,
        progress: &|_| {},
    };
    study(scenarios, &settings).expect("every trial is finite")
}

/// The trials 0 … 127 of a scenario.
pub fn first_block(scenario: &Scenario) -> BlockOutcome {
    block(scenario, 0)
}

/// The block that begins with a trial.
pub fn block(scenario: &Scenario, first_trial: u64) -> BlockOutcome {
    let mut outcome = Block::outcome(scenario);
    let simulated = Block::new(scenario).simulate(scenario, first_trial, LANES, &mut outcome);
    simulated.unwrap_or_else(|problem| panic!("{problem:?}"));
    outcome
}

/// One series of a block in a reported year.
pub fn figure(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    (grouping, id, metric): (Grouping, &str, Metric),
    year: i32,
) -> Lane {
    let years: Vec<i32> = scenario.timeline.reported_years().collect();
    let all = series::all(&scenario.business);
    let place = all.iter().position(|series| series.key() == (grouping, id, metric));
    let place = place.unwrap_or_else(|| panic!("no series {grouping:?} {id} {metric:?}"));
    let year = years.iter().position(|y| *y == year).expect("a reported year");
    outcome.annual[place * years.len() + year]
}

/// Computes a block and shows each period's inputs and results.
pub fn each_period(scenario: &Scenario, first_trial: u64, look: impl FnMut(&Period, &Inputs, &State)) {
    Block::new(scenario).each_period(scenario, first_trial, look);
}

/// The same scenario without noise and innovations: what is drawn once per trial stays.
pub fn without_noise(mut scenario: Scenario) -> Scenario {
    for input in &mut scenario.inputs {
        match &mut input.values {
            Values::Innovation => input.values = Values::Constant(0.0),
            Values::Moving(moving) => moving.noise = None,
            Values::Constant(_) | Values::Drawn(_) => {}
        }
    }
    scenario
}

/// Bits of numbers: equal bits are equal bytes, and tell −0 from 0 and one NaN from another.
pub fn bits(values: impl IntoIterator<Item = f64>) -> Vec<u64> {
    values.into_iter().map(f64::to_bits).collect()
}
