//! Correlated draws in the engine: who moves with whom, and who does not move at all.

use ampere::engine::feed::Feed;
use ampere::engine::{Run, Scenario, Values};
use ampere::lanes::{InstructionSet, LANES, Lane, ZERO};
use ampere::model::Slot;
use ampere::sampling::{Plan, philox};
use ampere::scenario::resolve::resolve;

use crate::given;

const SECTION: &str = "
[correlation.drawn]
\"battery.learning_rate ~ platform.ampr-medium.generation.gen-2.delivery\" = 0.30
\"battery.learning_rate ~ market.price.pressure_per_year.level\" = 0.25
\"platform.ampr-medium.generation.gen-2.delivery ~ platform.ampr-medium.generation.gen-2.delay_years\" = -0.40
\"product.renault-5.share.level ~ product.renault-4.share.level\" = 0.40
[correlation.noise]
\"market.registrations ~ product.renault-vans.volume\" = 0.50
\"market.bev.shock ~ battery.lithium.shock\" = 0.30
";
const MEMBERS: [&str; 4] = [
    "battery.learning_rate",
    "market.price.pressure_per_year.level",
    "platform.ampr-medium.generation.gen-2.delay_years",
    "platform.ampr-medium.generation.gen-2.delivery",
];

/// The base case with the correlations of a text only.
fn child(more: &str) -> Scenario {
    let mut document = given::document_of_text(&format!("extends = \"builtin:base\"\n{more}"), &[]);
    document.correlations.retain(|pair| pair.origin.file == 0);
    resolve(&document).expect("a checked document resolves")
}

/// The lanes of all inputs in the first projected period: draws, levels and noise.
fn lanes(scenario: &Scenario) -> Vec<(String, Lane)> {
    let mut feed = Feed::new(scenario);
    feed.begin_block(scenario, 256);
    let periods = &scenario.timeline.periods;
    let first = periods.iter().find(|period| !scenario.timeline.is_history(period)).expect("a projection");
    feed.at_period(scenario, first, 256);
    let keys = scenario.inputs.iter().enumerate();
    keys.map(|(i, input)| (input.key.clone(), feed.inputs[Slot(i)])).collect()
}

/// Keys of inputs whose lanes differ.
fn moved(one: &Scenario, other: &Scenario) -> Vec<String> {
    let (one, other) = (lanes(one), lanes(other));
    let differing = one.iter().zip(&other).filter(|(a, b)| a != b);
    let mut keys: Vec<String> = differing.map(|(a, _)| a.0.clone()).collect();
    keys.sort();
    keys
}

#[test]
fn without_correlations_every_input_draws_from_its_own_stream() {
    let scenario = child("");
    let mut feed = Feed::new(&scenario);
    feed.begin_block(&scenario, 0);
    let mut n_drawn = 0;
    for (i, input) in scenario.inputs.iter().enumerate() {
        // What regimes and events change afterwards is left out.
        if let (Values::Drawn(shape), false) = (&input.values, input.has_causes()) {
            let mut own = ZERO;
            philox::uniforms(scenario.seed, input.id(), 0, 0, &mut own);
            shape.apply(&mut own);
            assert_eq!(feed.inputs[Slot(i)], own, "{}", input.key);
            n_drawn += 1;
        }
    }
    assert!(n_drawn > 20);
}

#[test]
fn a_pair_moves_only_the_later_members_of_its_component() {
    for copula in ["", "[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 4\n"] {
        let correlated = child(&format!("{copula}{SECTION}"));
        let mut expected = vec![
            "market.bev.shock",
            "market.price.pressure_per_year",
            "platform.ampr-medium.generation.gen-2.delivery",
            "product.renault-5.share",
            "product.renault-vans.volume",
        ];
        if !copula.is_empty() {
            // No earlier member is linked to it, but under t it shares the common mixing variable.
            expected.insert(2, "platform.ampr-medium.generation.gen-2.delay_years");
        }
        assert_eq!(moved(&child(""), &correlated), expected);
        // Another pair in one component leaves the others, and everything else, alone.
        let more = format!("{copula}{SECTION}").replace(
            "[correlation.noise]",
            "\"product.renault-5.share.level ~ product.twingo.share.level\" = 0.4\n[correlation.noise]",
        );
        assert_eq!(moved(&correlated, &child(&more)), ["product.twingo.share"], "{copula}");
    }
}

/// Spearman's rank correlation.
fn spearman(x: &[f64], y: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        order.into_iter().enumerate().for_each(|(rank, i)| ranks[i] = rank as f64);
        ranks
    };
    let middle = 0.5 * (x.len() as f64 - 1.0);
    let (a, b) = (ranks(x), ranks(y));
    let product =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    product(&a, &b) / product(&a, &a)
}

/// Over 12 800 trials; four standard errors of a rank correlation are at most 4/√12 800 = 0.035.
#[test]
fn inputs_of_the_model_have_the_stated_rank_correlations() {
    let scenario = child(SECTION);
    let place = |key: &str| {
        let found = scenario.inputs.iter().position(|input| input.key == key);
        Slot(found.unwrap_or_else(|| panic!("{key}")))
    };
    let wanted = [
        ("battery.learning_rate", MEMBERS[3], 0.30),
        (MEMBERS[3], MEMBERS[2], -0.40),
        ("battery.learning_rate", MEMBERS[2], f64::NAN),
        ("battery.learning_rate", "market.price.pressure_per_year", 0.25),
        ("market.bev.shock", "battery.lithium.shock", 0.30),
        ("market.bev.shock", "battery.learning_rate", 0.0),
    ];
    let mut feed = Feed::new(&scenario);
    let mut columns: Vec<[Vec<f64>; 2]> = vec![Default::default(); wanted.len()];
    let last = scenario.timeline.periods.last().expect("periods");
    for block in 0..100 {
        feed.begin_block(&scenario, block * LANES as u64);
        feed.at_period(&scenario, last, block * LANES as u64);
        for ([a, b], (one, other, _)) in columns.iter_mut().zip(&wanted) {
            a.extend(feed.inputs[place(one)]);
            b.extend(feed.inputs[place(other)]);
        }
    }
    for ([a, b], (one, other, rank)) in columns.iter().zip(&wanted) {
        let found = spearman(a, b);
        // A pair that is not stated is zero, though both are linked to a third.
        let rank = if rank.is_nan() { 0.0 } else { *rank };
        assert!((found - rank).abs() < 0.035, "{one} {other}: {found}");
    }
}

#[test]
fn innovations_are_joint_within_a_period_and_apart_between_periods() {
    let scenario = child(SECTION);
    let place =
        |key: &str| Slot(scenario.inputs.iter().position(|input| input.key == key).expect("an input"));
    let mut feed = Feed::new(&scenario);
    let projected: Vec<_> =
        scenario.timeline.periods.iter().filter(|period| !scenario.timeline.is_history(period)).collect();
    let mut shocks: Vec<[Vec<f64>; 2]> = vec![Default::default(); 2];
    for block in 0..100 {
        feed.begin_block(&scenario, block * LANES as u64);
        for (period, [a, b]) in projected.iter().zip(&mut shocks) {
            feed.at_period(&scenario, period, block * LANES as u64);
            a.extend(feed.inputs[place("market.bev.shock")]);
            b.extend(feed.inputs[place("battery.lithium.shock")]);
        }
    }
    for [a, b] in &shocks {
        assert!((spearman(a, b) - 0.3).abs() < 0.035);
    }
    assert!(spearman(&shocks[0][0], &shocks[1][0]).abs() < 0.035);
    assert!(spearman(&shocks[0][0], &shocks[1][1]).abs() < 0.035);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let scenario = child(&format!("[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 3\n{SECTION}"));
    let bytes = |threads: usize| {
        let mut bytes: Vec<u64> = Vec::new();
        let run = Run {
            scenarios: &[&scenario],
            n_trials: 1000,
            plan: Plan::Random,
            n_threads: Some(threads),
            instruction_set: InstructionSet::best(),
            progress: &|_| {},
        };
        run.for_each_wave(|wave| {
            for block in wave {
                let lanes = block.outcomes.iter().flat_map(|outcome| &outcome.annual);
                bytes.extend(lanes.flatten().map(|x| x.to_bits()));
            }
        })
        .expect("every trial is finite");
        bytes
    };
    let one = bytes(1);
    assert!(one == bytes(2) && one == bytes(3) && one == bytes(7));
}

#[test]
fn the_mixing_variable_counts_as_a_stream() {
    let copula = "[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 3\n";
    let (gaussian, student) = (child(SECTION), child(&format!("{copula}{SECTION}")));
    assert_eq!(student.n_streams().0, gaussian.n_streams().0 + 2);
    assert_eq!(student.colliding_streams(), None);
}
