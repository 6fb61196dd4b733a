//! What holds in every trial and every period, whatever the assumptions: pools, groupings, fees, the
//! statement, entities and Group, plants.
//!
//! The scenarios are the base case with cannibalisation, contracts and scarce plants, and with random changes inside the keys' domains. Sums are compared at 1e-9
//! of the Group's revenue in the period (of registrations for pools): rounding of sums of a hundred terms is
//! a thousand times smaller, and any forgotten flow is larger.

use ampere::engine::Scenario;
use ampere::lanes::LANES;
use ampere::model::business::{PerimeterKind, UnitCost};
use ampere::model::statement::Line;
use ampere::model::{Inputs, State};
use ampere::quantity::Period;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::given;
use crate::mechanisms::EVERYTHING;

/// Additive lines of a statement; tax is stand-alone in each perimeter, and so is the cash after it.
const ADDITIVE: [Line; 15] = [
    Line::Volume,
    Line::Revenue,
    Line::ContributionMargin,
    Line::FixedCost,
    Line::Depreciation,
    Line::Co2Cost,
    Line::Co2Payment,
    Line::OperatingMargin,
    Line::Restructuring,
    Line::Impairment,
    Line::OperatingProfit,
    Line::Investment,
    Line::WorkingCapitalIncrease,
    Line::CaptiveMargin,
    Line::CaptiveRetained,
];

/// Changes of the base case, each inside its key's domain.
fn changes() -> impl Strategy<Value = Vec<String>> {
    let number = |key: &'static str, low: f64, high: f64| {
        (low..high).prop_map(move |value| format!("{key}={value:.4}")).boxed()
    };
    let changes = vec![
        prop::sample::select(vec!["run.step=quarter", "run.step=half", "run.step=year"])
            .prop_map(str::to_string)
            .boxed(),
        (0u32..1_000_000).prop_map(|seed| format!("run.seed={seed}")).boxed(),
        number("money.inflation_rate", -0.02, 0.10),
        number("money.discount_rate", 0.0, 0.25),
        number("money.tax_rate", 0.0, 0.6),
        number("money.loss_use_limit", 0.0, 1.0),
        number("money.working_capital_share", -0.3, 0.3),
        number("market.bev.exit_share", 0.02, 0.9),
        number("market.bev.shock_sd", 0.0, 0.5),
        number("market.bev.rule_pull_per_year", 0.0, 1.0),
        // Beyond these the market price falls below zero within the years of the run, and the program says so.
        number("market.price.pass_through", 0.0, 1.5),
        number("market.price.pressure_per_year", -0.05, 0.06),
        number("market.segment.C.share", 0.0, 0.8),
        number("market.segment.B.tilt.bev", 0.1, 4.0),
        number("battery.learning_rate", 0.0, 0.35),
        number("platform.ampr-small.access_fee_eur", 0.0, 5000.0),
        number("platform.ampr-medium.generation.gen-2.delay_years", 0.0, 9.0),
        number("platform.ampr-medium.generation.gen-2.delivery", 0.0, 1.8),
        number("product.renault-5.share", 0.0, 0.4),
        number("product.renault-5.net_price_eur", 12000.0, 35000.0),
        number("product.twingo.elasticity", 0.0, 6.0),
        number("product.twingo.launch", 2026.0, 2036.0),
        number("product.twingo.ramp_years", 0.0, 4.0),
        number("product.twingo.takes_from.renault-5", 0.0, 1.0),
        number("product.renault-4.takes_from.renault-5", 0.0, 1.0),
        number("product.scenic-etech.allocation_priority", 1.0, 9.0),
        number("plant.douai.capacity", 0.0, 400_000.0),
        number("plant.douai.overtime_share", 0.0, 0.5),
        number("plant.douai.flexible_share", 0.0, 1.0),
        number("plant.cleon.speed_down_per_year", 0.0, 1.0),
        number("co2.target_g", 0.0, 130.0),
        number("co2.super_credit", 1.0, 3.0),
        number("co2.sell_share", 0.0, 1.0),
        number("co2.shadow_value_share", 0.0, 1.0),
        number("contract.micra.take_up", 0.0, 2.0),
        number("contract.micra.exit_hazard_per_year", 0.0, 2.0),
        number("line.ampere-sga.cost_eur_m", -500.0, 2000.0),
        number("investment.ampere.life_years", 0.25, 30.0),
    ];
    // Each change is made or not.
    let made: Vec<_> = changes.into_iter().map(|change| prop::option::weighted(0.6, change)).collect();
    made.prop_map(|made| made.into_iter().flatten().collect())
}

/// Runs a property on a number of random scenarios, always the same ones.
pub fn for_scenarios(cases: u32, property: impl Fn(&Scenario)) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&changes(), |sets| {
        let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
        property(&given::text(EVERYTHING, &sets));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Two figures of one period agree, up to 1e-9 of a scale.
pub fn same(what: &str, period: &Period, a: f64, b: f64, scale: f64) {
    let from = period.start;
    assert!((a - b).abs() <= 1e-9 * scale, "{what} in the period from {from}: {a} and {b}");
}

fn entities(scenario: &Scenario) -> Vec<usize> {
    let perimeters = scenario.business.perimeters.iter().enumerate();
    perimeters.filter(|(_, p)| p.kind == PerimeterKind::Entity).map(|(i, _)| i).collect()
}

fn pools_hold_both_totals(scenario: &Scenario, period: &Period, inputs: &Inputs, state: &State) {
    let business = &scenario.business;
    for i in 0..LANES {
        let registrations = inputs[business.market.registrations][i];
        let shares: Vec<f64> = business.segments.iter().map(|s| inputs[s.share][i]).collect();
        let total: f64 = shares.iter().sum();
        for (segment, (share, pools)) in shares.iter().zip(&state.market.pools).enumerate() {
            let sum: f64 = pools.iter().map(|pool| pool[i]).sum();
            same(&format!("segment {segment}"), period, sum, registrations * share / total, registrations);
        }
        for (p, share) in state.market.powertrain_shares.iter().enumerate() {
            let sum: f64 = state.market.pools.iter().map(|pools| pools[p][i]).sum();
            same(&format!("powertrain {p}"), period, sum, registrations * share[i], registrations);
        }
        let shares: f64 = state.market.powertrain_shares.iter().map(|share| share[i]).sum();
        assert!((shares - 1.0).abs() < 1e-12, "shares sum to {shares}");
        assert!(state.market.pools.iter().flatten().all(|pool| pool[i] >= 0.0), "a pool is negative");
    }
}

fn the_statement_adds_up(scenario: &Scenario, period: &Period, state: &State) {
    let (group, entities) = (&state.statements[0], entities(scenario));
    for i in 0..LANES {
        let scale = group.line(Line::Revenue)[i];
        let sum = |of: &dyn Fn(usize) -> f64, n: usize| (0..n).map(of).sum::<f64>();
        let (n_products, n_services) = (state.products.len(), state.services.len());
        let n_contracts = state.contracts.len();
        let volume = sum(&|p| state.products[p].volume[i], n_products);
        let revenue = sum(&|p| state.products[p].revenue[i], n_products)
            + sum(&|s| state.services[s].revenue[i], n_services)
            + sum(&|c| state.contracts[c].revenue[i], n_contracts);
        // Before access fees: that this is the Group's says that fees cancel.
        let contribution = sum(&|p| state.products[p].contribution[i], n_products)
            + sum(&|s| state.services[s].contribution[i], n_services)
            + sum(&|c| state.contracts[c].contribution[i], n_contracts);
        same("Σ volume", period, volume, group.line(Line::Volume)[i], scale);
        same("Σ revenue", period, revenue, group.line(Line::Revenue)[i], scale);
        same("Σ contribution", period, contribution, group.line(Line::ContributionMargin)[i], scale);
        assert!(state.products.iter().all(|flows| flows.volume[i] >= 0.0), "a volume is negative");
        for line in ADDITIVE {
            let sum = sum(&|e| state.statements[entities[e]].line(line)[i], entities.len());
            same(&format!("Σ entities, {line:?}"), period, sum, group.line(line)[i], scale);
        }
        for statement in &state.statements {
            let line = |line: Line| statement.line(line)[i];
            let margin = line(Line::ContributionMargin)
                - line(Line::FixedCost)
                - line(Line::Depreciation)
                - line(Line::Co2Cost);
            same("operating margin", period, margin, line(Line::OperatingMargin), scale);
            let profit = line(Line::OperatingMargin) - line(Line::Restructuring) - line(Line::Impairment);
            same("operating profit", period, profit, line(Line::OperatingProfit), scale);
            let cash = line(Line::OperatingProfit) - line(Line::CaptiveRetained) - line(Line::Tax)
                + line(Line::Depreciation)
                - line(Line::Investment)
                - line(Line::WorkingCapitalIncrease)
                + line(Line::Impairment)
                + line(Line::Co2Cost)
                - line(Line::Co2Payment);
            same("free cash flow", period, cash, line(Line::FreeCashFlow), scale);
        }
    }
}

/// Plants make what passes through them and no more than they can; nobody buys what is not wanted; what one car
/// loses another has taken.
fn plants_hold_what_they_can(scenario: &Scenario, period: &Period, inputs: &Inputs, state: &State) {
    let business = &scenario.business;
    for (p, (plant, made)) in business.plants.iter().zip(&state.plants).enumerate() {
        for i in 0..LANES {
            let cars = business.products.iter().zip(&state.products).filter_map(|(product, flows)| {
                let UnitCost::BuiltUp(car) = &product.unit_cost else { return None };
                car.route.contains(&p).then_some(flows.volume[i])
            });
            let partners = business.contracts.iter().zip(&state.contracts);
            let partners = partners.filter(|(contract, _)| contract.car.route.contains(&p));
            let through = cars.sum::<f64>() + partners.map(|(_, flows)| flows.volume[i]).sum::<f64>();
            same("production", period, through, made.production[i], 1e6);
            let Some(capacity) = plant.capacity.filter(|_| !scenario.timeline.is_history(period)) else {
                continue;
            };
            let most = inputs[capacity][i] * period.season * (1.0 + inputs[plant.overtime][i]);
            assert!(through <= most * (1.0 + 1e-12), "{} makes {through} of {most}", plant.name.id);
        }
    }
    for i in 0..LANES {
        let own = state.products.iter().map(|flows| (&flows.volume, &flows.demand));
        let partners = state.contracts.iter().map(|flows| (&flows.volume, &flows.demand));
        for (sold, wanted) in own.chain(partners) {
            assert!((0.0..=wanted[i]).contains(&sold[i]), "{} sold, {} wanted", sold[i], wanted[i]);
        }
        assert!(state.displaced.iter().all(|displaced| displaced.lost[i] >= 0.0));
    }
}

#[test]
fn plants_products_and_partners_agree() {
    for_scenarios(8, |scenario| {
        given::each_period(scenario, 0, |period, inputs, state| {
            plants_hold_what_they_can(scenario, period, inputs, state);
        });
    });
}

#[test]
fn the_group_without_a_programme_is_the_group_less_the_programme() {
    for_scenarios(4, |scenario| {
        let place = |id: &str| scenario.business.perimeters.iter().position(|p| p.name.id == id);
        let (rest, programme) = (place("rest").expect("stated"), place("bev-programme").expect("stated"));
        given::each_period(scenario, 0, |period, _, state| {
            for (line, i) in ADDITIVE.into_iter().flat_map(|line| [0, 31, 99].map(|i| (line, i))) {
                let of = |perimeter: usize| state.statements[perimeter].line(line)[i];
                let scale = state.statements[0].line(Line::Revenue)[i];
                same(&format!("{line:?}"), period, of(rest) + of(programme), of(0), scale);
            }
        });
    });
}

#[test]
fn pools_hold_the_totals_of_segments_and_powertrains() {
    for_scenarios(6, |scenario| {
        given::each_period(scenario, 0, |period, inputs, state| {
            pools_hold_both_totals(scenario, period, inputs, state);
        });
    });
}

#[test]
fn products_entities_and_statements_add_up_in_every_period() {
    for_scenarios(8, |scenario| {
        given::each_period(scenario, 0, |period, _, state| the_statement_adds_up(scenario, period, state));
    });
}
