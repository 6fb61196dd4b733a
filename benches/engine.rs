//! Time per trial of the engine's parts, side by side in one process, medians of interleaved rounds.
//!
//! `cargo bench` prints nanoseconds per trial; `benches/README.md` keeps figures and says how to read them.

use std::hint::black_box;
use std::time::Instant;

use ampere::analysis::study::{EXACT_BUDGET_BYTES, Settings, study};
use ampere::engine::Scenario;
use ampere::engine::block::{Block, Part};
use ampere::engine::feed::Feed;
use ampere::lanes::{InstructionSet, LANES};
use ampere::sampling::Plan;
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

const ROUNDS: usize = 11;
const BLOCKS: u64 = 4;

/// The built-in base case at a step.
fn base(step: &str) -> Scenario {
    let sets = [format!("run.step = \"{step}\"")];
    let document =
        load(&Source::Builtin("base".to_string()), &sets).expect("the built-in base case is right");
    resolve(&document).expect("the built-in base case resolves")
}

/// One thing to time: a name and what one round does; the round simulates `trials` trials.
struct Case<'a> {
    name: String,
    trials: u64,
    round: Box<dyn FnMut() + 'a>,
}

/// Everything random and every path of a few blocks.
fn draws<'a>(name: &str, scenario: &'a Scenario, set: InstructionSet) -> Case<'a> {
    let mut feed = Feed::new(scenario);
    feed.set_instruction_set(set);
    Case {
        name: format!("{name}: draws and paths only, {}", set.id()),
        trials: BLOCKS * LANES as u64,
        round: Box::new(move || {
            for block in 0..BLOCKS {
                feed.begin_block(scenario, block * LANES as u64);
                for period in &scenario.timeline.periods {
                    feed.at_period(scenario, period, block * LANES as u64);
                    black_box(&feed.inputs);
                }
            }
        }),
    }
}

fn blocks<'a>(name: &str, scenario: &'a Scenario, set: InstructionSet) -> Case<'a> {
    let mut block = Block::new(scenario).with_instruction_set(set);
    let mut outcome = Block::outcome(scenario);
    Case {
        name: format!("{name}: whole trial, one thread, {}", set.id()),
        trials: BLOCKS * LANES as u64,
        round: Box::new(move || {
            for b in 0..BLOCKS {
                let done = block.simulate(scenario, b * LANES as u64, LANES, &mut outcome);
                black_box(done.is_ok());
            }
        }),
    }
}

fn studies<'a>(name: &str, scenario: &'a Scenario, threads: usize, budget: u64) -> Case<'a> {
    let n_trials = 4096;
    Case {
        name: format!("{name}, {threads} thread{}", if threads == 1 { "" } else { "s" }),
        trials: n_trials,
        round: Box::new(move || {
            let settings = Settings {
                n_trials,
                n_threads: Some(threads),
                instruction_set: InstructionSet::best(),
                plan: Plan::Random,
                exact_budget_bytes: budget,
                progress: &|_| {},
            };
            black_box(study(&[scenario], &settings).is_ok());
        }),
    }
}

fn main() {
    let (quarter, year) = (base("quarter"), base("year"));
    let best = InstructionSet::best();
    let mut cases = vec![
        draws("quarters", &quarter, best),
        blocks("quarters", &quarter, best),
        draws("years", &year, best),
        blocks("years", &year, best),
        studies("quarters: run with summaries", &quarter, 1, EXACT_BUDGET_BYTES),
        studies("quarters: run with summaries", &quarter, 2, EXACT_BUDGET_BYTES),
        studies("quarters: run with histograms (pilot included)", &quarter, 2, 0),
    ];
    let narrower: Vec<InstructionSet> = InstructionSet::available().filter(|set| *set != best).collect();
    for set in &narrower {
        cases.extend([draws("quarters", &quarter, *set), blocks("quarters", &quarter, *set)]);
    }
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); cases.len()];
    // A round that is not counted fills the caches; then all cases take turns, so that a slow moment of the
    // machine hits all of them alike.
    for round in 0..=ROUNDS {
        for (case, times) in cases.iter_mut().zip(&mut times) {
            let started = Instant::now();
            (case.round)();
            let nanoseconds = started.elapsed().as_nanos() as f64 / case.trials as f64;
            if round > 0 {
                times.push(nanoseconds);
            }
        }
    }
    println!("{:<58}{:>12}{:>12}", "median of 11 rounds", "ns / trial", "minimum");
    let medians: Vec<f64> = times.iter_mut().map(|t| median(t)).collect();
    for ((case, median), times) in cases.iter().zip(&medians).zip(&times) {
        println!("{:<58}{:>12.0}{:>12.0}", case.name, median, times[0]);
    }
    by_part(&quarter, best);
    println!("\nratios of medians");
    println!("{:<58}{:>12.2}", "whole trial / draws, quarters", medians[1] / medians[0]);
    println!("{:<58}{:>12.2}", "quarters / years (60 periods against 15)", medians[1] / medians[3]);
    println!("{:<58}{:>12.2}", "run / whole trial: what summaries cost, one thread", medians[4] / medians[1]);
    println!("{:<58}{:>12.2}", "one thread / two threads", medians[4] / medians[5]);
    for (i, set) in narrower.iter().enumerate() {
        for (what, k) in [("draws and paths", 0), ("whole trial", 1)] {
            let name = format!("{what}, quarters: {} / {}", set.id(), best.id());
            println!("{name:<58}{:>12.2}", medians[7 + 2 * i + k] / medians[k]);
        }
    }
}

/// Where the time of a whole trial goes: the parts of the work on a block, the fastest of all rounds each.
fn by_part(scenario: &Scenario, set: InstructionSet) {
    let mut block = Block::new(scenario).with_instruction_set(set);
    let mut outcome = Block::outcome(scenario);
    let mut best: Vec<(Part, f64)> = Vec::new();
    for _ in 0..=ROUNDS * BLOCKS as usize {
        let mut round: Vec<(Part, f64)> = Vec::new();
        let mut last = Instant::now();
        block.compute(scenario, 0, &mut outcome, |part| {
            let now = Instant::now();
            let nanoseconds = (now - last).as_nanos() as f64 / LANES as f64;
            last = now;
            match round.iter_mut().find(|(known, _)| *known == part) {
                Some((_, sum)) => *sum += nanoseconds,
                None => round.push((part, nanoseconds)),
            }
        });
        for (i, (part, time)) in round.into_iter().enumerate() {
            match best.get_mut(i) {
                Some((_, least)) => *least = least.min(time),
                None => best.push((part, time)),
            }
        }
    }
    println!("\n{:<58}{:>12}", format!("quarters: where a trial's time goes, {}", set.id()), "ns / trial");
    for (part, time) in best {
        println!("  {:<56}{time:>12.0}", part.words());
    }
}

/// Sorts the times; the smallest comes first.
fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
