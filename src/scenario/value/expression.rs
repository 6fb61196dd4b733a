//! A string of the value language: a number, a distribution or a path.

use crate::sampling::distribution::Distribution;

use super::super::keys::Unit;
use super::cursor::{Cursor, is_odd_space};
use super::distribution::call;
use super::domain_check::{check_distribution, check_number};
use super::number::{Number, decimal_comma, number, odd_space};
use super::path::{anchors, looks_like_path};
use super::percentiles::{percentiles, starts_with_percentile};
use super::range::range;
use super::{Fault, Rule};

/// What a string says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Distribution(Distribution),
    Anchors(Vec<(f64, f64)>),
}

/// Longest text of a value, in bytes: a path with a point for every month of a century fits.
const LONGEST: usize = 20_000;

/// Reads a string and checks it against the key's domain.
pub(super) fn parse(text: &str, rule: Rule) -> Result<Expression, Fault> {
    if text.len() > LONGEST {
        let message = format!("{} is a text of {} characters", rule.subject, text.chars().count());
        return Err(Fault::new(0..0, message)
            .hint("write a shorter one: between the points of a path the program draws straight lines"));
    }
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    let start = cursor.at();
    if cursor.is_done() {
        return Err(Fault::new(0..text.len(), format!("{} is empty", rule.subject)).hint("write a value"));
    }
    if cursor.peek().is_some_and(is_odd_space) {
        return Err(odd_space(cursor.here()));
    }
    if looks_like_path(text) {
        let anchors = anchors(&mut cursor, rule)?;
        for anchor in &anchors {
            let said = cursor.slice(anchor.value.at.clone());
            check_number(anchor.value.value, anchor.value.at.clone(), said, rule)?;
        }
        return Ok(Expression::Anchors(anchors.into_iter().map(|a| (a.time, a.value.value)).collect()));
    }
    refuse_shared(&cursor, rule)?;
    match form(&mut cursor, rule, false)? {
        Form::Drawn(distribution) => {
            let at = cursor.since(start);
            refuse_rest(&mut cursor)?;
            check_distribution(&distribution, at.clone(), cursor.slice(at), rule)?;
            Ok(Expression::Distribution(distribution))
        }
        Form::Number(number) => {
            refuse_month(&cursor, &number, rule)?;
            refuse_rest(&mut cursor)?;
            check_number(number.value, number.at.clone(), cursor.slice(number.at.clone()), rule)?;
            Ok(Expression::Number(number.value))
        }
    }
}

/// A number or a distribution, not yet checked as a whole against the key's domain.
pub(super) enum Form {
    Number(Number),
    Drawn(Distribution),
}

/// Reads a number or a distribution and stops behind it. `inside` says that it stands inside of a
/// `truncated(…)`.
pub(super) fn form(cursor: &mut Cursor, rule: Rule, inside: bool) -> Result<Form, Fault> {
    if starts_with_percentile(cursor.rest()) {
        return percentiles(cursor, rule).map(Form::Drawn);
    }
    let start = cursor.at();
    let mut ahead = cursor.clone();
    let word = ahead.take(|c| c.is_alphabetic() || c == '_');
    if !word.is_empty() && (ahead.rest().trim_start().starts_with('(') || !is_no_number(word)) {
        *cursor = ahead;
        let name = cursor.since(start);
        return call(cursor, name, rule, inside).map(Form::Drawn);
    }
    let number = number(cursor, rule.unit)?;
    if cursor.peek() == Some(',') {
        let mut ahead = cursor.clone();
        ahead.next();
        if ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
            return Err(decimal_comma(cursor, &number, rule.unit));
        }
    }
    Ok(match range(cursor, &number, rule)? {
        Some(distribution) => Form::Drawn(distribution),
        None => Form::Number(number),
    })
}

/// Words that stand for no number but belong to the messages about numbers.
fn is_no_number(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "nan" | "inf" | "infinity")
}

/// A shared assumption where only a number or a distribution of its own may stand, such as a correlation or
/// the factor of a change. Where it may stand it never comes here.
fn refuse_shared(cursor: &Cursor, rule: Rule) -> Result<(), Fault> {
    let rest = cursor.rest().trim_end();
    if !rest.starts_with('@') {
        return Ok(());
    }
    let at = cursor.at()..cursor.at() + rest.len();
    let message = format!("{} cannot be a shared assumption", rule.subject);
    Err(Fault::new(at, message).hint("write the number itself"))
}

/// A calendar date such as `2026-04` where a decimal year is meant.
fn refuse_month(cursor: &Cursor, year: &Number, rule: Rule) -> Result<(), Fault> {
    let rest = cursor.rest().trim_end();
    let month =
        rest.strip_prefix(['-', '/']).and_then(|after| after.split(['-', '/']).next()?.parse::<u8>().ok());
    match month {
        Some(month @ 1..=12) if rule.unit == Unit::Year => {
            let decimal = year.value + (f64::from(month) - 1.0) / 12.0;
            let at = year.at.start..cursor.at() + rest.len();
            Err(Fault::new(at, "a date is written as a decimal year")
                .hint(format!("write `{:.2}` for the beginning of that month", decimal)))
        }
        _ => Ok(()),
    }
}

fn refuse_rest(cursor: &mut Cursor) -> Result<(), Fault> {
    cursor.skip_space();
    if cursor.is_done() {
        return Ok(());
    }
    if cursor.peek().is_some_and(is_odd_space) {
        return Err(odd_space(cursor.here()));
    }
    let rest = cursor.rest().trim_end();
    let found = super::super::problem::quoted(rest);
    let fault =
        Fault::new(cursor.at()..cursor.at() + rest.len(), format!("{found} is left over after the value"));
    Err(if rest.starts_with(':') {
        fault.hint("a path starts with a year: `2025: 11.4%, 2026: 10.8%`")
    } else {
        fault.hint("delete it, or write it into `note`")
    })
}
