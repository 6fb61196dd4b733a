//! `0.9 to 1.3`: 5 % of draws below the first value, 5 % above the second.

use crate::sampling::distribution::{Distribution, ParameterError};

use super::cursor::Cursor;
use super::domain_check::check_number;
use super::number::{Number, number};
use super::{Fault, Rule};

/// What the two values are: p5 and p95.
const ENDS: [f64; 2] = [0.05, 0.95];

/// Reads `to b` behind a first value; `None` if something else follows it.
///
/// One rule says which distribution it is: **logit-normal between the edges of the key's domain if it lies
/// within 0 and 1; else lognormal if the domain begins at 0 and both values are above 0; else normal.**
pub(super) fn range(cursor: &mut Cursor, first: &Number, rule: Rule) -> Result<Option<Distribution>, Fault> {
    let mut ahead = cursor.clone();
    ahead.skip_space();
    let at = ahead.here();
    let start = ahead.at();
    if ahead.take(char::is_alphabetic) != "to" {
        return refuse_other_ranges(cursor, first).map(|()| None);
    }
    ahead.skip_space();
    if ahead.is_done() {
        return Err(Fault::new(ahead.since(start), "the second value of the range is missing")
            .hint("write `0.9 to 1.3`: 5% of draws lie below the first value and 5% above the second"));
    }
    let second = number(&mut ahead, rule.unit)?;
    *cursor = ahead;
    for number in [first, &second] {
        check_number(number.value, number.at.clone(), cursor.slice(number.at.clone()), rule)?;
    }
    let (low, high) = (rule.domain.low(), rule.domain.high());
    let percentiles = [(ENDS[0], first.value), (ENDS[1], second.value)];
    let drawn = if low >= 0.0 && high <= 1.0 {
        Distribution::logit_normal_through(percentiles, low, high)
    } else if low == 0.0 && first.value > 0.0 && second.value > 0.0 {
        Distribution::lognormal_through(percentiles)
    } else {
        Distribution::normal_through(percentiles)
    };
    let said = |number: &Number| cursor.slice(number.at.clone());
    let whole = first.at.start..second.at.end;
    drawn.map(Some).map_err(|error| match error {
        ParameterError::NotRising(_) if first.value == second.value => {
            Fault::new(whole, format!("both ends of the range are {}", said(first)))
                .hint(format!("write `{}` if the value is certain", said(first)))
        }
        ParameterError::NotRising(_) => {
            Fault::new(whole, format!("the range falls: {} lies above {}", said(first), said(&second)))
                .hint(format!("write `{} to {}`", said(&second), said(first)))
        }
        ParameterError::OutsideBounds { index, .. } => {
            let number = if index == 0 { first } else { &second };
            let message = format!("{} stands on the edge of the domain of {}", said(number), rule.subject);
            Fault::new(number.at.clone(), message).hint(
                "5% of draws lie beyond each end of a range: move it inwards, or use `pert(lowest, most \
                 likely, highest)`",
            )
        }
        ParameterError::TooWide => Fault::new(at, "these values lie too far apart to be computed with")
            .hint("write a narrower range"),
        other => Fault::new(whole, other.to_string()),
    })
}

/// `a .. b`, `a - b`, `a – b`, `a à b`.
fn refuse_other_ranges(cursor: &Cursor, first: &Number) -> Result<(), Fault> {
    let rest = cursor.rest().trim();
    let mark = ["..", "- ", "– ", "— ", "à ", "bis ", "and ", "until ", "±"];
    let Some(mark) = mark.into_iter().find(|mark| rest.starts_with(mark)) else { return Ok(()) };
    let at = first.at.start..cursor.at() + cursor.rest().trim_end().len();
    let said = cursor.slice(first.at.clone());
    if mark == "±" {
        return Err(Fault::new(at, "`±` is not how an uncertain value is written")
            .hint(format!("write `normal({said}, …)` with a standard deviation, or `a to b`")));
    }
    let second = rest.trim_start_matches(mark).trim_start_matches('.').trim();
    Err(Fault::new(at, format!("a range is written with `to`, not with `{}`", mark.trim()))
        .hint(format!("write `{said} to {second}`: 5% of draws lie below and 5% above")))
}
