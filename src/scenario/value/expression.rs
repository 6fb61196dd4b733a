//! A string of the value language: a number, a distribution or a path.

use crate::sampling::distribution::Distribution;

use super::super::keys::Unit;
use super::cursor::{Cursor, is_odd_space};
use super::distribution::call;
use super::domain_check::{check_distribution, check_number};
use super::number::{Number, decimal_comma, number, odd_space};
use super::path::{anchors, looks_like_path};
use super::{Fault, Rule};

/// What a string says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Distribution(Distribution),
    Anchors(Vec<(f64, f64)>),
}

/// Reads a string and checks it against the key's domain.
pub(super) fn parse(text: &str, rule: Rule) -> Result<Expression, Fault> {
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
    refuse_later_forms(&cursor)?;
    let word = cursor.take(|c| c.is_alphabetic() || c == '_');
    if !word.is_empty() && (cursor.rest().trim_start().starts_with('(') || !is_no_number(word)) {
        let name = start..cursor.at();
        let distribution = call(&mut cursor, name, rule)?;
        let at = cursor.since(start);
        check_distribution(&distribution, at.clone(), cursor.slice(at), rule)?;
        refuse_rest(&mut cursor)?;
        return Ok(Expression::Distribution(distribution));
    }
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    let number = number(&mut cursor, rule.unit)?;
    if cursor.peek() == Some(',') {
        let mut ahead = cursor.clone();
        ahead.next();
        if ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
            return Err(decimal_comma(&cursor, &number, rule.unit));
        }
    }
    refuse_range(&cursor, start)?;
    refuse_month(&cursor, &number, rule)?;
    refuse_rest(&mut cursor)?;
    check_number(number.value, number.at.clone(), cursor.slice(number.at.clone()), rule)?;
    Ok(Expression::Number(number.value))
}

/// Words that stand for no number but belong to the messages about numbers.
fn is_no_number(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "nan" | "inf" | "infinity")
}

/// Forms that scenario files of a later version will know.
fn refuse_later_forms(cursor: &Cursor) -> Result<(), Fault> {
    let rest = cursor.rest();
    let at = cursor.at()..cursor.at() + rest.trim_end().len();
    if rest.starts_with('@') {
        return Err(Fault::new(at, "this version does not know shared assumptions (`@name`) yet")
            .hint("write the value itself"));
    }
    let percentile =
        rest.strip_prefix('p').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    if percentile {
        return Err(Fault::new(at, "this version does not know distributions by percentiles yet")
            .hint("write `pert(lowest, most likely, highest)`"));
    }
    Ok(())
}

fn refuse_range(cursor: &Cursor, start: usize) -> Result<(), Fault> {
    let rest = cursor.rest().trim();
    if rest.starts_with("to ") || rest.starts_with("..") || rest.starts_with("- ") {
        return Err(Fault::new(
            start..cursor.at() + cursor.rest().trim_end().len(),
            "a range is not a value here",
        )
        .hint("this version does not know `a to b` yet: write `uniform(lowest, highest)`"));
    }
    Ok(())
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
