//! `choice(0.2: 15%, 0.3: 60%, 0.5: 25%)`: one of several numbers.

use super::super::cursor::{Cursor, is_odd_space};
use super::super::domain_check::rounded;
use super::super::number::{Number, number, odd_space};
use super::super::{Fault, Interpolation, Rule};
use super::said;
use crate::sampling::distribution::{Choice, Distribution, ParameterError};
use crate::scenario::keys::{Domain, Unit};
use crate::scenario::problem::quoted;

pub(super) const FORM: &str = "choice(0.2: 15%, 0.3: 60%, 0.5: 25%)";

/// Reads what follows `choice(`; the whole begins at `start`.
pub(super) fn choice(cursor: &mut Cursor, start: usize, rule: Rule) -> Result<Distribution, Fault> {
    let open = cursor.at();
    let probability_rule = Rule {
        subject: "a probability",
        unit: Unit::Share,
        domain: Domain::open(0.0, 1.0),
        interpolate: Interpolation::default(),
    };
    let mut values: Vec<(Number, Number)> = Vec::new();
    loop {
        cursor.skip_space();
        refuse_words(cursor)?;
        if cursor.peek() == Some(')') {
            break;
        }
        let value = number(cursor, rule.unit)?;
        cursor.skip_space();
        if !cursor.eat(':') {
            return Err(no_colon(cursor, open, &value));
        }
        cursor.skip_space();
        let probability = number(cursor, probability_rule.unit)?;
        values.push((value, probability));
        cursor.skip_space();
        match cursor.peek() {
            Some(')') => break,
            Some(',') => {
                cursor.next();
            }
            _ => return Err(not_closed(cursor, open)),
        }
    }
    cursor.next();
    let numbers: Vec<(f64, f64)> = values.iter().map(|(value, p)| (value.value, p.value)).collect();
    let whole = cursor.since(start);
    Choice::new(&numbers).map(Distribution::Choice).map_err(|error| match error {
        ParameterError::ProbabilitySum(sum) => {
            Fault::new(whole, format!("the probabilities sum to {}% and not to 100%", rounded(sum * 100.0)))
                .hint("write probabilities that sum to 100%")
        }
        ParameterError::NoProbability { index, .. } => {
            let (_, p) = &values[index];
            let message = format!("the probability {} does not lie between 0% and 100%", said(cursor, p));
            Fault::new(p.at.clone(), message).hint("write a probability such as `15%` or `0.15`")
        }
        ParameterError::SameValue(index) => {
            let (value, _) = &values[index];
            Fault::new(value.at.clone(), format!("the value {} is given twice", said(cursor, value)))
                .hint("write it once, with the sum of both probabilities")
        }
        ParameterError::ChoiceCount(count) => {
            let values = if count == 1 { "1 value" } else { &format!("{count} values") };
            Fault::new(whole, format!("a choice of {values}")).allowed("from 2 to 100 values").hint(FORM)
        }
        other => Fault::new(whole, other.to_string()),
    })
}

/// A choice between words is natural, but a number is drawn.
fn refuse_words(cursor: &Cursor) -> Result<(), Fault> {
    let mut ahead = cursor.clone();
    let word = ahead.take(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if !word.starts_with(char::is_alphabetic) {
        return Ok(());
    }
    Err(Fault::new(
        ahead.since(cursor.at()),
        format!("a choice is between numbers here, and {} is a word", quoted(word)),
    )
    .hint(format!("write the number that stands for it: `{FORM}`")))
}

fn no_colon(cursor: &Cursor, open: usize, value: &Number) -> Fault {
    if cursor.is_done() {
        return not_closed(cursor, open);
    }
    if cursor.peek().is_some_and(is_odd_space) {
        return odd_space(cursor.here());
    }
    let mut ahead = cursor.clone();
    // `0,2: 15%`
    if ahead.eat(',') && ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
        let decimals = ahead.take(|c| c.is_ascii_digit());
        ahead.skip_space();
        if ahead.peek() == Some(':') {
            let right = format!("{}.{decimals}", said(cursor, value));
            return Fault::new(
                value.at.start..ahead.at(),
                "a decimal comma: numbers are written with a point",
            )
            .label("comma inside a number")
            .hint(format!("write `{right}`"));
        }
    }
    let found = said(cursor, value);
    Fault::new(value.at.clone(), format!("{found} has no probability"))
        .hint(format!("write `{found}: 15%`, the value and its probability"))
}

fn not_closed(cursor: &Cursor, open: usize) -> Fault {
    match cursor.peek() {
        None => Fault::new(open - 1..cursor.at(), "a closing bracket `)` is missing"),
        Some(c) if is_odd_space(c) => return odd_space(cursor.here()),
        Some(_) => Fault::new(cursor.here(), "a comma or a closing bracket is expected here"),
    }
    .hint(format!("write `{FORM}`"))
}
