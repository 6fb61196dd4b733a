//! Distributions: `pert(a, b, c)`, `triangular(a, b, c)`, `uniform(a, b)`, `normal(mean, sd)`.

use std::ops::Range;

use crate::sampling::distribution::{Distribution, ParameterError};

use super::super::problem::quoted;
use super::super::suggest::nearest;
use super::cursor::Cursor;
use super::number::{Number, decimal_comma, number};
use super::{Fault, Rule};

/// A function of the language: its name, its form, how many parameters.
struct Function {
    name: &'static str,
    form: &'static str,
    parameters: usize,
}

const FUNCTIONS: [Function; 4] = [
    Function { name: "pert", form: "pert(lowest, most likely, highest)", parameters: 3 },
    Function { name: "triangular", form: "triangular(lowest, most likely, highest)", parameters: 3 },
    Function { name: "uniform", form: "uniform(lowest, highest)", parameters: 2 },
    Function { name: "normal", form: "normal(mean, standard deviation)", parameters: 2 },
];
/// Names that scenario files of a later version will know.
const LATER: [&str; 4] = ["lognormal", "truncated", "choice", "metalog"];
const ALL_FORMS: &str = "`pert(a, b, c)`, `triangular(a, b, c)`, `uniform(a, b)` or `normal(mean, sd)`";

/// Reads `name(…)`; the cursor stands behind the name, `name` is where the name stands.
pub(super) fn call(cursor: &mut Cursor, name: Range<usize>, rule: Rule) -> Result<Distribution, Fault> {
    let start = name.start;
    let word = cursor.slice(name.clone());
    let Some(function) = FUNCTIONS.iter().find(|function| function.name == word) else {
        return Err(unknown(word, name, cursor.rest().trim_start().starts_with('(')));
    };
    cursor.skip_space();
    if !cursor.eat('(') {
        return Err(Fault::new(name, format!("`{word}` needs its values in brackets"))
            .hint(format!("write `{}`", function.form)));
    }
    let arguments = arguments(cursor, function, rule)?;
    let whole = cursor.since(start);
    match (function.name, arguments.as_slice()) {
        ("pert", [a, b, c]) => Distribution::pert(a.value, b.value, c.value),
        ("triangular", [a, b, c]) => Distribution::triangular(a.value, b.value, c.value),
        ("uniform", [a, b]) => Distribution::uniform(a.value, b.value),
        ("normal", [mean, sd]) => Distribution::normal(mean.value, sd.value),
        _ => return Err(wrong_count(whole, function, arguments.len())),
    }
    .map_err(|error| impossible(cursor, whole, &arguments, error))
}

fn arguments(cursor: &mut Cursor, function: &Function, rule: Rule) -> Result<Vec<Number>, Fault> {
    let open = cursor.at();
    let mut arguments: Vec<Number> = Vec::new();
    // A comma directly between two digits may be a decimal comma. It is only taken for a separator when all
    // commas are like that and the number of values is right.
    let mut between_digits: Option<(Cursor, usize)> = None;
    let mut separated = false;
    loop {
        cursor.skip_space();
        if cursor.peek() == Some(')') && arguments.is_empty() {
            cursor.next();
            break;
        }
        refuse_named(cursor, function)?;
        arguments.push(number(cursor, rule.unit)?);
        cursor.skip_space();
        match cursor.peek() {
            Some(',') => {
                let before = cursor.clone();
                let after_digit = cursor.previous().is_some_and(|c| c.is_ascii_digit());
                cursor.next();
                if after_digit && cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
                    between_digits.get_or_insert((before, arguments.len() - 1));
                } else {
                    separated = true;
                }
            }
            Some(')') => {
                cursor.next();
                break;
            }
            Some(';') => {
                let values = cursor.rest().split(')').next().unwrap_or("");
                let values = format!("{}{values}", cursor.slice(open..cursor.at()));
                let right = values.replace(", ", ";").replace(',', ".").replace("; ", ";").replace(';', ", ");
                return Err(Fault::new(cursor.here(), "values are separated by commas, not by semicolons")
                    .hint(format!("write `{}({right})`, with decimal points", function.name)));
            }
            None => {
                return Err(Fault::new(open - 1..cursor.at(), "a closing bracket `)` is missing")
                    .hint(format!("write `{}`", function.form)));
            }
            Some(_) => {
                return Err(Fault::new(cursor.here(), "a comma or a closing bracket is expected here")
                    .hint(format!("write `{}`", function.form)));
            }
        }
    }
    if let Some((place, index)) = between_digits
        && (separated || arguments.len() != function.parameters)
        && let Some(number) = arguments.get(index)
    {
        let fault = decimal_comma(&place, number, rule.unit);
        let hint = fault.hint.clone().unwrap_or_default();
        return Err(
            fault.hint(format!("{hint}; values are separated by a comma and a space: `{}`", function.form))
        );
    }
    Ok(arguments)
}

fn refuse_named(cursor: &Cursor, function: &Function) -> Result<(), Fault> {
    let mut ahead = cursor.clone();
    let word = ahead.take(|c| c.is_alphanumeric() || c == '_');
    ahead.skip_space();
    if word.starts_with(char::is_alphabetic) && ahead.peek() == Some('=') {
        return Err(Fault::new(cursor.at()..ahead.at(), "this version does not know named values yet")
            .hint(format!("write the values in order: `{}`", function.form)));
    }
    Ok(())
}

fn unknown(word: &str, at: Range<usize>, called: bool) -> Fault {
    if LATER.contains(&word) {
        let message = format!("this version does not know `{word}` yet");
        return Fault::new(at, message).label("comes with a later version").allowed(ALL_FORMS);
    }
    let what = if called { "not a distribution" } else { "neither a number nor a distribution" };
    let fault = Fault::new(at, format!("{} is {what}", quoted(word))).allowed(ALL_FORMS);
    match nearest(word, FUNCTIONS.iter().map(|function| function.name).chain(LATER)) {
        Some(name) if !LATER.contains(&name) => fault.hint(format!("did you mean `{name}`?")),
        _ => fault,
    }
}

fn wrong_count(at: Range<usize>, function: &Function, found: usize) -> Fault {
    let values = if found == 1 { "1 value".to_string() } else { format!("{found} values") };
    Fault::new(at, format!("`{}` has {values}, but needs {}", function.name, function.parameters))
        .hint(format!("write `{}`", function.form))
}

/// Says in the writer's own numbers why parameters do not make a distribution.
fn impossible(cursor: &Cursor, whole: Range<usize>, arguments: &[Number], error: ParameterError) -> Fault {
    let said = |index: usize| arguments.get(index).map_or("", |number| cursor.slice(number.at.clone()));
    let place = |index: usize| arguments.get(index).map_or(whole.clone(), |number| number.at.clone());
    let last = arguments.len().saturating_sub(1);
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
        other => Fault::new(whole, other.to_string()),
    }
}
