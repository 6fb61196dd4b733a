//! Copulas: the conversion of rank correlations, and joint draws.

use ampere::lanes::{LANES, ZERO};
use ampere::sampling::copula::{Conversion, Symmetric};
use ampere::sampling::{Component, Copula, Sampler, normal};

use crate::check::{Figure, Row, Section, significant};
use crate::distribution::worst;
use crate::table::{Entry, Table};
use crate::threshold::{fits_tail, fits_uniform};

const BLOCKS: u64 = 2048;
/// 262 144 joint draws.
const N: usize = BLOCKS as usize * LANES;
const SEED: u64 = 1904;

pub fn section() -> Section {
    let table = Table::read("copula.csv");
    let mut rows = conversions(&table);
    rows.extend([-0.9, -0.4, 0.2, 0.6].map(|rank| rank_correlation("gaussian", rank, rank)));
    for nu in ["2.0", "4.0", "10.0"] {
        rows.extend([-0.4, 0.6].map(|rank| rank_correlation(nu, rank, rank)));
    }
    rows.extend(
        table.with("what", "joint_tail").into_iter().filter(within_reach).map(|e| joint_tail(&table, e)),
    );
    rows.extend(table.with("what", "trivariate").into_iter().flat_map(trivariate));
    Section {
        title: "Dependence",
        method: format!(
            "The conversion between rank correlation ρₛ and copula parameter ρ: for the Gaussian 2·sin(πρₛ/6) at \
             50 digits; for t the triple integral of Plackett's identity, which the product does not use. Then {N} \
             joint draws, given the rank correlation. *ρₛ*: the mean of 12(u − ½)(v − ½), whose expectation is \
             Spearman's ρₛ. *τ*: concordant less discordant among disjoint pairs of draws, expectation \
             (2/π)·asin ρ (Kendall), the same for every elliptical copula. *Both above the median*: ¼ + asin(ρ)/2π \
             (Sheppard). These within five \
             standard errors, taken from the draws or the binomial. Joint tails: draws with U < q and V < q, and those \
             with both above 1 − q, between the exact binomial limits of scipy's probability; the reference names the \
             expected count and, for t, λ, the limit of P(U < q | V < q) as q → 0."
        ),
        rows,
    }
}

fn copula(name: &str) -> Copula {
    match name {
        "gaussian" => Copula::Gaussian,
        nu => Copula::StudentT { degrees_of_freedom: nu.parse().expect("degrees of freedom") },
    }
}

fn title(name: &str) -> String {
    if name == "gaussian" { "Gaussian".into() } else { format!("t, ν = {}", name.trim_end_matches(".0")) }
}

fn conversions(table: &Table) -> Vec<Row> {
    let entries = table.with("what", "spearman");
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.text("copula")).collect();
    names.dedup();
    let row = |name: &str| {
        let own: Vec<&Entry> = entries.iter().filter(|entry| entry.text("copula") == name).collect();
        let conversion = Conversion::new(copula(name));
        let rank = |e: &&Entry| (conversion.rank(e.number("parameter")) - e.number("value")).abs();
        let parameter = |e: &&Entry| (conversion.parameter(e.number("value")) - e.number("parameter")).abs();
        // The quadrature of the reference has an error of its own.
        let tolerance = 1e-12 + 2.0 * worst(own.iter().map(|entry| entry.number("error")));
        let reference =
            if name == "gaussian" { "(6/π)·asin(ρ/2), mpmath" } else { "Plackett's identity, two grids" };
        Row::of(
            format!("{}: ρ → ρₛ and back, {} values", title(name), own.len()),
            reference,
            vec![
                Figure::error("ρₛ", worst(own.iter().map(rank)), one_digit(tolerance)),
                Figure::error("ρ", worst(own.iter().map(parameter)), one_digit(2.0 * tolerance)),
            ],
        )
    };
    names.into_iter().map(row).collect()
}

/// Rounded up to one digit, for a tolerance that reads well.
fn one_digit(x: f64) -> f64 {
    let scale = 10f64.powi(x.log10().floor() as i32);
    format!("{:.0e}", (x / scale - 1e-6).ceil() * scale).parse().expect("a number")
}

/// Joint uniforms of some members with these rank correlations.
fn joint(name: &str, ranks: &Symmetric) -> Vec<Vec<f64>> {
    let keys = ["a", "b", "c"].iter().take(ranks.n()).map(|key| format!("verification.{key}")).collect();
    let component = Component::new(keys, ranks, &Conversion::new(copula(name))).expect("possible");
    let mut lanes = vec![ZERO; ranks.n()];
    let mut all = vec![Vec::with_capacity(N); ranks.n()];
    for block in 0..BLOCKS {
        component.draw(&Sampler::random(SEED), 0, block * LANES as u64, &mut lanes);
        for (all, lane) in all.iter_mut().zip(&mut lanes) {
            normal::cumulatives(lane);
            all.extend_from_slice(lane);
        }
    }
    all
}

fn pair(rank: f64) -> Symmetric {
    let mut ranks = Symmetric::identity(2);
    ranks.set(0, 1, rank);
    ranks
}

/// Mean of values with its standard error from the values themselves.
fn mean_of(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let squares: f64 = values.map(|x| (x - mean) * (x - mean)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

/// What comes out when `asked` is asked for, against what `wanted` promises.
pub fn rank_correlation(name: &str, asked: f64, wanted: f64) -> Row {
    let mut draws = joint(name, &pair(asked));
    let (u, v) = (&draws[0], &draws[1]);
    let (rank, rank_error) = mean_of(u.iter().zip(v).map(|(u, v)| 12.0 * (u - 0.5) * (v - 0.5)));
    let pairs = || u.chunks_exact(2).zip(v.chunks_exact(2));
    let (tau, tau_error) = mean_of(pairs().map(|(u, v)| ((u[0] - u[1]) * (v[0] - v[1])).signum()));
    let both = u.iter().zip(v).filter(|(u, v)| **u > 0.5 && **v > 0.5).count() as f64 / N as f64;
    let parameter = reference_parameter(name, wanted);
    let orthant = 0.25 + parameter.asin() / std::f64::consts::TAU;
    let orthant_error = (orthant * (1.0 - orthant) / N as f64).sqrt();
    let figures = vec![
        Figure::estimate("ρₛ", rank, wanted, rank_error),
        Figure::estimate("τ", tau, parameter.asin() / std::f64::consts::FRAC_PI_2, tau_error),
        Figure::estimate("both above the median", both, orthant, orthant_error),
        fits_uniform(&mut draws[1]),
    ];
    Row::of(format!("{}, ρₛ = {wanted}", title(name)).replace('-', "−"), "closed forms", figures)
}

/// ρ of a rank correlation: closed form, or the product's conversion where the rows above hold it.
fn reference_parameter(name: &str, rank: f64) -> f64 {
    match name {
        "gaussian" => 2.0 * (std::f64::consts::PI * rank / 6.0).sin(),
        _ => Conversion::new(copula(name)).parameter(rank),
    }
}

/// Probabilities that are too small for the number of draws only show the way to λ.
fn within_reach(entry: &Entry) -> bool {
    entry.number("q") >= 1e-3
}

fn joint_tail(table: &Table, entry: Entry) -> Row {
    let (name, parameter, q) = (entry.text("copula"), entry.number("parameter"), entry.number("q"));
    let p = entry.number("value");
    let draws = joint(name, &pair(Conversion::new(copula(name)).rank(parameter)));
    let low = draws[0].iter().zip(&draws[1]).filter(|(u, v)| **u < q && **v < q).count() as u64;
    let high = draws[0].iter().zip(&draws[1]).filter(|(u, v)| 1.0 - **u < q && 1.0 - **v < q).count() as u64;
    let limit = table.with("what", "tail_dependence").into_iter().find(|limit| {
        limit.text("copula") == name && limit.number("parameter") == parameter && name != "gaussian"
    });
    let limit = limit.map_or(String::new(), |limit| format!("; λ = {:.4}", limit.number("value")));
    let figures = vec![fits_tail("low", low, N as u64, p), fits_tail("high", high, N as u64, p)];
    let expected = significant(p * N as f64);
    let check = format!("{}, ρ = {parameter}: both beyond {q}", title(name)).replace('-', "−");
    Row::of(check, format!("scipy 1.17.1: {expected}{limit}"), figures)
}

/// P(all three above their medians) = ⅛ + (Σ asin ρ)/4π, for the t copula as for the Gaussian.
fn trivariate(entry: Entry) -> Vec<Row> {
    let parameters: Vec<f64> =
        entry.text("copula").split(';').map(|text| text.parse().expect("a number")).collect();
    let wanted = entry.number("value");
    let row = |name: &str| {
        let conversion = Conversion::new(copula(name));
        let mut ranks = Symmetric::identity(3);
        for ((i, j), parameter) in [(0, 1), (0, 2), (1, 2)].into_iter().zip(&parameters) {
            ranks.set(i, j, conversion.rank(*parameter));
        }
        let draws = joint(name, &ranks);
        let all = (0..N).filter(|k| draws.iter().all(|member| member[*k] > 0.5)).count() as f64 / N as f64;
        let error = (wanted * (1.0 - wanted) / N as f64).sqrt();
        let list = parameters.iter().map(|p| p.to_string()).collect::<Vec<_>>().join(", ");
        Row::of(
            format!("{}, three members, ρ = {list}: all above the median", title(name)).replace('-', "−"),
            "⅛ + Σ asin(ρ)/4π; scipy's multivariate normal",
            vec![Figure::estimate("", all, wanted, error)],
        )
    };
    ["gaussian", "4.0"].map(row).into()
}
