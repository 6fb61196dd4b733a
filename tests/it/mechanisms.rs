//! Own cars, partners and plants: worked examples that a pocket calculator can follow, the mechanisms at their
//! limits, and that more of a cause has more of its effect.
//!
//! The examples extend the worked example: one car, the "Car", with a demand of 26,746.507 in 2026 and 36,116.890
//! in 2027, at a price of 28,068.475 and a unit cost of 16,239.068 in 2026; inflation is 2 %. Its pool has
//! 1,087,500 · 23.936468 % = 260,309.09 cars in 2026 and had 200,000 in 2025, of which the Car took 10,000.

use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario, series};
use ampere::lanes::LANES;

use crate::given;
use crate::worked_example::SCENARIO;

/// The base case with every mechanism on.
pub const EVERYTHING: &str = include_str!("mechanisms.toml");

/// A second car in the same pool, sold from January 2026 on: 2 % of it, 5,206.18 cars in 2026.
const CITY: &str = r#"
[product.city]
label = "City"
brand = "volt"
entity = "maker"
programme = "bev"
powertrain = "bev"
segment = "C"
share = "2%"
launch = 2026.0
ramp_years = 0
net_price_eur = 20000
unit_cost_eur = 15000
"#;

/// 8,000 cars a year like the Car, for a partner who takes three quarters of them.
pub const PARTNER: &str = r#"
[contract.partner]
label = "Partner's car"
partner = "Partner"
entity = "maker"
programme = "bev"
platform = "one"
volume = 8000
take_up = "75%"
take_or_pay_share = "50%"
fee_eur = 1000
mark_up_share = "5%"
battery_kwh = 60
size_factor = 1.1
route = ["works"]
"#;

/// No plant of the base case is short.
pub const AMPLE: [&str; 5] = [
    "plant.douai.capacity=1e7",
    "plant.maubeuge.capacity=1e7",
    "plant.ruitz.capacity=1e7",
    "plant.cleon.capacity=1e7",
    "plant.novo-mesto.capacity=1e7",
];

pub const DEMAND: f64 = 26746.507447776203;
const POOL: f64 = 1_087_500.0 * 0.23936468395941599;
pub const UNIT_COST: f64 = 16239.068445181389;

pub fn close(what: &str, found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{what}: found {found}, expected {expected}");
}

/// A scenario that extends the worked example, with its first block.
pub fn example(more: &str, sets: &[&str]) -> (Scenario, BlockOutcome) {
    let scenario = given::text(&format!("{SCENARIO}{more}"), sets);
    let outcome = given::first_block(&scenario);
    (scenario, outcome)
}

pub fn figure(
    run: &(Scenario, BlockOutcome),
    grouping: Grouping,
    id: &str,
    metric: Metric,
    year: i32,
) -> f64 {
    given::figure(&run.0, &run.1, (grouping, id, metric), year)[0]
}

pub fn product(run: &(Scenario, BlockOutcome), id: &str, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Product, id, metric, year)
}

/// Asserts that each series of the plain run has the same bits in the other.
pub fn same_bits(plain: &(Scenario, BlockOutcome), other: &(Scenario, BlockOutcome)) {
    let n_years = plain.0.timeline.reported_years().count();
    let others = series::all(&other.0.business);
    for (s, series) in series::all(&plain.0.business).iter().enumerate() {
        let place =
            others.iter().position(|other| other.key() == series.key()).expect("nothing goes missing");
        for year in 0..n_years {
            let (a, b) = (&plain.1.annual[s * n_years + year], &other.1.annual[place * n_years + year]);
            let equal = a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(equal, "{:?} in year {year}: {} and {}", series.key(), a[0], b[0]);
        }
    }
}

#[test]
fn a_new_car_takes_from_an_old_one_and_the_old_one_only_beyond_its_share() {
    // City is new, so all of its 5,206.18 cars count: 25 % of them, 1,301.55, were Cars.
    // The Car had 5 % of its pool in 2025, 13,015.45 cars of 2026's pool; it sells 13,731.05 beyond them, and 10 %
    // of these, 1,373.11, were Cities. Both look at demand before any loss.
    let sets = ["product.city.takes_from.car=25%", "product.car.takes_from.city=10%"];
    let run = example(CITY, &sets);
    let city = 0.02 * POOL;
    let (lost_cars, lost_cities) = (0.25 * city, 0.1 * (DEMAND - 0.05 * POOL));
    close("lost cars", lost_cars, 1301.5454690293245);
    close("Cars", product(&run, "car", Metric::Volume, 2026), DEMAND - lost_cars);
    close("Cities", product(&run, "city", Metric::Volume, 2026), city - lost_cities);
    close("lost by the Car", product(&run, "car", Metric::VolumeLost, 2026), lost_cars);
    close("taken by the City", product(&run, "city", Metric::VolumeTaken, 2026), lost_cars);
    // The contribution of the lost Cars, at 2026's price and cost, in nominal euros.
    let lost = lost_cars * (28068.47465569468 - UNIT_COST) * 1.02;
    close("contribution lost", product(&run, "car", Metric::ContributionLost, 2026), lost);
    // History is as recorded.
    close("2025", product(&run, "car", Metric::Volume, 2025), 10000.0);
}

#[test]
fn a_car_never_loses_more_than_it_sells() {
    // 100 % of the Car's 13,731 cars beyond its share would be Cities, but there are only 5,206.
    let run = example(CITY, &["product.car.takes_from.city=100%"]);
    assert_eq!(product(&run, "city", Metric::Volume, 2026), 0.0);
    close("all are lost", product(&run, "city", Metric::VolumeLost, 2026), 0.02 * POOL);
}

#[test]
fn nothing_taken_is_the_model_without_cannibalisation() {
    // A rate of 1e-300 runs through all of the mechanism and moves no digit.
    let plain = example(CITY, &[]);
    same_bits(&plain, &example(CITY, &["product.city.takes_from.car=1e-300"]));
    same_bits(&plain, &example(CITY, &["product.city.takes_from.car=0"]));
}

#[test]
fn the_more_is_taken_the_less_is_sold_in_every_trial() {
    let volume = |rate: &str| {
        let mut sets = AMPLE.to_vec();
        let rate = format!("product.twingo.takes_from.renault-5={rate}");
        sets.push(&rate);
        let scenario = given::builtin("base", &sets);
        let outcome = given::first_block(&scenario);
        given::figure(&scenario, &outcome, (Grouping::Product, "renault-5", Metric::Volume), 2030)
    };
    let (none, some, more) = (volume("0"), volume("10%"), volume("30%"));
    for i in 0..LANES {
        assert!(none[i] > some[i] && some[i] > more[i], "trial {i}: {} {} {}", none[i], some[i], more[i]);
    }
}

#[test]
fn appeal_is_read_at_the_middle_of_the_time_on_sale() {
    // 100 % at the launch, 50 % two years later. City is half a year old in the middle of 2026: 87.5 %.
    let aged = "[product.city.appeal_by_age]\n0 = 1\n2 = 0.5\n";
    let run = example(&format!("{CITY}{aged}"), &[]);
    close("2026", product(&run, "city", Metric::Volume, 2026), 0.875 * 0.02 * POOL);
    let plain = example(CITY, &[]);
    let later = product(&plain, "city", Metric::Volume, 2027);
    close("2027", product(&run, "city", Metric::Volume, 2027), 0.625 * later);
    // Launched in the middle of 2026 it sells for half a year, at a mean age of a quarter: 93.75 %.
    let late = example(&format!("{CITY}{aged}"), &["product.city.launch=2026.5"]);
    close("half of 2026", product(&late, "city", Metric::Volume, 2026), 0.9375 * 0.5 * 0.02 * POOL);
    same_bits(&plain, &example(&format!("{CITY}[product.city.appeal_by_age]\n0 = 1\n"), &[]));
}

#[test]
fn a_partner_pays_cost_plus_a_mark_up_a_fee_and_for_part_of_what_it_leaves() {
    // 2026: 6,000 of 8,000 cars are built. Each brings 5 % of 16,239.07 and 1,000; the 2,000 others half of 1,000.
    //   contribution 6,000 · (811.95 + 1,000) · 1.02 + 2,000 · 0.5 · 1,000 · 1.02 = 12.11 million.
    let run = example(PARTNER, &[]);
    let contract = |metric| figure(&run, Grouping::Contract, "partner", metric, 2026);
    close("built", contract(Metric::Production), 6000.0);
    let contribution = (6000.0 * (0.05 * UNIT_COST + 1000.0) + 1.0e6) * 1.02;
    close("contribution", contract(Metric::ContributionMargin), contribution);
    close("revenue", contract(Metric::Revenue), contribution + 6000.0 * UNIT_COST * 1.02);
    // Nobody's sales, but in the Group's margin and in the plant.
    let group = |metric| figure(&run, Grouping::Group, "group", metric, 2026);
    close("sales", group(Metric::Volume), DEMAND);
    close("Group", group(Metric::ContributionMargin), 322723207.33850914 + contribution);
    close("works", figure(&run, Grouping::Plant, "works", Metric::Production, 2026), DEMAND + 6000.0);
    // Its cars teach: in 2027 the platform has made 72,746.5 cars instead of 66,746.5 (worked example).
    let body = |made: f64| 1.1 * 0.84 * 9000.0 * 0.98f64.powi(2) * (made / 40000.0).powf(0.9f64.log2());
    let cheaper = body(40000.0 + DEMAND + 6000.0) - body(40000.0 + DEMAND);
    let unit_cost = figure(&run, Grouping::Platform, "one", Metric::UnitCost, 2027);
    close("unit cost of 2027", unit_cost, 13616.132449930326 + cheaper);
}

#[test]
fn a_contract_without_cars_changes_nothing() {
    same_bits(&example("", &[]), &example(PARTNER, &["contract.partner.volume=0"]));
}

#[test]
fn contracts_end_at_their_hazard() {
    // At a hazard of 0.5 a contract lives t years with probability e^(−t/2): of the cars of the first year
    // (1 − e^−0.5) / 0.5 = 78.69 % are built, of the second e^−0.5 times as much, 47.73 %.
    let sets = ["contract.partner.exit_hazard_per_year=0.5", "contract.partner.take_up=1"];
    let scenario = given::text(&format!("{SCENARIO}{PARTNER}"), &sets);
    let n_blocks = 32;
    let mut built: [Vec<f64>; 2] = Default::default();
    for block in 0..n_blocks {
        let outcome = given::block(&scenario, block * LANES as u64);
        for (built, year) in built.iter_mut().zip([2026, 2027]) {
            let key = (Grouping::Contract, "partner", Metric::Production);
            built.extend(given::figure(&scenario, &outcome, key, year).map(|cars| cars / 8000.0));
        }
    }
    let first = (1.0 - (-0.5f64).exp()) / 0.5;
    for (built, expected) in built.iter().zip([first, first * (-0.5f64).exp()]) {
        let n = built.len() as f64;
        let mean = built.iter().sum::<f64>() / n;
        let variance = built.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let error = (mean - expected) / (variance / n).sqrt();
        assert!(error.abs() < 4.0, "{mean}, expected {expected}: {error} standard errors");
    }
}

#[test]
fn a_short_plant_serves_partners_first_then_shares() {
    // The works make 20,000 cars and 10 % more with overtime. The partner's 6,000 come first: 16,000 Cars remain.
    let short = ["plant.works.capacity=20000", "plant.works.overtime_share=10%"];
    let run = example(PARTNER, &short);
    close("partner", figure(&run, Grouping::Contract, "partner", Metric::Production, 2026), 6000.0);
    close("Cars", product(&run, "car", Metric::Volume, 2026), 16000.0);
    close("not built", product(&run, "car", Metric::UnmetDemand, 2026), DEMAND - 16000.0);
    let works = |metric| figure(&run, Grouping::Plant, "works", metric, 2026);
    close("utilisation", works(Metric::Utilisation), 1.1);
    close("capacity", works(Metric::Capacity), 20000.0);
    close("not built in the works", works(Metric::UnmetDemand), DEMAND - 16000.0);
    // A partner who wants 120 %: 8,000 are committed, and the other 1,600 come after the Cars, when all is gone.
    let greedy = example(PARTNER, &[short[0], short[1], "contract.partner.take_up=120%"]);
    close("committed", figure(&greedy, Grouping::Contract, "partner", Metric::Production, 2026), 8000.0);
    close("left", product(&greedy, "car", Metric::Volume, 2026), 14000.0);
}

#[test]
fn own_cars_share_in_proportion_or_queue() {
    let city =
        CITY.replace("unit_cost_eur = 15000", "platform = \"one\"\nbattery_kwh = 40\nroute = [\"works\"]");
    let (short, wanted) = ("plant.works.capacity=20000", DEMAND + 0.02 * POOL);
    let shared = example(&city, &[short]);
    close("Cars", product(&shared, "car", Metric::Volume, 2026), 20000.0 * DEMAND / wanted);
    close("Cities", product(&shared, "city", Metric::Volume, 2026), 20000.0 * 0.02 * POOL / wanted);
    let first = example(&city, &[short, "product.city.allocation_priority=1"]);
    close("Cities first", product(&first, "city", Metric::Volume, 2026), 0.02 * POOL);
    close("then Cars", product(&first, "car", Metric::Volume, 2026), 20000.0 - 0.02 * POOL);
}

#[test]
fn fixed_cost_follows_the_load_slowly() {
    // Capacity 40,000, fixed cost of 120 stated for a load of 80 %, 40 % of it flexible.
    // 2026: load 26,746.5/40,000 = 66.866 %, 83.583 % of 80 %: target 1 − 0.4 · 16.417 % = 93.433 %. Half a year
    //   has passed; at 19 % a year √0.81 = 90 % of the way is still to go: 93.433 % + 0.9 · 6.567 % = 99.343 %.
    // 2027: load 90.292 %, 112.865 %: target 105.146 %. Up at 36 % a year, 64 % of the way is still to go:
    //   105.146 % − 0.64 · 5.803 % = 101.432 %.
    let sets = [
        "plant.works.capacity=40000",
        "plant.works.flexible_share=40%",
        "plant.works.reference_utilisation=80%",
        "plant.works.speed_up_per_year=36%",
        "plant.works.speed_down_per_year=19%",
    ];
    let run = example("", &sets);
    let cost = |year| figure(&run, Grouping::Plant, "works", Metric::FixedCost, year);
    let (low, high) = (1.0 - 0.4 * (1.0 - DEMAND / 32000.0), 1.0 - 0.4 * (1.0 - 36116.88999252921 / 32000.0));
    let first = low + 0.9 * (1.0 - low);
    let second = high + 0.64 * (first - high);
    assert!((first - 0.99343).abs() < 1e-5 && (second - 1.01432).abs() < 1e-5, "{first} {second}");
    close("2025, as recorded", cost(2025), 120e6);
    close("2026", cost(2026), first * 120e6 * 1.02);
    close("2027", cost(2027), second * 120e6 * 1.0404);
    // The Cars of 2026 bring 322.7 million: 121.6 million are covered at 37.7 % of them, 25.2 % of capacity.
    let needed = first * 120e6 * 1.02 / 322723207.33850914 * DEMAND / 40000.0;
    let found = figure(&run, Grouping::Plant, "works", Metric::BreakEvenUtilisation, 2026);
    close("break-even utilisation", found, needed);
}

#[test]
fn ample_plants_and_rigid_cost_are_the_model_without_capacity() {
    let plain = example(PARTNER, &[]);
    same_bits(&plain, &example(PARTNER, &["plant.works.capacity=1e7"]));
}

#[test]
fn more_capacity_is_never_fewer_cars() {
    let built = |capacity: &str| {
        let mut sets = AMPLE.to_vec();
        let capacity = format!("plant.douai.capacity={capacity}");
        sets[0] = &capacity;
        let scenario = given::builtin("base", &sets);
        let outcome = given::first_block(&scenario);
        given::figure(&scenario, &outcome, (Grouping::Plant, "douai", Metric::Production), 2030)
    };
    let (small, middle, large) = (built("80k"), built("160k"), built("400k"));
    for i in 0..LANES {
        assert!(small[i] <= middle[i] * (1.0 + 1e-12) && middle[i] <= large[i] * (1.0 + 1e-12), "trial {i}");
    }
    assert!(small[0] < 80000.1 * 1.15, "{}", small[0]);
}
