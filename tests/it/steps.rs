//! Quarter, half-year and year steps describe the same business: yearly means of the base case agree up to
//! discretisation error, which shrinks with the step.
//!
//! Without noise, because a period has one shock whatever its length; draws are the same for all steps. An
//! error is measured against the largest year of the same series. The walk of the BEV share and the market
//! price move by Euler steps, whose error is proportional to the step: half-years show about a third of what
//! whole years show (½ − ¼ against 1 − ¼). Those errors grow with the BEV share to 2035, and are largest
//! where a margin is a small difference of large sums.

use ampere::analysis::{Indicator, Summary};
use ampere::engine::Metric;

use crate::given;

/// Metric, largest error accepted with half-years and with years: about one and a half times what was
/// measured when this was written, which stands behind (per cent, half-years and years).
const TOLERANCES: [(Metric, f64, f64); 14] = [
    (Metric::Registrations, 1e-12, 1e-12), // exact: paths are averaged over the period
    (Metric::Investment, 0.0001, 0.0003),  // 0.003 0.014: the price index at the middle of the period
    (Metric::FixedCost, 0.006, 0.0185), // 0.40 1.2: answers to utilisation, which is the same for a whole period
    (Metric::Depreciation, 0.0005, 0.0025), // 0.030 0.15
    (Metric::UnitCost, 0.0009, 0.0025), // 0.059 0.15: generations slip by whole periods under the funding rule
    (Metric::PackPrice, 0.0018, 0.0052), // 0.11 0.34
    (Metric::Share, 0.017, 0.063),      // 1.1 4.2
    (Metric::Volume, 0.019, 0.065),     // 1.3 4.4
    (Metric::Revenue, 0.028, 0.073),    // 1.8 4.9: a contract that ramps up in 2026
    (Metric::ContributionMargin, 0.048, 0.099), // 3.2 6.6: the same contract
    (Metric::OperatingMargin, 0.032, 0.13), // 2.1 8.8: Ampere in 2035, with 2.5 % more electric cars
    (Metric::OperatingProfit, 0.032, 0.13), // 2.1 8.8
    (Metric::FreeCashFlow, 0.033, 0.13), // 2.2 8.7
    (Metric::WorkingCapitalIncrease, 0.048, 0.155), // 3.1 10.2: a difference of two years
];

fn with_step(step: &str) -> Summary {
    let scenario = given::without_noise(given::builtin("base", &[&format!("run.step={step}")]));
    given::run(&[&scenario], 128).summaries.remove(0)
}

/// Largest error of a metric over all series and years, and where.
fn largest_error(fine: &Summary, coarse: &Summary, metric: Metric) -> (f64, String) {
    let mut largest = (0.0, String::new());
    for (a, b) in fine.series.iter().zip(&coarse.series).filter(|(a, _)| a.series.metric == metric) {
        let scale = a.years.iter().map(|year| year.mean.value.abs()).fold(0.0, f64::max);
        for (year, (a_year, b_year)) in (2023..).zip(a.years.iter().zip(&b.years)) {
            let error = (a_year.mean.value - b_year.mean.value).abs();
            if error > largest.0 * scale {
                largest = (error / scale, format!("{} in {year}", a.series.id));
            }
        }
    }
    largest
}

#[test]
fn longer_steps_give_the_same_yearly_figures() {
    let (quarters, halves, years) = (with_step("quarter"), with_step("half"), with_step("year"));
    let measured = TOLERANCES.map(|(metric, half_tolerance, year_tolerance)| {
        let half = largest_error(&quarters, &halves, metric);
        let year = largest_error(&quarters, &years, metric);
        println!("| {metric:?} | {:.4} | {} | {:.4} | {} |", half.0, half.1, year.0, year.1);
        (metric, half, half_tolerance, year, year_tolerance)
    });
    for (metric, half, half_tolerance, year, year_tolerance) in measured {
        assert!(half.0 <= half_tolerance, "{metric:?}, half-years: {half:?}");
        assert!(year.0 <= year_tolerance, "{metric:?}, years: {year:?}");
        if year_tolerance > 1e-6 {
            assert!(half.0 < 0.5 * year.0, "{metric:?}: {half:?} does not shrink from {year:?}");
        }
    }
}

#[test]
fn longer_steps_give_the_same_break_even_dates() {
    // Mean date, those outside held at the ends. Measured: up to 0.03 years with half-years, 0.14 with whole
    // years, whose trailing year has a single value; accepted are a month and a fifth of a year.
    let quarters = with_step("quarter");
    for (step, tolerance) in [("half", 1.0 / 12.0), ("year", 0.2)] {
        for (a, b) in quarters.questions.iter().zip(&with_step(step).questions) {
            for (metric, (a, b)) in a.dates.iter().zip(&b.dates).enumerate() {
                let shift = b.restricted_mean().value - a.restricted_mean().value;
                assert!(shift.abs() < tolerance, "{step}, metric {metric}: {shift}");
            }
        }
    }
}

#[test]
fn longer_steps_give_the_same_further_figures() {
    // Means of the figures of section 13 against the largest year of the same figure, shares of futures, mean dates in
    // years. Without cover: a ratio to a need that may be next to nothing has no mean. Measured: 2.3 and 8.9 % (return
    // on capital of Ampere in 2035, which is its margin over a capital that hardly moves), 2.3 and 6.3 points (three
    // and eight futures of 128, the latter of whether the CO2 target of 2034 is met), 0.14 and 0.21 years (the first year that is not covered, which jumps by whole years, and the
    // hand-over). Accepted is about one and a half times that.
    let fine = with_step("quarter");
    for (step, accepted) in [("half", [0.035, 0.036, 0.21]), ("year", [0.133, 0.095, 0.31])] {
        let coarse = with_step(step);
        let (a, b) = (&fine.indicators, &coarse.indicators);
        let mut largest = [(0.0, String::new()), (0.0, String::new()), (0.0, String::new())];
        let mut see = |kind: usize, error: f64, what: &Indicator| {
            if error > largest[kind].0 {
                largest[kind] = (error, format!("{} {} {:?}", what.name.id, what.metric, what.year));
            }
        };
        for ((what, a), (_, b)) in a.values.iter().zip(&b.values).filter(|((what, _), _)| what.has_mean) {
            let same = |other: &Indicator| other.name == what.name && other.metric == what.metric;
            let years = fine.indicators.values.iter().filter(|(other, _)| same(other));
            let scale = years.map(|(_, s)| s.mean.value.abs()).fold(0.0, f64::max);
            see(0, (a.mean.value - b.mean.value).abs() / scale, what);
        }
        for ((what, a), (_, b)) in a.shares.iter().zip(&b.shares) {
            see(1, (a.share() - b.share()).abs(), what);
        }
        for ((what, a), (_, b)) in a.dates.iter().zip(&b.dates) {
            see(2, (a.restricted_mean().value - b.restricted_mean().value).abs(), what);
        }
        println!("{step}: {largest:?}");
        for ((error, what), accepted) in largest.iter().zip(accepted) {
            assert!(*error <= accepted, "{step}: {what} is off by {error}");
        }
    }
}

#[test]
fn the_realised_cut_by_a_date_does_not_depend_on_the_step() {
    // A cut "by the end of 2028" is that of the cars made at that date, whatever the period before it. Half a
    // point of accuracy is what the question "is it 40 %?" needs at least.
    let (quarters, halves, years) = (with_step("quarter"), with_step("half"), with_step("year"));
    for coarse in [&halves, &years] {
        for (a, b) in quarters.cost_cuts.iter().zip(&coarse.cost_cuts) {
            let (fine, coarse) = (a.realised.mean.value, b.realised.mean.value);
            assert!((fine - coarse).abs() < 0.005, "{}: {fine:.4} and {coarse:.4}", a.platform.label);
        }
    }
}
