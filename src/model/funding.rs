//! The funding rule: while the cash need of a perimeter exceeds what its payers are ready to give, generations that
//! have not started slip.
//!
//! need = −Σ (free cash flow + tax) of the perimeter, capacity = appetite · Σ free cash flow of the payers, both since
//! the end of history and up to the period before; the rule acts while need > max(0, capacity), after the grace.
//!
//! No source: a plain rule of this model. Who pays decides the result, so payers and appetite are named with it.

use super::statement::{Line, Statement};
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::{Period, Timeline};

/// Who funds whom, and how far.
#[derive(Clone, Debug)]
pub struct Funding {
    /// Place of the perimeter whose need is funded.
    pub need: usize,
    /// Places of the paying entities in the list of perimeters.
    pub payers: Vec<usize>,
    /// Share of the payers' cash.
    pub appetite: Slot,
    /// Years after the end of history before the rule acts.
    pub grace_years: f64,
    /// Most years that a generation slips.
    pub max_slip_years: f64,
}

/// Cash since the end of history, nominal EUR.
#[derive(Clone, Debug)]
pub struct FundingState {
    /// Of the funded perimeter, before tax; negative for a need.
    funded: Lane,
    payers: Lane,
}

impl Default for FundingState {
    fn default() -> Self {
        FundingState { funded: ZERO, payers: ZERO }
    }
}

impl FundingState {
    /// Takes in the cash of a projected period.
    #[inline(always)]
    pub fn add(&mut self, funding: &Funding, statements: &[Statement]) {
        let funded = &statements[funding.need];
        add(&mut self.funded, |i| funded.line(Line::FreeCashFlow)[i] + funded.line(Line::Tax)[i]);
        for p in &funding.payers {
            add(&mut self.payers, |i| statements[*p].line(Line::FreeCashFlow)[i]);
        }
    }
}

/// Years by which a generation slips in this period: its length where the need exceeds the appetite, 0 elsewhere.
#[inline(always)]
pub fn slip(
    funding: &Funding,
    inputs: &Inputs,
    (period, timeline): (&Period, &Timeline),
    state: &FundingState,
    out: &mut Lane,
) {
    let acts = period.start >= timeline.known_until + funding.grace_years;
    let (appetite, years) = (&inputs[funding.appetite], period.years());
    fill(out, |i| {
        let capacity = appetite[i] * state.payers[i];
        let capacity = if capacity > 0.0 { capacity } else { 0.0 };
        if acts && -state.funded[i] > capacity { years } else { 0.0 }
    });
}
