//! The statement of one year and trial, line by line: from a figure down to vehicles × price − cost.
//!
//! - `words`: names and formulas · `detail`: the quantities in a formula · `assumption`: values and sources
//! - `text`: 80 columns for a controller · `table`: the same as CSV

mod assumption;
mod detail;
mod happening;
pub mod table;
pub mod text;
mod words;

use super::headline::Subject;
use crate::engine::Ledger;
use crate::scenario::document::Document;

/// A statement to explain.
pub struct Explanation<'a> {
    pub subject: Subject<'a>,
    pub document: &'a Document,
    pub ledger: &'a Ledger,
    /// Number of trials of the run that the trial belongs to.
    pub n_trials: u64,
    /// Why this trial: a sentence.
    pub reason: String,
}

impl Explanation<'_> {
    fn base_year(&self) -> i32 {
        self.subject.scenario.business.money.base_mid as i32
    }
}

/// Whole hundredths as a number with two decimals, which no rounding of floating-point numbers changes.
fn plain(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// The same with thousands grouped.
fn grouped(hundredths: i64) -> String {
    let text = plain(hundredths);
    let (whole, cents) = text.split_at(text.len() - 3);
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = sign.to_string();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out + cents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_shown_exactly() {
        assert_eq!(plain(-5), "-0.05");
        assert_eq!(plain(123_456_789), "1234567.89");
        assert_eq!(grouped(-123_456_789), "-1 234 567.89");
        assert_eq!(grouped(99_999), "999.99");
        assert_eq!(grouped(0), "0.00");
    }
}
