//! Noise: mean, variance, memory, and whether steps of a year, a half and a quarter agree.

use ampere::lanes::{LANES, Lane, ZERO, ln, logit, same};
use ampere::sampling::noise::innovations;
use ampere::sampling::{InputId, Noise, NoiseKind, NoiseState, Sampler};

use crate::check::{Figure, Row, Section};
use crate::table::Table;

const BLOCKS: u64 = 512;
/// 65 536 trials.
const N: usize = BLOCKS as usize * LANES;
const SEED: u64 = 1827;

/// Three years of noise in steps of `dt` years.
#[derive(Clone, Copy)]
pub struct Course {
    pub noise: Noise,
    pub dt: f64,
    /// Steps beyond the three years: a planted mistake.
    pub extra_steps: u32,
}

pub fn section() -> Section {
    let ar = |persistence| Noise { sd: 0.2, persistence, kind: NoiseKind::Log };
    let mut rows = Vec::new();
    for dt in [1.0, 0.5, 0.25] {
        for persistence in [0.0, 0.7] {
            rows.push(log_noise(Course { noise: ar(persistence), dt, extra_steps: 0 }));
        }
        let walk = Noise { sd: 0.09, persistence: 1.0, kind: NoiseKind::Log };
        rows.push(log_noise(Course { noise: walk, dt, extra_steps: 0 }));
    }
    for entry in Table::read("logit_noise.csv").entries() {
        let course = Course {
            noise: Noise {
                sd: entry.number("sd"),
                persistence: entry.number("persistence"),
                kind: NoiseKind::Logit,
            },
            dt: entry.number("dt"),
            extra_steps: 0,
        };
        rows.push(logit_noise(course, entry.number("share"), entry.number("mean"), entry.number("spread")));
    }
    Section {
        title: "Noise",
        method: format!(
            "{N} courses over three years from zero, in steps of a year, a half and a quarter. Closed forms: \
             Var ln n = σ²(1 − φ^(2t)) for persistence φ below 1 and σ²t for a random walk (φ = 1), which do not \
             know the step; E n = 1 at every date; the covariance of ln n after one and three years is φ² times \
             the variance after one. Variance within five standard errors σ²√(2/n), mean within five of \
             √((e^Var − 1)/n). Logit noise: median, mean and standard deviation of the share against mpmath."
        ),
        rows,
    }
}

/// Values of n after one and after three years.
fn simulate(course: Course, start: f64) -> (Vec<f64>, Vec<f64>) {
    let Course { noise, dt, extra_steps } = course;
    let input = InputId::of("verification.noise");
    let steps = (3.0 / dt).round() as u32 + extra_steps;
    let year = (1.0 / dt).round() as u32;
    let (mut first, mut last) = (Vec::with_capacity(N), Vec::with_capacity(N));
    for block in 0..BLOCKS {
        let mut state = NoiseState::default();
        let mut z = ZERO;
        let take = |state: &NoiseState, all: &mut Vec<f64>| {
            let mut values: Lane = same(start);
            state.apply(&noise, &mut values);
            all.extend_from_slice(&values);
        };
        for step in 0..steps {
            innovations(&Sampler::random(SEED), input, step, block * LANES as u64, &mut z);
            state.advance(&noise, dt, &z);
            if step + 1 == year {
                take(&state, &mut first);
            }
        }
        take(&state, &mut last);
    }
    (first, last)
}

fn closed_variance(noise: Noise, years: f64) -> f64 {
    let sd = noise.sd;
    if noise.persistence >= 1.0 {
        sd * sd * years
    } else {
        sd * sd * (1.0 - noise.persistence.powf(2.0 * years))
    }
}

fn step_name(dt: f64) -> &'static str {
    if dt == 1.0 {
        "years"
    } else if dt == 0.5 {
        "halves"
    } else {
        "quarters"
    }
}

/// The checks of log noise after three years.
pub fn log_noise(course: Course) -> Row {
    compared(course, course)
}

/// The checks of one noise, fed with what another draws.
pub fn compared(drawn: Course, course: Course) -> Row {
    let (first, last) = simulate(drawn, 1.0);
    let (early, late) = (closed_variance(course.noise, 1.0), closed_variance(course.noise, 3.0));
    let n = N as f64;
    // ln n is the deviation less half its variance.
    let variance = last.iter().map(|x| (ln(*x) + 0.5 * late).powi(2)).sum::<f64>() / n;
    let products = first.iter().zip(&last).map(|(x, y)| (ln(*x) + 0.5 * early) * (ln(*y) + 0.5 * late));
    let covariance = products.sum::<f64>() / n;
    let kept = early * course.noise.persistence.powi(2);
    let mean = last.iter().sum::<f64>() / n;
    let name = match course.noise.persistence {
        1.0 => format!("random walk, σ = {}", course.noise.sd),
        persistence => format!("AR(1), σ = {}, φ = {persistence}", course.noise.sd),
    };
    Row::of(
        format!("{name}, in {}", step_name(course.dt)),
        "closed forms",
        vec![
            Figure::estimate("variance", variance, late, late * (2.0 / n).sqrt()),
            // Var(xy) = v_x·v_y + cov² for normal x and y.
            Figure::estimate("covariance", covariance, kept, ((early * late + kept * kept) / n).sqrt()),
            Figure::estimate("mean", mean, 1.0, (late.exp_m1() / n).sqrt()),
        ],
    )
}

fn logit_noise(course: Course, share: f64, mean: f64, spread: f64) -> Row {
    let (_, last) = simulate(course, share);
    let n = N as f64;
    let below = last.iter().filter(|x| **x < share).count() as f64 / n;
    let found = last.iter().sum::<f64>() / n;
    let variance = closed_variance(course.noise, 3.0);
    let shift = last.iter().map(|x| (logit(*x) - logit(share)).powi(2)).sum::<f64>() / n;
    Row::of(
        format!(
            "logit noise on a share of {share}, σ = {}, φ = {}, in {}",
            course.noise.sd,
            course.noise.persistence,
            step_name(course.dt)
        ),
        "mpmath 1.4.1",
        vec![
            Figure::estimate("below the median", below, 0.5, 0.5 / n.sqrt()),
            Figure::estimate("mean", found, mean, spread / n.sqrt()),
            Figure::estimate("variance of the logit", shift, variance, variance * (2.0 / n).sqrt()),
        ],
    )
}
