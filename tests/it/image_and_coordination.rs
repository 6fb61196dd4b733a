//! What brands do to each other, and what being many costs: spill-over of image, coordination cost, savings of shared
//! platforms. Worked examples, limits, monotonicity.
//!
//! The examples extend the worked example in yearly steps: the Car sells 10,000 in 2025, 26,746.507 in 2026 and
//! 36,116.890 in 2027; price index of mid-2026 1.02.

use ampere::engine::{Grouping, Metric};
use ampere::lanes::LANES;

use crate::given;
use crate::mechanisms::{AMPLE, EVERYTHING, close, example, figure, product, same_bits};

const DEMAND: f64 = 26746.507447776203;
const DEMAND_2027: f64 = 36116.88999252921;

/// A sports car of another brand, 4,000 a year, sold until the end of 2026.
const SPORTS: &str = r#"
[brand.sports]
label = "Sports"

[product.coupe]
label = "Coupe"
brand = "sports"
entity = "maker"
programme = "bev"
powertrain = "ice"
volume = 4000
end = 2027.0
net_price_eur = 60000
unit_cost_eur = 50000
"#;

/// 0.5 % for every 1,000 coupes beyond 1,000.
const IMAGE: &str = r#"
[spillover.image]
label = "Image"
from = "sports"
to = "volt"
uplift_per_1000_cars = "0.5%"
reference_cars = 1000
"#;

#[test]
fn coupes_of_last_year_lift_the_cars_of_this_one() {
    // 4,000 coupes in 2025, 3,000 more than shares know of: +1.5 % in 2026, and the same in 2027.
    let run = example(&format!("{SPORTS}{IMAGE}"), &[]);
    let uplift = |year| figure(&run, Grouping::Spillover, "image", Metric::ShareUplift, year);
    assert_eq!(uplift(2025), 0.0);
    close("2026", uplift(2026), 0.015);
    close("2027", uplift(2027), 0.015);
    close("Cars of 2026", product(&run, "car", Metric::Volume, 2026), 1.015 * DEMAND);
    // Nothing is sold in 2027 to lift 2028, but this shows within the run: end the coupe a year earlier, and the 1,000
    // coupes that shares know of are missing in 2027: −0.5 %.
    let early = example(&format!("{SPORTS}{IMAGE}"), &["product.coupe.end=2026.0"]);
    let uplift = figure(&early, Grouping::Spillover, "image", Metric::ShareUplift, 2027);
    close("fewer coupes than known of", uplift, -0.005);
    // Learning and prices of the year before move with the cars sold in it, so 2027 is compared with itself.
    let plain = example(&format!("{SPORTS}{IMAGE}"), &["spillover.image.uplift_per_1000_cars=0"]);
    close("plain", product(&plain, "car", Metric::Volume, 2026), DEMAND);
    assert!(product(&plain, "car", Metric::Volume, 2027) - DEMAND_2027 < 1e-6);
}

#[test]
fn nobody_buys_more_than_the_whole_pool() {
    // A share of 10 % lifted by far more than tenfold takes the pool of 260,309 cars at the relative price of the
    // example: 10 times the demand.
    let run = example(
        &format!("{SPORTS}{IMAGE}"),
        &["spillover.image.uplift_per_1000_cars=100%", "product.coupe.volume=90000"],
    );
    close("the whole pool", product(&run, "car", Metric::Volume, 2026), 10.0 * DEMAND);
    let none = example(
        &format!("{SPORTS}{IMAGE}"),
        &["spillover.image.uplift_per_1000_cars=100%", "spillover.image.reference_cars=1M"],
    );
    assert_eq!(product(&none, "car", Metric::Volume, 2026), 0.0);
}

#[test]
fn an_uplift_of_nothing_is_the_model_without_it() {
    let plain = example(SPORTS, &[]);
    for uplift in ["0", "1e-300"] {
        let set = format!("spillover.image.uplift_per_1000_cars={uplift}");
        same_bits(&plain, &example(&format!("{SPORTS}{IMAGE}"), &[&set]));
    }
}

#[test]
fn more_image_sells_more_cars_in_every_trial() {
    let volume = |sets: &[&str]| {
        let mut all = vec!["spillover.alpine-image.reference_cars=0"];
        all.extend(sets);
        let scenario = given::builtin("base", &all);
        let outcome = given::first_block(&scenario);
        given::figure(&scenario, &outcome, (Grouping::Product, "scenic-etech", Metric::Volume), 2027)
    };
    let none = volume(&[]);
    let some = volume(&["spillover.alpine-image.uplift_per_1000_cars=0.2%"]);
    let more = volume(&["spillover.alpine-image.uplift_per_1000_cars=0.4%"]);
    assert!((0..LANES).all(|i| none[i] < some[i] && some[i] < more[i]));
}

/// 12 million for each brand beyond the first; 8 for each platform; 5 saved for 100,000 cars on shared platforms.
const LINES: &str = r#"
[line.brands]
label = "Coordination of brands"
entity = "maker"
programme = "bev"
driver = "active-brands"
free_units = 1
cost_eur_m = 12

[line.platforms]
label = "Coordination of platforms"
entity = "maker"
programme = "bev"
driver = "active-platforms"
cost_eur_m = 8

[line.shared]
label = "Shared cars"
entity = "maker"
programme = "bev"
driver = "shared-platform-cars"
cost_eur_m = -5
"#;

/// 6,000 cars of a partner on the same platform.
const PARTNER: &str = r#"
[contract.partner]
label = "Partner's car"
partner = "Partner"
entity = "maker"
programme = "bev"
platform = "one"
volume = 6000
fee_eur = 1000
battery_kwh = 60
route = ["works"]
launch = 2026.0
ramp_years = 0
"#;

#[test]
fn brands_and_platforms_cost_what_they_are_active() {
    let run = example(&format!("{SPORTS}{LINES}{PARTNER}"), &[]);
    let of = |line, metric, year| figure(&run, Grouping::CostLine, line, metric, year);
    // Two brands until 2026, one of them free; from 2027 on the Car's brand alone.
    for (year, units) in [(2025, 1.0), (2026, 1.0), (2027, 0.0)] {
        assert_eq!(of("brands", Metric::DriverUnits, year), units, "{year}");
    }
    close("brands", of("brands", Metric::FixedCost, 2026), 12e6 * 1.02);
    assert_eq!(of("brands", Metric::FixedCost, 2027), 0.0);
    close("platforms", of("platforms", Metric::FixedCost, 2026), 8e6 * 1.02);
    // The platform is shared from 2026 on, when the partner's 6,000 cars come: 32,746.507 cars save 5 million each
    // 100,000.
    assert_eq!(of("shared", Metric::DriverUnits, 2025), 0.0);
    let shared = (DEMAND + 6000.0) / 100_000.0;
    close("shared cars", of("shared", Metric::DriverUnits, 2026), shared);
    close("saved", of("shared", Metric::FixedCost, 2026), -5e6 * shared * 1.02);
    // The perimeter reads them.
    let plain = example(&format!("{SPORTS}{PARTNER}"), &[]);
    let fixed = |run| figure(run, Grouping::Entity, "maker", Metric::FixedCost, 2026);
    let more = (12e6 + 8e6 - 5e6 * shared) * 1.02;
    assert!((fixed(&run) - fixed(&plain) - more).abs() < 1e-3);
}

#[test]
fn what_is_free_or_inactive_costs_nothing() {
    let plain = example(SPORTS, &[]);
    let sets = ["line.brands.free_units=2", "line.platforms.free_units=1"];
    same_bits(&plain, &example(&format!("{SPORTS}{LINES}"), &sets));
    // A driver that counts one unit at all times is a plain line.
    let line = "[line.plain]\nlabel = \"Plain\"\nentity = \"maker\"\nprogramme = \"bev\"\ncost_eur_m = 8\n";
    let plain = example(line, &[]);
    same_bits(&plain, &example(&format!("{line}driver = \"active-platforms\"\n"), &[]));
}

#[test]
fn more_sharing_saves_more_in_every_trial() {
    let saved = |take_up: &str| {
        // Where plants are short a partner's car takes the place of an own one, so none is.
        let take_up = format!("contract.micra.take_up={take_up}");
        let scenario = given::text(EVERYTHING, &[&AMPLE[..], &[&take_up]].concat());
        let outcome = given::first_block(&scenario);
        given::figure(&scenario, &outcome, (Grouping::CostLine, "shared-platforms", Metric::FixedCost), 2027)
    };
    let (less, more) = (saved("10%"), saved("90%"));
    assert!((0..LANES).all(|i| more[i] < less[i]), "a partner's cars save");
}
