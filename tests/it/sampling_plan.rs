//! Sampling plans in whole runs: who shares draws with whom, and that threads change nothing.

use std::collections::BTreeMap;

use ampere::analysis::Summary;
use ampere::analysis::interval::Estimate;
use ampere::analysis::study::{EXACT_BUDGET_BYTES, Settings, study};
use ampere::engine::feed::Feed;
use ampere::engine::{Run, Scenario};
use ampere::lanes::{InstructionSet, LANES, Lane, ZERO};
use ampere::model::Slot;
use ampere::sampling::{InputId, Plan};
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve;

use crate::given::{self, bits};
use crate::worked_example;

/// What is drawn once per trial and what moves in the last period, by key, in the second block.
fn draws(scenario: &Scenario, plan: Plan, n_trials: u64) -> BTreeMap<String, Vec<u64>> {
    let first_trial = LANES as u64;
    let mut feed = Feed::with_sampler(scenario, scenario.sampler(plan, n_trials));
    feed.begin_block(scenario, first_trial);
    for period in &scenario.timeline.periods {
        feed.at_period(scenario, period, first_trial);
    }
    let value = |slot: usize| bits(feed.inputs[Slot(slot)].iter().copied());
    scenario.inputs.iter().enumerate().map(|(slot, input)| (input.key.clone(), value(slot))).collect()
}

const PLANS: [Plan; 3] = [Plan::Antithetic, Plan::LatinHypercube, Plan::Sobol];

#[test]
fn an_assumption_that_is_added_or_made_certain_moves_no_other_draw() {
    let base = given::builtin("base", &[]);
    let edited = given::builtin(
        "base",
        &["money.discount_rate=10%", "money.loss_use_limit=uniform(40%, 60%)", "run.trials=5"],
    );
    for plan in PLANS {
        let (before, after) = (draws(&base, plan, 1024), draws(&edited, plan, 1024));
        assert_eq!(before.len(), after.len());
        let moved: Vec<&String> = before.keys().filter(|key| before[*key] != after[*key]).collect();
        assert_eq!(moved, ["money.discount_rate", "money.loss_use_limit"], "{plan:?}");
    }
}

#[test]
fn a_shorter_run_is_the_beginning_of_a_longer_one_unless_it_is_stratified() {
    let base = given::builtin("base", &[]);
    for plan in PLANS {
        let same = draws(&base, plan, 256) == draws(&base, plan, 4096);
        assert_eq!(same, plan != Plan::LatinHypercube, "{plan:?}");
    }
}

#[test]
fn plans_differ_from_each_other_and_strata_are_the_default() {
    let base = given::builtin("base", &[]);
    let random = draws(&base, Plan::Random, 1024);
    let key = "battery.learning_rate";
    assert!(PLANS.into_iter().all(|plan| draws(&base, plan, 1024)[key] != random[key]));
    // By the measured table of docs/sampling.md; the base case does not state a plan.
    assert_eq!(Plan::default(), Plan::LatinHypercube);
    let document = load(&Source::Builtin("base".to_string()), &[]).expect("the built-in base case is right");
    assert_eq!(resolve::plan(&document), Plan::LatinHypercube);
}

#[test]
fn correlated_draws_follow_the_plan_too() {
    let pair = "correlation.drawn.\"money.discount_rate ~ money.tax_rate\"=0.9";
    let base = given::builtin("base", &[]);
    let linked = given::builtin("base", &[pair]);
    for plan in PLANS {
        let (alone, joint) = (draws(&base, plan, 1024), draws(&linked, plan, 1024));
        // The first member of a component keeps its own draw; the other one moves, and nothing else does.
        let moved: Vec<&String> = alone.keys().filter(|key| alone[*key] != joint[*key]).collect();
        assert_eq!(moved, ["money.tax_rate"], "{plan:?}");
    }
    // Mirrored: z → −z in both members, so that the medians of the second are mirrored as well.
    let mut lanes = [ZERO; 2];
    let sampler = linked.sampler(Plan::Antithetic, 128);
    let of_the_pair =
        |component: &&ampere::sampling::Component| component.ids().contains(&InputId::of("money.tax_rate"));
    let component = linked.correlation.drawn.iter().find(of_the_pair).expect("the pair is a component");
    component.draw(&sampler, 0, 0, &mut lanes);
    for lane in lanes {
        for trial in (0..LANES).filter(|i| i / 16 % 2 == 0) {
            assert!((lane[trial] + lane[trial + 16]).abs() < 1e-12);
        }
    }
}

#[test]
fn the_list_gives_dimensions_and_the_rest_is_random() {
    let list = "run.low_discrepancy=[\"money.tax_rate\", \"money.discount_rate\"]";
    let scenario = given::builtin("base", &[list]);
    assert_eq!(scenario.low_discrepancy, ["money.tax_rate", "money.discount_rate"]);
    assert_eq!(scenario.n_low_discrepancy(), 2);
    let (sobol, random) = (draws(&scenario, Plan::Sobol, 1024), draws(&scenario, Plan::Random, 1024));
    let placed: Vec<&String> = sobol.keys().filter(|key| sobol[*key] != random[*key]).collect();
    assert_eq!(placed, ["money.discount_rate", "money.tax_rate"]);
    let lane = |key: &str| {
        let mut lane: Lane = ZERO;
        scenario.sampler(Plan::Sobol, 1024).uniforms(InputId::of(key), 0, 0, &mut lane);
        lane
    };
    // The first dimension of eight points: one in each eighth, in every randomisation.
    for r in 0..16 {
        let mut eighths: Vec<usize> =
            lane("money.tax_rate").iter().skip(r).step_by(16).map(|u| (u * 8.0) as usize).collect();
        eighths.sort_unstable();
        assert_eq!(eighths, [0, 1, 2, 3, 4, 5, 6, 7]);
    }
}

#[test]
fn threads_change_no_trial_under_any_plan() {
    let scenario = given::text(worked_example::SCENARIO, &["money.tax_rate=uniform(20%, 30%)"]);
    for plan in Plan::ALL {
        let run = |threads: usize| {
            let mut all = Vec::new();
            let scenarios = [&scenario];
            let run = Run {
                scenarios: &scenarios,
                n_trials: 1000,
                plan,
                n_threads: Some(threads),
                instruction_set: InstructionSet::best(),
                progress: &|_| {},
            };
            run.for_each_wave(|wave| {
                for block in wave {
                    all.extend(bits(
                        block.outcomes[0].annual.iter().flat_map(|l| l[..block.n_trials].to_vec()),
                    ));
                }
            })
            .expect("every trial is finite");
            all
        };
        let one = run(1);
        assert!([2, 3, 7].into_iter().all(|threads| run(threads) == one), "{plan:?}");
    }
}

/// Every estimate of a summary.
fn estimates(summary: &Summary) -> Vec<Estimate> {
    let years = summary.series.iter().flat_map(|series| &series.years);
    let questions = summary.questions.iter().map(|question| &question.net_present_value);
    let statistics = years.chain(questions);
    let mut all: Vec<Estimate> = statistics.flat_map(|s| s.percentiles.into_iter().chain([s.mean])).collect();
    for dates in summary.questions.iter().flat_map(|question| &question.dates) {
        all.extend(dates.quarter_ends().map(|end| dates.by(end).estimate()));
        all.extend([dates.not_by_horizon().estimate(), dates.restricted_mean()]);
    }
    all
}

/// Whatever the number of trials, also one that does not divide by 16 or leaves randomisations empty: a figure is
/// a number, and an interval holds it or is not known. From 32 trials on the error of every mean is known.
#[test]
fn any_number_of_trials_gives_figures_and_no_more_than_is_known() {
    let scenario = given::text(worked_example::SCENARIO, &["money.tax_rate=uniform(20%, 30%)"]);
    let other = given::text(worked_example::SCENARIO, &["money.tax_rate=uniform(25%, 30%)"]);
    for n_trials in [1, 2, 15, 16, 17, 31, 32, 33, 100, 1000] {
        let settings = Settings {
            n_trials,
            plan: Plan::default(),
            n_threads: None,
            instruction_set: InstructionSet::best(),
            exact_budget_bytes: EXACT_BUDGET_BYTES,
            progress: &|_| {},
        };
        let found = study(&[&scenario, &other], &settings).expect("every trial is finite");
        let mut all: Vec<Estimate> = found.summaries.iter().flat_map(estimates).collect();
        assert_eq!(found.summaries[0].n_trials, n_trials);
        for comparison in &found.comparisons {
            all.extend(comparison.series.iter().flat_map(|series| &series.years).copied());
        }
        for estimate in &all {
            let Estimate { value, standard_error, low, high } = estimate;
            let is_known = low.is_finite() && high.is_finite();
            assert!(value.is_finite(), "{n_trials}: {estimate:?}");
            assert!(!is_known || low <= value && value <= high, "{n_trials}: {estimate:?}");
            assert!(standard_error.is_nan() || *standard_error >= 0.0, "{n_trials}: {estimate:?}");
        }
        let mean = found.summaries[0].questions[0].net_present_value.mean;
        assert_eq!(mean.standard_error.is_finite(), n_trials >= 32, "{n_trials}: {mean:?}");
    }
}
