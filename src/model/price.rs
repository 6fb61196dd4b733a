//! Own net revenue per car, base-year euros.

use super::business::{Powertrain, Product};
use super::industry_price::SegmentPrice;
use super::{Business, Inputs};
use crate::lanes::{Lane, fill};

/// What the price of a car is measured against: the middle of the base year.
#[derive(Clone, Debug)]
pub struct PriceReference {
    /// Unit cost of this car with its first generation.
    pub unit_cost: Lane,
    /// Net price.
    pub net_price: Lane,
}

/// Market price relative to the base year: P / P_ref of its segment for a BEV, the common index for all other
/// cars; 1 for a BEV outside of the segments.
#[inline(always)]
pub fn market_index(
    business: &Business,
    inputs: &Inputs,
    product: &Product,
    prices: &[SegmentPrice],
    out: &mut Lane,
) {
    match (product.powertrain, product.price_segment) {
        (Powertrain::Bev, Some(segment)) => {
            let reference = &inputs[business.segments[segment].reference_price];
            let price = &prices[segment].price;
            fill(out, |i| price[i] / reference[i]);
        }
        (Powertrain::Bev, None) => out.fill(1.0),
        _ => *out = inputs[business.market.non_bev_price_index],
    }
}

/// Own price = net_price·[1 + following·(market index − 1)] − own_pass_through·max(0, own cut − industry cut).
///
/// A hybrid or combustion car follows the common index in full. Cuts are in base-year euros per car against the middle of the base year; the own reference is this car
/// with its first generation.
#[inline(always)]
pub fn own_price(
    inputs: &Inputs,
    product: &Product,
    market_index: &Lane,
    unit_cost: &Lane,
    reference: &PriceReference,
    prices: &[SegmentPrice],
    out: &mut Lane,
) {
    let net_price = &inputs[product.net_price];
    if product.powertrain == Powertrain::Bev {
        let following = &inputs[product.price_following];
        fill(out, |i| net_price[i] * (1.0 + following[i] * (market_index[i] - 1.0)));
    } else {
        fill(out, |i| net_price[i] * market_index[i]);
    }
    if let (Some(slot), Some(segment)) = (product.own_pass_through, product.price_segment) {
        let (handed_on, segment) = (&inputs[slot], &prices[segment]);
        for (i, price) in out.iter_mut().enumerate() {
            let own_cut = reference.unit_cost[i] - unit_cost[i];
            let ahead = own_cut - (segment.reference_cost[i] - segment.cost[i]);
            *price -= handed_on[i] * if ahead > 0.0 { ahead } else { 0.0 };
        }
    }
}
