//! Sampling plans: the sequence, the strata, and that each trial alone is uniform.

use ampere::lanes::{LANES, ZERO};
use ampere::sampling::plan::{RANDOMISATIONS, sobol};
use ampere::sampling::{InputId, Plan, Sampler};

use crate::check::{Figure, Row, Section};
use crate::table::{Entry, Table};
use crate::threshold::{fits_cells, fits_uniform};

const N_TRIALS: usize = 1024;
const SEEDS: u64 = 4_096;
const KEYS: [&str; 2] = ["verification.a", "verification.b"];

pub fn section() -> Section {
    let mut rows = vec![sequence()];
    rows.push(pairs());
    rows.push(strata(Plan::LatinHypercube));
    rows.push(strata(Plan::Sobol));
    rows.extend(Plan::ALL.map(each_trial_is_uniform));
    Section {
        title: "Sampling plans",
        method: format!(
            "Unscrambled Sobol points against scipy, bit by bit, in ten dimensions up to the thousandth. Partners \
             of `antithetic` are u and 1 − u. In each randomisation of {} trials, `latin-hypercube` and `sobol` \
             have one trial in each of as many equal strata. Whatever the plan, a single trial is uniform, and \
             independent between inputs: trial 77 over {SEEDS} seeds. Estimates and intervals under each plan: see \
             coverage below.",
            N_TRIALS / RANDOMISATIONS
        ),
        rows,
    }
}

fn sequence() -> Row {
    let table = Table::read("sobol.csv");
    let columns = [0usize, 1, 2, 3, 7, 20, 63, 255, 511, 999];
    let keys: Vec<String> = (0..1000).map(|d| format!("verification.{d}")).collect();
    let dimensions = sobol::dimensions(&keys);
    let right = |entry: &Entry| {
        let index = entry.number("index") as u64;
        // Libraries list the points in the order of the Gray code.
        let gray = index ^ (index >> 1);
        columns.iter().all(|d| {
            let dimension = &dimensions[&InputId::of(&keys[*d])];
            // 52 digits, of which the library has 30; the rest of these points is zero.
            dimension.digits(gray) == (entry.number(&format!("d{d}")) as u64) << 22
        })
    };
    let found = table.entries().filter(right).count();
    Row::of(
        "Sobol points with indices up to 1 000 015",
        "scipy 1.17.1, qmc.Sobol",
        vec![Figure::all(found, table.entries().count())],
    )
}

/// All trials of one input under a plan.
fn trials(plan: Plan) -> Vec<f64> {
    let sampler = Sampler::new(plan, 5, N_TRIALS as u64, &KEYS.map(str::to_string));
    let mut all = Vec::with_capacity(N_TRIALS);
    let mut lane = ZERO;
    for first in (0..N_TRIALS).step_by(LANES) {
        sampler.uniforms(InputId::of(KEYS[1]), 0, first as u64, &mut lane);
        all.extend_from_slice(&lane);
    }
    all
}

fn pairs() -> Row {
    let all = trials(Plan::Antithetic);
    let half = |i: usize| (i / RANDOMISATIONS).is_multiple_of(2);
    let firsts = (0..N_TRIALS).filter(|i| half(*i));
    let right = firsts.filter(|i| all[*i] + all[i + RANDOMISATIONS] == 1.0).count();
    Row::of("antithetic partners add up to 1", "definition", vec![Figure::all(right, N_TRIALS / 2)])
}

fn strata(plan: Plan) -> Row {
    let all = trials(plan);
    let n = N_TRIALS / RANDOMISATIONS;
    let one_in_each = |r: &usize| {
        let mut strata: Vec<usize> =
            (0..n).map(|k| (all[k * RANDOMISATIONS + r] * n as f64) as usize).collect();
        strata.sort_unstable();
        strata.into_iter().eq(0..n)
    };
    let right = (0..RANDOMISATIONS).filter(one_in_each).count();
    Row::of(
        format!("{}: one trial in each stratum", plan.id()),
        "definition",
        vec![Figure::all(right, RANDOMISATIONS)],
    )
}

fn each_trial_is_uniform(plan: Plan) -> Row {
    let keys = KEYS.map(str::to_string);
    let mut lane = ZERO;
    let mut draw = |seed: u64| {
        let sampler = Sampler::new(plan, seed, N_TRIALS as u64, &keys);
        KEYS.map(|key| {
            sampler.uniforms(InputId::of(key), 0, 0, &mut lane);
            lane[77]
        })
    };
    let pairs: Vec<[f64; 2]> = (0..SEEDS).map(&mut draw).collect();
    let mut cells = vec![0; 64];
    pairs.iter().for_each(|[u, v]| cells[(u * 8.0) as usize * 8 + (v * 8.0) as usize] += 1);
    let mut uniforms: Vec<f64> = pairs.into_iter().map(|[_, v]| v).collect();
    Row::of(
        format!("{}: one trial over all seeds, two inputs", plan.id()),
        "Massart's bound; χ² distribution",
        vec![fits_uniform(&mut uniforms), fits_cells(&cells)],
    )
}
