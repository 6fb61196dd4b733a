//! Own cars that take buyers from own cars.
//!
//! Shares of pools already say how buyers go from combustion and hybrid to electric cars, so a car that merely
//! keeps its share of its own pool takes nothing more. Only what it sells **beyond its base-year share** of the
//! pool displaces other cars of the Group; a car launched later had no share, so all of its cars count.

use super::business::{Product, Volume};
use super::market::MarketState;
use super::statement::ProductFlows;
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::Period;

/// Of each car that `by` sells beyond its base-year share, `rate` cars of `of` are lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Displacement {
    /// Product that takes.
    pub by: usize,
    /// Product that loses.
    pub of: usize,
    /// Lost cars per additional car.
    pub rate: Slot,
}

/// Carried per displacement.
#[derive(Clone, Debug)]
pub struct Displaced {
    /// Cars that the taking product sold in the base year.
    base_sales: Lane,
    /// Cars of its pool in the base year; 0 for a car without a pool.
    base_pool: Lane,
    /// Cars lost in the current period.
    pub lost: Lane,
}

impl Default for Displaced {
    fn default() -> Self {
        Displaced { base_sales: ZERO, base_pool: ZERO, lost: ZERO }
    }
}

#[inline(always)]
fn pool<'a>(product: &Product, market: &'a MarketState) -> Option<&'a Lane> {
    match product.volume {
        Volume::PoolShare { segment, .. } => Some(&market.pools[segment][product.powertrain.index()]),
        Volume::PerYear(_) => None,
    }
}

/// Takes in a replayed period of the base year: sales and pool of the cars that take.
#[inline(always)]
pub fn remember_base_year(
    (products, displacements): (&[Product], &[Displacement]),
    period: &Period,
    market: &MarketState,
    flows: &[ProductFlows],
    states: &mut [Displaced],
) {
    for (displacement, state) in displacements.iter().zip(states) {
        let sales = &flows[displacement.by].volume;
        add(&mut state.base_sales, |i| sales[i]);
        if let Some(pool) = pool(&products[displacement.by], market) {
            add(&mut state.base_pool, |i| pool[i] * period.season);
        }
    }
}

/// Takes lost cars away from the demand of a projected period.
///
/// lost = rate · max(0, demand of `by` − base-year share · its pool now), with the base-year sales in place of
/// share times pool for a car without a pool. All demands are those before any loss, so the order of products
/// changes nothing; where a car would lose more than it sells, all its losses shrink in proportion.
#[inline(always)]
pub fn displace(
    (products, displacements): (&[Product], &[Displacement]),
    period: &Period,
    inputs: &Inputs,
    market: &MarketState,
    flows: &mut [ProductFlows],
    states: &mut [Displaced],
) {
    for (displacement, state) in displacements.iter().zip(&mut *states) {
        let (demand, rate) = (&flows[displacement.by].volume, &inputs[displacement.rate]);
        let Displaced { base_sales, base_pool, lost } = state;
        let season = period.season;
        let mut usual = ZERO;
        match pool(&products[displacement.by], market) {
            Some(pool) => fill(&mut usual, |i| {
                if base_pool[i] > 0.0 { base_sales[i] / base_pool[i] * pool[i] * season } else { 0.0 }
            }),
            None => fill(&mut usual, |i| base_sales[i] * season),
        }
        fill(lost, |i| {
            let beyond = demand[i] - usual[i];
            if beyond > 0.0 { rate[i] * beyond } else { 0.0 }
        });
    }
    let mut rest = states;
    for losses in displacements.chunk_by(|a, b| a.of == b.of) {
        let (own, others) = rest.split_at_mut(losses.len());
        rest = others;
        let mut total = ZERO;
        own.iter().for_each(|state| add(&mut total, |i| state.lost[i]));
        let demand = &mut flows[losses[0].of].volume;
        for state in own {
            for (i, lost) in state.lost.iter_mut().enumerate() {
                *lost *= if total[i] > demand[i] { demand[i] / total[i] } else { 1.0 };
            }
        }
        for (demand, total) in demand.iter_mut().zip(&total) {
            *demand = if *total < *demand { *demand - total } else { 0.0 };
        }
    }
}
