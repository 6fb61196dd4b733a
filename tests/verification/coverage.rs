//! How often 95 % intervals hold the truth.

use ampere::analysis::interval::{self, Estimate};
use ampere::analysis::quantile::REPORTED;
use ampere::analysis::{Date, DateSummary};
use ampere::lanes::{LANES, ZERO};
use ampere::sampling::{InputId, Plan, Sampler, normal};
use rayon::prelude::*;

use crate::check::{Figure, Row, Section};

/// Trials of a run.
const N_TRIALS: usize = 1000;
/// Runs in `cargo test`, and in the long part.
const SHORT: u64 = 1_000;
const LONG: u64 = 10_000;
const KEYS: [&str; 4] = ["verification.a", "verification.b", "verification.c", "verification.d"];

/// Spread of the logarithm of the figure, and of what the other scenario adds to it.
const SPREAD: f64 = 0.5;
const OTHER: f64 = 0.2;
/// Shares, from tiny to a half.
const SHARES: [f64; 5] = [0.002, 0.01, 0.05, 0.2, 0.5];
/// Dates run from 2025; a unit of the figure is two years, and the horizon ends after five.
const START: f64 = 2025.0;
const HORIZON_END: f64 = 2030.0;
const YEARS_PER_UNIT: f64 = 2.0;

/// What is estimated: name, truth, and whether it is a mean.
struct Target {
    name: String,
    truth: f64,
    is_mean: bool,
}

/// The figure X is exp(½·(z₁ + z₂ + z₃)/√3), lognormal; the other scenario's is Y = X·exp(0.2·z₄ + 0.02).
fn targets() -> Vec<Target> {
    let mut all = Vec::new();
    let mut add = |name: &str, truth: f64, is_mean: bool| {
        all.push(Target { name: name.to_string(), truth, is_mean });
    };
    let mean = (0.5 * SPREAD * SPREAD).exp();
    let other = mean * (0.5 * OTHER * OTHER + 0.02).exp();
    add("mean", mean, true);
    add("mean of the paired difference", other - mean, true);
    add("standard deviation", mean * (SPREAD * SPREAD).exp_m1().sqrt(), false);
    for p in REPORTED {
        add(&format!("p{:02}", (100.0 * p).round()), (SPREAD * normal::quantile(p)).exp(), false);
    }
    for share in SHARES {
        add(&format!("share of {share}"), share, false);
    }
    add("change of a share of 0.2 to 0.5", 0.3, false);
    let z_end = ((HORIZON_END - START) / YEARS_PER_UNIT).ln() / SPREAD;
    add("date: not by the horizon", normal::cumulative(-z_end), false);
    add("date: share by mid-2027", normal::cumulative((2.5 / YEARS_PER_UNIT).ln() / SPREAD), false);
    // E min(X, h) = E X·Φ((ln h − s²)/s) + h·Φ(−ln h/s).
    let h = (HORIZON_END - START) / YEARS_PER_UNIT;
    let restricted = mean * normal::cumulative(z_end - SPREAD) + h * normal::cumulative(-z_end);
    add("date: restricted mean", START + YEARS_PER_UNIT * restricted, true);
    all
}

/// Both figures of each trial of one run.
fn draw(plan: Plan, run: u64) -> (Vec<f64>, Vec<f64>) {
    let keys = KEYS.map(str::to_string);
    let sampler = Sampler::new(plan, run, N_TRIALS as u64, &keys);
    let ids = KEYS.map(InputId::of);
    let (mut x, mut y) = (Vec::with_capacity(N_TRIALS + LANES), Vec::with_capacity(N_TRIALS + LANES));
    let mut z = [ZERO; 4];
    for first in (0..N_TRIALS).step_by(LANES) {
        for (id, lane) in ids.iter().zip(&mut z) {
            sampler.uniforms(*id, 0, first as u64, lane);
            normal::quantiles(lane);
        }
        let [a, b, c, d] = &z;
        for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d).take(N_TRIALS - first) {
            let figure = (SPREAD * (a + b + c) / 3f64.sqrt()).exp();
            x.push(figure);
            y.push(figure * (OTHER * d + 0.02).exp());
        }
    }
    (x, y)
}

/// The product's estimates of all targets, for intervals of `plan` on given figures.
fn estimates(plan: Plan, x: &[f64], y: &[f64]) -> Vec<Estimate> {
    let mut all =
        vec![interval::mean(x, plan), interval::mean_difference(x, y, plan), interval::standard_deviation(x)];
    all.extend(interval::percentiles(x, plan));
    let above = |values: &[f64], limit: f64| values.iter().map(|v| *v > limit).collect::<Vec<bool>>();
    let limit = |share: f64, mean: f64, spread: f64| (mean - spread * normal::quantile(share)).exp();
    for share in SHARES {
        all.push(interval::proportion(&above(x, limit(share, 0.0, SPREAD)), plan));
    }
    let both = (SPREAD * SPREAD + OTHER * OTHER).sqrt();
    let hits = (above(x, limit(0.2, 0.0, SPREAD)), above(y, limit(0.5, 0.02, both)));
    all.push(interval::change_of_proportion(&hits.0, &hits.1, plan));
    let mut dates = DateSummary::new(START, HORIZON_END, plan);
    let of = |x: &f64| Date::At(START + YEARS_PER_UNIT * x).censored(HORIZON_END);
    let dated: Vec<Date> = x.iter().map(of).collect();
    dated.chunks(LANES).for_each(|block| dates.count(block));
    all.push(dates.not_by_horizon().estimate());
    all.push(dates.by(2027.5).estimate());
    all.push(dates.restricted_mean());
    all
}

/// Share of runs whose interval holds the truth, for each target.
fn coverage(drawn: Plan, intervals: Plan, runs: u64) -> Vec<f64> {
    let targets = targets();
    let held = |run: u64| -> Vec<u64> {
        let (x, y) = draw(drawn, run);
        let found = estimates(intervals, &x, &y);
        assert_eq!(found.len(), targets.len());
        // A limit that is not known (NaN) does not hold the truth.
        let holds = |(found, target): (&Estimate, &Target)| (found.low..=found.high).contains(&target.truth);
        found.iter().zip(&targets).map(|pair| u64::from(holds(pair))).collect()
    };
    let add = |a: Vec<u64>, b: Vec<u64>| a.iter().zip(&b).map(|(a, b)| a + b).collect();
    let total = (0..runs).into_par_iter().map(held).reduce(|| vec![0; targets.len()], add);
    total.into_iter().map(|count| count as f64 / runs as f64).collect()
}

fn percent(x: f64) -> String {
    format!("{:.1} %", 100.0 * x)
}

/// A coverage found in `runs` runs lies within five standard errors of the true one.
fn noise(runs: u64) -> f64 {
    5.0 * (0.95 * 0.05 / runs as f64).sqrt()
}

fn rows(runs: u64) -> Vec<Row> {
    // In the long part the limits are those of the issue themselves; in the short one they give way by what
    // fewer runs leave open.
    let slack = if runs >= LONG { 0.0 } else { noise(runs) };
    let found: Vec<Vec<f64>> = Plan::ALL.into_iter().map(|plan| coverage(plan, plan, runs)).collect();
    let targets = targets();
    let mut rows: Vec<Row> = targets
        .iter()
        .enumerate()
        .map(|(t, target)| {
            let limits = if target.is_mean { (0.94 - slack, 0.96 + slack) } else { (0.90 - slack, 1.0) };
            Row::of(
                target.name.clone(),
                format!("truth {}", crate::check::significant(target.truth)),
                Plan::ALL
                    .iter()
                    .zip(&found)
                    .map(|(plan, found)| Figure::coverage(plan.id(), found[t], limits, percent))
                    .collect(),
            )
        })
        .collect();
    let average = |found: &Vec<f64>| {
        let others = targets.iter().zip(found).filter(|(target, _)| !target.is_mean);
        let shares: Vec<f64> = others.map(|(_, share)| *share).collect();
        shares.iter().sum::<f64>() / shares.len() as f64
    };
    let averages = Plan::ALL.iter().zip(&found);
    rows.push(Row::of(
        "average of all that are not means",
        "0.95 or more is wanted",
        averages
            .map(|(plan, f)| Figure::coverage(plan.id(), average(f), (0.94 - slack, 1.0), percent))
            .collect(),
    ));
    rows
}

/// Intervals for independent trials on trials that are not, and the other way round: a planted mistake.
pub fn wrong_plan(drawn: Plan, intervals: Plan) -> Row {
    let found = coverage(drawn, intervals, SHORT)[0];
    let limits = (0.94 - noise(SHORT), 0.96 + noise(SHORT));
    Row::of("coverage of the mean", "0.95", vec![Figure::coverage(drawn.id(), found, limits, percent)])
}

const WHAT: &str = "The figure of a trial is lognormal and made of three inputs; that of the other scenario has a \
                    fourth; so all truths are known in closed form. Each plan draws the inputs anew, as the engine \
                    does, and the product's own interval functions see the figures. An interval at 95 % should \
                    hold the truth in 95 % of the runs: means and differences in 94 to 96 %, all others (order \
                    statistics and shares cannot hit 95 % exactly) in 90 % anywhere and 94 % on average.";

pub fn section() -> Section {
    let slack = percent(noise(SHORT));
    Section {
        title: "Coverage of intervals",
        method: format!(
            "{SHORT} runs of {N_TRIALS} trials under each plan. {WHAT} With so few runs these limits give way by \
             five standard errors of a coverage, {slack}; the last section has the table that counts."
        ),
        rows: rows(SHORT),
    }
}

/// The table over ten thousand runs.
pub fn long_section() -> Section {
    Section {
        title: "Coverage over ten thousand runs",
        method: format!(
            "{LONG} runs of {N_TRIALS} trials under each plan, otherwise as above. {WHAT} Two remarks. Under \
             `antithetic` the median of a figure that rises with its inputs is the same in each pair, so that the \
             share below it hardly varies: its interval, from binomial limits, is then wider than it need be. The \
             interval of a standard deviation (a jackknife over 16 groups) falls short of 95 % on this long tail."
        ),
        rows: rows(LONG),
    }
}
