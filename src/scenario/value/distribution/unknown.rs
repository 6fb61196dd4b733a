//! Names that are no distribution, and what was probably meant.

use std::ops::Range;

use super::super::Fault;
use super::super::cursor::Cursor;
use super::{ALL_FORMS, CHOICE, FUNCTIONS, TRUNCATED};
use crate::scenario::problem::quoted;
use crate::scenario::suggest::nearest;

pub(super) fn unknown(cursor: &Cursor, at: Range<usize>) -> Fault {
    let word = cursor.slice(at.clone());
    let called = cursor.rest().trim_start().starts_with('(');
    let what = if called { "not a distribution" } else { "neither a number nor a distribution" };
    let fault = Fault::new(at, format!("{} is {what}", quoted(word))).allowed(ALL_FORMS);
    let other_name = match word.to_lowercase().as_str() {
        "beta" | "betapert" | "bpert" => "pert",
        "gauss" | "gaussian" | "norm" => "normal",
        "log" | "lognorm" | "log_normal" => "lognormal",
        "tri" | "triangle" | "triang" => "triangular",
        "rectangular" | "unif" | "between" | "range" => "uniform",
        "trunc" | "truncate" | "clip" | "clamp" | "bounded" => "truncated",
        "discrete" | "either" | "oneof" | "one_of" | "categorical" => CHOICE,
        "metalog" | "percentiles" | "quantiles" => {
            return fault.hint("write the percentiles alone: `p10 0.25, p50 0.36, p90 0.41`");
        }
        _ => "",
    };
    let names = || FUNCTIONS.iter().map(|function| function.name).chain([TRUNCATED.name, CHOICE]);
    match names().find(|name| *name == other_name).or_else(|| nearest(word, names())) {
        Some(name) => fault.hint(format!("did you mean `{name}`?")),
        None => fault,
    }
}
