//! Entries, subtotals and rounding in whole hundredths: cents, and hundredths of a vehicle.
//!
//! Every entry and every reported figure is rounded on its own; what the rounded entries of a figure miss of the
//! rounded figure is its rounding, at most half a hundredth for each of them. So the shown numbers add up
//! exactly, and a forgotten entry cannot hide.

use super::{Entry, Figure, Ledger};
use crate::model::statement::Line;

/// A figure with what it is made of: total = Σ entries + Σ sign · terms + rounding, all whole hundredths.
#[derive(Clone, Debug)]
pub struct Part {
    pub figure: Figure,
    /// Entries of the ledger with their amounts.
    pub entries: Vec<(Entry, i64)>,
    /// Figures further up with their signs and totals.
    pub terms: Vec<(i64, Figure, i64)>,
    pub rounding: i64,
    pub total: i64,
}

/// All figures of a statement, top down.
#[derive(Clone, Debug)]
pub struct Account {
    pub parts: Vec<Part>,
}

/// Whole hundredths, halves away from zero.
pub fn hundredths(amount: f64) -> i64 {
    (100.0 * amount).round() as i64
}

impl Account {
    pub(super) fn of(ledger: &Ledger) -> Account {
        let line = |line: Line| hundredths(ledger.reported(line));
        let total = |figure: Figure| match figure.line() {
            Some(reported) => line(reported),
            None => line(Line::Revenue) - line(Line::ContributionMargin),
        };
        let part = |figure: Figure| {
            let of_figure = ledger.entries.iter().filter(|entry| entry.figure == figure);
            let entries: Vec<(Entry, i64)> =
                of_figure.map(|entry| (entry.clone(), hundredths(entry.amount))).collect();
            let terms: Vec<(i64, Figure, i64)> =
                figure.terms().iter().map(|(sign, term)| (*sign, *term, total(*term))).collect();
            let made_of = entries.iter().map(|(_, amount)| amount).sum::<i64>()
                + terms.iter().map(|(sign, _, amount)| sign * amount).sum::<i64>();
            Part { figure, entries, terms, rounding: total(figure) - made_of, total: total(figure) }
        };
        Account { parts: Figure::ALL.map(part).into_iter().collect() }
    }

    /// The total of a figure, in hundredths.
    pub fn total(&self, figure: Figure) -> i64 {
        self.parts.iter().find(|part| part.figure == figure).map_or(0, |part| part.total)
    }
}
