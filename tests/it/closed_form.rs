//! Closed forms end to end: from a file through reader, draws, model and statistics to dates and margins.
//!
//! The business: a car that sells v(t) = 20,000 · (t − 2026) vehicles a year with a contribution of EUR 1,000
//! each, and a yearly cost U, the only uncertain number. No inflation, equal quarters. The margin of the
//! year that ends at T is then, in EUR million, m(T) = 20 · (T − 2026.5) − U exactly (the mean of a straight
//! line is its value at the middle), and break-even falls on T* = 2026.5 + U / 20: linear in U, so every
//! statistic of U gives one of the date. Straight lines also make the interpolation between quarters exact.
//!
//! Statistical tolerances are four standard errors: with a fixed seed a test passes always or never; four
//! leave a chance of 6 in 100,000 that a right program fails at the seed that was chosen, and still find an
//! error of one tenth of a standard deviation at 2,048 trials (whose standard error is 1/45 of it).

use ampere::analysis::DateMetric;
use ampere::analysis::date::{DatePercentile, DateSummary};
use ampere::analysis::{Statistics, Summary};
use ampere::engine::{Grouping, Metric};

use crate::{given, worked_example};

const N: u64 = 2048;
const STANDARD_ERRORS: f64 = 4.0;

/// The business in a programme of its own beside the worked example; `cost` is U.
fn summary(cost: &str, n_trials: u64) -> Summary {
    let linear = format!(
        r#"
[programme.linear]
label = "Linear"

[perimeter.linear]
label = "Linear"
programme = "linear"

[product.linear]
label = "Linear"
brand = "volt"
entity = "maker"
programme = "linear"
powertrain = "ice"
volume = "2026.0: 0, 2040.0: 280000"
net_price_eur = 11000
unit_cost_eur = 10000

[line.linear]
label = "Linear"
entity = "maker"
programme = "linear"
cost_eur_m = "{cost}"
"#
    );
    let text = format!("{}{linear}", worked_example::SCENARIO);
    let sets =
        ["run.horizon=2034", "run.step=quarter", "run.seed=7", "money.inflation_rate=0", "run.start=2025"];
    let scenario = given::text(&text, &sets);
    given::run(&[&scenario], n_trials).summaries.remove(0)
}

fn dates(summary: &Summary, metric: DateMetric) -> &DateSummary {
    let question = summary.questions.iter().find(|question| question.perimeter.id == "linear");
    &question.expect("the perimeter is a question").dates[metric.index()]
}

fn margin(summary: &Summary, year: i32) -> Statistics {
    let series = summary.find(Grouping::Perimeter, "linear", Metric::OperatingMargin);
    series.expect("the perimeter has a statement").years[(year - 2025) as usize]
}

fn within(what: &str, found: f64, expected: f64, standard_error: f64) {
    let errors = (found - expected).abs() / standard_error;
    assert!(errors <= STANDARD_ERRORS, "{what}: {found}, expected {expected}, {errors:.1} standard errors");
}

#[test]
fn without_uncertainty_the_date_is_exact() {
    // U = 73: T* = 2026.5 + 3.65 = 2030.15; 1e-9 of a year is rounding.
    let summary = summary("73", 1);
    for metric in [DateMetric::First, DateMetric::Sustained, DateMetric::Final] {
        let date = dates(&summary, metric).restricted_mean().value;
        assert!((date - 2030.15).abs() < 1e-9, "{}: {date}", metric.id());
    }
    // The calendar year 2030 ends at T = 2031: 20 · 4.5 − 73 = 17.
    assert!((margin(&summary, 2030).mean.value / 17e6 - 1.0).abs() < 1e-12);
}

#[test]
fn a_uniform_cost_makes_a_uniform_date() {
    // U uniform on 40 … 140: T* uniform on 2028.5 … 2033.5; sd 5/√12.
    let summary = summary("uniform(40, 140)", N);
    let dates = dates(&summary, DateMetric::Sustained);
    for quarter in 0..=20 {
        let date = 2028.5 + 0.25 * f64::from(quarter);
        let p: f64 = (date - 2028.5) / 5.0;
        let standard_error = (p * (1.0 - p) / N as f64).sqrt();
        if quarter % 20 == 0 {
            assert_eq!(dates.by(date).share(), p, "at {date}");
        } else {
            within(&format!("P(by {date})"), dates.by(date).share(), p, standard_error);
        }
    }
    let sd = 5.0 / 12f64.sqrt();
    within("mean date", dates.restricted_mean().value, 2031.0, sd / (N as f64).sqrt());
    // The program's own standard error, σ/√n, is itself known to 1/√(2n) = 1.6 %; four of them.
    let stated = dates.restricted_mean().standard_error * (N as f64).sqrt();
    assert!((stated / sd - 1.0).abs() < STANDARD_ERRORS * 0.016, "{stated}");
    // Percentiles are quarters: p 0.475 at 2028.5 + 5 · 0.475 = 2030.875, the middle of a quarter. Four standard
    // errors, 4 · 5 · √(p(1 − p)/n), are at most 0.22 years, so the quarter beside it is the furthest.
    for (p, quarter) in [(0.125, 2029.0), (0.475, 2030.75), (0.875, 2032.75)] {
        let DatePercentile::InQuarter(found) = dates.percentile(p) else { panic!("p{p} has a date") };
        assert!((found - quarter).abs() <= 0.25, "p{p}: {found}, expected {quarter}");
    }
}

#[test]
fn the_margin_has_the_moments_and_percentiles_of_a_normal_cost() {
    // U normal, mean 80, sd 10. Margin of 2031: 20 · 5.5 − U: mean 30, sd 10 (EUR million).
    let summary = summary("normal(80, 10)", N);
    let found = margin(&summary, 2031);
    let root_n = (N as f64).sqrt();
    within("mean", found.mean.value, 30e6, 10e6 / root_n);
    within("sd", found.standard_deviation, 10e6, 10e6 / (2.0 * N as f64).sqrt());
    // A percentile p of n draws has the standard error √(p(1 − p)/n) / density.
    for (found, p, z) in
        [(found.p10(), 0.1, -1.281551565545), (found.p50(), 0.5, 0.0), (found.p90(), 0.9, 1.281551565545)]
    {
        let density = f64::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt() / 10e6;
        within(&format!("p{p}"), found, 30e6 + z * 10e6, (p * (1.0 - p) / N as f64).sqrt() / density);
    }
    // P(T* ≤ 2030) = P(U ≤ 70) = Φ(−1) = 0.158655; by 2031: P(U ≤ 90) = Φ(1); by 2030.5: a half.
    let dates = dates(&summary, DateMetric::Final);
    for (date, p) in [(2030.0, 0.158655253931_f64), (2030.5, 0.5), (2031.0, 0.841344746069)] {
        within(&format!("P(by {date})"), dates.by(date).share(), p, (p * (1.0 - p) / N as f64).sqrt());
    }
}

#[test]
fn a_date_beyond_the_horizon_is_a_share_and_not_a_number() {
    // U uniform on 140 … 200: T* uniform on 2033.5 … 2036.5; the horizon ends at 2035.0: half do not make it.
    let summary = summary("uniform(140, 200)", N);
    let dates = dates(&summary, DateMetric::First);
    let standard_error = (0.25 / N as f64).sqrt();
    within("share not by the horizon", dates.not_by_horizon().share(), 0.5, standard_error);
    assert_eq!(dates.percentile(0.9), DatePercentile::NotByHorizon);
    // Restricted mean: 2035 for those, else uniform on 2033.5 … 2035, whose mean is 2034.25 and variance
    // 1.5² / 12: mean 2034.625, variance ½ · 0.1875 + ¼ · 0.75².
    let sd = (0.5f64 * 0.1875 + 0.25 * 0.75 * 0.75).sqrt();
    within("restricted mean", dates.restricted_mean().value, 2034.625, sd / (N as f64).sqrt());
}
