//! Services: what cars sold and cars that run bring besides, by a worked example, the mechanism at its limits, and
//! the parc's opening + sold − scrapped = closing.
//!
//! The example extends the worked example: one car that sold 10,000 in 2025 and sells 26,746.507 in 2026, in yearly
//! steps; inflation is 2 %, so the price index of mid-2026 is 1.02.

use ampere::engine::{Grouping, Metric, Scenario};
use ampere::lanes::LANES;
use ampere::model::service::ServiceBase;

use crate::given;
use crate::mechanisms::EVERYTHING;
use crate::worked_example::SCENARIO;

const SOLD_2026: f64 = 26746.507447776203;

/// Half of the cars that run pay 20 euros a year, of which 60 % stay. A tenth of the cars is scrapped a year,
/// to first order: exp(−0.1) are left after one.
const CONNECTED: &str = r#"
[service.connected]
label = "Connected services"
brand = "volt"
entity = "maker"
programme = "bev"
base = "parc"
products = ["car"]
survival = { scale_years = 10, shape = 1 }
attach_rate = "50%"
revenue_eur_per_unit = 20
margin_rate = "60%"
fixed_cost_eur_m = 0.1
"#;

/// A wall box with every fourth car.
const BOX: &str = r#"
[service.box]
label = "Wall box"
brand = "volt"
entity = "maker"
programme = "bev"
base = "new-sales"
products = ["car"]
attach_rate = "25%"
revenue_eur_per_unit = 900
margin_rate = "10%"
"#;

fn close(what: &str, found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{what}: found {found}, expected {expected}");
}

/// One figure of a service in the first trial of a scenario.
fn service(scenario: &Scenario, id: &str, metric: Metric, year: i32) -> f64 {
    given::figure(scenario, &given::first_block(scenario), (Grouping::Service, id, metric), year)[0]
}

#[test]
fn the_parc_pays_for_its_service() {
    let scenario = given::text(&format!("{SCENARIO}{CONNECTED}"), &[]);
    let kept = |years: f64| (-years / 10.0).exp();
    // Sold in the middle of the year: at its end half a year old.
    let end_2025 = 10000.0 * kept(0.5);
    let end_2026 = 10000.0 * kept(1.5) + SOLD_2026 * kept(0.5);
    close("9,512 run at the end of 2025", end_2025, 9512.29424500714);
    close("34,049 a year later", end_2026, 34049.1446512028);
    let units = 0.5 * 0.5 * (end_2025 + end_2026);
    close("units of 2025", service(&scenario, "connected", Metric::ServiceUnits, 2025), 0.25 * end_2025);
    close("units of 2026", service(&scenario, "connected", Metric::ServiceUnits, 2026), units);
    let revenue = units * 20.0 * 1.02;
    close("revenue", service(&scenario, "connected", Metric::Revenue, 2026), revenue);
    close("contribution", service(&scenario, "connected", Metric::ContributionMargin, 2026), 0.6 * revenue);
    close("fixed cost", service(&scenario, "connected", Metric::FixedCost, 2026), 1.02e5);
}

#[test]
fn a_service_of_new_cars_is_paid_once() {
    let scenario = given::text(&format!("{SCENARIO}{BOX}"), &[]);
    let revenue = 0.25 * SOLD_2026 * 900.0 * 1.02;
    close("units", service(&scenario, "box", Metric::ServiceUnits, 2026), 0.25 * SOLD_2026);
    close("revenue", service(&scenario, "box", Metric::Revenue, 2026), revenue);
}

#[test]
fn services_reach_the_statement_and_change_no_car() {
    let plain = given::text(SCENARIO, &[]);
    let with = given::text(&format!("{SCENARIO}{CONNECTED}{BOX}"), &[]);
    let of = |scenario: &Scenario, grouping, id, metric| {
        given::figure(scenario, &given::first_block(scenario), (grouping, id, metric), 2026)[0]
    };
    for metric in [Metric::Revenue, Metric::ContributionMargin] {
        let more = of(&with, Grouping::Group, "group", metric) - of(&plain, Grouping::Group, "group", metric);
        let services = service(&with, "connected", metric, 2026) + service(&with, "box", metric, 2026);
        assert!((more - services).abs() < 1e-3, "{metric:?}: {more} and {services}");
        let car = |scenario| of(scenario, Grouping::Product, "car", metric).to_bits();
        assert_eq!(car(&plain), car(&with));
    }
    let fixed = |scenario| of(scenario, Grouping::Group, "group", Metric::FixedCost);
    close("fixed cost", fixed(&with) - fixed(&plain), 1.02e5);
}

/// With nothing attached a service is not there: every line of the Group has the same bits.
#[test]
fn a_service_that_nobody_buys_is_the_model_without_it() {
    let plain = given::text(SCENARIO, &[]);
    let sets = ["service.connected.attach_rate=0", "service.connected.fixed_cost_eur_m=0"];
    let with = given::text(&format!("{SCENARIO}{CONNECTED}"), &sets);
    let (a, b) = (given::first_block(&plain), given::first_block(&with));
    for metric in [Metric::Revenue, Metric::OperatingMargin, Metric::FreeCashFlow, Metric::Tax] {
        for year in 2025..=2027 {
            let figure =
                |scenario, block| given::figure(scenario, block, (Grouping::Group, "group", metric), year);
            assert_eq!(given::bits(figure(&plain, &a)), given::bits(figure(&with, &b)), "{metric:?} {year}");
        }
    }
}

#[test]
fn more_of_a_cause_has_more_of_its_effect() {
    let text = format!("{SCENARIO}{CONNECTED}");
    let revenue = |set: &str| service(&given::text(&text, &[set]), "connected", Metric::Revenue, 2027);
    let plain = revenue("service.connected.attach_rate=50%");
    for set in [
        "service.connected.attach_rate=60%",
        "service.connected.revenue_eur_per_unit=21",
        "service.connected.survival.scale_years=12",
        "service.connected.opening_parc=5000",
    ] {
        assert!(revenue(set) > plain, "{set}");
    }
    let older = ["service.connected.opening_parc=5000", "service.connected.opening_age_years=8"];
    let shape = "service.connected.survival.shape=3";
    let of_age = |age: &[&str]| {
        service(&given::text(&text, &[age, &[shape]].concat()), "connected", Metric::Revenue, 2027)
    };
    assert!(of_age(&older) < of_age(&older[..1]), "old cars go first where the rate of scrapping rises");
}

/// Shorter steps place sales more evenly within the year: the parc's mean moves by less than 5 %.
#[test]
fn the_parc_hardly_depends_on_the_step() {
    let units = |step: &str| {
        let set = format!("run.step=\"{step}\"");
        let scenario = given::builtin("base", &[&set]);
        given::figure(
            &scenario,
            &given::first_block(&scenario),
            (Grouping::Service, "connected", Metric::ServiceUnits),
            2025,
        )[0]
    };
    let (year, quarter) = (units("year"), units("quarter"));
    assert!((year / quarter - 1.0).abs() < 0.05, "{year} and {quarter}");
}

#[test]
fn the_parc_adds_up_in_every_trial_and_period() {
    let scenario = given::text(EVERYTHING, &[]);
    let parcs: Vec<(usize, Vec<usize>)> = scenario
        .business
        .services
        .iter()
        .enumerate()
        .filter_map(|(s, service)| match &service.base {
            ServiceBase::Parc(parc) => Some((s, parc.products.clone())),
            _ => None,
        })
        .collect();
    assert!(parcs.len() >= 2);
    let mut opening = vec![[0.0; LANES]; parcs.len()];
    given::each_period(&scenario, 0, |period, _, state| {
        for ((s, products), opening) in parcs.iter().zip(&mut opening) {
            let flows = &state.services[*s];
            for (i, opening) in opening.iter_mut().enumerate() {
                let sold: f64 = products.iter().map(|p| state.products[*p].volume[i]).sum();
                let expected = *opening + sold - flows.scrapped[i];
                assert!((flows.parc[i] - expected).abs() <= 1e-9 * (1.0 + expected), "{}", period.start);
                assert!(flows.scrapped[i] >= -1e-9 && flows.parc[i] >= 0.0);
                *opening = flows.parc[i];
            }
        }
    });
}
