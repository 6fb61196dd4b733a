//! What holds over the years of every trial, whatever the assumptions: what is written off was spent, working capital
//! and tax follow from the years, groupings of yearly figures are the Group, dates are ordered, value is the sum of
//! discounted flows. Scenarios and tolerance are those of `identities.rs`.

use ampere::analysis::observation::observe;
use ampere::analysis::{Date, DateMetric};
use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario, series};
use ampere::lanes::LANES;
use ampere::model::statement::Line;

use crate::given;
use crate::identities::{for_scenarios, same};

#[test]
fn what_is_written_off_was_spent_before() {
    for_scenarios(6, |scenario| {
        let investments = &scenario.business.investments;
        let mut spent = vec![[0.0; LANES]; scenario.business.perimeters.len()];
        let mut written_off = spent.clone();
        given::each_period(scenario, 0, |period, inputs, state| {
            if scenario.timeline.is_history(period) {
                return;
            }
            for (p, statement) in state.statements.iter().enumerate() {
                let owned = investments.iter().filter(|investment| investment.perimeters.contains(&p));
                let owned: Vec<_> = owned.map(|investment| investment.opening_depreciation).collect();
                for i in 0..LANES {
                    let opening: f64 =
                        owned.iter().map(|slot| inputs[*slot][i]).sum::<f64>() * period.years();
                    spent[p][i] += statement.line(Line::Investment)[i];
                    written_off[p][i] += statement.line(Line::Depreciation)[i] - opening;
                    let room = spent[p][i] * (1.0 + 1e-12) - written_off[p][i];
                    assert!(room >= 0.0, "{} written off of {}", written_off[p][i], spent[p][i]);
                }
            }
        });
        assert!(written_off[0][0] > 0.2 * spent[0][0], "after ten years much of it is written off");
    });
}

#[test]
fn working_capital_and_tax_follow_from_the_years() {
    for_scenarios(6, |scenario| {
        let per_year = scenario.timeline.step.periods_per_year();
        let money = &scenario.business.money;
        let n = scenario.business.perimeters.len();
        let mut revenues: Vec<Vec<[f64; LANES]>> = vec![Vec::new(); n];
        let mut invested = vec![[0.0; LANES]; n];
        let (mut profits, mut taxes) = (vec![[0.0; LANES]; n], vec![[0.0; LANES]; n]);
        given::each_period(scenario, 0, |period, inputs, state| {
            let closes_year = period.end.fract() == 0.0;
            for (p, statement) in state.statements.iter().enumerate() {
                let mut revenue = [0.0; LANES];
                for (i, revenue) in revenue.iter_mut().enumerate() {
                    *revenue = statement.line(Line::Revenue)[i] - statement.line(Line::CaptiveRevenue)[i];
                    invested[p][i] += statement.line(Line::WorkingCapitalIncrease)[i];
                    profits[p][i] += statement.line(Line::OperatingProfit)[i]
                        - statement.line(Line::CaptiveMargin)[i]
                        + statement.line(Line::Co2Cost)[i]
                        - statement.line(Line::Co2Payment)[i];
                    taxes[p][i] += statement.line(Line::Tax)[i];
                }
                revenues[p].push(revenue);
                if !closes_year {
                    continue;
                }
                // All increases since the start = share · (the last year's revenue − the first year's).
                let (first, last) = (&revenues[p][..per_year], &revenues[p][revenues[p].len() - per_year..]);
                for i in 0..LANES {
                    let growth =
                        last.iter().map(|r| r[i]).sum::<f64>() - first.iter().map(|r| r[i]).sum::<f64>();
                    let expected = inputs[money.working_capital_share][i] * growth;
                    let scale = last.iter().map(|r| r[i].abs()).sum::<f64>().max(1e9);
                    same("working capital", period, invested[p][i], expected, scale);
                    // A year's tax is never negative, never above the full rate, and never below the rate on
                    // what old losses may not shelter.
                    let (rate, limit) = (inputs[money.tax_rate][i], inputs[money.loss_use_limit][i]);
                    let full = rate * profits[p][i].max(0.0);
                    let rounding = 1e-9 * scale;
                    assert!(taxes[p][i] <= full + rounding, "tax {} of {full}", taxes[p][i]);
                    assert!(taxes[p][i] >= (1.0 - limit) * full - rounding, "tax {} of {full}", taxes[p][i]);
                }
                (profits[p], taxes[p]) = ([0.0; LANES], [0.0; LANES]);
            }
        });
    });
}

/// Sum over all series of a grouping, in one year and trial.
fn sum_over(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    grouping: Grouping,
    metric: Metric,
    (year, i): (usize, usize),
) -> f64 {
    let n_years = scenario.timeline.reported_years().count();
    let all = series::all(&scenario.business).into_iter().enumerate();
    let wanted = all.filter(|(_, series)| series.grouping == grouping && series.metric == metric);
    wanted.map(|(s, _)| outcome.annual[s * n_years + year][i]).sum()
}

#[test]
fn every_grouping_of_the_yearly_figures_is_the_group() {
    for_scenarios(4, |scenario| {
        let outcome = given::first_block(scenario);
        let n_years = scenario.timeline.reported_years().count();
        for (year, i) in (0..n_years).flat_map(|year| [0, 1, 77].map(|i| (year, i))) {
            let sum = |grouping, metric| sum_over(scenario, &outcome, grouping, metric, (year, i));
            let revenue = sum(Grouping::Group, Metric::Revenue);
            let near = |what: &str, a: f64, b: f64| {
                assert!((a - b).abs() <= 1e-9 * revenue, "{what}, year {year}, trial {i}: {a} and {b}");
            };
            for metric in [Metric::Volume, Metric::Revenue, Metric::ContributionMargin] {
                let group = sum(Grouping::Group, metric);
                let partners = match metric {
                    Metric::Volume => 0.0,
                    metric => sum(Grouping::Contract, metric),
                };
                near("brands and partners", sum(Grouping::Brand, metric) + partners, group);
                near("roles", sum(Grouping::Role, metric), group);
                near("entities", sum(Grouping::Entity, metric), group);
                near("products", sum(Grouping::Product, metric), sum(Grouping::Powertrain, metric));
            }
            let taken = sum(Grouping::Product, Metric::VolumeTaken);
            near("cannibalisation", taken, sum(Grouping::Product, Metric::VolumeLost));
            near(
                "powertrains",
                sum(Grouping::Powertrain, Metric::Volume),
                sum(Grouping::Group, Metric::Volume),
            );
        }
    });
}

#[test]
fn access_fees_move_contribution_between_entities_and_leave_the_group_alone() {
    let fee = |eur: &str| {
        let set = format!("platform.ampr-small.access_fee_eur={eur}");
        // The funding rule looks at Ampere's cash, so under it a fee can move generations.
        let scenario = given::builtin("base", &[&set, "funding.active=no"]);
        let outcome = given::first_block(&scenario);
        let of = |grouping, id| {
            given::figure(&scenario, &outcome, (grouping, id, Metric::ContributionMargin), 2030)
        };
        (of(Grouping::Group, "group"), of(Grouping::Entity, "ampere"), of(Grouping::Entity, "dacia"))
    };
    let ((group, ampere, dacia), (group_more, ampere_more, dacia_more)) = (fee("0"), fee("1000"));
    for i in 0..LANES {
        assert!((group_more[i] - group[i]).abs() <= 1e-9 * group[i]);
        // Dacia has some 100,000 cars on this platform in 2030: EUR 100 million in money of 2025.
        assert!(ampere_more[i] - ampere[i] > 20e6, "trial {i}: {}", ampere_more[i] - ampere[i]);
        assert!(dacia[i] - dacia_more[i] > 20e6, "trial {i}: {}", dacia[i] - dacia_more[i]);
    }
}

#[test]
fn dates_are_ordered_and_value_is_the_sum_of_discounted_flows() {
    for_scenarios(8, |scenario| {
        let outcome = given::first_block(scenario);
        let observed = observe(scenario, &outcome, LANES);
        for (question, flows) in observed.iter().zip(&outcome.questions) {
            for i in 0..LANES {
                let date = |metric: DateMetric| question.dates[metric.index()][i];
                for [a, b, c] in [
                    [DateMetric::First, DateMetric::Sustained, DateMetric::Final],
                    [DateMetric::CashFirst, DateMetric::CashSustained, DateMetric::CashFinal],
                ] {
                    assert!(date(a) <= date(b) && date(b) <= date(c), "{:?}", [date(a), date(b), date(c)]);
                }
                for metric in DateMetric::ALL {
                    let horizon = 2023.0..=2036.0;
                    assert!(!matches!(date(metric), Date::At(at) if !horizon.contains(&at)));
                }
                let (mut value, mut size) = (0.0, 0.0);
                for period in &scenario.timeline.periods {
                    if period.start >= 2026.0 && period.end <= 2036.0 {
                        let years = 0.5 * (period.start + period.end) - 2026.0;
                        let flow = flows.free_cash_flow[period.index][i];
                        value += flow / (1.0 + outcome.discount_rate[i]).powf(years);
                        size += flow.abs();
                    }
                }
                let found = question.net_present_value[i];
                assert!((found - value).abs() <= 1e-11 * size, "{found} and {value}");
            }
        }
    });
}

#[test]
fn cumulative_cash_is_the_sum_of_the_years_since_programme_start() {
    // The second block on the same workspace starts from zero again; 2023 lies before the programme.
    let scenario = given::builtin("base", &["money.programme_start=2024", "money.valuation_year=2024"]);
    let mut workspace = ampere::engine::block::Block::new(&scenario);
    let mut outcome: BlockOutcome = ampere::engine::block::Block::outcome(&scenario);
    for first in [0, LANES as u64] {
        workspace.simulate(&scenario, first, LANES, &mut outcome).expect("finite");
        for (grouping, id) in [(Grouping::Group, "group"), (Grouping::Perimeter, "ampere")] {
            let of = |metric, year| given::figure(&scenario, &outcome, (grouping, id, metric), year);
            let mut sum = [0.0; LANES];
            for year in scenario.timeline.reported_years() {
                let (flow, total) =
                    (of(Metric::FreeCashFlow, year), of(Metric::CumulativeFreeCashFlow, year));
                for i in 0..LANES {
                    sum[i] += if year < 2024 { 0.0 } else { flow[i] };
                    assert!(
                        (total[i] - sum[i]).abs() <= 1e-9 * 60e9,
                        "{id} {year}: {} and {}",
                        total[i],
                        sum[i]
                    );
                }
            }
        }
    }
}
