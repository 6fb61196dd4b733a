//! Internal rate of return: none, one or several.
//!
//! The rate at which flows at equal distances are worth nothing: Σ flowₖ·xᵏ = 0 with x = (1 + rate)^−h, h the
//! years between two flows. A shift of all flows by half a period divides out, so flows in the middle of their
//! periods need no correction. Rates are searched strictly between −99 % and +1000 % per year.

use crate::lanes::power;

/// Lowest rate that is searched for, per year.
pub const LOWEST: f64 = -0.99;
/// Highest rate that is searched for, per year.
pub const HIGHEST: f64 = 10.0;

/// Roots of the value of flows as a function of the rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InternalRate {
    /// The value keeps its sign: there is no such rate.
    None,
    /// Exactly one, per year.
    One(f64),
    /// More than one, so that none of them ranks projects. A rate at which the value touches zero without
    /// changing sign counts twice; so does value zero at every rate.
    Several,
}

/// Width in x below which roots are not told apart.
const CLOSEST: f64 = 1e-9;

/// Internal rates of return of `flows`, `years_between` years apart.
///
/// Most flows have one change of sign in their running totals from either end, which proves that there is one
/// root: multiplying by 1/(1 − x) adds no root between 0 and 1, so the running totals' changes of sign bound
/// the number of roots there (Descartes), and those from the far end bound it beyond 1. All else is decided by
/// `count`, bisecting until each piece has no change of sign or one.
///
/// Source: Norstrom (1972), Journal of Financial and Quantitative Analysis 7(3), for running totals.
pub fn internal_rate(flows: &[f64], years_between: f64) -> InternalRate {
    // Nothing before the first flow and after the last moves no root.
    let (Some(first), Some(last)) =
        (flows.iter().position(|f| *f != 0.0), flows.iter().rposition(|f| *f != 0.0))
    else {
        return if flows.is_empty() { InternalRate::None } else { InternalRate::Several };
    };
    let flows = &flows[first..=last];
    let low = power(1.0 + HIGHEST, -years_between);
    let high = power(1.0 + LOWEST, -years_between);
    let rate = |x: f64| InternalRate::One(power(x, -1.0 / years_between) - 1.0);
    let total: f64 = flows.iter().sum();
    let (below, above) = (changes(running(flows.iter())), changes(running(flows.iter().rev())));
    match (below, above) {
        _ if total == 0.0 => {}
        (0, 0) => return InternalRate::None,
        (1, 0) => return root(flows, low, 1.0).map_or(InternalRate::None, rate),
        (0, 1) => return root(flows, 1.0, high).map_or(InternalRate::None, rate),
        _ => {}
    }
    let mut roots = Roots { flows, number: 0, only: None };
    let whole = bernstein(flows, high);
    let (_, piece) = split(&whole, low / high);
    count(&piece, low, high, &mut roots);
    match (roots.number, roots.only) {
        (0, _) => InternalRate::None,
        (1, Some(x)) => rate(x),
        _ => InternalRate::Several,
    }
}

fn running<'a>(flows: impl Iterator<Item = &'a f64>) -> impl Iterator<Item = f64> {
    flows.scan(0.0, |total, flow| {
        *total += flow;
        Some(*total)
    })
}

/// Changes of sign, zeros left out.
fn changes(values: impl Iterator<Item = f64>) -> usize {
    let mut before = 0.0;
    let mut found = 0;
    for value in values.filter(|value| *value != 0.0) {
        found += usize::from(before != 0.0 && (value > 0.0) != (before > 0.0));
        before = value;
    }
    found
}

fn value(flows: &[f64], x: f64) -> f64 {
    flows.iter().rev().fold(0.0, |sum, flow| sum * x + flow)
}

fn value_and_slope(flows: &[f64], x: f64) -> (f64, f64) {
    flows.iter().rev().fold((0.0, 0.0), |(sum, slope), flow| (sum * x + flow, slope * x + sum))
}

/// The root in an interval that holds at most one, strictly inside: Newton's steps, halved wherever they leave
/// the bracket. `None` if the ends have the same sign.
fn root(flows: &[f64], low: f64, high: f64) -> Option<f64> {
    let (at_low, at_high) = (value(flows, low), value(flows, high));
    if (at_low > 0.0) == (at_high > 0.0) || at_low == 0.0 || at_high == 0.0 {
        return None;
    }
    let rises = at_high > 0.0;
    let (mut left, mut right) = (low, high);
    // The straight line between the ends is a first guess.
    let mut x = left + (right - left) * (at_low / (at_low - at_high));
    for _ in 0..200 {
        if !(x > left && x < right) {
            x = 0.5 * (left + right);
        }
        let (found, slope) = value_and_slope(flows, x);
        if found == 0.0 {
            return Some(x);
        }
        if (found > 0.0) == rises {
            right = x
        } else {
            left = x
        }
        let next = x - found / slope;
        let step = (next - x).abs();
        if step <= 4.0 * f64::EPSILON * x || right - left <= 4.0 * f64::EPSILON * right {
            return Some(if next > left && next < right { next } else { x });
        }
        // A step that leaves the bracket, or is not a number, is replaced by the middle.
        x = next;
    }
    Some(x)
}

/// Coefficients of Σ flowₖ·xᵏ on 0 … `end` in Bernstein's basis: cⱼ = Σ_{k ≤ j} C(j, k)/C(n, k) · flowₖ · endᵏ.
/// All weights are positive, so nothing cancels that does not cancel in the flows.
fn bernstein(flows: &[f64], end: f64) -> Vec<f64> {
    let n = flows.len() - 1;
    let mut scaled: Vec<f64> = Vec::with_capacity(n + 1);
    let (mut power, mut ways) = (1.0, 1.0);
    for (k, flow) in flows.iter().enumerate() {
        scaled.push(flow * power / ways);
        power *= end;
        ways *= (n - k) as f64 / (k + 1) as f64;
    }
    // Pascal's triangle: after round k, entry j holds Σ C(j, i)·scaledᵢ for the differences taken so far.
    for round in 1..=n {
        for j in (round..=n).rev() {
            scaled[j] += scaled[j - 1];
        }
    }
    scaled
}

/// De Casteljau's halves at the share `t` of the interval.
fn split(coefficients: &[f64], t: f64) -> (Vec<f64>, Vec<f64>) {
    let n = coefficients.len();
    let mut work = coefficients.to_vec();
    let mut left = Vec::with_capacity(n);
    for last in (0..n).rev() {
        left.push(work[0]);
        for j in 0..last {
            work[j] += t * (work[j + 1] - work[j]);
        }
    }
    // What is left over, from the end, is the right half.
    (left, work)
}

struct Roots<'a> {
    flows: &'a [f64],
    number: usize,
    only: Option<f64>,
}

/// Counts the roots strictly inside of an interval by the changes of sign of its Bernstein coefficients: none
/// proves that there is none, one that there is one; else it is halved.
///
/// Source: Lane and Riesenfeld (1981), Bounds on a polynomial, BIT 21(1).
fn count(coefficients: &[f64], low: f64, high: f64, roots: &mut Roots) {
    // Two are as good as many.
    if roots.number > 1 {
        return;
    }
    match changes(coefficients.iter().copied()) {
        0 => {}
        1 => {
            let found = root(roots.flows, low, high);
            roots.number += 1;
            roots.only = Some(found.unwrap_or(0.5 * (low + high)));
        }
        _ if high - low < CLOSEST => roots.number += 2,
        _ => {
            let middle = 0.5 * (low + high);
            let (left, right) = split(coefficients, 0.5);
            count(&left, low, middle, roots);
            if left.last() == Some(&0.0) {
                roots.number += 1;
                roots.only = Some(middle);
            }
            count(&right, middle, high, roots);
        }
    }
}

#[cfg(test)]
mod tests;
