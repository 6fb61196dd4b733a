//! What partners' terms and volumes do: each term is seen in the tables, and what the cars do to plants and unit cost
//! moves in its direction in every trial.

use ampere::engine::{Grouping, Metric};
use ampere::lanes::{LANES, Lane};

use crate::given;
use crate::mechanisms::{AMPLE, PARTNER, close, example, figure};

/// The partner of the worked examples, whose contract ends with 2026.
fn until_2027() -> String {
    format!("{PARTNER}end = 2027.0\n")
}

#[test]
fn cars_not_taken_their_fee_and_the_end_are_in_the_tables() {
    // 2,000 of 8,000 are not taken; half of the fee of 1,000 is due for them, in euros of 2026: 1.02 million.
    let run = example(&until_2027(), &[]);
    let of = |metric, year| figure(&run, Grouping::Contract, "partner", metric, year);
    assert_eq!((of(Metric::CarsNotTaken, 2025), of(Metric::TakeOrPay, 2025)), (0.0, 0.0));
    close("not taken", of(Metric::CarsNotTaken, 2026), 2000.0);
    close("take-or-pay", of(Metric::TakeOrPay, 2026), 1.02e6);
    assert_eq!((of(Metric::CarsNotTaken, 2027), of(Metric::TakeOrPay, 2027)), (0.0, 0.0));
    for (year, ended) in [(2025, 0.0), (2026, 1.0), (2027, 1.0)] {
        assert_eq!(of(Metric::ContractEnded, year), ended, "the end of 2026, by the end of {year}");
    }
}

#[test]
fn the_probability_of_the_exit_is_that_of_the_hazard() {
    // With a hazard of 0.3 a contract has ended by the end of 2027, two years after history, with 1 − e^−0.6 = 45.1 %.
    let text = format!("{}{}", crate::worked_example::SCENARIO, until_2027());
    let sets = ["contract.partner.end=2050", "contract.partner.exit_hazard_per_year=0.3"];
    let scenario = given::text(&text, &sets);
    let n_blocks = 40;
    let key = (Grouping::Contract, "partner", Metric::ContractEnded);
    let ended: f64 = (0..n_blocks)
        .map(|block| {
            let outcome = given::block(&scenario, block * LANES as u64);
            given::figure(&scenario, &outcome, key, 2027).iter().sum::<f64>()
        })
        .sum();
    let n = (n_blocks * LANES as u64) as f64;
    let (found, expected) = (ended / n, 1.0 - (-0.6f64).exp());
    let error = (found - expected) / (expected * (1.0 - expected) / n).sqrt();
    assert!(error.abs() < 4.0, "{found}, expected {expected}: {error} standard errors");
}

/// A figure of the base case in 2031, trial by trial.
fn base(sets: &[&str], key: (Grouping, &str, Metric)) -> Lane {
    let scenario = given::builtin("base", sets);
    given::figure(&scenario, &given::first_block(&scenario), key, 2031)
}

/// Partners stay; nothing slips, so that cars for partners are all that moves.
const STAYS: [&str; 4] = [
    "funding.active=\"no\"",
    "contract.ford.exit_hazard_per_year=0",
    "contract.micra.exit_hazard_per_year=0",
    "contract.eclipse-cross.exit_hazard_per_year=0",
];

#[test]
fn each_term_moves_what_the_contract_earns() {
    let contribution = (Grouping::Contract, "ford", Metric::ContributionMargin);
    let with = |set: &str| base(&[&STAYS[..], &["contract.ford.take_up=60%", set]].concat(), contribution);
    let plain = with("contract.ford.fee_eur=1000");
    for (set, sign) in [
        ("contract.ford.fee_eur=1500", 1.0),
        ("contract.ford.mark_up_share=15%", 1.0),
        ("contract.ford.exit_hazard_per_year=0.4", -1.0),
    ] {
        let moved = base(
            &[&STAYS[..], &["contract.ford.take_up=60%", "contract.ford.fee_eur=1000", set]].concat(),
            contribution,
        );
        assert!((0..LANES).all(|i| sign * (moved[i] - plain[i]) >= 0.0), "{set}");
        assert!((0..LANES).any(|i| sign * (moved[i] - plain[i]) > 0.0), "{set}");
    }
    let pay = |share: &str| {
        let share = format!("contract.ford.take_or_pay_share={share}");
        base(
            &[&STAYS[..], &["contract.ford.take_up=60%", &share]].concat(),
            (Grouping::Contract, "ford", Metric::TakeOrPay),
        )
    };
    let (none, all) = (pay("0%"), pay("100%"));
    assert!((0..LANES).all(|i| none[i] == 0.0 && all[i] > 0.0));
}

#[test]
fn partners_fill_plants() {
    let key = |metric| (Grouping::Contract, "ford", metric);
    let few = "contract.ford.take_up=10%";
    let many = "contract.ford.take_up=95%";
    let pair = |key| (base(&[&STAYS[..], &[few]].concat(), key), base(&[&STAYS[..], &[many]].concat(), key));
    let (less, more) = pair(key(Metric::Production));
    assert!((0..LANES).all(|i| less[i] < more[i]), "more cars");
    let (less, more) = pair(key(Metric::CarsNotTaken));
    assert!((0..LANES).all(|i| less[i] > more[i]), "fewer not taken");
    let (less, more) = pair((Grouping::Plant, "douai", Metric::Utilisation));
    // A plant that is full is as full with fewer partners' cars, up to the last bits of its scale.
    let lower = |low: f64, high: f64| low <= high * (1.0 + 1e-12);
    assert!((0..LANES).all(|i| lower(less[i], more[i])), "a fuller plant");
    assert!((0..LANES).any(|i| less[i] < 0.9 * more[i]), "a fuller plant");
    // Fixed cost follows the load in part: where there are more cars, there is less of it for each.
    let of =
        |take_up: &str, metric| base(&[&STAYS[..], &[take_up]].concat(), (Grouping::Plant, "douai", metric));
    let (cost_of_few, few_cars) = (of(few, Metric::FixedCost), of(few, Metric::Production));
    let (cost_of_many, many_cars) = (of(many, Metric::FixedCost), of(many, Metric::Production));
    let fuller: Vec<usize> = (0..LANES).filter(|i| many_cars[*i] > 1.1 * few_cars[*i]).collect();
    assert!(fuller.len() > LANES / 4);
    for i in fuller {
        assert!(lower(cost_of_few[i], cost_of_many[i]), "no less cost");
        assert!(cost_of_many[i] / many_cars[i] < cost_of_few[i] / few_cars[i], "less of it for each car");
    }
}

/// Where no plant is short, so that no own car gives way to a partner's.
#[test]
fn partners_load_motors_and_teach_platforms() {
    let of = |take_up: &str, key| base(&[&STAYS[..], &AMPLE[..], &[take_up]].concat(), key);
    let pair = |key| (of("contract.ford.take_up=10%", key), of("contract.ford.take_up=95%", key));
    let (less, more) = pair((Grouping::Plant, "cleon", Metric::Production));
    assert!((0..LANES).all(|i| less[i] < more[i]), "more motors");
    let (less, more) = pair((Grouping::Platform, "ampr-small", Metric::UnitCost));
    assert!((0..LANES).all(|i| less[i] > more[i]), "cheaper cars on the platform that they share");
}
