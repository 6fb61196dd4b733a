//! Distributions by name: `pert(a, b, c)`, `lognormal(mean = 1, sd = 0.11)`, `truncated(…, min, max)`, …

mod arguments;
mod choice;
mod impossible;
mod unknown;

use std::ops::Range;

use crate::sampling::distribution::{Distribution, ParameterError};

use super::cursor::Cursor;
use super::expression::{Form, form};
use super::number::Number;
use super::{Fault, Rule};
use arguments::Stated;

/// A function of the language.
struct Function {
    name: &'static str,
    /// How it is written, for messages.
    form: &'static str,
    /// Its parameters in order, by the names they may be given.
    parameters: &'static [&'static str],
    /// Whether two percentiles may stand instead.
    by_percentiles: bool,
    /// Whether the names must be written: a position would be misread.
    named_only: bool,
}

const fn positional(name: &'static str, form: &'static str, parameters: &'static [&'static str]) -> Function {
    Function { name, form, parameters, by_percentiles: false, named_only: false }
}

const FUNCTIONS: [Function; 5] = [
    positional("pert", "pert(lowest, most likely, highest)", &["min", "mode", "max"]),
    positional("triangular", "triangular(lowest, most likely, highest)", &["min", "mode", "max"]),
    positional("uniform", "uniform(lowest, highest)", &["min", "max"]),
    Function {
        by_percentiles: true,
        ..positional("normal", "normal(mean, standard deviation)", &["mean", "sd"])
    },
    Function {
        by_percentiles: true,
        named_only: true,
        ..positional("lognormal", "lognormal(mean = 1, sd = 0.1)", &["mean", "sd"])
    },
];
/// Its first argument is a distribution; the bounds come after it.
const TRUNCATED: Function =
    positional("truncated", "truncated(distribution, lowest, highest)", &["min", "max"]);
const CHOICE: &str = "choice";
const ALL_FORMS: &str = "`pert(a, b, c)`, `triangular(a, b, c)`, `uniform(a, b)`, `normal(mean, sd)`, \
     `lognormal(mean = …, sd = …)`, `p10 a, p50 b, p90 c`, `a to b`, `truncated(…, a, b)` or \
     `choice(a: 40%, b: 60%)`";

/// Reads `name(…)`; the cursor stands behind the name, `name` is where the name stands. `inside` says that it
/// stands inside of a `truncated(…)`.
pub(super) fn call(
    cursor: &mut Cursor,
    name: Range<usize>,
    rule: Rule,
    inside: bool,
) -> Result<Distribution, Fault> {
    let start = name.start;
    let word = cursor.slice(name.clone());
    let known = FUNCTIONS.iter().chain([&TRUNCATED]).find(|function| function.name == word);
    let form = match known {
        Some(function) => function.form,
        None if word == CHOICE => choice::FORM,
        None => return Err(unknown::unknown(cursor, name)),
    };
    cursor.skip_space();
    if !cursor.eat('(') {
        return Err(Fault::new(name, format!("`{word}` needs its values in brackets"))
            .hint(format!("write `{form}`")));
    }
    let Some(function) = known else { return choice::choice(cursor, start, rule) };
    if function.name == TRUNCATED.name {
        return truncated(cursor, name, rule, inside);
    }
    let open = cursor.at();
    let list = arguments::list(cursor, function, open, rule)?;
    let whole = cursor.since(start);
    let stated = arguments::arranged(cursor, function, list, &whole)?;
    let distribution = match (function.name, stated.values().as_slice()) {
        ("pert", [min, mode, max]) => Distribution::pert(*min, *mode, *max),
        ("triangular", [min, mode, max]) => Distribution::triangular(*min, *mode, *max),
        ("uniform", [min, max]) => Distribution::uniform(*min, *max),
        ("normal", [a, b]) => match &stated {
            Stated::Parameters(_) => Distribution::normal(*a, *b),
            Stated::Percentiles([p, q], _) => Distribution::normal_through([(*p, *a), (*q, *b)]),
        },
        ("lognormal", [a, b]) => match &stated {
            Stated::Parameters(_) => Distribution::lognormal(*a, *b),
            Stated::Percentiles([p, q], _) => Distribution::lognormal_through([(*p, *a), (*q, *b)]),
        },
        _ => Err(ParameterError::TooWide),
    };
    distribution.map_err(|error| impossible::impossible(cursor, function, whole, &stated, error))
}

/// Reads what follows `truncated(`: a distribution and two bounds.
fn truncated(
    cursor: &mut Cursor,
    name: Range<usize>,
    rule: Rule,
    inside: bool,
) -> Result<Distribution, Fault> {
    if inside {
        return Err(Fault::new(name, "a distribution is truncated once")
            .hint("write the narrower bounds in one `truncated(…)`"));
    }
    let open = cursor.at();
    cursor.skip_space();
    let from = cursor.at();
    if cursor.is_done() {
        return Err(arguments::unclosed(cursor, open, &TRUNCATED));
    }
    let whole = match form(cursor, rule, true)? {
        Form::Drawn(distribution) => distribution,
        Form::Number(number) => {
            return Err(Fault::new(number.at, "the first value of `truncated` is a distribution")
                .hint("write for example `truncated(normal(9%, 1%), 5%, 12%)`"));
        }
    };
    let said = cursor.since(from);
    cursor.skip_space();
    if !cursor.eat(',') {
        return Err(arguments::no_comma(cursor, open, &TRUNCATED));
    }
    let list = arguments::list(cursor, &TRUNCATED, open, rule)?;
    let all = cursor.since(name.start);
    let stated = arguments::arranged(cursor, &TRUNCATED, list, &all)?;
    let [min, max] = stated.values()[..] else {
        return Err(Fault::new(all, "`truncated` needs two bounds").hint(TRUNCATED.form));
    };
    Distribution::truncated(whole, min, max).map_err(|error| match error {
        ParameterError::NothingLeft { .. } => {
            Fault::new(all, format!("nothing of `{}` lies between these bounds", cursor.slice(said)))
                .hint("move the bounds to where the distribution lies")
        }
        ParameterError::ChoiceCount(_) => Fault::new(all, "only one value of the choice is left")
            .hint("write the values that remain, with their probabilities, or the one number"),
        error => impossible::impossible(cursor, &TRUNCATED, all, &stated, error),
    })
}

/// What was written for a number, for a message.
fn said<'a>(cursor: &Cursor<'a>, number: &Number) -> &'a str {
    cursor.slice(number.at.clone())
}
