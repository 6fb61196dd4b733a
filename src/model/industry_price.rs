//! What the industry's BEV costs in each segment, and the market price that follows from it.

use super::battery::Packs;
use super::business::{Market, Segment};
use super::{Business, Inputs};
use crate::lanes::{Lane, ZERO, exp, fill, ln};

/// Carried per segment.
#[derive(Clone, Debug)]
pub struct SegmentPrice {
    /// Market price before the common shock, base-year EUR.
    before_shock: Lane,
    /// Market price, base-year EUR per car, maker's net revenue.
    pub price: Lane,
    /// Industry's cost, base-year EUR per car.
    pub cost: Lane,
    /// Industry's cost in the middle of the base year.
    pub reference_cost: Lane,
}

impl Default for SegmentPrice {
    fn default() -> Self {
        SegmentPrice { before_shock: ZERO, price: ZERO, cost: ZERO, reference_cost: ZERO }
    }
}

/// Industry's unit cost in a segment, base-year EUR, `years` after the middle of the base year.
///
/// cost = kWh·pack(LFP share) + other·(1 − productivity)^years
#[inline(always)]
fn industry_cost(
    market: &Market,
    segment: &Segment,
    inputs: &Inputs,
    packs: &Packs,
    years: f64,
    cost: &mut Lane,
) {
    let (kwh, other) = (&inputs[segment.battery_kwh], &inputs[segment.other_cost]);
    let (lfp, productivity) = (&inputs[market.industry_lfp_share], &inputs[market.industry_productivity]);
    for (i, out) in cost.iter_mut().enumerate() {
        *out = kwh[i] * packs.mix(lfp[i], i) + other[i] * exp(years * ln(1.0 - productivity[i]));
    }
}

/// Opens at the middle of the base year: reference prices and costs.
#[inline(always)]
pub fn open_base(business: &Business, inputs: &Inputs, packs: &Packs, states: &mut [SegmentPrice]) {
    for (segment, state) in business.segments.iter().zip(states) {
        industry_cost(&business.market, segment, inputs, packs, 0.0, &mut state.reference_cost);
        state.cost = state.reference_cost;
        state.before_shock = inputs[segment.reference_price];
        state.price = state.before_shock;
    }
}

/// Opens at the end of history, `years` after the middle of the base year: the price stands where history
/// ends, and cost changes count from here.
#[inline(always)]
pub fn open_projection(
    business: &Business,
    inputs: &Inputs,
    packs: &Packs,
    years: f64,
    states: &mut [SegmentPrice],
) {
    replay(business, inputs, packs, years, states);
    for state in states {
        state.before_shock = state.price;
    }
}

/// A replayed period: the reference price scaled by the history index.
#[inline(always)]
pub fn replay(business: &Business, inputs: &Inputs, packs: &Packs, years: f64, states: &mut [SegmentPrice]) {
    let index = &inputs[business.market.price_history_index];
    for (segment, state) in business.segments.iter().zip(states) {
        industry_cost(&business.market, segment, inputs, packs, years, &mut state.cost);
        let reference = &inputs[segment.reference_price];
        fill(&mut state.price, |i| reference[i] * index[i]);
    }
}

/// A projected period: P ← P·(1 − pressure·Δ) + φ·(cost − cost before), in this order; then the common
/// shock multiplies what buyers see.
///
/// Only cuts beyond the industry's become margin: the share φ of the industry's goes to buyers.
#[inline(always)]
pub fn project(
    business: &Business,
    inputs: &Inputs,
    packs: &Packs,
    step_years: f64,
    years: f64,
    states: &mut [SegmentPrice],
) {
    let market = &business.market;
    let (pressure, pass_through) = (&inputs[market.price_pressure], &inputs[market.pass_through]);
    let shock = &inputs[market.price_shock];
    for (segment, state) in business.segments.iter().zip(states) {
        let before = state.cost;
        industry_cost(market, segment, inputs, packs, years, &mut state.cost);
        let cost = &state.cost;
        let price = &mut state.before_shock;
        for (i, p) in price.iter_mut().enumerate() {
            *p = *p * (1.0 - pressure[i] * step_years) + pass_through[i] * (cost[i] - before[i]);
        }
        fill(&mut state.price, |i| price[i] * shock[i]);
    }
}
