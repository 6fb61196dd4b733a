//! A worked example that can be checked with a pocket calculator: one car on one platform in one segment,
//! yearly steps, no uncertainty.
//!
//! Every figure asserted here was computed apart from the program, from the text of the model; the steps
//! stand in the comments, rounded for reading. Tolerance: 1e-9 relative, which is rounding only.
//!
//! Dates: prices and costs are in euros of mid-2025; history ends on 1 January 2026. The state of 2026 is
//! that of its middle, half a year later; 2027 follows one year after that.

use ampere::engine::{Grouping, Metric, Scenario};

use crate::given;

/// The whole scenario.
pub const SCENARIO: &str = r#"
name = "Worked example"
source = "judgement"

[run]
start = 2025
horizon = 2027
step = "year"

[history]
known_until = 2026.0

[money]
base_year = 2025
valuation_year = 2026
programme_start = 2025
inflation_rate = "2%"
discount_rate = "10%"
tax_rate = "25%"
loss_use_limit = "50%"
working_capital_share = "-8%"

[market]
registrations = "2025: 1M, 2026: 1.1M"
phev_share_of_rest = "10%"
hev_share_of_non_plug = "40%"

[market.segment.C]
share = "100%"
reference_price_eur = 30000
battery_kwh = 60
other_cost_eur = 16000

[market.bev]
history_share = "20%"
exit_share = "20%"
logit_slope_per_year = 0.1
price_sensitivity = 2
rule_pull_per_year = 0.5
required_share = "30%"
ice_reference_price_eur = 25000

[market.price]
pass_through = "60%"
pressure_per_year = "2%"
history_index = 1
non_bev_index = 1

[market.industry]
productivity_per_year = "2%"
lfp_share = "2025: 40%, 2026: 50%"

[battery]
learning_rate = "20%"
cumulative_output_growth_per_year = "25%"
history_index = 1
europe_premium_share = "40%"
europe_premium_decay_per_year = "5%"
eur_per_usd = 0.9
pack_fixed_eur = 400

[battery.chemistry.lfp]
core_usd_per_kwh = 80
learning_part_share = "90%"
floor_usd_per_kwh = 40
lithium_usd_per_kwh_per_usd_kg = 0.5

[battery.chemistry.nmc]
core_usd_per_kwh = 100
learning_part_share = "80%"
floor_usd_per_kwh = 50
lithium_usd_per_kwh_per_usd_kg = 0.6

[battery.lithium]
reference_usd_per_kg = 10
start_usd_per_kg = 12
long_run_usd_per_kg = 15
reversion_per_year = 0.5
pass_through = "50%"

[brand.volt]
label = "Volt"

[entity.maker]
label = "Maker"

[programme.bev]
label = "Electric cars"

[perimeter.bev]
label = "Electric cars"
programme = "bev"

[platform.one]
label = "Platform one"
entity = "maker"
programme = "bev"
base_date = 2025.5
reference_product = "car"
cumulative_output_at_known_until = 40000

[platform.one.module]
body = { cost_eur = 9000, productivity_per_year = "2%", learning_rate = "10%" }

[platform.one.generation.first]
label = "First"
planned_start = 2024.0

[platform.one.generation.second]
label = "Second"
planned_start = 2025.75
delay_years = 0.25
phase_in_years = 1
delivery = "80%"
cut = { body = "20%" }
kwh_factor = 0.95
lfp_share = "80%"
cell_to_pack_saving = "5%"
compared_with = "first"
compared_at = 2025.5
measured_at = 2028.0
target_cut = "25%"

[plant.works]
label = "Works"
entity = "maker"
programme = "bev"
conversion_eur = 500
fixed_cost_eur_m = 120

[product.car]
label = "Car"
brand = "volt"
entity = "maker"
programme = "bev"
powertrain = "bev"
segment = "C"
share = "10%"
actuals = "2025: 10000"
net_price_eur = 29000
own_pass_through = "30%"
elasticity = 2
platform = "one"
battery_kwh = 60
size_factor = 1.1
route = ["works"]

[line.overhead]
label = "Overhead"
entity = "maker"
programme = "bev"
cost_eur_m = 60

[investment.tools]
label = "Tools"
entity = "maker"
programme = "bev"
opening_depreciation_eur_m = 12
capex_eur_m = 30
capitalised_rd_eur_m = 10
life_years = 5
"#;

fn close(what: &str, found: f64, expected: f64) {
    let error = (found - expected).abs();
    assert!(error <= 1e-9 * expected.abs(), "{what}: found {found}, expected {expected}");
}

fn group(metric: Metric) -> (Grouping, &'static str, Metric) {
    (Grouping::Group, "group", metric)
}

/// Figure of each year 2025, 2026, 2027; all trials are alike, so the first stands for them.
fn by_year(scenario: &Scenario, key: (Grouping, &str, Metric)) -> [f64; 3] {
    let outcome = given::first_block(scenario);
    [2025, 2026, 2027].map(|year| {
        let lane = given::figure(scenario, &outcome, key, year);
        assert!(lane.iter().all(|x| x.to_bits() == lane[0].to_bits()), "trials differ without uncertainty");
        lane[0]
    })
}

fn check(what: &str, found: [f64; 3], expected: [f64; 3]) {
    for (year, (found, expected)) in (2025..).zip(found.into_iter().zip(expected)) {
        close(&format!("{what} of {year}"), found, expected);
    }
}

#[test]
fn pack_prices_follow_learning_lithium_premium_and_exchange_rate() {
    // LFP, base: no learning yet, lithium at its reference: 80 USD · 1.40 · 0.90 = 100.80 EUR/kWh.
    //   NMC: 100 · 1.40 · 0.90 = 126.00.
    // Learning: each doubling of output takes 20 % off, exponent log2(0.8) = −0.321928. Output grows 25 % a
    //   year from mid-2025, so mid-2026: 1.25^−0.321928 = 0.930683; mid-2027: 1.25^(2 · −0.321928) = 0.866171.
    // Core: LFP 2026: 80 · (0.9 · 0.930683 + 0.1) = 75.0092; 2027: 80 · (0.9 · 0.866171 + 0.1) = 70.3643.
    //   NMC 2026: 100 · (0.8 · 0.930683 + 0.2) = 94.4547; 2027: 89.2937. All above their floors (40 and 50).
    // Lithium starts at 12 in January 2026 and goes to 15 at 0.5 a year, in logs:
    //   mid-2026: exp(ln 15 + (ln 12 − ln 15) · e^−0.25) = 12.60717; mid-2027: … e^−0.75: 13.49939.
    //   Half of the difference to 10 is passed on: LFP 0.5 · 0.5 · 2.60717 = 0.651793; 2027: 0.874848.
    //   NMC 0.6 · 0.5 · 2.60717 = 0.782151; 2027: 1.049818.
    // Premium: 1 + 0.40 · 0.95^0.5 = 1.389872; 1 + 0.40 · 0.95^1.5 = 1.370378.
    // LFP 2026: (75.0092 + 0.6518) · 1.389872 · 0.90 = 94.6432; 2027: (70.3643 + 0.8748) · 1.370378 · 0.90.
    let scenario = given::text(SCENARIO, &[]);
    let pack = |id| by_year(&scenario, (Grouping::Market, id, Metric::PackPrice));
    check("LFP pack", pack("lfp"), [100.8, 94.64317202222706, 87.86217584489455]);
    check("NMC pack", pack("nmc"), [126.0, 119.13027044763236, 111.42433148918153]);
}

#[test]
fn unit_cost_is_battery_modules_and_conversion() {
    // The second generation was planned for October 2025 and comes a quarter late, on 1 January 2026; it
    // spreads over one year: on average half of 2026's cars (r = ½), all of 2027's (r = 1). It delivers 80 %.
    //
    // 2025, first generation, NMC only: 60 kWh · 126 + 400 = 7,960; body 1.1 · 9,000 = 9,900; works 500.
    //   18,360.
    // 2026. Battery: weight r · D = 0.4. LFP share 0.4 · 80 % = 32 %; saving 0.4 · 5 % = 2 %;
    //   energy 1 − 0.4 · 0.05 = 0.98: 58.8 kWh.
    //   58.8 · (0.32 · 94.6432 + 0.68 · 119.1303) · 0.98 + 400 = 6,813.23.
    //   Body: 9,000 · 0.98 · (1 − 0.5 · 0.8 · 20 %) = 9,000 · 0.98 · 0.92 = 8,114.40, times 1.1 = 8,925.84.
    //   6,813.23 + 8,925.84 + 500 = 16,239.07.
    // 2027. Weight 0.8: LFP 64 %, saving 4 %, energy 0.96: 57.6 kWh.
    //   57.6 · (0.64 · 87.8622 + 0.36 · 111.4243) · 0.96 + 400 = 5,727.47.
    //   Body: 9,000 · 0.98² = 8,643.60; the platform had made 40,000 cars and made 26,746.5 in 2026, which
    //   counts from the next period on: 1.668663 ^ log2(0.9) = 0.925123; cut 1 − 0.8 · 20 % = 0.84.
    //   8,643.60 · 0.925123 · 0.84 = 6,716.97, times 1.1 = 7,388.66.
    //   5,727.47 + 7,388.66 + 500 = 13,616.13.
    let scenario = given::text(SCENARIO, &[]);
    let unit_cost = by_year(&scenario, (Grouping::Platform, "one", Metric::UnitCost));
    check("unit cost", unit_cost, [18360.0, 16239.068445181389, 13616.132449930326]);

    // The cut is read at the end of 2027 (2028.0). Packs lie halfway between mid-2027 (87.8622 and 111.4243)
    // and mid-2028 (81.5892 and 104.2833): 84.7257 and 107.8538. All cars carry the second generation:
    //   57.6 · (0.64 · 84.7257 + 0.36 · 107.8538) · 0.96 + 400 = 5,545.39.
    // Body: 9,000 · 0.98^2.5 = 8,556.73; cars made by then 26,746.5 + 36,116.9:
    //   2.571585 ^ log2(0.9) = 0.866260; 8,556.73 · 0.866260 · 0.84 = 6,226.37, times 1.1 = 6,849.01.
    //   5,545.39 + 6,849.01 + 500 = 12,894.40: 1 − 12,894.40 / 18,360 = 29.77 % less than the car of mid-2025.
    // With the packs of 2025 (100.80 and 126) the battery would cost
    // 57.6 · (0.64 · 100.80 + 0.36 · 126) · 0.96 + 400 = 6,475.48 and the car 13,824.49: own levers 24.70 %.
    let cut = &given::first_block(&scenario).cost_cuts[0];
    close("realised cut", cut.realised[0], 0.29769044423489444);
    close("cut by own levers", cut.own_levers[0], 0.2470319616833232);
}

#[test]
fn net_price_follows_the_market_and_hands_on_part_of_the_own_lead() {
    // Industry's car: 60 kWh at the industry's cell mix + 16,000, which falls 2 % a year.
    //   mid-2025: 60 · (0.40 · 100.80 + 0.60 · 126) + 16,000 = 22,955.20.
    //   January 2026: mix 45 %; output half a year further, lithium 12, premium 40 %: packs 98.2293 and
    //     123.1997: 60 · (0.45 · 98.2293 + 0.55 · 123.1997) + 16,000 · 0.98^0.5 = 22,556.97.
    //   2026: mix rises to 50 % by mid-year, on average 48.75 %:
    //     60 · (0.4875 · 94.6432 + 0.5125 · 119.1303) + 15,680 = 22,111.57.
    //   2027: 60 · (0.5 · 87.8622 + 0.5 · 111.4243) + 15,366.40 = 21,344.995.
    // Market price: pressure first, then 60 % of the change in cost.
    //   2026: 30,000 · (1 − 2 % · ½) + 0.6 · (22,111.57 − 22,556.97) = 29,432.76: 98.1092 % of 30,000.
    //   2027: 29,432.76 · 0.98 + 0.6 · (21,344.995 − 22,111.57) = 28,384.16: 94.6139 %.
    // Own lead over the industry since mid-2025, of which 30 % goes to the buyer:
    //   2026: (18,360 − 16,239.07) − (22,955.20 − 22,111.57) = 2,120.93 − 843.63 = 1,277.30.
    //   2027: (18,360 − 13,616.13) − (22,955.20 − 21,344.995) = 4,743.87 − 1,610.20 = 3,133.66.
    // 2026: 29,000 · 0.981092 − 0.3 · 1,277.30 = 28,068.47; 2027: 29,000 · 0.946139 − 940.10 = 26,497.92.
    let scenario = given::text(SCENARIO, &[]);
    let product = |metric| by_year(&scenario, (Grouping::Product, "car", metric));
    let (volume, revenue) = (product(Metric::Volume), product(Metric::Revenue));
    // Revenue is nominal: 2 % inflation from mid-2025 on.
    let price: Vec<f64> =
        (0..3).map(|year| revenue[year] / volume[year] / [1.0, 1.02, 1.0404][year]).collect();
    check("net price", [price[0], price[1], price[2]], [29000.0, 28068.47465569468, 26497.920017279157]);
}

#[test]
fn volume_is_a_share_of_the_pool_at_the_relative_price() {
    // BEV share: logit 20 % = −1.386294 in January 2026. Price gap to combustion (25,000): then
    //   30,000/25,000 − 1 = 20 %; 2026: 17.7310 %; 2027: 13.5366 %. Rules ask for 30 %, logit −0.847298.
    //   2026, half a year: −1.386294 + 0.1 · ½ + 2 · (0.20 − 0.177310) + 0.5 · (−0.847298 + 1.386294) · ½
    //     = −1.156166: 23.9365 %.
    //   2027, a year: −1.156166 + 0.1 + 2 · (0.177310 − 0.135366) + 0.5 · (−0.847298 + 1.156166)
    //     = −0.817844: 30.6222 %.
    // Registrations: 1.05 million in January 2026, 1.1 from mid-2026: mean 1.0875 million; 2027: 1.1.
    // Relative price: 2026: (28,068.47 / 29,000) / 0.981092 = 0.986532, ^−2 = 1.027490;
    //   2027: (26,497.92 / 29,000) / 0.946139 = 0.965737, ^−2 = 1.072215.
    // 2025 as recorded: 10,000. 2026: 1,087,500 · 0.239365 · 10 % · 1.027490 = 26,746.5;
    //   2027: 1,100,000 · 0.306222 · 10 % · 1.072215 = 36,116.9.
    let scenario = given::text(SCENARIO, &[]);
    let share = by_year(&scenario, (Grouping::Market, "bev", Metric::Share));
    check("BEV share", share, [0.2, 0.23936468395941599, 0.3062215361165477]);
    let volume = by_year(&scenario, (Grouping::Product, "car", Metric::Volume));
    check("volume", volume, [10000.0, 26746.507447776203, 36116.88999252921]);
}

#[test]
fn the_statement_runs_from_revenue_to_free_cash_flow() {
    // EUR million, nominal; price index 1, 1.02, 1.0404.
    //                        2025      2026      2027
    // revenue             290.000   765.748   995.686   volume · price · index
    // contribution        106.400   322.723   484.046   volume · (price − unit cost) · index
    // fixed              −180.000  −183.600  −187.272   (120 + 60) · index
    // depreciation        −12.000   −16.080   −24.322   12 + 1/10 · 40.8; 12 + 1/5 · 40.8 + 1/10 · 41.616
    //                                                   (half of a fifth in the year of spending; spending
    //                                                   of 2025 is already in the opening schedule)
    // operating margin    −85.600   123.043   272.453
    // tax                   0       −15.380   −62.094   25 %: 2026 on 123.043 less half of it out of the
    //                                                   loss of 85.600 (61.522); 2027 on 272.453 less the
    //                                                   24.078 that are left
    // + depreciation       12.000    16.080    24.322
    // − investment        −40.000   −40.800   −41.616   (30 + 10) · index
    // − working capital     0       +38.060   +18.395   −8 % of revenue: growth of 475.748 and of 229.938
    //                                                   releases cash; the first year opens with its own
    // free cash flow     −113.600   121.003   211.460
    let scenario = given::text(SCENARIO, &[]);
    let line = |metric| by_year(&scenario, group(metric));
    check("revenue", line(Metric::Revenue), [290.0e6, 765748339.7547804, 995686169.7716235]);
    check("contribution", line(Metric::ContributionMargin), [106.4e6, 322723207.33850914, 484046208.6979418]);
    check("fixed cost", line(Metric::FixedCost), [180.0e6, 183.6e6, 187.272e6]);
    check("depreciation", line(Metric::Depreciation), [12.0e6, 16.08e6, 24.3216e6]);
    check(
        "operating margin",
        line(Metric::OperatingMargin),
        [-85.6e6, 123043207.33850914, 272452608.6979418],
    );
    check("tax", line(Metric::Tax), [0.0, 15380400.917313643, 62093553.09179909]);
    check("investment", line(Metric::Investment), [40.0e6, 40.8e6, 41.616e6]);
    let increase = line(Metric::WorkingCapitalIncrease);
    check("working capital", increase, [0.0, -38059867.18038243, -18395026.401347447]);
    let cash = line(Metric::FreeCashFlow);
    check("free cash flow", cash, [-113.6e6, 121002673.60157794, 211459682.00749016]);
}

#[test]
fn break_even_payback_and_value_follow_from_the_flows() {
    // Break-even: the year's margin goes from −85.600 (end of 2025, date 2026.0) to 123.043 (2027.0): a
    //   straight line crosses zero after 85.600 / 208.643 = 0.410270 of the year: 2026.410270.
    // Cash: −113.600 → 121.003: 113.600 / 234.603 = 0.484223: 2026.484223.
    // Payback: cumulative −113.600 at 2026.0, +7.403 at 2027.0: 113.600 / 121.003 = 0.938822 of 2026.
    // Peak funding 113.600. Value on 1 January 2026 at 10 %, mid-year:
    //   121.003 / 1.1^0.5 + 211.460 / 1.1^1.5 = 115.372 + 183.292 = 298.664.
    let scenario = given::text(SCENARIO, &[]);
    let study = given::run(&[&scenario], 1);
    let question = &study.summaries[0].questions[0];
    let date = |metric: ampere::analysis::DateMetric| question.dates[metric.index()].restricted_mean().value;
    use ampere::analysis::DateMetric::{CashFirst, Final, First, Payback, Sustained};
    let margin = [-85.6, 123.04320733850914];
    let cash = [-113.6, 121.00267360157794, 211.45968200749016];
    let break_even = 2026.0 - margin[0] / (margin[1] - margin[0]);
    for metric in [First, Sustained, Final] {
        close(metric.id(), date(metric), break_even);
    }
    close("cash break-even", date(CashFirst), 2026.0 - cash[0] / (cash[1] - cash[0]));
    close("payback", date(Payback), 2026.0 - cash[0] / cash[1]);
    close("peak funding", question.peak_funding.mean.value, 113.6e6);
    let value = (cash[1] / 1.1f64.sqrt() + cash[2] / (1.1 * 1.1f64.sqrt())) * 1e6;
    close("net present value", question.net_present_value.mean.value, value);
    assert_eq!(study.summaries[0].cost_cuts[0].target_reached.map(|p| p.share()), Some(1.0));
}
