//! The market: registrations, the walk of the BEV share, and the pools by segment and powertrain.

use super::business::{Market, Powertrain};
use super::industry_price::SegmentPrice;
use super::{Business, Inputs};
use crate::lanes::{LANES, Lane, ZERO, add, fill, logistic, logit};

/// Rounds of proportional fitting per period. The factors of the period before are the starting point, so a
/// few rounds reach the last digits; the first period takes [`OPENING_ROUNDS`].
const ROUNDS: usize = 10;
const OPENING_ROUNDS: usize = 60;
/// Trials whose powertrain totals are further off than this share of the market go on, up to
/// [`OPENING_ROUNDS`].
const CLOSE: f64 = 1e-10;

/// Carried from period to period, with the market of the current period.
#[derive(Clone, Debug)]
pub struct MarketState {
    /// Logit of the BEV share.
    bev_logit: Lane,
    /// BEV over combustion reference price − 1.
    gap: Lane,
    /// BEV share of registrations.
    pub bev_share: Lane,
    /// Share of registrations by powertrain.
    pub powertrain_shares: [Lane; 4],
    /// Share of registrations by segment.
    segment_shares: Vec<Lane>,
    /// Fitting factor of each powertrain, by segment; the segments' factors follow from them.
    factors: [Lane; 4],
    opened: bool,
    /// Registrations per year by segment and powertrain.
    pub pools: Vec<[Lane; 4]>,
}

impl MarketState {
    /// State for a number of segments.
    pub fn new(n_segments: usize) -> MarketState {
        MarketState {
            bev_logit: ZERO,
            gap: ZERO,
            bev_share: ZERO,
            powertrain_shares: [ZERO; 4],
            segment_shares: vec![ZERO; n_segments],
            factors: [[1.0; LANES]; 4],
            opened: false,
            pools: vec![[ZERO; 4]; n_segments],
        }
    }

    /// Forgets the block before.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.factors = [[1.0; LANES]; 4];
        self.opened = false;
    }

    /// Opens at the end of history: the walk starts at the exit share, the gap at today's prices.
    #[inline(always)]
    pub fn open_projection(&mut self, business: &Business, inputs: &Inputs, prices: &[SegmentPrice]) {
        let exit = &inputs[business.market.bev_exit_share];
        for (i, out) in self.bev_logit.iter_mut().enumerate() {
            *out = logit(exit[i]);
        }
        self.normalise_segments(business, inputs);
        self.gap = price_gap(business, inputs, &self.segment_shares, prices);
    }

    /// A replayed period: the recorded BEV share.
    #[inline(always)]
    pub fn replay(&mut self, business: &Business, inputs: &Inputs) {
        self.bev_share = inputs[business.market.bev_history_share];
        self.split(business, inputs);
    }

    /// A projected period: the BEV walk moves on by `years`, then the pools follow.
    #[inline(always)]
    pub fn project(&mut self, business: &Business, inputs: &Inputs, prices: &[SegmentPrice], years: f64) {
        self.normalise_segments(business, inputs);
        let gap = price_gap(business, inputs, &self.segment_shares, prices);
        walk(&business.market, inputs, &mut self.bev_logit, &self.gap, &gap, years);
        self.gap = gap;
        let x = &self.bev_logit;
        for (i, out) in self.bev_share.iter_mut().enumerate() {
            *out = logistic(x[i]);
        }
        self.split(business, inputs);
    }

    #[inline(always)]
    fn normalise_segments(&mut self, business: &Business, inputs: &Inputs) {
        let mut total = ZERO;
        for segment in &business.segments {
            add(&mut total, |i| inputs[segment.share][i]);
        }
        for (segment, share) in business.segments.iter().zip(&mut self.segment_shares) {
            fill(share, |i| inputs[segment.share][i] / total[i]);
        }
    }

    /// Powertrain totals, then the pools.
    #[inline(always)]
    fn split(&mut self, business: &Business, inputs: &Inputs) {
        self.normalise_segments(business, inputs);
        let market = &business.market;
        let (phev, hev) = (&inputs[market.phev_share_of_rest], &inputs[market.hev_share_of_non_plug]);
        let bev = &self.bev_share;
        let [bev_total, phev_total, hev_total, ice_total] = &mut self.powertrain_shares;
        *bev_total = *bev;
        fill(phev_total, |i| (1.0 - bev[i]) * phev[i]);
        fill(hev_total, |i| (1.0 - bev[i]) * (1.0 - phev[i]) * hev[i]);
        fill(ice_total, |i| (1.0 - bev[i]) * (1.0 - phev[i]) * (1.0 - hev[i]));
        self.fit_pools(business, &inputs[market.registrations]);
    }

    /// Share of the market by powertrain that the factors give, with exact segments.
    #[inline(always)]
    fn powertrain_sums(&self, business: &Business) -> [Lane; 4] {
        let mut sums = [ZERO; 4];
        for (segment, share) in business.segments.iter().zip(&self.segment_shares) {
            let scale = self.segment_factor(&segment.tilt, share);
            for (sum, (tilt, factor)) in sums.iter_mut().zip(segment.tilt.iter().zip(&self.factors)) {
                add(sum, |i| scale[i] * tilt * factor[i]);
            }
        }
        sums
    }

    /// Pools = registrations · tilt · a(segment) · b(powertrain), with a and b such that the totals of both
    /// segments and powertrains hold.
    ///
    /// Source: Deming, Stephan (1940), Annals of Mathematical Statistics 11(4): iterative proportional
    /// fitting. The last half-round makes the segment totals exact; powertrain totals are off by what the
    /// rounds leave, below 1e-9 of the market.
    #[inline(always)]
    fn fit_pools(&mut self, business: &Business, registrations: &Lane) {
        let rounds = if self.opened { ROUNDS } else { OPENING_ROUNDS };
        self.opened = true;
        for round in 0..OPENING_ROUNDS {
            let sums = self.powertrain_sums(business);
            let mut worst = ZERO;
            for (sum, wanted) in sums.iter().zip(&self.powertrain_shares) {
                for (i, worst) in worst.iter_mut().enumerate() {
                    let off = (sum[i] - wanted[i]).abs();
                    *worst = if off > *worst { off } else { *worst };
                }
            }
            // A steep tilt, or a year in which the mix jumps, takes some trials more rounds than the others.
            if round >= rounds && worst.iter().all(|worst| *worst <= CLOSE) {
                break;
            }
            for (p, sum) in sums.iter().enumerate() {
                let wanted = &self.powertrain_shares[p];
                for (i, factor) in self.factors[p].iter_mut().enumerate() {
                    let moves = sum[i] > 0.0 && (round < rounds || worst[i] > CLOSE);
                    *factor = if moves { *factor * wanted[i] / sum[i] } else { *factor };
                }
            }
        }
        for (s, segment) in business.segments.iter().enumerate() {
            let scale = self.segment_factor(&segment.tilt, &self.segment_shares[s]);
            for (pool, (tilt, factor)) in self.pools[s].iter_mut().zip(segment.tilt.iter().zip(&self.factors))
            {
                fill(pool, |i| registrations[i] * scale[i] * tilt * factor[i]);
            }
        }
    }

    /// Segment share ÷ Σ tilt·factor over its powertrains.
    #[inline(always)]
    fn segment_factor(&self, tilt: &[f64; 4], share: &Lane) -> Lane {
        let [bev, phev, hev, ice] = &self.factors;
        let mut scale = ZERO;
        fill(&mut scale, |i| {
            share[i] / (tilt[0] * bev[i] + tilt[1] * phev[i] + tilt[2] * hev[i] + tilt[3] * ice[i])
        });
        scale
    }
}

/// x += (slope + drift)·Δ + γ·(gap before − gap) + pull·max(0, logit required − x)·Δ + σ·√Δ·z
#[inline(always)]
fn walk(market: &Market, inputs: &Inputs, x: &mut Lane, gap_before: &Lane, gap: &Lane, years: f64) {
    let (slope, drift) = (&inputs[market.bev_logit_slope], &inputs[market.bev_extra_drift]);
    let (sensitivity, pull) = (&inputs[market.bev_price_sensitivity], &inputs[market.bev_rule_pull]);
    let (required, sd) = (&inputs[market.bev_required_share], &inputs[market.bev_shock_sd]);
    let z = &inputs[market.bev_shock];
    let root = years.sqrt();
    for (i, x) in x.iter_mut().enumerate() {
        let behind = logit(required[i]) - *x;
        let pulled = if behind > 0.0 { pull[i] * behind } else { 0.0 };
        *x += (slope[i] + drift[i] + pulled) * years
            + sensitivity[i] * (gap_before[i] - gap[i])
            + sd[i] * root * z[i];
    }
}

/// BEV over combustion reference price − 1, both at maker's net revenue, at the BEV mix of segments
/// (segment share × BEV tilt).
#[inline(always)]
fn price_gap(business: &Business, inputs: &Inputs, segment_shares: &[Lane], prices: &[SegmentPrice]) -> Lane {
    let (mut weights, mut total) = (ZERO, ZERO);
    let bev = Powertrain::Bev.index();
    for ((segment, share), price) in business.segments.iter().zip(segment_shares).zip(prices) {
        let tilt = segment.tilt[bev];
        add(&mut weights, |i| tilt * share[i]);
        add(&mut total, |i| tilt * share[i] * price.price[i]);
    }
    let combustion = &inputs[business.market.ice_reference_price];
    let mut gap = ZERO;
    fill(&mut gap, |i| total[i] / (weights[i] * combustion[i]) - 1.0);
    gap
}
