//! Why parameters do not make a distribution, in the writer's own numbers.

use std::ops::Range;

use super::arguments::Stated;
use super::{Function, said};
use crate::sampling::distribution::ParameterError;
use crate::scenario::value::Fault;
use crate::scenario::value::cursor::Cursor;

pub(super) fn impossible(
    cursor: &Cursor,
    function: &Function,
    whole: Range<usize>,
    stated: &Stated,
    error: ParameterError,
) -> Fault {
    let numbers = stated.numbers();
    let said = |index: usize| numbers.get(index).map_or("", |number| said(cursor, number));
    let place = |index: usize| numbers.get(index).map_or(whole.clone(), |number| number.at.clone());
    let last = numbers.len().saturating_sub(1);
    match error {
        ParameterError::EmptyRange { min, max } if min == max => {
            Fault::new(whole, format!("the lowest and the highest value are both {}", said(0)))
                .hint(format!("write `{}` if the value is certain", said(0)))
        }
        ParameterError::EmptyRange { .. } => Fault::new(
            whole,
            format!("the lowest value {} lies above the highest value {}", said(0), said(last)),
        )
        .hint("write the lowest value first"),
        ParameterError::ModeOutside { .. } => Fault::new(
            place(1),
            format!("the most likely value {} lies outside {} to {}", said(1), said(0), said(last)),
        )
        .hint("write the lowest, the most likely and the highest value, in this order"),
        ParameterError::NoSpread(_) => {
            Fault::new(place(1), format!("the standard deviation {} is not above zero", said(1)))
                .hint(format!("write a standard deviation above 0, or just `{}`", said(0)))
        }
        ParameterError::NotPositive(x) => {
            let index = numbers.iter().position(|number| number.value == x).unwrap_or(0);
            Fault::new(place(index), format!("a {} is above zero, and {} is not", function.name, said(index)))
                .hint("write a value above 0, or use `normal` or `pert`")
        }
        ParameterError::NotRising(_) => {
            let message = format!("the higher percentile {} is not above the lower one {}", said(1), said(0));
            Fault::new(place(1), message).hint("write a percentile for each of two different values")
        }
        ParameterError::TooWide => Fault::new(whole, "these values lie too far apart to be computed with")
            .hint("write values closer to each other"),
        other => Fault::new(whole, other.to_string()),
    }
}
