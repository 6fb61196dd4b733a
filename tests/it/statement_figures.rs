//! Lines and figures of the statement: what a write-down, price, cost and safety follow from, when a cost cut reaches
//! its target, and a perimeter's margin from the rows of everything that belongs to it.

use ampere::engine::{Grouping, Metric};
use ampere::model::business::PerimeterKind;

use crate::given;
use crate::mechanisms::{DEMAND, EVERYTHING, UNIT_COST, close, example, figure, product};

#[test]
fn a_write_down_is_below_the_operating_margin_and_no_cash() {
    // 50 in 2026, 51 nominal. Profit falls from 123.043 to 72.043; half of it is sheltered by old losses, so tax
    // falls by 25 % of half of 51, 6.375, and this is all that cash sees.
    let impairment = "[impairment.tools]\nlabel = \"Tools\"\nentity = \"maker\"\nprogramme = \"bev\"\n\
                      cost_eur_m = { path = \"2025: 0, 2026: 50, 2027: 0\", interpolate = \"step\" }\n";
    let run = example(impairment, &[]);
    let group = |metric| figure(&run, Grouping::Group, "group", metric, 2026);
    close("operating margin", group(Metric::OperatingMargin), 123043207.33850914);
    close("operating profit", group(Metric::OperatingProfit), 123043207.33850914 - 51e6);
    close("tax", group(Metric::Tax), 15380400.917313643 - 6.375e6);
    close("free cash flow", group(Metric::FreeCashFlow), 121002673.60157794 + 6.375e6);
}

#[test]
fn price_cost_and_safety_follow_from_the_statement() {
    // 2026: the Car brings 322.723 and 199.680 are fixed or written off (183.600 + 16.080): sales may fall by
    // 38.13 % before the margin is gone, to 16,548.9 cars.
    let run = example("", &[]);
    close("price", product(&run, "car", Metric::NetPriceNominal, 2026), 28068.47465569468 * 1.02);
    close("cost", product(&run, "car", Metric::UnitCostNominal, 2026), UNIT_COST * 1.02);
    let share = (183.6e6 + 16.08e6) / 322723207.33850914;
    let group = |metric, year| figure(&run, Grouping::Group, "group", metric, year);
    close("margin of safety", group(Metric::MarginOfSafety, 2026), 1.0 - share);
    close("break-even volume", group(Metric::BreakEvenVolume, 2026), DEMAND * share);
    // 2025: 106.400 against 192.000: sales would have to be 1.80 times what they were.
    close("2025", group(Metric::BreakEvenVolume, 2025), 10000.0 * 192.0 / 106.4);
}

#[test]
fn the_date_of_a_cut_lies_between_two_ends_of_years() {
    // On 1 January 2027 all cars carry the second generation. Packs lie halfway between mid-2026 and mid-2027:
    // LFP 91.2527, NMC 115.2773, so the battery costs 57.6 · (0.64 · 91.2527 + 0.36 · 115.2773) · 0.96 + 400 =
    // 5,924.23. Body: 9,000 · 0.98^1.5 · 0.925123 · 0.84 · 1.1 = 7,463.60; works 500. That is 13,887.83 of 18,360:
    // 24.358 % less. A year later it is 29.769 % (worked example): 25 % lies 0.11862 of the year between them.
    let run = example("", &[]);
    let (lfp, nmc): (f64, f64) =
        ((94.64317202222706 + 87.86217584489455) / 2.0, (119.13027044763236 + 111.42433148918153) / 2.0);
    let learning = (1.0 + DEMAND / 40000.0).powf(0.9f64.log2());
    let body = 9000.0 * 0.98f64.powf(1.5) * learning * 0.84;
    let cost = 57.6 * (0.64 * lfp + 0.36 * nmc) * 0.96 + 400.0 + 1.1 * body + 500.0;
    let (from, to) = (1.0 - cost / 18360.0, 0.29769044423489444);
    close("25 % less", run.1.cost_cuts[0].reached[0], 2027.0 + (0.25 - from) / (to - from));
    let never = example("", &["platform.one.generation.second.target_cut=60%"]);
    assert!(never.1.cost_cuts[0].reached[0].is_infinite());
}

#[test]
fn a_perimeters_margin_follows_from_the_rows_of_products_contracts_plants_and_lines() {
    let scenario = given::text(EVERYTHING, &["platform.ampr-small.access_fee_eur=500"]);
    let outcome = given::first_block(&scenario);
    let business = &scenario.business;
    let ampere =
        business.perimeters.iter().position(|p| p.name.id == "ampere").expect("Ampere is a perimeter");
    for i in [0, 77] {
        let of =
            |grouping, id: &str, metric| given::figure(&scenario, &outcome, (grouping, id, metric), 2027)[i];
        let mut margin = 0.0;
        for product in &business.products {
            if product.perimeters.contains(&ampere) {
                margin += of(Grouping::Product, &product.name.id, Metric::ContributionMargin);
            }
            let fee = || of(Grouping::Product, &product.name.id, Metric::AccessFee);
            margin += if product.fee_received_by.contains(&ampere) { fee() } else { 0.0 };
            margin -= if product.fee_paid_by.contains(&ampere) { fee() } else { 0.0 };
            let is_counted = business
                .co2
                .iter()
                .flat_map(|co2| &co2.cars)
                .any(|car| business.products[car.product].name == product.name);
            if is_counted && product.perimeters.contains(&ampere) {
                margin -= of(Grouping::Product, &product.name.id, Metric::Co2Cost);
            }
        }
        let mut rows = |grouping, id: &str, metric, perimeters: &[usize], sign: f64| {
            if perimeters.contains(&ampere) {
                margin += sign * of(grouping, id, metric);
            }
        };
        for contract in &business.contracts {
            let metric = Metric::ContributionMargin;
            rows(Grouping::Contract, &contract.name.id, metric, &contract.perimeters, 1.0);
        }
        for service in &business.services {
            rows(Grouping::Service, &service.name.id, Metric::ContributionMargin, &service.perimeters, 1.0);
        }
        for plant in &business.plants {
            rows(Grouping::Plant, &plant.name.id, Metric::FixedCost, &plant.perimeters, -1.0);
        }
        for line in &business.lines {
            rows(Grouping::CostLine, &line.name.id, Metric::FixedCost, &line.perimeters, -1.0);
        }
        for investment in &business.investments {
            let metric = Metric::Depreciation;
            rows(Grouping::CostLine, &investment.name.id, metric, &investment.perimeters, -1.0);
        }
        let grouping = match business.perimeters[ampere].kind {
            PerimeterKind::Question => Grouping::Perimeter,
            _ => Grouping::Entity,
        };
        let found = of(grouping, "ampere", Metric::OperatingMargin);
        assert!((found - margin).abs() < 1.0, "trial {i}: {found} and {margin}, in euros");
    }
}
