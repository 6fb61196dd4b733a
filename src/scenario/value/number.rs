//! Numbers: digits, `%`, and `k`, `M`, `bn`; and the spellings that are refused.

use std::ops::Range;

use super::super::keys::Unit;
use super::super::problem::quoted;
use super::Fault;
use super::cursor::{Cursor, is_odd_minus, is_odd_space};

/// A number and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) at: Range<usize>,
}

/// Reads one number in a unit. Stops after it, at whatever follows.
pub(super) fn number(cursor: &mut Cursor, unit: Unit) -> Result<Number, Fault> {
    let start = cursor.at();
    refuse_odd_characters(cursor)?;
    if !cursor.eat('-') {
        cursor.eat('+');
    }
    refuse_odd_characters(cursor)?;
    let digits_start = cursor.at();
    let mut digits = cursor.take(|c| c.is_ascii_digit() || c == '_').to_string();
    if digits.is_empty() {
        return Err(no_digits(cursor, start));
    }
    let mut exponent = 0i32;
    if cursor.peek() == Some('.') {
        cursor.next();
        let decimals = cursor.take(|c| c.is_ascii_digit() || c == '_');
        if decimals.is_empty() {
            let found = cursor.slice(digits_start..cursor.at());
            return Err(Fault::new(
                cursor.since(start),
                format!("{} has no digit after the point", quoted(found)),
            )
            .hint(format!("write `{digits}` or `{digits}.0`")));
        }
        digits.push('.');
        digits.push_str(decimals);
    }
    if matches!(cursor.peek(), Some('e' | 'E')) {
        let mut ahead = cursor.clone();
        ahead.next();
        let _ = ahead.eat('-') || ahead.eat('+');
        if ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
            let from = cursor.at() + 1;
            ahead.take(|c| c.is_ascii_digit());
            exponent = ahead.slice(from..ahead.at()).parse().unwrap_or(9999);
            *cursor = ahead;
        }
    }
    refuse_separators(cursor, start)?;
    let negative = cursor.slice(start..digits_start).starts_with('-');
    let plain = |shift: i32| -> f64 {
        let text = format!("{}e{}", digits.replace('_', ""), exponent.saturating_add(shift));
        let size: f64 = text.parse().unwrap_or(f64::NAN);
        if negative { -size } else { size }
    };
    let value = ending(cursor, start, unit, &plain)?;
    if !value.is_finite() {
        return Err(
            Fault::new(cursor.since(start), "this number is too large").hint("write a smaller number")
        );
    }
    Ok(Number { value, at: cursor.since(start) })
}

/// What may follow the digits: `%`, a magnitude, or nothing.
fn ending(cursor: &mut Cursor, start: usize, unit: Unit, plain: &dyn Fn(i32) -> f64) -> Result<f64, Fault> {
    let number = cursor.slice(start..cursor.at());
    let mut ahead = cursor.clone();
    ahead.skip_space();
    let spaced = ahead.at() > cursor.at();
    let word_start = ahead.at();
    if ahead.eat('%') {
        if spaced {
            return Err(Fault::new(cursor.at()..ahead.at(), "there is a space before the `%`")
                .label("no space here")
                .hint(format!("write `{number}%`")));
        }
        *cursor = ahead;
        return if unit.takes_percent() {
            Ok(plain(-2))
        } else {
            Err(Fault::new(
                cursor.since(start),
                format!("`{number}%` is a percentage, but this is {}", in_unit(unit)),
            )
            .hint(match unit {
                Unit::Logit | Unit::LogitPerYear | Unit::PerYear => format!("write `{}`", plain(-2)),
                _ => "write the plain number".to_string(),
            }))
        };
    }
    let word = ahead.take(|c| c.is_alphabetic() || matches!(c, '€' | '$' | '£'));
    // `2 to 3` and the like are not a magnitude but another form, which the caller explains.
    if word.is_empty() || word == "to" {
        return Ok(plain(0));
    }
    let at = word_start..ahead.at();
    let (shift, right) = match (word, word.to_lowercase().as_str()) {
        ("k" | "K", _) => (3, "k"),
        (_, "m" | "mn" | "mio" | "million" | "millions" | "m€" | "meur") => (6, "M"),
        (_, "bn" | "b" | "md" | "mds" | "mrd" | "milliard" | "milliards" | "billion" | "md€" | "g") => {
            (9, "bn")
        }
        (_, "k€" | "keur") => (3, "k"),
        (_, "€" | "eur" | "euro" | "euros" | "$" | "usd" | "£") => (0, ""),
        _ => {
            return Err(Fault::new(at, format!("{} does not belong to a number", quoted(word)))
                .hint(format!("write only the number: it is {}", in_unit(unit))));
        }
    };
    if unit == Unit::EurM && shift > 0 {
        return Err(Fault::new(
            start..at.end,
            format!("`{number}{word}` stands where EUR million are counted"),
        )
        .label("already in EUR million")
        .hint(format!("write `{}` for EUR {} million", plain(shift - 6), plain(shift - 6))));
    }
    if shift > 0 && !unit.takes_magnitude() {
        return Err(Fault::new(at, format!("`{word}` cannot be used here: the number is {}", in_unit(unit)))
            .hint(format!("write the plain number, `{}`", plain(shift))));
    }
    if spaced || word != right {
        let message = if shift == 0 {
            format!("the unit {} is not written", quoted(word))
        } else if word == right {
            format!("there is a space before `{word}`")
        } else {
            format!("{} is not how a magnitude is written", quoted(word))
        };
        return Err(Fault::new(cursor.at()..at.end, message)
            .allowed("`k` for thousands, `M` for millions, `bn` for billions")
            .hint(format!("write `{number}{right}`")));
    }
    *cursor = ahead;
    Ok(plain(shift))
}

fn refuse_odd_characters(cursor: &Cursor) -> Result<(), Fault> {
    match cursor.peek() {
        Some(c) if is_odd_minus(c) => {
            Err(Fault::new(cursor.here(), format!("`{c}` looks like a minus sign but is another character"))
                .label("typographic minus")
                .hint("write `-`, the hyphen on the keyboard"))
        }
        Some(c) if is_odd_space(c) => Err(odd_space(cursor.here())),
        _ => Ok(()),
    }
}

pub(super) fn odd_space(at: Range<usize>) -> Fault {
    Fault::new(at, "there is a no-break or other special space here")
        .label("special space")
        .hint("delete it; such spaces often come with text that is copied from a document")
}

/// Spaces, points and apostrophes between groups of thousands.
fn refuse_separators(cursor: &Cursor, start: usize) -> Result<(), Fault> {
    let mut ahead = cursor.clone();
    let Some(separator) = ahead.next() else { return Ok(()) };
    if is_odd_space(separator) {
        return Err(odd_space(cursor.here()));
    }
    let digits = ahead.rest().bytes().take_while(u8::is_ascii_digit).count();
    let apostrophe = matches!(separator, '\'' | '’');
    if (separator == ' ' && digits == 3) || ((separator == '.' || apostrophe) && digits > 0) {
        ahead.take(|c| c.is_ascii_digit() || c == separator);
        let joined: String =
            ahead.slice(start..ahead.at()).chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        let name = if separator == '.' {
            "point"
        } else if apostrophe {
            "apostrophe"
        } else {
            "space"
        };
        return Err(Fault::new(
            ahead.since(start),
            format!("there is a {name} between the digits of a number"),
        )
        .hint(format!("write `{joined}`, without separators")));
    }
    Ok(())
}

fn no_digits(cursor: &Cursor, start: usize) -> Fault {
    let mut ahead = cursor.clone();
    let word = ahead.take(|c| c.is_alphabetic());
    let at = if ahead.at() > start { ahead.since(start) } else { cursor.here() };
    if matches!(word.to_lowercase().as_str(), "nan" | "inf" | "infinity") {
        return Fault::new(at, format!("`{word}` is not a number that can be used"))
            .hint("write a finite number");
    }
    if ahead.eat('.') && ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
        let digits = ahead.take(|c| c.is_ascii_digit());
        return Fault::new(ahead.since(start), "a number starts with a digit")
            .hint(format!("write `0.{digits}`"));
    }
    if cursor.is_done() {
        return Fault::new(at, "a number is missing at the end");
    }
    let found = if word.is_empty() { cursor.slice(cursor.here()) } else { word };
    Fault::new(at, format!("a number is expected here, not {}", quoted(found)))
}

/// The fault for a comma that stands in place of the decimal point; `before` is what was read up to it.
pub(super) fn decimal_comma(cursor: &Cursor, before: &Number, unit: Unit) -> Fault {
    let mut ahead = cursor.clone();
    ahead.eat(',');
    let decimals = ahead.take(|c| c.is_ascii_digit());
    let mut end = ahead.at();
    ahead.take(|c| c == ' ' || is_odd_space(c));
    let ending = if ahead.eat('%') { "%" } else { ahead.take(|c| c.is_alphabetic() || c == '€') };
    if !ending.is_empty() {
        end = ahead.at();
    }
    // The right spelling is read in its turn, since `1,2 Md` has more to be said about it.
    let right = format!("{}.{decimals}{ending}", cursor.slice(before.at.clone()));
    let hint = match number(&mut Cursor::new(&right), unit) {
        Ok(_) => format!("write `{right}`"),
        Err(fault) => fault.hint.unwrap_or_else(|| format!("write `{right}`")),
    };
    Fault::new(before.at.start..end, "a decimal comma: numbers are written with a point")
        .label("comma inside a number")
        .hint(hint)
}

/// The unit of a key to complete "it is …".
pub(super) fn in_unit(unit: Unit) -> String {
    match unit {
        Unit::Share => "a share, such as `0.25` or `25%`".to_string(),
        Unit::Rate => "a rate per year, such as `0.02` or `2%`".to_string(),
        Unit::Factor => "a factor, such as `1.1`".to_string(),
        Unit::Year => "a year, such as `2028` or `2028.5`".to_string(),
        Unit::PerYear => "a plain number per year".to_string(),
        Unit::None => "a plain number".to_string(),
        unit => format!("in {}", unit.label().en),
    }
}
