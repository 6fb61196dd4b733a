//! The error of each sampling plan, measured: headline figures of the built-in base case over many seeds.
//!
//! `cargo bench --bench plans` prints the tables of `docs/sampling.md`. Errors are the same on every machine;
//! times are ratios, taken in turns on one thread.

use std::hint::black_box;
use std::time::Instant;

use ampere::analysis::study::{EXACT_BUDGET_BYTES, Settings, study};
use ampere::analysis::{DateMetric, Summary};
use ampere::engine::{Grouping, Metric, Scenario};
use ampere::lanes::InstructionSet;
use ampere::sampling::Plan;
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

/// Independent runs of each plan and size: a root-mean-square error is then known to 1/√(2·16) = 18 %.
const SEEDS: u64 = 16;
const SIZES: [u64; 2] = [2048, 8192];
const ROUNDS: usize = 7;

/// A headline figure: its name, its unit and how many of the stored unit make one.
type Figure = (String, &'static str, f64);

fn summary(scenario: &Scenario, plan: Plan, n_trials: u64, threads: Option<usize>) -> Summary {
    let settings = Settings {
        n_trials,
        plan,
        n_threads: threads,
        instruction_set: InstructionSet::best(),
        exact_budget_bytes: EXACT_BUDGET_BYTES,
        progress: &|_| {},
    };
    let mut found = study(&[scenario], &settings).expect("every trial is finite");
    found.summaries.remove(0)
}

/// The figures of the first screen.
fn figures(summary: &Summary, scenario: &Scenario) -> Vec<(Figure, f64)> {
    const M: f64 = 1e6;
    const SHARE: f64 = 0.01;
    let mut list = Vec::new();
    for question in &summary.questions {
        let name = &question.perimeter.label;
        let value = &question.net_present_value;
        list.push(((format!("NPV of {name}, mean"), "EUR m", M), value.mean.value));
        let sustained = &question.dates[DateMetric::Sustained.index()];
        let by = sustained.by(2031.0).share();
        list.push(((format!("P({name} sustained by end of 2030)"), "points", SHARE), by));
    }
    for (grouping, label) in [(Grouping::Group, "Group"), (Grouping::Perimeter, "BEV programme")] {
        let found = summary
            .series
            .iter()
            .find(|s| s.series.grouping == grouping && s.series.metric == Metric::OperatingMargin);
        let year = (2030 - scenario.timeline.start) as usize;
        let Some(of_2030) = found.and_then(|s| s.years.get(year)) else { continue };
        for (name, value) in [("mean", of_2030.mean.value), ("p10", of_2030.p10()), ("p90", of_2030.p90())] {
            list.push(((format!("operating margin 2030, {label}, {name}"), "EUR m", M), value));
        }
    }
    for cut in summary.cost_cuts.iter().take(1) {
        let of = &cut.realised;
        for (name, value) in
            [("mean", of.mean.value), ("p10", of.p10()), ("p50", of.p50()), ("p90", of.p90())]
        {
            list.push(((format!("realised cut, {}, {name}", cut.platform.label), "points", SHARE), value));
        }
        if let Some(reached) = cut.target_reached {
            let name = format!("P(cut of {} reaches its target)", cut.platform.label);
            list.push(((name, "points", SHARE), reached.share()));
        }
    }
    list
}

fn main() {
    let document = load(&Source::Builtin("base".to_string()), &[]).expect("the built-in base case is right");
    let mut scenario = resolve(&document).expect("the built-in base case resolves");
    let (once, noise) = scenario.n_streams();
    println!(
        "{once} draws once per trial, {} of them with a Sobol dimension; {noise} draws every period; {SEEDS} seeds\n",
        scenario.n_low_discrepancy()
    );
    // By size, plan and seed.
    let mut runs: Vec<Vec<Vec<Vec<f64>>>> = vec![vec![Vec::new(); Plan::ALL.len()]; SIZES.len()];
    let mut names: Vec<Figure> = Vec::new();
    for seed in 0..SEEDS {
        for (size, n_trials) in SIZES.into_iter().enumerate() {
            for (p, plan) in Plan::ALL.into_iter().enumerate() {
                // Seeds far apart, and another for each plan, so that no two runs share a draw.
                scenario.seed = 1_000_003 * (seed + 1) + 7919 * p as u64 + 104_729 * size as u64;
                let found = figures(&summary(&scenario, plan, n_trials, None), &scenario);
                names = found.iter().map(|(figure, _)| figure.clone()).collect();
                runs[size][p].push(found.into_iter().map(|(_, value)| value).collect());
            }
        }
    }
    let costs = costs(&scenario);
    // All plans aim at the same numbers: the mean of all long runs is nearer to them than any one run.
    let longest = &runs[SIZES.len() - 1];
    let all: Vec<&Vec<f64>> = longest.iter().flatten().collect();
    let truth: Vec<f64> =
        (0..names.len()).map(|f| all.iter().map(|run| run[f]).sum::<f64>() / all.len() as f64).collect();
    for (size, n_trials) in SIZES.into_iter().enumerate() {
        table(&names, &truth, &runs[size], n_trials, &costs);
    }
    println!(
        "Time per trial against `random`, median of {ROUNDS} rounds of 2048 trials in turns, one thread:"
    );
    for (plan, cost) in Plan::ALL.into_iter().zip(&costs) {
        println!("- {}: {cost:.2}", plan.id());
    }
}

/// Root-mean-square errors, and how many times fewer trials and how much less time than `random` the same error
/// takes.
fn table(names: &[Figure], truth: &[f64], runs: &[Vec<Vec<f64>>], n_trials: u64, costs: &[f64]) {
    println!(
        "RMS error at {n_trials} trials (in brackets: trials of `random` that one trial is worth; time)\n"
    );
    let plans: Vec<&str> = Plan::ALL.iter().map(|plan| plan.id()).collect();
    println!("| Figure | Value | Unit | {} |", plans.join(" | "));
    println!("|---|--:|---|{}", "--:|".repeat(plans.len()));
    let mut logs = vec![0.0; plans.len()];
    for (f, ((name, unit, scale), value)) in names.iter().zip(truth).enumerate() {
        let error = |runs: &Vec<Vec<f64>>| {
            let squares: f64 = runs.iter().map(|run| (run[f] - value).powi(2)).sum();
            (squares / runs.len() as f64).sqrt() / scale
        };
        let errors: Vec<f64> = runs.iter().map(error).collect();
        let cells = errors.iter().enumerate().map(|(p, error)| {
            let worth = (errors[0] / error).powi(2);
            logs[p] += worth.ln();
            if p == 0 {
                format!("{error:.3}")
            } else {
                format!("{error:.3} ({worth:.1}; {:.1})", worth / costs[p])
            }
        });
        println!("| {name} | {:.2} | {unit} | {} |", value / scale, cells.collect::<Vec<_>>().join(" | "));
    }
    let means = logs.iter().zip(costs).map(|(log, cost)| {
        let worth = (log / names.len() as f64).exp();
        format!("({worth:.1}; {:.1})", worth / cost)
    });
    println!("| geometric mean | | | {} |\n", means.collect::<Vec<_>>().join(" | "));
}

/// Time of each plan over that of `random`.
fn costs(scenario: &Scenario) -> Vec<f64> {
    let mut times = vec![Vec::new(); Plan::ALL.len()];
    for _ in 0..ROUNDS {
        for (plan, times) in Plan::ALL.into_iter().zip(&mut times) {
            let started = Instant::now();
            black_box(summary(scenario, plan, 2048, Some(1)));
            times.push(started.elapsed().as_secs_f64());
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    medians.iter().map(|time| time / medians[0]).collect()
}
