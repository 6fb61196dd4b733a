//! What makes generations slip: want of money, and extra spending on hybrids. Worked examples, limits, and that more
//! of a cause has more of its effect.
//!
//! The example extends the worked example: the second generation of platform one is planned for 2027.25 and 0.25
//! years late, so it starts in the middle of 2027; steps are years.

use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario};
use ampere::lanes::LANES;

use crate::given;
use crate::heritage::HERITAGE;
use crate::mechanisms::{close, example, figure, same_bits};

/// A hybrid of the entity whose combustion cars pay: 10 % of its pool.
const HYBRID: &str = r#"
[product.hybrid]
label = "Hybrid"
brand = "volt"
entity = "heritage"
programme = "combustion"
powertrain = "hev"
segment = "C"
share = "10%"
net_price_eur = 22000
unit_cost_eur = 22000
"#;

const RULE: &str = r#"
[funding]
active = "yes"
need = "bev"
payers = ["heritage"]
appetite_share = "50%"
"#;

const LEVER: &str = r#"
[bridge]
extra_hybrid_spending_eur_m = 1000
entity = "heritage"
programme = "combustion"
share_uplift_per_eur_bn = 0.05
delay_years_per_eur_bn = 0.25
crowds_out = "overhead"
crowding_out_share = "3%"
expensed_share = "40%"
life_years = 6
"#;

/// The second generation comes later than in the worked example.
const LATER: [&str; 2] = ["platform.one.generation.second.planned_start=2027.25", "run.horizon=2030"];

type Run = (Scenario, BlockOutcome);

fn later(more: &str, sets: &[&str]) -> Run {
    example(&format!("{HERITAGE}{HYBRID}{more}"), &[&LATER[..], sets].concat())
}

fn second(run: &Run, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Generation, "one.second", metric, year)
}

#[test]
fn a_need_beyond_the_appetite_moves_generations_not_yet_started() {
    // An overhead of 400 instead of 60 makes Ampere lose more than 200 million a year, and the payer earns 61.
    let run = later(RULE, &["line.overhead.cost_eur_m=400"]);
    let need = |year| -figure(&run, Grouping::Perimeter, "bev", Metric::FreeCashFlow, year);
    let paid = figure(&run, Grouping::Entity, "heritage", Metric::FreeCashFlow, 2026);
    assert!(need(2026) > 1e8 && paid > 0.0 && need(2026) > 0.5 * paid, "{} {paid}", need(2026));
    // 2026 is grace. 2027 sees the cash of 2026 and adds a year to the planned 2027.5, 2028 another; two are the most.
    for (year, slip) in [(2026, 0.0), (2027, 1.0), (2028, 2.0), (2029, 2.0), (2030, 2.0)] {
        close("slip", second(&run, Metric::FundingSlip, year), slip);
        close("start", second(&run, Metric::Start, year), 2027.5 + slip);
        assert_eq!(second(&run, Metric::BridgeSlip, year), 0.0);
        // The first generation is on the road.
        assert_eq!(figure(&run, Grouping::Generation, "one.first", Metric::FundingSlip, year), 0.0);
    }
    // Half of the new content is still missing in 2027, so the car stays dear.
    let cost = |run: &Run| figure(run, Grouping::Platform, "one", Metric::UnitCost, 2028);
    assert!(cost(&run) > cost(&later("", &["line.overhead.cost_eur_m=400"])));
    let longer = later(RULE, &["line.overhead.cost_eur_m=400", "funding.grace_years=2"]);
    // By 2028 it has started.
    assert_eq!(second(&longer, Metric::FundingSlip, 2030), 0.0);
    let capped = later(RULE, &["line.overhead.cost_eur_m=400", "funding.max_slip_years=0.5"]);
    close("capped", second(&capped, Metric::Start, 2030), 2028.0);
}

#[test]
fn a_rule_that_never_acts_is_the_model_without_it() {
    let plain = later("", &[]);
    same_bits(&plain, &later(RULE, &[]));
    let rich = later(RULE, &["line.overhead.cost_eur_m=400", "product.old.net_price_eur=60000"]);
    assert_eq!(second(&rich, Metric::FundingSlip, 2030), 0.0);
    same_bits(&later("", &["line.overhead.cost_eur_m=400"]), &{
        later(RULE, &["line.overhead.cost_eur_m=400", "funding.max_slip_years=0"])
    });
}

#[test]
fn spending_on_hybrids_lifts_them_a_year_later_and_delays_what_is_not_yet_started() {
    let (plain, run) = (later("", &[]), later(LEVER, &[]));
    // One billion a year. In 2027 half of 2026's counts, 5 % of it: 2.5 %; in 2028 1.5 billion: 7.5 %.
    let hybrids = |run: &Run, year| figure(run, Grouping::Product, "hybrid", Metric::Volume, year);
    for (year, lift) in [(2025, 1.0), (2026, 1.0), (2027, 1.025)] {
        close("hybrids", hybrids(&run, year), lift * hybrids(&plain, year));
    }
    assert!(hybrids(&plain, 2027) > 0.0);
    // 2027 begins with one billion spent: a quarter of a year. By 2028 the generation has started and stays.
    for (year, slip) in [(2026, 0.0), (2027, 0.25), (2028, 0.25), (2030, 0.25)] {
        close("slip", second(&run, Metric::BridgeSlip, year), slip);
        close("start", second(&run, Metric::Start, year), 2027.5 + slip);
        assert_eq!(second(&run, Metric::FundingSlip, year), 0.0);
    }
    // 2026 at an index of 1.02: 400 are a cost at once, 600 are spent and depreciated over six years, half a charge in
    // the first; 3 % of the spending, 30 of 60, is taken from the overhead of the other entity.
    let line = |metric| figure(&run, Grouping::CostLine, "bridge", metric, 2026);
    close("expensed", line(Metric::FixedCost), 408e6);
    close("depreciation", line(Metric::Depreciation), 612e6 / 12.0);
    let saved = figure(&run, Grouping::CostLine, "bridge-crowded-out", Metric::FixedCost, 2026);
    close("crowded out", saved, -30.6e6);
    let more = |grouping, id, metric| {
        figure(&run, grouping, id, metric, 2026) - figure(&plain, grouping, id, metric, 2026)
    };
    close("group", more(Grouping::Group, "group", Metric::FixedCost), 408e6 - 30.6e6);
    close("maker", more(Grouping::Entity, "maker", Metric::FixedCost), -30.6e6);
    close("heritage", more(Grouping::Entity, "heritage", Metric::Investment), 612e6);
    close("margin", more(Grouping::Group, "group", Metric::OperatingMargin), -408e6 + 30.6e6 - 51e6);
    // A line gives at most what it costs.
    let all = later(LEVER, &["bridge.crowding_out_share=100%"]);
    let saved = figure(&all, Grouping::CostLine, "bridge-crowded-out", Metric::FixedCost, 2026);
    close("all of it", saved, -61.2e6);
}

#[test]
fn a_lever_that_is_not_pulled_is_the_model_without_it() {
    let plain = later("", &[]);
    same_bits(&plain, &later(LEVER, &["bridge.extra_hybrid_spending_eur_m=0"]));
    // A path of nothing runs through all of the mechanism.
    same_bits(&plain, &later(LEVER, &["bridge.extra_hybrid_spending_eur_m=2025: 0, 2026: 0"]));
}

#[test]
fn two_causes_are_one_slip() {
    let both = later(&format!("{RULE}{LEVER}"), &["line.overhead.cost_eur_m=400"]);
    close("funding", second(&both, Metric::FundingSlip, 2027), 1.0);
    close("bridge", second(&both, Metric::BridgeSlip, 2027), 0.25);
    close("start", second(&both, Metric::Start, 2027), 2028.75);
}

#[test]
fn more_spending_and_fewer_payers_never_come_earlier() {
    let of = |sets: &[&str], key: (Grouping, &str, Metric), year: i32| {
        let scenario = given::builtin("base", sets);
        let outcome = given::first_block(&scenario);
        given::figure(&scenario, &outcome, key, year)
    };
    let start = (Grouping::Generation, "ampr-medium.gen-3", Metric::Start);
    let hybrids = (Grouping::Powertrain, "hev", Metric::Volume);
    let off = "funding.active=no";
    // The rows of generations stand there while anything can move them.
    let some: &[&str] = &[off, "bridge.extra_hybrid_spending_eur_m=200"];
    let more: &[&str] = &[off, "bridge.extra_hybrid_spending_eur_m=500"];
    let (some_start, more_start) = (of(some, start, 2035), of(more, start, 2035));
    let (some_hybrids, more_hybrids) = (of(some, hybrids, 2030), of(more, hybrids, 2030));
    let slip = (Grouping::Generation, "ampr-medium.gen-2", Metric::FundingSlip);
    let broad = of(&["funding.appetite_share=5"], slip, 2035);
    let narrow = of(&["funding.payers=[\"dacia\"]", "funding.appetite_share=5%"], slip, 2035);
    for i in 0..LANES {
        assert!(some_start[i] < more_start[i], "trial {i}: {} {}", some_start[i], more_start[i]);
        assert!(some_hybrids[i] < more_hybrids[i], "trial {i}: {} {}", some_hybrids[i], more_hybrids[i]);
        assert!(broad[i] <= narrow[i], "trial {i}: {} {}", broad[i], narrow[i]);
    }
    assert!(narrow.iter().sum::<f64>() > 64.0, "the narrow rule hardly acts");
}
