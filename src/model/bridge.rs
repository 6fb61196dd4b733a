//! The hybrid bridge as a lever: spending more on hybrids raises their shares a year later, delays electric
//! generations that have not started, and takes money from electric research.
//!
//! With S the spending since the end of history in EUR billion of the base year: hybrid shares · (1 + uplift · S a year
//! ago), generations slip by delay · S. Part of the spending is expensed, the rest is depreciated.
//!
//! No source: all three answers are judgements of a scenario.

use super::business::{CostLine, Powertrain, Product, Volume};
use super::statement::{Line, Statement, add_amount};
use super::{Inputs, Slot, capital};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::Period;

const EUR_PER_BN: f64 = 1e9;

/// The lever.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// Base-year EUR per year.
    pub spending: Slot,
    /// Of hybrid shares, per EUR billion.
    pub share_uplift: Slot,
    /// Years per EUR billion.
    pub delay: Slot,
    /// Cost line that part of the spending is taken from.
    pub crowds_out: Option<usize>,
    /// That part.
    pub crowding_out: Slot,
    /// Part of the spending that is expensed.
    pub expensed: Slot,
    pub life_years: f64,
    /// Perimeters that spend.
    pub perimeters: Vec<usize>,
}

/// Carried from period to period.
#[derive(Clone, Debug)]
pub struct BridgeState {
    /// Spending since the end of history by the end of each projected period, EUR billion of the base year.
    cumulative: Vec<Lane>,
    /// What was capitalised, period by period, nominal EUR.
    capitalised: Vec<Lane>,
    /// Of the current period, nominal EUR.
    pub expensed: Lane,
    pub spent: Lane,
    pub depreciation: Lane,
    /// Saved in the crowded-out line.
    pub saved: Lane,
}

impl Default for BridgeState {
    fn default() -> Self {
        BridgeState {
            cumulative: Vec::new(),
            capitalised: Vec::new(),
            expensed: ZERO,
            spent: ZERO,
            depreciation: ZERO,
            saved: ZERO,
        }
    }
}

impl BridgeState {
    /// Forgets the block before; keeps the memory.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.cumulative.clear();
        self.capitalised.clear();
        (self.expensed, self.spent, self.depreciation, self.saved) = (ZERO, ZERO, ZERO, ZERO);
    }

    /// Spending up to the middle of the period a year ago, EUR billion.
    #[inline(always)]
    fn a_year_ago(&self, periods_per_year: usize, i: usize) -> f64 {
        let now = self.cumulative.len();
        // In the first year the period a year ago lies in history, where nothing was spent.
        if now < periods_per_year {
            return 0.0;
        }
        let end = now - periods_per_year;
        let before = if end > 0 { self.cumulative[end - 1][i] } else { 0.0 };
        0.5 * (before + self.cumulative.get(end).map_or(before, |lane| lane[i]))
    }
}

/// Years by which generations not yet started are late: delay · spending until the period before.
#[inline(always)]
pub fn slip(bridge: &Bridge, inputs: &Inputs, state: &BridgeState, out: &mut Lane) {
    let delay = &inputs[bridge.delay];
    match state.cumulative.last() {
        Some(spent) => fill(out, |i| delay[i] * spent[i]),
        None => *out = ZERO,
    }
}

/// Raises the demand for a hybrid that has a share of a pool, at most to the whole pool.
#[inline(always)]
pub fn lift(
    bridge: &Bridge,
    product: &Product,
    inputs: &Inputs,
    periods_per_year: usize,
    state: &BridgeState,
    volume: &mut Lane,
) {
    let (Powertrain::Hev, Volume::PoolShare { share, .. }) = (product.powertrain, &product.volume) else {
        return;
    };
    let (uplift, share) = (&inputs[bridge.share_uplift], &inputs[*share]);
    for (i, volume) in volume.iter_mut().enumerate() {
        let factor = 1.0 + uplift[i] * state.a_year_ago(periods_per_year, i);
        *volume *= if factor * share[i] > 1.0 && share[i] > 0.0 { 1.0 / share[i] } else { factor };
    }
}

/// Books the spending of a projected period.
#[inline(always)]
pub fn book(
    bridge: &Bridge,
    lines: &[CostLine],
    inputs: &Inputs,
    period: &Period,
    index: &Lane,
    state: &mut BridgeState,
    statements: &mut [Statement],
) {
    let (spending, part) = (&inputs[bridge.spending], &inputs[bridge.expensed]);
    let years = period.years();
    let mut cumulative = state.cumulative.last().copied().unwrap_or(ZERO);
    add(&mut cumulative, |i| spending[i] * years / EUR_PER_BN);
    state.cumulative.push(cumulative);
    fill(&mut state.expensed, |i| part[i] * spending[i] * years * index[i]);
    fill(&mut state.spent, |i| (1.0 - part[i]) * spending[i] * years * index[i]);
    state.capitalised.push(state.spent);
    state.depreciation = ZERO;
    capital::write_off(&state.capitalised, bridge.life_years / years, &mut state.depreciation);
    add_amount(statements, &bridge.perimeters, Line::FixedCost, &state.expensed);
    add_amount(statements, &bridge.perimeters, Line::Investment, &state.spent);
    add_amount(statements, &bridge.perimeters, Line::Depreciation, &state.depreciation);
    if let Some(line) = bridge.crowds_out.map(|line| &lines[line]) {
        let (crowding_out, stated) = (&inputs[bridge.crowding_out], &inputs[line.cost]);
        let mut less = ZERO;
        fill(&mut less, |i| {
            // A line cannot give more than it costs.
            let most = if stated[i] > 0.0 { stated[i] } else { 0.0 };
            (crowding_out[i] * spending[i]).min(most) * years * index[i]
        });
        state.saved = less;
        less.iter_mut().for_each(|less| *less = -*less);
        add_amount(statements, &line.perimeters, Line::FixedCost, &less);
    }
}
