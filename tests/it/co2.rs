//! The CO2 account: a worked example, what settles when, who bears it, its limits, and that more of a cause has more of
//! its effect.
//!
//! The example extends the worked example by an old combustion car of another entity, 30,000 a year at 120 g/km. The
//! electric Car sells 10,000 in 2025 (recorded), 26,746.507 in 2026 and 36,116.890 in 2027; inflation is 2 %.

use ampere::analysis::Indicator;
use ampere::analysis::indicator::Indicators;
use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario};
use ampere::lanes::LANES;
use ampere::model::statement::Line;

use crate::given;
use crate::heritage::HERITAGE;
use crate::mechanisms::{EVERYTHING, close, example, figure, product, same_bits};

/// 50 g allowed and 2 g granted; 2025 and 2026 are one window, in which the Car counts for 1.3 cars.
const ACCOUNT: &str = r#"
[product.car]
co2_status = "super-credit"

[co2]
pool = ["volt"]
target_g = 50
mass_and_eco_g = 2
super_credit = 1.3
pooling = "yes"
pool_price_eur_per_g = 40
sell_share = "50%"

[co2.window.first]
first_year = 2025
last_year = 2026
"#;

const CARS_2026: f64 = 26746.507447776203;
const CARS_2027: f64 = 36116.88999252921;

type Run = (Scenario, BlockOutcome);

fn account(sets: &[&str]) -> Run {
    // A TOML table stands once: the Car's place in the pool is set from outside.
    let text = ACCOUNT.replace("[product.car]\nco2_status = \"super-credit\"\n", "");
    let sets = [&["product.car.co2_status=super-credit"][..], sets].concat();
    example(&format!("{HERITAGE}{text}"), &sets)
}

fn group(run: &Run, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Group, "group", metric, year)
}

fn pool(run: &Run, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Co2, "pool", metric, year)
}

#[test]
fn an_excess_costs_grams_times_cars_and_is_borne_by_the_cars_above_the_target() {
    // 2025 alone: 30,000 · 120 g over 30,000 + 1.3 · 10,000 cars = 83.72 g, 52 g allowed.
    let run = account(&[]);
    close("2025", pool(&run, Metric::FleetAverage, 2025), 3.6e6 / 43000.0);
    close("allowed", pool(&run, Metric::Co2Allowed, 2025), 52.0);
    assert_eq!(pool(&run, Metric::WindowTargetMet, 2025), 0.0);
    // History books nothing. 2026 settles both years: 7.2 million g over 60,000 + 1.3 · 36,746.5 = 107,770.5 cars are
    // 66.81 g, 14.81 g too much for each of 96,746.5 cars, at 40 EUR of 2025, 40.80 in 2026: 58.45 million.
    assert_eq!(group(&run, Metric::Co2Cost, 2025), 0.0);
    let cars = 60000.0 + 10000.0 + CARS_2026;
    let average = 7.2e6 / (60000.0 + 1.3 * (10000.0 + CARS_2026));
    let cost = cars * (average - 52.0) * 40.0 * 1.02;
    assert!((cost - 58.45e6).abs() < 1e4, "{cost}");
    close("window", pool(&run, Metric::WindowDeviation, 2026), average - 52.0);
    close("cost", group(&run, Metric::Co2Cost, 2026), cost);
    close("payment", group(&run, Metric::Co2Payment, 2026), cost);
    close("old cars bear it", product(&run, "old", Metric::Co2Cost, 2026), cost);
    assert_eq!(product(&run, "car", Metric::Co2Cost, 2026), 0.0);
    assert_eq!(figure(&run, Grouping::Entity, "maker", Metric::Co2Cost, 2026), 0.0);
    assert_eq!(figure(&run, Grouping::Perimeter, "bev", Metric::Co2Cost, 2026), 0.0);
    // The worked example's margin of 123.043 million, and 2,000 · 1.02 for each of 30,000 old cars.
    let margin = 123043207.33850914 + 61.2e6 - cost;
    close("operating margin", group(&run, Metric::OperatingMargin, 2026), margin);
    let safety = 1.0 - (183.6e6 + 16.08e6 + cost) / (322723207.33850914 + 61.2e6);
    close("margin of safety", group(&run, Metric::MarginOfSafety, 2026), safety);
    // 2027 stands alone and is below: half of 40 · 1.0404 for each gram, earned by the Car.
    let average = 3.6e6 / (30000.0 + 1.3 * CARS_2027);
    let earned = (30000.0 + CARS_2027) * (52.0 - average) * 0.5 * 40.0 * 1.0404;
    close("surplus", product(&run, "car", Metric::Co2Cost, 2027), -earned);
    close("income", group(&run, Metric::Co2Payment, 2027), -earned);
    assert_eq!(pool(&run, Metric::WindowTargetMet, 2027), 1.0);
}

#[test]
fn a_window_counts_once_in_the_year_in_which_it_ends() {
    let (scenario, outcome) = account(&[]);
    let found = Indicators::new(&scenario).observe(&scenario, &outcome, LANES);
    let is_of_pool = |indicator: &Indicator| indicator.name.id == "pool";
    let met: Vec<_> = found.shares.iter().filter(|(i, _)| is_of_pool(i)).collect();
    let deviations: Vec<_> = found.values.iter().filter(|(i, _)| is_of_pool(i)).collect();
    // 2025 is the first year of a window of two; what follows stands alone.
    let years: Vec<i32> = met.iter().filter_map(|(i, _)| i.year).collect();
    let last = scenario.timeline.horizon;
    assert_eq!(years, (2026..=last).collect::<Vec<i32>>());
    assert!(met.iter().all(|(i, _)| i.metric == "probability_of_co2_target"));
    // 66.81 g of both years against 52, and 2027 from the example above.
    let both = 7.2e6 / (60000.0 + 1.3 * (10000.0 + CARS_2026)) - 52.0;
    close("2026", deviations[0].1[0], both);
    close("2027", deviations[1].1[0], 3.6e6 / (30000.0 + 1.3 * CARS_2027) - 52.0);
    assert!((deviations[0].0.metric.as_str(), deviations[0].0.year) == ("co2_deviation", Some(2026)));
    assert!(!met[0].1[0] && met[1].1[0] && met[0].1.len() == LANES);
    // Without an account nothing is asked.
    let (scenario, outcome) = example("", &[]);
    let found = Indicators::new(&scenario).observe(&scenario, &outcome, LANES);
    assert!(!found.values.iter().any(|(i, _)| is_of_pool(i)));
}

#[test]
fn the_cheaper_of_premium_and_pooling_is_paid() {
    let cost = |sets: &[&str]| group(&account(sets), Metric::Co2Cost, 2026);
    let pooled = cost(&[]);
    // The premium is nominal, the price of grams is one of 2025.
    close("premium", cost(&["co2.pooling=no"]), pooled * 95.0 / 40.8);
    close("dear grams", cost(&["co2.pool_price_eur_per_g=120"]), pooled * 95.0 / 40.8);
    close("cheap grams", cost(&["co2.pool_price_eur_per_g=20"]), pooled * 0.5);
    // Without a window 2026 stands alone, and nothing of 2025 is left to pay.
    let alone = cost(&["co2.window.first.last_year=2025"]);
    let average = 3.6e6 / (30000.0 + 1.3 * CARS_2026);
    close("alone", alone, (30000.0 + CARS_2026) * (average - 52.0) * 40.8);
}

#[test]
fn cash_and_tax_see_the_payment_and_not_the_provision() {
    // The window ends with 2027: 2026 books what the window has cost so far and pays nothing, 2027 releases it,
    // because the three years together are below what is allowed.
    let longer = account(&["co2.window.first.last_year=2027", "co2.sell_share=0"]);
    let without = example(HERITAGE, &[]);
    assert!(pool(&longer, Metric::WindowDeviation, 2027) > 0.0, "still above");
    let cost = group(&longer, Metric::Co2Cost, 2026);
    assert!(cost > 50e6 && group(&longer, Metric::Co2Payment, 2026) == 0.0);
    for metric in [Metric::Tax, Metric::FreeCashFlow] {
        close("2026", group(&longer, metric, 2026), group(&without, metric, 2026));
    }
    let margin = group(&without, Metric::OperatingMargin, 2026) - cost;
    close("margin", group(&longer, Metric::OperatingMargin, 2026), margin);
    let both = cost + group(&longer, Metric::Co2Cost, 2027);
    close("settled", group(&longer, Metric::Co2Payment, 2027), both);
    // Paid and deducted: free cash flow falls by the payment less the tax that it saves.
    let fall = |metric| group(&without, metric, 2027) - group(&longer, metric, 2027);
    close("cash", fall(Metric::FreeCashFlow), both - fall(Metric::Tax));
    assert!(fall(Metric::Tax) > 0.0);
}

#[test]
fn every_window_costs_what_is_paid_in_every_perimeter_and_trial() {
    let scenario = given::text(EVERYTHING, &["co2.sell_share=50%"]);
    let n = scenario.business.perimeters.len();
    let (mut cost, mut paid) = (vec![[0.0; LANES]; n], vec![[0.0; LANES]; n]);
    let mut settled = 0;
    given::each_period(&scenario, 0, |period, _, state| {
        for (p, statement) in state.statements.iter().enumerate() {
            for i in 0..LANES {
                cost[p][i] += statement.line(Line::Co2Cost)[i];
                paid[p][i] += statement.line(Line::Co2Payment)[i];
            }
        }
        let co2 = scenario.business.co2.as_ref().expect("the base case has a pool");
        if period.end == f64::from(co2.window_of(period.year).1 + 1) {
            settled += 1;
            for (cost, paid) in cost.iter().flatten().zip(paid.iter().flatten()) {
                assert!((cost - paid).abs() < 1.0, "{cost} and {paid} by {}", period.end);
            }
        }
    });
    assert!(settled >= 8 && paid[0].iter().any(|paid| *paid > 1e6), "nothing was ever paid");
}

#[test]
fn a_target_that_nobody_misses_is_the_model_without_an_account() {
    let plain = example(HERITAGE, &[]);
    same_bits(&plain, &account(&["co2.target_g=1000", "co2.sell_share=0"]));
    // A price of nothing, and cars that do not count.
    same_bits(&plain, &account(&["co2.premium_eur_per_g=0", "co2.pooling=no"]));
    let exempt = ["product.car.co2_status=exempt", "product.old.co2_status=exempt"];
    same_bits(&plain, &account(&exempt));
    // Prices that grams do not move.
    same_bits(&account(&[]), &account(&["co2.shadow_value_share=0"]));
}

#[test]
fn a_stricter_target_never_costs_less_and_super_credits_never_more() {
    let total = |set: &str| {
        let scenario = given::builtin("base", &[set]);
        let outcome = given::first_block(&scenario);
        let mut total = [0.0; LANES];
        for year in 2026..=2035 {
            let cost = given::figure(&scenario, &outcome, (Grouping::Group, "group", Metric::Co2Cost), year);
            (0..LANES).for_each(|i| total[i] += cost[i]);
        }
        total
    };
    let (lax, strict) = (total("co2.target_g=90"), total("co2.target_g=60"));
    let (none, high) = (total("co2.super_credit=1"), total("co2.super_credit=2"));
    let (cheap, dear) = (total("co2.pool_price_eur_per_g=20"), total("co2.pool_price_eur_per_g=80"));
    // Provisions that are built up and released leave rounding: a euro in a billion.
    let at_most = |a: f64, b: f64| a <= b + 1.0;
    for i in 0..LANES {
        assert!(at_most(lax[i], strict[i]) && strict[i] > 0.0, "trial {i}: {} {}", lax[i], strict[i]);
        assert!(at_most(high[i], none[i]), "trial {i}: {} {}", high[i], none[i]);
        assert!(at_most(cheap[i], dear[i]), "trial {i}: {} {}", cheap[i], dear[i]);
    }
    assert!(none.iter().sum::<f64>() > high.iter().sum::<f64>());
}

#[test]
fn a_shadow_value_sells_clean_cars_at_a_cost() {
    // Above the target by the cars of 2025 (83.7 g), 2026 moves prices: the Car becomes cheaper by
    // 50 % · 40 · 52 g = 1,040 EUR of 2025. What is asked of the Old car, 20 · 68 g = 1,360 EUR, moves no volume here.
    let (plain, moved) = (account(&[]), account(&["co2.shadow_value_share=50%"]));
    let price = |run: &Run, car: &str| product(run, car, Metric::NetPriceNominal, 2026) / 1.02;
    close("Car", price(&moved, "car"), price(&plain, "car") - 1040.0);
    close("Old", price(&moved, "old"), price(&plain, "old") + 1360.0);
    // Elasticity 2: volume · (price before ÷ price after)².
    let ratio = price(&plain, "car") / price(&moved, "car");
    close("volume", product(&moved, "car", Metric::Volume, 2026), CARS_2026 * ratio * ratio);
    assert!(pool(&moved, Metric::FleetAverage, 2026) < pool(&plain, Metric::FleetAverage, 2026));
    assert!(group(&moved, Metric::Co2Cost, 2026) < group(&plain, Metric::Co2Cost, 2026));
    // The cars of 2026 are at 53 g, still above: 2027 moves prices again. With 2 g more granted they are below.
    close("2027", product(&moved, "old", Metric::NetPriceNominal, 2027), 21360.0 * 1.0404);
    let granted = account(&["co2.shadow_value_share=50%", "co2.mass_and_eco_g=5"]);
    close("2027, below", product(&granted, "old", Metric::NetPriceNominal, 2027), 20000.0 * 1.0404);
}
