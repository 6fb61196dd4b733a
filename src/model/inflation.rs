//! Base-year euros → nominal euros: one index, applied once, at the statement.

use crate::lanes::{Lane, ZERO, exp, ln};

/// ln of the price index at the start of the next period; 0 in the middle of the base year.
#[derive(Clone, Debug)]
pub struct InflationState {
    ln_index: Lane,
}

impl Default for InflationState {
    fn default() -> Self {
        InflationState { ln_index: ZERO }
    }
}

impl InflationState {
    /// Walks the opening index back from the middle of the base year: called for each stretch of `years`
    /// between the start of the projection and the middle of the base year, in any order.
    #[inline(always)]
    pub fn rewind(&mut self, rate: &Lane, years: f64) {
        for (x, rate) in self.ln_index.iter_mut().zip(rate) {
            *x -= years * ln(1.0 + rate);
        }
    }

    /// Index in the middle of a period of `years`, then moves on to its end.
    ///
    /// ln I_mid = ln I_start + ln(1 + rate)·years / 2
    #[inline(always)]
    pub fn advance(&mut self, rate: &Lane, years: f64, index: &mut Lane) {
        let ln_start = &mut self.ln_index;
        for (i, out) in index.iter_mut().enumerate() {
            *out = exp(ln_start[i] + 0.5 * years * ln(1.0 + rate[i]));
        }
        for (x, rate) in ln_start.iter_mut().zip(rate) {
            *x += years * ln(1.0 + rate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::same;

    #[test]
    fn the_index_is_one_in_the_middle_of_the_base_year() {
        // Starts two years before a base year, 10 % a year: at the middle of the first year 1 / 1.1^2.
        let rate = same(0.1);
        let mut state = InflationState::default();
        state.rewind(&rate, 2.5);
        let mut index = ZERO;
        state.advance(&rate, 1.0, &mut index);
        assert!((index[0] - 1.0 / 1.21).abs() < 1e-15);
        state.advance(&rate, 1.0, &mut index);
        state.advance(&rate, 1.0, &mut index);
        assert!((index[0] - 1.0).abs() < 1e-15);
    }
}
