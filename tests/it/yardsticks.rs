//! What results are held against: guidance, worst year, cover, hand-over, return on capital, terminal value. Worked
//! examples extend that of `worked_example.rs`: yearly steps, no uncertainty, EUR million in the comments.

use ampere::analysis::Date;
use ampere::analysis::indicator::{IndicatorObservation, Indicators};
use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario};
use ampere::lanes::LANES;
use ampere::model::statement::Line;

use crate::given;
use crate::identities::for_scenarios;
use crate::mechanisms::EVERYTHING;
use crate::worked_example::SCENARIO;

fn example(more: &str, sets: &[&str]) -> (Scenario, BlockOutcome, IndicatorObservation) {
    observed(given::text(&format!("{SCENARIO}{more}"), sets))
}

fn observed(scenario: Scenario) -> (Scenario, BlockOutcome, IndicatorObservation) {
    let outcome = given::first_block(&scenario);
    let found = Indicators::new(&scenario).observe(&scenario, &outcome, LANES);
    (scenario, outcome, found)
}

fn value<'a>(found: &'a IndicatorObservation, (id, metric): (&str, &str), year: Option<i32>) -> &'a [f64] {
    let same = |i: &ampere::analysis::Indicator| i.name.id == id && i.metric == metric && i.year == year;
    &found.values.iter().find(|(i, _)| same(i)).unwrap_or_else(|| panic!("no {id} {metric} {year:?}")).1
}

fn share<'a>(found: &'a IndicatorObservation, metric: &str, year: Option<i32>) -> &'a [bool] {
    let same = |i: &ampere::analysis::Indicator| i.metric == metric && i.year == year;
    &found.shares.iter().find(|(i, _)| same(i)).unwrap_or_else(|| panic!("no {metric} {year:?}")).1
}

fn date<'a>(found: &'a IndicatorObservation, metric: &str) -> &'a [Date] {
    let dates = found.dates.iter().find(|(i, _)| i.metric == metric);
    &dates.unwrap_or_else(|| panic!("no {metric}")).1
}

fn close(what: &str, found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{what}: found {found}, expected {expected}");
}

fn is_at(what: &str, found: Date, expected: f64) {
    let Date::At(found) = found else { panic!("{what}: {found:?}, expected {expected}") };
    assert!((found - expected).abs() < 1e-9, "{what}: found {found}, expected {expected}");
}

#[test]
fn guidance_is_met_when_the_margin_over_revenue_is_at_least_that() {
    // 2026: 26,746.507 cars at 28,068.475 · 1.02 are 765.754; 123.043 of it is 16.068 %.
    let ratio =
        |found: &IndicatorObservation| value(found, ("group", "worst_operating_margin_ratio"), None)[0];
    let (_, _, found) = example("", &[]);
    close("2026", ratio(&found), 123043207.33850914 / (26746.507447776203 * 28068.47465569468 * 1.02));
    assert!(share(&found, "probability_of_worst_year", Some(2026))[0]);
    assert!(!share(&found, "probability_of_worst_year", Some(2027))[0]);
    for (guidance, met) in [("16.06%", true), ("16.07%", false)] {
        let set = format!("group.guidance_margin={guidance}");
        let (_, _, found) = example("", &[&set]);
        assert_eq!(share(&found, "probability_of_guidance", Some(2026))[0], met, "{guidance}");
    }
    // Without guidance nothing is said of it, and nothing else moves with it.
    let without = example("", &[]);
    assert!(without.2.shares.iter().all(|(i, _)| i.metric != "probability_of_guidance"));
    let with = example("", &["group.guidance_margin=5%", "money.terminal_growth_rate=1%"]);
    let bits = |outcome: &BlockOutcome| given::bits(outcome.annual.iter().flatten().copied());
    assert_eq!(bits(&without.1), bits(&with.1));
}

#[test]
fn the_hybrids_hand_over_when_electric_cars_contribute_more() {
    // The Car contributes 106.400 in 2025 and 322.723 in 2026. 20,000 hybrids at 26,000 − 15,000 contribute 220.000
    // and, with 2 % inflation, 224.400. All together −113.600 and +98.323: 0.53605 of the way.
    // Per car: 10,640 − 11,000 = −360, then 12,065.99 − 11,220 = +845.99: 0.29851 of the way.
    let hybrid = "[product.hybrid]\nlabel = \"Hybrid\"\nbrand = \"volt\"\nentity = \"maker\"\n\
                  programme = \"bev\"\npowertrain = \"hev\"\nvolume = 20000\nnet_price_eur = 26000\n\
                  unit_cost_eur = 15000\n";
    let (_, outcome, found) = example(hybrid, &[]);
    let (bev, hev) = ([106.4e6, 322723207.33850914], [220e6, 224.4e6]);
    let lead = [bev[0] - hev[0], bev[1] - hev[1]];
    is_at("hand-over", date(&found, "hand_over_first")[0], 2026.0 - lead[0] / (lead[1] - lead[0]));
    is_at("hand-over", date(&found, "hand_over_final")[0], 2026.0 - lead[0] / (lead[1] - lead[0]));
    let per_car = [-360.0, bev[1] / 26746.507447776203 - 11220.0];
    let parity = 2026.0 - per_car[0] / (per_car[1] - per_car[0]);
    is_at("parity", date(&found, "price_cost_parity_first")[0], parity);
    assert_eq!(value(&found, ("hev-to-bev", "bridge_valley"), None)[0], 0.0, "both only rise");
    // More hybrids hand over later.
    let more = example(hybrid, &["product.hybrid.volume=25000"]).2;
    assert!(date(&more, "hand_over_first")[0] > date(&found, "hand_over_first")[0]);
    assert_eq!(outcome.bridge[0].volume[0][0], 20000.0);
    // No hybrids, no bridge.
    assert!(example("", &[]).2.dates.iter().all(|(i, _)| i.metric != "hand_over_first"));
}

#[test]
fn return_on_capital_follows_from_what_is_spent_and_not_yet_written_off() {
    // Opening assets: 12 of 2026 and 6 of 2027 are still to be written off: 18. 2026 spends 40 · 1.02 = 40.8 and
    // writes off 12 + 40.8/5/2 = 16.08: 42.72 at its end, 30.36 on average. No working capital.
    // 123.043 · (1 − 25 %) ÷ 30.36 = 304 %.
    let opening = "investment.tools.opening_depreciation_eur_m={ path = \"2025: 12, 2026: 12, 2027: 6, 2028: 0\", \
                   interpolate = \"step\" }";
    let (_, _, found) = example("", &[opening, "money.working_capital_share=0"]);
    let of = ("bev", "return_on_capital_employed");
    close("2026", value(&found, of, Some(2026))[0], 123043207.33850914 * 0.75 / 30.36e6);
    // Depreciation that goes on for ever: what is left of the opening assets is not known.
    assert!(value(&example("", &[]).2, of, Some(2026))[0].is_nan());
}

#[test]
fn a_terminal_value_is_added_to_the_flows_of_the_whole_projection() {
    let worth = |growth: &str, fade: &str| {
        let sets = [format!("money.terminal_growth_rate={growth}"), format!("money.terminal_fade={fade}")];
        let (_, outcome, found) = example("", &[&sets[0], &sets[1]]);
        let cash = outcome.questions[0].free_cash_flow.iter().map(|lane| lane[0]).collect::<Vec<f64>>();
        (value(&found, ("bev", "net_present_value_with_terminal_value"), None)[0], cash)
    };
    // 2026 to 2029 in the middle of each year, to January 2026, at 10 %.
    let (nothing_lasts, cash) = worth("2%", "0%");
    let flows: f64 = (0..4).map(|k| cash[k + 1] / 1.1f64.powf(k as f64 + 0.5)).sum();
    close("flows alone", nothing_lasts, flows);
    // Half of the mean of 2028 and 2029, growing by 2 %: · 1.02 ÷ 8 %, four years away.
    let after = 0.5 * 0.5 * (cash[3] + cash[4]) * 1.02 / 0.08 / 1.1f64.powi(4);
    close("with what lasts", worth("2%", "50%").0, flows + after);
    assert!(cash[3] > 0.0 && worth("3%", "50%").0 > worth("2%", "50%").0, "more growth is worth more");
    assert!(worth("10%", "50%").0.is_nan(), "growth at the discount rate is worth without end");
}

#[test]
fn peak_funding_and_cover_are_dated() {
    let cow = "[cash_cow]\npayer = \"maker\"\nneed = \"bev\"\n";
    let (_, _, found) = example(cow, &[]);
    // −113.6 in 2025, then only inflows. From 2026 on there is no need.
    is_at("peak funding", date(&found, "peak_funding_date")[0], 2026.0);
    assert!(share(&found, "probability_of_no_need", Some(2026))[0]);
    assert_eq!(date(&found, "cover_below_one")[0], Date::NotByHorizon);
}

#[test]
fn further_figures_agree_with_the_yearly_ones() {
    for_scenarios(3, |scenario| {
        let (scenario, outcome, found) = observed(scenario.clone());
        let of = |key: (Grouping, &str, Metric), year| given::figure(&scenario, &outcome, key, year);
        let years: Vec<i32> = (2026..=scenario.timeline.horizon).collect();
        let worst = value(&found, ("group", "worst_operating_margin_ratio"), None);
        let mut worst_years = [0; LANES];
        for year in &years {
            let ratio = of((Grouping::Group, "group", Metric::OperatingMarginRatio), *year);
            let rest = of((Grouping::Perimeter, "rest", Metric::OperatingMarginRatio), *year);
            let without =
                value(&found, ("group-without-bev-programme", "operating_margin_ratio"), Some(*year));
            let payer = of((Grouping::Entity, "dacia", Metric::FreeCashFlow), *year);
            let need = of((Grouping::Perimeter, "ampere", Metric::FreeCashFlow), *year);
            let cover = value(&found, ("dacia-covers-ampere", "cover"), Some(*year));
            let no_need = share(&found, "probability_of_no_need", Some(*year));
            let is_worst = share(&found, "probability_of_worst_year", Some(*year));
            for i in 0..LANES {
                assert!(worst[i] <= ratio[i] && (!is_worst[i] || worst[i] == ratio[i]));
                worst_years[i] += i32::from(is_worst[i]);
                assert!((without[i] - rest[i]).abs() < 1e-9, "{} and {}", without[i], rest[i]);
                assert_eq!(no_need[i], need[i] >= 0.0);
                assert!(no_need[i] || (cover[i] * -need[i] - payer[i]).abs() <= 1e-9 * payer[i].abs());
            }
        }
        assert_eq!(worst_years, [1; LANES], "each future has one worst year");
        for (first, last) in
            [("hand_over_first", "hand_over_final"), ("price_cost_parity_first", "price_cost_parity_final")]
        {
            let pairs = date(&found, first).iter().zip(date(&found, last));
            pairs.for_each(|(first, last)| assert!(first <= last, "{first:?} and {last:?}"));
        }
        let fall = value(&found, ("hev-to-bev", "bridge_valley"), None);
        assert!(fall.iter().all(|fall| *fall >= 0.0));
    });
}

#[test]
fn capital_employed_is_what_is_not_written_off_and_working_capital() {
    for_scenarios(3, |scenario| {
        let outcome = given::first_block(scenario);
        let questions = ampere::engine::Block::questions(scenario);
        let business = &scenario.business;
        let (flows, p) = (&outcome.questions[0], questions[0]);
        let per_year = scenario.timeline.step.periods_per_year();
        let owned: Vec<_> = business.investments.iter().filter(|i| i.perimeters.contains(&p)).collect();
        // At the end of the projection opening assets are gone: what is left is new, and working capital.
        let (mut left, mut revenues) = ([0.0; LANES], Vec::new());
        given::each_period(scenario, 0, |period, inputs, state| {
            let statement = &state.statements[p];
            let mut revenue = [0.0; LANES];
            for i in 0..LANES {
                revenue[i] = inputs[business.money.working_capital_share][i]
                    * (statement.line(Line::Revenue)[i] - statement.line(Line::CaptiveRevenue)[i]);
                if !scenario.timeline.is_history(period) {
                    let opening: f64 = owned.iter().map(|o| inputs[o.opening_depreciation][i]).sum();
                    let written_off = statement.line(Line::Depreciation)[i] - opening * period.years();
                    left[i] += statement.line(Line::Investment)[i] - written_off;
                }
            }
            revenues.push(revenue);
        });
        let first = scenario.timeline.first_projected();
        for i in 0..LANES {
            let increases: f64 = flows.capital_increase[first..].iter().map(|lane| lane[i]).sum();
            let closing = flows.opening_capital[i] + increases;
            let working_capital: f64 = revenues.iter().rev().take(per_year).map(|r| r[i]).sum();
            let expected = left[i] + working_capital;
            assert!((closing - expected).abs() <= 1e-9 * 60e9, "{closing} and {expected}");
        }
    });
}

#[test]
fn a_higher_guidance_is_met_less_often() {
    let met = |guidance: &str| {
        let set = format!("group.guidance_margin={guidance}");
        let found = observed(given::text(EVERYTHING, &[&set])).2;
        share(&found, "probability_of_guidance", Some(2030)).iter().filter(|met| **met).count()
    };
    let (low, middle, high) = (met("2%"), met("6%"), met("12%"));
    assert!(low > middle && middle > high, "{low}, {middle}, {high}");
}
