//! `p10 0.25, p50 0.36, p90 0.41`: the distribution through stated percentiles.

use std::ops::Range;

use crate::sampling::distribution::{Distribution, ParameterError};

use super::cursor::{Cursor, is_odd_space};
use super::domain_check::{bounds, check_number};
use super::number::{Number, decimal_comma, number, odd_space};
use super::{Fault, Rule};

const FORM: &str = "`p10 0.25, p50 0.36, p90 0.41`: 3 to 9 percentiles from p1 to p99, in rising order";

/// A percentile as written.
struct Percentile {
    p: f64,
    name: Range<usize>,
    value: Number,
}

/// Whether a text starts with the name of a percentile: `p` and a digit.
pub(super) fn starts_with_percentile(text: &str) -> bool {
    text.strip_prefix(['p', 'P']).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

/// 0.1 for `p10`.
pub(super) fn percentile_of(word: &str, at: Range<usize>) -> Result<f64, Fault> {
    match word.strip_prefix('p').and_then(|digits| digits.parse::<u8>().ok()) {
        Some(percent @ 1..=99) => Ok(f64::from(percent) / 100.0),
        _ => {
            let fault = Fault::new(at, format!("`{word}` is not a percentile that can be stated"))
                .allowed("whole percentiles from `p1` to `p99`");
            Err(match word {
                "p0" | "p00" | "p100" => fault.hint("for the lowest and the highest value use `pert`"),
                _ => fault.hint("write for example `p10`, the value that 10% of draws lie below"),
            })
        }
    }
}

/// Reads percentiles, and stops behind the last of them.
pub(super) fn percentiles(cursor: &mut Cursor, rule: Rule) -> Result<Distribution, Fault> {
    let start = cursor.at();
    let mut list: Vec<Percentile> = Vec::new();
    loop {
        let percentile = percentile(cursor, rule)?;
        check_order(cursor, list.last(), &percentile)?;
        list.push(percentile);
        let end = cursor.clone();
        cursor.skip_space();
        match cursor.peek() {
            Some(c) if is_odd_space(c) => return Err(odd_space(cursor.here())),
            Some(';') => {
                return Err(Fault::new(
                    cursor.here(),
                    "percentiles are separated by commas, not by semicolons",
                )
                .allowed(FORM));
            }
            _ => {}
        }
        let comma = cursor.clone();
        let next = cursor.eat(',') && {
            refuse_decimal_comma(&comma, cursor, list.last(), rule)?;
            cursor.skip_space();
            starts_with_percentile(cursor.rest())
        };
        if !next {
            *cursor = end;
            break;
        }
    }
    for percentile in &list {
        let at = percentile.value.at.clone();
        check_number(percentile.value.value, at.clone(), cursor.slice(at), rule)?;
    }
    let points: Vec<(f64, f64)> = list.iter().map(|each| (each.p, each.value.value)).collect();
    Distribution::metalog(&points, rule.domain.low(), rule.domain.high())
        .map_err(|error| impossible(cursor, cursor.since(start), &list, rule, error))
}

fn percentile(cursor: &mut Cursor, rule: Rule) -> Result<Percentile, Fault> {
    let start = cursor.at();
    let word = cursor.take(|c| c.is_ascii_alphanumeric() || c == '.');
    let name = cursor.since(start);
    let p = percentile_of(&word.to_lowercase(), name.clone())?;
    cursor.skip_space();
    if cursor.peek() == Some(':') {
        return Err(Fault::new(cursor.here(), "no colon stands behind a percentile").allowed(FORM));
    }
    if cursor.eat('=') {
        cursor.skip_space();
    }
    Ok(Percentile { p, name, value: number(cursor, rule.unit)? })
}

fn check_order(cursor: &Cursor, before: Option<&Percentile>, this: &Percentile) -> Result<(), Fault> {
    let Some(before) = before else { return Ok(()) };
    let [earlier, later] = [before, this].map(|each| cursor.slice(each.name.clone()));
    let [low, high] = [before, this].map(|each| cursor.slice(each.value.at.clone()));
    if this.p == before.p {
        return Err(
            Fault::new(this.name.clone(), format!("`{later}` is given twice")).hint("keep one of them")
        );
    }
    if this.p < before.p {
        return Err(Fault::new(this.name.clone(), format!("`{later}` comes after `{earlier}`"))
            .hint("write the percentiles in rising order"));
    }
    if this.value.value <= before.value.value {
        let message = format!("`{later}` is {high}, but must lie above `{earlier}`, which is {low}");
        return Err(Fault::new(this.value.at.clone(), message)
            .hint("a percentile is the value that so many per cent of draws lie below, so they rise"));
    }
    Ok(())
}

/// A comma directly between digits: after a comma only the next percentile may come.
fn refuse_decimal_comma(
    comma: &Cursor,
    after: &Cursor,
    last: Option<&Percentile>,
    rule: Rule,
) -> Result<(), Fault> {
    let digits = comma.previous().is_some_and(|c| c.is_ascii_digit())
        && after.peek().is_some_and(|c| c.is_ascii_digit());
    match last {
        Some(percentile) if digits => Err(decimal_comma(comma, &percentile.value, rule.unit)),
        _ => Ok(()),
    }
}

fn impossible(
    cursor: &Cursor,
    whole: Range<usize>,
    list: &[Percentile],
    rule: Rule,
    error: ParameterError,
) -> Fault {
    let name = |index: usize| list.get(index).map_or("", |each| cursor.slice(each.name.clone()));
    let said = |index: usize| list.get(index).map_or("", |each| cursor.slice(each.value.at.clone()));
    let last = list.len().saturating_sub(1);
    let ends = format!("{} = {}, {} = {}", name(0), said(0), name(last), said(last));
    match error {
        ParameterError::PercentileCount(count) if count < 3 => {
            let count = if count == 1 { "one percentile" } else { "two percentiles" };
            let fault = Fault::new(whole, format!("{count} leave the shape open")).allowed(FORM);
            let domain = rule.domain;
            if last == 0 {
                fault.hint("add two more percentiles")
            } else if domain.is_any() {
                fault.hint(format!("add a third percentile, or write `normal({ends})`"))
            } else if domain.low() == 0.0 && domain.high().is_infinite() {
                fault.hint(format!("add a third percentile, or write `lognormal({ends})`"))
            } else {
                fault.hint("add a third percentile such as `p50`, or write `a to b` with p5 and p95")
            }
        }
        ParameterError::PercentileCount(count) => {
            Fault::new(whole, format!("{count} percentiles are too many")).allowed(FORM)
        }
        ParameterError::OutsideBounds { index, .. } => {
            let at = list.get(index).map_or(whole, |each| each.value.at.clone());
            Fault::new(at, format!("`{}` stands on the edge of the domain of {}", name(index), rule.subject))
                .allowed(format!("values inside the edges: {}", bounds(rule.domain, rule.unit)))
                .hint("a smooth tail comes close to the edge but never reaches it; `pert` does")
        }
        ParameterError::NoCurve { index, nearest, best } => {
            let at = list.get(index).map_or(whole, |each| each.value.at.start..each.value.at.end);
            let value = short_between(nearest, best, said(index));
            let or = if list.len() > 3 { ", or leave it out" } else { "" };
            Fault::new(at, "no smooth distribution goes through these percentiles")
                .label("this one bends it most")
                .hint(format!("move `{}` to {value}{or}", name(index)))
        }
        ParameterError::TooManyPercentiles => {
            let middle = list.len() / 2;
            let few = [0, middle, last].map(|i| format!("{} {}", name(i), said(i))).join(", ");
            Fault::new(whole, "no smooth distribution goes through so many percentiles")
                .hint(format!("write fewer of them, for example `{few}`"))
        }
        ParameterError::EndlessTail => {
            Fault::new(whole, "between these percentiles the tail grows so long that it has no spread")
                .hint(format!("bring the outer percentiles closer, or write `lognormal({ends})`"))
        }
        ParameterError::TooWide | ParameterError::NotRising(_) => {
            Fault::new(whole, "these percentiles cannot be computed with")
                .hint("write values that are neither so close nor so far apart")
        }
        other => Fault::new(whole, other.to_string()),
    }
}

/// A number of few digits between two values, the second included, written as a percentage if the other
/// number was.
fn short_between(nearest: f64, best: f64, said: &str) -> String {
    let (scale, ending) = if said.ends_with('%') { (100.0, "%") } else { (1.0, "") };
    let (low, high) = (nearest.min(best), nearest.max(best));
    // A little away from the edge, where the curve is nearly flat somewhere.
    let target = nearest + 0.1 * (best - nearest);
    let short = (1..=15).find_map(|digits| {
        let text = format!("{:.*e}", digits, target * scale);
        let value: f64 = text.parse().ok()?;
        (low < value / scale && value / scale < high).then_some(value)
    });
    format!("{}{ending}", short.unwrap_or(best * scale))
}
