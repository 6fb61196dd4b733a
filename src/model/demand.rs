//! What buyers want: share of a pool, life cycle and age, own relative price.

use super::business::{Launch, Product, Volume};
use super::generation::{Rollout, area};
use super::market::MarketState;
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, fill, power};
use crate::quantity::Period;

/// Date of launch in each trial; `None` for a car that is on sale from the beginning.
#[inline(always)]
pub fn launch_date<'a>(
    launch: &Launch,
    inputs: &'a Inputs,
    rollouts: &'a [Vec<Rollout>],
) -> Option<&'a Lane> {
    match *launch {
        Launch::Always => None,
        Launch::At(slot) => Some(&inputs[slot]),
        Launch::WithGeneration { platform, generation } => Some(&rollouts[platform][generation].start),
    }
}

/// Share of its full pace at which a car sells: launch, linear ramp, end of sales; averaged over the period.
#[inline(always)]
pub fn life_cycle(ramp: &Lane, end: Option<&Lane>, period: &Period, launch: Option<&Lane>, out: &mut Lane) {
    let (from, years) = (period.start, period.years());
    fill(out, |i| {
        let until = match end {
            Some(end) if end[i] < period.end => end[i].max(from),
            _ => period.end,
        };
        match launch {
            None => (until - from) / years,
            Some(launch) => (area(until, launch[i], ramp[i]) - area(from, launch[i], ramp[i])) / years,
        }
    });
}

/// Multiplies the pace by the appeal of a car of its age: straight lines between the stated ages, flat outside,
/// at the middle of that part of the period in which the car is on sale.
#[inline(always)]
pub fn age(appeal: &[(f64, Slot)], inputs: &Inputs, period: &Period, launch: &Lane, out: &mut Lane) {
    let Some(((_, first), _)) = appeal.split_first() else { return };
    let mut age = ZERO;
    fill(&mut age, |i| 0.5 * (launch[i].max(period.start) + period.end) - launch[i]);
    let mut appealing = inputs[*first];
    for stretch in appeal.windows(2) {
        let ((from, low), (to, high)) = (stretch[0], stretch[1]);
        let (low, high) = (&inputs[low], &inputs[high]);
        for (i, appealing) in appealing.iter_mut().enumerate() {
            let share = (age[i] - from) / (to - from);
            *appealing = if share <= 0.0 { *appealing } else { low[i] + share.min(1.0) * (high[i] - low[i]) };
        }
    }
    out.iter_mut().zip(&appealing).for_each(|(pace, appealing)| *pace *= appealing);
}

/// When and where a car is sold.
pub struct Context<'a> {
    pub period: &'a Period,
    pub is_history: bool,
    pub market: &'a MarketState,
}

/// Prices that demand looks at, base-year EUR; the market index is 1 in the base year.
pub struct Pricing<'a> {
    pub own_price: &'a Lane,
    pub market_index: &'a Lane,
    pub base_price: &'a Lane,
}

/// Vehicles wanted in the period: annual pace × seasonal weight.
///
/// pace = pool·share·life cycle·(own relative price)^−ε, or the absolute path × life cycle; own relative
/// price = (own price ÷ own base-year price) ÷ market index, so `share` means "at unchanged relative price".
/// Replayed periods take the recorded sales as they are.
#[inline(always)]
pub fn volume(
    product: &Product,
    inputs: &Inputs,
    context: &Context,
    life_cycle: &Lane,
    pricing: &Pricing,
    out: &mut Lane,
) {
    let season = context.period.season;
    if context.is_history {
        match (&product.actuals, &product.volume) {
            (Some(actuals), _) => fill(out, |i| inputs[*actuals][i] * season),
            (None, Volume::PerYear(path)) => fill(out, |i| inputs[*path][i] * life_cycle[i] * season),
            (None, Volume::PoolShare { .. }) => out.fill(0.0),
        }
        return;
    }
    match product.volume {
        Volume::PerYear(path) => fill(out, |i| inputs[path][i] * life_cycle[i] * season),
        Volume::PoolShare { segment, share } => {
            let pool = &context.market.pools[segment][product.powertrain.index()];
            let share = &inputs[share];
            fill(out, |i| pool[i] * share[i] * life_cycle[i] * season);
            if let Some(slot) = product.elasticity {
                let elasticity = &inputs[slot];
                let Pricing { own_price, market_index, base_price } = pricing;
                for (i, volume) in out.iter_mut().enumerate() {
                    let relative = own_price[i] / (base_price[i] * market_index[i]);
                    *volume *= power(relative, -elasticity[i]);
                }
            }
        }
    }
}

/// Share of the period that lies within twelve months after the launch.
#[inline(always)]
pub fn launch_year(period: &Period, launch: &Lane, out: &mut Lane) {
    let years = period.years();
    fill(out, |i| {
        let from = if launch[i] > period.start { launch[i] } else { period.start };
        let to = if launch[i] + 1.0 < period.end { launch[i] + 1.0 } else { period.end };
        if to > from { (to - from) / years } else { 0.0 }
    });
}
