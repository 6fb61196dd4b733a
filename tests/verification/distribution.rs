//! Quantiles, probabilities and moments of each family, exact and as drawn.

use ampere::lanes::{LANES, Lane};
use ampere::sampling::{Distribution, Shape, normal};

use crate::check::{Figure, Row, Section};
use crate::family::{Case, cases};

/// Of a quantile, as a share of max(|x|, sd).
pub const QUANTILE: f64 = 1e-12;
/// Of a draw: a table has an error of 1e-9 of the range of a PERT, or of two standard deviations of another.
pub const DRAWN: f64 = 1e-8;
/// Of the share below or above: absolute, and relative where both tails keep their precision.
const SHARE: f64 = 1e-12;
const TAIL: f64 = 1e-9;
/// Of mean and standard deviation, relative; the integral over a kink keeps about six digits.
const MOMENT: f64 = 1e-12;
const MOMENT_WITH_KINK: f64 = 1e-6;

pub fn section() -> Section {
    Section {
        title: "Distributions",
        method: "Each family of the language against mpmath with 60 digits, whose quantiles agree with scipy 1.17.1 \
                 (to 1e−15 where it has the family) and, for metalogs, with pymetalog 0.2.2 (to 2e−12). \
                 *Quantile*: the exact quantile function at 18 probabilities from 2^−53 to 1 − 1e−12. *Drawn*: \
                 what the engine draws at the same uniforms, through lanes and tables; *joint*: the same through \
                 the path of a copula, which hands over normal values (up to p = 0.999: beyond, a uniform that \
                 went through a normal value is rounded anew). These three are shares of max(|x|, sd). *Shares*: \
                 the distribution function at the same places, below and above, absolute error; *tails*: the same \
                 relative to the share itself, down to 1e−16. The product subtracts in the triangular and in \
                 truncated ones, whose small shares therefore have no relative precision (only truncation and \
                 checks use them, no draw does). *Mean* and *sd*: relative error; a truncated triangle is \
                 integrated over its kink, which leaves about six digits."
            .into(),
        rows: cases().iter().map(row).collect(),
    }
}

/// The largest of some errors; NaN counts as the worst.
pub fn worst(errors: impl Iterator<Item = f64>) -> f64 {
    errors.fold(0.0, |worst, error| if error <= worst { worst } else { error })
}

/// Draws at given uniforms.
fn drawn(shape: &Shape, uniforms: &[f64], joint: bool) -> Vec<f64> {
    let mut lane: Lane = [0.5; LANES];
    lane[..uniforms.len()].copy_from_slice(uniforms);
    if joint {
        normal::quantiles(&mut lane);
        shape.apply_to_normals(&mut lane);
    } else {
        shape.apply(&mut lane);
    }
    lane[..uniforms.len()].to_vec()
}

fn row(case: &Case) -> Row {
    row_of(case, &case.distribution)
}

/// The checks of a case, fed with a distribution that should be it.
pub fn row_of(case: &Case, distribution: &Distribution) -> Row {
    let scale = |x: f64| x.abs().max(case.sd);
    let uniforms: Vec<f64> = case.quantiles.iter().map(|(p, _)| *p).collect();
    let shape = Shape::new(distribution, f64::NEG_INFINITY, f64::INFINITY);
    let error = |found: Vec<f64>, highest: f64| {
        let pairs = found.into_iter().zip(&case.quantiles).filter(move |(_, (p, _))| *p <= highest);
        worst(pairs.map(|(found, (_, x))| (found - x).abs() / scale(*x)))
    };
    let exact = case.quantiles.iter().map(|(p, _)| distribution.quantile(*p)).collect();
    let relative = |found: f64, wanted: f64| (found / wanted - 1.0).abs();
    let shares = |error: &dyn Fn(f64, f64) -> f64| {
        worst(case.probabilities.iter().flat_map(|(x, below, above)| {
            let found = distribution.probability(*x);
            [error(found.below, *below), error(found.above, *above)]
        }))
    };
    let tails = case.keeps_both_tails.then(|| Figure::error("tails", shares(&relative), TAIL));
    let moment = if case.has_kink { MOMENT_WITH_KINK } else { MOMENT };
    Row::of(
        case.name.clone(),
        "mpmath 1.4.1",
        vec![
            Figure::error("quantile", error(exact, 1.0), QUANTILE),
            Figure::error("drawn", error(drawn(&shape, &uniforms, false), 1.0), DRAWN),
            Figure::error("joint", error(drawn(&shape, &uniforms, true), 0.999), DRAWN),
            Figure::error("shares", shares(&|found, wanted| (found - wanted).abs()), SHARE),
            Figure::error("mean", relative(distribution.mean(), case.mean), moment),
            Figure::error("sd", relative(distribution.standard_deviation(), case.sd), moment),
        ]
        .into_iter()
        .chain(tails)
        .collect(),
    )
}
