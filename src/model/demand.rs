//! Volumes: share of a pool, life cycle, own relative price.

use super::Inputs;
use super::business::{Launch, Product, Volume};
use super::generation::{Rollout, area};
use super::market::MarketState;
use crate::lanes::{Lane, fill, power};
use crate::quantity::Period;

/// Date of launch in each trial; `None` for a car that is on sale from the beginning.
#[inline(always)]
pub fn launch_date<'a>(
    product: &Product,
    inputs: &'a Inputs,
    rollouts: &'a [Vec<Rollout>],
) -> Option<&'a Lane> {
    match product.launch {
        Launch::Always => None,
        Launch::At(slot) => Some(&inputs[slot]),
        Launch::WithGeneration { platform, generation } => Some(&rollouts[platform][generation].start),
    }
}

/// Share of its full pace at which a car sells: launch, linear ramp, end of sales; averaged over the period.
#[inline(always)]
pub fn life_cycle(
    product: &Product,
    inputs: &Inputs,
    period: &Period,
    launch: Option<&Lane>,
    out: &mut Lane,
) {
    let ramp = &inputs[product.ramp_years];
    let (from, years) = (period.start, period.years());
    let end = product.end.map(|slot| &inputs[slot]);
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

/// Vehicles sold in the period: annual pace × seasonal weight.
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
