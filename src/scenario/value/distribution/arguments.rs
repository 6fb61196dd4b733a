//! What stands in the brackets of a function: values in order, or by name.

use std::ops::Range;

use super::super::cursor::{Cursor, is_odd_space};
use super::super::number::{Number, decimal_comma, number, odd_space};
use super::super::percentiles::percentile_of;
use super::super::{Fault, Rule};
use super::Function;
use crate::scenario::problem::quoted;
use crate::scenario::suggest::nearest;

/// One value in the brackets.
pub(super) struct Argument {
    /// Where its name stands, if it has one.
    name: Option<Range<usize>>,
    number: Number,
}

/// The values of a call, complete and in order.
pub(super) enum Stated {
    /// In the order of the function's parameters.
    Parameters(Vec<Number>),
    /// Two percentiles, the lower one first.
    Percentiles([f64; 2], [Number; 2]),
}

impl Stated {
    pub(super) fn numbers(&self) -> &[Number] {
        match self {
            Stated::Parameters(numbers) => numbers,
            Stated::Percentiles(_, numbers) => numbers,
        }
    }

    pub(super) fn values(&self) -> Vec<f64> {
        self.numbers().iter().map(|number| number.value).collect()
    }
}

/// Reads values up to the closing bracket; `open` is the place behind the opening one.
pub(super) fn list(
    cursor: &mut Cursor,
    function: &Function,
    open: usize,
    rule: Rule,
) -> Result<Vec<Argument>, Fault> {
    let mut arguments: Vec<Argument> = Vec::new();
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
        let name = name(cursor, function)?;
        arguments.push(Argument { name, number: number(cursor, rule.unit)? });
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
            _ => return Err(no_comma(cursor, open, function)),
        }
    }
    if let Some((place, index)) = between_digits
        && (separated || arguments.len() != function.parameters.len())
        && let Some(argument) = arguments.get(index)
    {
        let fault = decimal_comma(&place, &argument.number, rule.unit);
        let hint = fault.hint.clone().unwrap_or_default();
        return Err(
            fault.hint(format!("{hint}; values are separated by a comma and a space: `{}`", function.form))
        );
    }
    Ok(arguments)
}

/// Something else stands where a comma or the closing bracket should.
pub(super) fn no_comma(cursor: &Cursor, open: usize, function: &Function) -> Fault {
    match cursor.peek() {
        None => unclosed(cursor, open, function),
        Some(c) if is_odd_space(c) => odd_space(cursor.here()),
        Some(';') => {
            let values = cursor.rest().split(')').next().unwrap_or("");
            let values = format!("{}{values}", cursor.slice(open..cursor.at()));
            let right = values.replace(", ", ";").replace(',', ".").replace("; ", ";").replace(';', ", ");
            Fault::new(cursor.here(), "values are separated by commas, not by semicolons")
                .hint(format!("write `{}({right})`, with decimal points", function.name))
        }
        Some(_) => Fault::new(cursor.here(), "a comma or a closing bracket is expected here")
            .hint(format!("write `{}`", function.form)),
    }
}

pub(super) fn unclosed(cursor: &Cursor, open: usize, function: &Function) -> Fault {
    Fault::new(open - 1..cursor.at(), "a closing bracket `)` is missing")
        .hint(format!("write `{}`", function.form))
}

/// Steps over `name =`, if that comes next.
fn name(cursor: &mut Cursor, function: &Function) -> Result<Option<Range<usize>>, Fault> {
    let mut ahead = cursor.clone();
    let word = ahead.take(|c| c.is_alphanumeric() || c == '_');
    let at = ahead.since(cursor.at());
    ahead.skip_space();
    if !word.starts_with(char::is_alphabetic) || !matches!(ahead.peek(), Some('=' | ':')) {
        return Ok(None);
    }
    if ahead.peek() == Some(':') {
        return Err(Fault::new(ahead.here(), "a value is named with an equals sign")
            .hint(format!("write `{word} = …`")));
    }
    ahead.next();
    ahead.skip_space();
    let percentile = function.by_percentiles && word.starts_with('p') && word.len() > 1;
    if percentile {
        percentile_of(word, at.clone())?;
    } else if !function.parameters.contains(&word) {
        return Err(unknown_name(word, at, function));
    }
    *cursor = ahead;
    Ok(Some(at))
}

fn unknown_name(word: &str, at: Range<usize>, function: &Function) -> Fault {
    let mut allowed: Vec<String> = function.parameters.iter().map(|name| format!("`{name}`")).collect();
    if function.by_percentiles {
        allowed.push("two percentiles such as `p10` and `p90`".to_string());
    }
    let fault =
        Fault::new(at, format!("`{}` has no {}", function.name, quoted(word))).allowed(allowed.join(", "));
    let meant = match word.to_lowercase().as_str() {
        "low" | "lowest" | "minimum" | "from" | "a" => "min",
        "high" | "highest" | "maximum" | "to" | "b" => "max",
        "likely" | "most_likely" | "peak" | "best" | "base" | "c" => "mode",
        "mu" | "average" | "expected" | "m" => "mean",
        "std" | "stdev" | "stddev" | "sigma" | "standard_deviation" | "s" => "sd",
        _ => "",
    };
    let meant = function.parameters.iter().copied().find(|name| *name == meant);
    match meant.or_else(|| nearest(word, function.parameters.iter().copied())) {
        Some(name) => fault.hint(format!("did you mean `{name}`?")),
        None => fault,
    }
}

/// Puts the values into the order of the parameters.
pub(super) fn arranged(
    cursor: &Cursor,
    function: &Function,
    arguments: Vec<Argument>,
    whole: &Range<usize>,
) -> Result<Stated, Fault> {
    let expected = function.parameters.len();
    let named = |argument: &&Argument| argument.name.is_some();
    if arguments.iter().find(named).is_none() {
        if arguments.len() != expected {
            return Err(wrong_count(whole.clone(), function, arguments.len()));
        }
        if function.named_only {
            return Err(unnamed(cursor, function, &arguments, whole.clone()));
        }
        return Ok(Stated::Parameters(arguments.into_iter().map(|argument| argument.number).collect()));
    }
    let mut found: Vec<(&str, Range<usize>, Number)> = Vec::new();
    for Argument { name, number } in arguments {
        let Some(at) = name else {
            return Err(Fault::new(number.at, "some values have a name and this one has none")
                .hint(format!("name all values: {}", names(function))));
        };
        let name = cursor.slice(at.clone());
        if found.iter().any(|(earlier, ..)| *earlier == name) {
            return Err(Fault::new(at, format!("`{name}` is given twice")).hint("keep one of them"));
        }
        found.push((name, at, number));
    }
    let percentiles = found.iter().filter(|(name, ..)| !function.parameters.contains(name)).count();
    if percentiles > 0 {
        return two_percentiles(function, found, whole);
    }
    let mut numbers = Vec::new();
    for name in function.parameters {
        let Some(index) = found.iter().position(|(found, ..)| found == name) else {
            return Err(Fault::new(whole.clone(), format!("`{}` has no `{name}`", function.name))
                .hint(format!("add `{name} = …`")));
        };
        numbers.push(found.swap_remove(index).2);
    }
    Ok(Stated::Parameters(numbers))
}

fn two_percentiles(
    function: &Function,
    found: Vec<(&str, Range<usize>, Number)>,
    whole: &Range<usize>,
) -> Result<Stated, Fault> {
    let form = format!("`{0}(p10 = …, p90 = …)` or `{0}({1})`", function.name, names(function));
    if let Some((name, at, _)) = found.iter().find(|(name, ..)| function.parameters.contains(name)) {
        return Err(Fault::new(at.clone(), format!("`{name}` stands beside percentiles")).allowed(form));
    }
    let count = found.len();
    let mut percentiles = Vec::new();
    for (name, at, number) in found {
        percentiles.push((percentile_of(name, at.clone())?, at, number));
    }
    percentiles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Ok([(p, _, low), (q, at, high)]) = <[_; 2]>::try_from(percentiles) else {
        let message = format!("`{}` takes two percentiles, not {count}", function.name);
        return Err(Fault::new(whole.clone(), message)
            .allowed(form)
            .hint("three or more percentiles stand alone: `p10 a, p50 b, p90 c`"));
    };
    if p == q {
        return Err(Fault::new(at, "this percentile is given twice").hint("keep one of them"));
    }
    Ok(Stated::Percentiles([p, q], [low, high]))
}

/// `mean = …, sd = …`
fn names(function: &Function) -> String {
    let names: Vec<String> = function.parameters.iter().map(|name| format!("{name} = …")).collect();
    names.join(", ")
}

fn wrong_count(at: Range<usize>, function: &Function, found: usize) -> Fault {
    let values = if found == 1 { "1 value".to_string() } else { format!("{found} values") };
    Fault::new(at, format!("`{}` has {values}, but needs {}", function.name, function.parameters.len()))
        .hint(format!("write `{}`", function.form))
}

/// Values of a function whose parameters would be misread without their names.
fn unnamed(cursor: &Cursor, function: &Function, arguments: &[Argument], at: Range<usize>) -> Fault {
    let named: Vec<String> = function
        .parameters
        .iter()
        .zip(arguments)
        .map(|(name, argument)| format!("{name} = {}", super::said(cursor, &argument.number)))
        .collect();
    Fault::new(at, format!("the values of `{}` must be named", function.name))
        .label("of the value, or of its logarithm?")
        .hint(format!(
            "write `{}({})`, both of the value itself and not of its logarithm",
            function.name,
            named.join(", ")
        ))
}
