//! The generator: known answers, and its numbers as uniforms.

use ampere::lanes::{LANES, ZERO};
use ampere::sampling::InputId;
use ampere::sampling::philox::{philox, uniforms};

use crate::check::{Figure, Row, Section};
use crate::table::Table;
use crate::threshold::{fits_cells, fits_tail, fits_uniform};

const BLOCKS: u64 = 8192;
/// 1 048 576 draws.
const N: u64 = BLOCKS * LANES as u64;
const SEED: u64 = 20_261_123;

pub fn section() -> Section {
    let mut rows = vec![
        known_answers("Random123, `tests/kat_vectors`", "philox_kat.csv"),
        known_answers("randomgen 2.5.1, random counters and keys", "generator.csv"),
    ];
    rows.extend(single_stream());
    rows.extend(pairs_of_streams());
    Section {
        title: "Generator",
        method: format!(
            "Philox4x32-10 against published answers, then {N} of its draws, as the engine takes them, as \
             uniforms. Kolmogorov–Smirnov: √n·D against Massart's bound, which holds for every n. χ² in equal \
             cells. Tails: draws below p and above 1 − p between exact binomial limits."
        ),
        rows,
    }
}

fn known_answers(reference: &str, file: &str) -> Row {
    let table = Table::read(file);
    let word = |text: &str| u32::from_str_radix(text, 16).expect("a hexadecimal word");
    let right = |entry: &crate::table::Entry| {
        let words = |names: &[&str]| names.iter().map(|name| word(entry.text(name))).collect::<Vec<_>>();
        let counter: [u32; 4] = words(&["c0", "c1", "c2", "c3"]).try_into().expect("four words");
        let key: [u32; 2] = words(&["k0", "k1"]).try_into().expect("two words");
        philox(counter, key).to_vec() == words(&["r0", "r1", "r2", "r3"])
    };
    let n = table.entries().count();
    Row::of(
        "Philox4x32-10, known answers",
        reference,
        vec![Figure::all(table.entries().filter(right).count(), n)],
    )
}

/// All draws of a stream.
pub fn stream(seed: u64, key: &str, period: u32, blocks: u64) -> Vec<f64> {
    let mut all = Vec::with_capacity((blocks as usize) * LANES);
    let mut lane = ZERO;
    for block in 0..blocks {
        uniforms(seed, InputId::of(key), period, block * LANES as u64, &mut lane);
        all.extend_from_slice(&lane);
    }
    all
}

fn single_stream() -> Vec<Row> {
    let draws = stream(SEED, "verification.a", 0, BLOCKS);
    let mut rows = Vec::new();
    let below = |p: f64| draws.iter().filter(|u| **u < p).count() as u64;
    let above = |p: f64| draws.iter().filter(|u| 1.0 - **u < p).count() as u64;
    for p in [1e-3, 1e-4, 1e-5] {
        let figures = vec![fits_tail("below", below(p), N, p), fits_tail("above", above(p), N, p)];
        rows.push(Row::of(format!("draws in the tails, p = {p:e}"), "binomial distribution", figures));
    }
    let mut cells = vec![0; 1024];
    draws.iter().for_each(|u| cells[(u * 1024.0) as usize] += 1);
    rows.push(Row::of("leading 10 bits", "χ² distribution", vec![fits_cells(&cells)]));
    // The last bits of the 52 that a draw has.
    let mut cells = vec![0; 256];
    draws.iter().for_each(|u| cells[((u * 2f64.powi(52)) as u64 % 256) as usize] += 1);
    rows.push(Row::of("trailing 8 bits", "χ² distribution", vec![fits_cells(&cells)]));
    let mean = draws.iter().sum::<f64>() / N as f64;
    let variance = draws.iter().map(|u| (u - 0.5) * (u - 0.5)).sum::<f64>() / N as f64;
    rows.push(Row::of(
        "mean and variance",
        "1/2 and 1/12",
        vec![
            Figure::estimate("mean", mean, 0.5, (1.0 / 12.0 / N as f64).sqrt()),
            // E(u − ½)⁴ = 1/80, so the variance of (u − ½)² is 1/80 − 1/144 = 1/180.
            Figure::estimate("variance", variance, 1.0 / 12.0, (1.0 / 180.0 / N as f64).sqrt()),
        ],
    ));
    let mut sorted = draws;
    rows.push(Row::of("whole distribution", "Massart's bound", vec![fits_uniform(&mut sorted)]));
    rows
}

/// Pairs that must not know each other: 32 × 32 cells, and the correlation.
fn pairs_of_streams() -> Vec<Row> {
    let blocks = BLOCKS / 4;
    let base = stream(SEED, "verification.a", 0, blocks);
    let mut shifted = base.clone();
    shifted.rotate_left(1);
    [
        ("neighbouring trials", shifted),
        ("inputs whose keys differ in one letter", stream(SEED, "verification.b", 0, blocks)),
        ("neighbouring calendar periods", stream(SEED, "verification.a", 1, blocks)),
        ("neighbouring seeds", stream(SEED + 1, "verification.a", 0, blocks)),
    ]
    .into_iter()
    .map(|(name, other)| {
        let mut cells = vec![0; 1024];
        for (u, v) in base.iter().zip(&other) {
            cells[(u * 32.0) as usize * 32 + (v * 32.0) as usize] += 1;
        }
        let n = base.len() as f64;
        let products = base.iter().zip(&other).map(|(u, v)| (u - 0.5) * (v - 0.5));
        let correlation = 12.0 * products.sum::<f64>() / n;
        let figures =
            vec![fits_cells(&cells), Figure::estimate("correlation", correlation, 0.0, 1.0 / n.sqrt())];
        Row::of(format!("independence of {name}"), "χ² distribution; 0", figures)
    })
    .collect()
}
