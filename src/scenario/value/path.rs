//! Paths: `2025: 11.4%, 2026: 10.8%`, years with values between which a number moves.

use super::super::problem::quoted;
use super::cursor::Cursor;
use super::number::{Number, decimal_comma, number, odd_space};
use super::{Fault, Rule};

const FORM: &str = "`2025: 11.4%, 2026: 10.8%`, years in rising order";

/// An anchor: date in decimal years, and its value.
pub(super) struct Anchor {
    pub(super) time: f64,
    pub(super) value: Number,
}

/// Whether a text has the form of a path: a year and a colon.
pub(super) fn looks_like_path(text: &str) -> bool {
    let year =
        text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'));
    text.trim_start().starts_with(|c: char| c.is_ascii_digit()) && year.trim_start().starts_with(':')
}

/// Reads a whole path.
pub(super) fn anchors(cursor: &mut Cursor, rule: Rule) -> Result<Vec<Anchor>, Fault> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut previous = (f64::NEG_INFINITY, "");
    loop {
        cursor.skip_space();
        let start = cursor.at();
        let time = year(cursor)?;
        let written = cursor.slice(cursor.since(start));
        let at = cursor.since(start);
        if time == previous.0 {
            let message = if written == previous.1 {
                format!("the year {written} is given twice")
            } else {
                format!("{written} and {} are the same date", previous.1)
            };
            return Err(Fault::new(at, message)
                .hint("a year without a decimal point stands at mid-year: 2026 is 2026.5"));
        }
        if time < previous.0 {
            return Err(Fault::new(at, format!("{written} comes after {}", previous.1))
                .hint("write the years in rising order"));
        }
        previous = (time, written);
        cursor.skip_space();
        if !cursor.eat(':') {
            return Err(Fault::new(cursor.here(), format!("a colon is expected after the year {written}"))
                .allowed(FORM));
        }
        cursor.skip_space();
        if cursor.peek().is_some_and(char::is_alphabetic) {
            return Err(Fault::new(cursor.here(), "an anchor of a path is one number")
                .hint("put the uncertainty of the whole path into `level`"));
        }
        let value = number(cursor, rule.unit)?;
        cursor.skip_space();
        let comma = cursor.clone();
        let done = cursor.is_done();
        if !done && !cursor.eat(',') {
            return Err(not_a_comma(cursor));
        }
        if comma.previous().is_some_and(|c| c.is_ascii_digit())
            && cursor.peek().is_some_and(|c| c.is_ascii_digit())
            && !looks_like_path(cursor.rest())
        {
            return Err(decimal_comma(&comma, &value, rule.unit));
        }
        anchors.push(Anchor { time, value });
        if done {
            return Ok(anchors);
        }
        cursor.skip_space();
        if cursor.is_done() {
            return Err(Fault::new(comma.here(), "a path does not end with a comma").hint("delete it"));
        }
    }
}

fn not_a_comma(cursor: &Cursor) -> Fault {
    match cursor.peek() {
        Some(c) if super::cursor::is_odd_space(c) => odd_space(cursor.here()),
        Some(';') => {
            Fault::new(cursor.here(), "anchors are separated by commas, not by semicolons").allowed(FORM)
        }
        _ => {
            let rest: String = cursor.rest().chars().take(20).collect();
            Fault::new(cursor.here(), format!("a comma is expected here, not {}", quoted(rest.trim())))
                .allowed(FORM)
        }
    }
}

/// A date: a year without a decimal point is its middle, one with it is exact.
fn year(cursor: &mut Cursor) -> Result<f64, Fault> {
    let start = cursor.at();
    if cursor.peek().is_some_and(super::cursor::is_odd_space) {
        return Err(odd_space(cursor.here()));
    }
    let digits = cursor.take(|c| c.is_ascii_digit() || c == '.');
    let next = cursor.peek();
    let time = digits.parse::<f64>().ok().filter(|_| !digits.starts_with('.') && !digits.ends_with('.'));
    match time {
        Some(time) if (1900.0..=2200.0).contains(&time) && next != Some('-') => {
            Ok(if digits.contains('.') { time } else { time + 0.5 })
        }
        _ => {
            if digits.is_empty() {
                cursor.take(|c| !matches!(c, ':' | ',' | ' '));
            } else {
                cursor.take(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/'));
            }
            let at = if cursor.at() > start { cursor.since(start) } else { cursor.here() };
            let found = cursor.slice(at.clone());
            let message = if found.is_empty() {
                "a year is missing here".to_string()
            } else {
                format!("{} is not a year", quoted(found))
            };
            Err(Fault::new(at, message)
                .allowed(FORM)
                .hint("write a year between 1900 and 2200: `2026` for mid-year, `2026.25` for 1 April"))
        }
    }
}
